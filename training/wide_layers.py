"""Wide linear layers whose weights are kept in half precision too while they are trained, on processors with bfloat16.

Under autocast a layer's weights become bfloat16 anew in each step and their gradients single precision again, and Adam
reads and writes all of it: VGG19's head has 120 million weights, and so many bytes that memory decides how long a step
takes. Here the step of Adam takes gradients as they come, in bfloat16, and leaves the next step's bfloat16 weights
behind, all in one pass. The weights themselves stay in single precision, as in mixed precision everywhere
(Micikevicius et al. 2018).
"""

from __future__ import annotations

import math
from typing import Any

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from training.compiled import can_be_used, kernels


class HalfWeight:
    """The weight of one layer in bfloat16, and the gradient that came for it.

    Attributes:
        gradient: As the weight, in bfloat16; None where none came since the last step.
    """

    def __init__(self, weight: Tensor) -> None:
        """Takes the weight, which stays as it is."""
        self.gradient: Tensor | None = None
        self._weight, self._seen = weight, weight._version
        self._half = weight.detach().bfloat16()

    def now(self) -> Tensor:
        """The weight in bfloat16, also after somebody else changed it."""
        if self._weight._version != self._seen:
            self._seen = self._weight._version
            self._half.copy_(self._weight.detach())
        return self._half


class WideLinear(nn.Linear):
    """A linear layer with many weights: as any other, but faster to train where `in_half` is set.

    Attributes:
        in_half: Set by `HalfAdam` while it is trained.
    """

    in_half: HalfWeight | None

    def __init__(self, in_features: int, out_features: int) -> None:
        """A layer with bias, as torch begins it.

        Args:
            in_features: F.
            out_features: G.
        """
        super().__init__(in_features, out_features)
        self.in_half = None

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002 (torch's name)
        """(N, F) to (N, G)."""
        half = self.in_half
        if half is None or not torch.is_grad_enabled():
            return super().forward(input)
        product: Tensor = _Product.apply(input.bfloat16(), self.weight, half)
        return product + self.bias.bfloat16()


class _Product(torch.autograd.Function):
    """Inputs (N, F) times a weight (G, F), whose gradient stays in bfloat16 and goes to its `HalfWeight`."""

    @staticmethod
    def forward(ctx: Any, inputs: Tensor, _weight: Tensor, half: HalfWeight) -> Tensor:
        """(N, F) to (N, G), bfloat16. The weight itself is here for autograd to ask for its gradient."""
        ctx.save_for_backward(inputs)
        ctx.half = half
        return F.linear(inputs, half.now())

    @staticmethod
    def backward(ctx: Any, arriving: Tensor) -> tuple[Tensor | None, None, None]:
        """The gradient of the inputs."""
        (inputs,) = ctx.saved_tensors
        half, gradient = ctx.half, arriving.T @ inputs
        half.gradient = gradient if half.gradient is None else half.gradient + gradient
        return (arriving @ half.now() if ctx.needs_input_grad[0] else None), None, None


class HalfAdam:
    """The steps of Adam (Kingma and Ba 2015), or AdamW, for wide layers, in place of torch's.

    What it remembers of the gradients lies where torch keeps it, so that a checkpoint can be gone on from without this.
    """

    def __init__(self, network: nn.Module, optimizer: torch.optim.Adam | torch.optim.AdamW) -> None:
        """Sets `WideLinear.in_half` of all layers in `network` whose weights are trained.

        Args:
            network: On a processor with bfloat16.
            optimizer: Has their weights among its own; it never sees gradients of them.
        """
        self._optimizer, self._decoupled = optimizer, isinstance(optimizer, torch.optim.AdamW)
        self._layers = [layer for layer in _wide_layers(network) if layer.weight.requires_grad]
        for layer in self._layers:
            layer.in_half = HalfWeight(layer.weight)

    @classmethod
    def where_faster(
        cls, network: nn.Module, optimizer: torch.optim.Optimizer, device: torch.device
    ) -> HalfAdam | None:
        """One where a network with wide layers learns by Adam in bfloat16 on the processor, and Numba is there."""
        adam = optimizer if isinstance(optimizer, torch.optim.Adam | torch.optim.AdamW) else None
        return cls(network, adam) if adam is not None and _wide_layers(network) and can_be_used(device) else None

    @staticmethod
    def end(network: nn.Module) -> None:
        """Makes the wide layers of a network as any other again."""
        for layer in _wide_layers(network):
            layer.in_half = None

    def step(self) -> None:
        """Changes the weights for which gradients came, and forgets those."""
        groups = {id(weight): group for group in self._optimizer.param_groups for weight in group["params"]}
        for layer in self._layers:
            assert layer.in_half is not None
            if layer.in_half.gradient is not None:
                self._change(layer.weight, layer.in_half.now(), layer.in_half.gradient, groups[id(layer.weight)])
                layer.in_half.gradient = None

    def _change(self, weight: Tensor, half: Tensor, gradient: Tensor, group: dict[str, Any]) -> None:
        state = self._optimizer.state[weight]
        if not state:
            state["step"] = torch.zeros((), dtype=torch.float32)
            state["exp_avg"], state["exp_avg_sq"] = torch.zeros_like(weight), torch.zeros_like(weight)
        state["step"] += 1
        count, (old_mean, old_square) = int(state["step"]), group["betas"]
        length = group["lr"] / (1.0 - old_mean**count)
        correction = 1.0 / math.sqrt(1.0 - old_square**count)
        decay = (0.0, 1.0 - group["lr"] * group["weight_decay"]) if self._decoupled else (group["weight_decay"], 1.0)
        arrays = weight.detach(), half.view(torch.int16), gradient.contiguous().view(torch.int16)
        means = state["exp_avg"], state["exp_avg_sq"]
        memory = old_mean, old_square, 1.0 - old_mean, 1.0 - old_square
        numbers = memory, (length, correction, group["eps"]), decay
        kernels().adam(
            *(array.view(-1).numpy() for array in (*arrays, *means)),
            *(torch.tensor(row, dtype=torch.float32).numpy() for row in numbers),
            torch.get_num_threads(),
        )


def _wide_layers(network: nn.Module) -> list[WideLinear]:
    return [module for module in network.modules() if isinstance(module, WideLinear)]
