"""Channel statistics."""
import numpy as np


def channel_statistics(squares: np.ndarray) -> tuple[tuple[float, float, float], tuple[float, float, float]]:
    """Mean and standard deviation of each channel, of pixels scaled to 0–1."""
    counts = np.zeros((3, 256), dtype=np.int64)
    for start in range(0, len(squares), 256):
        for channel in range(3):
            counts[channel] += np.bincount(squares[start : start + 256, ..., channel].ravel(), minlength=256)
    values = np.arange(256) / 255.0
    mean = (counts * values).sum(1) / counts.sum(1)
    std = np.sqrt((counts * (values - mean[:, None]) ** 2).sum(1) / counts.sum(1))
    return tuple(map(float, mean)), tuple(map(float, std))
