"""How good are the suggestions? The model in use, held against the person's decisions, as a chart and in words."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from landmark_gui.library.own_calibration import FEWEST, OwnCalibration
from landmark_gui.ui import first_size, theme, wording
from landmark_gui.ui.calibration_view import CalibrationView
from landmark_gui.ui.scrolling import Scrolling


class CalibrationDialog(QDialog):
    """Shows an `OwnCalibration`."""

    def __init__(self, model: str, parent: QWidget | None = None) -> None:
        """Makes it; `show_calibration` fills it.

        Args:
            model: Name of the model in use.
            parent: The window.
        """
        super().__init__(parent)
        self._model = model
        self.setObjectName("calibrationDialog")
        self.setWindowTitle(self.tr("How Good Are the Suggestions?"))
        title = QLabel(self.windowTitle())
        title.setFont(theme.title_font(self.font()))
        self._about = QLabel()
        self._about.setProperty("muted", True)
        self.chart = CalibrationView()
        self._legend = QLabel(
            self.tr(
                "Dot: how often it was right. Line: where the true share lies with 90 % certainty. Pale block: what it "
                "said; a dot in it means that the model is honest there. Hollow dots rest on too few photos."
            )
        )
        self._legend.setProperty("muted", True)
        self._legend.setFont(theme.small_font(self.font()))
        self.words = QLabel()
        for label in (self._about, self._legend, self.words):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(18, 16, 18, 10)
        box.setSpacing(10)
        for widget in (title, self._about, self.chart, self._legend, self.words):
            box.addWidget(widget)
        box.addStretch(1)
        area = Scrolling(inner, sideways=True)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # nothing in it takes the keys that scroll
        area.setAccessibleName(self.windowTitle())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 14, 12)
        outer.addWidget(area, 1)
        outer.addWidget(buttons)
        self.chart.hide()
        self._legend.hide()

    def show_calibration(self, calibration: OwnCalibration) -> None:
        """Shows the chart, or says that there are too few decisions for one."""
        about = self.tr("The model {name}, held against your decisions about %n photo(s).", "", calibration.count)
        self._about.setText(about.replace("{name}", self._model))
        first_size.open_at(self, 640, 600 if calibration.count else 220)
        self.chart.setVisible(calibration.count > 0)
        self._legend.setVisible(calibration.count > 0)
        self.chart.show_calibration(calibration)
        self.words.setText("\n\n".join(self.sentences(calibration)))

    def sentences(self, calibration: OwnCalibration) -> list[str]:
        """What the chart says, in words."""
        found = []
        if not calibration.count:
            found.append(
                self.tr(
                    "You have not yet decided about photos for which this model suggested a landmark. Accept or "
                    "reject some."
                )
            )
        elif not calibration.is_enough:
            found.append(
                self.tr(
                    "These are too few to say how good the suggestions are: %n decision(s) or more are needed.",
                    "",
                    FEWEST,
                )
            )
        else:
            text = self.tr("The first suggestion was right for {right} of %n photo(s): {share}.", "", calibration.count)
            text = text.replace("{right}", wording.number(calibration.right))
            found.append(text.replace("{share}", wording.percent(calibration.right / calibration.count, 1)))
            found.append(self._honesty(calibration))
        if calibration.confident:
            sure = calibration.confident
            text = self.tr("Of %n suggestion(s) that it was confident of, {right} were right.", "", sure)
            found.append(text.replace("{right}", wording.number(calibration.confident_right)))
        if calibration.nothing:
            text = self.tr("Of %n photo(s) in which it saw no landmark, {right} show none.", "", calibration.nothing)
            found.append(text.replace("{right}", wording.number(calibration.nothing_right)))
        if calibration.at_once:
            found.append(
                self.tr(
                    "%n of the photos were accepted together with all confident ones. Who does not look at each of "
                    "them finds no mistakes in them: the chart may flatter the model.",
                    "",
                    calibration.at_once,
                )
            )
        return found

    def _honesty(self, calibration: OwnCalibration) -> str:
        over = [CalibrationView.range_words(entry) for entry in calibration.bins if entry.stance < 0]
        under = [CalibrationView.range_words(entry) for entry in calibration.bins if entry.stance > 0]
        parts = []
        if over:
            parts.append(self.tr("It promises too much where it says {ranges}.").replace("{ranges}", ", ".join(over)))
        if under:
            text = self.tr("It is right more often than it says where it says {ranges}.")
            parts.append(text.replace("{ranges}", ", ".join(under)))
        if not parts:
            parts.append(self.tr("Its probabilities are honest, as far as these decisions can tell."))
        return " ".join(parts)
