"""Features of a frozen backbone, computed once and kept on disk.

A store is a folder of raw ``float32`` rows and the digests they belong to, one store per weights, preprocessing and
view. Rows are appended, so more photos later cost only themselves; an interrupted run keeps what it computed. Several
runs may add to one store at a time.
"""

from __future__ import annotations

import errno
import hashlib
import itertools
import json
import os
import shutil
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import nn

from training.backbones import extract
from training.data import Photo
from training.events import Progress, Reporter, Started
from training.locks import in_turn
from training.loop import TrainingError
from training.transforms import Augmentation, Preprocessing, augment, to_unit_range

_DIGEST_BYTES = 64
_LINE_BYTES = _DIGEST_BYTES + 1
_VERSION = 2


@dataclass(frozen=True)
class View:
    """One way of looking at a photo before the backbone sees it.

    Attributes:
        name: ``plain``, ``mirror`` or ``random-N``.
        augmentation: Changes of a random view, else None.
    """

    name: str
    augmentation: Augmentation | None = None

    def generator(self, digest: str) -> torch.Generator:
        """Source of a random view's changes of one photo: the same whichever others are looked at, and when."""
        seed = int.from_bytes(hashlib.sha256(f"{self.name} {digest}".encode()).digest()[:6], "big")
        return torch.Generator().manual_seed(seed)


class FeatureStore:
    """Rows of features by photo digest, for one (weights, preprocessing, view).

    Rows that are there never move. Whoever adds some learns first, under the store's lock, of those that other
    processes added.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rows_file, self.digests_file = folder / "rows.f32", folder / "digests.txt"
        self.width = self._count = 0
        self.index: dict[str, int] = {}
        folder.mkdir(parents=True, exist_ok=True)
        with self._alone():
            self.rows_file.touch()
            self.digests_file.touch()
            self._catch_up()

    def _alone(self) -> AbstractContextManager[None]:
        return in_turn(self.folder / "lock")

    def _catch_up(self) -> None:
        """Learns of the rows that are new, and removes what a crash left half; only while others are kept out."""
        self.width = self.width or self._read_width()
        row, size = 4 * self.width, self.rows_file.stat().st_size
        whole = size // row if row else 0
        if whole < self._count or self.digests_file.stat().st_size < self._count * _LINE_BYTES:
            raise OSError(errno.EIO, "another program removed some of them")
        with self.digests_file.open("r+b") as handle:
            handle.seek(self._count * _LINE_BYTES)
            rest = handle.read()
            # After a crash one of the two files may be ahead: only rows with both halves count.
            digests = rest.decode("ascii", errors="replace").split()[: whole - self._count]
            kept = list(itertools.takewhile(lambda digest: len(digest) == _DIGEST_BYTES, digests))
            if rest != (lines := _lines(kept)):
                handle.seek(self._count * _LINE_BYTES)
                handle.write(lines)
                handle.truncate()
        self._number(kept)
        if size != self._count * row:
            os.truncate(self.rows_file, self._count * row)

    def _number(self, digests: Sequence[str]) -> None:
        for digest in digests:
            self.index[digest] = self._count
            self._count += 1

    def _read_width(self) -> int:
        """Length of a row; 0 where no row was ever written, or nobody knows."""
        try:
            return max(0, int(json.loads((self.folder / "width.json").read_text())["width"]))
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def append(self, digests: Sequence[str], rows: np.ndarray) -> None:
        """Adds rows (n, F) for these photos, but for those of which another process added a row meanwhile.

        Raises:
            OSError: They cannot be written, or rows that were there are gone.
        """
        with self._alone():
            self._catch_up()
            if not self.width:
                self.width = int(rows.shape[1])
                (self.folder / "width.json").write_text(json.dumps({"width": self.width}))
            new = [number for number, digest in enumerate(digests) if digest not in self.index]
            names = [digests[number] for number in new]
            with self.rows_file.open("ab") as handle:
                handle.write(np.ascontiguousarray(rows[new], dtype=np.float32).tobytes())
            with self.digests_file.open("ab") as handle:
                handle.write(_lines(names))
            self._number(names)

    def read(self, digests: Sequence[str]) -> np.ndarray:
        """Rows (N, F) of these photos, all of which must be there."""
        rows = np.memmap(self.rows_file, dtype=np.float32, mode="r", shape=(self._count, self.width))
        return np.asarray(rows[[self.index[digest] for digest in digests]])


def _lines(digests: Sequence[str]) -> bytes:
    return "".join(f"{digest}\n" for digest in digests).encode()


def cached_features(
    backbone: nn.Module,
    weights_key: str,
    photos: Sequence[Photo],
    squares: np.ndarray,
    preprocessing: Preprocessing,
    views: Sequence[View],
    *,
    cache: Path,
    device: torch.device,
    report: Reporter,
    batch_size: int = 32,
) -> np.ndarray:
    """Features of all photos in all views, from the cache where it has them.

    Args:
        backbone: Pictures (N, 3, S, S) to vectors (N, F).
        weights_key: What the features depend on besides preprocessing and view: weights' digest and padding.
        photos: N photos.
        squares: (N, S, S, 3) their pictures.
        preprocessing: What the backbone wants.
        views: How to look at them.
        cache: Folder for stores.
        device: Where to compute.
        report: Hears about progress.
        batch_size: Photos per forward pass.

    Returns:
        (V, N, F) ``float32``.

    Raises:
        TrainingError: The disk is full, or the cache cannot be written.
    """
    digests = [photo.digest for photo in photos]
    stores, missing = [], []
    for view in views:
        key = json.dumps(
            [_VERSION, weights_key, preprocessing.to_json(), squares.shape[1], view.name, repr(view.augmentation)]
        )
        stores.append(FeatureStore(cache / "features" / hashlib.sha256(key.encode()).hexdigest()[:32]))
        unique = {digest: row for row, digest in enumerate(digests) if digest not in stores[-1].index}
        missing.append(sorted(unique.values()))
    total = sum(map(len, missing))
    if total:
        report(Started(total, "computing features"))
    done = 0
    for view, store, rows in zip(views, stores, missing, strict=True):
        for start in range(0, len(rows), batch_size):
            chosen = rows[start : start + batch_size]
            names = [digests[row] for row in chosen]
            features = extract(backbone, look(squares[chosen], view, names), preprocessing, device, batch_size)
            _ensure_space(store.folder, features.nbytes)
            try:
                store.append(names, features)
            except OSError as error:
                raise TrainingError(
                    f"features cannot be kept in {store.folder}: {error.strerror or error}; free some space, or "
                    "choose another --cache"
                ) from error
            done += len(chosen)
            report(Progress(done, total))
    return np.stack([store.read(digests) for store in stores])


def look(squares: np.ndarray, view: View, digests: Sequence[str]) -> np.ndarray:
    """The pictures (N, S, S, 3) ``uint8`` of these N photos as this view shows them."""
    if view.name == "plain":
        return squares
    if view.name == "mirror":
        return np.ascontiguousarray(squares[:, :, ::-1])
    if view.augmentation is None:
        raise ValueError(f"view {view.name!r} has no augmentation")
    batch = torch.cat(
        [
            augment(picture[None], view.augmentation, squares.shape[1], view.generator(digest))
            for picture, digest in zip(to_unit_range(squares), digests, strict=True)
        ]
    )
    pictures: np.ndarray = batch.mul_(255.0).round_().byte().permute(0, 2, 3, 1).contiguous().numpy()
    return pictures


def _ensure_space(folder: Path, needed: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < needed + 64 * 1024 * 1024:
        raise TrainingError(f"no space left for cached features in {folder} ({free // 2**20} MB free): free some")
