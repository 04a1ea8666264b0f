"""``landmark-gui undo``: takes back what was written into photos."""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from landmark_gui.commands.console import (
    CommandError,
    CtrlC,
    ExitCode,
    complain,
    is_interactive,
    prepare_for_people,
    prepare_for_programs,
    printable,
)
from landmark_gui.commands.writing import report_recovery
from landmark_gui.photo_names import is_photo

if TYPE_CHECKING:
    from landmark_gui.metadata import Journal, UndoResult

_EPILOG = """\
Without options, the last batch of writes is taken back. A file that nothing else has touched comes back byte for byte;
from one that another program has edited since, only the values that Landmark Tagger added are removed.

json: one object per line; for --list: batch, kind, label, state, started, finished, writes;
      else: path, target, status (restored, removed, unchanged, refused), reason.

exit codes: 0 done, 1 cancelled, 2 wrong usage or nothing to undo, 4 some files were refused, 5 a write failed
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Adds the command."""
    parser = subparsers.add_parser(
        "undo",
        help="take back what was written into photos",
        description="Takes back what was written into photos.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--batch", metavar="ID", help="this batch, instead of the last one")
    what.add_argument("--list", action="store_true", help="list the batches, newest first")
    what.add_argument(
        "--all-from",
        action="store_true",
        help="remove everything that Landmark Tagger wrote into FILES, or photos in folders, without journal",
    )
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.add_argument("files", nargs="*", metavar="FILE", help="with --all-from: photos and folders")
    parser.set_defaults(run=run)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Runs the command.

    Raises:
        CommandError: no such batch, nothing to undo, or the journal cannot be used.
    """
    from landmark_gui.metadata import Journal, JournalError, RefusedError  # noqa: PLC0415

    if bool(arguments.files) != arguments.all_from:
        raise CommandError("Name the photos with --all-from, and only with it.")
    if arguments.format == "json":
        prepare_for_programs()
    else:
        prepare_for_people()
    try:
        with Journal() as journal:
            report_recovery(journal)
            if arguments.list:
                _list(journal, arguments.format)
                return ExitCode.DONE
            return _undo(journal, arguments)
    except RefusedError as error:
        raise CommandError(str(error)) from error
    except JournalError as error:
        raise CommandError(str(error), ExitCode.WRITE_FAILED) from error


def _list(journal: "Journal", form: str) -> None:
    for batch in journal.batches():
        if batch.state == "finished" and set(batch.counts) == {"not written"}:
            continue  # all of it failed: there is nothing to take back
        if form == "json":
            row: dict[str, object] = {"batch": batch.identifier, "kind": batch.kind, "label": batch.label}
            row |= {
                "state": batch.state,
                "started": batch.started,
                "finished": batch.finished or "",
                "writes": batch.counts,
            }
            print(json.dumps(row, ensure_ascii=False))
        else:
            counts = ", ".join(f"{number} {state}" for state, number in sorted(batch.counts.items()))
            state = "" if batch.state == "finished" else f" [{batch.state}]"
            print(printable(f"{batch.identifier}  {batch.started[:19]}  {batch.label}: {counts or 'nothing'}{state}"))


def _undo(journal: "Journal", arguments: argparse.Namespace) -> int:
    from landmark_gui.library.scan import Found, scan  # noqa: PLC0415
    from landmark_gui.metadata import remove_all, undo_batch  # noqa: PLC0415

    def report(result: "UndoResult") -> None:
        if result.status == "refused" and (arguments.format == "json" or not is_interactive(sys.stdout)):
            complain(f"{result.target}: {result.reason}")
        if arguments.format == "json":
            row = {"path": str(result.path), "target": str(result.target), "status": result.status}
            print(json.dumps({**row, "reason": result.reason}, ensure_ascii=False), flush=True)
        else:
            reason = f" ({result.reason})" if result.reason else ""
            print(printable(f"{result.status}: {result.target}{reason}"), flush=True)

    with CtrlC() as ctrl_c:

        def cancelled() -> bool:
            return ctrl_c.pressed

        unread = 0
        if arguments.all_from:
            paths = []
            for path in (Path(name).absolute() for name in arguments.files):
                for entry in scan([path], is_photo) if path.is_dir() else (Found(path),):
                    if entry.problem is None:
                        paths.append(entry.path)
                    else:
                        unread += 1
                        complain(f"{entry.path}: {entry.problem}")
            results = remove_all(paths, journal, on_result=report, cancelled=cancelled)
        else:
            results = undo_batch(journal, _batch(journal, arguments.batch), on_result=report, cancelled=cancelled)
        stopped = ctrl_c.pressed
    counts = Counter(result.status for result in results)
    parts = [
        f"{counts[status]} {status}" for status in ("restored", "removed", "unchanged", "refused") if counts[status]
    ]
    print(f"Undo: {', '.join(parts) or 'nothing to do'}.", file=sys.stderr, flush=True)
    if any(result.failed for result in results):
        return ExitCode.WRITE_FAILED
    if stopped:
        complain("Cancelled; the same command goes on.")
        return ExitCode.CANCELLED
    if counts["refused"] or unread:
        return ExitCode.SOME_FAILED
    return ExitCode.DONE


def _batch(journal: "Journal", wanted: str | None) -> str:
    """The batch that is meant: the named one, or the newest with writes to take back."""
    batches = journal.batches()
    if wanted is not None:
        if wanted not in {batch.identifier for batch in batches}:
            raise CommandError(f"There is no batch {wanted!r}; 'landmark-gui undo --list' shows them.")
        return wanted
    for batch in batches:
        if batch.kind == "write" and any(batch.counts.get(state) for state in ("done", "unknown", "pending")):
            return batch.identifier
    raise CommandError("There is nothing to undo.")
