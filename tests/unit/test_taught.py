"""The list of taught landmarks: what goes in comes out, and what is no such list is one clear sentence."""

import json
import threading
from dataclasses import replace

import pytest

from landmark_gui import taught
from landmark_gui.gazetteer import Gazetteer
from landmark_gui.taught import Example, TaughtError, TaughtLandmark

MILL = TaughtLandmark(
    "old-mill", "Old Mill", (Example("/a.jpg", "aa"), Example("/b.jpg", "bb")), 50.5, 8.25, "Weilburg", "Germany", "DE"
)
HOUSE = TaughtLandmark("house", "Großmutters Haus", (Example("/c.jpg", "cc"),))


def test_what_is_saved_is_loaded_by_name():
    assert taught.load() == ()
    taught.save([MILL, HOUSE])
    assert taught.load() == (HOUSE, MILL)
    names = {entry.name for entry in taught.file().parent.iterdir()}
    assert names - {"taught_landmarks.json.lock"} == {"taught_landmarks.json"}


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"format_version": "x", "landmarks": []}',
        '{"format_version": 1, "landmarks": [{}]}',
        '{"format_version": 1, "landmarks": [{"id": "x", "name": "|", "examples": []}]}',
        '{"format_version": 1, "landmarks": [{"id": "x", "name": "X", "examples": [{"path": "p", "content": "/"}]}]}',
        '{"format_version": 1, "landmarks": [{"id": "x", "name": "X", "examples": [], "latitude": 99}]}',
        "[" * 100_000,
    ],
)
def test_a_damaged_list_is_named(content):
    taught.file().parent.mkdir(parents=True, exist_ok=True)
    taught.file().write_text(content)
    with pytest.raises(TaughtError, match=r"taught_landmarks\.json") as caught:
        taught.load()
    assert "\n" not in str(caught.value)
    assert taught.fingerprint() == ""
    told: list[str] = []
    assert Gazetteer.load(tell=told.append).find("Eiffel Tower") is not None
    assert told == [str(caught.value)]


def test_a_list_of_a_newer_version():
    taught.save([MILL])
    content = json.loads(taught.file().read_text())
    taught.file().write_text(json.dumps(content | {"format_version": 2}))
    with pytest.raises(TaughtError, match="newer"):
        taught.load()


def test_further_examples_join_those_that_are_there():
    more = replace(
        MILL, examples=(Example("/copy-of-b.jpg", "bb"), Example("/d.jpg", "dd")), latitude=None, longitude=None
    )
    (both,) = taught.with_landmark([MILL], more)
    assert [example.content for example in both.examples] == ["aa", "bb", "dd"]
    assert (both.latitude, both.city) == (50.5, "Weilburg")


NOTHING = {"latitude": None, "longitude": None, "city": None, "country": "", "country_code": ""}


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"latitude": 0.0, "longitude": 0.0},
        {"city": "Limburg"},
        {"city": "Wien", "country": "Austria"},
        {"country": "Germany"},
    ],
)
def test_what_is_said_of_the_place_replaces_what_was_known_and_no_more(said):
    (found,) = taught.with_landmark([MILL], replace(MILL, **(NOTHING | said)))
    known = {field: getattr(MILL, field) for field in NOTHING}
    code = {"country_code": ""} if said.get("country") == "Austria" else {}
    assert {field: getattr(found, field) for field in NOTHING} == known | said | code


@pytest.mark.parametrize(
    ("positions", "middle"),
    [
        ([], None),
        ([None, None], None),
        ([(10.0, 20.0), None], (10.0, 20.0)),
        ([(10.0, 20.0), (10.2, 20.1), (10.1, 29.0)], (10.1, 20.1)),
        ([(-17.0, 179.5), (-17.0, -179.9), (-17.1, -179.9)], (-17.0, -179.9)),
        ([(-17.0, 179.9), (-17.0, -179.9)], (-17.0, 180.0)),
        ([(48.86, 2.29), (48.85, 2.3), (-33.86, 151.2), (-33.85, 151.2)], None),
        ([(48.86, 2.29), (48.86, 2.3), (-33.86, 151.2)], (48.86, 2.3)),
    ],
)
def test_the_middle_of_positions(positions, middle):
    assert taught.middle(positions) == middle


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Old Mill", "old-mill"),
        ("Ölmühle", "olmuhle"),
        ("  St. Mary's  ", "st-marys"),
        ("Mühle am Fluß Süd", "muhle-am-fluss-sud"),
        ("Tower 東", "tower-taught-"),
        ("長城", "taught-"),
        ("Хутор 7", "7-taught-"),
    ],
)
def test_ids(name, id):  # noqa: A002
    assert taught.id_for(name).startswith(id)
    assert taught.id_for(name).isascii()


def test_identity_changes_with_what_was_taught():
    assert taught.identity("default:1") == "default:1"
    taught.save([MILL])
    one = taught.identity("default:1")
    taught.save([MILL, HOUSE])
    two = taught.identity("default:1")
    taught.save([MILL])
    assert len({"default:1", one, two}) == 3
    assert taught.identity("default:1") == one
    assert taught.identity("") == ""


def test_forgetting_removes_copies_that_nothing_needs():
    taught.save([MILL, HOUSE])
    folder = taught.pictures_folder()
    folder.mkdir(parents=True)
    for name in ("aa.jpg", "aa.1234.npy", "cc.jpg", "cc.1234.npy", "notes.txt"):
        (folder / name).write_bytes(b"x")
    assert taught.remove(["old-mill", "never-was"]) == (HOUSE,)
    assert {path.name for path in folder.iterdir()} == {"cc.jpg", "cc.1234.npy", "notes.txt"}


def test_the_gazetteer_knows_what_was_taught():
    taught.save([MILL, HOUSE, TaughtLandmark("eiffel-tower", "Eiffel Tower", (), 0.0, 0.0)])
    gazetteer = Gazetteer.load()
    assert gazetteer.by_id("old-mill").hierarchy() == ("Places", "Germany", "Weilburg", "Old Mill")
    assert gazetteer.by_id("house").position is None
    assert gazetteer.by_id("eiffel-tower").latitude == pytest.approx(48.858, abs=0.01)
    taught.save([MILL, replace(MILL, id="another", name="old mill")])  # of a file that somebody edited
    assert gazetteer.find("Old Mill") is not None


def test_a_list_that_contradicts_itself_is_told():
    told: list[str] = []
    taught.save([MILL, HOUSE])
    Gazetteer.load(tell=told.append)
    assert told == []
    taught.save([MILL, replace(HOUSE, id=MILL.id)])
    gazetteer = Gazetteer.load(tell=told.append)
    assert (gazetteer.find("Eiffel Tower") is not None, gazetteer.find("Old Mill")) == (True, None)
    (sentence,) = told
    assert sentence.startswith(f"{taught.file()}: the taught landmarks cannot be used")
    assert "'old-mill'" in sentence


def test_ids_of_names_that_differ_in_another_script_only():
    first = replace(MILL, name="Tower 東", id="tower")  # as earlier versions named it
    assert taught.id_for("Tower 東", [first]) == "tower"
    assert taught.id_for("Tower 西", [first]).startswith("tower-taught-")
    assert taught.id_for("Tower", [first]).startswith("tower-taught-")


class TestForgetting:
    def test_name_and_place_stay_for_what_was_decided(self):
        taught.save([MILL, HOUSE])
        assert taught.remove([MILL.id]) == (HOUSE,)
        assert taught.load() == (HOUSE,)
        (former,) = taught.forgotten()
        assert former == replace(MILL, examples=())
        gazetteer = Gazetteer.load()
        assert gazetteer.by_id(MILL.id) == gazetteer.find(MILL.id) == MILL.landmark()
        assert MILL.landmark() not in gazetteer.search(MILL.name)
        assert MILL.landmark() not in tuple(gazetteer)
        assert taught.fingerprint() == taught.digest([HOUSE])

    def test_what_is_taught_again_is_no_longer_forgotten(self):
        taught.save([MILL])
        taught.remove([MILL.id])
        assert taught.add(MILL) == MILL
        assert taught.forgotten() == ()
        assert taught.load() == (MILL,)


def test_programs_that_teach_at_once_do_not_undo_each_other():
    landmarks = [replace(MILL, id=f"mill-{number}", name=f"Mill {number}") for number in range(12)]
    barrier = threading.Barrier(len(landmarks))

    def teach(landmark):
        barrier.wait()
        taught.add(landmark)

    threads = [threading.Thread(target=teach, args=(landmark,)) for landmark in landmarks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {entry.id for entry in taught.load()} == {entry.id for entry in landmarks}
