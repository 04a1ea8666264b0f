"""Puts blocks of photos from the catalog into an empty table, column by column."""

import os
from collections.abc import Mapping, Sequence

from landmark_gui.inference.suggestion import Candidate
from landmark_gui.library.decisions import UNDECIDED, Decision
from landmark_gui.library.fact_columns import NO_TIME
from landmark_gui.library.lazy_numpy import Array, np
from landmark_gui.library.photo_block import PhotoBlock
from landmark_gui.library.photo_columns import PhotoColumns
from landmark_gui.library.photo_table import PhotoTable


def fill(
    table: PhotoTable, blocks: Sequence[PhotoBlock], folders: Sequence[str], candidates: Mapping[int, Candidate]
) -> None:
    """Puts the photos below some folders into a table, which must be empty; no two blocks hold the same photo.

    Args:
        table: Where they go; refresh it then.
        blocks: The photos.
        folders: The folders, without closing separators.
        candidates: The catalog's landmarks by number.
    """
    below = tuple(os.path.join(folder, "") for folder in folders)
    parts = [part for block in blocks if len(part := _Part(block, below, table.columns, candidates))]
    if not parts:
        return
    columns = table.columns
    joined = {name: np.concatenate([part.arrays[name] for part in parts]) for name in parts[0].arrays}
    count = len(joined["folder"])
    columns.names.join(joined["folder"], b"".join(part.names for part in parts), joined["name_length"].astype(np.int64))
    columns.size.put(0, joined["size"])
    columns.mtime_ns.put(0, joined["mtime_ns"])
    columns.facts_read.put(0, np.ones(count, bool))
    columns.capture_time.put(0, joined["time"])
    columns.camera_gps.put(0, joined["position"])
    for name in ("camera", "keywords", "landmark_in_file", "written", "decision"):
        getattr(columns, name).put(0, joined[name])
    columns.content.put(0, joined["content"])
    columns.error.put(0, np.zeros(count, np.int32))
    table.join(joined["name_key"], _slots(columns, parts))


def _slots(columns: PhotoColumns, parts: Sequence["_Part"]) -> Array:
    """Puts the rankings into their columns; gives the slot of each photo's."""
    slots = []
    for part in parts:
        arrays, ranked = part.ranking, part.ranking["is_ranked"]
        first = columns.rankings.add_many(
            part.model,
            arrays["verdict"][ranked],
            arrays["candidates"][ranked],
            arrays["score"][ranked],
            arrays["candidate"][ranked],
            arrays["probability"][ranked],
        )
        slots.append(np.where(ranked, first - 1 + np.cumsum(ranked), 0).astype(np.int32))
    return np.concatenate(slots)


class _Part:
    """The photos of a block that are wanted, with the table's numbers in place of the block's."""

    def __init__(
        self, block: PhotoBlock, below: tuple[str, ...], columns: PhotoColumns, candidates: Mapping[int, Candidate]
    ) -> None:
        self.model = block.model
        arrays, self.names = block.arrays, block.names
        wanted = np.array([folder.startswith(below) for folder in block.folders], bool)[arrays["folder"]]
        if not wanted.all():
            ends = np.cumsum(arrays["name_length"] + 1)
            chosen = np.flatnonzero(wanted).tolist()
            lengths = (arrays["name_length"] + 1).tolist()
            self.names = b"".join(block.names[ends[number] - lengths[number] : ends[number]] for number in chosen)
            arrays = {name: values[wanted] for name, values in arrays.items()}
        folders = [columns.names.folder_number(text) if text.startswith(below) else 0 for text in block.folders]
        keys = columns.keys.numbers(block.landmarks)
        texts = [NO_TIME - columns.capture_time.texts.number(text) for text in block.times_as_text]
        decisions = [UNDECIDED, *map(Decision.from_json, block.decisions[1:])]
        times = arrays["time"]
        self.arrays = {
            "folder": np.array(folders, np.int32)[arrays["folder"]],
            "time": times if len(texts) == 1 else np.where(times < 0, np.array(texts)[NO_TIME - times], times),
            "camera": columns.camera.pool.numbers(block.cameras)[arrays["camera"]],
            "keywords": columns.keywords.pool.numbers(block.keywords)[arrays["keywords"]],
            "landmark_in_file": keys[arrays["landmark_in_file"]],
            "written": keys[arrays["written"]],
            "decision": columns.decision.pool.numbers(decisions)[arrays["decision"]],
        } | {name: arrays[name] for name in ("name_length", "name_key", "size", "mtime_ns", "position", "content")}
        self.ranking = {
            name: arrays[name] for name in ("is_ranked", "verdict", "candidates", "score", "candidate", "probability")
        }
        self.ranking["candidate"] = self._renumbered(columns, candidates)

    def __len__(self) -> int:
        return len(self.arrays["folder"])

    def _renumbered(self, columns: PhotoColumns, candidates: Mapping[int, Candidate]) -> Array:
        numbers, counts = self.ranking["candidate"], self.ranking["candidates"]
        there = np.arange(numbers.shape[1]) < counts[:, None]
        own = np.zeros(max(candidates, default=0) + 1, np.int32)
        used = np.flatnonzero(np.bincount(numbers[there], minlength=1)).tolist()
        own[used] = [columns.rankings.candidates.number(candidates[number]) for number in used]
        return np.where(there, own[np.where(there, numbers, 0)], 0).astype(np.int32)
