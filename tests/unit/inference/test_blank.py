"""Pictures without anything in them show no landmark, whatever the network says."""

import drawings
import numpy as np
import photo_factory
import pytest
from PIL import Image

from landmark_gui import resources
from landmark_gui.inference import blank
from landmark_gui.inference.predictor import Predictor
from landmark_gui.inference.suggestion import Verdict

_ACROSS = np.linspace(0, 1, 640)[None, :, None]
_DOWN = np.linspace(0, 1, 480)[:, None, None]
_SHAPE = (480, 640, 3)


def _noise(mean: float, spread: float) -> np.ndarray:
    return np.random.default_rng(0).normal(mean, spread, _SHAPE)


BLANK = {
    "black": np.zeros(_SHAPE),
    "white": np.full(_SHAPE, 255.0),
    "lens cap": _noise(3, 2),
    "fog": _noise(200, 6),
    "clear sky": (90 + 110 * _DOWN) * np.array([0.6, 0.8, 1.0]) + np.zeros(_SHAPE),
    "gradient": 255 * _ACROSS + np.zeros(_SHAPE),
    "vignette": 230 - 120 * ((_ACROSS - 0.5) ** 2 + (_DOWN - 0.5) ** 2) + np.zeros(_SHAPE),
    "noise": np.random.default_rng(1).uniform(0, 255, _SHAPE),
}


@pytest.fixture(scope="module")
def predictor():
    return Predictor(resources.path("models/default.landmarks"), "cpu", taught=())


@pytest.mark.parametrize("name", BLANK)
def test_the_model_that_ships_sees_nothing_in_them(tmp_path, predictor, name):
    path = tmp_path / "a.png"
    Image.fromarray(BLANK[name].clip(0, 255).astype(np.uint8)).save(path)
    (suggestion,) = predictor.predict([path])
    assert suggestion.verdict is Verdict.NO_LANDMARK
    assert suggestion.candidates
    assert all(candidate.probability <= 0.01 for candidate in suggestion.candidates)
    assert suggestion.score is not None
    assert suggestion.score <= 0.01


@pytest.mark.parametrize(
    "picture",
    [Image.new("RGBA", (50, 50), (0, 0, 0, 0)), Image.new("RGB", (1, 1)), Image.new("F", (64, 64), float("nan"))],
    ids=["transparent", "one pixel", "not a number"],
)
def test_nor_in_these_files(tmp_path, predictor, picture):
    path = tmp_path / ("a.tif" if picture.mode == "F" else "a.png")
    picture.save(path)
    (suggestion,) = predictor.predict([path])
    assert suggestion.verdict is Verdict.NO_LANDMARK


@pytest.mark.parametrize("draw", [drawings.eiffel_tower, drawings.pyramids, drawings.taj_mahal, drawings.garden])
@pytest.mark.parametrize("contrast", [1.0, 0.25])
def test_pictures_of_something_are_not_blank(draw, contrast):
    pixels = np.asarray(draw(seed=1).convert("RGB").resize((160, 160)), dtype=float)
    hazy = (235 + (pixels - 235) * contrast).astype(np.uint8)
    assert not blank.is_blank(hazy)


def test_ordinary_scenes_are_not_blank():
    scenes = [np.asarray(photo_factory.scene(160, 160, seed=seed)) for seed in range(8)]
    assert min(map(blank.detail, scenes)) > 8


def test_what_is_too_small_to_tell_is_not_called_blank():
    assert not blank.is_blank(np.zeros((15, 15, 3), np.uint8))
    assert blank.is_blank(np.zeros((16, 16, 3), np.uint8))
    assert blank.is_blank(np.zeros((37, 37, 3), np.uint8))


def test_the_channel_with_most_in_it_counts():
    square = np.zeros((32, 32, 3), np.uint8)
    square[8:20, 8:20, 2] = 200
    assert blank.detail(square) > 20
