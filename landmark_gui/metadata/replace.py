"""Replacing one file's content so that a crash at any moment leaves the old file or the new one, never a mixture."""

import contextlib
import ctypes
import errno
import hashlib
import os
import stat
import sys
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from landmark_gui.metadata.errors import ChangedError, RefusedError, UnreadableError, WriteError
from landmark_gui.metadata.source import open_regular

MAX_SIZE = 2 * 1024**3
_TEMPORARY = ".landmark-tagger-{}.tmp"

Content: TypeAlias = Sequence[bytes | memoryview]
"""A file's content in pieces, so that a large file need not be copied to have a few bytes changed."""


@dataclass(frozen=True)
class FileState:
    """What identifies a file's content and place, and what of it must survive."""

    size: int
    mtime_ns: int
    ctime_ns: int
    atime_ns: int
    inode: int
    device: int
    mode: int
    owner: tuple[int, int]
    links: int

    @classmethod
    def of(cls, info: os.stat_result) -> "FileState":
        """The state from a `os.stat` result."""
        return cls(
            info.st_size,
            info.st_mtime_ns,
            info.st_ctime_ns,
            info.st_atime_ns,
            info.st_ino,
            info.st_dev,
            info.st_mode,
            (info.st_uid, info.st_gid),
            info.st_nlink,
        )

    def same_content(self, other: "FileState") -> bool:
        """Whether nothing suggests that the content changed in between.

        The time of the last change to the inode tells also of programs that edit a file and put its date back.
        """
        mine = (self.size, self.mtime_ns, self.ctime_ns, self.inode, self.device)
        return mine == (other.size, other.mtime_ns, other.ctime_ns, other.inode, other.device)


def inspect(path: Path) -> tuple[Path, FileState]:
    """The file behind a path, with symbolic links followed, and its state.

    Raises:
        UnreadableError: not a regular file, empty, or missing.
    """
    try:
        real = path.resolve(strict=True)
        info = real.stat()
    except FileNotFoundError as error:
        raise UnreadableError("There is no such file.") from error
    except (OSError, RuntimeError, ValueError) as error:
        raise UnreadableError(f"The file cannot be reached ({_reason(error)}).") from error
    if stat.S_ISDIR(info.st_mode):
        raise UnreadableError("This is a folder, not a photo.")
    if not stat.S_ISREG(info.st_mode):
        raise UnreadableError("This is not a regular file (a pipe, socket or device).")
    if info.st_size == 0:
        raise UnreadableError("The file is empty.")
    return real, FileState.of(info)


def check_writable(path: Path, mode: int | None) -> None:
    """Checks that the person has not protected the file (``mode``) or its folder.

    A replace would succeed on a read-only file; but read-only means that it is not to be changed.

    Raises:
        RefusedError: one of the two is read-only.
    """
    if mode is not None and (not mode & 0o222 or not os.access(path, os.W_OK)):
        raise RefusedError("The file is read-only: make it writable, or have sidecars written always.", sidecar=False)
    folder = path.parent
    if not folder.stat().st_mode & 0o222 or not os.access(folder, os.W_OK | os.X_OK):
        raise RefusedError(f"The folder {folder} is read-only.", sidecar=False)


def read(path: Path, state: FileState) -> bytes:
    """The whole content.

    Raises:
        ChangedError: the file changed while it was read.
        RefusedError: it cannot be read.
    """
    try:
        with open_regular(path) as file:
            data = file.read()
            after = FileState.of(os.fstat(file.fileno()))
    except OSError as error:
        raise RefusedError(f"The file cannot be read ({_reason(error)}).", sidecar=False) from error
    if not state.same_content(after) or len(data) != state.size:
        raise ChangedError("Another program changed the file while it was read.")
    return data


def digest(content: bytes | Content) -> str:
    """SHA-256 in hexadecimal."""
    result = hashlib.sha256()
    for piece in [content] if isinstance(content, bytes) else content:
        result.update(piece)
    return result.hexdigest()


def temporary_for(target: Path) -> Path:
    """A fresh name in the same folder."""
    return target.with_name(_TEMPORARY.format(uuid.uuid4().hex[:16]))


def put(
    target: Path,
    state: FileState | None,
    content: Content,
    temporary: Path,
    verify: Callable[[bytes], None],
    *,
    exclusive: AbstractContextManager[None],
    keep_mtime: bool = False,
    mtime_ns: int | None = None,
    mode: int = 0o666,
) -> None:
    """Puts new content in the place of ``target``: temporary, fsync, check, attributes, last check, rename, fsync.

    Args:
        target: the file, links resolved.
        state: what was read before; None where the file must not exist yet.
        content: the new content.
        temporary: in the same folder; must not exist.
        verify: is given what was read back from the temporary, and raises `WriteError` where it is not right.
        exclusive: entered for the last check and the replacement: keeps other processes of ours from doing theirs.
        keep_mtime: give the new file the old one's times.
        mtime_ns: give the new file this modification time.
        mode: permissions of a file that is created; the umask takes its part from them.

    Raises:
        WriteError: anything failed; the target is as it was and the temporary gone.
        ChangedError: another program changed or created the target meanwhile.
        RefusedError: the new file could not have the old one's owner or attributes; the target is as it was.
    """
    try:
        with _removed_on_error(temporary):
            # Nobody else may read the copy of a private photo, not even before it gets the photo's own permissions.
            _write_new(temporary, content, mode if state is None else 0o600)
            with open_regular(temporary) as file:
                written = file.read()
            if not _is(written, content):
                raise WriteError("Verification failed: the disk did not keep what was written.")
            verify(written)
            if state is not None:
                _check_unchanged(target, state)
                _copy_attributes(target, temporary, state)
                if keep_mtime or mtime_ns is not None:
                    os.utime(temporary, ns=(state.atime_ns, state.mtime_ns if mtime_ns is None else mtime_ns))
                with exclusive:
                    _check_unchanged(target, state)
                    os.replace(temporary, target)
            else:
                _rename_new(temporary, target)
    except OSError as error:
        raise WriteError(f"Writing failed: {_reason(error)}. The photo is as it was.") from error
    try:
        _sync_folder(target.parent)
    except OSError as error:
        raise WriteError(f"{target.name} was written, but the disk reports an error: {_reason(error)}.") from error


def remove(target: Path, state: FileState, exclusive: AbstractContextManager[None]) -> None:
    """Deletes a sidecar that we created; ``exclusive`` as for `put`.

    Raises:
        WriteError: it cannot be deleted.
        ChangedError: another program changed it meanwhile.
    """
    try:
        with exclusive:
            _check_unchanged(target, state)
            target.unlink()
        _sync_folder(target.parent)
    except OSError as error:
        raise WriteError(f"{target.name} cannot be deleted: {_reason(error)}.") from error


def keep_original(target: Path, data: bytes, state: FileState, temporary: Path) -> None:
    """Leaves a copy beside the photo as ``photo.jpg.original``, unless there is one.

    Raises:
        WriteError: it cannot be written, or its name is taken by something that is no file.
    """
    original = target.with_name(target.name + ".original")
    if original.is_file():
        return
    if os.path.lexists(original):
        raise WriteError(f"The name {original.name} is taken by something that is no file. The photo is as it was.")
    try:
        with _removed_on_error(temporary):
            _write_new(temporary, [data], 0o600)
            _copy_attributes(target, temporary, state)
            os.utime(temporary, ns=(state.atime_ns, state.mtime_ns))
            with contextlib.suppress(ChangedError):
                _rename_new(temporary, original)
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise WriteError(
            f"The copy {original.name} cannot be written: {_reason(error)}. The photo is as it was."
        ) from error


@contextlib.contextmanager
def _removed_on_error(temporary: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _write_new(path: Path, content: Content, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(path, flags | getattr(os, "O_CLOEXEC", 0), mode)
    with os.fdopen(descriptor, "wb", buffering=0) as file:
        for piece in content:
            view = memoryview(piece)
            while view:
                view = view[file.write(view) or 0 :]
        os.fsync(file.fileno())


def _is(data: bytes, content: Iterable[bytes | memoryview]) -> bool:
    """Whether the pieces make up the data; compares without copying."""
    position = 0
    for piece in content:
        if not data.startswith(piece, position):
            return False
        position += len(piece)
    return position == len(data)


def _check_unchanged(target: Path, state: FileState) -> None:
    try:
        now = FileState.of(target.stat())
    except FileNotFoundError as error:
        raise ChangedError("Another program removed the file meanwhile.") from error
    if not state.same_content(now) or now.links != state.links:
        raise ChangedError("Another program changed the file meanwhile.")


def _rename_new(temporary: Path, target: Path) -> None:
    """Renames without replacing what appeared under the name meanwhile."""
    try:
        os.link(temporary, target)
    except FileExistsError as error:
        raise ChangedError(f"Another program created {target.name} meanwhile.") from error
    except (OSError, NotImplementedError, AttributeError):  # file systems without hard links
        if os.path.lexists(target):
            raise ChangedError(f"Another program created {target.name} meanwhile.") from None
        os.rename(temporary, target)
        return
    temporary.unlink()


def _copy_attributes(source: Path, target: Path, state: FileState) -> None:
    """Owner, mode and extended attributes (and, on macOS, access lists).

    Raises:
        RefusedError: the system does not let us keep one of them.
    """
    if hasattr(os, "chown") and FileState.of(target.stat()).owner != state.owner:
        try:
            os.chown(target, *state.owner)
        except PermissionError as error:
            raise RefusedError("The file belongs to another user or group, which a rewrite could not keep.") from error
    if hasattr(os, "listxattr"):
        _copy_xattrs(source, target)
    elif sys.platform == "darwin":
        _copy_mac_attributes(source, target)
    os.chmod(target, stat.S_IMODE(state.mode))


def _copy_xattrs(source: Path, target: Path) -> None:
    try:
        names = os.listxattr(source)
    except OSError as error:
        if error.errno in (errno.ENOTSUP, errno.ENOSYS):
            return
        raise
    for name in names:
        try:
            os.setxattr(target, name, os.getxattr(source, name))
        except OSError as error:
            # Labels of security modules and views of a file system's own attributes are set by the system itself;
            # the person's own must not be lost.
            if not name.startswith(("user.", "system.posix_acl")):
                continue
            if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", None)):
                raise
            raise RefusedError(f"The file's attribute {name!r} could not be kept by a rewrite.") from error


def _copy_mac_attributes(source: Path, target: Path) -> None:
    """copyfile(3) with COPYFILE_ACL and COPYFILE_XATTR."""
    library = ctypes.CDLL(None, use_errno=True)
    if library.copyfile(os.fsencode(source), os.fsencode(target), None, ctypes.c_uint32(1 | 4)) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except PermissionError:  # a folder that may be written and searched, but not listed
        return
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network file systems cannot
            raise
    finally:
        os.close(descriptor)


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "no space left on the disk"
    if isinstance(error, OSError) and error.errno == getattr(errno, "EDQUOT", None):
        return "the disk quota is used up"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error)
