"""From decisions in the catalog to a better model in use: with a real tiny model, real photos and SQLite."""

import learning_world
import numpy as np
import pytest

from landmark_gui import settings
from landmark_gui.inference import feature_cache, improving, model_store
from landmark_gui.inference.improving import ImproveError
from landmark_gui.inference.predictor import Predictor
from landmark_gui.library import decisions
from landmark_gui.library.catalog import Catalog, Lesson
from landmark_gui.library.decisions import Decision, DecisionKind
from landmark_gui.library.header_facts import finder, read_facts
from landmark_gui.library.photos import Photo
from training import model_file


@pytest.fixture
def model(user_home):
    path = learning_world.make_model(user_home / "models" / "colours.landmarks")
    settings.save(settings.Settings().replace(model="colours", device="cpu"))
    return path


def lessons():
    with Catalog() as catalog:
        return catalog.lessons()


def right(path, photos) -> float:
    found = Predictor(path, "cpu").predict(list(photos), 1)
    return float(
        np.mean([entry.candidates[0].landmark == key for entry, key in zip(found, photos.values(), strict=True)])
    )


def test_decisions_make_a_better_model_that_is_in_use_and_can_be_taken_back(model, tmp_path):
    photos = learning_world.take_photos(tmp_path / "photos", 60)
    learning_world.decide(photos, model=model)
    before, content = right(model, photos), model.read_bytes()
    steps = []
    found = improving.improve(lessons(), device="cpu", progress=steps.append)
    assert found is not None
    assert found.is_better, found.figures["reasons"]
    assert (found.parent, found.name) == ("colours", "colours-improved")
    assert (found.unknown, found.gone) == (0, 0)
    assert "Eiffel_Tower" in found.figures["gained"]
    assert steps[-1] == improving.Step(60, 60)
    entry = model_store.entry(None)
    assert entry.name == "colours-improved"
    assert right(entry.path, photos) > before + 0.2
    others = learning_world.take_photos(tmp_path / "others", 30)
    assert right(entry.path, others) > right(model, others) + 0.2
    # What it was made from stays as it was, and can be used again.
    assert model.read_bytes() == content
    assert entry.info.settings["improved"]["from"] == "colours"
    assert model_store.worse_than_in_use("colours") is None
    model_store.use("colours")
    assert model_store.worse_than_in_use("colours-improved") is None


def test_the_new_file_keeps_backbone_and_features(model, tmp_path):
    learning_world.decide(learning_world.take_photos(tmp_path / "photos", 60))
    found = improving.improve(lessons(), device="cpu")
    path = model_store.find(found.name)
    assert model_file.backbone_id(path) == model_file.backbone_id(model)
    old, new = model_file.read_kept(model), model_file.read_kept(path)
    np.testing.assert_array_equal(old.train_features, new.train_features)
    info = model_file.read_info(path)
    assert info.settings["improved"]["from"] == "colours"
    assert info.settings["improved"]["agreed_after"] > info.settings["improved"]["agreed_before"]
    # Learning from the same decisions again cannot make it better.
    again = improving.improve(lessons(), device="cpu")
    assert not again.is_better
    assert model_store.entry(None).name == found.name
    assert [entry.name for entry in model_store.entries() if not entry.default] == ["colours", "colours-improved"]


def test_deliberately_wrong_decisions_are_refused(model, tmp_path):
    photos = learning_world.take_photos(tmp_path / "photos", 60, learning_world.model_factory.COLOURS)
    keys = list(learning_world.KEYS)
    wrong = {path: keys[(keys.index(key) + 1) % 3] for path, key in photos.items()}
    learning_world.decide(wrong)
    found = improving.improve(lessons(), device="cpu")
    assert not found.is_better
    assert found.name == ""
    assert found.figures["reasons"]
    assert model_store.entry(None).name == "colours"
    assert not list(model.parent.glob("*improved*"))


def test_no_decision_changes(model, tmp_path):
    learning_world.decide(learning_world.take_photos(tmp_path / "photos", 60), model=model)
    before = lessons()
    improving.improve(before, device="cpu")
    assert lessons() == before


def test_too_few_decisions(model, tmp_path):
    learning_world.decide(learning_world.take_photos(tmp_path / "photos", 12))
    with pytest.raises(ImproveError, match=r"12 of at least 20; review more photos first\.$"):
        improving.improve(lessons(), device="cpu")


def test_landmarks_that_the_model_does_not_know_are_told(model, tmp_path):
    photos = learning_world.take_photos(tmp_path / "photos", 24)
    learning_world.decide(dict.fromkeys(photos, "petra"))
    with pytest.raises(ImproveError, match="24 more are about landmarks that the model does not know"):
        improving.improve(lessons(), device="cpu")


def test_photos_that_are_gone_are_counted(model, tmp_path):
    photos = learning_world.take_photos(tmp_path / "photos", 60)
    learning_world.decide(photos)
    for path in list(photos)[:6]:
        path.unlink()
    steps = []
    found = improving.improve(lessons(), device="cpu", progress=steps.append)
    assert found.gone == 6
    assert steps[-1] == improving.Step(60, 60)
    assert steps == sorted(steps, key=lambda step: step.done)
    assert found.figures["decisions"] == 54
    for path in list(photos)[6:]:
        path.unlink()
    model_store.use("colours")
    # What was looked at once is known without the photos.
    assert improving.improve(lessons(), device="cpu").figures["decisions"] == 54


def test_names_that_another_picture_has_by_now_teach_nothing(model, tmp_path):
    photos = learning_world.take_photos(tmp_path / "photos", 60)
    learning_world.decide(photos)
    paths, decided = list(photos), lessons()
    paths[0].write_bytes(paths[1].read_bytes())  # of another landmark
    paths[-1].write_bytes(b"no photo")
    steps = []
    found = improving.improve(decided, device="cpu", progress=steps.append)
    assert (found.gone, found.figures["decisions"]) == (2, 58)
    assert steps[-1] == improving.Step(60, 60)
    predictor = Predictor(model, "cpu")
    cache = feature_cache.for_model(model, predictor)
    assert len(cache) == 58
    contents = {lesson.path: lesson.content for lesson in decided}
    first = contents[str(paths[0])]
    assert cache.features(predictor, {first: paths[0]}) == {}
    # One name for two pictures, of which it has the second.
    second = contents[str(paths[1])]
    other = feature_cache.FeatureCache("other", predictor.feature_count)
    assert other.features(predictor, {second: paths[0], first: paths[0]}).keys() == {second}


def test_a_photo_that_cannot_be_read_counts_as_done(model, tmp_path):
    photos = learning_world.take_photos(tmp_path / "photos", 30)
    broken = tmp_path / "photos" / "broken.jpg"
    broken.write_bytes(b"no photo")
    learning_world.decide({**photos, broken: "taj-mahal"})
    steps = []
    found = improving.improve(lessons(), device="cpu", progress=steps.append)
    assert found.gone == 1
    assert steps[-1] == improving.Step(31, 31)


def test_a_model_without_features_says_why(user_home, tmp_path):
    learning_world.model_factory.make_model(user_home / "models" / "plain.landmarks")
    with pytest.raises(ImproveError, match="plain keeps no features"):
        improving.improve([], "plain", device="cpu")


def test_it_can_be_stopped(model, tmp_path):
    learning_world.decide(learning_world.take_photos(tmp_path / "photos", 60))
    seen = []
    assert improving.improve(lessons(), device="cpu", progress=seen.append, stopped=lambda: len(seen) > 1) is None
    assert model_store.entry(None).name == "colours"


def lesson(number: int, taken: str | None) -> Lesson:
    return Lesson(number.to_bytes(16, "big"), f"{number}.jpg", Decision(DecisionKind.NO_LANDMARK), taken)


@pytest.mark.parametrize(
    "taken",
    [
        lambda number: f"2024-05-{1 + number // 24:02}T{number % 24:02}:00:00",
        lambda number: "2024-05-01T10:00:00",
        lambda number: None,
        lambda number: f"2024-05-01T10:{number % 60:02}:00",
    ],
)
@pytest.mark.parametrize("count", [30, 200])
def test_about_a_fifth_is_held_out_always_the_same(taken, count):
    given = [lesson(number, taken(number)) for number in range(count)]
    chosen = improving.held_out(given)
    assert 0.1 <= chosen.mean() <= 0.36
    assert chosen.sum() >= 5
    assert (improving.held_out(given) == chosen).all()
    assert (improving.held_out(given[::-1])[::-1] == chosen).all()


def test_photos_of_an_hour_are_on_one_side():
    given = [lesson(number, f"2024-05-{1 + number // 100:02}T{number // 10 % 10:02}:00:00") for number in range(600)]
    chosen = improving.held_out(given).reshape(60, 10)
    assert (chosen.all(1) | ~chosen.any(1)).all()


def test_a_damaged_cache_is_made_again(model, tmp_path):
    learning_world.decide(learning_world.take_photos(tmp_path / "photos", 40))
    improving.improve(lessons(), device="cpu")
    (file,) = feature_cache.folder().glob("*.npz")
    file.write_bytes(b"nothing")
    model_store.use("colours")
    assert improving.improve(lessons(), device="cpu").figures["decisions"] == 40
    assert file.stat().st_size > 1000


def test_rejections_count_as_lessons(model, tmp_path):
    photos = learning_world.take_photos(tmp_path / "photos", 60)
    known = [read_facts(Photo(str(path)), finder()) for path in photos]
    with Catalog() as catalog:
        catalog.remember(known)
        for photo, key in zip(known, photos.values(), strict=True):
            if key == "eiffel-tower":  # which the model takes for another one
                catalog.decide([photo.content], decisions.reject("taj-mahal"))
            else:
                catalog.decide([photo.content], decisions.accept(key))
    found = improving.improve(lessons(), device="cpu")
    assert found.figures["decisions"] == 60
    assert found.figures["agreed_after"] >= found.figures["agreed_before"]
