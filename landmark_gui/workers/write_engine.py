"""What the write worker does in its thread: one command after the other, each in one hand."""

import threading
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias

from landmark_gui.workers.engine import Engine, Hands
from landmark_gui.workers.meter import Meter

if TYPE_CHECKING:
    from landmark_gui.metadata import Item, Journal, UndoResult, WriteResult, WriteSettings

WriteKind: TypeAlias = Literal["plan", "write", "undo", "remove"]


@dataclass(frozen=True, slots=True)
class WriteSummary:
    """What one command came to.

    Attributes:
        kind: Which command it was.
        batch: Its id in the journal, which `WriteWorker.undo` takes; None where nothing was written.
        total: Photos asked for; for ``undo`` the writes to take back.
        counts: Number of results by their status, such as ``{"written": 3, "refused": 1}``.
        failed: How many writes were tried and failed.
        cancelled: Whether it was cancelled before its end.
        error: Why nothing (more) could be written, in one sentence; empty where all went well.
    """

    kind: WriteKind
    batch: str | None
    total: int
    counts: dict[str, int]
    failed: int
    cancelled: bool
    error: str


@dataclass(slots=True)
class _Command:
    """One command.

    Attributes:
        kind: None for `recover`, which tells nothing but what it found.
        work: Called in a hand; gives the batch's id and whether it was cancelled.
    """

    kind: WriteKind | None
    work: "Callable[[_Command], tuple[str | None, bool]]"
    total: int = 0
    cancelled: threading.Event = field(default_factory=threading.Event)
    meter: Meter = field(default_factory=Meter)
    counts: Counter[str] = field(default_factory=Counter)
    failed: int = 0


class WriteEngine(Engine):
    """Commands in the order they came. The program's end waits for the photo that is being written."""

    name = "writing"

    def __init__(self, journal: Path | None) -> None:
        self._hands = Hands(1, self.name, finish=True)
        super().__init__(self._hands)
        self._journal_path = journal
        self._waiting: deque[_Command] = deque()
        self._current: _Command | None = None

    # --- commands -----------------------------------------------------------------------------------------------------

    def plan(self, items: "Sequence[Item]", settings: "WriteSettings | None") -> None:
        """See `WriteWorker.plan`."""
        self._cancel(lambda command: command.kind == "plan")
        self._add(_Command("plan", partial(self._plan, items, settings), len(items)))

    def write(self, items: "Sequence[Item]", settings: "WriteSettings | None", label: str) -> None:
        """See `WriteWorker.write`."""
        self._add(_Command("write", partial(self._write, items, settings, label), len(items)))

    def undo(self, batch: str) -> None:
        """See `WriteWorker.undo`."""
        self._add(_Command("undo", partial(self._undo, batch)))

    def remove(self, paths: Sequence[Path]) -> None:
        """See `WriteWorker.remove`."""
        self._add(_Command("remove", partial(self._remove, paths), len(paths)))

    def recover(self) -> None:
        """See `WriteWorker.recover`."""
        self._add(_Command(None, self._recover))

    def cancel(self) -> None:
        """See `WriteWorker.cancel`."""
        self._cancel(lambda command: command.kind is not None)

    def _cancel(self, which: Callable[[_Command], bool]) -> None:
        self._waiting = deque(command for command in self._waiting if not which(command))
        if self._current is not None and which(self._current):
            self._current.cancelled.set()

    # --- one after the other ------------------------------------------------------------------------------------------

    def _add(self, command: _Command) -> None:
        self._waiting.append(command)
        self._next()

    def _next(self) -> None:
        if self._current is None and self._waiting:
            command = self._current = self._waiting.popleft()
            self.delegate(
                self._hands,
                partial(self._run_command, command),
                partial(self._over, command),
                partial(self._broke_off, command),
            )
        self.busy = self._current is not None

    def _run_command(self, command: _Command) -> tuple[str | None, bool]:
        """Runs in the hand."""
        if command.kind not in (None, "undo"):
            self._start(command)
        return command.work(command)

    def _over(self, command: _Command, outcome: tuple[str | None, bool]) -> None:
        self._finish(command, outcome[0], cancelled=outcome[1], error="")

    def _broke_off(self, command: _Command, error: Exception) -> None:
        from landmark_gui.metadata import JournalError  # noqa: PLC0415 - loads XML parsers

        if isinstance(error, JournalError):
            sentence = str(error)
            self.outbox.send("journal_failed", sentence)
        elif isinstance(error, KeyError):
            sentence = f"There is no batch {error.args[0]!r} in the journal; its writes cannot be taken back."
        else:
            sentence = " ".join(f"Writing broke off ({type(error).__name__}: {error}).".split())
        self._finish(command, None, cancelled=command.cancelled.is_set(), error=sentence)

    def _finish(self, command: _Command, batch: str | None, *, cancelled: bool, error: str) -> None:
        self._current = None
        self.busy = bool(self._waiting)  # whoever hears of the end asks whether more follows
        if command.kind is not None:
            counts = dict(command.counts)
            summary = WriteSummary(command.kind, batch, command.total, counts, command.failed, cancelled, error)
            self.outbox.send("finished", summary)
        self._next()

    # --- in the hand --------------------------------------------------------------------------------------------------

    def _start(self, command: _Command) -> None:
        command.meter = Meter()
        self.outbox.send("started", command.kind, command.total)

    def _is_cancelled(self, command: _Command) -> bool:
        return command.cancelled.is_set() or self.stopping.is_set()

    def _tell(self, command: _Command, signal: str, result: "WriteResult | UndoResult") -> None:
        command.counts[result.status] += 1
        command.failed += result.failed
        self.outbox.gather(signal, [result])
        done = command.counts.total()
        self.outbox.latest("progress", command.meter.progress(done, max(done, command.total)))

    def _journal(self) -> "Journal":
        from landmark_gui.metadata import Journal  # noqa: PLC0415

        return Journal(self._journal_path)

    def _plan(
        self, items: "Sequence[Item]", settings: "WriteSettings | None", command: _Command
    ) -> tuple[str | None, bool]:
        from landmark_gui.metadata import write_batch  # noqa: PLC0415

        outcome = write_batch(
            items,
            settings,
            dry_run=True,
            on_result=partial(self._tell, command, "planned"),
            cancelled=partial(self._is_cancelled, command),
        )
        return None, outcome.cancelled

    def _write(
        self, items: "Sequence[Item]", settings: "WriteSettings | None", label: str, command: _Command
    ) -> tuple[str | None, bool]:
        from landmark_gui.metadata import write_batch  # noqa: PLC0415

        with self._journal() as journal:
            outcome = write_batch(
                items,
                settings,
                journal=journal,
                label=label,
                on_result=partial(self._tell, command, "written"),
                cancelled=partial(self._is_cancelled, command),
            )
        return outcome.batch, outcome.cancelled

    def _undo(self, batch: str, command: _Command) -> tuple[str | None, bool]:
        from landmark_gui.metadata import undo_batch  # noqa: PLC0415

        with self._journal() as journal:
            command.total = sum(write.state in ("done", "unknown") for write in journal.writes(batch))
            self._start(command)
            results = undo_batch(
                journal,
                batch,
                on_result=partial(self._tell, command, "undone"),
                cancelled=partial(self._is_cancelled, command),
            )
        return batch, len(results) < command.total

    def _remove(self, paths: Sequence[Path], command: _Command) -> tuple[str | None, bool]:
        from landmark_gui.metadata import remove_all  # noqa: PLC0415

        with self._journal() as journal:
            remove_all(
                paths,
                journal,
                on_result=partial(self._tell, command, "undone"),
                cancelled=partial(self._is_cancelled, command),
            )
        return None, command.cancelled.is_set()

    def _recover(self, _: _Command) -> tuple[str | None, bool]:
        with self._journal() as journal:
            recovery = journal.recover()
        if recovery != type(recovery)():
            self.outbox.send("recovered", recovery)
        return None, False
