"""Landmarks taught from a few photos, told from all others by a frozen model's features. Plain numpy, no torch.

How strong the likeness (`landmark_gui.inference.space`) must be before a photo is given to a taught landmark is learnt
by playing: landmarks that the model knows are hidden from it and taught again from a few of their photos, and photos
held back show what that gains and what it costs. As photos are compared anyway, likeness also has a say in which of the
landmarks that the model knows they show (`landmark_gui.inference.second_opinion`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from landmark_gui.inference.second_opinion import Base, LearntFrom, Likeness, SecondOpinion
from landmark_gui.inference.space import Floats, Space
from landmark_gui.inference.suggestion import Candidate
from training.kept_features import KeptFeatures

# Chosen on features of EfficientNet-Lite0 with five landmarks left out, see `tests.benchmarks.teach`; none is critical.
_SHOTS = (3, 4, 6)
_ROUNDS = 4
"""The game: from how many photos each landmark is taught again, and how often."""
_RIDGE = 1.0
_KNOWN_TAKEN, _GAINED_TAKEN, _MOST_TAKEN = 0.007, 0.5, 0.02
"""Share of photos of known landmarks, now right, that taught ones may take; besides, of each that likeness sets right;
and the most in all."""
_ORDINARY_TAKEN = 0.01
"""Share of ordinary photos that may look like a taught landmark for certain."""
_SURE = 0.4
"""Log-odds from which a taught landmark may be called certain: 60 %."""
_MOST_SHIFT, _LOWEST = 3.0, -12.0
_SOFTNESS = 0.7
"""Log-odds within which a photo counts as taken by degrees."""
_STEP = 0.1
_ODD, _ODD_AMONG_MANY = 0.02, 0.09
"""Share of photos of known landmarks that fit worse to the others of theirs: below, the person is told; the second
where most photos do, which chance explains much less."""
_FEWEST_ELSEWHERE = 7
_UNLIKE = 0.0
"""Likeness to the others below which a photo is odd, where no photos held back tell."""


def _signals(like: Floats, nearest: Floats, known: Likeness, base: Base) -> Floats:
    """What tells a taught landmark from all else, (N, S): for the gate.

    Args:
        like: (N,) likeness to the mean of its photos.
        nearest: (N,) likeness to the one of its photos that is most alike: landmarks have several sides.
        known: Likeness to the landmarks that the model knows.
        base: What is said of these.
    """
    like_known, nearest_known = known.mean.max(1), known.nearest.max(1)
    ordered = np.sort(base.probabilities, axis=1)
    best = np.log(np.maximum(ordered[:, -1], 1e-6))
    second = np.log(np.maximum(ordered[:, -2] if ordered.shape[1] > 1 else 0.0 * best, 1e-6))
    background = np.log(np.maximum(base.background, 1e-6))
    signals = (like, nearest, like_known, nearest_known, like - like_known, nearest - nearest_known)
    return np.stack((*signals, best, best - second, background), axis=1)


@dataclass(frozen=True)
class Gate:
    """From signals to log-odds that a photo shows the taught landmark: logistic regression.

    Attributes:
        mean: (S,) of the signals.
        scale: (S,) standard deviation of the signals.
        weights: (S + 1,) the last one is the bias.
    """

    mean: Floats
    scale: Floats
    weights: Floats

    def __call__(self, signals: Floats) -> Floats:
        """Log-odds (N,) from signals (N, S)."""
        odds: Floats = (signals - self.mean) / self.scale @ self.weights[:-1] + self.weights[-1]
        return odds

    @classmethod
    def learn(cls, signals: Floats, shows: npt.NDArray[np.bool_], ridge: float = _RIDGE) -> Gate:
        """From signals (N, S) of photos of which it is known whether they show the landmark; both kinds count alike."""
        mean, scale = signals.mean(0), np.maximum(signals.std(0), 1e-6)
        inputs = np.column_stack(((signals - mean) / scale, np.ones(len(signals))))
        weight = np.where(shows, 0.5 / max(1, shows.sum()), 0.5 / max(1, (~shows).sum())) * len(signals)
        penalty = ridge * np.append(np.ones(signals.shape[1]), 1e-6)
        weights = np.zeros(inputs.shape[1])
        for _ in range(30):  # Newton's method
            p = 1 / (1 + np.exp(-np.clip(inputs @ weights, -30, 30)))
            gradient = inputs.T @ (weight * (p - shows)) + penalty * weights
            curvature = (inputs * (weight * np.maximum(p * (1 - p), 1e-6))[:, None]).T @ inputs + np.diag(penalty)
            step = np.linalg.solve(curvature, gradient)
            weights = weights - step
            if np.abs(step).max() < 1e-6:
                break
        return cls(mean, scale, weights)


@dataclass(frozen=True)
class Known:
    """What is measured once for a model: the landmarks that it knows, how far likeness is believed, and the gate.

    Attributes:
        learnt_from: The photos that photos are compared with, and where.
        opinion: What likeness adds to what the model says.
        gate: For landmarks taught from a few photos.
        held: (M, E) points of the photos held back.
        held_labels: (M,) their outputs.
        held_alone: What the model alone says about them.
        held_likeness: How alike they are to the landmarks that the model knows.
        held_base: What both say.
        companion: Whose features are compared (`training.companion`); None: the model's own.
    """

    learnt_from: LearntFrom
    opinion: SecondOpinion
    gate: Gate
    held: Floats
    held_labels: npt.NDArray[np.int64]
    held_alone: Base
    held_likeness: Likeness
    held_base: Base
    companion: str | None = None

    @classmethod
    def measure(
        cls,
        kept: KeptFeatures,
        landmarks: int,
        base: Callable[[npt.NDArray[np.float32]], Base],
        companion: str | None = None,
        seed: int = 0,
    ) -> Known:
        """From the features that a model file keeps, of at least one photo of each landmark that it learnt from.

        Args:
            kept: The features.
            landmarks: Number of landmarks that the model knows.
            base: What the model says about its own features (N, F).
            companion: The network by whose features photos are compared, which the file keeps, too; None: by its own.
            seed: Of the game by which the gate is learnt.
        """
        learnt, held_back = kept.train_features, kept.test_features
        if companion is not None and kept.companion is not None:
            learnt, held_back = kept.companion
        space = Space.measure(learnt.astype(float), kept.train_labels, landmarks)
        learnt_from = LearntFrom.of(space, learnt, kept.train_labels, landmarks)
        held, alone = space.place(held_back), base(kept.test_features)
        likeness = learnt_from.likeness(held)
        opinion = SecondOpinion.learn(alone, likeness, kept.test_labels)
        both = opinion(alone, likeness)
        rng = np.random.default_rng(seed)
        rows: list[Floats] = []
        shows: list[npt.NDArray[np.bool_]] = []
        for landmark in range(landmarks):
            own = learnt_from.points[learnt_from.labels == landmark]
            is_it = kept.test_labels == landmark
            if not is_it.any():
                continue
            others, left = likeness.without(landmark), both.without(landmark)
            games = [
                rng.permutation(own)[:shots] for shots in _SHOTS for _ in range(_ROUNDS if len(own) > shots else 0)
            ]
            rows += [_signals(like, nearest, others, left) for like, nearest in space.likeness_to(held, games)]
            shows += [is_it] * len(games)
        gate = Gate.learn(np.concatenate(rows), np.concatenate(shows))
        return cls(learnt_from, opinion, gate, held, kept.test_labels, alone, likeness, both, companion)

    @property
    def space(self) -> Space:
        """Where photos are compared."""
        return self.learnt_from.space

    def odds(self, points: Floats, likeness: Likeness, base: Base, pupils: Sequence[Pupil]) -> Floats:
        """Log-odds (N, T) that photos show landmarks that were taught.

        Args:
            points: (N, E) of the photos.
            likeness: To the landmarks that the model knows.
            base: What is said of these.
            pupils: Those that were taught.
        """
        likes = self.space.likeness_to(points, [pupil.photos for pupil in pupils])
        return np.stack([self.gate(_signals(like, nearest, likeness, base)) for like, nearest in likes], axis=1)

    def pupil(self, features: npt.ArrayLike, base: Base) -> Pupil:
        """A landmark from features (n, F) of its photos, and what the model says about them."""
        return Pupil(self.space.place(features), base)

    def unlike_the_others(self, pupil: Pupil) -> list[int]:
        """Which of a landmark's photos seem to show something else than what the others show.

        More than half of them: they do not show the same. With the shipped model, from which the landmarks in question
        were hidden, that is so of 9 % of three photos of one landmark and of none of six or twelve; of 80 to 95 % of
        as many photos of different landmarks; and of all ordinary ones. One that shows something else is found among
        three in 6 of 10 cases, among more in 9.
        """
        count = len(pupil.photos) - 1
        if count < 2:
            return []
        found = self._fit(pupil.photos, (pupil.photos.sum(0) - pupil.photos) / count, count, self.learnt_from.means)
        usual = self._usual_fit(count)
        for share in (_ODD_AMONG_MANY, _ODD):
            bounds = np.quantile(usual, share, axis=0) if len(usual) else np.array([_UNLIKE, -np.inf])
            odd = np.flatnonzero((found < bounds).any(1))
            if 2 * len(odd) > len(found):
                break
        return [int(row) for row in odd]

    def _fit(self, points: Floats, others: Floats, count: int, means: Floats) -> Floats:
        """How well photos (N, E) fit the mean (N, E) of so many others each.

        Returns:
            (N, 2): the likeness, and by how many deviations it is above that to landmarks with these means (L, E); 0
            where those are too few to tell.
        """
        like = np.diagonal(self.space.likeness(points, others, count))
        if len(means) < _FEWEST_ELSEWHERE:
            return np.stack((like, np.zeros(len(like))), axis=1)
        elsewhere = self.space.likeness(points, means, count)
        return np.stack((like, (like - elsewhere.mean(1)) / np.maximum(elsewhere.std(1), 1e-6)), axis=1)

    def _usual_fit(self, count: int) -> Floats:
        """`_fit` (M, 2) of photos held back, each to so many others of its landmark, as if it were not known."""
        rng = np.random.default_rng(0)
        fits = []
        for landmark in range(len(self.learnt_from.means)):
            own = self.held[self.held_labels == landmark]
            some = min(count, len(own) - 1)
            if some >= 2 and len(self.learnt_from.means) > 2:
                order = rng.permuted(np.tile(np.arange(len(own) - 1), (len(own), 1)), axis=1)[:, :some]
                order += order >= np.arange(len(own))[:, None]  # never the photo itself
                fits.append(
                    self._fit(own, own[order].mean(1), some, np.delete(self.learnt_from.means, landmark, axis=0))
                )
        return np.concatenate(fits) if fits else np.empty((0, 2))


@dataclass(frozen=True)
class Pupil:
    """A landmark that was taught.

    Attributes:
        photos: (n, E) points of its photos.
        base: What the model itself says about them.
    """

    photos: Floats
    base: Base


class Personal:
    """Landmarks that were taught, beside those that the model knows.

    Attributes:
        candidates: What is suggested for each of them.
    """

    def __init__(self, known: Known, pupils: Sequence[tuple[Candidate, Pupil]]) -> None:
        """Sets how much each is believed so that those that the model knows keep their photos.

        Args:
            known: What was measured for the model.
            pupils: The landmarks, and what is suggested for each.
        """
        self._known = known
        self.candidates = tuple(candidate for candidate, _ in pupils)
        self._pupils = [pupil for _, pupil in pupils]
        odds = known.odds(known.held, known.held_likeness, known.held_base, self._pupils)
        self._shifts = _shifts(odds, known)
        self._cautions = _cautions(odds + self._shifts, known)

    @property
    def companion(self) -> str | None:
        """See `Known.companion`."""
        return self._known.companion

    def answer(self, features: npt.ArrayLike, base: Base) -> Shares:
        """Probabilities of photos, from features (N, F) and what the model says."""
        return self.share(self._known.space.place(features), base)

    def share(self, points: Floats, alone: Base) -> Shares:
        """As `answer`, from points (N, E)."""
        likeness = self._known.learnt_from.likeness(points)
        base = self._known.opinion(alone, likeness)
        bold = self._known.odds(points, likeness, base, self._pupils) + self._shifts
        known, background = base.probabilities.sum(1), base.background
        # Against the known landmarks, so that odds above the best one's probability come first; and against all else.
        rather = _parts(bold - np.log(np.maximum(known, 1e-9))[:, None])
        surely = _parts(bold + self._cautions)
        taught = rather * known[:, None] + surely * background[:, None]
        left = 1.0 - rather.sum(1, keepdims=True)
        return Shares(taught, base.probabilities * left, background * (1.0 - surely.sum(1)))


@dataclass(frozen=True)
class Shares:
    """Probabilities of N photos when T landmarks were taught.

    Attributes:
        taught: (N, T) of the taught landmarks.
        known: (N, K) of the landmarks that the model knows.
        background: (N,) of "no landmark".
    """

    taught: Floats
    known: Floats
    background: Floats


def _parts(odds: Floats) -> Floats:
    """Probabilities (…, T) from log-odds against one more thing, to which the rest goes."""
    largest = np.maximum(odds.max(-1, keepdims=True), 0.0)
    powers = np.exp(odds - largest)
    result: Floats = powers / (powers.sum(-1, keepdims=True) + np.exp(-largest))
    return result


def _shifts(odds: Floats, known: Known) -> Floats:
    """What is added to log-odds (M, T) of photos held back, so that few of those that were right are lost."""
    base = known.held_base
    right = _are_right(base, known)
    gained = right.sum() - _are_right(known.held_alone, known).sum()
    allowed = _KNOWN_TAKEN + _GAINED_TAKEN * max(0.0, gained / max(1, right.sum()))
    best = np.log(np.maximum(base.probabilities.max(1), 1e-9))
    return _lowered(odds[right] - best[right, None], min(allowed, _MOST_TAKEN), _MOST_SHIFT)


def _are_right(base: Base, known: Known) -> npt.NDArray[np.bool_]:
    """Which of the photos held back it knows (M,)."""
    labels = known.held_labels
    right: npt.NDArray[np.bool_] = (base.probabilities.argmax(1) == labels) & (labels < base.probabilities.shape[1])
    return right


def _cautions(odds: Floats, known: Known) -> Floats:
    """What is added besides, so that few ordinary photos look like a taught landmark for certain."""
    return _lowered(odds[known.held_labels == len(known.learnt_from.means)] - _SURE, _ORDINARY_TAKEN, 0.0)


def _lowered(above: Floats, allowed: float, highest: float) -> Floats:
    """The highest values (T,), to be added to (M, T), with which few photos are above 0 in any column.

    Each photo counts by degrees, as it comes near: a few hundred held back stand for all that the person has. Half a
    photo is always allowed, as with a few dozen nothing could be taught otherwise.
    """
    allowed = max(allowed, 0.5 / max(1, len(above)))
    shifts = np.full(above.shape[1], highest)
    while len(above) and shifts.min() > _LOWEST:
        taken = 1 / (1 + np.exp(-np.clip((above + shifts) / _SOFTNESS, -50, 50)))
        if taken.max(1).mean() <= allowed:
            break
        shifts[int(taken.sum(0).argmax())] -= _STEP
    return shifts
