"""Two models on the person's own photos: where they disagree."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from landmark_gui.inference.suggestion import Suggestion, Verdict
from landmark_gui.ui import first_size, theme, wording
from landmark_gui.ui.reason_words import reason_words
from landmark_gui.ui.training_wizard.page import error_label, muted
from landmark_gui.ui.training_wizard.pictures import Picture, PictureList
from landmark_gui.workers.inference_worker import InferenceSummary, InferenceWorker
from landmark_gui.workers.model_files import ModelFacts
from landmark_gui.workers.thumbnails import Thumbnailer
from landmark_gui.workers.worker import Progress, stop_all

MOST = 1000


class CompareDialog(QDialog):
    """Asks one model after the other; shows only photos about which they say different things.

    Signals:
        photo_opened: Path of a photo that the person wants to see large.
    """

    photo_opened = Signal(str)

    def __init__(
        self, first: ModelFacts, second: ModelFacts, photos: Sequence[Path], parent: QWidget | None = None
    ) -> None:
        """Makes it; `start` asks the models.

        Args:
            first: One model.
            second: The other.
            photos: The person's own.
            parent: The window.
        """
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(self.tr("Compare Two Models"))
        first_size.open_at(self, 860, 600)
        self._models = (first, second)
        self._photos = list(photos)[:MOST]
        self._said: tuple[dict[str, Suggestion], dict[str, Suggestion]] = ({}, {})
        self._turn = 0
        self._worker = InferenceWorker(self)
        self._worker.results.connect(self._results)
        self._worker.progress.connect(self._progress)
        self._worker.model_failed.connect(self._failed)
        self._worker.finished.connect(self._finished)
        self._thumbnailer = Thumbnailer(self)
        self._title = QLabel()
        self._title.setFont(theme.title_font(self.font()))
        self._title.setWordWrap(True)
        self._words = muted()
        self._error = error_label()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(8)
        self.list = PictureList(self._thumbnailer)
        self.list.setAccessibleName(self.tr("Photos about which the two disagree"))
        self.list.opened.connect(lambda picture: self.photo_opened.emit(picture.path))
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 14)
        for widget in (self._title, self._words, self._bar, self._error):
            box.addWidget(widget)
        box.addWidget(self.list, 1)
        box.addLayout(row)
        self._say()

    def start(self) -> None:
        """Asks the first model."""
        if not self._photos:
            self._bar.hide()
            self._title.setText(self.tr("Open a folder of photos in the main window first."))
            return
        self._ask()

    def _ask(self) -> None:
        model = self._models[self._turn]
        self._worker.configure(str(model.path))
        self._worker.start(self._photos)
        self._say()

    def _results(self, suggestions: Sequence[Suggestion]) -> None:
        self._said[self._turn].update((str(suggestion.path), suggestion) for suggestion in suggestions)
        if self._turn == 1:
            self._show()

    def _progress(self, progress: Progress) -> None:
        self._bar.setRange(0, 2 * len(self._photos))
        self._bar.setValue(self._turn * len(self._photos) + progress.done)

    def _failed(self, text: str) -> None:
        self._error.setText(f"{self._models[self._turn].name}: {reason_words(text)}")
        self._error.show()

    def _finished(self, summary: InferenceSummary) -> None:
        if summary.error or summary.cancelled:
            self._bar.hide()
            return
        if self._turn == 0:
            self._turn = 1
            self._ask()
            return
        self._turn = 2
        self._bar.hide()
        self._say()

    @property
    def is_done(self) -> bool:
        """Whether both have been asked about all photos."""
        return self._turn == 2

    def disagreements(self) -> list[tuple[Suggestion, Suggestion]]:
        """What the two said where it differs, most surprising first."""
        pairs = [(one, self._said[1][path]) for path, one in self._said[0].items() if path in self._said[1]]
        differing = [pair for pair in pairs if _answer(pair[0]) != _answer(pair[1])]
        return sorted(differing, key=lambda pair: -min(_sureness(pair[0]), _sureness(pair[1])))

    def _show(self) -> None:
        nothing = self.tr("No landmark")
        self.list.show_pictures(
            [
                Picture(str(one.path), f"1: {_words(one, nothing)}", f"2: {_words(other, nothing)}")
                for one, other in self.disagreements()
            ]
        )

    def _say(self) -> None:
        first, second = self._models
        self._words.setText(
            self.tr("1: {first}    2: {second}").replace("{first}", first.name).replace("{second}", second.name)
        )
        if self._turn < 2:
            asked = self.tr("Asking {name} about %n photo(s)…", "", len(self._photos))
            self._title.setText(asked.replace("{name}", self._models[self._turn].name))
            return
        number = len(self.disagreements())
        self._title.setText(
            self.tr("They disagree about %n photo(s)", "", number)
            if number
            else self.tr("They agree about all these photos.")
        )
        self._show()

    @property
    def workers(self) -> tuple[InferenceWorker | Thumbnailer, ...]:
        """What runs in threads of its own."""
        return self._worker, self._thumbnailer

    def done(self, result: int) -> None:
        """Ends its threads too."""
        stop_all(self.workers)
        super().done(result)

    def closeEvent(self, event: object) -> None:  # noqa: N802
        """Ends its threads too."""
        stop_all(self.workers)
        super().closeEvent(event)  # type: ignore[arg-type]


def _answer(suggestion: Suggestion) -> str:
    best = suggestion.best
    return "" if best is None or suggestion.verdict is Verdict.NO_LANDMARK else best.name


def _sureness(suggestion: Suggestion) -> float:
    return suggestion.best.probability if suggestion.best is not None else 0.0


def _words(suggestion: Suggestion, nothing: str) -> str:
    best = suggestion.best
    if best is None or suggestion.verdict is Verdict.NO_LANDMARK:
        return nothing
    return f"{best.name}, {wording.probability(best.probability)}"
