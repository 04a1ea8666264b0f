"""Measures the window: first paint, opening 10,000 photos, stalls while inference runs, and 100,000 photos or more.

Run it alone on an idle machine: ``python -m tests.benchmarks window [first|folder|many|open|known] …``.
Each part prints its figures, in a process and a home of its own ("open" and "known" in two, as only their second time
knows the photos). "known" makes its catalog by itself, without reading the photos, and with links for files: it is the
one for a million (``window known --many 1000000``).
The photos are made in a folder that is deleted in the end (``--keep FOLDER`` keeps them).
"""

import argparse
import contextlib
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from landmark_gui.app import Program

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "benchmarks")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

PARTS = ("first", "folder", "many", "open", "known")

_FIRST = """
import time
begin = time.perf_counter()
from landmark_gui import app
application = app.make_application()
program = app.Program(application)
program.window.painted.connect(lambda: (print(time.perf_counter() - begin), program.window.close()))
program.start()
application.exec()
"""


def first_paint(times: int = 7) -> None:
    """Time from the start of the process to the first paint, with the interpreter's own start."""
    took = []
    for _ in range(times):
        begin = time.perf_counter()
        with subprocess.Popen([sys.executable, "-c", _FIRST], stdout=subprocess.PIPE, text=True) as running:
            assert running.stdout is not None
            running.stdout.readline()
            took.append(time.perf_counter() - begin)
            running.wait()
    print(
        f"first paint after process start: {statistics.median(took):.2f} s median, {max(took):.2f} s worst of {times}"
    )


class Heartbeat:
    """A timer in the GUI thread; how late it comes is how long that thread was busy, or waited for a processor.

    The processor time that the thread itself used between two beats tells the one from the other on a busy machine.
    """

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self._late: list[float] = []
        self._used: list[float] = []
        self._forget()
        self._timer = QTimer(interval=5, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def _forget(self) -> None:
        self._late.clear()
        self._used.clear()
        self._last, self._last_used = time.perf_counter(), time.thread_time()

    def _beat(self) -> None:
        now, used = time.perf_counter(), time.thread_time()
        self._late.append(now - self._last - 0.005)
        self._used.append(used - self._last_used)
        self._last, self._last_used = now, used

    def report(self, what: str) -> None:
        """Prints and forgets what was measured."""
        if self._late:
            print(
                f"  GUI thread {what}, {len(self._late)} beats: late {_spread(self._late)}; used {_spread(self._used)}"
            )
        self._forget()


def _spread(seconds: list[float]) -> str:
    ordered = sorted(1000 * max(0.0, value) for value in seconds)
    middle, high = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.99)]
    return f"p50 {middle:.1f}, p99 {high:.1f}, longest {ordered[-1]:.1f} ms"


def _until(condition: Callable[[], object], seconds: float = 600) -> float:
    """Lets events run until then; looks every few milliseconds, as asking all the time would take a processor."""
    from PySide6.QtCore import QEventLoop, QTimer

    begin = time.perf_counter()
    loop, timer = QEventLoop(), QTimer(interval=4)
    timer.timeout.connect(lambda: loop.quit() if condition() or time.perf_counter() - begin > seconds else None)
    timer.start()
    if not condition():
        loop.exec()
    timer.stop()
    if time.perf_counter() - begin > seconds:
        raise TimeoutError("the benchmark waited too long")
    return time.perf_counter() - begin


def folder(photos: Path, number: int) -> None:
    """Opens a folder of that many JPEGs, scrolls, and scrolls while inference runs."""
    import photo_factory

    photos.mkdir(parents=True, exist_ok=True)
    made = [photo_factory.encode(photo_factory.scene(1600, 1200, seed=seed, grain=5), quality=88) for seed in range(20)]
    for index in range(number):
        path = photos / f"{index % 20:02d}" / f"IMG_{index:05d}.jpg"
        if not path.exists():
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(made[index % 20])
    from landmark_gui import app

    application = app.make_application()
    program = app.Program(application)
    beat = Heartbeat()
    program.start()
    _until(lambda: program.names.gazetteer is not None)
    model, grid = program.model, program.window.grid
    begin = time.perf_counter()
    program.control.open([photos])
    _until(model.rowCount)
    _until(lambda: grid.rows_in_view() and all(model.thumbnail(row) is not None for row in grid.rows_in_view()))
    print(f"first screen of thumbnails: {time.perf_counter() - begin:.2f} s")
    _until(lambda: not program.photos.is_listing)
    print(f"list of {model.rowCount()} photos complete: {time.perf_counter() - begin:.2f} s")
    beat.report("while opening")
    _scroll(grid, 8)
    beat.report("scrolling")
    program.control.suggest_all()
    _until(lambda: program.window.filter_bar and any(model.photo(row).ranking for row in range(100)))
    beat.report("until the first suggestions")
    _scroll(grid, 15)
    beat.report("scrolling while inference runs")
    begin = time.perf_counter()
    program.window.close()
    print(f"closed while inference runs: {time.perf_counter() - begin:.2f} s")


def _scroll(grid: object, seconds: float) -> None:
    bar = grid.verticalScrollBar()  # type: ignore[attr-defined]
    begin = time.perf_counter()
    rng = random.Random(0)
    while time.perf_counter() - begin < seconds:
        step = rng.choice((120, 120, 240, -120, 900))
        bar.setValue((bar.value() + step) % max(1, bar.maximum()))
        shown = time.perf_counter() + 0.03
        _until(lambda shown=shown: time.perf_counter() >= shown)


def many(number: int = 100_000) -> None:
    """That many photos in the catalog and in the view: opening, filtering, sorting, memory."""
    import psutil

    from landmark_gui import app
    from landmark_gui.inference.suggestion import Candidate, Suggestion, Verdict
    from landmark_gui.library.photo_filter import Filter, GroupBy, SortKey
    from landmark_gui.library.photos import Photo

    application = app.make_application()
    program = app.Program(application)
    program.start()
    _until(lambda: program.names.gazetteer is not None)
    model = program.model
    keys = [landmark.id for landmark in program.names.gazetteer or ()]
    rng = random.Random(0)
    photos = [
        Photo(f"/photos/{index % 40:02d}/IMG_{index:06d}.jpg", 4_000_000 + index, index, True,
              f"2019-{index % 12 + 1:02d}-{index % 28 + 1:02d}T10:00:{index % 60:02d}",
              content=index.to_bytes(16, "big"))
        for index in range(number)
    ]  # fmt: skip
    begin = time.perf_counter()
    ids = model.add(photos)
    print(f"{number} photos into the view: {time.perf_counter() - begin:.2f} s")
    suggestions = {}
    for index in ids:
        top = rng.random()
        found = tuple(Candidate(rng.choice(keys), "x", top * 0.6**place) for place in range(5))
        suggestions[index] = Suggestion(Path("x"), rng.choice(list(Verdict)), found, 0.5)
    begin = time.perf_counter()
    model.set_suggestions("bench:0", suggestions)
    print(f"suggestions for all of them: {time.perf_counter() - begin:.2f} s")
    for what, change in {
        "filter by text": {"filter": Filter(text="img_0001")},
        "filter by verdict": {"filter": Filter(verdicts=frozenset({Verdict.CONFIDENT}))},
        "no filter": {"filter": Filter()},
        "sort by uncertainty": {"sort_key": SortKey.UNCERTAINTY},
        "sort by date": {"sort_key": SortKey.DATE},
        "group by landmark": {"group_by": GroupBy.LANDMARK},
        "sort by name, no groups": {"sort_key": SortKey.NAME, "group_by": GroupBy.NONE},
    }.items():
        begin = time.perf_counter()
        model.set_view(**change)  # type: ignore[arg-type]
        application.processEvents()
        print(f"  {what}: {time.perf_counter() - begin:.3f} s, {model.rowCount()} rows")
    begin = time.perf_counter()
    program.window.grid.selectAll()
    print(f"  select all: {time.perf_counter() - begin:.3f} s")
    print(f"memory without torch: {psutil.Process().memory_info().rss / 2**20:.0f} MB")
    program.window.close()


def open_many(photos: Path, number: int) -> None:
    """Opens a folder of that many small JPEGs: at first, or again, as the catalog in this home knows them."""
    import photo_factory
    import psutil

    small = photo_factory.encode(photo_factory.scene(24, 16), quality=60)
    for index in range(number):
        path = photos / f"{index % 100:02d}" / f"IMG_{index:06d}.jpg"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            # A comment of its own before the picture would not do: the content id is that of the picture.
            path.write_bytes(small[:-2] + index.to_bytes(4, "big") + small[-2:])
    from landmark_gui import app
    from landmark_gui.library import catalog

    what = "again" if catalog.default_path().exists() else "at first"
    application = app.make_application()
    program = app.Program(application)
    program.start()
    _until(lambda: program.names.gazetteer is not None)
    beat, finished = Heartbeat(), []
    program.photos.finished.connect(lambda: finished.append(True))
    begin = time.perf_counter()
    program.control.open([photos])
    _until(program.model.rowCount)
    seen = time.perf_counter() - begin
    _until(lambda: not program.photos.is_listing)
    listed = time.perf_counter() - begin
    _until(lambda: bool(finished))
    rows, known = program.model.rowCount(), time.perf_counter() - begin
    print(f"{rows} photos {what}: first ones {seen:.2f} s, listed {listed:.2f} s, all facts {known:.2f} s")
    beat.report("meanwhile")
    print(f"  memory without torch: {psutil.Process().memory_info().rss / 2**20:.0f} MB")
    program.window.close()


def known(photos: Path, number: int) -> None:
    """Makes that many files and a catalog that knows them, or, where this home has one, opens and views them."""
    import known_photos

    from landmark_gui import app, taught
    from landmark_gui.library import catalog
    from landmark_gui.library.content import model_id
    from landmark_gui.model_path import model_path

    if not catalog.default_path().exists():
        path = model_path("")
        assert path is not None
        identity = taught.identity(model_id(path))
        known_photos.make_files(photos, number)
        known_photos.fill(photos, number, catalog.default_path(), identity)
        with catalog.Catalog() as opened:
            while opened.pack_next(identity):
                pass
        return
    application = app.make_application()
    program = app.Program(application)
    finished: list[bool] = []
    program.photos.finished.connect(lambda: finished.append(True))
    began = time.perf_counter()
    program.start()
    _until(lambda: program.names.gazetteer is not None)
    _until(lambda: program.suggesting.identity)
    model, grid = program.model, program.window.grid
    beat, begin = Heartbeat(), time.perf_counter()
    program.control.open([photos])
    _until(lambda: model.rowCount() == number or finished)
    shown = time.perf_counter() - begin
    _until(lambda: all(model.thumbnail(row) is not None for row in grid.rows_in_view()))
    print(
        f"{model.rowCount()} photos known: shown {shown:.2f} s after opening, {shown + begin - began:.2f} s after the"
    )
    print(f"  first screen of thumbnails: {time.perf_counter() - begin:.2f} s")
    beat.report("while opening")
    _scroll(grid, 4)
    beat.report("scrolling while the disk is asked")
    _view(program, beat)
    _until(lambda: bool(finished))
    print(f"disk asked about all: {time.perf_counter() - begin:.2f} s")
    beat.report("meanwhile")
    _memory("after that")
    _until(lambda: not program.weighing.is_busy, 3600)
    print(f"evidence weighed: {time.perf_counter() - begin:.2f} s")
    beat.report("meanwhile")
    _scroll(grid, 4)
    beat.report("scrolling")
    _memory("at the end")
    program.window.close()


def _memory(when: str) -> None:
    import resource

    import psutil

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"  memory without torch {when}: {psutil.Process().memory_info().rss / 2**20:.0f} MB, at most {most:.0f} MB")


def _view(program: "Program", beat: Heartbeat) -> None:
    """Filters, orders and groups, one after the other, and says how long the GUI thread takes for each."""
    from PySide6.QtWidgets import QApplication

    from landmark_gui.inference.suggestion import Verdict
    from landmark_gui.library.photo_filter import Filter, GroupBy, SortKey

    model = program.model
    for what, change in {
        "filter by text in all names": {"filter": Filter(text="img")},
        "filter by text": {"filter": Filter(text="journey 7")},
        "filter by verdict": {"filter": Filter(verdicts=frozenset({Verdict.CONFIDENT}))},
        "no filter": {"filter": Filter()},
        "sort by date": {"sort_key": SortKey.DATE},
        "sort by uncertainty": {"sort_key": SortKey.UNCERTAINTY},
        "group by landmark": {"group_by": GroupBy.LANDMARK},
        "group by day": {"group_by": GroupBy.DAY},
        "group by folder": {"group_by": GroupBy.FOLDER},
        "sort by name, no groups": {"sort_key": SortKey.NAME, "group_by": GroupBy.NONE},
    }.items():
        begin, used = time.perf_counter(), time.thread_time()
        model.set_view(**change)  # type: ignore[arg-type]
        took, used = time.perf_counter() - begin, time.thread_time() - used
        QApplication.processEvents()
        total = time.perf_counter() - begin
        print(
            f"  {what}: {took:.3f} s, with painting {total:.3f} s, {used:.3f} s of processor; {model.rowCount()} rows"
        )
    beat.report("while the view changes")


def main() -> None:
    """Runs the parts that are named, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="{" + ",".join(PARTS) + "}")
    parser.add_argument("--photos", type=int, default=10_000, help="in the folder")
    parser.add_argument("--many", type=int, default=100_000, help="in the parts many, open and known")
    parser.add_argument("--keep", type=Path, help="folder for the photos, which stays")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"no part is called {', '.join(sorted(unknown))}")
    if given.inside:
        {
            "first": first_paint,
            "folder": lambda: folder(given.keep / "large", given.photos),
            "many": lambda: many(given.many),
            "open": lambda: open_many(given.keep / "small", given.many),
            "known": lambda: known(given.keep / f"known-{given.many}", given.many),
        }[given.parts[0]]()
        return
    with contextlib.ExitStack() as stack:
        home = stack.enter_context(tempfile.TemporaryDirectory(prefix="landmark-bench-"))
        photos = given.keep or Path(home) / "photos"
        for part in given.parts or PARTS:
            own = Path(home) / part
            environment = {**os.environ, "LANDMARK_GUI_HOME": str(own), "XDG_CACHE_HOME": str(own / "cache")}
            command = [sys.executable, "-m", "tests.benchmarks.window", part, "--inside", "--keep", str(photos)]
            command += ["--photos", str(given.photos), "--many", str(given.many)]
            for _ in range(2 if part in ("open", "known") else 1):
                subprocess.run(command, cwd=ROOT, env=environment, check=True)
        if not given.keep:
            shutil.rmtree(photos, ignore_errors=True)


if __name__ == "__main__":
    main()
