"""One element in a shared XML file (Thunar's ``uca.xml``, gThumb's ``scripts.xml``), spliced in and out as text."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.parsers import expat

from landmark_gui.integrations.edits import BOM, State, is_other_unicode, line_end
from landmark_gui.integrations.errors import MalformedError

_DECLARATION = re.compile(rb"\s*<\?xml\b[^>]*\?>")
_MAX_DEPTH = 200


@dataclass
class _Element:
    """A child of the root: where it stands, and what it says.

    Attributes:
        tag: Its name.
        start: Offset of its first byte.
        end: Offset behind its last byte.
        facts: Its attributes as ``("@name", value)`` and its children as ``(tag, text)``.
    """

    tag: str
    start: int
    end: int = 0
    facts: set[tuple[str, str]] = field(default_factory=set)


@dataclass
class _Document:
    """Where in the bytes the root's parts lie."""

    start_tag_end: int = 0
    empty_root: bool = False
    children: list[_Element] = field(default_factory=list)


@dataclass(frozen=True)
class XmlElement:
    """Our element among the children of a root.

    Attributes:
        path: The shared file.
        root: Name of the root element.
        identity: The fact that tells our element from others: ``("unique-id", "…")`` or ``("@id", "…")``.
        text: The element, with LF line ends and without outer indentation.
        start: What a new file begins with: a document with the root; None: the declaration and an empty root.
    """

    path: Path
    root: str
    identity: tuple[str, str]
    text: str
    start: bytes | None = None

    def state(self, content: bytes | None, record: Any) -> State:
        """See `Edit.state`; formatting counts for nothing, since the programs write their files anew."""
        if content is None or not content.strip():
            return State.ABSENT
        ours = self._ours(self._parse(content))
        if not ours:
            return State.ABSENT
        if len(ours) > 1:
            return State.CHANGED
        if _says_nothing_else(ours[0].facts, self._facts(self.text)):
            return State.CURRENT
        if isinstance(record, str) and _says_nothing_else(ours[0].facts, self._facts(record)):
            return State.OUTDATED
        return State.CHANGED

    def put(self, content: bytes | None) -> bytes:
        """See `Edit.put`."""
        if content is None or not content.strip():
            # A file without elements is what its person wants; only where there is none, others' defaults stay.
            content = self._empty() if content is not None or self.start is None else self.start
        content = self.take(content, None)
        document = self._parse(content)
        end = line_end(content)
        element = self.text.replace("\n", end.decode()).encode()
        if document.empty_root:
            head = content[: document.start_tag_end].removesuffix(b"/>").rstrip()
            closing = b">" + end + element + end + f"</{self.root}>".encode()
            return head + closing + content[document.start_tag_end :]
        position = document.children[-1].end if document.children else document.start_tag_end
        return content[:position] + end + element + content[position:]

    def take(self, content: bytes, record: Any) -> bytes:
        """See `Edit.take`; the line break that `put` made goes with the element."""
        if not content.strip():
            return content
        for element in reversed(self._ours(self._parse(content))):
            before = re.search(rb"\r?\n[ \t]*\Z", content[: element.start])
            content = content[: before.start() if before else element.start] + content[element.end :]
        return content

    def record(self, content: bytes | None, record: Any) -> Any:
        """See `Edit.record`."""
        return self.text

    def _empty(self) -> bytes:
        return f'<?xml version="1.0" encoding="UTF-8"?>\n<{self.root}>\n</{self.root}>\n'.encode()

    def _ours(self, document: _Document) -> list[_Element]:
        return [element for element in document.children if self.identity in element.facts]

    def _facts(self, text: str) -> set[tuple[str, str]]:
        return self._parse(f"<{self.root}>{text}</{self.root}>".encode()).children[0].facts

    def _parse(self, content: bytes) -> _Document:
        """Finds the root's children.

        Raises:
            MalformedError: No well-formed XML with this root in UTF-8, or with entities of its own.
        """
        if is_other_unicode(content):
            raise MalformedError(f"{self.path}: is not UTF-8 text; its program cannot read it either. Nothing changed.")
        # The declaration is hidden from the parser, byte for byte: GLib, with which these programs read, looks at
        # neither the encoding that it names nor the order of its parts, which in old files is a wrong one.
        head = len(BOM) if content.startswith(BOM) else 0
        declaration = _DECLARATION.match(content, head)
        hidden = declaration.end() if declaration else head
        reader = _Reader(content)
        try:
            reader.read(b" " * hidden + content[hidden:])
        except expat.ExpatError as error:
            raise MalformedError(
                f"{self.path}: is damaged in line {error.lineno} ({expat.ErrorString(error.code)}); repair or remove "
                "it first. Nothing changed."
            ) from error
        except (ValueError, UnicodeError) as error:
            raise MalformedError(f"{self.path}: {error}; repair or remove it first. Nothing changed.") from error
        if reader.root != self.root:
            raise MalformedError(
                f"{self.path}: begins with <{reader.root}> instead of <{self.root}>; repair or remove it first. "
                "Nothing changed."
            )
        return reader.document


class _Reader:
    """Reads a document with expat, which tells the byte offset of every tag."""

    def __init__(self, content: bytes) -> None:
        self.document = _Document()
        self.root = ""
        self._content = content
        self._depth = 0
        self._child = ("", "")  # the grandchild of the root that is being read: tag, text so far
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.EntityDeclHandler = self._entity

    def read(self, content: bytes) -> None:
        """Reads it all."""
        self._parser.Parse(content, True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        start = self._parser.CurrentByteIndex
        if self._depth == 1:
            self.root = tag
            self.document.start_tag_end = _tag_end(self._content, start)
            self.document.empty_root = self._content[: self.document.start_tag_end].endswith(b"/>")
        elif self._depth == 2:
            facts = {(f"@{name}", value) for name, value in attributes.items()}
            self.document.children.append(_Element(tag, start, facts=facts))
        elif self._depth == 3:
            self._child = (tag, "")
        elif self._depth > _MAX_DEPTH:
            raise ValueError("its elements are nested too deeply")

    def _end(self, tag: str) -> None:
        if self._depth == 2:
            element = self.document.children[-1]
            own_end = _tag_end(self._content, element.start)
            closed = self._content[:own_end].endswith(b"/>")
            element.end = own_end if closed else _tag_end(self._content, self._parser.CurrentByteIndex)
        elif self._depth == 3:
            self.document.children[-1].facts.add((self._child[0], self._child[1].strip()))
        self._depth -= 1

    def _text(self, text: str) -> None:
        if self._depth >= 3:
            self._child = (self._child[0], self._child[1] + text)

    def _entity(self, name: str, *_: object) -> None:
        raise ValueError("it declares entities, which its program cannot read")


def _tag_end(content: bytes, start: int) -> int:
    """Offset behind the tag that begins at ``start``; ``>`` may stand in quoted values."""
    quote = 0
    for position in range(start, len(content)):
        byte = content[position]
        if quote:
            quote = 0 if byte == quote else quote
        elif byte in b"\"'":
            quote = byte
        elif byte == ord(">"):
            return position + 1
    return len(content)


def _says_nothing_else(facts: set[tuple[str, str]], ours: set[tuple[str, str]]) -> bool:
    """Whether an element says what we wrote, although its program may have written it anew.

    Programs add empty elements and leave other languages' names away. What is left must be ours, each name of ours must
    be there, and nothing that switches something on (an empty element of ours) may be missing.
    """
    spoken = {fact for fact in facts if fact[1]}
    names = {name for name, value in ours if value}
    switches = {name for name, value in ours if not value}
    return (
        spoken <= ours
        and names <= {name for name, _ in spoken}
        and switches <= {name for name, _ in facts}
        and not {name for name, value in facts if not value and name.endswith(("-files", "directories"))} - switches
    )
