"""Landmarks taught from a few photos, told from all others by a frozen model's features. Plain numpy, no torch.

Features of photos of one landmark vary alike whatever the landmark is. This variation, and that between landmarks, are
measured on the features that the model file keeps (a two-covariance model, Brümmer & de Villiers 2010, which knows how
far the mean of three photos can be trusted). How strong the likeness must be before a photo is given to a taught
landmark is learnt by playing: landmarks that the model knows are hidden from it and taught again from a few of their
photos, and photos held back show what that gains and what it costs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from landmark_gui.inference.suggestion import Candidate
from landmark_gui.inference.verdict import softmax
from training.kept_features import KeptFeatures

Floats = npt.NDArray[np.float64]

# Chosen on features of EfficientNet-Lite0 with five landmarks left out, see `tests.benchmarks.teach`; none is critical.
_DIMENSIONS = 1100
_SHRINKAGE = 0.6
"""Of the variation within landmarks, towards one that is alike in all directions."""
_LEAST_BETWEEN = 2.0
"""Landmarks differ by at least this variance in every direction, in units of that within: new ones differ otherwise."""
_SHOTS = (3, 4, 6)
_ROUNDS = 4
"""The game: from how many photos each landmark is taught again, and how often."""
_RIDGE = 1.0
_KNOWN_TAKEN = 0.007
"""Share of photos of known landmarks, now right, that taught ones may take."""
_ORDINARY_TAKEN = 0.01
"""Share of ordinary photos that may look like a taught landmark for certain."""
_SURE = 0.4
"""Log-odds from which a taught landmark may be called certain: 60 %."""
_MOST_SHIFT, _LOWEST = 3.0, -12.0
_SOFTNESS = 0.7
"""Log-odds within which a photo counts as taken by degrees."""
_STEP = 0.1
_MOST_COMPARED = 32
"""Photos of one landmark that a photo is compared with one by one."""
_ODD, _ODD_AMONG_MANY = 0.02, 0.09
"""Share of photos of known landmarks that fit worse to the others of theirs: below, the person is told; the second
where most photos do, which chance explains much less."""
_FEWEST_ELSEWHERE = 7
_UNLIKE = 0.0
"""Likeness to the others below which a photo is odd, where no photos held back tell."""


@dataclass(frozen=True)
class Space:
    """Where features are compared: rotated and scaled so that photos of one landmark vary by 1 in every direction.

    Attributes:
        centre: (F,) taken off the square roots of features.
        project: (F, D) onto the directions in which photos differ most.
        rotate: (D, E) to directions in which variations within and between landmarks are independent.
        origin: (E,) the mean photo there.
        between: (E,) variance between landmarks.
    """

    centre: Floats
    project: Floats
    rotate: Floats
    origin: Floats
    between: Floats

    @classmethod
    def measure(cls, features: Floats, labels: npt.NDArray[np.int64], landmarks: int) -> Space:
        """The space of a model, from features (N, F) and labels (N,) of photos learnt from.

        Ordinary photos count as a landmark each: what they show is as different as can be.
        """
        roots = _roots(features)
        centre = roots.mean(0)
        sizes, directions = _directions(roots - centre)
        count = min(_DIMENSIONS, int((sizes > 1e-6 * sizes[0]).sum()))
        project = directions[:count].T
        flat = _unit((roots - centre) @ project)
        present = [label for label in range(landmarks) if (labels == label).sum() > 1]
        means = {label: flat[labels == label].mean(0) for label in present}
        apart = np.concatenate([flat[labels == label] - means[label] for label in present])
        within = apart.T @ apart / max(1, len(apart) - len(present))
        within = (1 - _SHRINKAGE) * within + _SHRINKAGE * np.trace(within) / count * np.eye(count)
        singles = np.concatenate((np.stack(list(means.values())), flat[labels == landmarks]))
        total = np.cov(singles.T, bias=True)
        whiten = np.linalg.inv(np.linalg.cholesky(within)).T
        spread, turn = np.linalg.eigh(whiten.T @ total @ whiten)
        rotate = whiten @ turn
        between = np.maximum(spread - 1.0, _LEAST_BETWEEN)
        return cls(centre, project, rotate, (flat @ rotate).mean(0), between)

    def place(self, features: npt.ArrayLike) -> Floats:
        """Features (…, F) as points (…, E)."""
        flat = _unit((_roots(features) - self.centre) @ self.project)
        point: Floats = flat @ self.rotate - self.origin
        return point

    def likeness(self, points: Floats, means: Floats, counts: npt.ArrayLike) -> Floats:
        """How much likelier points (N, E) are of landmarks, of which means (L, E) of so many (L,) are known, than not.

        Mean log-likelihood ratios (N, L) over all directions. The squares are multiplied out, into products of
        matrices: this is done hundreds of times when a model is measured.
        """
        given = np.broadcast_to(np.asarray(counts, np.float64), len(means))[:, None] * self.between
        spread = 1.0 + self.between / (given + 1.0)
        trusted = means * given / (given + 1.0)
        anywhere = 1.0 + self.between
        squares = points**2
        of_it = squares @ (1.0 / spread).T - 2.0 * points @ (trusted / spread).T
        of_it += (trusted**2 / spread + np.log(spread)).sum(1)
        of_none = squares @ (1.0 / anywhere) + np.log(anywhere).sum()
        ratio: Floats = 0.5 * (of_none[:, None] - of_it) / points.shape[1]
        return ratio


@dataclass(frozen=True)
class Base:
    """What the model itself says about N photos.

    Attributes:
        probabilities: (N, K) of the landmarks that it knows.
        background: (N,) of "no landmark"; 0 where it has no such output.
    """

    probabilities: Floats
    background: Floats

    @classmethod
    def of(cls, logits: npt.ArrayLike, temperature: float, landmarks: int) -> Base:
        """From logits (N, outputs)."""
        probabilities = softmax(logits, temperature)
        rest = probabilities[:, landmarks:].sum(1)
        return cls(probabilities[:, :landmarks], rest)

    def without(self, landmark: int) -> Base:
        """As if the model did not know that landmark."""
        left = np.delete(self.probabilities, landmark, axis=1)
        total = np.maximum(left.sum(1) + self.background, 1e-9)
        return Base(left / total[:, None], self.background / total)

    def rows(self, rows: npt.NDArray[np.bool_]) -> Base:
        """Of some of the photos."""
        return Base(self.probabilities[rows], self.background[rows])


def _signals(like: Floats, nearest: Floats, like_known: Floats, base: Base) -> Floats:
    """What tells a taught landmark from all else, (N, S): for the gate.

    Args:
        like: (N,) likeness to the mean of its photos.
        nearest: (N,) likeness to the one of its photos that is most alike: landmarks have several sides.
        like_known: (N,) likeness to the most alike of the landmarks that the model knows.
        base: What the model says.
    """
    ordered = np.sort(base.probabilities, axis=1)
    best = np.log(np.maximum(ordered[:, -1], 1e-6))
    second = np.log(np.maximum(ordered[:, -2] if ordered.shape[1] > 1 else 0.0 * best, 1e-6))
    background = np.log(np.maximum(base.background, 1e-6))
    return np.stack((like, nearest, like_known, like - like_known, best, best - second, background), axis=1)


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
    """What is measured once for a model: its space, the landmarks that it knows there, and the gate.

    Attributes:
        space: Where features are compared.
        means: (K, E) of the landmarks' photos; not numbers where none are kept.
        counts: (K,) how many photos they are of.
        gate: For landmarks taught from a few photos.
        held: (M, E) points of the photos held back.
        held_labels: (M,) their outputs.
        held_base: What the model says about them.
        companion: Whose features are compared (`training.companion`); None: the model's own.
    """

    space: Space
    means: Floats
    counts: Floats
    gate: Gate
    held: Floats
    held_labels: npt.NDArray[np.int64]
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
        """From the features that a model file keeps.

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
        points = space.place(learnt)
        counts = np.bincount(kept.train_labels, minlength=landmarks + 1)[:landmarks].astype(float)
        means = np.stack(
            [
                points[kept.train_labels == k].mean(0) if counts[k] else np.zeros(points.shape[1])
                for k in range(landmarks)
            ]
        )
        held, held_base = space.place(held_back), base(kept.test_features)
        likes = space.likeness(held, means, counts)
        rng = np.random.default_rng(seed)
        rows: list[Floats] = []
        shows: list[npt.NDArray[np.bool_]] = []
        for landmark in range(landmarks):
            own = np.flatnonzero(kept.train_labels == landmark)
            is_it = kept.test_labels == landmark
            if not is_it.any():
                continue
            others, left = np.delete(likes, landmark, axis=1).max(1), held_base.without(landmark)
            games = [
                points[rng.permutation(own)[:shots]]
                for shots in _SHOTS
                for _ in range(_ROUNDS if len(own) > shots else 0)
            ]
            rows += [_signals(like, nearest, others, left) for like, nearest in _likeness_to(space, held, games)]
            shows += [is_it] * len(games)
        gate = Gate.learn(np.concatenate(rows), np.concatenate(shows))
        return cls(space, means, counts, gate, held, kept.test_labels, held_base, companion)

    def odds(self, points: Floats, base: Base, pupils: Sequence[Pupil]) -> Floats:
        """Log-odds (N, T) that points (N, E) show landmarks that were taught."""
        known = self.space.likeness(points, self.means, self.counts).max(1)
        likes = _likeness_to(self.space, points, [pupil.photos for pupil in pupils])
        return np.stack([self.gate(_signals(like, nearest, known, base)) for like, nearest in likes], axis=1)

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
        found = self._fit(pupil.photos, (pupil.photos.sum(0) - pupil.photos) / count, count, self.means)
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
        for landmark in range(len(self.means)):
            own = self.held[self.held_labels == landmark]
            some = min(count, len(own) - 1)
            if some >= 2 and len(self.means) > 2:
                order = rng.permuted(np.tile(np.arange(len(own) - 1), (len(own), 1)), axis=1)[:, :some]
                order += order >= np.arange(len(own))[:, None]  # never the photo itself
                fits.append(self._fit(own, own[order].mean(1), some, np.delete(self.means, landmark, axis=0)))
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
        odds = self._odds(known.held, known.held_base)
        self._shifts = _shifts(odds, known)
        self._cautions = _cautions(odds + self._shifts, known)

    @property
    def companion(self) -> str | None:
        """See `Known.companion`."""
        return self._known.companion

    def answer(self, features: npt.ArrayLike, base: Base) -> Shares:
        """How photos' probabilities are shared out anew, from features (N, F) and what the model says."""
        return self.share(self._known.space.place(features), base)

    def share(self, points: Floats, base: Base) -> Shares:
        """As `answer`, from points (N, E)."""
        bold = self._odds(points, base) + self._shifts
        known, background = base.probabilities.sum(1), base.background
        # Against the known landmarks, so that odds above the best one's probability come first; and against all else.
        rather = _parts(bold - np.log(np.maximum(known, 1e-9))[:, None])
        surely = _parts(bold + self._cautions)
        taught = rather * known[:, None] + surely * background[:, None]
        return Shares(taught, 1.0 - rather.sum(1), 1.0 - surely.sum(1))

    def _odds(self, points: Floats, base: Base) -> Floats:
        return self._known.odds(points, base, self._pupils)


@dataclass(frozen=True)
class Shares:
    """Probabilities of N photos when T landmarks were taught.

    Attributes:
        taught: (N, T) of the taught landmarks.
        known: (N,) factors for those of the landmarks that the model knows.
        background: (N,) factors for that of "no landmark".
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
    probabilities, labels = known.held_base.probabilities, known.held_labels
    right = (probabilities.argmax(1) == labels) & (labels < probabilities.shape[1])
    best = np.log(np.maximum(probabilities.max(1), 1e-9))
    return _lowered(odds[right] - best[right, None], _KNOWN_TAKEN, _MOST_SHIFT)


def _cautions(odds: Floats, known: Known) -> Floats:
    """What is added besides, so that few ordinary photos look like a taught landmark for certain."""
    return _lowered(odds[known.held_labels == len(known.means)] - _SURE, _ORDINARY_TAKEN, 0.0)


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


def _likeness_to(space: Space, points: Floats, landmarks: Sequence[Floats]) -> list[tuple[Floats, Floats]]:
    """Likeness (N,) of points to the mean of each landmark's photos (n, E), and to the most alike of them.

    All in one product of matrices: one for each of them takes four times as long.
    """
    if not landmarks:
        return []
    means = [np.vstack((photos[:_MOST_COMPARED], photos.mean(0))) for photos in landmarks]
    counts = [np.append(np.ones(len(rows) - 1), len(photos)) for rows, photos in zip(means, landmarks, strict=True)]
    likes = space.likeness(points, np.concatenate(means), np.concatenate(counts))
    parts = np.split(likes, np.cumsum([len(rows) for rows in means])[:-1], axis=1)
    return [(part[:, -1], part[:, :-1].max(1)) for part in parts]


def _roots(features: npt.ArrayLike) -> Floats:
    """Signed square roots: a few strong features must not outweigh all others."""
    values = np.asarray(features, np.float64)
    roots: Floats = np.sign(values) * np.sqrt(np.abs(values))
    return roots


def _directions(rows: Floats) -> tuple[Floats, Floats]:
    """Singular values, largest first, and right singular vectors, one a row, of rows (N, F).

    Of more photos than features a third of the time of a decomposition of them all; of fewer photos than features,
    tens of thousands with VGG19, the products of features would not fit into the memory.
    """
    if len(rows) <= rows.shape[1]:
        return np.linalg.svd(rows, full_matrices=False)[1:]
    squares, vectors = np.linalg.eigh(rows.T @ rows)
    return np.sqrt(np.maximum(squares[::-1], 0.0)), vectors.T[::-1]


def _unit(vectors: Floats) -> Floats:
    """Vectors (…, D) scaled to the length √D."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: Floats = vectors / np.maximum(length, 1e-9) * np.sqrt(vectors.shape[-1])
    return unit
