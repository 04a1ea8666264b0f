"""Values for the library's tests: landmarks, suggestions and photos."""

import os
from collections.abc import Sequence
from pathlib import Path

from landmark_gui.inference.suggestion import Candidate, Suggestion, Verdict
from landmark_gui.library.decisions import UNDECIDED, Decision, apply
from landmark_gui.library.photo_table import PhotoTable
from landmark_gui.library.photos import CandidatePool, Photo, Ranking

MODEL = "default:0123456789abcdef"
PLACES = {
    "eiffel-tower": ("Eiffel Tower", 48.8584, 2.2945, "Paris", "France", ("Places", "France", "Paris", "Eiffel Tower")),
    "atomium": ("Atomium", 50.8949, 4.3415, "Brussels", "Belgium", ("Places", "Belgium", "Brussels", "Atomium")),
    "taj-mahal": ("Taj Mahal", 27.175, 78.0421, "Agra", "India", ("Places", "India", "Agra", "Taj Mahal")),
    "stonehenge": ("Stonehenge", 51.1789, -1.8262, None, "United Kingdom", ("Places", "United Kingdom", "Stonehenge")),
}


def candidate(landmark: str, probability: float = 0.0) -> Candidate:
    """One of `PLACES`; any other text is the name of a landmark that the gazetteer does not know."""
    if landmark in PLACES:
        return Candidate(landmark, PLACES[landmark][0], probability, *PLACES[landmark][1:])
    return Candidate(None, landmark, probability)


def suggestion(
    *ranked: tuple[str, float], verdict: Verdict = Verdict.CONFIDENT, score: float | None = 0.9, path: str = "a.jpg"
) -> Suggestion:
    """A suggestion of these landmarks with their probabilities."""
    return Suggestion(Path(path), verdict, tuple(candidate(*entry) for entry in ranked), score)


def ranking(*ranked: tuple[str, float], verdict: Verdict = Verdict.CONFIDENT) -> Ranking:
    """The same as a ranking."""
    return Ranking.of(suggestion(*ranked, verdict=verdict), MODEL, CandidatePool())


def content(number: int) -> bytes:
    """A content id."""
    return number.to_bytes(16, "big")


def photo(path: str, number: int = 0, **facts: object) -> Photo:
    """A photo whose facts are known; with a number it has a content id."""
    return Photo(path, 1000 + number, 2000 + number, True, content=content(number) if number else b"", **facts)


def paths_of(photos: Sequence[Photo]) -> list[str]:
    """The photos' paths."""
    return [entry.path for entry in photos]


def path(text: str) -> str:
    """A path with this system's separators."""
    return text.replace("/", os.sep)


def said(*actions) -> Decision:
    """The decision after these actions."""
    decision = UNDECIDED
    for action in actions:
        decision = apply(decision, action, "t")
    return decision


def assert_sound(table: PhotoTable) -> None:
    """Rows, their inverse and the groups agree."""
    assert len(set(table.rows)) == len(table.rows)
    assert [table.row_of(number) for number in table.rows] == list(range(len(table.rows)))
    assert {number for number in table.ids() if table.row_of(number) is not None} == set(table.rows)
    assert [group.first for group in table.groups] == [
        sum(before.count for before in table.groups[:number]) for number in range(len(table.groups))
    ]
    assert sum(group.count for group in table.groups) == len(table.rows)
    assert all(group.count > 0 for group in table.groups)
    for row in range(len(table.rows)):
        group = table.group_of(row)
        assert group.first <= row < group.first + group.count
