"""Finding photos and reading their facts, and noticing what other programs do to the folders."""

import os
import shutil
import subprocess
import sys
import threading
import time

import photo_factory
import pytest
from worker_tools import Record, has_ended, plain_threads, thread_of, wait, wait_idle

from landmark_gui.library.photo_table import PhotoTable
from landmark_gui.library.photos import Photo
from landmark_gui.workers import watch_engine
from landmark_gui.workers.folder_watch import FolderWatch
from landmark_gui.workers.scan_worker import FoundPhoto, Known, ScanWorker


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    exif = photo_factory.exif(date="2019:07:14 10:00:00", gps=(48.8584, 2.2945))
    return photo_factory.save(tmp_path_factory.mktemp("scan") / "original.jpg", photo_factory.scene(64, 48), exif=exif)


@pytest.fixture
def folder(tmp_path, original):
    """40 photos in three folders, and a text."""
    place = tmp_path / "photos"
    for number in range(40):
        photo = place / ("a", "b", "b/c")[number % 3] / f"{number:02}.jpg"
        photo.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(original, photo)
    (place / "notes.txt").write_text("no photo")
    return place


def known_files(photos):
    table = PhotoTable()
    table.add(photos)
    return table.known_files()


def photos_in(folder):
    return sorted(folder.rglob("*.jpg"))


def scanner(*arguments, **options):
    worker = ScanWorker(*arguments, **options)
    return worker, Record(worker)


@pytest.fixture
def worker(qtbot):
    worker = ScanWorker()
    yield worker
    assert worker.stop()
    assert has_ended(thread_of(worker))
    assert not plain_threads("scan")


@pytest.fixture
def record(worker):
    return Record(worker)


# --- scanning ---------------------------------------------------------------------------------------------------------


def test_photos_are_listed_and_then_described(qtbot, worker, record, folder):
    worker.scan([folder])
    wait_idle(qtbot, worker)
    found = record.items("found")
    assert [photo.path for photo in found] == sorted(photos_in(folder), key=lambda path: (path.parent, path.name))
    for photo in found:
        status = photo.path.stat()
        assert (photo.size, photo.mtime_ns) == (status.st_size, status.st_mtime_ns)
    names = record.names()
    assert names[0] == "started"
    assert names[-1] == "finished"
    assert record.values("listed") == [40]
    assert names.index("listed") < names.index("facts")
    facts = dict(record.items("facts"))
    assert facts.keys() == set(found)
    assert all(entry.capture_time == "2019-07-14T10:00:00" for entry in facts.values())
    (summary,) = record.values("finished")
    assert (summary.photos, summary.facts, summary.failed, summary.cancelled) == (40, 40, 0, False)
    assert record.threads == {threading.get_ident()}


def test_the_first_photos_come_before_the_list_is_complete(qtbot, tmp_path, original):
    for number in range(3000):
        photo = tmp_path / f"{number // 300}" / f"{number}.jpg"
        photo.parent.mkdir(exist_ok=True)
        os.link(original, photo)
    worker, record = scanner(describe=lambda photo: None)
    worker.scan([tmp_path])
    wait_idle(qtbot, worker)
    assert len(record.items("found")) == 3000
    assert len(record.values("found")[0]) < 3000
    assert len(record.items("facts")) == 3000
    worker.stop()


def test_what_the_catalog_knows_is_not_read_again(qtbot, folder):
    known = set(photos_in(folder)[::2])
    threads, read = set(), []

    def recall(photos):
        threads.add(threading.get_ident())
        return {photo.path: "known" for photo in photos if photo.path in known}

    def describe(photo):
        threads.add(threading.get_ident())
        read.append(photo.path)
        return "read"

    worker, record = scanner(describe, recall)
    worker.scan([folder])
    wait_idle(qtbot, worker)
    assert {photo.path: fact for photo, fact in record.items("facts")} == {
        path: "known" if path in known else "read" for path in photos_in(folder)
    }
    assert sorted(read) == [path for path in photos_in(folder) if path not in known]
    assert threading.get_ident() not in threads
    worker.stop()


def test_visible_photos_are_described_first(qtbot, folder):
    gate = threading.Event()

    def describe(photo):
        gate.wait(10)
        time.sleep(0.03)
        return photo.path.name

    worker, record = scanner(describe)
    worker.scan([folder])
    wait(qtbot, lambda: record.values("listed"))
    visible = [photo.path for photo in record.items("found")[-3:]]
    worker.prioritise(visible)
    gate.set()
    wait_idle(qtbot, worker)
    order = [photo.path for photo, _ in record.items("facts")]
    # Behind the one photo, or two, for which there was time in the hand.
    assert max(order.index(path) for path in visible) <= 6
    assert len(order) == len(set(order)) == 40
    worker.stop()


def test_files_are_taken_by_name_and_problems_are_told(qtbot, worker, record, folder, tmp_path):
    worker.scan([photos_in(folder)[0], tmp_path / "missing", folder / "b" / "c"])
    wait_idle(qtbot, worker)
    assert len(record.items("found")) == 14
    (failure,) = record.items("failed")
    assert failure.path == tmp_path / "missing"
    assert failure.reason.endswith(".")
    assert record.values("finished")[0].failed == 1


def test_an_empty_folder_and_no_folder(qtbot, worker, record, tmp_path):
    for paths in ([tmp_path], []):
        worker.scan(paths)
        wait_idle(qtbot, worker)
    assert record.names() == ["started", "listed", "finished"] * 2
    assert record.values("listed") == [0, 0]


def test_a_photo_that_cannot_be_described_does_not_end_the_others(qtbot, folder):
    def describe(photo):
        if photo.path.name == "03.jpg":
            raise PermissionError(13, "no")
        if photo.path.name == "04.jpg":
            raise RuntimeError("odd")
        return "facts"

    worker, record = scanner(describe)
    worker.scan([folder])
    wait_idle(qtbot, worker)
    assert len(record.items("facts")) == 38
    assert {failure.path.name for failure in record.items("failed")} == {"03.jpg", "04.jpg"}
    assert record.values("finished")[0].failed == 2
    worker.stop()


def test_a_catalog_that_fails_ends_the_scan_with_a_sentence(qtbot, folder):
    def recall(_):
        raise RuntimeError("the catalog\nis broken")

    worker, record = scanner(None, recall)
    worker.scan([folder])
    wait_idle(qtbot, worker)
    assert len(record.items("found")) == 40
    (failure,) = record.items("failed")
    assert "the catalog is broken" in failure.reason
    assert record.names()[-1] == "finished"
    worker.scan([])
    wait_idle(qtbot, worker)
    assert record.names()[-1] == "finished"
    worker.stop()


def test_another_scan_cancels_the_one_that_runs(qtbot, folder):
    worker, record = scanner(lambda photo: time.sleep(0.02))
    worker.scan([folder])
    wait(qtbot, lambda: record.items("facts"))
    worker.scan([folder / "a"])
    wait_idle(qtbot, worker)
    first, second = record.values("finished")
    assert first.cancelled
    assert 0 < first.facts < 40
    assert (second.photos, second.facts, second.cancelled) == (14, 14, False)
    worker.stop()


def test_cancelling_keeps_what_was_found(qtbot, folder):
    worker, record = scanner(lambda photo: time.sleep(0.02))
    worker.scan([folder])
    wait(qtbot, lambda: record.items("facts"))
    worker.cancel()
    wait_idle(qtbot, worker)
    assert record.values("finished")[0].cancelled
    assert record.values("finished")[0].facts == len(record.items("facts")) < 40
    worker.stop()


def test_a_folder_that_is_deleted_while_its_photos_are_read(qtbot, folder):
    started, gone = threading.Event(), threading.Event()

    def describe(photo):
        started.set()
        gone.wait()
        return photo.path.read_bytes()

    worker, record = scanner(describe)
    worker.scan([folder])
    started.wait()
    folder.rename(folder.with_name("elsewhere"))  # at once, as an unplugged disk goes
    gone.set()
    wait_idle(qtbot, worker)
    (summary,) = record.values("finished")
    assert summary.facts < 40
    assert folder in {failure.path for failure in record.items("failed")}
    assert len(record.items("failed")) <= 5
    worker.stop()


def test_stopping_in_the_middle_of_a_scan(qtbot, folder):
    worker, record = scanner(lambda photo: time.sleep(0.05))
    worker.scan([folder])
    wait(qtbot, lambda: record.items("facts"))
    assert worker.stop()
    assert has_ended(thread_of(worker))
    assert not plain_threads("scan")
    assert "finished" not in record.names()


def test_looking_again_tells_what_is_new_changed_or_gone(qtbot, worker, record, folder, original):
    paths = photos_in(folder)
    known = known_files(Photo(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in paths)
    paths[0].unlink()
    os.utime(paths[1], (1, 1))
    new = folder / "d" / "new.jpg"
    new.parent.mkdir()
    shutil.copy(original, new)
    shutil.rmtree(folder / "b" / "c")
    worker.refresh([folder, folder / "b" / "c"], known)
    wait_idle(qtbot, worker)
    assert {photo.path for photo in record.items("found")} == {paths[1], new}
    assert set(record.items("gone")) == {paths[0], *(path for path in paths if path.parent.name == "c")}
    assert not record.items("failed")
    assert {photo.path for photo, _ in record.items("facts")} == {paths[1], new}


def test_what_is_known_of_a_folder_is_told_before_the_disk_is_asked(qtbot, folder, original):
    paths = photos_in(folder)
    hidden = folder / "a" / ".hidden.jpg"
    shutil.copy(original, hidden)
    photos = [Photo(str(path), path.stat().st_size, path.stat().st_mtime_ns) for path in (*paths, hidden)]
    paths[0].unlink()
    os.utime(paths[1], (1, 1))
    new = folder / "d" / "new.jpg"
    new.parent.mkdir()
    shutil.copy(original, new)
    tidied = []

    def know(wanted, into):
        assert wanted == (folder,)
        return Known(wanted, into, known_files(photos))

    def tidy():
        tidied.append(threading.get_ident())
        return len(tidied) < 3

    worker, record = scanner(know=know, tidy=tidy)
    into = object()
    worker.scan([folder], into)
    wait_idle(qtbot, worker)
    (known,) = record.values("known")
    assert known.photos is into
    names = record.names()
    assert names[:2] == ["started", "known"]
    assert {photo.path for photo in record.items("found")} == {paths[1], new}
    assert record.items("gone") == [paths[0]]
    assert record.items("left_out") == [hidden]
    assert record.values("listed") == [len(photos) + 2]
    assert {photo.path for photo, _ in record.items("facts")} == {paths[1], new}
    wait(qtbot, lambda: len(tidied) == 3)
    assert threading.get_ident() not in tidied
    assert worker.stop()


def test_nothing_is_lost_where_what_is_known_cannot_be_found_out(qtbot, folder):
    def know(wanted, into):
        raise RuntimeError("broken")

    worker, record = scanner(know=know)
    worker.scan([folder], object())
    wait_idle(qtbot, worker)
    assert record.values("known") == [None]
    assert len(record.items("found")) == len(record.items("facts")) == 40
    assert not record.items("failed")
    assert worker.stop()


def test_photos_of_a_folder_that_is_unplugged_are_not_gone(qtbot, worker, record, folder):
    known = known_files(Photo(str(path), 1, 1) for path in photos_in(folder))
    shutil.rmtree(folder)
    worker.refresh([folder], known)
    wait_idle(qtbot, worker)
    assert not record.items("gone")
    (failure,) = record.items("failed")
    assert failure.path == folder


# --- watching ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def watch(qtbot, monkeypatch):
    monkeypatch.setattr(watch_engine, "_AGAIN_MS", 400)
    worker = FolderWatch()
    yield worker
    assert worker.stop()
    assert has_ended(thread_of(worker))
    assert not plain_threads("folder-watch")


def watched(worker) -> set[str]:
    watcher = worker._watching._watcher
    return set(watcher.directories()) if watcher else set()


def watch_folder(qtbot, worker, folder, count) -> Record:
    record = Record(worker)
    worker.watch([folder])
    wait(qtbot, lambda: len(watched(worker)) == count)
    return record


def test_new_photos_are_noticed_also_in_new_folders(qtbot, watch, folder, original):
    record = watch_folder(qtbot, watch, folder, 4)
    shutil.copy(original, folder / "a" / "new.jpg")
    wait(qtbot, lambda: folder / "a" in record.items("changed"))
    (folder / "a" / "deep" / "deeper").mkdir(parents=True)
    wait(qtbot, lambda: str(folder / "a" / "deep" / "deeper") in watched(watch))
    shutil.copy(original, folder / "a" / "deep" / "deeper" / "new.jpg")
    wait(qtbot, lambda: folder / "a" / "deep" / "deeper" in record.items("changed"))
    assert not record.items("failed")


def test_folders_that_a_scan_leaves_out_are_not_watched(qtbot, watch, folder):
    """A Synology keeps a folder of previews for each photo."""
    for name in ("@eaDir/00.jpg", "a/@eaDir/00.jpg", "a/@eaDir/01.jpg", "$RECYCLE.BIN", ".thumbnails"):
        (folder / name).mkdir(parents=True)
    watch_folder(qtbot, watch, folder, 4)
    qtbot.wait(200)
    assert not [path for path in watched(watch) if "@eaDir" in path or "$RECYCLE" in path or ".thumb" in path]


def test_many_changes_are_told_together_and_once_more_later(qtbot, watch, folder, original):
    record = watch_folder(qtbot, watch, folder, 4)
    for number in range(50):
        shutil.copy(original, folder / "a" / f"new{number}.jpg")
    wait(qtbot, lambda: len(record.values("changed")) == 2)
    qtbot.wait(800)
    assert record.values("changed") == [[folder / "a"], [folder / "a"]]


def test_a_folder_that_vanishes_is_told_once(qtbot, watch, folder):
    record = watch_folder(qtbot, watch, folder, 4)
    shutil.rmtree(folder)
    wait(qtbot, lambda: record.items("vanished"))
    qtbot.wait(900)
    assert record.items("vanished") == [folder]


def test_watching_other_folders_forgets_the_former_ones(qtbot, watch, folder, original):
    watch_folder(qtbot, watch, folder / "a", 1)
    record = Record(watch)
    watch.watch([folder / "b"])
    wait(qtbot, lambda: len(watched(watch)) == 2)
    shutil.copy(original, folder / "a" / "new.jpg")
    shutil.copy(original, folder / "b" / "new.jpg")
    wait(qtbot, lambda: record.items("changed"))
    assert folder / "a" not in record.items("changed")
    watch.watch([])
    wait(qtbot, lambda: not watched(watch))


def test_a_missing_folder_is_told_and_a_file_is_watched_by_itself(qtbot, watch, folder, tmp_path):
    record = Record(watch)
    photo = folder / "a" / "00.jpg"
    watch.watch([tmp_path / "missing", photo])
    wait(qtbot, lambda: watch._watching._watcher and watch._watching._watcher.files() == [str(photo)])
    wait(qtbot, lambda: record.items("vanished"))  # told in the thread, it comes here when this one gets to it
    assert record.items("vanished") == [tmp_path / "missing"]
    with photo.open("ab") as file:
        file.write(b"more")
    wait(qtbot, lambda: photo in record.items("changed"))


def test_too_many_folders_are_told(qtbot, watch, folder, monkeypatch):
    monkeypatch.setattr(watch_engine, "MAX_FOLDERS", 2)
    record = watch_folder(qtbot, watch, folder, 2)
    wait(qtbot, lambda: record.items("failed"))
    (failure,) = record.items("failed")
    assert failure.path == folder
    assert "2 folders" in failure.reason


def test_links_in_a_circle_end(qtbot, watch, folder):
    (folder / "a" / "up").symlink_to(folder, target_is_directory=True)
    watch_folder(qtbot, watch, folder, 4)


def test_scanning_loads_nothing_heavy(folder):
    program = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
app = QCoreApplication([])
from landmark_gui.workers.scan_worker import ScanWorker
worker = ScanWorker(describe=lambda photo: None)
worker.finished.connect(app.quit)
worker.scan([Path(sys.argv[1])])
app.exec()
worker.stop()
print(sorted({"torch", "numpy", "PIL", "PySide6.QtWidgets", "lxml"} & set(sys.modules)))
"""
    command = [sys.executable, "-c", program, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_found_photos_are_small_values():
    photo = FoundPhoto(path="p", size=1, mtime_ns=2)
    assert not hasattr(photo, "__dict__")
