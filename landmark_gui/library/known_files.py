"""What is known of files, to be held against the disk in another thread: sizes and times, folder by folder."""

import os
from collections.abc import Iterable, Iterator, Sequence

from landmark_gui.library.file_names import decoded
from landmark_gui.library.lazy_numpy import Array, np
from landmark_gui.library.photo_columns import PhotoColumns

Facts = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds."""
_FEW_FOLDERS = 8


class KnownFiles:
    """Sizes and times of files; does not change.

    Made of copies of a table's columns, which takes some milliseconds for a million files; what is slower, such as
    telling the files of one folder from all others, is done where it is asked for.
    """

    def __init__(
        self, folders: Sequence[str], folder: Array, names: bytes, starts: Array, sizes: Array, times: Array
    ) -> None:
        """Takes the columns of all files.

        Args:
            folders: Each with its closing separator.
            folder: The number of each file's folder; -1 for files that do not count.
            names: Their names as `encoded` gives them, one behind the other.
            starts: Where each name begins, and where the next one would.
            sizes: Bytes.
            times: Nanoseconds.
        """
        self._folders, self._folder, self._names, self._starts = folders, folder, names, starts
        self._sizes, self._times = sizes, times
        self._by_folder: tuple[Array, Array] | None = None
        self._numbers: dict[str, int] = {}
        self._asked = 0

    @classmethod
    def of(cls, columns: PhotoColumns) -> "KnownFiles":
        """The files of a table's photos.

        A file that was named and never found (it has neither size nor time) does not count: its error is to stay.
        """
        count, names = len(columns), columns.names
        sizes, times = columns.size.values[:count].copy(), columns.mtime_ns.values[:count].copy()
        if not count:
            return cls((), sizes, b"", sizes, sizes, times)
        counts = columns.alive & ((sizes != 0) | (times != 0))
        folder = np.where(counts, names.folder, -1)
        return cls(tuple(names.folders), folder, bytes(names.names.data), names.names.starts.copy(), sizes, times)

    def __len__(self) -> int:
        return int(np.count_nonzero(self._folder >= 0)) if self._folders else 0

    def folders_below(self, tops: Sequence[str]) -> Iterator[str]:
        """The folders, without closing separators, at and below these."""
        below = tuple(text if text.endswith(os.sep) else text + os.sep for text in tops)
        return (folder.removesuffix(os.sep) for folder in self._folders if folder.startswith(below))

    def in_folder(self, folder: str) -> dict[str, Facts]:
        """The files in a folder, without those in the folders in it, by name.

        Args:
            folder: Without a closing separator.
        """
        if not self._numbers:
            self._numbers = {text.removesuffix(os.sep): number for number, text in enumerate(self._folders)}
        number = self._numbers.get(folder)
        if number is None:
            return {}
        ids = self._ids_in(number)
        starts, ends = self._starts[ids].tolist(), (self._starts[ids + 1] - 1).tolist()
        facts = zip(self._sizes[ids].tolist(), self._times[ids].tolist(), strict=True)
        names = [decoded(self._names[start:end]) for start, end in zip(starts, ends, strict=True)]
        return dict(zip(names, facts, strict=True))

    def _ids_in(self, number: int) -> Array:
        self._asked += 1
        if self._asked <= _FEW_FOLDERS:
            return np.flatnonzero(self._folder == number)
        if self._by_folder is None:  # worth its time only where many folders are asked for
            order = np.argsort(self._folder, kind="stable")
            self._by_folder = order, np.searchsorted(self._folder[order], np.arange(len(self._folders) + 1))
        order, firsts = self._by_folder
        ids: Array = order[firsts[number] : firsts[number + 1]]
        return ids


class Comparison:
    """Holds what is found on the disk, file by file, against what is known.

    Quick where the files of a folder come one behind the other; nothing is kept of folders where all were found.
    """

    def __init__(self, files: KnownFiles) -> None:
        """Nothing has been found yet.

        Args:
            files: What is known.
        """
        self._files = files
        self._folder: str | None = None
        self._known: dict[str, Facts] = {}
        self._left: dict[str, Facts] = {}  # of the folder in hand: those that were not found yet
        self._visited: dict[str, dict[str, Facts]] = {}  # what was left of the others

    def is_known(self, path: str, size: int, mtime_ns: int) -> bool:
        """Whether a file that was found is known as it is."""
        folder, _, name = path.rpartition(os.sep)
        if folder != self._folder:
            self._leave()
            self._folder, self._known = folder, self._files.in_folder(folder)
            self._left = self._visited.get(folder, dict(self._known))
        self._left.pop(name, None)
        return self._known.get(name) == (size, mtime_ns)

    def not_found(self, folders: Sequence[str]) -> Iterable[str]:
        """The paths of known files at or below some folders that were not found so far."""
        self._leave()
        for folder in self._files.folders_below(folders):
            left = self._visited.get(folder)
            for name in self._files.in_folder(folder) if left is None else left:
                yield f"{folder}{os.sep}{name}"

    def _leave(self) -> None:
        if self._folder is not None:
            self._visited[self._folder] = self._left
        self._folder, self._known, self._left = None, {}, {}
