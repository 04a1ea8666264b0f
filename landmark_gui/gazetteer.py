"""The gazetteer: every landmark the program knows by name and place, and how to find one by what a person types."""

import json
import math
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from landmark_gui import resources
from landmark_gui.name_search import NameIndex, normalise

FILE_VERSION = 1
"""The gazetteer file format that this program reads."""

KINDS = frozenset(
    {
        "bridge",  # bridges, viaducts
        "building",  # buildings and other structures in use: town halls, stations, libraries, dams, canals
        "canyon",
        "castle",  # castles, fortresses, citadels
        "cave",  # natural caves, rock-cut caves, mines
        "coast",  # cliffs, capes, beaches, bays, fjords
        "desert",  # deserts, salt flats, dunes, rock landscapes
        "district",  # towns, villages, quarters
        "garden",
        "island",
        "lake",  # lakes, lagoons, springs
        "monument",  # monuments, memorials, gates, fountains, signs
        "mountain",  # mountains, volcanoes, rocks, natural arches, glaciers
        "museum",
        "palace",
        "park",  # parks, national parks, cultivated landscapes
        "reef",
        "religious_site",  # churches, mosques, temples, monasteries, pagodas
        "ruins",  # archaeological sites
        "square",
        "stadium",  # stadiums, race tracks
        "statue",
        "tower",  # towers, skyscrapers
        "venue",  # opera houses, theatres, amusement parks, rides
        "wall",  # city walls, border walls
        "waterfall",
    }
)
"""What a landmark can be."""

_ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNTRY_CODE_PATTERN = re.compile(r"[A-Z]{2}")
_WIKIDATA_PATTERN = re.compile(r"Q[1-9][0-9]*")
_LANGUAGE_PATTERN = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*")


class GazetteerError(ValueError):
    """A gazetteer file cannot be used; the message is one sentence naming the file, the entry and the fault."""


@dataclass(frozen=True, slots=True)
class Landmark:
    """A landmark: what it is called and where it stands.

    Attributes:
        id: Stable identifier, ASCII words joined by hyphens, such as ``eiffel-tower``.
        name: English name.
        country: English name of the country; empty where the person who taught the landmark did not say it.
        country_code: ISO 3166-1 alpha-2 code of the country; empty likewise.
        latitude: WGS84 latitude in decimal degrees, north positive; None where a taught landmark's place is not known.
        longitude: WGS84 longitude in decimal degrees, east positive; None likewise.
        kind: One of `KINDS`.
        extent_m: Approximate radius in metres round the coordinates within which a camera may stand at the landmark.
        local_names: Names in other languages, by language code.
        aliases: Other spellings and names; among them the class name of a data set where it differs from ``name``.
        city: English name of the city, town or village, None where the landmark lies in none.
        region: English name of the state, province or region, None where it has none.
        wikidata: Wikidata item, such as ``Q243``, None where it is not known for certain.
    """

    id: str
    name: str
    country: str
    country_code: str
    latitude: float | None
    longitude: float | None
    kind: str
    extent_m: float
    local_names: Mapping[str, str] = field(default_factory=dict, hash=False)
    aliases: tuple[str, ...] = ()
    city: str | None = None
    region: str | None = None
    wikidata: str | None = None

    def display_name(self, language: str = "en") -> str:
        """Returns the name in a language, or the English one where there is none in it.

        Args:
            language: Language code such as ``de``; a locale name such as ``pt_BR.UTF-8`` is understood too.
        """
        code = re.split(r"[.@]", language, maxsplit=1)[0].replace("_", "-")
        return self.local_names.get(code) or self.local_names.get(code.partition("-")[0].lower()) or self.name

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude; None where they are not known."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)

    def hierarchy(self, root: str = "Places", language: str = "en") -> tuple[str, ...]:
        """Returns the path of the hierarchical keyword for this landmark, outermost level first.

        The levels are root, country, city (or region where there is no city) and name. A missing level is left out, as
        is one that says the same as the level before it: the path to the Merlion holds "Singapore" once.

        Args:
            root: The outermost level; empty for none.
            language: The language of the landmark's own name.
        """
        levels = (root, self.country, self.city or self.region or "", self.display_name(language))
        path: list[str] = []
        for level in levels:
            if level and (not path or level != path[-1]):
                path.append(level)
        return tuple(path)

    def all_names(self) -> tuple[str, ...]:
        """Returns every name the landmark is found by, the English one first."""
        return (self.name, *self.local_names.values(), *self.aliases, self.id)


class Gazetteer:
    """All known landmarks; never changes once made.

    Iterating gives the landmarks in the order in which they were given.
    """

    __slots__ = ("_by_id", "_by_name", "_index", "_landmarks")

    def __init__(self, landmarks: Iterable[Landmark], former: Iterable[Landmark] = ()) -> None:
        """Indexes the landmarks.

        Args:
            landmarks: The landmarks; ids and names must each lead to one landmark only.
            former: What is looked up by its id only, as decisions made earlier do: `search` does not find it.

        Raises:
            GazetteerError: Two landmarks have the same id, or share a name.
        """
        self._landmarks = tuple(landmarks)
        self._by_id: dict[str, Landmark] = {}
        self._by_name: dict[str, Landmark] = {}
        for landmark in self._landmarks:
            if landmark.id in self._by_id:
                raise GazetteerError(f"the id {landmark.id!r} is given twice")
            self._by_id[landmark.id] = landmark
            for name in landmark.all_names():
                other = self._by_name.setdefault(normalise(name), landmark)
                if other is not landmark:
                    raise GazetteerError(f"the name {name!r} belongs to both {other.id!r} and {landmark.id!r}")
        for landmark in former:
            self._by_id.setdefault(landmark.id, landmark)
            self._by_name.setdefault(normalise(landmark.id), landmark)
        self._index = NameIndex(
            (
                landmark.all_names(),
                " ".join(filter(None, (landmark.city, landmark.region, landmark.country))),
            )
            for landmark in self._landmarks
        )

    @classmethod
    def load(cls, path: str | Path | None = None, tell: Callable[[str], None] = lambda problem: None) -> "Gazetteer":
        """Reads a gazetteer file.

        Args:
            path: The file; None: the one that ships with the program, and with it the landmarks that the person
                taught, as far as they can be read.
            tell: Is given one sentence where these cannot be read.

        Returns:
            The gazetteer.

        Raises:
            GazetteerError: The file is not a gazetteer of this version, or an entry is faulty.
            OSError: The file is missing or cannot be read.
        """
        file = resources.path("landmarks.json") if path is None else Path(path)
        landmarks = tuple(
            _landmark_from_entry(entry, f"{file}, entry {number}")
            for number, entry in enumerate(_read_entries(file), start=1)
        )
        try:
            shipped = cls(landmarks)
        except GazetteerError as error:
            raise GazetteerError(f"{file}: {error}") from None
        return shipped if path is not None else shipped.with_taught(tell)

    def with_taught(self, tell: Callable[[str], None] = lambda problem: None) -> "Gazetteer":
        """This gazetteer and the landmarks that the person taught, except those that it knows already.

        Those that were forgotten are `former` ones.

        Args:
            tell: Is given one sentence where they cannot be read: all others must work without them.
        """
        from landmark_gui import taught  # noqa: PLC0415 - which needs `Landmark`

        try:
            entries, forgotten = taught.read()
        except taught.TaughtError as error:
            tell(str(error))
            return self
        former = [entry.landmark() for entry in forgotten]
        new: dict[str, Landmark] = {}
        for entry in entries:
            if self.find(entry.id) is None and self.find(entry.name) is None:
                new.setdefault(normalise(entry.name), entry.landmark())
        try:
            return Gazetteer((*self, *new.values()), former) if new or former else self
        except GazetteerError as error:  # a file that somebody edited
            tell(f"{taught.file()}: the taught landmarks cannot be used ({error}); mend or delete this file.")
            return self

    def __iter__(self) -> Iterator[Landmark]:
        return iter(self._landmarks)

    def __len__(self) -> int:
        return len(self._landmarks)

    def __contains__(self, landmark: object) -> bool:
        return isinstance(landmark, Landmark) and self._by_id.get(landmark.id) == landmark

    def __repr__(self) -> str:
        return f"<Gazetteer of {len(self)} landmarks>"

    def by_id(self, id: str) -> Landmark:  # noqa: A002 - the field's own name
        """Returns the landmark with this id.

        Raises:
            KeyError: There is none.
        """
        return self._by_id[id]

    def find(self, name: str) -> Landmark | None:
        """Returns the landmark with exactly this name, in any language or spelling listed, or with this id.

        Case, accents, punctuation and a class prefix (``03.Eiffel_Tower``) make no difference; see `normalise`.
        """
        return self._by_name.get(normalise(name))

    def search(self, text: str, limit: int = 20) -> list[Landmark]:
        """Returns the landmarks that a person typing this text may mean, the likeliest first.

        Names are looked for by prefix and by words, also together with words of city, region and country, and where
        that finds nothing, with small typing errors; see `NameIndex.search`.

        Args:
            text: What was typed.
            limit: The most landmarks to return.
        """
        return [self._landmarks[position] for position in self._index.search(text, limit)]


def _read_entries(file: Path) -> list[Any]:
    """Reads the file as far as its list of landmarks."""
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise GazetteerError(f"{file} is not a gazetteer: it is not valid JSON in UTF-8 ({error})") from error
    if not isinstance(content, dict) or not isinstance(content.get("landmarks"), list):
        raise GazetteerError(f'{file} is not a gazetteer: it is not a JSON object with a list "landmarks"')
    version = content.get("version")
    if version != FILE_VERSION or isinstance(version, bool):
        raise GazetteerError(
            f"{file} has the gazetteer format version {version!r}, but this program reads version {FILE_VERSION}"
        )
    return list(content["landmarks"])


def _landmark_from_entry(entry: object, where: str) -> Landmark:
    if not isinstance(entry, dict):
        raise GazetteerError(f"{where}: a landmark must be a JSON object, not {type(entry).__name__}")
    if isinstance(entry.get("id"), str):
        where += f" ({entry['id']!r})"
    try:
        return _checked_landmark(entry)
    except GazetteerError as fault:
        raise GazetteerError(f"{where}: {fault}") from None


def _checked_landmark(entry: dict[str, Any]) -> Landmark:
    """Makes the landmark, or raises GazetteerError saying only what is wrong with the entry."""
    known = {*Landmark.__dataclass_fields__}
    if unknown := sorted(set(entry) - known):
        raise GazetteerError(f"unknown field {unknown[0]!r}")
    aliases = entry.get("aliases", [])
    if not isinstance(aliases, list):
        raise GazetteerError("'aliases' must be a list of names")
    local_names = entry.get("local_names", {})
    if not isinstance(local_names, dict):
        raise GazetteerError("'local_names' must be an object from language codes to names")
    for language in local_names:
        if not _LANGUAGE_PATTERN.fullmatch(language):
            raise GazetteerError(f"'local_names' has {language!r}, which is not a language code")
    kind = _text(entry, "kind")
    if kind not in KINDS:
        raise GazetteerError(f"'kind' is {kind!r}, but must be one of {', '.join(sorted(KINDS))}")
    return Landmark(
        id=_matching(entry, "id", _ID_PATTERN, "lower-case ASCII words joined by hyphens"),
        name=_name(entry.get("name"), "'name'"),
        country=_name(entry.get("country"), "'country'"),
        country_code=_matching(entry, "country_code", _COUNTRY_CODE_PATTERN, "two capital letters"),
        latitude=_number(entry, "latitude", -90, 90),
        longitude=_number(entry, "longitude", -180, 180),
        kind=kind,
        extent_m=_number(entry, "extent_m", 1, 10_000_000),
        local_names={language: _name(name, "a name in 'local_names'") for language, name in local_names.items()},
        aliases=tuple(_name(alias, "an alias") for alias in aliases),
        city=None if entry.get("city") is None else _name(entry["city"], "'city'"),
        region=None if entry.get("region") is None else _name(entry["region"], "'region'"),
        wikidata=None
        if entry.get("wikidata") is None
        else _matching(entry, "wikidata", _WIKIDATA_PATTERN, "an item such as Q243"),
    )


def _text(entry: dict[str, Any], key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str):
        raise GazetteerError(f"{key!r} is missing" if value is None else f"{key!r} must be text")
    return value


def _matching(entry: dict[str, Any], key: str, pattern: re.Pattern[str], meaning: str) -> str:
    value = _text(entry, key)
    if not pattern.fullmatch(value):
        raise GazetteerError(f"{key!r} is {value!r}, but must be {meaning}")
    return value


def _name(value: object, what: str) -> str:
    """Checks a name: names become keywords, of which '|' separates the levels, and lines of text."""
    if not isinstance(value, str):
        raise GazetteerError(f"{what} is missing" if value is None else f"{what} must be text")
    if not normalise(value):
        raise GazetteerError(f"{what} is {value!r}, which has no letter or digit")
    if value != value.strip() or "|" in value or any(unicodedata.category(character) == "Cc" for character in value):
        raise GazetteerError(f"{what} is {value!r}, but must have no '|', control character or outer white space")
    return value


def _number(entry: dict[str, Any], key: str, lowest: float, highest: float) -> float:
    value = entry.get(key)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise GazetteerError(f"{key!r} is missing" if value is None else f"{key!r} must be a number")
    if math.isnan(value) or not lowest <= value <= highest:
        raise GazetteerError(f"{key!r} is {value}, but must be from {lowest} to {highest}")
    return float(value)
