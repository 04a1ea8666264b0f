"""Why: evidence beyond the picture in the review panel, and switching it off."""

import photo_factory
import pytest

from landmark_gui.inference.evidence import EvidenceKind, Stance
from landmark_gui.inference.suggestion import Verdict
from landmark_gui.ui.action_button import ActionButton

AGRA = (27.175, 78.042)
UNSURE = [("taj-mahal", 0.5), ("eiffel-tower", 0.4)]


@pytest.fixture
def far(tmp_path):
    """Photos of one minute: p without a position, q with one in Agra."""
    place = tmp_path / "far"
    place.mkdir()
    for name, options in {
        "p": {"date": "2019:07:14 10:00:00"},
        "q": {"date": "2019:07:20 10:00:02", "gps": AGRA},
    }.items():
        image = photo_factory.scene(160, 120, seed=ord(name))
        photo_factory.save(place / f"{name}.jpg", image, exif=photo_factory.exif(**options))
    return place


def weighed(window):
    window.wait(lambda: not window.program.weighing.is_busy)
    return window


def review(window):
    return window.window.review


def test_a_contradiction_is_told_and_takes_confidence_away(start, far):
    window = start()
    window.open(far)
    window.suggest(p=[("eiffel-tower", 0.97)], q=[("eiffel-tower", 0.97)])
    weighed(window).go_to("q.jpg")
    assert window.photo("q.jpg").verdict is Verdict.AMBIGUOUS
    assert window.photo("q.jpg").ranking.verdict is Verdict.CONFIDENT
    assert "The camera stood 6,800 km from Eiffel Tower" in review(window)._words.text()
    assert "6,800 km" in review(window)._title.toolTip()
    window.go_to("p.jpg")
    assert window.photo("p.jpg").verdict is Verdict.CONFIDENT
    assert "stood" not in review(window)._words.text()


def test_w_lists_the_evidence(start, far):
    window = start()
    window.open(far)
    window.suggest(p=UNSURE, q=UNSURE)
    weighed(window).go_to("q.jpg")
    assert not review(window).why.isVisible()
    window.press("w")
    assert review(window).why.isVisible()
    kinds = [piece.kind for piece in review(window).why.pieces]
    assert kinds[:2] == [EvidenceKind.PICTURE, EvidenceKind.GPS]
    assert review(window).why.pieces[1].stance is Stance.AGREES
    assert any(" m from Taj Mahal" in text for text in review(window).why.sentences())
    window.press("w")
    assert not review(window).why.isVisible()


def test_nothing_speaks_for_what_another_model_said(start, far):
    window = start()
    window.open(far)
    window.suggest(q=UNSURE)
    weighed(window).go_to("q.jpg")
    window.trigger("why")
    assert review(window).why.isVisible()
    window.program.suggesting.use_model("other:0123456789abcdef")
    window.wait(lambda: window.photo("q.jpg").ranking is None)
    weighed(window)
    assert review(window).why.pieces == ()
    assert not review(window).why.isVisible()
    assert review(window)._title.toolTip() == ""


def test_a_position_puts_another_candidate_first(start, far):
    window = start()
    window.open(far)
    window.suggest(q=[("eiffel-tower", 0.55), ("taj-mahal", 0.4)])
    weighed(window).go_to("q.jpg")
    assert [row.key for row in review(window).candidates.rows] == ["taj-mahal", "eiffel-tower"]
    window.press("1")
    assert window.photo("q.jpg").decision.landmark == "taj-mahal"


def test_a_decision_supports_the_photos_around_it(window):
    window.suggest(a=UNSURE, b=UNSURE)
    weighed(window)
    before = dict(
        zip(
            [c.landmark for c in window.photo("a.jpg").shown_ranking.landmarks],
            window.photo("a.jpg").shown_ranking.probabilities,
            strict=True,
        )
    )
    window.go_to("b.jpg")
    window.press("2" if review(window).candidates.rows[1].key == "eiffel-tower" else "1")
    weighed(window)
    assert window.photo("b.jpg").decision.landmark == "eiffel-tower"
    best, probability = window.photo("a.jpg").best
    assert best.landmark == "eiffel-tower"
    assert probability > before["eiffel-tower"]


def test_switching_it_off_needs_no_new_suggestions(start, far):
    window = start()
    window.open(far)
    window.suggest(q=[("eiffel-tower", 0.97)])
    weighed(window)
    assert window.photo("q.jpg").verdict is Verdict.AMBIGUOUS
    window.program.use_settings(window.program.settings.replace(use_gps=False, use_context=False))
    weighed(window)
    assert window.photo("q.jpg").verdict is Verdict.CONFIDENT
    window.program.use_settings(window.program.settings.replace(use_gps=True))
    weighed(window)
    assert window.photo("q.jpg").verdict is Verdict.AMBIGUOUS


def test_only_as_many_candidates_are_shown_as_the_settings_say(window):
    many = [("taj-mahal", 0.4), *((f"landmark-{n}", 0.05) for n in range(7))]
    window.suggest(c=many)
    weighed(window).go_to("c.jpg")
    assert len(review(window).candidates.rows) == 5
    window.program.use_settings(window.program.settings.replace(top_k=3))
    assert len(review(window).candidates.rows) == 3


def test_what_explains_gives_way_to_the_buttons(start, far):
    window = start()
    window.window.resize(1024, 700)
    window.open(far)
    window.suggest(p=UNSURE, q=UNSURE)
    weighed(window).go_to("q.jpg")
    panel = review(window)
    window.press("w")
    panel.set_scope(2)
    panel.nearest.say("The training photos are not on this computer, or lie in another folder than they did. " * 3)
    window.wait(lambda: panel._body.verticalScrollBar().maximum() > 0)
    buttons = panel.findChildren(ActionButton)
    shown = [button for button in buttons if button.isVisible()]
    assert len(shown) >= 6
    assert all(button.height() >= button.sizeHint().height() for button in shown)
    candidates = panel._list
    assert candidates.height() >= candidates.sizeHint().height()
    window.press("w")
    window.wait(lambda: not panel._explained.isVisible())
