"""The training loop: it learns, averages, keeps the right weights, and says when it cannot go on."""

import copy
import dataclasses
import math

import numpy as np
import pytest
import torch
from fit_factory import (
    CLASSES,
    CPU,
    PREPROCESSING,
    convolutional,
    equal,
    feature_set,
    features,
    linear,
    loss_of,
    one_hot,
    pictures,
    scripted,
)
from torch import nn
from torch.optim.optimizer import register_optimizer_step_pre_hook

from training import engine
from training.engine import fit, predict_logits
from training.loop import FitHooks, LoopSettings, Processes, TrainingError, TrainSet
from training.networks import Classifier
from training.transforms import Augmentation, to_batch


class TestLearning:
    @pytest.mark.parametrize("optimizer", ["adam", "adamw", "sgd"])
    def test_learns_from_features(self, optimizer):
        network = linear()
        settings = LoopSettings(epochs=8, batch_size=16, lr=0.02, optimizer=optimizer)
        state = fit(network, feature_set(), loss_of, PREPROCESSING, settings, device=CPU)
        assert state.epoch == 8
        assert [values["epoch"] for values in state.history] == list(range(1, 9))
        assert state.history[-1]["train_loss"] < 0.3 * state.history[0]["train_loss"]
        assert loss_of(network)["val_top1"] > 0.95

    def test_learns_from_pictures(self):
        squares, labels = pictures(16)
        others, right = pictures(10, seed=1)
        network = convolutional()

        def validate(trained: Classifier) -> dict[str, float]:
            logits = predict_logits(trained, others, PREPROCESSING, CPU)[0]
            return {
                "val_loss": float(nn.functional.cross_entropy(logits, right)),
                "val_top1": float((logits.argmax(1) == right).float().mean()),
            }

        settings = LoopSettings(epochs=8, batch_size=16, lr=5e-3, augmentation=Augmentation(crop_area=0.7, erase=0))
        state = fit(
            network, TrainSet(squares[None], one_hot(labels)[None]), validate, PREPROCESSING, settings, device=CPU
        )
        assert state.history[-1]["train_loss"] < state.history[0]["train_loss"]
        assert validate(network)["val_top1"] > 0.9
        assert validate(network)["val_loss"] == pytest.approx(state.best_loss, abs=1e-5)

    def test_the_reported_training_loss_is_that_of_the_batches(self):
        """With a learning rate of nearly nothing it is the loss of the first weights, which is easy to compute."""
        inputs, labels = features()
        network = linear()
        smoothing = 0.1
        targets = one_hot(labels) * (1 - smoothing) + smoothing / CLASSES
        with torch.inference_mode():
            wanted = -(network.head(torch.from_numpy(inputs)).log_softmax(1) * targets).sum(1).mean()
        settings = LoopSettings(epochs=1, batch_size=20, lr=1e-12, label_smoothing=smoothing)
        state = fit(network, feature_set(), loss_of, PREPROCESSING, settings, device=CPU)
        assert state.history[0]["train_loss"] == pytest.approx(float(wanted), rel=1e-5)

    def test_a_log_softmax_at_the_end_changes_nothing(self):
        plain = linear()
        logged = copy.deepcopy(plain)
        logged.head.append(nn.LogSoftmax(dim=1))
        settings = LoopSettings(epochs=2, batch_size=16)
        losses = [
            fit(network, feature_set(), loss_of, PREPROCESSING, settings, device=CPU).history[-1]["train_loss"]
            for network in (plain, logged)
        ]
        assert losses[0] == pytest.approx(losses[1], rel=1e-5)

    def test_auxiliary_outputs_are_matched_by_direction(self):
        inputs, labels = features()
        teacher = np.random.default_rng(3).normal(size=(8, 5)).astype(np.float32)
        train = TrainSet(inputs[None], one_hot(labels)[None], (inputs @ teacher)[None, :, None].astype(np.float16))
        settings = LoopSettings(epochs=30, batch_size=16, lr=0.02, auxiliary=2.0)
        state = fit(linear(), train, loss_of, PREPROCESSING, settings, device=CPU)
        without = fit(linear(), train, loss_of, PREPROCESSING, dataclasses.replace(settings, auxiliary=0.0), device=CPU)
        # The distance starts near 2.0 · 1 (directions at random) and can be learnt, so it fades from the sum.
        assert state.history[0]["train_loss"] - without.history[0]["train_loss"] > 0.7
        assert state.history[-1]["train_loss"] - without.history[-1]["train_loss"] < 0.1

    def test_frozen_parts_do_not_change_and_frozen_batch_norms_do_not_drift(self):
        squares, labels = pictures()
        network = convolutional()
        network.backbone.requires_grad_(False)
        before = copy.deepcopy(network.backbone.state_dict())
        train = TrainSet(squares[None], one_hot(labels)[None])
        settings = LoopSettings(epochs=2, batch_size=16, ema=0.9)
        fit(network, train, lambda _: {"val_loss": 1.0}, PREPROCESSING, settings, device=CPU)
        assert equal(network.backbone.state_dict(), before)

    def test_batch_norms_that_are_trained_do_move(self):
        squares, labels = pictures()
        network = convolutional()
        before = copy.deepcopy(network.backbone.state_dict())
        train = TrainSet(squares[None], one_hot(labels)[None])
        fit(network, train, lambda _: {"val_loss": 1.0}, PREPROCESSING, LoopSettings(epochs=1), device=CPU)
        moved = [n for n, v in network.backbone.state_dict().items() if not torch.equal(v, before[n])]
        assert len(moved) == len(before)

    def test_clipping_limits_the_step(self):
        network = linear()
        before = copy.deepcopy(network.state_dict())
        settings = LoopSettings(epochs=1, batch_size=60, lr=1.0, optimizer="sgd", clip=0.01)
        fit(network, feature_set(), loss_of, PREPROCESSING, settings, device=CPU)
        step = torch.cat([(value - before[name]).flatten() for name, value in network.state_dict().items()])
        assert float(step.norm()) == pytest.approx(0.01 * 1.9, rel=1e-3)  # Nesterov momentum 0.9 adds to the step

    def test_matrices_decay_and_vectors_do_not(self):
        groups = engine._optimizer(convolutional(), LoopSettings(weight_decay=0.05)).param_groups
        assert [group["weight_decay"] for group in groups] == [0.05, 0.0]
        assert all(p.ndim > 1 for p in groups[0]["params"])
        assert all(p.ndim <= 1 for p in groups[1]["params"])

    def test_frozen_parameters_are_not_optimised(self):
        network = convolutional()
        network.backbone.requires_grad_(False)
        groups = engine._optimizer(network, LoopSettings()).param_groups
        assert sum(len(group["params"]) for group in groups) == 2


class TestKeeping:
    def test_keeps_the_weights_with_the_best_validation_loss(self):
        validate, shown = scripted([0.9, 0.4, 0.7, 0.4])
        network = linear()
        state = fit(network, feature_set(), validate, PREPROCESSING, LoopSettings(epochs=4), device=CPU)
        assert (state.best_epoch, state.best_loss) == (2, 0.4)  # of equals the first
        assert equal(network.state_dict(), shown[1])
        assert not network.training

    def test_keeps_the_last_weights_if_asked(self):
        validate, shown = scripted([0.9, 0.4, 0.7])
        network = linear()
        settings = LoopSettings(epochs=3, keep="last")
        state = fit(network, feature_set(), validate, PREPROCESSING, settings, device=CPU)
        assert (state.best_epoch, state.best_loss) == (3, 0.7)
        assert equal(network.state_dict(), shown[2])


class TestAveraging:
    def test_is_the_exponential_average_of_the_weights(self):
        weights: list[torch.Tensor] = []
        network = linear()
        start = network.head[1].weight.detach().clone()
        settings = LoopSettings(epochs=3, batch_size=20, lr=0.05, ema=0.6, keep="last")
        hooks = FitHooks(on_batch=lambda *_: weights.append(network.head[1].weight.detach().clone()))
        fit(network, feature_set(), loss_of, PREPROCESSING, settings, device=CPU, hooks=hooks)
        mean = start
        for step, value in enumerate(weights):
            decay = min(0.6, (1 + step) / (10 + step))
            mean = decay * mean + (1 - decay) * value
        torch.testing.assert_close(network.head[1].weight.detach(), mean)

    def test_the_average_is_what_is_validated_and_kept(self):
        validate, shown = scripted([0.9, 0.8])
        network = linear()
        last: list[dict[str, torch.Tensor]] = []
        hooks = FitHooks(on_epoch=lambda state: last.append(copy.deepcopy(state.network)))
        settings = LoopSettings(epochs=2, batch_size=20, lr=0.05, ema=0.9)
        fit(network, feature_set(), validate, PREPROCESSING, settings, device=CPU, hooks=hooks)
        assert equal(network.state_dict(), shown[1])
        assert not torch.equal(shown[1]["head.1.weight"], last[1]["network.head.1.weight"])

    def test_statistics_are_averaged_too_and_counters_copied(self):
        squares, labels = pictures(6)
        network = convolutional()
        train = TrainSet(squares[None], one_hot(labels)[None])
        settings = LoopSettings(epochs=1, batch_size=6, ema=0.5, keep="last")
        fit(network, train, lambda _: {"val_loss": 1.0}, PREPROCESSING, settings, device=CPU)
        norm = network.backbone[1]
        assert int(norm.num_batches_tracked) == 3
        assert norm.running_mean.any()


class TestSchedules:
    def rates(self, **settings: object) -> list[float]:
        rates: list[float] = []
        handle = register_optimizer_step_pre_hook(lambda it, *_: rates.append(it.param_groups[0]["lr"]))
        try:
            fit(linear(), feature_set(), loss_of, PREPROCESSING, LoopSettings(**settings), device=CPU)
        finally:
            handle.remove()
        return rates

    def test_constant(self):
        assert self.rates(epochs=2, batch_size=20, lr=3e-4) == [3e-4] * 6

    def test_cosine_after_a_linear_warm_up(self):
        rates = self.rates(epochs=5, batch_size=20, lr=1.0, schedule="cosine", warmup_epochs=1)
        assert rates[:4] == pytest.approx([1 / 3, 2 / 3, 1.0, 1.0])
        assert rates[3:] == pytest.approx([0.5 * (1 + math.cos(math.pi * k / 12)) for k in range(12)])

    def test_a_warm_up_longer_than_the_training_is_harmless(self):
        rates = self.rates(epochs=1, batch_size=20, lr=1.0, schedule="cosine", warmup_epochs=3)
        assert rates == pytest.approx([1 / 9, 2 / 9, 3 / 9])

    @pytest.mark.parametrize(("epoch", "size"), [(0, 96), (5, 96), (6, 128), (9, 128)])
    def test_sizes_grow_with_the_epochs(self, epoch, size):
        assert engine._input_size(((0.6, 96), (0.4, 128)), epoch / 10, 144) == size

    def test_without_sizes_the_network_s_own_is_used(self):
        assert engine._input_size((), 0.3, 144) == 144

    def test_batches_have_the_size_of_their_epoch(self):
        squares, labels = pictures(4, size=48)
        train = TrainSet(squares[None], one_hot(labels)[None])
        settings = LoopSettings(epochs=2, batch_size=6, sizes=((0.5, 16), (0.5, 24)), augmentation=Augmentation())
        sizes = [
            {inputs.shape[-1] for inputs, _, _ in batches(train, settings, epoch)} for epoch in range(settings.epochs)
        ]
        assert sizes == [{16}, {24}]


def batches(train: TrainSet, settings: LoopSettings, epoch: int = 0, processes: Processes | None = None, hooks=None):
    generator = torch.Generator().manual_seed(epoch)
    return list(
        engine._batches(
            train, PREPROCESSING, settings, epoch, generator, CPU, hooks or FitHooks(), processes or Processes()
        )
    )


class TestBatches:
    def numbered(self, count: int, views: int = 1) -> TrainSet:
        """Features that say which view of which photo they are."""
        photo, view = np.arange(count), np.arange(views)
        inputs = np.stack(np.broadcast_arrays(view[:, None], photo[None]), axis=2).astype(np.float32)
        return TrainSet(inputs, torch.eye(count)[None])

    @pytest.mark.parametrize(
        ("count", "batch", "sizes"), [(10, 4, [4, 4, 2]), (9, 4, [4, 4]), (3, 8, [3]), (8, 4, [4, 4])]
    )
    def test_every_photo_once_an_epoch_but_no_batch_of_one(self, count, batch, sizes):
        found = batches(self.numbered(count), LoopSettings(batch_size=batch))
        assert [len(inputs) for inputs, _, _ in found] == sizes
        seen = torch.cat([inputs[:, 1] for inputs, _, _ in found]).tolist()
        assert len(set(seen)) == len(seen) == sum(sizes)

    def test_targets_belong_to_their_photos(self):
        for inputs, targets, _ in batches(self.numbered(20), LoopSettings(batch_size=6)):
            assert torch.equal(targets.argmax(1), inputs[:, 1].long())

    def test_order_changes_with_the_epoch_only(self):
        train, settings = self.numbered(30), LoopSettings(batch_size=10)
        one, again, other = (batches(train, settings, epoch)[0][0] for epoch in (0, 0, 1))
        assert torch.equal(one, again)
        assert not torch.equal(one, other)

    def test_views_take_turns(self):
        train = self.numbered(6, views=3)
        for epoch in range(5):
            assert {int(v) for inputs, _, _ in batches(train, LoopSettings(), epoch) for v in inputs[:, 0]} == {
                epoch % 3
            }

    def test_views_are_picked_by_the_caller(self):
        wanted = np.array([0, 2, 1, 1, 0, 2])
        hooks = FitHooks(epoch_view=lambda _epoch: wanted)
        ((inputs, _, _),) = batches(self.numbered(6, views=3), LoopSettings(), hooks=hooks)
        assert torch.equal(inputs[:, 0], torch.from_numpy(wanted)[inputs[:, 1].long()].float())

    def test_targets_and_auxiliary_outputs_of_each_view(self):
        views, count = 2, 5
        inputs = self.numbered(count, views).inputs
        targets = torch.rand(views, count, 4)
        auxiliary = np.random.default_rng(0).random((views, count, 1, 3)).astype(np.float16)
        train = TrainSet(inputs, targets, auxiliary)
        for epoch in range(views):
            ((rows, wanted, outputs),) = batches(train, LoopSettings(), epoch)
            photos = rows[:, 1].long()
            torch.testing.assert_close(wanted, targets[epoch, photos])
            torch.testing.assert_close(outputs, torch.from_numpy(auxiliary[epoch]).float()[photos])

    @pytest.mark.parametrize("count", [2, 3])
    def test_processes_share_each_batch_without_overlap(self, count):
        train, settings = self.numbered(50), LoopSettings(batch_size=12)
        whole = batches(train, settings)
        parts = [batches(train, settings, processes=Processes(rank, count)) for rank in range(count)]
        assert len({len(part) for part in parts}) == 1
        for step, of_step in enumerate(zip(*parts, strict=True)):
            photos = [set(inputs[:, 1].tolist()) for inputs, _, _ in of_step]
            assert len({len(own) for own in photos}) == 1  # processes that wait for each other need equal shares
            together = set().union(*photos)
            assert len(together) == sum(map(len, photos))
            assert together <= set(whole[step][0][:, 1].tolist())
            assert len(together) > len(whole[step][0]) - count

    @pytest.mark.parametrize("cells", [1, 4])
    def test_mixing_keeps_target_sums(self, cells):
        squares, labels = pictures(6)
        auxiliary = np.ones((1, len(labels), cells, 4), np.float16)
        train = TrainSet(squares[None], one_hot(labels)[None], auxiliary)
        settings = LoopSettings(batch_size=6, mix_probability=1.0, label_smoothing=0.1)
        mixed = [batch for epoch in range(8) for batch in batches(train, settings, epoch)]
        for _, targets, outputs in mixed:
            torch.testing.assert_close(targets.sum(1), torch.ones(6))
            torch.testing.assert_close(outputs, torch.ones(6, 1, 4))  # of the whole: its parts are mixed up
        assert any(float(targets.amax(1).min()) < 0.9 for _, targets, _ in mixed)


class TestParts:
    """Features of each quarter of a picture, which must stay with their quarter."""

    def test_a_mirrored_picture_has_mirrored_parts(self):
        squares = np.zeros((1, 40, 8, 8, 3), np.uint8)
        squares[:, :, :4, :4] = 255  # the upper left quarter is white
        parts = np.zeros((1, 40, 4, 2), np.float16)
        parts[:, :, 0] = 1
        train = TrainSet(squares, torch.ones(1, 40, 1), parts)
        changes = Augmentation(flip=0.5, crop_area=1.0, rotate=0.0, colour=0.0, grey=0.0, erase=0.0)
        settings = LoopSettings(batch_size=40, augmentation=changes, sizes=((1.0, 8),))
        ((inputs, _, outputs),) = batches(train, settings)
        white = [inputs[:, 0, row, column] > 0 for row in (1, 6) for column in (1, 6)]
        assert torch.equal(torch.stack(white, 1), outputs[:, :, 0] == 1)
        assert 5 < int(white[1].sum()) < 35  # some are mirrored, some are not

    def test_they_are_learnt(self):
        """A network that is told where in the picture something is learns to say it, which its labels do not tell."""
        squares = np.zeros((1, 32, 32, 32, 3), np.uint8)
        parts = np.full((1, 32, 4, 3), -1.0, np.float16)
        for photo in range(32):
            row, column = divmod(photo % 4, 2)
            squares[0, photo, 16 * row : 16 * row + 16, 16 * column : 16 * column + 16] = 255
            parts[0, photo, photo % 4] = 1.0
        train = TrainSet(squares, torch.full((1, 32, 3), 1 / 3), parts)
        settings = LoopSettings(epochs=25, batch_size=16, lr=0.01, auxiliary=1.0)
        quiet = {"val_loss": 0.0}
        told = fit(convolutional(), train, lambda _network: quiet, PREPROCESSING, settings, device=CPU)
        whole = dataclasses.replace(train, auxiliary=parts.mean(2, keepdims=True))
        vague = fit(convolutional(), whole, lambda _network: quiet, PREPROCESSING, settings, device=CPU)
        first, last = told.history[0]["train_loss"], told.history[-1]["train_loss"]
        assert last < 0.6 * first
        assert first > vague.history[0]["train_loss"]  # the parts count beside the whole

    def test_crops_would_tear_them_apart(self):
        train = TrainSet(np.zeros((1, 4, 8, 8, 3), np.uint8), torch.ones(1, 4, 3), np.ones((1, 4, 4, 2), np.float16))
        settings = LoopSettings(augmentation=Augmentation(crop_area=0.5))
        with pytest.raises(ValueError, match="neither crop nor rotate"):
            fit(convolutional(), train, loss_of, PREPROCESSING, settings, device=CPU)


class TestTrouble:
    def test_a_loss_that_is_no_number(self):
        settings = LoopSettings(epochs=3, lr=1e38)
        with pytest.raises(TrainingError, match=r"the loss became (nan|inf) in epoch [12]: lower the learning rate"):
            fit(linear(), feature_set(), loss_of, PREPROCESSING, settings, device=CPU)

    def test_a_validation_loss_that_is_no_number(self):
        validate, _ = scripted([0.5, math.nan])
        with pytest.raises(TrainingError, match="the validation loss became nan in epoch 2: lower the learning rate"):
            fit(linear(), feature_set(), validate, PREPROCESSING, LoopSettings(epochs=3), device=CPU)

    @pytest.mark.parametrize(("count", "batch", "processes"), [(60, 2, 2), (60, 7, 4), (1, 32, 1), (3, 32, 2)])
    def test_too_few_photos_for_each_process(self, count, batch, processes):
        inputs, labels = features(count)
        train = TrainSet(inputs[None], one_hot(labels)[None])
        with pytest.raises(TrainingError, match="photos a batch are too few"):
            fit(
                linear(), train, loss_of, PREPROCESSING, LoopSettings(batch_size=batch), device=CPU,
                processes=Processes(0, processes),
            )  # fmt: skip


class TestPredictLogits:
    def test_gives_one_row_per_view_and_photo_in_order(self):
        squares, _ = pictures(5)
        network = convolutional(dropout=0.5)
        logits = predict_logits(network, squares, PREPROCESSING, CPU, views=("plain", "mirror"), batch_size=4)
        assert logits.shape == (2, 15, CLASSES)
        network.eval()
        with torch.inference_mode():
            plain = network(to_batch(squares, PREPROCESSING))
            mirrored = network(to_batch(squares[:, :, ::-1], PREPROCESSING))
        torch.testing.assert_close(logits[0], plain, atol=1e-4, rtol=1e-4)
        torch.testing.assert_close(logits[1], mirrored, atol=1e-4, rtol=1e-4)

    def test_resizes_to_the_network_s_size(self):
        squares, _ = pictures(2, size=50)
        assert predict_logits(convolutional(), squares, PREPROCESSING, CPU).shape == (1, 6, CLASSES)
