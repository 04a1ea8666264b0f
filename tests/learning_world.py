"""A small world to learn in: a tiny model that keeps features, photos that it mistakes, a person who knows better."""

from pathlib import Path

import model_factory
import numpy as np
import photo_factory
import torch

from landmark_gui import taught
from landmark_gui.library import decisions
from landmark_gui.library.catalog import Catalog
from landmark_gui.library.content import model_id
from landmark_gui.library.decisions import Action, landmark_key
from landmark_gui.library.header_facts import finder, read_facts
from landmark_gui.library.photos import Photo
from training import model_file
from training.extraction import features_of
from training.kept_features import KeptFeatures

NAMES = list(model_factory.COLOURS)
KEYS = ("eiffel-tower", "golden-gate-bridge", "taj-mahal")
DUSK = {**model_factory.COLOURS, "Eiffel_Tower": (105, 70, 185), "Taj_Mahal": (50, 80, 210)}
"""The landmarks as the person's camera sees them: one of them looks like another one to the model."""


def make_model(path: Path, *, test_each: int = 20) -> Path:
    """Writes the tiny model with features of photos like those it was trained with."""
    path.parent.mkdir(parents=True, exist_ok=True)
    model_factory.make_model(path, views=("plain",), pooling="logits")
    network, info = model_file.load(path)
    colours = [*model_factory.COLOURS.values(), model_factory.GREY]

    def photos(each: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
        labels = np.arange(len(colours)).repeat(each)
        squares = np.stack(
            [
                np.asarray(model_factory.picture(colours[label], 32, 32, seed + row))
                for row, label in enumerate(labels.tolist())
            ]
        )
        features = features_of(network, squares, info.preprocessing, torch.device("cpu"), info.views)
        return features.mean(0), labels

    kept = KeptFeatures(*photos(12, 1000), *photos(test_each, 5000))
    model_file.save(path, network, info, kept)
    return path


def take_photos(folder: Path, count: int, colours: dict[str, tuple[int, int, int]] = DUSK) -> dict[Path, str]:
    """Photos of landmarks in turn, one an hour; by path the landmark's key."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {}
    for number in range(count):
        name = NAMES[number % 3]
        picture = model_factory.picture(colours[name], 64, 48, seed=number + 77)
        date = f"2024:05:{1 + number // 24:02} {number % 24:02}:00:00"
        path = photo_factory.save(folder / f"{number:03}.jpg", picture, exif=photo_factory.exif(date=date), quality=95)
        made[path] = KEYS[number % 3]
    return made


def decide(photos: dict[Path, str], catalog: Path | None = None, *, model: Path | None = None) -> None:
    """The person accepts these landmarks; with a model, its suggestions are in the catalog, too."""
    from landmark_gui.inference.predictor import Predictor

    known = {path: read_facts(Photo(str(path)), finder()) for path in photos}
    actions: dict[bytes, Action] = {known[path].content: decisions.accept(key) for path, key in photos.items()}
    with Catalog(catalog) as opened:
        opened.remember(list(known.values()))
        if model is not None:
            suggestions = list(Predictor(model, "cpu").predict(list(photos), 3))
            pairs = [(known[entry.path].content, entry) for entry in suggestions]
            opened.store_suggestions(taught.identity(model_id(model)), pairs)
            for content, suggestion in pairs:
                first = landmark_key(suggestion.candidates[0])
                if first != actions[content].landmark:
                    opened.decide([content], decisions.reject(first))
        opened.decide_each(actions, "accept")
        assert not opened.problem
