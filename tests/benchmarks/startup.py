"""How long a person waits at the start: imports, the first suggestion of a cold process, the window's first paint.

Run as ``python -m tests.benchmarks startup [--times 5] [--json]``. Every figure is of processes of their own, from
start to end (the window's: to its first paint); the best and the median of so many. The disk cache is warm.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import photo_factory

ROOT = Path(__file__).resolve().parents[2]

FIRST_PAINT = """
from landmark_gui import app
application = app.make_application()
program = app.Program(application)
program.window.painted.connect(lambda: (print("painted", flush=True), program.window.close()))
program.start()
application.exec()
"""
TAG = "import sys; from landmark_gui.cli import main; sys.exit(main(sys.argv[1:]))"


def seconds(program: str, *arguments: str, until_line: bool = False) -> float:
    """Time that a process takes, or until it prints its first line."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    started = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", program, *arguments], env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        process.stdout.readline() if until_line else process.stdout.read()
        took = time.perf_counter() - started
        process.stdout.read()
    if process.returncode:
        raise RuntimeError(f"{program} ended with {process.returncode}")
    return took


def main() -> None:
    parser = argparse.ArgumentParser("startup", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["LANDMARK_GUI_HOME"] = scratch
        photo = photo_factory.save(Path(scratch) / "photo.jpg", photo_factory.scene(4000, 3000, grain=6))
        runs: dict[str, tuple[str, tuple[str, ...], bool]] = {
            "python alone": ("", (), False),
            "import landmark_gui": ("import landmark_gui", (), False),
            "import landmark_gui.cli": ("import landmark_gui.cli", (), False),
            "import numpy": ("import numpy", (), False),
            "import torch": ("import torch", (), False),
            "import landmark_gui.inference.predictor": ("import landmark_gui.inference.predictor", (), False),
            "import torchvision": ("import torchvision", (), False),
            "import PySide6.QtWidgets": ("import PySide6.QtWidgets", (), False),
            "tag: one 12-megapixel photo": (TAG, ("tag", "--quiet", "--format", "tsv", str(photo)), True),
            "window: first paint": (FIRST_PAINT, (), True),
        }
        took: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(options.times):
            for name, (program, arguments, until_line) in runs.items():
                took[name].append(seconds(program, *arguments, until_line=until_line))
    found = {name: {"best": round(min(t), 2), "median": round(statistics.median(t), 2)} for name, t in took.items()}
    if options.json:
        print(json.dumps(found, indent=2))
        return
    for name, figures in found.items():
        print(f"{name:<42}{figures['best']:6.2f} s best {figures['median']:6.2f} s median")


if __name__ == "__main__":
    main()
