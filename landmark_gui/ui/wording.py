"""Words for what the models and the person say, in the app's language."""

from PySide6.QtCore import QCoreApplication, QLocale

from landmark_gui.library.photo_filter import GroupBy, SortKey
from landmark_gui.models.marks import Likelihood, Mark, PlaceCheck
from landmark_gui.ui.noop import QT_TRANSLATE_NOOP

CONTEXT = "Wording"

_MARKS = {
    Mark.CONFIDENT: QT_TRANSLATE_NOOP("Wording", "Confident"),
    Mark.AMBIGUOUS: QT_TRANSLATE_NOOP("Wording", "Unsure"),
    Mark.NO_LANDMARK: QT_TRANSLATE_NOOP("Wording", "No landmark"),
    Mark.ERROR: QT_TRANSLATE_NOOP("Wording", "Cannot be read"),
    Mark.ACCEPTED: QT_TRANSLATE_NOOP("Wording", "Accepted"),
    Mark.NOTHING: QT_TRANSLATE_NOOP("Wording", "No landmark"),
    Mark.SKIPPED: QT_TRANSLATE_NOOP("Wording", "Skipped"),
    Mark.WRITTEN: QT_TRANSLATE_NOOP("Wording", "Written"),
    Mark.IN_FILE: QT_TRANSLATE_NOOP("Wording", "Named in the file"),
}
_LIKELIHOODS = {
    Likelihood.VERY_LIKELY: QT_TRANSLATE_NOOP("Wording", "very likely"),
    Likelihood.LIKELY: QT_TRANSLATE_NOOP("Wording", "likely"),
    Likelihood.UNSURE: QT_TRANSLATE_NOOP("Wording", "unsure"),
    Likelihood.UNLIKELY: QT_TRANSLATE_NOOP("Wording", "unlikely"),
}
_PLACES = {
    PlaceCheck.AGREES: QT_TRANSLATE_NOOP("Wording", "The camera's position agrees"),
    PlaceCheck.CONTRADICTS: QT_TRANSLATE_NOOP("Wording", "The camera's position contradicts"),
    PlaceCheck.UNKNOWN: "",
}
_SORTS = {
    SortKey.NAME: QT_TRANSLATE_NOOP("Wording", "Name"),
    SortKey.DATE: QT_TRANSLATE_NOOP("Wording", "Date"),
    SortKey.VERDICT: QT_TRANSLATE_NOOP("Wording", "Verdict"),
    SortKey.UNCERTAINTY: QT_TRANSLATE_NOOP("Wording", "Uncertainty"),
}
_GROUPS = {
    GroupBy.NONE: QT_TRANSLATE_NOOP("Wording", "Not grouped"),
    GroupBy.FOLDER: QT_TRANSLATE_NOOP("Wording", "Folder"),
    GroupBy.DAY: QT_TRANSLATE_NOOP("Wording", "Day"),
    GroupBy.LANDMARK: QT_TRANSLATE_NOOP("Wording", "Landmark"),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text) if text else ""


def mark_words(mark: Mark) -> str:
    """What a mark means."""
    return _tr(_MARKS[mark])


def likelihood_words(value: Likelihood) -> str:
    """A probability in words."""
    return _tr(_LIKELIHOODS[value])


def place_words(check: PlaceCheck) -> str:
    """What the camera's position says; empty where it says nothing."""
    return _tr(_PLACES[check])


def sort_words(key: SortKey) -> str:
    """An order."""
    return _tr(_SORTS[key])


def group_words(group: GroupBy) -> str:
    """A way to group."""
    return _tr(_GROUPS[group])


def percent(share: float, digits: int = 0) -> str:
    """A share in per cent, as the language writes it."""
    locale = QLocale()
    return QCoreApplication.translate("Wording", "{number} %").replace(
        "{number}", locale.toString(100 * share, "f", digits)
    )


def probability(value: float) -> str:
    """A model's probability in per cent; it is never quite sure, and never quite excludes anything."""
    if value > 0.99:
        return "> " + percent(0.99)
    return percent(value) if value >= 0.01 else "< " + percent(0.01)


def position(place: tuple[float, float]) -> str:
    """Latitude and longitude, as they can be typed again."""
    return f"{place[0]:.5f}, {place[1]:.5f}"


def decimal(value: float, digits: int) -> str:
    """A number with so many digits behind the point, or whatever the language writes there."""
    return QLocale().toString(value, "f", digits)


def number(value: int) -> str:
    """A whole number, as the language writes it."""
    return QLocale().toString(value)
