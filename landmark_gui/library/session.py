"""The window as it was left: folders, filter, position, sizes. Nothing precious: what cannot be read is forgotten."""

from dataclasses import dataclass, field
from pathlib import Path

from landmark_gui.library.photo_filter import Filter, GroupBy, SortKey


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
    splitters: dict[str, tuple[int, ...]] = field(default_factory=dict)
    geometry: str = ""
    layout: str = ""


def default_path() -> Path:
    """``session.json`` in the user data folder."""
    raise NotImplementedError


def load(path: Path | None = None) -> Session:
    """The session that was saved last; an empty one where there is none or it cannot be read."""
    raise NotImplementedError


def save(session: Session, path: Path | None = None) -> None:
    """Writes the session atomically.

    Raises:
        SessionError: It cannot be written.
    """
    raise NotImplementedError
