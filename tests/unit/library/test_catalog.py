"""The catalog: what goes in comes out, decisions and their undo, photos, folders, suggestions."""

import itertools
import os
import sqlite3
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from library_values import MODEL, candidate, content, photo, suggestion

from landmark_gui import paths
from landmark_gui.inference.suggestion import Suggestion, Verdict, failure
from landmark_gui.library import decision_log, decisions
from landmark_gui.library.catalog import Catalog, Unwritten, default_path
from landmark_gui.library.decisions import (
    CLEAR,
    NO_LANDMARK,
    SKIP,
    Change,
    Decision,
    DecisionKind,
    Operation,
    accept,
    reject,
)
from landmark_gui.library.photos import CandidatePool, Photo, Ranking

OTHER_MODEL = "mine:ffff"


@pytest.fixture
def catalog(tmp_path):
    with Catalog(tmp_path / "catalog.sqlite") as opened:
        yield opened
        assert opened.problem == ""
        assert opened.notices == ()


@pytest.fixture
def reopened(catalog):
    """Closes the catalog and opens it again."""
    catalogs = [catalog]

    def reopen() -> Catalog:
        catalogs[-1].close()
        catalogs.append(Catalog(catalog.path))
        return catalogs[-1]

    yield reopen
    for one in catalogs[1:]:
        one.close()
        assert one.problem == ""


def scanned(known: Photo) -> Photo:
    """The photo as a scan finds it."""
    return Photo(known.path, known.size, known.mtime_ns)


def kinds(catalog: Catalog, *numbers: int) -> list[DecisionKind]:
    found = catalog.decisions([content(number) for number in numbers])
    return [found.get(content(number), Decision()).kind for number in numbers]


def test_the_catalog_lies_with_the_persons_data():
    assert default_path() == paths.data_folder() / "catalog.sqlite"
    with Catalog() as catalog:
        assert catalog.path == default_path()
        assert catalog.problem == ""
    assert default_path().exists()


def test_what_is_remembered_is_recalled_by_path_size_and_time(catalog, reopened):
    full = photo(
        "/p/ü b/IMG_1.JPG",
        1,
        capture_time="2024-05-01T10:00:00",
        camera_gps=(48.5, -2.25),
        camera="Canon EOS",
        keywords=("Größe", 'a"b', "lone \ud800 surrogate"),
        landmark_in_file="atomium",
    )
    bare = photo("/IMG_2.JPG", 2)
    catalog.remember([full, bare])
    found = [scanned(full), scanned(bare), Photo("/p/ü b/IMG_2.JPG", 1001, 2001)]
    assert reopened().recall(found) == 2
    assert found == [full, bare, Photo("/p/ü b/IMG_2.JPG", 1001, 2001)]
    changed = [replace(scanned(full), size=1), replace(scanned(full), mtime_ns=1)]
    assert catalog.recall(changed) == 0
    assert [entry.facts_read for entry in changed] == [False, False]


def test_only_complete_facts_are_kept(catalog):
    incomplete = [Photo("/p/a.jpg", 1, 1, content=content(1)), replace(photo("/p/b.jpg"), content=b"")]
    catalog.remember(incomplete)
    assert catalog.recall([scanned(entry) for entry in incomplete]) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
def test_names_that_are_not_utf8(catalog):
    odd = photo(os.fsdecode(b"/p/\xff\xfe/caf\xe9.jpg"), 1)
    catalog.remember([odd])
    catalog.decide([odd.content], accept("atomium"))
    found = scanned(odd)
    assert catalog.recall([found]) == 1
    assert found.decision.landmark == "atomium"


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
@given(
    st.lists(
        st.builds(
            photo,
            st.text(min_size=1, max_size=20).map(lambda name: f"/{name}"),
            st.integers(1, 5),
            camera=st.text(st.characters(exclude_categories=["Cs"]), max_size=5),
            keywords=st.lists(st.text(max_size=5), max_size=3).map(tuple),
        ),
        max_size=5,
        unique_by=lambda entry: entry.path,
    )
)
def test_any_facts_come_back(catalog, photos):
    photos = [entry for entry in photos if "\0" not in entry.path and _has_file_name(entry.path)]
    catalog.remember(photos)
    found = [scanned(entry) for entry in photos]
    assert catalog.recall(found) == len(photos)
    assert [replace(entry, decision=Decision()) for entry in found] == photos


def _has_file_name(path: str) -> bool:
    try:
        os.fsencode(path)
    except UnicodeEncodeError:
        return False
    return True


def test_photos_that_are_gone_are_forgotten_and_their_decisions_kept(catalog):
    kept = photo("/p/a.jpg", 1)
    catalog.remember([kept])
    catalog.decide([content(1)], NO_LANDMARK)
    catalog.forget(["/p/a.jpg", "/p/never seen.jpg"])
    assert catalog.recall([scanned(kept)]) == 0
    assert kinds(catalog, 1) == [DecisionKind.NO_LANDMARK]


# Suggestions


def test_suggestions_are_kept_by_content_and_model(catalog, reopened):
    mine = suggestion(("eiffel-tower", 0.7), ("Our house", 0.1 + 0.2), verdict=Verdict.AMBIGUOUS)
    other = suggestion(("atomium", 1.0), score=None)
    catalog.store_suggestions(MODEL, [(content(1), mine), (content(2), other)])
    catalog.store_suggestions(OTHER_MODEL, [(content(1), other)])
    catalog = reopened()
    found = catalog.rankings([content(1), content(2), content(3), b""], MODEL)
    assert {key: ranking.suggestion("a.jpg") for key, ranking in found.items()} == {content(1): mine, content(2): other}
    assert found[content(1)].model == MODEL
    assert catalog.rankings([content(1)], OTHER_MODEL)[content(1)].suggestion("a.jpg") == other
    assert catalog.rankings([content(1)], "unknown:0") == {}
    catalog.store_suggestions(MODEL, [(content(1), other)])
    assert catalog.rankings([content(1)], MODEL)[content(1)].suggestion("a.jpg") == other


def test_photos_that_could_not_be_read_are_asked_about_again(catalog):
    catalog.store_suggestions(MODEL, [(content(1), failure(Path("a.jpg"), "cut off")), (b"", suggestion())])
    assert catalog.rankings([content(1), b""], MODEL) == {}


def test_a_landmark_is_described_as_it_was_last(catalog, reopened):
    old = replace(candidate("eiffel-tower", 0.5), latitude=1.0, hierarchy=("Old",))
    catalog.store_suggestions(MODEL, [(content(1), Suggestion(Path("a.jpg"), Verdict.CONFIDENT, (old,), 0.5))])
    catalog.store_suggestions(MODEL, [(content(2), suggestion(("eiffel-tower", 0.5)))])
    catalog = reopened()
    assert catalog.rankings([content(1)], MODEL)[content(1)].landmarks == (candidate("eiffel-tower"),)


def test_two_catalogs_at_once_name_landmarks_alike(catalog):
    with Catalog(catalog.path) as other:
        catalog.store_suggestions(MODEL, [(content(1), suggestion(("eiffel-tower", 0.5)))])
        other.store_suggestions(MODEL, [(content(2), suggestion(("atomium", 0.5), ("eiffel-tower", 0.4)))])
        catalog.store_suggestions(MODEL, [(content(3), suggestion(("atomium", 0.6)))])
        for one in (catalog, other):
            found = one.rankings([content(1), content(2), content(3)], MODEL)
            names = [[entry.landmark for entry in found[content(number)].landmarks] for number in (1, 2, 3)]
            assert names == [["eiffel-tower"], ["atomium", "eiffel-tower"], ["atomium"]]


def test_opening_a_folder_again_shows_suggestions_and_decisions_at_once(catalog):
    photos = [photo(f"/p/{number}.jpg", number) for number in range(1, 700)]
    catalog.remember(photos)
    catalog.store_suggestions(MODEL, [(entry.content, suggestion(("atomium", 0.5))) for entry in photos[::2]])
    catalog.decide([entry.content for entry in photos[::3]], accept("atomium"))
    found = [scanned(entry) for entry in photos]
    assert catalog.recall(found, MODEL) == len(photos)
    expected = Ranking.of(suggestion(("atomium", 0.5)), MODEL, CandidatePool())
    assert [entry.ranking for entry in found] == [expected if n % 2 == 0 else None for n in range(len(photos))]
    assert [entry.decision.landmark for entry in found] == ["atomium" if n % 3 == 0 else "" for n in range(len(photos))]


def test_a_moved_or_copied_photo_keeps_its_decision(catalog):
    catalog.remember([photo("/p/a.jpg", 1)])
    catalog.decide([content(1)], accept("atomium"))
    catalog.store_suggestions(MODEL, [(content(1), suggestion(("atomium", 0.5)))])
    moved = [photo("/q/b.jpg", 1), photo("/q/c.jpg", 2), Photo("/q/d.jpg")]
    catalog.recall_content(moved, MODEL)
    assert [entry.decision.landmark for entry in moved] == ["atomium", "", ""]
    assert [entry.ranking is not None for entry in moved] == [True, False, False]


# Decisions


def test_decisions_last(catalog, reopened):
    catalog.decide([content(1), content(2), b""], accept("atomium"))
    catalog.decide([content(2)], reject("taj-mahal"))
    catalog.decide([content(3)], reject("name:Größe"))
    catalog.decide([content(4)], NO_LANDMARK)
    catalog.decide([content(5)], SKIP)
    catalog = reopened()
    found = catalog.decisions([content(number) for number in range(1, 7)] + [b""])
    assert {key[-1]: (entry.kind.value, entry.landmark, set(entry.rejected)) for key, entry in found.items()} == {
        1: ("accepted", "atomium", set()),
        2: ("accepted", "atomium", {"taj-mahal"}),
        3: ("undecided", "", {"name:Größe"}),
        4: ("no_landmark", "", set()),
        5: ("skipped", "", set()),
    }


def test_a_new_suggestion_changes_no_decision(catalog):
    catalog.decide([content(1)], accept("atomium"))
    before = catalog.decisions([content(1)])
    catalog.store_suggestions(MODEL, [(content(1), suggestion(("taj-mahal", 0.99)))])
    catalog.remember([photo("/p/a.jpg", 1, landmark_in_file="taj-mahal")])
    assert catalog.decisions([content(1)]) == before


def test_one_step_of_undo_takes_back_one_step_however_many_photos(catalog):
    many = [content(number) for number in range(1, 700)]
    operation = catalog.decide(many, accept("atomium"), "accept all")
    assert len(operation.decisions) == 699
    catalog.decide([content(1)], NO_LANDMARK)
    undone = catalog.undo_last()
    assert undone.decisions[content(1)].landmark == "atomium"
    assert set(catalog.undo_last().decisions) == set(many)
    assert catalog.undo_last() is None
    assert kinds(catalog, 1, 2, 699) == [DecisionKind.UNDECIDED] * 3
    assert set(catalog.redo_last().decisions) == set(many)
    assert catalog.redo_last().decisions[content(1)].kind is DecisionKind.NO_LANDMARK
    assert catalog.redo_last() is None
    assert kinds(catalog, 1, 2) == [DecisionKind.NO_LANDMARK, DecisionKind.ACCEPTED]


def test_after_a_new_decision_there_is_nothing_to_redo(catalog):
    catalog.decide([content(1)], accept("atomium"))
    catalog.undo_last()
    catalog.decide([content(2)], SKIP)
    assert catalog.redo_last() is None
    assert kinds(catalog, 1, 2) == [DecisionKind.UNDECIDED, DecisionKind.SKIPPED]


def test_what_changes_nothing_is_no_step(catalog):
    catalog.decide([content(1)], accept("atomium"))
    assert catalog.decide([content(1)], accept("atomium")).changes == {}
    assert catalog.decide([content(2)], CLEAR).changes == {}
    assert catalog.decide([], SKIP).changes == {}
    catalog.undo_last()
    assert kinds(catalog, 1) == [DecisionKind.UNDECIDED]
    assert catalog.undo_last() is None


def test_undo_leaves_alone_what_was_decided_otherwise_in_another_window(catalog):
    catalog.decide([content(1), content(2)], accept("atomium"))
    with Catalog(catalog.path) as other:
        assert other.undo_last() is None
        other.decide([content(1)], accept("taj-mahal"))
    undone = catalog.undo_last()
    assert list(undone.decisions) == [content(2)]
    assert catalog.decisions([content(1)])[content(1)].landmark == "taj-mahal"


def test_what_is_said_last_holds_though_the_clock_was_put_back(catalog, reopened):
    hours_ahead = (datetime.now(UTC) + timedelta(hours=7)).isoformat(timespec="microseconds")
    early = Decision(DecisionKind.ACCEPTED, "atomium", when=hours_ahead)
    log = decision_log.new_path(catalog.path)
    decision_log.append(log, [Operation("1", hours_ahead, "accept", {content(1): Change(Decision(), early)})])
    catalog = reopened()
    assert catalog.decisions([content(1)])[content(1)] == early
    catalog.decide([content(1)], accept("taj-mahal"))
    assert reopened().decisions([content(1)])[content(1)].landmark == "taj-mahal"
    catalog = reopened()
    catalog.decide([content(1)], NO_LANDMARK)
    catalog.undo_last()
    assert reopened().decisions([content(1)])[content(1)].landmark == "taj-mahal"


_FRESH = itertools.count(10)  # all examples share one catalog


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(
    st.lists(
        st.tuples(
            st.lists(st.integers(0, 3), max_size=3),
            st.sampled_from([accept("a"), accept("b"), reject("a"), reject("b"), NO_LANDMARK, SKIP, CLEAR]),
        ),
        max_size=5,
    )
)
def test_undoing_everything_leads_back(catalog, steps):
    everyone = [content(next(_FRESH)) for _ in range(4)]

    def state():
        found = catalog.decisions(everyone)
        return [replace(found.get(key, Decision()), when="") for key in everyone]

    states = [state()]
    for numbers, action in steps:
        if catalog.decide([everyone[number] for number in numbers], action).changes:
            states.append(state())
    for expected in reversed(states[:-1]):
        assert catalog.undo_last() is not None
        assert state() == expected
    for expected in states[1:]:
        catalog.redo_last()
        assert state() == expected


# Writing


def test_what_is_accepted_and_not_in_the_file_is_unwritten(catalog, reopened, tmp_path):
    names = [tmp_path / f"{number}.jpg" for number in range(1, 7)]
    for name in names[:5]:
        name.write_bytes(b"x")
    photos = [photo(str(name), number) for number, name in enumerate(names, 1)]
    photos[1].landmark_in_file = "atomium"
    copy = photo(str(names[4]), 1)
    catalog.remember([*photos[:4], copy, photos[5]])
    catalog.decide([content(1), content(2), content(6)], accept("atomium"))
    catalog.decide([content(3)], accept("taj-mahal"))
    catalog.decide([content(4)], NO_LANDMARK)
    expected = [
        Unwritten(str(names[0]), "atomium"),
        Unwritten(str(names[2]), "taj-mahal"),
        Unwritten(copy.path, "atomium"),
    ]
    assert catalog.unwritten() == expected
    catalog.mark_written({str(names[0]): "atomium", str(names[2]): "atomium"})
    catalog = reopened()
    assert catalog.unwritten() == expected[1:]
    catalog.mark_written({str(names[0]): ""})
    assert catalog.unwritten() == expected


def test_what_was_accepted_before_a_moment_and_is_unwritten(catalog, reopened, tmp_path):
    names = [tmp_path / name for name in ("a.jpg", "b.jpg")]
    for name in names:
        name.write_bytes(b"x")
    catalog.remember([photo(str(name), number) for number, name in enumerate(names, 1)])
    catalog.decide([content(1)], accept("atomium"))
    moment = decisions.now()
    assert len(catalog.unwritten(moment)) == 1
    catalog.decide([content(2)], accept("atomium"))
    catalog = reopened()
    assert [entry.path for entry in catalog.unwritten(moment)] == [str(names[0])]
    assert len(catalog.unwritten()) == 2


def test_what_was_written_stays_known_until_the_file_holds_another_picture(catalog):
    kept = photo("/p/a.jpg", 1)
    catalog.mark_written({"/p/a.jpg": "atomium"})
    assert catalog.recall([scanned(kept)]) == 0
    for number, written in ((1, "atomium"), (1, "atomium"), (2, "")):
        known = replace(photo("/p/a.jpg", number), size=number)
        catalog.remember([known])
        found = scanned(known)
        assert catalog.recall([found]) == 1
        assert found.written == written


# Folders


def test_recent_folders_come_newest_first(catalog, reopened):
    for folder in ("/a", "/b", "/c", "/a"):
        catalog.add_recent(folder)
    assert catalog.recent() == ["/a", "/c", "/b"]
    assert catalog.recent(1) == ["/a"]
    catalog.forget_recent("/c")
    assert reopened().recent() == ["/a", "/b"]
    catalog.forget_recent()
    assert catalog.recent() == []


def test_the_file_is_an_ordinary_database_of_ours(catalog):
    catalog.decide([content(1)], SKIP)
    catalog.close()
    with sqlite3.connect(catalog.path) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert database.execute("PRAGMA user_version").fetchone() == (2,)
    database.close()


def test_what_was_decided_is_there_to_learn_from(catalog, reopened):
    known = [photo(f"/p/{number}.jpg", number, capture_time=f"2024-05-0{number}T10:00:00") for number in (1, 2, 3, 4)]
    catalog.remember(known)
    catalog.decide([content(1)], accept("atomium"))
    catalog.decide([content(2)], NO_LANDMARK)
    catalog.decide([content(3)], SKIP)
    catalog.decide([content(4)], accept("name:Old Mill"))
    catalog.decide([content(9)], accept("atomium"))  # never seen as a file
    expected = [
        ("/p/1.jpg", "atomium", "2024-05-01T10:00:00"),
        ("/p/2.jpg", "", "2024-05-02T10:00:00"),
        ("/p/4.jpg", "name:Old Mill", "2024-05-04T10:00:00"),
    ]
    assert [(entry.path, entry.landmark, entry.taken) for entry in catalog.decided()] == expected
    assert [(entry.path, entry.landmark, entry.taken) for entry in reopened().decided()] == expected
