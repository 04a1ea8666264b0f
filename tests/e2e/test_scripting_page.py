"""Every block of docs/SCRIPTING.md, run by a shell on a folder of photos, and what it leaves behind."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import model_factory
import photo_factory
import pytest

from landmark_gui import settings as settings_file
from landmark_gui.metadata import read_metadata

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/SCRIPTING.md"
PROGRAMS = ("exiftool", "jq", "awk", "flock")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these are commands for a POSIX shell")


def blocks() -> dict[str, list[str]]:
    """The page's commands by heading."""
    found: dict[str, list[str]] = {}
    heading = ""
    for part in re.finditer(r"^## ([^\n]+)$|^```bash\n(.*?)^```", PAGE.read_text("utf-8"), re.MULTILINE | re.DOTALL):
        if part[1]:
            heading = part[1]
        else:
            found.setdefault(heading, []).append(part[2])
    return found


class Shell:
    """A shell in which ``landmark-gui`` is this one."""

    def __init__(self, folder: Path, home: Path) -> None:
        programs = folder / "programs"
        programs.mkdir()
        (programs / "landmark-gui").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m landmark_gui "$@"\n')
        (programs / "landmark-gui").chmod(0o755)
        self.folder = folder / "here"
        self.folder.mkdir()
        self.pictures = folder / "Pictures"
        self.environment = {
            **os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}", "HOME": str(folder),
            "LANDMARK_GUI_HOME": str(home), "PYTHONPATH": str(ROOT),
        }  # fmt: skip

    def run(self, block: str) -> str:
        for program in PROGRAMS:
            if program in block and shutil.which(program) is None:
                pytest.skip(f"needs {program}")
        script = f"set -euo pipefail\n{block}"
        done = subprocess.run(
            ["bash", "-c", script], cwd=self.folder, env=self.environment, capture_output=True, text=True, timeout=300,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def keywords(self) -> dict[str, tuple[str, ...]]:
        return {path.name: read_metadata(path).keywords for path in sorted(self.pictures.rglob("*.jpg"))}


@pytest.fixture
def shell(tmp_path, user_home):
    (user_home / "models").mkdir()
    model_factory.make_model(user_home / "models" / "colours.landmarks")
    settings_file.save(settings_file.Settings().replace(model="colours", device="cpu"))
    made = Shell(tmp_path, user_home)
    for name, kind in {"a b.jpg": "Eiffel_Tower", "sub/it's.jpg": "Golden_Gate_Bridge", "none.jpg": None}.items():
        path = made.pictures / name
        path.parent.mkdir(parents=True, exist_ok=True)
        picture = model_factory.picture(model_factory.COLOURS[kind] if kind else model_factory.GREY, seed=3)
        photo_factory.save(path, picture, quality=95, subsampling=0)
    return made


EIFFEL, GATE = ("Eiffel Tower",), ("Golden Gate Bridge",)
TAGGED = {"a b.jpg": EIFFEL, "it's.jpg": GATE, "none.jpg": ()}


def test_no_block_is_left_out():
    assert {heading: len(found) for heading, found in blocks().items()} == {
        "Lines for programs": 3, "Writing and taking back": 1, "exiftool": 2, "digiKam": 2, "darktable": 1,
        "Immich": 1, "PhotoPrism": 1,
    }  # fmt: skip


def test_lines_for_programs(shell):
    tsv, jsonl, new = blocks()["Lines for programs"]
    lines = dict(line.split("\t") for line in shell.run(tsv).splitlines())
    assert lines[str(shell.pictures / "a b.jpg")] == "Places|France|Paris|Eiffel Tower"
    said = shell.run(jsonl)
    assert f"Eiffel Tower\t{shell.pictures / 'a b.jpg'}" in said
    counts = json.loads(said[said.index("{") :])
    assert counts["France"] == 1
    shell.run(new)  # the first time, everything is new
    assert shell.keywords() == TAGGED
    shell.run(new)  # once more what was written
    assert shell.keywords() == TAGGED
    (shell.folder / "lock").unlink()
    assert shell.run(new) == ""
    assert not (shell.folder / "lock").exists(), "nothing was new, and the model was asked"
    copy = shell.pictures / "copy of a b.jpg"
    shutil.copy(shell.pictures / "a b.jpg", copy)
    os.utime(copy, (1, 1))  # as programs leave it that keep a photo's own time
    shell.run(new)
    assert (shell.folder / "new-photos").read_bytes() == os.fsencode(copy) + b"\0"


def test_writing_and_taking_back(shell):
    block = blocks()["Writing and taking back"][0]
    output = shell.run(block)
    assert "would be written" in output
    assert shell.keywords() == dict.fromkeys(TAGGED, ())
    shell.run("\n".join(block.splitlines()[:2]))
    assert shell.keywords() == TAGGED


def test_exiftool(shell):
    read, write = blocks()["exiftool"]
    output = shell.run(read)
    assert "Eiffel Tower" in output
    assert "a b.jpg" in output.splitlines()[-1]
    shell.run("landmark-gui undo")
    for _ in range(2):  # the second time changes nothing
        shell.run(write)
        assert shell.keywords() == TAGGED
        paths = read_metadata(shell.pictures / "a b.jpg").hierarchical_keywords
        assert paths == (("Places", "France", "Paris", "Eiffel Tower"),)


def test_digikam_and_darktable(shell):
    into_files, into_sidecars = blocks()["digiKam"]
    shell.run(into_files)
    assert read_metadata(shell.pictures / "a b.jpg").fields["digiKam:TagsList"] == ("Places/France/Paris/Eiffel Tower",)
    shell.run("landmark-gui undo")
    for block in (into_sidecars, *blocks()["darktable"]):
        shell.run(block)
        sidecar = (shell.pictures / "a b.jpg.xmp").read_text("utf-8")
        assert "Places|France|Paris|Eiffel Tower" in sidecar
        assert "Places/France/Paris/Eiffel Tower" in sidecar


@pytest.mark.parametrize("program", ["Immich", "PhotoPrism"])
def test_servers_that_place_photos_by_their_position(shell, program):
    (block,) = blocks()[program]
    shell.run(block)
    assert shell.keywords() == TAGGED
    latitude, longitude = read_metadata(shell.pictures / "a b.jpg").camera_gps
    assert (round(latitude, 3), round(longitude, 3)) == (48.858, 2.294)
