"""How soon a folder of 10,000 photos is listed and shown, and how smooth the GUI thread stays meanwhile.

Run as ``python -m tests.benchmarks thumbnails [COUNT] [--inference]``. Wall-clock times are those of an idle machine
only; beside each stands the processor time. The photos are 16 pictures of 12 megapixels and about 4 MB, under COUNT
names; their data are in the disk cache by then.

With ``--inference`` the default model runs over the photos while thumbnails are scrolled through; a heartbeat of 5 ms
in the GUI thread shows by how much it is late at most, at the 99th percentile and on average. Time in which that thread
was ready to run and got no core does not count, where the system tells it (Linux).
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import photo_factory
from PySide6.QtCore import QCoreApplication, Qt, QTimer

from landmark_gui.workers.inference_worker import InferenceWorker
from landmark_gui.workers.scan_worker import ScanWorker
from landmark_gui.workers.smoothness import favour_gui_thread
from landmark_gui.workers.thumbnails import Thumbnailer
from landmark_gui.workers.worker import stop_all

SCREEN = 40
BEAT_S = 0.005
SCHEDULE = Path("/proc/self/schedstat")


def own_time() -> float:
    """Wall-clock time without that in which this thread waited for a core, seconds."""
    try:
        waited = int(SCHEDULE.read_bytes().split()[1]) / 1e9
    except OSError:
        waited = 0.0
    return time.perf_counter() - waited


class Clock:
    """Wall-clock and processor time since its making."""

    def __init__(self) -> None:
        self._start = time.perf_counter(), time.process_time()

    def __str__(self) -> str:
        wall, cpu = time.perf_counter() - self._start[0], time.process_time() - self._start[1]
        return f"{wall:6.2f} s (processor {cpu:6.2f} s)"


class Heartbeat:
    """By how much the GUI thread is late."""

    def __init__(self) -> None:
        self.late: list[float] = []
        self._last = own_time()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=int(BEAT_S * 1000))
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _beat(self) -> None:
        now = own_time()
        self.late.append(max(0.0, now - self._last - BEAT_S))
        self._last = now

    def restart(self) -> None:
        self.late.clear()
        self._last = own_time()

    def __str__(self) -> str:
        late = sorted(self.late) or [0.0]
        milliseconds = [1000 * value for value in (late[-1], late[int(len(late) * 0.99)], sum(late) / len(late))]
        return "late by {:.0f} ms at most, {:.1f} ms at p99, {:.2f} ms on average, {} beats".format(
            *milliseconds, len(late)
        )


def make_photos(folder: Path, count: int) -> list[Path]:
    """Photos under so many names."""
    originals = [folder / f"original{number:02}.jpg" for number in range(16)]
    for number, path in enumerate(originals):
        picture = photo_factory.scene(4000, 3000, seed=number // 4, grain=7)
        photo_factory.save(path, picture, exif=photo_factory.exif(), quality=88 + number % 4)
    photos = []
    for number in range(count):
        path = folder / "photos" / f"{number // 500:03}" / f"{number:05}.jpg"
        path.parent.mkdir(parents=True, exist_ok=True)
        os.link(originals[number % len(originals)], path)
        photos.append(path)
    return photos


def wait(condition: Callable[[], bool]) -> None:
    while not condition():
        QCoreApplication.processEvents()
        time.sleep(0.0005)


def measure_list(photos: list[Path]) -> None:
    worker = ScanWorker(describe=lambda photo: None)
    found: list[object] = []
    first: list[str] = []
    listed: list[str] = []
    worker.found.connect(found.extend)
    clock = Clock()
    worker.found.connect(lambda _: first.append(str(clock)))
    worker.listed.connect(lambda _: listed.append(str(clock)))
    worker.scan([photos[0].parents[1]])
    wait(lambda: bool(listed))
    print(f"first photos of the list   {first[0]}\nlist of {len(found):,} photos     {listed[0]}")
    worker.stop()


def measure_screens(photos: list[Path], cache: Path) -> None:
    for name in ("first screen, no cache    ", "first screen, from cache  "):
        worker = Thumbnailer(cache_folder=cache)
        shown: list[object] = []
        worker.loaded.connect(shown.extend)
        clock = Clock()
        worker.want(photos[:SCREEN], 256)
        wait(lambda shown=shown: len(shown) >= SCREEN)
        print(f"{name} {clock}")
        wait(lambda worker=worker: not worker.is_busy)
        worker.stop()


def measure_inference(photos: list[Path], cache: Path) -> None:
    inference, thumbnailer, beat = InferenceWorker(), Thumbnailer(cache_folder=cache), Heartbeat()
    thumbnailer.busy.connect(inference.give_way)
    done: list[object] = []
    ready: list[str] = []
    inference.results.connect(done.extend)
    clock = Clock()
    inference.model_ready.connect(lambda _: ready.append(str(clock)))
    inference.start(photos)
    wait(lambda: bool(ready))
    print(f"loading torch and model    {ready[0]}: {beat}")
    for name, scrolling in (("inference alone", False), ("inference and scrolling", True)):
        beat.restart()
        before, clock, top = len(done), Clock(), SCREEN
        until = time.perf_counter() + 15
        while time.perf_counter() < until:
            if scrolling:
                thumbnailer.want(photos[top : top + 2 * SCREEN], 256)
                inference.prioritise(photos[top : top + SCREEN])
                top = (top + SCREEN) % (len(photos) - 2 * SCREEN)
            next_screen = time.perf_counter() + 1
            wait(lambda next_screen=next_screen: time.perf_counter() > next_screen)
        print(f"{name}: {len(done) - before} photos in {clock}: {beat}")
    stop_clock = Clock()
    ended = stop_all([inference, thumbnailer])
    print(f"stopped ({'all ended' if ended else 'something goes on'}) in {stop_clock}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", nargs="?", type=int, default=10_000)
    parser.add_argument("--inference", action="store_true")
    arguments = parser.parse_args()
    QCoreApplication([])
    favour_gui_thread()
    with tempfile.TemporaryDirectory() as folder:
        photos = make_photos(Path(folder), arguments.count)
        measure_list(photos)
        measure_screens(photos, Path(folder) / "cache")
        if arguments.inference:
            measure_inference(photos, Path(folder) / "cache")


if __name__ == "__main__":
    main()
