"""Opens a folder of labelled photos as a data set: classes, readable photos, split, duplicates.

A data set is a folder with ``train/NN.Name/*.jpg`` and ``test/``, with or without the ``NN.`` prefix; class folders
directly in the folder count as its training photos. Photos stay where they are: the split is kept in a manifest
(see `training.manifest`). Importing this module does not load torch.
"""

import hashlib
import os
import re
import unicodedata
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from training.duplicates import Groups, find_duplicates
from training.events import Failed, Reporter
from training.exclusions import read_exclusions
from training.manifest import Manifest, manifest_path, read_manifest, write_manifest
from training.scan import DataError, Look, folder_names, image_files, look_at_all
from training.split import Side, SplitError, divide

__all__ = ["DataError", "DataSet", "Photo", "class_key", "class_name", "folder_photos", "open_data_set"]

NOT_CLASSES = frozenset({"test", "val", "valid", "validation"})
"""Folders whose presence says that class folders do not lie beside them."""


@dataclass(frozen=True)
class Photo:
    """One readable photo of a data set.

    Attributes:
        path: Its absolute path.
        label: Index of its class, or −1 for a photo without one.
        digest: SHA-256 of the file's bytes, in hexadecimal.
    """

    path: Path
    label: int
    digest: str


@dataclass(frozen=True)
class DataSet:
    """A data set, opened.

    Attributes:
        root: Its folder.
        classes: Names to show, in the order of the labels.
        train: Photos to learn from.
        validation: Photos to choose the best model by, a fifth of those in ``train/``.
        test: Photos of ``test/``; empty where there is none.
        unreadable: Files that look like photos and give no picture, with the reason.
        duplicates: Pairs of photos, of any split, that show the same picture; n copies make n − 1 pairs.
    """

    root: Path
    classes: tuple[str, ...]
    train: tuple[Photo, ...]
    validation: tuple[Photo, ...]
    test: tuple[Photo, ...]
    unreadable: tuple[tuple[Path, str], ...]
    duplicates: tuple[tuple[Path, Path], ...]

    @property
    def fingerprint(self) -> str:
        """SHA-256 over class names, file contents and split, in hexadecimal; paths and dates do not matter."""
        state = hashlib.sha256("\0".join(self.classes).encode())
        for split in ("train", "validation", "test"):
            photos: tuple[Photo, ...] = getattr(self, split)
            state.update(f"\n{split}".encode())
            for label, digest in sorted((photo.label, photo.digest) for photo in photos):
                state.update(f"\n{label} {digest}".encode())
        return state.hexdigest()


def open_data_set(
    root: Path, *, report: Reporter, seed: int = 42, splits: Sequence[str] = ("train", "test"), workers: int = 0
) -> DataSet:
    """Open a data set: look at every photo that has changed since the last time, and split what is not yet split.

    Args:
        root: Folder of the data set.
        report: Hears of the progress, and of every file and folder that is left out (`Failed`).
        seed: Seed of a split that has not been drawn yet; one that stands in the manifest stays as it is.
        splits: What is needed: ``train`` (with it comes ``validation``), ``test``, or both. With ``train``, ``test/``
            may be absent; without it, the classes are those of ``test/``.
        workers: Number of threads; 0 is one per processor.

    Returns:
        The data set. Copies of one picture are on the same side of the split, and what is unreadable is listed.

    Raises:
        DataError: The folder is no data set that can be used.
    """
    needed = set(splits)
    if not needed or needed - {"train", "validation", "test"}:
        raise ValueError(f"splits must be train, validation or test, not {tuple(splits)}")
    root = Path(os.path.abspath(root))
    with_train = bool(needed & {"train", "validation"})
    train_folders = _train_folders(root) if with_train else {}
    test_folders = _test_folders(root, needed, train_folders, report)
    classes = tuple(train_folders or test_folders)
    if with_train and len(classes) < 2:
        raise DataError(f"{root} holds one landmark only, {classes[0]}: a model needs at least two to tell apart.")

    manifest = read_manifest(root, seed=seed)
    left_out = read_exclusions(root)
    train_files = {name: _files(folder, root, left_out) for name, folder in train_folders.items()}
    test_files = {name: _files(folder, root, left_out) for name, folder in test_folders.items()}
    labels = {
        path: classes.index(name)
        for files in (train_files, test_files)
        for name, paths in files.items()
        for path in paths
    }
    names = {path: path.relative_to(root).as_posix() for path in labels}
    looks: dict[Path, Look] = {}
    try:
        known = {path: manifest.looks[name] for path, name in names.items() if name in manifest.looks}
        unreadable = look_at_all(list(labels), known, looks, report=report, workers=workers)
    except BaseException:
        _remember(root, manifest, names, looks, {})  # what an interrupted run has looked at need not be read again
        raise
    for paths in (*train_files.values(), *test_files.values()):
        _check_readable(paths, looks, dict(unreadable))

    readable = [path for path in labels if path in looks]
    pairs = find_duplicates([looks[path] for path in readable])
    to_split = [path for paths in train_files.values() for path in paths if path in looks]
    sides = _split(root, to_split, names, labels, looks, manifest) if with_train else {}
    _remember(root, manifest, names, looks, sides)

    def photos(split: str) -> tuple[Photo, ...]:
        return tuple(
            Photo(path, labels[path], looks[path].digest) for path in readable if sides.get(path, "test") == split
        )

    return DataSet(
        root=root,
        classes=classes,
        train=photos("train"),
        validation=photos("validation"),
        test=photos("test"),
        unreadable=tuple(unreadable),
        duplicates=tuple((readable[one], readable[other]) for one, other in pairs),
    )


def class_name(folder: str) -> str:
    """The name to show for a class folder: ``07.Stone_Henge`` is *Stone Henge*.

    A folder name whose bytes are not UTF-8, as old archives have them, is read as Latin-1.
    """
    try:
        folder.encode()
    except UnicodeEncodeError:
        folder = os.fsencode(folder).decode("latin-1")
    bare = re.sub(r"^\d+\.", "", unicodedata.normalize("NFC", folder)).replace("_", " ").strip()
    return bare or folder


def class_key(name: str) -> str:
    """The same for all ways to write a class's name: of a folder or without its number, in small or capital letters."""
    return unicodedata.normalize("NFC", class_name(name).casefold())


def folder_photos(folder: Path, *, report: Reporter) -> tuple[Photo, ...]:
    """All readable photos in a folder and the folders in it, e.g. photos without a landmark.

    Args:
        folder: The folder; nothing is written into it.
        report: Hears of the progress and of every unreadable file, which is left out.

    Returns:
        The photos, sorted by path, with label −1.

    Raises:
        DataError: There is no such folder, or no readable photo in it.
    """
    folder = Path(os.path.abspath(folder))
    if not folder.is_dir():
        raise DataError(f"There is no folder {folder}.")
    looks: dict[Path, Look] = {}
    paths = image_files(folder)
    look_at_all(paths, {}, looks, report=report)
    if not looks:
        raise DataError(f"There is no readable photo in {folder}.")
    return tuple(Photo(path, -1, looks[path].digest) for path in paths if path in looks)


def _train_folders(root: Path) -> dict[str, Path]:
    if not root.is_dir():
        raise DataError(f"There is no folder {root}.")
    if (root / "train").is_dir():
        return _class_folders(root / "train", folder_names(root / "train"))
    names = folder_names(root)
    if not NOT_CLASSES.isdisjoint(names) or not any(image_files(root / name) for name in names):
        raise DataError(f"{root} has no folder named train with a folder of photos for each landmark.")
    return _class_folders(root, names)


def _class_folders(parent: Path, names: Sequence[str]) -> dict[str, Path]:
    """Class name to folder, in the order of the labels."""
    folders: dict[str, Path] = {}
    first_of: dict[str, str] = {}
    for folder in names:
        name = class_name(folder)
        if (first := first_of.setdefault(class_key(name), folder)) != folder:
            raise DataError(f"{parent} has two folders for {class_name(first)}: {first} and {folder}; merge them.")
        folders[name] = parent / folder
    if not folders:
        raise DataError(f"{parent} has no folders: there must be one for each landmark.")
    return folders


def _test_folders(root: Path, needed: set[str], train_folders: dict[str, Path], report: Reporter) -> dict[str, Path]:
    if "test" not in needed:
        return {}
    if not (root / "test").is_dir():
        if train_folders:
            return {}
        raise DataError(f"{root} has no folder named test with a folder of photos for each landmark.")
    folders = _class_folders(root / "test", folder_names(root / "test"))
    if not train_folders:
        return folders
    for name in sorted(folders.keys() - train_folders.keys()):
        report(Failed(str(folders[name]), "left out: no folder for this landmark among the training photos"))
    return {name: folder for name, folder in folders.items() if name in train_folders}


def _files(folder: Path, root: Path, left_out: Set[str]) -> list[Path]:
    paths = image_files(folder)
    if not paths:
        raise DataError(f"{folder} holds no photo: put photos of this landmark into it, or remove the folder.")
    kept = [path for path in paths if path.relative_to(root).as_posix() not in left_out] if left_out else paths
    if not kept:
        raise DataError(
            f"All photos of {folder} were marked as wrongly labelled: put right ones into it, remove the folder, or "
            "take them in again with exclude --back."
        )
    return kept


def _check_readable(paths: Sequence[Path], looks: Mapping[Path, Look], reasons: Mapping[Path, str]) -> None:
    if not any(path in looks for path in paths):
        first = paths[0]
        raise DataError(f"No photo of its folder can be read: {first}: {reasons[first]}.")


def _split(
    root: Path,
    paths: Sequence[Path],
    names: Mapping[Path, str],
    labels: Mapping[Path, int],
    looks: Mapping[Path, Look],
    manifest: Manifest,
) -> dict[Path, Side]:
    held_only = {labels[path] for path in paths} - {
        labels[path] for path in paths if manifest.sides.get(names[path]) != "validation"
    }
    for path in paths:
        if labels[path] in held_only:
            raise DataError(
                f"All photos of {path.parent} that are left are set aside for validation: run prepare --again to draw "
                "a new split."
            )
    # Copies among these photos alone: whether the test photos are opened with them must not change the split.
    groups = Groups(len(paths))
    for one, other in find_duplicates([looks[path] for path in paths]):
        groups.join(one, other)
    first: dict[str, int] = {}
    copies = [first.setdefault(looks[path].digest, index) for index, path in enumerate(paths)]
    try:
        sides = divide(
            [names[path] for path in paths],
            [labels[path] for path in paths],
            [groups.root(index) for index in range(len(paths))],
            copies,
            seed=manifest.seed,
            kept=manifest.sides,
        )
    except SplitError as error:
        raise DataError(f"{root} {error}.") from error
    return dict(zip(paths, sides, strict=True))


def _remember(
    root: Path, manifest: Manifest, names: Mapping[Path, str], looks: Mapping[Path, Look], sides: Mapping[Path, Side]
) -> None:
    new_looks = manifest.looks | {names[path]: look for path, look in looks.items()}
    new_sides = manifest.sides | {names[path]: side for path, side in sides.items()}
    if new_looks != manifest.looks or new_sides != manifest.sides or not manifest_path(root).is_file():
        write_manifest(root, Manifest(manifest.seed, new_sides, new_looks))
