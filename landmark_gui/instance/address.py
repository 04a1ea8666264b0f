"""Where the running program is met: a socket and a lock in a folder that nobody else can enter. No Qt."""

import getpass
import hashlib
import os
import platform
import socket
import stat
import struct
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from landmark_gui import paths

_FOLDER = "landmark-tagger"
_LONGEST_FOLDER = 56  # a socket's whole path has at most 104 bytes, and Qt makes it in a subfolder with a long name


class AddressError(Exception):
    """There is no safe place for the socket; the message is one sentence."""


@dataclass(frozen=True)
class Address:
    """Where one program listens.

    Attributes:
        socket: Path of the Unix socket, or name of the Windows pipe.
        lock: Lock file of the program that listens.
        starting: Exists while somebody starts that program.
        log: What that program has to say, as it has no terminal.
    """

    socket: str
    lock: Path
    starting: Path
    log: Path


def address(environment: Mapping[str, str] | None = None, suffix: str = "") -> Address:
    """The address for this person, user data folder and screen.

    Args:
        environment: Variables; None: those of this process.
        suffix: Tells a program that stands alone from the one that all starts look for.

    Raises:
        AddressError: No folder is safe.
    """
    variables = os.environ if environment is None else environment
    key = "\0".join((str(paths.data_folder()), screen(variables), getpass.getuser() if os.name == "nt" else ""))
    name = hashlib.sha256(os.fsencode(key)).hexdigest()[:16] + suffix
    folder = _folder(variables)
    place = rf"\\.\pipe\landmark-tagger-{name}" if os.name == "nt" else str(folder / f"{name}.socket")
    return Address(place, folder / f"{name}.lock", folder / f"{name}.starting", folder / f"{name}.log")


def screen(variables: Mapping[str, str]) -> str:
    """The screen on which windows would open, as the environment names it; programs on other screens are others."""
    if os.name == "nt":
        return variables.get("SESSIONNAME", "")
    platform = variables.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform in ("offscreen", "minimal", "vnc"):
        return platform
    if wayland := variables.get("WAYLAND_DISPLAY"):
        return f"wayland {wayland}"
    display = variables.get("DISPLAY", "")
    host, colon, number = display.rpartition(":")
    return f"{host}{colon}{number.partition('.')[0]}" if colon else display


def _folder(variables: Mapping[str, str]) -> Path:
    candidates = []
    if runtime := variables.get("XDG_RUNTIME_DIR"):
        candidates.append(Path(runtime) / _FOLDER)
    if os.name == "nt":
        candidates.append(Path(tempfile.gettempdir()) / _FOLDER)
    else:
        candidates += [Path(base) / f"{_FOLDER}-{os.getuid()}" for base in (tempfile.gettempdir(), "/tmp")]
    candidates.append(paths.data_folder() / "run")
    for folder in candidates:
        if (len(os.fsencode(folder)) <= _LONGEST_FOLDER or os.name == "nt") and _is_ours(folder):
            return folder
    raise AddressError("There is no folder that is this user's alone for the running program's socket.")


def _is_ours(folder: Path) -> bool:
    """Whether the folder is there, or could be made, and nobody else can enter it."""
    try:
        folder.mkdir(mode=0o700, parents=folder.parent == paths.data_folder(), exist_ok=True)
        status = folder.lstat()
    except OSError:
        return False
    if os.name == "nt":
        return stat.S_ISDIR(status.st_mode)
    # In a folder like /tmp somebody else could have made it, or a link, before us.
    return stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid() and not status.st_mode & 0o077


def is_own_process(connection: socket.socket) -> bool:
    """Whether the process at the other end of a Unix socket is of this user; True where the system cannot tell."""
    try:
        if peer := getattr(socket, "SO_PEERCRED", None):  # Linux: process, user, group
            credentials = connection.getsockopt(socket.SOL_SOCKET, peer, struct.calcsize("3i"))
            return bool(struct.unpack("3i", credentials)[1] == os.getuid())
        if platform.system() == "Darwin":
            credentials = connection.getsockopt(0, 1, 76)  # SOL_LOCAL, LOCAL_PEERCRED: version, uid, groups
            return bool(struct.unpack_from("=II", credentials)[1] == os.getuid())
    except (OSError, struct.error):
        return False
    return True
