"""Pieces of evidence in the app's language."""

import math

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from landmark_gui.inference.evidence import Evidence, EvidenceKind, Stance
from landmark_gui.ui import wording

_MOST_TIMES = 1000


def sentence(piece: Evidence, name: str) -> str:
    """What a piece of evidence says, in one sentence.

    Args:
        piece: The evidence.
        name: The landmark's name in the person's language.
    """
    share = "" if piece.share is None else wording.probability(piece.share)
    away = "" if piece.distance_m is None else distance(piece.distance_m)
    text = _template(piece)
    return text.replace("{name}", name).replace("{share}", share).replace("{distance}", away)


def _template(piece: Evidence) -> str:
    if piece.kind is EvidenceKind.PICTURE:
        return QCoreApplication.translate("Evidence", "The picture alone: {share} {name}")
    if piece.kind is EvidenceKind.POSITION:
        return QCoreApplication.translate(
            "Evidence", "The camera's position jumps {distance} from the photos around it"
        )
    if piece.kind is EvidenceKind.GPS:
        if piece.stance is Stance.CONTRADICTS:
            return QCoreApplication.translate(
                "Evidence", "The camera stood {distance} from {name}: one of the two must be wrong"
            )
        return QCoreApplication.translate("Evidence", "The camera stood {distance} from {name}")
    if piece.kind is EvidenceKind.TRIP:
        return QCoreApplication.translate(
            "Evidence", "{name} is {distance} from the photos before and after: nobody travels that fast"
        )
    return _OtherPhotos().template(piece.kind, piece.photos)


class _OtherPhotos(QObject):
    """Qt's lupdate finds texts with plurals only in the ``tr`` of an object."""

    def template(self, kind: EvidenceKind, number: int) -> str:
        if kind is EvidenceKind.BURST:
            return self.tr("The %n other photo(s) of the burst: {name} with {share} on average", "", number)
        if kind is EvidenceKind.MINUTE:
            return self.tr("The %n other photo(s) of the same minute: {name} with {share} on average", "", number)
        return self.tr("The %n other photo(s) of the folder: {name} with {share} on average", "", number)


def factor(weight: float) -> str:
    """How much likelier or less likely the evidence makes a landmark: ``× 7.3``, ``÷ 10``."""
    times = min(math.exp(abs(weight)), _MOST_TIMES)
    if times < 1.05:
        return "× 1"
    text = QLocale().toString(times, "f", 1 if times < 9.95 else 0)
    return f"{'×' if weight > 0 else '÷'} {text}"


def distance(metres: float) -> str:
    """A distance, as the language writes it."""
    locale = QLocale()
    if metres < 1000:
        return QCoreApplication.translate("Evidence", "{number} m").replace(
            "{number}", locale.toString(round(metres, -1), "f", 0)
        )
    kilometres = metres / 1000
    rounded = round(kilometres, 1 if kilometres < 10 else 0 if kilometres < 1000 else -2)
    return QCoreApplication.translate("Evidence", "{number} km").replace(
        "{number}", locale.toString(rounded, "f", 1 if kilometres < 10 else 0)
    )
