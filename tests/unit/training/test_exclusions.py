"""Photos whose label is wrong stay where they are, and are learnt from no more."""

import json

import pytest
from data_factory import folder_name, make_data_set
from training_cli import Cli

from training.data import DataError, open_data_set
from training.events import discard
from training.exclusions import FILE_NAME, change_exclusions, read_exclusions
from training.prepare import prepare


@pytest.fixture
def data(tmp_path):
    return make_data_set(tmp_path / "data", classes=2, train=8, test=3)


def names(data) -> set[str]:
    opened = open_data_set(data, report=discard)
    photos = (*opened.train, *opened.validation, *opened.test)
    return {photo.path.relative_to(data).as_posix() for photo in photos}


def test_left_out_and_taken_in_again(data, tmp_path):
    before = open_data_set(data, report=discard)
    wrong = [before.train[0].path, before.test[0].path]
    change_exclusions(data, wrong)
    expected = {path.relative_to(data).as_posix() for path in wrong}
    assert read_exclusions(data) == expected
    left = names(data)
    assert len(left) == 20
    assert not left & expected
    assert open_data_set(data, report=discard).fingerprint != before.fingerprint
    summary = prepare(data, out=tmp_path / "out", size=32, report=discard)
    assert summary["left_out"] == sorted(expected)
    change_exclusions(data, wrong[:1], back=True)
    change_exclusions(data, wrong[1:], back=True)
    assert open_data_set(data, report=discard).fingerprint == before.fingerprint


def test_all_photos_of_a_landmark_is_one_too_many(data):
    folder = data / "train" / folder_name(0)
    change_exclusions(data, folder.iterdir())
    with pytest.raises(DataError, match=f"All photos of {folder} were marked as wrongly labelled"):
        open_data_set(data, report=discard)


def test_only_photos_of_the_data_set_can_be_marked(data, tmp_path):
    (tmp_path / "other.jpg").touch()
    for path in (tmp_path / "other.jpg", data / "train" / "absent.jpg"):
        with pytest.raises(DataError, match="is no photo of the data set"):
            change_exclusions(data, [path])
    with pytest.raises(DataError, match="There is no folder"):
        change_exclusions(tmp_path / "absent", [])


def test_read_only_data_has_its_list_among_the_caches(data, user_home):
    data.chmod(0o555)
    photo = next((data / "train" / folder_name(0)).iterdir())
    try:
        change_exclusions(data, [photo])
        assert not (data / FILE_NAME).exists()
        assert len(read_exclusions(data)) == 1
        assert list((user_home / "cache" / "splits").glob("*.excluded.json"))
    finally:
        data.chmod(0o755)


@pytest.mark.parametrize("text", ["", "[]", '{"format": 1}', '{"format": "x", "photos": []}'])
def test_a_damaged_list_is_one_sentence(data, text):
    (data / FILE_NAME).write_text(text)
    with pytest.raises(DataError, match="delete it, and mark the photos again"):
        open_data_set(data, report=discard)


def test_a_list_of_a_newer_version_is_refused(data):
    (data / FILE_NAME).write_text(json.dumps({"format": 99, "photos": []}))
    with pytest.raises(DataError, match="newer version"):
        read_exclusions(data)


def test_by_command(data, tmp_path, capsys):
    cli = Cli(capsys, tmp_path)
    photo = next((data / "train" / folder_name(1)).iterdir())
    assert photo.name in cli.done("exclude", data, photo, "--progress", "none")
    assert photo.name in cli.done("exclude", data, "--progress", "none")
    assert cli.done("exclude", data, photo, "--back", "--progress", "none").strip() == ""
    assert "no photo of the data set" in cli.refused("exclude", data, tmp_path / "x.jpg")
