"""The journal: every write with what is needed to take it back, in SQLite, telling the truth also after a crash.

A write is recorded as ``pending``, with the checksums before and after, before its temporary exists; so whatever
happens then, comparing the file's checksum with the two says whether the write took place.
"""

import contextlib
import hashlib
import os
import sqlite3
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Literal, Self, TypeAlias

from landmark_gui import paths
from landmark_gui.metadata import fields, patch
from landmark_gui.metadata.errors import DamagedError, MetadataError, WriteError
from landmark_gui.metadata.fields import Edit
from landmark_gui.metadata.patch import Patch
from landmark_gui.metadata.source import open_regular

ABSENT = ""
"""The checksum of a file that does not exist."""

WriteState: TypeAlias = Literal["pending", "done", "not written", "undone", "unknown"]

_PATIENCE = 20.0  # seconds to wait for another process that is just replacing a file
_VERSION = 1
_SCHEMA = """
CREATE TABLE batches (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, label TEXT NOT NULL, started TEXT NOT NULL, finished TEXT,
    state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'interrupted')));
CREATE TABLE writes (
    id INTEGER PRIMARY KEY, batch TEXT NOT NULL REFERENCES batches (id), record TEXT NOT NULL,
    photo BLOB NOT NULL, target BLOB NOT NULL, temporary BLOB NOT NULL, state TEXT NOT NULL,
    before TEXT NOT NULL, after TEXT NOT NULL, mtime_ns INTEGER, edits TEXT NOT NULL, inverse BLOB NOT NULL,
    undoes INTEGER REFERENCES writes (id));
CREATE INDEX writes_by_batch ON writes (batch);
CREATE INDEX writes_pending ON writes (state) WHERE state = 'pending';
"""


class JournalError(MetadataError):
    """The journal cannot be opened or written; nothing is written to photos without it."""


@dataclass(frozen=True)
class Batch:
    """One run of a command: its id, kind (``write`` or ``undo``), label, times, state and counts of writes by state."""

    identifier: str
    kind: str
    label: str
    started: str
    finished: str | None
    state: str
    counts: dict[str, int]


@dataclass(frozen=True)
class Write:
    """One recorded write; ``before`` and ``after`` are SHA-256 (hex) or `ABSENT`."""

    identifier: int
    batch: str
    record: str
    photo: Path
    target: Path
    temporary: Path
    state: WriteState
    before: str
    after: str
    mtime_ns: int | None
    edits: tuple[Edit, ...]
    inverse: Patch
    undoes: int | None


@dataclass(frozen=True)
class Recovery:
    """What `Journal.recover` found: temporaries removed, batches that were cut off, writes it could not decide."""

    removed: tuple[Path, ...] = ()
    interrupted: tuple[Batch, ...] = ()
    unknown: tuple[Path, ...] = ()


def default_path() -> Path:
    """``journal.sqlite`` in the user data folder."""
    return paths.data_folder() / "journal.sqlite"


def checksum(path: Path) -> str:
    """SHA-256 of a file, or `ABSENT`."""
    try:
        with open_regular(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return ABSENT


class Journal:
    """An open journal. One per process and thread; several processes may have it open.

    Args:
        path: of the database; created with its folder where absent.

    Raises:
        JournalError: it cannot be opened, or is of a newer version.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path or default_path()
        self._locks: dict[str, IO[bytes]] = {}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self.path, timeout=30, isolation_level=None)
            self._use_write_ahead_log()
            self._db.execute("PRAGMA foreign_keys=ON")
            self._create()
        except (OSError, sqlite3.Error) as error:
            raise JournalError(f"The journal {self.path} cannot be opened ({error}); no photo was written.") from error

    def _use_write_ahead_log(self) -> None:
        """Switches to the write-ahead log; SQLite does not itself wait here for another process that does the same."""
        end = time.monotonic() + _PATIENCE
        while True:
            try:
                self._db.execute("PRAGMA journal_mode=WAL")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > end:
                    raise
                time.sleep(0.02)
            else:
                return

    def _create(self) -> None:
        with self._transaction():
            (version,) = self._db.execute("PRAGMA user_version").fetchone()
            if version > _VERSION:
                raise JournalError(f"The journal {self.path} was made by a newer Landmark Tagger; please update.")
            if version == 0:
                for statement in _SCHEMA.strip().split(";\n"):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version={_VERSION}")

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            yield
            self._db.execute("COMMIT")
        except BaseException as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise JournalError(f"The journal {self.path} cannot be written ({error}).") from error
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the database and gives up the locks of running batches."""
        for identifier in list(self._locks):
            self._unlock(identifier)
        self._db.close()

    def start_batch(self, kind: str, label: str) -> str:
        """A new batch, marked as running until `finish_batch` or until this process is gone."""
        identifier = time.strftime("%Y%m%d-%H%M%S-") + uuid.uuid4().hex[:6]
        lock = _lock(self._lock_path(identifier))
        if lock is None:
            raise JournalError(f"The journal's folder {self.path.parent} cannot be written.")
        self._locks[identifier] = lock
        with self._transaction():
            row = (identifier, kind, label, _now(), None, "running")
            self._db.execute("INSERT INTO batches VALUES (?, ?, ?, ?, ?, ?)", row)
        return identifier

    def finish_batch(self, identifier: str) -> None:
        """Marks a batch as complete; one without writes is forgotten.

        What was broken off between a write and its last entry is found out from the disk.
        """
        with self._transaction():
            for write in self._select("WHERE batch=? AND state='pending'", (identifier,)):
                self._settle(write.identifier, _outcome(write))
            self._db.execute("UPDATE batches SET state='finished', finished=? WHERE id=?", (_now(), identifier))
            unused = "DELETE FROM batches WHERE id=? AND NOT EXISTS (SELECT 1 FROM writes WHERE batch=batches.id)"
            self._db.execute(unused, (identifier,))
        self._unlock(identifier)

    def _lock_path(self, identifier: str) -> Path:
        return self.path.with_name(f"{self.path.name}-{identifier}.lock")

    def _unlock(self, identifier: str) -> None:
        self._locks.pop(identifier).close()
        self._lock_path(identifier).unlink(missing_ok=True)

    def begin(
        self,
        batch: str,
        record: str,
        photo: Path,
        target: Path,
        temporary: Path,
        *,
        before: str,
        after: str,
        mtime_ns: int | None,
        edits: tuple[Edit, ...],
        inverse: Patch,
        undoes: int | None = None,
    ) -> int:
        """Records a write that is about to happen, durably, and gives its id."""
        self._db.execute("PRAGMA synchronous=FULL")
        with self._transaction():
            cursor = self._db.execute(
                "INSERT INTO writes (batch, record, photo, target, temporary, state, before, after, mtime_ns, edits, "
                "inverse, undoes) VALUES (?, ?, ?, ?, ?, 'pending', ?, ?, ?, ?, ?, ?)",
                (
                    batch,
                    record,
                    *(os.fsencode(path) for path in (photo, target, temporary)),
                    before,
                    after,
                    mtime_ns,
                    fields.edits_to_json(edits),
                    patch.encode(inverse),
                    undoes,
                ),
            )
        return int(cursor.lastrowid or 0)

    def end(self, identifier: int, state: WriteState) -> None:
        """Records the outcome; need not reach the disk at once, as `recover` finds it out again."""
        self._db.execute("PRAGMA synchronous=NORMAL")
        with self._transaction():
            self._settle(identifier, state)

    def settle(self, identifier: int) -> None:
        """Finds out from the disk whether a write that failed took place, and records that."""
        for write in self._select("WHERE id=?", (identifier,)):
            self.end(identifier, _outcome(write))

    def _settle(self, identifier: int, state: WriteState) -> None:
        self._db.execute("UPDATE writes SET state=? WHERE id=?", (state, identifier))
        if state == "done":
            undone = "UPDATE writes SET state='undone' WHERE id=(SELECT undoes FROM writes WHERE id=?)"
            self._db.execute(undone, (identifier,))

    def mark_undone(self, identifier: int) -> None:
        """Records that nothing of a write is left in the file."""
        with self._transaction():
            self._db.execute("UPDATE writes SET state='undone' WHERE id=?", (identifier,))

    def batches(self) -> list[Batch]:
        """All batches, newest first."""
        query = "SELECT id, kind, label, started, finished, state FROM batches ORDER BY rowid DESC"
        rows: list[tuple[str, str, str, str, str | None, str]] = self._rows(query)
        counts: dict[str, dict[str, int]] = {}
        for batch, state, number in self._rows("SELECT batch, state, count(*) FROM writes GROUP BY batch, state"):
            counts.setdefault(batch, {})[state] = number
        return [Batch(*row, counts.get(row[0], {})) for row in rows]

    def writes(self, batch: str) -> list[Write]:
        """The writes of a batch, in order."""
        return self._select("WHERE batch=? ORDER BY id", (batch,))

    def is_running(self, batch: str) -> bool:
        """Whether a process, this one or another, is still writing this batch."""
        if batch in self._locks:
            return True
        if self._rows("SELECT state FROM batches WHERE id=?", (batch,)) != [("running",)]:
            return False
        lock = _lock(self._lock_path(batch))
        if lock is not None:
            lock.close()
        return lock is None

    @contextlib.contextmanager
    def replacing(self) -> Iterator[None]:
        """Keeps other processes with this journal from replacing files meanwhile; to be held for moments only.

        Not a lock on the photo itself: file servers refuse to replace a file that anybody has open.

        Raises:
            WriteError: another process does not give it up.
        """
        end = time.monotonic() + _PATIENCE
        while (lock := _lock(self.path.with_name(f"{self.path.name}-replace.lock"))) is None:
            if time.monotonic() > end:
                raise WriteError("Another Landmark Tagger hangs while it writes. The photo is as it was.")
            time.sleep(0.005)
        try:
            yield
        finally:
            lock.close()

    def _rows(self, query: str, parameters: tuple[object, ...] = ()) -> list[Any]:
        try:
            return self._db.execute(query, parameters).fetchall()
        except sqlite3.Error as error:
            raise JournalError(f"The journal {self.path} cannot be read ({error}).") from error

    def _select(self, condition: str, parameters: tuple[object, ...]) -> list[Write]:
        rows = self._rows(
            "SELECT id, batch, record, photo, target, temporary, state, before, after, mtime_ns, edits, inverse, undoes"
            f" FROM writes {condition}",
            parameters,
        )
        try:
            return [
                Write(
                    identifier=row[0],
                    batch=row[1],
                    record=row[2],
                    photo=Path(os.fsdecode(row[3])),
                    target=Path(os.fsdecode(row[4])),
                    temporary=Path(os.fsdecode(row[5])),
                    state=row[6],
                    before=row[7],
                    after=row[8],
                    mtime_ns=row[9],
                    edits=fields.edits_from_json(row[10]),
                    inverse=patch.decode(row[11]),
                    undoes=row[12],
                )
                for row in rows
            ]
        except DamagedError as error:
            raise JournalError(f"The journal {self.path} is damaged: {error}") from error

    def recover(self) -> Recovery:
        """Puts right what a crash left: removes temporaries, settles pending writes, marks cut-off batches.

        Batches of processes that are still running are left alone. Writes to folders that are not there now (a disk
        that is not connected) stay pending until they are.
        """
        removed: list[Path] = []
        unknown: list[Path] = []
        interrupted: list[str] = []
        open_batches = self._rows(
            "SELECT id FROM batches WHERE state='running' OR id IN (SELECT batch FROM writes WHERE state='pending')"
        )
        for (identifier,) in open_batches:
            lock = None if identifier in self._locks else _lock(self._lock_path(identifier))
            if lock is None:
                continue
            try:
                for write in self._select("WHERE batch=? AND state='pending'", (identifier,)):
                    if not os.path.isdir(write.target.parent):
                        continue
                    with contextlib.suppress(OSError):
                        write.temporary.unlink()
                        removed.append(write.temporary)
                    state = _outcome(write)
                    if state == "unknown":
                        unknown.append(write.target)
                    with self._transaction():
                        self._settle(write.identifier, state)
                with self._transaction():
                    change = "UPDATE batches SET state='interrupted', finished=? WHERE id=? AND state='running'"
                    if self._db.execute(change, (_now(), identifier)).rowcount:  # else it ended a moment ago
                        interrupted.append(identifier)
            finally:
                lock.close()
                self._lock_path(identifier).unlink(missing_ok=True)
        found_batches = tuple(batch for batch in self.batches() if batch.identifier in interrupted)
        return Recovery(tuple(removed), found_batches, tuple(unknown))


def _outcome(write: Write) -> WriteState:
    try:
        found = checksum(write.target)
    except OSError:
        return "unknown"
    return {write.before: "not written", write.after: "done"}.get(found, "unknown")  # type: ignore[return-value]


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S%z")


def _lock(path: Path) -> IO[bytes] | None:
    """An exclusive lock that ends with the process, or None where another process holds it."""
    try:
        file = path.open("ab")
    except OSError:
        return None
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        return None
    return file
