"""Some thousand photos as the catalog keeps them packed: columns that go into a table as they are, and into bytes.

A block is a copy of what stands in the catalog's rows, nothing more: one that is damaged, of another form, or of
another model is thrown away, and made anew from the rows.
"""

import json
import math
import os
import struct
import unicodedata
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from landmark_gui.inference.suggestion import Candidate
from landmark_gui.library.decisions import UNDECIDED, Decision
from landmark_gui.library.fact_columns import Times
from landmark_gui.library.file_names import encoded
from landmark_gui.library.lazy_numpy import Array, np
from landmark_gui.library.name_order import KEY_BYTES, name_key
from landmark_gui.library.packed_ranking import unpack
from landmark_gui.library.photos import Photo
from landmark_gui.library.ranking_columns import NO_VERDICT, VERDICT_NUMBERS, Pool

_FORMAT = 1
# Keys of names depend on what this version of Python knows about letters.
_MADE_BY = f"{_FORMAT} {unicodedata.unidata_version}"
_HEAD = struct.Struct("<4sII")  # mark, checksum of all that follows, length of the description
_MARK = b"LMTB"
_MOST_CANDIDATES = 16
Row = tuple[Photo, bytes | None]
"""A photo with facts and decision as the catalog has them, and its packed ranking."""


@dataclass(frozen=True)
class PhotoBlock:
    """Photos in columns; one row for each in every array.

    Attributes:
        model: Id of the model whose rankings these are.
        folders: With closing separators.
        cameras: Names of cameras.
        keywords: Sets of keywords.
        landmarks: Keys of landmarks.
        decisions: What the person said, in JSON.
        times_as_text: Capture times that are no times.
        names: File names, each followed by a line feed.
        arrays: See `_COLUMNS`.
    """

    model: str
    folders: Sequence[str]
    cameras: Sequence[str]
    keywords: Sequence[tuple[str, ...]]
    landmarks: Sequence[str]
    decisions: Sequence[str]
    times_as_text: Sequence[str]
    names: bytes
    arrays: Mapping[str, Array]

    def __len__(self) -> int:
        return len(self.arrays["folder"])

    def to_bytes(self) -> bytes:
        """The block in a form that says what it is, with a checksum."""
        description = {field.name: getattr(self, field.name) for field in fields(self)}
        arrays = description.pop("arrays")
        description |= {"made_by": _MADE_BY, "names": len(self.names), "count": len(self), "separator": os.sep}
        description["width"] = arrays["candidate"].shape[1]
        text = json.dumps(description, separators=(",", ":")).encode("ascii")
        parts = [text, self.names, *(np.ascontiguousarray(arrays[name]).tobytes() for name in _COLUMNS)]
        checksum = 0
        for part in parts:
            checksum = zlib.crc32(part, checksum)
        return b"".join((_HEAD.pack(_MARK, checksum, len(text)), *parts))

    @classmethod
    def from_bytes(cls, data: bytes) -> "PhotoBlock":
        """The inverse of `to_bytes`.

        Raises:
            ValueError: The bytes are damaged, or of another version of the app.
        """
        try:
            mark, checksum, length = _HEAD.unpack_from(data)
            if mark != _MARK or zlib.crc32(memoryview(data)[_HEAD.size :]) != checksum:
                raise ValueError("a packed block of photos is damaged")
            start = _HEAD.size + length
            description = json.loads(data[_HEAD.size : start])
            if description.pop("made_by") != _MADE_BY or description.pop("separator") != os.sep:
                raise ValueError("a packed block of photos is of another version")
            count, width, names = (description.pop(name) for name in ("count", "width", "names"))
            description["keywords"] = [tuple(keywords) for keywords in description["keywords"]]
            description["names"] = data[start : start + names]
            start += names
            arrays = {}
            for name, (dtype, columns) in _COLUMNS.items():
                shape = (count,) if columns == 1 else (count, columns or width)
                size = math.prod(shape)
                arrays[name] = np.frombuffer(data, dtype, size, start).reshape(shape)
                start += size * arrays[name].itemsize
        except (struct.error, KeyError, TypeError) as error:
            raise ValueError("a packed block of photos is damaged") from error
        return cls(**description, arrays=arrays)


_COLUMNS: Mapping[str, tuple[str, int]] = {
    "folder": ("<i4", 1),
    "name_length": ("<i4", 1),
    "name_key": (f"S{KEY_BYTES}", 1),
    "size": ("<i8", 1),
    "mtime_ns": ("<i8", 1),
    "time": ("<i8", 1),
    "position": ("<f8", 2),
    "camera": ("<i4", 1),
    "keywords": ("<i4", 1),
    "landmark_in_file": ("<i4", 1),
    "written": ("<i4", 1),
    "content": ("<u8", 2),
    "decision": ("<i4", 1),
    "is_ranked": ("?", 1),
    "verdict": ("u1", 1),
    "candidates": ("u1", 1),
    "score": ("<f8", 1),
    "candidate": ("<i4", 0),
    "probability": ("<f8", 0),
}
"""The arrays' types and widths; 0 for as many as there are candidates. Landmarks are numbers of the catalog's."""


def block_of(rows: Iterable[Row], model: str, candidates: Mapping[int, Candidate]) -> PhotoBlock:
    """A block of photos; those that its arrays cannot hold are left out.

    Args:
        rows: The photos.
        model: Id of the model whose rankings these are.
        candidates: The catalog's landmarks by number.
    """
    kept = [(photo, packed) for photo, packed in rows if len(photo.content) == 16 and any(photo.content)]
    photos = [photo for photo, _ in kept]
    paths = [photo.path.rpartition(os.sep) for photo in photos]
    folders, cameras, landmarks, times = Pool(""), Pool(""), Pool(""), Times()
    keywords: Pool[tuple[str, ...]] = Pool(())
    decisions: Pool[Decision] = Pool(UNDECIDED)
    names = [encoded(name) for _, _, name in paths]
    count = len(photos)
    nowhere = (math.nan, math.nan)
    arrays = {
        "folder": folders.numbers([folder + separator for folder, separator, _ in paths]),
        "name_length": np.fromiter(map(len, names), np.int32, count),
        "name_key": np.array([name_key(name) for _, _, name in paths], f"S{KEY_BYTES}"),
        "size": np.array([photo.size for photo in photos], np.int64),
        "mtime_ns": np.array([photo.mtime_ns for photo in photos], np.int64),
        "time": np.fromiter((times.number(photo.capture_time) for photo in photos), np.int64, count),
        "position": np.array([photo.camera_gps or nowhere for photo in photos], float).reshape(count, 2),
        "camera": cameras.numbers([photo.camera for photo in photos]),
        "keywords": keywords.numbers([photo.keywords for photo in photos]),
        "landmark_in_file": landmarks.numbers([photo.landmark_in_file for photo in photos]),
        "written": landmarks.numbers([photo.written for photo in photos]),
        "content": np.frombuffer(b"".join(photo.content for photo in photos), "<u8").reshape(count, 2),
        "decision": decisions.numbers([photo.decision for photo in photos]),
        **_ranking_arrays([packed for _, packed in kept], candidates),
    }
    return PhotoBlock(
        model,
        folders.values,
        cameras.values,
        keywords.values,
        landmarks.values,
        [decision.to_json() for decision in decisions.values],
        times.texts.values,
        b"\n".join((*names, b"")),
        {name: arrays[name].astype(dtype, copy=False) for name, (dtype, _) in _COLUMNS.items()},
    )


def _ranking_arrays(packed: Sequence[bytes | None], candidates: Mapping[int, Candidate]) -> dict[str, Array]:
    numbered = _Numbers(candidates)
    rankings = [None if data is None else _unpacked(data, numbered) for data in packed]
    counts = np.array([len(ranking.landmarks) if ranking else 0 for ranking in rankings], np.uint8)
    width = int(counts.max()) if len(counts) else 0
    landmarks, probabilities = np.zeros((len(packed), width), np.int32), np.zeros((len(packed), width))
    for row, ranking in enumerate(rankings):
        if ranking is not None:
            landmarks[row, : counts[row]] = ranking.landmarks
            probabilities[row, : counts[row]] = ranking.probabilities
    scores = [math.nan if ranking is None or ranking.score is None else ranking.score for ranking in rankings]
    return {
        "is_ranked": np.array([ranking is not None for ranking in rankings], bool),
        "verdict": np.array([NO_VERDICT if r is None else VERDICT_NUMBERS[r.verdict] for r in rankings], np.uint8),
        "candidates": counts,
        "score": np.array(scores, float),
        "candidate": landmarks,
        "probability": probabilities,
    }


class _Numbers(dict[int, Any]):
    """Gives each number that is known as its own description: what unpacking a ranking then gives are numbers."""

    def __init__(self, known: Mapping[int, Candidate]) -> None:
        super().__init__((number, number) for number in known)


def _unpacked(data: bytes, numbers: Mapping[int, Any]) -> Any:
    """The ranking with landmarks by number; None where it is damaged, as `catalog_suggestions.rankings` has it."""
    try:
        ranking = unpack(data, "", numbers)
    except (ValueError, KeyError):
        return None
    return ranking if len(ranking.landmarks) <= _MOST_CANDIDATES else None
