"""``landmark-gui suggest``: the small dialog for some photos, in the program that runs or in one that is started."""

import argparse
import os
import sys
from typing import TYPE_CHECKING

from landmark_gui.commands import options
from landmark_gui.commands.console import CommandError, ExitCode, complain, prepare_for_programs
from landmark_gui.commands.file_uris import local_path
from landmark_gui.commands.screen import need_screen

if TYPE_CHECKING:
    from landmark_gui.instance.protocol import Kind, Request

_EPILOG = """\
The dialog belongs to the program that runs already, or is started: the command itself ends as soon as it is on the
way, or with --wait when the dialog is closed. Photos that are handed over at the same time come into one dialog; more
than 200 are opened in the main window.

With --wait, one line for each photo for which a landmark was accepted:
tsv:  path, probability, latitude, longitude, Places|Country|City|Landmark; what is not known is empty. A path with a
      tab or line break cannot stand there: use json.
json: path, verdict, candidates (the accepted one), error, write (null, or what 'landmark-gui write --format json'
      gives); and a line with an error for each photo that could not be read.

exit codes: 0 done, 1 closed without a decision, 2 wrong usage or no readable file, 3 no model, 4 some files failed,
            5 a write failed
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Adds the command."""
    parser = subparsers.add_parser(
        "suggest",
        help="the small dialog for some photos, for photo managers",
        description="Suggests which landmark these photos show, in a small dialog, and writes what is accepted.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--wait", action="store_true", help="wait until the dialog is closed; print what was accepted")
    parser.add_argument("--no-write", action="store_true", help="only decide; the caller writes")
    parser.add_argument("--format", choices=("tsv", "json"), default="tsv", help="of what --wait prints; default: tsv")
    parser.add_argument("--host", default="", metavar="NAME", help="the calling program, such as digikam")
    options.add_model(parser)
    options.add_files(parser, "photos and folders, by path or file: URI; names that begin with '-' go behind '--'")
    parser.set_defaults(run=run)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Runs the command.

    Raises:
        CommandError: No photo is named, there is no screen, or the window cannot be opened.
    """
    from landmark_gui.instance.protocol import Kind  # noqa: PLC0415 - loads what other commands do not need

    if not arguments.files:
        raise CommandError("Name at least one photo; 'landmark-gui suggest --help' shows how.")
    need_screen("landmark-gui tag PHOTOS")
    _tell_of_damage()
    request = make_request(
        Kind.SUGGEST,
        arguments.files,
        wait=arguments.wait,
        write=not arguments.no_write,
        form=arguments.format,
        model=_absolute_model(arguments.model or ""),
        device=arguments.device or "",
        host=arguments.host[:100],
    )
    if request.files and not request.folders and not any(map(os.path.lexists, request.files)):
        for path in request.files:
            complain(f"{path}: There is no such file; it may have been moved, renamed or deleted.")
        raise CommandError("None of these files could be read.")
    return _converse(request)


def make_request(kind: "Kind", files: list[str], **details: object) -> "Request":
    """What is asked for these files and folders.

    Raises:
        CommandError: There are too many.
    """
    from landmark_gui.instance.protocol import MOST_PATHS, Request  # noqa: PLC0415

    if len(files) > MOST_PATHS:
        raise CommandError(f"These are more than {MOST_PATHS} files; name their folder instead.")
    # As the scan makes paths absolute, so that the same photo has the same path everywhere.
    paths = [os.path.abspath(local_path(name)) for name in files if name]
    folders = {path for path in paths if os.path.isdir(path)}
    token = os.environ.get("XDG_ACTIVATION_TOKEN") or os.environ.get("DESKTOP_STARTUP_ID") or ""
    return Request(
        kind,
        tuple(path for path in paths if path not in folders),
        tuple(path for path in paths if path in folders),
        token=token[:1000],
        **details,  # type: ignore[arg-type]
    )


def _tell_of_damage() -> None:
    """Says so where the landmarks that the person taught cannot be suggested: the dialog does without them."""
    from landmark_gui.taught import TaughtError, load  # noqa: PLC0415

    try:
        load()
    except TaughtError as error:
        complain(str(error))


def _converse(request: "Request") -> int:
    from landmark_gui.instance.address import AddressError  # noqa: PLC0415
    from landmark_gui.instance.client import HandOverError, hand_over  # noqa: PLC0415
    from landmark_gui.instance.protocol import ReplyKind  # noqa: PLC0415

    prepare_for_programs()
    try:
        replies = hand_over(request)
        if not request.wait:
            return ExitCode.DONE
        for reply in replies:
            if reply.kind is ReplyKind.RESULT:
                sys.stdout.write(reply.text + "\n")
                sys.stdout.flush()
            elif reply.kind is ReplyKind.COMPLAINT:
                complain(reply.text)
            elif reply.kind is ReplyKind.DONE:
                return reply.code
    except (HandOverError, AddressError) as error:
        raise CommandError(str(error)) from error
    complain("The program ended before the dialog was closed.")
    return ExitCode.CANCELLED


def _absolute_model(model: str) -> str:
    """A model's name as it is, a file's path absolute: the program that runs has another working directory."""
    return os.path.abspath(model) if model and os.path.exists(model) else model
