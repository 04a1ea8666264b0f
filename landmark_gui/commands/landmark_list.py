"""The list of landmarks, for commands."""

from landmark_gui.commands.console import CommandError
from landmark_gui.gazetteer import Gazetteer, GazetteerError


def load_gazetteer() -> Gazetteer:
    """The gazetteer.

    Raises:
        CommandError: It cannot be read.
    """
    try:
        return Gazetteer.load()
    except (GazetteerError, OSError) as error:
        raise CommandError(f"The list of landmarks cannot be read: {error}.") from error
