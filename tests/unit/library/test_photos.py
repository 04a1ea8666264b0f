"""One photo's own facts: rankings, what it shows, what is uncertain."""

import sys

import pytest
from library_values import MODEL, candidate, photo, ranking, said, suggestion

from landmark_gui.inference.suggestion import Verdict, failure
from landmark_gui.library.decisions import NO_LANDMARK, SKIP, accept, reject
from landmark_gui.library.photos import CandidatePool, Photo, Ranking


def test_a_ranking_gives_back_the_suggestion():
    original = suggestion(("eiffel-tower", 0.7), ("Our house", 0.2), path="/p/a.jpg")
    kept = Ranking.of(original, MODEL, CandidatePool())
    assert kept.suggestion("/p/a.jpg") == original
    failed = failure(original.path, "cut off")
    assert Ranking.of(failed, MODEL, CandidatePool()).suggestion("/p/a.jpg") == failed


def test_landmarks_are_described_once():
    pool = CandidatePool()
    rankings = [Ranking.of(suggestion(("atomium", p)), MODEL, pool) for p in (0.5, 0.6)]
    assert rankings[0].landmarks[0] is rankings[1].landmarks[0]
    assert rankings[1].landmarks[0] == candidate("atomium", 0.0)


def test_rejected_landmarks_are_not_suggested_and_the_rest_is_not_sure():
    full = ranking(("eiffel-tower", 0.9), ("atomium", 0.05), ("Our house", 0.01))
    kept = full.without(["eiffel-tower", "name:Our house"])
    assert [entry.name for entry in kept.landmarks] == ["Atomium"]
    assert (kept.probabilities, kept.verdict) == ((0.05,), Verdict.AMBIGUOUS)
    assert full.without(["atomium"]).verdict is Verdict.CONFIDENT
    assert full.without(["taj-mahal"]) is full
    none_left = full.without(["eiffel-tower", "atomium", "name:Our house"])
    assert (none_left.landmarks, none_left.verdict) == ((), Verdict.NO_LANDMARK)
    unsure = ranking(("eiffel-tower", 0.4), ("atomium", 0.3), verdict=Verdict.NO_LANDMARK)
    assert unsure.without(["eiffel-tower"]).verdict is Verdict.NO_LANDMARK


def test_what_a_photo_shows_follows_person_then_file_then_model():
    shown = photo("/p/a.jpg", ranking=ranking(("eiffel-tower", 0.8), ("atomium", 0.1)))
    assert shown.landmark == "eiffel-tower"
    assert shown.best == (candidate("eiffel-tower"), 0.8)
    assert shown.uncertainty == pytest.approx(0.3)
    shown.decision = said(reject("eiffel-tower"))
    assert (shown.landmark, shown.verdict) == ("atomium", Verdict.AMBIGUOUS)
    assert shown.uncertainty == pytest.approx(0.9)
    assert [entry.landmark for entry in shown.suggestion.candidates] == ["atomium"]
    shown.landmark_in_file = "taj-mahal"
    assert shown.landmark == "taj-mahal"
    shown.decision = said(SKIP)
    assert shown.landmark == "taj-mahal"
    shown.decision = said(accept("stonehenge"))
    assert shown.landmark == "stonehenge"
    shown.landmark_in_file = ""
    shown.decision = said(NO_LANDMARK)
    assert shown.landmark == ""


def test_a_photo_in_which_the_model_sees_no_landmark_counts_as_showing_none():
    shown = photo("/p/a.jpg", ranking=ranking(("eiffel-tower", 0.3), verdict=Verdict.NO_LANDMARK))
    assert (shown.landmark, shown.best) == ("", None)
    assert shown.suggestion.candidates[0].landmark == "eiffel-tower"


def test_a_photo_that_nobody_looked_at():
    fresh = Photo("/p/ü.jpg")
    assert (fresh.suggestion, fresh.verdict, fresh.best, fresh.uncertainty) == (None, None, None, None)
    assert (fresh.landmark, fresh.problem, fresh.is_written, fresh.is_unwritten) == ("", "", False, False)
    assert fresh.file.name == "ü.jpg"


@pytest.mark.parametrize(
    ("written", "in_file", "is_written"),
    [("", "", False), ("atomium", "", True), ("", "atomium", True), ("taj-mahal", "stonehenge", False)],
)
def test_whether_an_accepted_landmark_stands_in_the_file(written, in_file, is_written):
    shown = photo("/p/a.jpg", decision=said(accept("atomium")), written=written, landmark_in_file=in_file)
    assert (shown.is_written, shown.is_unwritten) == (is_written, not is_written)


def test_problems_come_from_the_file_or_from_the_model():
    assert photo("/p/a.jpg", error="gone").problem == "gone"
    assert photo("/p/a.jpg", ranking=Ranking(MODEL, error="cut off")).problem == "cut off"


def test_a_photo_is_small():
    assert sys.getsizeof(Photo("/p/a.jpg")) < 200
    assert not hasattr(Photo("/p/a.jpg"), "__dict__")
