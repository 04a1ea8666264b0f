"""Photos taken within seconds of each other with the same camera, so that one decision can serve them all."""

from collections.abc import Iterable

from landmark_gui.library.photos import Photo

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
    raise NotImplementedError
