"""Read-only folders, full disks, kills, other programs: all of a host's files or none, and nothing lost."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import host_home
import pytest
from host_home import SHARED, run

from landmark_gui.integrations import FailedError, Manifest, Places
from landmark_gui.integrations.lock import changing_alone

if os.name != "nt":
    import pwd

pytestmark = pytest.mark.skipif(os.name == "nt", reason=host_home.POSIX_ONLY)

WITHOUT_RIGHTS = """
import ctypes, os
libc = ctypes.CDLL(None)
if os.geteuid() == 0 and hasattr(libc, "capset"):  # root may write everywhere, unless it gives its capabilities up
    assert libc.capset((ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()) == 0
"""
KILLED = """
import os, signal
calls, left = {"replace": os.replace, "unlink": os.unlink, "mkdir": os.mkdir}, int(os.environ["KILL_AT"])
def counted(name):
    def call(*arguments, **options):
        global left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return calls[name](*arguments, **options)
    return call
for name in calls:
    setattr(os, name, counted(name))
"""
FULL = """
import os, resource
resource.setrlimit(resource.RLIMIT_FSIZE, (int(os.environ["ROOM"]),) * 2)
"""
PROGRAM = """
import sys
from landmark_gui.cli import main
sys.argv[0] = os.environ["PROGRAM"]
sys.exit(main(["integrations", *sys.argv[1:]]))
"""


def run_with(fault: str, home, *arguments: str, **environment: object) -> subprocess.CompletedProcess[str]:
    """``landmark-gui integrations`` in a process with a fault."""
    values = {name: str(value) for name, value in environment.items()}
    return subprocess.run(
        [sys.executable, "-c", fault + PROGRAM, *arguments],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PROGRAM": str(home.program), **values},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_read_only_folder_is_named_and_the_host_left_whole(home):
    home.write_shared()
    before = home.snapshot()
    folder = home.path / ".config/darktable"
    folder.chmod(0o555)
    try:
        done = run_with(WITHOUT_RIGHTS, home, "install", "--only", "darktable,nemo")
    finally:
        folder.chmod(0o755)
    assert done.returncode == 5, done
    assert f"{folder}/lua: the folder cannot be made: Permission denied" in done.stderr
    assert "Nemo: installed" in done.stdout
    after = home.snapshot()
    assert {name: after[name] for name in before} == before
    assert not (folder / "lua").exists()


def test_a_read_only_shared_file_stays_as_it_is(home):
    home.write_shared()
    path = home.path / ".config/Thunar/uca.xml"
    path.chmod(0o444)
    done = run_with(WITHOUT_RIGHTS, home, "install", "--only", "thunar")
    assert done.returncode == 5, done
    assert f"{path}: cannot be written: the file is read-only" in done.stderr
    assert home.read(".config/Thunar/uca.xml") == SHARED[".config/Thunar/uca.xml"]


@pytest.mark.parametrize("room", [0, 300, 700, 1200, 2000, 3600, 7000, 12000])
def test_a_full_disk_leaves_every_host_whole(home, room):
    home.write_shared()
    before = home.snapshot()
    done = run_with(FULL, home, "install", ROOM=room)
    assert done.returncode in {2, 5}, done  # 2: not even the record could be written
    assert "File too large" in done.stderr
    assert not any(path.suffix == ".tmp" for path in home.path.rglob("*"))
    for name, content in SHARED.items():
        assert set(content.splitlines()) <= set(home.read(name).splitlines()), name
    assert run("install") == 0
    assert run("uninstall") == 0
    assert home.snapshot() == before


@pytest.mark.parametrize("action", ["install", "uninstall"])
@pytest.mark.parametrize("at", [0, 1, 4, 7, 13, 20, 29])
def test_whoever_is_killed_goes_on_where_it_stopped(home, action, at):
    home.write_shared()
    before = home.snapshot()
    if action == "uninstall":
        assert run("install", "--only", "darktable,gthumb,thunar,nemo") == 0
    done = run_with(KILLED, home, action, "--only", "darktable,gthumb,thunar,nemo", KILL_AT=at)
    assert done.returncode in {0, -signal.SIGKILL}, done
    for name in SHARED:
        assert home.read(name).count(b"\n") >= SHARED[name].count(b"\n"), "the old file or the new one"
    assert run("install", "--only", "darktable,gthumb,thunar,nemo") == 0
    assert run("uninstall") == 0
    left = {name: value for name, value in home.snapshot().items() if not name.endswith(".tmp")}
    assert left == before


def test_a_file_that_another_program_writes_in_between_is_not_overwritten(home, monkeypatch):
    home.write_shared()
    path = home.path / ".config/Thunar/uca.xml"
    real = os.fsync

    def write_first(handle):
        path.write_bytes(b"<actions><!-- newer --></actions>")
        real(handle)

    monkeypatch.setattr(os, "fsync", write_first)
    assert run("install", "--only", "thunar") == 4
    assert home.read(".config/Thunar/uca.xml") == b"<actions><!-- newer --></actions>"


def test_processes_at_once_lose_no_entry(home):
    hosts = ["darktable", "gthumb", "thunar", "nemo", "caja"]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", "import os" + PROGRAM, "install", "--only", host],
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PROGRAM": str(home.program)},
        )
        for host in hosts
    ]
    assert [process.wait() for process in running] == [0] * len(hosts)
    recorded = Manifest.load(Places.here().records)
    assert {name for entry in recorded.entries.values() for name in entry.hosts} == set(hosts)
    assert run("uninstall") == 0
    assert not Manifest.load(Places.here().records).entries


def test_who_waits_too_long_is_told(tmp_path):
    started, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        with changing_alone(tmp_path):
            started.set()
            go_on.wait()

    holder = threading.Thread(target=hold)
    holder.start()
    started.wait()
    try:
        with pytest.raises(FailedError, match="another program"), changing_alone(tmp_path, patience=0.1):
            pytest.fail("two at once")
    finally:
        go_on.set()
        holder.join()
    with changing_alone(tmp_path, patience=0.0):
        pass


@pytest.mark.parametrize("given", ["", "somewhere"])
def test_a_home_that_is_no_folder_name_is_looked_up(given):
    account = Path(pwd.getpwuid(os.getuid()).pw_dir)
    places = Places.here({"HOME": given})
    assert (places.home, places.config) == (account, account / ".config")
