"""Progress events: what each reporter shows, on real streams and a real terminal."""

import io
import json
import math
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training import events
from training.events import Failed, Finished, Progress, Result, Started, make_reporter, to_json

REPOSITORY = Path(__file__).resolve().parents[3]
RUN = (
    Started(1000, "Downloading [a].zip"),
    Progress(0, 1000),
    Progress(400, 1000, "connection lost, trying again in 1 s"),
    Failed("photos/[b].jpg", "cannot be read"),
    Result("epoch", {"epoch": 3, "epochs": 15, "train_loss": 1.234, "val_loss": 1.4, "val_top1": 0.6213}),
    Finished({"images": 1250}),
)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_importing_events_and_download_loads_neither_torch_nor_rich():
    code = "import sys, training.events, training.download; print({'torch', 'rich', 'numpy'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_events_are_values_that_cannot_be_changed():
    assert Progress(1, 2) == Progress(1, 2, "")
    with pytest.raises(AttributeError):
        Progress(1, 2).done = 3


def test_json_reporter_writes_one_object_per_line_on_stdout(capsys):
    with make_reporter("json") as report:
        for event in RUN:
            report(event)
    out, err = capsys.readouterr()
    lines = [json.loads(line) for line in out.splitlines()]
    assert err == ""
    assert [line["event"] for line in lines] == ["started", "progress", "progress", "failed", "result", "finished"]
    assert lines[0] == {"event": "started", "total": 1000, "message": "Downloading [a].zip"}
    assert lines[2] == {"event": "progress", "done": 400, "total": 1000, "message": RUN[2].message}
    assert lines[3] == {"event": "failed", "item": "photos/[b].jpg", "reason": "cannot be read"}
    assert lines[4]["values"]["val_top1"] == 0.6213
    assert lines[5] == {"event": "finished", "summary": {"images": 1250}}


def test_json_lines_reach_a_pipe_at_once():
    code = (
        "import sys; from training.events import *\n"
        "report = make_reporter('json'); report(Started(3)); sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        line = process.stdout.readline()  # the process still waits for its stdin: nothing but a flush brings this
        assert process.poll() is None
        process.communicate("\n", timeout=10)
    assert json.loads(line) == {"event": "started", "total": 3, "message": ""}


def strict_json(text: str) -> dict:
    def refuse(name):
        raise AssertionError(f"{name} is not JSON")

    return json.loads(text, parse_constant=refuse)


def test_json_has_null_for_nan_and_takes_numpy_paths_and_read_only_mappings():
    values = MappingProxyType(
        {
            "loss": math.nan,
            "worst": -math.inf,
            "top1": np.float32(0.5),
            "n": np.int64(7),
            "none": np.float32("nan"),
            "hist": np.array([[1.0, np.nan]]),
            "out": Path("runs") / "model.safetensors",
            "per_class": [{"name": "Dead Sea", "f1": math.nan}],
        }
    )
    assert strict_json(to_json(Result("epoch", values)))["values"] == {
        "loss": None,
        "worst": None,
        "top1": 0.5,
        "n": 7,
        "none": None,
        "hist": [[1.0, None]],
        "out": str(Path("runs") / "model.safetensors"),
        "per_class": [{"name": "Dead Sea", "f1": None}],
    }


def test_json_refuses_what_it_cannot_hold_instead_of_writing_something_else():
    with pytest.raises(TypeError):
        to_json(Finished({"thing": object()}))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(deadline=None)  # a busy machine is no failure
@given(st.dictionaries(st.text(), json_values, max_size=4), st.text())
def test_any_values_make_exactly_one_line_of_strict_json(values, name):
    line = to_json(Result(name, values))
    assert line.isascii()
    assert "\n" not in line
    read = strict_json(line)
    assert read["name"] == name
    assert set(read["values"]) == set(values)


def test_none_shows_failures_only(capsys):
    with make_reporter("none") as report:
        for event in RUN:
            report(event)
    assert capsys.readouterr() == ("", "photos/[b].jpg: cannot be read\n")


@pytest.mark.parametrize("kind", ["none", "bar"])
def test_names_cannot_command_a_terminal(capsys, kind):
    with make_reporter(kind) as report:
        report(Started(2, "\x1b]0;title\x07"))
        report(Progress(1, 2, "one\x1b[2J"))
        report(Failed("esc\x1b[31mred.jpg", "cannot\nbe read"))
        report(Result("test", {"model": "\x9b1m"}))
    out, err = capsys.readouterr()
    assert "esc\\x1b[31mred.jpg: cannot\\nbe read" in err.splitlines()
    assert out == ""
    assert all(character.isprintable() or character == "\n" for character in err)


def test_json_keeps_names_as_they_are(capsys):
    with make_reporter("json") as report:
        report(Failed("esc\x1b[31mred.jpg", "cannot be read"))
    assert strict_json(capsys.readouterr().out)["item"] == "esc\x1b[31mred.jpg"


def test_an_unknown_kind_names_the_choices():
    with pytest.raises(ValueError, match="bar, json or none"):
        make_reporter("fancy")


def test_bar_becomes_plain_lines_where_stderr_is_no_terminal(capsys):
    with make_reporter("bar") as report:
        for event in RUN:
            report(event)
    out, err = capsys.readouterr()
    assert out == ""
    assert err.splitlines() == [
        "Downloading [a].zip",
        "connection lost, trying again in 1 s",
        "photos/[b].jpg: cannot be read",
        "epoch 3/15  train_loss 1.23  val_loss 1.40  val_top1 62.1 %",
        "finished  images 1,250",
    ]


def test_plain_lines_come_now_and_then_with_rate_and_time_left():
    stream, clock = io.StringIO(), Clock()
    report = events._LineReporter(stream, clock)
    report(Started(545_100_000, "Downloading x.zip"))
    for second in range(31):
        clock.now = 100.0 + second
        report(Progress(45_100_000 + second * 10_000_000, 545_100_000))  # resumed: the first 45.1 MB cost no time
    assert stream.getvalue().splitlines() == [
        "Downloading x.zip",
        "Downloading x.zip: 27%  145.1M/545.1M  10.0M/s  0:00:40 left",
        "Downloading x.zip: 45%  245.1M/545.1M  10.0M/s  0:00:30 left",
        "Downloading x.zip: 63%  345.1M/545.1M  10.0M/s  0:00:20 left",
    ]


def test_plain_lines_say_a_repeated_message_once_and_do_without_a_total():
    stream, clock = io.StringIO(), Clock()
    report = events._LineReporter(stream, clock)
    report(Started(None))
    for second in range(12):
        clock.now = 100.0 + second
        report(Progress(5 * second, None, "epoch 1"))
    assert stream.getvalue().splitlines() == ["epoch 1", "50  5/s"]


@pytest.mark.parametrize(
    ("result", "line"),
    [
        (Result("epoch 3/15", {"val_loss": 1.4}), "epoch 3/15  val_loss 1.40"),
        (Result("epoch", {"epoch": 3}), "epoch 3"),
        (
            Result("test", {"top_5": 1.0, "accuracy": 0.38, "ece": 0.031}),
            "test  top_5 100.0 %  accuracy 38.0 %  ece 0.031",
        ),
        (Result("fit", {"lr": 1e-05, "loss": math.nan, "steps": 12000}), "fit  lr 1e-05  loss nan  steps 12,000"),
        (Result("fit", {"best": True, "device": "cpu", "matrix": [[1]]}), "fit  best yes  device cpu"),
        (Result("fit", {"loss": np.float32(0.25), "n": np.int64(3)}), "fit  loss 0.25  n 3"),
    ],
)
def test_results_are_short_lines(capsys, result, line):
    with make_reporter("bar") as report:
        report(result)
    assert capsys.readouterr().err == line + "\n"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (9, "9"),
        (0.5, "0.5"),
        (99_999, "99999"),
        (100_000, "100.0k"),
        (545_100_000, "545.1M"),
        (3e13, "30.0T"),
    ],
)
def test_large_counts_are_shortened(value, text):
    assert events._amount(value) == text


TERMINAL_RUN = """
import sys, time
from training.events import *
with make_reporter("bar") as report:
    report(Started(1000, "Downloading [a].zip"))
    for done in range(0, 1001, 50):
        report(Progress(done, 1000, "second half" if done == 500 else ""))
        time.sleep(0.05)
    report(Failed("[b].jpg", "cannot be read"))
    report(Started(None, "Extracting"))
    report(Progress(3, None))
    report(Result("epoch", {"epoch": 3, "epochs": 15, "val_top1": 0.6213}))
    report(Finished({"images": 1250}))
print("result on stdout")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminals in Python's standard library")
def test_a_terminal_gets_a_bar_with_the_lines_above_it():
    import pty

    outer, inner = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "120", "NO_COLOR": "1"}
    try:
        with subprocess.Popen(
            [sys.executable, "-c", TERMINAL_RUN], cwd=REPOSITORY, stdout=subprocess.PIPE, stderr=inner, env=environment
        ) as process:
            os.close(inner)
            shown = read_terminal(outer)
            result = process.stdout.read()
    finally:
        os.close(outer)
    assert process.returncode == 0
    assert result == b"result on stdout\n"
    assert re.search(r"Downloading \[a\]\.zip ━[━╸╺ ]+ +[1-9]\d?% +\d+/1000 +\d+/s +\d+:\d\d:\d\d", shown), shown
    lines = [line.split("\x1b[2K")[-1] for line in shown.replace("\r", "\n").splitlines()]
    for line in ("second half", "[b].jpg: cannot be read", "epoch 3/15  val_top1 62.1 %", "finished  images 1,250"):
        assert any(shown_line.removeprefix("\x1b[?25h") == line for shown_line in lines), (line, lines)
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l"), "the cursor must come back"


def read_terminal(descriptor: int, seconds: float = 20) -> str:
    """Read until the other end is closed."""
    content, deadline = b"", time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            part = os.read(descriptor, 65536)
        except OSError:  # how Linux says that the last writer is gone
            break
        if not part:
            break
        content += part
    return content.decode()


def test_a_stopped_run_gives_the_terminal_back():
    def stopped_run(report):
        with report:
            report(Started(10, "Training"))
            report(Progress(1, 10))
            raise KeyboardInterrupt

    stream = io.StringIO()
    report = events._BarReporter(stream)
    with pytest.raises(KeyboardInterrupt):
        stopped_run(report)
    report.close()
    assert stream.getvalue().rindex("\x1b[?25h") > stream.getvalue().rindex("\x1b[?25l")


def test_discard_takes_every_event():
    for event in RUN:
        assert events.discard(event) is None
