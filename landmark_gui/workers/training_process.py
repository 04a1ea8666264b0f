"""The training process: started, listened to in small steps, steered, and never left behind.

The process obeys lines on its stdin and ends when that ends (``training.control``): whatever kills the app, nothing
goes on computing for nobody. Its events come as JSON lines; they are read as the event loop has time for them.
"""

import importlib.util
import os
import time
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from landmark_gui.training_flow import commands, events
from landmark_gui.training_flow.events import Event
from landmark_gui.training_flow.outcomes import Ending, Outcome, outcome

_LONGEST_PARSE_S = 0.004
_ERROR_LINES = 400
_LONGEST_LINE = 64 * 2**20
_END_MS = 1500


class TrainingProcess(QObject):
    """Runs one command of ``python -m training`` after another; one at a time.

    Signals:
        events: A list of `Event`s that came.
        said: Lines that the process wrote to stderr, a list of texts.
        ended: The `Outcome`; comes once for every start, after all events.
    """

    events = Signal(object)
    said = Signal(object)
    ended = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._pending = bytearray()
        self._errors: deque[str] = deque(maxlen=_ERROR_LINES)
        self._error_rest = b""
        self._finished_told = False
        self._exit: tuple[int, bool] | None = None
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._parse)

    @property
    def is_running(self) -> bool:
        """Whether a command is under way, or its last events are not delivered yet."""
        return self._process is not None

    @property
    def process_id(self) -> int:
        """Of the process; 0 where there is none."""
        return int(self._process.processId()) if self._process is not None else 0

    def start(self, arguments: Sequence[str]) -> None:
        """Starts a command.

        Args:
            arguments: See `landmark_gui.training_flow.commands`.

        Raises:
            RuntimeError: One is under way.
        """
        if self._process is not None:
            raise RuntimeError("a training command is under way")
        self._pending.clear()
        self._errors.clear()
        self._error_rest = b""
        self._finished_told, self._exit = False, None
        process = QProcess(self)
        process.setProcessEnvironment(_environment())
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_errors)
        process.finished.connect(self._process_finished)
        process.errorOccurred.connect(self._process_error)
        self._process = process
        program, *line = commands.python_line(arguments)
        process.start(program, line)

    def pause(self) -> None:
        """Holds the work after the step under way; a ``paused`` result follows."""
        self._send(commands.PAUSE)

    def resume(self) -> None:
        """Lets it go on."""
        self._send(commands.RESUME)

    def finish(self) -> None:
        """Ends training after the step under way as if this had been its last epoch."""
        self._send(commands.FINISH)

    def cancel(self) -> None:
        """Ends it after the step under way, keeping the best so far; a second time at once."""
        self._send(commands.CANCEL)

    def kill(self) -> None:
        """Ends it at once; what is on disk stays."""
        if self._process is not None:
            self._process.kill()

    def stop(self) -> None:
        """Ends it now and waits until it has ended; no signal comes afterwards. For the end of the app."""
        process, self._process = self._process, None
        self._soon.stop()
        if process is None:
            return
        process.closeWriteChannel()
        if process.state() != QProcess.ProcessState.NotRunning and not process.waitForFinished(_END_MS):
            process.kill()
            process.waitForFinished(_END_MS)
        process.deleteLater()

    # --- what comes from the process ----------------------------------------------------------------

    def _send(self, line: str) -> None:
        if self._process is not None and self._process.state() == QProcess.ProcessState.Running:
            self._process.write(line.encode("ascii") + b"\n")

    def _read(self) -> None:
        if self._process is not None:
            self._pending += self._process.readAllStandardOutput().data()
            if not self._soon.isActive():
                self._soon.start()

    def _parse(self) -> None:
        """Reads lines for no longer than a part of a frame, and the rest when the event loop has been round."""
        until = time.perf_counter() + _LONGEST_PARSE_S
        found: list[Event] = []
        start = 0
        while (end := self._pending.find(b"\n", start)) >= 0:
            event = events.parse(bytes(self._pending[start:end]))
            start = end + 1
            if event is not None:
                self._finished_told = self._finished_told or event.kind == "finished"
                found.append(event)
            if time.perf_counter() > until:
                break
        del self._pending[:start]
        has_more = self._pending.find(b"\n") >= 0
        if not has_more and len(self._pending) > _LONGEST_LINE:
            self._pending.clear()
        if has_more:
            self._soon.start()
        if found:
            self.events.emit(found)
        if not has_more and self._exit is not None:
            self._tell_end()

    def _read_errors(self) -> None:
        if self._process is None:
            return
        *lines, self._error_rest = (self._error_rest + self._process.readAllStandardError().data()).split(b"\n")
        self._take_errors(lines)

    def _take_errors(self, lines: Sequence[bytes]) -> None:
        texts = [line.decode("utf-8", "replace").rstrip() for line in lines]
        self._errors.extend(texts)
        if texts:
            self.said.emit(texts)

    def _process_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        if self._process is None:
            return
        self._read_errors()
        if self._error_rest:
            self._take_errors([self._error_rest])
            self._error_rest = b""
        self._exit = code, status == QProcess.ExitStatus.CrashExit
        self._read()
        self._soon.start()

    def _process_error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            text = self._process.errorString()
            self._process.deleteLater()
            self._process = None
            self.ended.emit(Outcome(Ending.NOT_STARTED, text))

    def _tell_end(self) -> None:
        process, self._process = self._process, None
        if process is None or self._exit is None:
            return
        process.deleteLater()
        code, crashed = self._exit
        self._exit = None
        self.ended.emit(outcome(code, crashed, list(self._errors), finished=self._finished_told))


def _environment() -> QProcessEnvironment:
    """This process's, with our packages on Python's path: the app also runs from sources that are not installed."""
    environment = QProcessEnvironment.systemEnvironment()
    found = importlib.util.find_spec("training")
    if found is not None and found.origin is not None:
        here = str(Path(found.origin).parents[1])
        before = environment.value("PYTHONPATH")
        environment.insert("PYTHONPATH", f"{here}{os.pathsep}{before}" if before else here)
    environment.insert("PYTHONUTF8", "1")
    environment.insert("PYTHONUNBUFFERED", "1")
    return environment
