"""How fast and small the library is with 100,000 photos that have suggestions: catalog, table, filter, order.

Run as ``python -m tests.benchmarks photo-table [COUNT]``; prints each step's wall-clock and processor time (on a busy
machine only the second means something), best of three for those that change nothing, and what it takes in memory.
"""

import argparse
import os
import random
import resource
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from landmark_gui.inference.suggestion import Candidate, Suggestion, Verdict
from landmark_gui.library.catalog import Catalog
from landmark_gui.library.decisions import accept
from landmark_gui.library.photo_filter import Filter, GroupBy, SortKey
from landmark_gui.library.photo_table import PhotoTable
from landmark_gui.library.photos import Photo

Result = TypeVar("Result")
MODEL = "default:0123456789abcdef"
PER_FOLDER = 1000


def timed(what: str, work: Callable[[], Result], repeat: int = 1) -> Result:
    """Runs and prints the best times."""
    wall = processor = float("inf")
    for _ in range(repeat):
        start, start_processor = time.perf_counter(), time.process_time()
        result = work()
        wall = min(wall, time.perf_counter() - start)
        processor = min(processor, time.process_time() - start_processor)
    print(f"{what:<58}{wall * 1000:9.1f} ms{processor * 1000:9.1f} ms of processor", flush=True)
    return result


def paths(count: int) -> list[str]:
    """Paths as a camera and a person make them."""
    return [
        f"/home/somebody/Pictures/{2005 + number // (20 * PER_FOLDER)}/Journey {number // PER_FOLDER}/IMG_{number}.JPG"
        for number in range(count)
    ]


def found(count: int) -> list[Photo]:
    """Photos as a scan finds them."""
    return [Photo(path, 4_000_000 + number, 10**18 + number) for number, path in enumerate(paths(count))]


def fill(count: int, database: Path) -> None:
    """A catalog that knows the photos, five candidates for each, and a decision about every tenth."""
    rng = random.Random(0)
    places = [
        Candidate(f"landmark-{n}", f"Landmark {n}", 0.0, 48.0, 2.0, "Paris", "France", ("Places", "France", f"L {n}"))
        for n in range(300)
    ]
    photos = found(count)
    for number, photo in enumerate(photos):
        photo.facts_read = True
        photo.content = rng.randbytes(16)
        photo.capture_time = f"20{number // 4000 % 30:02}-0{number % 9 + 1}-{number % 28 + 1:02}T12:{number % 60:02}:00"
        photo.camera = "Canon EOS 80D"
        photo.camera_gps = (48.8 + number / 1e6, 2.3) if number % 4 == 0 else None
        photo.keywords = ("holiday", f"Journey {number // PER_FOLDER}") if number % 3 == 0 else ()

    def suggestion(photo: Photo) -> Suggestion:
        ranked = sorted((rng.random() for _ in range(5)), reverse=True)
        candidates = tuple(
            Candidate(p.landmark, p.name, value, p.latitude, p.longitude, p.city, p.country, p.hierarchy)
            for p, value in zip(rng.sample(places, 5), ranked, strict=True)
        )
        return Suggestion(photo.file, rng.choice(list(Verdict)), candidates, rng.random())

    with Catalog(database) as catalog:
        timed("catalog: remember all", lambda: catalog.remember(photos))
        suggestions = [(photo.content, suggestion(photo)) for photo in photos]
        timed("catalog: store all suggestions", lambda: catalog.store_suggestions(MODEL, suggestions))
        tenth = [photo.content for photo in photos[::10]]
        timed(f"catalog: accept {len(tenth)} at once", lambda: catalog.decide(tenth, accept("landmark-1")))
        timed("catalog: one decision", lambda: catalog.decide([photos[1].content], accept("landmark-2")))
        timed("catalog: undo it", catalog.undo_last)
        assert not catalog.problem, catalog.problem


def main() -> None:
    """Measures."""
    parser = argparse.ArgumentParser("photo-table", description=__doc__)
    parser.add_argument("count", metavar="COUNT", nargs="?", type=int, default=100_000, help="photos (default: 100000)")
    count: int = parser.parse_args().count
    with tempfile.TemporaryDirectory() as scratch:
        database = Path(scratch) / "catalog.sqlite"
        child = os.fork()  # what filling takes in memory must not count
        if not child:
            fill(count, database)
            os._exit(0)
        assert os.waitpid(child, 0)[1] == 0
        print(f"catalog on disk{database.stat().st_size / 1e6:52.1f} MB")
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        photos = found(count)
        with Catalog(database) as catalog:
            known = timed("catalog: look all up when a folder is opened again", lambda: catalog.recall(photos, MODEL))
        assert known == count
        table = PhotoTable(["/home/somebody/Pictures"])
        timed("table: add all", lambda: table.add(photos))
        timed("table: first refresh", table.refresh)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(f"memory of photos and table{(peak - before) / 1024:41.1f} MiB")
        assert all(table.photo(number).suggestion for number in range(0, count, 997))
        measure_views(table)
        measure_updates(table, count)
    tracemalloc.start()
    small = PhotoTable()
    small.add(found(count))
    small.refresh()
    print(f"of that without facts and suggestions{tracemalloc.get_traced_memory()[0] / 2**20:30.1f} MiB")


def measure_views(table: PhotoTable) -> None:
    """Every order, condition and grouping, each from another view, so that nothing is at hand."""
    everything = Filter()

    def show(**view: object) -> Callable[[], None]:
        def work() -> None:
            table.set_view(**view)  # type: ignore[arg-type]

        return work

    for key in (*SortKey, SortKey.NAME):
        timed(f"table: sort by {key}", show(sort_key=key, is_reversed=key is SortKey.UNCERTAINTY))
    for key in SortKey:
        wanted = Filter(text="journey 7", verdicts=frozenset({Verdict.CONFIDENT, Verdict.AMBIGUOUS}))
        timed(f"table: filter by text and verdict, sort by {key}", show(filter=wanted, sort_key=key))
        timed(f"table: no filter, sort by {key}", show(filter=everything, sort_key=key))
    timed("table: filter has_gps", show(filter=Filter(has_gps=True)), 3)
    timed("table: filter written", show(filter=Filter(written=False)), 3)
    timed("table: filter error", show(filter=Filter(error=True)), 3)
    for group_by in GroupBy:
        timed(f"table: group by {group_by}", show(filter=everything, sort_key=SortKey.DATE, group_by=group_by), 3)
    timed("table: counts", table.counts, 3)
    timed("table: next unreviewed, none left", lambda: table.next_unreviewed(0), 3)


def measure_updates(table: PhotoTable, count: int) -> None:
    """What happens while the model works and the person decides."""
    table.set_view(filter=Filter(), sort_key=SortKey.UNCERTAINTY, group_by=GroupBy.NONE)
    photo = table.photo(5)
    suggestion = photo.suggestion
    assert suggestion is not None
    timed("table: one new suggestion", lambda: table.set_suggestions(MODEL, {5: suggestion}))
    facts = {number: {"camera": "Nikon D90", "keywords": ("new",)} for number in range(count)}
    timed("table: new header facts for all", lambda: table.update_many(facts))
    timed("table: refresh after one new suggestion", lambda: (table.update(6, ranking=None), table.refresh()))
    more = [Photo(f"/home/somebody/Pictures/new/IMG_{number}.JPG") for number in range(500)]
    timed("table: add 500 more", lambda: (table.add(more), table.show_added()))
    timed("table: refresh with 500 more", table.refresh)


if __name__ == "__main__":
    main()
