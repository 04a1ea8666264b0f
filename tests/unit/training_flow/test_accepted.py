"""Accepted photos become a data set of links that training can open."""

import os

import photo_factory
import pytest

from landmark_gui.training_flow.accepted import (
    AcceptedError,
    AcceptedPhoto,
    contents_to_test,
    folder_name,
    make_accepted_set,
)
from training.data import open_data_set
from training.events import discard


def photos(folder, landmark: str, number: int, day: str | None = None) -> list[AcceptedPhoto]:
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for index in range(number):
        path = folder / f"{landmark or 'none'}-{index}.JPG".replace("/", "-")
        photo_factory.save(path, photo_factory.scene(64, 48, seed=abs(hash((landmark, index))) % 10_000))
        taken = None if day is None else f"{day}T{8 + index % 12:02}:00:00"
        made.append(AcceptedPhoto(f"{landmark}{index}".encode().ljust(16, b"."), str(path), landmark, taken))
    return made


@pytest.fixture
def reviewed(tmp_path) -> list[AcceptedPhoto]:
    camera = tmp_path / "camera"
    return [
        *photos(camera, "Eiffel Tower", 10, "2020-05-01"),
        *photos(camera, "Old Mill/Bridge", 6),
        *photos(camera, "", 6),
    ]


def test_training_can_open_it(reviewed, tmp_path):
    made = make_accepted_set(reviewed, tmp_path / "set")
    data = open_data_set(made.folder, report=discard)
    assert data.classes == ("Eiffel Tower", "Old Mill-Bridge")
    assert made.landmarks == {"Eiffel Tower": 10, "Old Mill/Bridge": 6}
    assert len(data.train) + len(data.validation) + len(data.test) == 16
    assert data.test
    assert len(os.listdir(made.negatives)) == 6
    assert all(photo.path.suffix == ".jpg" for photo in data.train)


def test_it_follows_the_decisions_and_leaves_the_split_and_the_photos_alone(reviewed, tmp_path):
    made = make_accepted_set(reviewed, tmp_path / "set")
    before = open_data_set(made.folder, report=discard)
    manifest = (made.folder / ".landmark-split.json").read_bytes()
    make_accepted_set(reviewed[1:], made.folder)
    after = open_data_set(made.folder, report=discard)
    gone = {photo.path for photo in (*before.train, *before.validation, *before.test)} - {
        photo.path for photo in (*after.train, *after.validation, *after.test)
    }
    assert len(gone) == 1
    sides = {photo.path for photo in before.validation} - gone
    assert sides <= {photo.path for photo in after.validation}
    assert manifest
    assert all(os.path.isfile(photo.path) for photo in reviewed)


def test_a_landmark_that_is_no_longer_there_takes_its_folder_along(reviewed, tmp_path):
    more = [*reviewed, *photos(tmp_path / "camera", "Third", 3)]
    made = make_accepted_set(more, tmp_path / "set")
    assert (made.folder / "train" / "Third").is_dir()
    make_accepted_set(reviewed, made.folder)
    assert not (made.folder / "train" / "Third").exists()


def test_photos_that_are_gone_are_counted(reviewed, tmp_path):
    os.unlink(reviewed[0].path)
    made = make_accepted_set(reviewed, tmp_path / "set")
    assert made.missing == 1
    assert made.landmarks["Eiffel Tower"] == 9


def test_a_moved_photo_is_linked_anew(reviewed, tmp_path):
    made = make_accepted_set(reviewed, tmp_path / "set")
    moved = tmp_path / "moved.jpg"
    os.rename(reviewed[0].path, moved)
    again = [AcceptedPhoto(reviewed[0].content, str(moved), "Eiffel Tower", reviewed[0].taken), *reviewed[1:]]
    make_accepted_set(again, made.folder)
    assert open_data_set(made.folder, report=discard).unreadable == ()


def test_one_landmark_is_too_few(reviewed, tmp_path):
    only = [photo for photo in reviewed if photo.landmark == "Eiffel Tower"]
    with pytest.raises(AcceptedError, match="at least two landmarks"):
        make_accepted_set(only, tmp_path / "set")


def test_a_folder_that_cannot_be_written_is_one_sentence(reviewed, tmp_path):
    (tmp_path / "set").write_text("in the way")
    with pytest.raises(AcceptedError, match="could not be linked"):
        make_accepted_set(reviewed, tmp_path / "set")


def test_few_ordinary_photos_are_not_enough_to_learn_from(reviewed, tmp_path):
    few = [photo for photo in reviewed if photo.landmark] + [photo for photo in reviewed if not photo.landmark][:4]
    assert make_accepted_set(few, tmp_path / "set").negatives == ""


class TestWhatIsSetAsideToTest:
    def given(self, *days: str | None):
        return [AcceptedPhoto(bytes([n]) * 8, f"/{n}.jpg", "A", day) for n, day in enumerate(days)]

    def test_days_stay_together(self):
        days = [f"2020-01-{1 + n // 5:02}T10:{n:02}:00" for n in range(25)]
        given = self.given(*days)
        tested = contents_to_test(given)
        assert len(tested) == 5
        assert len({photo.taken[:10] for photo in given if photo.content in tested}) == 1

    def test_one_day_is_divided_by_hours_and_else_by_photos(self):
        hours = self.given(*(f"2020-01-01T{10 + n // 2}:00:00" for n in range(10)))
        assert len({p.taken[:13] for p in hours if p.content in contents_to_test(hours)}) == 1
        minutes = self.given(*(f"2020-01-01T10:{n:02}:00" for n in range(10)))
        assert len(contents_to_test(minutes)) == 2
        assert len(contents_to_test(self.given(*[None] * 10))) == 2

    def test_too_few_are_all_learnt_from(self):
        assert contents_to_test(self.given(*[None] * 4)) == frozenset()

    def test_it_is_always_the_same(self):
        given = self.given(*[None] * 20)
        assert contents_to_test(given) == contents_to_test(list(reversed(given)))


@pytest.mark.parametrize(
    ("name", "folder"), [("A/B", "A-B"), ("..", "landmark"), ("Köln ✓", "Köln ✓"), ('x:"y"?', "x--y--")]
)
def test_names_that_every_file_system_takes(name, folder):
    assert folder_name(name) == folder
