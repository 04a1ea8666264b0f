"""From accepted decisions to what the metadata writer takes. Imports the metadata package only when called."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from landmark_gui.library.photos import Photo
from landmark_gui.settings import Settings

if TYPE_CHECKING:
    from landmark_gui.gazetteer import Gazetteer
    from landmark_gui.metadata import Item, WriteSettings


def write_settings(settings: Settings) -> "WriteSettings":
    """How to write, by the person's settings."""
    raise NotImplementedError


def items(photos: Iterable[Photo], gazetteer: "Gazetteer", settings: Settings) -> "list[Item]":
    """What to write into these photos: one item for each with an accepted landmark, the others are passed over.

    Args:
        photos: Any photos.
        gazetteer: Knows the places; a landmark that it does not know is written by its name alone.
        settings: Root and language of the keyword.
    """
    raise NotImplementedError
