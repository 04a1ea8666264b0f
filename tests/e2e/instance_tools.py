"""Real starts of ``landmark-gui`` that meet in one running program, each test in a world of its own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from landmark_gui import settings as settings_file

ROOT = Path(__file__).resolve().parents[2]
WAIT_S = 240
"""Long, because test machines are busy; nothing waits longer than it needs to."""


class World:
    """A person's home, runtime folder and screen."""

    def __init__(self, home: Path, runtime: Path, **variables: str) -> None:
        self.home, self.runtime = home, runtime
        home.mkdir(parents=True, exist_ok=True)
        chosen = settings_file.Settings().replace(device="cpu", stay_ready_minutes=1)
        settings_file.save(chosen, home / "settings.json")
        self.environment = {
            **os.environ,
            "LANDMARK_GUI_HOME": str(home),
            "XDG_RUNTIME_DIR": str(runtime),
            "XDG_CACHE_HOME": str(home / "cache"),
            "PYTHONPATH": str(ROOT),
            **variables,
        }
        self.started: list[subprocess.Popen[bytes]] = []

    def start(self, *arguments: object, command: str = "suggest") -> "subprocess.Popen[bytes]":
        """Starts ``landmark-gui`` as a photo manager does."""
        words = [sys.executable, "-m", "landmark_gui", command, *map(os.fsencode, map(str, arguments))]
        words = [word for word in words if word]
        begun = subprocess.Popen(
            words, env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self.started.append(begun)
        return begun

    @property
    def running(self) -> int | None:
        """Process number of the running program; None where none runs."""
        for lock in self.runtime.glob("landmark-tagger/*.lock"):
            try:
                number = int(lock.read_text().split("\n")[0])
                os.kill(number, 0)
            except (OSError, ValueError):
                continue
            if Path(f"/proc/{number}/stat").exists() and b") Z " in Path(f"/proc/{number}/stat").read_bytes():
                continue
            return number
        return None

    def wait_for_program(self) -> int:
        wait(lambda: self.running and self.sockets())
        assert self.running is not None
        return self.running

    def sockets(self) -> list[Path]:
        return list(self.runtime.glob("landmark-tagger/*.socket"))

    def conversations(self) -> int:
        """How many starts are connected to the program."""
        found = 0
        for line in Path("/proc/net/unix").read_text().splitlines():
            # The path is the one at which the socket was made, before it was renamed to its own.
            words = line.split(maxsplit=7)
            listens = words[3] == "00010000"
            found += not listens and words[-1].startswith(f"{self.runtime}/")
        return found

    def end(self) -> None:
        while (number := self.running) is not None:
            os.kill(number, signal.SIGTERM)
            wait(lambda gone=number: self.running != gone)
        for process in self.started:
            if process.poll() is None:
                process.kill()
            process.communicate()


@contextmanager
def world(tmp_path: Path, **variables: str) -> Iterator[World]:
    """A world whose processes are all ended afterwards."""
    with tempfile.TemporaryDirectory(prefix="lt") as runtime:  # short, as the paths of sockets must be
        made = World(tmp_path / "home", Path(runtime), **variables)
        try:
            yield made
        finally:
            made.end()


class Screen:
    """An X server of its own, with a person who presses keys."""

    def __init__(self, display: str) -> None:
        self.display = display

    def windows(self) -> list[str]:
        """Visible dialogs, by number."""
        done = self._xdotool("search", "--onlyvisible", "--name", "^Suggest location$", check=False)
        return done.stdout.decode().split()

    def press(self, *keys: str) -> None:
        """Presses keys in the dialog, which may not be ready for them yet."""
        for window in self.windows()[:1]:
            self._xdotool("windowfocus", "--sync", window, check=False)
            for key in keys:
                self._xdotool("key", key)

    def _xdotool(self, *words: str, check: bool = True) -> "subprocess.CompletedProcess[bytes]":
        environment = {**os.environ, "DISPLAY": self.display}
        return subprocess.run(["xdotool", *words], env=environment, capture_output=True, check=check, timeout=60)


def can_show() -> bool:
    """Whether this machine has what `screen` needs."""
    return all(shutil.which(program) for program in ("Xvfb", "xdotool"))


@contextmanager
def screen() -> Iterator[Screen]:
    """A screen in memory."""
    reader, writer = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=[writer],
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as numbers:
            yield Screen(f":{numbers.readline().strip()}")
    finally:
        server.terminate()
        server.wait()


def wait(condition: Callable[[], object], seconds: float = WAIT_S) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.05)
