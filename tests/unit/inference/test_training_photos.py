"""Where a model's training photos lie, and which of them are most like a photo."""

import dataclasses

import model_factory
import pytest

from landmark_gui.inference import feature_cache, training_photos
from landmark_gui.inference.images import PhotoError
from landmark_gui.inference.predictor import Predictor
from landmark_gui.inference.training_photos import TrainingPhotosError
from training import model_file

TOWER, GATE, TAJ = model_factory.COLOURS


@pytest.fixture(scope="module")
def predictor(tmp_path_factory):
    path = model_factory.make_model(tmp_path_factory.mktemp("model") / "m.landmarks")
    network, info = model_file.load(path)
    model_file.save(path, network, dataclasses.replace(info, data={"fingerprint": "abc"}))
    return Predictor(path, "cpu")


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    for number, name in enumerate(model_factory.COLOURS):
        for seed in range(5):
            model_factory.photo(folder / f"train/{number:02}.{name}" / f"{seed}.png", name, seed=seed)
    return folder


def towers(predictor, data):
    return training_photos.of_landmark(data, predictor.info, 0)


def cache(predictor):
    return feature_cache.for_model(predictor.path, predictor)


def test_the_folder_is_remembered_while_it_is_there(predictor, data):
    assert training_photos.remembered(predictor.info) is None
    training_photos.remember(predictor.info, data)
    assert training_photos.remembered(predictor.info) == data
    data.rename(data.with_name("elsewhere"))
    assert training_photos.remembered(predictor.info) is None


def test_folders_are_found_with_and_without_numbers_and_train(predictor, data):
    wanted = {
        0: data / "train/00.Eiffel_Tower",
        1: data / "train/01.Golden_Gate_Bridge",
        2: data / "train/02.Taj_Mahal",
    }
    assert training_photos.class_folders(data, predictor.info) == wanted
    assert training_photos.class_folders(data / "train", predictor.info) == wanted
    (data / "train/02.Taj_Mahal").rename(data / "train/taj mahal")
    assert training_photos.class_folders(data, predictor.info)[2] == data / "train/taj mahal"


def test_another_folder_is_refused(predictor, data, tmp_path):
    (tmp_path / "other/Eiffel_Tower").mkdir(parents=True)
    with pytest.raises(TrainingPhotosError, match=r"only 1 of the model's 3 landmarks"):
        training_photos.remember(predictor.info, tmp_path / "other")
    with pytest.raises(TrainingPhotosError, match="does not say"):
        training_photos.remember(dataclasses.replace(predictor.info, data={}), data)


def test_a_damaged_list_is_begun_anew(predictor, data, user_home):
    (user_home / "training_photos.json").write_text("{nothing")
    assert training_photos.remembered(predictor.info) is None
    training_photos.remember(predictor.info, data)
    assert training_photos.remembered(predictor.info) == data


def test_the_most_alike_come_first_and_are_known_the_next_time(predictor, data, tmp_path):
    photo = model_factory.photo(tmp_path / "mine.png", TOWER, seed=9)
    found = training_photos.nearest(predictor, cache(predictor), photo, towers(predictor, data), 3)
    assert [near.path.parent.name for near in found] == ["00.Eiffel_Tower"] * 3
    assert found[0].similarity >= found[1].similarity >= found[2].similarity
    known = cache(predictor)
    assert len(known) == 6
    looked = []
    known_only = training_photos.nearest(
        predictor, known, photo, towers(predictor, data), 3, lambda: bool(looked.append(1))
    )
    assert known_only == found


def test_giving_up_keeps_what_was_made(predictor, data, tmp_path):
    photo = model_factory.photo(tmp_path / "mine.png", TOWER)
    asked = []

    def stopped() -> bool:
        asked.append(1)
        return len(asked) > 5 + 2  # all contents are known, and two photos looked at

    assert training_photos.nearest(predictor, cache(predictor), photo, towers(predictor, data), 3, stopped) is None
    assert 1 <= len(cache(predictor)) < 6


def test_a_landmark_without_photos_and_a_photo_that_cannot_be_read(predictor, data, tmp_path):
    photo = model_factory.photo(tmp_path / "mine.png", TOWER)
    for path in (data / "train/02.Taj_Mahal").iterdir():
        path.unlink()
    assert training_photos.of_landmark(data, predictor.info, 2) == []
    assert training_photos.nearest(predictor, cache(predictor), photo, []) == []
    (tmp_path / "bad.jpg").write_bytes(b"no photo")
    with pytest.raises(PhotoError):
        training_photos.nearest(predictor, cache(predictor), tmp_path / "bad.jpg", towers(predictor, data))
