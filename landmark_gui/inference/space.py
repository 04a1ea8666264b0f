"""Where photos are compared, to tell what shows the same landmark. Plain numpy, no torch.

Features of photos of one landmark vary alike whatever the landmark is. This variation, and that between landmarks, are
measured on the features that a model file keeps (a two-covariance model, Brümmer & de Villiers 2010, which knows how
far the mean of three photos can be trusted).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

# Chosen on features of EfficientNet-Lite0 with five landmarks left out, see `tests.benchmarks.teach`; none is critical.
_DIMENSIONS = 1100
_SHRINKAGE = 0.6
"""Of the variation within landmarks, towards one that is alike in all directions."""
_LEAST_BETWEEN = 2.0
"""Landmarks differ by at least this variance in every direction, in units of that within: new ones differ otherwise."""
_MOST_COMPARED = 32
"""Photos of one landmark that a photo is compared with one by one."""


@dataclass(frozen=True)
class Comparison:
    """Likeness to landmarks of which some photos are known: see `Space.likeness`.

    The squares of distances are multiplied out, into products of matrices: this is done hundreds of times when a model
    is measured.

    Attributes:
        squares: (E, L) what the squares of points are multiplied by; (E, 1) where it is the same for all.
        linear: (E, L) what the points are multiplied by.
        constant: (L,) is added.
    """

    squares: Floats
    linear: Floats
    constant: Floats

    def __call__(self, points: Floats) -> Floats:
        """Mean log-likelihood ratios (N, L) of points (N, E) over all directions."""
        sums = points**2 @ self.squares + points @ self.linear + self.constant
        ratio: Floats = 0.5 * sums / points.shape[1]
        return ratio


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
        """How much likelier points (N, E) are of landmarks, of which means (L, E) of so many are known, than not.

        Args:
            points: The photos.
            means: The means.
            counts: Of how many photos each of them is (L,), or all of them are.

        Returns:
            Mean log-likelihood ratios (N, L) over all directions.
        """
        return self.compared_with(means, counts)(points)

    def compared_with(self, means: Floats, counts: npt.ArrayLike) -> Comparison:
        """As `likeness`, for points that come later."""
        given = np.atleast_1d(np.asarray(counts, np.float64))[:, None] * self.between
        spread = 1.0 + self.between / (given + 1.0)
        trusted = means * (given / (given + 1.0))
        anywhere = 1.0 + self.between
        constant = np.log(anywhere).sum() - (trusted**2 / spread).sum(1) - np.log(spread).sum(1)
        return Comparison((1.0 / anywhere - 1.0 / spread).T, (2.0 * trusted / spread).T, constant)

    def likeness_to(self, points: Floats, landmarks: Sequence[Floats]) -> list[tuple[Floats, Floats]]:
        """Likeness (N,) of points to the mean of each landmark's photos (n, E), and to the most alike of them.

        All in one product of matrices: one for each of them takes four times as long.
        """
        if not landmarks:
            return []
        means = [np.vstack((photos[:_MOST_COMPARED], photos.mean(0))) for photos in landmarks]
        counts = [np.append(np.ones(len(rows) - 1), len(photos)) for rows, photos in zip(means, landmarks, strict=True)]
        likes = self.likeness(points, np.concatenate(means), np.concatenate(counts))
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
