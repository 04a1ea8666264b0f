"""XMP: odd packets are refused or merged to valid XML, names survive unchanged, nothing is written twice."""

import os
import re
import unicodedata
from dataclasses import replace

import pytest
from metadata_files import (
    EIFFEL,
    bag,
    exif_segment,
    make_jpeg,
    named,
    packet,
    photoshop_segment,
    refused,
    write,
    xmp_segment,
)

from landmark_gui.metadata import (
    DecidedBy,
    InvalidValueError,
    LandmarkTag,
    PhotoMetadata,
    Provenance,
    WriteSettings,
    jpeg,
    plan_edits,
    read_metadata,
    xmp,
)
from landmark_gui.metadata.source import BytesSource

BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    + packet("<dc:format>&b;</dc:format>", wrap=False)
)


def packet_of(path) -> bytes:
    found = jpeg.read(BytesSource(path.read_bytes())).xmp
    assert found is not None
    return found


@pytest.mark.parametrize(
    "content",
    [
        BOMB.encode(),
        packet(bag("dc:subject", "a")).encode("utf-16"),
        packet(bag("dc:subject", "a")).encode("utf-16-le"),
        packet(bag("dc:subject", "Ä")).encode("latin-1", errors="replace"),
        packet(bag("dc:subject", "a")).encode()[:-40],
        packet(bag("dc:subject", "a") + bag("dc:subject", "b")).encode(),
        b"<x:xmpmeta xmlns:x='adobe:ns:meta/'/>",
        ("<a>" * 5000 + "</a>" * 5000).encode(),
    ],
    ids=["entities", "utf-16", "utf-16-le", "latin-1", "cut off", "twice", "no rdf", "deep"],
)
def test_a_damaged_packet_is_refused(tmp_path, content):
    refused(make_jpeg(tmp_path / "a.jpg", xmp_segment(content)))


@pytest.mark.parametrize("content", [b"", b"\0" * 4000, b" \r\n" * 900 + b"\0"], ids=["nothing", "zeros", "blanks"])
def test_a_packet_that_is_only_reserved_room_is_filled(tmp_path, content):
    path = make_jpeg(tmp_path / "a.jpg", exif_segment(), xmp_segment(content))
    size = path.stat().st_size
    assert write(path, places=frozenset({"keywords"})).status == "written"
    assert read_metadata(path).keywords == ("Eiffel Tower",)
    assert path.stat().st_size == size or len(content) < 1000


@pytest.mark.parametrize("codec", ["utf-16", "utf-16-le", "utf-32"])
def test_another_encoding_is_named_as_the_reason(tmp_path, codec):
    content = packet(bag("dc:subject", "a")).encode(codec)
    assert "UTF-16" in refused(make_jpeg(tmp_path / "a.jpg", xmp_segment(content)))


def test_a_damaged_packet_still_leaves_a_sidecar(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(BOMB))
    result = write(path)
    assert (result.status, result.target.name) == ("sidecar", "a.jpg.xmp")
    assert "DOCTYPE" in result.reason


def test_two_uris_on_one_prefix_stay_two(tmp_path):
    other = (
        '<rdf:Description rdf:about="" xmlns:lr="http://example.org/other/"><lr:kept>yes</lr:kept></rdf:Description>'
    )
    text = packet(bag("dc:subject", "Family")).replace("</rdf:RDF>", f"{other}</rdf:RDF>")
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(text))
    assert write(path).status == "written"
    document = xmp.parse(packet_of(path))
    assert xmp.values(document, "lr:hierarchicalSubject") == ("Family", "Places|France|Paris|Eiffel Tower")
    assert document.root.find(".//{http://example.org/other/}kept").text == "yes"
    assert packet_of(path).count(b'xmlns:lr="http://ns.adobe.com/lightroom/1.0/"') == 0, "another prefix was chosen"


def test_properties_as_attributes_are_merged_not_doubled(tmp_path):
    text = packet("", 'dc:subject="Family" photoshop:City="Paris" photoshop:State=""')
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(text))
    assert write(path).status == "written"
    document = xmp.parse(packet_of(path))
    assert xmp.values(document, "dc:subject") == ("Family", "Eiffel Tower")
    for name in ("dc:subject", "photoshop:City", "photoshop:State"):
        assert len(xmp.find(document, name)) == 1, name
    assert xmp.values(document, "photoshop:State") == ("Île-de-France",)


@pytest.mark.parametrize("kind", ["Seq", "Alt"])
def test_another_container_for_a_bag_is_kept(tmp_path, kind):
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(packet(bag("dc:subject", "Family", kind=kind))))
    assert write(path).status == "written"
    found = xmp.find(xmp.parse(packet_of(path)), "dc:subject")
    assert len(found) == 1
    assert found[0].container.tag.endswith(kind)
    assert xmp.texts(found[0]) == ("Family", "Eiffel Tower")


def test_a_single_text_for_a_bag_becomes_a_bag(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(packet("<dc:subject>Family</dc:subject>")))
    assert write(path).status == "written"
    assert read_metadata(path).fields["dc:subject"] == ("Family", "Eiffel Tower")


def test_unknown_content_comments_and_instructions_survive(tmp_path):
    strange = '<!-- note --><?tool data?><q:a xmlns:q="urn:q" q:b="1"><q:c>&#10;x &amp; y</q:c></q:a>'
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(packet(strange)))
    assert write(path).status == "written"
    assert b"<!-- note -->" in packet_of(path)
    assert b"<?tool data?>" in packet_of(path)
    assert b'q:b="1"' in packet_of(path)
    assert b"x &amp; y" in packet_of(path)


NAMES = ["A;B", "A|B", "A/B", "A,B", "🗼 Tower", "Cafe\u0301", "برج إيفل", "東京タワー", "-rf", "<&>\"'", "👨‍👩‍👧"]


@pytest.mark.parametrize("name", NAMES)
def test_names_make_an_identical_round_trip(tmp_path, name):
    path = make_jpeg(tmp_path / "a.jpg", exif_segment(), photoshop_segment((2, 25, b"Family")))
    assert write(path, named(name), write_xp_keywords=True).status == "written"
    found = read_metadata(path)
    assert found.fields["dc:subject"] == ("Family", name)
    assert found.fields["IPTC:Keywords"] == ("Family", name)
    assert found.fields["EXIF:XPKeywords"] == ("Family", name)
    assert found.keywords == ("Family", name)
    assert ("Places", name) in found.hierarchical_keywords
    assert write(path, named(name), write_xp_keywords=True).status == "unchanged"


def test_duplicates_are_compared_normalised_and_case_folded(tmp_path):
    there = unicodedata.normalize("NFD", "CAFÉ STRAßE")
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(packet(bag("dc:subject", there))))
    result = write(path, named("café strasse"), places=frozenset({"keywords"}))
    assert result.status == "unchanged"


@pytest.mark.parametrize("bad", ["a\0b", "a\nb", "a\tb", "a\x7fb", "a\ufffeb", "a\ud800b", "a\x85b", " ", ""])
def test_characters_that_files_cannot_hold_are_rejected_before_any_write(tmp_path, bad):
    path = make_jpeg(tmp_path / "a.jpg")
    refused(path, LandmarkTag(bad, ("Places", "x")))
    if bad.strip():
        refused(path, LandmarkTag("x", city=bad))
    with pytest.raises(InvalidValueError):
        plan_edits(PhotoMetadata("jpeg"), PhotoMetadata("jpeg"), LandmarkTag(bad), WriteSettings(), has_packet=False)


def test_writing_twice_writes_once(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", exif_segment())
    assert write(path).status == "written"
    os.utime(path, ns=(1, 1_000_000_000))
    before = path.read_bytes()
    result = write(path)
    assert (result.status, result.plan.changes) == ("unchanged", ())
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, 1_000_000_000)


def test_a_keyword_in_another_case_is_not_added_again(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(packet(bag("dc:subject", "EIFFEL TOWER"))))
    os.utime(path, ns=(1, 1_000_000_000))
    assert write(path, places=frozenset({"keywords"})).status == "unchanged"
    assert path.stat().st_mtime_ns == 1_000_000_000
    assert write(path).status == "written"
    assert read_metadata(path).fields["dc:subject"] == ("EIFFEL TOWER",)
    assert read_metadata(path).keywords == ("EIFFEL TOWER",)


def test_lists_that_are_created_begin_with_the_persons_keywords(tmp_path):
    hierarchy = 'xmlns:lr="http://ns.adobe.com/lightroom/1.0/"'
    body = bag("dc:subject", "Anna", "Family") + bag("lr:hierarchicalSubject", "People|Anna")
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(packet(body, hierarchy)))
    assert write(path).status == "written"
    found = read_metadata(path).fields
    assert found["lr:hierarchicalSubject"] == ("People|Anna", "Places|France|Paris|Eiffel Tower")
    assert found["digiKam:TagsList"] == ("People/Anna", "Family", "Places/France/Paris/Eiffel Tower")


def test_another_city_stays_and_is_shown_in_the_plan(tmp_path):
    body = "<photoshop:City>Lyon</photoshop:City>"
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(packet(body)))
    result = write(path)
    found = read_metadata(path).fields
    assert found["photoshop:City"] == ("Lyon",)
    assert found["photoshop:Country"] == ("France",), "the country is wider than the city and was empty"
    assert "Iptc4xmpCore:Location" not in found, "a place in Paris must not stand under Lyon"
    assert ("photoshop:City", ("Lyon",), ("Paris",)) in [(k.field, k.before, k.after) for k in result.plan.kept]


def test_camera_gps_stays_and_is_shown_in_the_plan(tmp_path):
    import piexif

    gps = {1: "N", 2: ((48, 1), (51, 1), (0, 1)), 3: "E", 4: ((2, 1), (20, 1), (0, 1))}
    block = piexif.dump({"0th": {}, "GPS": gps})
    path = make_jpeg(tmp_path / "a.jpg", b"\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block)
    result = write(path, fill_empty_gps=True)
    assert result.status == "written"
    assert block in path.read_bytes()
    assert read_metadata(path).camera_gps == pytest.approx((48.85, 2.3333333))
    assert [k.field for k in result.plan.kept] == ["EXIF:GPS"]


@pytest.mark.parametrize(
    "gps",
    [
        {1: "N", 2: ((0, 1), (0, 1), (0, 1)), 3: "E", 4: ((0, 1), (0, 1), (0, 1))},
        {1: "N", 2: ((48, 1), (51, 1), (0, 1)), 3: "E", 4: ((2, 1), (20, 1), (0, 1)), 9: "V"},
    ],
    ids=["zeros", "no fix"],
)
def test_a_position_without_a_fix_is_none_and_stays(tmp_path, gps):
    import piexif

    block = piexif.dump({"0th": {}, "GPS": gps})
    path = make_jpeg(tmp_path / "a.jpg", b"\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block)
    assert read_metadata(path).camera_gps is None
    assert write(path, fill_empty_gps=True).status == "written"
    assert block in path.read_bytes()
    assert read_metadata(path).camera_gps is None


def test_places_choose_what_is_written(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    assert write(path, places=frozenset({"keywords", "location"})).status == "written"
    found = read_metadata(path).fields
    assert set(found) == {
        "dc:subject",
        *("photoshop:City", "photoshop:State", "photoshop:Country"),
        *("Iptc4xmpCore:Location", "Iptc4xmpCore:CountryCode"),
    }


def test_the_same_place_is_not_shown_twice(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    assert write(path).status == "written"
    french = LandmarkTag("Tour Eiffel", EIFFEL.hierarchy, "Paris", wikidata="Q243")
    assert write(path, french).status == "written"
    assert len(read_metadata(path).locations_shown) == 1
    assert len(read_metadata(path).written) == 2


def test_a_keyword_that_is_the_landmark_s_name_does_not_stand_beside_its_path(tmp_path):
    """New lists of paths begin with the plain keywords, as else these would be lost to who reads only paths."""
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(packet(bag("dc:subject", "Family", "Eiffel Tower"))))
    assert write(path).status == "written"
    found = read_metadata(path).fields
    assert found["dc:subject"] == ("Family", "Eiffel Tower")
    assert found["lr:hierarchicalSubject"] == ("Family", "Places|France|Paris|Eiffel Tower")
    assert found["digiKam:TagsList"] == ("Family", "Places/France/Paris/Eiffel Tower")


def test_lists_are_of_the_kind_that_their_readers_expect(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    write(path)
    text = packet_of(path).decode()
    assert re.search(r"<digiKam:TagsList>\s*<rdf:Seq>", text)
    assert re.search(r"<dc:subject>\s*<rdf:Bag>", text)
    assert re.search(r"<lr:hierarchicalSubject>\s*<rdf:Bag>", text)


@pytest.mark.parametrize("decision", list(DecidedBy))
def test_a_record_says_who_decided(tmp_path, decision):
    path = make_jpeg(tmp_path / "a.jpg")
    provenance = Provenance(model="m", probability=0.75, decision=decision)
    write(path, replace(EIFFEL, provenance=provenance))
    (record,) = read_metadata(path).written
    assert (record.provenance.model, record.provenance.probability) == ("m", 0.75)
    assert record.provenance.decision is decision
