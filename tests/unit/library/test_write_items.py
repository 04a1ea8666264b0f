"""From decisions and settings to what the metadata writer takes."""

from dataclasses import fields
from datetime import datetime

import photo_factory
import pytest
from library_values import photo, ranking

from landmark_gui import settings as settings_module
from landmark_gui import taught
from landmark_gui.gazetteer import Gazetteer
from landmark_gui.library.decisions import NO_LANDMARK, UNDECIDED, accept, apply
from landmark_gui.library.write_items import items, write_settings
from landmark_gui.metadata import PLACES, DecidedBy, WriteSettings, read_metadata, write_batch
from landmark_gui.settings import Settings


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


def accepted(path, landmark, **facts):
    return photo(str(path), decision=apply(UNDECIDED, accept(landmark), "t"), **facts)


def test_the_settings_defaults_are_the_writers_own():
    assert write_settings(Settings()) == WriteSettings()


@pytest.mark.parametrize(
    ("changes", "name", "value"),
    [
        ({"sidecar": "always"}, "sidecar", "always"),
        ({"adobe_sidecars": True}, "adobe_sidecar_names", True),
        ({"sidecar_choice": "replaced"}, "sidecar_choice", "replaced"),
        ({"hard_links": "write"}, "hard_links", "write"),
        ({"write_signed": True}, "signed", "write"),
        ({"preserve_mtime": True}, "preserve_mtime", True),
        ({"keep_original": True}, "keep_original", True),
        ({"fill_gps": True}, "fill_empty_gps", True),
        ({"write_xp_keywords": True}, "write_xp_keywords", True),
        ({"write_keywords": False, "write_iptc": False}, "places", PLACES - {"keywords", "iptc"}),
        ({"hierarchy_separator": "."}, "hierarchy_separator", "."),
        ({"digikam_separator": "|"}, "digikam_separator", "|"),
    ],
)
def test_every_setting_of_the_writer_can_be_chosen(changes, name, value):
    chosen = write_settings(Settings().replace(**changes))
    assert getattr(chosen, name) == value
    assert [
        field.name
        for field in fields(WriteSettings)
        if getattr(chosen, field.name) != getattr(WriteSettings(), field.name)
    ] == [name]


def test_every_place_has_its_setting():
    names = [setting.name for setting in settings_module.SETTINGS if setting.name.startswith("write_")]
    places = [write_settings(Settings().replace(**{name: False})).places for name in names]
    assert frozenset.intersection(*places) == frozenset()


def test_only_accepted_landmarks_are_written(gazetteer, tmp_path):
    shown = ranking(("atomium", 0.75), ("taj-mahal", 0.25))
    photos = [
        accepted(tmp_path / "a.jpg", "taj-mahal", ranking=shown),
        photo("/b.jpg", decision=apply(UNDECIDED, NO_LANDMARK, "t"), ranking=shown),
        photo("/c.jpg", ranking=shown),
    ]
    (item,) = items(photos, gazetteer, Settings())
    assert item.path == tmp_path / "a.jpg"
    assert (item.tag.name, item.tag.city, item.tag.country_code) == ("Taj Mahal", "Agra", "IN")
    assert item.tag.hierarchy == ("Places", "India", "Agra", "Taj Mahal")
    provenance = item.tag.provenance
    assert (provenance.model, provenance.probability, provenance.decision) == ("default", 0.25, DecidedBy.PERSON)
    assert datetime.fromisoformat(provenance.date).tzinfo is not None


def test_root_and_language_are_the_persons(gazetteer):
    chosen = Settings().replace(keyword_root="Orte", keyword_language="fr")
    (item,) = items([accepted("/a.jpg", "eiffel-tower")], gazetteer, chosen)
    assert item.tag.name == "Tour Eiffel"
    assert item.tag.hierarchy == ("Orte", "France", "Paris", "Tour Eiffel")
    assert (item.tag.provenance.model, item.tag.provenance.probability) == ("", None)


def test_landmarks_that_the_gazetteer_does_not_know_are_written_by_name(gazetteer):
    shown = ranking(("Our house", 0.9))
    found = items(
        [accepted("/a.jpg", "name:Our house", ranking=shown), accepted("/b.jpg", "no-such-id")], gazetteer, Settings()
    )
    assert [item.tag.hierarchy for item in found] == [("Places", "Our house"), ("Places", "no such id")]
    assert [item.tag.provenance.probability for item in found] == [0.9, None]
    (bare,) = items([accepted("/a.jpg", "name:Our house")], gazetteer, Settings().replace(keyword_root=""))
    assert bare.tag.hierarchy == ("Our house",)


def test_a_landmark_that_was_taught_and_forgotten_is_written_as_before():
    mill = taught.TaughtLandmark("taught-1a2b3c4d", "古い水車", (), 50.5, 8.25, "Weilburg", "Germany", "DE")
    taught.save([mill])
    decided = [accepted("/a.jpg", mill.id)]
    (before,) = items(decided, Gazetteer.load(), Settings())
    taught.remove([mill.id])
    (after,) = items(decided, Gazetteer.load(), Settings())
    assert after.tag.name == "古い水車"
    assert (after.tag.city, after.tag.latitude) == ("Weilburg", 50.5)
    assert after.tag.hierarchy == before.tag.hierarchy


def test_what_is_made_can_be_written(gazetteer, tmp_path):
    path = photo_factory.save(tmp_path / "a.jpg")
    chosen = Settings()
    outcome = write_batch(items([accepted(path, "atomium")], gazetteer, chosen), write_settings(chosen))
    assert outcome.results[0].status == "written"
    assert "Atomium" in read_metadata(path).keywords
