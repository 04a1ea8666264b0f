"""Measures the small dialog: from the start of ``landmark-gui suggest`` to its window, and to the first suggestion.

Run it alone on an idle machine with Xvfb and xdotool, from the repository: ``python -m tests.benchmarks small-dialog``.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/e2e")]
TIMES = 5


def main() -> None:
    """Prints the best and the median of a few cold and warm starts."""
    argparse.ArgumentParser("small-dialog", description=__doc__).parse_args()
    import instance_tools
    import photo_factory

    from landmark_gui import resources
    from landmark_gui.library.catalog import Catalog
    from landmark_gui.library.content import content_id, model_id

    identity = model_id(resources.path("models/default.landmarks"))
    with tempfile.TemporaryDirectory(prefix="lt") as folder, instance_tools.screen() as screen:
        number = 0

        def photo() -> Path:
            nonlocal number
            number += 1
            path = Path(folder) / f"{number}.jpg"
            photo_factory.save(path, photo_factory.scene(1600, 1200, seed=number))
            return path

        def measure(world: instance_tools.World) -> tuple[float, float]:
            path = photo()
            content = content_id(path)
            begin = time.perf_counter()
            world.start("--", path)
            while not screen.windows():
                time.sleep(0.005)
            shown = time.perf_counter() - begin
            with Catalog(world.home / "catalog.sqlite") as catalog:
                while not catalog.rankings([content], identity):
                    time.sleep(0.01)
            return shown, time.perf_counter() - begin

        cold, warm = [], []
        for run in range(TIMES):
            home = Path(folder) / f"home{run}"
            with instance_tools.world(home, QT_QPA_PLATFORM="xcb", DISPLAY=screen.display) as world:
                cold.append(measure(world))
                subprocess.run(["xdotool", "key", "Escape"], env={**os.environ, "DISPLAY": screen.display}, check=True)
                while screen.windows():
                    screen.press("Escape")
                warm.append(measure(world))
                assert world.running is not None
                os.kill(world.running, signal.SIGTERM)
                while screen.windows():
                    time.sleep(0.05)
        for name, figures in (("cold", cold), ("an instance runs", warm)):
            for what, values in zip(("dialog", "first suggestion"), zip(*figures, strict=True), strict=True):
                ordered = sorted(values)
                print(f"{name}: {what} after {ordered[0]:.2f} s best, {ordered[len(ordered) // 2]:.2f} s median")


if __name__ == "__main__":
    main()
