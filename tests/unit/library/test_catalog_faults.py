"""Whatever is wrong with the database: one clear sentence, the app goes on, and no decision is lost."""

import os
import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from library_values import MODEL, content, photo, suggestion

from landmark_gui.library import catalog_connection, catalog_database, decision_log
from landmark_gui.library.catalog import Catalog
from landmark_gui.library.catalog_schema import SCHEMA_VERSION
from landmark_gui.library.decisions import NO_LANDMARK, SKIP, Change, Decision, Operation, accept, reject

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def path(tmp_path) -> Path:
    return tmp_path / "data" / "catalog.sqlite"


@pytest.fixture
def filled(path) -> Path:
    """A catalog with decisions about photos 1 to 300, and what else it can hold."""
    with Catalog(path) as catalog:
        catalog.remember([photo(f"/p/{number}.jpg", number) for number in range(1, 301)])
        catalog.decide([content(number) for number in range(1, 301)], accept("atomium"))
        catalog.store_suggestions(MODEL, [(content(1), suggestion(("atomium", 0.5)))])
        catalog.add_recent("/p")
    return path


@pytest.fixture
def impatient(monkeypatch):
    """Waits less for other programs, so that the tests do not."""
    monkeypatch.setattr(catalog_database, "BUSY_SECONDS", 0.2)
    monkeypatch.setattr(catalog_connection, "_RETRY_SECONDS", 0.0)


def landmarks(catalog: Catalog, *numbers: int) -> list[str]:
    found = catalog.decisions([content(number) for number in numbers])
    return [found.get(content(number), Decision()).landmark for number in numbers]


def assert_goes_on(catalog: Catalog, sentence: str) -> None:
    """The catalog says what is wrong, and decisions of this evening work."""
    assert sentence in catalog.problem
    assert str(catalog.path) in catalog.problem
    catalog.decide([content(1001)], accept("taj-mahal"))
    catalog.decide([content(1002)], reject("taj-mahal"))
    catalog.decide([content(1002)], NO_LANDMARK)
    catalog.undo_last()
    found = catalog.decisions([content(1001), content(1002)])
    assert found[content(1001)].landmark == "taj-mahal"
    assert (found[content(1002)].rejected, found[content(1002)].is_reviewed) == ({"taj-mahal"}, False)
    assert sentence in catalog.problem
    catalog.remember([photo("/p/new.jpg", 1003)])
    catalog.store_suggestions(MODEL, [(content(1003), suggestion(("atomium", 0.5)))])
    catalog.mark_written({"/p/new.jpg": "atomium"})
    catalog.add_recent("/q")
    assert catalog.unwritten() == []


def assert_taken_in(path: Path) -> None:
    """The decisions of `assert_goes_on` are in the catalog."""
    with Catalog(path) as catalog:
        assert landmarks(catalog, 1001) == ["taj-mahal"]
        assert catalog.decisions([content(1002)])[content(1002)].rejected == {"taj-mahal"}
        assert catalog.problem == ""
        assert decision_log.found(path) == []


def set_version(path: Path, version: int) -> None:
    database = sqlite3.connect(path)
    database.execute(f"PRAGMA user_version={version}")
    database.close()


def test_a_newer_catalog_is_left_alone_and_decisions_wait_beside_it(filled):
    set_version(filled, 99)
    before = filled.read_bytes()
    with Catalog(filled) as catalog:
        assert catalog.problem.endswith("was made by a newer Landmark Tagger; please update.")
        assert_goes_on(catalog, "newer Landmark Tagger")
        assert catalog.recall([photo("/p/1.jpg", 1)], MODEL) == 0
    with Catalog(filled) as catalog:  # the next evening, still not updated
        assert landmarks(catalog, 1001) == ["taj-mahal"]
        catalog.decide([content(1001)], accept("stonehenge"))
        assert landmarks(catalog, 1001) == ["stonehenge"]
    assert filled.read_bytes() == before
    set_version(filled, SCHEMA_VERSION)
    with Catalog(filled) as catalog:
        assert landmarks(catalog, 1, 1001) == ["atomium", "stonehenge"]
        assert "could not be saved before are in the catalog now" in catalog.notices[0]
        assert len(catalog.notices) == 1


@pytest.mark.parametrize("statements", [["CREATE TABLE music (id)"], ["PRAGMA application_id=7"]])
def test_another_programs_database_is_left_alone(path, statements):
    path.parent.mkdir()
    database = sqlite3.connect(path)
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.close()
    before = path.read_bytes()
    with Catalog(path) as catalog:
        assert_goes_on(catalog, "is no catalog of Landmark Tagger; please move it away")
    assert path.read_bytes() == before
    path.unlink()
    assert_taken_in(path)


@pytest.mark.usefixtures("impatient")
def test_a_locked_catalog_takes_the_decisions_when_it_is_free(filled):
    with Catalog(filled) as catalog:
        lock = sqlite3.connect(filled, isolation_level=None)
        lock.execute("BEGIN EXCLUSIVE")
        start = time.monotonic()
        catalog.decide([content(1)], accept("taj-mahal"))
        assert time.monotonic() - start < 10
        assert "is in use by another program" in catalog.problem
        assert "kept in a file beside it" in catalog.problem
        assert landmarks(catalog, 1, 2) == ["taj-mahal", "atomium"]
        assert len(decision_log.found(filled)) == 1
        lock.execute("ROLLBACK")
        lock.close()
        catalog.decide([content(2)], SKIP)
        assert catalog.problem == ""
        assert decision_log.found(filled) == []
        with Catalog(filled) as other:
            assert landmarks(other, 1, 2) == ["taj-mahal", ""]
            assert other.notices == ()


@pytest.mark.usefixtures("impatient")
def test_a_catalog_that_was_locked_when_opened_is_tried_again(path):
    path.parent.mkdir()
    lock = sqlite3.connect(path, isolation_level=None)
    lock.execute("BEGIN EXCLUSIVE")
    with Catalog(path) as catalog:
        assert "is in use by another program" in catalog.problem
        catalog.decide([content(1)], accept("taj-mahal"))
        assert landmarks(catalog, 1) == ["taj-mahal"]
        lock.execute("ROLLBACK")
        lock.close()
        catalog.decide([content(2)], SKIP)
        assert catalog.problem == ""
    with Catalog(path) as catalog:
        assert landmarks(catalog, 1) == ["taj-mahal"]


def test_a_folder_that_cannot_be_made(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with Catalog(tmp_path / "file" / "catalog.sqlite") as catalog:
        assert_goes_on(catalog, "cannot be opened")
        assert "in memory only" in catalog.problem
    with Catalog(tmp_path) as catalog:  # a folder where the file should be
        assert "cannot be opened" in catalog.problem


AS_NOBODY = """
import os, sys
sys.path[:0] = sys.argv[1:3]
from pathlib import Path
from library_values import content, photo
from landmark_gui.library.catalog import Catalog
from landmark_gui.library.catalog_schema import SCHEMA_VERSION
from landmark_gui.library.decisions import accept
path = Path(sys.argv[3])
if os.geteuid() == 0:  # who may write everything
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
with Catalog(path) as catalog:
    print(catalog.problem)
    known = photo("/p/1.jpg", 1)
    known.facts_read = False
    print(catalog.recall([known]), known.decision.landmark)
    catalog.decide([content(1)], accept("taj-mahal"))
    print(catalog.decisions([content(1)])[content(1)].landmark)
    print(catalog.problem)
"""


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
@pytest.mark.parametrize("what", ["file", "folder"])
def test_a_read_only_catalog_can_be_read(filled, what):
    filled.chmod(0o444)
    if what == "folder":
        filled.parent.chmod(0o555)
    else:
        filled.parent.chmod(0o777)
    for parent in filled.parents[1:]:
        if os.access(parent, os.W_OK) and parent.stat().st_uid == os.geteuid() and not parent.stat().st_mode & 0o1:
            parent.chmod(parent.stat().st_mode | 0o111)
    try:
        arguments = [sys.executable, "-c", AS_NOBODY, str(ROOT), str(Path(__file__).parent), str(filled)]
        done = subprocess.run(arguments, capture_output=True, text=True, timeout=60, check=True)
    finally:
        filled.parent.chmod(0o755)
        filled.chmod(0o644)
    problem, known, decided, then = done.stdout.splitlines()
    assert problem.endswith("cannot be written: the file or its folder is read-only.")
    assert known == "1 atomium"
    assert decided == "taj-mahal"
    assert ("kept in a file beside it" if what == "file" else "in memory only") in then
    with Catalog(filled) as catalog:
        assert landmarks(catalog, 1, 2) == ["taj-mahal" if what == "file" else "atomium", "atomium"]


def overwrite(path: Path, start: int, data: bytes) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(data)


def test_a_file_that_is_no_database_any_more_is_set_aside(filled):
    filled.write_bytes(b"no database at all" * 100)
    with Catalog(filled) as catalog:
        assert catalog.problem == ""
        (notice,) = catalog.notices
        assert notice.startswith("The catalog was damaged: 0 decisions were saved")
        catalog.decide([content(1)], SKIP)
    (aside,) = filled.parent.glob("catalog.sqlite.damaged-*")
    assert str(aside) in notice
    assert aside.read_bytes() == b"no database at all" * 100


def test_decisions_are_saved_from_a_damaged_catalog(filled):
    database = sqlite3.connect(filled)
    (size,) = database.execute("PRAGMA page_size").fetchone()
    tables = database.execute("SELECT name, rootpage FROM sqlite_master WHERE rootpage > 0").fetchall()
    database.close()
    for name, page in tables:
        if "decisions" not in name:
            overwrite(filled, (page - 1) * size, b"\xa5" * size)
    with Catalog(filled) as catalog:
        known = photo("/p/1.jpg", 1)
        catalog.recall([known], MODEL)
        assert catalog.problem == ""
        assert "300 decisions were saved" in catalog.notices[0]
        assert set(landmarks(catalog, *range(1, 301))) == {"atomium"}
        catalog.decide([content(1)], accept("taj-mahal"))
        assert landmarks(catalog, 1) == ["taj-mahal"]
    with Catalog(filled) as catalog:
        assert landmarks(catalog, 1, 300) == ["taj-mahal", "atomium"]
        assert catalog.notices == ()


@pytest.mark.parametrize("seed", range(6))
def test_damage_anywhere_stops_nothing(filled, seed):
    rng = random.Random(seed)
    size = filled.stat().st_size
    for _ in range(1 + 3 * seed):
        overwrite(filled, rng.randrange(100, size), rng.randbytes(rng.choice([1, 100, 5000])))
    with Catalog(filled) as catalog:
        photos = [photo(f"/p/{number}.jpg", number) for number in range(1, 301)]
        catalog.recall(photos, MODEL)
        catalog.decide([content(1), content(2)], accept("taj-mahal"))
        assert landmarks(catalog, 1, 2) == ["taj-mahal", "taj-mahal"]
        catalog.remember(photos)
        catalog.unwritten()
        catalog.recent()
    with Catalog(filled) as catalog:
        assert landmarks(catalog, 1, 2) == ["taj-mahal", "taj-mahal"]


def test_a_catalog_that_was_damaged_while_open(filled):
    with Catalog(filled) as catalog:
        filled.write_bytes(b"\xa5" * filled.stat().st_size)
        catalog.decide([content(1)], accept("taj-mahal"))
        assert landmarks(catalog, 1) == ["taj-mahal"]
    with Catalog(filled) as catalog:
        assert landmarks(catalog, 1) == ["taj-mahal"]
        assert catalog.problem == ""


def test_a_full_database_keeps_decisions_in_the_log(filled):
    """SQLite's own limit of pages raises the very error of a full disk."""
    with Catalog(filled) as catalog:
        database = catalog._connection._database
        database.execute("PRAGMA max_page_count=1")
        many = [content(number) for number in range(2000, 4000)]
        catalog.decide(many, accept("taj-mahal"))
        assert "no space left on the disk" in catalog.problem
        assert "kept in a file beside it" in catalog.problem
        assert landmarks(catalog, 2000, 3999) == ["taj-mahal"] * 2
        database.execute("PRAGMA max_page_count=1000000")
        catalog.decide([content(1)], SKIP)
        assert catalog.problem == ""
        assert decision_log.found(filled) == []
    with Catalog(filled) as catalog:
        assert landmarks(catalog, 2000, 3999, 1) == ["taj-mahal", "taj-mahal", ""]


ON_A_FULL_DISK = """
import resource, signal, sys
sys.path[:0] = sys.argv[1:3]
from pathlib import Path
from library_values import content
from landmark_gui.library.catalog import Catalog
from landmark_gui.library.catalog_schema import SCHEMA_VERSION
from landmark_gui.library.decisions import accept
path = Path(sys.argv[3])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with Catalog(path) as catalog:
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
    catalog.decide([content(5)], accept("taj-mahal"))
    assert catalog.decisions([content(5)])[content(5)].landmark == "taj-mahal"
    assert "in memory only" in catalog.problem, catalog.problem
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    catalog.decide([content(6)], accept("taj-mahal"))
    assert catalog.problem == "", catalog.problem
"""


@pytest.mark.skipif(os.name == "nt", reason="limits of POSIX")
def test_where_nothing_can_be_written_decisions_wait_in_memory_for_space(filled):
    arguments = [sys.executable, "-c", ON_A_FULL_DISK, str(ROOT), str(Path(__file__).parent), str(filled)]
    subprocess.run(arguments, timeout=60, check=True)
    with Catalog(filled) as catalog:
        assert landmarks(catalog, 5, 6) == ["taj-mahal", "taj-mahal"]


# The log


def operation(number: int, when: str = "2024-01-01") -> Operation:
    after = Decision(when=when, rejected=frozenset({f"name:Ü {number}"}))
    return Operation(f"id{number}", when, "reject", {content(number): Change(Decision(), after)})


def test_what_is_logged_is_read(tmp_path):
    log = decision_log.new_path(tmp_path / "catalog.sqlite")
    decision_log.append(log, [operation(1), operation(2)])
    decision_log.append(log, [operation(3)])
    assert decision_log.read(log) == [operation(1), operation(2), operation(3)]
    assert decision_log.found(tmp_path / "catalog.sqlite") == [log]


def test_a_torn_line_costs_only_itself(tmp_path):
    log = tmp_path / "log"
    decision_log.append(log, [operation(1), operation(2)])
    whole = log.read_bytes()
    for length in range(0, len(whole), 3):
        log.write_bytes(whole[:length])
        read = decision_log.read(log)
        assert read == [operation(1), operation(2)][: len(read)]
        decision_log.append(log, [operation(3)])
        assert decision_log.read(log) == [*read, operation(3)]
    log.write_bytes(b'[]\n{"format":2}\n{"format":1}\nnull\n\xff\xfe\n' + whole)
    assert decision_log.read(log) == [operation(1), operation(2)]


def test_a_later_decision_in_the_catalog_wins_over_the_log(path):
    with Catalog(path) as catalog:
        catalog.decide([content(1)], SKIP)
    decision_log.append(decision_log.new_path(path), [operation(1), operation(2)])
    with Catalog(path) as catalog:
        found = catalog.decisions([content(1), content(2)])
        assert (found[content(1)].rejected, len(found[content(2)].rejected)) == (frozenset(), 1)
        assert decision_log.found(path) == []


def test_a_log_that_was_taken_in_before_changes_nothing(path):
    log = decision_log.new_path(path)
    for _ in range(2):
        decision_log.append(log, [operation(1)])
        with Catalog(path) as catalog:
            assert catalog.decisions([content(1)])[content(1)] == operation(1).changes[content(1)].after
        with closing(sqlite3.connect(path)) as database:
            assert database.execute("SELECT count(*) FROM operations").fetchone() == (1,)
    assert catalog.notices == ()
