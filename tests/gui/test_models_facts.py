"""Marks, words, names and candidates of photos."""

import pytest

from landmark_gui.gazetteer import Gazetteer
from landmark_gui.inference.gps_prior import distance_m
from landmark_gui.inference.suggestion import Candidate, Suggestion, Verdict
from landmark_gui.library import decisions
from landmark_gui.library.decisions import UNDECIDED
from landmark_gui.library.photos import CandidatePool, Photo, Ranking
from landmark_gui.models.candidates import CandidateModel
from landmark_gui.models.gazetteer_search import GazetteerSearchModel
from landmark_gui.models.landmark_names import LandmarkNames
from landmark_gui.models.marks import Likelihood, Mark, PlaceCheck, likelihood, mark_of, place_check
from landmark_gui.models.thumbnail_cache import ThumbnailCache

PARIS = (48.8584, 2.2945)


@pytest.fixture(scope="module")
def names():
    return LandmarkNames(Gazetteer.load())


def photo(verdict=None, *keys, action=None, **facts):
    ranking = None
    if verdict is not None or keys:
        candidates = tuple(Candidate(key, key, 1 / (number + 2)) for number, key in enumerate(keys))
        ranking = Ranking.of(Suggestion("x.jpg", verdict, candidates), "m", CandidatePool())
    decision = decisions.apply(UNDECIDED, action, decisions.now()) if action else UNDECIDED
    return Photo("/x.jpg", ranking=ranking, decision=decision, **facts)


@pytest.mark.parametrize(
    ("entry", "mark"),
    [
        (photo(), None),
        (photo(Verdict.CONFIDENT, "eiffel-tower"), Mark.CONFIDENT),
        (photo(Verdict.AMBIGUOUS, "eiffel-tower"), Mark.AMBIGUOUS),
        (photo(Verdict.NO_LANDMARK, "eiffel-tower"), Mark.NO_LANDMARK),
        (photo(error="gone"), Mark.ERROR),
        (photo(Verdict.CONFIDENT, "petra", landmark_in_file="petra"), Mark.IN_FILE),
        (photo(Verdict.CONFIDENT, "petra", action=decisions.accept("petra")), Mark.ACCEPTED),
        (photo(Verdict.CONFIDENT, "petra", action=decisions.accept("petra"), written="petra"), Mark.WRITTEN),
        (photo(Verdict.CONFIDENT, "petra", action=decisions.NO_LANDMARK), Mark.NOTHING),
        (photo(Verdict.CONFIDENT, "petra", action=decisions.SKIP), Mark.SKIPPED),
        (photo(Verdict.CONFIDENT, "petra", action=decisions.reject("petra")), Mark.NO_LANDMARK),
    ],
)
def test_marks(entry, mark):
    assert mark_of(entry) is mark


def test_probabilities_in_words():
    words = [likelihood(p) for p in (0.99, 0.9, 0.7, 0.3, 0.1)]
    assert words == [
        Likelihood.VERY_LIKELY, Likelihood.VERY_LIKELY, Likelihood.LIKELY, Likelihood.UNSURE, Likelihood.UNLIKELY,
    ]  # fmt: skip


def test_distances():
    assert distance_m((0, 0), (0, 1)) == pytest.approx(111_195, rel=1e-3)
    assert distance_m((89.9, 0), (89.9, 180)) == pytest.approx(22_239, rel=1e-2)


def test_the_camera_agrees_contradicts_or_says_nothing(names):
    tower = names.landmark("eiffel-tower")
    assert place_check(PARIS, tower) is PlaceCheck.AGREES
    assert place_check((27.175, 78.042), tower) is PlaceCheck.CONTRADICTS
    assert place_check((48.86, 2.70), tower) is PlaceCheck.UNKNOWN  # 30 km away
    assert place_check(None, tower) is PlaceCheck.UNKNOWN
    assert place_check(PARIS, None) is PlaceCheck.UNKNOWN


def test_names_in_the_persons_language():
    german = LandmarkNames(Gazetteer.load(), "de")
    assert german.name("eiffel-tower") == "Eiffelturm"
    assert german.place("eiffel-tower") == "Paris, France"
    assert german.name("name:My Castle") == "My Castle"
    assert LandmarkNames().name("eiffel-tower") == "Eiffel Tower"


def test_candidates_without_what_was_rejected(names, qapp):
    model = CandidateModel(names)
    model.set_photo(photo(Verdict.CONFIDENT, "petra", "taj-mahal", action=decisions.reject("petra")))
    assert [row.key for row in model.rows] == ["taj-mahal"]
    assert model.suggested(1).name == "Taj Mahal"
    assert model.suggested(2) is None
    assert model.suggested(0) is None


def test_a_landmark_from_the_gazetteer_stands_first(names, qapp):
    model = CandidateModel(names)
    model.set_photo(photo(Verdict.CONFIDENT, "petra", action=decisions.accept("eiffel-tower")))
    first, second = model.rows
    assert (first.key, first.accepted, first.probability) == ("eiffel-tower", True, None)
    assert (second.key, second.accepted) == ("petra", False)


def test_the_gazetteer_is_searched(names, qapp):
    model = GazetteerSearchModel(names)
    model.search("machu pichu")
    assert model.key(0) == "machu-picchu"
    model.search("", ("petra",))
    assert [model.key(row) for row in range(model.rowCount())] == ["petra"]
    model.search("qqqqqq")
    assert model.rowCount() == 0


def test_the_cache_keeps_within_its_memory(qapp):
    from PySide6.QtGui import QImage

    cache = ThumbnailCache(limit_bytes=3 * 100 * 100 * 4)
    image = QImage(200, 200, QImage.Format.Format_RGB32)
    image.fill(0)
    for name in "abcd":
        cache.put(name, image, 100, 100, 1.0)
        cache.get("a")
    assert cache.get("a") is not None
    assert cache.get("b") is None
    assert cache.get("d").width() == 100
    assert cache.pixels("d") == 100
    assert cache.pixels("b") == 0
