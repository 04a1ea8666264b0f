"""What the folder watch does in its thread: Qt's event loop with a file system watcher in it."""

import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QFileSystemWatcher, QThread, QTimer

from landmark_gui.library.scan import is_left_out
from landmark_gui.workers.engine import Engine, Hands
from landmark_gui.workers.worker import Failure

MAX_FOLDERS = 4096
"""Most folders watched at a time: the system's watches are for all programs."""

_QUIET_MS = 300
_LATEST_MS = 2000
# The system tells when a file appears in a folder, not when the last byte of it has been copied.
_AGAIN_MS = 3000
# Systems do not tell everywhere that a watched folder itself was moved, or that its disk is there again.
_ROOTS_MS = 2500
_AT_ONCE = 64  # folders handed to the system between two messages


@dataclass(frozen=True, slots=True)
class _Looked:
    """What a hand saw.

    Attributes:
        folders: Folders, and files that were named, that are there.
        vanished: Roots that are not.
        is_cut: Whether there are more folders than can be watched.
    """

    folders: Sequence[str]
    vanished: Sequence[Path] = ()
    is_cut: bool = False


class WatchEngine(Engine):
    """Folders are looked through in a hand, and handed to the watcher only when that has just seen them.

    Handing over a folder of a disk that does not answer would block the thread.
    """

    name = "folder-watch"

    def __init__(self) -> None:
        self._hands = Hands(1, self.name)
        super().__init__(self._hands)
        self._wake = threading.Lock()
        self._dispatcher: QAbstractEventDispatcher | None = None
        self._watcher: QFileSystemWatcher | None = None
        self._timers: dict[str, QTimer] = {}
        self._roots: tuple[Path, ...] = ()
        self._vanished: set[Path] = set()
        self._changed: dict[Path, None] = {}
        self._again: dict[Path, None] = {}
        self._generation = 0

    # --- the thread ---------------------------------------------------------------------------------------------------

    def prepare(self, thread: QThread) -> None:
        """See `Engine.prepare`.

        Made in the thread itself, which holds Python's lock meanwhile, the watcher could wait for one of Qt's locks
        that the GUI thread holds while it ends a connection, for which that waits for Python's.
        """
        self._watcher = QFileSystemWatcher()
        self._watcher.moveToThread(thread)

    def run(self) -> None:
        """Handles messages and Qt's events until `end`."""
        assert self._watcher is not None
        with self._wake:
            dispatcher = self._dispatcher = QThread.currentThread().eventDispatcher()
        self._watcher.directoryChanged.connect(self._on_changed)
        self._watcher.fileChanged.connect(self._on_changed)
        for name, milliseconds, then in (
            ("quiet", _QUIET_MS, self._flush),
            ("latest", _LATEST_MS, self._flush),
            ("again", _AGAIN_MS, self._look_again),
            ("roots", _ROOTS_MS, self._check_roots),
        ):
            self._timers[name] = QTimer(singleShot=True, interval=milliseconds)
            self._timers[name].timeout.connect(then)
        while not self.stopping.is_set():
            while not self._inbox.empty():
                self._handle(self._inbox.get())
            dispatcher.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        # They belong to this thread, and end with it.
        self._timers.clear()
        self._watcher = None
        with self._wake:
            self._dispatcher = None

    def post(self, message: Callable[..., None], *arguments: object) -> None:
        """See `Engine.post`."""
        super().post(message, *arguments)
        with self._wake:
            if self._dispatcher is not None:
                self._dispatcher.wakeUp()

    # --- what to watch ------------------------------------------------------------------------------------------------

    def watch(self, roots: Sequence[Path]) -> None:
        """See `FolderWatch.watch`."""
        assert self._watcher is not None
        if watched := [*self._watcher.directories(), *self._watcher.files()]:
            self._watcher.removePaths(watched)
        for timer in self._timers.values():
            timer.stop()
        self._changed.clear()
        self._again.clear()
        self._vanished.clear()
        self._roots = tuple(roots)
        self._generation += 1
        self._look(roots)
        if roots:
            self._timers["roots"].start()

    def _check_roots(self) -> None:
        work = partial(_missing, self._roots)
        self.delegate(self._hands, work, partial(self._roots_checked, self._generation), self._broke_off)

    def _roots_checked(self, generation: int, missing: set[Path]) -> None:
        if generation != self._generation:
            return
        back = [root for root in self._roots if root in self._vanished - missing]
        self.outbox.gather("vanished", [root for root in self._roots if root in missing - self._vanished])
        self._vanished = missing
        if back:
            self.outbox.gather("changed", back)
            self._look(back)
        self._timers["roots"].start()

    def _look(self, where: Sequence[Path]) -> None:
        """Has a hand find the folders there that are not watched yet."""
        assert self._watcher is not None
        watched = frozenset(self._watcher.directories()) | frozenset(self._watcher.files())
        work = partial(_look_through, where, self._roots, watched, self.stopping)
        self.delegate(self._hands, work, partial(self._seen, self._generation), self._broke_off)

    def _seen(self, generation: int, looked: _Looked) -> None:
        if generation != self._generation:
            return
        self.outbox.gather("vanished", [root for root in looked.vanished if root not in self._vanished])
        self._vanished = set(looked.vanished)
        if looked.is_cut:
            reason = f"Only {MAX_FOLDERS} folders are watched; look again by hand to see changes in the others."
            self.outbox.gather("failed", [Failure(root, reason) for root in self._roots[:1]])
        self._hand_over(generation, looked.folders, 0)

    def _hand_over(self, generation: int, folders: Sequence[str], start: int) -> None:
        """Has the system watch some of the folders, then the next ones after what else there is to do."""
        if generation != self._generation or start >= len(folders):
            return
        assert self._watcher is not None
        refused = self._watcher.addPaths(folders[start : start + _AT_ONCE])
        if any(not os.path.lexists(folder) for folder in refused):
            self._look(self._roots)  # it went away since the hand saw it, and nothing else would tell
        if refused := [folder for folder in refused if os.path.exists(folder)]:
            reason = "The system cannot watch this folder; look again by hand to see changes in it."
            self.outbox.gather("failed", [Failure(Path(refused[0]), reason)])
            return  # the system's watches are used up: the next ones would fail too
        self.post(self._hand_over, generation, folders, start + _AT_ONCE)

    def _broke_off(self, error: Exception) -> None:
        reason = " ".join(f"The folders cannot be watched ({type(error).__name__}: {error}).".split())
        self.outbox.gather("failed", [Failure(root, reason) for root in self._roots[:1]])

    # --- what changed -------------------------------------------------------------------------------------------------

    def _on_changed(self, path: str) -> None:
        self._changed[Path(path)] = None
        self._timers["quiet"].start()
        if not self._timers["latest"].isActive():
            self._timers["latest"].start()

    def _flush(self) -> None:
        self._timers["quiet"].stop()
        self._timers["latest"].stop()
        if not self._changed:
            return
        changed, self._changed = list(self._changed), {}
        self.outbox.gather("changed", changed)
        self._again.update(dict.fromkeys(changed))
        self._timers["again"].start()
        self._look(changed)

    def _look_again(self) -> None:
        again, self._again = list(self._again), {}
        self.outbox.gather("changed", again)
        self._look(again)


def _look_through(
    where: Sequence[Path], roots: Sequence[Path], watched: frozenset[str], stopping: threading.Event
) -> _Looked:
    """All folders at and below these that are not watched yet. Runs in a hand."""
    found: list[str] = []
    seen: set[tuple[int, int]] = set()
    pending = [os.fspath(path) for path in reversed(where)]
    is_cut = False
    while pending and not stopping.is_set():
        current = pending.pop()
        try:
            if os.path.isfile(current):  # a file that was opened by its name
                if current not in watched:
                    found.append(current)
                continue
            status = os.stat(current)
            if (status.st_dev, status.st_ino) in seen and status.st_ino:
                continue
            seen.add((status.st_dev, status.st_ino))
            with os.scandir(current) as entries:
                subfolders = sorted(entry.path for entry in entries if entry.is_dir() and not is_left_out(entry))
        except OSError:  # gone, or not ours to read: the scan tells of it
            continue
        if current not in watched:
            if len(found) + len(watched) >= MAX_FOLDERS:
                is_cut = True
                break
            found.append(current)
        pending.extend(reversed(subfolders))
    return _Looked(found, [root for root in roots if root in _missing(roots)], is_cut)


def _missing(roots: Sequence[Path]) -> set[Path]:
    """Those that are not there."""
    return {root for root in roots if not os.path.lexists(root)}
