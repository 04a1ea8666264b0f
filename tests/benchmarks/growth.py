"""How each cost grows: processor time at three sizes, and the exponent between the largest and the smallest.

Run as ``python -m tests.benchmarks growth [--json]``; up to a million photos with
``--only library --photos 10000 100000 1000000``. An exponent of 1 is in proportion to the size; n log n shows as
1.1 at these sizes. Processor time, not wall-clock: the machine may be doing other things.
"""

import argparse
import json
import math
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
import photo_factory
import torch

from benchmarks import known_photos
from benchmarks.photo_table import MODEL
from landmark_gui import resources
from landmark_gui.inference.predictor import Predictor
from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library.catalog import Catalog
from landmark_gui.library.photo_filter import Filter, GroupBy, SortKey
from landmark_gui.library.photo_table import PhotoTable
from landmark_gui.library.photos import Photo
from landmark_gui.library.scan import scan
from landmark_gui.metadata import Item, LandmarkTag, write_batch
from landmark_gui.photo_names import is_photo
from training import engine, networks
from training.recipes import SCRATCH
from training.transforms import Preprocessing

PHOTOS = (10_000, 30_000, 90_000)
_EACH_LOOKED_UP = 100_000  # more photos than that are not looked up one by one: they would not fit into the memory
TAG = LandmarkTag("Eiffel Tower", ("Places", "France", "Eiffel Tower"), "Paris", "", "France", "FR", 48.858, 2.294)
CPU = torch.device("cpu")
Costs = dict[str, list[tuple[int, float]]]
"""By what was done: (size, seconds of processor time) at each size."""


def timed(work: Callable[[], object]) -> float:
    """Processor seconds of all threads of this process."""
    started = time.process_time()
    work()
    return time.process_time() - started


def of_the_library(costs: Costs, folder: Path, sizes: Sequence[int] = PHOTOS) -> None:
    """Catalog and table; in a process of its own, since memory in use makes garbage collection slower."""
    import psutil

    for count in sizes:
        database, root = folder / f"{count}.sqlite", Path("/home/somebody/Pictures")
        known_photos.fill(root, count, database, MODEL)
        with Catalog(database) as catalog:
            if count <= _EACH_LOOKED_UP:
                photos, added = found(root, count), PhotoTable([str(root)])
                note(costs, "look all photos up in the catalog", count, lambda: catalog.recall(photos, MODEL))  # noqa: B023
                note(costs, "put them into the list, in order", count, lambda: (added.add(photos), added.refresh()))  # noqa: B023
                del photos, added
            note(costs, "pack them", count, lambda: pack(catalog))
            before = psutil.Process().memory_info().rss
            table = PhotoTable([str(root)])
            note(costs, "open them, packed", count, lambda: catalog.fill(table, [str(root)], MODEL, fewest=1))  # noqa: B023
        memory = psutil.Process().memory_info().rss - before
        print(f"memory of {count} photos: {memory / 2**20:.0f} MB", file=sys.stderr)
        views: dict[str, dict[str, object]] = {
            "sort by uncertainty": {"sort_key": SortKey.UNCERTAINTY},
            "sort by date": {"sort_key": SortKey.DATE},
            "sort by name": {"sort_key": SortKey.NAME},
            "filter by text": {"filter": Filter(text="journey 7")},
            "filter by text in all names": {"filter": Filter(text="img")},
            "filter by verdict": {"filter": Filter(verdicts=frozenset({Verdict.CONFIDENT}))},
            "group by landmark": {"filter": Filter(), "group_by": GroupBy.LANDMARK},
            "group by day": {"group_by": GroupBy.DAY},
            "group by folder": {"group_by": GroupBy.FOLDER},
        }
        for what, view in views.items():
            note(costs, what, count, lambda: table.set_view(**view))  # type: ignore[arg-type] # noqa: B023
        note(costs, "count for the status bar", count, table.counts)


def found(root: Path, count: int) -> list[Photo]:
    """Photos as a scan finds them."""
    return [Photo(photo.path, photo.size, photo.mtime_ns) for photo in known_photos.described(root, count)]


def pack(catalog: Catalog) -> None:
    """Packs all photos."""
    while catalog.pack_next(MODEL, fewest=1):
        pass


def of_scanning(costs: Costs, folder: Path, sizes: Sequence[int] = PHOTOS) -> None:
    """Finding photos in folders of a thousand."""
    made = 0
    for count in sizes:
        for number in range(made, count):
            path = folder / f"{number // 1000}" / f"{number}.jpg"
            if number % 1000 == 0:
                path.parent.mkdir(parents=True)
            path.touch()
        made = count
        note(costs, "find photos in folders", count, lambda: sum(1 for _ in scan([folder], is_photo)))


def of_writing(costs: Costs, folder: Path) -> None:
    """Writing a landmark into JPEGs of several sizes, in megabytes; the padding stands where cameras put previews."""
    os.environ["LANDMARK_GUI_HOME"] = str(folder / "home")
    picture = photo_factory.encode(photo_factory.scene(640, 480))
    for megabytes in (2, 8, 32):
        path = folder / f"{megabytes}.jpg"
        block = b"\xff\xec" + (65_535).to_bytes(2, "big") + bytes(65_533)
        path.write_bytes(picture[:2] + block * round(megabytes * 1e6 / len(block)) + picture[2:])
        note(costs, "write into one JPEG (megabytes)", megabytes, lambda: write_batch([Item(path, TAG)]))  # noqa: B023


def of_suggesting(costs: Costs, folder: Path) -> None:
    """Photos of two megapixels through the default model."""
    predictor = Predictor(resources.path("models/default.landmarks"), "cpu")
    data = photo_factory.encode(photo_factory.scene(1632, 1224, grain=6))
    paths = [folder / f"{number}.jpg" for number in range(270)]
    for path in paths:
        path.write_bytes(data)
    list(predictor.predict(paths[:16]))
    for count in (30, 90, 270):
        note(costs, "suggest", count, lambda: list(predictor.predict(paths[:count])))  # noqa: B023


def of_training(costs: Costs) -> None:
    """One epoch of the strong recipe from scratch at 64 pixels, in one thread: several wait for each other, busily."""
    torch.set_num_threads(1)
    recipe = SCRATCH["strong"]
    loop = replace(recipe.loop, epochs=1, sizes=((1.0, 64),))
    for count in (128, 384, 1152):
        network = networks.build(recipe.arch, recipe.arch_arguments or {}, 10)
        squares = np.random.default_rng(0).integers(0, 255, (1, count, 168, 168, 3), dtype=np.uint8)
        train = engine.TrainSet(squares, torch.eye(10)[torch.arange(count) % 10][None])

        def epoch(network: networks.Classifier = network, train: engine.TrainSet = train) -> None:
            engine.fit(network, train, lambda _: {"val_loss": 1.0}, Preprocessing(), loop, device=CPU)

        note(costs, "train for an epoch", count, epoch)


def note(costs: Costs, what: str, size: int, work: Callable[[], object]) -> None:
    """Does it, and keeps what it took."""
    costs.setdefault(what, []).append((size, timed(work)))


def exponent(measured: Sequence[tuple[int, float]]) -> float:
    """The power of the size by which the cost grew from the smallest to the largest."""
    (first, before), (last, after) = measured[0], measured[-1]
    return math.log(max(after, 1e-9) / max(before, 1e-9)) / math.log(last / first)


def main() -> None:
    parser = argparse.ArgumentParser("growth", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--photos", type=int, nargs="+", default=PHOTOS, help="sizes for catalog, list and scan")
    parser.add_argument("--only", choices=("library", "scan", "write", "suggest", "train"), help="this part alone")
    options = parser.parse_args()
    costs: Costs = {}
    with tempfile.TemporaryDirectory() as scratch:
        for name, part in (
            ("library", partial(of_the_library, sizes=options.photos)),
            ("scan", partial(of_scanning, sizes=options.photos)),
            ("write", of_writing), ("suggest", of_suggesting),
        ):  # fmt: skip
            if options.only in (None, name):
                folder = Path(scratch) / name
                folder.mkdir()
                part(costs, folder)
    if options.only in (None, "train"):
        of_training(costs)
    if options.json:
        print(json.dumps({what: {"costs": found, "exponent": exponent(found)} for what, found in costs.items()}))
        return
    for what, measured in costs.items():
        shown = "".join(f"{size:>8}: {seconds:7.3f} s" for size, seconds in measured)
        print(f"{what:<36}{shown}   exponent {exponent(measured):.2f}")


if __name__ == "__main__":
    main()
