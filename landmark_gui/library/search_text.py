"""What a filter's words are looked for in: one folded text for each photo."""

import os
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from landmark_gui.library.names import fold
from landmark_gui.library.photo_order import words_of
from landmark_gui.library.photos import Photo

SEARCHED_FACTS = frozenset({"keywords", "landmark_in_file", "decision", "ranking", "weighed"})
"""The attributes of a photo that its text depends on, beside its path."""

_MOST_KEPT = 10_000


def search_text(roots: Sequence[str], names: Mapping[str, str]) -> Callable[[Photo], str]:
    """The function that gives a photo's text: file name, folder, keywords and landmarks, folded.

    Args:
        roots: The opened folders: their names and what lies in them is searched, what they lie in is not.
        names: Display names of landmarks by key; the words of the key itself are in the text anyway.
    """
    above = sorted((os.path.join(os.path.dirname(root), "") for root in roots), key=len, reverse=True)

    def folder_text(folder: str) -> str:
        start = next((start for start in above if folder.startswith(start)), None)
        return fold(folder.removeprefix(start) if start else os.path.basename(folder))

    def landmark_text(key: str) -> str:
        return fold(f"{names.get(key, '')}\n{words_of(key)}")

    folder_of, landmark_of, folded = _kept(folder_text), _kept(landmark_text), _kept(fold)

    def text(photo: Photo) -> str:
        folder, _, name = photo.path.rpartition(os.sep)
        parts = [fold(name), folder_of(folder), *map(folded, photo.keywords)]
        best, landmark = photo.best, photo.landmark
        if best is not None:
            parts.append(folded(best[0].name))
        if landmark:
            parts.append(landmark_of(landmark))
        if photo.landmark_in_file not in ("", landmark):
            parts.append(landmark_of(photo.landmark_in_file))
        return "\n".join(parts)

    return text


def _kept(work: Callable[[str], str]) -> Callable[[str], str]:
    """The same function, which does its work once for each of the texts that come again and again."""
    return lru_cache(_MOST_KEPT)(work)
