"""The catalog's suggestions, as functions on an open database.

All raise ``sqlite3.Error`` where the database fails; `Catalog` says what to do then.
"""

import sqlite3
from collections.abc import Iterable, Mapping

from landmark_gui.inference.suggestion import Candidate, Suggestion
from landmark_gui.library import packed_ranking
from landmark_gui.library.catalog_database import chunks, marks, storable
from landmark_gui.library.photos import Ranking


class StoredCandidates:
    """The landmarks of the catalog's suggestions by number, read once."""

    def __init__(self) -> None:
        self._by_number: dict[int, Candidate] = {}
        self._numbers: dict[tuple[str, str], int] = {}

    def load(self, database: sqlite3.Connection) -> None:
        """Reads what was added since."""
        for number, landmark, name, facts in database.execute(
            "SELECT id, landmark, name, facts FROM candidates WHERE id > ?", (max(self._by_number, default=0),)
        ):
            self._by_number[number] = packed_ranking.candidate_from_json(landmark, name, facts)
            self._numbers[landmark, name] = number

    @property
    def by_number(self) -> Mapping[int, Candidate]:
        """What was read so far."""
        return self._by_number

    def number(self, database: sqlite3.Connection, candidate: Candidate) -> int:
        """The number of a landmark; stores one that is new, or described otherwise than before."""
        key = (candidate.landmark or "", storable(candidate.name))
        number = self._numbers.get(key)
        if number is None or not _described_alike(self._by_number[number], candidate):
            facts = packed_ranking.candidate_to_json(candidate)
            database.execute(
                "INSERT INTO candidates (landmark, name, facts) VALUES (?, ?, ?) "
                "ON CONFLICT (landmark, name) DO UPDATE SET facts=excluded.facts",
                (*key, facts),
            )
            query = "SELECT id FROM candidates WHERE landmark=? AND name=?"
            number = int(database.execute(query, key).fetchone()[0])
            self._by_number[number] = packed_ranking.candidate_from_json(*key, facts)
            self._numbers[key] = number
        return number


def _described_alike(one: Candidate, other: Candidate) -> bool:
    return (one.latitude, one.longitude, one.city, one.country, one.hierarchy) == (
        other.latitude,
        other.longitude,
        other.city,
        other.country,
        other.hierarchy,
    )


def rankings(
    database: sqlite3.Connection, contents: Iterable[bytes], model: str, stored: StoredCandidates
) -> dict[bytes, Ranking]:
    """What a model said, by content id; damaged entries are left out."""
    row = database.execute("SELECT id FROM models WHERE name=?", (model,)).fetchone()
    found: dict[bytes, Ranking] = {}
    if row is None:
        return found
    stored.load(database)
    for chunk in chunks(contents):
        query = f"SELECT content, packed FROM suggestions WHERE model=? AND content IN ({marks(chunk)})"
        for content, packed in database.execute(query, (row[0], *chunk)):
            try:
                found[content] = packed_ranking.unpack(packed, model, stored.by_number)
            except (ValueError, KeyError):
                continue  # one that is damaged, or names landmarks that were added this moment, is found out again
    return found


def named_with(database: sqlite3.Connection, prefix: str) -> list[str]:
    """Names of models that begin so and about which something is kept, the latest first."""
    query = "SELECT name FROM models WHERE substr(name, 1, ?)=? ORDER BY id DESC"
    return [name for (name,) in database.execute(query, (len(prefix), prefix))]


def store_suggestions(
    database: sqlite3.Connection, model: str, pairs: Iterable[tuple[bytes, Suggestion]], stored: StoredCandidates
) -> None:
    """Keeps what a model said, by content id; photos that could not be read are passed over."""
    database.execute("INSERT OR IGNORE INTO models (name) VALUES (?)", (model,))
    (number,) = database.execute("SELECT id FROM models WHERE name=?", (model,)).fetchone()
    stored.load(database)
    rows = []
    for content, suggestion in pairs:
        if content and suggestion.verdict is not None:
            candidates = suggestion.candidates[: packed_ranking.MOST_CANDIDATES]
            numbers = [stored.number(database, candidate) for candidate in candidates]
            probabilities = [candidate.probability for candidate in candidates]
            packed = packed_ranking.pack(suggestion.verdict, suggestion.score, numbers, probabilities)
            rows.append((number, content, packed))
    database.executemany("INSERT OR REPLACE INTO suggestions VALUES (?, ?, ?)", rows)
