"""Small networks and data for tests of the training loop: quick to learn, easy to compute by hand."""

import numpy as np
import torch
from data_factory import landmark
from torch import nn

from training import networks
from training.loop import TrainSet
from training.networks import Classifier
from training.transforms import Preprocessing

CPU = torch.device("cpu")
PREPROCESSING = Preprocessing(32, (0.4, 0.4, 0.4), (0.25, 0.25, 0.25))
CLASSES = 3


def pictures(count: int = 12, seed: int = 0, size: int = 32) -> tuple[np.ndarray, torch.Tensor]:
    """`count` pictures of each class, (N, S, S, 3), and their labels."""
    labels = torch.arange(CLASSES).repeat(count)
    squares = [np.asarray(landmark(int(k), np.random.default_rng((seed, n)), size)) for n, k in enumerate(labels)]
    return np.stack(squares), labels


def one_hot(labels: torch.Tensor) -> torch.Tensor:
    return nn.functional.one_hot(labels, CLASSES).float()


def features(count: int = 60, width: int = 8, seed: int = 0) -> tuple[np.ndarray, torch.Tensor]:
    """Clouds of points, one per class."""
    rng = np.random.default_rng(seed)
    labels = np.arange(count) % CLASSES
    centres = np.random.default_rng(99).normal(0, 3, (CLASSES, width))
    return (centres[labels] + rng.normal(0, 1, (count, width))).astype(np.float32), torch.from_numpy(labels)


def convolutional(dropout: float = 0.0, seed: int = 1) -> Classifier:
    torch.manual_seed(seed)
    return networks.small_resnet(CLASSES, widths=(8, 16), depths=(1, 1), drop_path=dropout, dropout=dropout)


def linear(width: int = 8, seed: int = 1, dropout: float = 0.0) -> Classifier:
    torch.manual_seed(seed)
    return Classifier(nn.Identity(), nn.Sequential(nn.Dropout(dropout), nn.Linear(width, CLASSES)))


def feature_set(seed: int = 0, views: int = 1) -> TrainSet:
    inputs, labels = features(seed=seed)
    return TrainSet(np.stack([inputs + 0.1 * view for view in range(views)]), one_hot(labels)[None])


def loss_of(network: Classifier, seed: int = 5) -> dict[str, float]:
    """Loss and accuracy on other points than those of `feature_set`."""
    inputs, labels = features(seed=seed)
    network.eval()
    with torch.inference_mode():
        logits = network.head(torch.from_numpy(inputs))
        loss = nn.functional.cross_entropy(logits, labels)
    return {"val_loss": float(loss), "val_top1": float((logits.argmax(1) == labels).float().mean())}


def scripted(losses: list[float]):
    """A validation that gives these losses and notes the weights it is shown."""
    shown: list[dict[str, torch.Tensor]] = []

    def validate(network: Classifier) -> dict[str, float]:
        shown.append({name: value.clone() for name, value in network.state_dict().items()})
        return {"val_loss": losses[len(shown) - 1]}

    return validate, shown


def equal(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)
