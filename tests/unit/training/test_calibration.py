"""Temperature, calibration error, AUROC and thresholds: against definitions written out, and on made-up scores."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from training.calibration import (
    Scores,
    area_under_roc,
    cautious_temperature,
    choose_rejection,
    confident,
    expected_calibration_error,
    fit_temperature,
    negative_log_likelihood,
    pooled,
    probabilities,
    score,
)
from training.model_file import ModelInfo, Rejection
from training.publish import calibrate
from training.transforms import Preprocessing

scores = st.lists(st.sampled_from([-1.5, -1.0, 0.0, 0.25, 0.5, 2.0]) | st.floats(-3, 3), min_size=1, max_size=12)


def averaging(views: int, pooling: str = "logits") -> ModelInfo:
    """A model of two landmarks that looks so many times."""
    names = ("plain", "mirror", "zoom")[:views]
    return ModelInfo("small_resnet", {}, ("A", "B"), Preprocessing(), views=names, pooling=pooling)


class TestProbabilities:
    def test_softmax_of_each_view_averaged(self):
        logits = np.random.default_rng(0).normal(0, 3, (2, 4, 3))
        exponent = np.exp(logits / 1.7)
        wanted = (exponent / exponent.sum(2, keepdims=True)).mean(0)
        np.testing.assert_allclose(probabilities(torch.from_numpy(logits), 1.7).numpy(), wanted, rtol=1e-9)

    def test_of_the_mean_of_the_views(self):
        logits = torch.randn(3, 5, 4, generator=torch.Generator().manual_seed(0))
        seen = pooled(logits, averaging(3), 9.0)
        torch.testing.assert_close(probabilities(seen, 2.0), (logits.mean(0) / 2.0).softmax(1))
        assert pooled(logits, averaging(3, "probabilities"), 9.0) is logits

    def test_of_the_first_view_alone_where_that_is_sure(self):
        logits = torch.tensor([[[9.0, 0.0], [1.0, 0.0]], [[0.0, 9.0], [3.0, 0.0]]])
        torch.testing.assert_close(pooled(logits, averaging(2), 1.0), torch.tensor([[[9.0, 0.0], [2.0, 0.0]]]))
        torch.testing.assert_close(pooled(logits, averaging(2), 9.0), logits.mean(0, keepdim=True))
        assert pooled(logits, averaging(2, "probabilities"), 1.0) is logits

    def test_loss_is_the_mean_log_of_the_right_class(self):
        probability = torch.tensor([[0.7, 0.3], [0.2, 0.8], [1.0, 0.0]])
        wanted = -(math.log(0.7) + math.log(0.2) + math.log(1e-12)) / 3
        assert float(negative_log_likelihood(probability, torch.tensor([0, 0, 1]))) == pytest.approx(wanted)


class TestTemperature:
    @pytest.mark.parametrize("factor", [0.3, 1.0, 4.0])
    def test_finds_the_factor_by_which_logits_are_too_large(self, factor):
        generator = torch.Generator().manual_seed(0)
        honest = torch.randn(20_000, 4, generator=generator) * 1.5
        labels = torch.multinomial(honest.softmax(1), 1, generator=generator).flatten()
        assert fit_temperature(honest[None] * factor, labels) == pytest.approx(factor, rel=0.05)

    @pytest.mark.parametrize("count", [1, 5, 20])
    def test_a_handful_of_photos_that_are_all_right_makes_nobody_certain(self, count):
        logits = torch.tensor([2.0, 0.0, 0.0]).expand(1, count, 3)
        temperature = fit_temperature(logits, torch.zeros(count, dtype=torch.long))
        assert 0.35 < temperature < 1.0
        assert float(probabilities(logits, temperature).max()) < 0.995

    def test_is_of_what_the_app_sees_which_is_one_look_where_that_is_sure(self):
        generator = torch.Generator().manual_seed(0)
        honest = torch.randn(20_000, 3, generator=generator) * 3
        labels = torch.multinomial(honest.softmax(1), 1, generator=generator).flatten()
        looks = torch.stack((honest, -honest / 2))  # the second one makes their mean a quarter as sure
        assert fit_temperature(looks.mean(0, keepdim=True), labels) == pytest.approx(0.25, rel=0.05)
        assert 0.6 < calibrate(averaging(2), looks, labels, 2).temperature < 1.0

    def test_without_photos_it_is_one(self):
        assert fit_temperature(torch.zeros(1, 0, 3), torch.zeros(0, dtype=torch.long)) == 1.0

    def test_the_cautious_one_comes_nearer_with_more_photos(self):
        generator = torch.Generator().manual_seed(0)
        honest = torch.randn(20_000, 4, generator=generator) * 1.5
        labels = torch.multinomial(honest.softmax(1), 1, generator=generator).flatten()
        parts = [(honest[None, :count], labels[:count]) for count in (50, 500, 20_000)]
        ratios = [cautious_temperature(*part) / fit_temperature(*part) for part in parts]
        assert ratios[0] > ratios[1] > ratios[2] >= 1.0
        assert cautious_temperature(*parts[2]) == pytest.approx(1.0, rel=0.05)

    def test_the_cautious_one_is_seldom_too_low(self):
        """A one-sided 80 % bound: about one sample in five finds a bound below the truth."""
        generator = torch.Generator().manual_seed(1)
        too_low = 0
        for _ in range(100):
            honest = torch.randn(100, 4, generator=generator) * 2.0
            labels = torch.multinomial(honest.softmax(1), 1, generator=generator).flatten()
            too_low += cautious_temperature(honest[None], labels) < 1.0
        assert too_low <= 35

    def test_without_photos_the_cautious_one_is_high(self):
        assert cautious_temperature(torch.zeros(1, 0, 3), torch.zeros(0, dtype=torch.long)) > 1.5

    def test_does_not_change_the_order(self):
        logits = torch.randn(1, 50, 5, generator=torch.Generator().manual_seed(0))
        assert torch.equal(probabilities(logits, 0.3).argsort(1), probabilities(logits, 3.0).argsort(1))


class TestCalibrationError:
    @settings(max_examples=100, deadline=None)
    @given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=40), st.integers(1, 20))
    def test_is_what_its_definition_says(self, photos, bins):
        total = 0.0
        for number in range(bins):
            inside = [
                (c, right) for c, right in photos if min(int(c * bins), bins - 1) == number
            ]  # the last bin holds a confidence of 1
            if inside:
                confidence = sum(c for c, _ in inside) / len(inside)
                accuracy = sum(right for _, right in inside) / len(inside)
                total += len(inside) / len(photos) * abs(confidence - accuracy)
        found = expected_calibration_error(np.array([c for c, _ in photos]), np.array([r for _, r in photos]), bins)
        assert found == pytest.approx(total, abs=1e-9)

    def test_honest_confidence_has_none(self):
        rng = np.random.default_rng(0)
        confidence = rng.uniform(0.2, 1, 100_000)
        assert expected_calibration_error(confidence, rng.random(100_000) < confidence) < 0.01

    def test_boasting_has_much(self):
        assert expected_calibration_error(np.full(10, 0.95), np.arange(10) < 5) == pytest.approx(0.45)

    def test_no_photos(self):
        assert expected_calibration_error(np.zeros(0), np.zeros(0, bool)) == 0.0


class TestAreaUnderRoc:
    @settings(max_examples=200, deadline=None)
    @given(scores, scores)
    def test_is_the_share_of_pairs_in_order(self, positive, negative):
        pairs = [1.0 if p > n else 0.5 if p == n else 0.0 for p in positive for n in negative]
        assert area_under_roc(np.array(positive), np.array(negative)) == pytest.approx(sum(pairs) / len(pairs))

    def test_extremes(self):
        assert area_under_roc(np.array([2.0, 3.0]), np.array([0.0, 1.0])) == 1.0
        assert area_under_roc(np.array([0.0]), np.array([1.0])) == 0.0
        assert area_under_roc(np.ones(5), np.ones(7)) == 0.5


class TestScore:
    def test_energy_is_the_log_of_the_summed_exponents(self):
        logits = torch.tensor([[[1.0, 2.0, 3.0]], [[0.0, 0.0, 0.0]]])
        found = score(logits, 2.0, "energy")
        wanted = (math.log(math.e + math.e**2 + math.e**3) + math.log(3)) / 2
        assert found.landmark_score[0] == pytest.approx(wanted)
        assert found.landmarks.shape == (1, 3)
        assert found.landmarks.sum() == pytest.approx(1.0)

    def test_background_takes_its_share_from_the_landmarks(self):
        logits = torch.tensor([[[2.0, 0.0, 1.0]]])
        found = score(logits, 1.0, "background")
        whole = np.exp([2.0, 0.0, 1.0]) / np.exp([2.0, 0.0, 1.0]).sum()
        np.testing.assert_allclose(found.landmarks[0], whole[:2], rtol=1e-6)
        assert found.landmark_score[0] == pytest.approx(1 - whole[2])


def made_up(count: int, sharpness: float, seed: int = 0) -> tuple[Scores, np.ndarray]:
    """Scores of photos of three landmarks, and the right ones."""
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 3, count)
    logits = rng.normal(0, 1, (count, 3))
    logits[np.arange(count), labels] += sharpness
    probability = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    return Scores(probability, rng.normal(2, 1, count)), labels


class TestThresholds:
    def test_without_ordinary_photos_nearly_all_landmarks_are_kept(self):
        positive, labels = made_up(1000, 3.0)
        chosen = choose_rejection("energy", positive, labels, None)
        assert (positive.landmark_score >= chosen.threshold).mean() == pytest.approx(0.97, abs=0.002)

    def test_with_ordinary_photos_both_kinds_count_the_same(self):
        rng = np.random.default_rng(0)
        positive, labels = made_up(400, 3.0)
        negative = Scores(np.full((300, 3), 1 / 3), rng.normal(-1, 1, 300))
        chosen = choose_rejection("energy", positive, labels, negative)

        def balance(threshold: float) -> float:
            kept = (positive.landmark_score >= threshold).mean()
            return float(kept + (negative.landmark_score < threshold).mean())

        best = max(balance(t) for t in np.linspace(-5, 6, 2000))
        assert balance(chosen.threshold) > best - 0.01
        assert chosen.method == "energy"

    def test_a_clean_gap_is_cut_in_its_middle(self):
        positive = Scores(np.eye(3)[[0, 1, 2, 0]] * 0.9 + 0.03, np.array([5.0, 6.0, 7.0, 8.0]))
        negative = Scores(np.full((3, 3), 1 / 3), np.array([-1.0, 0.0, 1.0]))
        assert choose_rejection("energy", positive, np.array([0, 1, 2, 0]), negative).threshold == pytest.approx(3.0)

    @pytest.mark.parametrize("sharpness", [1.0, 2.0, 4.0, 8.0])
    def test_few_of_the_confident_are_wrong(self, sharpness):
        positive, labels = made_up(2000, sharpness)
        chosen = choose_rejection("energy", positive, labels, None)
        ordered = np.sort(positive.landmarks, 1)
        sure = (
            (positive.landmark_score >= chosen.threshold)
            & (ordered[:, -1] >= chosen.floor)
            & (ordered[:, -1] - ordered[:, -2] >= chosen.margin)
        )
        wrong = positive.landmarks.argmax(1) != labels
        assert (sure & wrong).sum() <= max(1, 0.02 * sure.sum())  # one is granted
        assert (1.0 - ordered[sure, -1]).sum() <= 0.02 * sure.sum()  # and no more are to be expected
        assert np.array_equal(sure, confident(positive, chosen))
        assert 0.4 <= chosen.floor <= 0.99

    def test_as_many_as_can_be_are_confident(self):
        """No floor and margin of the grid that keep the promise would make more photos confident."""
        positive, labels = made_up(600, 3.0)
        chosen = choose_rejection("energy", positive, labels, None)
        wrong, doubt = positive.landmarks.argmax(1) != labels, 1.0 - positive.landmarks.max(1)
        for floor in np.arange(0.4, 1.0, 0.01):
            for margin in (0.2, 0.4, 0.6):
                sure = confident(positive, Rejection("energy", chosen.threshold, floor, margin))
                if wrong[sure].sum() <= max(1, 0.02 * sure.sum()) and doubt[sure].sum() <= 0.02 * sure.sum():
                    assert sure.sum() <= confident(positive, chosen).sum()

    def test_a_floor_is_in_the_middle_of_those_that_do_the_same(self):
        positive, labels = made_up(500, 20.0)
        assert choose_rejection("energy", positive, labels, None).floor == pytest.approx(0.7, abs=0.02)

    def test_a_smaller_share_of_mistakes_makes_fewer_photos_confident(self):
        positive, labels = made_up(2000, 3.0)
        counts = [
            confident(positive, choose_rejection("energy", positive, labels, None, error_rate=rate)).sum()
            for rate in (0.005, 0.02, 0.1)
        ]
        assert counts[0] < counts[1] < counts[2]

    def test_doubt_about_the_probabilities_makes_fewer_photos_confident(self):
        positive, labels = made_up(2000, 3.0)
        flat = positive.landmarks**0.7
        cautious = Scores(flat / flat.sum(1, keepdims=True), positive.landmark_score)
        chosen = choose_rejection("energy", positive, labels, None, cautious=cautious)
        plain = choose_rejection("energy", positive, labels, None)
        assert 0 < confident(positive, chosen).sum() < confident(positive, plain).sum()

    def test_ordinary_photos_may_hardly_be_confident(self):
        positive, labels = made_up(400, 6.0)
        rng = np.random.default_rng(1)
        best = rng.uniform(0.4, 0.97, 100)
        looks = Scores(np.stack((best, (1 - best) / 2, (1 - best) / 2), 1), np.full(100, 9.0))
        chosen = choose_rejection("energy", positive, labels, None, doubtful=looks)
        assert confident(looks, chosen).sum() <= 2
        assert confident(looks, choose_rejection("energy", positive, labels, None)).sum() > 2

    def test_without_photos_nothing_is_rejected(self):
        chosen = choose_rejection("background", Scores(np.zeros((0, 3)), np.zeros(0)), np.zeros(0, int), None)
        assert chosen.method == "background"
        assert chosen.threshold == float("-inf")

    def test_one_value_for_all(self):
        flat = Scores(np.full((4, 2), 0.5), np.ones(4))
        chosen = choose_rejection("energy", flat, np.zeros(4, int), Scores(np.full((2, 2), 0.5), np.ones(2)))
        assert math.isfinite(chosen.threshold)
