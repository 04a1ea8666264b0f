"""Decisions that the catalog could not take: a file of JSON lines beside it, until it can.

Each catalog object writes a log of its own, so that no two processes write one file; whichever opens the catalog next
takes all of them in.
"""

import contextlib
import json
import os
import uuid
from collections.abc import Iterable
from pathlib import Path
from types import MappingProxyType

from landmark_gui.library.decisions import Change, Decision, Operation

_FORMAT = 1


def new_path(catalog: Path) -> Path:
    """Where a catalog object keeps its log."""
    return catalog.with_name(f"{catalog.name}-unsaved-{uuid.uuid4().hex[:12]}.jsonl")


def found(catalog: Path) -> list[Path]:
    """The logs that wait beside a catalog, oldest first."""
    paths = catalog.parent.glob(f"{catalog.name}-unsaved-*.jsonl")
    with contextlib.suppress(OSError):
        return sorted(paths, key=lambda path: (path.stat().st_mtime_ns, path.name))
    return []


def append(path: Path, operations: Iterable[Operation]) -> None:
    """Adds operations to a log; they are on disk when this returns.

    Raises:
        OSError: They could not be written. A part of a line that was is passed over by `read`.
    """
    text = "".join(f"{_to_json(operation)}\n" for operation in operations)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        # A torn line, left by a full disk, must not swallow the next one.
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                text = "\n" + text
        file.write(text.encode())
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> list[Operation]:
    """The operations in a log; lines that are torn or of another format are passed over.

    Raises:
        OSError: It cannot be read.
    """
    operations = []
    for line in path.read_bytes().splitlines():
        with contextlib.suppress(ValueError, KeyError, TypeError, RecursionError):
            operations.append(_from_json(line))
    return operations


def _to_json(operation: Operation) -> str:
    changes = [
        [content.hex(), change.before.to_json(), change.after.to_json()]
        for content, change in operation.changes.items()
    ]
    entry = {
        "format": _FORMAT,
        "id": operation.identifier,
        "when": operation.when,
        "label": operation.label,
        "undoes": operation.undoes,
        "changes": changes,
    }
    return json.dumps(entry, separators=(",", ":"))


def _from_json(line: bytes) -> Operation:
    entry = json.loads(line)
    if entry["format"] != _FORMAT:
        raise ValueError("another format")
    changes = {
        bytes.fromhex(content): Change(Decision.from_json(before), Decision.from_json(after))
        for content, before, after in entry["changes"]
    }
    texts = [entry[name] for name in ("id", "when", "label", "undoes")]
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("not text")
    identifier, when, label, undoes = texts
    return Operation(identifier, when, label, MappingProxyType(changes), undoes)
