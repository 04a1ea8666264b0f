"""What the ways of editing shared files have in common: put our element in, tell it again, take it out.

A shared file belongs to its program and its person. Edits are splices: bytes outside our element stay as they are.
"""

from enum import Enum
from pathlib import Path
from typing import Any, Protocol

BOM = b"\xef\xbb\xbf"


class State(Enum):
    """Where our element stands in a shared file."""

    ABSENT = "absent"
    CURRENT = "current"
    """There, and as this version writes it."""
    OUTDATED = "outdated"
    """There, and as an earlier install wrote it."""
    CHANGED = "changed"
    """There, but somebody else has changed it."""


class Edit(Protocol):
    """One element in one shared file.

    Each method may raise `MalformedError` with a sentence that names the file.
    """

    @property
    def path(self) -> Path:
        """The shared file."""

    def state(self, content: bytes | None, record: Any) -> State:
        """Where our element stands in this content.

        Args:
            content: The file's content; None: there is no file.
            record: What `record` gave when it was put in; None if that is not known.
        """

    def put(self, content: bytes | None) -> bytes | None:
        """The content with our element, in the place of an earlier one; None: no file is needed."""

    def take(self, content: bytes, record: Any) -> bytes:
        """The content without our element."""

    def record(self, content: bytes | None, record: Any) -> Any:
        """What to remember, as JSON, about putting our element into this content.

        Args:
            content: The content before.
            record: What was remembered of an earlier install.
        """


def line_end(content: bytes) -> bytes:
    """The line end that the file uses."""
    first = content.find(b"\n")
    return b"\r\n" if first > 0 and content[first - 1 : first] == b"\r" else b"\n"


def is_other_unicode(content: bytes) -> bool:
    """Whether the file is UTF-16 or UTF-32, which none of these programs reads."""
    return content[:2] in {b"\xff\xfe", b"\xfe\xff"} or content[:4] == b"\x00\x00\xfe\xff"
