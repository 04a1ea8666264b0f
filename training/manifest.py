"""The manifest of a data set: which photo is in which split, and what is known of each file. Photos stay in place."""

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from training.paths import cache_folder
from training.scan import DataError, Look
from training.split import Side

FILE_NAME = ".landmark-split.json"
FORMAT = 1


@dataclass
class Manifest:
    """What a manifest holds; paths are relative to the data set, with ``/``.

    Attributes:
        seed: Seed with which the split was first drawn.
        sides: Photos of ``train/`` and the split they are in.
        looks: Photos that could be read, and what was found.
    """

    seed: int
    sides: dict[str, Side] = field(default_factory=dict)
    looks: dict[str, Look] = field(default_factory=dict)


def manifest_path(root: Path) -> Path:
    """Where the manifest of a data set is kept: beside the data, or among the user's caches where that is read-only."""
    if is_writable(root):
        return root / FILE_NAME
    key = hashlib.sha256(os.fsencode(os.path.abspath(root))).hexdigest()[:16]
    return cache_folder() / "splits" / f"{key}.json"


def is_writable(folder: Path) -> bool:
    """Whether our notes on a data set may be kept beside it."""
    # An administrator may write anywhere; a folder that nobody is meant to write into stays as it is all the same.
    return os.access(folder, os.W_OK) and bool(folder.stat().st_mode & 0o222)


def read_manifest(root: Path, *, seed: int) -> Manifest:
    """The manifest of a data set; an empty one with this seed where there is none yet.

    Raises:
        DataError: The manifest is damaged or of a newer version.
    """
    path = _existing(root)
    if path is None:
        return Manifest(seed)
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(content, dict) or not isinstance(content.get("format"), int):
            raise ValueError("it is not a manifest")
        if content["format"] > FORMAT:
            raise DataError(f"The split in {path} was written by a newer version of this program: update the program.")
        return _from_json(content)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise DataError(
            f"The split in {path} cannot be read ({error}): delete the file, or run prepare --again for a new split."
        ) from error


def _existing(root: Path) -> Path | None:
    # Read-only data may have come with a manifest, which holds until ours takes its place among the caches.
    return next((place for place in (manifest_path(root), root / FILE_NAME) if place.is_file()), None)


def _from_json(content: Mapping[str, object]) -> Manifest:
    photos = content["photos"]
    if not isinstance(photos, dict):
        raise ValueError("it lists no photos")
    manifest = Manifest(int(str(content["seed"])))
    for name, values in photos.items():
        manifest.looks[name] = Look.from_json(values)
        match values.get("split"):
            case "train" | "validation" as side:
                manifest.sides[name] = side
            case "test" | None:
                pass
            case other:
                raise ValueError(f"{name} is in an unknown split {other!r}")
    return manifest


def write_manifest(root: Path, manifest: Manifest) -> Path:
    """Write a manifest at once or not at all, one line per photo so that two can be compared.

    Returns:
        The file: beside the data, or among the user's caches.

    Raises:
        DataError: It cannot be written.
    """
    path = manifest_path(root)
    lines = []
    for name in sorted(manifest.looks):
        split = manifest.sides.get(name) or ("test" if name.startswith("test/") else None)
        values = {"split": split, **manifest.looks[name].to_json()}
        lines.append(f"{json.dumps(name)}: {json.dumps(values)}")
    photos = ",\n".join(lines)
    text = f'{{"format": {FORMAT}, "seed": {manifest.seed}, "photos": {{\n{photos}\n}}}}\n'
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.{os.getpid()}.part")
        try:
            part.write_text(text, encoding="utf-8")
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise DataError(f"The split cannot be kept in {path}: {error.strerror or error}.") from error
    return path


def forget_split(root: Path, *, seed: int) -> None:
    """Make the next opening of a data set draw a new split, if it has one; what is known of the files is kept.

    Raises:
        DataError: The manifest cannot be written.
    """
    if _existing(root) is None:
        return
    try:
        looks = read_manifest(root, seed=seed).looks
    except DataError:  # a damaged manifest, which is what a new split is the cure for
        looks = {}
    write_manifest(root, Manifest(seed, {}, {name: look for name, look in looks.items() if (root / name).is_file()}))
