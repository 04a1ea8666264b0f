"""Files that change while they are open: their pictures are renewed, and stay until then."""

import os

import photo_factory
import pytest
from PIL import Image
from PySide6.QtGui import QColor, QImage

from landmark_gui.models.thumbnail_cache import ThumbnailCache


def colour_of(window, name):
    """The colour in the middle of a photo's thumbnail; None where there is none."""
    picture = window.model.thumbnail(window.names.index(name))
    return None if picture is None else picture.toImage().pixelColor(picture.width() // 2, picture.height() // 2)


def like(colour, wanted):
    return colour is not None and all(
        abs(one - other) < 24 for one, other in zip(colour.getRgb()[:3], QColor(wanted).getRgb()[:3], strict=True)
    )


@pytest.fixture
def red(start, tmp_path):
    """The program with one red photo, its thumbnail and its preview there."""
    place = tmp_path / "red"
    place.mkdir()
    photo_factory.save(place / "r.jpg", Image.new("RGB", (320, 240), "red"))
    window = start()
    window.open(place)
    window.go_to("r.jpg")
    window.wait(lambda: like(colour_of(window, "r.jpg"), "red"))
    window.wait(lambda: like(preview_colour(window), "red"))
    return window


def preview_colour(window):
    preview = window.window.review.preview
    return preview.grab().toImage().pixelColor(preview.width() // 2, preview.height() // 2)


def test_another_programs_picture_is_shown(red, tmp_path):
    seen = []
    red.model.dataChanged.connect(lambda *_: seen.append(colour_of(red, "r.jpg")))
    photo_factory.save(tmp_path / "new.jpg", Image.new("RGB", (322, 242), "blue"))
    os.replace(tmp_path / "new.jpg", tmp_path / "red" / "r.jpg")
    red.wait(lambda: like(colour_of(red, "r.jpg"), "blue"))
    red.wait(lambda: like(preview_colour(red), "blue"))
    assert None not in seen, "the old picture went before the new one came"


def test_a_photo_that_was_damaged_is_shown_once_it_is_whole(red, tmp_path):
    path = tmp_path / "red" / "r.jpg"
    whole = path.read_bytes()
    path.write_bytes(whole[:200])
    red.trigger("rescan")
    red.wait(lambda: red.model.thumbnails.has_failed(str(path)))
    path.write_bytes(whole + b"\0")
    red.trigger("rescan")
    red.wait(lambda: not red.model.thumbnails.has_failed(str(path)) and like(colour_of(red, "r.jpg"), "red"))
    red.wait(lambda: like(preview_colour(red), "red"))


def test_expired_pictures_stay_until_better_ones_come(qapp):
    cache = ThumbnailCache()
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    cache.put("a", image, 64, 64, 1.0)
    cache.put_failure("b")
    cache.expire(["a", "b", "c"])
    assert cache.get("a") is not None
    assert cache.pixels("a") == 0
    assert not cache.has_failed("b")
    assert cache.get("c") is None
