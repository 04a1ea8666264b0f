"""The status bar: what is shown, what is going on with rate and time left, and which model is in use."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from landmark_gui.ui import icons, wording
from landmark_gui.ui.elided_label import ElidedLabel


class Status(QStatusBar):
    """Status bar of the window.

    Signals:
        stop: The person wants what is going on to stop.
        model_clicked: The person pressed the model's name.
        training_clicked: The person pressed what is said about a training.
    """

    stop = Signal()
    model_clicked = Signal()
    training_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._counts = ElidedLabel(Qt.TextElideMode.ElideRight)  # gives way to what goes on, and to the model
        self._work = QWidget()
        self._work_text = QLabel()
        self._bar = QProgressBar()
        self._bar.setFixedWidth(150)
        self._bar.setMaximumHeight(10)
        self._bar.setTextVisible(False)
        self._stop = QToolButton()
        self._stop.setAutoRaise(True)
        self._stop.setToolTip(self.tr("Stop (Esc)"))
        self._stop.setAccessibleName(self.tr("Stop"))
        self._stop.clicked.connect(self.stop)
        row = QHBoxLayout(self._work)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._work_text)
        row.addWidget(self._bar)
        row.addWidget(self._stop)
        self._model = QToolButton()
        self._model.setAutoRaise(True)
        self._model.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._model.setToolTip(self.tr("The model that suggests; press to choose another one"))
        self._model.clicked.connect(self.model_clicked)
        self._counts.setContentsMargins(8, 0, 8, 0)
        self.addWidget(self._counts, 1)
        self._training = QToolButton()
        self._training.setAutoRaise(True)
        self._training.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._training.setToolTip(self.tr("A model is being trained; press to see it"))
        self._training.clicked.connect(self.training_clicked)
        self._training.hide()
        self.addPermanentWidget(self._work)
        self.addPermanentWidget(self._training)
        self.addPermanentWidget(self._model)
        self._work.hide()

    def set_counts(self, text: str) -> None:
        """What is shown and selected."""
        self._counts.set_text(text)

    def set_model(self, text: str) -> None:
        """Name of the model and where it runs."""
        self._model.setText(self.tr("Model: {name}").replace("{name}", text))

    @property
    def work_text(self) -> str:
        """What is going on; empty for nothing."""
        return self._work_text.text() if not self._work.isHidden() else ""

    def show_work(self, text: str) -> None:
        """Something is going on whose length is not known."""
        self._stop.setIcon(icons.icon("stop", self.palette()))
        self._work_text.setText(text)
        self._bar.setRange(0, 0)
        self._work.show()

    def show_progress(self, what: str, done: int, total: int, per_second: float, seconds_left: float | None) -> None:
        """How far it is.

        Args:
            what: Such as ``Suggesting``.
            done: Photos done.
            total: All of them.
            per_second: Rate; 0 where not known.
            seconds_left: Estimate; None where not known.
        """
        parts = [
            self.tr("{what} {done} of {total}")
            .replace("{what}", what)
            .replace("{done}", wording.number(done))
            .replace("{total}", wording.number(total))
        ]
        if per_second > 0:
            rate = wording.decimal(per_second, 0 if per_second >= 10 else 1)
            parts.append(self.tr("{rate} a second").replace("{rate}", rate))
        if seconds_left is not None and done < total:
            parts.append(self.tr("{time} left").replace("{time}", self.duration(seconds_left)))
        self.show_work(" · ".join(parts))
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)

    def duration(self, seconds: float) -> str:
        """Time left, roughly: people want one unit."""
        if seconds < 55:
            return self.tr("%n second(s)", "", max(1, round(seconds)))
        if seconds < 55 * 60:
            return self.tr("%n minute(s)", "", round(seconds / 60))
        return self.tr("%n hour(s)", "", round(seconds / 3600))

    def show_training(self, text: str) -> None:
        """How far a training is; empty where there is none."""
        if text != self._training.text():
            self._training.setText(text)
        self._training.setVisible(bool(text))

    @property
    def training_text(self) -> str:
        """What `show_training` shows."""
        return self._training.text() if not self._training.isHidden() else ""

    def end_work(self) -> None:
        """Nothing goes on any more."""
        self._work.hide()
