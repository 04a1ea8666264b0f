"""``landmark-gui integrations`` as a person or a script calls it: exit codes, streams, formats."""

import json
import os
import subprocess
import sys

import pytest
from host_home import Home

pytestmark = pytest.mark.skipif(os.name == "nt", reason="paths of POSIX")
START = "import sys; from landmark_gui.cli import main; sys.argv[0] = sys.argv.pop(1); sys.exit(main(sys.argv[1:]))"


@pytest.fixture
def home(tmp_path, monkeypatch):
    return Home(tmp_path, monkeypatch, hosts=("nemo", "thunar"), program='it\'s $HOME 100% "ü"/landmark-gui')


def run(home, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", START, str(home.program), "integrations", *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_from_list_to_uninstall(home):
    listed = run(home, "list", "--format", "json")
    assert (listed.returncode, listed.stderr) == (0, "")
    hosts = {host["host"]: host for host in json.loads(listed.stdout)}
    assert {name for name, host in hosts.items() if host["found"]} == {"desktop", "nemo", "thunar"}
    assert set(hosts["nemo"]) == {
        "host", "title", "found", "installed", "changed", "shows", "rereads", "tested", "note", "files", "problems",
    }  # fmt: skip
    shown = run(home, "install", "--dry-run", "--only", "thunar")
    assert shown.returncode == 0
    assert shown.stdout.startswith("--- /dev/null\n+++ ")
    assert list(home.path.iterdir()) == []
    done = run(home, "install", "--format", "json")
    assert done.returncode == 0, done.stderr
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert [result["host"] for result in results] == ["desktop", "nemo", "thunar"]
    assert {result["status"] for result in results} == {"done"}
    assert {change["action"] for result in results for change in result["changes"]} == {"create"}
    text = run(home, "list")
    assert "Suggest location" in text.stdout
    gone = run(home, "uninstall")
    assert gone.returncode == 0
    assert "Nemo: removed" in gone.stdout
    assert list(home.path.iterdir()) == []
    nothing = run(home, "uninstall")
    assert nothing.returncode == 0


def test_a_refused_host_ends_with_its_own_exit_code(home):
    path = home.write(".config/Thunar/uca.xml", b"<actions><action>")
    done = run(home, "install")
    assert done.returncode == 4
    assert f"landmark-gui: Thunar: {path}: is damaged in line 1" in done.stderr
    assert "Thunar: refused, nothing was changed." in done.stdout
    assert "Nemo: installed" in done.stdout


def test_names_that_a_terminal_would_obey_are_escaped(home):
    home.write(
        ".config/Thunar/uca.xml", b"<actions>\n<!-- \x1b[31m -->\n</actions>\n".replace(b"\x1b", "\u009b".encode())
    )
    done = run(home, "install", "--dry-run", "--only", "thunar")
    assert "\u009b" not in done.stdout
    assert "\\x9b[31m" in done.stdout


@pytest.mark.parametrize("arguments", [[], ["instal"], ["install", "--onl", "nemo"], ["list", "--only", "nemo"]])
def test_wrong_usage(home, arguments):
    done = run(home, *arguments)
    assert done.returncode == 2
    assert "usage:" in done.stderr


def test_neither_torch_nor_qt_is_loaded(home):
    program = START.replace("sys.exit(main(sys.argv[1:]))", "main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)")
    done = subprocess.run(
        [sys.executable, "-c", program, str(home.program), "integrations", "install", "--only", "nemo"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name.split(".")[0] for name in done.stderr.split()}
    assert "landmark_gui" in loaded
    assert not loaded & {"torch", "PySide6", "numpy", "PIL", "lxml", "training"}
