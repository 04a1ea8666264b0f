"""``landmark-gui landmarks``: teach new landmarks from a few photos, list and remove them."""

import argparse
import json
import math
from typing import TYPE_CHECKING, Any

from landmark_gui.commands import options
from landmark_gui.commands.console import (
    CommandError,
    CtrlC,
    ExitCode,
    complain,
    prepare_for_people,
    prepare_for_programs,
    printable,
)
from landmark_gui.photo_names import is_photo

if TYPE_CHECKING:
    from landmark_gui.taught import TaughtLandmark

_EPILOG = """\
Three photos are enough, six are better; show it from several sides, and alone in the picture. Photos of a landmark that
was taught already are added to its examples. Without a position, the landmark is where the gazetteer knows it, or where
its photos were taken. Nothing is written into the photos.

exit codes: 0 done, 1 cancelled, 2 wrong usage, too few photos or no such landmark, 3 no model, 4 some photos could not
            be read
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Adds the command."""
    parser = subparsers.add_parser(
        "landmarks",
        help="teach new landmarks from a few photos",
        description="Landmarks that you taught.",
        allow_abbrev=False,
    )
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    shared.add_argument("--json", action="store_const", const="json", dest="format", help="as --format json")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    add = actions.add_parser(
        "add",
        help="teach a landmark from photos of it",
        description="Teaches a landmark from at least three photos of it, in seconds and without training.",
        epilog=_EPILOG,
        parents=[shared],
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add.add_argument("name", metavar="NAME", help="what it is called")
    add.add_argument("--latitude", "--lat", type=_degrees, metavar="L", help="degrees north")
    add.add_argument("--longitude", "--lon", type=_degrees, metavar="L", help="degrees east")
    add.add_argument("--city", metavar="NAME", help="the city it is in")
    add.add_argument("--country", metavar="NAME", default="", help="the country it is in")
    options.add_model(add)
    options.add_files(add, "photos of it, or folders of such photos; names that begin with '-' go behind '--'")
    add.set_defaults(action=_add)
    listing = actions.add_parser("list", help="show what was taught", description="Shows it.", parents=[shared])
    listing.set_defaults(action=_list)
    remove = actions.add_parser(
        "remove",
        help="forget a landmark that was taught",
        description="Forgets it; decisions about photos, and what was written into them, stay.",
        parents=[shared],
    )
    remove.add_argument("name", metavar="NAME|ID")
    remove.set_defaults(action=_remove)
    parser.set_defaults(run=run)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Runs one of the actions.

    Raises:
        CommandError: Too few photos, no model, a name that is not possible or not known, or a list that is damaged.
    """
    from landmark_gui.taught import TaughtError  # noqa: PLC0415

    if arguments.format == "json":
        prepare_for_programs()
    else:
        prepare_for_people()
    try:
        return int(arguments.action(arguments))
    except TaughtError as error:
        raise CommandError(str(error)) from error


def _add(arguments: argparse.Namespace) -> int:
    from landmark_gui.commands.tag import load_predictor  # noqa: PLC0415
    from landmark_gui.library.scan import scan  # noqa: PLC0415
    from landmark_gui.taught import checked_name, checked_place, load  # noqa: PLC0415

    load()  # what cannot be added to is told before the model is loaded
    checked_name(arguments.name)
    checked_place(arguments.latitude, arguments.longitude)
    entries = list(scan(arguments.files, is_photo))
    missing = [entry for entry in entries if entry.problem is not None]
    for entry in missing:
        complain(f"{entry.path}: {entry.problem}")
    predictor = load_predictor(arguments)
    from landmark_gui.inference import teaching  # noqa: PLC0415 - as the model, loads torch

    place = teaching.Place(arguments.latitude, arguments.longitude, arguments.city, arguments.country)
    photos = [entry.path for entry in entries if entry.problem is None]
    with CtrlC() as ctrl_c:
        found = teaching.teach(predictor, arguments.name, photos, place, lambda: ctrl_c.pressed)
    if found is None:
        complain("Cancelled: nothing was taught.")
        return ExitCode.CANCELLED
    for warning in found.warnings:
        complain(warning)
    landmark = found.landmark
    if arguments.format == "json":
        _print_json({**_facts(landmark), "added": found.added, "warnings": list(found.warnings)})
    else:
        count = len(landmark.examples)
        more = "1 more photo" if found.added == 1 else f"{found.added} more photos"
        done = f"is taught from {count} photos" if found.is_new else f"has {more}, {count} in all"
        done = f"{landmark.name} {done}"
        where = _where(landmark)
        print(printable(f"{done}{', ' + where if where else '; where it is, is not known'}."))
    return ExitCode.SOME_FAILED if missing or found.unreadable else ExitCode.DONE


def _list(arguments: argparse.Namespace) -> int:
    from landmark_gui import taught  # noqa: PLC0415

    known = taught.load()
    if arguments.format == "json":
        _print_json([_facts(landmark) for landmark in known])
        return ExitCode.DONE
    for landmark in known:
        where = _where(landmark)
        print(printable(f"{landmark.name}: {len(landmark.examples)} photos{', ' + where if where else ''}"))
    if not known:
        complain("No landmark was taught yet: landmark-gui landmarks add NAME PHOTOS…")
    return ExitCode.DONE


def _remove(arguments: argparse.Namespace) -> int:
    from landmark_gui import taught  # noqa: PLC0415

    known = taught.load()
    landmark = taught.find(known, arguments.name)
    if landmark is None:
        names = ", ".join(entry.name for entry in known)
        raise CommandError(f"No taught landmark is called {arguments.name!r}; there is {names or 'none'}.")
    taught.remove([landmark.id])
    if arguments.format == "json":
        _print_json(_facts(landmark))
    else:
        print(printable(f"{landmark.name} is forgotten."))
    return ExitCode.DONE


def _facts(landmark: "TaughtLandmark") -> dict[str, Any]:
    """The object of ``landmarks list --format json``."""
    return {
        "id": landmark.id,
        "name": landmark.name,
        "latitude": landmark.latitude,
        "longitude": landmark.longitude,
        "city": landmark.city,
        "country": landmark.country or None,
        "examples": [example.path for example in landmark.examples],
        "created": landmark.created,
    }


def _where(landmark: "TaughtLandmark") -> str:
    names = ", ".join(filter(None, (landmark.city, landmark.country)))
    if landmark.latitude is None or landmark.longitude is None:
        return names
    position = f"{landmark.latitude:.5f}, {landmark.longitude:.5f}"
    return f"{names} ({position})" if names else position


def _degrees(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of degrees such as 48.85837 or -2.2945")
    return value


def _print_json(value: object) -> None:
    print(json.dumps(value), flush=True)
