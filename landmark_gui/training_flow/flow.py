"""The wizard's pages, in order: what was chosen, what is known, and whether one may go on."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from landmark_gui.training_flow import parameters
from landmark_gui.training_flow.choices import STRONG, DataChoice, Pipeline, PipelineChoice, Source, Value
from landmark_gui.training_flow.data_summary import DataSummary
from landmark_gui.training_flow.jobs import Job, Status
from landmark_gui.training_flow.outcomes import Ending, Outcome
from landmark_gui.training_flow.parameters import Parameter, Table
from landmark_gui.training_flow.results import Comparison, Evaluation


class Page(StrEnum):
    """The pages, in order."""

    DATA = "data"
    PIPELINE = "pipeline"
    CHECK = "check"
    TRAINING = "training"
    RESULT = "result"
    SAVE = "save"


PAGES = tuple(Page)


class Hindrance(StrEnum):
    """Why one cannot go on from a page."""

    NO_FOLDER = "no_folder"
    NOT_LOOKED_AT = "not_looked_at"
    NO_RECIPES = "no_recipes"
    NO_WEIGHTS_FILE = "no_weights_file"
    NOT_INSTALLED = "not_installed"
    BAD_VALUES = "bad_values"
    NO_SPACE = "no_space"
    NOT_TRAINED = "not_trained"
    BUSY = "busy"
    NOT_SAVED = "not_saved"


@dataclass(frozen=True)
class Estimate:
    """What a training would take here, as measured.

    Attributes:
        seconds: In all.
        parts: Seconds by part.
        disk: Bytes by part.
        free: Bytes free where the caches lie.
        memory: Bytes in use while it was measured.
    """

    seconds: float
    parts: Mapping[str, float]
    disk: Mapping[str, int]
    free: int
    memory: int

    @property
    def disk_needed(self) -> int:
        """Bytes in all."""
        return sum(self.disk.values())

    @property
    def fits(self) -> bool:
        """Whether there is space for it."""
        return self.disk_needed < self.free

    @classmethod
    def from_summary(cls, summary: Mapping[str, Any]) -> "Estimate":
        """Reads what ``python -m training estimate`` says at its end.

        Raises:
            ValueError: It is of another version.
        """
        try:
            parts = {str(name): float(value) for name, value in summary["parts"].items()}
            disk = {str(name): int(value) for name, value in summary["disk"].items()}
            return cls(float(summary["seconds"]), parts, disk, int(summary["free"]), int(summary["memory"]))
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"the estimate cannot be read: {error}") from error


@dataclass(frozen=True)
class Check:
    """The sanity check's outcome."""

    losses: tuple[float, ...]
    memorised: bool
    accuracy: float
    photos: int


class Flow:
    """One way through the wizard.

    Attributes:
        page: The page shown.
        data: The photos chosen.
        data_folder: The data set that they are; empty while it is not there yet.
        summary: What was found out about it; None while that is not known.
        table: All hyperparameters; None while they are not known.
        not_installed: Backbones whose weights come as a package that is not there.
        choice: The way to train.
        estimate: What it would take; None while not measured.
        check: The sanity check; None while not made.
        job: The training under way or done; None before.
        is_busy: Whether a process works for the page shown.
        evaluation: The new model, measured.
        comparison: The new model and the one in use; None where that is not known.
        compared_with: Name of the model in use at that comparison.
    """

    def __init__(self, exists: Callable[[str], bool] = lambda path: Path(path).is_file()) -> None:
        """Begins at the first page.

        Args:
            exists: Whether a file is there.
        """
        self._exists = exists
        self.page = Page.DATA
        self.data = DataChoice()
        self.data_folder = ""
        self.summary: DataSummary | None = None
        self.table: Table | None = None
        self.not_installed: set[str] = set()
        self.choice = PipelineChoice()
        self.estimate: Estimate | None = None
        self.check: Check | None = None
        self.job: Job | None = None
        self.is_busy = False
        self.evaluation: Evaluation | None = None
        self.comparison: Comparison | None = None
        self.compared_with = ""

    # --- where one is, and where one may go ---------------------------------------------------------

    def hindrance(self, page: Page | None = None) -> Hindrance | None:
        """Why one cannot go on from a page (the one shown); None where one can."""
        match page or self.page:
            case Page.DATA:
                if self.is_busy:
                    return Hindrance.BUSY
                if not self.data.folder and self.data.source is not Source.ACCEPTED:
                    return Hindrance.NO_FOLDER
                return Hindrance.NOT_LOOKED_AT if self.summary is None else None
            case Page.PIPELINE:
                return self._pipeline_hindrance()
            case Page.CHECK:
                return None
            case Page.TRAINING:
                return None if self.has_result else Hindrance.NOT_TRAINED
            case Page.RESULT:
                return None if self.has_result else Hindrance.NOT_TRAINED
        return None if self.job is not None and self.job.status is Status.SAVED else Hindrance.NOT_SAVED

    def _pipeline_hindrance(self) -> Hindrance | None:
        if self.table is None:
            return Hindrance.NO_RECIPES
        if self.choice.pipeline is Pipeline.TRANSFER and self.choice.weights and not self._exists(self.choice.weights):
            return Hindrance.NO_WEIGHTS_FILE
        if not self.choice.weights and self.choice.backbone_in_use in self.not_installed:
            return Hindrance.NOT_INSTALLED
        if self.refused_values:
            return Hindrance.BAD_VALUES
        if self.estimate is not None and not self.estimate.fits:
            return Hindrance.NO_SPACE
        return None

    @property
    def is_training(self) -> bool:
        """Whether a training is under way."""
        return self.job is not None and self.job.status is Status.RUNNING

    @property
    def has_result(self) -> bool:
        """Whether there is a model to look at; also one of a training that was stopped and can go on."""
        if self.job is None:
            return False
        settled = self.job.status in (Status.DONE, Status.SAVED)
        return settled or (self.job.status is Status.STOPPED and self._exists(str(self.job.model)))

    def may_show(self, page: Page) -> bool:
        """Whether one can go straight to a page: to all that nothing hinders before, and back to what is settled."""
        if self.is_training:
            return page is Page.TRAINING
        if page in (Page.RESULT, Page.SAVE):
            return self.has_result
        if page is Page.TRAINING:
            return self.job is not None
        before = PAGES[: PAGES.index(page)]
        return all(self.hindrance(earlier) is None for earlier in before)

    def show(self, page: Page) -> bool:
        """Goes to a page, where that is possible; whether it was."""
        if page is self.page:
            return True
        if not self.may_show(page):
            return False
        self.page = page
        return True

    def next(self) -> bool:
        """Goes one page on."""
        place = PAGES.index(self.page)
        if self.hindrance() is not None or place + 1 == len(PAGES):
            return False
        if not self.may_show(PAGES[place + 1]):
            return False
        self.page = PAGES[place + 1]
        return True

    def back(self) -> bool:
        """Goes one page back; not from a training under way."""
        place = PAGES.index(self.page)
        if place == 0 or self.is_training:
            return False
        self.page = PAGES[place - 1]
        return True

    # --- what is chosen -----------------------------------------------------------------------------

    def choose_data(self, choice: DataChoice) -> None:
        """Takes other photos; what was known about the former ones is forgotten."""
        if choice == self.data:
            return
        same_photos = replace(choice, negatives=self.data.negatives) == self.data
        self.data = choice
        self.estimate = None
        if not same_photos:
            self.data_folder, self.summary, self.check = "", None, None
            if choice.source is Source.FOLDER:
                self.data_folder = choice.folder

    def take_folder(self, folder: str, negatives: str = "") -> None:
        """The photos lie in this folder now: downloaded, or linked from the catalog."""
        self.data_folder = folder
        if negatives:
            self.data = replace(self.data, negatives=negatives)

    def take_summary(self, summary: DataSummary) -> None:
        """The photos have been looked over."""
        self.summary = summary
        self.estimate = self.check = None

    def forget_summary(self) -> None:
        """The photos have changed, or some were marked as wrong."""
        self.summary = self.estimate = self.check = None

    def choose_pipeline(self, choice: PipelineChoice) -> None:
        """Takes another way to train; values that the new recipe does not know, or that are its own, are left out."""
        if self.table is not None:
            choice = replace(choice, values=parameters.differing(self.parameters_of(choice), choice.values))
        if choice == self.choice:
            return
        same_network = replace(choice, values=self.choice.values) == self.choice
        self.choice, self.estimate = choice, None
        if not same_network:
            self.check = None

    def set_value(self, name: str, value: Value | None) -> None:
        """Sets a hyperparameter; None, or the recipe's own value, takes the change back."""
        values = {key: old for key, old in self.choice.values.items() if key != name}
        if value is not None:
            values[name] = value
        self.choose_pipeline(replace(self.choice, values=values))

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """All that can be set with this pipeline and recipe."""
        return self.parameters_of(self.choice)

    def parameters_of(self, choice: PipelineChoice) -> tuple[Parameter, ...]:
        """All that can be set with a pipeline and recipe."""
        return self.table.get((choice.pipeline, choice.recipe), ()) if self.table is not None else ()

    @property
    def refused_values(self) -> list[str]:
        """Names of the hyperparameters whose value the training would not take."""
        return parameters.refused(self.parameters, self.choice.values)

    @property
    def prepared_key(self) -> str:
        """Name of the folder that keeps what is found out about the data set."""
        return hashlib.sha256(self.data_folder.encode("utf-8", "surrogateescape")).hexdigest()[:16]

    # --- the training -------------------------------------------------------------------------------

    def begin(self, job: Job) -> None:
        """A training begins, or goes on."""
        self.job, self.page = job, Page.TRAINING
        self.data, self.data_folder, self.choice = job.data, job.data_folder, job.choice
        self.evaluation = self.comparison = None

    def end(self, outcome: Outcome) -> Job:
        """A training has ended; the job as it is now, which is still to be kept on disk."""
        assert self.job is not None
        match outcome.ending:
            case Ending.DONE:
                job = self.job.with_status(Status.DONE)
            case Ending.STOPPED:
                job = self.job.with_status(Status.STOPPED)
            case _:
                job = self.job.with_status(Status.FAILED, outcome.sentence)
        self.job = job
        return job

    def look_at(self, job: Job) -> None:
        """Takes up a job from disk: interrupted, stopped, or done."""
        self.begin(job if job.status is not Status.RUNNING else job.with_status(Status.STOPPED))
        self.page = Page.RESULT if job.status is Status.DONE else Page.TRAINING

    def take_evaluation(self, evaluation: Evaluation) -> None:
        """The new model has been measured."""
        self.evaluation = evaluation

    def take_comparison(self, comparison: Comparison | None, name: str) -> None:
        """The model in use has been measured on the same photos."""
        self.comparison, self.compared_with = comparison, name

    def saved(self, name: str) -> Job:
        """The model stands among the person's models now."""
        assert self.job is not None
        self.job = self.job.with_status(Status.SAVED, name=name)
        return self.job

    def start_anew(self) -> None:
        """Back to the first page, with what was chosen; the job is left as it is."""
        self.job = self.evaluation = self.comparison = None
        self.page = Page.DATA

    def suggested_name(self) -> str:
        """A name for the model: what it is made from, and how."""
        place = Path(self.data_folder).name or "model"
        if self.data.source is Source.ACCEPTED:
            place = "my-places"
        how = self.choice.backbone_in_use or "scratch"
        recipe = "" if self.choice.recipe == STRONG else f"-{self.choice.recipe}"
        return f"{place}-{how}{recipe}".replace(" ", "-").replace("timm:", "")
