"""``landmark-gui write``: writes one landmark into photos, with a plan to look at first and a way back."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from landmark_gui.commands.console import CommandError, CtrlC, ExitCode, complain
from landmark_gui.commands.progress import ProgressLine
from landmark_gui.commands.writing import (
    Printer,
    add_write_options,
    exit_code,
    report_recovery,
    settings_from,
    summary,
)
from landmark_gui.library.write_items import now, tag_of

if TYPE_CHECKING:
    from landmark_gui.gazetteer import Landmark
    from landmark_gui.metadata import WriteResult

_EPILOG = """\
Every write is checked before it replaces the photo, and 'landmark-gui undo' takes it back.

json: one object per line and file: path, target, status (written, unchanged, sidecar, refused), reason,
      changes [{field, before, after}], kept (what stands there already and stays), notes.

exit codes: 0 done, 1 cancelled, 2 wrong usage or no readable file, 4 some files were refused, 5 a write failed
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Adds the command."""
    parser = subparsers.add_parser(
        "write",
        help="write a landmark into photos",
        description="Writes a landmark into photos as keyword and location, or into sidecars beside them.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--landmark", required=True, metavar="NAME|ID", help="as 'Eiffel Tower' or eiffel-tower")
    parser.add_argument("--dry-run", action="store_true", help="print the plan and write nothing")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.add_argument("--quiet", action="store_true", help="no progress and no summary; failures are still named")
    add_write_options(parser)
    parser.add_argument("files", nargs="*", metavar="FILE", help="photos; names that begin with '-' go behind '--'")
    parser.set_defaults(run=run)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Runs the command.

    Raises:
        CommandError: no such landmark, no file named, or the journal cannot be used.
    """
    from landmark_gui.metadata import DecidedBy, Item, Journal, JournalError, Provenance, write_batch  # noqa: PLC0415

    if not arguments.files:
        raise CommandError("Name at least one photo; 'landmark-gui write --help' shows how.")
    settings = settings_from(arguments)
    landmark = _find(arguments.landmark)
    tag = tag_of(landmark, arguments.root, arguments.language, Provenance(decision=DecidedBy.PERSON, date=now()))
    # Not `os.path.abspath`: it takes 'link/..' for the folder that holds the link, where the system means another.
    items = [Item(Path(name).absolute(), tag) for name in arguments.files]
    printer = Printer(arguments.format, dry_run=arguments.dry_run)
    progress = ProgressLine(sys.stderr, quiet=arguments.quiet)
    progress.started(len(items))

    def report(result: "WriteResult") -> None:
        progress.clear()
        printer.show(result)
        progress.progress(printer.done)

    try:
        with CtrlC() as ctrl_c:
            if arguments.dry_run:
                outcome = write_batch(items, settings, dry_run=True, on_result=report, cancelled=lambda: ctrl_c.pressed)
            else:
                with Journal() as journal:
                    report_recovery(journal)
                    outcome = write_batch(
                        items,
                        settings,
                        journal=journal,
                        label=f"write {tag.name}",
                        on_result=report,
                        cancelled=lambda: ctrl_c.pressed,
                    )
    except JournalError as error:
        raise CommandError(str(error), ExitCode.WRITE_FAILED) from error
    progress.clear()
    if not arguments.quiet:
        print(summary(outcome.results, outcome.batch, dry_run=arguments.dry_run), file=sys.stderr, flush=True)
    if outcome.cancelled:
        complain(f"Cancelled: {len(outcome.results)} of {len(items)} photos are done.")
    return exit_code(outcome.results, cancelled=outcome.cancelled)


def _find(name: str) -> "Landmark":
    from landmark_gui.commands.landmark_list import load_gazetteer  # noqa: PLC0415

    gazetteer = load_gazetteer()
    found = gazetteer.find(name)
    if found is None:
        similar = ", ".join(landmark.name for landmark in gazetteer.search(name, 3))
        raise CommandError(f"There is no landmark {name!r}." + (f" Did you mean {similar}?" if similar else ""))
    return found
