"""Progress on stderr: on a terminal, in a log, and quiet."""

import io

import pytest

from landmark_gui.commands.progress import ProgressLine, describe, duration_text, rate_text


class Terminal(io.StringIO):
    """A stream that says it is a terminal, and can tell what stands in its last line."""

    def isatty(self) -> bool:
        return True

    def last_line(self) -> str:
        line, position = "", 0
        for character in self.getvalue().rsplit("\n", 1)[-1]:
            if character == "\r":
                position = 0
            else:
                line = line[:position] + character + line[position + 1 :]
                position += 1
        return line.rstrip()


class Clock:
    """Seconds that pass only when told."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def run(stream: io.StringIO, *, quiet: bool = False, seconds: float = 0.5) -> ProgressLine:
    clock = Clock()
    line = ProgressLine(stream, quiet=quiet, clock=clock)
    clock.now += 60  # loading the model must not count
    line.started(40)
    for done in range(1, 21):
        clock.now += seconds
        line.progress(done)
    return line


def test_a_terminal_shows_one_line_with_count_rate_and_time_left(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    terminal = Terminal()
    line = run(terminal)
    assert terminal.last_line() == "20 of 40 photos, 2.0 a second, 0:10 left"
    assert line.seconds == 10
    line.clear()
    assert terminal.last_line() == ""
    assert "\n" not in terminal.getvalue()


def test_a_log_gets_a_line_every_ten_seconds():
    log = io.StringIO()
    run(log, seconds=2)
    assert log.getvalue().splitlines() == [
        "5 of 40 photos, 0.5 a second, 1:10 left",
        "10 of 40 photos, 0.5 a second, 1:00 left",
        "15 of 40 photos, 0.5 a second, 0:50 left",
        "20 of 40 photos, 0.5 a second, 0:40 left",
    ]


@pytest.mark.parametrize("stream", [Terminal(), io.StringIO()])
def test_quiet_shows_nothing(stream):
    run(stream, quiet=True, seconds=20)
    assert stream.getvalue() == ""


def test_words():
    assert describe(0, 5, 0.0) == "0 of 5 photos"
    assert [rate_text(rate) for rate in (31.4, 2.0, 0.1)] == ["31 a second", "2.0 a second", "6.0 a minute"]
    assert [duration_text(seconds) for seconds in (0, 61, 7380)] == ["0:00", "1:01", "2:03:00"]
