"""The catalog's SQLite file: opening, schema, and what to say and do when something is wrong with it."""

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from enum import Enum, auto
from itertools import islice
from pathlib import Path
from typing import TypeVar

from landmark_gui.library.catalog_schema import MIGRATIONS, OLDEST_READ, SCHEMA_VERSION

APPLICATION_ID = 0x4C4D544B  # "LMTK", in the file's header, tells this database from others
BUSY_SECONDS = 1.0
"""How long a call waits for another process's write; decisions go to the log after that."""

_CHUNK = 500  # values in one statement; some builds of SQLite allow 999
_Item = TypeVar("_Item")


class Fault(Enum):
    """What can be wrong with a database."""

    NEWER = auto()
    FOREIGN = auto()
    DAMAGED = auto()
    BUSY = auto()
    READ_ONLY = auto()
    FULL = auto()
    UNREACHABLE = auto()
    OTHER = auto()


class CatalogError(Exception):
    """The database cannot be used; the message is one sentence for the person.

    Attributes:
        fault: What is wrong.
    """

    def __init__(self, path: Path, fault: Fault, detail: str = "") -> None:
        reason = f" ({detail})" if detail else ""
        sentences = {
            Fault.NEWER: f"The catalog {path} was made by a newer Landmark Tagger; please update.",
            Fault.FOREIGN: f"The file {path} is no catalog of Landmark Tagger; please move it away.",
            Fault.DAMAGED: f"The catalog {path} is damaged{reason}.",
            Fault.BUSY: f"The catalog {path} is in use by another program.",
            Fault.READ_ONLY: f"The catalog {path} cannot be written: the file or its folder is read-only.",
            Fault.FULL: f"The catalog {path} cannot be written: there is no space left on the disk.",
            Fault.UNREACHABLE: f"The catalog {path} cannot be opened{reason}.",
            Fault.OTHER: f"The catalog {path} cannot be used{reason}.",
        }
        super().__init__(sentences[fault])
        self.fault = fault


_FAULTS = {
    sqlite3.SQLITE_BUSY: Fault.BUSY,
    sqlite3.SQLITE_LOCKED: Fault.BUSY,
    sqlite3.SQLITE_READONLY: Fault.READ_ONLY,
    sqlite3.SQLITE_PERM: Fault.READ_ONLY,
    sqlite3.SQLITE_CORRUPT: Fault.DAMAGED,
    sqlite3.SQLITE_NOTADB: Fault.DAMAGED,
    sqlite3.SQLITE_FULL: Fault.FULL,
    sqlite3.SQLITE_CANTOPEN: Fault.UNREACHABLE,
}


def describe(path: Path, error: Exception) -> CatalogError:
    """What an error of SQLite, or of the system, says about the database."""
    if isinstance(error, CatalogError):
        return error
    if isinstance(error, OSError):
        return CatalogError(path, Fault.UNREACHABLE, error.strerror or str(error))
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the rest of an extended code says where, not what
    return CatalogError(path, _FAULTS.get(code, Fault.OTHER), str(error))


def connect(path: Path) -> tuple[sqlite3.Connection, CatalogError | None]:
    """Opens the database, creating or updating it where needed.

    Returns:
        The database, and why it can only be read, None where it can be written.

    Raises:
        CatalogError: It cannot be used.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        database = _open(path, f"{path.absolute().as_uri()}?mode=rwc")
        return database, None if _can_write(database) else CatalogError(path, Fault.READ_ONLY)
    except (OSError, sqlite3.Error, CatalogError) as error:
        problem = describe(path, error)
        if problem.fault not in (Fault.READ_ONLY, Fault.UNREACHABLE) or not path.exists():
            raise problem from error
    # In a read-only folder SQLite can make no shared memory for its log: "immutable" does without.
    for mode in ("mode=ro", "immutable=1"):
        try:
            return _open(path, f"{path.absolute().as_uri()}?{mode}"), CatalogError(path, Fault.READ_ONLY)
        except (OSError, sqlite3.Error, CatalogError) as error:
            found = describe(path, error)
            if found.fault in (Fault.NEWER, Fault.FOREIGN, Fault.DAMAGED):
                raise found from error
    raise problem


def _open(path: Path, uri: str) -> sqlite3.Connection:
    # One thread uses it, but another one may close it when that has ended.
    database = sqlite3.connect(uri, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    try:
        found = version(path, database)  # before anything is changed: it may be another program's
        writable = "mode=rwc" in uri
        if writable:
            _use_write_ahead_log(database)
        database.execute("PRAGMA synchronous=NORMAL")
        database.execute("PRAGMA temp_store=MEMORY")
        database.execute("PRAGMA cache_size=-16000")  # KiB
        if found < SCHEMA_VERSION:
            if writable:
                _migrate(path, database)
            elif found < OLDEST_READ:
                raise CatalogError(path, Fault.READ_ONLY)
    except BaseException:
        database.close()
        raise
    return database


def _can_write(database: sqlite3.Connection) -> bool:
    """Whether the database can be written; SQLite opens one that cannot without a word."""
    database.execute("PRAGMA busy_timeout=0")
    try:
        database.execute("BEGIN IMMEDIATE")
        database.execute(f"PRAGMA user_version={SCHEMA_VERSION}")  # as it is: only the attempt counts
    except sqlite3.OperationalError as error:
        return getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_READONLY
    finally:
        if database.in_transaction:
            database.execute("ROLLBACK")
        database.execute(f"PRAGMA busy_timeout={round(BUSY_SECONDS * 1000)}")
    return True


def _use_write_ahead_log(database: sqlite3.Connection) -> None:
    """Lets readers go on beside a writer; where a file system cannot, SQLite stays with its older way."""
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            database.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            # Two processes that open a new database at once: this statement does not wait by itself.
            busy = getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            if not busy or time.monotonic() > deadline:
                raise
        time.sleep(0.02)


def version(path: Path, database: sqlite3.Connection) -> int:
    """The schema's version; 0 for an empty database.

    Raises:
        CatalogError: It is newer than this app, or not a catalog.
        sqlite3.Error: It cannot be read.
    """
    # At one moment: between two statements another process may finish making the catalog.
    is_own = not database.in_transaction
    if is_own:
        database.execute("BEGIN")
    try:
        (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
        (application,) = database.execute("PRAGMA application_id").fetchone()
        (found,) = database.execute("PRAGMA user_version").fetchone()
    finally:
        if is_own and database.in_transaction:
            database.execute("ROLLBACK")
    if application != APPLICATION_ID and (tables or application or found):
        raise CatalogError(path, Fault.FOREIGN)
    if found > SCHEMA_VERSION:
        raise CatalogError(path, Fault.NEWER)
    return int(found)


def _migrate(path: Path, database: sqlite3.Connection) -> None:
    with transaction(database):
        for step in MIGRATIONS[version(path, database) :]:  # asked again: another process may have done it
            for statement in step.strip().split(";\n"):
                database.execute(statement)
        database.execute(f"PRAGMA application_id={APPLICATION_ID}")
        database.execute(f"PRAGMA user_version={SCHEMA_VERSION}")


def chunks(items: Iterable[_Item]) -> Iterator[list[_Item]]:
    """The items in lists that fit into one statement."""
    remaining = iter(items)
    while chunk := list(islice(remaining, _CHUNK)):
        yield chunk


def marks(values: Sequence[object]) -> str:
    """As many question marks, for a statement."""
    return ",".join("?" * len(values))


def storable(text: str) -> str:
    """The text without lone surrogates, which SQLite cannot hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


@contextlib.contextmanager
def transaction(database: sqlite3.Connection) -> Iterator[None]:
    """Everything within happens, or nothing.

    Raises:
        sqlite3.Error: It could not be written; nothing happened.
    """
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
        database.execute("COMMIT")
    except BaseException:
        if database.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                database.execute("ROLLBACK")
        raise


def set_aside(path: Path) -> Path:
    """Renames a damaged database with its companions, so that a new one can take its place.

    Returns:
        The new name.

    Raises:
        OSError: It cannot be renamed.
    """
    stamp = time.strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.name}.damaged-{stamp}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.name}.damaged-{stamp}-{number}")
    path.rename(aside)
    for companion in ("-wal", "-shm", "-journal"):
        with contextlib.suppress(FileNotFoundError):
            os.rename(f"{path}{companion}", f"{aside}{companion}")
    return aside


def salvage(damaged: Path, database: sqlite3.Connection) -> int:
    """Copies what cannot be found out again from a damaged database: decisions, what was written, recent folders.

    Returns:
        How many decisions were saved.
    """
    columns = {
        "decisions": "content, kind, landmark, rejected, changed",
        "recent_folders": "path, opened",
        "folders": "id, path",
        "photos": "folder, name, size, mtime_ns, content, capture_time, latitude, longitude, camera, keywords, "
        "landmark_in_file, written",
    }
    source = None
    try:
        source = sqlite3.connect(f"{damaged.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_SECONDS)
        with transaction(database):
            for table, names in columns.items():
                for order in ("", " ORDER BY 1 DESC"):  # from both ends, up to the damage
                    _copy(source, database, table, names, order)
    except sqlite3.Error:
        pass  # what was copied of one table stays; there is no more to have
    finally:
        if source is not None:
            source.close()
    return int(database.execute("SELECT count(*) FROM decisions").fetchone()[0])


def _copy(source: sqlite3.Connection, database: sqlite3.Connection, table: str, names: str, order: str) -> None:
    marks = ", ".join("?" * (names.count(",") + 1))
    with contextlib.suppress(sqlite3.DatabaseError):
        for row in source.execute(f"SELECT {names} FROM {table}{order}"):
            with contextlib.suppress(sqlite3.IntegrityError, sqlite3.InterfaceError):
                database.execute(f"INSERT OR IGNORE INTO {table} ({names}) VALUES ({marks})", row)
