"""Loops over bfloat16 that torch has no single pass for, compiled on first use by Numba.

Numbers travel as their bits (``int16``): bfloat16 is the upper half of float32, and those of its numbers that are not
negative are ordered like integers. Feature maps are channels-last, (N, H, W, C). Rows are divided into as many parts
as there are threads, and each part adds up in order: results do not depend on chance.
"""

# mypy: disable-error-code="untyped-decorator"

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit, prange

# What is kept on disk was compiled for this very processor, and is made anew on another one.
_kernel = njit(parallel=True, cache=True, error_model="numpy", fastmath={"contract", "nsz"})
_inline = njit(inline="always")

_ZERO, _ONE, _TWO, _THREE = np.int16(0), np.int16(1), np.int16(2), np.int16(3)
_NOTHING = np.float32(0.0)


@_inline
def _number(bits: Any) -> Any:
    return np.uint32(np.uint32(np.uint16(bits)) << np.uint32(16)).view(np.float32)


@_inline
def _bits(number: Any) -> Any:
    """The nearest bfloat16, of two equally near ones the even one."""
    whole = np.float32(number).view(np.uint32)
    even = (whole >> np.uint32(16)) & np.uint32(1)
    return np.int16(np.uint16((whole + np.uint32(0x7FFF) + even) >> np.uint32(16)))


@_kernel
def pool(maps: Any, falling: Any, pooled: Any, places: Any, sums: Any, squares: Any) -> None:
    """Rectifies, takes the largest of each 2 × 2 pixels, and sums all up for the mean and the variance.

    Args:
        maps: (N, H, W, C), from a convolution.
        falling: (C,) -1 for channels in which a later factor is negative, so that the smallest becomes the largest,
            else 0.
        pooled: (N, H/2, W/2, C), written.
        places: As `pooled`, ``uint8``, written: which of the four it was, row by row.
        sums: (parts, C) ``float64``, added to: of the rectified numbers.
        squares: (parts, C) ``float64``, added to: of their squares.
    """
    half, width, channels, parts = maps.shape[1] // 2, maps.shape[2] // 2, maps.shape[3], len(sums)
    rows = maps.shape[0] * half
    for part in prange(parts):
        row_sums, row_squares = np.empty(channels, np.float32), np.empty(channels, np.float32)
        for row in range(rows * part // parts, rows * (part + 1) // parts):
            photo, line = row // half, row % half
            upper, lower = maps[photo, 2 * line], maps[photo, 2 * line + 1]
            row_sums[:] = _NOTHING
            row_squares[:] = _NOTHING
            for column in range(width):
                bits_0, bits_1 = upper[2 * column], upper[2 * column + 1]
                bits_2, bits_3 = lower[2 * column], lower[2 * column + 1]
                best_bits, best_places = pooled[photo, line, column], places[photo, line, column]
                for channel in range(channels):
                    turn = falling[channel]
                    value_0, value_1 = max(bits_0[channel], _ZERO), max(bits_1[channel], _ZERO)
                    value_2, value_3 = max(bits_2[channel], _ZERO), max(bits_3[channel], _ZERO)
                    number_0, number_1 = _number(value_0), _number(value_1)
                    number_2, number_3 = _number(value_2), _number(value_3)
                    row_sums[channel] += (number_0 + number_1) + (number_2 + number_3)
                    row_squares[channel] += (number_0 * number_0 + number_1 * number_1) + (
                        number_2 * number_2 + number_3 * number_3
                    )
                    best, place = value_0 ^ turn, _ZERO
                    other = value_1 ^ turn
                    place, best = (_ONE if other > best else place), max(best, other)
                    other = value_2 ^ turn
                    place, best = (_TWO if other > best else place), max(best, other)
                    other = value_3 ^ turn
                    place, best = (_THREE if other > best else place), max(best, other)
                    best_bits[channel] = best ^ turn
                    best_places[channel] = np.uint8(place)
            for channel in range(channels):
                sums[part, channel] += row_sums[channel]
                squares[part, channel] += row_squares[channel]


@_kernel
def scale(pooled: Any, factors: Any, offsets: Any, outputs: Any, parts: int) -> None:
    """Multiplies and adds: ``outputs = pooled · factors + offsets``.

    Args:
        pooled: (R, W/2, C), R = N·H/2 rows.
        factors: (C,) ``float32``.
        offsets: (C,) ``float32``.
        outputs: As `pooled`, written.
        parts: Number of parts.
    """
    rows = len(pooled)
    for part in prange(parts):
        for row in range(rows * part // parts, rows * (part + 1) // parts):
            for column in range(pooled.shape[1]):
                values, results = pooled[row, column], outputs[row, column]
                for channel in range(values.shape[0]):
                    results[channel] = _bits(_number(values[channel]) * factors[channel] + offsets[channel])


@_kernel
def sum_gradients(gradients: Any, pooled: Any, sums: Any, products: Any) -> None:
    """Sums up what batch norm's gradient needs; where nothing was the largest, nothing arrives.

    Args:
        gradients: (R, W/2, C), of the outputs.
        pooled: As `gradients`, from `pool`.
        sums: (parts, C) ``float64``, added to: of the gradients.
        products: (parts, C) ``float64``, added to: of gradient · pooled.
    """
    rows, channels, parts = len(pooled), pooled.shape[2], len(sums)
    for part in prange(parts):
        row_sums, row_products = np.empty(channels, np.float32), np.empty(channels, np.float32)
        for row in range(rows * part // parts, rows * (part + 1) // parts):
            row_sums[:] = _NOTHING
            row_products[:] = _NOTHING
            for column in range(pooled.shape[1]):
                values, arriving = pooled[row, column], gradients[row, column]
                for channel in range(channels):
                    gradient = _number(arriving[channel])
                    row_sums[channel] += gradient
                    row_products[channel] += gradient * _number(values[channel])
            for channel in range(channels):
                sums[part, channel] += row_sums[channel]
                products[part, channel] += row_products[channel]


@_inline
def _spread_one(bits: Any, places: Any, arriving: Any, factors: Any, offsets: Any, slopes: Any, own: Any) -> None:
    for channel in range(bits.shape[0]):
        value = bits[channel]
        arrives = _number(arriving[channel]) * factors[channel] if places[channel] == own else _NOTHING
        result = _bits(_number(value) * slopes[channel] + offsets[channel] + arrives)
        bits[channel] = result if value > _ZERO else _ZERO


@_kernel
def spread(maps: Any, places: Any, gradients: Any, factors: Any, offsets: Any, slopes: Any, parts: int) -> None:
    """Puts in the place of what `pool` was given its gradient.

    That is ``gradient · factors`` where the largest was, and everywhere what comes through mean and variance,
    ``number · slopes + offsets``; nothing where the number was not positive. Written over the numbers themselves, it
    costs half the traffic to memory, which is all that counts here.

    Args:
        maps: See `pool`; read and written.
        places: From `pool`.
        gradients: (N, H/2, W/2, C), of the outputs.
        factors: (C,) ``float32``.
        offsets: (C,) ``float32``.
        slopes: (C,) ``float32``.
        parts: Number of parts.
    """
    half, width = maps.shape[1] // 2, maps.shape[2] // 2
    rows = maps.shape[0] * half
    for part in prange(parts):
        for row in range(rows * part // parts, rows * (part + 1) // parts):
            photo, line = row // half, row % half
            upper, lower = maps[photo, 2 * line], maps[photo, 2 * line + 1]
            for column in range(width):
                near, arriving = places[photo, line, column], gradients[photo, line, column]
                left, right = 2 * column, 2 * column + 1
                _spread_one(upper[left], near, arriving, factors, offsets, slopes, np.uint8(0))
                _spread_one(upper[right], near, arriving, factors, offsets, slopes, np.uint8(1))
                _spread_one(lower[left], near, arriving, factors, offsets, slopes, np.uint8(2))
                _spread_one(lower[right], near, arriving, factors, offsets, slopes, np.uint8(3))


@_kernel
def look_up(squares: Any, mirrored: Any, table: Any, outputs: Any, parts: int) -> None:
    """Pictures in which each number is put in the place of a byte, and some of which are mirrored.

    Args:
        squares: (N, S, S, 3) ``uint8``.
        mirrored: (N,) which to mirror.
        table: (256, 3), the number of each byte in each channel.
        outputs: (N, S, S, 3), written.
        parts: Number of parts.
    """
    height, width = squares.shape[1], squares.shape[2]
    rows = len(squares) * height
    for part in prange(parts):
        for row in range(rows * part // parts, rows * (part + 1) // parts):
            photo, line = row // height, row % height
            values, results = squares[photo, line], outputs[photo, line]
            first, step = (width - 1, -1) if mirrored[photo] else (0, 1)
            for column in range(width):
                place = np.uint64(first + step * column)
                for channel in range(3):
                    results[column, channel] = table[values[place, channel], channel]


_CHUNK = 4096
"""Numbers that a step of Adam reads from the memory at a time; those of two loops stay in a core's own cache."""


@_kernel
def adam(
    weights: Any, halves: Any, gradients: Any, means: Any, squares: Any, memory: Any, step: Any, decay: Any, parts: int
) -> None:
    """One step of Adam for weights whose gradients are bfloat16, and their nearest bfloat16 for the next one.

    Args:
        weights: (M,) ``float32``, changed.
        halves: (M,), written.
        gradients: (M,).
        means: (M,) ``float32``, running mean of the gradients, changed.
        squares: (M,) ``float32``, running mean of their squares, changed.
        memory: (4,) ``float32``: how much of the two means stays, β₁ and β₂, and how much comes new, 1 − β₁ and 1 − β₂.
        step: (3,) ``float32``: length of the step over the bias correction of the mean, one over the root of that of
            the squares, and ε.
        decay: (2,) ``float32``: how much of the weights is added to the gradients, and how much of them stays.
        parts: Number of parts.
    """
    count = len(weights)
    old_mean, old_square, new_mean, new_square = memory[0], memory[1], memory[2], memory[3]
    length, correction, epsilon = step[0], step[1], step[2]
    pull, stays = decay[0], decay[1]
    for part in prange(parts):
        first, last = count * part // parts, count * (part + 1) // parts
        for start in range(first, last, _CHUNK):
            end = min(start + _CHUNK, last)
            own, arriving = weights[start:end], gradients[start:end]
            own_means, own_squares, nearest = means[start:end], squares[start:end], halves[start:end]
            # In two loops: of one with five arrays LLVM does not try to prove that they lie apart, and takes numbers
            # one at a time.
            for index in range(len(own)):
                weight = own[index]
                gradient = _number(arriving[index]) + pull * weight
                mean = old_mean * own_means[index] + new_mean * gradient
                square = old_square * own_squares[index] + new_square * gradient * gradient
                own_means[index] = mean
                own_squares[index] = square
                own[index] = stays * weight - length * mean / (np.sqrt(square) * correction + epsilon)
            for index in range(len(own)):
                nearest[index] = _bits(own[index])
