"""How work is shared out among processors."""

import heapq

from hypothesis import given
from hypothesis import strategies as st

from training.processors import fair_share


def shares(count: int, workers: int, most: int) -> list[int]:
    found = []
    while count:
        found.append(min(count, fair_share(count, workers, most)))
        count -= found[-1]
    return found


def test_the_last_ones_are_small():
    assert shares(48, 2, 16) == [16, 16, 8, 4, 2, 2]


def test_few_are_enough_for_all_workers():
    assert shares(3, 2, 16) == [2, 1]
    assert shares(8, 4, 16) == [2, 2, 2, 2]


@given(count=st.integers(1, 3000), workers=st.integers(1, 40), most=st.integers(1, 200))
def test_all_workers_end_at_nearly_the_same_time(count, workers, most):
    """Where each item takes as long as the others, and who has ended takes the next share."""
    ends = [0] * workers
    for share in shares(count, workers, most):
        assert share <= most
        heapq.heapreplace(ends, ends[0] + share)
    assert max(ends) - min(ends) <= max(1, most // 8)
    assert sum(ends) == count
