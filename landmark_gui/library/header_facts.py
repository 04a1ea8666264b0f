"""What a photo's headers say, as the app needs it: the second pass after the scan."""

import os
import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from landmark_gui.library.content import content_id
from landmark_gui.library.decisions import UNDECIDED
from landmark_gui.library.photos import Photo

if TYPE_CHECKING:
    from landmark_gui.metadata import PhotoMetadata

FindLandmark = Callable[[str], str]
"""From a keyword to the gazetteer id it names exactly, or empty; see `finder`."""

_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}")
_MOST_REMEMBERED = 100_000


def read_facts(photo: Photo, find: FindLandmark) -> Photo:
    """The photo with size, time, header facts and content id as they stand in the file and its sidecar now.

    Reads headers only. A file that cannot be read keeps what is known and gets an ``error``; nothing is raised. What
    the model and the person said is left as it is, unless the file now holds another picture.

    Args:
        photo: With its path; it is not changed.
        find: Names landmarks in keywords.
    """
    from landmark_gui.metadata import read_metadata  # noqa: PLC0415 - see `content_id`

    try:
        status = os.stat(photo.path)
        metadata = read_metadata(photo.file)
        content = content_id(photo.path)
    except OSError as error:
        return replace(photo, error=f"The file cannot be read ({error.strerror or error}).")
    if photo.content not in (b"", content):
        photo = replace(photo, ranking=None, decision=UNDECIDED, written="")
    return replace(
        photo,
        size=status.st_size,
        mtime_ns=status.st_mtime_ns,
        facts_read=True,
        capture_time=_capture_time(metadata),
        camera_gps=metadata.camera_gps,
        camera=camera_name(metadata.make, metadata.model),
        keywords=metadata.keywords,
        landmark_in_file=_landmark(metadata, find),
        content=content,
        error="",
    )


def read_surroundings(path: str) -> Photo:
    """When, where and with what a photo was taken, and nothing else; a file that cannot be read tells nothing."""
    from landmark_gui.metadata import read_metadata  # noqa: PLC0415 - see `content_id`

    photo = Photo(path)
    try:
        metadata = read_metadata(photo.file)
    except OSError:
        return photo
    return replace(
        photo,
        capture_time=_capture_time(metadata),
        camera_gps=metadata.camera_gps,
        camera=camera_name(metadata.make, metadata.model),
    )


def _capture_time(metadata: "PhotoMetadata") -> str:
    return metadata.capture_time[:19] if _TIME.match(metadata.capture_time) else ""


def camera_name(make: str, model: str) -> str:
    """Maker and model as one name; the maker is left out where the model begins with it."""
    make, model = " ".join(make.split()), " ".join(model.split())
    return model if model.lower().startswith(make.lower()) else f"{make} {model}".strip()


def _landmark(metadata: "PhotoMetadata", find: FindLandmark) -> str:
    """The landmark that the file names: what this app wrote last, else the narrowest keyword that is one."""
    paths = metadata.hierarchical_keywords
    names = [
        *(record.landmark for record in reversed(metadata.written)),
        *(item.get("Sublocation", "") for item in reversed(metadata.locations_shown)),
        *(path[-1] for path in paths),
        *metadata.keywords,
    ]
    return next((landmark for name in names if name and (landmark := find(name))), "")


def finder() -> FindLandmark:
    """Finds landmarks in keywords by the app's gazetteer; remembers what it found. For one thread.

    Raises:
        landmark_gui.gazetteer.GazetteerError: The gazetteer is damaged.
        OSError: It cannot be read.
    """
    from landmark_gui.gazetteer import Gazetteer  # noqa: PLC0415

    gazetteer = Gazetteer.load()
    known: dict[str, str] = {}

    def find(keyword: str) -> str:
        if keyword not in known:
            if len(known) >= _MOST_REMEMBERED:
                known.clear()
            landmark = gazetteer.find(keyword)
            known[keyword] = landmark.id if landmark else ""
        return known[keyword]

    return find
