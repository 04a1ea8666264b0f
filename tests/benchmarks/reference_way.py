"""The reference project's way of training, written anew from its description, as the yardstick.

Every photo is decoded anew in every epoch, in the main process; networks run in plain ``float32``; a frozen backbone
runs in every epoch. One epoch is training photos and validation photos once.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
import torch
from PIL import Image
from torch import nn
from torch.utils.data import DataLoader, Dataset

from training.data import Photo


class DecodedEveryTime(Dataset):
    """Photos as normalised tensors (3, 128, 128), mirrored with probability 0.25 in training."""

    def __init__(self, photos: Sequence[Photo], mirror: float) -> None:
        self.photos, self.mirror = photos, mirror
        self.mean = torch.tensor((0.4624, 0.4711, 0.4668)).view(3, 1, 1)
        self.std = torch.tensor((0.2592, 0.2600, 0.2925)).view(3, 1, 1)

    def __len__(self) -> int:
        return len(self.photos)

    def __getitem__(self, index: int) -> tuple[torch.Tensor, int]:
        with Image.open(self.photos[index].path) as picture:
            square = picture.convert("RGB").resize((128, 128), Image.Resampling.BILINEAR)
        if torch.rand(1) < self.mirror:
            square = square.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        tensor = torch.from_numpy(np.array(square)).permute(2, 0, 1).float().div(255)
        return (tensor - self.mean) / self.std, self.photos[index].label


def epoch_seconds(
    network: nn.Module, train: Sequence[Photo], validation: Sequence[Photo], epochs: int, device: torch.device
) -> list[float]:
    """Seconds of each epoch; only parameters that require gradients are trained, by Adam.

    As the reference does, network and batches are moved to the device one after the other.
    """
    network.to(device)
    trained = [parameter for parameter in network.parameters() if parameter.requires_grad]
    optimizer = torch.optim.Adam(trained, lr=0.001)
    criterion = nn.NLLLoss()
    loaders = (
        DataLoader(DecodedEveryTime(train, 0.25), batch_size=32, shuffle=True),
        DataLoader(DecodedEveryTime(validation, 0.0), batch_size=32),
    )
    seconds = []
    for _ in range(epochs):
        started = time.perf_counter()
        network.train()
        for batch, labels in loaders[0]:
            optimizer.zero_grad()
            criterion(network(batch.to(device)), labels.to(device)).backward()
            optimizer.step()
        network.eval()
        with torch.no_grad():
            for batch, labels in loaders[1]:
                criterion(network(batch.to(device)), labels.to(device))
        if device.type == "cuda":  # which may still be at work
            torch.cuda.synchronize(device)
        seconds.append(time.perf_counter() - started)
    return seconds
