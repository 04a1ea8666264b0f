"""What "accept all confident" would accept, and the mistakes to expect."""

import pytest
from library_values import paths_of, photo, ranking

from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library.decisions import NO_LANDMARK, UNDECIDED, accept, apply, reject
from landmark_gui.library.expected_mistakes import acceptable


def seen(name, probability, verdict=Verdict.CONFIDENT, **facts):
    return photo(name, ranking=ranking(("atomium", probability), ("taj-mahal", 0.01), verdict=verdict), **facts)


def test_least_sure_ones_come_first_and_the_mistakes_are_summed():
    photos = [seen("/a", 0.99), seen("/b", 0.9), seen("/c", 0.95), seen("/d", 0.89)]
    found = acceptable(photos, 0.9)
    assert paths_of(found.photos) == ["/b", "/c", "/a"]
    assert found.expected_mistakes == pytest.approx(0.16)
    assert found.share == pytest.approx(0.16 / 3)


def test_what_a_person_decided_or_wrote_is_left_alone():
    decided = [apply(UNDECIDED, action, "t") for action in (accept("taj-mahal"), NO_LANDMARK, reject("atomium"))]
    photos = [
        *(seen(f"/{number}", 0.99, decision=decision) for number, decision in enumerate(decided)),
        seen("/ambiguous", 0.99, Verdict.AMBIGUOUS),
        seen("/none", 0.99, Verdict.NO_LANDMARK),
        seen("/other in file", 0.99, landmark_in_file="eiffel-tower"),
        seen("/same in file", 0.99, landmark_in_file="atomium"),
        photo("/not asked"),
    ]
    assert paths_of(acceptable(photos, 0.5).photos) == ["/same in file"]


def test_nothing_to_accept():
    found = acceptable([], 0.5)
    assert (found.photos, found.expected_mistakes, found.share) == ((), 0.0, 0.0)
