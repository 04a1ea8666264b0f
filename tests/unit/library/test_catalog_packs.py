"""Packs: what the catalog puts into a table at once is what its rows say, whatever changed or broke since."""

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from library_values import MODEL, content, path, photo, suggestion

from landmark_gui.inference.suggestion import Suggestion, Verdict
from landmark_gui.library import catalog_packs
from landmark_gui.library.catalog import Catalog
from landmark_gui.library.decisions import SKIP, accept, reject
from landmark_gui.library.photo_table import PhotoTable
from landmark_gui.library.photos import Photo

ROOT = path("/p")
PHOTOS = [
    photo(path("/p/a/IMG_10.jpg"), 1, keywords=("Göreme", "a b"), camera="Canon", capture_time="2024-05-02T10:00:00"),
    photo(path("/p/a/IMG_9.jpg"), 2, camera_gps=(1.0, -2.5), landmark_in_file="atomium", capture_time="2024"),
    photo(path("/p/a/b c/ü.jpg"), 3, camera="Canon", capture_time="2023-01-01T00:00:00"),
    photo(path("/p/\udcff/bad.jpg"), 4),
    photo(path("/p/two\nlines.jpg"), 5),
    photo(path("/p/copy.jpg"), 1),
    photo(path("/pq/neighbour.jpg"), 6),
]
SUGGESTIONS = [
    (content(1), suggestion(("atomium", 0.1 + 0.2), ("taj-mahal", 0.05), ("name only", 0.01))),
    (content(2), suggestion(("taj-mahal", 0.4), verdict=Verdict.AMBIGUOUS, score=None)),
    (content(3), suggestion(verdict=Verdict.NO_LANDMARK)),
]


@pytest.fixture
def catalog(tmp_path):
    with Catalog(tmp_path / "catalog.sqlite") as opened:
        opened.remember(PHOTOS)
        opened.store_suggestions(MODEL, SUGGESTIONS)
        opened.decide([content(1)], reject("atomium"))
        opened.decide([content(3)], accept("stonehenge"))
        opened.mark_written({PHOTOS[2].path: "stonehenge"})
        yield opened
        assert opened.problem == ""


def pack(catalog: Catalog, model: str = MODEL) -> int:
    """Packs all; how many packs that took."""
    number = 0
    while catalog.pack_next(model, fewest=1):
        number += 1
    return number


def filled(catalog: Catalog, *folders: str, model: str = MODEL) -> dict[str, Photo]:
    """What `Catalog.fill` finds, by path; looked at by a catalog of its own, which remembers nothing."""
    table = PhotoTable(folders or (ROOT,))
    with Catalog(catalog.path) as other:
        count = other.fill(table, folders or (ROOT,), model, fewest=1)
    assert count == len(table) == len(table.rows)
    return {table.photo(number).path: table.photo(number) for number in table.rows}


def recalled(catalog: Catalog, model: str = MODEL) -> dict[str, Photo]:
    """The same, by the rows."""
    photos = [Photo(known.path, known.size, known.mtime_ns) for known in PHOTOS if known.path.startswith(path("/p/"))]
    catalog.recall(photos, model)
    return {known.path: known for known in photos if known.facts_read}


def blocks(catalog: Catalog) -> sqlite3.Connection:
    return closing(sqlite3.connect(catalog.path, isolation_level=None))


def test_packed_photos_are_what_the_rows_say(catalog):
    assert pack(catalog) == 1
    assert pack(catalog) == 0
    found = filled(catalog)
    assert found == recalled(catalog)
    assert len(found) == 6
    assert found[PHOTOS[0].path].ranking.probabilities == (0.1 + 0.2, 0.05, 0.01)
    assert found[PHOTOS[2].path].written == "stonehenge"
    assert filled(catalog, path("/p/a")).keys() == {known.path for known in PHOTOS[:3]}
    assert filled(catalog, path("/p/a"), path("/pq")).keys() == {known.path for known in (*PHOTOS[:3], PHOTOS[6])}
    assert filled(catalog, path("/elsewhere")) == {}


def test_a_filled_table_is_like_one_that_was_added_to(catalog):
    pack(catalog)
    one, other = PhotoTable((ROOT,)), PhotoTable((ROOT,))
    catalog.fill(one, (ROOT,), MODEL, fewest=1)
    other.add(recalled(catalog).values())
    other.refresh()
    assert [one.photo(number).path for number in one.rows] == [other.photo(number).path for number in other.rows]
    assert one.counts() == other.counts()
    for known in PHOTOS[:6]:
        assert one.photo(one.id_of(known.path)).content == known.content
    assert sorted(one.photo(number).path for number in one.ids_with(content(1))) == [PHOTOS[0].path, PHOTOS[5].path]
    new = one.add([photo(path("/p/a/IMG_9a.jpg"), 7), PHOTOS[0]])
    assert [one.photo(number).content for number in new] == [content(7)]


MOVED = Suggestion(None, Verdict.CONFIDENT, (replace(SUGGESTIONS[0][1].candidates[0], city="X"),))
CHANGES = {
    "facts": lambda catalog: catalog.remember([replace(PHOTOS[0], mtime_ns=PHOTOS[0].mtime_ns, camera="Nikon")]),
    "another picture": lambda catalog: catalog.remember([replace(PHOTOS[1], content=content(9))]),
    "a new photo": lambda catalog: catalog.remember([photo(path("/p/a/new.jpg"), 8)]),
    "a photo that is gone": lambda catalog: catalog.forget([PHOTOS[0].path]),
    "a decision": lambda catalog: catalog.decide([content(2)], SKIP),
    "an undone decision": lambda catalog: catalog.undo_last(),
    "a suggestion": lambda catalog: catalog.store_suggestions(MODEL, [(content(4), suggestion(("atomium", 0.9)))]),
    "another suggestion": lambda catalog: catalog.store_suggestions(MODEL, [(content(1), suggestion(("x", 0.5)))]),
    "a write": lambda catalog: catalog.mark_written({PHOTOS[0].path: "taj-mahal"}),
    "a landmark described anew": lambda catalog: catalog.store_suggestions(
        MODEL,
        [(content(77), Suggestion(None, Verdict.CONFIDENT, (replace(SUGGESTIONS[0][1].candidates[0], city="X"),)))],
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_after_packing_holds(catalog, change):
    pack(catalog)
    before = filled(catalog)
    CHANGES[change](catalog)
    found = filled(catalog)
    assert found != before
    new = path("/p/a/new.jpg")
    assert {name: known for name, known in found.items() if name != new} == recalled(catalog)
    assert (new in found) == (change == "a new photo")
    assert pack(catalog) == (change != "a landmark described anew")
    assert filled(catalog) == found


def test_a_new_folder_is_packed_too(catalog):
    pack(catalog)
    catalog.remember([photo(path("/p/z/new.jpg"), 8)])
    assert path("/p/z/new.jpg") not in filled(catalog)
    assert pack(catalog) == 1
    assert filled(catalog)[path("/p/z/new.jpg")].content == content(8)


@pytest.mark.parametrize("place", ["beginning", "description", "end", "length"])
def test_a_damaged_block_is_made_anew_from_the_rows(catalog, place):
    pack(catalog)
    whole = filled(catalog)
    with blocks(catalog) as database:
        (data,) = database.execute("SELECT data FROM blocks").fetchone()
        position = {"beginning": 0, "description": 40, "end": len(data) - 1, "length": 0}[place]
        broken = bytearray(data)
        broken[position] ^= 0x10
        database.execute("UPDATE blocks SET data=?", (data[: len(data) // 2] if place == "length" else bytes(broken),))
    assert filled(catalog) == whole


def test_a_block_that_only_claims_to_be_whole_is_not_trusted(catalog):
    pack(catalog)
    with blocks(catalog) as database:
        database.execute("UPDATE blocks SET data=?", (b"",))
    assert filled(catalog) == recalled(catalog)


def test_rankings_are_those_of_the_model_that_is_asked_for(catalog):
    pack(catalog)
    assert filled(catalog, model="other:1") == recalled(catalog, "other:1")
    assert all(known.ranking is None for known in filled(catalog, model="other:1").values())
    catalog.store_suggestions("other:1", [(content(2), suggestion(("atomium", 0.7)))])
    assert filled(catalog, model="other:1") == recalled(catalog, "other:1")
    pack(catalog, "other:1")
    assert filled(catalog, model="other:1") == recalled(catalog, "other:1")
    assert filled(catalog) == recalled(catalog)


def test_small_catalogs_are_neither_packed_nor_looked_up(catalog):
    assert not catalog.pack_next(MODEL)
    with blocks(catalog) as database:
        assert database.execute("SELECT count(*) FROM packs").fetchone() == (0,)
    pack(catalog)
    table = PhotoTable()
    assert catalog.fill(table, (ROOT,), MODEL) == 0
    assert len(table) == 0


def test_many_photos_make_many_packs_and_one_change_spoils_one(catalog, monkeypatch):
    monkeypatch.setattr(catalog_packs, "PHOTOS", 10)
    catalog.remember(photo(path(f"/p/{number // 4}/{number}.jpg"), 100 + number) for number in range(200))
    assert pack(catalog) > 10
    found = filled(catalog)
    assert len(found) == 206
    catalog.decide([content(150)], SKIP)
    assert filled(catalog)[path("/p/12/50.jpg")].decision.kind == "skipped"
    assert pack(catalog) == 1


def test_what_too_much_changed_of_is_left_to_be_looked_up(catalog, monkeypatch):
    monkeypatch.setattr(catalog_packs, "PHOTOS", 1)
    monkeypatch.setattr(catalog_packs, "_MOST_BY_ROW", 2)
    pack(catalog)
    with blocks(catalog) as database:
        database.execute("UPDATE packs SET version=version+1")
    found = filled(catalog)
    assert 2 <= len(found) < 6
    assert found.items() <= recalled(catalog).items()


def test_a_catalog_of_the_version_before_is_brought_up_to_date(tmp_path, catalog):
    older = tmp_path / "older.sqlite"
    with Catalog(older) as made:
        made.remember(PHOTOS)
    with closing(sqlite3.connect(older, isolation_level=None)) as database:
        for name in ("photos_insert", "photos_update", "photos_delete", "suggestions_insert", "decisions_insert"):
            database.execute(f"DROP TRIGGER {name}")
        for statement in (
            "DROP TRIGGER decisions_update",
            "DROP TABLE blocks",
            "DROP TABLE packs",
            "DROP INDEX folders_by_pack",
            "ALTER TABLE folders DROP COLUMN pack",
            "PRAGMA user_version=1",
        ):
            database.execute(statement)
    with Catalog(older) as opened:
        assert opened.problem == ""
        pack(opened)
        assert len(filled(opened)) == 6
