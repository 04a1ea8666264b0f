"""From files and folders to photos: recursive, in a stable order, each photo once."""

import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# Folders in which other programs keep previews of the photos beside them.
_PREVIEW_FOLDERS = frozenset({"@eadir", "lost+found", "$recycle.bin"})


@dataclass(frozen=True, slots=True)
class Found:
    """A photo, or something that was asked for and cannot be read.

    Attributes:
        path: Absolute path; symbolic links in it are kept as the person knows them.
        problem: Why it cannot be used; None for a photo.
    """

    path: Path
    problem: str | None = None


def scan(
    paths: Iterable[str | os.PathLike[str]],
    is_photo: Callable[[str], bool],
    belongs: Callable[[str], bool] | None = None,
) -> Iterator[Found]:
    """Photos among these files and in these folders.

    A file that is named is taken whatever its suffix. Folders are searched recursively, names in alphabetical order,
    files before subfolders; in them hidden files and folders are left out. Symbolic links are followed; a
    folder reached a second time (a loop, a link to a sibling, a folder inside another one that was named too) and a
    file reached a second time are left out.

    Args:
        paths: Files and folders, mixed. Of a sequence, only the folders and what is named are kept in memory, however
            many photos there are; of any other iterable, the path of every photo.
        is_photo: Whether a file in a folder counts as a photo, by its name (without the folder).
        belongs: Whether a photo or problem is wanted, by its absolute path; others are not kept in memory either.

    Yields:
        Photos and problems, in the order of `paths`.
    """
    # No folder is walked twice: nothing comes again but what is named too. What a stream will name, nobody knows.
    named = {os.path.normcase(os.path.abspath(given)) for given in paths} if isinstance(paths, Sequence) else None
    seen_files: set[str] = set()
    seen_folders: set[tuple[int, int] | str] = set()
    for given in paths:
        if not os.fspath(given):
            yield Found(Path(), "This is an empty file name.")
            continue
        path = Path(os.path.abspath(given))
        try:
            status = path.stat()
        except (OSError, ValueError) as error:
            found: Iterable[Found] = (Found(path, _reason(error)),)
        else:
            if stat.S_ISDIR(status.st_mode):
                found = _walk(path, is_photo, seen_folders)
            elif stat.S_ISREG(status.st_mode):
                found = (Found(path),)
            else:
                # Reading a pipe or a device could wait for ever.
                found = (Found(path, "This is a pipe, socket or device, not a photo."),)
        for entry in found:
            if belongs is not None and not belongs(str(entry.path)):
                continue
            key = os.path.normcase(entry.path)
            if key in seen_files:
                continue
            if named is None or key in named:
                seen_files.add(key)
            yield entry


def _walk(folder: Path, is_photo: Callable[[str], bool], seen: set[tuple[int, int] | str]) -> Iterator[Found]:
    """Photos below one folder; iterative, because folders can be nested deeper than Python's recursion limit."""
    pending = [folder]
    while pending:
        current = pending.pop()
        try:
            status = current.stat()
            # File systems without inode numbers say 0: a path alone must then do against repetition.
            identity = (status.st_dev, status.st_ino) if status.st_ino else os.path.normcase(current)
            if identity in seen:
                continue
            seen.add(identity)
            with os.scandir(current) as entries:
                visible = sorted((entry for entry in entries if not is_left_out(entry)), key=lambda entry: entry.name)
        except OSError as error:
            yield Found(current, _reason(error))
            continue
        subfolders = []
        for entry in visible:
            try:
                if entry.is_dir():
                    subfolders.append(current / entry.name)
                elif is_photo(entry.name):
                    path = current / entry.name
                    yield Found(path) if entry.is_file() else Found(path, _reason_of_link(entry))
            except OSError as error:
                yield Found(current / entry.name, _reason(error))
        pending.extend(reversed(subfolders))


def is_left_out(entry: os.DirEntry[str]) -> bool:
    """Whether a scan that comes upon this leaves it out: it is hidden, or holds other programs' previews."""
    if entry.name.startswith(".") or entry.name.lower() in _PREVIEW_FOLDERS:
        return True
    try:
        attributes = getattr(entry.stat(follow_symlinks=False), "st_file_attributes", 0) if os.name == "nt" else 0
    except OSError:
        return False
    return bool(attributes & getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 0))


def _reason_of_link(entry: os.DirEntry[str]) -> str:
    return (
        "This is a link to a file that does not exist."
        if entry.is_symlink()
        else "This is a pipe, socket or device, not a photo."
    )


def _reason(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "There is no such file or folder; it may have been moved, renamed or deleted."
    if isinstance(error, PermissionError):
        return "You have no permission to read this; change its permissions."
    if isinstance(error, OSError):
        return f"This could not be read: {error.strerror or error}."
    return "This is not a valid file name."  # ValueError: a null byte
