"""The GUI thread never stands still for 50 ms while torch is loaded, photos are classified and thumbnails scroll by."""

import json
import subprocess
import sys
from pathlib import Path

import model_factory
import photo_factory

TESTS = Path(__file__).parents[1]

PROGRAM = f"""
import io, json, os, sys, time
from pathlib import Path
sys.path[:0] = {[str(TESTS.parent), str(TESTS)]!r}
from PySide6.QtCore import QCoreApplication, Qt, QTimer
app = QCoreApplication([])
from landmark_gui.workers.inference_worker import InferenceWorker
from landmark_gui.workers.scan_worker import ScanWorker
from landmark_gui.workers.smoothness import favour_gui_thread
from landmark_gui.workers.thumbnails import Thumbnailer
from landmark_gui.workers.worker import stop_all

favour_gui_thread()
model, folder, cache = sys.argv[1:]
inference, scan, thumbnailer = InferenceWorker(), ScanWorker(), Thumbnailer(cache_folder=Path(cache))
inference.configure(model, "cpu")
thumbnailer.busy.connect(inference.give_way)

# What others do on a busy machine is not this program's fault: a gap counts as far as the program has computed in it,
# and without the time in which the GUI thread was ready to run and got no core (Linux says how long that was).
schedule = open("/proc/self/schedstat") if os.path.exists("/proc/self/schedstat") else io.StringIO("0 0 0")
gaps, last = [], None
def beat():
    global last
    schedule.seek(0)
    now = time.perf_counter() - int(schedule.read().split()[1]) / 1e9, time.process_time()
    if last is not None:
        gaps.append(1000 * min(now[0] - last[0], now[1] - last[1]))
    last = now
heart = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=5)
heart.timeout.connect(beat)

photos, counts, summaries, shown = [], [], [], []
def found(batch):
    photos.extend(photo.path for photo in batch)
def listed(count):
    inference.start(photos)
    scroll()
def scroll():
    top = 10 * len(counts) % len(photos)
    counts.append(top)
    thumbnailer.want(photos[top : top + 20], 256)
    inference.prioritise(photos[top : top + 20])
def finished(summary):
    summaries.append(summary.done)
    app.quit()
scan.found.connect(found)
scan.listed.connect(listed)
inference.finished.connect(finished)
thumbnailer.loaded.connect(shown.extend)
scroller = QTimer(interval=300)
scroller.timeout.connect(lambda: photos and scroll())
heart.start()
scroller.start()
scan.scan([Path(folder)])
app.exec()
stop_all([inference, scan, thumbnailer])
schedule.close()
gaps.sort()
json.dump({{"max": gaps[-1], "p99": gaps[int(len(gaps) * 0.99)], "beats": len(gaps), "done": summaries,
            "shown": len(shown)}}, sys.stdout)
"""


def test_the_gui_thread_does_not_stall(tmp_path):
    model = model_factory.make_model(tmp_path / "colours.landmarks")
    original = photo_factory.save(tmp_path / "original.jpg", photo_factory.scene(1600, 1200))
    for number in range(150):
        photo = tmp_path / "photos" / f"{number:03}.jpg"
        photo.parent.mkdir(exist_ok=True)
        photo.hardlink_to(original)
    tries = []
    for attempt in range(3):  # a stall that is the program's own comes again; one of a virtual machine does not
        cache = tmp_path / f"cache{attempt}"
        command = [sys.executable, "-c", PROGRAM, str(model), str(tmp_path / "photos"), str(cache)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        figures = json.loads(done.stdout)
        assert figures["done"] == [150]
        assert figures["shown"] >= 20
        assert figures["beats"] > 100
        tries.append(figures)
        if figures["p99"] < 25 and figures["max"] < 50:
            return
    raise AssertionError(tries)
