"""Trainings kept on disk, so that a crash or a reboot loses nothing: what was chosen, and how far it is."""

import json
import os
import shutil
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from landmark_gui import paths
from landmark_gui.training_flow.choices import DataChoice, PipelineChoice

FORMAT = 1
_FILE = "job.json"
_MODEL = "model.landmarks"
_KEPT = 4
"""Settled trainings, and broken off ones, of which the folders are kept; older ones make room for the next.

One that runs, perhaps in another window, and one that has a model nobody has saved or discarded are never removed."""


class Status(StrEnum):
    """How far a training is."""

    RUNNING = "running"  # or was, when the app or the computer ended
    STOPPED = "stopped"  # can go on
    FAILED = "failed"  # can go on, when what was wrong is put right
    DONE = "done"  # the model waits to be looked at and saved
    SAVED = "saved"
    DISCARDED = "discarded"


@dataclass(frozen=True)
class Job:
    """One training.

    Attributes:
        folder: Where everything about it lies.
        data: The photos chosen.
        data_folder: The data set that they are.
        choice: The way to train.
        status: How far it is.
        created: ISO 8601, UTC.
        name: Of the model, once it is saved.
        message: Why it failed, one sentence.
    """

    folder: Path
    data: DataChoice
    data_folder: str
    choice: PipelineChoice
    status: Status = Status.RUNNING
    created: str = ""
    name: str = ""
    message: str = ""

    @property
    def model(self) -> Path:
        """The model file that the training writes."""
        return self.folder / _MODEL

    @property
    def normal_model(self) -> Path:
        """Of two initialisations, the first one's model."""
        return self.folder / "model-normal-init.landmarks"

    @property
    def plots(self) -> Path:
        """Folder of plots and ``evaluation.json``."""
        return self.folder / "model.plots"

    @property
    def has_checkpoint(self) -> bool:
        """Whether at least one epoch can be gone on from."""
        return any(self.folder.glob("*.checkpoint")) or self.normal_model.is_file()

    @property
    def can_resume(self) -> bool:
        """Whether going on makes sense."""
        return self.status in (Status.RUNNING, Status.STOPPED, Status.FAILED)

    def with_status(self, status: Status, message: str = "", name: str = "") -> "Job":
        """The job, further on; `keep` puts it on disk."""
        return replace(self, status=status, message=message, name=name or self.name)


class JobError(Exception):
    """A job cannot be kept on disk; the message is one sentence."""


def jobs_folder() -> Path:
    """Where all jobs lie; it may not exist yet."""
    return paths.data_folder() / "training" / "jobs"


def prepared_folder(key: str) -> Path:
    """Where what was found out about a data set lies."""
    return paths.data_folder() / "training" / "prepared" / key


def new_job(data: DataChoice, data_folder: str, choice: PipelineChoice, folder: Path | None = None) -> Job:
    """A job with a folder of its own, which is made on disk.

    Raises:
        JobError: It cannot be.
    """
    now = datetime.now(UTC)
    base = folder or jobs_folder()
    job = Job(
        base / f"{now:%Y%m%d-%H%M%S}-{uuid.uuid4().hex[:6]}",
        data,
        data_folder,
        choice,
        created=now.isoformat(timespec="seconds"),
    )
    keep(job)
    _make_room(base)
    return job


def keep(job: Job) -> None:
    """Puts a job on disk, at once or not at all.

    Raises:
        JobError: It cannot be: no space, no permission.
    """
    content = {
        "format": FORMAT,
        "data": job.data.to_json(),
        "data_folder": job.data_folder,
        "choice": job.choice.to_json(),
        "status": job.status.value,
        "created": job.created,
        "name": job.name,
        "message": job.message,
    }
    part = job.folder / f".{_FILE}.{os.getpid()}"
    try:
        job.folder.mkdir(parents=True, exist_ok=True)
        try:
            with part.open("w", encoding="utf-8") as handle:
                json.dump(content, handle, indent=1)  # ASCII: names of files need not be UTF-8
                handle.flush()
                os.fsync(handle.fileno())
            part.replace(job.folder / _FILE)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise JobError(
            f"The training cannot be kept in {job.folder} ({error.strerror or error}): free some space, then try again."
        ) from error


def read(folder: Path) -> Job | None:
    """The job in a folder; None where there is none that can be read."""
    try:
        content = json.loads((folder / _FILE).read_text("utf-8"))
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            return None
        return _from_json(folder, content)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _from_json(folder: Path, content: Mapping[str, Any]) -> Job:
    texts = {name: str(content.get(name, "")) for name in ("created", "name", "message")}
    return Job(
        folder,
        DataChoice.from_json(content["data"]),
        str(content["data_folder"]),
        PipelineChoice.from_json(content["choice"]),
        Status(content["status"]),
        **texts,
    )


def all_jobs(folder: Path | None = None) -> list[Job]:
    """All jobs on disk, the newest first."""
    base = folder or jobs_folder()
    try:
        names = sorted((entry.name for entry in base.iterdir() if entry.is_dir()), reverse=True)
    except OSError:
        return []
    return [job for name in names if (job := read(base / name)) is not None]


def open_job(folder: Path | None = None) -> Job | None:
    """The newest job, if it waits for somebody: interrupted, stopped, failed, or done and not looked at."""
    newest = next(iter(all_jobs(folder)), None)
    return newest if newest is not None and newest.status not in (Status.SAVED, Status.DISCARDED) else None


def _make_room(base: Path) -> None:
    older = all_jobs(base)[1:]
    settled = [job for job in older if job.status in (Status.SAVED, Status.DISCARDED)]
    broken_off = [job for job in older if job.status in (Status.STOPPED, Status.FAILED)]
    for job in [*settled[_KEPT:], *broken_off[_KEPT:]]:
        with suppress(OSError):
            shutil.rmtree(job.folder)
