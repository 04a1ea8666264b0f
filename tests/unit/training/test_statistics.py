"""Channel statistics against numpy's on all pixels."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.statistics import PHOTOS_AT_ONCE, channel_histograms, channel_statistics


@settings(deadline=None, max_examples=40)
@given(st.integers(1, 5), st.integers(1, 9), st.integers(0, 2**32 - 1))
def test_as_numpy_computes_it_over_all_pixels(count, side, seed):
    squares = np.random.default_rng(seed).integers(0, 256, (count, side, side, 3), dtype=np.uint8)
    mean, std = channel_statistics(squares)
    np.testing.assert_allclose(mean, (squares / 255.0).mean(axis=(0, 1, 2)), rtol=1e-12)
    np.testing.assert_allclose(std, (squares / 255.0).std(axis=(0, 1, 2)), rtol=1e-9, atol=1e-12)


def test_over_pixels_not_over_photos():
    squares = np.zeros((2, 4, 4, 3), np.uint8)
    squares[1] = 255
    mean, std = channel_statistics(squares)
    assert mean == (0.5, 0.5, 0.5)
    assert std == (0.5, 0.5, 0.5), "the mean of each photo's own deviation would be 0"


def test_more_photos_than_are_read_at_once_from_a_file(tmp_path):
    count = 2 * PHOTOS_AT_ONCE + 3
    values = np.random.default_rng(1).integers(0, 256, (count, 3, 3, 3), dtype=np.uint8)
    values[..., 1] //= 2
    path = tmp_path / "squares.u8"
    path.write_bytes(values.tobytes())
    mapped = np.memmap(path, dtype=np.uint8, mode="r", shape=values.shape)
    counts = channel_histograms(mapped)
    assert counts.shape == (3, 256)
    assert counts.dtype == np.int64
    for channel in range(3):
        np.testing.assert_array_equal(counts[channel], np.bincount(values[..., channel].ravel(), minlength=256))
    assert channel_statistics(mapped) == channel_statistics(values)


def test_large_counts_lose_no_precision():
    squares = np.full((1, 1000, 1000, 3), 200, np.uint8)
    squares[0, 0, 0] = 201
    mean, std = channel_statistics(squares)
    assert mean[0] == pytest.approx((200 + 1e-6) / 255, rel=1e-14)
    assert std[0] == pytest.approx(np.sqrt(1e-6 * (1 - 1e-6)) / 255, rel=1e-9)


def test_nothing_has_no_mean():
    with pytest.raises(ValueError, match="no pixels"):
        channel_statistics(np.empty((0, 8, 8, 3), np.uint8))
