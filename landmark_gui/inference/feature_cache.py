"""Features of the person's photos, kept by content: what a backbone made of a photo once need not be made again.

One file for each backbone in the user data folder, ``features/BACKBONE.npz``. Nothing but numbers is in it, and whoever
deletes it loses only time.
"""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

import numpy as np
import numpy.typing as npt

from landmark_gui import paths, whole_file
from landmark_gui.inference.predictor import Predictor
from landmark_gui.library.content import ID_BYTES, content_id
from training import model_file

Features = npt.NDArray[np.float32]

_VERSION = "1"
_SAVE_EACH = 500


def folder() -> Path:
    """Where they lie; it may not exist yet."""
    return paths.data_folder() / "features"


class FeatureCache:
    """Features of one backbone by content id."""

    def __init__(self, backbone: str, width: int) -> None:
        """Reads what is there; a file that is damaged, or of another width, counts as empty.

        Args:
            backbone: See `training.model_file.backbone_id`.
            width: Number of features.
        """
        self._file = folder() / f"{backbone}-{_VERSION}.npz"
        self._width = width
        self._known: dict[bytes, Features] = {}
        with suppress(OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
            with np.load(self._file, allow_pickle=False) as stored:
                contents, features = stored["contents"], stored["features"]
            if features.shape == (len(contents), width) and contents.shape[1:] == (ID_BYTES,):
                self._known = {
                    content.tobytes(): row for content, row in zip(contents, features.astype(np.float32), strict=True)
                }

    def __len__(self) -> int:
        """Number of photos."""
        return len(self._known)

    def features(
        self,
        predictor: Predictor,
        photos: Mapping[bytes, Path],
        progress: Callable[[int], object] = lambda _: None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> dict[bytes, Features]:
        """Features of photos, made where they are not known and kept then.

        Args:
            predictor: Of the backbone.
            photos: From content id to the file that had it when it was seen last.
            progress: Called with the number of photos done, also of those that are left out.
            stopped: Asked between photos; True ends early with what there is.

        Returns:
            By content id; photos that are gone or cannot be read are left out, and files that hold another picture now.
        """
        found = {content: self._known[content] for content in photos if content in self._known}
        missing = [(content, path) for content, path in photos.items() if content not in found]
        progress(len(found))
        contents: dict[Path, bytes] = {}
        gone = 0

        def unchanged() -> Iterator[Path]:
            nonlocal gone
            for content, path in missing:
                if stopped():
                    return
                if _has(path, content):
                    contents[path] = content
                    yield path
                else:
                    gone += 1

        done, unsaved = len(found), 0
        for path, row in predictor.features(unchanged()):
            if row is not None and len(row) == self._width and np.isfinite(row).all():
                self._known[contents[path]] = found[contents[path]] = row
                unsaved += 1
            if unsaved >= _SAVE_EACH:
                self.save()
                unsaved = 0
            done += 1
            progress(done + gone)
            if stopped():
                break
        if gone:
            progress(done + gone)
        if unsaved:
            self.save()
        return found

    def save(self) -> None:
        """Writes the file, whole or not at all; where it cannot be written, features are made again next time."""
        contents = np.frombuffer(b"".join(self._known), np.uint8).reshape(-1, ID_BYTES)
        features = np.stack(list(self._known.values())) if self._known else np.empty((0, self._width), np.float32)
        stream = io.BytesIO()
        np.savez(stream, contents=contents, features=features)
        with suppress(OSError):
            whole_file.write(self._file, stream.getvalue())


def _has(path: Path, content: bytes) -> bool:
    """Whether a file has that picture still: cameras and people use names again."""
    try:
        return content_id(path) == content
    except OSError:
        return False


def for_model(path: Path, predictor: Predictor) -> FeatureCache:
    """The cache for a model.

    Raises:
        training.model_file.ModelFileError: The file cannot be read.
    """
    return FeatureCache(model_file.backbone_id(path), predictor.feature_count)
