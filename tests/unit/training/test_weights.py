"""Weights in 16 and in 8 bits: what they keep, what they cost, which of them stay as they are."""

import pytest
import torch

from training import networks
from training.weights import compact, expand


def size(tensors: dict[str, torch.Tensor]) -> int:
    return sum(tensor.numel() * tensor.element_size() for tensor in tensors.values())


@pytest.fixture(scope="module")
def state() -> dict[str, torch.Tensor]:
    torch.manual_seed(0)
    return networks.small_resnet(5, widths=(16, 32, 64), depths=(1, 1, 1)).state_dict()


@pytest.mark.parametrize("bits", [8, 16])
def test_gives_back_every_tensor_nearly_as_it_was(state, bits):
    found = expand(compact(state, bits))
    assert found.keys() == state.keys()
    for name, tensor in state.items():
        assert found[name].shape == tensor.shape
        assert found[name].dtype == tensor.dtype
        if tensor.ndim < 2:
            assert torch.equal(found[name], tensor)
        else:
            error = float((found[name] - tensor).square().mean().sqrt() / tensor.square().mean().sqrt())
            assert error < (0.012 if bits == 8 else 0.0005)


def test_eight_bits_take_little_more_than_half_of_sixteen(state):
    assert size(compact(state, 8)) < 0.6 * size(compact(state, 16))


def test_each_output_has_its_own_scale():
    """A layer whose outputs differ a thousandfold keeps the small ones: one scale for all would make them zero."""
    torch.manual_seed(0)
    weight = torch.randn(64, 128) * torch.logspace(-3, 0, 64)[:, None]
    found = expand(compact({"weight": weight}, 8))["weight"]
    error = (found - weight).norm(dim=1) / weight.norm(dim=1)
    assert float(error.max()) < 0.02


def test_an_outlier_does_not_coarsen_all_others():
    torch.manual_seed(0)
    weight = torch.randn(8, 4096)
    weight[:, 0] = 12.0
    found = expand(compact({"weight": weight}, 8))["weight"]
    plain = (weight / (12 / 127)).round() * (12 / 127)
    assert float((found - weight).square().sum()) <= float((plain - weight).square().sum())


def test_outputs_without_weights_stay_zero():
    found = expand(compact({"weight": torch.zeros(4, 2048)}, 8))["weight"]
    assert torch.equal(found, torch.zeros(4, 2048))


def test_small_layers_keep_sixteen_bits():
    tensors = compact({"weight": torch.randn(4, 8)}, 8, prefix="head.")
    assert [(name, tensor.dtype) for name, tensor in tensors.items()] == [("head.weight", torch.float16)]


def test_values_beyond_sixteen_bits_stay_whole():
    weight = torch.full((2, 2), 1e6)
    assert torch.equal(expand(compact({"weight": weight}, 16))["weight"], weight)


def test_a_parameter_that_is_called_scale_is_no_scale():
    state = {"norm.scale": torch.randn(3), "norm": torch.randn(3, 3)}
    assert expand(compact(state, 16)).keys() == state.keys()
