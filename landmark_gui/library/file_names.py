"""The paths of very many files in little memory: folders once, names as bytes in one buffer, found by a hash."""

import os
from collections.abc import Sequence

from landmark_gui.library.hash_index import GOLDEN, MASK, HashIndex
from landmark_gui.library.lazy_numpy import Array, grown, np


def encoded(text: str) -> bytes:
    """The text as bytes that give it back exactly, lone surrogates too, and that compare like it."""
    return text.encode() if text.isascii() else text.encode("utf-8", "surrogatepass")


def decoded(data: bytes) -> str:
    """The inverse of `encoded`."""
    return data.decode() if data.isascii() else data.decode("utf-8", "surrogatepass")


class TextBuffer:
    """Texts by number, one behind the other, each followed by a line feed; added only at the end."""

    def __init__(self) -> None:
        self.data = bytearray()
        self.count = 0
        self._starts: Array | None = None

    @property
    def starts(self) -> Array:
        """Where each text begins, and where the next one would."""
        if self._starts is None:
            self._starts = np.zeros(1, np.int64)
        return self._starts[: self.count + 1]

    def __getitem__(self, number: int) -> bytes:
        starts = self._starts
        assert starts is not None
        return bytes(self.data[starts.item(number) : starts.item(number + 1) - 1])

    def extend(self, texts: Sequence[bytes]) -> None:
        """Adds texts."""
        self.join(b"\n".join((*texts, b"")), np.fromiter(map(len, texts), np.int64, len(texts)))

    def join(self, data: bytes, lengths: Array) -> None:
        """Adds texts that are joined already.

        Args:
            data: The texts, each followed by a line feed.
            lengths: Of each text, bytes, without the line feed.
        """
        before = self.starts
        count = self.count + len(lengths)
        if self._starts is None or count >= len(self._starts):
            self._starts = grown(before, self.count + 1, count + 1, np.empty(0, np.int64))
        self._starts[self.count + 1 : count + 1] = self._starts[self.count] + np.cumsum(lengths + 1)
        self.data += data
        self.count = count

    def bytes(self) -> Array:
        """All of the data as numbers; not to be kept, as nothing can be added while it is."""
        return np.frombuffer(self.data, np.uint8)


class FileNames:
    """Paths by id; ids count up from 0.

    Attributes:
        folders: Each folder with its closing separator, so that folder and name joined are the path, whatever it is.
        names: The files' names.
    """

    def __init__(self) -> None:
        self.folders: list[str] = []
        self.names = TextBuffer()
        self._numbers: dict[str, int] = {}
        self._folder: Array | None = None
        self._index = HashIndex()

    def __len__(self) -> int:
        return self.names.count

    @property
    def folder(self) -> Array:
        """The number of each file's folder in `folders`."""
        if self._folder is None:
            self._folder = np.empty(64, np.int32)
        return self._folder[: len(self)]

    def path(self, number: int) -> str:
        """The path of a file."""
        assert self._folder is not None
        folder: str = self.folders[self._folder.item(number)]
        return folder + decoded(self.names[number])

    def name(self, number: int) -> str:
        """The name of a file, without its folder."""
        return decoded(self.names[number])

    def folder_number(self, folder: str) -> int:
        """The number of a folder (with its closing separator), which it gets where it has none."""
        number = self._numbers.get(folder)
        if number is None:
            number = self._numbers[folder] = len(self.folders)
            self.folders.append(folder)
        return number

    def in_folder(self, folder: str) -> Array:
        """The ids of the files in one folder.

        Args:
            folder: With its closing separator.
        """
        number = self._numbers.get(folder, -1)
        return np.flatnonzero(self.folder == number)

    def find(self, path: str) -> list[int]:
        """The ids of the files at a path; several where a path was taken out and came again."""
        cut = path.rfind(os.sep) + 1
        folder = self._numbers.get(path[:cut])
        if folder is None:
            return []
        name = encoded(path[cut:])
        found = self._index.find((hash(name) ^ folder * GOLDEN) & MASK)
        return [number for number in found if self._is(number, folder, name)]

    def _is(self, number: int, folder: int, name: bytes) -> bool:
        assert self._folder is not None
        return bool(self._folder.item(number) == folder) and self.names[number] == name

    def extend(self, paths: Sequence[str]) -> None:
        """Adds paths, known or not; their ids follow each other."""
        first = len(self)
        folders, names = [], []
        for number, path in enumerate(paths, first):
            cut = path.rfind(os.sep) + 1
            folder, name = self.folder_number(path[:cut]), encoded(path[cut:])
            folders.append(folder)
            names.append(name)
            self._index.add((hash(name) ^ folder * GOLDEN) & MASK, number)
        self._make_room(len(names))
        assert self._folder is not None
        self._folder[first : first + len(names)] = folders
        self.names.extend(names)

    def join(self, folders: Array, data: bytes, lengths: Array) -> Array:
        """Adds very many, which are found only when they were given to `index`.

        Args:
            folders: The number of each one's folder.
            data: The names as `encoded` gives them, each followed by a line feed.
            lengths: Of each name, bytes.

        Returns:
            What `index` needs.
        """
        first = len(self)
        self._make_room(len(lengths))
        assert self._folder is not None
        self._folder[first : first + len(lengths)] = folders
        self.names.join(data, lengths)
        names = data.split(b"\n")
        if len(names) != len(lengths) + 1:  # some hold line feeds themselves
            names = [self.names[number] for number in range(first, len(self))]
        hashes = list(map(hash, names[: len(lengths)]))
        keys: Array = np.array(hashes, np.int64).view(np.uint64) ^ (folders.astype(np.uint64) * np.uint64(GOLDEN))
        return keys

    def index(self, keys: Array, first: int) -> None:
        """Has paths found that were joined.

        Args:
            keys: What `join` gave for them.
            first: The id of the first one.
        """
        self._index.add_many(keys, first)

    def _make_room(self, count: int) -> None:
        if self._folder is None or len(self) + count > len(self._folder):
            self._folder = grown(self._folder, len(self), len(self) + count, np.empty(0, np.int32))
