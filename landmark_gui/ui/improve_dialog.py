"""Improve my model: what it does, how far it is, and what came of it, with the figures before and after."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from landmark_gui.ui import theme, wording
from landmark_gui.ui.noop import QT_TRANSLATE_NOOP
from landmark_gui.workers.improve_worker import Improved

FEWEST = 20
"""As `training.refit` has it, which loads torch."""
_ROWS = (
    ("top1", QT_TRANSLATE_NOOP("ImproveDialog", "Right at the first suggestion")),
    ("top3", QT_TRANSLATE_NOOP("ImproveDialog", "Right among three")),
    ("told_apart", QT_TRANSLATE_NOOP("ImproveDialog", "Landmarks and other photos told apart")),
    ("confident", QT_TRANSLATE_NOOP("ImproveDialog", "Confident suggestions")),
    ("confident_right", QT_TRANSLATE_NOOP("ImproveDialog", "Right ones among those")),
)
_MOST_NAMES = 6


class ImproveDialog(QDialog):
    """Three pages: before, meanwhile, after.

    Signals:
        start_wanted: The person wants to begin.
        cancel_wanted: They want to give up.
        take_back_wanted: Name of the model to use again.
    """

    start_wanted = Signal()
    cancel_wanted = Signal()
    take_back_wanted = Signal(str)

    def __init__(self, model: str, parent: QWidget | None = None) -> None:
        """Makes it.

        Args:
            model: Name of the model in use.
            parent: The window.
        """
        super().__init__(parent)
        self._model, self._parent_model = model, ""
        self.setObjectName("improveDialog")
        self.setWindowTitle(self.tr("Improve My Model"))
        self.setMinimumWidth(520)
        self._title = QLabel(self.windowTitle())
        self._title.setFont(theme.title_font(self.font()))
        self._title.setWordWrap(True)
        self._text = QLabel()
        self._text.setWordWrap(True)
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setTextVisible(False)
        self.bar.hide()
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 6, 0, 6)
        self._grid.setHorizontalSpacing(18)
        self._grid.setColumnStretch(0, 1)
        self._table.hide()
        self._notes = QLabel()
        self._notes.setWordWrap(True)
        self._notes.setTextFormat(Qt.TextFormat.PlainText)
        self._notes.setProperty("muted", True)
        self.start_button = QPushButton(self.tr("Improve"))
        self.start_button.setProperty("primary", True)
        self.start_button.clicked.connect(self._start)
        self.take_back_button = QPushButton(self.tr("Take Back"))
        self.take_back_button.clicked.connect(self._take_back)
        self.take_back_button.hide()
        self.close_button = QPushButton(self.tr("Close"))
        self.close_button.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.take_back_button, self.close_button, self.start_button):
            buttons.addWidget(button)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 14)
        box.setSpacing(10)
        for widget in (self._title, self._text, self.bar, self._table, self._notes):
            box.addWidget(widget)
        box.addStretch(1)
        box.addLayout(buttons)
        self.is_running = False

    # --- before ---------------------------------------------------------------------------------------

    def show_decisions(self, count: int) -> None:
        """Says what there is to learn from."""
        text = self.tr("{name} can learn from your decisions about %n photo(s).", "", count)
        self._text.setText(text.replace("{name}", self._model))
        if count < FEWEST:
            needed = self.tr("It needs at least %n: accept, reject, or say that there is no landmark.", "", FEWEST)
            self._notes.setText(needed)
        else:
            self._notes.setText(
                self.tr(
                    "A fifth of them is kept out, to see whether it really became better; only then is it used. It "
                    "takes up to a minute. No photo and no decision is changed, and it can be taken back."
                )
            )
        self.start_button.setEnabled(count >= FEWEST)
        _give_enter(self.start_button if count >= FEWEST else self.close_button)

    def _start(self) -> None:
        self.is_running = True
        # The focus goes on to it as the other one is disabled, and Enter held a little too long would cancel.
        self.close_button.setAutoDefault(False)
        self.bar.setRange(0, 0)
        self.bar.show()
        self.start_button.setEnabled(False)
        self.close_button.setText(self.tr("Cancel"))
        self._notes.setText(self.tr("Getting ready…"))
        self.start_wanted.emit()

    # --- meanwhile ------------------------------------------------------------------------------------

    def show_progress(self, done: int, total: int) -> None:
        """Says how far it is."""
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(done)
        if done < total:
            text = self.tr("Looking at photo {done} of {total}").replace("{done}", wording.number(done))
            self._notes.setText(text.replace("{total}", wording.number(total)))
        else:
            self._notes.setText(self.tr("Learning and testing…"))

    def reject(self) -> None:
        """Gives up what is under way, or closes."""
        if self.is_running:
            self.close_button.setEnabled(False)
            self.cancel_wanted.emit()
            return
        super().reject()

    # --- after ----------------------------------------------------------------------------------------

    def show_result(self, improved: Improved) -> None:
        """Says what came of it."""
        self.is_running = False
        self.bar.hide()
        self.close_button.setText(self.tr("Close"))
        self.close_button.setEnabled(True)
        self.close_button.setAutoDefault(True)
        self.start_button.hide()
        _give_enter(self.close_button)
        if improved.cancelled:
            super().reject()
            return
        self._parent_model = improved.parent
        if improved.problem:
            self._title.setText(self.tr("It could not be tried"))
            self._text.setText(improved.problem)
            self._notes.setText("")
            return
        self._fill_table(improved.figures)
        if improved.name:
            self._title.setText(self.tr("Better: {name} suggests from now on").replace("{name}", improved.name))
        else:
            self._title.setText(self.tr("Not better: {name} stays in use").replace("{name}", improved.parent))
        self._text.setText("\n".join(refusal_words(entry) for entry in improved.figures["refusals"]))
        self._text.setVisible(bool(self._text.text()))
        self._notes.setText("\n".join(self._remarks(improved)))
        self.take_back_button.setVisible(bool(improved.name))
        self.adjustSize()

    def _fill_table(self, figures: Mapping[str, Any]) -> None:
        before, after = figures["test_before"], figures["test_after"]
        held = figures["held_out"]
        rows = [
            (
                self.tr("Agrees with held-out decisions"),
                *(self._of(figures[key], held) for key in ("agreed_before", "agreed_after")),
            )
        ]
        for key, text in _ROWS:
            if key in before:
                words = QCoreApplication.translate("ImproveDialog", text)
                rows.append((words, wording.percent(before[key], 1), wording.percent(after[key], 1)))
        heads = ("", self.tr("before"), self.tr("after"))
        for row, cells in enumerate((heads, *rows)):
            for column, text in enumerate(cells):
                label = QLabel(text)
                if row == 0:
                    label.setProperty("muted", True)
                elif column == 2:
                    label.setFont(theme.strong_font(self.font()))
                align = Qt.AlignmentFlag.AlignLeading if column == 0 else Qt.AlignmentFlag.AlignTrailing
                label.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
                # The decisions are the person's, the others come from photos held back in training.
                self._grid.addWidget(label, row + (row > 1), column)
        if len(rows) > 1:
            line = QLabel(self.tr("On photos held back when the model was trained:"))
            line.setProperty("muted", True)
            line.setFont(theme.small_font(self.font()))
            self._grid.addWidget(line, 2, 0, 1, 3)
        self._table.show()

    def _of(self, count: int, total: int) -> str:
        text = self.tr("{count} of {total}").replace("{count}", wording.number(count))
        return text.replace("{total}", wording.number(total))

    def _remarks(self, improved: Improved) -> list[str]:
        lines = []
        for key, text in (("gained", self.tr("Better: {names}.")), ("fell", self.tr("Worse: {names}."))):
            names = [str(name).replace("_", " ") for name in improved.figures[key]]
            if names:
                more = self.tr(" and %n more", "", len(names) - _MOST_NAMES) if len(names) > _MOST_NAMES else ""
                lines.append(text.replace("{names}", ", ".join(names[:_MOST_NAMES]) + more))
        if improved.unknown:
            text = self.tr("%n decision(s) are about landmarks that the model does not know.", "", improved.unknown)
            lines.append(text)
        if improved.gone:
            lines.append(self.tr("%n decided photo(s) are no longer there or cannot be read.", "", improved.gone))
        if improved.name:
            lines.append(self.tr("Photos are asked about anew when you ask for suggestions."))
        return lines

    def _take_back(self) -> None:
        self.take_back_button.setEnabled(False)
        self.take_back_wanted.emit(self._parent_model)
        self._title.setText(self.tr("Taken back: {name} suggests again").replace("{name}", self._parent_model))


def _give_enter(button: QPushButton) -> None:
    """Makes a button the one that Enter presses."""
    button.setDefault(True)
    button.setFocus()


_REFUSALS = {
    "chance": QT_TRANSLATE_NOOP(
        "ImproveDialog", "It agrees with so little more of the held-out decisions that it may be chance."
    ),
    "doubtful": QT_TRANSLATE_NOOP(
        "ImproveDialog",
        "It disagrees with most of the held-out decisions all the same: they are doubtful, or call for a model trained "
        "on these photos.",
    ),
    "fewer": QT_TRANSLATE_NOOP("ImproveDialog", "It agrees with fewer of the held-out decisions."),
    "not_better": QT_TRANSLATE_NOOP("ImproveDialog", "It agrees with no more of the held-out decisions."),
    "landmark": QT_TRANSLATE_NOOP(
        "ImproveDialog",
        "{name} is answered right on {after} of its photos held back in training instead of {before}.",
    ),
    "figure": QT_TRANSLATE_NOOP(
        "ImproveDialog", "It forgets too much of what it was trained on: {what}, {after} instead of {before}."
    ),
}


def refusal_words(refusal: Mapping[str, Any]) -> str:
    """Why a new model is not used, in one sentence; see `training.refit.Refusal`."""
    kind, before, after = refusal["kind"], float(refusal["before"]), float(refusal["after"])
    if refusal["of"] and kind == "not_better" and after < before:
        kind = "fewer"
    digits = 0 if kind == "landmark" else 1
    what = next((words for key, words in _ROWS if key == kind), kind)
    text = QCoreApplication.translate("ImproveDialog", _REFUSALS.get(kind, _REFUSALS["figure"]))
    text = text.replace("{name}", str(refusal["landmark"])).replace("{before}", wording.percent(before, digits))
    text = text.replace("{after}", wording.percent(after, digits))
    return text.replace("{what}", QCoreApplication.translate("ImproveDialog", what))
