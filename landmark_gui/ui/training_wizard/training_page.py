"""Page 4: the training, live."""

import math

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from landmark_gui.training_flow.jobs import Status
from landmark_gui.training_flow.outcomes import Ending
from landmark_gui.training_flow.run_state import Run
from landmark_gui.ui import theme, wording
from landmark_gui.ui.training_wizard import texts
from landmark_gui.ui.training_wizard.curves import Curve, CurveChart
from landmark_gui.ui.training_wizard.page import WizardPage, error_label
from landmark_gui.ui.training_wizard.session import Step, TrainingSession

_COLOURS = (("accent", "ambiguous"), ("confident", "error"))


class TrainingPage(WizardPage):
    """Curves, figures, buttons, log."""

    def __init__(self, session: TrainingSession, parent: QWidget | None = None) -> None:
        super().__init__(session, "", "", parent)
        self._title.setText(self.tr("Training"))
        self.intro.setText(
            self.tr("You may close this window: training goes on, and the status bar of the main window shows it.")
        )
        self.loss = CurveChart(self.tr("Loss"), self.tr("epoch"))
        self.accuracy = CurveChart(self.tr("Right answers"), self.tr("epoch"), write=wording.percent, top=1.0)
        self.facts: dict[str, QLabel] = {}
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setMaximumHeight(8)
        self._stage = QLabel()
        self._stage.setWordWrap(True)
        self._error = error_label()
        self.pause_button = QPushButton(self.tr("Pause"))
        self.pause_button.clicked.connect(lambda: session.set_paused(not session.state.paused))
        self.finish_button = QPushButton(self.tr("Finish Now"))
        self.finish_button.setToolTip(
            self.tr("Takes the best so far as the result. Of two trainings, this ends the one under way.")
        )
        self.finish_button.clicked.connect(session.finish_now)
        self.cancel_button = QPushButton(self.tr("Stop"))
        self.cancel_button.setToolTip(self.tr("Keeps the best so far; training can go on from here later."))
        self.cancel_button.clicked.connect(self._cancel)
        self.resume_button = QPushButton(self.tr("Go On"))
        self.resume_button.setProperty("primary", True)
        self.resume_button.clicked.connect(lambda: session.resume(anew=False))
        self.anew_button = QPushButton(self.tr("From the Beginning"))
        self.anew_button.clicked.connect(lambda: session.resume(anew=True))
        self.log = QPlainTextEdit()
        self.log.setReadOnly(True)
        self.log.setMaximumBlockCount(2000)
        self.log.setAccessibleName(self.tr("Log"))
        self.log.setFont(theme.small_font(self.font()))
        self._logged, self._logged_of = 0, session.state
        self._is_stopping = False
        self._build()
        self.refresh()

    def _build(self) -> None:
        charts = QHBoxLayout()
        charts.addWidget(self.loss, 1)
        charts.addWidget(self.accuracy, 1)
        facts = QGridLayout()
        facts.setHorizontalSpacing(22)
        facts.setVerticalSpacing(0)
        for column, (name, title) in enumerate(
            (
                ("epoch", self.tr("Epoch")),
                ("rate", self.tr("Photos a second")),
                ("left", self.tr("Time left")),
                ("best", self.tr("Best so far")),
                ("lr", self.tr("Learning rate")),
                ("memory", self.tr("Memory")),
            )
        ):
            heading = QLabel(title)
            heading.setProperty("muted", True)
            heading.setFont(theme.small_font(self.font()))
            self.facts[name] = QLabel("–")
            self.facts[name].setFont(theme.strong_font(self.font()))
            self.facts[name].setAccessibleName(title)
            facts.addWidget(heading, 0, column)
            facts.addWidget(self.facts[name], 1, column)
            facts.setColumnStretch(column, 1)
        top = QWidget()
        above = QVBoxLayout(top)
        above.setContentsMargins(0, 0, 0, 0)
        above.addLayout(charts, 1)
        above.addLayout(facts)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(top)
        split.addWidget(self.log)
        split.setStretchFactor(0, 1)
        split.setSizes([340, 96])
        self.log.setMinimumHeight(56)
        self.box.addWidget(split, 1)
        self.box.addWidget(self._bar)
        self.box.addWidget(self._error)
        row = QHBoxLayout()
        row.addWidget(self._stage, 1)
        for button in (
            self.pause_button,
            self.finish_button,
            self.cancel_button,
            self.anew_button,
            self.resume_button,
        ):
            row.addWidget(button)
        self.box.addLayout(row)

    def _cancel(self) -> None:
        self._is_stopping = True
        self.session.cancel()
        self.refresh()

    # --- what is shown ------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Shows which buttons there are, and how the training ended."""
        session, job = self.session, self.session.flow.job
        training = session.is_training
        if not training:
            self._is_stopping = False
        can_resume = not training and job is not None and job.can_resume
        for button in (self.pause_button, self.finish_button, self.cancel_button):
            button.setVisible(training)
        self.resume_button.setVisible(can_resume)
        self.anew_button.setVisible(can_resume)
        self.pause_button.setText(self.tr("Resume") if session.state.paused else self.tr("Pause"))
        failed = job is not None and job.status is Status.FAILED
        outcome = session.outcome
        self._error.setVisible(failed)
        if failed and job is not None:
            said = session.words(outcome) if outcome is not None else job.message
            kept = (
                self.tr("Nothing is lost: all finished epochs are kept, and you can go on from there.")
                if job.has_checkpoint
                else self.tr("No epoch was finished yet.")
            )
            self._error.setText(f"{said} {kept}")
        self.refresh_progress()

    def refresh_progress(self) -> None:
        """Draws what the process told last."""
        state, training = self.session.state, self.session.step is Step.TRAIN
        if not training and not state.runs and not self.session.is_training:
            self._stage.setText(self._rest_words())
            self._bar.hide()
            if not self.session.flow.has_result or self._logged:
                self._clear_facts()
            self._draw([])
            return
        self._draw(state.runs)
        run = state.run
        best = run.best if run is not None else None
        epoch = state.live.get("epoch") or (run.epochs[-1].number if run is not None and run.epochs else None)
        wanted = run.wanted if run is not None else state.live.get("epochs")
        self.facts["epoch"].setText(f"{epoch} / {wanted}" if epoch else "–")
        rate = state.photos_per_second
        self.facts["rate"].setText(wording.decimal(rate, 0 if rate >= 10 else 1) if rate else "–")
        left = state.seconds_left if run is not None or state.live else None
        self.facts["left"].setText(texts.duration_words(left) if left is not None and training else "–")
        if best is not None:
            right = f"{wording.percent(best.val_top1, 1)} · " if best.val_top1 is not None else ""
            words = self.tr("epoch {number}").replace("{number}", str(best.number))
            self.facts["best"].setText(f"{right}{words}")
            self.facts["best"].setToolTip(
                self.tr("Validation loss {loss}").replace("{loss}", wording.decimal(best.val_loss, 3))
            )
        else:
            self.facts["best"].setText("–")
        self.facts["lr"].setText(f"{run.epochs[-1].lr:.2g}" if run is not None and run.epochs else "–")
        memory = state.live.get("memory")
        if memory:
            self.facts["memory"].setText(texts.size_words(memory))
        self.finish_button.setEnabled(bool(run and run.epochs) and not self._is_stopping)
        self._bar.setVisible(training)
        self._bar.setRange(0, 0 if self._is_stopping else state.total or 0)
        self._bar.setValue(state.done)
        self._stage.setText(self._words())
        self._append_log()

    def _words(self) -> str:
        state = self.session.state
        if self.session.step is not Step.TRAIN:
            return self._rest_words()
        if self._is_stopping:
            return self.tr("Stopping after this step; the best so far is kept…")
        if state.paused:
            return self.tr("Paused.")
        text = state.stage[:1].upper() + state.stage[1:]
        number, of = state.number
        if of > 1:
            which = self.tr("Training {number} of {of}").replace("{number}", str(number)).replace("{of}", str(of))
            text = f"{which}: {text}"
        if state.total and not state.live:
            text += f" · {wording.number(state.done)} / {wording.number(state.total)}"
        return text or self.tr("The training process is starting…")

    def _rest_words(self) -> str:
        job = self.session.flow.job
        match job.status if job is not None else None:
            case Status.DONE | Status.SAVED:
                return self.tr("Done.")
            case Status.STOPPED:
                outcome = self.session.outcome
                if outcome is not None and outcome.ending is Ending.STOPPED and not self.session.flow.has_result:
                    return self.tr("Stopped before the first epoch was over.")
                if self.session.flow.has_result:
                    return self.tr("Stopped; the best so far is kept, and training can go on.")
                return self.tr("This training was interrupted; it can go on from the last finished epoch.")
            case Status.FAILED:
                return self.tr("Not finished.")
        return ""

    def _clear_facts(self) -> None:
        for label in self.facts.values():
            label.setText("–")
        self.log.clear()
        self._logged, self._logged_of = 0, self.session.state

    def _draw(self, runs: list[Run]) -> None:
        shown = [run for run in runs if run.epochs][-2:]
        both = len(shown) > 1
        losses, shares = [], []
        for run, (learnt, held) in zip(shown, _COLOURS, strict=False):
            name = f"{self._run_name(run)}: " if both else ""
            train = self.tr("training")
            validation = self.tr("validation")
            losses += [
                Curve(name + train, tuple((float(e.number), e.train_loss) for e in run.epochs), learnt, dashed=True),
                Curve(name + validation, tuple((float(e.number), e.val_loss) for e in run.epochs), held),
            ]
            shares += [
                Curve(name + train, _known([(e.number, e.train_top1) for e in run.epochs]), learnt, dashed=True),
                Curve(name + validation, _known([(e.number, e.val_top1) for e in run.epochs]), held),
            ]
        wanted = float(max((run.wanted for run in shown), default=1))
        empty = self.tr("The first point comes when the first epoch is over.")
        self.loss.set_curves(losses, wanted, empty)
        self.accuracy.set_curves(shares, wanted, empty)

    def _run_name(self, run: Run) -> str:
        names = {
            "normal": self.tr("normal"),
            "default": self.tr("default"),
            "head": self.tr("head"),
            "finetune": self.tr("fine-tuning"),
        }
        return names.get(run.name or run.stage, run.name or run.stage)

    def _append_log(self) -> None:
        state = self.session.state
        if state is not self._logged_of:
            self.log.clear()
            self._logged, self._logged_of = 0, state
        lines = state.lines_after(self._logged)
        if lines:
            self.log.appendPlainText("\n".join(lines))
        self._logged = state.lines_told


def _known(points: list[tuple[int, float | None]]) -> tuple[tuple[float, float], ...]:
    return tuple((float(x), y) for x, y in points if y is not None and math.isfinite(y))
