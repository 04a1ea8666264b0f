"""Looks a data set over before training: split, statistics, histograms, copies, unreadable files, warnings."""

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from training import plots
from training.data import DataError, DataSet, Photo, open_data_set
from training.duplicates import Groups
from training.events import Finished, Reporter, Result
from training.exclusions import read_exclusions
from training.manifest import forget_split, manifest_path, read_manifest
from training.paths import cache_folder
from training.squares import load_squares
from training.statistics import channel_histograms, statistics_of_histograms

FEW_PHOTOS = 10
"""Training and validation photos below which a landmark is hard to learn."""

IMBALANCE = 10
"""Largest class over smallest beyond which the small ones are learnt badly."""

SHEET_PHOTOS = 48
SHEET_COLUMNS = 8
SHEET_TILE = 96

LISTED = 10
"""Entries of a long list that are shown to people; the JSON has them all."""


def prepare(
    root: Path,
    *,
    out: Path,
    size: int = 128,
    seed: int = 42,
    again: bool = False,
    contact_sheets: bool = False,
    report: Reporter,
    workers: int = 0,
) -> dict[str, Any]:
    """Split a data set, measure it and draw what it looks like.

    Args:
        root: Folder of the data set.
        out: Folder for the plots and ``summary.json``, made where it is absent.
        size: Side in pixels of the squares over which mean and standard deviation are computed.
        seed: Seed of the split, where one has to be drawn.
        again: Draw a new split even if there is one.
        contact_sheets: Make a sheet of small pictures for each landmark, too.
        report: Hears of the progress.
        workers: Number of threads; 0 is one per processor.

    Returns:
        The summary, of values that JSON can hold: what ``summary.json`` holds.

    Raises:
        DataError: The data set cannot be used, or the results cannot be written.
    """
    if again and root.is_dir():
        forget_split(root, seed=seed)
    data = open_data_set(root, report=report, seed=seed, workers=workers)
    squares = load_squares(data.train, size, cache=cache_folder(), report=report, workers=workers)
    counts = channel_histograms(squares)
    mean, std = statistics_of_histograms(counts)
    per_class = _per_class(data)
    copies = _copies(data)
    summary: dict[str, Any] = {
        "data": str(data.root),
        "manifest": str(manifest_path(data.root)),
        "fingerprint": data.fingerprint,
        "seed": read_manifest(data.root, seed=seed).seed,
        "size": size,
        "classes": list(data.classes),
        "counts": {split: len(getattr(data, split)) for split in ("train", "validation", "test")},
        "per_class": per_class,
        "mean": list(mean),
        "std": list(std),
        "histograms": counts.tolist(),
        "left_out": sorted(read_exclusions(data.root)),
        "unreadable": [{"path": str(path), "reason": reason} for path, reason in data.unreadable],
        "duplicates": copies,
        "warnings": _warnings(data, per_class, copies),
    }
    try:
        summary["plots"] = [
            str(plots.histograms(counts, mean, std, out / "histograms.png")),
            str(plots.class_counts(per_class, out / "class_counts.png")),
        ]
        if contact_sheets:
            sheets = _contact_sheets(data, squares, out / "contact_sheets")
            summary["contact_sheets"] = {name: str(path) for name, path in zip(data.classes, sheets, strict=True)}
            summary["plots"] += [str(path) for path in sheets]
        text = json.dumps(summary, indent=1, ensure_ascii=False)
        # A byte of a file name that is not UTF-8 becomes \udcXX, which JSON reads as the same name again.
        (out / "summary.json").write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise DataError(f"The results cannot be written into {out}: {error.strerror or error}.") from error
    report(
        Result("prepared", {**summary["counts"], "classes": len(data.classes), "mean": list(mean), "std": list(std)})
    )
    report(
        Finished(
            {
                "out": str(out),
                "summary": str(out / "summary.json"),
                "fingerprint": data.fingerprint,
                "warnings": len(summary["warnings"]),
            }
        )
    )
    return summary


def summary_text(summary: Mapping[str, Any]) -> str:
    """What `prepare` found, as text for people."""
    counts = summary["counts"]
    width = max(len(name) for name in summary["per_class"])
    lines = [
        f"{len(summary['classes'])} landmarks: {counts['train']:,} photos to train, {counts['validation']:,} to "
        f"validate, {counts['test']:,} to test",
        f"split kept in {summary['manifest']} (seed {summary['seed']})",
        "mean " + " ".join(f"{value:.4f}" for value in summary["mean"])
        + "   std " + " ".join(f"{value:.4f}" for value in summary["std"])
        + f"   (red, green, blue of the training photos at {summary['size']} px)",
        "",
        f"{'':<{width}}  train  validation  test",
        *(
            f"{name:<{width}}  {row['train']:>5}  {row['validation']:>10}  {row['test']:>4}"
            for name, row in summary["per_class"].items()
        ),
    ]  # fmt: skip
    unreadable = [f"{entry['path']}: {entry['reason']}" for entry in summary["unreadable"]]
    lines += _listed("unreadable", unreadable)
    lines += _listed("left out, as their label is wrong", summary["left_out"])
    for title, groups in (
        ("copies within the training or within the test photos", summary["duplicates"]["within"]),
        ("copies across training and test photos", summary["duplicates"]["across"]),
    ):
        lines += _listed(title, [f"{group['kind']}: {', '.join(group['paths'])}" for group in groups])
    lines += _listed("warnings", summary["warnings"], limit=len(summary["warnings"]))
    lines += ["", f"plots: {', '.join(summary['plots'][:2])}"]
    return "\n".join(lines)


def _listed(title: str, entries: Sequence[str], limit: int = LISTED) -> list[str]:
    if not entries:
        return []
    more = [f"  … and {len(entries) - limit:,} more (all of them in summary.json)"] if len(entries) > limit else []
    return ["", f"{title} ({len(entries):,}):", *(f"  {entry}" for entry in entries[:limit]), *more]


def _per_class(data: DataSet) -> dict[str, dict[str, int]]:
    splits = ("train", "validation", "test")
    counts = {split: Counter(photo.label for photo in getattr(data, split)) for split in splits}
    return {name: {split: counts[split][label] for split in splits} for label, name in enumerate(data.classes)}


def _copies(data: DataSet) -> dict[str, list[dict[str, Any]]]:
    """Groups of photos that show one picture: within the training or the test photos, and across the two."""
    photos: list[Photo] = [*data.train, *data.validation, *data.test]
    splits = ["train"] * len(data.train) + ["validation"] * len(data.validation) + ["test"] * len(data.test)
    place = {photo.path: index for index, photo in enumerate(photos)}
    groups = Groups(len(photos))
    for one, other in data.duplicates:
        groups.join(place[one], place[other])
    members: dict[int, list[int]] = {}
    for index in sorted({place[path] for pair in data.duplicates for path in pair}):
        members.setdefault(groups.root(index), []).append(index)
    found: dict[str, list[dict[str, Any]]] = {"within": [], "across": []}
    for group in members.values():
        kinds = {splits[index] for index in group}
        found["across" if "test" in kinds and len(kinds) > 1 else "within"].append(
            {
                "kind": "exact" if len({photos[index].digest for index in group}) == 1 else "near",
                "paths": [str(photos[index].path) for index in group],
                "splits": [splits[index] for index in group],
                "classes": sorted({data.classes[photos[index].label] for index in group}),
            }
        )
    return found


def _warnings(
    data: DataSet, per_class: Mapping[str, Mapping[str, int]], copies: Mapping[str, Sequence[Mapping[str, Any]]]
) -> list[str]:
    totals = {name: row["train"] + row["validation"] for name, row in per_class.items()}
    warnings = [
        f"{name} has {total} training photos only; {FEW_PHOTOS} or more are needed to learn it well"
        for name, total in totals.items()
        if total < FEW_PHOTOS
    ]
    smallest, largest = min(totals, key=totals.__getitem__), max(totals, key=totals.__getitem__)
    if totals[largest] > IMBALANCE * totals[smallest]:
        warnings.append(
            f"the classes are unbalanced: {totals[largest]:,} photos of {largest}, {totals[smallest]:,} of {smallest}"
        )
    unvalidated = [name for name, row in per_class.items() if not row["validation"]]
    if unvalidated:
        warnings.append(f"no photo to validate with: {', '.join(unvalidated)}")
    untested = [name for name, row in per_class.items() if not row["test"]]
    if data.test and untested:
        warnings.append(f"no photo to test with: {', '.join(untested)}")
    if not data.test:
        warnings.append("there are no test photos, so a model's accuracy can only be judged by its validation photos")
    if data.unreadable:
        warnings.append(f"files that cannot be read and are left out: {len(data.unreadable):,}")
    if copies["across"]:
        shared = sum(group["splits"].count("test") for group in copies["across"])
        warnings.append(
            f"test photos that are copies of training photos: {shared:,}; accuracy measured on them will be flattered"
        )
    groups = [*copies["within"], *copies["across"]]
    torn = sum({"train", "validation"} <= set(group["splits"]) for group in groups)
    if torn:
        warnings.append(
            f"groups of copies that stand in training and in validation: {torn:,}, as there are too few other photos "
            "or as they had been split before they became copies"
        )
    ambiguous = sum(len(group["classes"]) > 1 for group in groups)
    if ambiguous:
        warnings.append(f"pictures that stand in the folders of several landmarks: {ambiguous:,}")
    return warnings


def _contact_sheets(data: DataSet, squares: np.ndarray, folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    labels = np.array([photo.label for photo in data.train])
    digits = len(str(len(data.classes) - 1))
    sheets = []
    for label, name in enumerate(data.classes):
        chosen = np.flatnonzero(labels == label)
        # Evenly spread over the class: files often come sorted by where they were found.
        chosen = chosen[np.linspace(0, len(chosen) - 1, min(SHEET_PHOTOS, len(chosen))).round().astype(int)]
        rows = -(-len(chosen) // SHEET_COLUMNS)
        sheet = Image.new("RGB", (min(SHEET_COLUMNS, len(chosen)) * SHEET_TILE, rows * SHEET_TILE), "white")
        for place, index in enumerate(chosen):
            tile = Image.fromarray(squares[index]).resize((SHEET_TILE - 2, SHEET_TILE - 2), Image.Resampling.BICUBIC)
            row, column = divmod(place, SHEET_COLUMNS)
            sheet.paste(tile, (column * SHEET_TILE + 1, row * SHEET_TILE + 1))
        safe_name = re.sub(r"[^\w\- ]", "_", name)
        path = folder / f"{label:0{digits}d} {safe_name}.jpg"
        sheet.save(path, quality=88)
        sheets.append(path)
    return sheets
