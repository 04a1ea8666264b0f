"""The split: stratified, repeatable, stable when photos are added."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.split import SplitError, divide, validation_quotas


def alone(count: int) -> list[int]:
    return list(range(count))


def test_a_fifth_rounded_up_by_largest_remainder():
    assert validation_quotas({0: 50, 1: 50}) == {0: 10, 1: 10}
    assert validation_quotas({0: 3, 1: 4, 2: 9}) == {0: 1, 1: 1, 2: 2}
    assert validation_quotas({0: 1, 1: 4, 2: 1}) == {0: 0, 1: 2, 2: 0}
    sizes = [99 + 2 * (index % 2) for index in range(49)] + [4996 - sum(99 + 2 * (index % 2) for index in range(49))]
    assert sum(validation_quotas(dict(enumerate(sizes))).values()) == 1000


@pytest.mark.parametrize("counts", [{0: 1, 1: 1}, {0: 1, 1: 1, 2: 1}, {**dict.fromkeys(range(6), 1), 6: 2}])
def test_too_few_photos(counts):
    with pytest.raises(SplitError, match="too few"):
        validation_quotas(counts)


@settings(deadline=None)
@given(st.lists(st.integers(2, 40), min_size=2, max_size=12), st.integers(0, 99))
def test_without_copies_every_quota_is_met(sizes, seed):
    labels = [label for label, size in enumerate(sizes) for _ in range(size)]
    names = [f"{label}/{index}" for index, label in enumerate(labels)]
    sides = divide(names, labels, alone(len(labels)), alone(len(labels)), seed=seed, kept={})
    held = Counter(label for label, side in zip(labels, sides, strict=True) if side == "validation")
    assert held.total() == -(-len(labels) // 5)
    assert {label: held[label] for label in range(len(sizes))} == validation_quotas(dict(enumerate(sizes)))
    for label, size in enumerate(sizes):
        assert held[label] <= size - 1
        assert held[label] >= (1 if size >= 5 else 0)
        assert abs(held[label] - size / 5) < 1 + size * 0.8 / len(labels)


@settings(deadline=None)
@given(st.data())
def test_groups_never_tear_equal_files_and_never_empty_a_class(data):
    sizes = data.draw(st.lists(st.integers(3, 20), min_size=2, max_size=6))
    labels = [label for label, size in enumerate(sizes) for _ in range(size)]
    count = len(labels)
    near = [label * 100 + data.draw(st.integers(0, 6)) for label in labels]
    copies = [group * 100 + data.draw(st.integers(0, 2)) for group in near]
    sides = divide([str(index) for index in range(count)], labels, near, copies, seed=1, kept={})
    assert sides.count("validation") <= -(-count // 5)
    for group in set(copies):
        assert len({side for side, other in zip(sides, copies, strict=True) if other == group}) == 1
    for label, size in enumerate(sizes):
        own = [side for side, other in zip(sides, labels, strict=True) if other == label]
        assert "train" in own
        smallest = min(Counter(group for group, other in zip(copies, labels, strict=True) if other == label).values())
        if size >= 5 and smallest == 1 and validation_quotas(Counter(labels))[label] >= 1:
            assert "validation" in own


@settings(deadline=None)
@given(st.integers(6, 60), st.integers(0, 40), st.integers(0, 9))
def test_what_was_assigned_stays(first, added, seed):
    labels = [index % 3 for index in range(first + added)]
    names = [str(index) for index in range(first + added)]
    before = divide(names[:first], labels[:first], alone(first), alone(first), seed=seed, kept={})
    kept = dict(zip(names, before, strict=False))
    after = divide(names, labels, alone(first + added), alone(first + added), seed=seed, kept=kept)
    assert after[:first] == before
    assert after.count("validation") == max(before.count("validation"), -(-(first + added) // 5))


def test_a_new_copy_joins_its_original():
    labels, names = [0] * 10 + [1] * 10, [str(index) for index in range(20)]
    kept = {name: "validation" if name in {"3", "15"} else "train" for name in names[:19]}
    for original in ("3", "4"):
        groups = [*range(19), int(original)]
        assert divide(names, labels, groups, groups, seed=1, kept=kept)[19] == kept[original]


def test_a_picture_that_stands_in_two_classes_is_learnt_from():
    labels = [0] * 10 + [1] * 10
    groups = [*range(10), *range(10)]
    sides = divide([str(index) for index in range(20)], labels, groups, groups, seed=1, kept={})
    assert set(sides) == {"train"}
