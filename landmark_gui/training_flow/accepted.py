"""The person's accepted photos as a data set: a folder of links, one folder for each landmark, made anew each time.

Names come from the photos' contents, so that the split and what was marked as wrong stay with a photo wherever it is
moved. Photos taken together (on one day, else in one hour) are all on one side of the split: pictures of one walk look
alike, and testing on what was learnt by heart would flatter the model.
"""

import hashlib
import os
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from landmark_gui import paths

TEST_SHARE = 0.2
FEWEST_TO_TEST = 5
NO_LANDMARK_FOLDER = "no_landmark"


@dataclass(frozen=True, slots=True)
class AcceptedPhoto:
    """One photo about which the person decided.

    Attributes:
        content: Its content id.
        path: Where it lies.
        landmark: Name of the accepted landmark; empty for "no landmark".
        taken: Local time, ISO 8601; None where it is not known.
    """

    content: bytes
    path: str
    landmark: str
    taken: str | None = None


@dataclass(frozen=True, slots=True)
class AcceptedSet:
    """The data set that was made.

    Attributes:
        folder: It.
        negatives: Folder of photos without a landmark; empty where there are too few.
        landmarks: Photos by landmark.
        missing: Photos that are no longer there.
    """

    folder: Path
    negatives: str
    landmarks: Mapping[str, int]
    missing: int


class AcceptedError(Exception):
    """No data set can be made of the accepted photos; the message is one sentence."""


def accepted_folder() -> Path:
    """Where it is made."""
    return paths.data_folder() / "training" / "my_photos"


def make_accepted_set(photos: Iterable[AcceptedPhoto], folder: Path | None = None) -> AcceptedSet:
    """Makes the folder agree with the decisions; nothing else in it is touched. Reads the disk: for another thread.

    Raises:
        AcceptedError: Fewer than two landmarks have photos, or the folder cannot be written.
    """
    root = folder or accepted_folder()
    by_name: dict[str, dict[bytes, AcceptedPhoto]] = defaultdict(dict)
    missing = 0
    for photo in photos:
        if os.path.isfile(photo.path):
            by_name[photo.landmark].setdefault(photo.content, photo)
        else:
            missing += 1
    ordinary = by_name.pop("", {})
    usable = {name: found for name, found in by_name.items() if len(found) > 1}
    if len(usable) < 2:
        raise AcceptedError(
            f"Accepted photos of at least two landmarks are needed, with two photos each or more; there are "
            f"{len(usable)} now: review more photos first."
        )
    wanted: dict[Path, str] = {}
    for name in sorted(usable, key=str.casefold):
        tested = contents_to_test(usable[name].values())
        for content, photo in usable[name].items():
            split = "test" if content in tested else "train"
            wanted[root / split / folder_name(name) / _file_name(photo)] = photo.path
    negatives = root.with_name(f"{root.name}_{NO_LANDMARK_FOLDER}")
    ordinary_wanted = {negatives / _file_name(photo): photo.path for photo in ordinary.values()}
    try:
        for part in ("train", "test"):
            _agree(root / part, {link: path for link, path in wanted.items() if link.is_relative_to(root / part)})
        _agree(negatives, ordinary_wanted)
    except OSError as error:
        raise AcceptedError(f"{root}: the photos could not be linked ({error.strerror or error}).") from error
    enough = len(ordinary) >= FEWEST_TO_TEST
    counts = {name: len(usable[name]) for name in sorted(usable, key=str.casefold)}
    return AcceptedSet(root, str(negatives) if enough else "", counts, missing)


def contents_to_test(photos: Iterable[AcceptedPhoto]) -> frozenset[bytes]:
    """Which photos of a landmark are set aside to test: a fifth, in whole days or hours, always the same ones."""
    given = list(photos)
    if len(given) < FEWEST_TO_TEST:
        return frozenset()
    for length in (10, 13, 0):  # days, hours, single photos
        groups: dict[str, list[AcceptedPhoto]] = defaultdict(list)
        for photo in given:
            when = photo.taken[:length] if photo.taken and length else ""
            groups[when or photo.content.hex()].append(photo)
        if len(groups) > 2:
            break
    wanted, chosen = round(len(given) * TEST_SHARE), set[bytes]()
    for key in sorted(groups, key=lambda text: hashlib.sha256(text.encode()).digest()):
        if len(chosen) + len(groups[key]) <= max(1, wanted):
            chosen |= {photo.content for photo in groups[key]}
    return frozenset(chosen)


def folder_name(landmark: str) -> str:
    """A landmark's name as a folder that every file system takes and that training shows by its name again."""
    cleaned = re.sub(r'[<>:"/\\|?*\x00-\x1f]', "-", landmark).strip(". ")
    return cleaned or "landmark"


def _file_name(photo: AcceptedPhoto) -> str:
    return photo.content.hex() + Path(photo.path).suffix.lower()


def _agree(folder: Path, wanted: Mapping[Path, str]) -> None:
    """Makes links where they are missing, and removes those that nobody wants."""
    folder.mkdir(parents=True, exist_ok=True)
    for parent, _, names in os.walk(folder, topdown=False):
        for name in names:
            link = Path(parent) / name
            if link not in wanted and re.fullmatch(r"[0-9a-f]{16,}\.\w+", name):
                link.unlink()
        if Path(parent) != folder:
            with suppress(OSError):  # not empty
                os.rmdir(parent)
    for link, path in wanted.items():
        link.parent.mkdir(parents=True, exist_ok=True)
        if link.is_symlink() and os.readlink(link) == path:
            continue
        link.unlink(missing_ok=True)
        _link(path, link)


def _link(path: str, link: Path) -> None:
    try:
        link.symlink_to(path)
    except OSError:  # Windows without the right to make them, or a file system that knows none
        # No hard link: a photo with two names would get sidecars from then on instead of being written into.
        shutil.copy2(path, link)
