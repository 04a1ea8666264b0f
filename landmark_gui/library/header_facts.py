"""What a photo's headers say, as the app needs it: the second pass after the scan."""

from collections.abc import Callable

from landmark_gui.library.photos import Photo

FindLandmark = Callable[[str], str]
"""From a keyword to the gazetteer id it names exactly, or empty; see `finder`."""


def read_facts(photo: Photo, find: FindLandmark) -> Photo:
    """The photo with size, time, header facts and content id as they stand in the file and its sidecar now.

    Reads headers only. A file that cannot be read keeps what is known and gets an ``error``; nothing is raised. What
    the model and the person said is left as it is, unless the file now holds another picture.

    Args:
        photo: With its path; it is not changed.
        find: Names landmarks in keywords.
    """
    raise NotImplementedError


def finder() -> FindLandmark:
    """Finds landmarks in keywords by the app's gazetteer; remembers what it found. For one thread.

    Raises:
        landmark_gui.gazetteer.GazetteerError: The gazetteer is damaged.
        OSError: It cannot be read.
    """
    raise NotImplementedError
