"""The list of landmarks, for commands."""

from landmark_gui.commands.console import CommandError, complain
from landmark_gui.gazetteer import Gazetteer, GazetteerError


def load_gazetteer() -> Gazetteer:
    """The gazetteer; says so where the landmarks that the person taught are missing from it.

    To be called once in a run.

    Raises:
        CommandError: It cannot be read.
    """
    try:
        return Gazetteer.load(tell=complain)
    except (GazetteerError, OSError) as error:
        raise CommandError(f"The list of landmarks cannot be read: {error}.") from error
