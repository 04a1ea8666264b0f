"""Starting: what stays unloaded, in a real process; and what is there after a kill."""

import json
import os
import signal
import subprocess
import sys
import time

import photo_factory
import pytest

from landmark_gui.library.catalog import Catalog

# Beside Python's own modules, the number of processors is all that the window needs of it.
LIGHT = {"training", "training.processors"}

PROGRAM = f"""
import json, sys
LIGHT = {LIGHT}
from PySide6.QtCore import QTimer
from landmark_gui import app
application = app.make_application()
program = app.Program(application, sys.argv[1:])
def painted():
    packages = {{name.partition(".")[0] for name in sys.modules if name not in LIGHT}}
    print(json.dumps(sorted(packages & {{"torch", "numpy", "PIL", "lxml", "pillow_heif", "training"}})), flush=True)
    QTimer.singleShot(0, program.window.close)
program.window.painted.connect(painted)
program.start()
sys.exit(application.exec())
"""

KILLED = """
import sys
from PySide6.QtCore import QTimer
from landmark_gui import app
from landmark_gui.library.decisions import accept
application = app.make_application()
program = app.Program(application, sys.argv[1:])
done = 0
def decide():
    global done
    table = program.model.table
    ready = [id for id in table.ids() if table.photo(id).content]
    if done < len(ready):
        program.deciding.act([ready[done]], accept("petra"))
        done += 1
        program.catalog.ask(lambda catalog: None, lambda _, number=done: print(number, flush=True))
timer = QTimer(interval=15)
timer.timeout.connect(decide)
timer.start()
program.start()
application.exec()
"""


def process(program, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", program, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_the_window_stands_before_anything_heavy_is_loaded(user_home):
    with process(PROGRAM) as running:
        out, err = running.communicate(timeout=180)
    assert running.returncode == 0, err
    assert json.loads(out) == []
    assert err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_every_decision_is_there_after_a_kill(user_home, tmp_path):
    for number in range(30):
        photo_factory.save(tmp_path / f"{number}.jpg", photo_factory.scene(64, 48, seed=number))
    with process(KILLED, tmp_path) as running:
        told = 0
        while told < 12:
            told = int(running.stdout.readline())
        os.kill(running.pid, signal.SIGKILL)
        rest = running.stdout.read().split()
        running.communicate(timeout=60)
    told = int(rest[-1]) if rest else told
    with Catalog() as catalog:
        deadline = time.monotonic() + 10
        while len(catalog.unwritten()) < told and time.monotonic() < deadline:
            time.sleep(0.1)
        assert len(catalog.unwritten()) >= told


@pytest.mark.parametrize("module", ["landmark_gui.app", "landmark_gui.models.photo_list"])
def test_importing_the_window_loads_nothing_heavy(module):
    program = f"import sys, json, {module}; print(json.dumps(list(sys.modules)))"
    with process(program) as running:
        out, err = running.communicate(timeout=180)
    assert running.returncode == 0, err
    packages = {name.partition(".")[0] for name in json.loads(out) if name not in LIGHT}
    assert not {"torch", "numpy", "PIL", "lxml", "training"} & packages
