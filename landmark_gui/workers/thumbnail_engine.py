"""What the thumbnail worker does in its thread: keeps two hands at the most urgent thumbnails."""

import os
import stat
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from landmark_gui.workers import picture
from landmark_gui.workers.engine import Engine, Hands
from landmark_gui.workers.thumbnail_store import SIZES, ThumbnailStore, size_for
from landmark_gui.workers.worker import Failure

if TYPE_CHECKING:
    from PIL.Image import Image

_HANDS = 2
_MOST_UNSAVED = 64
# Reasons that installing something or closing a program takes away, so that the next try may succeed.
_PASSING = ("memory", "install")


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small upright picture of a photo.

    Attributes:
        path: The photo.
        image: The picture; its longer side is at most the pixels asked for, less only for smaller photos.
        pixels: The pixels that were asked for.
    """

    path: Path
    image: QImage
    pixels: int


@dataclass(frozen=True, slots=True)
class _State:
    """What tells whether a file is still the same."""

    mtime_ns: int
    size: int

    @property
    def mtime(self) -> int:
        return self.mtime_ns // 1_000_000_000


@dataclass(frozen=True, slots=True)
class _Unsaved:
    """A thumbnail, or the reason why there is none, that is not in the cache on disk yet."""

    path: Path
    state: _State
    pixels: int
    outcome: "Image | str"


@dataclass(frozen=True, slots=True)
class _Made:
    """What a hand came to."""

    outcome: Thumbnail | Failure
    unsaved: _Unsaved | None = None


class ThumbnailEngine(Engine):
    """Shows first, and writes to the cache on disk when nothing is waited for."""

    name = "thumbnails"

    def __init__(self, store: ThumbnailStore) -> None:
        self._hands = Hands(_HANDS, self.name)
        super().__init__(self._hands)
        self._store = store
        self._wanted: deque[Path] = deque()
        self._pixels = 0
        self._in_hand: dict[Path, int] = {}
        self._outdated: set[Path] = set()
        self._unsaved: deque[_Unsaved] = deque()
        self._saving = 0

    # --- commands -----------------------------------------------------------------------------------------------------

    def want(self, paths: Sequence[Path], pixels: int) -> None:
        """See `Thumbnailer.want`."""
        self._pixels = pixels
        self._wanted = deque(path for path in dict.fromkeys(paths) if self._in_hand.get(path) != pixels)
        self._go_on()

    def forget(self, paths: Sequence[Path]) -> None:
        """What is being made of these photos is made again."""
        self._outdated.update(path for path in paths if path in self._in_hand)

    # --- work ---------------------------------------------------------------------------------------------------------

    def _go_on(self) -> None:
        while len(self._in_hand) + self._saving < _HANDS:
            if self._wanted and len(self._unsaved) < _MOST_UNSAVED:
                path, pixels = self._wanted.popleft(), self._pixels
                if path in self._in_hand:  # in another size; that must be over, or the two would come in any order
                    self._outdated.add(path)
                    continue
                self._in_hand[path] = pixels
                work = partial(_make, self._store, path, pixels)
                self.delegate(self._hands, work, self._made, partial(self._failed, path))
            elif self._unsaved:
                self._saving += 1
                work_ = partial(_save, self._store, self._unsaved.popleft())
                self.delegate(self._hands, work_, self._saved, self._saved)
            else:
                break
        is_waited_for = bool(self._wanted or self._in_hand)
        self.busy = is_waited_for or bool(self._unsaved or self._saving)
        self.outbox.latest("busy", is_waited_for)

    def _made(self, made: _Made) -> None:
        path = made.outcome.path
        del self._in_hand[path]
        if path in self._outdated:
            self._outdated.remove(path)
            self._wanted.appendleft(path)
        elif isinstance(made.outcome, Thumbnail):
            self.outbox.gather("loaded", [made.outcome])
        else:
            self.outbox.gather("failed", [made.outcome])
        if made.unsaved is not None:
            self._unsaved.append(made.unsaved)
        self._go_on()

    def _failed(self, path: Path, error: Exception) -> None:
        self._made(_Made(Failure(path, picture.why_not(error))))

    def _saved(self, _: object) -> None:
        self._saving -= 1
        self._go_on()


def _make(store: ThumbnailStore, path: Path, pixels: int) -> _Made:
    """From the cache on disk, else from the photo. Runs in a hand."""
    state = _state(path)
    image = store.read(path, state.mtime, pixels)
    if image is not None:
        return _Made(Thumbnail(path, _scaled(image, pixels), pixels))
    if reason := store.failure(path, state.mtime):
        return _Made(Failure(path, reason))
    from landmark_gui.inference.images import PhotoError  # noqa: PLC0415 - loads Pillow and numpy

    is_cached = not store.covers(path)
    try:
        stored = picture.decode(path, SIZES[size_for(pixels)])
    except PhotoError as error:
        is_lasting = is_cached and not any(word in error.reason for word in _PASSING) and _can_be_read(path)
        return _Made(Failure(path, error.reason), _Unsaved(path, state, pixels, error.reason) if is_lasting else None)
    made = Thumbnail(path, _scaled(picture.to_qimage(stored), pixels), pixels)
    return _Made(made, _Unsaved(path, state, pixels, stored) if is_cached else None)


def _save(store: ThumbnailStore, unsaved: _Unsaved) -> None:
    """Runs in a hand."""
    path, state = unsaved.path, unsaved.state
    if _state(path) != state:  # it was changed while it was decoded
        return
    if isinstance(unsaved.outcome, str):
        store.write_failure(path, state.mtime, unsaved.outcome)
    else:
        store.write(path, state.mtime, unsaved.pixels, unsaved.outcome, state.size)


def _state(path: Path) -> _State:
    status = os.stat(path)
    if not stat.S_ISREG(status.st_mode):
        raise FileNotFoundError(path)
    return _State(status.st_mtime_ns, status.st_size)


def _can_be_read(path: Path) -> bool:
    try:
        with open(path, "rb") as file:
            file.read(1)
    except OSError:
        return False
    return True


def _scaled(image: QImage, pixels: int) -> QImage:
    """With its longer side at most so many pixels."""
    if max(image.width(), image.height()) <= pixels:
        return image
    size = QSize(pixels, pixels)
    return image.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
