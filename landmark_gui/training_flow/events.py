"""The events of the training process: one JSON object a line."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

_LONGEST = 64 * 2**20
"""Bytes of a line beyond which it is nothing that we wrote."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event.

    Attributes:
        kind: ``started``, ``progress``, ``result``, ``failed`` or ``finished``.
        name: Of a result; the item of a failure.
        message: What is done now, or why something failed.
        done: Steps done.
        total: Steps in all; None where nobody knows.
        values: Of a progress, a result, or the summary at the end.
    """

    kind: str
    name: str = ""
    message: str = ""
    done: int = 0
    total: int | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


def parse(line: bytes) -> Event | None:
    """Reads one line; None for what is no event of ours."""
    if not line.startswith(b"{") or len(line) > _LONGEST:
        return None
    try:
        content = json.loads(line)
    except ValueError:
        return None
    match content:
        case {"event": "started", "message": str(message)}:
            return Event("started", message=message, total=_whole(content.get("total")))
        case {"event": "progress", "done": int(done), "message": str(message)}:
            values = content.get("values")
            return Event(
                "progress",
                message=message,
                done=done,
                total=_whole(content.get("total")),
                values=values if isinstance(values, dict) else {},
            )
        case {"event": "result", "name": str(name), "values": dict(values)}:
            return Event("result", name=name, values=values)
        case {"event": "failed", "item": str(item), "reason": str(reason)}:
            return Event("failed", name=item, message=reason)
        case {"event": "finished", "summary": dict(summary)}:
            return Event("finished", values=summary)
    return None


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
