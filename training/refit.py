"""Learning from a person's decisions: a new head on frozen features, and the gate that it must pass to be used.

How the new head is learnt says `training.new_head`.

A fifth of the decisions is kept out. The new head is good where it agrees with more of those than the old one does, and
answers the photos that the model file holds back no worse, by the tolerances below. What it is compared with is the
old head with its own temperature and thresholds.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from math import comb
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from training import calibration, evaluation
from training.calibration import Scores
from training.kept_features import KeptFeatures
from training.model_file import ModelInfo
from training.networks import only_linear
from training.new_head import UNKNOWN, Decided, fitted, logits_of

FEWEST_DECISIONS = 20
"""From fewer decided photos nothing is learnt."""
FEWEST_HELD_OUT = 5
"""On fewer held-out decisions nothing can be told."""
TOP1_TOLERANCE = 0.005
"""By so much the share of right answers on the model's own test photos may fall."""
OTHER_TOLERANCE = 0.01
"""As `TOP1_TOLERANCE`, for right ones among the confident, and for the mean of landmarks kept and others rejected."""
CONFIDENT_TOLERANCE = 0.05
"""As `TOP1_TOLERANCE`, for the share of confident suggestions: without them all is right, and no help."""
CLASS_TOLERANCE = 0.2
"""By so much that share may fall for one landmark, and by two photos at least."""
LEAST_AGREEMENT = 0.5
"""A new head that disagrees with more of the held-out decisions than this has not understood them."""
CHANCE = 0.2
"""What comes out better on the held-out decisions by chance more often than this is not better (sign test)."""

_FEWEST_TO_CALIBRATE, _FEWEST_ORDINARY = 50, 20
_HONEST = 0.03  # a calibration error that needs no remedy


class RefitError(Exception):
    """Nothing can be learnt; the message is one sentence."""


@dataclass(frozen=True)
class Standing:
    """How a model does.

    Attributes:
        agreed: Held-out decisions with which it agrees.
        test: Figures on the photos that the model file holds back, as of `training.evaluation`, with
            ``rejected_negatives``; empty where it holds none.
        by_class: Share of right answers on those, for each landmark; NaN where there is none.
    """

    agreed: int
    test: dict[str, float]
    by_class: np.ndarray


@dataclass(frozen=True)
class Refusal:
    """Why a new head is not to be used.

    Attributes:
        kind: ``not_better``, ``chance`` or ``doubtful`` (held-out decisions agreed with); ``landmark`` (its right
            answers on photos held back in training); else the figure on those photos that fell.
        before: Of the old head: a number of decisions, or a share.
        after: Of the new one.
        of: Number of held-out decisions; 0 for shares.
        landmark: Its name, for ``landmark``.
    """

    kind: str
    before: float
    after: float
    of: int = 0
    landmark: str = ""

    @property
    def text(self) -> str:
        """One English sentence."""
        if self.of:
            agreed = f"It agrees with {self.after:.0f} of {self.of} held-out decisions"
            if self.kind == "doubtful":
                return f"{agreed} only: the decisions are doubtful, or call for a model trained on these photos."
            if self.kind == "chance":
                return f"{agreed} instead of {self.before:.0f}: so little more that it may be chance."
            return f"{agreed}, and the model in use with {self.before:.0f}: it is not better."
        if self.kind == "landmark":
            return (
                f"{self.landmark} is answered right on {self.after:.0%} of its photos held back in training instead of "
                f"{self.before:.0%}."
            )
        words = _GUARDED[self.kind][0]
        return f"Photos held back in training show fewer {words}: {self.after:.1%} instead of {self.before:.1%}."


_GUARDED = {
    "top1": ("right answers", TOP1_TOLERANCE),
    "confident": ("confident suggestions", CONFIDENT_TOLERANCE),
    "told_apart": ("photos rightly taken for landmarks or for none", OTHER_TOLERANCE),
    "confident_right": ("right ones among confident suggestions", OTHER_TOLERANCE),
}


@dataclass(frozen=True)
class Refit:
    """What came of it.

    Attributes:
        head: The new head.
        info: The model's description with new temperature and thresholds.
        before: How the old head does.
        after: How the new one does.
        decisions: Number of decisions learnt from and held out together.
        held_out: Number of those held out.
        won: Held-out decisions with which only the new head agrees.
        lost: Those with which only the old one does.
        reasons: Why the new head is not to be used; empty where it is.
        gained: Numbers of landmarks that are answered better than before, on held-out decisions and test photos.
        fell: Those answered worse.
    """

    head: nn.Module
    info: ModelInfo
    before: Standing
    after: Standing
    decisions: int
    held_out: int
    won: int
    lost: int
    reasons: tuple[Refusal, ...] = ()
    gained: tuple[int, ...] = ()
    fell: tuple[int, ...] = ()

    @property
    def is_better(self) -> bool:
        """Whether the new head passed the gate."""
        return not self.reasons


def refit(
    info: ModelInfo,
    head: nn.Module,
    kept: KeptFeatures,
    decided: Decided,
    held_out: np.ndarray,
) -> Refit:
    """Learns a new head and holds it against the old one. Some seconds at most, on one core.

    Args:
        info: The model.
        head: Its head, with a single linear layer.
        kept: Features that its file keeps.
        decided: Decided photos.
        held_out: (N,) ``bool``: which of them are kept out of learning.

    Raises:
        RefitError: There are too few decisions, or the head is not of one linear layer.
    """
    if only_linear(head) is None:
        raise RefitError("This kind of model cannot be improved: its last part is more than one linear layer.")
    if len(decided) < FEWEST_DECISIONS:
        raise RefitError(
            f"There are too few decisions to learn from: {len(decided)} of at least {FEWEST_DECISIONS}; review more "
            "photos first."
        )
    if held_out.sum() < FEWEST_HELD_OUT:
        raise RefitError(
            f"There are too few decisions to test with: {int(held_out.sum())} of at least {FEWEST_HELD_OUT}; review "
            "photos of more days first."
        )
    classes = len(info.classes)
    learnt, tested = decided.part(~held_out), decided.part(held_out)
    new_head = fitted(info, head, kept, learnt)
    old_test, new_test = (logits_of(one, kept.test_features) for one in (head, new_head))
    old_held, new_held = (logits_of(one, tested.features) for one in (head, new_head))
    new_info = _calibrated(info, (old_test, new_test), kept.test_labels, (old_held, new_held), tested)
    before = _standing(info, old_test, kept.test_labels, old_held, tested)
    after = _standing(new_info, new_test, kept.test_labels, new_held, tested)
    agreed = [agrees(one, logits, tested) for one, logits in ((info, old_held), (new_info, new_held))]
    won, lost = int((agreed[1] & ~agreed[0]).sum()), int((agreed[0] & ~agreed[1]).sum())
    reasons = (*_not_better(len(tested), before, after, won, lost), *_worse(info, before, after, kept.test_labels))
    change = np.nan_to_num(after.by_class - before.by_class)
    for number in range(classes):
        mine = tested.outputs == number
        change[number] += float(agreed[1][mine].sum() - agreed[0][mine].sum()) / max(1, int(mine.sum()))
    return Refit(
        new_head,
        new_info,
        before,
        after,
        len(decided),
        len(tested),
        won,
        lost,
        reasons,
        tuple(np.flatnonzero(change > 1e-9).tolist()),
        tuple(np.flatnonzero(change < -1e-9).tolist()),
    )


def agrees(info: ModelInfo, logits: Tensor, decided: Decided) -> np.ndarray:
    """(N,) whether the model's answers agree with the decisions.

    It agrees with an accepted landmark that it puts first and does not take for nothing; with "no landmark" where it
    says so; and with a rejection where it suggests something else, or nothing.

    Args:
        info: The model, with temperature and thresholds.
        logits: (N, outputs), the mean of the views.
        decided: The decisions.
    """
    scores = calibration.score(logits[None], info.temperature, info.rejection.method)
    first = scores.landmarks.argmax(1)
    nothing = scores.landmark_score < info.rejection.threshold
    is_right = (first == decided.outputs) & ~nothing
    is_avoided = nothing | ~decided.wrong[np.arange(len(first)), first]
    known_nothing = decided.outputs == len(info.classes)
    result: np.ndarray = np.where(
        known_nothing, nothing, np.where(decided.outputs == UNKNOWN, is_avoided, is_right & is_avoided)
    )
    return result


# --- calibration and the gate ---------------------------------------------------------------------------------------


def _calibrated(
    info: ModelInfo,
    logits: tuple[Tensor, Tensor],
    test_labels: np.ndarray,
    held: tuple[Tensor, Tensor],
    tested: Decided,
) -> ModelInfo:
    """Temperature and thresholds for the new head: the old ones where they hold, else chosen anew.

    All photos that the new head was not fitted on count; where they are few, nothing is changed.

    Args:
        info: The model.
        logits: Of the photos that the model file holds back, by the old head and by the new one.
        test_labels: Theirs.
        held: Of the held-out decisions, likewise.
        tested: Those.
    """
    info = replace(info, pooling="logits")
    classes = len(info.classes)
    labelled = torch.from_numpy(tested.outputs != UNKNOWN)
    old, new = (torch.cat((logits[number], held[number][labelled])) for number in (0, 1))
    labels = np.concatenate((test_labels, tested.outputs[labelled.numpy()]))
    landmark = labels < classes
    if landmark.sum() < _FEWEST_TO_CALIBRATE:
        return info
    known = torch.from_numpy(labels)
    was, now = (evaluation.figures(info, each[None], known) for each in (old, new))
    wrong_was, wrong_now = 1.0 - was["confident_right"], 1.0 - now["confident_right"]
    if now["ece"] <= max(was["ece"] + 0.01, _HONEST) and wrong_now <= max(wrong_was, calibration.ERROR_RATE):
        return info
    fits = torch.from_numpy(landmark | info.has_background)
    views, outputs = new[fits][None], known[fits]
    method = info.rejection.method
    temperature, careful = (
        each(views, outputs) for each in (calibration.fit_temperature, calibration.cautious_temperature)
    )
    positive, cautious, negative = (
        calibration.score(new[torch.from_numpy(rows)][None], degree, method)
        for rows, degree in ((landmark, temperature), (landmark, careful), (~landmark, temperature))
    )
    ordinary = negative if len(negative) >= _FEWEST_ORDINARY else None
    rejection = calibration.choose_rejection(
        method, positive, labels[landmark], ordinary, cautious=cautious, doubtful=ordinary
    )
    if ordinary is None:  # without ordinary photos, the old threshold knows more about them
        rejection = replace(rejection, threshold=info.rejection.threshold)
    return replace(info, temperature=temperature, rejection=rejection)


def _standing(
    info: ModelInfo, test_logits: Tensor, test_labels: np.ndarray, held_logits: Tensor, tested: Decided
) -> Standing:
    agreed = int(agrees(info, held_logits, tested).sum())
    classes = len(info.classes)
    landmark = test_labels < classes
    shares = np.full(classes, np.nan)
    if not landmark.any():
        return Standing(agreed, {}, shares)
    figures = evaluation.figures(info, test_logits[None], torch.from_numpy(test_labels))
    figures["told_apart"] = figures["kept_landmarks"]
    scores = calibration.score(test_logits[None], info.temperature, info.rejection.method)
    if not landmark.all():
        ordinary = Scores(scores.landmarks[~landmark], scores.landmark_score[~landmark])
        figures["rejected_negatives"] = float((ordinary.landmark_score < info.rejection.threshold).mean())
        figures["told_apart"] = (figures["kept_landmarks"] + figures["rejected_negatives"]) / 2
        figures["confident_negatives"] = float(calibration.confident(ordinary, info.rejection).mean())
        figures["auroc"] = calibration.area_under_roc(scores.landmark_score[landmark], ordinary.landmark_score)
    right = scores.landmarks.argmax(1) == test_labels
    for number in range(classes):
        mine = test_labels == number
        if mine.any():
            shares[number] = right[mine].mean()
    return Standing(agreed, figures, shares)


def _not_better(held_out: int, before: Standing, after: Standing, won: int, lost: int) -> list[Refusal]:
    if won <= lost:
        return [Refusal("not_better", before.agreed, after.agreed, held_out)]
    tries = won + lost
    chance = sum(comb(tries, count) for count in range(won, tries + 1)) / 2**tries
    if chance > CHANCE:
        return [Refusal("chance", before.agreed, after.agreed, held_out)]
    if after.agreed < LEAST_AGREEMENT * held_out:
        return [Refusal("doubtful", before.agreed, after.agreed, held_out)]
    return []


def _worse(info: ModelInfo, before: Standing, after: Standing, test_labels: np.ndarray) -> list[Refusal]:
    """What is worse on the photos that the model file holds back, beyond the tolerances."""
    reasons = []
    for key, (_, tolerance) in _GUARDED.items():
        old, new = before.test.get(key), after.test.get(key)
        if old is not None and new is not None and new < old - tolerance - 1e-9:
            reasons.append(Refusal(key, old, new))
    for number, name in enumerate(info.classes):
        photos = int((test_labels == number).sum())
        old, new = float(before.by_class[number]), float(after.by_class[number])
        if photos and old - new > CLASS_TOLERANCE + 1e-9 and round((old - new) * photos) >= 2:
            reasons.append(Refusal("landmark", old, new, landmark=name.replace("_", " ")))
    return reasons


def report(result: Refit) -> dict[str, Any]:
    """Plain JSON values for programs and the model file."""
    names = result.info.classes
    return {
        "decisions": result.decisions,
        "held_out": result.held_out,
        "agreed_before": result.before.agreed,
        "agreed_after": result.after.agreed,
        "won": result.won,
        "lost": result.lost,
        "test_before": result.before.test,
        "test_after": result.after.test,
        "gained": [names[number] for number in result.gained],
        "fell": [names[number] for number in result.fell],
        "better": result.is_better,
        "reasons": [reason.text for reason in result.reasons],
        "refusals": [asdict(reason) for reason in result.reasons],
    }
