"""The check of a temporary before it replaces a photo: nothing lost, nothing else changed, everything new readable."""

import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator

from landmark_gui.metadata import exif, fields, formats, iptc, reader, xmp, xmp_edit
from landmark_gui.metadata.blocks import BlockName, Blocks
from landmark_gui.metadata.errors import DamagedError, WriteError
from landmark_gui.metadata.fields import Edit, WrittenRecord
from landmark_gui.metadata.source import BytesSource

_XMP_FIELDS = (*fields.XMP_LISTS, *fields.XMP_TEXTS, fields.LOCATION_SHOWN)


def check_added(
    old: bytes,
    new: bytes,
    container: str,
    changed: frozenset[BlockName],
    edits: tuple[Edit, ...],
    record: WrittenRecord,
) -> None:
    """Checks a photo (or sidecar) to which values were added.

    Args:
        old: the file before; empty for a sidecar that is created.
        new: the file as read back from the disk.
        container: as detected, or ``sidecar``.
        changed: the blocks that were to change.
        edits: what was to be added.
        record: the provenance entry that was to be added.

    Raises:
        WriteError: naming what is wrong.
    """
    with _damage_is_failure():
        before, after = _blocks(old, new, container, changed)
        _check_xmp_added(before, after, edits, record)
        if "iptc" in changed:
            _check_iptc(before, after, edits, removed=False)
        if "exif" in changed:
            _check_exif(before.exif, after.exif)
        _check_read_back(before, after, edits)


@contextlib.contextmanager
def _damage_is_failure() -> Iterator[None]:
    try:
        yield
    except DamagedError as error:
        raise WriteError(f"Verification failed: {error}") from error


def check_removed(
    old: bytes, new: bytes, container: str, changed: frozenset[BlockName], edits: tuple[Edit, ...]
) -> None:
    """Checks a photo (or sidecar) from which our values were taken out.

    Raises:
        WriteError: something else changed, or appeared.
    """
    with _damage_is_failure():
        before, after = _blocks(old, new, container, changed)
        first = xmp.flatten(xmp.parse(before.xmp)) if before.xmp else Counter()
        second = xmp.flatten(xmp.parse(after.xmp)) if after.xmp else Counter()
        if second - first:
            raise WriteError("Verification failed: undo would have added something to the XMP.")
        ours = _roots((*(edit.field for edit in edits), fields.PROVENANCE))
        if any(not _below(path, ours) for path, _ in first - second):
            raise WriteError("Verification failed: undo would have removed something else from the XMP.")
        if "iptc" in changed:
            _check_iptc(before, after, edits, removed=True)
        if "exif" in changed:
            _check_exif(before.exif, after.exif)


def _blocks(old: bytes, new: bytes, container: str, changed: frozenset[BlockName]) -> tuple[Blocks, Blocks]:
    if container == "sidecar":
        return Blocks("sidecar", xmp=old or None), Blocks("sidecar", xmp=new or None)
    formats.WRITABLE[container].verify(old, new, changed)
    before, after = formats.read(BytesSource(old)), formats.read(BytesSource(new))
    names: tuple[BlockName, ...] = ("xmp", "exif", "iptc")
    for name in names:
        if name not in changed and getattr(before, name) != getattr(after, name):
            raise WriteError(f"Verification failed: the {name.upper()} block would have changed.")
    same = before.extended_xmp == after.extended_xmp and before.read_only == after.read_only
    if not same or before.frozen != after.frozen:
        raise WriteError(f"Verification failed: the result could not be read as before. {after.read_only}")
    return before, after


def _roots(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"/{xmp.qname(name)}" for name in names if name in (*_XMP_FIELDS, fields.PROVENANCE))


def _below(path: str, roots: tuple[str, ...]) -> bool:
    return any(path == root or path.startswith(f"{root}/") for root in roots)


def _values(document: xmp.Document, roots: tuple[str, ...]) -> Counter[tuple[str, str]]:
    """The leaves below these properties, alike for single values and lists, as one may become the other."""
    result: Counter[tuple[str, str]] = Counter()
    for (path, text), number in xmp.flatten(document).items():
        if text.strip() and _below(path, roots):
            result[path.replace("/*", ""), text.strip()] += number
    return result


def _check_xmp_added(before: Blocks, after: Blocks, edits: tuple[Edit, ...], record: WrittenRecord) -> None:
    if after.xmp is None:
        raise WriteError("Verification failed: the XMP is missing.")
    old = xmp.parse(before.xmp) if before.xmp else xmp.empty()
    new = xmp.parse(after.xmp)
    ours = _roots((*(edit.field for edit in edits), fields.PROVENANCE))
    kept, found = (Counter({k: n for k, n in xmp.flatten(d).items() if not _below(k[0], ours)}) for d in (old, new))
    if kept != found:
        raise WriteError("Verification failed: another XMP property would have changed.")
    if _values(old, ours) - _values(new, ours):
        raise WriteError("Verification failed: an earlier value of an extended XMP property would have been lost.")
    for edit in edits:
        if edit.field in fields.XMP_LISTS:
            expected = (*xmp.values(old, edit.field), *edit.seeded, *edit.values)
            same = xmp.values(new, edit.field) == expected
        elif edit.field in fields.XMP_TEXTS:
            same = xmp.values(new, edit.field) == edit.values
        elif edit.field == fields.LOCATION_SHOWN:
            same = xmp.items(new, edit.field) == [*xmp.items(old, edit.field), dict(edit.item)]
        else:
            continue
        if not same:
            raise WriteError(f"Verification failed: {edit.field} does not read back as written.")
    if [r.identifier for r in xmp_edit.records(new)] != [
        *(r.identifier for r in xmp_edit.records(old)),
        record.identifier,
    ]:
        raise WriteError("Verification failed: the provenance does not read back as written.")
    if xmp_edit.records(new)[-1].edits != record.edits:
        raise WriteError("Verification failed: the provenance does not read back as written.")


def _check_iptc(before: Blocks, after: Blocks, edits: tuple[Edit, ...], *, removed: bool) -> None:
    if before.iptc is None or after.iptc is None:
        raise WriteError("Verification failed: the IPTC block is missing.")

    def texts(block: bytes) -> Counter[tuple[tuple[int, int], str | bytes]]:
        datasets = iptc.parse(block)
        codec = iptc.charset(datasets)
        return Counter((d.key, d.data.decode(codec) if d.is_text else d.data) for d in datasets if d.key != (1, 90))

    old, new = texts(before.iptc), texts(after.iptc)
    less, more = (new, old) if removed else (old, new)
    count = sum(len(edit.values) + len(edit.seeded) for edit in edits if edit.field in fields.IPTC_FIELDS)
    blanks = sum(not str(text).strip() for _, text in less - more)
    if (sum((less - more).values()) - blanks) > 0 or sum((more - less).values()) > count:
        raise WriteError("Verification failed: another IPTC value would have changed.")


def _check_exif(before: bytes | None, after: bytes | None) -> None:
    """The old block must stand where it was, but for the header's pointer and the entries of our tags."""
    if before is None:
        return
    if after is None:
        raise WriteError("Verification failed: the Exif block is missing.")
    allowed = exif.changeable_ranges(before)
    position = 0
    for start, end in [*allowed, (len(before), len(before))]:
        if before[position:start] != after[position:start]:
            raise WriteError("Verification failed: another byte of the Exif block would have changed.")
        position = max(position, end)
    if exif.other_entries(before) != exif.other_entries(after):
        raise WriteError("Verification failed: another Exif tag would have changed.")


def _check_read_back(before: Blocks, after: Blocks, edits: tuple[Edit, ...]) -> None:
    """Every new value of EXIF and IPTC stands in what our own reader finds, behind the earlier ones."""
    edits = tuple(edit for edit in edits if edit.field in (*fields.IPTC_FIELDS, *fields.EXIF_FIELDS))
    if not edits:
        return
    old, found = reader.interpret(before).fields, reader.interpret(after).fields
    for edit in edits:
        if edit.field in (fields.IPTC_KEYWORDS, fields.XP_KEYWORDS):
            expected = tuple(text.strip() for text in (*old.get(edit.field, ()), *edit.seeded, *edit.values))
            missing = [] if found.get(edit.field) == expected else list(expected)
        elif edit.field in fields.IPTC_FIELDS:
            missing = [value for value in edit.values if value not in found.get(edit.field, ())]
        elif edit.field == fields.EXIF_GPS:
            missing = [] if _near(found.get(edit.field, ("",))[0], edit.values[0]) else list(edit.values)
        else:
            continue
        if missing:
            raise WriteError(f"Verification failed: {edit.field} does not read back as written.")


def _near(first: str, second: str) -> bool:
    try:
        pairs = zip(first.split(","), second.split(","), strict=True)
        return all(abs(float(a) - float(b)) < 1e-6 for a, b in pairs)
    except ValueError:
        return False
