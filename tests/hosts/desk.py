"""A desktop of its own for one test: X server, window manager, message bus, home; what runs there ends with it."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

NAMES = ("a photo with spaces.jpg", 'b it\'s "quoted" 100%.jpg', "c ümläut (1) & co.jpg")
"""Photos that are selected; in the order of their names, so that they stand first."""
LEFT_ALONE = "z left alone.jpg"
PATIENCE = 240
"""Seconds; long, because test machines are busy. Nothing waits longer than it needs to."""
ACCESSIBILITY = Path(__file__).with_name("accessibility.py")
SYSTEM_PYTHON = "/usr/bin/python3"
"""The one that has the bindings of AT-SPI."""

Found = TypeVar("Found")


class Desk:
    """The desktop; use it as a context.

    Attributes:
        home: The person's home folder.
        photos: A folder for photos in it.
        environment: What programs there see.
    """

    def __init__(self, place: Path) -> None:
        self.home = place / "home"
        self.photos = self.home / "Pictures"
        self._runtime = place / "runtime"
        self._log = place / "log.txt"
        self.photos.mkdir(parents=True)
        self._runtime.mkdir(mode=0o700)
        kept = {name: os.environ[name] for name in ("PATH", "TMPDIR", "TZ") if name in os.environ}
        self.environment = {
            **kept,
            "HOME": str(self.home),
            "XDG_RUNTIME_DIR": str(self._runtime),
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "GDK_BACKEND": "x11",
            "GTK_MODULES": "gail:atk-bridge",
            "GIO_USE_VFS": "local",
            "GIO_USE_VOLUME_MONITOR": "unix",
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "OMP_NUM_THREADS": "1",
        }
        self._running: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> "Desk":
        display, server = os.pipe()
        screen = ["-displayfd", str(server), "-screen", "0", "1280x900x24", "-nolisten", "tcp", "-noreset"]
        try:
            self.start(["Xvfb", *screen], pass_fds=(server,))
            os.close(server)
            with os.fdopen(display) as answer:
                self.environment["DISPLAY"] = ":" + answer.readline().strip()
            address = f"unix:path={self._runtime}/bus"
            self.start(["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={address}"])
            self.environment["DBUS_SESSION_BUS_ADDRESS"] = address
            self.wait((self._runtime / "bus").exists, "the message bus")
            self.start(["openbox"])
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for process in reversed(self._running):
            for number in (signal.SIGTERM, signal.SIGKILL):
                if process.poll() is not None:
                    break
                # The whole group: hosts start helpers. Ours is not in it, and ends with its display.
                os.killpg(process.pid, number)
                try:
                    process.wait(timeout=5)
                except subprocess.TimeoutExpired:
                    continue

    # --- programs ---------------------------------------------------------------------------------

    def start(self, command: Sequence[str | Path], **options: object) -> "subprocess.Popen[bytes]":
        """Starts a program on this desktop."""
        with self._log.open("ab") as log:
            process = subprocess.Popen(
                [str(word) for word in command],
                env=self.environment,
                cwd=self.home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                **options,  # type: ignore[call-overload]
            )
        self._running.append(process)
        return process

    def run(self, *command: str | Path, check: bool = True) -> "subprocess.CompletedProcess[str]":
        """Runs a program on this desktop to its end."""
        words = [str(word) for word in command]
        done = subprocess.run(
            words,
            env=self.environment,
            cwd=self.home,
            capture_output=True,
            text=True,
            check=False,
            timeout=PATIENCE * 2,
        )
        assert not check or done.returncode == 0, (words, done.stdout[-2000:], done.stderr[-2000:], self.log())
        return done

    def landmark_gui(self, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
        """Runs our own program."""
        return self.run(program(), *arguments)

    def log(self) -> str:
        """The end of what the programs printed."""
        return self._log.read_text(errors="replace")[-3000:] if self._log.exists() else ""

    # --- what the person sees and does ------------------------------------------------------------

    def wait(self, condition: Callable[[], Found | None], what: str, patience: float = PATIENCE) -> Found:
        """Waits until there is something."""
        end = time.monotonic() + patience
        while time.monotonic() < end:
            if found := condition():
                return found
            time.sleep(0.2)
        self.screenshot("waiting")
        raise AssertionError(f"waited in vain for {what}; the programs said:\n{self.log()}")

    def window(self, name: str) -> str:
        """Waits for a window by a part of its class, and brings it to the front."""
        search = ["xdotool", "search", "--onlyvisible", "--class", name]

        def numbers() -> list[str]:
            return self.run(*search, check=False).stdout.split()

        number = self.wait(numbers, f"a window of {name}")[-1]
        time.sleep(1)  # what is not yet drawn takes no keys
        self.run("xdotool", "windowactivate", "--sync", number)
        return number

    def press(self, *keys: str) -> None:
        """Presses keys, in the window in front."""
        for key in keys:
            self.run("xdotool", "key", key)
            time.sleep(0.3)

    def click(self, x: int, y: int, *modifiers: str) -> None:
        """Clicks a place on the screen."""
        down = [word for key in modifiers for word in ("keydown", key)]
        up = [word for key in modifiers for word in ("keyup", key)]
        self.run("xdotool", *down, "mousemove", str(x), str(y), "click", "1", *up)
        time.sleep(0.3)

    def choose(self, program: str, name: str) -> None:
        """Finds an entry by its name in a program's menus, opens what it lies in, and clicks it."""
        self.run(SYSTEM_PYTHON, ACCESSIBILITY, "choose", program, name, str(PATIENCE))

    def place(self, program: str, role: str, name: str = "") -> tuple[int, int, int, int] | None:
        """Where on the screen something is: left, top, width, height; None if it is not there."""
        done = self.run(SYSTEM_PYTHON, ACCESSIBILITY, "place", program, role, name, check=False)
        words = done.stdout.split()
        return (int(words[0]), int(words[1]), int(words[2]), int(words[3])) if done.returncode == 0 else None

    def names(self, program: str, container: str) -> list[str]:
        """What the entries of a list are called for people who cannot see."""
        done = self.run(SYSTEM_PYTHON, ACCESSIBILITY, "names", program, container, check=False)
        return done.stdout.split("\0")[:-1] if done.returncode == 0 else []

    def screenshot(self, name: str) -> None:
        """Keeps a picture of the screen in ``$LANDMARK_SCREENSHOTS``, where that is set."""
        folder = os.environ.get("LANDMARK_SCREENSHOTS")
        if folder and shutil.which("import"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            number = len(list(Path(folder).iterdir()))
            self.run("import", "-window", "root", Path(folder) / f"{number:03d}-{name}.png", check=False)


def program() -> Path:
    """The installed program of the environment that the tests run in."""
    return Path(sys.executable).with_name("landmark-gui")
