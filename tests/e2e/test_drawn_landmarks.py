"""The model that ships knows its landmarks when they are only drawn, and finds none in a drawn table or garden."""

import drawings
import pytest

from landmark_gui import resources
from landmark_gui.inference.predictor import Predictor
from landmark_gui.inference.suggestion import Verdict


@pytest.fixture(scope="module")
def suggestions(tmp_path_factory):
    folder = tmp_path_factory.mktemp("drawn")
    paths = {}
    for name, draw in {**drawings.LANDMARKS, **drawings.ORDINARY}.items():
        paths[name] = folder / f"{name}.jpg"
        draw().save(paths[name], quality=90)
    predictor = Predictor(resources.path("models/default.landmarks"), "cpu")
    return dict(zip(paths, predictor.predict(paths.values()), strict=True))


@pytest.mark.parametrize("name", drawings.LANDMARKS)
def test_a_landmark_is_recognised(suggestions, name):
    assert suggestions[name].verdict is not Verdict.NO_LANDMARK
    assert suggestions[name].candidates[0].name == name


@pytest.mark.parametrize("name", drawings.ORDINARY)
def test_ordinary_things_are_no_landmark(suggestions, name):
    assert suggestions[name].verdict is Verdict.NO_LANDMARK
