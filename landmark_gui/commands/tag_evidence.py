"""``tag``: weighs what the model says with the camera's position and neighbouring photos, as suggestions stream by."""

import argparse
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from landmark_gui.inference.suggestion import Suggestion

if TYPE_CHECKING:
    from landmark_gui.gazetteer import Gazetteer
    from landmark_gui.library.photos import Photo
    from landmark_gui.library.weighing import Weigher

_AHEAD = 32  # photos of a folder that are looked at before one of it is told, so that the first ones gain too


def add_options(parser: argparse.ArgumentParser) -> None:
    """``--no-gps`` and ``--no-context``."""
    group = parser.add_argument_group("evidence beyond the picture")
    group.add_argument("--no-gps", action="store_true", help="leave the camera's position out (default: the settings)")
    group.add_argument(
        "--no-context",
        action="store_true",
        help="leave out the other photos of the same burst, minute, folder and journey (default: the settings)",
    )


def weigher(arguments: argparse.Namespace, gazetteer: "Gazetteer") -> "Weigher | None":
    """What weighs, by the options and the settings; None where nothing but the picture counts.

    Raises:
        landmark_gui.settings.SettingsError: The settings cannot be read.
    """
    from landmark_gui import settings  # noqa: PLC0415 - only what infers needs them
    from landmark_gui.library.weighing import Sources, Weigher  # noqa: PLC0415

    chosen = settings.load()
    sources = Sources(
        gps=chosen.flag("use_gps") and not arguments.no_gps,
        context=chosen.flag("use_context") and not arguments.no_context,
    )
    if not sources.any:
        return None
    return Weigher(gazetteer.find, sources, chosen.number("burst_seconds"))


def candidates(top_k: int) -> int:
    """How many candidates to ask the model for where so many are shown."""
    from landmark_gui.library.weighing import CANDIDATES  # noqa: PLC0415

    return max(top_k, CANDIDATES)


def weighed(
    suggestions: Iterable[Suggestion], weigher: "Weigher", top_k: int, cancelled: Callable[[], bool]
) -> Generator[Suggestion, None, None]:
    """The suggestions after the evidence, in their order.

    With context, each is held back until some more photos of its folder were looked at.

    Args:
        suggestions: With more candidates than are to be shown.
        weigher: Learns the photos as they come.
        top_k: Most candidates to give.
        cancelled: Ends the stream; what was looked at still comes.
    """
    from landmark_gui.library.header_facts import read_surroundings  # noqa: PLC0415
    from landmark_gui.library.photos import CandidatePool, Ranking  # noqa: PLC0415

    pool, held = CandidatePool(), deque[tuple[Suggestion, "Photo | None"]]()

    def settle() -> Suggestion:
        suggestion, photo = held.popleft()
        found = None if photo is None else weigher.weigh(photo)
        if photo is not None and found is not None:
            suggestion = replace(found.ranking.suggestion(photo.path), path=suggestion.path, evidence=found.evidence)
        return replace(suggestion, candidates=suggestion.candidates[:top_k])

    for suggestion in suggestions:
        photo = None
        if suggestion.error is None:
            photo = read_surroundings(str(suggestion.path))
            photo.ranking = Ranking.of(suggestion, "", pool)
            weigher.learn(photo)
        if not weigher.sources.context:
            held.append((suggestion, photo))
            yield settle()
            continue
        while held and _folder(held[0][0]) != _folder(suggestion):
            yield settle()
        held.append((suggestion, photo))
        if len(held) > _AHEAD:
            yield settle()
        if cancelled():
            break
    while held:
        yield settle()


def _folder(suggestion: Suggestion) -> str:
    return os.path.dirname(suggestion.path)
