"""Plots as PNG files: what a glance should tell about a data set, a training run and a model.

Drawn with matplotlib's object-oriented API only, so that they work in threads, without a screen and without touching
the settings of whoever calls. matplotlib is big: import this module where a plot is drawn.
"""

import io
import math
import warnings
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.patheffects import Normal, Stroke
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator, PercentFormatter

# Okabe and Ito's colours can be told apart with every kind of colour vision.
BLUE, ORANGE, GREEN, RED, PURPLE, SKY = "#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9"
INK, SOFT, GRID = "#222222", "#666666", "#E3E3E3"
RUN_COLOURS = (BLUE, RED, GREEN, ORANGE, PURPLE, SKY)
CHANNELS = (("red", RED, "-"), ("green", GREEN, "--"), ("blue", BLUE, ":"))

RIGHT = LinearSegmentedColormap.from_list("right", ["#FFFFFF", "#A6CEE3", "#2A7AB9", "#08306B"])
WRONG = LinearSegmentedColormap.from_list("wrong", ["#FFF1DE", "#FDB462", "#D55E00", "#7A2E00"])

WIDE_FONTS = (
    "Noto Sans", "Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans Arabic", "Noto Sans Thai", "Noto Sans Devanagari",
    "Hiragino Sans", "PingFang SC", "Apple SD Gothic Neo", "Microsoft YaHei", "Yu Gothic", "Malgun Gothic",
    "Arial Unicode MS",
)  # fmt: skip
"""Fonts for landmarks' names in other scripts, where a computer has them."""

DOTS_PER_INCH = 120
NUMBERED_CELLS = 60
"""Classes up to which the cells of a confusion matrix can hold readable numbers."""


def loss_curves(
    history: Sequence[Mapping[str, float]],
    path: Path,
    compare: Mapping[str, Sequence[Mapping[str, float]]] | None = None,
) -> Path:
    """Training and validation loss, and validation accuracy, by epoch.

    Args:
        history: One mapping per epoch with ``train_loss``, ``val_loss``, and, where they are known, ``epoch`` and
            ``val_top1`` (a share of 1).
        path: PNG file to write.
        compare: Further runs by name, e.g. another initialisation.

    Returns:
        The file.
    """
    runs = {"this run" if compare else "": history, **(compare or {})}
    with_accuracy = any("val_top1" in epoch for run in runs.values() for epoch in run)
    figure = _figure(11 if with_accuracy else 6.4, 4.4)
    axes = figure.subplots(1, 2 if with_accuracy else 1, squeeze=False)[0]
    losses, accuracies = [], []
    for (name, run), colour in zip(runs.items(), _cycle(RUN_COLOURS, len(runs)), strict=True):
        _draw_run(axes[0], run, "train_loss", f"{name} training", "--", colour)
        losses += _draw_run(axes[0], run, "val_loss", f"{name} validation", "-", colour)
        if with_accuracy:
            accuracies += _draw_run(axes[1], run, "val_top1", name, "-", colour)
    _mark_best(axes[0], losses, "{:.3f}", lowest=True)
    _finish(axes[0], "Loss", "epoch", "loss")
    shown = [value for line in axes[0].lines for value in np.atleast_1d(line.get_ydata()) if math.isfinite(value)]
    axes[0].set_ylim(0.0, 1.06 * max(shown, default=1.0) or 1.0)
    axes[0].legend(frameon=False)
    if with_accuracy:
        _mark_best(axes[1], accuracies, "{:.1%}", lowest=False)
        _finish(axes[1], "Validation accuracy (top-1)", "epoch", "")
        axes[1].yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
        axes[1].set_ylim(0, max(0.1, 1.15 * max((y for _, ys, _ in accuracies for y in ys), default=0.0)))
        if compare:
            axes[1].legend(frameon=False, loc="lower right")
    for axis in axes:
        axis.set_xlim(0.5, max([1, *(len(run) for run in runs.values())]) + 0.5)
        axis.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
    return _save(figure, path)


Curve = tuple[list[float], list[float], str]


def _draw_run(
    axes: Axes, run: Sequence[Mapping[str, float]], key: str, label: str, style: str, colour: str
) -> list[Curve]:
    known = [
        (float(epoch.get("epoch", number)), float(epoch[key])) for number, epoch in enumerate(run, 1) if key in epoch
    ]
    x, y = [place for place, _ in known], [value for _, value in known]
    mark = "o" if len(x) <= 30 else ""
    axes.plot(x, y, style, color=colour, marker=mark, markersize=3.5, label=label.strip().replace("$", r"\$"))
    return [(x, y, colour)] if np.isfinite(y).any() else []


def _mark_best(axes: Axes, curves: Sequence[Curve], form: str, *, lowest: bool) -> None:
    """Circle each curve's best value and write it on the side where the other curves are not."""
    best = []
    for x, y, colour in curves:
        place = int(np.nanargmin(y) if lowest else np.nanargmax(y))
        best.append((y[place], x[place], colour))
    best.sort(reverse=not lowest)
    for rank, (value, epoch, colour) in enumerate(best):
        below = (rank == 0 and len(best) > 1) if lowest else rank > 0
        axes.plot(epoch, value, "o", color=colour, markersize=9, markerfacecolor="none", markeredgewidth=1.6)
        axes.annotate(
            form.format(value), (epoch, value), (0, -18 if below else 9), textcoords="offset points", ha="center",
            color=colour,
        )  # fmt: skip


def single_batch_curve(losses: Sequence[float], path: Path) -> Path:
    """The loss while a network memorises one batch, on a logarithmic scale.

    Args:
        losses: Loss of each step.
        path: PNG file to write.
    """
    figure = _figure(6.4, 4.2)
    axes = figure.subplots()
    values = np.asarray(losses, dtype=float)
    axes.semilogy(np.arange(1, len(values) + 1), np.maximum(values, 1e-8), color=BLUE)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    change = f": loss {values[0]:.3g} to {values[-1]:.2g} in {len(values)} steps" if len(values) else ""
    _finish(axes, f"Memorising one batch{change}", "step", "loss (logarithmic)")
    return _save(figure, path)


def histograms(before: np.ndarray, mean: Sequence[float], std: Sequence[float], path: Path) -> Path:
    """Distribution of pixel values of the three channels, before and after normalisation.

    Args:
        before: (3, 256) counts of the values 0–255.
        mean: Channel means, of values scaled to 0–1.
        std: Channel standard deviations, of values scaled to 0–1.
        path: PNG file to write.
    """
    figure = _figure(11, 6.2)
    axes = figure.subplots(2, 3, sharex="row", sharey="row")
    values = np.arange(256) / 255.0
    shares = before / np.maximum(before.sum(axis=1, keepdims=True), 1)
    for channel, (name, colour, _) in enumerate(CHANNELS):
        centre, spread = float(mean[channel]), float(std[channel]) or 1.0
        # Densities: the area is 1 whatever the scale, so that the two rows can be compared.
        _histogram(axes[0, channel], values, shares[channel] * 255, colour, centre, float(std[channel]))
        _finish(axes[0, channel], f"{name}: mean {centre:.4f}, std {std[channel]:.4f}", "value before (0–1)", "")
        scaled = (values - centre) / spread
        _histogram(axes[1, channel], scaled, shares[channel] * 255 * spread, colour, 0.0, 1.0)
        _finish(axes[1, channel], f"{name}: mean 0, std 1", "value after normalisation", "")
    axes[0, 0].set_ylabel("density", color=SOFT)
    axes[1, 0].set_ylabel("density", color=SOFT)
    for row in (0, 1):  # heaps of pure black and white pixels must not flatten the rest
        inner = [
            shares[channel, 2:254].max(initial=0) * 255 * (1.0 if row == 0 else float(std[channel]))
            for channel in range(3)
        ]
        axes[row, 0].set_ylim(0, 1.35 * max(*inner, 1e-6))
    return _save(figure, path)


def _histogram(axes: Axes, values: np.ndarray, density: np.ndarray, colour: str, mean: float, std: float) -> None:
    axes.fill_between(values, density, step="mid", color=colour, alpha=0.75, linewidth=0)
    axes.axvline(mean, color=INK, linewidth=1.2)
    for edge in (mean - std, mean + std):
        axes.axvline(edge, color=INK, linewidth=0.9, linestyle=":")
    axes.margins(x=0.02)


def class_counts(counts: Mapping[str, Mapping[str, int]], path: Path) -> Path:
    """Photos of each class and split as stacked bars, in the order given.

    Args:
        counts: Class name to split name to number of photos.
        path: PNG file to write.
    """
    figure = _figure(9, _height(len(counts)))
    axes = figure.subplots()
    splits = list(dict.fromkeys(split for row in counts.values() for split in row))
    places, left = np.arange(len(counts)), np.zeros(len(counts))
    for split, colour in zip(splits, _cycle((BLUE, ORANGE, "#999999"), len(splits)), strict=True):
        widths = np.array([row.get(split, 0) for row in counts.values()], dtype=float)
        axes.barh(places, widths, left=left, color=colour, height=0.75, label=f"{split} ({int(widths.sum()):,})")
        left += widths
    for place, total in zip(places, left, strict=True):
        axes.text(total, int(place), f" {int(total):,}", va="center", ha="left", fontsize=8, color=SOFT)
    _rows(axes, list(counts))
    axes.set_xlim(0, 1.08 * max(left.max(initial=0), 1))
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    _finish(axes, f"{int(left.sum()):,} photos of {len(counts)} landmarks", "photos", "", pad=26)
    axes.grid(visible=False, axis="y")
    axes.legend(
        frameon=False, loc="lower left", bbox_to_anchor=(0, 1), ncols=len(splits), borderaxespad=0, borderpad=0.3
    )
    return _save(figure, path)


def per_class_bars(values: Mapping[str, float], path: Path) -> Path:
    """A share (accuracy) per class, the best on top.

    Args:
        values: Class name to a share of 1; NaN where nothing is known.
        path: PNG file to write.
    """
    ranked = sorted(values.items(), key=lambda item: (-item[1] if math.isfinite(item[1]) else 1.0, item[0]))
    shares = np.array([value for _, value in ranked], dtype=float)
    average = float(np.nanmean(shares)) if np.isfinite(shares).any() else math.nan
    figure = _figure(8, _height(len(ranked)))
    axes = figure.subplots()
    axes.barh(np.arange(len(ranked)), np.nan_to_num(shares), color=BLUE, height=0.75)
    for place, share in enumerate(shares):
        known = math.isfinite(share)
        text = f" {share:.0%}" if known else " no photos"
        label = axes.text(share if known else 0, place, text, va="center", ha="left", fontsize=8, color=INK)
        label.set_path_effects([Stroke(linewidth=2.5, foreground="white"), Normal()])
    if math.isfinite(average):
        axes.axvline(average, color=RED, linewidth=1.2, linestyle="--", zorder=2.5)
    _rows(axes, [name for name, _ in ranked])
    axes.set_xlim(0, 1.08)
    axes.set_xticks(np.linspace(0, 1, 6))
    axes.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    _finish(axes, f"Right answers per landmark (dashed: their mean, {average:.1%})", "", "")
    axes.grid(visible=False, axis="y")
    return _save(figure, path)


def confusion_matrix(matrix: np.ndarray, classes: Sequence[str], path: Path) -> Path:
    """Which landmark is taken for which: colours are shares of a row, numbers are photos.

    Args:
        matrix: (K, K) counts; rows are the true classes, columns the predicted ones.
        classes: K names.
        path: PNG file to write.
    """
    counts = np.asarray(matrix)
    size = len(classes)
    if counts.shape != (size, size):
        raise ValueError(f"a confusion matrix of {size} classes cannot have the shape {counts.shape}")
    share = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    side = float(np.clip(3.0 + 0.27 * size, 4.5, 22.0))
    figure = _figure(side, side)
    axes = figure.subplots()
    right_ones = np.eye(size, dtype=bool)
    for mask, colours in ((right_ones, RIGHT), (~right_ones & (counts > 0), WRONG)):
        axes.imshow(np.ma.masked_where(~mask, share), cmap=colours, vmin=0, vmax=1, interpolation="nearest")
    font = min(8.0, max(3.0, 480 / size))
    axes.set_xticks(range(size), [_short(name) for name in classes], rotation=90, fontsize=font, parse_math=False)
    axes.set_yticks(range(size), [_short(name) for name in classes], fontsize=font, parse_math=False)
    axes.tick_params(length=0, colors=INK)
    edges = np.arange(1, size) - 0.5
    axes.hlines(edges, -0.5, size - 0.5, color=GRID, linewidth=0.5)
    axes.vlines(edges, -0.5, size - 0.5, color=GRID, linewidth=0.5)
    for row, column in np.argwhere(counts) if size <= NUMBERED_CELLS else ():
        number = int(counts[row, column])
        axes.text(
            column, row, str(number) if number < 10_000 else "…", ha="center", va="center",
            fontsize=7 if number < 1000 else 5, color="white" if share[row, column] > 0.5 else INK,
        )  # fmt: skip
    total, right = int(counts.sum()), int(np.trace(counts))
    _title(axes, f"{right:,} of {total:,} photos right ({right / max(total, 1):.1%})")
    axes.set_xlabel("predicted\n(blue: right, orange: wrong;\ndarker: a larger share of its row)", color=SOFT)
    axes.set_ylabel("true landmark", color=SOFT)
    return _save(figure, path)


def reliability_diagram(confidence: np.ndarray, correct: np.ndarray, path: Path, bins: int = 15) -> Path:
    """How often a model is right that says it is so many per cent sure, with the expected calibration error.

    Equal-width bins as in Guo et al., On Calibration of Modern Neural Networks (2017).

    Args:
        confidence: (N,) probability of each first candidate.
        correct: (N,) whether it was right.
        path: PNG file to write.
        bins: Number of bins between 0 and 1.
    """
    sure, right = np.asarray(confidence, dtype=float), np.asarray(correct, dtype=bool)
    place = np.clip(np.ceil(sure * bins).astype(int) - 1, 0, bins - 1)
    number = np.bincount(place, minlength=bins)
    filled = number > 0
    accuracy = np.bincount(place, weights=right, minlength=bins)[filled] / number[filled]
    mean_sure = np.bincount(place, weights=sure, minlength=bins)[filled] / number[filled]
    error = float((number[filled] * np.abs(accuracy - mean_sure)).sum() / max(len(sure), 1))

    figure = _figure(6, 6.6)
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=(3, 1))
    left, width = np.arange(bins)[filled] / bins, 1 / bins
    upper.bar(left, accuracy, width, align="edge", color=BLUE, edgecolor="white", label="right")
    upper.bar(
        left, mean_sure - accuracy, width, bottom=accuracy, align="edge", color="none", edgecolor=RED, hatch="////",
        linewidth=0.8, label="gap to what it said",
    )  # fmt: skip
    upper.plot([0, 1], [0, 1], "--", color=SOFT, linewidth=1, label="perfect")
    upper.set_ylim(0, 1)
    upper.set_xlim(0, 1)
    upper.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    _finish(upper, f"Calibration error (ECE) {error:.3f}, {len(sure):,} photos", "", "right answers")
    upper.legend(frameon=False, loc="upper left")
    lower.bar(left, number[filled], width, align="edge", color="#999999", edgecolor="white")
    lower.xaxis.set_major_formatter(PercentFormatter(1.0, decimals=0))
    lower.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True))
    lower.set_ylim(0, 1.05 * max(1, number.max()))
    _finish(lower, "", "what the model said (probability of its first candidate)", "photos")
    return _save(figure, path)


def _figure(width: float, height: float) -> Figure:
    figure = Figure(figsize=(width, height), dpi=DOTS_PER_INCH, layout="constrained", facecolor="white")
    FigureCanvasAgg(figure)
    return figure


def _height(rows: int) -> float:
    return float(np.clip(1.4 + 0.21 * rows, 1.8, 60.0))


def _cycle(colours: Sequence[str], count: int) -> list[str]:
    return [colours[index % len(colours)] for index in range(count)]


def _rows(axes: Axes, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), [_short(name) for name in names], fontsize=8.5, parse_math=False)
    axes.set_ylim(len(names) - 0.4, -0.6)


def _title(axes: Axes, text: str, pad: float = 6) -> None:
    axes.set_title(text, loc="left", fontsize=11, color=INK, pad=pad, parse_math=False)


def _finish(axes: Axes, title: str, x: str, y: str, *, pad: float = 6) -> None:
    if title:
        _title(axes, title, pad)
    axes.set_xlabel(x, color=SOFT)
    axes.set_ylabel(y, color=SOFT)
    axes.grid(visible=True, color=GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    axes.tick_params(length=0, labelcolor=INK)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color("#BBBBBB")


def _short(name: str) -> str:
    return name if len(name) <= 34 else f"{name[:33]}…"


@cache
def _families() -> tuple[str, ...]:
    installed = {font.name for font in fontManager.ttflist}
    return ("DejaVu Sans", *(name for name in WIDE_FONTS if name in installed))


def _save(figure: Figure, path: Path) -> Path:
    for text in figure.findobj(Text):
        text.set_fontfamily(list(_families()))
    content = io.BytesIO()
    with warnings.catch_warnings():
        # A script that no font on this computer has is drawn as boxes; that is no reason to alarm anybody.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        title = next((axes.get_title(loc="left") for axes in figure.axes if axes.get_title(loc="left")), "")
        figure.savefig(content, format="png", metadata={"Title": title})  # for screen readers and file searches
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.getvalue())
    return path
