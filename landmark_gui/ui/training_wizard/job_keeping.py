"""Keeps the states of trainings on disk in the order in which they came about, and each training for one window."""

from collections.abc import Callable

from PySide6.QtCore import QLockFile, QObject

from landmark_gui.training_flow import jobs
from landmark_gui.training_flow.jobs import Job
from landmark_gui.ui.background import Background


class JobKeeping(QObject):
    """Writes jobs in another thread, one after the other, and holds the lock of the one that is trained."""

    def __init__(
        self, background: Background, failed: Callable[[Exception], object], parent: QObject | None = None
    ) -> None:
        """Makes it.

        Args:
            background: Does the writing.
            failed: Called with the reason why a job could not be written.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._background, self._failed = background, failed
        self._waiting: list[tuple[Job, Callable[[], object] | None]] = []
        self._lock: QLockFile | None = None

    def keep(self, job: Job, then: Callable[[], object] | None = None) -> None:
        """Puts a job on disk, strictly in the order of the calls.

        Args:
            job: The job as it is now.
            then: Called once it is on disk.
        """
        self._waiting.append((job, then))
        if len(self._waiting) == 1:
            self._keep_next()

    def _keep_next(self) -> None:
        job, then = self._waiting[0]

        def go_on() -> None:
            self._waiting.pop(0)
            if self._waiting:
                self._keep_next()

        def kept(_: None) -> None:
            go_on()
            if then is not None:
                then()

        def failed(error: Exception) -> None:
            go_on()
            self._failed(error)

        self._background.run(lambda: jobs.keep(job), kept, failed)

    def lock(self, job: Job) -> bool:
        """Takes a job for this window until `unlock`; False where another one trains it."""
        lock = _lock_of(job)
        if not lock.tryLock(0):
            return False
        self._lock = lock
        return True

    def unlock(self) -> None:
        """Gives the job back."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def find_open(self, then: Callable[[Job | None], object]) -> None:
        """Looks on disk for a training that waits for somebody, and that no other window runs."""

        def look() -> Job | None:
            job = jobs.open_job()
            if job is None:
                return None
            lock = _lock_of(job)
            if not lock.tryLock(0):
                return None
            lock.unlock()
            return job

        self._background.run(look, then, lambda _: None)


def _lock_of(job: Job) -> QLockFile:
    """The lock of a job's folder; one left behind by a process that is gone counts as open."""
    lock = QLockFile(str(job.folder / "lock"))
    lock.setStaleLockTime(0)
    return lock
