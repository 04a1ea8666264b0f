"""The values this package reads and writes, and the names of the fields that hold them."""

import json
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from landmark_gui.metadata.errors import DamagedError, InvalidValueError

SUBJECT = "dc:subject"
HIERARCHY = "lr:hierarchicalSubject"
TAGS_LIST = "digiKam:TagsList"
LOCATION_SHOWN = "Iptc4xmpExt:LocationShown"
CITY = "photoshop:City"
STATE = "photoshop:State"
COUNTRY = "photoshop:Country"
SUBLOCATION = "Iptc4xmpCore:Location"
COUNTRY_CODE = "Iptc4xmpCore:CountryCode"
XMP_LATITUDE = "exif:GPSLatitude"
XMP_LONGITUDE = "exif:GPSLongitude"
IPTC_KEYWORDS = "IPTC:Keywords"
IPTC_CITY = "IPTC:City"
IPTC_STATE = "IPTC:Province-State"
IPTC_COUNTRY = "IPTC:Country-PrimaryLocationName"
XP_KEYWORDS = "EXIF:XPKeywords"
EXIF_GPS = "EXIF:GPS"
PROVENANCE = "landmarkTagger:Written"
PACKET = "XMP:Packet"

XMP_LISTS = (SUBJECT, HIERARCHY, TAGS_LIST)
XMP_TEXTS = (CITY, STATE, COUNTRY, SUBLOCATION, COUNTRY_CODE, XMP_LATITUDE, XMP_LONGITUDE)
IPTC_FIELDS = (IPTC_KEYWORDS, IPTC_CITY, IPTC_STATE, IPTC_COUNTRY)
EXIF_FIELDS = (XP_KEYWORDS, EXIF_GPS)

# A separator inside a name would split it for every reader, and none of the three fields has an escape:
# look-alikes of full width keep the name whole, and the exact spelling stands in dc:subject.
_LOOKALIKES = {"|": "｜", "/": "∕", ";": "；"}


class DecidedBy(StrEnum):
    """Who decided that the landmark is in the photo."""

    PERSON = "accepted by person"
    AUTOMATIC = "automatic"


@dataclass(frozen=True)
class Provenance:
    """Where a written value comes from.

    Attributes:
        model: name of the model file, empty where no model was asked.
        probability: the calibrated probability, 0 to 1, or None.
        decision: who decided.
        date: ISO 8601 with time zone.
    """

    model: str = ""
    probability: float | None = None
    decision: DecidedBy = DecidedBy.PERSON
    date: str = ""


@dataclass(frozen=True)
class LandmarkTag:
    """What is to be written into one photo.

    Attributes:
        name: the landmark's name, in the language the person chose.
        hierarchy: the keyword path from root to landmark, such as ``("Places", "France", "Paris", "Eiffel Tower")``.
        city: or empty, like each of the following texts.
        region: state or province.
        country: name of the country.
        country_code: ISO 3166, two or three letters.
        latitude: degrees north, or None.
        longitude: degrees east, or None.
        wikidata: the item's id (``Q243``) or its URI.
        provenance: who says so.
    """

    name: str
    hierarchy: tuple[str, ...] = ()
    city: str = ""
    region: str = ""
    country: str = ""
    country_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    wikidata: str = ""
    provenance: Provenance = field(default_factory=Provenance)

    @property
    def wikidata_uri(self) -> str:
        """The full URI of the Wikidata item, or empty."""
        if not self.wikidata or "://" in self.wikidata:
            return self.wikidata
        return f"http://www.wikidata.org/entity/{self.wikidata}"


@dataclass(frozen=True)
class Edit:
    """One addition to one field; everything the writer does is an addition, so that undo is a removal.

    Attributes:
        field: one of the names above.
        values: what is added (one value for a text field; in a list that is created also what we wrote earlier).
        seeded: the person's own keywords that are copied into a list which this edit creates.
        created: whether the list, packet or block was absent before.
        item: the members of a structure (`LOCATION_SHOWN`), in order.
    """

    field: str
    values: tuple[str, ...] = ()
    seeded: tuple[str, ...] = ()
    created: bool = False
    item: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class WrittenRecord:
    """One entry of our provenance namespace: what one write put into the file.

    Attributes:
        identifier: unique per write; ties the entry to the journal.
        landmark: the landmark's name.
        provenance: where it comes from.
        edits: exactly what was added, so that it can be removed without the journal.
    """

    identifier: str
    landmark: str
    provenance: Provenance
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class FieldChange:
    """One line of the plan: a field, what stands there now, and what will."""

    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def edits_to_json(edits: Iterable[Edit]) -> str:
    """Compact JSON: ``[[field, values, seeded, created, item], …]`` with trailing defaults left out."""
    rows = []
    for edit in edits:
        row: list[Any] = [
            edit.field,
            list(edit.values),
            list(edit.seeded),
            int(edit.created),
            [list(i) for i in edit.item],
        ]
        while len(row) > 2 and not row[-1]:
            row.pop()
        rows.append(row)
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def edits_from_json(text: str) -> tuple[Edit, ...]:
    """The inverse of `edits_to_json`.

    Raises:
        DamagedError: when the text is not such a list.
    """
    try:
        edits = []
        for row in json.loads(text):
            padded: list[Any] = list(row) + [[], [], 0, []][len(row) - 1 :]
            name, values, seeded, created, item = padded
            edit = Edit(name, tuple(values), tuple(seeded), bool(created), tuple((k, v) for k, v in item))
            if not all(
                isinstance(s, str) for s in (name, *edit.values, *edit.seeded, *(s for i in edit.item for s in i))
            ):
                raise TypeError("not text")
            edits.append(edit)
    except (ValueError, TypeError, RecursionError) as error:
        raise DamagedError("The list of written values in this file is damaged.") from error
    return tuple(edits)


def validate(tag: LandmarkTag) -> None:
    """Checks that every text of the tag may stand in a file.

    Raises:
        InvalidValueError: naming the field and the character.
    """
    texts = {"name": tag.name, "city": tag.city, "region": tag.region, "country": tag.country}
    texts |= {"country code": tag.country_code, "wikidata": tag.wikidata, "model": tag.provenance.model}
    texts |= {f"keyword level {number}": part for number, part in enumerate(tag.hierarchy, 1)}
    for label, text in texts.items():
        _validate_text(label, text)
    if not tag.name.strip():
        raise InvalidValueError("The landmark has no name.")
    if any(not part.strip() for part in tag.hierarchy):
        raise InvalidValueError("A level of the keyword path is empty.")
    for label, degrees, limit in (("latitude", tag.latitude, 90.0), ("longitude", tag.longitude, 180.0)):
        if degrees is not None and not -limit <= degrees <= limit:
            raise InvalidValueError(f"The {label} {degrees} is not between -{limit:g} and {limit:g}.")


def _validate_text(label: str, text: str) -> None:
    for character in text:
        if _is_forbidden(character):
            raise InvalidValueError(
                f"The {label} {text!r} holds the character U+{ord(character):04X}, which cannot go into a photo."
            )


def _is_forbidden(character: str) -> bool:
    code = ord(character)
    return unicodedata.category(character) in {"Cc", "Cs"} or code in {0x2028, 0x2029} or code & 0xFFFE == 0xFFFE


def printable(text: str) -> str:
    """``text`` with a blank for each character that `validate` would reject, as a person's keywords may hold them."""
    return "".join(" " if _is_forbidden(character) else character for character in text).strip()


def fold(text: str) -> str:
    """The form in which keywords are compared: NFC, case-folded, without outer blanks."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold()).strip()


def join_path(parts: Iterable[str], separator: str) -> str:
    """One hierarchical keyword; the separator inside a part becomes its full-width look-alike."""
    return separator.join(escape(part, separator) for part in parts)


def split_path(path: str, separator: str) -> tuple[str, ...]:
    """The inverse of `join_path`."""
    return tuple(unescape(part, separator) for part in path.split(separator) if part)


def escape(text: str, separator: str) -> str:
    """``text`` with the separator replaced by its look-alike."""
    return text.replace(separator, _LOOKALIKES.get(separator, " "))


def unescape(text: str, separator: str) -> str:
    """The inverse of `escape`."""
    return text.replace(_LOOKALIKES[separator], separator) if separator in _LOOKALIKES else text


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """The values without blanks and without repetitions (compared by `fold`), in order of first appearance."""
    seen: dict[str, str] = {}
    for value in values:
        if value.strip():
            seen.setdefault(fold(value), value)
    return tuple(seen.values())


def cut_to_bytes(text: str, limit: int) -> str:
    """The longest beginning of ``text`` within ``limit`` bytes of UTF-8 that splits no character from its marks.

    Where one character has more marks than fit, it loses some.
    """
    if len(text.encode()) <= limit:
        return text
    kept = at_most = text.encode()[:limit].decode(errors="ignore")
    while kept and _joins(text[len(kept)], kept[-1]):
        kept = kept[:-1]
    return kept.rstrip() or at_most.rstrip()


def _joins(following: str, last: str) -> bool:
    return bool(unicodedata.combining(following)) or following in "\u200d\ufe0f\ufe0e" or last == "\u200d"


def gps_text(latitude: float, longitude: float) -> tuple[str, str]:
    """Coordinates as XMP writes them: ``48,51.502N`` and ``2,17.6691E`` (degrees, decimal minutes)."""
    return _gps_part(latitude, "NS"), _gps_part(longitude, "EW")


def _gps_part(value: float, letters: str) -> str:
    units = round(abs(value) * 60 * 100_000)  # hundred-thousandths of a minute, about 2 cm
    degrees, minutes = divmod(units, 60 * 100_000)
    text = f"{minutes // 100_000}.{minutes % 100_000:05d}".rstrip("0")
    return f"{degrees},{text + '0' if text.endswith('.') else text}{letters[value < 0]}"


def parse_gps_text(text: str) -> float | None:
    """Degrees from XMP's ``D,M.mK`` or ``D,M,SK``; None where it is neither."""
    text = text.strip()
    if not text or text[-1].upper() not in "NSEW":
        return None
    try:
        numbers = [float(part) for part in text[:-1].split(",")]
    except ValueError:
        return None
    degrees = sum(number / 60.0**place for place, number in enumerate(numbers[:3]))
    if not 0 <= degrees <= 180:
        return None
    return -degrees if text[-1].upper() in "SW" else degrees


@dataclass(frozen=True)
class PhotoMetadata:
    """What stands in a photo (or in a photo and its sidecar).

    Attributes:
        container: ``jpeg``, ``png``, ``webp``, ``tiff``, ``heif``, ``raw``, ``sidecar``, ``gif`` …; by content, not
            by name.
        fields: each list or text field that is present, by the names above.
        locations_shown: each ``LocationShown`` item as a mapping from local name to text.
        camera_gps: where the camera stood, degrees (latitude, longitude), or None.
        capture_time: ``YYYY-MM-DDTHH:MM:SS`` with fraction and offset where known, or empty.
        make: of the camera.
        model: of the camera.
        orientation: EXIF orientation 1 to 8, or None.
        written: our own provenance entries.
        has_iptc: whether there is an IPTC block.
        warnings: what could not be read, in plain sentences.
    """

    container: str
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    locations_shown: tuple[Mapping[str, str], ...] = ()
    camera_gps: tuple[float, float] | None = None
    capture_time: str = ""
    make: str = ""
    model: str = ""
    orientation: int | None = None
    written: tuple[WrittenRecord, ...] = ()
    has_iptc: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def keywords(self) -> tuple[str, ...]:
        """All keywords of all fields, the last level of hierarchical ones, merged without repetitions."""
        values: list[str] = []
        for name in (SUBJECT, IPTC_KEYWORDS, XP_KEYWORDS):
            values += self.fields.get(name, ())
        values += [path[-1] for path in self.hierarchical_keywords]
        return unique(values)

    @property
    def hierarchical_keywords(self) -> tuple[tuple[str, ...], ...]:
        """All keyword paths of Lightroom's and digiKam's fields, merged without repetitions."""
        paths = [split_path(value, "|") for value in self.fields.get(HIERARCHY, ())]
        paths += [split_path(value, "/") for value in self.fields.get(TAGS_LIST, ())]
        seen: dict[tuple[str, ...], tuple[str, ...]] = {}
        for path in paths:
            if path:
                seen.setdefault(tuple(fold(part) for part in path), path)
        return tuple(seen.values())

    @property
    def names(self) -> frozenset[tuple[str, ...]]:
        """All keywords, and those of several levels also with their whole path, as they are compared."""
        paths = {tuple(fold(part) for part in path) for path in self.hierarchical_keywords if len(path) > 1}
        return frozenset(paths | {(fold(word),) for word in self.keywords})

    def text(self, *names: str) -> str:
        """The first value that is not blank among these fields, or empty."""
        return next((v for name in names for v in self.fields.get(name, ()) if v.strip()), "")
