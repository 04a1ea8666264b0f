"""ReLU, batch norm and maximum in one: what the three layers give one after the other, in fewer passes."""

import copy

import pytest
import torch
from fit_factory import one_hot, pictures
from hypothesis import given, settings
from hypothesis import strategies as st
from numba_tools import needs_bfloat16, needs_numba, printed_without_numba
from torch import Tensor, nn

from training import engine, networks
from training.engine import fit
from training.fused_pooling import PooledStages, fuse_for_training
from training.loop import LoopSettings, TrainSet
from training.networks import Classifier
from training.transforms import Preprocessing

CPU = torch.device("cpu")


def stages(channels: int, seed: int) -> nn.Sequential:
    """A convolution that changes nothing, and the layers after it, with factors and offsets of both signs."""
    torch.manual_seed(seed)
    keep = nn.Conv2d(channels, channels, 1, bias=False)
    keep.weight.data = torch.eye(channels).view(channels, channels, 1, 1)
    norm = nn.BatchNorm2d(channels)
    nn.init.uniform_(norm.weight, -1.5, 1.5)
    nn.init.uniform_(norm.bias, -1, 1)
    nn.init.uniform_(norm.running_mean, 0, 1)
    nn.init.uniform_(norm.running_var, 0.5, 2)
    return PooledStages(keep, nn.ReLU(), norm, nn.MaxPool2d(2))


def maps(shape: tuple[int, ...], seed: int) -> Tensor:
    """Numbers that bfloat16 holds exactly, in channels-last memory."""
    torch.manual_seed(seed)
    return (torch.randn(shape) * 2 + 0.3).bfloat16().to(memory_format=torch.channels_last)


def worked(network: nn.Module, batch: Tensor, arriving: Tensor) -> list[Tensor]:
    """The outputs, the gradients of input, factors and offsets, and the statistics, all in double precision."""
    batch = batch.clone().requires_grad_()
    outputs = network(batch)
    outputs.backward(arriving.to(outputs.dtype))
    norm = network[2]
    found = [outputs, batch.grad, norm.weight.grad, norm.bias.grad, norm.running_mean, norm.running_var]
    return [value.detach().double() for value in found]


def far(found: Tensor, wanted: Tensor) -> float:
    return float((found - wanted).norm() / wanted.norm())


@needs_numba
@settings(max_examples=25, deadline=None)
@given(
    photos=st.integers(1, 5),
    height=st.integers(1, 9),
    width=st.integers(1, 9),
    channels=st.integers(1, 40),
    trains=st.booleans(),
    seed=st.integers(0, 2**20),
)
def test_the_same_as_one_layer_after_the_other(photos, height, width, channels, trains, seed):
    exact = stages(channels, seed).double().train(trains)
    fused = stages(channels, seed).train(trains)
    fuse_for_training(fused, CPU, torch.bfloat16)
    assert fused.fused
    fused[0].bfloat16()
    batch = maps((photos, channels, 2 * height, 2 * width), seed)
    arriving = maps((photos, channels, height, width), seed + 1)
    wanted, found = worked(exact, batch.double(), arriving), worked(fused, batch, arriving)
    for value, other in zip(found[:1] + found[2:], wanted[:1] + wanted[2:], strict=True):
        torch.testing.assert_close(value, other, rtol=0.01, atol=0.01 * (1 + float(other.abs().max())))
    # Where two of four are equally large, either may take the gradient; its sum is the same.
    sums, others = (nn.functional.avg_pool2d(value, 2) for value in (found[1], wanted[1]))
    torch.testing.assert_close(sums, others, rtol=0.01, atol=0.01 * float(wanted[1].abs().max()))
    assert fused[2].num_batches_tracked == exact[2].num_batches_tracked == int(trains)


@needs_numba
def test_nearer_to_the_truth_than_half_precision_layer_by_layer():
    batch, arriving = maps((8, 16, 32, 32), 1), maps((8, 16, 16, 16), 2)
    wanted = worked(stages(16, 3).double(), batch.double(), arriving)
    plain, fused = stages(16, 3), stages(16, 3)
    fuse_for_training(fused, CPU, torch.bfloat16)
    for network in (plain, fused):
        network[0].bfloat16()
    by_layers, at_once = worked(plain, batch, arriving), worked(fused, batch, arriving)
    assert far(at_once[1], wanted[1]) < far(by_layers[1], wanted[1]) < 0.1
    assert far(at_once[0], wanted[0]) < 0.003
    for value, other in zip(at_once[2:], wanted[2:], strict=True):
        assert far(value, other) < 1e-6


@needs_numba
def test_the_way_back_can_be_gone_once_only():
    network = stages(4, 5)
    fuse_for_training(network, CPU, torch.bfloat16)
    network[0].bfloat16()
    loss = network(maps((2, 4, 4, 4), 6)).sum()
    loss.backward(retain_graph=True)
    with pytest.raises(RuntimeError, match="cannot be asked for twice"):
        loss.backward()


@pytest.mark.parametrize(
    ("device", "dtype"), [("cpu", torch.float32), ("cpu", torch.float16), ("meta", torch.bfloat16)]
)
def test_only_bfloat16_on_the_processor_is_fused(device, dtype):
    network = networks.reference_cnn(5)
    fuse_for_training(network, torch.device(device), dtype)
    assert not network.backbone.fused


@needs_numba
def test_layers_that_do_not_fit_are_left_alone():
    torch.manual_seed(1)
    odd, padded = maps((2, 3, 5, 6), 1), maps((2, 3, 6, 6), 2)
    for batch, pooling in ((odd, nn.MaxPool2d(2)), (padded, nn.MaxPool2d(3, 2, 1)), (padded, nn.AvgPool2d(2))):
        plain = PooledStages(nn.Conv2d(3, 4, 3, padding=1), nn.ReLU(), nn.BatchNorm2d(4), pooling)
        plain[0].bfloat16()
        fused = copy.deepcopy(plain)
        fuse_for_training(fused, CPU, torch.bfloat16)
        assert torch.equal(fused(batch), plain(batch))


def test_the_weights_keep_their_names():
    names = set(networks.reference_cnn(5).state_dict())
    assert {"backbone.0.weight", "backbone.2.running_mean", "backbone.18.num_batches_tracked", "head.3.bias"} <= names


def test_without_numba_training_goes_on_layer_by_layer(tmp_path):
    program = (
        "import torch; from training import networks; from training.fused_pooling import fuse_for_training\n"
        "network = networks.reference_cnn(5)\n"
        "fuse_for_training(network, torch.device('cpu'), torch.bfloat16)\n"
        "print(network.backbone.fused, network.eval()(torch.zeros(1, 3, 128, 128)).shape)\n"
    )
    assert printed_without_numba(tmp_path, program) == "False torch.Size([1, 5])\n"


@needs_numba
@needs_bfloat16
def test_training_learns_the_same_fused(monkeypatch):
    squares, labels = pictures(12)
    side = squares.shape[1]
    train = TrainSet(squares[None], one_hot(labels)[None])
    history = []
    was_fused = []
    for least in (1, 10**9):
        monkeypatch.setattr(engine, "_LEAST_STEPS_TO_FUSE", least)
        torch.manual_seed(3)
        layers = [nn.Conv2d(3, 8, 3, padding=1), nn.ReLU(), nn.BatchNorm2d(8), nn.MaxPool2d(2), nn.Flatten()]
        network = Classifier(PooledStages(*layers), nn.Linear(8 * (side // 2) ** 2, train.targets.shape[2]))

        def watched(batch, network=network, forward=network.backbone.forward):
            was_fused.append(network.backbone.fused)
            return forward(batch)

        monkeypatch.setattr(network.backbone, "forward", watched)
        how = LoopSettings(epochs=4, batch_size=8, lr=1e-3)
        state = fit(network, train, lambda _: {"val_loss": 1.0}, Preprocessing(side), how, device=CPU)
        history.append([values["train_loss"] for values in state.history])
        assert not network.backbone.fused, "who uses it next may have many threads"
    assert was_fused[0]
    assert not was_fused[-1]
    assert history[0] == pytest.approx(history[1], rel=0.02)
    assert history[0][-1] < history[0][0]
