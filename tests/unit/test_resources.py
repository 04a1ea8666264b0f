"""Where the program finds its data files: in a source tree and in an installed wheel."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from landmark_gui import resources

REPOSITORY = Path(resources.__file__).resolve().parents[1]


def test_source_tree_has_the_gazetteer_beside_the_package():
    assert resources.path("landmarks.json") == REPOSITORY / "resources" / "landmarks.json"
    assert resources.path("landmarks.json").is_file()


def test_missing_resource_is_named_in_one_sentence():
    with pytest.raises(FileNotFoundError, match=r"resource 'no/such\.thing' is missing: .*no/such\.thing"):
        resources.path("no/such.thing")


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../pyproject.toml",
        "icons/../../pyproject.toml",
        "/etc/hostname",
        "C:landmarks.json",
        "C:/landmarks.json",
        "..\\pyproject.toml",
        "\\\\server\\share",
        "landmarks.json\0",
    ],
)
def test_names_that_lead_out_of_the_folder_are_refused(name):
    with pytest.raises(ValueError, match="not the name of a resource"):
        resources.path(name)


def run_installed(site: Path, name: str) -> subprocess.CompletedProcess[str]:
    """Asks an interpreter that knows only ``site``, and no source tree, for a resource."""
    script = f"import sys; sys.path.insert(0, {str(site)!r}); from landmark_gui import resources; "
    script += f"print(resources.path({name!r}))"
    return subprocess.run([sys.executable, "-I", "-c", script], capture_output=True, text=True, check=False, cwd=site)


@pytest.fixture
def site(tmp_path):
    """A site-packages folder laid out as the wheel lays it out (see pyproject.toml), beside a foreign ``resources``."""
    site = tmp_path / "site-packages"
    package = site / "landmark_gui"
    package.mkdir(parents=True)
    for module in ("__init__.py", "resources.py"):
        shutil.copy(REPOSITORY / "landmark_gui" / module, package)
    foreign = site / "resources"
    foreign.mkdir()
    (foreign / "landmarks.json").write_text("another distribution's")
    return site


def test_installed_wheel_uses_its_own_folder_and_not_a_foreign_one(site):
    own = site / "landmark_gui" / "_resources"
    own.mkdir()
    shutil.copy(REPOSITORY / "resources" / "landmarks.json", own)
    result = run_installed(site, "landmarks.json")
    assert (result.returncode, result.stderr) == (0, "")
    assert Path(result.stdout.strip()) == own / "landmarks.json"


def test_installation_without_the_resource_says_so(site):
    shutil.rmtree(site / "resources")
    result = run_installed(site, "landmarks.json")
    assert result.returncode == 1
    assert result.stderr.splitlines()[-1].startswith("FileNotFoundError: the resource 'landmarks.json' is missing: ")
