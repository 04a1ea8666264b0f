"""A disk that is really full: a small tmpfs with the photo, the journal or both on it, and less or more room."""

import os
import subprocess
from pathlib import Path

import pytest
from metadata_files import EIFFEL, Item, Journal, WriteSettings, jpeg_bytes, write_batch

from landmark_gui.metadata import JournalError, undo_batch

DATA = jpeg_bytes(quality=100) + bytes(200_000)
ROOM = (0, 8, 32, 64, 196, 212, 400)  # kilobytes


@pytest.fixture
def disk(tmp_path):
    """A file system of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "none", str(place)]
    try:
        mounted = subprocess.run(command, capture_output=True, check=False).returncode == 0
    except FileNotFoundError:
        mounted = False
    if not mounted:
        pytest.skip("a small file system can be mounted by root only")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def fill(disk: Path, room: int) -> Path:
    """Leaves so many bytes free; gives the file that takes the others."""
    info = os.statvfs(disk)
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(max(0, info.f_bavail * info.f_frsize - room)))
    return ballast


@pytest.mark.parametrize("sidecar", ["auto", "always"])
@pytest.mark.parametrize("full", ["photos", "journal", "both"])
@pytest.mark.parametrize("room", ROOM)
def test_a_full_disk_leaves_the_photo_or_a_journalled_write(tmp_path, disk, monkeypatch, room, full, sidecar):
    home = (tmp_path if full == "photos" else disk) / "home"
    monkeypatch.setenv("LANDMARK_GUI_HOME", str(home))
    folder = tmp_path / "photos" if full == "journal" else disk / "photos"
    folder.mkdir()
    photo = folder / "a.jpg"
    photo.write_bytes(DATA)
    with Journal():
        pass
    ballast = fill(disk, room * 1024)
    try:
        result = write_batch([Item(photo, EIFFEL)], WriteSettings(sidecar=sidecar)).results[0]
        assert result.status in ("written", "sidecar") or "no space left" in result.reason
    except JournalError:
        result = None
    changed = photo.read_bytes() != DATA or len(os.listdir(folder)) > 1
    assert not [name for name in os.listdir(folder) if name not in ("a.jpg", "a.jpg.xmp")]
    ballast.unlink()
    with Journal() as journal:
        assert not journal.recover().unknown
        writes = [write for batch in journal.batches() for write in journal.writes(batch.identifier)]
        assert [write.state for write in writes if write.state != "not written"] == ["done"] * changed
        assert result is None or changed == (result.status in ("written", "sidecar"))
        for batch in journal.batches():
            undo_batch(journal, batch.identifier)
    assert photo.read_bytes() == DATA
    assert os.listdir(folder) == ["a.jpg"]
