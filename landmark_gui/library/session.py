"""The window as it was left: folders, filter, position, sizes. Nothing precious: what cannot be read is forgotten."""

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from landmark_gui import paths, whole_file
from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library.decisions import DecisionKind
from landmark_gui.library.photo_filter import Filter, GroupBy, SortKey

_FORMAT = 1


class SessionError(Exception):
    """The session cannot be written; the message is one sentence."""


@dataclass(frozen=True)
class Session:
    """The window as it was left.

    Attributes:
        folders: Opened folders, absolute paths.
        filter: Which photos were shown; ``within`` is not kept.
        sort_key: Their order.
        is_reversed: Whether it was reversed.
        group_by: Their groups.
        current: Path of the current photo, or empty.
        splitters: Sizes of each splitter, by its name.
        geometry: Place and size of the window, as text that the window made.
        layout: Tool bars and docks, as text that the window made.
    """

    folders: tuple[str, ...] = ()
    filter: Filter = field(default_factory=Filter)
    sort_key: SortKey = SortKey.NAME
    is_reversed: bool = False
    group_by: GroupBy = GroupBy.NONE
    current: str = ""
    splitters: Mapping[str, tuple[int, ...]] = field(default_factory=lambda: MappingProxyType({}))
    geometry: str = ""
    layout: str = ""


def default_path() -> Path:
    """``session.json`` in the user data folder."""
    return paths.data_folder() / "session.json"


def load(path: Path | None = None) -> Session:
    """The session that was saved last; an empty one where there is none or it cannot be read."""
    with contextlib.suppress(OSError, ValueError, RecursionError):
        content = json.loads((path or default_path()).read_text(encoding="utf-8"))
        if isinstance(content, dict):
            return _from_json(content)
    return Session()


def save(session: Session, path: Path | None = None) -> None:
    """Writes the session atomically.

    Raises:
        SessionError: It cannot be written.
    """
    path = path or default_path()
    # ASCII only, so that file names that are not UTF-8 survive.
    text = json.dumps(_to_json(session), indent=2) + "\n"
    try:
        whole_file.write(path, text.encode("ascii"))
    except OSError as error:
        raise SessionError(f"{path}: the window's state could not be written: {error.strerror or error}.") from error


def _to_json(session: Session) -> dict[str, Any]:
    shown = session.filter
    return {
        "format": _FORMAT,
        "folders": list(session.folders),
        "filter": {
            "text": shown.text,
            "verdicts": sorted(verdict.value if verdict else "" for verdict in shown.verdicts),
            "decisions": sorted(kind.value for kind in shown.decisions),
            "has_gps": shown.has_gps,
            "has_keyword": shown.has_keyword,
            "has_landmark": shown.has_landmark,
            "written": shown.written,
            "error": shown.error,
        },
        "sort_key": session.sort_key.value,
        "is_reversed": session.is_reversed,
        "group_by": session.group_by.value,
        "current": session.current,
        "splitters": {name: list(sizes) for name, sizes in session.splitters.items()},
        "geometry": session.geometry,
        "layout": session.layout,
    }


def _from_json(content: dict[str, Any]) -> Session:
    """The session; each part that is missing or not understood has its default."""
    shown = content.get("filter")
    shown = shown if isinstance(shown, dict) else {}
    verdicts = {verdict.value: verdict for verdict in Verdict} | {"": None}
    kinds = {kind.value: kind for kind in DecisionKind}
    splitters = content.get("splitters")
    return Session(
        folders=tuple(_texts(content.get("folders"))),
        filter=Filter(
            text=_text(shown.get("text")),
            verdicts=frozenset(verdicts[name] for name in _texts(shown.get("verdicts")) if name in verdicts),
            decisions=frozenset(kinds[name] for name in _texts(shown.get("decisions")) if name in kinds),
            has_gps=_switch(shown.get("has_gps")),
            has_keyword=_switch(shown.get("has_keyword")),
            has_landmark=_switch(shown.get("has_landmark")),
            written=_switch(shown.get("written")),
            error=_switch(shown.get("error")),
        ),
        sort_key={key.value: key for key in SortKey}.get(_text(content.get("sort_key")), SortKey.NAME),
        is_reversed=content.get("is_reversed") is True,
        group_by={key.value: key for key in GroupBy}.get(_text(content.get("group_by")), GroupBy.NONE),
        current=_text(content.get("current")),
        splitters=MappingProxyType(
            {
                name: tuple(sizes)
                for name, sizes in (splitters if isinstance(splitters, dict) else {}).items()
                if isinstance(sizes, list) and all(type(size) is int and 0 <= size < 2**20 for size in sizes)
            }
        ),
        geometry=_text(content.get("geometry")),
        layout=_text(content.get("layout")),
    )


def _switch(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    return [text for text in value if isinstance(text, str)] if isinstance(value, list) else []
