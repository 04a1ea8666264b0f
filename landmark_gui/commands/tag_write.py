"""``tag --write``: confident suggestions go into the photos as they come, each with its line in the journal."""

import argparse
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from landmark_gui.commands.console import CommandError, ExitCode, complain
from landmark_gui.commands.options import probability
from landmark_gui.commands.tag_formats import Outcome
from landmark_gui.commands.writing import (
    add_write_options,
    as_json,
    given_write_options,
    in_words,
    report_recovery,
    settings_from,
)
from landmark_gui.inference.suggestion import Suggestion, Verdict
from landmark_gui.library.write_items import now, tag_of

if TYPE_CHECKING:
    from landmark_gui.gazetteer import Gazetteer
    from landmark_gui.metadata import BatchResult, Item, WriteResult

Show = Callable[[Suggestion, Outcome], None]

DEFAULT_PROBABILITY = 0.9


def add_options(parser: argparse.ArgumentParser) -> None:
    """``--write`` and what goes with it."""
    group = parser.add_argument_group("writing")
    group.add_argument("--write", action="store_true", help="write confident suggestions into the photos")
    group.add_argument(
        "--min-probability",
        type=probability,
        metavar="P",
        help=f"with --write: only suggestions at least this probable, 0 to 1 (default: {DEFAULT_PROBABILITY})",
    )
    group.add_argument("--dry-run", action="store_true", help="print what --write would write, and write nothing")
    add_write_options(parser)


def wanted(arguments: argparse.Namespace) -> bool:
    """Whether this is a run that writes, or that shows what would be written.

    Raises:
        CommandError: Options of writing without ``--write`` or ``--dry-run``.
    """
    if arguments.write or arguments.dry_run:
        return True
    given = given_write_options(arguments)
    if arguments.min_probability is not None:
        given.insert(0, "--min-probability")
    if given:
        raise CommandError(f"{given[0]} goes with --write, or with --dry-run to see the plan.")
    return False


def item_for(
    suggestion: Suggestion, gazetteer: "Gazetteer", *, least: float, root: str, language: str, model: str
) -> "Item | str":
    """What ``tag --write`` writes into that photo, or in one sentence why it writes nothing there.

    Args:
        suggestion: For a photo that could be read.
        gazetteer: Knows the places.
        least: Least probability, 0–1.
        root: First level of the keyword; may be empty.
        language: Of the names.
        model: Name of the model, for the provenance.
    """
    from landmark_gui.metadata import DecidedBy, Item, Provenance  # noqa: PLC0415

    best = suggestion.best
    if best is None:
        return "No landmark was recognised."
    if suggestion.verdict is not Verdict.CONFIDENT:
        return "The suggestion is not sure enough to be written without a person."
    if best.probability < least:
        return f"The suggestion is less probable than {least:.0%}."
    landmark = gazetteer.by_id(best.landmark) if best.landmark is not None else None
    if landmark is None:
        return "The list of landmarks does not know its place."
    provenance = Provenance(model, best.probability, DecidedBy.AUTOMATIC, now())
    return Item(suggestion.path, tag_of(landmark, root, language, provenance))


@dataclass
class _Waiting:
    suggestion: Suggestion
    outcome: Outcome | None = None


@dataclass
class _InOrder:
    """Shows suggestions in their order, each once its write is done."""

    show: Show
    queue: deque[_Waiting] = field(default_factory=deque)

    def add(self, suggestion: Suggestion, outcome: Outcome | None) -> None:
        """The next suggestion; without an outcome it waits for `settle`."""
        self.queue.append(_Waiting(suggestion, outcome))
        self._flush()

    def settle(self, outcome: Outcome) -> None:
        """The first write that was waited for is done."""
        next(entry for entry in self.queue if entry.outcome is None).outcome = outcome
        self._flush()

    def _flush(self) -> None:
        while self.queue and self.queue[0].outcome is not None:
            entry = self.queue.popleft()
            assert entry.outcome is not None
            self.show(entry.suggestion, entry.outcome)


def write(
    suggestions: Iterator[Suggestion],
    arguments: argparse.Namespace,
    gazetteer: "Gazetteer",
    model: str,
    show: Show,
    cancelled: Callable[[], bool],
) -> "BatchResult":
    """Writes confident suggestions while the following photos are still being looked at.

    Args:
        suggestions: Streamed; failures among them are only shown.
        arguments: With the options of `add_options`.
        gazetteer: Knows the places.
        model: Name of the model, for the provenance.
        show: Called with each suggestion, in order, and what became of it.
        cancelled: Asked before each photo.

    Raises:
        CommandError: The journal cannot be used; nothing is written without it.
    """
    from landmark_gui.metadata import Journal, JournalError, write_batch  # noqa: PLC0415

    settings = settings_from(arguments)
    least = DEFAULT_PROBABILITY if arguments.min_probability is None else arguments.min_probability
    in_order = _InOrder(show)

    def items() -> "Iterator[Item]":
        for suggestion in suggestions:
            if suggestion.verdict is None:
                in_order.add(suggestion, Outcome())
            else:
                item = item_for(
                    suggestion,
                    gazetteer,
                    least=least,
                    root=arguments.root,
                    language=arguments.language,
                    model=model,
                )
                in_order.add(suggestion, _not_written(suggestion, item) if isinstance(item, str) else None)
                if not isinstance(item, str):
                    yield item
            if cancelled():
                return

    def settle(result: "WriteResult") -> None:
        if result.status == "refused":
            complain(f"{result.path}: {result.reason}")
        in_order.settle(Outcome(tuple(in_words(result, dry_run=arguments.dry_run)), {"write": as_json(result)}))

    try:
        with nullcontext() if arguments.dry_run else Journal() as journal:
            if journal is not None:
                report_recovery(journal)
            return write_batch(
                items(),
                settings,
                journal=journal,
                label="tag --write",
                dry_run=arguments.dry_run,
                on_result=settle,
                cancelled=cancelled,
            )
    except JournalError as error:
        raise CommandError(str(error), ExitCode.WRITE_FAILED) from error


def _not_written(suggestion: Suggestion, reason: str) -> Outcome:
    lines = (f"not written: {reason}",) if suggestion.verdict is Verdict.CONFIDENT else ()
    return Outcome(lines, {"write": None})
