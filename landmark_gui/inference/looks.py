"""How a network looks at photos: in which of its views, and in which precision."""

import torch
from torch import Tensor

from training import transforms, turning
from training.devices import autocast, autocast_dtype
from training.fusing import with_half_weights
from training.model_file import ModelInfo
from training.networks import Classifier

_CLOSE_ODDS, _CLOSE_LEAD, _CLOSE_ENERGY = 0.1, 0.06, 0.1
"""How far half precision may move what a verdict hangs on: log-odds of probabilities, the lead of the best over the
second, the energy. On 783 photos an earlier default model's logits moved by at most 0.06, its probabilities by 0.03,
and log-odds by 0.13 at most. More than this is too rare to matter: on 705 test photos the present one gives every
verdict and best landmark as in single precision."""

_CLOSE_AHEAD = 0.05
"""How far half precision may move the difference of two probabilities that decides whether a photo lies on its side."""

_BELIEVED = 0.2
"""Which of two landmarks is ahead matters from such a probability on."""


class Looks:
    """Looks at batches of photos with one network. Any number of threads may use it."""

    def __init__(self, network: Classifier, info: ModelInfo, device: torch.device) -> None:
        """Takes the network as it is.

        Args:
            network: In evaluation mode, on the device.
            info: The model's description.
            device: Where it runs.
        """
        self._network, self._info, self._device = network, info, device
        half = autocast_dtype(device)
        self._halved = with_half_weights(network, half) if half != torch.float32 else None

    def quickly(self, batch: Tensor, *, settle: bool) -> tuple[Tensor, Tensor]:
        """As `exactly`, in half precision where this device is faster with it.

        Photos whose verdict or best landmark hangs on a hair are looked at again in single precision, so that neither
        depends on the computer.
        """
        if self._halved is None:
            return self.exactly(batch, settle=settle)
        with autocast(self._device):
            outputs, features, hangs = self._look(self._halved, batch, settle)
        close = (self._is_close(outputs) | hangs).nonzero().flatten()
        if len(close):
            outputs[:, close], features[close] = self.exactly(batch[close], settle=settle)
        return outputs, features

    def exactly(self, batch: Tensor, *, settle: bool) -> tuple[Tensor, Tensor]:
        """Logits and features of photos, in single precision.

        Args:
            batch: (N, 3, S, S), normalised.
            settle: Whether the first view alone is enough for photos of which it is sure.

        Returns:
            Logits (V, N, K): V is 1 where the model averages the logits of its views, else there is one set for each
            of `ModelInfo.views`. Mean features (N, F) of the views that were looked at, for photos that lie on their
            side those of the turned one. Both single precision.
        """
        return self._look(self._network, batch, settle)[:2]

    def side(self, batch: Tensor) -> str | None:
        """As which of `transforms.TURNED` one photo (1, 3, S, S) is seen, as it lies on its side; None for others."""
        if not self._info.turns:
            return None
        side = int(self._settled(self._network, batch)[3])
        return transforms.TURNED[side] if side >= 0 else None

    def _look(self, network: Classifier, batch: Tensor, settle: bool) -> tuple[Tensor, Tensor, Tensor]:
        """Logits and features, see `exactly`, and (N,) of which photos it hangs on a hair at what was looked."""
        if self._info.pooling != "logits":
            return self._each(network, batch)
        return (self._settled(network, batch) if settle else self._average(network, batch, settle=False))[:3]

    def _each(self, network: Classifier, batch: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Logits (V, N, K) of every view of a batch; see `_look`."""
        views = self._info.views
        # The views in one batch: each weight is read from memory once.
        outputs, features = _see(network, torch.cat([transforms.view_of(batch, name) for name in views]))
        sizes = (len(views), len(batch))
        outputs = outputs.view(*sizes, -1)
        return outputs, features.view(*sizes, -1).mean(0), _none_of(batch)

    def _settled(self, network: Classifier, batch: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """As `_average`, after a glance that settles most photos, where the model glances."""
        if not self._info.glances:
            return self._average(network, batch, settle=True)
        outputs, features = _see(network, transforms.view_of(batch, transforms.GLANCE))
        settled, hangs = self._is_settled(outputs, transforms.SURE_AT_A_GLANCE)
        sides = torch.full((len(batch),), -1, device=batch.device)
        doubtful = (~settled).nonzero().flatten()
        if len(doubtful):
            looks, features[doubtful], closely, sides[doubtful] = self._average(network, batch[doubtful], settle=True)
            outputs[doubtful] = looks[0]
            hangs[doubtful] |= closely
        return outputs[None], features, hangs, sides

    def _average(self, network: Classifier, batch: Tensor, settle: bool) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Mean logits (1, N, K) of all views, of the first alone for photos that it settles; see `_look`.

        Also which of `transforms.TURNED` (N,) counted instead; -1 for none.
        """
        info = self._info
        first, *others = info.views
        outputs, features = _see(network, transforms.view_of(batch, first))
        settled = hangs = _none_of(outputs)
        if settle:
            settled, near = self._is_settled(outputs, transforms.sure_of_first_view(info.glances))
            hangs = near if others else hangs
        doubtful = (~settled).nonzero().flatten()
        if others and len(doubtful):
            rest = batch[doubtful]
            looks = _see(network, torch.cat([transforms.view_of(rest, name) for name in others]))
            for whole, more in zip((outputs, features), looks, strict=True):
                total = whole[doubtful] + more.view(len(others), len(rest), -1).sum(0)
                whole[doubtful] = total / len(info.views)
        sides = torch.full((len(batch),), -1, device=batch.device)
        if info.turns and len(doubtful):
            lies, closely = turning.may_lie(outputs[doubtful], info.temperature, len(info.classes))
            hangs[doubtful] |= closely
            unsure = doubtful[lies]
            if len(unsure):
                sides[unsure], turned_closely = self._turn(network, batch[unsure], outputs, features, unsure)
                hangs[unsure] |= turned_closely
        return outputs[None], features, hangs, sides

    def _turn(
        self, network: Classifier, batch: Tensor, outputs: Tensor, features: Tensor, rows: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Looks at some photos (n, 3, S, S) turned, and puts what it finds of those that lie on their side in place.

        Args:
            network: As in `_look`.
            batch: The photos.
            outputs: (N, K) of all photos; changed.
            features: (N, F) of all photos; changed.
            rows: (n,) which of all photos these are.

        Returns:
            (n,) which of `transforms.TURNED` counts, -1 for none; and (n,) for which of them it hangs on a hair.
        """
        info = self._info
        seen = _see(network, torch.cat([transforms.view_of(batch, name) for name in transforms.TURNED]))
        turned, vectors = (part.view(len(transforms.TURNED), len(rows), -1) for part in seen)
        outputs[rows], side, ahead = turning.turn(outputs[rows], turned, info.temperature, len(info.classes))
        lies = (ahead > 0).nonzero().flatten()
        features[rows[lies]] = vectors[side[lies], lies]
        return torch.where(ahead > 0, side, -1), ahead.abs() < _CLOSE_AHEAD

    def _is_close(self, logits: Tensor) -> Tensor:
        """(N,) photos whose best landmark or verdict might be another in single precision, from logits (V, N, K)."""
        info, rejection = self._info, self._info.rejection
        probabilities = torch.softmax(logits / info.temperature, dim=2).mean(0)
        ranked = probabilities[:, : len(info.classes)].topk(min(2, len(info.classes)), dim=1).values
        best, lead = ranked[:, 0], ranked[:, 0] - (ranked[:, 1] if ranked.shape[1] > 1 else 0.0)
        if info.has_background:
            above = _odds_above(1.0 - probabilities[:, -1], rejection.threshold) / _CLOSE_ODDS
        else:
            above = (torch.logsumexp(logits, dim=2).mean(0) - rejection.threshold) / _CLOSE_ENERGY
        # How far above the three bounds of a confident photo, in steps of what half precision may move: one that is
        # clearly missed decides, however near the others are.
        far = torch.stack(
            (above, _odds_above(best, rejection.floor) / _CLOSE_ODDS, (lead - rejection.margin) / _CLOSE_LEAD)
        )
        close = (above.abs() < 1.0) | (far > -1.0).all(0) & (far.abs() < 1.0).any(0)
        close |= (lead < _CLOSE_LEAD) & (best > _BELIEVED)
        # What half precision cannot hold, as float16 on older GPUs, is no number.
        return close | ~torch.isfinite(logits).all(2).all(0)

    def _is_settled(self, first: Tensor, sure: transforms.Sure) -> tuple[Tensor, Tensor]:
        """Which photos a first look's logits (N, K) settle, and of which that hangs on a hair (N,)."""
        temperature, landmarks = self._info.temperature, len(self._info.classes)
        probabilities = torch.softmax(first / temperature, dim=1)
        hangs = _odds_above(probabilities[:, :landmarks].amax(1), sure.landmark).abs() < _CLOSE_ODDS
        hangs |= (_odds_above(probabilities[:, landmarks:], sure.none).abs() < _CLOSE_ODDS).any(1)
        return transforms.is_settled(first, temperature, landmarks, sure), hangs


def _see(network: Classifier, pictures: Tensor) -> tuple[Tensor, Tensor]:
    """Logits (N, K) and features (N, F) of pictures (N, 3, S, S), in single precision."""
    features = network.features(pictures.contiguous(memory_format=torch.channels_last))
    return network.head(features).float(), features.float()


def _none_of(batch: Tensor) -> Tensor:
    """(N,) False for each of N."""
    return torch.zeros(len(batch), dtype=torch.bool, device=batch.device)


def _odds_above(probabilities: Tensor, limit: float) -> Tensor:
    """How far log-odds are above those of a limit, for each of the probabilities."""
    return torch.logit(probabilities, eps=1e-6) - torch.logit(torch.tensor(limit), eps=1e-6).item()
