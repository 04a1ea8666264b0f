"""What the scan worker does in its thread: one scan after the other, each a list first and then the facts."""

import os
import time
from collections import Counter, deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TypeVar

from landmark_gui.library.known_files import Comparison, KnownFiles
from landmark_gui.library.scan import Found, scan
from landmark_gui.photo_names import is_photo
from landmark_gui.workers.engine import Engine, Hands
from landmark_gui.workers.found_photos import FoundPhoto, FoundPhotos
from landmark_gui.workers.lost_folders import lost_folder, lost_folder_failures
from landmark_gui.workers.meter import Meter
from landmark_gui.workers.photo_queue import PhotoQueue
from landmark_gui.workers.worker import Failure

Result = TypeVar("Result")

_RECALL = 500  # photos that the catalog is asked about at once
_MOST_IN_HAND = 64
_DESCRIBE_S = 0.05  # how long photos that become visible wait for those in hand
_LIST_S = 0.02
_MOST_MESSAGES = 20  # that wait for the GUI thread


@dataclass(frozen=True, slots=True)
class ScanSummary:
    """What a scan came to.

    Attributes:
        photos: Photos found.
        facts: Photos whose facts were read or recalled.
        failed: Files and folders that could not be read.
        cancelled: Whether it was cancelled before its end.
    """

    photos: int
    facts: int
    failed: int
    cancelled: bool


Recall = Callable[[Sequence[FoundPhoto]], Mapping[Path, object]]
"""What the catalog knows of some photos already; called in the worker's thread, a few hundred photos at a time."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the photos below some folders before the disk is asked.

    Attributes:
        paths: What was to be looked through.
        photos: The photos, in a form that the worker only hands on.
        files: Their files.
    """

    paths: tuple[Path, ...]
    photos: object
    files: KnownFiles


Know = Callable[[tuple[Path, ...], object], Known | None]
"""What is known of very many photos, put into what `ScanWorker.scan` was given; None where that is not worth knowing
first. Called in the worker's thread."""
Tidy = Callable[[], bool]
"""Some work of a tenth of a second for when nothing else is to be done; whether there is more of it."""
Describe = Callable[[FoundPhoto], object]
"""The facts of one photo from its file; called in the worker's thread. May raise `OSError`."""


@dataclass(slots=True)
class _Scan:
    """One scan; `known` is None where all photos are new. Where there is something to put it into, it is found out."""

    paths: tuple[Path, ...]
    known: KnownFiles | None
    into: object = None
    cancelled: bool = False
    photos: FoundPhotos = field(default_factory=FoundPhotos)
    is_listed: bool = False
    facts: int = 0
    failed: int = 0
    lost: Counter[Path] = field(default_factory=Counter)
    meter: Meter = field(default_factory=Meter)


@dataclass(frozen=True, slots=True)
class _Read:
    """What a hand came to; the facts are in the outbox already.

    Attributes:
        facts: Number of photos with facts.
        failed: Number of photos without.
        unknown: Photos that the catalog does not know.
        untouched: Photos for which there was no time.
        lost: Number of photos in folders that are gone.
    """

    facts: int
    failed: int = 0
    unknown: Sequence[int] = ()
    untouched: Sequence[int] = ()
    lost: Counter[Path] = field(default_factory=Counter)


class ScanEngine(Engine):
    """One hand lists, asks the catalog and reads, so that a disk has one thing to do at a time.

    Another one finds out what is known of very many photos: before that nothing is seen.
    """

    name = "scan"

    def __init__(
        self, describe: Describe | None, recall: Recall | None, know: Know | None = None, tidy: Tidy | None = None
    ) -> None:
        self._hands, self._quick_hands = Hands(1, self.name), Hands(1, self.name, give_way=False)
        super().__init__(self._hands, self._quick_hands)
        self._describe = describe or _metadata
        self._recall, self._know, self._tidy = recall, know, tidy
        self._waiting: deque[_Scan] = deque()
        self._current: _Scan | None = None
        self._tidying = False
        # By their numbers among those found.
        self._unasked = PhotoQueue[int]()
        self._unread = PhotoQueue[int]()
        self._urgent: Sequence[Path] = ()

    # --- commands -----------------------------------------------------------------------------------------------------

    def scan(self, paths: Sequence[Path], into: object) -> None:
        """See `ScanWorker.scan`."""
        self.cancel()
        self._add(_Scan(tuple(paths), None, into))

    def refresh(self, folders: Sequence[Path], known: KnownFiles) -> None:
        """See `ScanWorker.refresh`."""
        self._add(_Scan(tuple(folders), known))

    def prioritise(self, paths: Sequence[Path]) -> None:
        """See `ScanWorker.prioritise`."""
        self._urgent = paths
        self._hurry()

    def cancel(self) -> None:
        """See `ScanWorker.cancel`."""
        self._waiting.clear()
        if self._current is not None:
            self._current.cancelled = True  # the hand sees it too, and the scan is over when it comes back

    # --- one after the other ------------------------------------------------------------------------------------------

    def _add(self, scan: _Scan) -> None:
        self._waiting.append(scan)
        self._next()

    def _next(self) -> None:
        if self._current is None and self._waiting:
            current = self._current = self._waiting.popleft()
            self.outbox.send("started")
            if current.into is not None and self._know is not None:
                work = partial(self._know, current.paths, current.into)
                # Whatever goes wrong with it: then the disk is asked first.
                self.delegate(
                    self._quick_hands, work, partial(self._known, current), lambda _: self._known(current, None)
                )
            else:
                self._do(partial(self._list, current), self._listed)
        self.busy = self._current is not None

    def _do(self, work: Callable[[], Result], then: Callable[[_Scan, Result], None]) -> None:
        assert self._current is not None
        self.delegate(self._hands, work, partial(then, self._current), partial(self._broke_off, self._current))

    def _known(self, current: _Scan, known: Known | None) -> None:
        if not current.cancelled:
            current.known = known.files if known is not None else None
            self.outbox.send("known", known)
        self._do(partial(self._list, current), self._listed)

    def _hurry(self) -> None:
        """Has the urgent photos come next, once it is clear which ones there are."""
        if self._current is not None and self._current.is_listed:
            found = map(self._current.photos.number_of, self._urgent)
            numbers = [number for number in found if number is not None]
            self._unasked.prioritise(numbers)
            self._unread.prioritise(numbers)

    def _listed(self, current: _Scan, is_complete: bool) -> None:
        if is_complete:
            known = len(current.known) if current.into is not None and current.known is not None else 0
            self.outbox.send("listed", known + len(current.photos))
            (self._unread if self._recall is None else self._unasked).add(range(len(current.photos)))
            current.is_listed = True
            self._hurry()
            current.meter.restart()
        self._go_on(current)

    def _go_on(self, current: _Scan) -> None:
        done = current.facts + current.failed + current.lost.total()
        if current.photos and not current.cancelled:
            self.outbox.latest("progress", current.meter.progress(min(done, len(current.photos)), len(current.photos)))
        if current.cancelled:
            self._finish(current)
        elif self._unasked and self._recall is not None:
            self._do(partial(self._ask, current, self._recall, self._unasked.take(_RECALL)), self._read)
        elif self._unread:
            self._do(partial(self._read_some, current, self._unread.take(_MOST_IN_HAND)), self._read)
        else:
            self._finish(current)

    def _read(self, current: _Scan, read: _Read) -> None:
        current.facts += read.facts
        current.failed += read.failed
        self._unread.add(read.unknown)
        if read.untouched:
            # They were next, and still are, unless others have become visible meanwhile.
            self._unread.put_back(read.untouched)
        current.lost += read.lost
        for folder in read.lost:
            current.lost[folder] += self._unread.drop_if(partial(_is_below, current.photos, os.path.join(folder, "")))
        self._go_on(current)

    def _broke_off(self, current: _Scan, error: Exception) -> None:
        reason = " ".join(f"Looking for photos broke off ({type(error).__name__}: {error}).".split())
        self.outbox.gather("failed", [Failure(path, reason) for path in current.paths[:1]])
        current.failed += 1
        self._finish(current)

    def _finish(self, current: _Scan) -> None:
        self._unasked.clear()
        self._unread.clear()
        lost = lost_folder_failures(current.lost)
        self.outbox.gather("failed", lost)
        failed = current.failed + len(lost)
        self.outbox.send("finished", ScanSummary(len(current.photos), current.facts, failed, current.cancelled))
        self._current = None
        self._next()
        self._tidy_up()

    def _tidy_up(self) -> None:
        """Does one piece of what can wait; a scan that is asked for meanwhile begins behind that."""
        if self._tidy is not None and self._current is None and not self._tidying and not self.stopping.is_set():
            self._tidying = True
            self.delegate(self._hands, self._tidy, self._tidied, lambda _: self._tidied(False))

    def _tidied(self, more: bool) -> None:
        self._tidying = False
        if more:
            self._tidy_up()

    # --- in the hand --------------------------------------------------------------------------------------------------

    def _is_over(self, current: _Scan) -> bool:
        return current.cancelled or self.stopping.is_set()

    def _list(self, current: _Scan) -> bool:
        """Finds the photos; whether it came to the end."""
        batch: list[FoundPhoto] = []
        flushed = 0.0  # so that the first photo goes out at once
        known = Comparison(current.known) if current.known is not None else None
        looked_at = 0
        for found in scan(_without_gone(current.paths), is_photo):
            if self._is_over(current):
                break
            photo = self._looked_at(current, found)
            if photo is None:
                continue
            looked_at += 1
            if known is None or not known.is_known(str(photo.path), photo.size, photo.mtime_ns):
                batch.append(photo)
            if time.perf_counter() - flushed > _LIST_S:
                current.photos.add(batch)
                self.outbox.gather("found", batch)
                self._wait_for_gui(current)
                batch, flushed = [], time.perf_counter()
                if current.into is not None and current.known is not None:
                    total = max(looked_at, len(current.known))
                    self.outbox.latest("checked", current.meter.progress(looked_at, total))
        current.photos.add(batch)
        self.outbox.gather("found", batch)
        if self._is_over(current):
            return False
        if known is not None:
            self._tell_not_found(current, known)
        return True

    def _tell_not_found(self, current: _Scan, known: Comparison) -> None:
        """Tells of the photos that were known and not found."""
        # Below a folder that is itself gone, say on an unplugged disk, photos are not deleted but out of reach.
        folders = [str(folder) for folder in current.paths if os.path.exists(folder)]
        gone: list[Path] = []
        left_out: list[Path] = []
        for path in known.not_found(folders):
            (left_out if os.path.lexists(path) else gone).append(Path(path))
        self.outbox.gather("gone", gone)
        if current.into is not None:  # what nobody has shown yet need not be shown
            self.outbox.gather("left_out", left_out)

    def _looked_at(self, current: _Scan, found: Found) -> FoundPhoto | None:
        if found.problem is None:
            try:
                status = os.stat(found.path)
                return FoundPhoto(found.path, status.st_size, status.st_mtime_ns)
            except FileNotFoundError:  # deleted a moment ago
                return None
            except OSError as error:
                found = Found(found.path, f"The file could not be read: {error.strerror or error}.")
        current.failed += 1
        self.outbox.gather("failed", [Failure(found.path, found.problem or "")])
        return None

    def _wait_for_gui(self, current: _Scan) -> None:
        """Waits while there is much that the GUI thread had no time for yet: more would only fill the memory."""
        while len(self.outbox) > _MOST_MESSAGES and not self._is_over(current):
            time.sleep(_LIST_S)

    def _ask(self, current: _Scan, recall: Recall, numbers: Sequence[int]) -> _Read:
        """What the catalog knows."""
        self._wait_for_gui(current)
        photos = [current.photos[number] for number in numbers]
        known = recall(photos)
        self.outbox.gather("facts", [(photo, known[photo.path]) for photo in photos if photo.path in known])
        unknown = [number for number, photo in zip(numbers, photos, strict=True) if photo.path not in known]
        return _Read(len(photos) - len(unknown), unknown=unknown)

    def _read_some(self, current: _Scan, numbers: Sequence[int]) -> _Read:
        """Reads as many photos' facts as there is time for."""
        until = time.perf_counter() + _DESCRIBE_S
        facts: list[tuple[FoundPhoto, object]] = []
        failures: list[Failure] = []
        lost = Counter[Path]()
        is_there: dict[Path, bool] = {}
        done = 0
        for done, number in enumerate(numbers, 1):  # noqa: B007
            photo = current.photos[number]
            folder = photo.path.parent
            if folder not in is_there:
                is_there[folder] = os.path.isdir(folder)
            if not is_there[folder]:
                lost[lost_folder(photo.path) or folder] += 1
            else:
                try:
                    facts.append((photo, self._describe(photo)))
                except Exception as error:
                    if os.path.isdir(folder):
                        failures.append(Failure(photo.path, _why_not(error)))
                    else:
                        is_there[folder] = False
                        lost[lost_folder(photo.path) or folder] += 1
            if time.perf_counter() > until or self._is_over(current):
                break
        self.outbox.gather("facts", facts)
        self.outbox.gather("failed", failures)
        return _Read(len(facts), len(failures), untouched=numbers[done:], lost=lost)


def _without_gone(paths: Sequence[Path]) -> list[Path]:
    """Without folders that are gone but lie in another one of them, which is looked through anyway."""
    return [
        path
        for path in paths
        if os.path.lexists(path) or not any(path != other and path.is_relative_to(other) for other in paths)
    ]


def _metadata(photo: FoundPhoto) -> object:
    from landmark_gui.metadata import read_metadata  # noqa: PLC0415 - loads XML parsers

    return read_metadata(photo.path)


def _why_not(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "There is no such file; it may have been moved, renamed or deleted."
    if isinstance(error, PermissionError):
        return "You have no permission to read this file; change its permissions."
    if isinstance(error, OSError):
        return f"The file could not be read: {error.strerror or error}."
    return " ".join(f"What stands in the file could not be read ({type(error).__name__}: {error}).".split())


def _is_below(photos: FoundPhotos, folder: str, number: int) -> bool:
    return photos.path(number).startswith(folder)
