"""Page 3: the sanity check. A network that cannot even memorise one batch will not learn anything."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from landmark_gui.ui import theme, wording
from landmark_gui.ui.training_wizard.curves import Curve, CurveChart
from landmark_gui.ui.training_wizard.page import WizardPage, error_label
from landmark_gui.ui.training_wizard.session import Step, TrainingSession


class CheckPage(WizardPage):
    """A button, the loss step by step, and a verdict."""

    def __init__(self, session: TrainingSession, parent: QWidget | None = None) -> None:
        super().__init__(session, "", "", parent)
        self._title.setText(self.tr("Can the network memorise one batch?"))
        self.intro.setText(
            self.tr(
                "Before hours are spent: 32 photos are shown again and again. Their loss must fall close to zero, or "
                "the network, the photos or the weights are broken. This check may be left out."
            )
        )
        self.chart = CurveChart(self.tr("Loss on the batch"), self.tr("step"), whole=True)
        self._verdict = QLabel()
        self._verdict.setFont(theme.strong_font(self.font()))
        self._verdict.setWordWrap(True)
        self._error = error_label()
        self.run_button = QPushButton(self.tr("Run the Check"))
        self.run_button.clicked.connect(self._run)
        self.box.addWidget(self.chart, 1)
        self.box.addWidget(self._error)
        row = QHBoxLayout()
        row.addWidget(self._verdict, 1)
        row.addWidget(self.run_button)
        self.box.addLayout(row)
        self.refresh()

    def _run(self) -> None:
        self._error.hide()
        self.session.run_check()
        self.session.changed.emit()

    def tell_problem(self, text: str) -> None:
        """The check could not be made: says why."""
        self._error.setText(text)
        self._error.setVisible(bool(text))

    def refresh(self) -> None:
        """Shows how far it is."""
        self.refresh_progress()

    def refresh_progress(self) -> None:
        """Shows how far it is."""
        check, running = self.session.flow.check, self.session.step is Step.CHECK
        self.run_button.setEnabled(not running)
        self.run_button.setText(self.tr("Run It Again") if check is not None else self.tr("Run the Check"))
        losses = self.session.state.losses if running else check.losses if check is not None else ()
        points = tuple((float(step), loss) for step, loss in enumerate(losses, 1))
        empty = self.session.state.stage if running else self.tr("The curve appears here.")
        self.chart.set_curves([Curve(self.tr("loss"), points, "accent")], 60.0, empty)
        if running:
            text = self.tr("Running…")
        elif check is None:
            text = ""
        elif check.memorised:
            text = self.tr("Memorised: the network can learn. {share} of the batch right, loss {first} → {last}.")
        else:
            text = self.tr(
                "Not memorised: {share} of the batch right, loss {first} → {last}. Look at the photos, the weights "
                "and the learning rate before you train."
            )
        if check is not None and check.losses:
            text = text.replace("{share}", wording.percent(check.accuracy))
            text = text.replace("{first}", wording.decimal(check.losses[0], 3)).replace(
                "{last}", wording.decimal(check.losses[-1], 3)
            )
        self._verdict.setText(text)
