"""Photos that lie on their side: looked at turned where the model is unsure, and believed only where that helps."""

import torch
from hypothesis import given
from hypothesis import strategies as st

from training.calibration import pooled, probabilities
from training.model_file import ModelInfo, Rejection
from training.transforms import TURNED, Preprocessing, view_of
from training.turning import may_lie, turn

LANDMARKS = 3


def logits(*probability: float) -> torch.Tensor:
    """(1, K) logits of one photo with these probabilities at temperature 1."""
    return torch.tensor([probability]).log()


UNSURE = logits(0.3, 0.2, 0.1, 0.4)
SURE = logits(0.9, 0.04, 0.03, 0.03)
OTHER = logits(0.02, 0.9, 0.04, 0.04)
NOTHING = logits(0.005, 0.005, 0.005, 0.985)


def test_only_photos_without_a_likely_landmark_are_worth_a_turn():
    rows = torch.cat((UNSURE, SURE, NOTHING))
    assert may_lie(rows, 1.0, LANDMARKS)[0].tolist() == [True, False, False]
    near = logits(0.51, 0.2, 0.1, 0.19)
    assert may_lie(near, 1.0, LANDMARKS)[1].tolist() == [True], "half precision might say otherwise"
    assert may_lie(UNSURE, 1.0, LANDMARKS)[1].tolist() == [False]


def test_the_turned_look_that_shows_a_landmark_better_counts_for_most():
    found, side, ahead = turn(UNSURE, torch.stack((NOTHING, OTHER)), 1.0, LANDMARKS)
    assert side.tolist() == [1]
    assert ahead.item() > 0
    expected = 0.7 * OTHER.exp() + 0.3 * UNSURE.exp()
    torch.testing.assert_close(torch.softmax(found, 1), expected)
    # As large as the logits of that look: models without a background output reject by the energy.
    torch.testing.assert_close(torch.logsumexp(found, 1), torch.logsumexp(OTHER, 1))


def test_where_turning_tells_little_more_it_has_a_small_share():
    little = logits(0.05, 0.1, 0.65, 0.2)
    found, side, ahead = turn(UNSURE, torch.stack((little, UNSURE)), 1.0, LANDMARKS)
    assert ahead.item() < 0
    assert side.tolist() == [0]
    torch.testing.assert_close(torch.softmax(found, 1), 0.2 * little.exp() + 0.8 * UNSURE.exp())
    torch.testing.assert_close(torch.logsumexp(found, 1), torch.logsumexp(UNSURE, 1))
    # The best one stays, and what was the least likely is the second now.
    assert torch.argsort(-found[0, :LANDMARKS]).tolist() == [0, 2, 1]


@given(st.lists(st.floats(-8, 8), min_size=12, max_size=12), st.floats(0.2, 4))
def test_answers_are_probabilities_and_no_landmark_loses_by_a_turn_that_counts(values, temperature):
    rows = torch.tensor(values).view(3, 1, 4)
    found, side, ahead = turn(rows[0], rows[1:], temperature, LANDMARKS)
    before, after = (torch.softmax(row / temperature, 1)[0] for row in (rows[0], found))
    assert abs(float(after.sum()) - 1) < 1e-4
    seen = torch.softmax(rows[1 + int(side)] / temperature, 1)[0]
    assert seen[:LANDMARKS].max() == torch.softmax(rows[1:] / temperature, 2)[..., :LANDMARKS].max()
    share = 0.7 if ahead.item() > 0 else 0.2
    torch.testing.assert_close(after, (1 - share) * before + share * seen)
    if ahead.item() > 0:
        assert after[:LANDMARKS].max() > before[:LANDMARKS].max()


def test_evaluation_takes_turned_looks_as_the_app_does():
    names = ("plain", "mirror")
    info = ModelInfo("small_resnet", {}, ("A", "B", "C"), Preprocessing(), rejection=Rejection("background"))
    info = ModelInfo(**{**vars(info), "views": names, "pooling": "logits", "turns": True})
    photos = [torch.cat((UNSURE, SURE, NOTHING, UNSURE))] * 2
    turned = [torch.cat((OTHER, OTHER, OTHER, UNSURE)), torch.cat((NOTHING,) * 4)]
    found = probabilities(pooled(torch.stack(photos + turned), info, 1.0), 1.0)
    assert found.argmax(1).tolist() == [1, 0, 3, 3]
    torch.testing.assert_close(found[1:], photos[0][1:].exp())


def test_turned_views_are_quarter_turns():
    batch = torch.arange(18.0).view(1, 2, 3, 3)
    left, right = (view_of(batch, name) for name in TURNED)
    assert left[0, 0, 0].tolist() == [2.0, 5.0, 8.0], "the right edge comes to the top"
    assert right[0, 0, 0].tolist() == [6.0, 3.0, 0.0], "the left edge comes to the top"
