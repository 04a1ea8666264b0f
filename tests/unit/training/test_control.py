"""Steering by lines on a pipe: pausing, finishing, cancelling, and ending when the other side is gone."""

import os
import signal
import threading
import time

import pytest

from training.control import Control, HeldReporter
from training.events import ClosableReporter, Progress
from training.interrupt import Interrupt


class Kept(ClosableReporter):
    def __init__(self) -> None:
        self.events: list[object] = []

    def __call__(self, event: object) -> None:
        self.events.append(event)

    @property
    def names(self) -> list[str]:
        return [getattr(event, "name", "progress") for event in self.events]


@pytest.fixture
def pipe():
    """(reading end, a function that writes a line, a function that closes the writing end)."""
    reading, writing = os.pipe()
    is_open = [True]

    def close() -> None:
        if is_open.pop() if is_open else False:
            os.close(writing)

    yield reading, lambda line: os.write(writing, line.encode() + b"\n"), close
    close()
    time.sleep(0.01)
    os.close(reading)


def wait_until(condition) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.005)


def test_work_is_held_at_its_next_event_and_goes_on(pipe):
    reading, write, _ = pipe
    gone = threading.Event()
    control, kept = Control(abandon=gone.set), Kept()
    report = HeldReporter(kept, control)
    control.listen(reading)
    report(Progress(1, 3))
    write("pause")
    wait_until(lambda: not control._going.is_set())
    threading.Timer(0.3, lambda: write("resume")).start()
    started = time.monotonic()
    report(Progress(2, 3))
    assert time.monotonic() - started > 0.2
    report(Progress(3, 3))
    assert kept.names == ["progress", "progress", "paused", "resumed", "progress"]
    assert not gone.is_set()


def test_other_threads_are_not_held(pipe):
    control, kept = Control(), Kept()
    report = HeldReporter(kept, control)
    control._obey("pause")
    helper = threading.Thread(target=lambda: report(Progress(1, 1)))
    helper.start()
    helper.join(20)
    assert not helper.is_alive()


def test_the_end_of_the_pipe_is_noticed_also_within_a_line(pipe):
    reading, write, close = pipe
    gone = threading.Event()
    Control(abandon=gone.set).listen(reading)
    write("")
    close()
    assert gone.wait(20)


def test_finishing_stops_a_run_that_counts_as_complete(pipe):
    reading, write, _ = pipe
    control = Control(abandon=lambda: None)
    control.listen(reading)
    with Interrupt(control) as stop:
        assert not stop()
        write("finish")
        wait_until(stop)
        assert stop.content()
        stop.next_run()
        assert not stop()
        assert not stop.content()


def test_cancelling_is_as_ctrl_c_and_not_content(pipe, capsys):
    reading, write, _ = pipe
    control = Control(abandon=lambda: None)
    control.listen(reading)
    with Interrupt(control) as stop:
        assert not stop()
        write("cancel")
        wait_until(stop)
        assert not stop.content()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert "stopping after this step" in capsys.readouterr().err


def test_cancelling_ends_a_pause():
    control = Control()
    with Interrupt(control) as stop:
        assert not stop()
        control._obey("pause")
        threading.Timer(0.1, lambda: control._obey("cancel")).start()
        assert stop()


def test_an_unknown_line_is_told_and_changes_nothing(capsys):
    control = Control()
    control._obey("jump")
    assert "jump" in capsys.readouterr().err
    assert not control.content
