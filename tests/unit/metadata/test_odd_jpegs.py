"""JPEGs as strange programs make them, built by hand: what stands in them stays, or they are refused unchanged."""

import hashlib
import io
import struct
import time
import tracemalloc

import pytest
from metadata_files import (
    bag,
    exif_block,
    exif_segment,
    image_parts,
    jpeg_bytes,
    make_jpeg,
    packet,
    photoshop_segment,
    picture,
    refused,
    segment,
    undone,
    write,
    xmp_segment,
)
from PIL import Image

from landmark_gui.metadata import formats, jpeg, photoshop, read_metadata, tiff
from landmark_gui.metadata.source import BytesSource

FAMILY = packet(bag("dc:subject", "Family")).encode()


def resource(identifier: int, data: bytes, name: bytes = b"", signature: bytes = b"8BIM") -> bytes:
    """An image resource with a Pascal name; both name and data padded to even length."""
    pascal = bytes([len(name)]) + name
    header = signature + struct.pack(">H", identifier) + pascal + b"\0" * (len(pascal) % 2)
    return header + struct.pack(">I", len(data)) + data + b"\0" * (len(data) % 2)


IPTC = struct.pack(">BBBH", 0x1C, 2, 25, 5) + b"Beach"  # of even length
OTHERS = resource(0x03ED, b"\0\x48" * 5 + b"x", b"odd name") + resource(0x0BB7, b"odd", b"even nam")
RESOURCES = {
    "names and odd sizes": OTHERS + resource(0x0404, IPTC, b"IPTC") + OTHERS,
    "digest first": resource(0x0425, hashlib.md5(IPTC).digest()) + resource(0x0404, IPTC) + OTHERS,
    "zeros behind": OTHERS + resource(0x0404, IPTC) + b"\0\0\0\0",
    "other signatures": resource(0x03ED, b"abc", b"", b"PHUT") + resource(0x0404, IPTC),
    "last, odd and not padded": OTHERS + resource(0x0404, IPTC + struct.pack(">BBBH", 28, 2, 5, 2) + b"ab")[:-1],
}


@pytest.mark.parametrize("block", RESOURCES.values(), ids=RESOURCES)
def test_photoshop_resources_keep_their_names_sizes_and_order(tmp_path, block):
    path = make_jpeg(tmp_path / "a.jpg", segment(0xED, b"Photoshop 3.0\0" + block))
    old = photoshop.parse(block)
    assert write(path).status == "written"
    data = path.read_bytes()
    start = data.index(b"Photoshop 3.0\0") + 14
    new_block = data[start : start + int.from_bytes(data[start - 16 : start - 14], "big") - 16]
    new = photoshop.parse(new_block)
    assert [r.identifier for r in new] == [r.identifier for r in old]
    headers = [
        (block[r.start : r.data_start - 4], new_block[n.start : n.data_start - 4])
        for r, n in zip(old, new, strict=True)
    ]
    assert all(a == b for a, b in headers)
    mine = (photoshop.IPTC_ID, photoshop.DIGEST_ID)
    assert [r.data for r in new if r.identifier not in mine] == [r.data for r in old if r.identifier not in mine]
    found = {r.identifier: r.data for r in new}
    if photoshop.DIGEST_ID in found:
        assert found[photoshop.DIGEST_ID] == hashlib.md5(found[photoshop.IPTC_ID]).digest()
    assert read_metadata(path).fields["IPTC:Keywords"] == ("Beach", "Eiffel Tower")
    assert undone()


def test_a_digest_that_was_wrong_stays_wrong(tmp_path):
    block = resource(0x0404, IPTC) + resource(0x0425, b"-" * 16)
    path = make_jpeg(tmp_path / "a.jpg", segment(0xED, b"Photoshop 3.0\0" + block))
    write(path)
    assert resource(0x0425, b"-" * 16) in path.read_bytes(), "it says that another program has changed the IPTC"


def test_resources_in_several_segments_stay(tmp_path):
    first = segment(0xED, b"Photoshop 3.0\0" + OTHERS)
    path = make_jpeg(tmp_path / "a.jpg", first, photoshop_segment((2, 25, b"Family")), first)
    assert write(path).status == "written"
    assert path.read_bytes().count(first) == 2
    assert read_metadata(path).fields["IPTC:Keywords"] == ("Family", "Eiffel Tower")


def test_iptc_twice_or_split_is_left_alone_and_said_so(tmp_path):
    one = photoshop_segment((2, 25, b"Family"))
    halves = resource(0x0404, IPTC * 3)
    cut = segment(0xED, b"Photoshop 3.0\0" + halves[:20]) + segment(0xED, b"Photoshop 3.0\0" + halves[20:])
    for number, parts in enumerate((one + one, cut)):
        path = make_jpeg(tmp_path / f"{number}.jpg", parts)
        result = write(path)
        assert result.status == "written"
        assert parts in path.read_bytes()
        assert any("IPTC" in note for note in result.plan.notes)


def test_exif_and_xmp_that_are_both_new_stand_in_the_usual_order(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg")
    assert write(path, write_xp_keywords=True).status == "written"
    kinds = [s.kind for s in jpeg.segments(BytesSource(path.read_bytes())) if s.kind]
    assert kinds == ["exif", "xmp"]


def test_an_exif_block_that_begins_in_an_unusual_way_is_not_joined_by_a_second(tmp_path):
    odd = segment(0xE1, b"Exif\0\xff" + exif_block()[6:])
    path = make_jpeg(tmp_path / "a.jpg", odd)
    result = write(path, write_xp_keywords=True)
    assert result.status == "written"
    assert odd in path.read_bytes()
    assert path.read_bytes().count(b"Exif\0") == 1
    assert any("unusual" in note for note in result.plan.notes)
    assert read_metadata(path).make == "Maker"


@pytest.mark.parametrize("order", "<>")
def test_exif_tags_out_of_order_keep_their_order(tmp_path, order):
    mark = {"<": b"II*\0\x08\0\0\0", ">": b"MM\0*\0\0\0\x08"}[order]
    rows = [struct.pack(order + "HHI4s", tag, 2, 3, b"ab\0\0") for tag in (0x131, 0x10F, 0x110, 0x10E)]
    block = mark + struct.pack(order + "H", 4) + b"".join(rows) + b"\0\0\0\0"
    path = make_jpeg(tmp_path / "a.jpg", segment(0xE1, b"Exif\0\0" + block))
    assert write(path, write_xp_keywords=True, fill_empty_gps=True).status == "written"
    source = BytesSource(jpeg.read(BytesSource(path.read_bytes())).exif)
    found = [e.tag for e in tiff.directory(source, order, tiff.first_offset(source, order)).entries]
    assert [tag for tag in found if tag not in (0x9C9E, 0x8825)] == [0x131, 0x10F, 0x110, 0x10E]
    assert read_metadata(path).camera_gps == pytest.approx((48.8583701, 2.2944813), abs=1e-6)
    assert undone()


def test_a_thumbnail_directory_without_its_link_does_not_find_one_in_what_we_append(tmp_path):
    """Some cameras leave out the last four bytes, which would lie behind the block."""
    rows = struct.pack("<HHI4s", 0x10F, 2, 3, b"ab\0\0"), struct.pack("<HHI4s", 0x110, 2, 3, b"cd\0\0")
    second = 8 + 2 + 12 + 4
    block = b"II*\0\x08\0\0\0" + b"\1\0" + rows[0] + struct.pack("<I", second) + b"\1\0" + rows[1]
    path = make_jpeg(tmp_path / "a.jpg", segment(0xE1, b"Exif\0\0" + block))
    assert write(path, write_xp_keywords=True, fill_empty_gps=True).status == "written"
    source = BytesSource(jpeg.read(BytesSource(path.read_bytes())).exif)
    pages = list(tiff.chain(source, "<"))
    assert [page.following for page in pages] == [second, 0]
    assert tiff.value(source, pages[1].entries[0]) == b"cd\0"
    assert read_metadata(path).camera_gps == pytest.approx((48.8583701, 2.2944813), abs=1e-6)
    assert undone()


def test_fill_bytes_before_markers_are_kept(tmp_path):
    path = make_jpeg(tmp_path / "a.jpg", b"\xff\xff" + exif_segment(), b"\xff" + segment(0xEC, b"Ducky"))
    before = path.read_bytes()
    assert write(path).status == "written"
    assert b"\xff\xff" + exif_segment() in path.read_bytes()
    assert b"\xff" + segment(0xEC, b"Ducky") in path.read_bytes()
    assert undone()
    assert path.read_bytes() == before


def test_unknown_application_segments_and_remarks_stay_in_order(tmp_path):
    parts = [segment(0xE1, b"http://example.org/unknown\0data"), segment(0xFE, b"remark"), segment(0xEF, b"tail")]
    path = make_jpeg(tmp_path / "a.jpg", parts[0], exif_segment(), *parts[1:])
    before = image_parts(path.read_bytes())
    assert write(path).status == "written"
    assert image_parts(path.read_bytes()) == before


def test_xmp_behind_the_tables_is_merged_where_it_stands(tmp_path):
    data = jpeg_bytes()
    at = data.index(b"\xff\xc0")
    path = tmp_path / "a.jpg"
    path.write_bytes(data[:at] + xmp_segment(FAMILY) + data[at:])
    assert write(path).status == "written"
    assert path.read_bytes().index(b"ns.adobe.com/xap") > path.read_bytes().index(b"\xff\xdb")
    assert read_metadata(path).keywords == ("Family", "Eiffel Tower")


def decodes(data: bytes) -> bool:
    try:
        with Image.open(io.BytesIO(data)) as image:
            image.load()
    except OSError:
        return False
    return True


@pytest.mark.parametrize(
    ("marker", "offset", "value"),
    [(0xC4, 1, 0xFF), (0xC4, 0, 0xFF), (0xDA, 2, 0x55), (0xC0, 6, 0xFF), (0xDB, 0, 0xFF)],
    ids=["Huffman counts", "Huffman class", "scan of an unknown component", "component", "quantisation precision"],
)
def test_an_image_whose_tables_do_not_decode_is_refused(tmp_path, marker, offset, value):
    data = bytearray(jpeg_bytes())
    found = next(s for s in jpeg.segments(BytesSource(bytes(data))) if s.marker == marker)
    data[found.data_start + offset] = value
    assert not decodes(bytes(data))
    path = tmp_path / "a.jpg"
    path.write_bytes(data)
    assert "decoded" in refused(path)


@pytest.mark.parametrize(
    "options",
    [{"progressive": True}, {"restart_marker_blocks": 1}, {"subsampling": "4:1:1"}, {"optimize": True}, {"quality": 1}],
    ids=str,
)
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("size", [(1, 1), (7, 33)], ids=str)
def test_images_of_every_kind_and_size_are_written(tmp_path, options, mode, size):
    path = tmp_path / "a.jpg"
    picture(size).convert(mode).save(path, **options)
    before = frames_of(path)
    assert write(path, sidecar="never").status == "written"
    assert frames_of(path) == before


def frames_of(path) -> bytes:
    with Image.open(path) as image:
        return image.tobytes()


def heic(items: int, parts: int, size: int) -> bytes:
    """A HEIC whose index names the same bytes again and again as Exif."""

    def box(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I4s", len(body) + 8, kind) + body

    infe = b"".join(box(b"infe", struct.pack(">BxxxHH4s", 2, n, 0, b"Exif")) for n in range(items))
    iloc = struct.pack(">BxxxHH", 0, 0x4400, items)
    iloc += b"".join(struct.pack(">HHH", n, 0, parts) + struct.pack(">II", 0, size) * parts for n in range(items))
    meta = box(b"meta", bytes(4) + box(b"iinf", struct.pack(">IH", 0, items) + infe) + box(b"iloc", iloc))
    return box(b"ftyp", b"heic\0\0\0\0heic") + meta + bytes(size)


MADE_UP = {
    "fill bytes": lambda: b"\xff\xd8" + (b"\xff" * 60_000 + segment(0xEC, b"")) * 200,
    "many items": lambda: heic(9000, 1, 8_000_000),
    "many parts": lambda: heic(1, 9000, 8_000_000),
}


@pytest.mark.parametrize("make", MADE_UP.values(), ids=MADE_UP)
def test_made_up_fill_bytes_and_indexes_cost_neither_time_nor_memory(make):
    source = BytesSource(make())
    tracemalloc.start()
    start = time.process_time()
    try:
        formats.read(source)
        assert tracemalloc.get_traced_memory()[1] < 200_000_000
    finally:
        tracemalloc.stop()
    assert time.process_time() - start < 2
