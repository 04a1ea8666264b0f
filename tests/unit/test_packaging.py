"""What packagers use: locks, the frozen program, the Flatpak manifest."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources/packaging"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
MANIFEST = FOLDER / "io.github.landmark_tagger.LandmarkTagger.yml"


def locked(name: str) -> dict[str, Requirement]:
    """The pinned distributions of a lock, by name; each has at least one hash."""
    entries = (FOLDER / name).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    pinned = {}
    for entry in entries:
        text, *hashes = entry.split(" --hash=")
        assert hashes, entry
        assert all(value.strip().startswith("sha256:") for value in hashes), entry
        requirement = Requirement(text.strip())
        assert str(requirement.specifier).startswith("=="), entry
        pinned[requirement.name] = requirement
    return pinned


@pytest.mark.parametrize(
    ("name", "extras"),
    [("runtime.txt", ()), ("development.txt", ("test", "raw", "timm", "lite2"))],
    ids=["runtime", "all"],
)
def test_the_locks_have_every_dependency_in_an_allowed_version(name, extras):
    """Where this fails, ``resources/packaging/lock.sh`` writes them anew."""
    project = PROJECT["project"]
    wanted = [*project["dependencies"], *(text for extra in extras for text in project["optional-dependencies"][extra])]
    pinned = locked(name)
    for text in [*wanted, *PROJECT["build-system"]["requires"]]:
        requirement = Requirement(text)
        found = pinned[requirement.name]
        version = str(found.specifier).removeprefix("==")
        assert requirement.specifier.contains(version), (text, version)
        if requirement.marker is None:
            # The lock's own marker may leave out other platforms, never this one.
            assert found.marker is None or found.marker.evaluate(default_environment()), text


def test_the_page_of_libraries_names_each_with_its_licence():
    project = PROJECT["project"]
    optional = [
        text for extra in ("raw", "lite2", "timm", "cluster") for text in project["optional-dependencies"][extra]
    ]
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in (ROOT / "docs/DEPENDENCIES.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| ")
    ][1:]
    assert [row[0].split()[0] for row in rows] == [
        Requirement(text).name for text in project["dependencies"] + optional
    ]
    assert all(len(row) == 3 and all(row) for row in rows)


def run_frozen(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs what a frozen program starts with."""
    command = [sys.executable, str(FOLDER / "program.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


def test_the_frozen_program_is_the_app_and_stands_for_its_interpreter():
    app = run_frozen("--version")
    assert (app.returncode, app.stdout.split()[0]) == (0, "landmark-gui"), app.stderr
    training = run_frozen("-m", "training", "transfer", "--help")
    assert training.returncode == 0, training.stderr
    assert "--backbone" in training.stdout
    code = "import sys; print(sys.argv[0] == sys.executable, sys.argv[1:], __name__); sys.exit(5)"
    server = run_frozen("-P", "-c", code, "one", "two")
    assert (server.returncode, server.stdout) == (5, "True ['one', 'two'] __main__\n"), server.stderr


def test_the_frozen_program_takes_the_lines_that_the_app_starts():
    """The two places that start the interpreter; other words than these would open the window instead."""
    from landmark_gui.training_flow import commands

    assert commands.python_line(["recipes"]) == [sys.executable, "-m", "training", "recipes"]
    client = (ROOT / "landmark_gui/instance/client.py").read_text(encoding="utf-8")
    assert '[sys.executable, "-P", "-c", _PROGRAM, ' in client
    others = [
        path.relative_to(ROOT).as_posix()
        for package in ("landmark_gui", "training")
        for path in (ROOT / package).rglob("*.py")
        if "[sys.executable" in path.read_text(encoding="utf-8")
    ]
    assert sorted(others) == ["landmark_gui/instance/client.py", "landmark_gui/training_flow/commands.py"]


def test_the_spec_takes_the_resources_that_the_wheel_takes():
    forced = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    names = {Path(source).parts[1] for source in forced}
    spec = (FOLDER / "landmark-tagger.spec").read_text(encoding="utf-8")
    compile(spec, "landmark-tagger.spec", "exec")
    listed = spec.split("RESOURCES = (")[1].split(")")[0].replace('"', "").replace(" ", "").split(",")
    assert {*listed, "landmarks.json"} == names


@pytest.fixture
def manifest():
    return yaml.safe_load(MANIFEST.read_text(encoding="utf-8"))


def test_the_flatpak_is_named_as_its_file_and_as_the_description(manifest):
    assert manifest["id"] == MANIFEST.stem
    assert f"<id>{manifest['id']}</id>" in (ROOT / "resources/hosts/metainfo.xml").read_text(encoding="utf-8")
    assert manifest["command"] in PROJECT["project"]["scripts"]
    assert not any("network" in argument for argument in manifest["finish-args"])


@pytest.mark.skipif(sys.platform == "win32", reason="the manifest's commands are a shell's")
def test_what_the_flatpak_exports_is_named_by_its_id(manifest, tmp_path):
    """Runs the manifest's commands but for pip's, into a folder that stands for ``/app``."""
    (module,) = manifest["modules"]
    for name in ("hosts", "icons"):
        shutil.copytree(ROOT / "resources" / name, tmp_path / "resources" / name)
    for command in module["build-commands"]:
        if not command.startswith("pip3 "):
            here = command.replace("/app/", f"{tmp_path}/app/")
            environment = {"FLATPAK_ID": manifest["id"], "PATH": "/usr/bin:/bin"}
            subprocess.run(["sh", "-ec", here], cwd=tmp_path, env=environment, check=True)
    share = tmp_path / "app/share"
    exported = [path for path in share.rglob("*") if path.is_file()]
    assert len(exported) == 12
    assert {path.name.removeprefix(manifest["id"]) for path in exported} == {
        ".desktop", ".metainfo.xml", ".xml", ".svg", ".png",
    }  # fmt: skip
    entry = (share / f"applications/{manifest['id']}.desktop").read_text(encoding="utf-8")
    assert "Exec=landmark-gui %F\n" in entry
    assert f"Icon={manifest['id']}\n" in entry
    assert "@" not in entry
    description = share / f"metainfo/{manifest['id']}.metainfo.xml"
    text = description.read_text(encoding="utf-8")
    assert f'<launchable type="desktop-id">{manifest["id"]}.desktop</launchable>' in text
    assert f'<icon type="stock">{manifest["id"]}</icon>' in text
    if validator := shutil.which("appstreamcli"):
        command = [validator, "validate", "--no-net", "--no-color", str(description)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
