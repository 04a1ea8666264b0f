"""Finds the photos in whose file name, folder, keywords or landmarks a word stands; each text is kept once."""

import os
from collections.abc import Callable, Mapping, Sequence

from landmark_gui.library.fact_columns import chosen
from landmark_gui.library.file_names import TextBuffer, decoded, encoded
from landmark_gui.library.lazy_numpy import Array, np
from landmark_gui.library.names import fold
from landmark_gui.library.photo_columns import PhotoColumns
from landmark_gui.library.photo_order import words_of


class TextIndex:
    """What a filter's words are looked for in."""

    def __init__(self, columns: PhotoColumns, roots: Sequence[str], names: Mapping[str, str]) -> None:
        """Knows no names yet: see `follow`.

        Args:
            columns: The photos.
            roots: The opened folders: their names and what lies in them is searched, what they lie in is not.
            names: Display names of landmarks by key; the words of the key itself are searched anyway.
        """
        self._columns, self._landmark_names = columns, names
        self._above = sorted((os.path.join(os.path.dirname(root), "") for root in roots), key=len, reverse=True)
        self._names = TextBuffer()  # folded
        self._folders: list[str] = []
        self._keywords: list[str] = []
        self._candidates: list[str] = []
        self._landmarks: list[str] = []

    def follow(self) -> None:
        """Takes in the names of the photos that came since."""
        names = self._columns.names.names
        first = self._names.count
        if first == names.count:
            return
        starts = names.starts[first:]
        data = bytes(names.data[int(starts[0]) :])
        if data.isascii():
            self._names.join(data.lower(), np.diff(starts) - 1)
        else:
            self._names.extend([_folded(names[number]) for number in range(first, names.count)])

    def holding(self, word: str) -> Array:
        """For each photo, whether the word (folded, without spaces) is in its text."""
        columns = self._columns
        found = self._in_names(word)
        texts = self._follow_texts(self._folders, columns.names.folders, self._folder_text)
        _mark(found, chosen(texts, word), columns.names.folder)
        texts = self._follow_texts(self._keywords, columns.keywords.pool.values, _keyword_text)
        _mark(found, chosen(texts, word), columns.keywords.values[: len(columns)])
        candidates = columns.rankings.candidates.values
        texts = self._follow_texts(self._candidates, candidates, lambda candidate: fold(candidate.name))
        if candidates:
            best = np.append(chosen(texts, word), False)  # the last one stands for none, whose number is -1
            if best.any():
                found |= best[columns.best()]
        landmarks = columns.landmarks()  # which may number further keys
        in_landmarks = chosen(self._follow_texts(self._landmarks, columns.keys.values, self._landmark_text), word)
        _mark(found, in_landmarks, landmarks)
        _mark(found, in_landmarks, columns.in_file())
        return found

    def _in_names(self, word: str) -> Array:
        found = np.zeros(self._names.count, bool)
        text = np.frombuffer(encoded(word), np.uint8)
        data = self._names.bytes()
        # By the rarest letter first, as only where that stands is looked further.
        letters = [int(np.count_nonzero(data == letter)) for letter in text]
        rarest = min(range(len(letters)), key=letters.__getitem__)
        places = np.flatnonzero(data == text[rarest]) - rarest
        places = places[(places >= 0) & (places <= len(data) - len(text))]
        for offset, letter in enumerate(text):
            if offset != rarest:
                places = places[data[places + offset] == letter]
        found[np.searchsorted(self._names.starts, places, "right") - 1] = True
        return found

    @staticmethod
    def _follow_texts(texts: list[str], values: Sequence[object], text_of: Callable[..., str]) -> list[str]:
        """Adds the texts of the values that came since."""
        texts += map(text_of, values[len(texts) :])
        return texts

    def _folder_text(self, folder: str) -> str:
        folder = folder.rpartition(os.sep)[0]
        start = next((start for start in self._above if folder.startswith(start)), None)
        return fold(folder.removeprefix(start) if start else os.path.basename(folder))

    def _landmark_text(self, key: str) -> str:
        return fold(f"{self._landmark_names.get(key, '')}\n{words_of(key)}") if key else ""


def _keyword_text(keywords: tuple[str, ...]) -> str:
    return "\n".join(map(fold, keywords))


def _folded(name: bytes) -> bytes:
    return name.lower() if name.isascii() else encoded(fold(decoded(name)))


def _mark(found: Array, texts: Array, numbers: Array) -> None:
    """Marks the photos of which the text with their number was chosen."""
    if texts.any():
        found |= texts[numbers]
