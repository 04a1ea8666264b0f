"""``landmark-gui integrations``: our entries in the menus of photo managers and file managers."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from landmark_gui.commands.console import (
    WIDE,
    CommandError,
    ExitCode,
    complain,
    prepare_for_people,
    prepare_for_programs,
    printable,
    sentence,
)

if TYPE_CHECKING:
    from landmark_gui.integrations import Context, Host, HostStatus, Outcome, Result

_EPILOG = """\
Without --only, 'install' serves every program that is found here, and 'uninstall' all that was installed. Everything is
done for you alone, and 'uninstall' puts back what was there before. Files that you have changed are left alone;
--force replaces or removes them and keeps copies.

json: list: one array of host, title, found, installed (no, yes, outdated, incomplete), changed, shows, rereads, tested,
      note, files, problems; else one object per line: host, status (done, unchanged, refused, failed), changes (path,
      action), reasons, kept.

exit codes: 0 done, 2 wrong usage, 4 some were refused, 5 a file could not be written
"""


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Adds the command."""
    parser = subparsers.add_parser(
        "integrations",
        help="menu entries in photo managers and file managers",
        description="Adds 'Suggest location…' to the menus of photo managers and file managers, or removes it.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    changing = argparse.ArgumentParser(add_help=False)
    changing.add_argument("--only", metavar="A,B", help="only these hosts, by their names in 'list'")
    changing.add_argument("--dry-run", action="store_true", help="change nothing; show what would be, as a diff")
    changing.add_argument("--force", action="store_true", help="also replace or remove what you have changed")
    actions = parser.add_subparsers(title="actions", metavar="ACTION", required=True)
    for name, text, parents, action in (
        ("list", "show all hosts, whether they are here and whether the entry is", [shared], _list),
        ("install", "add the entry, or bring it up to date", [shared, changing], _install),
        ("uninstall", "remove the entry", [shared, changing], _uninstall),
    ):
        made = actions.add_parser(name, help=text, description=sentence(text), parents=parents, allow_abbrev=False)
        made.set_defaults(action=action)
    parser.set_defaults(run=run)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Runs one of the actions.

    Raises:
        CommandError: No such host, or the program or the record of what is installed cannot be used.
    """
    from landmark_gui.integrations import IntegrationError  # noqa: PLC0415

    if arguments.format == "json":
        prepare_for_programs()
    else:
        prepare_for_people()
    try:
        return int(arguments.action(arguments))
    except IntegrationError as error:
        raise CommandError(str(error)) from error


def _list(arguments: argparse.Namespace) -> int:
    from landmark_gui.integrations import overview  # noqa: PLC0415

    statuses = overview(_context(installing=False))
    if arguments.format == "json":
        print(json.dumps([_described(status) for status in statuses]), flush=True)
    else:
        _print_list(statuses)
    return ExitCode.DONE


def _install(arguments: argparse.Namespace) -> int:
    from landmark_gui.integrations import HOSTS, install  # noqa: PLC0415

    context = _context(installing=True)
    chosen = _chosen(arguments.only)
    hosts = chosen or [host for host in HOSTS if host.found(context.places)]
    for host in hosts if not arguments.dry_run else ():
        if not host.runs_here(context.places):
            raise CommandError(f"{host.title} does not run on this system; --dry-run shows what its entry would be.")
    for host in chosen:
        if host.runs_here(context.places) and not host.found(context.places):
            complain(f"{host.title} was not found here; its entry will show as soon as it is.")
    outcome = install(hosts, context, force=arguments.force, dry_run=arguments.dry_run)
    return _report(outcome, arguments, installing=True)


def _uninstall(arguments: argparse.Namespace) -> int:
    from landmark_gui.integrations import HOSTS, Manifest, uninstall  # noqa: PLC0415

    context = _context(installing=False)
    recorded = {name for entry in Manifest.load(context.places.records).entries.values() for name in entry.hosts}
    # With the record lost, what is to the byte as we write it is still found.
    here = [host for host in HOSTS if host.id in recorded or (not recorded and host.runs_here(context.places))]
    hosts = _chosen(arguments.only) or here
    outcome = uninstall(hosts, context, force=arguments.force, dry_run=arguments.dry_run)
    return _report(outcome, arguments, installing=False)


def _context(*, installing: bool) -> "Context":
    from landmark_gui.integrations import Context, IntegrationError, Places, installed_program  # noqa: PLC0415

    try:
        program = installed_program()
    except IntegrationError:
        if installing:
            raise
        program = Path("/landmark-gui")  # what is listed or removed is found by its record
    return Context(Places.here(), program)


def _chosen(only: str | None) -> "list[Host]":
    """The hosts of ``--only``; none where it is not given.

    Raises:
        CommandError: There is no such host.
    """
    from landmark_gui.integrations import BY_ID  # noqa: PLC0415

    if only is None:
        return []
    names = [name.strip().lower() for name in only.split(",") if name.strip()]
    unknown = [name for name in names if name not in BY_ID]
    if unknown or not names:
        what = ", ".join(map(repr, unknown)) or repr(only)
        raise CommandError(f"There is no host {what}; known: {', '.join(BY_ID)}.")
    return [BY_ID[name] for name in dict.fromkeys(names)]


# --- what is printed ------------------------------------------------------------------------------


def _report(outcome: "Outcome", arguments: argparse.Namespace, *, installing: bool) -> int:
    from landmark_gui.integrations import Status  # noqa: PLC0415

    for result in outcome.results:
        for reason in result.reasons:
            complain(f"{result.host.title}: {reason}")
        if arguments.format == "json":
            print(json.dumps(_told(result)), flush=True)
            continue
        if arguments.dry_run:
            for change in result.changes:
                sys.stdout.write("".join(f"{_shown(line)}\n" for line in change.diff().split("\n")[:-1]))
        print(_sentence(result, installing=installing, dry_run=arguments.dry_run), flush=True)
        for path in result.kept:
            print(printable(f"  your version is kept as {path}"))
    for note in outcome.notes:
        complain(note)
    if not outcome.results:
        complain("There is nothing to do: no host was found." if installing else "Nothing is installed.")
    statuses = {result.status for result in outcome.results}
    if Status.FAILED in statuses:
        return ExitCode.WRITE_FAILED
    return ExitCode.SOME_FAILED if Status.REFUSED in statuses else ExitCode.DONE


def _shown(line: str) -> str:
    """A line of a diff without characters that a terminal would obey, but for tabs."""
    return "\t".join(printable(part) for part in line.split("\t"))


def _sentence(result: "Result", *, installing: bool, dry_run: bool) -> str:
    from landmark_gui.integrations import Status  # noqa: PLC0415

    host = result.host
    match result.status:
        case Status.DONE:
            number = len(result.changes)
            files = {0: "no file that others do not need too", 1: "1 file"}.get(number, f"{number} files")
            if dry_run:
                return f"{host.title}: would change {files}."
            if not installing:
                return f"{host.title}: removed ({files})."
            untested = "" if host.tested else " This entry is untested: nobody has seen it in the real program yet."
            return " ".join(filter(None, (f"{host.title}: installed, see {host.shows}.", result.hints))) + untested
        case Status.UNCHANGED:
            return f"{host.title}: {'up to date' if installing else 'nothing to remove'}."
        case Status.REFUSED:
            return f"{host.title}: refused, nothing was changed."
        case Status.FAILED:
            return f"{host.title}: failed, nothing was changed."


def _told(result: "Result") -> dict[str, Any]:
    return {
        "host": result.host.id,
        "status": result.status.value,
        "changes": [
            {
                "path": str(change.path),
                "action": "create" if change.before is None else "remove" if change.after is None else "change",
            }
            for change in result.changes
        ],
        "reasons": list(result.reasons),
        "kept": [str(path) for path in result.kept],
    }


def _described(status: "HostStatus") -> dict[str, Any]:
    host = status.host
    return {
        "host": host.id,
        "title": host.title,
        "found": status.found,
        "installed": status.presence.value,
        "changed": [str(path) for path in status.changed],
        "shows": host.shows,
        "rereads": host.rereads,
        "tested": host.tested,
        "note": status.hints,
        "files": [str(path) for path in status.paths],
        "problems": list(status.problems),
    }


def _print_list(statuses: "Sequence[HostStatus]") -> None:
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    table = Table(box=None, pad_edge=False)
    for title in ("host", "here", "installed", "shows in", "learns of what is written"):
        table.add_column(title, no_wrap=title in {"host", "here"})
    for status in statuses:
        host = status.host
        installed = status.presence.value + (", changed by you" if status.changed else "")
        shows = host.shows if host.tested else f"{host.shows} (untested)"
        cells = (host.id, "yes" if status.found else "–", installed, shows, host.rereads)
        table.add_row(*(Text(printable(cell)) for cell in cells))
    Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else WIDE).print(table)
    for status in statuses:
        for path in status.changed:
            complain(f"{path}: was changed since it was installed.")
        for problem in status.problems:
            complain(problem)
