"""Planning, writing and undoing in the background: in order, with the journal, cancellable."""

import sqlite3
import threading

import photo_factory
import pytest
from worker_tools import Record, has_ended, plain_threads, thread_of, wait, wait_idle

from landmark_gui.metadata import Item, Journal, LandmarkTag, WriteSettings, read_metadata
from landmark_gui.workers.write_worker import WriteWorker

TAG = LandmarkTag("Eiffel Tower", ("Places", "France", "Paris", "Eiffel Tower"), city="Paris", country="France")


@pytest.fixture
def photos(tmp_path):
    return [photo_factory.save(tmp_path / f"{number:02}.jpg", photo_factory.scene(64, 48)) for number in range(12)]


@pytest.fixture
def journal(tmp_path):
    return tmp_path / "journal.sqlite"


@pytest.fixture
def worker(qtbot, journal):
    worker = WriteWorker(journal=journal)
    yield worker
    assert worker.stop()
    assert has_ended(thread_of(worker))
    assert not plain_threads("writing")


@pytest.fixture
def record(worker):
    return Record(worker)


def items(photos):
    return [Item(photo, TAG) for photo in photos]


def endless(photos):
    """These photos, and then again and again: more than any machine gets through before it is told to stop."""
    return items(photos) * 1000


def keywords(photo) -> tuple[str, ...]:
    return read_metadata(photo).keywords


def test_a_plan_tells_what_would_change_and_writes_nothing(qtbot, worker, record, photos, journal):
    before = [photo.read_bytes() for photo in photos]
    worker.plan(items(photos))
    wait_idle(qtbot, worker)
    assert record.values("started") == ["plan"]
    assert [result.path for result in record.items("planned")] == photos
    assert all(result.plan.changes for result in record.items("planned"))
    (summary,) = record.values("finished")
    assert (summary.kind, summary.batch, summary.counts) == ("plan", None, {"written": 12})
    assert [photo.read_bytes() for photo in photos] == before
    assert not journal.exists()
    assert record.threads == {threading.get_ident()}


def test_writing_and_taking_back(qtbot, worker, record, photos):
    before = [photo.read_bytes() for photo in photos]
    worker.write(items(photos), WriteSettings(), "an evening's work")
    wait_idle(qtbot, worker)
    assert [result.path for result in record.items("written")] == photos
    assert all("Eiffel Tower" in keywords(photo) for photo in photos)
    written = record.values("finished")[-1]
    assert (written.kind, written.total, written.counts, written.error) == ("write", 12, {"written": 12}, "")
    assert record.values("progress")[-1].done == 12
    worker.undo(written.batch)
    wait_idle(qtbot, worker)
    assert [result.path for result in record.items("undone")] == photos[::-1]
    assert [photo.read_bytes() for photo in photos] == before
    assert record.values("finished")[-1].counts == {"restored": 12}
    assert record.entries[-1][0] == "finished"


def test_commands_wait_for_each_other(qtbot, worker, record, photos):
    worker.write(items(photos[:4]), label="first")
    worker.write(items(photos[4:8]), label="second")
    worker.remove(photos[:8])
    wait_idle(qtbot, worker)
    assert [entry for entry in record.names() if entry in ("started", "finished")] == ["started", "finished"] * 3
    assert record.values("started") == ["write", "write", "remove"]
    assert record.values("finished")[-1].counts == {"removed": 8}
    assert not any("Eiffel Tower" in keywords(photo) for photo in photos)


def test_photos_that_are_refused_do_not_end_the_others(qtbot, worker, record, photos, tmp_path):
    (tmp_path / "text.jpg").write_text("no photo")
    worker.write(items([photos[0], tmp_path / "text.jpg", tmp_path / "missing.jpg", photos[1]]))
    wait_idle(qtbot, worker)
    assert [result.status for result in record.items("written")] == ["written", "refused", "refused", "written"]
    assert all(result.reason for result in record.items("written") if result.status == "refused")
    assert record.values("finished")[0].counts == {"written": 2, "refused": 2}


def test_cancelling_keeps_what_is_written_and_drops_what_waits(qtbot, worker, record, photos):
    worker.write(endless(photos))
    worker.write(items(photos), label="waits")
    wait(qtbot, lambda: record.items("written"))
    worker.cancel()
    wait_idle(qtbot, worker)
    (summary,) = record.values("finished")
    assert summary.cancelled
    assert sum(summary.counts.values()) == len(record.items("written")) < summary.total == 12_000
    assert [photo for photo in photos if "Eiffel Tower" in keywords(photo)] == photos[: summary.counts["written"]]
    # And what was written can be taken back.
    worker.undo(summary.batch)
    wait_idle(qtbot, worker)
    assert not any("Eiffel Tower" in keywords(photo) for photo in photos)


def test_another_plan_replaces_the_one_that_is_being_made(qtbot, worker, record, photos):
    worker.plan(endless(photos))
    wait(qtbot, lambda: record.items("planned"))
    worker.plan(items(photos[:2]))
    wait_idle(qtbot, worker)
    first, second = record.values("finished")
    assert first.cancelled
    assert (second.total, second.counts, second.cancelled) == (2, {"written": 2}, False)


def test_a_journal_that_cannot_be_used_writes_nothing(qtbot, worker, record, photos, journal):
    before = [photo.read_bytes() for photo in photos]
    with sqlite3.connect(journal) as database:
        database.execute("PRAGMA user_version=99")
    database.close()
    for command in (lambda: worker.write(items(photos)), lambda: worker.undo("x"), worker.recover):
        command()
        wait_idle(qtbot, worker)
    assert [photo.read_bytes() for photo in photos] == before
    assert len(record.values("journal_failed")) == 3
    assert "newer" in record.values("journal_failed")[0]
    assert record.values("finished")[0].error == record.values("journal_failed")[0]


def test_a_batch_that_does_not_exist(qtbot, worker, record):
    worker.undo("19990101-000000-abcdef")
    wait_idle(qtbot, worker)
    (summary,) = record.values("finished")
    assert "19990101-000000-abcdef" in summary.error
    assert summary.error.endswith(".")


def test_recovering_says_something_only_where_there_was_something(qtbot, worker, record, journal):
    worker.recover()
    wait_idle(qtbot, worker)
    assert not record.entries
    with Journal(journal) as open_journal:  # a batch of a program that is killed: running, and nobody holds its lock
        batch = open_journal.start_batch("write", "cut off")
    worker.recover()
    wait_idle(qtbot, worker)
    (recovery,) = record.values("recovered")
    assert [entry.identifier for entry in recovery.interrupted] == [batch]


def test_stopping_finishes_the_photo_in_hand_and_no_other(qtbot, worker, record, photos, journal):
    worker.write(endless(photos))
    wait(qtbot, lambda: record.items("written"))
    assert worker.stop()
    results = record.items("written")
    assert len(results) < 12_000
    written = [photo for photo in photos if "Eiffel Tower" in keywords(photo)]
    assert written == [result.path for result in results if result.status == "written"] == photos[: len(written)]
    with Journal(journal) as open_journal:
        (batch,) = open_journal.batches()
        assert not open_journal.is_running(batch.identifier)
    assert (batch.state, batch.counts) == ("finished", {"done": len(written)})
    assert not list(journal.parent.glob(f"*{batch.identifier}*"))  # the lock that marks a batch as running
