"""Thumbnails on disk, by the freedesktop.org Thumbnail Managing Standard, shared with all programs that follow it.

https://specifications.freedesktop.org/thumbnail-spec/latest/: PNG files in ``~/.cache/thumbnails``, in a folder for
each size, named by the MD5 sum of the photo's URI, with the URI and the photo's modification time inside. File managers
and other photo managers find ours, and we find theirs.
"""

import contextlib
import hashlib
import os
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote_from_bytes

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QImageReader

import landmark_gui

if TYPE_CHECKING:
    from PIL.Image import Image

SIZES = {"normal": 128, "large": 256, "x-large": 512, "xx-large": 1024}
"""Folder and length of the longer side."""
_URI, _MTIME, _SIZE, _SOFTWARE = "Thumb::URI", "Thumb::MTime", "Thumb::Size", "Software"
_REASON = "X-LandmarkTagger::Reason"
# What GLib (g_filename_to_uri) leaves as it is: GNOME, Xfce and most others use it, and the sum is over the spelling.
_URI_SAFE = "!$&'()*+,-./:=@_~"


@cache
def _app() -> str:
    return f"landmark-tagger-{landmark_gui.__version__}"  # looked up late: it takes long


def default_folder() -> Path:
    """The cache that all programs share; on systems without one, the app's own."""
    if sys.platform in ("win32", "darwin"):
        import platformdirs  # noqa: PLC0415

        return platformdirs.user_cache_path("landmark-tagger", appauthor=False) / "thumbnails"
    cache = os.environ.get("XDG_CACHE_HOME", "")
    # The standard says that a relative path is to be ignored.
    return (Path(cache) if os.path.isabs(cache) else Path.home() / ".cache") / "thumbnails"


def uri(path: Path) -> str:
    """The photo's URI; bytes that are no text are kept, percent-encoded.

    Args:
        path: Absolute.
    """
    if os.name == "nt":
        return path.as_uri()
    return "file://" + quote_from_bytes(os.fsencode(path), safe=_URI_SAFE)


def file_name(path: Path) -> str:
    """Name of the photo's thumbnail in each of the folders."""
    return hashlib.md5(uri(path).encode(), usedforsecurity=False).hexdigest() + ".png"


def size_for(pixels: int) -> str:
    """The folder whose thumbnails are just large enough; never the smallest one, which soon is too small."""
    return next((name for name, side in SIZES.items() if side >= pixels and name != "normal"), "xx-large")


def _size(path: Path) -> str:
    """Bytes of the photo; empty where it cannot be asked."""
    try:
        return str(path.stat().st_size)
    except OSError:
        return ""


class ThumbnailStore:
    """One such cache. May be used from many threads; never raises: a cache that cannot be used is one that is empty."""

    def __init__(self, folder: Path | None = None) -> None:
        """Makes no folder yet.

        Args:
            folder: Where it is; None: `default_folder`.
        """
        self.folder = folder or default_folder()

    def read(self, path: Path, mtime: int, pixels: int) -> QImage | None:
        """The thumbnail, of at least so many pixels, that any program made of this photo as it is now.

        Args:
            path: The photo, absolute.
            mtime: When it was changed, seconds.
            pixels: Length of the longer side; what is found may be larger.
        """
        name = file_name(path)
        for folder, side in SIZES.items():
            if side >= pixels and (image := self._read(self.folder / folder / name, path, mtime)) is not None:
                return image
        return None

    def write(self, path: Path, mtime: int, pixels: int, picture: "Image", file_size: int) -> None:
        """Keeps a thumbnail.

        Args:
            path: The photo, absolute.
            mtime: When it was changed, seconds.
            pixels: The longer side that was asked for.
            picture: In mode RGB, with the longer side of its folder's size, see `size_for`, or less.
            file_size: Of the photo, bytes.
        """
        text = {_URI: uri(path), _MTIME: str(mtime), _SIZE: str(file_size), _SOFTWARE: "Landmark Tagger"}
        self._write(self.folder / size_for(pixels) / file_name(path), picture, text)

    def failure(self, path: Path, mtime: int) -> str:
        """Why this version of the app could make no thumbnail of the photo as it is now; empty where it never tried."""
        file = self.folder / "fail" / _app() / file_name(path)
        image = self._read(file, path, mtime)
        return "" if image is None else image.text(_REASON) or "The picture could not be read."

    def write_failure(self, path: Path, mtime: int, reason: str) -> None:
        """Remembers that there can be no thumbnail of this photo as it is now."""
        from PIL import Image  # noqa: PLC0415

        text = {_URI: uri(path), _MTIME: str(mtime), _SIZE: _size(path), _SOFTWARE: "Landmark Tagger", _REASON: reason}
        self._write(self.folder / "fail" / _app() / file_name(path), Image.new("RGB", (1, 1)), text)

    def covers(self, path: Path) -> bool:
        """Whether the photo itself lies in the cache: thumbnails of thumbnails are not to be kept."""
        return path.is_relative_to(self.folder)

    def _read(self, file: Path, path: Path, mtime: int) -> QImage | None:
        if not file.exists():
            return None
        # Not `QImageReader.text`, which takes what stands before a name's first colon for the name.
        image = QImageReader(os.fspath(file), QByteArray(b"png")).read()
        if image.isNull() or image.text(_URI) != uri(path) or image.text(_MTIME).split(".")[0] != str(mtime):
            return None
        # The time alone, in whole seconds, would miss a second change within one.
        sizes = image.text(_SIZE), _size(path)
        return None if all(sizes) and sizes[0] != sizes[1] else image

    def _write(self, file: Path, picture: "Image", text: dict[str, str]) -> None:
        """Writes a PNG atomically, for this user only, as the standard asks."""
        from PIL.PngImagePlugin import PngInfo  # noqa: PLC0415

        info = PngInfo()
        for key, value in text.items():
            info.add_text(key, value)
        temporary: Path | None = None
        try:
            for folder in reversed([file.parent, *file.parent.parents]):
                if folder == self.folder or folder.is_relative_to(self.folder):
                    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".landmark-tagger-", delete=False) as handle:
                temporary = Path(handle.name)  # made with mode 0600
                picture.save(handle, "PNG", pnginfo=info, compress_level=1)
            temporary.replace(file)
        except OSError:
            if temporary is not None:
                with contextlib.suppress(OSError):
                    temporary.unlink(missing_ok=True)
