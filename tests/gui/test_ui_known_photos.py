"""A large folder that the catalog knows: it is shown before the disk is asked, and then put right."""

import os

import photo_factory
import pytest
from known_suggestions import suggestion

from landmark_gui.library.catalog import Catalog
from landmark_gui.library.decisions import accept
from landmark_gui.library.photo_filter import Filter, SortKey


@pytest.fixture
def known(start, tmp_path):
    """A program, and six photos that it opened before, in two folders, all of them packed; no number is too small."""
    place = tmp_path / "known"
    for number in range(6):
        folder = place / ("a", "b")[number % 2]
        folder.mkdir(parents=True, exist_ok=True)
        photo_factory.save(folder / f"{number}.jpg", photo_factory.scene(64, 48, seed=number))
    window = start()
    window.program.photos._reader._fewest = 1
    window.open(place)
    window.wait(lambda: window.program.suggesting.identity)
    window.model.set_suggestions(
        window.program.suggesting.identity,
        {window.model.table.id_of(str(place / "a" / "0.jpg")): suggestion("0.jpg", [("atomium", 0.9)])},
    )
    window.program.deciding.act([window.model.table.id_of(str(place / "b" / "1.jpg"))], accept("stonehenge"))
    contents = [window.photo("0.jpg").content]
    said = suggestion("0.jpg", [("atomium", 0.9)])
    identity = window.program.suggesting.identity
    window.program.catalog.ask(lambda catalog: catalog.store_suggestions(identity, [(contents[0], said)]))
    done = []
    window.program.catalog.ask(lambda _: None, done.append)
    window.wait(lambda: done)
    with Catalog() as catalog:
        while catalog.pack_next(identity, fewest=1):
            pass
    return window, place


def shown_first(window):
    """Names of the photos in the first list that is not empty after this."""
    lists = []
    window.model.replaced.connect(lambda: lists.append(window.names))
    return lists


def test_it_is_shown_as_it_was_and_then_as_it_is(known):
    window, place = known
    (place / "a" / "4.jpg").unlink()
    photo_factory.save(place / "c.jpg", photo_factory.scene(64, 48, seed=9))
    os.utime(place / "b" / "3.jpg", (1, 1))
    lists = shown_first(window)
    window.open(place)
    assert lists == [[], [f"{number}.jpg" for number in range(6)]]
    window.wait(lambda: window.names == ["0.jpg", "1.jpg", "2.jpg", "3.jpg", "5.jpg", "c.jpg"])
    assert window.photo("3.jpg").mtime_ns == 10**9
    assert window.photo("1.jpg").decision.landmark == "stonehenge"
    assert window.photo("0.jpg").best[0].landmark == "atomium"
    assert all(photo.facts_read for photo in window.photos())
    with Catalog() as catalog:
        assert not [entry for entry in catalog.lessons() if entry.path.endswith("4.jpg")]
    window.wait(lambda: not window.program.weighing.is_busy)


def test_the_view_that_was_chosen_holds(known):
    window, place = known
    window.model.set_view(filter=Filter(text="jpg"), sort_key=SortKey.NAME, is_reversed=True)
    lists = shown_first(window)
    window.open(place / "b")
    assert lists == [[], ["5.jpg", "3.jpg", "1.jpg"]]
    window.program.control.open([place])
    window.program.control.open([place / "a"])  # before anything of the other one is there
    window.wait(lambda: window.names == ["4.jpg", "2.jpg", "0.jpg"] and not window.program.photos.is_listing)
    assert len(window.model.table) == 3


def test_a_folder_that_is_gone_shows_nothing(known):
    window, place = known
    place.rename(place.with_name("elsewhere"))
    with window.qtbot.waitSignal(window.program.photos.finished):
        window.program.control.open([place])
    assert window.names == []
    with Catalog() as catalog:
        assert len(catalog.decided()) == 1
