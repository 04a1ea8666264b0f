"""Several writers, writers that die, files that change under the writer, and files that only look like files."""

import contextlib
import hashlib
import os
import sqlite3
import stat
import subprocess
import sys
import tempfile
import threading
import time
import tracemalloc
from pathlib import Path

import pytest
from metadata_files import EIFFEL, bag, exif_segment, last_batch, make_jpeg, named, packet, write

from landmark_gui.metadata import (
    Item,
    Journal,
    JournalError,
    RefusedError,
    WriteError,
    WriteSettings,
    journal,
    read_metadata,
    undo_batch,
    write_batch,
)
from landmark_gui.metadata import replace as files
from landmark_gui.metadata.journal import default_path
from landmark_gui.metadata.writer import commit, prepare

posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX files")

WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from metadata_files import Item, WriteSettings, named, write_batch
paths = sorted(Path(sys.argv[1]).glob("*.jpg"))
print("ready", flush=True)
sys.stdin.readline()
outcome = write_batch([Item(path, named(sys.argv[3])) for path in paths], WriteSettings(sidecar=sys.argv[4]))
print(outcome.batch, {result.status for result in outcome.results}, flush=True)
"""


def start(folder: Path, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), str(Path(__file__).parent), *words],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip


@pytest.mark.parametrize("sidecar", ["auto", "always"])
def test_two_processes_that_write_the_same_photos_lose_nothing_of_each_other(tmp_path, sidecar):
    for number in range(25):
        make_jpeg(tmp_path / f"{number:02}.jpg", exif_segment())
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    writers = [start(tmp_path, name, sidecar) for name in ("Alpha", "Beta")]
    outcomes = []
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    for writer in writers:
        output = writer.communicate(timeout=120)[0]
        batch, _, statuses = output.partition(" ")
        assert statuses.strip() == ("{'written'}" if sidecar == "auto" else "{'sidecar'}")
        outcomes.append(batch)
    for path in before:
        assert set(read_metadata(path).keywords) == {"Alpha", "Beta"}
    with Journal() as journal:
        assert journal.recover().interrupted == ()
        for batch in outcomes:
            assert {w.state for w in journal.writes(batch)} <= {"done", "not written"}
            assert {r.status for r in undo_batch(journal, batch)} <= {"restored", "removed"}
    for path in before:
        found = read_metadata(path)
        assert (found.keywords, found.written) == ((), ())


@posix
def test_an_edit_that_puts_the_date_back_is_noticed(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", exif_segment(maker_note=b"old content"))
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    settings = WriteSettings()
    prepared = prepare(path, EIFFEL, settings)
    time.sleep(0.05)  # more than the clock ticks of file systems
    with path.open("r+b") as file:
        file.seek(path.read_bytes().index(b"old content"))
        file.write(b"new content")
    os.utime(path, ns=times)
    with Journal() as journal:
        batch = journal.start_batch("write", "test")
        with pytest.raises(files.ChangedError):
            commit(prepared, settings, journal, batch)
        journal.finish_batch(batch)
    assert b"new content" in path.read_bytes()


def test_a_replacement_waits_for_that_of_another_process_and_checks_the_file_again(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", exif_segment())
    prepared = prepare(path, EIFFEL, WriteSettings())
    problems = []

    def replace() -> None:
        with Journal() as journal:
            batch = journal.start_batch("write", "test")
            try:
                commit(prepared, WriteSettings(), journal, batch)
            except files.ChangedError as error:
                problems.append(error)
            journal.finish_batch(batch)

    with Journal() as other:
        thread = threading.Thread(target=replace)
        with other.replacing():
            thread.start()
            thread.join(0.5)
            assert thread.is_alive()
            assert read_metadata(path).keywords == ()
            make_jpeg(path, exif_segment(maker_note=b"theirs"))
        thread.join(30)
    assert len(problems) == 1
    assert b"theirs" in path.read_bytes()
    assert os.listdir(tmp_path) == ["a.jpg"]


def test_a_process_that_hangs_while_replacing_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(journal, "_PATIENCE", 0.05)
    path = make_jpeg(tmp_path / "a.jpg")
    before = path.read_bytes()
    with Journal() as other, other.replacing():
        result = write(path)
    assert (result.status, result.failed) == ("refused", True)
    assert "hangs" in result.reason
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["a.jpg"]


@pytest.mark.parametrize("error", [KeyboardInterrupt(), JournalError("disk full")], ids=["Ctrl-C", "journal"])
def test_a_write_whose_last_entry_is_missing_is_found_out_and_undone(tmp_path, monkeypatch, error):
    path = make_jpeg(tmp_path / "a.jpg")

    def fail(*arguments: object) -> None:
        raise error

    with monkeypatch.context() as patched:
        patched.setattr(Journal, "end", fail)
        with pytest.raises(KeyboardInterrupt) if isinstance(error, KeyboardInterrupt) else contextlib.nullcontext():
            assert write(path).status == "written", "the entry made before is enough"
    batch = last_batch()
    assert read_metadata(path).keywords == ("Eiffel Tower",)
    with Journal() as journal:
        assert [w.state for w in journal.writes(batch)] == ["done"]
        assert journal.recover().interrupted == ()
        assert [w.state for w in journal.writes(batch)] == ["done"]
        assert [r.status for r in undo_batch(journal, batch)] == ["restored"]
    assert read_metadata(path).keywords == ()


def test_writes_to_a_disk_that_is_not_there_wait_for_it(tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    path = make_jpeg(disk / "a.jpg")
    prepared = prepare(path, EIFFEL, WriteSettings())
    temporary = files.temporary_for(path)
    journal = Journal()
    batch = journal.start_batch("write", "test")
    journal.begin(
        batch, "r", path, path, temporary, before=prepared.before, after=prepared.after, mtime_ns=None,
        edits=prepared.plan.edits, inverse=prepared.inverse,
    )  # fmt: skip
    temporary.write_bytes(b"half")
    journal.close()
    disk.rename(tmp_path / "elsewhere")
    with Journal() as journal:
        assert [b.identifier for b in journal.recover().interrupted] == [batch]
        assert [w.state for w in journal.writes(batch)] == ["pending"]
        assert journal.recover().interrupted == (), "it is reported once"
        (tmp_path / "elsewhere").rename(disk)
        assert journal.recover().removed == (temporary,)
        assert [w.state for w in journal.writes(batch)] == ["not written"]
    assert os.listdir(disk) == ["a.jpg"]


def test_a_batch_that_is_being_written_is_not_undone(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    with Journal() as journal, Journal() as other:
        batch = journal.start_batch("write", "test")
        commit(prepare(path, EIFFEL, WriteSettings()), WriteSettings(), journal, batch)
        for opened in (journal, other):
            with pytest.raises(RefusedError, match="still being written"):
                undo_batch(opened, batch)
        journal.finish_batch(batch)
        assert [r.status for r in undo_batch(other, batch)] == ["restored"]


def test_a_damaged_entry_of_the_journal_is_one_clear_error(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    write(path)
    with sqlite3.connect(default_path()) as database:
        database.execute("UPDATE writes SET inverse=x'00'")
    database.close()
    with Journal() as journal, pytest.raises(JournalError, match="damaged"):
        journal.writes(last_batch())


@posix
def test_a_pipe_in_the_place_of_a_photo_does_not_hold_us_up(tmp_path):
    os.mkfifo(tmp_path / "a.jpg")
    with pytest.raises(OSError, match="not a regular file"):
        read_metadata(tmp_path / "a.jpg")
    path = make_jpeg(tmp_path / "b.jpg")
    os.mkfifo(tmp_path / "b.jpg.xmp")
    assert read_metadata(path).keywords == ()
    result = write(path, sidecar="always")
    assert (result.status, result.failed) == ("refused", False)


@posix
@pytest.mark.parametrize("sidecar", ["auto", "always"])
def test_nobody_else_can_read_the_copy_of_a_private_photo_not_even_for_a_moment(tmp_path, monkeypatch, sidecar):
    path = make_jpeg(tmp_path / "a.jpg")
    path.chmod(0o600)
    modes = []
    real_open = os.open

    def watched(name, flags, mode=0o777, **options):
        descriptor = real_open(name, flags, mode, **options)
        if "landmark-tagger" in str(name):
            modes.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        return descriptor

    monkeypatch.setattr(os, "open", watched)
    result = write(path, sidecar=sidecar, keep_original=True)
    assert result.status in ("written", "sidecar")
    assert set(modes) == {0o600}
    assert stat.S_IMODE(result.target.stat().st_mode) == 0o600


@posix
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can make files of others")
def test_a_photo_of_somebody_else_gets_a_sidecar_instead_of_a_new_owner():
    with tempfile.TemporaryDirectory() as scratch:  # pytest's own folder is closed to other users
        os.chmod(scratch, 0o755)
        folder, home = Path(scratch) / "shared", Path(scratch) / "home"
        for made in (folder, home):
            made.mkdir()
            made.chmod(0o777)
        check_photo_of_somebody_else(folder, home)


def check_photo_of_somebody_else(folder: Path, home: Path) -> None:
    path = make_jpeg(folder / "a.jpg")
    path.chmod(0o666)
    before = path.read_bytes()
    script = (
        "import os, sys; from pathlib import Path; sys.path.insert(0, sys.argv[2])\n"
        "from metadata_files import EIFFEL, Item, write_batch\n"
        "from metadata_files import WriteSettings\n"
        "os.setgid(12345); os.setuid(12345)\n"
        "for policy in ('never', 'auto'):\n"
        "    settings = WriteSettings(sidecar=policy)\n"
        "    result = write_batch([Item(Path(sys.argv[1]), EIFFEL)], settings).results[0]\n"
        "    print(result.status, result.failed, result.reason)\n"
    )
    environment = {**os.environ, "LANDMARK_GUI_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", script, str(path), str(Path(__file__).parent)],
        capture_output=True, text=True, check=False, env=environment,
    )  # fmt: skip
    assert not done.stderr
    never, auto = done.stdout.splitlines()
    assert never.startswith("refused False The file belongs to another user")
    assert auto.startswith("sidecar False The file belongs to another user")
    assert path.read_bytes() == before
    assert sorted(os.listdir(folder)) == ["a.jpg", "a.jpg.xmp"]


@posix
def test_a_disk_error_behind_the_replacement_is_told_truly(tmp_path, monkeypatch):
    path = make_jpeg(tmp_path / "a.jpg")

    def fail(folder: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(files, "_sync_folder", fail)
    result = write(path)
    assert result.failed
    assert "was written" in result.reason
    with Journal() as journal:
        assert [w.state for w in journal.writes(last_batch())] == ["done"]


@posix
def test_a_sidecar_with_further_names_is_not_torn_from_them(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    side = tmp_path / "a.jpg.xmp"
    side.write_text(packet(bag("dc:subject", "Family"), wrap=False), encoding="utf-8")
    os.link(side, tmp_path / "backup.xmp")
    assert "hard links" in write(path, sidecar="always").reason
    assert write(path, sidecar="always", hard_links="write").status == "sidecar"


def test_a_name_without_room_for_a_sidecar_is_written_nevertheless(tmp_path):
    path = tmp_path / ("x" * 250 + ".jpg")
    make_jpeg(path)
    assert write(path).status == "written"
    assert read_metadata(path).keywords == ("Eiffel Tower",)
    assert write(path, named("Other"), sidecar="always").status == "refused"
    assert os.listdir(tmp_path) == [path.name]


def test_an_empty_or_giant_sidecar_is_named_as_the_reason(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    side = tmp_path / "a.jpg.xmp"
    side.touch()
    result = write(path, sidecar="always")
    assert (result.status, result.unreadable) == ("refused", False)
    assert "a.jpg.xmp" in result.reason
    with side.open("wb") as file:
        file.truncate(1_000_000_000)
    tracemalloc.start()
    try:
        assert "too large" in write(path, sidecar="always").reason
        assert any("32 MB" in warning for warning in read_metadata(path).warnings)
        assert write(path).status == "written"
        assert tracemalloc.get_traced_memory()[1] < 100_000_000
    finally:
        tracemalloc.stop()


def test_the_content_is_hashed_and_compared_in_pieces():
    data = b"abc" * 1000
    pieces = [memoryview(data)[:100], memoryview(data)[100:]]
    assert files.digest(pieces) == files.digest(data) == hashlib.sha256(data).hexdigest()
    assert files._is(data, pieces)
    assert not files._is(data + b"x", pieces)
    assert not files._is(data[:-1], pieces)
    assert not files._is(b"x" + data[1:], pieces)


def test_a_write_error_names_the_file_that_is_left(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    _, state = files.inspect(path)
    temporary = files.temporary_for(path)

    def wrong(written: bytes) -> None:
        raise WriteError("Verification failed: on purpose.")

    with pytest.raises(WriteError, match="on purpose"):
        files.put(path, state, [b"new"], temporary, wrong, exclusive=contextlib.nullcontext())
    assert os.listdir(tmp_path) == ["a.jpg"]


def test_a_mistake_of_ours_with_one_file_does_not_cost_the_others(tmp_path, monkeypatch):
    paths = [make_jpeg(tmp_path / f"{number}.jpg") for number in range(3)]
    before = paths[1].read_bytes()
    real = files.read

    def broken(path: Path, state: files.FileState) -> bytes:
        if path == paths[1]:
            raise ZeroDivisionError("who would have thought")
        return real(path, state)

    with monkeypatch.context() as patched:
        patched.setattr(files, "read", broken)
        results = write_batch([Item(path, EIFFEL) for path in paths]).results
        assert [(r.status, r.failed) for r in results] == [("written", False), ("refused", True), ("written", False)]
        assert "ZeroDivisionError: who would have thought" in results[1].reason
        assert paths[1].read_bytes() == before
        write_results = [r.status for r in results]
    write(paths[1])
    with Journal() as opened, monkeypatch.context() as patched:
        patched.setattr(files, "read", broken)
        assert [r.status for r in undo_batch(opened, last_batch())] == ["refused"]
    assert write_results.count("written") == 2


def test_the_same_photo_twice_in_one_batch_is_written_once(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    results = write_batch([Item(path, EIFFEL), Item(path, EIFFEL), Item(path, named("Other"))]).results
    assert [r.status for r in results] == ["written", "unchanged", "written"]
    assert read_metadata(path).keywords == ("Eiffel Tower", "Other")
