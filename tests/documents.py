"""Commands in the project's pages, and small worlds in which they can be run as they stand."""

import glob
import os
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))

_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_ENVIRONMENT = re.compile(r"^(\S*/)?\.venv/bin/")


@dataclass(frozen=True)
class Command:
    """One command of a page.

    Attributes:
        page: Where it stands, relative to the repository.
        line: Line number there.
        words: Program and arguments, without the folder of a virtual environment, ``~`` and wildcards as written.
        output: File that its output goes into, or None.
    """

    page: str
    line: int
    words: tuple[str, ...]
    output: str | None = None

    @property
    def program(self) -> str:
        return self.words[0]

    def __str__(self) -> str:
        return f"{self.page}:{self.line}: {shlex.join(self.words)}"


def commands(page: Path) -> list[Command]:
    """All commands of a page's ``sh`` blocks, in their order; comments are left out, ``&&`` is taken apart."""
    text = page.read_text(encoding="utf-8")
    found = []
    for block in _BLOCK.finditer(text):
        if block[1] != "sh":
            continue
        first = text.count("\n", 0, block.start(2)) + 1
        pending = ""
        for number, line in enumerate(block[2].splitlines(), first):
            pending += line.removesuffix("\\")
            if line.endswith("\\"):
                continue
            found += [_command(page, number, part) for part in _parts(pending)]
            pending = ""
    return found


def _parts(line: str) -> list[list[str]]:
    """The words of the commands in a line."""
    lexer = shlex.shlex(line, posix=True, punctuation_chars=";&|<>")
    lexer.whitespace_split = True
    parts: list[list[str]] = [[]]
    for word in lexer:
        if word in ("&&", ";"):
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for part in parts if part]


def _command(page: Path, line: int, words: list[str]) -> Command:
    output = None
    if ">" in words:
        at = words.index(">")
        output = words[at + 1]
        words = words[:at] + words[at + 2 :]
    words[0] = _ENVIRONMENT.sub("", words[0])
    return Command(str(page.relative_to(ROOT)), line, tuple(words), output)


def expanded(words: tuple[str, ...]) -> list[str]:
    """Arguments as a shell in the current folder gives them to the program."""
    arguments = []
    for word in words:
        path = os.path.expanduser(word)
        arguments += sorted(glob.glob(path)) or [path]
    return arguments
