"""Random access to bytes, in memory or in a file, so that readers touch only what they need."""

import errno
import os
import stat
from io import FileIO
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

_BUFFER = 128 * 1024


def open_regular(path: Path) -> FileIO:
    """Opens a regular file for reading, unbuffered; never waits for the other end of a pipe.

    Raises:
        OSError: it cannot be opened, or is a folder, pipe, socket or device.
    """
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags)
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "This is not a regular file", str(path))
        return os.fdopen(descriptor, "rb", buffering=0)
    except BaseException:
        os.close(descriptor)
        raise


class Source(Protocol):
    """Bytes that can be read anywhere."""

    size: int

    def read(self, offset: int, length: int) -> bytes:
        """Up to ``length`` bytes from ``offset``; fewer (or none) at the end, never an error for being outside."""


class BytesSource:
    """A source over bytes in memory."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.size = len(data)

    def read(self, offset: int, length: int) -> bytes:
        """See `Source.read`."""
        if offset < 0 or length <= 0:
            return b""
        return self.data[offset : offset + length]


class WindowSource:
    """A part of another source, with offsets of its own."""

    def __init__(self, source: Source, start: int, size: int) -> None:
        self._source = source
        self._start = start
        self.size = max(0, min(size, source.size - start))

    def read(self, offset: int, length: int) -> bytes:
        """See `Source.read`."""
        if offset < 0 or offset >= self.size:
            return b""
        return self._source.read(self._start + offset, min(length, self.size - offset))


class FileSource:
    """A source over a file; reads the first 128 KB once, as nearly all metadata lies there.

    Plain reads rather than a memory map: a map dies with SIGBUS when another program shortens the file.
    """

    def __init__(self, path: Path) -> None:
        self._file = open_regular(path)
        self._head = self._file.read(_BUFFER) or b""
        self.size = self._file.seek(0, 2)

    def read(self, offset: int, length: int) -> bytes:
        """See `Source.read`."""
        if offset < 0 or length <= 0 or offset >= self.size:
            return b""
        if offset + length <= len(self._head):
            return self._head[offset : offset + length]
        length = min(length, self.size - offset)
        self._file.seek(offset)
        parts: list[bytes] = []
        while length > 0 and (part := self._file.read(length)):
            parts.append(part)
            length -= len(part)
        return b"".join(parts)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
