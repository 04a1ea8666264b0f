"""The catalog: what is known about photos between two evenings, in SQLite, safe with several processes and after kills.

Whatever happens to the database (locked, damaged, read-only, of a newer version, no space left), the app goes on: then
`Catalog.problem` says so, and decisions go to a log beside the database, from which the next catalog that can be
written takes them in.
"""

import contextlib
import os
import sqlite3
import time
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

from landmark_gui import paths, taught
from landmark_gui.inference.suggestion import Suggestion
from landmark_gui.library import (
    catalog_decisions,
    catalog_packs,
    catalog_photos,
    catalog_suggestions,
    decision_log,
)
from landmark_gui.library.catalog_connection import CatalogConnection
from landmark_gui.library.catalog_suggestions import StoredCandidates
from landmark_gui.library.decisions import (
    ACCEPT_CONFIDENT,
    UNDECIDED,
    Action,
    Change,
    Decision,
    DecisionKind,
    Operation,
    apply,
    now,
)
from landmark_gui.library.own_calibration import OwnCalibration, own_calibration
from landmark_gui.library.photo_table import PhotoTable
from landmark_gui.library.photos import Photo, Ranking


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A photo whose accepted landmark (a key) is not in its file yet."""

    path: str
    landmark: str


@dataclass(frozen=True, slots=True)
class DecidedPhoto:
    """A photo about which the person has decided.

    Attributes:
        content: Its content id.
        path: Where it lay when it was seen last.
        landmark: Key of the accepted landmark; empty for "no landmark".
        taken: Local time, ISO 8601; None where it is not known.
    """

    content: bytes
    path: str
    landmark: str
    taken: str | None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A photo about which the person said something that a model can learn from.

    Attributes:
        content: Its content id.
        path: Where it lay when it was seen last.
        decision: What they said.
        taken: Local time, ISO 8601; None where it is not known.
    """

    content: bytes
    path: str
    decision: Decision
    taken: str | None


def default_path() -> Path:
    """``catalog.sqlite`` in the user data folder."""
    return paths.data_folder() / "catalog.sqlite"


class Catalog:
    """An open catalog. One per thread; any number of threads and processes may have it open.

    Opening and closing takes some milliseconds, so keep it open for many small questions; when its thread has ended,
    another one may close it.

    No method raises for what is wrong with the database: reading then gives what is known, writing keeps decisions
    safe elsewhere, and `problem` says it. Content ids are those of `landmark_gui.library.content`; photos without one
    are passed over.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Opens the catalog, creating it where there is none, and takes in decisions that could not be saved before.

        Args:
            path: Of the database; None: `default_path`.
        """
        self.path = path or default_path()
        self._connection = CatalogConnection(self.path)
        self._candidates = StoredCandidates()
        self._log = decision_log.new_path(self.path)
        self._waiting: list[Operation] = []
        self._logged = 0
        self._done: list[Operation] = []
        self._undone: list[Operation] = []
        self._take_in_logs()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def problem(self) -> str:
        """What is wrong with the catalog now, and where decisions are meanwhile; empty where all is well.

        May change with every call of a method, in both directions.
        """
        fault = self._connection.fault
        if not self._waiting:
            return str(fault) if fault else ""
        where = (
            "Your decisions are kept in a file beside it until then."
            if self._logged == len(self._waiting)
            else "Your last decisions are in memory only: they are lost if the app is closed before this is put right."
        )
        return f"{fault or f'The catalog {self.path} could not be written.'} {where}"

    @property
    def notices(self) -> tuple[str, ...]:
        """What happened since this object was made and the person should know: damage repaired, decisions taken in."""
        return tuple(self._connection.notices)

    def close(self) -> None:
        """Closes the database; what waits to be saved is tried once more."""
        self._save_waiting()
        self._connection.close()

    # Photos

    def recall(self, photos: Sequence[Photo], model: str = "") -> int:
        """Fills in what is known: header facts, content id, decision, what was written, and that model's ranking.

        A photo is known by path, size and modification time, which must be set. The fastest way to open a folder:
        100,000 photos take one to two seconds.

        Args:
            photos: Just scanned; changed in place, so not yet in a table.
            model: Model id; empty for no rankings.

        Returns:
            How many were known.
        """
        known = self._connection.read(lambda database: catalog_photos.fill_known(database, photos)) or []
        self.recall_content(known, model)
        return len(known)

    def recall_content(self, photos: Sequence[Photo], model: str = "") -> None:
        """Fills in decision and ranking by content id, for photos whose content id was just read.

        This is how a moved, renamed or copied photo keeps its decisions.

        Args:
            photos: With content ids; changed in place, so not yet (or no longer) in a table.
            model: Model id; empty for no rankings.
        """
        contents = list(dict.fromkeys(photo.content for photo in photos if photo.content))
        decisions = self.decisions(contents)
        rankings = self.rankings(contents, model) if model else {}
        for photo in photos:
            photo.decision = decisions.get(photo.content, photo.decision)
            photo.ranking = rankings.get(photo.content, photo.ranking)

    def fill(
        self, table: PhotoTable, folders: Sequence[str], model: str = "", fewest: int = catalog_packs.FEWEST
    ) -> int:
        """Puts what is known of the photos below some folders into an empty table; the disk is not asked about them.

        A million photos take one to two seconds once they are packed (see `pack_next`). Those of which too much changed
        since then are left out, as are all of a small catalog: `recall` knows them.

        Args:
            table: Where they go; refreshed then.
            folders: Absolute paths.
            model: Model id; empty for no rankings.
            fewest: Nothing is done where less photos are known.

        Returns:
            How many photos are in the table now.
        """
        filled = self._connection.read(
            lambda database: catalog_packs.fill(database, table, folders, model, self._candidates, fewest)
        )
        if not filled:
            table.clear()  # it may have been filled in part
        if table:
            table.set_decisions(self._unsaved())
            table.refresh()
        return len(table)

    def pack_next(self, model: str, fewest: int = catalog_packs.FEWEST) -> bool:
        """Packs some hundreds or thousands of photos, so that `fill` finds them at once; for a quiet moment.

        Args:
            model: Id of the model whose rankings are packed; empty for none.
            fewest: Nothing is done where there are less photos in the catalog.

        Returns:
            Whether to call it again, as there may be more.
        """
        return bool(
            self._connection.read(lambda database: catalog_packs.pack_next(database, model, self._candidates, fewest))
        )

    def remember(self, photos: Iterable[Photo]) -> None:
        """Keeps the header facts and content ids of photos, those with ``facts_read`` only."""
        complete = [photo for photo in photos if photo.facts_read and photo.content]
        if complete:
            self._connection.write(lambda database: catalog_photos.store_photos(database, complete))

    def forget(self, gone: Iterable[str]) -> None:
        """Forgets the files at these paths, which are gone; decisions stay, as they belong to the content."""
        paths_gone = list(gone)
        self._connection.write(lambda database: catalog_photos.delete_photos(database, paths_gone))

    # Suggestions

    def rankings(self, contents: Iterable[bytes], model: str) -> dict[bytes, Ranking]:
        """What that model said about these photos."""
        wanted = [content for content in contents if content]
        found = self._connection.read(
            lambda database: catalog_suggestions.rankings(database, wanted, model, self._candidates)
        )
        return found or {}

    def store_suggestions(self, model: str, suggestions: Iterable[tuple[bytes, Suggestion]]) -> None:
        """Keeps what a model suggested, by content id; those that could not be read are not kept.

        Args:
            model: Model id.
            suggestions: Pairs of content id and suggestion.
        """
        pairs = [(content, suggestion) for content, suggestion in suggestions if content]
        stored = pairs and self._connection.write(
            lambda database: catalog_suggestions.store_suggestions(database, model, pairs, self._candidates)
        )
        if not stored:  # numbers given within a transaction that did not happen may soon be another landmark's
            self._candidates = StoredCandidates()

    # Decisions

    def decisions(self, contents: Iterable[bytes]) -> dict[bytes, Decision]:
        """What the person said about these photos; those about which nothing was said are left out."""
        wanted = [content for content in contents if content]
        found = self._connection.read(lambda database: catalog_decisions.decisions(database, wanted)) or {}
        if self._waiting:
            unsaved = self._unsaved()
            found |= {content: unsaved[content] for content in wanted if content in unsaved}
        return found

    def decide(self, contents: Iterable[bytes], action: Action, label: str = "") -> Operation:
        """Does one action to one or many photos, as one step that can be undone.

        When this returns, the decisions are on disk; where that is impossible, `problem` says so and they are kept in
        memory until it is possible.

        Args:
            contents: Content ids; empty ones are passed over, so read a photo's facts before it is decided.
            action: See `landmark_gui.library.decisions.accept` and its neighbours.
            label: What to call it in the undo menu; empty: the action's verb.
        """
        return self.decide_each(dict.fromkeys(contents, action), label or action.verb.value)

    def decide_each(self, actions: Mapping[bytes, Action], label: str) -> Operation:
        """Like `decide`, with an action of its own for each photo; for "accept all confident"."""
        before = self.decisions(actions)
        when = now(decision.when for decision in before.values())
        after = {
            content: apply(before.get(content, UNDECIDED), action, when)
            for content, action in actions.items()
            if content
        }
        operation = self._operation(before, after, when, label)
        if operation.changes:
            self._done.append(operation)
            self._undone.clear()
        return operation

    def undo_last(self) -> Operation | None:
        """Takes back the last operation of this catalog object that still stands; again and again, one step each.

        Photos that were decided otherwise since (in another window) keep that decision.

        Returns:
            The operation that took it back, with the decisions that hold now; None where there is nothing to undo.
        """
        if not self._done:
            return None
        operation = self._take_back(self._done.pop())
        self._undone.append(operation)
        return operation

    def redo_last(self) -> Operation | None:
        """Takes back the last undo, unless something was decided since; None where there is nothing to redo."""
        if not self._undone:
            return None
        operation = self._take_back(self._undone.pop())
        self._done.append(operation)
        return operation

    def _take_back(self, operation: Operation) -> Operation:
        current = self.decisions(operation.changes)
        when = now(decision.when for decision in current.values())
        after = {
            content: replace(change.before, when=when)
            for content, change in operation.changes.items()
            if _same(current.get(content, UNDECIDED), change.after)
        }
        return self._operation(current, after, when, operation.label, undoes=operation.identifier)

    def _operation(
        self,
        before: Mapping[bytes, Decision],
        after: Mapping[bytes, Decision],
        when: str,
        label: str,
        undoes: str = "",
    ) -> Operation:
        changes = {
            content: Change(before.get(content, UNDECIDED), decision)
            for content, decision in after.items()
            if not _same(before.get(content, UNDECIDED), decision)
        }
        operation = Operation(uuid.uuid4().hex, when, label, MappingProxyType(changes), undoes)
        if changes:
            self._waiting.append(operation)
            self._save_waiting()
        return operation

    # Writing

    def unwritten(self, before: str = "") -> list[Unwritten]:
        """Photos on disk whose landmark, accepted `before` a moment if given, is not in the file yet; asks the disk."""
        accepted = self._connection.read(lambda database: catalog_decisions.accepted(database, before)) or {}
        for content, decision in self._unsaved().items():
            accepted.pop(content, None)
            if decision.kind is DecisionKind.ACCEPTED and (not before or decision.when < before):
                accepted[content] = decision.landmark
        places = self._connection.read(lambda database: list(catalog_photos.places_of(database, accepted))) or []
        found = [
            Unwritten(path, accepted[content])
            for content, path, *present in places
            if accepted[content] not in present and os.path.exists(path)
        ]
        return sorted(found, key=lambda entry: entry.path)

    def mark_written(self, written: Mapping[str, str]) -> None:
        """Remembers which landmark this app wrote into which file.

        The file's size and time are other ones now: `landmark_gui.library.header_facts.read_facts` and `remember` it.

        Args:
            written: From path to the landmark's key; empty where a write was undone.
        """
        self._connection.write(lambda database: catalog_photos.mark_written(database, written))

    def decided(self) -> list[DecidedPhoto]:
        """All photos that were accepted or said to show no landmark, each at one of its places: labels to learn from.

        The disk is not asked whether they are still there.
        """
        landmarks = dict(self._connection.read(catalog_decisions.settled) or {})
        for content, decision in self._unsaved().items():
            landmarks.pop(content, None)
            if decision.kind in (DecisionKind.ACCEPTED, DecisionKind.NO_LANDMARK):
                landmarks[content] = decision.landmark
        places = self._connection.read(lambda database: list(catalog_photos.taken_at(database, landmarks))) or []
        found = [DecidedPhoto(content, path, landmarks[content], taken) for content, path, taken in places]
        return sorted(found, key=lambda entry: entry.path)

    def lessons(self) -> list[Lesson]:
        """All photos about which the person said what they show or do not show, each at one of its places.

        The disk is not asked whether they are still there.
        """
        contents = set(self._connection.read(catalog_decisions.said) or ()) | set(self._unsaved())
        decisions = self.decisions(contents)
        told = {content for content, decision in decisions.items() if decision.tells_something}
        places = self._connection.read(lambda database: list(catalog_photos.taken_at(database, told))) or []
        found = {content: Lesson(content, path, decisions[content], taken) for content, path, taken in places}
        return sorted(found.values(), key=lambda lesson: lesson.path)

    def own_calibration(self, model: str) -> OwnCalibration:
        """How often a model was right, by the person's decisions.

        Photos that were decided before it was taught something, or something was forgotten, are not asked about again:
        of those counts what it said then.

        Args:
            model: See `landmark_gui.taught.identity`.
        """
        contents = set(self._connection.read(catalog_decisions.said) or ()) | set(self._unsaved())
        decisions = self.decisions(contents)
        untaught = taught.model_of(model)
        taught_things = self._connection.read(lambda db: catalog_suggestions.named_with(db, f"{untaught}+")) or []
        rankings: dict[bytes, Ranking] = {}
        for name in dict.fromkeys((model, *taught_things, untaught)):
            rankings |= self.rankings(decisions.keys() - rankings.keys(), name)
        at_once = self._connection.read(lambda database: catalog_decisions.made_by(database, ACCEPT_CONFIDENT)) or set()
        pairs = [(decisions[content], ranking) for content, ranking in rankings.items()]
        return own_calibration(pairs, len(at_once & set(rankings)))

    # Folders

    def add_recent(self, folder: str) -> None:
        """Puts a folder at the head of the recent ones."""
        self._connection.write(lambda database: catalog_photos.add_recent(database, folder, time.time()))

    def recent(self, limit: int = 10) -> list[str]:
        """The folders opened last, newest first."""
        return self._connection.read(lambda database: catalog_photos.recent(database, limit)) or []

    def forget_recent(self, folder: str | None = None) -> None:
        """Takes one folder, or all of them, off the recent ones."""
        self._connection.write(lambda database: catalog_photos.forget_recent(database, folder))

    # What could not be saved

    def _unsaved(self) -> dict[bytes, Decision]:
        """The decisions that wait to be saved."""
        return {content: after for operation in self._waiting for content, after in operation.decisions.items()}

    def _save_waiting(self) -> None:
        """Brings what waits onto the disk: into the database, or else into the log."""
        waiting = self._waiting
        if waiting and self._store(waiting) is not None:
            self._waiting = []
            if self._logged:
                with contextlib.suppress(OSError):  # whoever finds it again sees that the catalog has it all
                    self._log.unlink()
            self._logged = 0
        elif len(waiting) > self._logged:
            with contextlib.suppress(OSError):
                decision_log.append(self._log, waiting[self._logged :])
                self._logged = len(waiting)

    def _store(self, operations: Sequence[Operation]) -> int | None:
        """Saves operations in the database, all or none.

        Returns:
            How many decisions of them it did not have yet; None where they could not be saved.
        """
        new = 0

        def store(database: sqlite3.Connection) -> None:
            nonlocal new
            new = 0
            for operation in operations:
                if catalog_decisions.store_operation(database, operation):
                    new += len(operation.changes)

        return new if self._connection.write(store, at_once=True) else None

    def _take_in_logs(self) -> None:
        """Saves what earlier catalog objects could not; what cannot be saved now either is at least known."""
        taken = 0
        for log in decision_log.found(self.path):
            with contextlib.suppress(OSError):
                operations = decision_log.read(log)
                number = self._store(operations)
                if number is None:
                    self._waiting += operations
                else:
                    taken += number
                    log.unlink()
        self._logged = len(self._waiting)
        if taken:
            self._connection.notices.append(f"{taken} decisions that could not be saved before are in the catalog now.")


def _same(one: Decision, other: Decision) -> bool:
    """Whether two decisions say the same, whenever they were made."""
    return (one.kind, one.landmark, one.rejected) == (other.kind, other.landmark, other.rejected)
