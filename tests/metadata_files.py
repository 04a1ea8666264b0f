"""Small photos with the metadata that a test needs, and short ways to write and read them."""

import hashlib
import io
import struct
from pathlib import Path

import piexif
from PIL import Image

from landmark_gui.metadata import (
    Item,
    Journal,
    LandmarkTag,
    Provenance,
    WriteResult,
    WriteSettings,
    undo_batch,
    write_batch,
)

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XMP_HEADER = b"http://ns.adobe.com/xap/1.0/\0"
EIFFEL = LandmarkTag(
    name="Eiffel Tower",
    hierarchy=("Places", "France", "Paris", "Eiffel Tower"),
    city="Paris",
    region="Île-de-France",
    country="France",
    country_code="FR",
    latitude=48.8583701,
    longitude=2.2944813,
    wikidata="Q243",
    provenance=Provenance("default", 0.93, date="2024-05-01T12:00:00+02:00"),
)


def named(name: str) -> LandmarkTag:
    """A landmark of which only the name is known."""
    return LandmarkTag(name=name, hierarchy=("Places", name))


def picture(size: tuple[int, int] = (64, 48)) -> Image.Image:
    return Image.linear_gradient("L").resize(size).convert("RGB")


def jpeg_bytes(**options: object) -> bytes:
    buffer = io.BytesIO()
    picture().save(buffer, "JPEG", **options)
    return buffer.getvalue()


def exif_block(
    *, maker_note: bytes = b"", order: str = "MM", thumbnail: bytes = b"", extra: dict | None = None
) -> bytes:
    """An Exif payload (with its header), big-endian as piexif makes it, or little-endian built by hand."""
    if order == "MM":
        blocks: dict = {
            "0th": {piexif.ImageIFD.Make: "Maker", piexif.ImageIFD.Model: "Camera", **(extra or {})},
            "Exif": {piexif.ExifIFD.DateTimeOriginal: "2020:01:02 03:04:05"},
        }
        if maker_note:
            blocks["Exif"][piexif.ExifIFD.MakerNote] = maker_note
        if thumbnail:
            blocks |= {"1st": {piexif.ImageIFD.Compression: 6}, "thumbnail": thumbnail}
        return piexif.dump(blocks)
    note = maker_note or b"none"
    date = b"2020:01:02 03:04:05\0"
    sub_at = 8 + 2 + 2 * 12 + 4
    values_at = sub_at + 2 + 2 * 12 + 4
    first = struct.pack("<H", 2) + struct.pack("<HHI4s", 0x10F, 2, 3, b"Mk\0\0")
    first += struct.pack("<HHII", 0x8769, 4, 1, sub_at) + b"\0\0\0\0"
    sub = struct.pack("<H", 2) + struct.pack("<HHII", 0x9003, 2, 20, values_at)
    sub += struct.pack("<HHII", 0x927C, 7, len(note), values_at + 20) + b"\0\0\0\0"
    return b"Exif\0\0II*\0" + struct.pack("<I", 8) + first + sub + date + note


def segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def xmp_segment(packet: str | bytes) -> bytes:
    return segment(0xE1, XMP_HEADER + (packet.encode() if isinstance(packet, str) else packet))


def exif_segment(**options: object) -> bytes:
    return segment(0xE1, exif_block(**options))


def mpf_segment(offset: int) -> bytes:
    """A big-endian MPF index of this photo and one more, ``offset`` behind the index."""
    entries = struct.pack(">IIIHH", 0x030000, 1000, 0, 0, 0) + struct.pack(">IIIHH", 0, 500, offset, 0, 0)
    index = b"MM\0*\0\0\0\x08" + struct.pack(">H", 1) + struct.pack(">HHII", 0xB002, 7, len(entries), 26) + b"\0\0\0\0"
    return segment(0xE2, b"MPF\0" + index + entries)


def photoshop_segment(*datasets: tuple[int, int, bytes], digest: bool = False) -> bytes:
    iptc = b"".join(struct.pack(">BBBH", 0x1C, record, number, len(data)) + data for record, number, data in datasets)
    return segment(0xED, b"Photoshop 3.0\0" + photoshop_resources(iptc, digest=digest))


def photoshop_resources(iptc: bytes, *, digest: bool = False) -> bytes:
    resources = [(0x0404, iptc), (0x03ED, b"\0\x48\0\0\0\1\0\1\0\x48\0\0\0\1\0\1")]
    if digest:
        resources.append((0x0425, hashlib.md5(iptc).digest()))
    return b"".join(
        b"8BIM" + struct.pack(">HHI", number, 0, len(data)) + data + b"\0" * (len(data) % 2)
        for number, data in resources
    )


def make_jpeg(path: Path, *segments: bytes, trailer: bytes = b"", keep_jfif: bool = True, **options: object) -> Path:
    """A JPEG with these segments behind JFIF, and data after its end."""
    data = jpeg_bytes(**options)
    length = 4 + int.from_bytes(data[4:6], "big") - 2
    jfif, rest = data[2 : length + 2], data[length + 2 :]
    path.write_bytes(data[:2] + (jfif if keep_jfif else b"") + b"".join(segments) + rest + trailer)
    return path


def packet(body: str, namespaces: str = "", *, wrap: bool = True, padding: int = 0) -> str:
    """An XMP packet with these properties in one Description."""
    known = 'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"'
    xml = (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}">'
        f'<rdf:Description rdf:about="" {known} {namespaces}>{body}</rdf:Description></rdf:RDF></x:xmpmeta>'
    )
    if not wrap:
        return xml
    return f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{xml}{" " * padding}<?xpacket end="w"?>'


def bag(name: str, *values: str, kind: str = "Bag") -> str:
    items = "".join(f"<rdf:li>{value}</rdf:li>" for value in values)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>"


def write(path: Path, tag: LandmarkTag = EIFFEL, **settings: object) -> WriteResult:
    """Writes one landmark into one file."""
    return write_batch([Item(path, tag)], WriteSettings(**settings)).results[0]


def refused(path: Path, tag: LandmarkTag = EIFFEL, **settings: object) -> str:
    """Writes with sidecars forbidden, checks that the file is refused and unchanged, and gives the reason."""
    before = path.read_bytes()
    folder = sorted(path.parent.iterdir())
    result = write(path, tag, sidecar="never", **settings)
    assert result.status == "refused", result
    assert not result.failed, "it is refused before anything is tried"
    assert path.read_bytes() == before
    assert sorted(path.parent.iterdir()) == folder
    assert result.reason.endswith((".", ")", "]"))
    return result.reason


def last_batch() -> str:
    with Journal() as journal:
        return next(batch.identifier for batch in journal.batches() if batch.kind == "write")


def image_parts(data: bytes) -> list[bytes]:
    """All segments of a JPEG but Exif, XMP and Photoshop, and everything from the first scan on."""
    position, parts = 2, []
    while data[position + 1] != 0xDA:
        end = position + 2 + int.from_bytes(data[position + 2 : position + 4], "big")
        payload = data[position + 4 : end]
        if not payload.startswith((XMP_HEADER, b"Exif\0\0", b"Photoshop 3.0\0")):
            parts.append(data[position:end])
        position = end
    return [*parts, data[position:]]


def undone() -> bool:
    """Takes the last batch back; whether every file of it is as it was, byte for byte."""
    with Journal() as journal:
        return [result.status for result in undo_batch(journal, last_batch())] == ["restored"]
