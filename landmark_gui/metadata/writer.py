"""Writing landmarks into photos: preparing each change in memory, then putting it in place with the journal.

The steps are those of the protocol: resolve and check; record the state; build in memory; write a temporary; verify it;
copy its attributes and check the state again; replace; keep what undo needs.
"""

import contextlib
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal, TypeAlias

from landmark_gui.metadata import (
    build,
    exif,
    fields,
    formats,
    iptc,
    patch,
    plan,
    reader,
    sidecar,
    verify,
    xmp,
    xmp_edit,
)
from landmark_gui.metadata import replace as files
from landmark_gui.metadata.blocks import BlockName, Blocks
from landmark_gui.metadata.errors import (
    ChangedError,
    DamagedError,
    InvalidValueError,
    RefusedError,
    UnreadableError,
    WriteError,
)
from landmark_gui.metadata.fields import LandmarkTag, PhotoMetadata, WrittenRecord
from landmark_gui.metadata.journal import ABSENT, Journal, JournalError
from landmark_gui.metadata.patch import Patch
from landmark_gui.metadata.plan import EditPlan, WriteSettings
from landmark_gui.metadata.source import FileSource

Status: TypeAlias = Literal["written", "unchanged", "sidecar", "refused"]
_ATTEMPTS = 3
_PAUSE = 0.05  # seconds until another try, where another program is just changing the file


@dataclass(frozen=True)
class Item:
    """One thing to write: a photo and the landmark it shows."""

    path: Path
    tag: LandmarkTag


@dataclass(frozen=True)
class WriteResult:
    """What became of one item.

    Attributes:
        path: the photo as it was named.
        target: the file that was (or would be) written; the photo itself where nothing was.
        status: ``written`` (into the photo), ``sidecar``, ``unchanged`` or ``refused``.
        reason: why it was refused, or why a sidecar was used; one sentence.
        plan: the changes, what was kept and notes.
        failed: a write was tried and failed (disk full, verification), as opposed to being refused.
        unreadable: there is no file, or it is no photo.
    """

    path: Path
    target: Path
    status: Status
    reason: str = ""
    plan: EditPlan = field(default_factory=EditPlan)
    failed: bool = False
    unreadable: bool = False


@dataclass(frozen=True)
class BatchResult:
    """The outcome of a batch; ``batch`` is its id in the journal, None for a dry run or where nothing was written."""

    batch: str | None
    results: tuple[WriteResult, ...]
    cancelled: bool = False


@dataclass(frozen=True)
class Prepared:
    """A change that is ready to be put in place; everything is checked but the disk."""

    photo: Path
    target: Path
    state: files.FileState | None
    old: bytes
    change: Patch
    mode: int
    before: str
    after: str
    container: str
    changed: frozenset[BlockName]
    record: WrittenRecord
    plan: EditPlan
    keep_mtime: bool
    reason: str = ""

    @property
    def content(self) -> files.Content:
        """The new file, in pieces."""
        return patch.pieces(self.change, self.old)

    @property
    def inverse(self) -> Patch:
        """The patch that takes the change back."""
        return patch.invert(self.change, self.old)

    @property
    def status(self) -> Status:
        """The status that the item will have."""
        if not self.plan.edits:
            return "unchanged"
        return "sidecar" if self.container == "sidecar" else "written"


def write_batch(
    items: Iterable[Item],
    settings: WriteSettings | None = None,
    *,
    journal: Journal | None = None,
    label: str = "write",
    dry_run: bool = False,
    on_result: Callable[[WriteResult], None] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> BatchResult:
    """Writes each item, in order, and records each write in the journal. This is what every caller uses.

    Args:
        items: photos and landmarks.
        settings: how to write.
        journal: an open journal; the default one is opened where None is given.
        label: what the batch is called in the journal.
        dry_run: plan only; nothing is written, not even the journal.
        on_result: called after each item, in the calling thread.
        cancelled: asked before each item; what is written by then stays and is in the journal.

    Returns:
        one result per item that was reached. Problems with single files are results, not exceptions.

    Raises:
        JournalError: the journal cannot be opened or written; nothing is written without it.
    """
    settings = settings or WriteSettings()
    results: list[WriteResult] = []

    def keep(result: WriteResult) -> None:
        results.append(result)
        if on_result:
            on_result(result)

    stopped = False
    if dry_run:
        for item, prepared in _prepared_ahead(items, settings):
            if stopped := cancelled():
                break
            keep(prepared if isinstance(prepared, WriteResult) else _result(item, prepared))
        return BatchResult(None, tuple(results), stopped)
    own_journal = journal is None
    journal = journal or Journal()
    try:
        batch = journal.start_batch("write", label)
        try:
            for item, prepared in _prepared_ahead(items, settings):
                if stopped := cancelled():
                    break
                keep(_write(item, prepared, settings, journal, batch))
        finally:
            journal.finish_batch(batch)
        wrote = any(write.state != "not written" for write in journal.writes(batch))
    finally:
        if own_journal:
            journal.close()
    return BatchResult(batch if wrote else None, tuple(results), stopped)


def _prepared_ahead(items: Iterable[Item], settings: WriteSettings) -> Iterator[tuple[Item, Prepared | WriteResult]]:
    """Prepares one item ahead in a thread, so that reading and hashing overlap with waiting for the disk."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="metadata-prepare") as executor:
        waiting: tuple[Item, Future[Prepared | WriteResult]] | None = None
        try:
            for item in items:
                following = (item, executor.submit(_prepare_or_refuse, item, settings))
                if waiting:
                    yield waiting[0], waiting[1].result()
                waiting = following
            if waiting:
                yield waiting[0], waiting[1].result()
                waiting = None
        finally:
            if waiting:
                waiting[1].cancel()


def _prepare_or_refuse(item: Item, settings: WriteSettings, not_in_place: str = "") -> Prepared | WriteResult:
    try:
        for _ in range(_ATTEMPTS - 1):
            with contextlib.suppress(ChangedError):
                return prepare(item.path, item.tag, settings, not_in_place)
            time.sleep(_PAUSE)
        return prepare(item.path, item.tag, settings, not_in_place)
    except (RefusedError, ChangedError, DamagedError, InvalidValueError) as error:
        return WriteResult(item.path, item.path, "refused", str(error), unreadable=isinstance(error, UnreadableError))
    except OSError as error:
        return WriteResult(
            item.path, item.path, "refused", f"The file cannot be read ({error.strerror or error}).", unreadable=True
        )
    except Exception as error:  # a mistake of ours with one file must not cost the others
        return WriteResult(item.path, item.path, "refused", unexpected(error), failed=True)


def unexpected(error: Exception) -> str:
    """One sentence about an error that nobody has thought of."""
    name = "Not enough memory" if isinstance(error, MemoryError) else f"Unexpected {type(error).__name__}: {error}"
    return f"{name}. The file was left alone."


def _result(item: Item, prepared: Prepared) -> WriteResult:
    target = prepared.target if prepared.plan.edits else item.path
    return WriteResult(item.path, target, prepared.status, prepared.reason, prepared.plan)


def _write(
    item: Item, prepared: Prepared | WriteResult, settings: WriteSettings, journal: Journal, batch: str
) -> WriteResult:
    """Puts one prepared change in place; prepares again where the file changed meanwhile."""
    problem = ""
    for _ in range(_ATTEMPTS):
        if isinstance(prepared, WriteResult):
            return prepared
        if not prepared.plan.edits:
            return _result(item, prepared)
        try:
            commit(prepared, settings, journal, batch)
            return _result(item, prepared)
        except ChangedError as error:
            problem = str(error)
            prepared = _prepare_or_refuse(item, settings)
        except RefusedError as error:
            if prepared.container == "sidecar":
                return WriteResult(item.path, item.path, "refused", str(error), prepared.plan)
            prepared = _prepare_or_refuse(item, settings, not_in_place=str(error))
        except WriteError as error:
            return WriteResult(item.path, prepared.target, "refused", str(error), prepared.plan, failed=True)
    return WriteResult(item.path, item.path, "refused", f"{problem} It was left alone.", failed=True)


def prepare(path: Path, tag: LandmarkTag, settings: WriteSettings, not_in_place: str = "") -> Prepared:
    """Reads, plans and builds the new content in memory; writes nothing.

    Args:
        path: the photo.
        tag: the landmark.
        settings: how to write.
        not_in_place: why the photo itself cannot be written, where that is known already.

    Raises:
        RefusedError: with the reason.
        ChangedError: the file changed while it was read.
        InvalidValueError: a text of the tag must not go into a file.
    """
    fields.validate(tag)
    real, state = files.inspect(path)
    with FileSource(real) as source:
        blocks = formats.read(source, path.suffix)
        if not blocks.container:
            raise UnreadableError(blocks.read_only)
        identifier = uuid.uuid4().hex
        reason = not_in_place or _why_not_in_place(blocks, state, settings)
        if not reason:
            try:
                files.check_writable(real, state.mode)
                return _prepare_file(real, state, blocks, tag, settings, identifier)
            except (RefusedError, DamagedError) as error:
                if settings.sidecar == "never" or not getattr(error, "sidecar", True):
                    raise
                reason = str(error)
        elif settings.sidecar == "never":
            raise RefusedError(reason)
        photo = reader.interpret(blocks)
    reason = reason if settings.sidecar == "auto" else ""
    return _prepare_sidecar(real, photo, tag, settings, identifier, state.mode, reason)


def _why_not_in_place(blocks: Blocks, state: files.FileState, settings: WriteSettings) -> str:
    if settings.sidecar == "always":
        return "Sidecars are chosen in the settings."
    if blocks.read_only:
        return blocks.read_only
    if state.size > files.MAX_SIZE:
        return "The file is larger than 2 GB, which is not rewritten."
    if blocks.container not in formats.WRITABLE:
        return f"{blocks.container.upper()} files are never written."
    if blocks.signed and settings.signed == "sidecar":
        return "The file carries a C2PA signature, which any change would break."
    if state.links > 1 and settings.hard_links != "write":
        if settings.hard_links == "refuse":
            raise RefusedError(f"The file has {state.links} names (hard links). Choose whether to write it.")
        return f"The file has {state.links} names (hard links), of which only one would be written."
    return ""


def _prepare_file(
    real: Path, state: files.FileState, blocks: Blocks, tag: LandmarkTag, settings: WriteSettings, identifier: str
) -> Prepared:
    old = files.read(real, state)  # which also checks that the file is still the one that the blocks are from
    own = reader.interpret(blocks)
    merged, beside = _with_sidecars(real, own)
    frozen = {name: reason for name in ("iptc", "exif") if (reason := _frozen(blocks, name))}
    planned = plan.plan_edits(own, merged, tag, settings, has_packet=blocks.xmp is not None, frozen=frozen)
    if blocks.signed:
        planned = replace(
            planned, notes=(*planned.notes, "The file carries a C2PA signature, which this change breaks.")
        )
    if planned.edits and beside:
        planned = replace(planned, notes=(*planned.notes, beside))
    record = WrittenRecord(identifier, tag.name, tag.provenance, planned.edits)
    changes = build.add(blocks, planned.edits, record) if planned.edits else {}
    change = formats.WRITABLE[blocks.container].splice(old, changes) if changes else ()
    return _prepared(
        real, real, state, old, change, blocks.container, frozenset(changes), record, planned, state.mode,
        keep_mtime=settings.preserve_mtime or not own.capture_time,
    )  # fmt: skip


def _with_sidecars(real: Path, own: PhotoMetadata) -> tuple[PhotoMetadata, str]:
    """The photo's metadata with those of the sidecars beside it, and a sentence about these."""
    merged, names = own, []
    for found in sidecar.existing(real):
        names.append(found.name)
        with contextlib.suppress(DamagedError, OSError):
            merged = reader.merge(merged, reader.read_sidecar(sidecar.read(found)))
    if not names:
        return own, ""
    return merged, f"Programs that read {' and '.join(names)} first do not see this; 'sidecar: always' writes there."


def _frozen(blocks: Blocks, name: BlockName) -> str:
    reason = blocks.frozen_reason(name)
    if name == "exif":
        return reason or exif.can_edit(blocks.exif)
    if blocks.iptc is not None and not reason:
        try:
            iptc.charset(iptc.parse(blocks.iptc))
        except DamagedError as error:
            return f"{error} IPTC is left alone."
    return reason


def _inspect_sidecar(path: Path) -> tuple[Path, files.FileState]:
    try:
        for _ in range(_ATTEMPTS):
            real, state = files.inspect(path)
            if state.links == 1:
                break
            time.sleep(_PAUSE)  # one that another process of ours creates has two names for a moment
    except UnreadableError as error:
        raise RefusedError(f"The sidecar {path.name} cannot be used: {error}", sidecar=False) from error
    if state.size > sidecar.MAX_SIZE:
        raise RefusedError(f"The sidecar {path.name} is too large to be one.", sidecar=False)
    return real, state


def _prepare_sidecar(
    real: Path,
    photo: PhotoMetadata,
    tag: LandmarkTag,
    settings: WriteSettings,
    identifier: str,
    photo_mode: int,
    reason: str,
) -> Prepared:
    path, exists = sidecar.target(real, adobe_names=settings.adobe_sidecar_names, choice=settings.sidecar_choice)
    state = None
    old = b""
    if exists:
        path, state = _inspect_sidecar(path)
        if state.links > 1 and settings.hard_links != "write":
            names = f"{state.links} names (hard links), of which only one would be written"
            raise RefusedError(f"The sidecar {path.name} has {names}.", sidecar=False)
        old = files.read(path, state)
    files.check_writable(path, state.mode if state else None)
    try:
        document = xmp.parse(old) if exists else xmp.empty(sidecar=True)
        own = reader.read_sidecar(old) if exists else PhotoMetadata("sidecar")
        planned = plan.plan_edits(own, reader.merge(photo, own), tag, settings, has_packet=exists)
        record = WrittenRecord(identifier, tag.name, tag.provenance, planned.edits)
        xmp_edit.apply(document, planned.edits, record)
    except DamagedError as error:
        raise RefusedError(f"The sidecar {path.name} is left alone: {error}", sidecar=False) from error
    new = xmp.serialise(document) if planned.edits else old
    return _prepared(
        real, path, state, old, patch.difference(old, new), "sidecar", frozenset({"xmp"}), record, planned,
        # What a private photo shows must not be told by its sidecar, which its owner can always change.
        photo_mode & 0o066 | 0o600, keep_mtime=False, reason=reason,
    )  # fmt: skip


def _prepared(
    photo: Path,
    target: Path,
    state: files.FileState | None,
    old: bytes,
    change: Patch,
    container: str,
    changed: frozenset[BlockName],
    record: WrittenRecord,
    planned: EditPlan,
    mode: int,
    *,
    keep_mtime: bool,
    reason: str = "",
) -> Prepared:
    return Prepared(
        photo=photo,
        target=target,
        state=state,
        old=old if planned.edits else b"",
        change=change,
        mode=mode,
        before=(files.digest(old) if state else ABSENT) if planned.edits else "",
        after=files.digest(patch.pieces(change, old)) if planned.edits else "",
        container=container,
        changed=changed,
        record=record,
        plan=planned,
        keep_mtime=keep_mtime,
        reason=reason,
    )


def commit(prepared: Prepared, settings: WriteSettings, journal: Journal, batch: str) -> None:
    """Puts one change in place and records it.

    Raises:
        WriteError: the photo is as it was.
        ChangedError: another program changed it meanwhile.
        RefusedError: the photo cannot be replaced without losing its owner or attributes; it is as it was.
        JournalError: the journal cannot be written. Nor was the photo.
    """
    temporary = files.temporary_for(prepared.target)
    number = journal.begin(
        batch,
        prepared.record.identifier,
        prepared.photo,
        prepared.target,
        temporary,
        before=prepared.before,
        after=prepared.after,
        mtime_ns=prepared.state.mtime_ns if prepared.state else None,
        edits=prepared.plan.edits,
        inverse=prepared.inverse,
    )

    def check(written: bytes) -> None:
        verify.check_added(
            prepared.old, written, prepared.container, prepared.changed, prepared.plan.edits, prepared.record
        )

    try:
        if settings.keep_original and prepared.state is not None and prepared.container != "sidecar":
            files.keep_original(prepared.target, prepared.old, prepared.state, temporary)
        files.put(
            prepared.target, prepared.state, prepared.content, temporary, check,
            exclusive=journal.replacing(), keep_mtime=prepared.keep_mtime, mode=prepared.mode,
        )  # fmt: skip
    except (ChangedError, RefusedError):
        journal.end(number, "not written")  # whatever another program has made of the file since
        raise
    except BaseException as error:
        journal.settle(number)
        if isinstance(error, (WriteError, JournalError, KeyboardInterrupt, SystemExit)):
            raise
        raise WriteError(f"Writing failed: {error}. The photo is as it was.") from error
    with contextlib.suppress(JournalError):  # the entry made before is enough to find out; the next write will tell
        journal.end(number, "done")
