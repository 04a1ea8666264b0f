"""The catalog's photos and folders, as functions on an open database.

All raise ``sqlite3.Error`` where the database fails; `Catalog` says what to do then.
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from landmark_gui.library.catalog_database import chunks, marks, storable
from landmark_gui.library.photos import Photo

# Folder and name are cut at the last separator and joined by it again: unlike `os.path`, exact for every root.


def _split(path: str) -> tuple[bytes, bytes]:
    folder, _, name = path.rpartition(os.sep)
    return os.fsencode(folder), os.fsencode(name)


def _joined(folder: bytes, name: bytes) -> str:
    return f"{os.fsdecode(folder)}{os.sep}{os.fsdecode(name)}"


def fill_known(database: sqlite3.Connection, photos: Iterable[Photo]) -> list[Photo]:
    """Fills header facts, content id and what was written into those photos that are known; gives these."""
    by_folder: dict[str, dict[bytes, Photo]] = {}
    for photo in photos:
        folder, _, name = photo.path.rpartition(os.sep)
        by_folder.setdefault(folder, {})[name.encode() if name.isascii() else os.fsencode(name)] = photo
    known: list[Photo] = []
    for folder, by_name in by_folder.items():
        row = database.execute("SELECT id FROM folders WHERE path=?", (os.fsencode(folder),)).fetchone()
        for names in chunks(by_name) if row else ():
            query = f"{_SELECT} WHERE folder=? AND name IN ({marks(names)})"
            known += _filled(by_name, database.execute(query, (row[0], *names)))
    return known


_SELECT = (
    "SELECT name, size, mtime_ns, content, capture_time, latitude, longitude, camera, keywords, landmark_in_file, "
    "written FROM photos"
)


def _filled(by_name: Mapping[bytes, Photo], rows: Iterable[tuple[Any, ...]]) -> Iterator[Photo]:
    for name, size, mtime_ns, content, capture_time, latitude, longitude, camera, keywords, in_file, written in rows:
        photo = by_name[name]
        if size != photo.size or mtime_ns != photo.mtime_ns or not content:
            continue
        if keywords != "[]":
            try:
                photo.keywords = tuple(json.loads(keywords))
            except ValueError:  # saved from a damaged database
                continue
        photo.facts_read = True
        photo.content = content
        photo.capture_time = capture_time
        photo.camera_gps = (latitude, longitude) if latitude is not None and longitude is not None else None
        photo.camera = camera
        photo.landmark_in_file = in_file
        photo.written = written
        yield photo


def store_photos(database: sqlite3.Connection, photos: Iterable[Photo]) -> None:
    """Keeps header facts and content ids; what was written stays known as long as the picture is the same."""
    folders: dict[bytes, int] = {}
    rows = []
    for photo in photos:
        folder, name = _split(photo.path)
        if folder not in folders:
            folders[folder] = _folder(database, folder)
        rows.append(
            (
                folders[folder],
                name,
                photo.size,
                photo.mtime_ns,
                photo.content,
                photo.capture_time,
                *(photo.camera_gps or (None, None)),
                storable(photo.camera),
                json.dumps(photo.keywords, separators=(",", ":")),
                photo.landmark_in_file,
            )
        )
    database.executemany(
        "INSERT INTO photos (folder, name, size, mtime_ns, content, capture_time, latitude, longitude, camera, "
        "keywords, landmark_in_file) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (folder, name) DO UPDATE SET "
        "written=CASE WHEN content IN (x'', excluded.content) THEN written ELSE '' END, size=excluded.size, "
        "mtime_ns=excluded.mtime_ns, content=excluded.content, capture_time=excluded.capture_time, "
        "latitude=excluded.latitude, longitude=excluded.longitude, camera=excluded.camera, "
        "keywords=excluded.keywords, landmark_in_file=excluded.landmark_in_file",
        rows,
    )


def _folder(database: sqlite3.Connection, path: bytes) -> int:
    database.execute("INSERT OR IGNORE INTO folders (path) VALUES (?)", (path,))
    return int(database.execute("SELECT id FROM folders WHERE path=?", (path,)).fetchone()[0])


def delete_photos(database: sqlite3.Connection, paths: Iterable[str]) -> None:
    """Forgets files."""
    database.executemany(
        "DELETE FROM photos WHERE folder=(SELECT id FROM folders WHERE path=?) AND name=?",
        (_split(path) for path in paths),
    )


def mark_written(database: sqlite3.Connection, written: Mapping[str, str]) -> None:
    """Which landmark (key) stands in which file; files that were never seen get an entry that is not yet complete."""
    for path, landmark in written.items():
        folder, name = _split(path)
        database.execute(
            "INSERT INTO photos (folder, name, size, mtime_ns, content, written) VALUES (?, ?, -1, 0, x'', ?) "
            "ON CONFLICT (folder, name) DO UPDATE SET written=excluded.written",
            (_folder(database, folder), name, storable(landmark)),
        )


def places_of(database: sqlite3.Connection, contents: Iterable[bytes]) -> Iterator[tuple[bytes, str, str, str]]:
    """Content id, path, landmark in the file and landmark written, for each file with one of these contents."""
    for chunk in chunks(contents):
        query = (
            "SELECT p.content, f.path, p.name, p.landmark_in_file, p.written FROM photos p "
            f"JOIN folders f ON f.id=p.folder WHERE p.content IN ({marks(chunk)})"
        )
        for content, folder, name, in_file, written in database.execute(query, chunk):
            yield content, _joined(folder, name), in_file, written


def taken_at(database: sqlite3.Connection, contents: Iterable[bytes]) -> Iterator[tuple[bytes, str, str | None]]:
    """Content id, path and capture time of each file with one of these contents."""
    for chunk in chunks(contents):
        query = (
            "SELECT p.content, f.path, p.name, p.capture_time FROM photos p JOIN folders f ON f.id=p.folder "
            f"WHERE p.content IN ({marks(chunk)})"
        )
        for content, folder, name, taken in database.execute(query, chunk):
            yield content, _joined(folder, name), taken


def add_recent(database: sqlite3.Connection, folder: str, opened: float) -> None:
    """Puts a folder at the head of the recent ones."""
    database.execute("INSERT OR REPLACE INTO recent_folders VALUES (?, ?)", (os.fsencode(folder), opened))


def recent(database: sqlite3.Connection, limit: int) -> list[str]:
    """The folders opened last, newest first."""
    query = "SELECT path FROM recent_folders ORDER BY opened DESC LIMIT ?"
    return [os.fsdecode(path) for (path,) in database.execute(query, (limit,))]


def forget_recent(database: sqlite3.Connection, folder: str | None) -> None:
    """Takes one folder, or all of them, off the recent ones."""
    path = None if folder is None else os.fsencode(folder)
    database.execute("DELETE FROM recent_folders WHERE ? IS NULL OR path=?", (path, path))
