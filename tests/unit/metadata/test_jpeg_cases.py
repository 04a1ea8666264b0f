"""JPEG: what must survive, what is refused; the file stays byte-identical wherever it is refused."""

import hashlib
import struct

import pytest
from metadata_files import (
    EIFFEL,
    bag,
    exif_block,
    exif_segment,
    image_parts,
    jpeg_bytes,
    make_jpeg,
    mpf_segment,
    packet,
    photoshop_segment,
    refused,
    segment,
    write,
    xmp_segment,
)
from PIL import Image

from landmark_gui.metadata import jpeg, photoshop, read_metadata
from landmark_gui.metadata.source import BytesSource


def kinds(path) -> list[str]:
    return [s.kind or f"{s.marker:02X}" for s in jpeg.segments(BytesSource(path.read_bytes()))]


def test_everything_that_was_wanted_reads_back(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", exif_segment())
    before = path.read_bytes()
    result = write(path)
    assert (result.status, result.target, result.reason) == ("written", path, "")
    found = read_metadata(path)
    assert found.keywords == ("Eiffel Tower",)
    assert found.hierarchical_keywords == (("Places", "France", "Paris", "Eiffel Tower"),)
    assert found.fields["photoshop:City"] == ("Paris",)
    assert found.fields["photoshop:State"] == ("Île-de-France",)
    assert found.fields["Iptc4xmpCore:CountryCode"] == ("FR",)
    shown = found.locations_shown[0]
    assert shown["LocationId"] == "http://www.wikidata.org/entity/Q243"
    assert (shown["GPSLatitude"], shown["GPSLongitude"]) == ("48,51.50221N", "2,17.66888E")
    assert found.camera_gps is None, "the camera's position is not the landmark's"
    assert found.written[0].provenance == EIFFEL.provenance
    assert image_parts(path.read_bytes()) == image_parts(before)
    assert exif_block() in path.read_bytes()


@pytest.mark.parametrize("order", ["MM", "II"])
def test_maker_notes_keep_bytes_and_offset(tmp_path, order):
    note = b"Nikon\0\2\x10\0\0" + bytes(range(256)) * 3
    path = make_jpeg(tmp_path / "a.jpg", exif_segment(maker_note=note, order=order))
    block = exif_block(maker_note=note, order=order)[6:]
    assert write(path, write_xp_keywords=True).status == "written"
    new = jpeg.read(BytesSource(path.read_bytes())).exif
    assert new.find(note) == block.find(note) > 0
    assert new[8 : len(block)] == block[8:], "the old block stands where it was, but for the pointer in its header"
    assert read_metadata(path).fields["EXIF:XPKeywords"] == ("Eiffel Tower",)


def test_jfif_then_xmp_then_exif_keeps_one_exif_block(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(packet(bag("dc:subject", "Family"))), exif_segment())
    assert write(path).status == "written"
    assert kinds(path)[:3] == ["E0", "xmp", "exif"]
    assert kinds(path).count("exif") == 1
    assert read_metadata(path).fields["dc:subject"] == ("Family", "Eiffel Tower")


@pytest.mark.parametrize("double", ["exif", "xmp"])
def test_two_blocks_are_refused(tmp_path, double):
    block = exif_segment() if double == "exif" else xmp_segment(packet(bag("dc:subject", "a")))
    assert "2" in refused(make_jpeg(tmp_path / "a.jpg", block, block))


def test_junk_between_segments_is_refused(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", exif_segment() + b"junk")
    assert "junk" in refused(path)


@pytest.mark.parametrize("keep", [0.2, 0.6, 0.98])
def test_a_truncated_image_is_refused(tmp_path, keep):
    path = tmp_path / "a.jpg"
    data = make_jpeg(path, exif_segment()).read_bytes()
    path.write_bytes(data[: int(len(data) * keep)])
    assert "cut off" in refused(path)


def test_an_undecodable_image_is_refused(tmp_path):
    path = tmp_path / "a.jpg"
    data = bytearray(make_jpeg(path).read_bytes())
    frame = data.index(b"\xff\xc0")
    data[frame + 7 : frame + 9] = b"\0\0"  # a width of nothing
    path.write_bytes(data)
    refused(path)
    path.write_bytes(bytes(data[:frame]) + bytes(data[data.index(b"\xff\xda") :]))
    refused(path)


def test_an_image_that_decodes_without_its_end_marker_is_written(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", exif_segment())
    data = path.read_bytes()
    path.write_bytes(data[:-2] + b"\0" * 64)
    assert write(path).status == "written"
    assert path.read_bytes().endswith(data[-200:-2] + b"\0" * 64)


def test_an_image_without_tables_is_refused(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    data = path.read_bytes()
    while (at := data.find(b"\xff\xdb")) >= 0:
        data = data[:at] + data[at + 2 + int.from_bytes(data[at + 2 : at + 4], "big") :]
    path.write_bytes(data)
    assert "tables" in refused(path)


def test_a_progressive_image_is_written(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", exif_segment(), progressive=True)
    with Image.open(path) as image:
        before = image.tobytes()
    assert write(path).status == "written"
    with Image.open(path) as image:
        assert image.tobytes() == before


def test_padding_is_dropped_where_xmp_would_exceed_64_kb(tmp_path):
    body = bag("dc:subject", "Family") + "<photoshop:Headline>" + "x" * 60000 + "</photoshop:Headline>"
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(packet(body, padding=4000)))
    assert write(path).status == "written"
    assert read_metadata(path).keywords == ("Family", "Eiffel Tower")


def test_xmp_beyond_64_kb_is_refused_or_goes_to_a_sidecar(tmp_path):
    body = bag("dc:subject", "Family") + "<photoshop:Headline>" + "x" * 64800 + "</photoshop:Headline>"
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(packet(body)))
    assert "64 KB" in refused(path)
    before = path.read_bytes()
    result = write(path)
    assert (result.status, result.target.name) == ("sidecar", "a.jpg.xmp")
    assert "64 KB" in result.reason
    assert path.read_bytes() == before


def test_a_block_may_fill_its_segment_to_the_last_byte(tmp_path):
    """From just below the limit to just above it, byte by byte: written or refused, never broken."""

    def with_headline(length: int):
        text = f"<photoshop:Headline>{'x' * length}</photoshop:Headline>"
        return make_jpeg(tmp_path / f"{length}.jpg", xmp_segment(packet(text)))

    path = with_headline(1)
    write(path, sidecar="never")
    size = len(jpeg.read(BytesSource(path.read_bytes())).xmp)
    room = 1 + jpeg.MAX_PAYLOAD - len(b"http://ns.adobe.com/xap/1.0/\0") - size
    outcomes = []
    for length in range(room - 2, room + 4):
        result = write(with_headline(length), sidecar="never")
        assert not result.failed, result
        outcomes.append(result.status)
    assert outcomes == ["written"] * 3 + ["refused"] * 3


def test_exif_beyond_64_kb_is_refused(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", exif_segment(maker_note=b"n" * 65350))
    assert "64 KB" in refused(path, write_xp_keywords=True)


def test_existing_padding_is_used_so_that_nothing_moves(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", exif_segment(), xmp_segment(packet(bag("dc:subject", "a"), padding=6000)))
    size = path.stat().st_size
    assert write(path).status == "written"
    assert path.stat().st_size == size


def test_extended_xmp_icc_and_trailer_stay_byte_for_byte(tmp_path):
    more = packet("<photoshop:History>long</photoshop:History>", wrap=False).encode()
    header = b"http://ns.adobe.com/xmp/extension/\0" + b"A" * 32 + struct.pack(">II", len(more), 0)
    extended = segment(0xE1, header + more)
    icc = segment(0xE2, b"ICC_PROFILE\0\1\1" + bytes(range(256)))
    trailer = b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 20
    note = 'xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="' + "A" * 32 + '"'
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(packet("", note)), extended, icc, trailer=trailer)
    assert write(path).status == "written"
    data = path.read_bytes()
    assert extended in data
    assert icc in data
    assert data.endswith(b"\xff\xd9" + trailer)
    assert b'HasExtendedXMP="' + b"A" * 32 in data


def test_a_list_that_stands_in_the_extended_xmp_is_not_doubled(tmp_path):
    more = packet(bag("dc:subject", "Family"), wrap=False).encode()
    header = b"http://ns.adobe.com/xmp/extension/\0" + b"A" * 32 + struct.pack(">II", len(more), 0)
    note = 'xmlns:xmpNote="http://ns.adobe.com/xmp/note/" xmpNote:HasExtendedXMP="' + "A" * 32 + '"'
    path = make_jpeg(tmp_path / "a.jpg", xmp_segment(packet("", note)), segment(0xE1, header + more))
    assert read_metadata(path).keywords == ("Family",)
    assert "extended" in refused(path)


def test_an_mpf_index_stays_true(tmp_path):
    second = jpeg_bytes()
    path = make_jpeg(tmp_path / "a.jpg", exif_segment(), mpf_segment(0), trailer=second)
    data = path.read_bytes()
    base = data.index(b"MPF\0") + 4
    path.write_bytes(data.replace(mpf_segment(0), mpf_segment(len(data) - len(second) - base)))
    assert write(path).status == "written"
    data = path.read_bytes()
    base = data.index(b"MPF\0") + 4
    assert data[base + struct.unpack_from(">I", data, base + 26 + 24)[0] :] == second


def test_growing_xmp_behind_an_mpf_index_is_refused(tmp_path):
    path = make_jpeg(
        tmp_path / "a.jpg", mpf_segment(5000), xmp_segment(packet(bag("dc:subject", "a"))), trailer=jpeg_bytes()
    )
    assert "MPF" in refused(path)


@pytest.mark.parametrize("trailer", [b"", b"-" * 10000], ids=["into the image", "into the trailer"])
def test_a_preview_past_the_exif_block_means_no_exif_edit(tmp_path, trailer):
    thumbnail = jpeg_bytes()
    block = exif_block(thumbnail=thumbnail)
    path = make_jpeg(tmp_path / "a.jpg", segment(0xE1, block[:-400]), trailer=trailer)
    result = write(path, write_xp_keywords=True)
    assert result.status == "written"
    assert any("reaches past the EXIF block" in note for note in result.plan.notes)
    assert read_metadata(path).fields.get("EXIF:XPKeywords") is None
    assert block[:-400] in path.read_bytes()
    assert kinds(path)[1:3] == ["xmp", "exif"], "put before the Exif block, so that the distance to the preview is kept"


def test_growing_xmp_between_the_exif_block_and_its_preview_is_refused(tmp_path):
    thumbnail = jpeg_bytes()
    block = exif_block(thumbnail=thumbnail)
    path = make_jpeg(tmp_path / "a.jpg", segment(0xE1, block[:-400]), xmp_segment(packet("")), trailer=b"-" * 10000)
    assert "preview" in refused(path)


def test_a_preview_in_the_trailer_keeps_its_distance_from_the_maker_note(tmp_path):
    preview = jpeg_bytes()
    path = make_jpeg(tmp_path / "a.jpg", exif_segment(maker_note=b"P" + b"\0" * 8), trailer=preview)
    data = path.read_bytes()
    base = data.index(b"Exif\0\0") + 6
    distance = struct.pack(">I", len(data) - len(preview) - base)
    path.write_bytes(data.replace(b"P" + b"\0" * 8, b"P\0\0\0\0" + distance))
    assert write(path).status == "written"
    data = path.read_bytes()
    base = data.index(b"Exif\0\0") + 6
    assert data[base + struct.unpack(">I", distance)[0] :] == preview


def test_an_absolute_offset_to_a_preview_is_refused(tmp_path):
    preview = jpeg_bytes()
    path = make_jpeg(tmp_path / "a.jpg", exif_segment(maker_note=b"P" + b"\0" * 8), trailer=preview)
    data = path.read_bytes()
    path.write_bytes(data.replace(b"P" + b"\0" * 8, b"P\0\0\0\0" + struct.pack(">I", len(data) - len(preview))))
    assert "preview" in refused(path)


def test_a_signed_photo_goes_to_a_sidecar_by_default(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", segment(0xEB, b"JP\0\1\0\0\0\1\0\0\0\x20jumb" + b"c2pa" * 8))
    assert "C2PA" in refused(path)
    assert write(path).status == "sidecar"
    (tmp_path / "a.jpg.xmp").unlink()
    result = write(path, signed="write")
    assert result.status == "written"
    assert any("signature" in note for note in result.plan.notes)


def test_content_decides_and_is_told(tmp_path):
    path = make_jpeg(tmp_path / "a.png", exif_segment())
    result = write(path)
    assert result.status == "written"
    assert any("JPEG" in note and ".png" in note for note in result.plan.notes)
    assert read_metadata(path).container == "jpeg"


def test_iptc_digest_follows_and_other_resources_stay(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", photoshop_segment((2, 0, b"\0\4"), (2, 25, b"Family"), digest=True))
    assert write(path).status == "written"
    data = path.read_bytes()
    block = data[data.index(b"Photoshop 3.0\0") + 14 :]
    block = block[
        : int.from_bytes(data[data.index(b"Photoshop 3.0\0") - 2 : data.index(b"Photoshop 3.0\0")], "big") - 16
    ]
    found = {r.identifier: r.data for r in photoshop.parse(block)}
    assert found[0x0425] == hashlib.md5(found[0x0404]).digest()
    assert found[0x03ED] == b"\0\x48\0\0\0\1\0\1\0\x48\0\0\0\1\0\1"
    assert read_metadata(path).fields["IPTC:Keywords"] == ("Family", "Eiffel Tower")
