"""What all workers do alike: deliver in few lists, in the GUI thread, and end at once, however they end."""

import gc
import os
import subprocess
import sys
import threading
import time
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from worker_tools import Record, deliver_deletions, has_ended, plain_threads, thread_of, wait, wait_idle

from landmark_gui.workers import worker as workers
from landmark_gui.workers.engine import Engine, Hands
from landmark_gui.workers.image_memory import ImageMemory
from landmark_gui.workers.lost_folders import lost_folder, lost_folder_failures
from landmark_gui.workers.meter import Meter
from landmark_gui.workers.outbox import MOST_ITEMS, Outbox
from landmark_gui.workers.photo_queue import PhotoQueue
from landmark_gui.workers.worker import Worker, stop_all


class SquareEngine(Engine):
    """Squares numbers in hands, slowly where it is told to, or not before an event."""

    name = "squares"

    def __init__(self, *, finish=False) -> None:
        self._hands = Hands(2, self.name, finish=finish)
        super().__init__(self._hands)
        self._in_hand = 0
        self.is_begun = threading.Event()

    def square(self, numbers, seconds) -> None:
        for number in numbers:
            self._in_hand += 1
            self.busy = True
            self.delegate(self._hands, partial(self._square, number, seconds), self._done, self._failed)

    def _square(self, number, seconds):
        self.is_begun.set()
        if isinstance(seconds, threading.Event):
            seconds.wait()
        else:
            time.sleep(seconds)
        if number < 0:
            raise ValueError("negative")
        return number * number

    def _done(self, result) -> None:
        self.outbox.gather("squares", [result])
        self._over()

    def _failed(self, error) -> None:
        self.outbox.gather("failed", [error])
        self._over()

    def _over(self) -> None:
        self._in_hand -= 1
        self.busy = self._in_hand > 0

    def stumble(self) -> None:
        raise RuntimeError("a message that fails")


class Squares(Worker):
    squares = Signal(object)
    failed = Signal(object)

    def __init__(self, parent=None, *, finish=False) -> None:
        self.engine = SquareEngine(finish=finish)
        super().__init__(self.engine, parent)

    def square(self, numbers, seconds=0.0) -> None:
        self._command(self.engine.square, numbers, seconds)


# --- lifetime ---------------------------------------------------------------------------------------------------------


def test_results_come_in_the_gui_thread_in_few_lists(qtbot):
    worker = Squares()
    record = Record(worker)
    worker.square(range(5000))
    assert worker.is_busy
    wait_idle(qtbot, worker)
    assert sorted(record.items("squares")) == [number**2 for number in range(5000)]
    assert record.threads == {threading.get_ident()}
    assert max(len(items) for items in record.values("squares")) <= MOST_ITEMS
    seconds = record.times[-1] - record.times[0]
    # 20 deliveries a second, each of as many full lists as there are.
    assert len(record.entries) <= 20 * seconds + 2 + 5000 / MOST_ITEMS
    assert worker.stop()


def test_an_exception_in_a_hand_comes_back_as_a_message(qtbot):
    worker = Squares()
    record = Record(worker)
    worker.square([2, -1])
    wait_idle(qtbot, worker)
    assert record.items("squares") == [4]
    assert str(record.items("failed")[0]) == "negative"
    worker.stop()


def test_a_message_that_fails_is_logged_and_the_worker_goes_on(qtbot, caplog):
    worker = Squares()
    record = Record(worker)
    worker._command(worker.engine.stumble)
    worker.square([3])
    wait_idle(qtbot, worker)
    assert record.items("squares") == [9]
    assert "a message that fails" in caplog.text
    worker.stop()


def test_stopping_in_the_middle_of_work_takes_no_longer_than_what_is_in_hand(qtbot):
    worker = Squares()
    record = Record(worker)
    worker.square(range(100), 0.2)
    wait(qtbot, lambda: record.items("squares"))
    before = len(record.items("squares"))
    assert worker.stop()
    assert has_ended(thread_of(worker))
    assert not plain_threads("squares")
    assert len(record.items("squares")) <= before + 4
    assert not worker.is_busy
    count = len(record.entries)
    qtbot.wait(100)
    assert len(record.entries) == count


def test_stopping_does_not_wait_for_a_hand_that_nothing_can_interrupt(qtbot, monkeypatch):
    monkeypatch.setattr(workers, "STOP_SECONDS", 0.9)
    worker, released = Squares(), threading.Event()
    worker.square([1], released)
    wait(qtbot, worker.engine.is_begun.is_set)  # its thread alone may not have taken anything in hand yet
    assert not worker.stop()  # or this test would wait for ever
    assert has_ended(thread_of(worker))
    assert plain_threads("squares")  # it finishes what it waits for, and touches nothing of Qt
    released.set()
    wait(qtbot, lambda: not plain_threads("squares"))


def test_what_is_done_is_delivered_before_stop_returns(qtbot):
    worker = Squares()
    record = Record(worker)
    worker.square([5])
    deadline = time.monotonic() + 10
    while worker.engine.has_work and time.monotonic() < deadline:
        time.sleep(0.01)  # no event loop: the result waits
    assert not record.entries
    worker.stop()
    assert record.items("squares") == [25]


def test_a_stopped_worker_does_nothing_more(qtbot):
    worker = Squares()
    record = Record(worker)
    assert worker.stop()
    assert worker.stop()
    worker.square([1])
    qtbot.wait(50)
    assert not record.entries
    assert not thread_of(worker).isRunning()


def test_a_slot_may_stop_the_worker(qtbot):
    worker = Squares()
    worker.squares.connect(lambda _: worker.stop())
    worker.square(range(50), 0.01)
    wait(qtbot, lambda: has_ended(thread_of(worker)))
    assert not plain_threads("squares")


def test_several_workers_stop_at_the_same_time(qtbot):
    several = [Squares() for _ in range(5)]
    for worker in several:
        worker.square([1], 0.5)
    wait(qtbot, lambda: len(plain_threads("squares")) == 5)
    assert stop_all(several)
    assert all(has_ended(thread_of(worker)) for worker in several)


@pytest.mark.parametrize("is_working", [True, False])
def test_destroying_the_parent_ends_the_threads(qtbot, is_working):
    for _ in range(10):
        parent = QObject()
        worker = Squares(parent)
        thread = thread_of(worker)
        worker.square(range(300), 0.002 if is_working else 0)
        if is_working:
            qtbot.wait(5)
        else:
            wait_idle(qtbot, worker)
        parent.deleteLater()
        del parent
        deliver_deletions()
        assert has_ended(thread)
        assert not plain_threads("squares")


def test_dropping_the_last_reference_ends_the_threads(qtbot):
    worker = Squares()
    thread = thread_of(worker)
    worker.square(range(1000), 0.002)
    qtbot.wait(20)
    del worker
    gc.collect()
    assert has_ended(thread)
    assert not plain_threads("squares")


@pytest.mark.parametrize(("seconds", "finish"), [(0.001, False), (0.4, False), (0.4, True)])
def test_a_program_that_ends_without_stopping_ends_cleanly(seconds, finish):
    program = f"""
import sys
sys.path[:0] = {[str(Path(__file__).parent), str(Path(__file__).parents[2])]!r}
from PySide6.QtCore import QCoreApplication, QTimer
app = QCoreApplication([])
from test_workers_base import Squares
worker = Squares(finish={finish})
worker.square(range(500), {seconds})
QTimer.singleShot(100, app.quit)
app.exec()
print("end")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "end\n", "")


# --- parts ------------------------------------------------------------------------------------------------------------


def test_outbox_gives_signals_with_nothing_in_them():
    outbox = Outbox()
    outbox.send("known", None)
    outbox.gather("found", [1])
    assert [(message.signal, message.arguments) for message in (outbox.take(), outbox.take())] == [
        ("known", (None,)),
        ("found", ([1],)),
    ]
    assert outbox.take() is None


def test_outbox_joins_lists_up_to_what_stands_on_its_own():
    outbox = Outbox()
    outbox.gather("results", [1])
    outbox.latest("progress", 1)
    outbox.gather("results", [2, 3])
    outbox.latest("progress", 3)
    outbox.gather("results", [])
    outbox.send("finished", "a")
    outbox.gather("results", [4])
    taken = [(message.signal, *message.arguments) for message in iter(outbox.take, None)]
    assert taken == [("results", [1, 2, 3]), ("progress", 3), ("finished", "a"), ("results", [4])]


def test_outbox_does_not_change_a_list_that_was_taken():
    outbox = Outbox()
    outbox.gather("results", [1])
    first = outbox.take()
    outbox.gather("results", [2])
    assert first.arguments == ([1],)
    assert outbox.take().arguments == ([2],)


def test_outbox_notifies_once_until_it_was_found_empty():
    outbox, calls = Outbox(), []
    outbox.connect(lambda: calls.append(1))
    outbox.gather("a", [1])
    outbox.send("b")
    assert len(calls) == 1
    while outbox.take():
        pass
    outbox.gather("a", [2])
    assert len(calls) == 2
    outbox.close()
    outbox.take()
    outbox.send("c")
    outbox.gather("a", [3])
    assert len(calls) == 2
    assert len(outbox) == 0


def test_hands_start_only_as_many_threads_as_are_needed_and_drop_what_waits_when_closed(qtbot):
    hands, done = Hands(3, "few"), []
    hands.submit(partial(done.append, 1))
    deadline = time.monotonic() + 10
    while not done and time.monotonic() < deadline:
        time.sleep(0.001)
    assert len(plain_threads("few")) == 1
    qtbot.waitUntil(lambda: not plain_threads("few"))  # nobody needs it any longer
    go = threading.Event()
    for number in range(20):
        hands.submit(lambda number=number: (go.wait(), done.append(number)))
    assert len(plain_threads("few")) == 3
    hands.close()
    go.set()
    assert hands.join(time.monotonic() + 10)
    assert len(done) <= 4
    hands.submit(partial(done.append, "late"))
    assert "late" not in done


def test_queue_gives_urgent_photos_first_and_none_twice():
    a, b, c, d = (Path(f"/p/{name}") for name in "abcd")
    queue = PhotoQueue()
    queue.add([a, b, a, c])
    queue.prioritise([c, d])
    assert queue.take(2) == [c, a]
    queue.add([c, d])
    queue.prioritise([a])  # which comes back from the hand that has it
    queue.put_back([b, a])
    assert queue.take(10) == [a, b, c, d]
    assert not queue
    queue.add([a])
    assert queue.clear() == 1
    assert queue.take(1) == []


def test_queue_drops_a_folder_but_not_its_namesakes():
    queue = PhotoQueue()
    queue.add([Path("/p/a/1"), Path("/p/a/b/2"), Path("/p/ab/3")])
    assert queue.drop_if(lambda path: path.is_relative_to("/p/a")) == 2
    assert queue.take(9) == [Path("/p/ab/3")]


def test_lost_folders_are_told_by_the_highest_one(tmp_path):
    disk = tmp_path / "disk"
    assert lost_folder(disk / "a" / "b" / "photo.jpg") == disk
    disk.mkdir()
    assert lost_folder(disk / "a" / "b" / "photo.jpg") == disk / "a"
    assert lost_folder(disk / "photo.jpg") is None
    lost = Counter({disk / "a": 3, disk: 4, tmp_path / "other": 1})
    told = {failure.path: failure.reason for failure in lost_folder_failures(lost)}
    assert told.keys() == {disk, tmp_path / "other"}
    assert "7 photos in it are" in told[disk]
    assert "1 photo in it is" in told[tmp_path / "other"]


def test_meter_forgets_a_slow_beginning():
    now = [0.0]
    meter = Meter(lambda: now[0])
    assert meter.progress(0, 1000).seconds_left is None
    now[0] = 100.0
    assert meter.progress(10, 1000).per_second == pytest.approx(0.1)
    done = 10
    for _ in range(60):
        now[0] += 0.5
        done += 5
        progress = meter.progress(done, 1000)
    assert progress.per_second == pytest.approx(10)
    assert progress.seconds_left == pytest.approx((1000 - done) / 10)
    meter.restart(done)
    assert meter.progress(done, 1000).seconds_left is None


def test_image_memory_keeps_what_was_used_last_within_its_limit():
    memory = ImageMemory(3 * 40_000)
    a, b, c, d = (Path(name) for name in "abcd")
    for path in (a, b, c):
        memory.put(path, 100, QImage(100, 100, QImage.Format.Format_RGB32))
    assert memory.get(a) is not None
    memory.put(d, 100, QImage(100, 100, QImage.Format.Format_RGB32))
    assert memory.get(b) is None
    assert memory.bytes == 3 * 40_000
    memory.put(a, 500, QImage(500, 500, QImage.Format.Format_RGB32))
    assert (memory.pixels(a), memory.pixels(c), memory.bytes) == (500, 0, 1_000_000)
    memory.drop([a, b])
    assert memory.bytes == 0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux gives threads priorities by setpriority")
def test_a_worker_and_its_hands_give_way_to_the_gui_thread(qtbot):
    priorities: dict[str, int] = {}

    def note(name: str) -> None:
        priorities[name] = os.getpriority(os.PRIO_PROCESS, threading.get_native_id())

    worker = Squares()
    hands = Hands(1, "test")
    worker.square([1])  # its thread starts with the first command
    worker.engine.post(note, "worker")
    hands.submit(partial(note, "hand"))
    qtbot.waitUntil(lambda: len(priorities) == 2)
    note("gui")
    assert priorities["worker"] == priorities["hand"] == min(priorities["gui"] + 10, 19)
    assert worker.stop()
    hands.close()
