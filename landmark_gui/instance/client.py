"""A start's side: finds the running program or starts it, and hands it what is wanted. No Qt, no torch."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

from landmark_gui.instance.address import Address, address
from landmark_gui.instance.connection import Connection, connect
from landmark_gui.instance.protocol import ProtocolError, Reply, ReplyKind, Request, decode_reply, encode_request

_LONGEST_START_S = 60.0
_LONGEST_ANSWER_S = 15.0  # a program that does not answer for so long hangs
_STARTING_S = 60.0  # who has said for so long that it starts the program has failed
_PAUSE_S = 0.02
ANOTHER_RUNS = 75
"""Exit code of a started program that found another one running."""
_PROGRAM = (
    "import sys; sys.path.append(sys.argv.pop(1)); from landmark_gui.running import serve; sys.exit(serve(sys.argv[1]))"
)


class HandOverError(Exception):
    """The running program could not be reached or started; the message is one sentence."""


def hand_over(request: Request) -> Iterator[Reply]:
    """Hands a request to the running program, which is started where there is none.

    Returns:
        What it answers after it has accepted; ends when the program has nothing more to say.

    Raises:
        HandOverError: It could not be started.
        landmark_gui.instance.address.AddressError: There is no safe place for its socket.
    """
    where = address()
    connection = _accepted(where, request, _LONGEST_START_S)
    if connection is None:
        # The running one hangs or is of another version: this request gets a program of its own.
        where = address(suffix=f"-{os.getpid()}")
        connection = _accepted(where, request, _LONGEST_START_S)
    if connection is None:
        raise HandOverError(f"The window did not open; {where.log} may say why.")
    return _replies(connection)


def offer(request: Request) -> bool:
    """Hands a request to the running program, if there is one that takes it; never starts one."""
    connection = connect(address().socket)
    if connection is None:
        return False
    with connection:
        return _is_accepted(connection, request)


def is_answering(where: Address) -> bool:
    """Whether a program listens there."""
    connection = connect(where.socket)
    if connection is not None:
        connection.close()
    return connection is not None


def _accepted(where: Address, request: Request, seconds: float) -> Connection | None:
    """A connection to the program at an address, started if need be, that has accepted; None where it does not."""
    until = time.monotonic() + seconds
    child: subprocess.Popen[bytes] | None = None
    try:
        while time.monotonic() < until:
            connection = connect(where.socket)
            if connection is not None:
                if _is_accepted(connection, request):
                    return connection
                connection.close()
                return None
            if child is None and _begins_to_start(where):
                child = _start(where)
            if child is not None and child.poll() == 0:
                child = None  # it has served others, and ended before it was our turn
            elif child is not None and child.poll() not in (None, ANOTHER_RUNS):
                raise HandOverError(f"The window could not be opened{_last_words(where.log)}")
            time.sleep(_PAUSE_S)
    finally:
        if child is not None:
            with suppress(OSError):
                where.starting.unlink(missing_ok=True)
    return None


def _is_accepted(connection: Connection, request: Request) -> bool:
    try:
        connection.send(encode_request(request))
        line = connection.line(_LONGEST_ANSWER_S)
        return line is not None and decode_reply(line).kind is ReplyKind.ACCEPTED
    except (OSError, ProtocolError):
        return False


def _replies(connection: Connection) -> Iterator[Reply]:
    with connection:
        while True:
            try:
                line = connection.line(None)
                reply = decode_reply(line) if line else None
            except (OSError, ProtocolError):
                return
            if reply is None:
                return
            yield reply
            if reply.kind is ReplyKind.DONE:
                return


def _begins_to_start(where: Address) -> bool:
    """Whether it is up to this process to start the program: of many starts at the same time, it is one's."""
    for _ in range(2):
        try:
            with open(where.starting, "x", encoding="ascii") as file:
                file.write(str(os.getpid()))
            return True
        except FileExistsError:
            if _is_being_started(where.starting):
                return False
            with suppress(OSError):
                where.starting.unlink()
        except OSError:
            return True
    return False


def _is_being_started(file: Path) -> bool:
    """Whether the process that wrote this file is still at it."""
    try:
        age = time.time() - file.stat().st_mtime
        process = file.read_text("ascii")
    except (OSError, ValueError):
        return False
    if not process.isdigit():
        return age < _PAUSE_S * 50  # not written yet
    if age > _STARTING_S or os.name == "nt":
        return age < _STARTING_S
    try:
        os.kill(int(process), 0)
    except OSError:
        return False
    return True


def _start(where: Address) -> "subprocess.Popen[bytes]":
    """Starts the program, detached from this process: a host that waits for us must not wait for it."""
    root = str(Path(__file__).resolve().parents[2])
    command = [sys.executable, "-P", "-c", _PROGRAM, root, where.socket]
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
    with _log(where.log) as log:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=os.path.abspath(os.sep),
            start_new_session=sys.platform != "win32",
            creationflags=flags,
        )


def _log(path: Path) -> IO[bytes]:
    try:
        return open(path, "wb")
    except OSError:
        return open(os.devnull, "wb")


def _last_words(log: Path) -> str:
    """What the program said before it ended, as the end of a sentence."""
    try:
        lines = log.read_text("utf-8", "replace").split("\n")
    except OSError:
        lines = []
    said = [line.strip() for line in lines if line.strip()]
    return f": {said[-1]}" if said else "."
