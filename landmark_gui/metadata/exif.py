"""EXIF: the few tags we read, and the two we may add (XPKeywords, GPS) without moving anything else.

Tags: CIPA DC-008; XPKeywords: UTF-16LE, ``;`` between keywords, as Windows writes it.
"""

import re
import struct
from dataclasses import dataclass
from fractions import Fraction

import piexif

from landmark_gui.metadata import fields, offsets, tiff
from landmark_gui.metadata.errors import DamagedError
from landmark_gui.metadata.patch import apply
from landmark_gui.metadata.source import BytesSource, Source

_MAKE, _MODEL, _ORIENTATION, _DATE_TIME, _XP_KEYWORDS = 0x010F, 0x0110, 0x0112, 0x0132, 0x9C9E
_ORIGINAL, _DIGITIZED, _OFFSET_ORIGINAL, _SUBSEC_ORIGINAL = 0x9003, 0x9004, 0x9011, 0x9291
_LAT_REF, _LAT, _LON_REF, _LON, _GPS_STATUS = 1, 2, 3, 4, 9
_TEXT_KINDS = (2, 7, 1)  # ASCII, and what some cameras take for it
_DATE = re.compile(r"(\d{4})[:/-]([ \d]\d)[:/-]([ \d]\d)[ T]([ \d]\d):([ \d]\d):([ \d]\d)")


@dataclass(frozen=True)
class ExifValues:
    """What we read from EXIF; see `fields.PhotoMetadata`. A void position is one that the camera gave without a fix."""

    make: str = ""
    model: str = ""
    orientation: int | None = None
    capture_time: str = ""
    gps: tuple[float, float] | None = None
    has_gps_position: bool = False
    is_gps_void: bool = False
    xp_keywords: tuple[str, ...] | None = None


def read(source: Source) -> ExifValues:
    """The values of an EXIF block or of a TIFF file's first directory.

    Raises:
        DamagedError: no readable first directory.
    """
    order = tiff.byte_order(source)
    first = tiff.directory(source, order, tiff.first_offset(source, order))
    sub = tiff.sub_directory(source, order, first, tiff.EXIF_IFD)
    gps = tiff.sub_directory(source, order, first, tiff.GPS_IFD)
    orientation = tiff.integers(source, order, first.get(_ORIENTATION))[:1]
    position = _position(source, order, gps) if gps else None
    return ExifValues(
        make=_text(source, first, _MAKE),
        model=_text(source, first, _MODEL),
        orientation=orientation[0] if orientation and 1 <= orientation[0] <= 8 else None,
        capture_time=_capture_time(source, first, sub),
        gps=position,
        has_gps_position=gps is not None and (gps.get(_LAT) is not None or gps.get(_LON) is not None),
        is_gps_void=_text(source, gps, _GPS_STATUS).upper() == "V",
        xp_keywords=_xp_keywords(source, first),
    )


def _text(source: Source, directory: tiff.Directory | None, tag: int) -> str:
    entry = directory.get(tag) if directory else None
    if entry is None or entry.kind not in _TEXT_KINDS or entry.count > 4096:
        return ""
    data = (tiff.value(source, entry) or b"").split(b"\0")[0]
    return data.decode("utf-8", errors="replace").strip()


def _capture_time(source: Source, first: tiff.Directory, sub: tiff.Directory | None) -> str:
    for directory, tag in ((sub, _ORIGINAL), (sub, _DIGITIZED), (first, _DATE_TIME)):
        match = _DATE.match(_text(source, directory, tag))
        if match and match[1] != "0000" and match[2].strip() not in ("0", "00"):
            date = "{}-{}-{}T{}:{}:{}".format(*(part.replace(" ", "0") for part in match.groups()))
            if tag != _ORIGINAL:
                return date
            fraction = _text(source, sub, _SUBSEC_ORIGINAL)
            offset = _text(source, sub, _OFFSET_ORIGINAL)
            date += f".{fraction}" if fraction.isdecimal() and fraction.isascii() else ""
            return date + (offset if re.fullmatch(r"[+-]\d\d:\d\d", offset) else "")
    return ""


def _position(source: Source, order: str, gps: tiff.Directory) -> tuple[float, float] | None:
    result = []
    for ref_tag, tag, negative, limit in ((_LAT_REF, _LAT, "S", 90.0), (_LON_REF, _LON, "W", 180.0)):
        parts = tiff.rationals(source, order, gps.get(tag))
        ref = _text(source, gps, ref_tag).upper()
        if not parts or not ref:
            return None
        degrees = sum(part / 60**place for place, part in enumerate(parts[:3]))
        if min(parts) < 0 or not degrees <= limit:
            return None
        result.append(-degrees if ref.startswith(negative) else degrees)
    return result[0], result[1]


def _xp_keywords(source: Source, first: tiff.Directory) -> tuple[str, ...] | None:
    entry = first.get(_XP_KEYWORDS)
    data = tiff.value(source, entry)
    if entry is None or data is None or entry.kind not in (1, 7):
        return None
    text = data[: len(data) // 2 * 2].decode("utf-16-le", errors="replace").split("\0")[0]
    return tuple(fields.unescape(part.strip(), ";") for part in text.split(";") if part.strip())


def can_edit(block: bytes | None) -> str:
    """Why this block must not be edited, or empty."""
    if block is None:
        return ""
    try:
        source = BytesSource(block)
        order = tiff.byte_order(source)
        pages = list(tiff.chain(source, order))
    except DamagedError as error:
        return f"{error} The EXIF block is left alone."
    tags = [entry.tag for entry in pages[0].entries] if pages else []
    if not pages or len(set(tags)) != len(tags):
        return "The EXIF block has no first directory, or a tag twice; it is left alone."
    if pages[0].get(tiff.GPS_IFD) is not None and tiff.sub_directory(source, order, pages[0], tiff.GPS_IFD) is None:
        return "The GPS directory is damaged; the EXIF block is left alone."
    if offsets.points_outside(block):
        return "A preview reaches past the EXIF block, which is left alone."
    return ""


def with_values(
    block: bytes | None,
    xp_keywords: tuple[str, ...] | None = None,
    gps: tuple[float, float] | None = None,
    *,
    remove_xp: bool = False,
    remove_gps: bool = False,
) -> bytes:
    """The block with other XPKeywords or a GPS position; a fresh one where there is none.

    Args:
        block: the old block, or None.
        xp_keywords: all keywords to store, or None to leave them.
        gps: latitude and longitude, or None to leave them.
        remove_xp: take the tag out.
        remove_gps: take latitude and longitude out of the GPS directory.

    Raises:
        DamagedError: the block cannot be edited.
    """
    if block is None:
        return _fresh(xp_keywords, gps)
    if reason := can_edit(block):
        raise DamagedError(reason)
    source = BytesSource(block)
    order = tiff.byte_order(source)
    first = tiff.directory(source, order, tiff.first_offset(source, order))
    new: dict[int, tiff.NewValue | None] = {}
    appended = b""
    if xp_keywords is not None:
        data = encode_xp(xp_keywords)
        new[_XP_KEYWORDS] = tiff.NewValue(1, len(data), data)
    elif remove_xp:
        new[_XP_KEYWORDS] = None
    if gps is not None or remove_gps:
        old = tiff.sub_directory(source, order, first, tiff.GPS_IFD)
        appended = tiff.room_for_link(block)
        offset = len(block) + len(appended)
        directory = _gps_directory(block, order, old, gps, offset)
        appended += directory
        new[tiff.GPS_IFD] = tiff.NewValue(4, 1, struct.pack(order + "I", offset)) if directory else None
    grown = block + appended
    patch = tiff.with_values(grown, BytesSource(grown), new)
    return apply(patch, grown)


def encode_xp(keywords: tuple[str, ...]) -> bytes:
    """The bytes of XPKeywords."""
    text = ";".join(fields.escape(keyword, ";") for keyword in keywords)
    return text.encode("utf-16-le") + b"\0\0"


def _gps_directory(
    block: bytes, order: str, old: tiff.Directory | None, gps: tuple[float, float] | None, at: int
) -> bytes:
    """A GPS directory at ``at``: the old one's other entries, and the position; empty where nothing is left."""
    ours = {_LAT_REF, _LAT, _LON_REF, _LON}
    rows = [block[e.position : e.position + 12] for e in (old.entries if old else ()) if e.tag not in ours]
    if gps is None:
        only_version = all(struct.unpack_from(order + "H", row)[0] == 0 for row in rows)
        return b"" if only_version else struct.pack(order + "H", len(rows)) + b"".join(rows) + b"\0\0\0\0"
    if old is None:
        rows.append(struct.pack(order + "HHI4s", 0, 1, 4, b"\2\3\0\0"))
    values_at = at + 2 + 12 * (len(rows) + 4) + 4
    values = b""
    for ref_tag, tag, letters, degrees in ((_LAT_REF, _LAT, b"NS", gps[0]), (_LON_REF, _LON, b"EW", gps[1])):
        rows.append(struct.pack(order + "HHI4s", ref_tag, 2, 2, letters[degrees < 0 :][:1]))
        rows.append(struct.pack(order + "HHII", tag, 5, 3, values_at + len(values)))
        values += b"".join(struct.pack(order + "II", *pair) for pair in _dms(degrees))
    rows.sort(key=lambda row: struct.unpack_from(order + "H", row)[0])
    return struct.pack(order + "H", len(rows)) + b"".join(rows) + b"\0\0\0\0" + values


def _dms(value: float) -> tuple[tuple[int, int], ...]:
    """Degrees, minutes and seconds as rationals, to a ten-thousandth of a second."""
    units = round(Fraction(abs(value)) * 36_000_000)
    degrees, rest = divmod(units, 36_000_000)
    minutes, seconds = divmod(rest, 600_000)
    return (degrees, 1), (minutes, 1), (seconds, 10_000)


def _fresh(xp_keywords: tuple[str, ...] | None, gps: tuple[float, float] | None) -> bytes:
    """A block for a file that has none, built by piexif (safe here, as there is nothing to lose).

    The position is added by ourselves: piexif leaves the link out that ends its GPS directory, and lets the values
    begin in its place, which validators complain of.
    """
    keywords = {_XP_KEYWORDS: tuple(encode_xp(xp_keywords))} if xp_keywords else {}
    block: bytes = piexif.dump({"0th": keywords}).removeprefix(b"Exif\0\0")
    return block if gps is None else with_values(block, gps=gps)


def changeable_ranges(block: bytes) -> list[tuple[int, int]]:
    """Where an edit may change bytes of the block: the pointer to the first directory, and our two tags' entries."""
    source = BytesSource(block)
    order = tiff.byte_order(source)
    first = tiff.directory(source, order, tiff.first_offset(source, order))
    ours = [entry for entry in first.entries if entry.tag in (_XP_KEYWORDS, tiff.GPS_IFD)]
    return sorted([(4, 8), *((entry.position, entry.position + 12) for entry in ours)])


def other_entries(block: bytes) -> list[bytes]:
    """The raw entries of the first directory without our two tags, and of GPS without the position."""
    source = BytesSource(block)
    order = tiff.byte_order(source)
    first = tiff.directory(source, order, tiff.first_offset(source, order))
    rows = [block[e.position : e.position + 12] for e in first.entries if e.tag not in (_XP_KEYWORDS, tiff.GPS_IFD)]
    gps = tiff.sub_directory(source, order, first, tiff.GPS_IFD)
    kept = [e for e in (gps.entries if gps else ()) if e.tag not in (0, _LAT_REF, _LAT, _LON_REF, _LON)]
    return [*rows, *(block[e.position : e.position + 12] for e in kept), struct.pack(">I", first.following)]
