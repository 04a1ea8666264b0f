"""How many processors this process may use, and how work is shared out among them."""

import math
import os


def cpu_cores() -> int:
    """Number of processor cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1


def fair_share(left: int, workers: int, most: int) -> int:
    """How much of what is left a worker takes at once, so that all of them end at nearly the same time.

    Guided self-scheduling (Polychronopoulos and Kuck 1987), between an eighth of `most`, below which taking it costs
    more than waiting for each other, and `most`.

    Args:
        left: Number of items that are known to be left.
        workers: Who shares them.
        most: The largest batch, which is for where much is left.
    """
    return min(most, max(1, most // 8, math.ceil(left / workers)))
