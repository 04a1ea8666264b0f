"""Networks made faster for looking only: batch norms folded into the convolutions before them."""

import itertools
from typing import TypeVar

import torch
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

Network = TypeVar("Network", bound=nn.Module)


def fuse_batch_norm(network: Network) -> Network:
    """Folds each batch norm that directly follows a convolution in a sequence into it, in place.

    The outputs stay the same but for rounding, with one pass over the memory less per convolution.

    Args:
        network: In evaluation mode.
    """
    for module in network.modules():
        if not isinstance(module, nn.Sequential):
            continue
        for index, (layer, follower) in enumerate(itertools.pairwise(list(module))):
            if isinstance(layer, nn.Conv2d) and isinstance(follower, nn.BatchNorm2d):
                module[index] = fuse_conv_bn_eval(layer, follower)
                module[index + 1] = nn.Identity()
    return network.to(memory_format=torch.channels_last)
