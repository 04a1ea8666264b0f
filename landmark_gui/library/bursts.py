"""Photos taken within seconds of each other with the same camera, so that one decision can serve them all."""

import os
from collections.abc import Iterable

from landmark_gui.library.photos import Photo, seconds_of

GAP_SECONDS = 3.0
"""Photos of a burst follow each other within this time; hand-held series of one view are slower than a camera's own."""


def burst_of(photo: Photo, photos: Iterable[Photo], gap_seconds: float = GAP_SECONDS) -> list[Photo]:
    """The burst that a photo belongs to, in order of time, with the photo itself; alone where its time is not known.

    A burst lies in one folder, comes from one camera, and has no gap longer than ``gap_seconds`` between neighbours.

    Args:
        photo: One of ``photos``.
        photos: Among which to look.
        gap_seconds: The longest gap.
    """
    if seconds_of(photo) is None:
        return [photo]
    folder, name = os.path.split(photo.path)
    start = len(photo.path) - len(name)
    timed = []
    for other in photos:
        # The cheap comparisons first, as this looks at 100,000 photos.
        if other.camera == photo.camera and other.capture_time and other.path[:start] == photo.path[:start]:
            seconds = seconds_of(other)
            if seconds is not None and os.path.dirname(other.path) == folder:
                timed.append((seconds, other.path, other))
    timed.sort(key=lambda entry: entry[:2])
    here = next((number for number, entry in enumerate(timed) if entry[2].path == photo.path), None)
    if here is None:
        return [photo]
    first = last = here
    while first > 0 and timed[first][0] - timed[first - 1][0] <= gap_seconds:
        first -= 1
    while last + 1 < len(timed) and timed[last + 1][0] - timed[last][0] <= gap_seconds:
        last += 1
    return [entry[2] for entry in timed[first : last + 1]]
