"""Which files may be photos, by their names: `landmark_gui.inference.images` says so, but takes 0.2 s to import.

The first photos of a folder are to be shown within a twentieth of a second. A test sees to it that both say the same.
"""

import os

SUFFIXES = frozenset({
    ".3fr", ".apng", ".arw", ".avif", ".bmp", ".cr2", ".cr3", ".crw", ".dcr", ".dng", ".erf", ".fff", ".gif", ".gpr",
    ".heic", ".heif", ".hif", ".iiq", ".j2k", ".jfif", ".jp2", ".jpe", ".jpeg", ".jpf", ".jpg", ".jpx", ".kdc", ".mef",
    ".mos", ".mpo", ".mrw", ".nef", ".nrw", ".orf", ".ori", ".pef", ".png", ".raf", ".raw", ".rw2", ".rwl", ".sr2",
    ".srf", ".srw", ".tif", ".tiff", ".webp", ".x3f",
})  # fmt: skip


def is_photo(path: str | os.PathLike[str]) -> bool:
    """See `landmark_gui.inference.images.is_photo`."""
    name = os.path.basename(os.fspath(path))
    return os.path.splitext(name)[1].lower() in SUFFIXES and not name.startswith("._")
