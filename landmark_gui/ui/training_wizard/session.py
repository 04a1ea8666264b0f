"""One way through the wizard with its processes: what the pages ask for, and what comes back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from landmark_gui.library.catalog import DecidedPhoto
from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.settings import Settings
from landmark_gui.training_flow import commands, jobs
from landmark_gui.training_flow.accepted import AcceptedPhoto, AcceptedSet, make_accepted_set
from landmark_gui.training_flow.choices import DataChoice, PipelineChoice, Source
from landmark_gui.training_flow.data_summary import read_summary
from landmark_gui.training_flow.events import Event
from landmark_gui.training_flow.flow import Check, Estimate, Flow
from landmark_gui.training_flow.jobs import Job, Status
from landmark_gui.training_flow.outcomes import Ending, Outcome
from landmark_gui.training_flow.results import DETAILS_FILE, Evaluation, read_evaluation
from landmark_gui.training_flow.run_state import RunState
from landmark_gui.ui.background import Background
from landmark_gui.ui.catalog_calls import CatalogCalls
from landmark_gui.ui.training_wizard.comparing import Comparing
from landmark_gui.ui.training_wizard.job_keeping import JobKeeping
from landmark_gui.ui.training_wizard.training_tables import TrainingTables
from landmark_gui.workers import model_files
from landmark_gui.workers.model_files import ModelFacts
from landmark_gui.workers.training_process import TrainingProcess

_REFRESH_MS = 100


class Step(StrEnum):
    """What the process is at."""

    DOWNLOAD = "download"
    LINK = "link"
    PREPARE = "prepare"
    ESTIMATE = "estimate"
    CHECK = "check"
    TRAIN = "train"
    EXCLUDE = "exclude"


_REPLACEABLE = frozenset({Step.ESTIMATE, Step.CHECK, Step.PREPARE, Step.DOWNLOAD})
"""What another step may end: nothing is lost by it."""


class TrainingSession(QObject):
    """Holds the flow and runs its steps.

    Signals:
        changed: Something that pages show has changed.
        progressed: The process under way has told something; not more often than anybody can see.
        problem: What went wrong, one or two sentences.
        training_changed: A training began, ended, paused or went on.
        saved: A model was saved; its `ModelFacts`.
        models_changed: The models at hand changed.
    """

    changed = Signal()
    progressed = Signal()
    problem = Signal(str)
    training_changed = Signal()
    saved = Signal(object)
    models_changed = Signal()

    def __init__(
        self,
        catalog: CatalogCalls,
        names: LandmarkNames,
        settings: Callable[[], Settings],
        model_in_use: Callable[[], tuple[str, Path | None]],
        parent: QObject | None = None,
    ) -> None:
        """Makes it; nothing runs yet.

        Args:
            catalog: Knows the accepted photos.
            names: Names of landmarks.
            settings: Those in use.
            model_in_use: Its name and file.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._catalog, self._names, self._settings, self._model_in_use = catalog, names, settings, model_in_use
        self.flow = Flow()
        self.step: Step | None = None
        self.state = RunState()
        self.accepted: AcceptedSet | None = None
        self._looked_at = self.flow.data  # what is looked over, or was the last time
        self.marked_wrong: set[str] = set()
        self.outcome: Outcome | None = None
        self._next: tuple[Step, list[str]] | None = None
        self._check_file = Path()
        self._background = Background(self)
        self._process = TrainingProcess(self)
        self._process.events.connect(self._events)
        self._process.ended.connect(self._ended)
        self._process.said.connect(self._said)
        self._jobs = JobKeeping(self._background, self._failed, self)
        self._tables = TrainingTables(self.flow, lambda: self.device, self)
        self._tables.changed.connect(self.changed)
        self._tables.ended.connect(self.learn_recipes)
        self._tables.problem.connect(self.problem)
        self._tables.failed.connect(self._tell)
        self.comparing = Comparing(self.flow, model_in_use, self.words, self)
        self.comparing.changed.connect(self.changed)
        self._soon = QTimer(self, singleShot=True, interval=_REFRESH_MS)
        self._soon.timeout.connect(self.progressed)

    # --- what can be chosen -------------------------------------------------------------------------

    @property
    def device(self) -> str:
        """Where networks run."""
        return self._settings().text("device") or "auto"

    @property
    def process_id(self) -> int:
        """Of the process under way; 0 for none."""
        return self._process.process_id

    @property
    def backbones(self) -> dict[str, dict[str, Any]]:
        """What is known about backbones, by name."""
        return self._tables.backbones

    def learn_recipes(self) -> None:
        """Asks for recipes and backbones, and in idle moments for the backbones' speed."""
        if self.step is None:
            self._tables.learn()

    # --- photos -------------------------------------------------------------------------------------

    def look_over(self, choice: DataChoice, *, again: bool = False) -> None:
        """Takes photos, fetches or links them where needed, and looks them over."""
        if again:
            self.flow.forget_summary()
        self.flow.choose_data(choice)
        self._looked_at = choice
        self.marked_wrong.clear()
        match choice.source:
            case Source.DOWNLOAD:
                self._run(Step.DOWNLOAD, commands.download(choice))
            case Source.ACCEPTED:
                self.step = Step.LINK
                self._catalog.ask(lambda catalog: catalog.decided(), self._link)
            case Source.FOLDER if choice.folder:
                self._prepare()
        self.changed.emit()

    def choose_negatives(self, folder: str) -> None:
        """Takes a folder of photos without landmark; empty for none."""
        self.flow.choose_data(replace(self.flow.data, negatives=folder))
        self.changed.emit()

    def _link(self, decided: Sequence[DecidedPhoto]) -> None:
        photos = [
            AcceptedPhoto(entry.content, entry.path, self._names.name(entry.landmark) if entry.landmark else "",
                          entry.taken)
            for entry in decided
        ]  # fmt: skip
        self._background.run(lambda: make_accepted_set(photos), self._linked, self._failed)

    def _linked(self, made: AcceptedSet) -> None:
        self.accepted = made
        if not self._is_still_chosen:
            self.step = None
            self.changed.emit()
            return
        self.flow.take_folder(str(made.folder), made.negatives)
        self._prepare()

    def _prepare(self) -> None:
        folder = self.flow.data_folder
        self._run(Step.PREPARE, commands.prepare(folder, jobs.prepared_folder(self.flow.prepared_key)))

    def mark_wrong(self, path: str, *, back: bool = False) -> None:
        """Leaves a photo out of the data set from now on: its label is wrong. Or takes it in again."""
        if back:
            self.marked_wrong.discard(path)
        else:
            self.marked_wrong.add(path)
        self._run(Step.EXCLUDE, commands.exclude(self.flow.data_folder, [path], back=back))
        self.changed.emit()

    # --- before the training ------------------------------------------------------------------------

    def choose_pipeline(self, choice: PipelineChoice) -> None:
        """Takes another way to train."""
        self.flow.choose_pipeline(choice)
        self.changed.emit()

    def measure(self) -> None:
        """Measures a few batches."""
        flow = self.flow
        if not flow.data_folder or flow.refused_values:
            return
        line = commands.estimate(flow.data, flow.data_folder, flow.choice, jobs.jobs_folder() / "estimate", self.device)
        self._run(Step.ESTIMATE, line)

    def run_check(self) -> None:
        """Can the network memorise one batch?"""
        flow = self.flow
        self._check_file = jobs.prepared_folder(flow.prepared_key) / "overfit.png"
        self._run(Step.CHECK, commands.check(flow.data_folder, flow.choice, self._check_file, self.device))

    # --- the training -------------------------------------------------------------------------------

    def train(self) -> None:
        """Begins a training, with a folder of its own on disk."""
        flow = self.flow
        data, folder, choice = flow.data, flow.data_folder, flow.choice
        self._background.run(lambda: jobs.new_job(data, folder, choice), self._begin, self._failed)

    def resume(self, job: Job | None = None, *, anew: bool = False) -> None:
        """Goes on with a training; ``anew`` begins it from the start, with what was chosen for it."""
        job = job or self.flow.job
        if job is None or (self._process.is_running and self.step is Step.TRAIN):
            return
        going = job.with_status(Status.RUNNING)
        self._jobs.keep(going, lambda: self._begin(going, resume=not anew))

    def _begin(self, job: Job, *, resume: bool = False) -> None:
        if not self._jobs.lock(job):
            self.problem.emit(self.tr("Another window of this program is training this model already."))
            return
        self.outcome = None
        self.flow.begin(job)
        line = commands.train(job.data, job.data_folder, job.choice, job.model, self.device, resume=resume)
        self._run(Step.TRAIN, line)
        self.training_changed.emit()
        self.changed.emit()

    @property
    def is_training(self) -> bool:
        """Whether a training is under way."""
        return self.flow.is_training

    def set_paused(self, paused: bool) -> None:
        """Holds the training, or lets it go on."""
        if paused:
            self._process.pause()
        else:
            self._process.resume()

    def finish_now(self) -> None:
        """Ends the training after this step; the best so far is the model."""
        self._process.finish()

    def cancel(self) -> None:
        """Ends what is under way; a training keeps the best so far, and can go on later."""
        self._process.cancel()

    def kill(self) -> None:
        """Ends the process at once; what is on disk stays."""
        self._process.kill()

    def stop(self) -> None:
        """Ends all processes and waits for them; a training under way can go on the next time."""
        self._process.stop()
        self._tables.stop()
        self.comparing.stop()
        self._jobs.unlock()

    # --- the processes ------------------------------------------------------------------------------

    def _run(self, step: Step, line: list[str]) -> None:
        """Runs a command, after ending one that may be ended."""
        self._tables.give_way()
        if self._process.is_running:
            if self.step in _REPLACEABLE:
                self._next = (step, line)
                self._process.kill()
                return
            if self._next is None:
                self._next = (step, line)
            return
        self.step = step
        self.flow.is_busy = step in (Step.DOWNLOAD, Step.LINK, Step.PREPARE)
        self.state = RunState()
        self._process.start(line)
        self.progressed.emit()

    def _events(self, found: Sequence[Event]) -> None:
        was_paused = self.state.paused
        for event in found:
            self.state.take(event)
        if self.state.paused != was_paused:
            self.training_changed.emit()
        if not self._soon.isActive():
            self._soon.start()

    def _said(self, lines: Sequence[str]) -> None:
        for line in lines:
            self.state.tell(line)
        if not self._soon.isActive():
            self._soon.start()

    def _ended(self, outcome: Outcome) -> None:
        step, state, following = self.step, self.state, self._next
        self.step, self._next = None, None
        self.flow.is_busy = False
        if following is not None and step in _REPLACEABLE:
            self._run(*following)
            self.changed.emit()
            return
        if step is Step.TRAIN:
            self._training_ended(outcome)
        elif outcome.ending is not Ending.DONE or state.summary is None:
            if outcome.ending is not Ending.STOPPED:
                self._tell(outcome)
        else:
            self._done(step, state)
        if following is not None:
            self._run(*following)
        elif step is Step.ESTIMATE:
            self.learn_recipes()
        self.progressed.emit()
        self.changed.emit()

    def _done(self, step: Step | None, state: RunState) -> None:
        summary = state.summary or {}
        match step:
            case Step.DOWNLOAD if self._is_still_chosen:
                self.flow.take_folder(str(summary.get("folder", "")))
                self._prepare()
            case Step.PREPARE:
                self.flow.is_busy = True
                path = Path(str(summary.get("summary", "")))
                self._background.run(lambda: read_summary(path), self._looked_over, self._failed)
            case Step.ESTIMATE:
                try:
                    self.flow.estimate = Estimate.from_summary(summary)
                except ValueError as error:
                    self.problem.emit(str(error))
            case Step.CHECK:
                self.flow.check = Check(
                    tuple(state.losses),
                    bool(summary.get("memorised")),
                    float(summary.get("accuracy", 0.0)),
                    int(summary.get("photos", 0)),
                )

    def _looked_over(self, summary: Any) -> None:
        self.flow.is_busy = False
        if self._is_still_chosen:
            self.flow.take_summary(summary)
        self.changed.emit()

    @property
    def _is_still_chosen(self) -> bool:
        """Whether the photos that are looked over are those that the person wants: they may have changed their mind."""
        return replace(self.flow.data, negatives=self._looked_at.negatives) == self._looked_at

    def _failed(self, error: Exception) -> None:
        self.flow.is_busy = False
        if self.step is Step.LINK:
            self.step = None
        self.problem.emit(str(error))
        self.changed.emit()

    def _tell(self, outcome: Outcome) -> None:
        self.problem.emit(self.words(outcome))

    def words(self, outcome: Outcome) -> str:
        """What an ending means, for the person."""
        match outcome.ending:
            case Ending.KILLED:
                return self.tr("The process was ended from outside, perhaps because the computer was short of memory.")
            case Ending.NOT_STARTED:
                return self.tr("The training process could not be started: {reason}").replace(
                    "{reason}", outcome.sentence
                )
            case Ending.BROKEN:
                text = self.tr("The training process failed; this is a mistake in the program: {reason}")
                return text.replace("{reason}", outcome.sentence)
        return outcome.sentence[:1].upper() + outcome.sentence[1:]

    # --- after the training -------------------------------------------------------------------------

    def _training_ended(self, outcome: Outcome) -> None:
        self.outcome = outcome
        job = self.flow.end(outcome)
        self._jobs.unlock()
        self._jobs.keep(job)
        if outcome.ending not in (Ending.DONE, Ending.STOPPED):
            self._tell(outcome)
        self.training_changed.emit()
        if self.flow.has_result:
            self.read_result()

    def look_at(self, job: Job) -> None:
        """Takes up a job from disk."""
        self.flow.look_at(job)
        self.state = RunState()
        if self.flow.has_result:
            self.read_result()
        self.changed.emit()

    def read_result(self) -> None:
        """Reads what the new model reached, and measures the one in use on the same photos."""
        job = self.flow.job
        if job is None:
            return
        path = job.plots / DETAILS_FILE
        self._background.run(lambda: read_evaluation(path), self._measured, self._failed)

    def _measured(self, evaluation: Evaluation) -> None:
        self.flow.take_evaluation(evaluation)
        self.changed.emit()
        self.comparing.start(self.device)

    def save(self, name: str, notes: str) -> None:
        """Takes the new model in among the person's models."""
        job, comparison, (used, path) = self.flow.job, self.flow.comparison, self._model_in_use()
        if job is None:
            return

        def work() -> ModelFacts:
            compared = None
            if comparison is not None and path is not None:
                compared = {
                    "id": model_files.model_id(path),
                    "name": used,
                    "n": comparison.n,
                    "top1": comparison.mine.top1,
                    "top1_in_use": comparison.theirs.top1,
                }
            return model_files.save_trained(job.model, name, notes, compared, Path(job.data_folder))

        self._background.run(work, self._saved, self._failed)

    def _saved(self, facts: ModelFacts) -> None:
        job = self.flow.saved(facts.name)
        self._jobs.keep(job)
        self.models_changed.emit()
        self.changed.emit()
        self.saved.emit(facts)

    def discard(self) -> None:
        """The job needs nobody's attention any more; begins anew."""
        job = self.flow.job
        if job is not None and job.status not in (Status.SAVED, Status.RUNNING):
            settled = job.with_status(Status.DISCARDED)
            self._jobs.keep(settled)
        self.flow.start_anew()
        self.state = RunState()
        self.outcome = None
        self.changed.emit()

    def find_open_job(self, then: Callable[[Job | None], object]) -> None:
        """Looks on disk for a training that waits for somebody, and that no other window runs."""
        self._jobs.find_open(then)
