"""``landmark-gui tag``: suggestions for files and folders, without a window, and with ``--write`` into the photos."""

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from landmark_gui.commands import options, result_folder, tag_evidence, tag_many, tag_write
from landmark_gui.commands.console import CommandError, CtrlC, ExitCode, complain
from landmark_gui.commands.progress import ProgressLine, rate_text
from landmark_gui.commands.tag_formats import FORMATS, Outcome, Printer, fits_tsv, make_printer
from landmark_gui.commands.writing import summary as write_summary
from landmark_gui.inference.suggestion import Suggestion, Verdict, failure

if TYPE_CHECKING:
    from landmark_gui.gazetteer import Gazetteer
    from landmark_gui.inference.predictor import Predictor
    from landmark_gui.library.scan import Found
    from landmark_gui.library.weighing import Weigher
    from landmark_gui.metadata import BatchResult

_Predict = Callable[[list[Path], int], Generator[Suggestion, None, None]]

_EPILOG = """\
Folders are searched recursively; hidden files and folders in them are left out.
Results go to stdout, all else to stderr.

tsv:  path, probability, latitude, longitude, Places|Country|City|Landmark, one line per file, UTF-8; the last three are
      empty where the photo shows no landmark or its place is unknown, all but the path where it cannot be read. A path
      with a tab or line break cannot stand there and counts as failed: use json.
json: one object per line and file: path, verdict (confident, ambiguous, no_landmark), candidates, error, evidence
      (kind, landmark, name, text, weight in log-odds, stance: agrees, contradicts or neutral); with --write or
      --dry-run also write: null, or what 'landmark-gui write --format json' gives.

Every write is checked before it replaces the photo, and 'landmark-gui undo' takes it back.

exit codes: 0 done, 1 cancelled, 2 wrong usage or no readable file, 3 no model, 4 some files failed or were refused,
            5 a write failed
"""


@dataclass
class _Tally:
    """What became of the photos so far."""

    verdicts: Counter[Verdict] = field(default_factory=Counter)
    failed: int = 0

    @property
    def done(self) -> int:
        return self.verdicts.total() + self.failed

    def add(self, suggestion: Suggestion) -> None:
        if suggestion.verdict is None:
            self.failed += 1
        else:
            self.verdicts[suggestion.verdict] += 1


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> argparse.ArgumentParser:
    """Adds the command."""
    parser = subparsers.add_parser(
        "tag",
        help="suggest landmarks for photos",
        description="Suggests which landmark each photo shows. Photos are only read, unless --write is given.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--top-k", type=options.positive_int, default=5, metavar="K", help="most candidates per photo (default: 5)"
    )
    formats = (*FORMATS, *(form for form in result_folder.FORMATS if form not in FORMATS))
    parser.add_argument("--format", choices=formats, default="text", help="default: text")
    parser.add_argument("--quiet", action="store_true", help="no progress and no summary; failures are still named")
    options.add_model(parser)
    tag_evidence.add_options(parser)
    tag_write.add_options(parser)
    tag_many.add_options(parser)
    options.add_files(parser, "photos, and folders of photos; names that begin with '-' go behind '--'")
    parser.set_defaults(run=run)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Runs the command.

    Raises:
        CommandError: No photo, no model, an unknown device, or a journal that cannot be used.
    """
    writes = tag_write.wanted(arguments)
    if tag_many.wanted(arguments):
        return tag_many.run(arguments, load_predictor, lambda: _find_model(arguments))
    printer = make_printer(arguments.format)
    entries = _find_photos(arguments)
    readable = any(entry.problem is None for entry in entries)
    # Where nothing can be read, the failures are named without waiting for a model.
    predictor = load_predictor(arguments) if readable else None
    progress, tally = ProgressLine(sys.stderr, quiet=arguments.quiet), _Tally()
    written: BatchResult | None = None
    progress.started(len(entries))

    def show(suggestion: Suggestion, outcome: Outcome) -> None:
        progress.clear()
        _print(printer, suggestion, outcome)
        tally.add(suggestion)
        progress.progress(tally.done)

    predict = predictor.predict if predictor else None
    weigher = _weigher(arguments, predictor) if predictor else None
    asked_for = tag_evidence.candidates(arguments.top_k) if weigher else arguments.top_k
    with CtrlC() as ctrl_c, closing(_suggest(entries, predict, asked_for)) as found:
        suggestions = (
            tag_evidence.weighed(found, weigher, arguments.top_k, lambda: ctrl_c.pressed) if weigher else found
        )
        if writes and predictor:
            written = tag_write.write(
                suggestions, arguments, predictor.gazetteer, predictor.name, show, lambda: ctrl_c.pressed
            )
        else:
            for suggestion in suggestions:
                show(suggestion, Outcome())
                # What was looked at already is still weighed and told.
                if ctrl_c.pressed and not weigher:
                    break
    seconds = progress.seconds
    progress.clear()
    if not arguments.quiet:
        print(_summary(tally, seconds), file=sys.stderr, flush=True)
        if written is not None:
            table = write_summary(written.results, written.batch, dry_run=arguments.dry_run)
            print(table, file=sys.stderr, flush=True)
    return _exit_code(tally, len(entries), written)


def _exit_code(tally: _Tally, total: int, written: "BatchResult | None") -> ExitCode:
    results = written.results if written else ()
    if tally.done < total:
        complain(f"Cancelled: {tally.done} of {total} photos are done.")
    if any(result.failed for result in results):
        return ExitCode.WRITE_FAILED
    if tally.done < total:
        return ExitCode.CANCELLED
    if tally.failed == tally.done:
        complain("None of these files could be read.")
        return ExitCode.USAGE
    refused = any(result.status == "refused" for result in results)
    return ExitCode.SOME_FAILED if tally.failed or refused else ExitCode.DONE


def _find_photos(arguments: argparse.Namespace) -> "list[Found]":
    from landmark_gui.library.scan import Found  # noqa: PLC0415

    entries = list(tag_many.photos(arguments))
    if not entries:
        places = [*arguments.files, *([arguments.files_from] if arguments.files_from else [])]
        if arguments.shard:  # one machine of many has nothing to do: no failure
            raise CommandError(f"None of the photos in {', '.join(places)} belongs to this part.", ExitCode.DONE)
        raise CommandError(f"There are no photos in {', '.join(places)}.")
    if arguments.format != "tsv":
        return entries
    reason = "Its name holds a tab or line break, which TSV cannot carry; use --format json."
    return [entry if fits_tsv(str(entry.path)) else Found(entry.path, reason) for entry in entries]


def _find_model(arguments: argparse.Namespace) -> Path:
    from landmark_gui.inference import model_store  # noqa: PLC0415 - loads torch
    from landmark_gui.settings import SettingsError  # noqa: PLC0415

    try:
        return model_store.find(arguments.model)
    except model_store.NoModelError as error:
        raise CommandError(str(error), ExitCode.NO_MODEL) from error
    except SettingsError as error:
        raise CommandError(str(error)) from error


def load_predictor(arguments: argparse.Namespace, gazetteer: "Gazetteer | None" = None) -> "Predictor":
    """The model of ``--model`` on ``--device``.

    Args:
        arguments: With both.
        gazetteer: All landmarks, where they are loaded already.

    Raises:
        CommandError: No such model or device, or one that cannot be used, or the list of landmarks cannot be read.
    """
    from landmark_gui import settings  # noqa: PLC0415
    from landmark_gui.commands.landmark_list import load_gazetteer  # noqa: PLC0415
    from landmark_gui.inference.devices import DeviceError  # noqa: PLC0415
    from landmark_gui.inference.predictor import Predictor  # noqa: PLC0415
    from training.model_file import ModelFileError  # noqa: PLC0415

    model, gazetteer = _find_model(arguments), gazetteer or load_gazetteer()
    try:
        device = arguments.device or settings.load().text("device")
        return Predictor(model, device, gazetteer=gazetteer)
    except ModelFileError as error:
        raise CommandError(str(error), ExitCode.NO_MODEL) from error
    except (DeviceError, settings.SettingsError) as error:
        raise CommandError(str(error)) from error


def _weigher(arguments: argparse.Namespace, predictor: "Predictor") -> "Weigher | None":
    from landmark_gui.settings import SettingsError  # noqa: PLC0415

    try:
        return tag_evidence.weigher(arguments, predictor.gazetteer)
    except SettingsError as error:
        raise CommandError(str(error)) from error


def _suggest(entries: "Sequence[Found]", predict: _Predict | None, top_k: int) -> Generator[Suggestion, None, None]:
    """Suggestions and failures in the order of the entries."""
    photos = [entry.path for entry in entries if entry.problem is None]
    with closing(predict(photos, top_k) if predict else _nothing()) as predictions:
        for entry in entries:
            yield next(predictions) if entry.problem is None else failure(entry.path, entry.problem)


def _nothing() -> Generator[Suggestion, None, None]:
    yield from ()


def _print(printer: Printer, suggestion: Suggestion, outcome: Outcome) -> None:
    if suggestion.error is not None:
        complain(f"{suggestion.path}: {suggestion.error}")
    try:
        printer(suggestion, outcome)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CommandError(f"The results could not be written: {error.strerror or error}.") from error


def _summary(tally: _Tally, seconds: float) -> str:
    counts = tally.verdicts
    parts = (
        f"{counts[Verdict.CONFIDENT]} confident",
        f"{counts[Verdict.AMBIGUOUS]} ambiguous",
        f"{counts[Verdict.NO_LANDMARK]} without a landmark",
        f"{tally.failed} failed",
    )
    photos = "1 photo" if tally.done == 1 else f"{tally.done} photos"
    rate = f" ({rate_text(tally.done / seconds)})" if tally.done and seconds > 0 else ""
    return f"{photos} in {seconds:.1f} s{rate}: {', '.join(parts)}."
