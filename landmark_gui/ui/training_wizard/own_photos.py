"""Tries a model, or two of them, on the person's own photos, in the background."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from landmark_gui.inference.suggestion import Suggestion, Verdict
from landmark_gui.models.marks import Mark
from landmark_gui.ui import wording
from landmark_gui.ui.reason_words import reason_words
from landmark_gui.ui.training_wizard.page import error_label, muted
from landmark_gui.ui.training_wizard.pictures import Picture, PictureList
from landmark_gui.workers.inference_worker import InferenceSummary, InferenceWorker
from landmark_gui.workers.thumbnails import Thumbnailer
from landmark_gui.workers.worker import Progress

MOST = 200


class OwnPhotos(QWidget):
    """The photos open in the main window, and what the new model says about them."""

    opened = Signal(object)

    def __init__(self, photos: Callable[[], Sequence[Path]], parent: QWidget | None = None) -> None:
        """Makes it; nothing runs yet.

        Args:
            photos: Those to try it on, the most interesting ones first.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._photos = photos
        self._model: Path | None = None
        self._found: dict[str, Suggestion] = {}
        self._worker = InferenceWorker(self)
        self._worker.results.connect(self._results)
        self._worker.progress.connect(self._progress)
        self._worker.model_failed.connect(self._failed)
        self._worker.finished.connect(self._finished)
        self._thumbnailer = Thumbnailer(self)
        self.list = PictureList(self._thumbnailer)
        self.list.setAccessibleName(self.tr("Own photos and what the model says"))
        self.list.opened.connect(self.opened)
        self._words = muted()
        self._error = error_label()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(8)
        self._bar.hide()
        self.show_box = QComboBox()
        self.show_box.addItem(self.tr("All"), None)
        self.show_box.addItem(self.tr("Confident"), Verdict.CONFIDENT)
        self.show_box.addItem(self.tr("Unsure"), Verdict.AMBIGUOUS)
        self.show_box.addItem(self.tr("No landmark"), Verdict.NO_LANDMARK)
        self.show_box.currentIndexChanged.connect(lambda _: self._show())
        self.show_box.setAccessibleName(self.tr("Which ones to show"))
        self.try_button = QPushButton(self.tr("Try It"))
        self.try_button.clicked.connect(self.start)
        top = QHBoxLayout()
        top.addWidget(self._words, 1)
        top.addWidget(QLabel(self.tr("Show")))
        top.addWidget(self.show_box)
        top.addWidget(self.try_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 6, 0, 0)
        box.addLayout(top)
        box.addWidget(self._bar)
        box.addWidget(self._error)
        box.addWidget(self.list, 1)
        self._say()

    @property
    def workers(self) -> tuple[InferenceWorker | Thumbnailer, ...]:
        """What runs in threads of its own."""
        return self._worker, self._thumbnailer

    @property
    def suggestions(self) -> dict[str, Suggestion]:
        """What the model said, by path."""
        return self._found

    def set_model(self, model: Path | None) -> None:
        """Takes another model; what the former one said goes."""
        if model != self._model:
            self._model = model
            self._found.clear()
            self._show()

    def start(self) -> None:
        """Asks the model about the photos open in the main window."""
        photos = list(self._photos())[:MOST]
        self._error.hide()
        if self._model is None or not photos:
            self._say()
            return
        self._found.clear()
        self._worker.configure(str(self._model))
        self.try_button.setEnabled(False)
        self._bar.setRange(0, len(photos))
        self._bar.setValue(0)
        self._bar.show()
        self._worker.start(photos)
        self._show()

    def _results(self, suggestions: Sequence[Suggestion]) -> None:
        self._found.update((str(suggestion.path), suggestion) for suggestion in suggestions)
        self._show()

    def _progress(self, progress: Progress) -> None:
        self._bar.setValue(progress.done)

    def _failed(self, text: str) -> None:
        self._error.setText(reason_words(text))
        self._error.show()

    def _finished(self, _: InferenceSummary) -> None:
        self._bar.hide()
        self.try_button.setEnabled(True)
        self._say()

    def _show(self) -> None:
        wanted = self.show_box.currentData()
        shown = [found for found in self._found.values() if wanted is None or found.verdict == wanted]
        self.list.show_pictures([_picture(found, self.tr("No landmark")) for found in shown])
        self._say()

    def _say(self) -> None:
        if self._found:
            sure = sum(found.verdict is Verdict.CONFIDENT for found in self._found.values())
            text = self.tr("{sure} of %n photo(s) confident", "", len(self._found))
            self._words.setText(text.replace("{sure}", wording.number(sure)))
            return
        number = len(self._photos())
        if number:
            self._words.setText(self.tr("Asks the new model about up to %n photo(s) of the main window.", "", MOST))
        else:
            self._words.setText(self.tr("Open a folder of photos in the main window first."))
        self.try_button.setEnabled(bool(number))


def _picture(found: Suggestion, nothing: str) -> Picture:
    best = found.best
    if best is None:
        return Picture(str(found.path), nothing)
    title = nothing if found.verdict is Verdict.NO_LANDMARK else best.name
    words = {
        Verdict.CONFIDENT: wording.mark_words(Mark.CONFIDENT),
        Verdict.AMBIGUOUS: wording.mark_words(Mark.AMBIGUOUS),
    }.get(found.verdict or Verdict.NO_LANDMARK, best.name)
    return Picture(str(found.path), title, f"{words} · {wording.probability(best.probability)}")
