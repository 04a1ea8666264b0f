"""Lines over a Unix socket or a Windows pipe, without Qt."""

import os
import select
import socket
import time
from types import TracebackType
from typing import Protocol, Self

from landmark_gui.instance.address import is_own_process
from landmark_gui.instance.protocol import MOST_BYTES

_SOON_S = 1.0


class Connection(Protocol):
    """A conversation with the running program."""

    def send(self, data: bytes) -> None:
        """Sends all of it.

        Raises:
            OSError: The other side is gone.
        """

    def line(self, seconds: float | None) -> bytes | None:
        """The next line; None where none comes in that time or the other side has ended.

        Raises:
            OSError: The other side is gone, or says too much.
        """

    def close(self) -> None:
        """Ends it."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def connect(place: str) -> Connection | None:
    """A connection to whoever listens there, if it is this user; None where nobody does."""
    if os.name == "nt":
        try:
            return _Pipe(place)
        except OSError:
            return None
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(_SOON_S)
    try:
        connection.connect(place)
    except OSError:
        connection.close()
        return None
    if not is_own_process(connection):
        connection.close()
        return None
    return _Socket(connection)


class _Closing:
    def close(self) -> None:
        """Ends it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Socket(_Closing):
    def __init__(self, connection: socket.socket) -> None:
        self._socket = connection
        self._rest = b""

    def send(self, data: bytes) -> None:
        self._socket.settimeout(None)
        self._socket.sendall(data)

    def line(self, seconds: float | None) -> bytes | None:
        until = None if seconds is None else time.monotonic() + seconds
        while b"\n" not in self._rest:
            left = None if until is None else max(0.0, until - time.monotonic())
            if not select.select([self._socket], [], [], left)[0]:
                return None
            data = self._socket.recv(65536)
            if not data:
                return None
            self._rest += data
            if len(self._rest) > MOST_BYTES:
                raise OSError("the other side says too much")
        line, _, self._rest = self._rest.partition(b"\n")
        return line

    def close(self) -> None:
        self._socket.close()


class _Pipe(_Closing):
    """Reading a pipe cannot be given up, so that ``seconds`` does nothing here."""

    def __init__(self, place: str) -> None:
        self._pipe = open(place, "r+b", buffering=0)  # noqa: SIM115 - closed by `close`

    def send(self, data: bytes) -> None:
        while data:
            data = data[self._pipe.write(data) or 0 :]

    def line(self, seconds: float | None) -> bytes | None:
        line = self._pipe.readline(MOST_BYTES)
        return line.rstrip(b"\n") if line.endswith(b"\n") else None

    def close(self) -> None:
        self._pipe.close()
