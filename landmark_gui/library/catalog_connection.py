"""A connection to the catalog's database that outlives what happens to it: it never raises, it says what is wrong."""

import os
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from landmark_gui.library import catalog_database
from landmark_gui.library.catalog_database import CatalogError, Fault

_Result = TypeVar("_Result")
_RETRY_SECONDS = 5.0
_MAY_PASS = frozenset({Fault.BUSY, Fault.FULL, Fault.UNREACHABLE, Fault.OTHER})


class CatalogConnection:
    """A connection for one thread.

    A damaged database is set aside, and a new one gets what could be saved from it. One that cannot be opened now is
    tried again after some seconds.

    Attributes:
        path: Of the database.
        fault: What is wrong with it; None where the last call went well.
        notices: What happened that the person should know, in sentences.
    """

    def __init__(self, path: Path) -> None:
        """Opens the database.

        Args:
            path: Created where it is absent.
        """
        self.path = path
        self.fault: CatalogError | None = None
        self.notices: list[str] = []
        self._database: sqlite3.Connection | None = None
        self._file: tuple[int, int] | None = None
        self._cannot_write = False
        self._rebuilt = False
        self._try_again_at = 0.0
        self._open()

    def read(self, work: Callable[[sqlite3.Connection], _Result]) -> _Result | None:
        """What ``work`` finds out; None where the database cannot be read."""
        return self._run(work, writes=False)

    def write(self, work: Callable[[sqlite3.Connection], None], *, at_once: bool = False) -> bool:
        """Does ``work`` as a whole or not at all, and says which.

        Args:
            work: Changes the database.
            at_once: Whether it must be on the disk when this returns; else it survives the end of this process, but
                perhaps not that of the system.
        """

        def change(database: sqlite3.Connection) -> bool:
            database.execute(f"PRAGMA synchronous={'FULL' if at_once else 'NORMAL'}")
            with catalog_database.transaction(database):
                work(database)
            return True

        return bool(self._run(change, writes=True))

    def close(self) -> None:
        """Closes the database; the connection is not to be used after that."""
        if self._database is not None:
            self._database.close()
            self._database = None
        self._try_again_at = float("inf")

    def _run(self, work: Callable[[sqlite3.Connection], _Result], *, writes: bool) -> _Result | None:
        if self._database is None and time.monotonic() >= self._try_again_at:
            self._open()
        if self._database is None:
            return None
        try:
            result = work(self._database)
        except (sqlite3.Error, OSError) as error:
            problem = catalog_database.describe(self.path, error)
            if problem.fault is Fault.DAMAGED and self._rebuild(problem):
                return self._run(work, writes=writes)
            self._set_fault(problem, writing=writes)
            return None
        if writes or not self._cannot_write:  # that it can be read says nothing about what was wrong with writing
            self._set_fault(None, writing=False)
        return result

    def _set_fault(self, fault: CatalogError | None, *, writing: bool) -> None:
        self.fault = fault
        self._cannot_write = writing

    def _open(self) -> None:
        try:
            self._use(*catalog_database.connect(self.path))
        except CatalogError as problem:
            if problem.fault is Fault.DAMAGED and self._rebuild(problem):
                return
            self._set_fault(problem, writing=False)
            self._try_again_at = time.monotonic() + _RETRY_SECONDS if problem.fault in _MAY_PASS else float("inf")

    def _use(self, database: sqlite3.Connection, problem: CatalogError | None) -> None:
        self._database = database
        self._file = _identity(self.path)
        self._set_fault(problem, writing=problem is not None)

    def _rebuild(self, problem: CatalogError) -> bool:
        """Sets a damaged database aside and begins a new one with what can be saved; whether that went well."""
        seen, self._file = self._file, None
        if self._rebuilt:
            return False
        self._rebuilt = True
        if self._database is not None:
            self._database.close()
            self._database = None
        try:
            if seen is not None and _identity(self.path) != seen:  # another process has done it
                self._use(*catalog_database.connect(self.path))
                return True
            aside = catalog_database.set_aside(self.path)
            database, read_only = catalog_database.connect(self.path)
            saved = catalog_database.salvage(aside, database)
        except (OSError, sqlite3.Error, CatalogError) as error:
            self._set_fault(
                problem if isinstance(error, OSError) else catalog_database.describe(self.path, error), writing=False
            )
            self._try_again_at = float("inf")
            return False
        self._use(database, read_only)
        self.notices.append(
            f"The catalog was damaged: {saved} decisions were saved from it into a new one, and the damaged file is "
            f"kept as {aside}."
        )
        return True


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from another one that took its place."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_dev, status.st_ino
