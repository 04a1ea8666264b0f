"""The process behind the wizard: events in small steps, steering, and no end that nobody hears of."""

import json
import os
import signal
import sys
import time

import psutil
import pytest
from PySide6.QtCore import QTimer

from landmark_gui.training_flow import commands
from landmark_gui.training_flow.outcomes import Ending
from landmark_gui.workers.training_process import TrainingProcess

WAIT_MS = 60_000


@pytest.fixture
def process(qtbot, monkeypatch):
    """Runs a Python program instead of a training command; what it is told to do is its text."""
    monkeypatch.setattr(commands, "python_line", lambda arguments: [sys.executable, "-c", *arguments])
    made = TrainingProcess()
    yield made
    made.stop()


@pytest.fixture
def run(process, qtbot):
    """Runs a program to its end: (events, outcome)."""

    def call(program: str):
        found = []
        process.events.connect(found.extend)
        with qtbot.waitSignal(process.ended, timeout=WAIT_MS) as ended:
            process.start([program])
        assert not process.is_running
        return found, ended.args[0]

    return call


def test_events_come_before_the_end_and_other_lines_are_passed_over(run):
    lines = ["hello", json.dumps({"event": "started", "total": 3, "message": "x"}), "{broken",
             json.dumps({"event": "finished", "summary": {"a": 1}})]  # fmt: skip
    events, outcome = run(f"print({chr(10).join(lines)!r})")
    assert [event.kind for event in events] == ["started", "finished"]
    assert outcome.ending is Ending.DONE


def test_a_last_line_without_its_end_is_no_event(run):
    line = json.dumps({"event": "finished", "summary": {}})
    events, outcome = run(f"print({line!r}, end='')")
    assert events == []
    assert outcome.ending is Ending.BROKEN


def test_very_many_events_never_hold_the_window_up(process, qtbot):
    program = (
        "import json\nline = json.dumps({'event': 'progress', 'done': 1, 'total': 2, 'message': 'x' * 200})\n"
        "for _ in range(60): print('\\n'.join([line] * 500))\n"
        "print(json.dumps({'event': 'finished', 'summary': {}}))"
    )
    slices, ticks = [], []
    process.events.connect(lambda found: slices.append(len(found)))
    timer = QTimer(interval=0)
    timer.timeout.connect(lambda: ticks.append(time.perf_counter()))
    timer.start()
    with qtbot.waitSignal(process.ended, timeout=WAIT_MS):
        process.start([program])
    timer.stop()
    assert sum(slices) == 30_001
    assert len(slices) > 5  # in parts, between which other things happen
    assert len(ticks) > len(slices)


def test_a_refusal_is_told_in_its_own_words(run):
    _, outcome = run("import sys; print('a\\nlandmark-train: no space', file=sys.stderr); sys.exit(2)")
    assert (outcome.ending, outcome.sentence) == (Ending.REFUSED, "no space")


def test_what_it_hears_are_lines(run, process):
    QTimer.singleShot(0, lambda: None)
    process.events.connect(lambda _: (process.pause(), process.resume(), process.finish(), process.cancel()))
    program = (
        "import json, sys\nprint(json.dumps({'event': 'started', 'total': 1, 'message': ''}), flush=True)\n"
        "heard = [sys.stdin.readline().strip() for _ in range(4)]\n"
        "print(json.dumps({'event': 'finished', 'summary': {'heard': heard}}))"
    )
    events, _ = run(program)
    assert events[-1].values["heard"] == ["pause", "resume", "finish", "cancel"]


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent the POSIX way")
def test_killed_from_outside(process, qtbot):
    with qtbot.waitSignal(process.ended, timeout=WAIT_MS) as ended:
        process.start(["import time; time.sleep(600)"])
        qtbot.waitUntil(lambda: process.process_id > 0, timeout=WAIT_MS)
        os.kill(process.process_id, signal.SIGKILL)
    assert ended.args[0].ending is Ending.KILLED


def test_a_program_that_cannot_be_started(process, qtbot, monkeypatch):
    monkeypatch.setattr(commands, "python_line", lambda arguments: ["/no/such/python", *arguments])
    with qtbot.waitSignal(process.ended, timeout=WAIT_MS) as ended:
        process.start(["x"])
    assert ended.args[0].ending is Ending.NOT_STARTED
    assert not process.is_running


def test_stopping_ends_it_for_good_and_without_a_word(process, qtbot):
    told = []
    process.ended.connect(told.append)
    process.start(["import sys; sys.stdin.read()"])
    qtbot.waitUntil(lambda: process.process_id > 0, timeout=WAIT_MS)
    running = psutil.Process(process.process_id)
    process.stop()
    assert not running.is_running() or running.status() == psutil.STATUS_ZOMBIE
    qtbot.wait(50)
    assert told == []
    process.cancel()
    process.kill()


def test_a_process_that_does_not_listen_is_killed(process, qtbot):
    process.start(["import time; time.sleep(600)"])
    qtbot.waitUntil(lambda: process.process_id > 0, timeout=WAIT_MS)
    running = psutil.Process(process.process_id)
    process.stop()
    assert not running.is_running() or running.status() == psutil.STATUS_ZOMBIE


def test_one_at_a_time(process, qtbot):
    process.start(["import sys; sys.stdin.read()"])
    with pytest.raises(RuntimeError, match="under way"):
        process.start(["x"])
