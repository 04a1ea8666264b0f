"""Teaching a landmark from a few photos, and finding photos that it could be taught from."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from landmark_gui import taught
from landmark_gui.inference import alike, example_pictures, images
from landmark_gui.library.content import content_id
from landmark_gui.library.header_facts import read_surroundings
from landmark_gui.taught import Example, TaughtError, TaughtLandmark

if TYPE_CHECKING:
    from landmark_gui.gazetteer import Landmark
    from landmark_gui.inference.predictor import Predictor

_NAMED = 5
"""Names of photos in one sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a landmark is, as far as the person says it.

    Attributes:
        latitude: Degrees north, or None.
        longitude: Degrees east, or None.
        city: City, or None.
        country: Country; may be empty.
    """

    latitude: float | None = None
    longitude: float | None = None
    city: str | None = None
    country: str = ""


@dataclass(frozen=True, slots=True)
class Taught:
    """What was taught.

    Attributes:
        landmark: As it is known from now on.
        added: How many of the photos were new to it.
        is_new: Whether it was not taught before.
        warnings: What the person should know, each one sentence.
        unreadable: How many of the photos could not be read.
    """

    landmark: TaughtLandmark
    added: int
    is_new: bool
    warnings: tuple[str, ...] = ()
    unreadable: int = 0


def teach(
    predictor: "Predictor",
    name: str,
    photos: Sequence[Path],
    place: Place | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Taught | None:
    """Teaches a landmark, or gives one that is taught already further examples.

    Args:
        predictor: Of the model in use, which looks at the photos; others learn of it when they are used.
        name: What the person calls it; where the gazetteer knows it, it is that landmark.
        photos: Which show it.
        place: Where it is; None: as the gazetteer knows, else where the photos were taken.
        stop: True gives up, and nothing is taught.

    Returns:
        What was taught; None if `stop` said so.

    Raises:
        TaughtError: The name or place is not possible, there are too few photos, or it cannot be kept.
    """
    name = taught.checked_name(name)
    place = place or Place()
    position = taught.checked_place(place.latitude, place.longitude)
    known, former = taught.read()
    entry = predictor.gazetteer.find(name)
    id = entry.id if entry else taught.id_for(name, (*known, *former))  # noqa: A001
    before = taught.find(known, id)
    examples, unreadable = [], []
    done = False
    try:
        for photo in photos:
            if stop():
                return None
            try:
                example = Example(str(photo.absolute()), content_id(photo).hex())
                example_pictures.read(example)
            except (images.PhotoError, OSError) as error:
                unreadable.append((photo, _reason(error)))
                continue
            examples.append(example)
        wanted = TaughtLandmark(
            id=id,
            name=entry.name if entry else name,
            examples=tuple({example.content: example for example in examples}.values()),
            created=datetime.now(UTC).replace(microsecond=0).isoformat(),
        )
        is_shipped = entry is not None and all(entry != other.landmark() for other in (*known, *former))
        wanted, doubts = _placed(wanted, place, position, entry, is_shipped=is_shipped, before=before)
        landmark = taught.find(taught.with_landmark(known, wanted), id)
        assert landmark is not None
        if len(landmark.examples) < taught.FEWEST_EXAMPLES:
            raise TaughtError(_too_few(len(landmark.examples), len(photos), unreadable))
        warnings = [f"{photo}: {reason} It is left out." for photo, reason in unreadable] + doubts
        if len(examples) > len(wanted.examples):
            copies = len(examples) - len(wanted.examples)
            warnings.append(f"{copies} of the photos are copies of others and count once.")
        if stop():
            return None
        warnings += predictor.doubts(landmark)
        if stop():  # looking for doubts takes seconds
            return None
        landmark = taught.add(wanted)  # to what is taught by now
        done = True
    finally:
        if not done:
            taught.drop_copies(example.content for example in examples)
    added = len(landmark.examples) - (len(before.examples) if before else 0)
    return Taught(landmark, added, before is None, tuple(warnings), len(unreadable))


def unknown_places(
    predictor: "Predictor",
    photos: Sequence[Path],
    progress: Callable[[int, int], None] = lambda done, total: None,
    stop: Callable[[], bool] = lambda: False,
) -> list[list[Path]] | None:
    """Groups of photos that look alike, the largest first: candidates for teaching.

    Args:
        predictor: Of the model in use.
        photos: In which the model found nothing that it knows.
        progress: Called with the number of photos looked at, and of all.
        stop: True gives up.

    Returns:
        The groups, each with its most typical photo first; None if `stop` said so.

    Raises:
        TaughtError: The model keeps no features by which photos could be compared.
    """
    known = predictor.known
    if known is None:
        raise TaughtError(
            f"The model {predictor.name} keeps no features of photos, by which others could be compared: use another."
        )
    seen: list[tuple[Path, npt.NDArray[np.float32]]] = []
    with closing(predictor.features(photos, to_compare=True)) as found:
        for done, (path, features) in enumerate(found, 1):
            if stop():
                return None
            if features is not None:
                seen.append((path, features))
            progress(done, len(photos))
    if not seen:
        return []
    return [[seen[row][0] for row in group] for group in alike.groups(known, np.stack([entry for _, entry in seen]))]


def _reason(error: images.PhotoError | OSError) -> str:
    return error.reason if isinstance(error, images.PhotoError) else f"{error.strerror}."


def _placed(
    landmark: TaughtLandmark,
    place: Place,
    position: tuple[float, float] | None,
    entry: "Landmark | None",
    *,
    is_shipped: bool,
    before: TaughtLandmark | None,
) -> tuple[TaughtLandmark, list[str]]:
    """The landmark with its place, and what the person should know about that.

    The gazetteer's own landmarks are where it says. Others are where the person says, else where they were, else where
    their photos were taken: what was taught before keeps its place, see `landmark_gui.taught.with_landmark`.

    Args:
        landmark: Without place.
        place: What the person gave.
        position: That, checked.
        entry: What the gazetteer knows under this name.
        is_shipped: Whether that is one of its own, and not taught earlier.
        before: What was taught of it before.
    """
    warnings = []
    if entry is not None and entry.position is not None and (is_shipped or (position is None and before is None)):
        placed = replace(
            landmark,
            latitude=entry.latitude,
            longitude=entry.longitude,
            city=entry.city,
            country=entry.country,
            country_code=entry.country_code,
        )
        if is_shipped and place != Place():
            where = ", ".join(filter(None, (entry.city, entry.country)))
            warnings.append(f"{entry.name} is where the gazetteer knows it ({where}), not at the place given.")
        return placed, warnings
    if position is None and (before is None or before.latitude is None):
        taken = [read_surroundings(example.path).camera_gps for example in landmark.examples]
        position = taught.middle(taken)
        if position is None and any(taken):
            warnings.append(
                f"The photos were taken too far apart to tell where {landmark.name} is: give its latitude and "
                "longitude."
            )
    placed = replace(
        landmark,
        latitude=position[0] if position else None,
        longitude=position[1] if position else None,
        city=(place.city or "").strip() or None,
        country=place.country.strip(),
    )
    return placed, warnings


def _too_few(count: int, given: int, unreadable: Sequence[tuple[Path, str]]) -> str:
    text = f"A landmark is learnt from at least {taught.FEWEST_EXAMPLES} different photos; "
    if unreadable:
        names = ", ".join(str(photo) for photo, _ in unreadable[:_NAMED])
        more = f" and {len(unreadable) - _NAMED} more" if len(unreadable) > _NAMED else ""
        reasons = " ".join(dict.fromkeys(reason for _, reason in unreadable[:_NAMED]))
        return text + f"of these {given}, {len(unreadable)} cannot be read: {names}{more} ({reasons})"
    return text + (
        "there are none here." if not count else f"here is only {count}." if count == 1 else f"here are only {count}."
    )
