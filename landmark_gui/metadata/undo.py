"""Taking writes back: byte for byte where nothing else touched the file, else exactly our values."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Literal, TypeAlias

from landmark_gui.metadata import build, formats, patch, reader, sidecar, verify
from landmark_gui.metadata import replace as files
from landmark_gui.metadata.blocks import BlockName, Blocks, Changes
from landmark_gui.metadata.errors import ChangedError, DamagedError, RefusedError, WriteError
from landmark_gui.metadata.fields import Edit, PhotoMetadata
from landmark_gui.metadata.journal import ABSENT, Journal, JournalError, Write
from landmark_gui.metadata.source import BytesSource
from landmark_gui.metadata.writer import unexpected

UndoStatus: TypeAlias = Literal["restored", "removed", "unchanged", "refused"]
_ATTEMPTS = 3


@dataclass(frozen=True)
class UndoResult:
    """What became of one write.

    Attributes:
        path: the photo.
        target: the file that was written: the photo or its sidecar.
        status: ``restored`` byte for byte, ``removed`` (only our values, as another program edited the file since),
            ``unchanged`` (nothing of ours is there) or ``refused``.
        reason: why it was refused or left.
        failed: a write was tried and failed, as opposed to being refused.
    """

    path: Path
    target: Path
    status: UndoStatus
    reason: str = ""
    failed: bool = False


@dataclass(frozen=True)
class _Undo:
    """A change that takes something back; ``new`` is None where a sidecar is to be deleted."""

    state: files.FileState
    old: bytes
    new: files.Content | None
    change: patch.Patch
    check: Callable[[bytes], None]
    status: UndoStatus
    note: str = ""


def undo_batch(
    journal: Journal,
    batch: str,
    *,
    on_result: Callable[[UndoResult], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[UndoResult, ...]:
    """Takes back every write of a batch, the last one first.

    Args:
        journal: an open journal.
        batch: its id.
        on_result: called after each write.
        cancelled: asked before each write; a later call goes on where this one stopped.

    Raises:
        KeyError: there is no such batch.
        RefusedError: the batch is still being written.
        JournalError: the journal cannot be written.
    """
    if batch not in {known.identifier for known in journal.batches()}:
        raise KeyError(batch)
    if journal.is_running(batch):
        raise RefusedError(f"The batch {batch} is still being written; wait for its end or cancel it.")
    results = []
    own = journal.start_batch("undo", f"undo of {batch}")
    try:
        for write in reversed(journal.writes(batch)):
            if cancelled():
                break
            if write.state not in ("done", "unknown", "pending"):
                continue
            result = _undo_write(journal, own, write)
            results.append(result)
            if on_result:
                on_result(result)
    finally:
        journal.finish_batch(own)
    return tuple(results)


def _undo_write(journal: Journal, batch: str, write: Write) -> UndoResult:
    def take_back(state: files.FileState, data: bytes) -> _Undo | None:
        found = files.digest(data)
        if found == write.after:
            return _restore(write, state, data)
        if found == write.before:
            return None
        return _remove_values(write.target, state, data, write.edits, [write.record])

    if not os.path.lexists(write.target):
        if write.before == ABSENT:
            journal.mark_undone(write.identifier)
            return UndoResult(write.photo, write.target, "unchanged", "The sidecar is gone already.")
        return UndoResult(write.photo, write.target, "refused", "The file is no longer there.")
    result = _apply(journal, batch, write.photo, write.target, take_back, write)
    if result.status == "unchanged":
        journal.mark_undone(write.identifier)
    return result


def remove_all(
    paths: Iterable[Path],
    journal: Journal,
    *,
    on_result: Callable[[UndoResult], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[UndoResult, ...]:
    """Removes everything that the provenance in the files (and their sidecars) names as ours; needs no old journal.

    The removal is itself recorded, as a batch of kind ``undo``.

    Raises:
        JournalError: the journal cannot be written.
    """
    results = []
    batch = journal.start_batch("undo", "undo of everything in these files")
    try:
        for path in paths:
            if cancelled():
                break
            for target in (path, *sidecar.existing(path)):
                result = _apply(journal, batch, path, target, partial(_remove_recorded, target), None)
                if result.status == "unchanged" and target != path:
                    continue
                results.append(result)
                if on_result:
                    on_result(result)
    finally:
        journal.finish_batch(batch)
    return tuple(results)


def _apply(
    journal: Journal,
    batch: str,
    photo: Path,
    target: Path,
    take_back: Callable[[files.FileState, bytes], _Undo | None],
    write: Write | None,
) -> UndoResult:
    """Reads the file, lets ``take_back`` decide, and puts the outcome in place; again where the file has changed."""
    problem = ""
    for _ in range(_ATTEMPTS):
        try:
            real, state = files.inspect(target)
            if state.size > files.MAX_SIZE:
                raise RefusedError("The file is larger than 2 GB, which is not rewritten.")
            data = files.read(real, state)
            undo = take_back(state, data)
            if undo is None:
                return UndoResult(photo, target, "unchanged", "Nothing of Landmark Tagger is left in it.")
            files.check_writable(real, state.mode)
            if state.links > 1:
                raise RefusedError(
                    f"The file has {state.links} names (hard links), of which only one would be changed."
                )
            _commit(journal, batch, photo, real, undo, write)
            return UndoResult(photo, target, undo.status, undo.note)
        except ChangedError as error:
            problem = str(error)
        except WriteError as error:
            return UndoResult(photo, target, "refused", str(error), failed=True)
        except (RefusedError, DamagedError) as error:
            return UndoResult(photo, target, "refused", str(error))
        except OSError as error:
            reason = f"The file cannot be reached ({error.strerror or error})."
            return UndoResult(photo, target, "refused", reason)
        except JournalError:
            raise
        except Exception as error:  # a mistake of ours with one file must not cost the others
            return UndoResult(photo, target, "refused", unexpected(error), failed=True)
    return UndoResult(photo, target, "refused", f"{problem} It was left alone.", failed=True)


def _restore(write: Write, state: files.FileState, data: bytes) -> _Undo:
    def check(written: bytes) -> None:
        if files.digest(written) != write.before:
            raise WriteError("Verification failed: the old content could not be restored.")

    new = None if write.before == ABSENT else patch.pieces(write.inverse, data)
    note = "It did not exist before, and is deleted." if new is None else ""
    return _Undo(state, data, new, write.inverse, check, "restored", note)


def _remove_recorded(target: Path, state: files.FileState, data: bytes) -> _Undo | None:
    blocks = _blocks(target, data)
    records = (reader.read_sidecar(data) if blocks.container == "sidecar" else reader.interpret(blocks)).written
    if not records:
        return None
    edits = tuple(edit for record in reversed(records) for edit in record.edits)
    return _remove_values(target, state, data, edits, [record.identifier for record in records])


def _remove_values(
    target: Path, state: files.FileState, data: bytes, edits: tuple[Edit, ...], identifiers: list[str]
) -> _Undo | None:
    blocks = _blocks(target, data)
    if blocks.read_only and blocks.container != "sidecar":
        raise RefusedError(blocks.read_only)
    removal = build.remove(blocks, edits, identifiers)
    if _lost(blocks, removal.changes, edits):
        # The lists that we created began with the person's keywords, and now these stand nowhere else: they stay.
        edits = tuple(replace(edit, seeded=()) for edit in edits)
        removal = build.remove(blocks, edits, identifiers)
    changes = removal.changes
    if not changes:
        return None
    changed: frozenset[BlockName] = frozenset(changes)
    new: files.Content | None
    if blocks.container == "sidecar":
        packet = changes["xmp"]
        change = patch.difference(data, packet or b"")
        new = None if packet is None else [packet]
    else:
        change = formats.WRITABLE[blocks.container].splice(data, changes)
        new = patch.pieces(change, data)

    def check(written: bytes) -> None:
        verify.check_removed(data, written, blocks.container, changed, edits)

    return _Undo(state, data, new, change, check, "removed", " ".join(removal.problems))


def _lost(blocks: Blocks, changes: Changes, edits: tuple[Edit, ...]) -> bool:
    """Whether a keyword that was copied into a list of ours would vanish from the photo altogether."""
    seeds = {name for edit in edits for name in PhotoMetadata("", {edit.field: edit.seeded}).names}
    if not seeds:
        return False
    changed = replace(
        blocks,
        xmp=changes.get("xmp", blocks.xmp),
        exif=changes.get("exif", blocks.exif),
        iptc=changes.get("iptc", blocks.iptc),
    )
    before, after = reader.interpret(blocks), reader.interpret(changed)
    return bool(seeds & (before.names - after.names))


def _blocks(target: Path, data: bytes) -> Blocks:
    if target.suffix.lower() == ".xmp":
        return Blocks("sidecar", xmp=data)
    return formats.read(BytesSource(data), target.suffix)


def _commit(journal: Journal, batch: str, photo: Path, real: Path, undo: _Undo, write: Write | None) -> None:
    temporary = files.temporary_for(real)
    number = journal.begin(
        batch,
        "",
        photo,
        real,
        temporary,
        before=files.digest(undo.old),
        after=ABSENT if undo.new is None else files.digest(undo.new),
        mtime_ns=undo.state.mtime_ns,
        edits=(),
        inverse=patch.invert(undo.change, undo.old),
        undoes=write.identifier if write else None,
    )
    mtime = write.mtime_ns if write and undo.status == "restored" else None
    try:
        if undo.new is None:
            files.remove(real, undo.state, journal.replacing())
        else:
            exclusive = journal.replacing()
            files.put(real, undo.state, undo.new, temporary, undo.check, exclusive=exclusive, mtime_ns=mtime)
    except (ChangedError, RefusedError):
        journal.end(number, "not written")
        raise
    except BaseException as error:
        journal.settle(number)
        if isinstance(error, (WriteError, JournalError, KeyboardInterrupt, SystemExit)):
            raise
        raise WriteError(f"Undo failed: {error}. The file is as it was.") from error
    journal.end(number, "done")
