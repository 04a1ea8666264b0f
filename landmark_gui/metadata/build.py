"""From edits to new metadata blocks: adding ours, or taking them out again."""

from collections.abc import Iterable
from dataclasses import dataclass

from landmark_gui.metadata import exif, fields, iptc, xmp, xmp_edit
from landmark_gui.metadata.blocks import BlockName, Blocks
from landmark_gui.metadata.errors import DamagedError
from landmark_gui.metadata.fields import Edit, WrittenRecord
from landmark_gui.metadata.source import BytesSource

_XMP_FIELDS = (*fields.XMP_LISTS, *fields.XMP_TEXTS, fields.LOCATION_SHOWN)


def add(blocks: Blocks, edits: Iterable[Edit], record: WrittenRecord) -> dict[BlockName, bytes | None]:
    """The blocks that change when the edits and their provenance record are added.

    Raises:
        DamagedError: a block cannot be extended without guessing.
    """
    edits = tuple(edits)
    document = xmp.parse(blocks.xmp) if blocks.xmp is not None else xmp.empty()
    if blocks.extended_xmp is not None:
        _refuse_split_properties(xmp.parse(blocks.extended_xmp), edits)
    xmp_edit.apply(document, edits, record)
    changes: dict[BlockName, bytes | None] = {
        "xmp": xmp.serialise(document, None if blocks.xmp is None else len(blocks.xmp))
    }
    if blocks.iptc is not None and any(edit.field in fields.IPTC_FIELDS for edit in edits):
        changes["iptc"] = iptc.apply(blocks.iptc, edits)
    if any(edit.field in fields.EXIF_FIELDS for edit in edits):
        changes["exif"] = _add_exif(blocks.exif, edits)
    return changes


def _refuse_split_properties(extended: xmp.Document, edits: Iterable[Edit]) -> None:
    for edit in edits:
        if edit.field in _XMP_FIELDS and xmp.find(extended, edit.field):
            raise DamagedError(f"{edit.field} stands in the extended XMP, which is not rewritten.")


def _add_exif(block: bytes | None, edits: Iterable[Edit]) -> bytes:
    keywords = gps = None
    for edit in edits:
        if edit.field == fields.XP_KEYWORDS:
            old = exif.read(BytesSource(block)).xp_keywords if block is not None else None
            keywords = (*(old or ()), *edit.seeded, *edit.values)
        elif edit.field == fields.EXIF_GPS:
            latitude, longitude = edit.values[0].split(",")
            gps = float(latitude), float(longitude)
    return exif.with_values(block, keywords, gps)


@dataclass(frozen=True)
class Removal:
    """The blocks that change when our values are taken out, and which blocks had to be left alone, with the reason."""

    changes: dict[BlockName, bytes | None]
    problems: tuple[str, ...] = ()


def remove(blocks: Blocks, edits: Iterable[Edit], identifiers: Iterable[str]) -> Removal:
    """Takes exactly the values of the edits out, and the provenance entries with these identifiers.

    Raises:
        DamagedError: the XMP cannot be read without guessing.
    """
    edits = tuple(edits)
    problems: list[str] = []
    changes: dict[BlockName, bytes | None] = {}
    if blocks.xmp is not None:
        document = xmp.parse(blocks.xmp)
        before = xmp.flatten(document)
        xmp_edit.revert(document, edits, None)
        for identifier in identifiers:
            xmp_edit.revert(document, (), identifier)
        if any(edit.field == fields.PACKET for edit in edits) and xmp_edit.is_empty(document):
            changes["xmp"] = None
        elif xmp.flatten(document) != before:
            changes["xmp"] = xmp.serialise(document, len(blocks.xmp))
    if blocks.iptc is not None and any(edit.field in fields.IPTC_FIELDS for edit in edits):
        try:
            block, gone = iptc.revert(blocks.iptc, edits)
            if gone:
                changes["iptc"] = block
        except DamagedError as error:
            problems.append(f"{error} IPTC is left alone.")
    if blocks.exif is not None and any(edit.field in fields.EXIF_FIELDS for edit in edits):
        try:
            block = _remove_exif(blocks.exif, edits)
            if block != blocks.exif:
                changes["exif"] = block
        except DamagedError as error:
            problems.append(str(error))
    return Removal(changes, tuple(problems))


def _remove_exif(block: bytes, edits: Iterable[Edit]) -> bytes:
    for edit in edits:
        present = exif.read(BytesSource(block))
        if edit.field == fields.XP_KEYWORDS and present.xp_keywords is not None:
            rest = [word for word in present.xp_keywords if word not in edit.values]
            if len(rest) == len(present.xp_keywords):
                continue
            only_seeds = edit.created and set(rest) <= set(edit.seeded)
            if not rest or only_seeds:
                block = exif.with_values(block, remove_xp=True)
            else:
                block = exif.with_values(block, tuple(rest))
        elif edit.field == fields.EXIF_GPS and present.gps is not None:
            latitude, longitude = (float(part) for part in edit.values[0].split(","))
            if max(abs(present.gps[0] - latitude), abs(present.gps[1] - longitude)) < 1e-6:
                block = exif.with_values(block, remove_gps=True)
    return block
