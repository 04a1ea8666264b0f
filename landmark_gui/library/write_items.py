"""From accepted decisions to what the metadata writer takes. Imports the metadata package only when called."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from landmark_gui.library.decisions import landmark_key, plain_name
from landmark_gui.library.photos import Photo
from landmark_gui.settings import Settings

if TYPE_CHECKING:
    from landmark_gui.gazetteer import Gazetteer, Landmark
    from landmark_gui.metadata import Item, LandmarkTag, Provenance, WriteSettings

_PLACES = {
    "write_keywords": "keywords",
    "write_hierarchy": "hierarchy",
    "write_digikam": "digikam",
    "write_location_shown": "location_shown",
    "write_location": "location",
    "write_iptc": "iptc",
}


def write_settings(settings: Settings) -> "WriteSettings":
    """How to write, by the person's settings."""
    from landmark_gui.metadata import PLACES, WriteSettings  # noqa: PLC0415

    chosen = {place for name, place in _PLACES.items() if settings.flag(name)}
    return WriteSettings(
        sidecar=settings.text("sidecar"),  # type: ignore[arg-type]  # the setting has the same choices
        adobe_sidecar_names=settings.flag("adobe_sidecars"),
        sidecar_choice=settings.text("sidecar_choice"),  # type: ignore[arg-type]
        hard_links=settings.text("hard_links"),  # type: ignore[arg-type]
        signed="write" if settings.flag("write_signed") else "sidecar",
        preserve_mtime=settings.flag("preserve_mtime"),
        keep_original=settings.flag("keep_original"),
        fill_empty_gps=settings.flag("fill_gps"),
        write_xp_keywords=settings.flag("write_xp_keywords"),
        places=frozenset(place for place in PLACES if place in chosen),
        hierarchy_separator=settings.text("hierarchy_separator"),
        digikam_separator=settings.text("digikam_separator"),
    )


def items(photos: Iterable[Photo], gazetteer: "Gazetteer", settings: Settings) -> "list[Item]":
    """What to write into these photos: one item for each with an accepted landmark, the others are passed over.

    Args:
        photos: Any photos.
        gazetteer: Knows the places; a landmark that it does not know is written by its name alone.
        settings: Root and language of the keyword.
    """
    from landmark_gui.metadata import DecidedBy, Item, Provenance  # noqa: PLC0415

    date = now()
    found = []
    for photo in photos:
        key = photo.decision.landmark
        if not key:
            continue
        model, probability = _suggested(photo, key)
        provenance = Provenance(model, probability, DecidedBy.PERSON, date)
        found.append(Item(photo.file, tag_for(key, gazetteer, settings, provenance)))
    return found


def tag_for(key: str, gazetteer: "Gazetteer", settings: Settings, provenance: "Provenance") -> "LandmarkTag":
    """What is written for a landmark (a key)."""
    from landmark_gui.metadata import LandmarkTag  # noqa: PLC0415

    root, language = settings.text("keyword_root"), settings.text("keyword_language")
    landmark = None if plain_name(key) else gazetteer.find(key)
    if landmark is None:
        name = plain_name(key) or key.replace("-", " ")
        return LandmarkTag(name, (root, name) if root else (name,), provenance=provenance)
    return tag_of(landmark, root, language, provenance)


def tag_of(landmark: "Landmark", root: str, language: str, provenance: "Provenance") -> "LandmarkTag":
    """What is written for a landmark of the gazetteer.

    Args:
        landmark: Which one.
        root: First level of the keyword; may be empty.
        language: Of the names.
        provenance: Where it comes from.
    """
    from landmark_gui.metadata import LandmarkTag  # noqa: PLC0415

    return LandmarkTag(
        name=landmark.display_name(language),
        hierarchy=landmark.hierarchy(root, language),
        city=landmark.city or "",
        region=landmark.region or "",
        country=landmark.country,
        country_code=landmark.country_code,
        latitude=landmark.latitude,
        longitude=landmark.longitude,
        wikidata=landmark.wikidata or "",
        provenance=provenance,
    )


def now() -> str:
    """The date of a write: ISO 8601 with time zone."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def _suggested(photo: Photo, key: str) -> tuple[str, float | None]:
    """The model that suggested that landmark for the photo, and its probability; empty and None where none did."""
    ranking = photo.ranking
    if ranking is not None:
        for candidate, probability in zip(ranking.landmarks, ranking.probabilities, strict=True):
            if landmark_key(candidate) == key:
                return ranking.model.partition(":")[0], probability
    return "", None
