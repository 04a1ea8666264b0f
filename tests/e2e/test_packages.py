"""What is published: the source distribution, the wheel built from it, and the program in that wheel."""

import json
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import photo_factory
import pytest

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = "landmark_gui/_resources/"


def build(source: Path, kind: str, out: Path) -> Path:
    """Builds one distribution and returns its file."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(out)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = out.glob("*.tar.gz" if kind == "sdist" else "*.whl")
    return built


@pytest.fixture(scope="module")
def sdist(tmp_path_factory):
    """The source distribution, unpacked: as who builds from it sees it."""
    pytest.importorskip("hatchling", reason="hatchling, which builds the distributions, is not installed")
    out = tmp_path_factory.mktemp("sdist")
    with tarfile.open(build(ROOT, "sdist", out)) as archive:
        archive.extractall(out / "unpacked", filter="data")
    (folder,) = (out / "unpacked").iterdir()
    return folder


@pytest.fixture(scope="module")
def wheel(sdist, tmp_path_factory):
    """The wheel, built from the source distribution alone."""
    return build(sdist, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def site(wheel, tmp_path_factory):
    """A folder like ``site-packages`` with the wheel in it."""
    folder = tmp_path_factory.mktemp("site")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run_installed(site: Path, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the program of a wheel, with no source tree around."""
    script = (
        f"import sys; sys.path.insert(0, {str(site)!r}); sys.argv = ['landmark-gui', *sys.argv[1:]]\n"
        "import landmark_gui.cli, training\n"
        f"assert all(module.__file__.startswith({str(site)!r}) for module in (landmark_gui, training))\n"
        "sys.exit(landmark_gui.cli.main())"
    )
    return subprocess.run(
        [sys.executable, "-I", "-c", script, *arguments],
        cwd=home,
        env={"LANDMARK_GUI_HOME": str(home), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def test_the_source_distribution_has_what_it_takes_to_build_and_test(sdist):
    names = {str(path.relative_to(sdist)).replace("\\", "/") for path in sdist.rglob("*") if path.is_file()}
    assert {"LICENSE", "README.md", "CHANGELOG.md", "pyproject.toml", "resources/landmarks.json"} <= names
    assert {"resources/translations/landmark_tagger_de.ts", "docs/USER_GUIDE.md", "tests/conftest.py"} <= names
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    kept = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=False).stdout.splitlines()
    # Beside what is kept or could be kept in the repository: metadata.
    assert not kept or names - set(kept) <= {"PKG-INFO", ".gitignore"}


def test_the_wheel_has_program_data_and_licence_and_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        metadata = next(name for name in names if name.endswith(".dist-info/METADATA"))
        text = archive.read(metadata).decode()
        scripts = archive.read(metadata.replace("METADATA", "entry_points.txt")).decode()
    assert {name.split("/")[0] for name in names} == {"landmark_gui", "training", metadata.split("/")[0]}
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert {"landmark_gui/py.typed", "training/py.typed"} <= names
    kinds = {name.removeprefix(RESOURCES).split("/")[0] for name in names if name.startswith(RESOURCES)}
    assert kinds == {"hosts", "icons", "landmarks.json", "map", "models", "styles", "translations"}
    assert f"{RESOURCES}models/default.landmarks" in names
    for language in ("de", "en", "es"):
        assert f"{RESOURCES}translations/landmark_tagger_{language}.qm" in names
    allowed = {".py", ".typed", ".landmarks", ".json", ".qm", ".qss", ".svg", ".png", ".md", ""}
    rest = names - {name for name in names if "/hosts/" in name or ".dist-info/" in name}
    assert {Path(name).suffix for name in rest} <= allowed
    assert "License-Expression: MIT" in text
    assert "landmark-gui = landmark_gui.cli:main" in scripts
    assert "landmark-train = training.__main__:main" in scripts


def test_every_resource_of_the_source_tree_that_the_program_reads_is_in_the_wheel(site):
    """What stays behind: sources of translations, and files for packagers."""
    here = ROOT / "resources"
    missing = {
        path.relative_to(here).parts[0] if path.suffix != ".ts" else path.suffix
        for path in here.rglob("*")
        if path.is_file() and not (site / RESOURCES / path.relative_to(here)).is_file()
    }
    assert missing == {"packaging", ".ts"}


def test_the_installed_program_tags_photos(site, tmp_path):
    photo_factory.save(tmp_path / "photo.jpg", photo_factory.scene(600, 400, seed=1))
    done = run_installed(site, tmp_path, "tag", "--format", "json", "photo.jpg")
    assert done.returncode == 0, done.stderr
    (line,) = map(json.loads, done.stdout.splitlines())
    assert line["verdict"] in ("confident", "ambiguous", "no_landmark")
    assert len(line["candidates"]) == 5


def test_the_installed_program_knows_its_version(site, wheel, tmp_path):
    done = run_installed(site, tmp_path, "--version")
    assert (done.returncode, done.stdout) == (0, f"landmark-gui {wheel.name.split('-')[1]}\n"), done.stderr
