"""Wide layers trained by gradients in half precision: the steps that torch's Adam takes, in fewer passes."""

import copy

import pytest
import torch
from fit_factory import one_hot, pictures
from hypothesis import given, settings
from hypothesis import strategies as st
from numba_tools import needs_bfloat16, needs_numba, printed_without_numba
from torch import Tensor, nn

from training import engine, networks
from training.devices import autocast_dtype
from training.engine import fit
from training.fusing import with_half_weights
from training.loop import FitHooks, FitState, LoopSettings, TrainSet
from training.networks import Classifier
from training.transforms import Preprocessing
from training.wide_layers import HalfAdam, WideLinear

CPU = torch.device("cpu")


def layer(inputs: int, outputs: int, seed: int = 1) -> WideLinear:
    torch.manual_seed(seed)
    return WideLinear(inputs, outputs)


def gradients(weight: Tensor, count: int) -> list[Tensor]:
    """Some that bfloat16 holds exactly, of very different sizes."""
    torch.manual_seed(7)
    return [(torch.randn_like(weight) * 10.0 ** torch.randint(-6, 2, weight.shape)).bfloat16() for _ in range(count)]


@needs_numba
@settings(max_examples=25, deadline=None)
@given(
    inputs=st.integers(1, 300),
    outputs=st.integers(1, 40),
    rate=st.floats(1e-5, 0.1),
    decay=st.sampled_from([0.0, 0.01, 0.3]),
    betas=st.sampled_from([(0.9, 0.999), (0.0, 0.9), (0.8, 0.95)]),
    kind=st.sampled_from([torch.optim.Adam, torch.optim.AdamW]),
)
def test_the_steps_are_those_of_torch(inputs, outputs, rate, decay, betas, kind):
    wide, plain = layer(inputs, outputs), layer(inputs, outputs)
    own = kind(wide.parameters(), lr=rate, weight_decay=decay, betas=betas)
    other = kind(plain.parameters(), lr=rate, weight_decay=decay, betas=betas)
    half_adam = HalfAdam(wide, own)
    for number, gradient in enumerate(gradients(wide.weight, 6)):
        own.param_groups[0]["lr"] = other.param_groups[0]["lr"] = rate / (1 + number)
        wide.in_half.gradient, plain.weight.grad = gradient, gradient.float()
        half_adam.step()
        other.step()
        assert torch.equal(wide.in_half.now(), wide.weight.detach().bfloat16())
        assert wide.in_half.gradient is None
    torch.testing.assert_close(wide.weight, plain.weight, rtol=1e-5, atol=rate * 1e-5)
    kept, wanted = own.state[wide.weight], other.state[plain.weight]
    for name in ("exp_avg", "exp_avg_sq"):
        scale = float(wanted[name].abs().max())
        torch.testing.assert_close(kept[name], wanted[name], rtol=1e-5, atol=1e-6 * scale)
    assert kept["step"] == wanted["step"] == 6


@needs_numba
def test_a_layer_gives_what_any_other_gives():
    wide, plain = layer(70, 30), layer(70, 30)
    HalfAdam(wide, torch.optim.Adam(wide.parameters()))
    batch = torch.randn(9, 70)
    found = []
    for module in (wide, plain):
        inputs = batch.clone().requires_grad_()
        with torch.autocast("cpu", torch.bfloat16):
            outputs = module(inputs)
        outputs.float().square().sum().backward()
        found.append((outputs.detach(), inputs.grad, module.bias.grad))
    assert wide.weight.grad is None, "it would be single precision, and made from half"
    found[0] += (wide.in_half.gradient.float(),)
    found[1] += (plain.weight.grad,)
    for value, other in zip(*found, strict=True):
        torch.testing.assert_close(value, other, rtol=0.02, atol=0.02 * float(other.abs().max()))


@needs_numba
def test_gradients_of_several_batches_add_up_until_the_step():
    wide = layer(5, 4)
    half_adam = HalfAdam(wide, torch.optim.Adam(wide.parameters()))
    batch = torch.ones(2, 5)  # no gradient of the inputs is asked for
    wide(batch).float().sum().backward()
    once = wide.in_half.gradient.clone()
    wide(batch).float().sum().backward()
    assert torch.equal(wide.in_half.gradient, 2 * once)
    before = wide.weight.detach().clone()
    half_adam.step()
    after = wide.weight.detach().clone()
    half_adam.step()
    assert not torch.equal(before, after)
    assert torch.equal(wide.weight, after), "there was no gradient any more"


@needs_numba
def test_weights_that_somebody_else_changed_are_not_overlooked():
    wide = layer(6, 3)
    HalfAdam(wide, torch.optim.Adam(wide.parameters()))
    wide.load_state_dict({"weight": torch.full((3, 6), 2.0), "bias": torch.zeros(3)})
    assert torch.equal(wide(torch.ones(1, 6)), torch.full((1, 3), 12.0, dtype=torch.bfloat16))


@needs_numba
def test_layers_that_are_not_trained_and_layers_afterwards_are_as_any_other():
    network = nn.Sequential(layer(4, 4), layer(4, 4))
    network[0].requires_grad_(False)
    HalfAdam(network, torch.optim.Adam(network[1].parameters()))
    assert network[0].in_half is None
    assert network[1].in_half is not None
    HalfAdam.end(network)
    assert network[1].in_half is None
    assert network(torch.ones(1, 4)).dtype == torch.float32


@pytest.mark.parametrize("device", ["meta", "cpu"])
def test_only_where_it_is_faster(device):
    network = networks.reference_cnn(5)
    for optimizer in (torch.optim.SGD(network.parameters(), lr=0.1), torch.optim.Adam(network.parameters())):
        found = HalfAdam.where_faster(network, optimizer, torch.device(device))
        if found is not None:
            assert (device, autocast_dtype(CPU)) == ("cpu", torch.bfloat16)
            assert isinstance(optimizer, torch.optim.Adam)
    plain = nn.Linear(4, 4)
    assert HalfAdam.where_faster(plain, torch.optim.Adam(plain.parameters()), CPU) is None


def test_without_numba_torch_takes_the_steps(tmp_path):
    program = (
        "import torch; from training import networks; from training.wide_layers import HalfAdam\n"
        "network = networks.reference_cnn(5)\n"
        "adam = torch.optim.Adam(network.parameters())\n"
        "print(HalfAdam.where_faster(network, adam, torch.device('cpu')), network.head[0].in_half)\n"
    )
    assert printed_without_numba(tmp_path, program) == "None None\n"


def test_the_app_looks_with_half_weights_through_wide_layers_too():
    network = networks.reference_cnn(5).eval()
    assert {
        part.weight.dtype for part in with_half_weights(network, torch.bfloat16).head if hasattr(part, "weight")
    } == {
        torch.bfloat16,
        torch.float32,  # the batch norm's
    }
    assert with_half_weights(network, torch.bfloat16).head[0].weight.dtype == torch.bfloat16


class _Learner:
    """Trains one small network with a wide layer, in one go or from a checkpoint."""

    def __init__(self) -> None:
        squares, labels = pictures(12)
        self.side = squares.shape[1]
        self.train = TrainSet(squares[None], one_hot(labels)[None])
        self.was_kept: list[bool] = []
        self.checkpoint = FitState()

    def network(self) -> Classifier:
        torch.manual_seed(3)
        head = nn.Sequential(WideLinear(3 * self.side**2, 24), nn.ReLU(), nn.Linear(24, self.train.targets.shape[2]))
        return Classifier(nn.Flatten(), head)

    def run(self, network: Classifier, state: FitState | None = None, until: int = 4) -> FitState:
        how = LoopSettings(epochs=4, batch_size=8, lr=1e-3, ema=0.9)
        reached: list[FitState] = []

        def on_epoch(now: FitState) -> None:
            self.was_kept.append(network.head[0].in_half is not None)
            reached.append(now)
            self.checkpoint = copy.deepcopy(now)

        hooks = FitHooks(on_epoch=on_epoch, stop=lambda: len(reached) > 0 and reached[-1].epoch >= until)
        look = Preprocessing(self.side)
        return fit(network, self.train, lambda _: {"val_loss": 1.0}, look, how, device=CPU, hooks=hooks, state=state)


@needs_numba
@needs_bfloat16
def test_training_learns_the_same_and_goes_on_from_a_checkpoint(monkeypatch):
    learner, losses, weights = _Learner(), [], []
    for least, stops in ((1, False), (1, True), (10**9, False)):
        monkeypatch.setattr(engine, "_LEAST_STEPS_TO_FUSE", least)
        network = learner.network()
        state = learner.run(network, until=2 if stops else 4)
        if stops:
            assert state.epoch == 2
            network = learner.network()
            state = learner.run(network, learner.checkpoint)
        losses.append([values["train_loss"] for values in state.history])
        weights.append(learner.checkpoint.network["network.head.0.weight"])
        assert network.head[0].in_half is None, "who uses it next knows nothing of it"
    assert learner.was_kept == 8 * [True] + 4 * [False]
    assert losses[0] == losses[1]
    assert torch.equal(weights[0], weights[1])
    assert losses[0] == pytest.approx(losses[2], rel=0.02)
    assert losses[0][-1] < losses[0][0]
