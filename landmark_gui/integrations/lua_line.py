"""One line in a shared Lua file: darktable's ``luarc``."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from landmark_gui.integrations.edits import BOM, State, is_other_unicode, line_end
from landmark_gui.integrations.errors import MalformedError

_TOKEN = re.compile(
    rb"""
    --\[(?P<comment_level>=*)\[   # a long comment
  | --[^\n]*                      # a comment to the end of the line
  | \[(?P<string_level>=*)\[      # a long string
  | (?P<quote>["'])               # a string
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class LuaLine:
    """Our line, at the head of the file: behind a ``return`` at its end, no statement may stand.

    Attributes:
        path: The shared file.
        line: The line, without its end.
        word: A word that stands in no line but ours.
    """

    path: Path
    line: str
    word: str

    def state(self, content: bytes | None, record: Any) -> State:
        """See `Edit.state`."""
        if content is None:
            return State.ABSENT
        self._check(content)
        found = [line.strip() for line in _lines(content.removeprefix(BOM)) if self.word.encode() in line]
        if not found:
            return State.ABSENT
        return State.CURRENT if found == [self.line.encode()] else State.CHANGED

    def put(self, content: bytes | None) -> bytes:
        """See `Edit.put`; lines that the person made of ours are replaced."""
        if content is None:
            return f"{self.line}\n".encode()
        self._check(content)
        rest = self._without(content)
        head, end = _head(rest), line_end(content)
        before = rest[:head] + (end if rest[:head].startswith(b"#") and not rest[:head].endswith(b"\n") else b"")
        return before + self.line.encode() + end + rest[head:]

    def take(self, content: bytes, record: Any) -> bytes:
        """See `Edit.take`."""
        return self._without(content)

    def record(self, content: bytes | None, record: Any) -> Any:
        """See `Edit.record`."""
        return self.line

    def _without(self, content: bytes) -> bytes:
        word = self.word.encode()
        head = len(BOM) if content.startswith(BOM) else 0
        return content[:head] + b"".join(line for line in _lines(content[head:]) if word not in line)

    def _check(self, content: bytes) -> None:
        """Refuses what Lua cannot read as text.

        Raises:
            MalformedError: Bytecode, UTF-16, or a string or comment without end.
        """
        if content.startswith(b"\x1bLua") or is_other_unicode(content) or b"\0" in content:
            raise MalformedError(f"{self.path}: is no Lua source text; repair or remove it first. Nothing changed.")
        position = 0
        while token := _TOKEN.search(content, position):
            end = _token_end(content, token)
            if end is None:
                line = content.count(b"\n", 0, token.start()) + 1
                raise MalformedError(
                    f"{self.path}: is damaged in line {line} (a string or comment without end); repair or remove it "
                    "first. Nothing changed."
                )
            position = end


def _lines(content: bytes) -> list[bytes]:
    """Lines with their ends; only LF ends one (bytes' own method knows others)."""
    return re.findall(rb"[^\n]*\n|[^\n]+", content)


def _head(content: bytes) -> int:
    """Where the first statement may stand: behind a byte order mark and a ``#!`` line."""
    head = len(BOM) if content.startswith(BOM) else 0
    if content[head : head + 1] == b"#":
        end = content.find(b"\n", head)
        return len(content) if end < 0 else end + 1
    return head


def _token_end(content: bytes, token: re.Match[bytes]) -> int | None:
    """Offset behind a comment or string; None where it has no end."""
    level = token["comment_level"] if token["comment_level"] is not None else token["string_level"]
    if level is not None:
        end = content.find(b"]" + level + b"]", token.end())
        return None if end < 0 else end + len(level) + 2
    if token["quote"] is None:
        return token.end()
    closing = re.compile(rb"(?:\\(?:\r\n|.)|[^\\\n" + token["quote"] + rb"])*" + token["quote"], re.DOTALL)
    found = closing.match(content, token.end())
    return found.end() if found else None
