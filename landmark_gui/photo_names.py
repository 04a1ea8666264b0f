"""Which files may be photos, by their names alone. Imports nothing: the first photos of a folder are shown at once."""

import os

RAW_SUFFIXES = frozenset({
    ".3fr", ".arw", ".cr2", ".cr3", ".crw", ".dcr", ".dng", ".erf", ".fff", ".gpr", ".iiq", ".kdc", ".mef", ".mos",
    ".mrw", ".nef", ".nrw", ".orf", ".ori", ".pef", ".raf", ".raw", ".rw2", ".rwl", ".sr2", ".srf", ".srw", ".x3f",
})  # fmt: skip
"""Suffixes of cameras' RAW files, in lower case."""
SUFFIXES = RAW_SUFFIXES | frozenset({
    ".apng", ".avif", ".bmp", ".gif", ".heic", ".heif", ".hif", ".j2k", ".jfif", ".jp2", ".jpe", ".jpeg", ".jpf",
    ".jpg", ".jpx", ".mpo", ".png", ".tif", ".tiff", ".webp",
})  # fmt: skip
"""Suffixes, in lower case, of all files that may be photos."""


def is_photo(path: str | os.PathLike[str]) -> bool:
    """Whether a file's name is a photo's: a suffix of `SUFFIXES` in any case, and not a macOS ``._`` companion file."""
    name = os.path.basename(os.fspath(path))
    return os.path.splitext(name)[1].lower() in SUFFIXES and not name.startswith("._")
