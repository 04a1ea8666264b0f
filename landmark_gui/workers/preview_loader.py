"""The large picture of the current photo, and those of its neighbours ahead of time."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from landmark_gui.workers import picture
from landmark_gui.workers.engine import Engine, Hands
from landmark_gui.workers.image_memory import ImageMemory
from landmark_gui.workers.outbox import Message
from landmark_gui.workers.worker import Failure, Worker

MOST_PIXELS = 8192
"""Longest side of a preview: 200 MB; a photo of 100 megapixels as it is would be twice that."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A large upright picture of a photo.

    Attributes:
        path: The photo.
        image: The picture; its longer side has at most `pixels`, less only for smaller photos.
        pixels: The pixels that were asked for.
    """

    path: Path
    image: QImage
    pixels: int


class _PreviewEngine(Engine):
    """Two hands, of which neighbours get one at most, so that the current photo never waits for them."""

    name = "preview"

    def __init__(self) -> None:
        self._hands = Hands(2, self.name)
        super().__init__(self._hands)
        self._current: Path | None = None
        self._waiting: Path | None = None
        self._ahead: deque[Path] = deque()
        self._pixels = 0
        self._in_hand: dict[Path, int] = {}
        self._outdated: set[Path] = set()

    def show(self, path: Path, pixels: int, ahead: Sequence[Path], *, is_known: bool) -> None:
        """Loads the current photo, unless it is known, and its neighbours."""
        self._current, self._pixels = path, pixels
        self._waiting = None if is_known or self._in_hand.get(path) == pixels else path
        self._ahead = deque(entry for entry in ahead if self._in_hand.get(entry) != pixels)
        self._go_on()

    def forget(self, paths: Sequence[Path]) -> None:
        """What is being made of these photos is made again."""
        self._outdated.update(path for path in paths if path in self._in_hand)

    def _go_on(self) -> None:
        if self._waiting is not None and len(self._in_hand) < 2 and self._waiting not in self._in_hand:
            path, self._waiting = self._waiting, None
            self._load(path)
        while self._ahead and self._waiting is None and not self._in_hand:
            self._load(self._ahead.popleft())
        self.busy = bool(self._in_hand)

    def _load(self, path: Path) -> None:
        pixels = self._pixels
        self._in_hand[path] = pixels
        self.delegate(self._hands, partial(_load, path, pixels), self._loaded, partial(self._failed, path))

    def _loaded(self, preview: Preview) -> None:
        if self._is_over(preview.path):
            self.outbox.send("loaded", preview)
        self._go_on()

    def _failed(self, path: Path, error: Exception) -> None:
        if self._is_over(path) and path == self._current:
            self.outbox.send("failed", Failure(path, picture.why_not(error)))
        self._go_on()

    def _is_over(self, path: Path) -> bool:
        """Takes note that a photo is no longer in hand; whether what was made of it counts."""
        pixels = self._in_hand.pop(path)
        is_outdated = path in self._outdated
        self._outdated.discard(path)
        if path == self._current and (is_outdated or pixels != self._pixels):
            self._waiting = path
            return False
        return not is_outdated


def _load(path: Path, pixels: int) -> Preview:
    return Preview(path, picture.to_qimage(picture.decode(path, pixels)), pixels)


class PreviewLoader(Worker):
    """Loads previews and keeps the latest ones in memory.

    Signals:
        loaded (Preview): The current photo's preview; also if it was in memory already.
        failed (Failure): The current photo cannot be shown.
    """

    loaded = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None, *, cache_bytes: int = 256 * 2**20) -> None:
        """Makes the worker; its threads start with the first command.

        Args:
            parent: The worker stops when it is destroyed.
            cache_bytes: Memory for previews; the current one is kept even if it is larger.
        """
        self._previews = _PreviewEngine()
        super().__init__(self._previews, parent)
        self._memory = ImageMemory(cache_bytes)
        self._current: Path | None = None

    def image(self, path: Path, pixels: int) -> QImage | None:
        """The preview if it is in memory; never waits."""
        return self._memory.get(path) if self._memory.pixels(path) == min(pixels, MOST_PIXELS) else None

    def show(self, path: Path, pixels: int, ahead: Sequence[Path] = ()) -> None:
        """Loads this photo's preview, then those of its neighbours, without telling of these.

        What an earlier call asked for and this one does not is dropped.

        Args:
            path: The current photo.
            pixels: Length of the longer side in device pixels; more than the photo has gives the photo as it is, but
                never more than `MOST_PIXELS`.
            ahead: Neighbours, most probable next one first.
        """
        pixels = min(pixels, MOST_PIXELS)
        self._current = path
        missing = tuple(entry for entry in dict.fromkeys(ahead) if self._memory.pixels(entry) != pixels)
        image = self.image(path, pixels)
        self._command(partial(self._previews.show, is_known=image is not None), path, pixels, missing)
        if image is not None:
            # From the event loop like all others: a caller need not expect a signal before `show` returns.
            self._engine.outbox.send("loaded", Preview(path, image, pixels))

    def forget(self, paths: Sequence[Path]) -> None:
        """Drops these photos from memory, as the files changed or are gone."""
        self._memory.drop(paths)
        self._command(self._previews.forget, tuple(paths))

    def _emit(self, message: Message) -> None:
        preview = message.arguments[0]
        if isinstance(preview, Preview):
            self._memory.put(preview.path, preview.pixels, preview.image)
            if preview.path != self._current:
                return
        super()._emit(message)
