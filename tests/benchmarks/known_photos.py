"""Very many photos that the catalog knows already: cheap files on the disk, and a real catalog that describes them.

The files are hard links to a few small JPEGs, so that a million of them take little more than their names.
"""

import os
import random
import sys
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from landmark_gui.gazetteer import Gazetteer
from landmark_gui.inference.suggestion import Candidate, Suggestion, Verdict
from landmark_gui.library.catalog import Catalog
from landmark_gui.library.decisions import accept
from landmark_gui.library.photos import Photo

PER_FOLDER = 1000
CANDIDATES = 8  # as many as the window asks a model for
_LINKS = 30_000  # most hard links to one file; file systems allow 65,000 and fewer
_CHUNK = 20_000


def names(count: int) -> Iterator[tuple[str, str]]:
    """Folders and file names, as a camera and a person make them."""
    for number in range(count):
        folder = f"{2005 + number // (20 * PER_FOLDER)}/Journey {number // PER_FOLDER}"
        yield folder, f"IMG_{number % 10_000:04}_{number // 10_000}.JPG"


def make_files(root: Path, count: int) -> None:
    """That many small JPEGs below a folder; those that are there stay."""
    import photo_factory

    made = photo_factory.encode(photo_factory.scene(64, 48), quality=60)
    folder = original = None
    for number, (name, file) in enumerate(names(count)):
        if number % _LINKS == 0:
            original = root / f".original-{number // _LINKS}"
            root.mkdir(parents=True, exist_ok=True)
            if not original.exists():
                original.write_bytes(made)
        if name != folder:
            (root / name).mkdir(parents=True, exist_ok=True)
            folder = name
            there = set(os.listdir(root / name))
        if file not in there:
            os.link(original, root / name / file)


def described(root: Path, count: int) -> Iterator[Photo]:
    """The photos with facts of their headers and a content id each; sizes and times are those of the files."""
    rng = random.Random(1)
    for number, (folder, file) in enumerate(names(count)):
        path = f"{root}/{folder}/{file}"
        try:
            status = os.stat(path)
            size, mtime_ns = status.st_size, status.st_mtime_ns
        except FileNotFoundError:
            size, mtime_ns = 4_000_000 + number, 10**18 + number
        yield Photo(
            path,
            size,
            mtime_ns,
            True,
            f"{2005 + number // 20_000}-{number // 1700 % 12 + 1:02}-{number // 60 % 28 + 1:02}T"
            f"{number % 14 + 7:02}:{number * 7 % 60:02}:{number % 60:02}",
            (48.8 + number / 1e7, 2.3 + number / 1e7) if number % 4 == 0 else None,
            ("Canon EOS 80D", "NIKON D90", "Google Pixel 7")[number // 5000 % 3],
            ("holiday", f"Journey {number // PER_FOLDER}") if number % 3 == 0 else (),
            content=rng.randbytes(16),
        )


def fill(root: Path, count: int, database: Path, model: str) -> None:
    """A catalog that knows the photos, candidates for each, and a decision about every tenth."""
    rng = random.Random(0)
    landmarks = list(islice(Gazetteer.load(), 300))
    places = [
        Candidate(
            landmark.id, landmark.name, 0.0, landmark.latitude, landmark.longitude, landmark.city, landmark.country,
            ("Places", landmark.country, landmark.name),
        )
        for landmark in landmarks
    ]  # fmt: skip

    def suggestion(photo: Photo) -> Suggestion:
        top = 0.3 + 0.7 * rng.random()
        chosen = rng.sample(places, CANDIDATES)
        ranked = tuple(replace(place, probability=top * 0.4**number) for number, place in enumerate(chosen))
        return Suggestion(photo.file, rng.choice(list(Verdict)), ranked, rng.random())

    photos = described(root, count)
    with Catalog(database) as catalog:
        while chunk := list(islice(photos, _CHUNK)):
            catalog.remember(chunk)
            catalog.store_suggestions(model, [(photo.content, suggestion(photo)) for photo in chunk])
            catalog.decide([photo.content for photo in chunk[::10]], accept(rng.choice(places).landmark or ""))
            assert not catalog.problem, catalog.problem
