"""Reading and atomically replacing configuration files, through links, with every failure named by file."""

import contextlib
import errno
import hashlib
import os
import stat
import tempfile
from pathlib import Path

from landmark_gui.integrations.errors import FailedError, RefusedError

MAX_SIZE = 8 * 1024**2
"""The largest file that is taken for a configuration file, in bytes."""


def digest(content: bytes) -> str:
    """SHA-256 of a file's content, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def read(path: Path) -> bytes | None:
    """A file's content; None where there is no file.

    Raises:
        RefusedError: It is no ordinary file, a link to nothing, or far too large.
        FailedError: It cannot be read.
    """
    try:
        # Without O_NONBLOCK, opening a named pipe would wait for a writer.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        if path.is_symlink():
            raise RefusedError(f"{path}: is a link to a file that is not there; repair or remove the link.") from None
        return None
    except NotADirectoryError:
        raise RefusedError(f"{path}: a folder in this path is a file.") from None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise RefusedError(f"{path}: is a link that leads to itself; repair or remove it.") from None
        if path.is_dir():  # Windows
            raise RefusedError(f"{path}: is a folder, where a file belongs.") from None
        raise FailedError(f"{path}: cannot be read: {error.strerror or error}.") from error
    try:
        return _read_open(handle, path)
    except OSError as error:
        raise FailedError(f"{path}: cannot be read: {error.strerror or error}.") from error
    finally:
        os.close(handle)


def _read_open(handle: int, path: Path) -> bytes:
    info = os.fstat(handle)
    if stat.S_ISDIR(info.st_mode):
        raise RefusedError(f"{path}: is a folder, where a file belongs.")
    if not stat.S_ISREG(info.st_mode):
        raise RefusedError(f"{path}: is no ordinary file.")
    if info.st_size > MAX_SIZE:
        raise RefusedError(f"{path}: is too large for a configuration file ({info.st_size} bytes).")
    with os.fdopen(handle, "rb", closefd=False) as file:
        return file.read()


def is_executable(path: Path) -> bool:
    """Whether the owner may run the file."""
    with contextlib.suppress(OSError):
        return bool(path.stat().st_mode & stat.S_IXUSR)
    return False


def missing_folders(folder: Path) -> list[Path]:
    """Those of a folder and the ones above it that are not there, outermost first."""
    missing: list[Path] = []
    while not folder.exists():
        missing.insert(0, folder)
        folder = folder.parent
    return missing


def make_folders(folder: Path) -> None:
    """Makes a folder and those above it.

    Raises:
        FailedError: One cannot be made.
    """
    for missing in missing_folders(folder):
        try:
            missing.mkdir(mode=0o755)
        except FileExistsError:
            continue
        except OSError as error:
            raise FailedError(f"{missing}: the folder cannot be made: {error.strerror or error}.") from error


def remove_folders(folders: list[Path]) -> None:
    """Removes those that are empty, innermost first."""
    for folder in sorted(folders, key=lambda path: len(path.parts), reverse=True):
        with contextlib.suppress(OSError):
            folder.rmdir()


def write(path: Path, content: bytes, expected: bytes | None, *, executable: bool | None = None) -> None:
    """Replaces a file's content, or makes the file, so that the old or the new one is there at every moment.

    A link stays a link: the file that it leads to is replaced. An existing file keeps its permissions and owner.

    Args:
        path: The file.
        content: Its new content.
        expected: The content that the caller has seen; None: no file.
        executable: Whether it shall be; None: as it is, and a new one is not.

    Raises:
        RefusedError: Another program has changed the file in the meantime.
        FailedError: It cannot be written; then all is as it was.
    """
    target = path.resolve()
    temporary: Path | None = None
    try:
        before = target.stat() if target.exists() else None
        if before is not None and not os.access(target, os.W_OK):
            raise FailedError(f"{path}: cannot be written: the file is read-only.")
        handle, name = tempfile.mkstemp(prefix=".landmark-tagger-", suffix=".tmp", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            if before is not None:  # a new file that a power cut empties can be made again; an old one cannot
                os.fsync(file.fileno())
        _take_over(temporary, before, executable)
        if read(path) != expected:
            raise RefusedError(f"{path}: another program has just changed it; try again.")
        temporary.replace(target)
        temporary = None
    except OSError as error:
        raise FailedError(f"{path}: cannot be written: {error.strerror or error}.") from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def remove(path: Path, expected: bytes) -> None:
    """Removes a file; of a link, only the link.

    Raises:
        RefusedError: Another program has changed the file in the meantime.
        FailedError: It cannot be removed.
    """
    if read(path) != expected:
        raise RefusedError(f"{path}: another program has just changed it; try again.")
    try:
        path.unlink()
    except OSError as error:
        raise FailedError(f"{path}: cannot be removed: {error.strerror or error}.") from error


def _take_over(temporary: Path, before: os.stat_result | None, executable: bool | None) -> None:
    """Gives a new file the permissions and, where we may, the owner of the one that it replaces."""
    mode = stat.S_IMODE(before.st_mode) if before is not None else 0o644
    if executable is not None:
        mode = mode | 0o111 if executable else mode & ~0o111
    temporary.chmod(mode)
    if before is not None and hasattr(os, "chown"):
        with contextlib.suppress(OSError):
            os.chown(temporary, before.st_uid, before.st_gid)
