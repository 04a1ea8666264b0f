"""What a later start and the running program say to each other: one JSON object a line, ASCII. No Qt.

The start sends one `Request`. The running program answers with a line that accepts or refuses it and, where the start
waits, later with results, complaints and an exit code.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any

VERSION = 1
MOST_BYTES = 16 * 2**20
"""Longest line: more than the arguments of a process can have on any system."""
MOST_PATHS = 100_000
_LONGEST_TEXT = 4096
_MARK = "landmark-tagger"


class ProtocolError(Exception):
    """A line that is no message, or one of another version.

    Attributes:
        is_other_version: Whether it comes from another version of this program.
    """

    def __init__(self, message: str, *, is_other_version: bool = False) -> None:
        super().__init__(message)
        self.is_other_version = is_other_version


class Kind(StrEnum):
    """What a start wants."""

    SUGGEST = "suggest"
    OPEN = "open"
    TRAIN = "train"


@dataclass(frozen=True)
class Request:
    """What a start asks for.

    Attributes:
        kind: The small dialog, or the main window, perhaps with the training wizard.
        files: Absolute paths of files; bytes that are no text stand as surrogates, as in `os.fsdecode`.
        folders: Absolute paths of folders.
        wait: Whether the start waits for what is accepted.
        write: Whether what is accepted is written into the files.
        form: ``tsv`` or ``json``.
        model: Name or file of the model; empty: the one in use.
        device: Where it runs; empty: as in the settings.
        host: The program from which the start comes; empty: unknown.
        token: Of the desktop, by which the window may come to the front.
    """

    kind: Kind
    files: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    wait: bool = False
    write: bool = True
    form: str = "tsv"
    model: str = ""
    device: str = ""
    host: str = ""
    token: str = ""

    @property
    def paths(self) -> tuple[str, ...]:
        """Files and folders."""
        return (*self.files, *self.folders)


class ReplyKind(StrEnum):
    """What the running program answers."""

    ACCEPTED = "accepted"
    REFUSED = "refused"  # with the reason
    RESULT = "result"  # one line for stdout
    COMPLAINT = "complaint"  # one sentence for stderr
    DONE = "done"  # with the exit code


@dataclass(frozen=True)
class Reply:
    """One answer."""

    kind: ReplyKind
    text: str = ""
    code: int = 0


def encode_request(request: Request) -> bytes:
    """The line that says it."""
    return _line(asdict(request))


def decode_request(line: bytes) -> Request:
    """The inverse of `encode_request`.

    Raises:
        ProtocolError: It is none.
    """
    content = _object(line)
    try:
        request = Request(
            Kind(content["kind"]),
            _paths(content["files"]),
            _paths(content["folders"]),
            **{field.name: content[field.name] for field in fields(Request)[3:]},
        )
    except (KeyError, ValueError, TypeError) as error:
        raise ProtocolError("This is no request.") from error
    flags = (request.wait, request.write)
    texts = (request.form, request.model, request.device, request.host, request.token)
    if not all(type(flag) is bool for flag in flags) or not all(_is_text(text) for text in texts):
        raise ProtocolError("This is no request.")
    if request.form not in ("tsv", "json") or len(request.paths) > MOST_PATHS:
        raise ProtocolError("This request asks for too much.")
    return request


def encode_reply(reply: Reply) -> bytes:
    """The line that says it."""
    return _line(asdict(reply))


def decode_reply(line: bytes) -> Reply:
    """The inverse of `encode_reply`.

    Raises:
        ProtocolError: It is none.
    """
    content = _object(line)
    kind, text, code = content.get("kind"), content.get("text"), content.get("code")
    if not isinstance(text, str) or type(code) is not int or kind not in set(ReplyKind):
        raise ProtocolError("This is no reply.")
    return Reply(ReplyKind(kind), text, code)


def _line(content: Mapping[str, Any]) -> bytes:
    return json.dumps({_MARK: VERSION, **content}, separators=(",", ":")).encode("ascii") + b"\n"


def _object(line: bytes) -> dict[str, Any]:
    try:
        content = json.loads(line.decode("ascii"))
    except (ValueError, RecursionError) as error:
        raise ProtocolError("This is no message.") from error
    if not isinstance(content, dict) or type(content.get(_MARK)) is not int:
        raise ProtocolError("This is no message.")
    if content[_MARK] != VERSION:
        raise ProtocolError("This is a message of another version.", is_other_version=True)
    return content


def _paths(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(path, str) and path and "\0" not in path for path in value):
        raise ValueError("not a list of paths")
    return tuple(value)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= _LONGEST_TEXT and "\0" not in value
