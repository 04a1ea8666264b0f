"""The list of what speaks for and against the best candidate, with how much each piece counts."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from landmark_gui.inference.evidence import Evidence, EvidenceKind, Stance
from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.ui import evidence_words, theme

_SIGNS = {Stance.AGREES: "✓", Stance.CONTRADICTS: "!", Stance.NEUTRAL: "·"}


class EvidenceView(QWidget):
    """Shows pieces of evidence, one a row: sign, sentence, factor."""

    def __init__(self, names: LandmarkNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names = names
        self._pieces: tuple[Evidence, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 2, 0, 2)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(self.tr("Evidence"))

    @property
    def pieces(self) -> tuple[Evidence, ...]:
        """What is shown."""
        return self._pieces

    def show_pieces(self, pieces: Sequence[Evidence]) -> None:
        """Shows these."""
        if tuple(pieces) == self._pieces:
            return
        self._pieces = tuple(pieces)
        self._fill()

    def sentences(self) -> list[str]:
        """What is shown, as texts, most important first: contradictions, the rest by weight."""
        ordered = sorted(self._pieces, key=lambda piece: (piece.stance is not Stance.CONTRADICTS, -abs(piece.weight)))
        return [self._sentence(piece) for piece in ordered]

    def warning(self) -> str:
        """The first contradiction in words; empty where there is none."""
        found = next((piece for piece in self._pieces if piece.stance is Stance.CONTRADICTS), None)
        return self._sentence(found) if found is not None else ""

    def _sentence(self, piece: Evidence) -> str:
        known = self._names.landmark(piece.landmark)
        name = known.display_name(self._names.language) if known is not None else piece.name
        return evidence_words.sentence(piece, name)

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        tokens = theme.colours(self.palette())
        colours = {
            Stance.AGREES: tokens.confident,
            Stance.CONTRADICTS: tokens.ambiguous,
            Stance.NEUTRAL: tokens.muted,
        }
        small = theme.small_font(self.font())
        for row, piece in enumerate(self._pieces):
            sign = QLabel(_SIGNS[piece.stance])
            sign.setFont(theme.strong_font(self.font()))
            sign.setStyleSheet(f"color: {colours[piece.stance]}")
            sign.setFixedWidth(12)
            sign.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            words = QLabel(self._sentence(piece))
            words.setTextFormat(Qt.TextFormat.PlainText)
            words.setWordWrap(True)
            words.setFont(small)
            words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            times = QLabel("" if piece.kind is EvidenceKind.PICTURE else evidence_words.factor(piece.weight))
            times.setFont(small)
            times.setProperty("muted", True)
            times.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignTop)
            tip = self.tr("{number} in log-odds").replace("{number}", f"{piece.weight:+.2f}")
            for label in (sign, words, times):
                label.setToolTip(tip)
            self._grid.addWidget(sign, row, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(words, row, 1)
            self._grid.addWidget(times, row, 2, Qt.AlignmentFlag.AlignTop)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Follows the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._fill()
