"""IPTC in its character sets; EXIF with wrong types, loops and wild offsets."""

import struct
import time

import piexif
import pytest
from metadata_files import exif_block, exif_segment, make_jpeg, named, photoshop_segment, segment, write

from landmark_gui.metadata import iptc, jpeg, read_metadata, tiff
from landmark_gui.metadata.source import BytesSource

UTF8 = (1, 90, b"\x1b%G")


def datasets(path) -> list[tuple[tuple[int, int], bytes]]:
    block = jpeg.read(BytesSource(path.read_bytes())).iptc
    assert block is not None
    return [(d.key, d.data) for d in iptc.parse(block)]


def test_no_iptc_is_created(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    write(path)
    assert not read_metadata(path).has_iptc


def test_latin_1_without_charset_is_transcoded(tmp_path):
    latin = "Zürich – Café".encode("cp1252")
    path = make_jpeg(
        tmp_path / "a.jpg", photoshop_segment((2, 0, b"\0\2"), (2, 25, latin), (2, 120, "Müller".encode("cp1252")))
    )
    assert write(path).status == "written"
    found = datasets(path)
    assert found[0] == ((1, 90), b"\x1b%G")
    assert ((2, 0), b"\0\2") in found
    assert ((2, 25), "Zürich – Café".encode()) in found
    assert ((2, 120), "Müller".encode()) in found
    assert read_metadata(path).keywords == ("Zürich – Café", "Eiffel Tower")


@pytest.mark.parametrize(
    ("escape", "codec", "text"),
    [
        (b"\x1b-A", "latin-1", "Ärger"),
        (b"\x1b.B", "iso8859-2", "Łódź"),
        (b"\x1b-L", "iso8859-5", "Москва"),
        (b"\x1b%G", "utf-8", "東京"),
    ],
)
def test_a_declared_charset_is_transcoded(tmp_path, escape, codec, text):
    path = make_jpeg(tmp_path / "a.jpg", photoshop_segment((1, 90, escape), (2, 25, text.encode(codec))))
    assert write(path).status == "written"
    assert datasets(path)[:2] == [((1, 90), b"\x1b%G"), ((2, 25), text.encode())]


def test_a_foreign_charset_is_left_alone_and_said_so(tmp_path):
    block = photoshop_segment((1, 90, b"\x1b$B"), (2, 25, b"\x25\x37"))
    path = make_jpeg(tmp_path / "a.jpg", block)
    result = write(path)
    assert result.status == "written"
    assert block in path.read_bytes()
    assert any("character set" in note and "left alone" in note for note in result.plan.notes)


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1251", "Москва"),
        ("shift_jis", "東京タワー"),
        ("gbk", "长城"),
        ("cp1253", "Ακρόπολη"),
        ("big5", "國立故宮博物院"),
    ],
)
def test_an_undeclared_alphabet_is_not_taken_for_latin_and_ascii_keywords_are_read(tmp_path, codec, text):
    block = photoshop_segment((2, 25, b"Family"), (2, 120, text.encode(codec)))
    path = make_jpeg(tmp_path / "a.jpg", block)
    result = write(path)
    assert result.status == "written"
    assert block in path.read_bytes()
    assert any("character set" in note for note in result.plan.notes)
    assert read_metadata(path).fields["dc:subject"] == ("Family", "Eiffel Tower")


@pytest.mark.parametrize(
    "text", ["«\xa0Été\xa0»", "“Ärger” – Größe…", "Smørrebrød", "Coração", "Öğle".replace("ğ", "g")]
)
def test_western_texts_without_charset_are_transcoded(tmp_path, text):
    path = make_jpeg(tmp_path / "a.jpg", photoshop_segment((2, 25, text.encode("cp1252"))))
    assert write(path).status == "written"
    assert datasets(path)[:2] == [((1, 90), b"\x1b%G"), ((2, 25), text.encode())]


@pytest.mark.parametrize(
    "bad", [b"Fam\0ily", b"Fam\x0bily", b"Fam\r\nily", "Fam\ufffeily".encode(), "Fam\u2028ily".encode()]
)
def test_a_persons_keyword_that_xml_cannot_hold_is_copied_without_the_character(tmp_path, bad):
    path = make_jpeg(tmp_path / "a.jpg", photoshop_segment(UTF8, (2, 25, bad), (2, 25, b"Trip")))
    assert write(path, write_xp_keywords=True).status == "written"
    assert ((2, 25), bad) in datasets(path), "what the person has stays as it is"
    family = read_metadata(path).fields["dc:subject"][0]
    assert family.split() == ["Fam", "ily"]
    assert "Trip" in read_metadata(path).fields["dc:subject"]
    assert write(path, write_xp_keywords=True).status == "unchanged"


def test_a_damaged_iptc_block_is_left_alone_and_said_so(tmp_path):
    block = segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x08\x1c\x02\x19\0\xffabc")
    path = make_jpeg(tmp_path / "a.jpg", block)
    result = write(path)
    assert result.status == "written"
    assert block in path.read_bytes()
    assert any("IPTC" in note for note in result.plan.notes)


def test_long_keywords_are_cut_at_a_character(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", photoshop_segment(UTF8, (2, 25, b"Family")))
    write(path, named("é" * 40))
    assert ((2, 25), ("é" * 32).encode()) in datasets(path)
    assert read_metadata(path).fields["dc:subject"] == ("Family", "é" * 40)
    assert write(path, named("é" * 40)).status == "unchanged"


def test_places_are_filled_only_where_empty(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", photoshop_segment(UTF8, (2, 90, b"Versailles")))
    result = write(path)
    found = read_metadata(path).fields
    assert found["IPTC:City"] == ("Versailles",)
    assert found["IPTC:Country-PrimaryLocationName"] == ("France",)
    assert "photoshop:City" not in found, "XMP and IPTC must not name two cities"
    assert any(k.before == ("Versailles",) for k in result.plan.kept)


def test_xp_keywords_are_extended_where_present(tmp_path):
    present = tuple("Family;Trip".encode("utf-16-le") + b"\0\0")
    path = make_jpeg(tmp_path / "a.jpg", exif_segment(extra={piexif.ImageIFD.XPKeywords: present}))
    assert write(path).status == "written"
    assert read_metadata(path).fields["EXIF:XPKeywords"] == ("Family", "Trip", "Eiffel Tower")
    assert piexif.load(str(path))["0th"][piexif.ImageIFD.Make] == b"Maker"


def test_a_fresh_exif_block_is_built_where_chosen(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    assert write(path, write_xp_keywords=True, fill_empty_gps=True).status == "written"
    loaded = piexif.load(str(path))
    assert bytes(loaded["0th"][piexif.ImageIFD.XPKeywords]).decode("utf-16-le") == "Eiffel Tower\0"
    assert read_metadata(path).camera_gps == pytest.approx((48.8583701, 2.2944813), abs=1e-6)


@pytest.mark.parametrize("order", ["MM", "II"])
def test_an_empty_gps_is_filled_only_on_request(tmp_path, order):
    path = make_jpeg(tmp_path / "a.jpg", exif_segment(order=order))
    write(path)
    assert read_metadata(path).camera_gps is None
    assert write(path, fill_empty_gps=True).status == "written"
    assert read_metadata(path).camera_gps == pytest.approx((48.8583701, 2.2944813), abs=1e-6)
    assert write(path, fill_empty_gps=True).status == "unchanged"


def tiff_block(*entries: bytes, following: int = 0, tail: bytes = b"") -> bytes:
    return (
        b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + b"".join(entries) + struct.pack("<I", following) + tail
    )


WILD = {
    "loop": tiff_block(struct.pack("<HHI4s", 0x10F, 2, 3, b"Mk\0\0"), following=8),
    "self-pointing sub-directory": tiff_block(struct.pack("<HHII", 0x8769, 4, 1, 8)),
    "huge count": tiff_block(struct.pack("<HHII", 0x10F, 2, 0xFFFFFFFF, 8)),
    "huge keywords": tiff_block(struct.pack("<HHII", 0x9C9E, 1, 0xFFFFFFF0, 8)),
    "offset outside": tiff_block(struct.pack("<HHII", 0x10F, 2, 100, 0x7FFFFFFF)),
    "first directory outside": b"II*\0\xff\xff\xff\x7f",
    "wrong type": tiff_block(struct.pack("<HHII", 0x112, 2, 1, 65), struct.pack("<HHII", 0x132, 5, 1, 8)),
    "unknown type": tiff_block(struct.pack("<HHII", 0x112, 99, 1, 65)),
    "no header": b"garbage!",
    "too many entries": b"II*\0\x08\0\0\0\xff\xff",
    "nothing": b"",
}


@pytest.mark.parametrize("pointer", [0, 8 + 3, 5000])
def test_a_damaged_gps_directory_stays_and_the_rest_is_written(tmp_path, pointer):
    block = tiff_block(struct.pack("<HHII", 0x8825, 4, 1, pointer))
    path = make_jpeg(tmp_path / "a.jpg", segment(0xE1, b"Exif\0\0" + block))
    result = write(path, fill_empty_gps=True)
    assert result.status == "written"
    assert jpeg.read(BytesSource(path.read_bytes())).exif == block
    assert any("left alone" in note for note in result.plan.notes)
    assert "exif:GPSLatitude" in read_metadata(path).fields


@pytest.mark.parametrize("block", WILD.values(), ids=WILD)
@pytest.mark.parametrize("exif_edit", [False, True], ids=["xmp", "exif"])
def test_wild_exif_is_preserved_or_refused_fast(tmp_path, block, exif_edit):
    path = make_jpeg(tmp_path / "a.jpg", segment(0xE1, b"Exif\0\0" + block))
    before = path.read_bytes()
    start = time.process_time()
    result = write(path, write_xp_keywords=exif_edit)
    assert time.process_time() - start < 2
    if result.status == "written":
        new = jpeg.read(BytesSource(path.read_bytes())).exif
        assert new[8 : len(block)] == block[8:]
    else:
        assert path.read_bytes() == before


@pytest.mark.parametrize("order", ["MM", "II", "fresh"])
def test_new_tags_stand_in_ascending_order(tmp_path, order):
    path = make_jpeg(tmp_path / "a.jpg", *([] if order == "fresh" else [exif_segment(order=order)]))
    assert write(path, write_xp_keywords=True, fill_empty_gps=True).status == "written"
    source = BytesSource(jpeg.read(BytesSource(path.read_bytes())).exif)
    byte_order = tiff.byte_order(source)
    found = [e.tag for e in tiff.directory(source, byte_order, tiff.first_offset(source, byte_order)).entries]
    assert found == sorted(found)
    assert {0x9C9E, 0x8825} <= set(found)
    assert read_metadata(path).camera_gps == pytest.approx((48.8583701, 2.2944813), abs=1e-6)
    assert read_metadata(path).fields["EXIF:XPKeywords"] == ("Eiffel Tower",)


def test_a_tag_that_stands_twice_means_no_exif_edit(tmp_path):
    block = tiff_block(*[struct.pack("<HHI4s", 0x10F, 2, 3, name) for name in (b"Mk\0\0", b"Ot\0\0")])
    path = make_jpeg(tmp_path / "a.jpg", segment(0xE1, b"Exif\0\0" + block))
    result = write(path, write_xp_keywords=True)
    assert result.status == "written"
    assert jpeg.read(BytesSource(path.read_bytes())).exif == block
    assert any("twice" in note for note in result.plan.notes)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("x" * 63 + "e\u0301", "x" * 63),
        ("x" * 60 + "👨\u200d👩", "x" * 60),
        ("x" * 61 + "❤\ufe0f", "x" * 61),
        ("x" * 63 + " y", "x" * 63),
        ("e" + "\u0301" * 40, None),
    ],
    ids=["accent", "joined", "variant", "blank", "only accents"],
)
def test_a_keyword_is_not_cut_between_a_character_and_its_marks(tmp_path, name, kept):
    path = make_jpeg(tmp_path / "a.jpg", photoshop_segment(UTF8, (2, 25, b"Family")))
    assert write(path, named(name)).status == "written"
    found = [data.decode() for key, data in datasets(path) if key == (2, 25)]
    assert found == ["Family", kept] if kept else found[0] == "Family"
    assert all(len(text.encode()) <= 64 for text in found)


def test_orientation_of_a_wrong_type_is_ignored_not_guessed(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", segment(0xE1, b"Exif\0\0" + WILD["wrong type"]))
    assert read_metadata(path).orientation is None


def test_camera_and_time_are_read(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", segment(0xE1, exif_block(extra={piexif.ImageIFD.Orientation: 6})))
    found = read_metadata(path)
    assert (found.make, found.model, found.orientation) == ("Maker", "Camera", 6)
    assert found.capture_time == "2020-01-02T03:04:05"


def gps_block(kind: int, latitude: tuple[int, ...], reference_kind: int = 2) -> bytes:
    """An Exif block with a position: degrees, minutes and seconds as numerators and denominators."""
    at = 8 + 2 + 12 + 4
    values_at = at + 2 + 4 * 12 + 4
    rows = [
        struct.pack("<HHI4s", 1, reference_kind, 2, b"S\0\0\0"), struct.pack("<HHII", 2, kind, 3, values_at),
        struct.pack("<HHI4s", 3, reference_kind, 2, b"W\0\0\0"), struct.pack("<HHII", 4, kind, 3, values_at),
    ]  # fmt: skip
    directory = struct.pack("<H", 4) + b"".join(rows) + b"\0\0\0\0" + struct.pack("<6i", *latitude)
    return tiff_block(struct.pack("<HHII", 0x8825, 4, 1, at), tail=directory)


@pytest.mark.parametrize("kind", [5, 10], ids=["unsigned", "signed, as Nokia writes it"])
@pytest.mark.parametrize("reference_kind", [2, 7, 1])
def test_the_cameras_position_is_read_in_the_types_that_cameras_write(tmp_path, kind, reference_kind):
    block = gps_block(kind, (10, 1, 30, 1, 3600, 100), reference_kind)
    path = make_jpeg(tmp_path / "a.jpg", segment(0xE1, b"Exif\0\0" + block))
    assert read_metadata(path).camera_gps == pytest.approx((-10.51, -10.51))
    assert write(path, fill_empty_gps=True).status == "written"
    assert read_metadata(path).camera_gps == pytest.approx((-10.51, -10.51))


@pytest.mark.parametrize("latitude", [(-10, 1, 0, 1, 0, 1), (10, 0, 0, 1, 0, 1), (200, 1, 0, 1, 0, 1)])
def test_a_position_that_makes_no_sense_is_not_read_and_not_overwritten(tmp_path, latitude):
    path = make_jpeg(tmp_path / "a.jpg", segment(0xE1, b"Exif\0\0" + gps_block(10, latitude)))
    before = jpeg.read(BytesSource(path.read_bytes())).exif
    assert read_metadata(path).camera_gps is None
    assert write(path, fill_empty_gps=True).status == "written"
    assert jpeg.read(BytesSource(path.read_bytes())).exif == before


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (b"2008:05: 3  9:05: 7", "2008-05-03T09:05:07"),
        (b"2016-01-01T10:20:30+09:00", "2016-01-01T10:20:30"),
        (b"0000:00:00 00:00:00", ""),
        (b"    :  :     :  :  ", ""),
        (b"2016:01:01", ""),
    ],
)
def test_dates_are_read_as_cameras_write_them(tmp_path, text, expected):
    block = tiff_block(struct.pack("<HHII", 0x132, 2, len(text) + 1, 26), tail=text + b"\0")
    path = make_jpeg(tmp_path / "a.jpg", segment(0xE1, b"Exif\0\0" + block))
    assert read_metadata(path).capture_time == expected
