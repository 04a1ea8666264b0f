"""What may happen to a person's disk and photos while the model works: nothing crashes, nothing is lost."""

import shutil
import sys

import model_factory
import pytest
from ordinary_user import ordinary_user

from landmark_gui import settings as settings_file
from landmark_gui.library.catalog import Catalog
from landmark_gui.library.decisions import accept


@pytest.fixture
def colours(user_home, tmp_path):
    """A folder of photos that the tiny model knows; that model is the one in use."""
    (user_home / "models").mkdir()
    model_factory.make_model(user_home / "models" / "colours.landmarks")
    settings_file.save(settings_file.Settings().replace(model="colours", device="cpu"))
    folder = tmp_path / "colours"
    for number in range(24):
        model_factory.photo(folder / f"{number:02d}.png", [*model_factory.COLOURS][number % 3], seed=number)
    return folder


def unwritten():
    with Catalog() as catalog:
        return [entry.path for entry in catalog.unwritten()]


def decide(window, name):
    table = window.model.table
    window.program.deciding.act([table.id_of(window.photo(name).path)], accept("petra"))


@pytest.mark.parametrize("what", ["close", "another folder", "cancel", "unplug", "delete", "no photos"])
def test_while_the_model_works_nothing_is_lost(start, colours, folder, tmp_path, what):
    window = start()
    window.open(colours)
    window.trigger("suggest-all")
    window.wait(lambda: any(photo.ranking for photo in window.photos()))
    decide(window, "05.png")
    path = str(colours / "05.png")
    if what == "close":
        window.close()
    elif what == "another folder":
        window.open(folder)
        assert len(window.names) == 5
    elif what == "cancel":
        window.window.actions_["stop"].trigger()
        window.wait(lambda: not window.program.work.inference.is_busy)
    elif what == "unplug":
        colours.rename(tmp_path / "unplugged")
        window.wait(lambda: "no longer there" in window.message)
        window.wait(lambda: not window.program.work.inference.is_busy)
    elif what == "delete":
        shutil.rmtree(colours)
        window.wait(lambda: not window.program.work.inference.is_busy)
        window.close()
        return
    else:
        (tmp_path / "none").mkdir()
        window.program.control.open([tmp_path / "none"])
        window.wait(lambda: "No photos in none" in window.window.empty.title)
    window.close()
    if what == "unplug":
        (tmp_path / "unplugged").rename(colours)
    assert path in unwritten()
    again = start(colours)
    again.wait(lambda: len(again.names) == 24 and all(photo.facts_read for photo in again.photos()))
    assert again.photo("05.png").decision.landmark == "petra"
    assert any(photo.ranking for photo in again.photos()), "suggestions that came are kept"


def test_an_unplugged_disk_that_comes_back(start, colours, tmp_path):
    window = start()
    window.open(colours)
    decide(window, "05.png")
    colours.rename(tmp_path / "unplugged")
    window.wait(lambda: "no longer there" in window.message)
    (tmp_path / "unplugged").rename(colours)
    model_factory.photo(colours / "new.png", "Taj_Mahal")
    window.wait(lambda: len(window.names) == 25 and all(photo.facts_read for photo in window.photos()))
    assert window.photo("05.png").decision.landmark == "petra"


def test_one_photo_of_100_megapixels(start, colours):
    huge = model_factory.picture(model_factory.COLOURS["Taj_Mahal"]).resize((12_000, 8_400))
    huge.save(colours / "00-huge.jpg", quality=60)
    window = start()
    window.open(colours)
    window.go_to("00-huge.jpg")
    window.wait(lambda: window.model.thumbnail(window.names.index("00-huge.jpg")) is not None)
    window.wait(lambda: window.window.review.preview._picture is not None)
    window.trigger("suggest-selected")
    window.wait(lambda: window.photo("00-huge.jpg").ranking is not None)
    assert window.photo("00-huge.jpg").best[0].landmark == "taj-mahal"


def test_corrupt_files_among_whole_ones(start, colours):
    whole = (colours / "00.png").read_bytes()
    (colours / "empty.jpg").write_bytes(b"")
    (colours / "torn.png").write_bytes(whole[: len(whole) // 2])
    (colours / "text.jpg").write_bytes(b"no photo at all")
    window = start()
    window.open(colours)
    window.trigger("suggest-all")
    window.wait(lambda: "suggestion now" in window.message)
    for name in ("empty.jpg", "torn.png", "text.jpg"):
        window.wait(lambda name=name: window.photo(name).problem)
    assert sum(photo.ranking is not None and not photo.problem for photo in window.photos()) == 24
    assert window.program.problems.rowCount() >= 3


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_photos_and_folders_that_may_not_be_read(start, colours):
    shutil.copytree(colours, colours / "closed")
    (colours / "00.png").chmod(0)
    (colours / "closed").chmod(0)
    try:
        with ordinary_user():
            window = start()
            window.open(colours)
            window.trigger("suggest-all")
            window.wait(lambda: "suggestion now" in window.message)
            window.wait(lambda: window.photo("00.png").problem)
            assert "ermission" in window.photo("00.png").problem
            assert len(window.names) == 24
            assert window.program.problems.rowCount() >= 2
            window.close()
    finally:
        (colours / "closed").chmod(0o755)
        (colours / "00.png").chmod(0o644)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_a_home_that_may_not_be_written(start, colours, user_home):
    with Catalog():
        pass
    user_home.chmod(0o555)
    try:
        with ordinary_user():
            window = start()
            window.open(colours)
            decide(window, "05.png")
            window.wait(lambda: window.message)
            assert window.photo("05.png").decision.landmark == "petra"
            window.close()
    finally:
        user_home.chmod(0o755)
