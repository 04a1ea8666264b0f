"""The gazetteer: its data, and what it says of faulty files. Finding by name is in test_name_search."""

import json
import pickle
import re
import subprocess
import sys
from dataclasses import FrozenInstanceError, replace

import pycountry
import pytest
import reverse_geocode

from landmark_gui import resources
from landmark_gui.gazetteer import KINDS, Gazetteer, GazetteerError, Landmark
from landmark_gui.name_search import normalise

REFERENCE_CLASS_TEXT = """
Haleakala_National_Park Mount_Rainier_National_Park Ljubljana_Castle Dead_Sea Wroclaws_Dwarves London_Olympic_Stadium
Niagara_Falls Stonehenge Grand_Canyon Golden_Gate_Bridge Edinburgh_Castle Mount_Rushmore_National_Memorial
Kantanagar_Temple Yellowstone_National_Park Terminal_Tower Central_Park Eiffel_Tower Changdeokgung Delicate_Arch
Vienna_City_Hall Matterhorn Taj_Mahal Moscow_Raceway Externsteine Soreq_Cave Banff_National_Park Pont_du_Gard
Seattle_Japanese_Garden Sydney_Harbour_Bridge Petronas_Towers Brooklyn_Bridge Washington_Monument Hanging_Temple
Sydney_Opera_House Great_Barrier_Reef Monumento_a_la_Revolucion Badlands_National_Park Atomium Forth_Bridge
Gateway_of_India Stockholm_City_Hall Machu_Picchu Death_Valley_National_Park Gullfoss_Falls Trevi_Fountain
Temple_of_Heaven Great_Wall_of_China Prague_Astronomical_Clock Whitby_Abbey Temple_of_Olympian_Zeus
"""
MINI_CLASS_TEXT = """
Chichen_Itza Christ_the_Redeemer Colosseum Eiffel_Tower Geisel_Library Golden_Gate_Bridge Great_Wall_of_China
Ha_Long_Bay Ho_Chi_Minh_Mausoleum Hoi_An_Ancient_Town Hue_Imperial_City La_Defense Leaning_Tower_of_Pisa Les_Invalides
Louvre Machu_Picchu Moulin_Rouge Mount_Rushmore_National_Memorial Niagara_Falls Parthenon Petra Pyramids_of_Giza
Sa_Pa_Rice_Terraces Space_Needle Stonehenge Sydney_Opera_House Taj_Mahal
"""
REFERENCE_CLASSES = REFERENCE_CLASS_TEXT.split()
MINI_CLASSES = MINI_CLASS_TEXT.split()

COMMON_COUNTRY_NAMES = {
    "CI": "Ivory Coast",
    "KP": "North Korea",
    "MO": "Macau",
    "RU": "Russia",
    "TR": "Turkey",
    "VA": "Vatican City",
}
"""Everyday English names of countries where ISO 3166-1 has none of them."""

NEAREST_TOWN_ELSEWHERE = {
    "castel-santangelo": "VA",  # the nearest town of the town list is the Vatican, across the street
    "pantheon": "VA",  # likewise
    "spanish-steps": "VA",  # likewise
    "trevi-fountain": "VA",  # likewise
    "dead-sea": "JO",  # the point lies in the lake, west of the border; the nearest town on its east shore
    "mount-kilimanjaro": "KE",  # the summit is 15 km from the border, and Oloitokitok the nearest town
    "mount-erebus": "NZ",  # Antarctica has no towns
}
"""Landmarks whose nearest town lies in another country, and in which."""

WILD_KINDS = {"canyon", "coast", "desert", "island", "lake", "mountain", "park", "reef", "wall", "waterfall"}
"""Kinds of landmark that may be far from any town."""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


@pytest.fixture(scope="module")
def nearest_towns(gazetteer) -> dict[str, dict]:
    """For each landmark's id the nearest place of the GeoNames list of towns."""
    return {landmark.id: reverse_geocode.get((landmark.latitude, landmark.longitude)) for landmark in gazetteer}


# -------------------- data --------------------


def test_class_lists_are_complete():
    assert len(set(REFERENCE_CLASSES)) == 50
    assert len(set(MINI_CLASSES)) == 27


@pytest.mark.parametrize("folder", sorted({*REFERENCE_CLASSES, *MINI_CLASSES}))
def test_every_class_of_the_data_sets_is_found_by_its_folder_name(gazetteer, folder):
    found = gazetteer.find(f"07.{folder}")
    assert found is not None
    class_name = folder.replace("_", " ")
    assert gazetteer.find(class_name) is found
    assert normalise(class_name) in {normalise(name) for name in (found.name, *found.aliases)}


def test_size_and_spread(gazetteer):
    assert len(gazetteer) >= 220
    continents = {
        "Africa": "EG MA ZA TZ ET ML",
        "Asia": "CN IN JP TH ID IR",
        "Europe": "FR GB IT DE ES GR",
        "North America": "US CA MX CU",
        "South America": "BR AR PE CL",
        "Oceania": "AU NZ PF",
        "Antarctica": "AQ",
    }
    countries = {landmark.country_code for landmark in gazetteer}
    for continent, codes in continents.items():
        assert countries >= set(codes.split()), continent
    assert {landmark.kind for landmark in gazetteer} == KINDS


def test_ids_are_unique_slugs(gazetteer):
    ids = [landmark.id for landmark in gazetteer]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id_) for id_ in ids)
    assert all(gazetteer.by_id(landmark.id) is landmark for landmark in gazetteer)


def test_names_lead_to_one_landmark(gazetteer):
    owners: dict[str, set[str]] = {}
    for landmark in gazetteer:
        for name in landmark.all_names():
            owners.setdefault(normalise(name), set()).add(landmark.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_names_suit_keywords(gazetteer):
    """No separators of keyword hierarchies or lists, and no disambiguation in brackets."""
    for landmark in gazetteer:
        texts = (*landmark.all_names(), landmark.country, landmark.city or "", landmark.region or "")
        assert [text for text in texts if re.search(r"[|/\\;,<>()\t]", text)] == [], landmark.id


def test_local_names_differ_and_have_language_codes(gazetteer):
    for landmark in gazetteer:
        for language, name in landmark.local_names.items():
            known = pycountry.languages.get(alpha_2=language) or pycountry.languages.get(alpha_3=language)
            assert known is not None, (landmark.id, language)
            assert language != "en"
            assert name != landmark.name, (landmark.id, language)


def test_coordinates_have_four_decimals_and_extents_are_plausible(gazetteer):
    for landmark in gazetteer:
        assert -90 <= landmark.latitude <= 90
        assert -180 <= landmark.longitude <= 180
        assert round(landmark.latitude, 4) == landmark.latitude
        assert round(landmark.longitude, 4) == landmark.longitude
        assert 50 <= landmark.extent_m <= 1_500_000
        if landmark.kind not in WILD_KINDS | {"bridge", "building", "museum", "park"}:
            assert landmark.extent_m <= 8_000 or landmark.kind in {"desert", "statue"}, landmark.id


def test_no_two_landmarks_stand_on_the_same_spot(gazetteer):
    spots: dict[tuple[float, float], list[str]] = {}
    for landmark in gazetteer:
        spots.setdefault((landmark.latitude, landmark.longitude), []).append(landmark.id)
    assert [ids for ids in spots.values() if len(ids) > 1] == []


def test_country_names_are_those_of_the_codes(gazetteer):
    for landmark in gazetteer:
        country = pycountry.countries.get(alpha_2=landmark.country_code)
        assert country is not None, landmark.id
        names = {country.name, getattr(country, "common_name", None), COMMON_COUNTRY_NAMES.get(landmark.country_code)}
        assert landmark.country in names, landmark.id


def test_coordinates_lie_in_the_stated_country(gazetteer, nearest_towns):
    elsewhere = {
        landmark.id: nearest_towns[landmark.id]["country_code"]
        for landmark in gazetteer
        if nearest_towns[landmark.id]["country_code"] != landmark.country_code
    }
    assert elsewhere == NEAREST_TOWN_ELSEWHERE


def test_built_landmarks_have_a_town_near(gazetteer, nearest_towns):
    """A slipped digit moves a landmark into the wilderness or the sea more often than into another country."""
    for landmark in gazetteer:
        town = nearest_towns[landmark.id]
        # A degree of latitude is 111 km everywhere, one of longitude at most.
        offset = max(abs(landmark.latitude - town["latitude"]), abs(landmark.longitude - town["longitude"]))
        limit = 5.0 if landmark.kind in WILD_KINDS or landmark.country_code == "IS" else 1.2
        assert offset < limit or landmark.country_code == "AQ", (landmark.id, town)


def test_wikidata_items_are_unique(gazetteer):
    items = [landmark.wikidata for landmark in gazetteer if landmark.wikidata]
    assert len(items) > 200
    assert len(set(items)) == len(items)
    assert all(re.fullmatch(r"Q[1-9][0-9]*", item) for item in items)


@pytest.mark.parametrize(
    ("id_", "item"),
    [
        ("eiffel-tower", "Q243"),
        ("empire-state-building", "Q9188"),
        ("mount-rushmore-national-memorial", "Q83497"),
        ("tower-bridge", "Q83125"),
        ("niagara-falls", "Q34221"),  # the falls, not the city Q274120
    ],
)
def test_wikidata_items_easily_confused(gazetteer, id_, item):
    assert gazetteer.by_id(id_).wikidata == item


def test_file_has_one_landmark_a_line_sorted_and_unescaped():
    text = resources.path("landmarks.json").read_text(encoding="utf-8")
    content = json.loads(text)
    entries = sorted(content["landmarks"], key=lambda entry: entry["id"])
    lines = ",\n".join("    " + json.dumps(entry, ensure_ascii=False) for entry in entries)
    assert text == f'{{\n  "version": 1,\n  "landmarks": [\n{lines}\n  ]\n}}\n'
    assert len({tuple(entry) for entry in entries}) == 1, "every entry has the same fields in the same order"


# -------------------- landmark and gazetteer --------------------


def test_display_name_and_hierarchy(gazetteer):
    tower = gazetteer.by_id("eiffel-tower")
    assert tower.display_name() == "Eiffel Tower"
    assert tower.display_name("de") == "Eiffelturm"
    assert tower.display_name("fr_CA.UTF-8") == "Tour Eiffel"
    assert tower.display_name("ca@valencia") == "Eiffel Tower"
    assert tower.hierarchy() == ("Places", "France", "Paris", "Eiffel Tower")
    assert tower.hierarchy(root="Orte", language="de") == ("Orte", "France", "Paris", "Eiffelturm")
    assert tower.hierarchy(root="") == ("France", "Paris", "Eiffel Tower")
    assert gazetteer.by_id("grand-canyon").hierarchy() == ("Places", "United States", "Arizona", "Grand Canyon")
    assert gazetteer.by_id("dead-sea").hierarchy() == ("Places", "Israel", "Dead Sea")
    assert gazetteer.by_id("merlion").hierarchy() == ("Places", "Singapore", "Merlion")
    assert gazetteer.by_id("cotopaxi").hierarchy() == ("Places", "Ecuador", "Cotopaxi")


def test_regional_names_come_before_general_ones(gazetteer):
    landmark = replace(gazetteer.by_id("eiffel-tower"), local_names={"pt": "Torre Eiffel", "pt-BR": "Torre Eiffel BR"})
    assert landmark.display_name("pt_BR") == "Torre Eiffel BR"
    assert landmark.display_name("pt_PT") == "Torre Eiffel"


def test_landmarks_are_values(gazetteer):
    tower = gazetteer.by_id("eiffel-tower")
    with pytest.raises(FrozenInstanceError):
        tower.name = "Tour Eiffel"
    assert pickle.loads(pickle.dumps(tower)) == tower
    assert hash(pickle.loads(pickle.dumps(tower))) == hash(tower)
    assert tower in gazetteer
    assert replace(tower, extent_m=1.0) not in gazetteer
    assert len(list(gazetteer)) == len(gazetteer)


def test_by_id_of_an_unknown_landmark(gazetteer):
    with pytest.raises(KeyError):
        gazetteer.by_id("no-such-landmark")


def test_import_stays_light():
    script = "import sys, landmark_gui.gazetteer; print(*(name for name in sys.modules if '.' not in name))"
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert {"torch", "numpy", "PIL", "PySide6"} & set(result.stdout.split()) == set()


# -------------------- faulty files --------------------

ENTRY = {
    "id": "home",
    "name": "Home",
    "country": "France",
    "country_code": "FR",
    "latitude": 48.5,
    "longitude": 2,
    "kind": "building",
    "extent_m": 20,
}


def write(tmp_path, content) -> str:
    file = tmp_path / "own.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return str(file)


def test_smallest_entry(tmp_path):
    gazetteer = Gazetteer.load(write(tmp_path, {"version": 1, "landmarks": [ENTRY]}))
    assert list(gazetteer) == [Landmark("home", "Home", "France", "FR", 48.5, 2.0, "building", 20.0)]
    assert gazetteer.find("home").hierarchy() == ("Places", "France", "Home")
    assert gazetteer.search("homme") == list(gazetteer)


def test_empty_gazetteer(tmp_path):
    gazetteer = Gazetteer.load(write(tmp_path, {"version": 1, "landmarks": []}))
    assert len(gazetteer) == 0
    assert gazetteer.find("home") is None
    assert gazetteer.search("home") == []


def test_missing_file_is_an_os_error(tmp_path):
    with pytest.raises(FileNotFoundError, match=r"none\.json"):
        Gazetteer.load(tmp_path / "none.json")


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "not valid JSON"),
        ('{"version": 1, "landmarks": [', "not valid JSON"),
        ("[" * 100_000, "not valid JSON"),
        ([], 'not a JSON object with a list "landmarks"'),
        ({"version": 1}, 'not a JSON object with a list "landmarks"'),
        ({"version": 1, "landmarks": {}}, 'not a JSON object with a list "landmarks"'),
        ({"landmarks": []}, "format version None"),
        ({"version": 2, "landmarks": []}, "format version 2, but this program reads version 1"),
        ({"version": True, "landmarks": []}, "format version True"),
    ],
)
def test_faulty_files_are_named(tmp_path, content, fault):
    file = write(tmp_path, content)
    with pytest.raises(GazetteerError, match=re.escape(fault)) as caught:
        Gazetteer.load(file)
    assert str(caught.value).startswith(file)
    assert "\n" not in str(caught.value)


def test_file_in_another_encoding_is_named(tmp_path):
    file = tmp_path / "own.json"
    file.write_bytes(json.dumps({"version": 1, "landmarks": ["Château"]}, ensure_ascii=False).encode("latin-1"))
    with pytest.raises(GazetteerError, match=r"own\.json .* not valid JSON in UTF-8"):
        Gazetteer.load(file)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"id": None}, "'id' is missing"),
        ({"id": "Eiffel Tower"}, "'id' is 'Eiffel Tower', but must be lower-case ASCII words"),
        ({"id": "home-"}, "'id' is 'home-'"),
        ({"name": None}, "'name' is missing"),
        ({"name": 5}, "'name' must be text"),
        ({"name": "?"}, "no letter or digit"),
        ({"name": "Home|Sweet"}, "must have no '|'"),
        ({"name": "Home\n"}, "control character"),
        ({"aliases": "Casa"}, "'aliases' must be a list"),
        ({"aliases": [" Casa"]}, "an alias is ' Casa'"),
        ({"aliases": [None]}, "an alias is missing"),
        ({"local_names": ["Maison"]}, "'local_names' must be an object"),
        ({"local_names": {"French": "Maison"}}, "'French', which is not a language code"),
        ({"local_names": {"fr": ""}}, "no letter or digit"),
        ({"city": 7}, "'city' must be text"),
        ({"country": None}, "'country' is missing"),
        ({"country_code": "fr"}, "'country_code' is 'fr', but must be two capital letters"),
        ({"latitude": None}, "'latitude' is missing"),
        ({"latitude": "48.5"}, "'latitude' must be a number"),
        ({"latitude": True}, "'latitude' must be a number"),
        ({"latitude": 90.1}, "'latitude' is 90.1, but must be from -90 to 90"),
        ({"latitude": float("nan")}, "'latitude' is nan"),
        ({"longitude": -180.5}, "'longitude' is -180.5, but must be from -180 to 180"),
        ({"extent_m": 0}, "'extent_m' is 0"),
        ({"kind": "pub"}, "'kind' is 'pub', but must be one of bridge, building"),
        ({"wikidata": "243"}, "'wikidata' is '243', but must be an item such as Q243"),
        ({"lat": 48.5}, "unknown field 'lat'"),
    ],
)
def test_faulty_entries_are_named(tmp_path, changes, fault):
    faulty = {key: value for key, value in {**ENTRY, **changes}.items() if value is not None}
    file = write(tmp_path, {"version": 1, "landmarks": [{**ENTRY, "id": "fine", "name": "Fine"}, faulty]})
    with pytest.raises(GazetteerError, match=re.escape(fault)) as caught:
        Gazetteer.load(file)
    label = f" ({faulty['id']!r})" if "id" in faulty else ""
    assert str(caught.value).startswith(f"{file}, entry 2{label}: ")
    assert "\n" not in str(caught.value)


def test_entry_that_is_no_object_is_named(tmp_path):
    file = write(tmp_path, {"version": 1, "landmarks": ["Home"]})
    with pytest.raises(GazetteerError, match=r"own\.json, entry 1: a landmark must be a JSON object, not str"):
        Gazetteer.load(file)


@pytest.mark.parametrize(
    ("other", "fault"),
    [
        ({"name": "Elsewhere"}, "the id 'home' is given twice"),
        ({"id": "elsewhere", "name": "HOME!"}, "the name 'HOME!' belongs to both 'home' and 'elsewhere'"),
        ({"id": "b", "name": "B", "aliases": ["hômé"]}, "the name 'hômé' belongs to both 'home' and 'b'"),
        ({"id": "b", "name": "B", "local_names": {"xx": "Home"}}, "the name 'Home' belongs to both 'home' and 'b'"),
    ],
)
def test_ambiguous_files_are_named(tmp_path, other, fault):
    file = write(tmp_path, {"version": 1, "landmarks": [ENTRY, {**ENTRY, **other}]})
    with pytest.raises(GazetteerError, match=re.escape(f"{file}: {fault}")):
        Gazetteer.load(file)
