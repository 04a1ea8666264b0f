"""Batch norms folded into convolutions: the same outputs in fewer passes."""

import torch

from training import networks
from training.fusing import fuse_batch_norm


def test_batch_norms_are_folded_without_changing_the_outputs():
    torch.manual_seed(1)
    network = networks.small_resnet(5, [8, 16], [1, 2])
    for module in network.modules():
        if isinstance(module, torch.nn.BatchNorm2d):
            torch.nn.init.normal_(module.running_mean)
            torch.nn.init.uniform_(module.running_var, 0.5, 2)
            torch.nn.init.uniform_(module.weight, 0.5, 2)
    network.eval()
    batch = torch.randn(3, 3, 64, 64)
    with torch.no_grad():
        before = network(batch)
        fused = fuse_batch_norm(network)
        after = fused(batch)
    assert not any(isinstance(module, torch.nn.BatchNorm2d) for module in fused.modules())
    assert before.std() > 0.01
    torch.testing.assert_close(after, before, atol=1e-3, rtol=1e-3)


def test_folding_keeps_tensorflow_padding():
    torch.manual_seed(1)
    network = torch.nn.Sequential(torch.nn.Conv2d(3, 4, 3, 2, 1), torch.nn.BatchNorm2d(4)).eval()
    torch.nn.init.uniform_(network[1].running_mean)
    networks.pad_like_tensorflow(network)
    batch = torch.randn(1, 3, 8, 8)
    with torch.no_grad():
        before = network(batch)
        torch.testing.assert_close(fuse_batch_norm(network)(batch), before, atol=1e-4, rtol=1e-4)
