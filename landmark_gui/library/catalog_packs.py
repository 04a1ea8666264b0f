"""The catalog's packs: photos in blocks beside their rows, so that very many of them are read at once.

A pack holds the photos of some folders. Triggers of the database raise its version whenever anything changes that the
pack is made of, whoever changes it; a block counts only while it is of its pack's version. So packs are never the
truth, only a quick way to it, and what is not packed is read from the rows.

All raise ``sqlite3.Error`` where the database fails; `Catalog` says what to do then.
"""

import json
import os
import sqlite3
from collections.abc import Iterator, Sequence

from landmark_gui.library.catalog_database import transaction
from landmark_gui.library.catalog_suggestions import StoredCandidates
from landmark_gui.library.decisions import UNDECIDED, Decision, DecisionKind
from landmark_gui.library.photo_block import PhotoBlock, Row, block_of
from landmark_gui.library.photo_table import PhotoTable
from landmark_gui.library.photos import Photo
from landmark_gui.library.table_filling import TableFilling

PHOTOS = 2000
"""About so many photos are in a pack: what is made anew after each change."""
FEWEST = 20_000
"""A catalog of fewer photos is not packed: looking them up one by one is quick enough."""
_MOST_BY_ROW = 50_000  # photos whose packs changed are read from the rows, up to so many; the others as if not known


def fill(
    database: sqlite3.Connection,
    table: PhotoTable,
    folders: Sequence[str],
    model: str,
    stored: StoredCandidates,
    fewest: int,
) -> bool:
    """Puts what is known of the photos below some folders into a table.

    Args:
        database: Read at one moment.
        table: Cleared first.
        folders: Without closing separators.
        model: Id of the model whose rankings are wanted.
        stored: The catalog's landmarks; brought up to date.
        fewest: Nothing is done where less photos are known.

    Returns:
        Whether there are photos in the table now.
    """
    table.clear()
    if not _has_packs(database):
        return False
    below = tuple(os.fsencode(os.path.join(folder, "")) for folder in folders)
    database.execute("BEGIN")  # nothing may change between two of these questions
    try:
        stored.load(database)
        number = _model_number(database, model)
        photos = dict(database.execute("SELECT pack, photos FROM blocks"))
        packs = {
            pack: photos.get(pack, 0)
            for path, pack in database.execute("SELECT path, pack FROM folders WHERE pack IS NOT NULL ORDER BY pack")
            if (path + os.fsencode(os.sep)).startswith(below)
        }
        if sum(packs.values()) < fewest:
            return False
        filling = TableFilling(table, folders, stored.by_number, sum(packs.values()))
        left = _MOST_BY_ROW
        for pack in packs:
            block = _block(database, pack, model, number)
            if block is None and left > 0:
                block = block_of(_rows(database, pack, number), model, stored.by_number)
                left -= len(block)
            if block is not None:
                filling.add(block)
        filling.finish()
        return len(table) > 0
    finally:
        if database.in_transaction:
            database.execute("ROLLBACK")


def pack_next(database: sqlite3.Connection, model: str, stored: StoredCandidates, fewest: int) -> bool:
    """Packs some photos that are not packed as they are now; whether there may be more of them.

    Args:
        database: Read for some hundredths of a second, then written for some thousandths.
        model: Id of the model whose rankings are packed.
        stored: The catalog's landmarks; brought up to date.
        fewest: Nothing is done where there are less photos.
    """
    if not _has_packs(database):
        return False
    _assign(database, fewest)
    database.execute("BEGIN")
    try:
        number = _model_number(database, model)
        stored.load(database)
        query = (
            "SELECT p.id, p.version FROM packs p LEFT JOIN blocks b ON b.pack=p.id "
            "WHERE b.pack IS NULL OR b.version!=p.version OR b.model!=? LIMIT 1"
        )
        row = database.execute(query, (number,)).fetchone()
        if row is None:
            return False
        pack, version = row
        block = block_of(_rows(database, pack, number), model, stored.by_number)
    finally:
        if database.in_transaction:
            database.execute("ROLLBACK")
    data = block.to_bytes()
    with transaction(database):
        # Only if nothing changed meanwhile: it will be packed again then.
        database.execute(
            "INSERT OR REPLACE INTO blocks SELECT id, version, ?, ?, ? FROM packs WHERE id=? AND version=?",
            (number, len(block), data, pack, version),
        )
    return True


def _has_packs(database: sqlite3.Connection) -> bool:
    """Whether the database is new enough; one that cannot be written may be of an older version."""
    return int(database.execute("PRAGMA user_version").fetchone()[0]) >= 2


def _model_number(database: sqlite3.Connection, model: str) -> int:
    row = database.execute("SELECT id FROM models WHERE name=?", (model,)).fetchone()
    return 0 if row is None else int(row[0])  # nothing is suggested by the number 0


def _block(database: sqlite3.Connection, pack: int, model: str, number: int) -> PhotoBlock | None:
    """The block of a pack; None where there is none that holds what the rows do."""
    query = "SELECT b.data FROM packs p JOIN blocks b ON b.pack=p.id AND b.version=p.version WHERE p.id=? AND b.model=?"
    row = database.execute(query, (pack, number)).fetchone()
    if row is None:
        return None
    try:
        block = PhotoBlock.from_bytes(row[0])
    except ValueError:
        return None
    return block if block.model == model else None


def _assign(database: sqlite3.Connection, fewest: int) -> None:
    """Puts the folders that are in no pack into one, once there are enough photos."""
    if database.execute("SELECT 1 FROM folders WHERE pack IS NULL LIMIT 1").fetchone() is None:
        return
    (some,) = database.execute("SELECT count(*) FROM (SELECT 1 FROM photos LIMIT ?)", (fewest,)).fetchone()
    if some < fewest:
        return
    query = (
        "SELECT id, (SELECT count(*) FROM photos WHERE folder=folders.id) FROM folders WHERE pack IS NULL ORDER BY id"
    )
    folders = database.execute(query).fetchall()
    with transaction(database):
        pack, room = 0, 0
        for folder, photos in folders:
            if room <= 0:
                pack = database.execute("INSERT INTO packs (version) VALUES (0)").lastrowid or 0
                room = PHOTOS
            room -= max(photos, 1)
            database.execute("UPDATE folders SET pack=? WHERE id=?", (pack, folder))
        database.execute("UPDATE packs SET version=version+1 WHERE id=?", (pack,))


def _rows(database: sqlite3.Connection, pack: int, model: int) -> Iterator[Row]:
    """The photos of a pack as their rows have them; those that are not complete, or damaged, are left out."""
    query = (
        "SELECT f.path, p.name, p.size, p.mtime_ns, p.content, p.capture_time, p.latitude, p.longitude, p.camera, "
        "p.keywords, p.landmark_in_file, p.written, s.packed, d.kind, d.landmark, d.rejected, d.changed "
        "FROM folders f JOIN photos p ON p.folder=f.id LEFT JOIN suggestions s ON s.model=? AND s.content=p.content "
        "LEFT JOIN decisions d ON d.content=p.content WHERE f.pack=? AND p.content!=x''"
    )
    for folder, name, size, mtime_ns, content, *facts, packed, kind, landmark, rejected, changed in database.execute(
        query, (model, pack)
    ):
        capture_time, latitude, longitude, camera, keywords, in_file, written = facts
        try:
            found = () if keywords == "[]" else tuple(json.loads(keywords))
        except ValueError:  # saved from a damaged database
            continue
        try:
            keys = frozenset(json.loads(rejected)) if rejected not in (None, "[]") else frozenset()
            decision = UNDECIDED if kind is None else Decision(DecisionKind(kind), landmark, keys, changed)
        except ValueError:
            decision = UNDECIDED
        path = f"{os.fsdecode(folder)}{os.sep}{os.fsdecode(name)}"
        position = None if latitude is None or longitude is None else (latitude, longitude)
        yield (
            Photo(
                path, size, mtime_ns, True, capture_time, position, camera, found, in_file, content,
                decision=decision, written=written,
            ),
            packed,
        )  # fmt: skip
