"""Landmarks that the person taught: what they are called, where they are, and from which photos they were learnt.

A JSON file in the user data folder, whatever model is in use. What a model makes of the photos is kept elsewhere (see
`landmark_gui.inference.personal`) and can be made again from this. Names and places of forgotten ones stay, as
decisions about photos and what is written into them rest on these.
"""

import hashlib
import json
import math
import re
import statistics
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from landmark_gui import paths, whole_file
from landmark_gui.gazetteer import Landmark
from landmark_gui.name_search import normalise

FORMAT_VERSION = 1
KIND = "monument"
"""What a taught landmark counts as, where nobody said it."""
EXTENT_M = 300.0
FEWEST_EXAMPLES = 3
"""From fewer photos nothing can be told about what they have in common."""
_FARTHEST_M = 50_000.0
"""Photos of one landmark, a mountain at most, are taken from so near to each other's middle."""
_PATIENCE_S = 30.0
"""Longest wait for another program that changes the list, which takes it milliseconds."""


class TaughtError(Exception):
    """Taught landmarks cannot be read, written, added or removed; the message is one sentence for the person."""


@dataclass(frozen=True, slots=True)
class Example:
    """A photo that a landmark was learnt from.

    Attributes:
        path: Where it was then.
        content: Its content id in hexadecimal, by which it is found again where it was moved.
    """

    path: str
    content: str = ""


@dataclass(frozen=True, slots=True)
class TaughtLandmark:
    """One landmark.

    Attributes:
        id: Of the gazetteer where that knows it, else made from the name.
        name: As the person calls it.
        examples: Photos of it.
        latitude: Degrees north, or None where its place is not known, or the gazetteer knows it.
        longitude: Degrees east, or None.
        city: City, or None.
        country: Country; may be empty.
        country_code: ISO 3166-1 alpha-2 code; may be empty.
        created: ISO 8601 time of the last change.
    """

    id: str
    name: str
    examples: tuple[Example, ...]
    latitude: float | None = None
    longitude: float | None = None
    city: str | None = None
    country: str = ""
    country_code: str = ""
    created: str = ""

    @property
    def contents(self) -> frozenset[str]:
        """What tells its examples apart: their content ids, or paths."""
        return frozenset(example.content or example.path for example in self.examples)

    def landmark(self) -> Landmark:
        """The entry for a gazetteer that does not know it."""
        return Landmark(
            id=self.id,
            name=self.name,
            country=self.country,
            country_code=self.country_code,
            latitude=self.latitude,
            longitude=self.longitude,
            kind=KIND,
            extent_m=EXTENT_M,
            city=self.city,
        )


def file() -> Path:
    """Where they are kept."""
    return paths.data_folder() / "taught_landmarks.json"


class Content(NamedTuple):
    """What the file holds: what is taught, and what was forgotten, each in the order of their names."""

    landmarks: tuple[TaughtLandmark, ...]
    forgotten: tuple[TaughtLandmark, ...]


def load(path: Path | None = None) -> tuple[TaughtLandmark, ...]:
    """All taught landmarks, in the order of their names.

    Args:
        path: Another file than the person's own.

    Raises:
        TaughtError: The file cannot be read, is damaged, or of a newer version.
    """
    return read(path).landmarks


def forgotten(path: Path | None = None) -> tuple[TaughtLandmark, ...]:
    """Landmarks that were taught once, without examples; see `load`."""
    return read(path).forgotten


def read(path: Path | None = None) -> Content:
    """What `load` and `forgotten` give, at once."""
    path = path or file()
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Content((), ())
    except OSError as error:
        raise TaughtError(f"{path}: the taught landmarks cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise TaughtError(f"{path}: the taught landmarks are damaged; delete this file to begin anew.") from error
    damaged = f"{path}: the taught landmarks are damaged; delete this file to begin anew."
    try:
        is_newer = content["format_version"] > FORMAT_VERSION
        landmarks = () if is_newer else tuple(map(_from_json, content["landmarks"]))
        former = () if is_newer else tuple(map(_from_json, content.get("forgotten", ())))
    except (KeyError, TypeError, ValueError, AttributeError, TaughtError) as error:
        raise TaughtError(damaged) from error
    if is_newer:
        raise TaughtError(f"{path}: the taught landmarks were written by a newer Landmark Tagger; please update.")
    return Content(_by_name(landmarks), _by_name(former))


def _by_name(landmarks: Iterable[TaughtLandmark]) -> tuple[TaughtLandmark, ...]:
    return tuple(sorted(landmarks, key=lambda entry: entry.name.casefold()))


def examples_of(id: str) -> list[Path]:  # noqa: A002
    """The photos that a landmark was taught from, as far as they are where they were; none where that is not known."""
    try:
        known = load()
    except TaughtError:
        return []
    paths = (Path(example.path) for entry in known if entry.id == id for example in entry.examples)
    return [path for path in paths if path.is_file()]


def digest(landmarks: Iterable[TaughtLandmark]) -> str:
    """Changes with what a model makes of them: names, places and examples; empty where there are none."""
    facts = [
        (entry.id, entry.name, entry.latitude, entry.longitude, entry.city, entry.country, sorted(entry.contents))
        for entry in landmarks
    ]
    return hashlib.blake2b(json.dumps(facts).encode(), digest_size=4).hexdigest() if facts else ""


def fingerprint() -> str:
    """`digest` of what the person taught; empty where there is nothing, or it cannot be read."""
    try:
        return digest(load())
    except TaughtError:
        return ""


def identity(model: str) -> str:
    """What suggestions are kept under: a model's id, and what it was taught. Forgetting brings earlier ones back."""
    known = fingerprint() if model else ""
    return f"{model}+{known}" if known else model


def model_of(identity: str) -> str:
    """The model's id in an `identity`, whatever it was taught."""
    name, colon, rest = identity.rpartition(":")
    return f"{name}{colon}{rest.partition('+')[0]}"


def save(landmarks: Iterable[TaughtLandmark], path: Path | None = None) -> None:
    """Writes them atomically, whatever was taught before; what was forgotten stays so.

    Raises:
        TaughtError: The file cannot be read or written.
    """
    path = path or file()
    with _alone(path):
        _write(path, Content(tuple(landmarks), read(path).forgotten))


def add(landmark: TaughtLandmark, path: Path | None = None) -> TaughtLandmark:
    """Teaches a landmark beside what is taught by now, also by other programs.

    Returns:
        The landmark, with what was known about it; see `with_landmark`.

    Raises:
        TaughtError: The list cannot be read or written.
    """
    path = path or file()
    with _alone(path):
        content = read(path)
        landmarks = with_landmark(content.landmarks, landmark)
        _write(path, Content(landmarks, content.forgotten))
    return next(entry for entry in landmarks if entry.id == landmark.id)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Lets no other program change the list meanwhile; where the file system has no locks, nobody waits."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only who changes something needs it

    lock = FileLock(path.with_name(f"{path.name}.lock"), timeout=_PATIENCE_S)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(NotImplementedError):
            lock.acquire()
    except Timeout as error:
        raise TaughtError(f"{path}: another program has been changing the taught landmarks; try again.") from error
    except OSError as error:
        raise TaughtError(f"{path}: the taught landmarks could not be written: {error.strerror or error}.") from error
    try:
        yield
    finally:
        lock.release()


def _write(path: Path, content: Content) -> None:
    known = {landmark.id for landmark in content.landmarks}
    former = [asdict(entry) for entry in content.forgotten if entry.id not in known]
    value: dict[str, Any] = {
        "format_version": FORMAT_VERSION,
        "landmarks": [asdict(landmark) for landmark in content.landmarks],
    }
    if former:
        value["forgotten"] = former
    try:
        whole_file.write(path, json.dumps(value, ensure_ascii=False, indent=1).encode(), synced=True)
    except OSError as error:
        raise TaughtError(f"{path}: the taught landmarks could not be written: {error.strerror or error}.") from error


def with_landmark(known: Iterable[TaughtLandmark], landmark: TaughtLandmark) -> tuple[TaughtLandmark, ...]:
    """These landmarks and one more; one that is there already gets the new examples, and the place as far as given."""
    others, before = [], None
    for entry in known:
        if entry.id == landmark.id:
            before = entry
        else:
            others.append(entry)
    if before is not None:
        examples = {example.content or example.path: example for example in (*before.examples, *landmark.examples)}
        position = landmark if landmark.latitude is not None else before
        is_elsewhere = landmark.country not in ("", before.country)
        landmark = replace(
            landmark,
            examples=tuple(examples.values()),
            latitude=position.latitude,
            longitude=position.longitude,
            city=landmark.city or before.city,
            country=landmark.country or before.country,
            country_code=landmark.country_code or ("" if is_elsewhere else before.country_code),
        )
    return tuple(sorted((*others, landmark), key=lambda entry: entry.name.casefold()))


def find(known: Iterable[TaughtLandmark], name: str) -> TaughtLandmark | None:
    """The taught landmark of that name or id; case makes no difference."""
    wanted = name.strip().casefold()
    return next((entry for entry in known if wanted in (entry.name.casefold(), entry.id)), None)


def remove(ids: Iterable[str]) -> tuple[TaughtLandmark, ...]:
    """Forgets landmarks, with the copies of their photos; decisions and written photos stay as they are.

    Their names and places stay known (`forgotten`).

    Args:
        ids: Of which ones; those that are not there are forgotten already.

    Returns:
        Those that are left.

    Raises:
        TaughtError: The list cannot be read or written.
    """
    gone = set(ids)
    with _alone(file()):
        content = read(file())
        rest = tuple(entry for entry in content.landmarks if entry.id not in gone)
        former = [replace(entry, examples=()) for entry in content.landmarks if entry.id in gone]
        _write(file(), Content(rest, (*(entry for entry in content.forgotten if entry.id not in gone), *former)))
    drop_copies()
    return rest


def drop_copies(contents: Iterable[str] | None = None) -> None:
    """Deletes copies of photos from which no landmark is taught: of these contents, or all such copies."""
    try:
        kept = {example.content for entry in load() for example in entry.examples}
    except TaughtError:
        return
    chosen = None if contents is None else set(contents)
    with suppress(OSError):
        for copy in pictures_folder().iterdir():
            content = copy.name.split(".")[0]
            if copy.suffix in (".jpg", ".npy") and content not in kept and (chosen is None or content in chosen):
                with suppress(OSError):
                    copy.unlink()


def pictures_folder() -> Path:
    """Where small copies of the examples lie, and what models make of them: see `inference.example_pictures`."""
    return paths.data_folder() / "taught"


def checked_name(name: str) -> str:
    """A name that can be a keyword.

    Raises:
        TaughtError: It cannot.
    """
    cleaned = " ".join(name.split())
    if not any(character.isalnum() for character in cleaned):
        raise TaughtError(f"A landmark cannot be called {name!r}: its name needs a letter or digit.")
    if "|" in cleaned or any(unicodedata.category(character) == "Cc" for character in cleaned) or len(cleaned) > 120:
        raise TaughtError(
            f"A landmark cannot be called {cleaned[:60]!r}: names have no '|' and at most 120 characters."
        )
    return cleaned


def checked_place(latitude: float | None, longitude: float | None) -> tuple[float, float] | None:
    """A position, or None where there is none.

    Raises:
        TaughtError: Only one of the two is given, or they are no position on Earth.
    """
    if latitude is None and longitude is None:
        return None
    if latitude is None or longitude is None:
        raise TaughtError("Give both latitude and longitude, or neither.")
    if not (math.isfinite(latitude) and math.isfinite(longitude)) or abs(latitude) > 90 or abs(longitude) > 180:
        raise TaughtError(f"{latitude}, {longitude} is no position: latitudes go to ±90 and longitudes to ±180.")
    return latitude, longitude


def middle(positions: Iterable[tuple[float, float] | None]) -> tuple[float, float] | None:
    """The middle of photos' camera positions; None where they have none, or most lie too far apart for one landmark."""
    from landmark_gui.inference.gps_prior import distance_m  # noqa: PLC0415 - which needs the gazetteer, as this does

    found = [position for position in positions if position is not None]
    if not found:
        return None
    longitudes = [longitude for _, longitude in found]
    if max(longitudes) - min(longitudes) > 180.0:  # on both sides of the date line
        longitudes = [longitude % 360.0 for longitude in longitudes]
    middle_longitude = statistics.median(longitudes)
    place = (
        statistics.median(latitude for latitude, _ in found),
        middle_longitude - 360.0 if middle_longitude > 180.0 else middle_longitude,
    )
    near = sum(distance_m(place, position) <= _FARTHEST_M for position in found)
    return place if 2 * near > len(found) else None


def id_for(name: str, known: Iterable[TaughtLandmark] = ()) -> str:
    """An id made from a name: ASCII words joined by hyphens, with a number for names of other scripts.

    Args:
        name: Of a landmark that has none yet.
        known: Landmarks whose ids are taken; one of this very name has the id already.
    """
    whole = normalise(name)
    plain = whole.encode("ascii", "ignore").decode()
    slug = "-".join("".join(character if character.isalnum() else " " for character in plain).split())
    taken = {normalise(entry.name): entry.id for entry in known}
    if whole in taken:
        return taken[whole]
    is_whole = sum(map(str.isalnum, plain)) == sum(map(str.isalnum, whole))
    numbered = "-".join(filter(None, (slug, f"taught-{zlib.crc32(name.encode()):08x}")))
    return slug if slug and is_whole and slug not in taken.values() else numbered


def _content(value: object) -> str:
    """A content id: it becomes part of a file's name.

    Raises:
        ValueError: It is none.
    """
    text = str(value)
    if not re.fullmatch(r"[0-9a-f]{0,64}", text):
        raise ValueError(f"{text!r} is no content id")
    return text


def _from_json(values: dict[str, Any]) -> TaughtLandmark:
    examples = tuple(Example(str(entry["path"]), _content(entry.get("content", ""))) for entry in values["examples"])
    place = checked_place(values.get("latitude"), values.get("longitude"))
    return TaughtLandmark(
        id=str(values["id"]),
        name=checked_name(str(values["name"])),
        examples=examples,
        latitude=place[0] if place else None,
        longitude=place[1] if place else None,
        city=values.get("city") or None,
        country=str(values.get("country") or ""),
        country_code=str(values.get("country_code") or ""),
        created=str(values.get("created") or ""),
    )
