"""Pictures without anything in them: lens caps, failed exposures, clear skies, scans of empty pages.

A network says something sure about them as about any other picture, since hardly one was among those that it learnt
from; so they are told by themselves.
"""

import numpy as np
import numpy.typing as npt

_CELLS = 16
_LEAST_DETAIL = 4.0
"""In steps of 8-bit colour. Of 3,017 photos of landmarks and of ordinary things the emptiest, pyramids in a haze, has
5.9; skies, vignettes and noise in darkness have less than 1."""

_FACTOR = 0.01
"""What is left of a landmark's probability in an empty picture."""


def _smooth_surfaces() -> npt.NDArray[np.float32]:
    """An orthonormal basis (cells², 6) of all quadratic surfaces over the cells."""
    y, x = (np.mgrid[0:_CELLS, 0:_CELLS] / (_CELLS - 1) - 0.5).reshape(2, -1)
    basis, _ = np.linalg.qr(np.stack([np.ones_like(x), x, y, x * x, y * y, x * y], axis=1))
    return basis.astype(np.float32)


_SURFACES = _smooth_surfaces()


def detail(square: npt.NDArray[np.uint8]) -> float:
    """How much a picture differs from a smooth surface, once noise is averaged away.

    Args:
        square: (S, S, 3), S at least 16.

    Returns:
        The root mean square of what is left of 16 × 16 means without the nearest quadratic surface, of the colour
        channel that has most; 0 to 128.
    """
    side = square.shape[0] // _CELLS
    edge = side * _CELLS
    # Whole rows first: numpy adds up long runs of integers ten times as fast as it averages little squares.
    rows = square[:edge, :edge].reshape(_CELLS, side, edge * 3).sum(1, dtype=np.uint32)
    cells = rows.reshape(_CELLS, _CELLS, side, 3).sum(2, dtype=np.float32).reshape(-1, 3) / np.float32(side * side)
    rest = cells - _SURFACES @ (_SURFACES.T @ cells)
    return float(np.sqrt(np.square(rest).mean(0)).max())


def is_blank(square: npt.NDArray[np.uint8]) -> bool:
    """Whether a picture (S, S, 3) shows nothing at all; smaller ones than 16 pixels show too little to tell."""
    return min(square.shape[:2]) >= _CELLS and detail(square) < _LEAST_DETAIL


def without_landmarks(probabilities: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Probabilities (K,) of landmarks, in a picture that is blank."""
    return probabilities * _FACTOR
