"""Fuzz targets of the metadata package: photos of each container, and the blocks inside them.

A file that our writer takes is written, verified, planned again and undone, as in the program; what must hold then is
asserted, so that a fuzzer finds losses as well as crashes.
"""

import io
import struct
import zlib

import metadata_files as made
from PIL import Image

from landmark_gui.metadata import (
    MetadataError,
    RefusedError,
    WriteSettings,
    build,
    exif,
    fields,
    formats,
    iptc,
    offsets,
    patch,
    photoshop,
    plan_edits,
    reader,
    verify,
    writer,
    xmp,
    xmp_edit,
)
from landmark_gui.metadata.blocks import Blocks
from landmark_gui.metadata.errors import DamagedError
from landmark_gui.metadata.source import BytesSource

from .target import Target

SETTINGS = WriteSettings(write_xp_keywords=True, fill_empty_gps=True)
JPEG_WORDS = (b"\xff\xe1", b"\xff\xd9", b"\xff\xda", b"\xff\xff", b"\xff\xd8", b"8BIM\x04\x04\0\0")
HEIF_WORDS = (b"iloc", b"iinf", b"infe", b"Exif", b"meta", b"uuid", b"crx ", b"CMT1", b"idat")
IPTC_WORDS = (b"\x1c\x02\x19", b"\x1c\x01\x5a", b"\x1b%G", b"\x1b-A", b"8BIM\x04\x04\0\0", b"\x80\x04")
TIFF_WORDS = (
    *(b"II*\0", b"MM\0*", b"II+\0", b"\x69\x87", b"\x87\x69", b"\x25\x88", b"\x88\x25", b"\x4a\x01", b"\x9c\x9e"),
)
XMP_WORDS = (
    *(b"<rdf:li>", b"</rdf:li>", b"<rdf:Bag>", b"</rdf:Bag>", b"<rdf:Seq/>", b"<rdf:Alt>", b"dc:subject", b"\xff\xfe"),
    *(b'rdf:parseType="Resource"', b"<rdf:Description>", b"</rdf:Description>", b"<rdf:value>", b'rdf:resource="a"'),
    *(b'xml:lang="x-default"', b"<!--", b"<![CDATA[", b"]]>", b"&amp;", b"&#0;", b"&x;", b"<!DOCTYPE a>", b"lr:a"),
    *(b'xmlns:dc="urn:a"', b"\0", b"<?xpacket end='r'?>", b"rdf:nodeID='a'", b"rdf:_1", b"\xef\xbb\xbf"),
    *(b"photoshop:City", b"<a:b/>"),
)


def exercise(data: bytes) -> None:
    """Reads a file, plans and builds a write, checks it, plans again and undoes it by value.

    Raises:
        Exception: What the program must never let out, or `AssertionError` where something was lost.
    """
    blocks = formats.read(BytesSource(data))
    own = reader.interpret(blocks)
    if blocks.container not in formats.WRITABLE or blocks.read_only:
        return
    frozen = {name: reason for name in ("iptc", "exif") if (reason := writer._frozen(blocks, name))}
    edits = plan_edits(own, own, made.EIFFEL, SETTINGS, has_packet=blocks.xmp is not None, frozen=frozen).edits
    if not edits:
        return
    record = fields.WrittenRecord("id", "Eiffel Tower", made.EIFFEL.provenance, edits)
    container = formats.WRITABLE[blocks.container]
    try:
        changes = build.add(blocks, edits, record)
        change = container.splice(data, changes)
    except (DamagedError, RefusedError):
        return
    new = patch.apply(change, data)
    assert patch.apply(patch.decode(patch.encode(patch.invert(change, data))), new) == data, "undo differs"
    verify.check_added(data, new, blocks.container, frozenset(changes), edits, record)
    written = formats.read(BytesSource(new))
    _check_second_plan(written)
    _check_removal(data, new, written, edits)


def _check_second_plan(written: Blocks) -> None:
    own = reader.interpret(written)
    frozen = {name: reason for name in ("iptc", "exif") if (reason := writer._frozen(written, name))}
    again = plan_edits(own, own, made.EIFFEL, SETTINGS, has_packet=written.xmp is not None, frozen=frozen)
    assert not again.edits, f"a second write would add {again.edits}"


def _check_removal(old: bytes, new: bytes, written: Blocks, edits: tuple[fields.Edit, ...]) -> None:
    removal = build.remove(written, edits, ["id"])
    change = formats.WRITABLE[written.container].splice(new, removal.changes)
    without = patch.apply(change, new)
    verify.check_removed(new, without, written.container, frozenset(removal.changes), edits)
    before, after = (reader.interpret(formats.read(BytesSource(file))) for file in (old, without))
    assert not removal.problems, removal.problems
    assert not after.written or after.written == before.written, "a record stayed"
    assert after.names == before.names, "undo by value changed the keywords"


def as_xmp(packet: bytes) -> None:
    """The bytes as a sidecar, and as the packet of a JPEG."""
    try:
        document = xmp.parse(packet)
        own = reader.read_sidecar(packet)
    except MetadataError:
        return
    edits = plan_edits(own, own, made.EIFFEL, SETTINGS, has_packet=True).edits
    record = fields.WrittenRecord("id", "Eiffel Tower", made.EIFFEL.provenance, edits)
    try:
        xmp_edit.apply(document, edits, record)
    except DamagedError:
        return
    verify.check_added(packet, xmp.serialise(document), "sidecar", frozenset({"xmp"}), edits, record)
    if len(packet) < 60_000:
        exercise(_jpeg(_segment(0xE1, made.XMP_HEADER + packet)))


def as_iptc(block: bytes) -> None:
    """The bytes as datasets, and as resources with datasets in a JPEG."""
    for parse in (iptc.parse, iptc.read, photoshop.parse):
        try:
            parse(block)
        except MetadataError:
            continue
    if len(block) < 60_000:
        exercise(_jpeg(_segment(0xED, b"Photoshop 3.0\0" + made.photoshop_resources(block, digest=True))))
        exercise(_jpeg(_segment(0xED, b"Photoshop 3.0\0" + block)))


def as_exif(block: bytes) -> None:
    """The bytes as an Exif block, alone and in a JPEG, and as an MPF index."""
    offsets.points_outside(block)
    offsets.mpf_points_outside(block)
    exif.can_edit(block)
    if len(block) < 60_000:
        exercise(_jpeg(_segment(0xE1, b"Exif\0\0" + block)))
        exercise(_jpeg(_segment(0xE1, made.exif_block()), _segment(0xE2, b"MPF\0" + block)))


def as_png(data: bytes) -> None:
    """The bytes as they are, and with checksums that are right: else hardly one damaged PNG would be looked at."""
    exercise(data)
    parts, position = [data[:8]], 8
    while position + 12 <= len(data):
        end = position + 12 + int.from_bytes(data[position : position + 4], "big")
        chunk = data[position : end - 4]
        parts.append(chunk + zlib.crc32(chunk[4:]).to_bytes(4, "big") if end <= len(data) else data[position:])
        position = end
    exercise(b"".join((*parts, data[position:])))


def as_webp(data: bytes) -> None:
    """The bytes as they are, and with a length that is right."""
    exercise(data)
    exercise(data[:4] + struct.pack("<I", max(0, len(data) - 8)) + data[8:])


def as_heif(data: bytes) -> None:
    """The bytes as HEIC, AVIF or CR3."""
    reader.interpret(formats.read(BytesSource(data), ".heic"))


def as_raw(data: bytes) -> None:
    """The bytes as RAW files of each kind."""
    for suffix in (".cr2", ".raf", ".x3f"):
        reader.interpret(formats.read(BytesSource(data), suffix))


def as_patch(blob: bytes) -> None:
    """The bytes as what the journal keeps for undo."""
    for data in (blob, b"LTP1" + zlib.compress(blob)):
        try:
            patch.pieces(patch.decode(data), b"x" * 1000)
        except DamagedError:
            continue


def _segment(marker: int, payload: bytes) -> bytes:
    return made.segment(marker, payload[:65533])


def _jpeg(*segments: bytes) -> bytes:
    return b"\xff\xd8" + b"".join(segments) + _PLAIN[2:]


_PLAIN = made.jpeg_bytes()


def _saved(kind: str, image: Image.Image | None = None, **options: object) -> bytes:
    buffer = io.BytesIO()
    (image or made.picture()).save(buffer, kind, **options)
    return buffer.getvalue()


_PACKET = made.packet(made.bag("dc:subject", "Family", "Holiday"))


def jpegs() -> list[bytes]:
    """JPEGs with every segment that we parse."""
    photoshop_segment = made.photoshop_segment((1, 90, b"\x1b%G"), (2, 25, b"Family"), digest=True)
    exif_segment = made.exif_segment(maker_note=b"note", thumbnail=made.jpeg_bytes())
    little = made.exif_segment(order="II", maker_note=b"P" * 40)
    extended = (
        b"http://ns.adobe.com/xmp/extension/\0" + b"A" * 32 + bytes(4) + bytes(4) + made.packet("", wrap=False).encode()
    )
    return [
        _jpeg(exif_segment, made.xmp_segment(_PACKET), photoshop_segment) + b"trailer",
        _jpeg(little, made.mpf_segment(3000)) + made.jpeg_bytes(),
        _jpeg(made.xmp_segment(_PACKET), _segment(0xE1, extended)),
        _saved("JPEG", progressive=True),
        _PLAIN,
    ]


def tiffs() -> list[bytes]:
    """TIFFs of one and of several pages, in both byte orders, and with a packet."""
    pages = [made.picture().rotate(90), made.picture().rotate(180)]
    return [
        _saved("TIFF"),
        _saved("TIFF", tiffinfo={700: _PACKET.encode()}),
        _saved("TIFF", save_all=True, append_images=pages, exif=made.exif_block()),
        made.exif_block(thumbnail=made.jpeg_bytes())[6:],
    ]


def pngs() -> list[bytes]:
    """PNGs and an APNG."""
    frames = [made.picture().rotate(90)]
    return [_saved("PNG", exif=made.exif_block()), _saved("PNG", save_all=True, append_images=frames)]


def webps() -> list[bytes]:
    """WebPs of each kind."""
    packet = _PACKET.encode()
    frames = [made.picture().rotate(90)]
    return [
        _saved("WEBP", exif=made.exif_block(), xmp=packet),
        _saved("WEBP"),
        _saved("WEBP", made.picture().convert("RGBA"), lossless=True),
        _saved("WEBP", save_all=True, append_images=frames, lossless=True),
    ]


def heifs() -> list[bytes]:
    """An AVIF with both blocks."""
    return [_saved("AVIF", exif=made.exif_block(), xmp=_PACKET.encode())]


def packets() -> list[bytes]:
    """Packets in several spellings."""
    shown = (
        '<Iptc4xmpExt:LocationShown xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"><rdf:Bag>'
        '<rdf:li rdf:parseType="Resource"><Iptc4xmpExt:City>Paris</Iptc4xmpExt:City></rdf:li></rdf:Bag>'
        "</Iptc4xmpExt:LocationShown>"
    )
    hierarchy = made.bag("lr:hierarchicalSubject", "Places|Paris", kind="Seq")
    lr = 'xmlns:lr="http://ns.adobe.com/lightroom/1.0/"'
    remark = "<photoshop:City>Paris</photoshop:City><!-- c --><dc:subject>x</dc:subject>"
    return [
        _PACKET.encode(),
        made.packet(shown + made.bag("dc:subject", "a", kind="Alt"), padding=200).encode(),
        made.packet(hierarchy + remark, lr).encode(),
        made.packet("<dc:subject>Family</dc:subject>", 'photoshop:City="Rome"', wrap=False).encode(),
    ]


def datasets() -> list[bytes]:
    """IPTC in UTF-8 and Latin-1."""
    dataset = made.photoshop_segment
    return [
        dataset((1, 90, b"\x1b%G"), (2, 25, "Köln".encode()), (2, 90, b"Paris"))[18 + 12 :],
        dataset((2, 25, "Köln".encode("latin-1")), (2, 0, b"\0\2"), (2, 55, b"20200102"))[18 + 12 :],
    ]


def blocks() -> list[bytes]:
    """Exif blocks in both byte orders, one with a thumbnail, one with a position and XPKeywords."""
    return [
        made.exif_block(maker_note=b"note", thumbnail=made.jpeg_bytes())[6:],
        made.exif_block(order="II")[6:],
        exif.with_values(made.exif_block()[6:], ("Family", "Köln"), (48.8, 2.3)),
        made.mpf_segment(3000)[8:],
    ]


def raws() -> list[bytes]:
    """A Fuji RAF with its preview."""
    header = b"FUJIFILMCCD-RAW 0201".ljust(84, b"\0") + (100).to_bytes(4, "big") + len(_PLAIN).to_bytes(4, "big")
    return [header.ljust(100, b"\0") + _PLAIN]


def patches() -> list[bytes]:
    """What undo needs of a change."""
    return [patch.encode((patch.Replacement(3, 9, b"abc"), patch.Replacement(20, 20, b"d" * 50)))]


TARGETS = (
    Target("xmp", as_xmp, packets, XMP_WORDS),
    Target("jpeg", exercise, jpegs, JPEG_WORDS),
    Target("tiff", exercise, tiffs, TIFF_WORDS),
    Target("png", as_png, pngs, (b"IEND", b"iTXt", b"eXIf", b"IDAT", b"XML:com.adobe.xmp\0\0\0\0\0")),
    Target("webp", as_webp, webps, (b"VP8X", b"XMP ", b"EXIF", b"ANMF", b"VP8L", b"VP8 ", b"RIFF")),
    Target("heif", as_heif, heifs, HEIF_WORDS),
    Target("exif", as_exif, blocks, TIFF_WORDS),
    Target("iptc", as_iptc, datasets, IPTC_WORDS),
    Target("raw", as_raw, raws, (b"FUJIFILMCCD-RAW", b"II*\0", b"FOVb", b"IIU\0")),
    Target("patch", as_patch, patches, (b"LTP1",)),
)
