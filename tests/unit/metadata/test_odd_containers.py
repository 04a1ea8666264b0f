"""Files as strange programs make them, built by hand: what stands in them stays, or they are refused unchanged."""

import io
import struct
import zlib

import pytest
from metadata_files import (
    bag,
    exif_block,
    packet,
    picture,
    refused,
    undone,
    write,
)
from PIL import Image

from landmark_gui.metadata import png, read_metadata, tiff, webp
from landmark_gui.metadata.source import BytesSource

FAMILY = packet(bag("dc:subject", "Family")).encode()


# --- TIFF -----------------------------------------------------------------------------------------------------------

SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 7: 1}


class Tiff:
    """Builds a TIFF of several pages with exactly these tags in exactly this order."""

    def __init__(self, order: str = "<", lead: bytes = b"") -> None:
        self.order = order
        self.data = bytearray((b"II*\0" if order == "<" else b"MM\0*") + b"\0\0\0\0" + lead)

    def blob(self, content: bytes) -> int:
        """Appends content and gives its offset."""
        self.data += b"\0" * (len(self.data) % 2) + content
        return len(self.data) - len(content)

    def page(self, tags: list[tuple[int, int, int, int | bytes]], link: int) -> int:
        """Appends a directory, writes its offset at ``link``, and gives the place of its own link."""
        rows = []
        for tag, kind, count, value in tags:
            content = self.blob(value) if isinstance(value, bytes) else value
            size = SIZES[kind] * count
            code = {1: "B", 2: "B", 3: "H", 4: "I", 7: "B"}[kind]
            field = struct.pack(self.order + (code if size <= 4 and count == 1 else "I"), content).ljust(4, b"\0")
            rows.append(struct.pack(self.order + "HHI", tag, kind, count) + field)
        at = self.blob(struct.pack(self.order + "H", len(rows)) + b"".join(rows) + b"\0\0\0\0")
        struct.pack_into(self.order + "I", self.data, link, at)
        return len(self.data) - 4


def pixels(page: int, size: int = 256) -> bytes:
    return bytes((x * (page + 3)) % 256 for x in range(size))


def gray(strip: bytes, builder: Tiff) -> list[tuple[int, int, int, int | bytes]]:
    """The tags of a grey picture, 16 wide."""
    return [
        *((0x100, 3, 1, 16), (0x101, 3, 1, len(strip) // 16), (0x102, 3, 1, 8), (0x103, 3, 1, 1), (0x106, 3, 1, 1)),
        *((0x111, 4, 1, builder.blob(strip)), (0x115, 3, 1, 1), (0x116, 3, 1, len(strip) // 16)),
        (0x117, 4, 1, len(strip)),
    ]


def frames(data: bytes) -> list[bytes]:
    with Image.open(io.BytesIO(data)) as image:
        return [(image.seek(number), image.tobytes())[1] for number in range(image.n_frames)]


def first_page(data: bytes) -> tiff.Directory:
    source = BytesSource(data)
    return next(tiff.chain(source, tiff.byte_order(source)))


def check_tiff(path, builder: Tiff) -> None:
    """Writes, and checks that all pages and bytes are there, that the landmark reads back, and undo."""
    path.write_bytes(builder.data)
    before = frames(bytes(builder.data))
    assert write(path).status == "written"
    after = path.read_bytes()
    assert frames(after) == before
    assert "Eiffel Tower" in read_metadata(path).keywords
    old, new = ([e.tag for e in first_page(data).entries] for data in (bytes(builder.data), after))
    assert new == sorted(new) or old != sorted(old), "tags are to stand in ascending order"
    assert [tag for tag in new if tag != 700] == [tag for tag in old if tag != 700]
    assert undone()
    assert path.read_bytes() == builder.data


@pytest.mark.parametrize("order", "<>")
def test_a_tiff_of_many_pages_with_sub_directories_and_a_shared_packet(tmp_path, order):
    builder = Tiff(order)
    shared = builder.blob(FAMILY)
    thumbnail = gray(pixels(9, 64), builder)
    sub = builder.page(thumbnail, 4) - 2 - 12 * len(thumbnail)
    link = 4
    for number in range(3):
        tags = [*gray(pixels(number), builder), (0x14A, 4, 1, sub), (700, 1, len(FAMILY), shared)]
        link = builder.page(tags, link)
    path = tmp_path / "a.tif"
    path.write_bytes(builder.data)
    write(path)
    data = path.read_bytes()
    source = BytesSource(data)
    packets = [tiff.value(source, page.get(700)) for page in tiff.chain(source, order)]
    assert b"Eiffel Tower" in packets[0]
    assert packets[1:] == [FAMILY, FAMILY], "the other pages' packet is not ours to change"
    path.write_bytes(builder.data)
    check_tiff(path, builder)


@pytest.mark.parametrize("where", ["unsorted", "twice", "descending", "around"])
def test_a_tiff_whose_tags_are_not_in_order_keeps_their_order(tmp_path, where):
    builder = Tiff()
    tags = gray(pixels(1), builder)
    tags = {
        "unsorted": [*tags[4:], *tags[:4]],
        "twice": [*tags, tags[0]],
        "descending": tags[::-1],
        "around": [*tags, (0x8298, 1, 1, 9)],
    }[where]
    builder.page(tags, 4)
    check_tiff(tmp_path / "a.tif", builder)


@pytest.mark.parametrize("kind", [1, 7])
def test_a_packet_of_another_type_is_merged(tmp_path, kind):
    builder = Tiff()
    builder.page([*gray(pixels(1), builder), (700, kind, len(FAMILY), FAMILY)], 4)
    path = tmp_path / "a.tif"
    check_tiff(path, builder)
    write(path)
    assert read_metadata(path).fields["dc:subject"] == ("Family", "Eiffel Tower")


@pytest.mark.parametrize("tag", [(700, 1, 5000, 0x7FFFFFF0), (700, 3, 0xFFFFFFF0, 8), (700, 1, 0, 0)])
def test_a_packet_that_cannot_be_read_is_not_replaced(tmp_path, tag):
    builder = Tiff()
    builder.page([*gray(pixels(1), builder), tag], 4)
    path = tmp_path / "a.tif"
    path.write_bytes(builder.data)
    assert "XMP" in (reason := refused(path)) or "outside" in reason


@pytest.mark.parametrize("tag", [(0x10E, 2, 500), (0x8769, 4, 1), (0x14A, 4, 1)], ids=["text", "exif", "sub"])
def test_a_value_outside_a_tiff_does_not_become_what_we_append(tmp_path, tag):
    builder = Tiff()
    builder.page([*gray(pixels(1), builder), (*tag, 1000)], 4)
    path = tmp_path / "a.tif"
    path.write_bytes(builder.data)
    assert len(builder.data) < 1000
    assert "outside" in refused(path)


@pytest.mark.parametrize("cut", [4, 3, 2, 1])
def test_a_last_directory_without_its_link_does_not_find_one_in_what_we_append(tmp_path, cut):
    builder = Tiff()
    builder.page(gray(pixels(1), builder), 4)
    data = bytes(builder.data[:-4]) + b"\x10\x20\x30\x40"[: 4 - cut]
    path = tmp_path / "a.tif"
    path.write_bytes(data)
    if cut < 4:
        assert "cut off" in refused(path)
        return
    assert write(path).status == "written"
    new = BytesSource(path.read_bytes())
    assert len(list(tiff.chain(new, "<"))) == 1
    assert read_metadata(path).keywords == ("Eiffel Tower",)
    assert undone()
    assert path.read_bytes() == data


def test_a_tiff_in_tiles_with_its_directory_first_and_at_an_odd_place(tmp_path):
    builder = Tiff(lead=b"\0")
    tile = pixels(2)
    tags = [(0x100, 3, 1, 16), (0x101, 3, 1, 16), (0x102, 3, 1, 8), (0x103, 3, 1, 1), (0x106, 3, 1, 1)]
    tags += [(0x115, 3, 1, 1), (0x142, 3, 1, 16), (0x143, 3, 1, 16), (0x144, 4, 1, 0), (0x145, 4, 1, len(tile))]
    builder.page(tags, 4)
    position = builder.data.index(struct.pack("<HHI", 0x144, 4, 1)) + 8
    struct.pack_into("<I", builder.data, position, builder.blob(tile))
    check_tiff(tmp_path / "a.tif", builder)


def test_pixels_that_begin_with_cr_do_not_make_a_raw_file(tmp_path):
    builder = Tiff()
    builder.page(gray(b"CR" + pixels(1)[2:], builder), 4)
    assert builder.data[8:10] == b"CR"
    check_tiff(tmp_path / "a.tif", builder)


# --- WebP -----------------------------------------------------------------------------------------------------------


def chunk(kind: bytes, body: bytes, *, pad: bool = True) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + (b"\0" if len(body) % 2 and pad else b"")


def riff(*chunks: bytes) -> bytes:
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + struct.pack("<I", len(body)) + body


def coded(**options: object) -> tuple[bytes, bytes]:
    """The image chunk of a simple WebP: kind and body."""
    buffer = io.BytesIO()
    picture((33, 17)).save(buffer, "WEBP", **options)
    data = buffer.getvalue()
    return data[12:16], data[20 : 20 + struct.unpack_from("<I", data, 16)[0]]


def extended(flags: int) -> bytes:
    return chunk(b"VP8X", bytes([flags, 0, 0, 0, 32, 0, 0, 16, 0, 0]))


LOSSY, LOSSLESS = coded(), coded(lossless=True)
WEBPS = {
    "lossy": riff(chunk(*LOSSY)),
    "lossless": riff(chunk(*LOSSLESS)),
    "unknown chunks": riff(extended(0), chunk(*LOSSY), chunk(b"ABCD", b"xyz")),
    "exif without its flag": riff(extended(0), chunk(*LOSSY), chunk(b"EXIF", exif_block())),
    "exif in a simple file": riff(chunk(*LOSSY), chunk(b"EXIF", exif_block())),
    "xmp without its flag": riff(extended(0), chunk(*LOSSY), chunk(b"XMP ", FAMILY)),
    "xmp before the image": riff(extended(4), chunk(b"XMP ", FAMILY), chunk(*LOSSY)),
    "xmp of odd length in the middle": riff(
        extended(4), chunk(*LOSSY), chunk(b"XMP ", FAMILY + b" "), chunk(b"Q   ", b"q")
    ),
}


@pytest.mark.parametrize("data", WEBPS.values(), ids=WEBPS)
def test_a_webp_of_any_layout_keeps_its_chunks(tmp_path, data):
    path = tmp_path / "a.webp"
    path.write_bytes(data)

    def others(content: bytes) -> list[tuple[bytes, bytes]]:
        found = webp.chunks(BytesSource(content))
        return [(c.kind, content[c.start + 8 :][: c.size]) for c in found if c.kind not in (b"XMP ", b"VP8X")]

    with Image.open(path) as image:
        before = image.tobytes()
    assert write(path).status == "written"
    new = path.read_bytes()
    assert others(new) == others(data)
    assert struct.unpack_from("<I", new, 4)[0] == len(new) - 8
    assert len(new) % 2 == 0
    assert new[12:16] == b"VP8X"
    assert new[20] & 4
    assert bool(new[20] & 8) == (b"EXIF" in data or bool(data[20] & 8 and data[12:16] == b"VP8X")) or data[20] == 0
    with Image.open(path) as image:
        assert image.tobytes() == before
        assert image.size == (33, 17)
        assert b"Eiffel Tower" in image.info["xmp"]
    assert undone()
    assert path.read_bytes() == data


# --- PNG ------------------------------------------------------------------------------------------------------------


def png_chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_with(before: bytes = b"", after: bytes = b"") -> bytes:
    """A PNG with chunks before the image data and behind them."""
    buffer = io.BytesIO()
    picture().save(buffer, "PNG")
    data = buffer.getvalue()
    start = data.index(b"IDAT") - 4
    return data[:start] + before + data[start:-12] + after + data[-12:]


XMP_BODY = png.XMP_KEYWORD + b"\0\0\0\0" + FAMILY


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", png_chunk(b"iTXt", XMP_BODY)),
        (png_chunk(b"tEXt", b"Comment\0kept"), png_chunk(b"iTXt", XMP_BODY) + png_chunk(b"eXIf", exif_block()[6:])),
        (png_chunk(b"iTXt", png.XMP_KEYWORD + b"\1\0en\0\0" + zlib.compress(FAMILY)), png_chunk(b"tEXt", b"A\0b")),
    ],
    ids=["behind", "behind, with exif", "compressed, with a language"],
)
def test_xmp_anywhere_in_a_png_is_merged_where_it_stands(tmp_path, before, after):
    path = tmp_path / "a.png"
    path.write_bytes(png_with(before, after))
    old = path.read_bytes()

    def kinds(data: bytes) -> list[bytes]:
        return [c.kind for c in png.chunks(BytesSource(data))]

    assert write(path).status == "written"
    assert kinds(path.read_bytes()) == kinds(old)
    assert read_metadata(path).fields["dc:subject"] == ("Family", "Eiffel Tower")
    assert (read_metadata(path).make == "Maker") is (b"eXIf" in old)
    assert undone()
    assert path.read_bytes() == old


@pytest.mark.parametrize(
    "odd",
    [
        png_chunk(b"tEXt", png.XMP_KEYWORD + FAMILY),
        png_chunk(b"zTXt", png.XMP_KEYWORD + b"\0" + zlib.compress(FAMILY)),
        png_chunk(b"zTXt", b"Raw profile type xmp\0\0" + zlib.compress(FAMILY)),
        png_chunk(b"iTXt", png.XMP_KEYWORD + b"\2\0\0\0" + FAMILY),
        png_chunk(b"iTXt", png.XMP_KEYWORD + b"\1\0\0\0not deflated"),
        png_chunk(b"iTXt", XMP_BODY[:-40]),
    ],
    ids=["text", "compressed text", "raw profile", "unknown compression", "broken compression", "cut off"],
)
def test_xmp_that_a_png_should_not_hold_so_is_not_doubled(tmp_path, odd):
    path = tmp_path / "a.png"
    path.write_bytes(png_with(odd))
    refused(path)


def test_an_exif_directory_that_is_cut_off_does_not_go_on_in_what_we_append(tmp_path):
    builder = Tiff()
    builder.page([*gray(pixels(1), builder), (0x8769, 4, 1, 0)], 4)
    pointer = first_page(bytes(builder.data)).get(0x8769)
    struct.pack_into("<I", builder.data, pointer.offset, len(builder.data))
    path = tmp_path / "a.tif"
    path.write_bytes(builder.data + struct.pack("<H", 200) + bytes(100))
    assert "outside" in refused(path)
