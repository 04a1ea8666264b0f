"""Columns give back exactly what was put in, and find, order and tell what is there as plain lists and dicts would."""

import math
import os
import random

from hypothesis import given, settings
from hypothesis import strategies as st
from library_values import MODEL, candidate, content, path, said

from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library.decisions import NO_LANDMARK, SKIP, UNDECIDED, accept, reject
from landmark_gui.library.file_names import FileNames
from landmark_gui.library.hash_index import HashIndex
from landmark_gui.library.known_files import Comparison
from landmark_gui.library.name_order import NameOrder, name_key
from landmark_gui.library.names import natural_key
from landmark_gui.library.photo_table import PhotoTable
from landmark_gui.library.photos import Photo, Ranking

LANDMARKS = st.sampled_from(["atomium", "taj-mahal", "eiffel-tower", "a name only"])
PROBABILITIES = st.floats(0.0, 1.0)


@st.composite
def rankings(draw):
    if draw(st.booleans()):
        return None
    pairs = draw(st.lists(st.tuples(LANDMARKS, PROBABILITIES), max_size=draw(st.sampled_from([3, 8, 20]))))
    return Ranking(
        draw(st.sampled_from([MODEL, "other:1"])),
        draw(st.sampled_from([*Verdict, None])),
        tuple(candidate(name) for name, _ in pairs),
        tuple(probability for _, probability in pairs),
        draw(st.one_of(st.none(), st.floats(allow_nan=False))),
        draw(st.sampled_from(["", "cut off"])),
    )


FACTS = st.fixed_dictionaries(
    {},
    optional={
        "size": st.integers(0, 2**70),
        "mtime_ns": st.integers(-(2**63), 2**65),
        "facts_read": st.booleans(),
        "capture_time": st.one_of(
            st.datetimes().map(lambda time: time.isoformat(timespec="seconds")),
            st.sampled_from(["", "2024", "2024-13-45T99:99:99", "２０24-01-01T00:00:00", "2024-01-01 00:00:00"]),
            st.text(max_size=20),
        ),
        "camera_gps": st.one_of(st.none(), st.tuples(st.floats(-90, 90), st.floats(-180, 180))),
        "camera": st.text(max_size=5),
        "keywords": st.lists(st.text(max_size=5), max_size=3).map(tuple),
        "landmark_in_file": st.sampled_from(["", "atomium", "x"]),
        "content": st.one_of(st.binary(min_size=16, max_size=16), st.binary(max_size=20), st.just(bytes(16))),
        "ranking": rankings(),
        "weighed": rankings(),
        "decision": st.sampled_from([UNDECIDED, said(accept("x")), said(reject("atomium")), said(NO_LANDMARK, SKIP)]),
        "written": st.sampled_from(["", "atomium", "y"]),
        "error": st.sampled_from(["", "gone"]),
    },
)


@settings(deadline=None, max_examples=200)
@given(st.lists(FACTS, min_size=1, max_size=4), st.lists(st.tuples(st.integers(0, 3), FACTS), max_size=4))
def test_photos_come_out_as_they_went_in(photos, changes):
    table, plain = PhotoTable(), {}
    for number, facts in enumerate(photos):
        plain[number] = Photo(path(f"/p/{number}\n\udcff.jpg"), **facts)
    table.add(Photo(path(f"/p/{number}\n\udcff.jpg"), **facts) for number, facts in enumerate(photos))
    for number, facts in changes:
        table.update(number, **facts)
        if number in plain:
            before = plain[number]
            if "ranking" in facts and "weighed" not in facts and before.weighed is not None:
                before.weighed = None
            for name, value in facts.items():
                setattr(before, name, value)
    assert {number: table.photo(number) for number in table.ids()} == plain
    for number, known in plain.items():
        found = table.photo(number)
        assert (found.best, found.verdict, found.uncertainty) == (known.best, known.verdict, known.uncertainty)
        assert known.content == b"" or number in table.ids_with(known.content)
        assert table.id_of(known.path) == number


@given(st.lists(st.tuples(st.integers(0, 50), st.booleans()), max_size=300))
def test_an_index_finds_what_a_dict_finds(entries):
    index, plain = HashIndex(), {}
    index._settle()
    for number, (key, settles) in enumerate(entries):
        index.add(key, number)
        plain.setdefault(key, []).append(number)
        if settles:
            index._settle()
    assert {key: index.find(key) for key in range(51)} == {key: plain.get(key, []) for key in range(51)}


def test_an_index_of_very_many_is_sorted_in_as_it_grows():
    index = HashIndex()
    for number in range(20_000):
        index.add(number % 7000, number)
    assert index.find(6999) == [6999, 13_999]
    assert index.find(5000) == [5000, 12_000, 19_000]
    assert index.find(7001) == []


NAMES = st.sampled_from(
    [
        "IMG_9.jpg",
        "img_9.jpg",
        "IMG_10.jpg",
        "ä.jpg",
        "a.jpg",
        "x" * 40 + "1.jpg",
        "x" * 40 + "2.jpg",
        "x" * 40 + "10.jpg",
    ]
)
FOLDERS = st.sampled_from(["/p 10", "/p 9", "/P 9", "/p 9/q"])


@settings(deadline=None)
@given(st.lists(st.lists(st.tuples(FOLDERS, NAMES), max_size=12), max_size=6), st.sets(st.integers(0, 30), max_size=5))
def test_the_order_of_names_is_kept_as_photos_come_and_go(batches, gone):
    import numpy as np

    names = FileNames()
    order = NameOrder(names)
    paths: list[str] = []
    for batch in batches:
        new = [path(f"{folder}/{name}") for folder, name in dict.fromkeys(batch)]
        new = [entry for entry in new if entry not in paths]
        names.extend(new)
        order.extend([name_key(os.path.basename(entry)) for entry in new])
        paths += new
        alive = np.array([number not in gone for number in range(len(paths))], bool)
        found = order.order(alive).tolist() if paths else []
        expected = sorted(
            (number for number in range(len(paths)) if number not in gone), key=lambda number: _plainly(paths[number])
        )
        assert found == expected


def _plainly(text):
    folder, name = os.path.split(text)
    return natural_key(name), natural_key(folder), folder, name


def test_a_few_new_names_are_sorted_into_very_many():
    import numpy as np

    rng = random.Random(0)
    names = FileNames()
    order = NameOrder(names)
    paths = [path(f"/{rng.randrange(3)}/IMG_{rng.randrange(500)}.jpg") for _ in range(2000)]
    paths = list(dict.fromkeys(paths))
    for start in range(0, len(paths), 100):
        batch = paths[start : start + 100]
        names.extend(batch)
        order.extend([name_key(os.path.basename(entry)) for entry in batch])
        known = range(min(start + 100, len(paths)))
        found = order.order(np.ones(len(known), bool)).tolist()
        assert found == sorted(known, key=lambda number: _plainly(paths[number]))


def test_uncertain_values_that_are_no_numbers_are_kept():
    odd = Ranking(MODEL, Verdict.CONFIDENT, (candidate("atomium"),), (math.nan,), math.nan)
    table = PhotoTable()
    table.add([Photo("/a.jpg", ranking=odd, camera_gps=(math.nan, 1.0))])
    found = table.photo(0)
    assert math.isnan(found.ranking.score)
    assert math.isnan(found.ranking.probabilities[0])
    assert math.isnan(found.camera_gps[0])
    assert found.camera_gps[1] == 1.0


def test_files_are_held_against_what_is_known():
    table = PhotoTable()
    table.add(
        Photo(path(name), 1, 2, content=content(number))
        for number, name in enumerate(("/p/a.jpg", "/p/b.jpg", "/p/q/c.jpg", "/p/q/d.jpg", "/pq/e.jpg"), 1)
    )
    table.add([Photo(path("/p/never found.jpg"))])
    files = table.known_files()
    table.update(0, size=9)
    table.remove([1])
    assert len(files) == 5
    compared = Comparison(files)
    assert compared.is_known(path("/p/a.jpg"), 1, 2)
    assert not compared.is_known(path("/p/new.jpg"), 1, 2)
    assert compared.is_known(path("/p/q/c.jpg"), 1, 2)
    assert not compared.is_known(path("/p/b.jpg"), 1, 3)  # the folder comes again
    assert not compared.is_known(path("/other/a.jpg"), 1, 2)
    assert list(compared.not_found([path("/p")])) == [path("/p/q/d.jpg")]
    assert list(compared.not_found([path("/p"), path("/pq")])) == [path("/p/q/d.jpg"), path("/pq/e.jpg")]
    assert list(Comparison(PhotoTable().known_files()).not_found([path("/p")])) == []


def test_many_folders_are_looked_up_like_few():
    table = PhotoTable()
    table.add(Photo(path(f"/p/{number % 20}/{number}.jpg"), number + 1, 1) for number in range(200))
    files = table.known_files()
    for folder in range(20):
        expected = {f"{number}.jpg": (number + 1, 1) for number in range(folder, 200, 20)}
        assert files.in_folder(path(f"/p/{folder}")) == expected
    assert files.in_folder(path("/p")) == {}
