"""A model held against the person's decisions: which count, in which bin, and from when on something is said."""

from dataclasses import replace
from pathlib import Path

import photo_factory
import pytest

from landmark_gui.inference.suggestion import Candidate, Suggestion, Verdict
from landmark_gui.library import decisions
from landmark_gui.library.catalog import Catalog
from landmark_gui.library.decisions import ACCEPT_CONFIDENT, Decision, DecisionKind
from landmark_gui.library.header_facts import finder, read_facts
from landmark_gui.library.own_calibration import EDGES, OwnBin, own_calibration
from landmark_gui.library.photos import Photo, Ranking

TOWER, GATE = Candidate("eiffel-tower", "Eiffel Tower", 0.0), Candidate("golden-gate-bridge", "Golden Gate Bridge", 0.0)


def ranking(probability: float, verdict: Verdict = Verdict.AMBIGUOUS) -> Ranking:
    return Ranking("m", verdict, (TOWER, GATE), (probability, 0.01), 0.9)


def accepted(key: str) -> Decision:
    return Decision(DecisionKind.ACCEPTED, key)


REJECTED = Decision(rejected=frozenset({"eiffel-tower"}))
NOTHING = Decision(DecisionKind.NO_LANDMARK)


def test_what_is_right_and_what_is_not():
    pairs = [
        (accepted("eiffel-tower"), ranking(0.97, Verdict.CONFIDENT)),
        (accepted("golden-gate-bridge"), ranking(0.96, Verdict.CONFIDENT)),
        (REJECTED, ranking(0.99)),
        (NOTHING, ranking(0.97)),
    ]
    found = own_calibration(pairs)
    assert (found.count, found.right, found.confident, found.confident_right) == (4, 1, 2, 1)
    assert found.bins[-1] == OwnBin(0.95, 1.0, 4, pytest.approx(0.9725), 1)


def test_what_the_person_did_not_say_is_left_out():
    pairs = [
        (Decision(DecisionKind.SKIPPED), ranking(0.9)),
        (Decision(rejected=frozenset({"golden-gate-bridge"})), ranking(0.9)),
        (accepted("eiffel-tower"), ranking(0.9)._replace(verdict=None)),
    ]
    assert own_calibration(pairs).count == 0


def test_no_landmark_is_counted_apart():
    seen_nothing = ranking(0.6, Verdict.NO_LANDMARK)
    found = own_calibration(
        [(NOTHING, seen_nothing), (accepted("eiffel-tower"), seen_nothing), (REJECTED, seen_nothing)]
    )
    assert (found.count, found.nothing, found.nothing_right) == (0, 2, 1)


@pytest.mark.parametrize(("probability", "number"), [(0.0, 0), (0.2, 1), (0.8999, 4), (0.9, 5), (0.95, 6), (1.0, 6)])
def test_bins_begin_at_their_lower_edge(probability, number):
    found = own_calibration([(accepted("eiffel-tower"), ranking(probability))])
    assert [entry.count for entry in found.bins].index(1) == number
    assert len(found.bins) == len(EDGES) - 1


def test_few_photos_say_nothing_and_many_do():
    few = own_calibration([(REJECTED, ranking(0.99))] * 5)
    assert not few.is_enough
    assert few.bins[-1].stance == 0
    many = own_calibration([(REJECTED, ranking(0.99))] * 12 + [(accepted("eiffel-tower"), ranking(0.99))] * 20)
    assert many.is_enough
    assert many.bins[-1].stance == -1
    assert many.error == pytest.approx(0.99 - 20 / 32)
    honest = own_calibration([(accepted("eiffel-tower"), ranking(0.7))] * 21 + [(REJECTED, ranking(0.7))] * 9)
    assert honest.bins[3].stance == 0
    low, high = honest.bins[3].interval
    assert low < 0.7 < high
    doubting = own_calibration([(accepted("eiffel-tower"), ranking(0.5))] * 30)
    assert doubting.bins[2].stance == 1


@pytest.fixture
def catalog(tmp_path):
    with Catalog(tmp_path / "catalog.sqlite") as opened:
        yield opened


def known(catalog, folder, count, verdict=Verdict.CONFIDENT, probability=0.97, model="m:1", taken=None):
    photos = []
    for number in range(count):
        date = (taken or {}).get(number)
        exif = {"exif": photo_factory.exif(date=date)} if date else {}
        path = photo_factory.save(folder / f"{number}.jpg", photo_factory.scene(64, 48, seed=number), **exif)
        photos.append(read_facts(Photo(str(path)), finder()))
        ranked = (Candidate("eiffel-tower", "Eiffel Tower", probability), Candidate("taj-mahal", "Taj Mahal", 0.01))
        catalog.store_suggestions(model, [(photos[-1].content, Suggestion(path, verdict, ranked, 0.9))])
    catalog.remember(photos)
    return [photo.content for photo in photos]


def test_the_catalog_knows_only_the_model_s_own(catalog, tmp_path):
    contents = known(catalog, tmp_path, 4)
    catalog.decide(contents[:2], decisions.accept("eiffel-tower"))
    catalog.decide([contents[2]], decisions.reject("eiffel-tower"))
    catalog.decide([contents[3]], decisions.SKIP)
    found = catalog.own_calibration("m:1")
    assert (found.count, found.right, found.at_once) == (3, 2, 0)
    assert catalog.own_calibration("other:1").count == 0


def test_teaching_a_landmark_does_not_empty_the_chart(catalog, tmp_path):
    contents = known(catalog, tmp_path, 4)
    catalog.decide(contents[:3], decisions.accept("eiffel-tower"))
    assert catalog.own_calibration("m:1+abc").count == 3
    wrong = Suggestion(Path("0.jpg"), Verdict.AMBIGUOUS, (replace(GATE, probability=0.6),), 0.9)
    catalog.store_suggestions("m:1+abc", [(contents[0], wrong)])
    found = catalog.own_calibration("m:1+abc")
    assert (found.count, found.right) == (3, 2)
    found = catalog.own_calibration("m:1")
    assert (found.count, found.right) == (3, 3)
    assert catalog.own_calibration("m:12").count == catalog.own_calibration("n:1+abc").count == 0


def test_photos_accepted_at_once_are_told_apart(catalog, tmp_path):
    contents = known(catalog, tmp_path, 4)
    catalog.decide_each(dict.fromkeys(contents, decisions.accept("eiffel-tower")), ACCEPT_CONFIDENT)
    catalog.decide([contents[0]], decisions.reject("eiffel-tower"))
    assert catalog.own_calibration("m:1").at_once == 3
    catalog.undo_last()
    catalog.undo_last()
    assert catalog.own_calibration("m:1").at_once == 0


def test_lessons_are_what_says_something(catalog, tmp_path):
    contents = known(catalog, tmp_path, 4, taken={1: "2019:07:14 16:45:12"})
    catalog.decide([contents[0]], decisions.accept("taj-mahal"))
    catalog.decide([contents[1]], decisions.NO_LANDMARK)
    catalog.decide([contents[2]], decisions.reject("eiffel-tower"))
    catalog.decide([contents[3]], decisions.SKIP)
    lessons = {lesson.content: lesson for lesson in catalog.lessons()}
    assert set(lessons) == set(contents[:3])
    assert lessons[contents[2]].decision.rejected == {"eiffel-tower"}
    assert lessons[contents[0]].path == str(tmp_path / "0.jpg")
    assert [lessons[content].taken for content in contents[:3]] == ["", "2019-07-14T16:45:12", ""]
