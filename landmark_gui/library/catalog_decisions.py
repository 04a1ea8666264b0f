"""The catalog's decisions and their history, as functions on an open database.

All raise ``sqlite3.Error`` where the database fails; `Catalog` says what to do then.
"""

import json
import sqlite3
from collections.abc import Iterable

from landmark_gui.library.catalog_database import chunks, marks, storable
from landmark_gui.library.decisions import Decision, DecisionKind, Operation


def decisions(database: sqlite3.Connection, contents: Iterable[bytes]) -> dict[bytes, Decision]:
    """What the person said, by content id."""
    found: dict[bytes, Decision] = {}
    for chunk in chunks(contents):
        query = f"SELECT content, kind, landmark, rejected, changed FROM decisions WHERE content IN ({marks(chunk)})"
        for content, kind, landmark, rejected, changed in database.execute(query, chunk):
            try:
                keys = frozenset(json.loads(rejected)) if rejected != "[]" else frozenset()
                found[content] = Decision(DecisionKind(kind), landmark, keys, changed)
            except ValueError:  # saved from a damaged database
                continue
    return found


def accepted(database: sqlite3.Connection, before: str = "") -> dict[bytes, str]:
    """The accepted landmark (key) of every photo that has one, by content id; of those accepted `before` a moment."""
    query = "SELECT content, landmark FROM decisions WHERE kind=? AND (?='' OR changed<?)"
    return dict(database.execute(query, (DecisionKind.ACCEPTED.value, before, before)))


def settled(database: sqlite3.Connection) -> dict[bytes, str]:
    """The accepted landmark (key) by content id, and an empty text for photos that show none."""
    query = "SELECT content, landmark FROM decisions WHERE kind IN (?, ?)"
    return dict(database.execute(query, (DecisionKind.ACCEPTED.value, DecisionKind.NO_LANDMARK.value)))


def said(database: sqlite3.Connection) -> list[bytes]:
    """Content ids of all photos about which the person said anything that a model can be held against."""
    query = "SELECT content FROM decisions WHERE kind IN (?, ?) OR rejected != '[]'"
    return [
        content for (content,) in database.execute(query, (DecisionKind.ACCEPTED.value, DecisionKind.NO_LANDMARK.value))
    ]


def made_by(database: sqlite3.Connection, label: str) -> set[bytes]:
    """Content ids of photos whose decision was made by an operation of that label, and still stands."""
    query = (
        "SELECT c.content FROM operations o JOIN changes c ON c.operation=o.number "
        "JOIN decisions d ON d.content=c.content WHERE o.label=? AND o.undoes='' AND d.changed=o.time"
    )
    return {content for (content,) in database.execute(query, (label,))}


def store_operation(database: sqlite3.Connection, operation: Operation) -> bool:
    """Keeps an operation and the decisions it made, except where a later one stands already.

    Returns:
        Whether it was new: the log can hold what the catalog has.
    """
    cursor = database.execute(
        "INSERT OR IGNORE INTO operations (id, time, label, undoes) VALUES (?, ?, ?, ?)",
        (operation.identifier, operation.when, storable(operation.label), operation.undoes),
    )
    if not cursor.rowcount:
        return False
    number = cursor.lastrowid
    database.executemany(
        "INSERT INTO changes VALUES (?, ?, ?, ?)",
        (
            (number, content, storable(change.before.to_json()), storable(change.after.to_json()))
            for content, change in operation.changes.items()
        ),
    )
    database.executemany(
        "INSERT INTO decisions VALUES (?, ?, ?, ?, ?) ON CONFLICT (content) DO UPDATE SET kind=excluded.kind, "
        "landmark=excluded.landmark, rejected=excluded.rejected, changed=excluded.changed "
        "WHERE excluded.changed >= changed",
        (
            (
                content,
                after.kind.value,
                storable(after.landmark),
                json.dumps(sorted(after.rejected), separators=(",", ":")),
                after.when,
            )
            for content, after in operation.decisions.items()
        ),
    )
    return True
