"""What all commands that write share: options, results on the terminal, summary, exit code (`write`, `tag --write`)."""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from landmark_gui.commands.console import (
    CommandError,
    ExitCode,
    complain,
    is_interactive,
    prepare_for_people,
    prepare_for_programs,
    printable,
)

if TYPE_CHECKING:
    from landmark_gui.metadata import Journal, WriteResult, WriteSettings
    from landmark_gui.metadata.plan import Place

PLACES: "tuple[Place, ...]" = ("keywords", "hierarchy", "digikam", "location_shown", "location", "iptc")


def add_write_options(parser: argparse.ArgumentParser) -> None:
    """The options that say how to write; `settings_from` reads them."""
    group = parser.add_argument_group("how to write")
    group.add_argument("--sidecar", choices=("auto", "always", "never"), default="auto", help="default: auto")
    group.add_argument("--adobe-sidecars", action="store_true", help="new sidecars of RAW files are called photo.xmp")
    group.add_argument(
        "--use-sidecar", choices=("appended", "replaced"), help="where both exist: photo.jpg.xmp, or photo.xmp"
    )
    group.add_argument(
        "--hard-links", choices=("sidecar", "refuse", "write"), default="sidecar", help="files with further names"
    )
    group.add_argument("--write-signed", action="store_true", help="write although that breaks a C2PA signature")
    group.add_argument("--preserve-mtime", action="store_true", help="keep the modification time")
    group.add_argument("--keep-original", action="store_true", help="leave a copy, photo.jpg.original")
    group.add_argument("--fill-gps", action="store_true", help="store the landmark's position where there is none")
    group.add_argument("--xp-keywords", action="store_true", help="also write XPKeywords, for old Windows programs")
    group.add_argument("--only", metavar="A,B", help=f"only these of {', '.join(PLACES)}")
    group.add_argument("--root", default="Places", metavar="WORD", help="first level of the keyword; may be empty")
    group.add_argument(
        "--language", type=_language, default="en", metavar="CODE", help="of the landmark's name (default: en)"
    )


def _language(text: str) -> str:
    """A language code, as `Landmark.display_name` takes it."""
    if not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*([.@].*)?", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no language code such as de or pt_BR")
    return text


def given_write_options(arguments: argparse.Namespace) -> list[str]:
    """Which of the options of `add_write_options` the person gave, as they are spelt."""
    parser = argparse.ArgumentParser()
    add_write_options(parser)
    defaults = vars(parser.parse_args([]))
    given = [name for name, default in defaults.items() if getattr(arguments, name) != default]
    return ["--" + name.replace("_", "-") for name in given]


def settings_from(arguments: argparse.Namespace) -> "WriteSettings":
    """How to write, from the options of `add_write_options`.

    Raises:
        CommandError: ``--only`` names an unknown place.
    """
    from landmark_gui.metadata import WriteSettings  # noqa: PLC0415

    words = [word.strip() for word in (arguments.only or ",".join(PLACES)).split(",")]
    if unknown := [word for word in words if word not in PLACES]:
        raise CommandError(f"--only: {unknown[0]!r} is none of {', '.join(PLACES)}.")
    return WriteSettings(
        sidecar=arguments.sidecar,
        adobe_sidecar_names=arguments.adobe_sidecars,
        sidecar_choice=arguments.use_sidecar or "ask",
        hard_links=arguments.hard_links,
        signed="write" if arguments.write_signed else "sidecar",
        preserve_mtime=arguments.preserve_mtime,
        keep_original=arguments.keep_original,
        fill_empty_gps=arguments.fill_gps,
        write_xp_keywords=arguments.xp_keywords,
        places=frozenset(place for place in PLACES if place in words),
    )


def report_recovery(journal: "Journal") -> None:
    """Puts right what a crash left behind, and says so."""
    recovery = journal.recover()
    for batch in recovery.interrupted:
        done = batch.counts.get("done", 0)
        complain(f"The batch {batch.identifier} ({batch.label}) was cut off after {done} files; the journal is right.")
    for path in recovery.removed:
        complain(f"A temporary file that was left behind is removed: {path}")
    for path in recovery.unknown:
        complain(f"Another program changed this file while a write was cut off; please look at it: {path}")


class Printer:
    """Prints results: one line of JSON each, or lines for people."""

    def __init__(self, form: str, *, dry_run: bool) -> None:
        self._json, self._dry_run = form == "json", dry_run
        self.done = 0
        if self._json:
            prepare_for_programs()
        else:
            prepare_for_people()

    def show(self, result: "WriteResult") -> None:
        """Prints one result; problems also go to stderr, unless stdout is the same terminal."""
        self.done += 1
        if result.status == "refused" and (self._json or not is_interactive(sys.stdout)):
            complain(f"{result.path}: {result.reason}")
        if self._json:
            print(json.dumps(as_json(result), ensure_ascii=False), flush=True)
            return
        print("\n".join(printable(text) for text in _lines(result, dry_run=self._dry_run)), flush=True)


def _lines(result: "WriteResult", *, dry_run: bool) -> list[str]:
    first, *rest = in_words(result, dry_run=dry_run)
    return [f"{first}: {result.path}", *(f"  {line}" for line in rest)]


def in_words(result: "WriteResult", *, dry_run: bool) -> list[str]:
    """What became of a photo, for people: the status, and below it the plan (of a dry run), what stays, and notes."""
    written = "would be written" if dry_run else "written"
    status = {
        "written": written,
        "sidecar": f"{written} to {result.target.name} ({result.reason or 'as chosen'})",
        "unchanged": "unchanged, it has all this already",
        "refused": f"refused ({result.reason})",
    }[result.status]
    lines = [status]
    if dry_run:
        lines += [f"{c.field}: {_words(c.before)} → {_words(c.after)}" for c in result.plan.changes]
    lines += [f"{k.field}: {_words(k.before)} stays, not {_words(k.after)}" for k in result.plan.kept]
    return lines + [f"note: {note}" for note in result.plan.notes]


def _words(values: tuple[str, ...]) -> str:
    return "; ".join(values) or "(empty)"


def as_json(result: "WriteResult") -> dict[str, Any]:
    """The object of one line of ``--format json``; lists are lists, single texts are texts, nothing is null."""
    return {
        "path": str(result.path),
        "target": str(result.target),
        "status": result.status,
        "reason": result.reason,
        "changes": [_change(change.field, change.before, change.after) for change in result.plan.changes],
        "kept": [_change(change.field, change.before, change.after) for change in result.plan.kept],
        "notes": list(result.plan.notes),
    }


def _change(field: str, before: tuple[str, ...], after: tuple[str, ...]) -> dict[str, Any]:
    lists = field.endswith(
        (":subject", ":hierarchicalSubject", ":TagsList", ":Keywords", ":XPKeywords", ":LocationShown")
    )

    def value(texts: tuple[str, ...]) -> list[str] | str | None:
        if lists:
            return list(texts)
        return texts[0] if texts else None

    return {"field": field, "before": value(before), "after": value(after)}


def summary(results: "Iterable[WriteResult]", batch: str | None, *, dry_run: bool = False) -> str:
    """A table of what became of the files, and how to take it back."""
    results = list(results)
    counts = Counter(result.status for result in results)
    rows = [f"  {status:<10}{counts[status]:>6}" for status in ("written", "sidecar", "unchanged", "refused")]
    reasons = Counter(result.reason for result in results if result.status == "refused")
    rows += [f"    {number} × {printable(reason)}" for reason, number in reasons.most_common()]
    if dry_run:
        return "\n".join(["This is what would become of the photos; nothing has been written:", *rows])
    end = [f"'landmark-gui undo --batch {batch}' takes it back."] if batch else []
    return "\n".join(["Photos:", *rows, *end])


def exit_code(results: "Iterable[WriteResult]", *, cancelled: bool = False) -> ExitCode:
    """The exit code for these results."""
    results = list(results)
    if any(result.failed for result in results):
        return ExitCode.WRITE_FAILED
    if cancelled:
        return ExitCode.CANCELLED
    if results and all(result.unreadable for result in results):
        return ExitCode.USAGE
    return ExitCode.SOME_FAILED if any(result.status == "refused" for result in results) else ExitCode.DONE
