"""Channel statistics of decoded photos, over pixels, for any amount of data."""

import numpy as np

PHOTOS_AT_ONCE = 256


def channel_histograms(squares: np.ndarray) -> np.ndarray:
    """How often each value occurs in each channel; reads a few hundred photos at a time.

    Args:
        squares: (N, S, S, 3) ``uint8``, in memory or mapped from a file.

    Returns:
        (3, 256) ``int64`` counts.
    """
    counts = np.zeros((3, 256), dtype=np.int64)
    for start in range(0, len(squares), PHOTOS_AT_ONCE):
        # Pixels of a channel side by side: counting them is several times as fast as with steps of three.
        chunk = np.ascontiguousarray(squares[start : start + PHOTOS_AT_ONCE].reshape(-1, 3).T)
        for channel in range(3):
            counts[channel] += np.bincount(chunk[channel], minlength=256)
    return counts


def channel_statistics(squares: np.ndarray) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """Mean and standard deviation of each channel, over all pixels of all photos, of values scaled to 0–1.

    Computed from counts of the 256 possible values, so it is exact whatever the amount of data.

    Args:
        squares: (N, S, S, 3) ``uint8``.

    Returns:
        The three means and the three (population) standard deviations.

    Raises:
        ValueError: There are no pixels.
    """
    return statistics_of_histograms(channel_histograms(squares))


def statistics_of_histograms(counts: np.ndarray) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """Mean and standard deviation of each channel from the counts of `channel_histograms`.

    Raises:
        ValueError: There are no pixels.
    """
    pixels = counts.sum(axis=1)
    if not pixels.all():
        raise ValueError("there are no pixels to compute a mean of")
    values = np.arange(256) / 255.0
    mean = counts @ values / pixels
    variance = (counts * (values - mean[:, None]) ** 2).sum(axis=1) / pixels
    std = np.sqrt(variance)
    return (float(mean[0]), float(mean[1]), float(mean[2])), (float(std[0]), float(std[1]), float(std[2]))
