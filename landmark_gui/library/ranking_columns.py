"""Rankings of very many photos in little memory: landmarks by number, everything else in arrays."""

import math
from collections.abc import Hashable, Sequence
from itertools import chain
from typing import Generic, TypeVar

from landmark_gui.inference.suggestion import Candidate, Verdict
from landmark_gui.library.lazy_numpy import Array, grown, np
from landmark_gui.library.photos import Ranking

Value = TypeVar("Value", bound=Hashable)

VERDICTS: tuple[Verdict | None, ...] = (Verdict.CONFIDENT, Verdict.AMBIGUOUS, Verdict.NO_LANDMARK, None)
NO_LANDMARK, NO_VERDICT = 2, 3
VERDICT_NUMBERS = {verdict: number for number, verdict in enumerate(VERDICTS)}
NONE = 0
"""The slot of photos without a ranking."""
_WIDEST = 16  # candidates in arrays; longer rankings are kept as they are, beside them


class Pool(Generic[Value]):
    """Numbers values that come again and again; 0 is the number of the first one, which is given."""

    def __init__(self, first: Value) -> None:
        self.values: list[Value] = [first]
        self._numbers: dict[Value, int] = {first: 0}

    def number(self, value: Value) -> int:
        """The number of a value, which it gets where it has none."""
        number = self._numbers.get(value)
        if number is None:
            number = self._numbers[value] = len(self.values)
            self.values.append(value)
        return number

    def numbers(self, values: Sequence[Value]) -> Array:
        """The numbers of values, as an array of indices."""
        found = list(map(self._numbers.get, values))
        return np.array(list(map(self.number, values)) if None in found else found, np.int32)


class CandidateNumbers:
    """Numbers landmarks' descriptions; quick for those objects that come again and again.

    Attributes:
        values: The descriptions by number.
    """

    def __init__(self) -> None:
        self.values: list[Candidate] = []
        self._numbers: dict[Candidate, int] = {}
        # By the object's identity, as hashing a description costs a microsecond; what is in `values` lives on.
        self._by_object: dict[int, int] = {}

    def number(self, candidate: Candidate) -> int:
        """The number of a description."""
        number = self._by_object.get(id(candidate))
        if number is not None:
            return number
        number = self._numbers.get(candidate)
        if number is None:
            number = self._numbers[candidate] = len(self.values)
            self.values.append(candidate)
            self._by_object[id(candidate)] = number
        return number

    def numbers(self, candidates: Sequence[Candidate]) -> Array:
        """The numbers of descriptions."""
        known = self._by_object
        return np.array(
            [
                number if (number := known.get(id(candidate))) is not None else self.number(candidate)
                for candidate in candidates
            ],
            np.int32,
        )


class RankingColumns:
    """Rankings in numbered slots; slot 0 stands for none.

    Attributes:
        candidates: The landmarks' descriptions by number.
    """

    def __init__(self) -> None:
        self.candidates = CandidateNumbers()
        self._models = Pool("")
        self._errors = Pool("")
        self._used = 1
        self._free: list[int] = []
        # Rankings that the arrays cannot hold exactly; these hold what is looked at for all photos at once.
        self._odd: dict[int, Ranking] = {}
        self._model = np.zeros(1, np.int32)
        self.error = np.zeros(1, np.int32)
        self.verdict = np.full(1, NO_VERDICT, np.uint8)
        self.count = np.zeros(1, np.uint8)
        self._score = np.full(1, math.nan)
        self.landmark = np.zeros((1, 0), np.int32)
        self.probability = np.zeros((1, 0))

    def add(self, ranking: Ranking) -> int:
        """Keeps a ranking; returns its slot."""
        if self._free:
            slot = self._free.pop()
        else:
            slot = self._used
            self.make_room(1)
            self._used += 1
        count = min(len(ranking.landmarks), len(ranking.probabilities), _WIDEST)
        self._widen(count)
        self._model[slot] = self._models.number(ranking.model)
        self.error[slot] = self._errors.number(ranking.error)
        self.verdict[slot] = VERDICT_NUMBERS[ranking.verdict]
        self.count[slot] = count
        self._score[slot] = math.nan if ranking.score is None else ranking.score
        self.landmark[slot, :count] = [self.candidates.number(candidate) for candidate in ranking.landmarks[:count]]
        self.probability[slot, :count] = ranking.probabilities[:count]
        if not _fits(ranking):
            self._odd[slot] = ranking
        return slot

    def extend(self, rankings: Sequence[Ranking | None]) -> Array:
        """Keeps many rankings; gives their slots, 0 where there is none."""
        first = self._used
        kept = [ranking for ranking in rankings if ranking is not None]
        slots = np.zeros(len(rankings), np.int32)
        slots[[ranking is not None for ranking in rankings]] = np.arange(first, first + len(kept))
        counts = [min(len(ranking.landmarks), len(ranking.probabilities), _WIDEST) for ranking in kept]
        self._widen(max(counts, default=0))
        self.make_room(len(kept))
        rows = slice(first, first + len(kept))
        self._model[rows] = self._models.numbers([ranking.model for ranking in kept])
        self.error[rows] = self._errors.numbers([ranking.error for ranking in kept])
        self.verdict[rows] = [VERDICT_NUMBERS[ranking.verdict] for ranking in kept]
        self.count[rows] = counts
        self._score[rows] = [math.nan if ranking.score is None else ranking.score for ranking in kept]
        # Where each of them has candidates, in the order in which they follow each other.
        cells = np.arange(self.landmark.shape[1]) < np.array(counts, np.int32)[:, None]
        short = [
            (ranking.landmarks[:count], ranking.probabilities) for ranking, count in zip(kept, counts, strict=True)
        ]
        landmarks = self.candidates.numbers(list(chain.from_iterable(landmarks for landmarks, _ in short)))
        values = chain.from_iterable(values[: len(landmarks)] for landmarks, values in short)
        self.landmark[rows][cells] = landmarks
        self.probability[rows][cells] = np.fromiter(values, float, len(landmarks))
        self._odd |= {slot: ranking for slot, ranking in enumerate(kept, first) if not _fits(ranking)}
        self._used += len(kept)
        return slots

    def add_many(
        self, model: str, verdicts: Array, counts: Array, scores: Array, landmarks: Array, probabilities: Array
    ) -> int:
        """Keeps many rankings of one model in slots that follow each other.

        Args:
            model: Of all of them.
            verdicts: Numbers of verdicts, by `VERDICT_NUMBERS`.
            counts: Number of candidates of each, at most as many as there are columns.
            scores: Not a number for none.
            landmarks: Numbers in `candidates`, one row for each ranking.
            probabilities: In the same form.

        Returns:
            The first slot.
        """
        first, count = self._used, len(verdicts)
        self._widen(landmarks.shape[1])
        self.make_room(count)
        rows = slice(first, first + count)
        self._model[rows] = self._models.number(model)
        self.error[rows] = 0
        self.verdict[rows] = verdicts
        self.count[rows] = counts
        self._score[rows] = scores
        self.landmark[rows, : landmarks.shape[1]] = landmarks
        self.probability[rows, : landmarks.shape[1]] = probabilities
        self._used += count
        return first

    def drop(self, slot: int) -> None:
        """Gives a slot back."""
        if slot:
            self._odd.pop(slot, None)
            self._free.append(slot)

    def __getitem__(self, slot: int) -> Ranking | None:
        """The ranking in a slot."""
        if not slot:
            return None
        if slot in self._odd:
            return self._odd[slot]
        count = self.count.item(slot)
        score = self._score.item(slot)
        values = self.candidates.values
        return Ranking(
            self._models.values[self._model.item(slot)],
            VERDICTS[self.verdict.item(slot)],
            tuple([values[number] for number in self.landmark[slot, :count].tolist()]),
            tuple(self.probability[slot, :count].tolist()),
            None if score != score else score,  # noqa: PLR0124 - not a number
            self._errors.values[self.error.item(slot)],
        )

    def of_model(self, model: str) -> Array:
        """For each slot, whether it holds what this model says; False for none."""
        found: Array = self._model[: self._used] == self._models.number(model)
        found[NONE] = False
        return found

    def uncertainty(self, slots: Array) -> Array:
        """See `Photo.uncertainty`; not a number for none."""
        if not self.probability.shape[1]:
            return np.full(len(slots), math.nan)
        count = self.count[slots]
        first = np.where(count > 0, self.probability[slots, 0], math.nan)
        if self.probability.shape[1] > 1:
            first = np.where(count > 1, first - self.probability[slots, 1], first)
        uncertain: Array = 1.0 - first
        return uncertain

    def best(self, slots: Array) -> Array:
        """The number of the landmark that is believed in (see `Photo.best`); -1 for none."""
        if not self.landmark.shape[1]:
            return np.full(len(slots), -1, np.int32)
        believed = (self.count[slots] > 0) & (self.verdict[slots] < NO_LANDMARK)
        best: Array = np.where(believed, self.landmark[slots, 0], np.int32(-1))
        return best

    def make_room(self, count: int) -> None:
        """Makes room for that many more rankings."""
        wanted = self._used + count
        if wanted <= len(self._model):
            return
        for name in ("_model", "error", "verdict", "count", "_score", "landmark", "probability"):
            array = getattr(self, name)
            setattr(self, name, grown(array, self._used, wanted, array))

    def _widen(self, count: int) -> None:
        """Makes room for that many candidates."""
        if count <= self.landmark.shape[1]:
            return
        for name in ("landmark", "probability"):
            array = getattr(self, name)
            wider = np.empty((len(array), count), array.dtype)
            wider[: self._used, : array.shape[1]] = array[: self._used]
            setattr(self, name, wider)


def _fits(ranking: Ranking) -> bool:
    """Whether arrays can hold it exactly."""
    return (
        len(ranking.landmarks) == len(ranking.probabilities) <= _WIDEST
        and ranking.score == ranking.score
        and not math.isnan(sum(ranking.probabilities))
    )
