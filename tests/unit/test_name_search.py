"""Finding landmarks by name: exactly but for case and accents, and by what a person types into a search box."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from landmark_gui.gazetteer import Gazetteer
from landmark_gui.name_search import normalise


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Eiffel Tower", "eiffel-tower"),
        ("eiffel-tower", "eiffel-tower"),
        ("  EIFFEL__tower ", "eiffel-tower"),
        ("16.Eiffel_Tower", "eiffel-tower"),
        ("Tour Eiffel", "eiffel-tower"),
        ("Sagrada Familia", "sagrada-familia"),
        ("04.Wroclaws_Dwarves", "wroclaws-dwarves"),
        ("Wrocław’s Dwarves", "wroclaws-dwarves"),
        ("Haleakala National Park", "haleakala-national-park"),
        ("St Peter's Basilica", "st-peters-basilica"),
        ("故宫", "forbidden-city"),
        ("30 St Mary Axe", "30-st-mary-axe"),
        ("Köln", None),
        ("", None),
        ("?!", None),
        ("03.", None),
    ],
)
def test_find(gazetteer, name, id_):
    found = gazetteer.find(name)
    assert (found.id if found else None) == id_


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text())
def test_normalising_twice_changes_nothing(text):
    once = normalise(text)
    assert normalise(once) == once
    assert once == once.strip()
    assert "  " not in once


def test_a_name_that_begins_with_a_number_has_a_prefix_too(gazetteer):
    for text in ("00.25_DE_ABRIL_BRIDGE", "123.25 de abril bridge", "25 de Abril Bridge"):
        assert gazetteer.find(text).id == "25-de-abril-bridge"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_every_name_is_found_in_other_dress(gazetteer, data):
    landmark = data.draw(st.sampled_from(list(gazetteer)))
    name = data.draw(st.sampled_from(landmark.all_names()))
    separator = data.draw(st.sampled_from(["_", "  ", " - ", "\t", "\u00a0"]))
    prefix = data.draw(st.sampled_from(["", "00.", "123."]))
    case = data.draw(st.sampled_from([str.upper, str.lower, str.title]))
    assert gazetteer.find(prefix + case(name).replace(" ", separator)) is landmark


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("eifel towr", "eiffel-tower"),
        ("tour eiffel", "eiffel-tower"),
        ("Eiffelturm", "eiffel-tower"),
        ("sagrada familia", "sagrada-familia"),
        ("golden gate", "golden-gate-bridge"),
        ("tower london", "tower-of-london"),
        ("louvre paris", "louvre"),
        ("neuschw", "neuschwanstein-castle"),
        ("machupichu", "machu-picchu"),
        ("taj ma hal", "taj-mahal"),
        ("colloseum", "colosseum"),
        ("niagra", "niagara-falls"),
        ("sydny opra hous", "sydney-opera-house"),
        ("mt rushmore", "mount-rushmore-national-memorial"),
        ("saint peters basilica", "st-peters-basilica"),
        ("burj kalifa", "burj-khalifa"),
        ("20.Matterhorn", "matterhorn"),
    ],
)
def test_search_puts_the_landmark_meant_first(gazetteer, text, id_):
    assert gazetteer.search(text)[0].id == id_


def test_search_ranks_names_by_how_they_match(gazetteer):
    names = [landmark.name for landmark in gazetteer.search("bridge london", limit=50)]
    assert names[0] in {"Tower Bridge", "The Shard"}  # once called London Bridge Tower
    assert "Tower Bridge" in names
    paris = gazetteer.search("paris", limit=50)
    assert paris[0].name.startswith("Paris")
    assert {"eiffel-tower", "louvre", "moulin-rouge"} <= {landmark.id for landmark in paris}


def test_search_looks_for_typing_errors_only_in_unknown_words(gazetteer):
    assert [landmark.id for landmark in gazetteer.search("golden gate")] == ["golden-gate-bridge"]  # no Holsten Gate
    assert [landmark.id for landmark in gazetteer.search("cartage")][:2] == [
        "castillo-san-felipe-de-barajas",  # in Cartagena, which begins so
        "carthage",
    ]


def test_search_limits(gazetteer):
    assert len(gazetteer.search("a")) == 20
    assert len(gazetteer.search("a", limit=3)) == 3
    assert gazetteer.search("a", limit=3) == gazetteer.search("a")[:3]
    for nothing in ("", "  ", "?!", "03.", "xqzjwvk"):
        assert gazetteer.search(nothing) == []
    assert gazetteer.search("paris", limit=0) == []


def test_search_finds_every_landmark_by_any_name(gazetteer):
    for landmark in gazetteer:
        for name in landmark.all_names():
            assert gazetteer.search(name)[0] is landmark, name


def test_search_finds_landmarks_with_a_letter_left_out(gazetteer):
    for landmark in list(gazetteer)[::3]:  # each third: enough to fail, and three times as fast
        words = landmark.name.split()
        longest = max(words, key=len)
        middle = len(longest) // 2
        words[words.index(longest)] = longest[:middle] + longest[middle + 1 :]
        if len(longest) >= 5 and words != ["Delhi"]:  # Delphi without p is another place
            assert landmark in gazetteer.search(" ".join(words))[:2], words


def test_search_is_fast(gazetteer):
    """Every key stroke of a search box searches: 20 ms of processor time, the best of five tries."""
    for text in ("a", "eifel towr", "stonhenge", "sydny opra hous", "the great wall of chinna", "qwertz uiop asdf"):
        durations = []
        for _ in range(5):
            start = time.process_time()
            gazetteer.search(text)
            durations.append(time.process_time() - start)
        assert min(durations) < 0.020, text
