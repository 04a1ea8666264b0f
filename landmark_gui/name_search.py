"""Compares names as people type them: without accents and case, by prefix, by words, and with small typing errors."""

import difflib
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

_CLASS_PREFIX_PATTERN = re.compile(r"\s*[0-9]+\.(?=[^0-9]|[0-9]+[\s_/-])")  # also before "25 de Abril", not in "3.5"

# Letters that have no Unicode decomposition, so that neither NFKD nor case folding turns them into their base letter.
_UNDECOMPOSED_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
# Apostrophes, and the letters written like them such as the Hawaiian okina, vanish: "Wroclaw's" is "Wroclaws".
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʻʼʹ`´′"))
_ABBREVIATIONS = {"mt": "mount", "st": "saint"}

_MIN_SIMILARITY = 0.8
"""Mean similarity (difflib ratio, 0 to 1) above which a text counts as a misspelling of a name.

One letter in five wrong is a typing error; more is another name.
"""
_MIN_WORD_SIMILARITY = 0.65
"""Similarity from which a single word may be a misspelling of another, if the other words of the text fit better."""
_MIN_TYPO_LENGTH = 4
"""Shorter words are not matched with errors: almost any two of them are one letter apart."""


def normalise(name: str) -> str:
    """Reduces a name to the form in which names are compared.

    The class prefix of a data set's folder (``03.``) is dropped; accents are removed (Unicode NFKD without combining
    marks), letters case-folded, apostrophes dropped, and every other run of punctuation, underscores and white space
    becomes one space.
    """
    text = _CLASS_PREFIX_PATTERN.sub("", name, count=1)
    decomposed = unicodedata.normalize("NFKD", text).casefold().translate(_APOSTROPHES).translate(_UNDECOMPOSED_LETTERS)
    kept = []
    for character in decomposed:
        category = unicodedata.category(character)
        if category in ("Mn", "Me", "Cf"):
            continue
        # Mc: vowel signs of Indic scripts, which are part of the word.
        kept.append(character if category[0] in "LN" or category == "Mc" else " ")
    return " ".join("".join(kept).split())


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of an entry, normalised."""

    entry: int
    text: str
    words: tuple[str, ...]
    secondary: bool
    """Not the entry's first name: where both fit equally well, the first name decides."""


_Score = tuple[int, float, float]
"""Rank (0 is best), then two tie-breakers (smaller is better)."""


class NameIndex:
    """Finds entries by name; never changes once made.

    An entry is a list of names, the first of them its main one, and a context: words that do not name the entry but
    that a person may add or know instead, such as the city.
    """

    __slots__ = ("_by_context_word", "_by_name_word", "_context_words", "_name_words", "_names", "_pairs")

    def __init__(self, entries: Iterable[tuple[Iterable[str], str]]) -> None:
        """Indexes the entries.

        Args:
            entries: For each entry its names and its context, as written; results are positions in this sequence.
        """
        by_name_word: dict[str, set[int]] = defaultdict(set)
        by_context_word: dict[str, set[int]] = defaultdict(set)
        names: list[_Name] = []
        for entry, (raw_names, context) in enumerate(entries):
            normalised = [normalise(name) for name in raw_names]
            variants = dict.fromkeys(variant for name in normalised for variant in (name, _expanded(name)) if variant)
            for text in variants:
                words = tuple(text.split())
                names.append(_Name(entry, text, words, secondary=text != normalised[0]))
                for word in words:
                    by_name_word[word].add(entry)
            for word in normalise(context).split():
                by_context_word[word].add(entry)
        self._names = names
        self._by_name_word = by_name_word
        self._by_context_word = by_context_word
        self._name_words = sorted(by_name_word)
        self._context_words = sorted(by_context_word)
        self._pairs = {word: _letter_pairs(word) for word in self._name_words}

    def search(self, text: str, limit: int) -> list[int]:
        """Returns the entries that a person typing this text may mean, the likeliest first.

        Ranked: a whole name, the beginning of a name, beginnings of words of one name, beginnings of words of any name
        or of the context, and last names that differ from the text by small typing errors. These are left out where
        the text is found as it is and all its words are known ones: then it is not misspelt.

        Args:
            text: What was typed.
            limit: The most entries to return.
        """
        query = normalise(text)
        if not query or limit <= 0:
            return []
        scores: dict[int, _Score] = {}
        for variant in dict.fromkeys((query, _expanded(query))):
            _keep_best(scores, self._as_typed(variant))
        known = all(word in self._by_name_word or word in self._by_context_word for word in query.split())
        if not (scores and known):
            for variant in dict.fromkeys((query, _expanded(query))):
                _keep_best(scores, self._misspelt(variant))
        ranked = sorted((score, entry) for entry, score in scores.items())
        return [entry for _, entry in ranked[:limit]]

    def _as_typed(self, query: str) -> dict[int, _Score]:
        """Scores the entries that hold the query's words, or words beginning with them."""
        scores: dict[int, _Score] = {}
        query_words = query.split()
        in_names = [_entries_with(word, self._name_words, self._by_name_word) for word in query_words]
        anywhere = set.intersection(
            *(
                in_name | _entries_with(word, self._context_words, self._by_context_word)
                for word, in_name in zip(query_words, in_names, strict=True)
            )
        )
        for entry in anywhere:
            # The more of the query stands in names, the better: "london tower" means a tower before it means London.
            scores[entry] = (3, -float(sum(entry in in_name for in_name in in_names)), 0.0)
        in_all = set.intersection(*in_names)
        for name in self._names:
            if name.text.startswith(query):
                rank = 0 if name.text == query else 1
            elif name.entry in in_all and all(any(w.startswith(q) for w in name.words) for q in query_words):
                rank = 2
            else:
                continue
            _keep_best(scores, {name.entry: (rank, float(name.secondary), float(len(name.text)))})
        return scores

    def _misspelt(self, query: str) -> dict[int, _Score]:
        """Scores the entries of which a name resembles the query."""
        scores: dict[int, _Score] = {}
        query_words = query.split()
        similar = [self._similar_words(word) for word in query_words]
        candidates = set.intersection(
            *(set().union(*(self._by_name_word[word] for word in words)) for words in similar)
        )
        joined = query.replace(" ", "")
        matcher = difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(joined)
        for name in self._names:
            similarity = 0.0
            if name.entry in candidates:
                ratios = [max(words.get(word, 0.0) for word in name.words) for words in similar]
                if min(ratios) >= _MIN_WORD_SIMILARITY:
                    similarity = sum(ratios) / len(ratios)
            # Without spaces, for words typed together or apart: "machupichu", "taj ma hal". The first letter is seldom
            # wrong, and asking for it spares most of the comparisons.
            if abs(len(name.text) - len(query)) <= 3 and name.text[0] == joined[0]:
                matcher.set_seq1(name.text.replace(" ", ""))
                if matcher.quick_ratio() > _MIN_SIMILARITY:
                    similarity = max(similarity, matcher.ratio())
            if similarity > _MIN_SIMILARITY:
                # Between names that resemble the query equally, the one of about its length is likelier.
                _keep_best(scores, {name.entry: (4, -similarity, float(abs(len(name.text) - len(query))))})
        return scores

    def _similar_words(self, word: str) -> dict[str, float]:
        """Returns the words of names that begin with a word or resemble it, with their similarity (0 to 1)."""
        similar = dict.fromkeys(_words_beginning(word, self._name_words), 1.0)
        if len(word) < _MIN_TYPO_LENGTH:
            return similar
        pairs = _letter_pairs(word)
        matcher = difflib.SequenceMatcher(autojunk=False)
        matcher.set_seq2(word)
        for candidate, candidate_pairs in self._pairs.items():
            if abs(len(candidate) - len(word)) > 2 or len(pairs & candidate_pairs) < 2 or candidate in similar:
                continue
            matcher.set_seq1(candidate)
            ratio = matcher.ratio()
            if ratio >= _MIN_WORD_SIMILARITY:
                similar[candidate] = ratio
        return similar


def _expanded(text: str) -> str:
    return " ".join(_ABBREVIATIONS.get(word, word) for word in text.split())


def _keep_best(scores: dict[int, _Score], others: dict[int, _Score]) -> None:
    for entry, score in others.items():
        scores[entry] = min(scores.get(entry, score), score)


def _words_beginning(prefix: str, ordered: list[str]) -> list[str]:
    first = bisect_left(ordered, prefix)
    last = first
    while last < len(ordered) and ordered[last].startswith(prefix):
        last += 1
    return ordered[first:last]


def _entries_with(prefix: str, ordered: list[str], by_word: dict[str, set[int]]) -> set[int]:
    return _entries_of(_words_beginning(prefix, ordered), by_word)


def _entries_of(words: Iterable[str], by_word: dict[str, set[int]]) -> set[int]:
    return set().union(*(by_word[word] for word in words))


def _letter_pairs(word: str) -> frozenset[str]:
    """Returns the pairs of neighbouring letters, with the word's ends marked."""
    marked = f"^{word}$"
    return frozenset(marked[i : i + 2] for i in range(len(marked) - 1))
