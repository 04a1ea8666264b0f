"""Sidecars to and from a real darktable (4.x, by its command line, which needs no screen)."""

import shutil
import sqlite3
import subprocess

import pytest
from metadata_files import exif_segment, last_batch, make_jpeg, write
from metadata_files import named as landmark

from landmark_gui.metadata import Journal, undo_batch, xmp

pytestmark = [
    pytest.mark.hosts,
    pytest.mark.skipif(shutil.which("darktable-cli") is None, reason="darktable-cli is not installed"),
]
NAME = "Château de Chillon 塔 🗼"


def import_into_darktable(photo, home, *settings: str) -> list[str]:
    """Imports a photo, with the sidecar that lies beside it, into a fresh library, and gives the photo's tags."""
    folder = home / "darktable"
    shutil.rmtree(folder, ignore_errors=True)
    (home / "exported.jpg").unlink(missing_ok=True)
    command = ["darktable-cli", "--import", str(photo), str(home / "exported.jpg"), "--core", "--disable-opencl"]
    command += [
        "--configdir",
        str(folder),
        "--cachedir",
        str(folder / "cache"),
        "--library",
        str(folder / "library.db"),
    ]
    for setting in settings:
        command += ["--conf", setting]
    subprocess.run(command, cwd=home, check=True, capture_output=True, timeout=300)
    with sqlite3.connect(folder / "library.db") as database:
        database.execute("ATTACH ? AS data", (str(folder / "data.db"),))
        query = "SELECT name FROM data.tags JOIN tagged_images ON tagid = tags.id ORDER BY name"
        rows = database.execute(query).fetchall()
    database.close()
    return [name for (name,) in rows if not name.startswith("darktable|")]


@pytest.mark.parametrize("sidecar", ["always", "auto"])
def test_darktable_imports_what_we_write(tmp_path, sidecar):
    photo = make_jpeg(tmp_path / "a.jpg", exif_segment())
    assert write(photo, landmark(NAME), sidecar=sidecar).status == ("sidecar" if sidecar == "always" else "written")
    assert import_into_darktable(photo, tmp_path) == [f"Places|{NAME}"]


def test_darktables_own_sidecar_keeps_its_edits_and_undo_gives_it_back(tmp_path):
    photo = make_jpeg(tmp_path / "a.jpg", exif_segment())
    import_into_darktable(photo, tmp_path, "write_sidecar_files=on import")
    side = tmp_path / "a.jpg.xmp"
    before = side.read_bytes()
    assert b"darktable:history" in before
    assert write(photo, landmark(NAME), sidecar="always").target == side
    assert not xmp.flatten(xmp.parse(before)).keys() - xmp.flatten(xmp.parse(side.read_bytes())).keys()
    assert import_into_darktable(photo, tmp_path) == [f"Places|{NAME}"]
    with Journal() as journal:
        assert [result.status for result in undo_batch(journal, last_batch())] == ["restored"]
    assert side.read_bytes() == before
