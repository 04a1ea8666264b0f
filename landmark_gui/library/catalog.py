"""The catalog: what is known about photos between two evenings, in SQLite, safe with several processes and after kills.

Whatever happens to the database (locked, damaged, read-only, of a newer version, no space left), the app goes on: then
`Catalog.problem` holds one sentence, and decisions go to a log beside the database, from which the next catalog that
can be written takes them in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from landmark_gui import paths
from landmark_gui.inference.suggestion import Suggestion
from landmark_gui.library.decisions import Action, Decision, Operation
from landmark_gui.library.photos import Photo


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A photo whose accepted landmark (a key) is not in its file yet."""

    path: str
    landmark: str


def default_path() -> Path:
    """``catalog.sqlite`` in the user data folder."""
    return paths.data_folder() / "catalog.sqlite"


class Catalog:
    """An open catalog. One per thread; any number of threads and processes may have it open.

    No method raises for what is wrong with the database: reading then gives what is known, writing keeps decisions
    safe elsewhere, and `problem` says it. Content ids are those of `landmark_gui.library.content`; photos without one
    are passed over.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Opens the catalog, creating it where there is none.

        Args:
            path: Of the database; None: `default_path`.
        """
        self.path = path or default_path()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def problem(self) -> str:
        """What is wrong with the catalog, one sentence for the person; empty where all is well.

        May change with every call of a method, in both directions.
        """
        raise NotImplementedError

    def close(self) -> None:
        """Closes the database; what waits to be saved is tried once more."""
        raise NotImplementedError

    # Photos

    def recall(self, photos: Sequence[Photo], model: str = "") -> int:
        """Fills in what is known: header facts, content id, decision, what was written, and that model's ranking.

        A photo is known by path, size and modification time, which must be set. The fastest way to open a folder:
        100,000 photos take about a second.

        Args:
            photos: Just scanned; changed in place, so not yet in a table.
            model: Model id; empty for no rankings.

        Returns:
            How many were known.
        """
        raise NotImplementedError

    def recall_content(self, photos: Sequence[Photo], model: str = "") -> None:
        """Fills in decision and ranking by content id, for photos whose content id was just read.

        This is how a moved, renamed or copied photo keeps its decisions.

        Args:
            photos: With content ids; changed in place, so not yet (or no longer) in a table.
            model: Model id; empty for no rankings.
        """
        raise NotImplementedError

    def remember(self, photos: Iterable[Photo]) -> None:
        """Keeps the header facts and content ids of photos, those with ``facts_read`` only."""
        raise NotImplementedError

    def forget(self, gone: Iterable[str]) -> None:
        """Forgets the files at these paths, which are gone; decisions stay, as they belong to the content."""
        raise NotImplementedError

    # Suggestions

    def suggestions(self, contents: Iterable[bytes], model: str) -> dict[bytes, "Suggestion"]:
        """What that model suggested for these photos; ``Suggestion.path`` is empty (``Path()``)."""
        raise NotImplementedError

    def store_suggestions(self, model: str, suggestions: Iterable[tuple[bytes, Suggestion]]) -> None:
        """Keeps what a model suggested, by content id; those that could not be read are not kept.

        Args:
            model: Model id.
            suggestions: Pairs of content id and suggestion.
        """
        raise NotImplementedError

    # Decisions

    def decisions(self, contents: Iterable[bytes]) -> dict[bytes, Decision]:
        """What the person said about these photos; those about which nothing was said are left out."""
        raise NotImplementedError

    def decide(self, contents: Iterable[bytes], action: Action, label: str = "") -> Operation:
        """Does one action to one or many photos, as one step that can be undone.

        When this returns, the decisions are on disk; where that is impossible, `problem` says so and they are kept in
        memory until it is possible.

        Args:
            contents: Content ids.
            action: See `landmark_gui.library.decisions.accept` and its neighbours.
            label: What to call it in the undo menu; empty: the action's verb.
        """
        return self.decide_each(dict.fromkeys(contents, action), label or action.verb.value)

    def decide_each(self, actions: Mapping[bytes, Action], label: str) -> Operation:
        """Like `decide`, with an action of its own for each photo; for "accept all confident"."""
        raise NotImplementedError

    def undo_last(self) -> Operation | None:
        """Takes back the last operation of this catalog object that still stands; again and again, one step each.

        Photos that were decided otherwise since (in another window) keep that decision.

        Returns:
            The operation that took it back, with the decisions that hold now; None where there is nothing to undo.
        """
        raise NotImplementedError

    def redo_last(self) -> Operation | None:
        """Takes back the last undo, unless something was decided since; None where there is nothing to redo."""
        raise NotImplementedError

    @property
    def undo_label(self) -> str:
        """Label of what `undo_last` would take back; empty for nothing."""
        raise NotImplementedError

    @property
    def redo_label(self) -> str:
        """Label of what `redo_last` would do again; empty for nothing."""
        raise NotImplementedError

    # Writing

    def unwritten(self) -> list[Unwritten]:
        """All photos on disk whose accepted landmark is not in the file yet; asks the disk about each."""
        raise NotImplementedError

    def mark_written(self, written: Mapping[str, str]) -> None:
        """Remembers which landmark this app wrote into which file.

        Args:
            written: From path to the landmark's key; empty where a write was undone.
        """
        raise NotImplementedError

    # Folders

    def add_recent(self, folder: str) -> None:
        """Puts a folder at the head of the recent ones."""
        raise NotImplementedError

    def recent(self, limit: int = 10) -> list[str]:
        """The folders opened last, newest first."""
        raise NotImplementedError

    def forget_recent(self, folder: str | None = None) -> None:
        """Takes one folder, or all of them, off the recent ones."""
        raise NotImplementedError
