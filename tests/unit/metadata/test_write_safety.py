"""The file system: links, permissions, attributes, odd names, a full disk, other programs, killed processes."""

import os
import random
import resource
import signal
import stat
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pytest
from metadata_files import EIFFEL, exif_segment, jpeg_bytes, last_batch, make_jpeg, refused, write

from landmark_gui.metadata import Item, Journal, WriteSettings, read_metadata, undo_batch, write_batch
from landmark_gui.metadata import replace as files
from landmark_gui.metadata.journal import checksum
from landmark_gui.metadata.writer import commit, prepare

posix = pytest.mark.skipif(os.name == "nt", reason="needs POSIX files")


def leftovers(folder: Path) -> list[str]:
    return [name for name in os.listdir(folder) if "landmark-tagger" in name]


def test_files_that_are_no_photos_are_refused(tmp_path):
    empty = tmp_path / "empty.jpg"
    empty.touch()
    text = tmp_path / "text.jpg"
    text.write_text("hello, this is a text")
    for path in (empty, text, tmp_path, tmp_path / "missing.jpg"):
        result = write(path)
        assert (result.status, result.failed) == ("refused", False)
        assert result.reason
    assert sorted(os.listdir(tmp_path)) == ["empty.jpg", "text.jpg"]


@posix
def test_pipes_and_devices_are_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")
    assert "regular" in write(tmp_path / "pipe.jpg").reason
    assert "regular" in write(Path("/dev/null")).reason


@posix
def test_a_read_only_file_is_refused(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    path.chmod(0o444)
    assert "read-only" in refused(path)
    assert write(path).status == "refused"
    assert os.listdir(tmp_path) == ["a.jpg"]


@posix
def test_a_read_only_folder_is_refused(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    path = make_jpeg(folder / "a.jpg")
    folder.chmod(0o555)
    try:
        assert "read-only" in refused(path)
        assert write(path, sidecar="always").status == "refused"
    finally:
        folder.chmod(0o755)


@posix
def test_the_target_of_a_symbolic_link_changes_and_the_link_stays(tmp_path):
    (tmp_path / "store").mkdir()
    real = make_jpeg(tmp_path / "store" / "real.jpg")
    link = tmp_path / "link.jpg"
    link.symlink_to(Path("store") / "real.jpg")
    assert write(link).status == "written"
    assert link.is_symlink()
    assert os.readlink(link) == os.path.join("store", "real.jpg")
    assert read_metadata(real).keywords == ("Eiffel Tower",)


@posix
def test_hard_links_use_a_sidecar_are_refused_or_written_as_chosen(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    other = tmp_path / "b.jpg"
    os.link(path, other)
    before = path.read_bytes()
    assert "hard links" in refused(path)
    assert "hard links" in write(path, hard_links="refuse").reason
    assert write(path).status == "sidecar"
    assert path.read_bytes() == other.read_bytes() == before
    (tmp_path / "a.jpg.xmp").unlink()
    assert write(path, hard_links="write").status == "written"
    assert other.read_bytes() == before


@posix
def test_mode_owner_and_attributes_are_kept(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", exif_segment())
    path.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(path, 1234, 2345)
    attributes = {"user.tag": b"holiday"}
    try:
        os.setxattr(path, "user.tag", b"holiday")
    except (OSError, AttributeError):
        attributes = {}
    before = path.stat()
    assert write(path).status == "written"
    after = path.stat()
    assert stat.S_IMODE(after.st_mode) == 0o640
    assert (after.st_uid, after.st_gid) == (before.st_uid, before.st_gid)
    for name, value in attributes.items():
        assert os.getxattr(path, name) == value


def test_times_are_kept_on_request_and_where_they_are_the_only_date(tmp_path):
    dated = make_jpeg(tmp_path / "dated.jpg", exif_segment())
    undated = make_jpeg(tmp_path / "undated.jpg")
    for path in (dated, undated):
        os.utime(path, ns=(5_000_000_000, 7_000_000_000))
    write(dated)
    write(undated)
    assert dated.stat().st_mtime_ns > 7_000_000_000
    assert undated.stat().st_mtime_ns == 7_000_000_000, "programs show it as the photo's date"
    again = make_jpeg(tmp_path / "again.jpg", exif_segment())
    os.utime(again, ns=(5_000_000_000, 7_000_000_000))
    write(again, preserve_mtime=True)
    assert again.stat().st_mtime_ns == 7_000_000_000


def test_the_original_is_kept_once_and_never_overwritten(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    before = path.read_bytes()
    assert write(path, keep_original=True).status == "written"
    original = tmp_path / "a.jpg.original"
    assert original.read_bytes() == before
    from metadata_files import named

    assert write(path, named("Other"), keep_original=True).status == "written"
    assert original.read_bytes() == before
    assert not leftovers(tmp_path)


@posix
@pytest.mark.parametrize("taken_by", ["folder", "broken link"])
def test_no_write_without_the_copy_that_was_asked_for(tmp_path, taken_by):
    path, original = make_jpeg(tmp_path / "a.jpg"), tmp_path / "a.jpg.original"
    if taken_by == "folder":
        original.mkdir()
    else:
        original.symlink_to(tmp_path / "missing")
    before = path.read_bytes()
    result = write(path, keep_original=True)
    assert result.status == "refused"
    assert "a.jpg.original is taken" in result.reason
    assert path.read_bytes() == before


@posix
@pytest.mark.parametrize(
    "name", [b"-rf.jpg", b"--.jpg", b"a\nb.jpg", b"caf\xe9.jpg", b"a b'\"$(x).jpg", "東京.jpg".encode()]
)
@pytest.mark.parametrize("sidecar", ["auto", "always"])
def test_odd_names_work(tmp_path, name, sidecar):
    path = tmp_path / os.fsdecode(name)
    make_jpeg(path)
    before = path.read_bytes()
    assert write(path, sidecar=sidecar).status in ("written", "sidecar")
    assert read_metadata(path).keywords == ("Eiffel Tower",)
    with Journal() as journal:
        assert [r.status for r in undo_batch(journal, last_batch())] == ["restored"]
    assert path.read_bytes() == before
    assert os.listdir(os.fsencode(tmp_path)) == [name]


@pytest.mark.parametrize("kind", ["edited", "replaced", "removed", "appeared"])
def test_another_program_meanwhile_aborts_the_write(tmp_path, kind):
    path = make_jpeg(tmp_path / "a.jpg", exif_segment())
    settings = WriteSettings(sidecar="always" if kind == "appeared" else "auto")
    prepared = prepare(path, EIFFEL, settings)
    if kind == "edited":
        os.utime(path, ns=(1, 12345))
    elif kind == "replaced":
        (tmp_path / "b").write_bytes(path.read_bytes())
        os.utime(tmp_path / "b", ns=(1, path.stat().st_mtime_ns))
        os.replace(tmp_path / "b", path)
    elif kind == "removed":
        path.unlink()
    else:
        (tmp_path / "a.jpg.xmp").write_text("theirs")
    with Journal() as journal:
        batch = journal.start_batch("write", "test")
        with pytest.raises(files.ChangedError):
            commit(prepared, settings, journal, batch)
        assert [w.state for w in journal.writes(batch)] != ["done"]
        journal.finish_batch(batch)
    assert not leftovers(tmp_path)
    if kind == "appeared":
        assert (tmp_path / "a.jpg.xmp").read_text() == "theirs"


def test_a_file_that_changed_after_it_was_read_is_read_again(tmp_path):
    first, second = make_jpeg(tmp_path / "1.jpg"), make_jpeg(tmp_path / "2.jpg")

    def change(result) -> None:  # the second file is prepared already when the first is reported
        if result.path == first:
            time.sleep(0.3)
            make_jpeg(second, exif_segment(maker_note=b"new content"))

    results = write_batch([Item(first, EIFFEL), Item(second, EIFFEL)], on_result=change).results
    assert [r.status for r in results] == ["written", "written"]
    assert b"new content" in second.read_bytes()


@posix
@pytest.mark.parametrize("limit", [0, 1, 1000, "half", "short by one"])
@pytest.mark.parametrize("sidecar", ["auto", "always"])
def test_a_full_disk_leaves_the_original_and_no_temporary(tmp_path, limit, sidecar):
    path = make_jpeg(tmp_path / "a.jpg", quality=100)
    before = path.read_bytes()
    size = len(before) if sidecar == "auto" else 2500
    number = {"half": size // 2, "short by one": size - 1}.get(limit, limit)
    with Journal() as journal:  # on another disk, with room
        batch = journal.start_batch("write", "test")
        settings = WriteSettings(sidecar=sidecar)
        prepared = prepare(path, EIFFEL, settings)
        old = resource.getrlimit(resource.RLIMIT_FSIZE)
        real_begin = journal.begin

        def begin_then_fill(*arguments, **options):
            result = real_begin(*arguments, **options)
            resource.setrlimit(resource.RLIMIT_FSIZE, (number, old[1]))
            return result

        journal.begin = begin_then_fill
        real_settle = journal.settle

        def settle_with_room(identifier):
            resource.setrlimit(resource.RLIMIT_FSIZE, old)
            real_settle(identifier)

        journal.settle = settle_with_room
        try:
            with pytest.raises(files.WriteError, match="The photo is as it was"):
                commit(prepared, settings, journal, batch)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, old)
        assert [w.state for w in journal.writes(batch)] == ["not written"]
        journal.finish_batch(batch)
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["a.jpg"]


@posix
def test_a_full_disk_for_the_journal_too_writes_nothing(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", quality=100)
    before = path.read_bytes()
    script = (
        "import resource, sys; from pathlib import Path; sys.path.insert(0, sys.argv[2])\n"
        "from metadata_files import EIFFEL, Item, write_batch\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
        "try:\n print(write_batch([Item(Path(sys.argv[1]), EIFFEL)]).results[0].status)\n"
        "except Exception as error:\n print(type(error).__name__, error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path), str(Path(__file__).parent)],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert done.stdout.startswith("JournalError"), done
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["a.jpg"]


VICTIM = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from metadata_files import EIFFEL, Item, WriteSettings, write_batch
paths = sorted(Path(sys.argv[1]).glob("*.jpg"))
print("ready", flush=True)
write_batch([Item(path, EIFFEL) for path in paths], WriteSettings(sidecar=sys.argv[3]))
"""


def kill_during_writes(folder: Path, count: int, delay: float, sidecar: str) -> tuple[int, int]:
    """Kills a writing process after ``delay`` seconds; checks disk and journal; gives (new, old) counts."""
    data = jpeg_bytes()
    for number in range(count):
        (folder / f"{number:03}.jpg").write_bytes(data)
    process = subprocess.Popen(
        [sys.executable, "-c", VICTIM, str(folder), str(Path(__file__).parent), sidecar],
        stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )  # fmt: skip
    assert process.stdout
    assert process.stdout.readline() == b"ready\n"
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    with Journal() as journal:
        recovery = journal.recover()
        batches = journal.batches()  # on a fast machine the batch may be over before the kill
        assert not recovery.unknown
        writes = [write for batch in batches for write in journal.writes(batch.identifier)]
        done = {write.target: write for write in writes if write.state == "done"}
        assert all(write.state in ("done", "not written") for write in writes)
        new = old = 0
        for number in range(count):
            path = folder / f"{number:03}.jpg"
            target = path if sidecar == "auto" else path.with_name(f"{path.name}.xmp")
            if target in done:
                assert checksum(target) == done[target].after
                assert read_metadata(path).keywords == ("Eiffel Tower",)
                new += 1
            else:
                assert path.read_bytes() == data
                assert sidecar == "auto" or not target.exists()
                old += 1
        assert not leftovers(folder)
        for batch in batches:
            assert {r.status for r in undo_batch(journal, batch.identifier)} <= {"restored"}
    assert all(path.read_bytes() == data for path in folder.iterdir())
    assert len(os.listdir(folder)) == count
    return new, old


@posix
@pytest.mark.parametrize("sidecar", ["auto", "always"])
def test_kill_9_leaves_old_or_new_files_and_a_true_journal(tmp_path, sidecar):
    delay = random.Random(sidecar).uniform(0.05, 0.5)
    kill_during_writes(tmp_path, 60, delay, sidecar)


def killed_at(call: int, path: Path, settings: WriteSettings) -> bool:
    """Writes in a forked process that kills itself at its ``call``-th audited call; whether it came that far."""
    with warnings.catch_warnings():
        # Python warns where other tests have left native threads; this child uses none of theirs.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        seen = 0

        def count(event: str, arguments: tuple) -> None:
            nonlocal seen
            if event == "open" or event.startswith(("os.", "shutil.", "sqlite3.")):
                seen += 1
                if seen == call:
                    os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(count)
            write_batch([Item(path, EIFFEL)], settings)
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@posix
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("options", [{"keep_original": True}, {"sidecar": "always"}], ids=["in place", "sidecar"])
def test_kill_9_at_each_audited_call(tmp_path, monkeypatch, options):
    """Each opening, renaming, linking, removing, changing of attributes and connecting in turn."""
    settings = WriteSettings(**options)
    outcomes = set()
    for call in range(1, 400):
        folder = tmp_path / str(call)
        folder.mkdir()
        monkeypatch.setenv("LANDMARK_GUI_HOME", str(folder / "home"))
        path = make_jpeg(folder / "a.jpg", exif_segment())
        before = path.read_bytes()
        target = path if "sidecar" not in options else folder / "a.jpg.xmp"
        absent = checksum(target)
        if not killed_at(call, path, settings):
            break
        with Journal() as journal:
            recovery = journal.recover()
            assert not recovery.unknown
            writes = [write for batch in journal.batches() for write in journal.writes(batch.identifier)]
            assert len(writes) <= 1
            done = bool(writes) and writes[0].state == "done"
            assert checksum(target) == (writes[0].after if done else absent)
            assert bool(read_metadata(path).keywords) is done
            assert not leftovers(folder)
            outcomes.add(done)
            for batch in journal.batches():
                undo_batch(journal, batch.identifier)
        assert path.read_bytes() == before
        assert target == path or not target.exists()
    else:
        pytest.fail("the write never ended")
    assert outcomes == {True, False}


@pytest.mark.slow
@posix
def test_kill_9_at_many_moments_of_300_writes(tmp_path, monkeypatch):
    moments = random.Random(5)
    total_new = 0
    for attempt in range(10):
        folder = tmp_path / str(attempt)
        folder.mkdir()
        monkeypatch.setenv("LANDMARK_GUI_HOME", str(tmp_path / f"home{attempt}"))
        new, _ = kill_during_writes(folder, 300, moments.uniform(0, 3), moments.choice(["auto", "always"]))
        total_new += new
    assert total_new > 0


def test_at_next_start_stale_temporaries_go_and_the_batch_is_reported(tmp_path):
    """Every step at which a process can die between the journal's two entries, without waiting for luck."""
    path = make_jpeg(tmp_path / "a.jpg")
    prepared = prepare(path, EIFFEL, WriteSettings())
    temporary = files.temporary_for(path)
    for replaced in (False, True):
        journal = Journal()
        batch = journal.start_batch("write", "test")
        journal.begin(
            batch, "r", path, path, temporary, before=prepared.before, after=prepared.after, mtime_ns=None,
            edits=prepared.plan.edits, inverse=prepared.inverse,
        )  # fmt: skip
        temporary.write_bytes(b"".join(prepared.content))
        if replaced:
            os.replace(temporary, path)
        with Journal() as other:
            assert other.recover().interrupted == (), "the batch is still running"
            assert temporary.exists() is not replaced
        journal.close()
        with Journal() as other:
            recovery = other.recover()
            assert [b.identifier for b in recovery.interrupted] == [batch]
            assert [w.state for w in other.writes(batch)] == ["done" if replaced else "not written"]
            assert recovery.removed == (() if replaced else (temporary,))
            assert other.recover().interrupted == ()
        assert not leftovers(tmp_path)
