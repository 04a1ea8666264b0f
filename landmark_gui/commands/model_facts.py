"""What there is to know about a model, in a few lines for people; programs get all of it as JSON."""

import textwrap
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from landmark_gui.commands.console import printable

if TYPE_CHECKING:
    from landmark_gui.inference.model_store import ModelEntry
    from training.model_file import ModelInfo

_FIGURES = {
    "top1": "the best suggestion is right",
    "top3": "a right one is among the first three",
    "confident": "of them confident",
    "confident_right": "of the confident ones right",
    "rejected_negatives": "photos without a landmark told as such",
    "confident_negatives": "photos without a landmark given a confident one",
}
"""Those of `ModelInfo.metrics` that are shares, in words."""


def print_facts(entry: "ModelEntry", info: "ModelInfo", width: int) -> None:
    """Prints them, wrapped at that many columns."""
    lines = list(_facts(entry, info))
    indent = max(len(title) for title, _ in lines) + 2
    for title, text in lines:
        wrapped = textwrap.wrap(
            printable(text), max(20, width - indent), break_long_words=False, break_on_hyphens=False
        )
        for number, line in enumerate(wrapped or [""]):
            print(f"{'' if number else title:{indent}}{line}")
    print("\nAll settings and the course of the training: --format json.")


def _facts(entry: "ModelEntry", info: "ModelInfo") -> Iterator[tuple[str, str]]:
    where = " and ".join(
        text for text, holds in (("in use", entry.in_use), ("ships with the app", entry.default)) if holds
    )
    yield "name", f"{entry.name} ({where})" if where else entry.name
    if info.name and info.name != entry.name:
        yield "", info.name
    yield "file", f"{entry.path} ({entry.path.stat().st_size / 1e6:.1f} MB)"
    yield "network", f"{info.arch}, looks at {info.preprocessing.size} × {info.preprocessing.size} pixels"
    if info.backbone_weights:
        from training.efficientnet_lite import VARIANTS  # noqa: PLC0415 - needs torch

        how = "of that package" if info.arch in VARIANTS else "fetched when it is first used"
        yield "", f"with the published weights {info.backbone_weights}, {how}"
    yield "landmarks", f"{len(info.classes)}: {', '.join(info.classes)}"
    if info.companion:
        yield "", f"others can be taught by the features of {info.companion_network}"
    if learnt := _learnt_from(info.data):
        yield "learnt from", learnt
    figures = [
        (text, info.metrics[name])
        for name, text in _FIGURES.items()
        # A share of nothing says nothing.
        if _is_number(info.metrics.get(name)) and (name != "confident_right" or info.metrics.get("confident") != 0)
    ]
    if figures:
        yield "figures", _measured_on(info.metrics)
    for text, share in figures:
        yield "", f"{share:6.1%}  {text}"
    for name, text in (("ece", "calibration error"), ("auroc", "AUROC, landmark or not")):
        if _is_number(value := info.metrics.get(name)):
            yield "", f"{value:6.3f}  {text}"
    if info.created:
        yield "made", f"{info.created[:10]}, by version {info.app_version}" if info.app_version else info.created[:10]
    if info.notes:
        yield "notes", info.notes


def _learnt_from(data: Mapping[str, Any]) -> str:
    """How many photos a model was trained with; empty where it is not known."""
    parts = []
    if train := data.get("train"):
        parts.append(f"{train:,} photos")
    if validation := data.get("validation"):
        parts.append(f"{validation:,} more to tune verdicts")
    if negatives := data.get("negatives"):
        parts.append(f"{negatives:,} without a landmark")
    return ", ".join(parts)


def _measured_on(metrics: Mapping[str, Any]) -> str:
    number, negatives = metrics.get("n"), metrics.get("n_negatives")
    if not number:
        return "of photos it has not learnt from"
    without = f" and {negatives:,} without one" if negatives else ""
    return f"on {number:,} photos of its landmarks{without}, which it has not learnt from"


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
