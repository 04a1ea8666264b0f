"""Landmarks taught from a few photos, on a model trained without them: ``python -m tests.benchmarks teach``.

First ``--make FOLDER`` makes a copy of the data (of links) without five of its landmarks, and says how to train on it;
then the model is given. Each draw teaches all landmarks of DATA that the model does not know from photos drawn at
random, by the app's own code, and looks at all their other photos, at the test photos of those that it knows, and at
ordinary photos that it has not seen. The features that the model file keeps of test photos, by which the app sets how
much a taught landmark is believed, are of the same photos; with ``--folds``, those looked at are taken out of them.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from landmark_gui.inference.personal import Known
from landmark_gui.inference.predictor import Predictor
from landmark_gui.inference.suggestion import Verdict
from landmark_gui.paths import HOME_VARIABLE
from landmark_gui.taught import Example, TaughtLandmark, id_for
from training import model_file
from training.data import Photo, folder_photos, open_data_set
from training.events import Event
from training.squares import load_squares

_LEFT_OUT = 5
_COLUMNS = (
    "photos",
    "right at top-1",
    "confident",
    "right of these",
    "known lose",
    "known given away for certain",
    "ordinary called certain",
    "seconds to teach one",
)


@dataclass(frozen=True)
class Seen:
    """What the model makes of N photos: outputs (V, N, K), features (N, F), and those that are compared (N, C)."""

    photos: Sequence[Photo]
    logits: np.ndarray
    features: np.ndarray
    compared: np.ndarray

    def rows(self, rows: np.ndarray) -> Seen:
        """Some of them."""
        return Seen([self.photos[row] for row in rows], self.logits[:, rows], self.features[rows], self.compared[rows])


def main() -> None:
    """Prints a row for each number of photos."""
    parser = argparse.ArgumentParser("python -m tests.benchmarks teach", description=__doc__)
    parser.add_argument("data", type=Path, help="folder of labelled photos")
    parser.add_argument("model", type=Path, nargs="?", help="model file that knows only some of its landmarks")
    parser.add_argument("negatives", type=Path, nargs="?", help="folder of photos without landmark")
    parser.add_argument("--make", type=Path, metavar="FOLDER", help="make data to train that model on, and end")
    parser.add_argument("--seed", type=int, default=0, help="which landmarks are left out, and which photos are drawn")
    parser.add_argument("--draws", type=int, default=5)
    parser.add_argument("--shots", type=int, nargs="+", default=[3, 6])
    parser.add_argument("--folds", type=int, default=4)
    parser.add_argument("--cache", type=Path, default=None, help="folder for decoded pictures (default: none is kept)")
    options = parser.parse_args()
    if options.make is not None:
        make_data(options.data, options.make, options.seed)
        return
    with tempfile.TemporaryDirectory() as folder:
        os.environ[HOME_VARIABLE] = folder
        measure(options, options.cache or Path(folder))


def make_data(data: Path, folder: Path, seed: int) -> None:
    """Links to all landmarks of the data but five."""
    names = sorted(path.name for path in (data / "train").iterdir() if path.is_dir())
    left_out = set(np.random.default_rng(seed).permutation(names)[:_LEFT_OUT].tolist())
    for split in ("train", "test"):
        (folder / split).mkdir(parents=True, exist_ok=True)
        for name in names:
            if name not in left_out and (data / split / name).is_dir():
                (folder / split / name).symlink_to((data / split / name).resolve())
    print(f"left out: {', '.join(sorted(left_out))}")
    print(f"landmark-train transfer {folder} --negatives NEGATIVES … --out MODEL")


def measure(options: argparse.Namespace, cache: Path) -> None:
    """Teaches, looks and prints."""
    predictor = Predictor(options.model, "cpu", taught=())
    info, companion = predictor.info, predictor._teacher.companion
    data = open_data_set(options.data, report=_silent, splits=("train", "test"))
    names = {name.replace("_", " ").casefold() for name in info.classes}
    is_new = [name.replace("_", " ").casefold() not in names for name in data.classes]
    seen_ordinary = set(info.data.get("negatives_seen", ()))
    ordinary = [
        photo for photo in folder_photos(options.negatives, report=_silent) if photo.digest[:12] not in seen_ordinary
    ]

    def seen(photos: Sequence[Photo]) -> Seen:
        squares = load_squares(photos, info.preprocessing.size, cache=cache, report=_silent)
        parts = [predictor.look(np.asarray(squares[start : start + 32])) for start in range(0, len(photos), 32)]
        features = compared = np.concatenate([part[1] for part in parts])
        if companion is not None:
            compared = companion.features(
                load_squares(photos, companion.preprocessing.size, cache=cache, report=_silent)
            )
        return Seen(photos, np.concatenate([part[0] for part in parts], axis=1), features, compared)

    new = seen([photo for photo in (*data.train, *data.validation, *data.test) if is_new[photo.label]])
    known, others = seen([photo for photo in data.test if not is_new[photo.label]]), seen(ordinary)
    print(f"| {' | '.join(_COLUMNS)} |")
    print(f"|{'---|' * len(_COLUMNS)}")
    for shots in options.shots:
        rows = [
            row
            for draw in range(options.draws)
            for row in _draw(options, predictor, data.classes, new, known, others, shots, draw)
        ]
        a = np.array(rows)
        total = a.sum(0)
        print(
            f"| {shots} | {total[0] / total[1]:.1%} | {total[2] / total[1]:.1%} | {total[3] / max(1, total[2]):.1%} | "
            f"{total[4] / total[6]:.2%} | {total[5] / total[6]:.2%} | {total[7] / total[8]:.2%} | "
            f"{a[:, 9].mean():.1f} |",
            flush=True,
        )


def _draw(
    options: argparse.Namespace,
    predictor: Predictor,
    classes: Sequence[str],
    new: Seen,
    known: Seen,
    others: Seen,
    shots: int,
    draw: int,
) -> list[tuple[float, ...]]:
    rng = np.random.default_rng((options.seed, shots, draw))
    labels = np.array([photo.label for photo in new.photos])
    support = {
        label: rng.permutation(np.flatnonzero(labels == label))[:shots] for label in sorted(set(labels.tolist()))
    }
    rest = np.setdiff1d(np.arange(len(labels)), np.concatenate(list(support.values())))
    start = time.perf_counter()
    taught = [
        TaughtLandmark(
            id_for(classes[label]),
            classes[label].replace("_", " "),
            tuple(Example(str(new.photos[row].path), new.photos[row].digest[:32]) for row in rows),
        )
        for label, rows in support.items()
    ]
    kept = model_file.read_kept(options.model)
    outcome = []
    fold_of = rng.integers(0, options.folds, len(known.photos) + len(others.photos)) if options.folds > 1 else None
    for fold in range(max(1, options.folds)):
        if fold_of is not None and kept is not None:
            # The kept features of photos held back are known by their values: those of this fold are taken out.
            looked = np.concatenate((known.features, others.features))[fold_of == fold]
            apart = np.abs(kept.test_features[:, None, :16] - looked[None, :, :16]).max(2).min(1)
            left = apart > 2 * np.abs(kept.test_features).max() / 255
            part = replace(
                kept,
                test_features=kept.test_features[left],
                test_labels=kept.test_labels[left],
                companion=None if kept.companion is None else (kept.companion[0], kept.companion[1][left]),
            )
            teacher = predictor._teacher
            companion = teacher.companion.name if teacher.companion else None
            teacher.__dict__["known"] = Known.measure(part, len(predictor.info.classes), teacher.base, companion)
        predictor.learn(taught)
        seconds = (time.perf_counter() - start) / len(taught)
        one = known if fold_of is None else known.rows(np.flatnonzero(fold_of[: len(known.photos)] == fold))
        two = others if fold_of is None else others.rows(np.flatnonzero(fold_of[len(known.photos) :] == fold))
        outcome.append((*_count(predictor, classes, new.rows(rest), one, two), seconds))
        start = time.perf_counter()
    return outcome


def _count(predictor: Predictor, classes: Sequence[str], new: Seen, known: Seen, others: Seen) -> tuple[int, ...]:
    taught = {candidate.name for candidate in predictor.personal.candidates} if predictor.personal else set()

    def suggestions(seen: Seen, *, with_taught: bool = True) -> list[tuple[str, bool]]:
        shares = predictor.shares(seen.logits, seen.compared) if with_taught else np.empty((len(seen.photos), 0))
        found = [
            predictor._suggest(photo.path, seen.logits[:, n], shares[n], 1, is_blank=False)
            for n, photo in enumerate(seen.photos)
        ]
        return [(entry.candidates[0].name, entry.verdict is Verdict.CONFIDENT) for entry in found]

    name_of = {photo.path: classes[photo.label].replace("_", " ") for photo in (*new.photos, *known.photos)}
    own = {
        name.replace("_", " "): candidate.name
        for name, candidate in zip(predictor.info.classes, predictor._landmarks, strict=True)
    }
    found = suggestions(new)
    of_new = [_same(name, name_of[photo.path], predictor) for (name, _), photo in zip(found, new.photos, strict=True)]
    sure = [is_sure for _, is_sure in found]
    before, after = suggestions(known, with_taught=False), suggestions(known)
    right = [
        [name == own[name_of[photo.path]] for (name, _), photo in zip(part, known.photos, strict=True)]
        for part in (before, after)
    ]
    return (
        sum(of_new),
        len(of_new),
        sum(sure),
        sum(is_right and is_sure for is_right, is_sure in zip(of_new, sure, strict=True)),
        sum(right[0]) - sum(right[1]),
        sum(name in taught and is_sure for name, is_sure in after),
        len(known.photos),
        sum(name in taught and is_sure for name, is_sure in suggestions(others)),
        len(others.photos),
    )


def _same(name: str, wanted: str, predictor: Predictor) -> bool:
    entry = predictor.gazetteer.find(wanted)
    return name == (entry.name if entry else wanted)


def _silent(_event: Event) -> None:
    """Nobody needs to hear of progress here."""


if __name__ == "__main__":
    main()
