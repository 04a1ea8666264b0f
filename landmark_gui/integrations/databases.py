"""The databases that desktops make from files like ours, and that must be made anew for ours to be seen."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

from landmark_gui.integrations.manifest import Manifest
from landmark_gui.integrations.places import Places

_TIMEOUT = 120  # seconds
REGISTRY_KEY = r"HKCU\Software\Classes\SystemFileAssociations\image\shell\LandmarkTagger"


def refresh(touched: Iterable[Path], places: Places, manifest: Manifest) -> list[str]:
    """Makes the databases anew after files of ours came or went.

    Args:
        touched: Files that were changed.
        places: Where things are.
        manifest: What is installed now; files that the tools make are noted there, and go when ours have gone.

    Returns:
        What could not be done, one sentence each.
    """
    paths = list(touched)
    notes = []
    for folder, tool, consequence in (
        (places.data / "applications", "update-desktop-database", "the entry in Open With may be missing"),
        (places.data / "mime", "update-mime-database", "model files may have no name and icon of their own"),
    ):
        if any(path.is_relative_to(folder) for path in paths):
            notes += _update(folder, tool, consequence, places, manifest)
    icons = places.data / "icons/hicolor"
    if icons.is_dir() and any(path.is_relative_to(icons) for path in paths):
        os.utime(icons)  # by this, GTK and Qt notice that there are new ones
        if (icons / "icon-theme.cache").exists():
            _call(["gtk-update-icon-cache", "--quiet", "--force", "--ignore-theme-index", str(icons)], places)
    for version in ("5", "6"):  # KDE has one of its own, where a KDE program has ever run
        if any(path.is_relative_to(places.data) for path in paths) and any(places.cache.glob(f"ksycoca{version}_*")):
            _call([f"kbuildsycoca{version}"], places)
    script = places.records / "explorer.reg"
    if places.platform == "win32" and script in paths:
        command = ["reg", "import", str(script)] if script.exists() else ["reg", "delete", REGISTRY_KEY, "/f"]
        if not _call(command, places):
            notes.append(f"The registry could not be changed; run {' '.join(command)} yourself.")
    return notes


def _update(folder: Path, tool: str, consequence: str, places: Places, manifest: Manifest) -> list[str]:
    before = _below(folder)
    derived = {path for path in manifest.derived if path.is_relative_to(folder)}
    if before <= derived | set(manifest.folders) and not any(path.is_relative_to(folder) for path in manifest.entries):
        for path in sorted(derived, key=lambda path: len(path.parts), reverse=True):
            with contextlib.suppress(OSError):
                path.rmdir() if path.is_dir() else path.unlink()
        manifest.derived = [path for path in manifest.derived if path not in derived]
        return []
    if not _call([tool, str(folder)], places):
        return [f"{tool} could not be run, so {consequence} until that is done."]
    manifest.derived += sorted(_below(folder) - before)
    return []


def _below(folder: Path) -> set[Path]:
    return set(folder.rglob("*")) if folder.is_dir() else set()


def _call(command: list[str], places: Places) -> bool:
    """Runs a tool of the system; False where it is missing or fails."""
    program = shutil.which(command[0], path=places.search_path)
    if program is None:
        return False
    try:
        done = subprocess.run(
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=_TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
