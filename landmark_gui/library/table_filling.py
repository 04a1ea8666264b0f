"""Puts blocks of photos from the catalog into an empty table, column by column."""

import os
from collections.abc import Mapping, Sequence

from landmark_gui.inference.suggestion import Candidate
from landmark_gui.library.decisions import UNDECIDED, Decision
from landmark_gui.library.fact_columns import NO_TIME, FilledColumn
from landmark_gui.library.lazy_numpy import Array, np
from landmark_gui.library.photo_block import PhotoBlock
from landmark_gui.library.photo_columns import PhotoColumns
from landmark_gui.library.photo_table import PhotoTable


class TableFilling:
    """Fills one table, block by block, so that little more memory is needed than the table itself takes."""

    def __init__(
        self, table: PhotoTable, folders: Sequence[str], candidates: Mapping[int, Candidate], expected: int
    ) -> None:
        """Begins.

        Args:
            table: Where the photos go; empty, and not to be looked at before `finish`.
            folders: Photos below these are wanted; without closing separators.
            candidates: The catalog's landmarks by number.
            expected: About how many photos will come.
        """
        self._table, self._columns = table, table.columns
        # The table's number for each of the catalog's.
        self._candidates = np.zeros(max(candidates, default=0) + 1, np.int32)
        for number, candidate in candidates.items():
            self._candidates[number] = table.columns.rankings.candidates.number(candidate)
        self._below = tuple(os.path.join(folder, "") for folder in folders)
        self._path_keys: list[Array] = []
        self._name_keys: list[Array] = []
        self._slots: list[Array] = []
        columns = table.columns
        self._facts: dict[str, FilledColumn] = {
            "size": columns.size,
            "mtime_ns": columns.mtime_ns,
            "facts_read": columns.facts_read,
            "time": columns.capture_time,
            "position": columns.camera_gps,
            "camera": columns.camera,
            "keywords": columns.keywords,
            "landmark_in_file": columns.landmark_in_file,
            "written": columns.written,
            "content": columns.content,
            "decision": columns.decision,
            "error": columns.error,
        }
        for column in self._facts.values():
            column.make_room(0, expected)
        columns.rankings.make_room(expected)

    def add(self, block: PhotoBlock) -> None:
        """Takes in a block; no two may hold the same photo."""
        columns, first = self._columns, len(self._columns)
        part = _Part(block, self._below, columns, self._candidates)
        if not len(part):
            return
        lengths = part.arrays["name_length"].astype(np.int64)
        self._path_keys.append(columns.names.join(part.arrays["folder"], part.names, lengths))
        for name, column in self._facts.items():
            column.put(first, part.arrays[name])
        self._name_keys.append(part.arrays["name_key"].copy())  # else all of the block would stay in memory
        ranked = part.ranking["is_ranked"]
        slot = columns.rankings.add_many(
            part.model, *(part.ranking[name][ranked] for name in _RANKING if name != "is_ranked")
        )
        self._slots.append(np.where(ranked, slot - 1 + np.cumsum(ranked), 0).astype(np.int32))

    def finish(self) -> None:
        """Makes what was taken in part of the table; refresh that then."""
        if self._slots:
            self._columns.names.index(np.concatenate(self._path_keys), 0)
            self._table.join(np.concatenate(self._name_keys), np.concatenate(self._slots))


_RANKING = ("is_ranked", "verdict", "candidates", "score", "candidate", "probability")


class _Part:
    """The photos of a block that are wanted, with the table's numbers in place of the block's."""

    def __init__(self, block: PhotoBlock, below: tuple[str, ...], columns: PhotoColumns, candidates: Array) -> None:
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
        self.arrays = {
            "folder": np.array(folders, np.int32)[arrays["folder"]],
            "time": _times(arrays["time"], texts),
            "camera": columns.camera.pool.numbers(block.cameras)[arrays["camera"]],
            "keywords": columns.keywords.pool.numbers(block.keywords)[arrays["keywords"]],
            "landmark_in_file": keys[arrays["landmark_in_file"]],
            "written": keys[arrays["written"]],
            "decision": columns.decision.pool.numbers(decisions)[arrays["decision"]],
            "facts_read": np.ones(len(arrays["time"]), bool),
            "error": np.zeros(len(arrays["time"]), np.int32),
        } | {name: arrays[name] for name in ("name_length", "name_key", "size", "mtime_ns", "position", "content")}
        self.ranking = {name: arrays[name] for name in _RANKING}
        self.ranking["candidate"] = candidates[arrays["candidate"]]

    def __len__(self) -> int:
        return len(self.arrays["folder"])


def _times(times: Array, texts: Sequence[int]) -> Array:
    """Capture times with the table's numbers for texts that are no times, in place of the block's."""
    if len(texts) == 1:
        return times
    odd = times < NO_TIME
    own = times.copy()
    own[odd] = np.array(texts, np.int64)[NO_TIME - times[odd]]
    return own
