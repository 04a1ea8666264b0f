"""``models calibration`` and ``models improve``: a model held against decisions, and made better by them."""

import argparse
import json
import sys
from typing import TYPE_CHECKING, Any

from landmark_gui.commands.console import CommandError, CtrlC, ExitCode, printable
from landmark_gui.commands.progress import ProgressLine

if TYPE_CHECKING:
    from landmark_gui.inference.improving import Improvement
    from landmark_gui.library.own_calibration import OwnBin, OwnCalibration

_FIGURES = (
    ("top1", "right at the first suggestion"),
    ("top3", "right among three"),
    ("told_apart", "landmarks and other photos told apart"),
    ("confident", "confident suggestions"),
    ("confident_right", "right ones among those"),
)


def calibration(arguments: argparse.Namespace) -> None:
    """Prints the chart as a table, or as one JSON object."""
    from landmark_gui import taught  # noqa: PLC0415
    from landmark_gui.inference import model_store  # noqa: PLC0415 - loads torch
    from landmark_gui.library.catalog import Catalog  # noqa: PLC0415
    from landmark_gui.library.content import model_id  # noqa: PLC0415

    path = model_store.find(arguments.name)
    with Catalog() as catalog:
        found = catalog.own_calibration(taught.identity(model_id(path)))
    if arguments.format == "json":
        print(json.dumps(_as_json(path.stem, found)), flush=True)
        return
    for line in _lines(path.stem, found):
        print(printable(line))


def _as_json(model: str, found: "OwnCalibration") -> dict[str, Any]:
    return {
        "model": model,
        "decisions": found.count,
        "right": found.right,
        "enough": found.is_enough,
        "ece": round(found.error, 4) if found.is_enough else None,
        "confident": found.confident,
        "confident_right": found.confident_right,
        "no_landmark": found.nothing,
        "no_landmark_right": found.nothing_right,
        "accepted_at_once": found.at_once,
        "bins": [
            {
                "low": entry.low,
                "high": entry.high,
                "count": entry.count,
                "right": entry.right,
                "said": round(entry.said, 4) if entry.count else None,
                "interval": [round(share, 4) for share in entry.interval] if entry.count else None,
            }
            for entry in found.bins
        ],
    }


def _lines(model: str, found: "OwnCalibration") -> list[str]:
    if not found.count:
        return [f"There are no decisions yet about photos for which {model} suggested a landmark."]
    lines = [f"{model}, held against your decisions about {_photos(found.count)}:", ""]
    lines += [_row(entry) for entry in reversed(found.bins) if entry.count]
    lines.append("")
    if found.is_enough:
        share = found.right / found.count
        lines.append(f"Right: {found.right} of {found.count} ({share:.1%}); calibration error {found.error:.3f}.")
    else:
        from landmark_gui.library.own_calibration import FEWEST  # noqa: PLC0415

        lines.append(f"These are too few to say how good the suggestions are: {FEWEST} or more are needed.")
    if found.confident:
        lines.append(f"Right where it was confident: {found.confident_right} of {found.confident}.")
    if found.nothing:
        lines.append(f"Right where it saw no landmark: {found.nothing_right} of {found.nothing}.")
    if found.at_once:
        lines.append(f"Accepted together with all confident ones, and so hardly looked at: {_photos(found.at_once)}.")
    return lines


def _row(entry: "OwnBin") -> str:
    low, high = entry.interval
    text = f"  said {entry.low:4.0%} to {entry.high:4.0%}: right {entry.right:4} of {entry.count:4}"
    if not entry.is_enough:
        return f"{text}   too few to tell"
    words = {0: "", 1: "   more often than it said", -1: "   less often than it said"}[entry.stance]
    return f"{text} = {entry.share:4.0%}   (90 % certain: {low:.0%} to {high:.0%}){words}"


def _photos(count: int) -> str:
    return "1 photo" if count == 1 else f"{count} photos"


def improve(arguments: argparse.Namespace) -> None:
    """Learns from the decisions in the catalog, and says what came of it.

    Raises:
        CommandError: The model cannot be improved, there are too few decisions, or it was cancelled.
    """
    from landmark_gui.inference import improving  # noqa: PLC0415 - loads torch
    from landmark_gui.inference.devices import DeviceError  # noqa: PLC0415
    from landmark_gui.library.catalog import Catalog  # noqa: PLC0415
    from landmark_gui.settings import load  # noqa: PLC0415

    with Catalog() as catalog:
        lessons = catalog.lessons()
    progress = ProgressLine(sys.stderr, quiet=arguments.format == "json")
    progress.started(len(lessons))
    try:
        with CtrlC() as ctrl_c:
            found = improving.improve(
                lessons,
                arguments.name,
                device=arguments.device or load().text("device"),
                progress=lambda step: progress.progress(step.done),
                stopped=lambda: ctrl_c.pressed,
            )
    except (improving.ImproveError, DeviceError) as error:
        raise CommandError(str(error)) from error
    finally:
        progress.clear()
    if found is None:
        raise CommandError("Cancelled; the model in use stays as it is.", ExitCode.CANCELLED)
    if arguments.format == "json":
        value = {
            "model": found.parent,
            "improved": found.name or None,
            "unknown": found.unknown,
            "gone": found.gone,
            **found.figures,
        }
        print(json.dumps(value), flush=True)
        return
    for line in _improvement_lines(found):
        print(printable(line))


def _improvement_lines(found: "Improvement") -> list[str]:
    figures = found.figures
    held = figures["held_out"]
    before, after = figures["test_before"], figures["test_after"]
    lines = [f"{found.parent}: {figures['decisions']} decisions, of which {held} were held out.", ""]
    rows = [
        ("held-out decisions it agrees with", f"{figures['agreed_before']}/{held}", f"{figures['agreed_after']}/{held}")
    ]
    rows += [(words, f"{before[key]:.1%}", f"{after[key]:.1%}") for key, words in _FIGURES if key in before]
    width = max(len(words) for words, _, _ in rows)
    lines.append(f"{'':{width}}  {'before':>7}  {'after':>7}")
    lines += [f"{words:{width}}  {old:>7}  {new:>7}" for words, old, new in rows]
    lines.append("")
    for words, key in (("Better", "gained"), ("Worse", "fell")):
        if figures[key]:
            lines.append(f"{words}: {', '.join(name.replace('_', ' ') for name in figures[key])}.")
    if found.unknown:
        lines.append(f"{found.unknown} decisions are about landmarks that {found.parent} does not know.")
    if found.gone:
        lines.append(f"{found.gone} decided photos are no longer there or cannot be read.")
    if found.is_better:
        lines.append(f"{found.name} is now the model in use; 'landmark-gui models use {found.parent}' takes that back.")
    else:
        lines += [*figures["reasons"], f"So {found.parent} stays in use as it is."]
    return lines
