"""Copies among photos, changed and unchanged."""

import pytest
from labelled_photos import patches
from photo_factory import scene
from PIL import Image, ImageEnhance

from training.duplicates import Groups, find_duplicates
from training.scan import look_at


def look(tmp_path, picture: Image.Image, name: str, **options):
    path = tmp_path / name
    picture.save(path, **options)
    return look_at(path)


CHANGES = {
    "saved anew": lambda picture: (picture, {"quality": 40}),
    "half the size": lambda picture: (picture.resize((picture.width // 2, picture.height // 2)), {"quality": 80}),
    "squashed": lambda picture: (picture.resize((128, 128)), {"quality": 80}),
    "brighter": lambda picture: (ImageEnhance.Brightness(picture).enhance(1.1), {"quality": 90}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_copy_is_found(tmp_path, change):
    original = scene(320, 240, seed=3)
    altered, options = CHANGES[change](original)
    looks = [
        look(tmp_path, patches(1, 320, 240), "other.jpg"),
        look(tmp_path, original, "a.jpg", quality=95),
        look(tmp_path, altered, "b.jpg", **options),
    ]
    assert looks[1].digest != looks[2].digest
    assert find_duplicates(looks) == [(1, 2)]


def test_different_pictures_are_no_copies(tmp_path):
    looks = [look(tmp_path, patches(seed), f"{seed}.png") for seed in range(200)]
    assert find_duplicates(looks) == []


def test_pictures_that_show_nothing_are_copies_only_if_equal(tmp_path):
    greys = [look(tmp_path, Image.new("RGB", (20, 20), (level,) * 3), f"{level}.png") for level in (90, 91, 200)]
    assert find_duplicates(greys) == []
    assert find_duplicates([*greys, greys[1]]) == [(1, 3)]


def test_copies_make_one_pair_less_than_there_are(tmp_path):
    picture = scene(160, 120, seed=5)
    looks = [look(tmp_path, picture, f"{quality}.jpg", quality=quality) for quality in (50, 60, 70, 80)]
    pairs = find_duplicates([*looks, looks[0], looks[2]])
    assert len(pairs) == 5
    assert pairs[:2] == [(0, 4), (2, 5)], "equal bytes first"


def test_real_photos_are_told_apart_and_their_copies_found(real_data, tmp_path):
    paths = sorted((real_data / "mini_landmarks/test").rglob("*.jpg"))[::12]
    looks = [look_at(path) for path in paths]
    assert find_duplicates(looks) == []
    found = 0
    for index, path in enumerate(paths):
        with Image.open(path) as photo:
            half = photo.convert("RGB").resize((photo.width // 2, photo.height // 2))
        found += find_duplicates([*looks, look(tmp_path, half, "half.jpg", quality=60)]) == [(index, len(looks))]
    assert found >= 0.9 * len(paths)


def test_groups():
    groups = Groups(5)
    assert groups.join(3, 1)
    assert groups.join(4, 3)
    assert not groups.join(1, 4)
    assert [groups.root(index) for index in range(5)] == [0, 1, 2, 1, 1]
