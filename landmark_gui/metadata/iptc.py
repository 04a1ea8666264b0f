"""IPTC IIM datasets: reading in the right character set, adding keywords and place names in UTF-8.

Datasets: IPTC IIM 4.2, chapter 1.5; coded character sets: ISO 2022 escape sequences in 1:90.
"""

import re
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from landmark_gui.metadata import fields
from landmark_gui.metadata.errors import DamagedError

_UTF8 = b"\x1b%G"
_CHARSETS = {
    _UTF8: "utf-8",
    b"\x1b-A": "latin-1",
    b"\x1b.A": "latin-1",
    b"\x1b-B": "iso8859-2",
    b"\x1b.B": "iso8859-2",
    b"\x1b-C": "iso8859-3",
    b"\x1b-D": "iso8859-4",
    b"\x1b-L": "iso8859-5",
    b"\x1b-G": "iso8859-6",
    b"\x1b-F": "iso8859-7",
    b"\x1b-H": "iso8859-8",
    b"\x1b-M": "iso8859-9",
    b"\x1b(B": "ascii",
}
# Four letters beyond ASCII in a row, punctuation and quotation marks aside, are rare in the languages of Windows-1252.
_OTHER_ALPHABET = re.compile(rb"[\x80-\x84\x86-\x90\x98-\x9f\xa1-\xaa\xac-\xba\xbc-\xff]{4}")
_KEYWORD, _CITY, _STATE, _COUNTRY = (2, 25), (2, 90), (2, 95), (2, 101)
_DATASETS = {
    fields.IPTC_KEYWORDS: _KEYWORD,
    fields.IPTC_CITY: _CITY,
    fields.IPTC_STATE: _STATE,
    fields.IPTC_COUNTRY: _COUNTRY,
}
_LIMITS = {_KEYWORD: 64, _CITY: 32, _STATE: 32, _COUNTRY: 64}
_BINARY = {
    0,
    10,
    30,
    35,
    37,
    38,
    42,
    45,
    47,
    50,
    55,
    60,
    62,
    63,
    70,
    75,
    100,
    125,
    130,
    131,
    135,
    150,
    151,
    152,
    153,
    154,
}
_BINARY |= {200, 201, 202}


@dataclass(frozen=True)
class Dataset:
    """One dataset: record, number and raw value."""

    record: int
    number: int
    data: bytes

    @property
    def key(self) -> tuple[int, int]:
        """(record, number)."""
        return self.record, self.number

    @property
    def is_text(self) -> bool:
        """Whether the value is free text, in the coded character set."""
        return self.record == 2 and self.number not in _BINARY


@dataclass(frozen=True)
class IptcValues:
    """Our fields as text, and why some could not be read (a sentence), or empty."""

    fields: Mapping[str, tuple[str, ...]]
    problem: str = ""


def parse(block: bytes) -> list[Dataset]:
    """All datasets, in order.

    Raises:
        DamagedError: something other than zeros stands between or behind them.
    """
    datasets = []
    position = 0
    while position < len(block):
        if block[position] != 0x1C:
            if not block[position:].strip(b"\0"):
                break
            raise DamagedError("The IPTC block is damaged.")
        if position + 5 > len(block):
            raise DamagedError("The IPTC block is cut off.")
        record, number, length = struct.unpack_from(">BBH", block, position + 1)
        position += 5
        if length & 0x8000:
            digits = length & 0x7FFF
            if digits > 4:
                raise DamagedError("The IPTC block is damaged.")
            length = int.from_bytes(block[position : position + digits], "big")
            position += digits
        if position + length > len(block):
            raise DamagedError("The IPTC block is cut off.")
        datasets.append(Dataset(record, number, block[position : position + length]))
        position += length
    return datasets


def serialise(datasets: Iterable[Dataset]) -> bytes:
    """The datasets as a block."""
    parts = []
    for item in datasets:
        length = len(item.data)
        if length < 0x8000:
            header = struct.pack(">BBBH", 0x1C, item.record, item.number, length)
        else:
            header = struct.pack(">BBBHI", 0x1C, item.record, item.number, 0x8004, length)
        parts.append(header + item.data)
    return b"".join(parts)


def charset(datasets: Iterable[Dataset]) -> str:
    """The Python codec of the texts.

    Without 1:90, texts that are valid UTF-8 are taken as such, others as Windows-1252 (what most programs wrote), but
    not where they look like those of other alphabets: transcoding these would make gibberish of them for good.

    Raises:
        DamagedError: an unknown character set, or text that does not fit the declared one.
    """
    datasets = list(datasets)
    declared = next((item.data for item in datasets if item.key == (1, 90)), None)
    texts = [item.data for item in datasets if item.is_text]
    if declared is not None:
        codec = _CHARSETS.get(declared.rstrip(b"\0 "))
        if codec is None:
            raise DamagedError("IPTC names a character set that is not known here.")
        codecs = [codec, "utf-8"] if codec == "ascii" else [codec]
    else:
        codecs = ["ascii", "utf-8", "cp1252"]
    codec = next((codec for codec in codecs if all(_decodes(text, codec) for text in texts)), None)
    if declared is not None and codec is None:
        raise DamagedError("The IPTC texts do not fit their character set.")
    if codec is None or (codec == "cp1252" and any(_OTHER_ALPHABET.search(text) for text in texts)):
        raise DamagedError("The IPTC texts do not say in which character set they are, and it cannot be told.")
    return codec


def _decodes(data: bytes, codec: str) -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def read(block: bytes) -> IptcValues:
    """Our fields; in an unknown character set only what is ASCII.

    Raises:
        DamagedError: as `parse`.
    """
    datasets = parse(block)
    problem = ""
    try:
        codec = charset(datasets)
    except DamagedError as error:
        codec, problem = "ascii", str(error)
    found: dict[str, list[str]] = {}
    for name, key in _DATASETS.items():
        for item in datasets:
            if item.key == key and _decodes(item.data, codec) and (text := item.data.decode(codec).strip("\0 ")):
                found.setdefault(name, []).append(text)
    return IptcValues({name: tuple(texts) for name, texts in found.items()}, problem)


def limited(name: str, text: str) -> str:
    """The text as this field can hold it: cut at a character to the field's length in bytes."""
    return fields.cut_to_bytes(text, _LIMITS[_DATASETS[name]])


def _in_utf8(datasets: list[Dataset]) -> list[Dataset]:
    """All texts transcoded, and 1:90 saying so; unchanged where everything is ASCII or UTF-8 already declared."""
    codec = charset(datasets)
    result = [
        Dataset(item.record, item.number, item.data.decode(codec).encode()) if item.is_text else item
        for item in datasets
        if item.key != (1, 90)
    ]
    first_application = next((i for i, item in enumerate(result) if item.record > 1), len(result))
    before = [i for i, item in enumerate(result[:first_application]) if item.number < 90]
    result.insert(before[-1] + 1 if before else 0, Dataset(1, 90, _UTF8))
    return result


def apply(block: bytes, edits: Iterable[fields.Edit]) -> bytes:
    """Adds the values of the edits that concern IPTC; all texts become UTF-8.

    Raises:
        DamagedError: the block cannot be read without guessing.
    """
    datasets = _in_utf8(parse(block))
    for edit in edits:
        key = _DATASETS.get(edit.field)
        if key is None:
            continue
        new = [Dataset(*key, value.encode()) for value in (*edit.seeded, *edit.values)]
        if key != _KEYWORD:
            datasets = [item for item in datasets if item.key != key]
        position = max((i + 1 for i, item in enumerate(datasets) if item.record < 2 or item.key <= key), default=0)
        datasets[position:position] = new
    return serialise(datasets)


def revert(block: bytes, edits: Iterable[fields.Edit]) -> tuple[bytes, tuple[fields.Edit, ...]]:
    """Removes exactly the values of the edits; gives the new block and the edits that were found."""
    datasets = parse(block)
    codec = charset(datasets)
    removed = []

    def texts(key: tuple[int, int]) -> list[str]:
        return [item.data.decode(codec) for item in datasets if item.key == key]

    for edit in edits:
        key = _DATASETS.get(edit.field)
        if key is None:
            continue
        for value in edit.values:
            if value in texts(key):
                position = [i for i, item in enumerate(datasets) if item.key == key][texts(key).index(value)]
                del datasets[position]
                removed.append(edit)
        if edit in removed and edit.created and set(texts(key)) <= set(edit.seeded):
            datasets = [item for item in datasets if item.key != key]
    return serialise(datasets), tuple(removed)
