"""What models make of taught landmarks' examples: by a companion's features where there is one, else by their own."""

import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from teaching_world import make_world, photos

from landmark_gui import taught
from landmark_gui.inference.predictor import Predictor
from landmark_gui.inference.suggestion import Suggestion
from landmark_gui.inference.teaching import teach, unknown_places
from training.efficientnet_lite import FEATURES, VARIANTS, PackageError
from training.kept_features import COMPANION, network_of


@pytest.fixture(scope="module")
def world(tmp_path_factory) -> Path:
    return make_world(tmp_path_factory.mktemp("world"))


@pytest.fixture
def not_installed(monkeypatch):
    monkeypatch.setitem(
        VARIANTS, network_of(COMPANION), replace(VARIANTS[network_of(COMPANION)], package="no_such_package")
    )


def teach_mill(world: Path, count: int = 3) -> Predictor:
    assert teach(Predictor(world / "m.landmarks", "cpu"), "Old Mill", photos(world, "new", *range(count))) is not None
    return Predictor(world / "m.landmarks", "cpu")


def suggested(predictor: Predictor, paths: list[Path]) -> list[Suggestion]:
    found = list(predictor.predict(paths, 5))
    assert all(suggestion.error is None for suggestion in found)
    return found


def test_others_are_recognised_by_the_companions_features(world):
    predictor = teach_mill(world, 6)
    assert predictor.known is not None
    assert predictor.personal is not None
    assert predictor.known.companion == predictor.personal.companion == COMPANION
    assert predictor.known.space.centre.shape == (FEATURES,)
    found = suggested(predictor, photos(world, "new", *range(6, 12)))
    assert sum(suggestion.candidates[0].name == "Old Mill" for suggestion in found) >= 4


def test_what_the_model_knows_it_says_as_before(world):
    known = photos(world, "old", *range(12))
    before = suggested(Predictor(world / "m.landmarks", "cpu"), known)
    after = suggested(teach_mill(world), known)
    same = [first.candidates[0].name == second.candidates[0].name for first, second in zip(before, after, strict=True)]
    assert sum(same) >= 11


@pytest.mark.usefixtures("not_installed")
def test_where_it_is_not_installed_the_models_own_features_have_to_do(world):
    predictor = teach_mill(world)
    assert predictor.known is not None
    assert predictor.known.companion is None
    assert predictor.known.space.centre.shape == (predictor.feature_count,)
    suggested(predictor, photos(world, "new", 5))
    ((_, features),) = predictor.features(photos(world, "new", 5), to_compare=True)
    assert features.shape == (predictor.feature_count,)


def test_installed_later_it_is_used_from_then_on(world, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setitem(
            VARIANTS, network_of(COMPANION), replace(VARIANTS[network_of(COMPANION)], package="no_such_package")
        )
        teach_mill(world)
    assert len(list(taught.pictures_folder().glob("*.npy"))) == 3
    personal = Predictor(world / "m.landmarks", "cpu").personal
    assert personal is not None
    assert personal.companion == COMPANION


def test_features_are_made_once_for_each_example(world):
    teach_mill(world)
    files = {path: path.stat().st_mtime_ns for path in taught.pictures_folder().glob("*.npy")}
    assert len(files) == 6  # the model's own, and the companion's
    Predictor(world / "m.landmarks", "cpu")
    assert {path: path.stat().st_mtime_ns for path in taught.pictures_folder().glob("*.npy")} == files


def test_photos_are_compared_by_them_too(world):
    predictor = Predictor(world / "m.landmarks", "cpu")
    paths = photos(world, "new", 0, 1)
    compared, own = (dict(predictor.features(paths, to_compare=value)) for value in (True, False))
    assert [row.shape for row in compared.values()] == [(FEATURES,)] * 2
    assert [row.shape for row in own.values()] == [(predictor.feature_count,)] * 2
    groups = unknown_places(predictor, [*photos(world, "new", *range(12)), *sorted((world / "none").iterdir())[:12]])
    assert groups
    assert len({path for path in groups[0] if path.parent.name == "new"}) >= 6


class TestHandedOn:
    """As to the workers of a cluster."""

    def test_with_the_companion(self, world):
        personal = pickle.loads(pickle.dumps(teach_mill(world).personal))
        worker = Predictor(world / "m.landmarks", "cpu", taught=())
        assert worker.personal is None
        worker.personal = personal
        paths = photos(world, "new", 3, 4)
        there, here = suggested(worker, paths), suggested(Predictor(world / "m.landmarks", "cpu"), paths)
        for one, other in zip(there, here, strict=True):
            assert [entry.name for entry in one.candidates] == [entry.name for entry in other.candidates]
            np.testing.assert_allclose(
                [entry.probability for entry in one.candidates], [entry.probability for entry in other.candidates]
            )

    def test_to_where_it_is_not_installed(self, world, monkeypatch):
        personal = teach_mill(world).personal
        monkeypatch.setitem(
            VARIANTS, network_of(COMPANION), replace(VARIANTS[network_of(COMPANION)], package="no_such_package")
        )
        worker = Predictor(world / "m.landmarks", "cpu", taught=())
        with pytest.raises(PackageError, match="pip install no_such_package"):
            worker.personal = personal
        worker.personal = None
        assert worker.personal is None
