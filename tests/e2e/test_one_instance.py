"""One running program: real starts that meet in it, kills, too many photos, names, and what a start loads."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import instance_tools
import pytest
from instance_tools import wait
from known_suggestions import EIFFEL, remember

from landmark_gui.library.catalog import Catalog
from landmark_gui.metadata import Journal, read_metadata

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes and sockets where Linux has them")
shown = pytest.mark.skipif(not instance_tools.can_show(), reason="needs Xvfb and xdotool")
ODD_NAMES = (
    "plain.png", "with space.png", "it's \"quoted\".png", "umläut €.png", os.fsdecode(b"caf\xe9.png"),
    "a\nb\tc.png", "-dash.png", "%41 $HOME `x`;&.png",
)  # fmt: skip


@pytest.fixture
def world(tmp_path):
    """Without a screen that anybody sees."""
    with instance_tools.world(tmp_path, QT_QPA_PLATFORM="offscreen") as made:
        yield made


@pytest.fixture
def odd_photos(tmp_path) -> list[Path]:
    """Photos that show the Eiffel Tower, as the catalog of the world's home knows already."""
    paths = [tmp_path / "in" / name for name in ODD_NAMES]
    remember(dict.fromkeys(paths, EIFFEL), tmp_path / "home" / "catalog.sqlite")
    return paths


def accepted(world: instance_tools.World) -> int:
    """How many photos are accepted and not written yet."""
    with Catalog(world.home / "catalog.sqlite") as catalog:
        return len(catalog.unwritten())


def ended(process: "subprocess.Popen[bytes]") -> tuple[int, str, str]:
    out, err = process.communicate(timeout=instance_tools.WAIT_S)
    return process.returncode, out.decode("utf-8", "surrogateescape"), err.decode("utf-8", "surrogateescape")


@shown
def test_eight_cold_starts_are_one_window_and_one_batch(tmp_path, odd_photos, monkeypatch):
    with (
        instance_tools.screen() as screen,
        instance_tools.world(tmp_path, QT_QPA_PLATFORM="xcb", DISPLAY=screen.display) as world,
    ):
        starts = [world.start("--wait", "--format", "json", "--", photo) for photo in odd_photos]
        wait(lambda: world.conversations() == len(starts))
        wait(screen.windows)
        # Keys are pressed again until they do something: everything is slow at a cold start, and what a key does
        # changes only when the window has heard of what is done.
        wait(lambda: screen.press("a") or accepted(world) == len(starts))
        assert len(screen.windows()) == 1
        wait(lambda: screen.press("Return") or all(read_metadata(photo).keywords for photo in odd_photos))
        wait(lambda: accepted(world) == 0)
        wait(lambda: screen.press("Return") or all(start.poll() is not None for start in starts))
        results = [ended(start) for start in starts]
        monkeypatch.setenv("LANDMARK_GUI_HOME", str(world.home))
        with Journal() as journal:
            batches = journal.batches()
    assert [code for code, _, _ in results] == [0] * 8
    values = [[json.loads(line) for line in out.splitlines()] for _, out, _ in results]
    assert [[value["path"] for value in own] for own in values] == [[str(photo)] for photo in odd_photos]
    assert all(own[0]["candidates"][0]["landmark"] == "eiffel-tower" for own in values)
    assert all(own[0]["write"]["status"] in ("written", "unchanged") for own in values)
    assert sum(batch.counts.get("done", 0) for batch in batches) == 8
    assert len(batches) == 1


def test_eight_cold_starts_are_one_process(world, odd_photos):
    starts = [world.start("--wait", "--", photo) for photo in odd_photos]
    wait(lambda: world.conversations() == len(starts))
    program = world.wait_for_program()
    command = Path(f"/proc/{program}/cmdline").read_bytes()
    everywhere = [entry.read_bytes() for entry in Path("/proc").glob("[0-9]*/cmdline") if entry.exists()]
    assert everywhere.count(command) == 1
    assert ended(world.start("--", odd_photos[0]))[0] == 0  # so that the others, who came before, are taken too
    os.kill(program, signal.SIGTERM)
    assert [code for code, _, _ in map(ended, starts)] == [1] * 8
    assert world.running is None


def test_a_killed_program_is_followed_by_another(world, odd_photos):
    assert ended(world.start("--", odd_photos[0]))[0] == 0
    wait(lambda: world.conversations() == 0)  # the program's end of that one is closed a little later
    first = world.start("--wait", "--", odd_photos[0])
    wait(lambda: world.conversations() == 1)
    assert ended(world.start("--", odd_photos[0]))[0] == 0  # so that the one that waits, who came before, is taken too
    program = world.running
    os.kill(program, signal.SIGKILL)
    code, out, err = ended(first)
    assert (code, out) == (1, "")
    assert "ended before" in err
    assert world.sockets(), "the killed program leaves its socket and lock behind"
    assert ended(world.start("--", odd_photos[1]))[0] == 0
    assert world.running not in (None, program)


def test_a_start_that_was_killed_while_it_started_the_program_stops_nobody(world, odd_photos):
    first = world.start("--wait", "--", odd_photos[0])
    wait(lambda: list(world.runtime.glob("landmark-tagger/*.starting")))
    first.kill()
    assert ended(world.start("--", odd_photos[1]))[0] == 0
    assert world.running is not None


def test_the_caller_goes_on_without_wait(world, odd_photos):
    code, out, err = ended(world.start("--", odd_photos[0]))
    assert (code, out, err) == (0, "", "")
    assert world.running is not None


def test_5000_photos_are_handed_to_the_main_window(world, tmp_path, odd_photos):
    folder = tmp_path / "many"
    folder.mkdir()
    content = odd_photos[0].read_bytes()
    paths = [folder / f"{number:04d}.png" for number in range(5000)]
    for path in paths:
        path.write_bytes(content)
    code, out, err = ended(world.start("--wait", "--", *paths))
    assert (code, out) == (0, "")
    assert "5000 files are too many for the small dialog; they are open in the main window." in err
    assert world.running is not None


def test_a_folder_is_shown_by_the_program_that_runs(world, odd_photos):
    assert ended(world.start("--", odd_photos[0]))[0] == 0
    program = world.running
    code, out, err = ended(world.start(odd_photos[0].parent, command=""))
    assert (code, out, err) == (0, "", "")
    assert world.running == program


def test_the_main_window_takes_what_is_suggested(world, odd_photos):
    window = world.start(odd_photos[0].parent, command="")
    program = world.wait_for_program()
    assert program == window.pid
    start = world.start("--wait", "--", odd_photos[0])
    wait(lambda: world.conversations() == 1)
    assert ended(world.start("--", odd_photos[0]))[0] == 0  # so that the one that waits, who came before, is taken too
    os.kill(program, signal.SIGTERM)
    assert ended(start)[0] == 1
    assert ended(window)[0] == 0


def test_other_screens_and_homes_have_programs_of_their_own(world, tmp_path, odd_photos):
    assert ended(world.start("--", odd_photos[0]))[0] == 0
    other = instance_tools.World(tmp_path / "other", world.runtime, QT_QPA_PLATFORM="offscreen")
    assert ended(other.start("--", odd_photos[0]))[0] == 0
    assert len(world.sockets()) == 2
    other.end()


def test_a_program_that_hangs_is_left_alone(world, odd_photos):
    assert ended(world.start("--", odd_photos[0]))[0] == 0
    hanging = world.running
    os.kill(hanging, signal.SIGSTOP)
    try:
        code, _, err = ended(world.start("--", odd_photos[1]))
        assert (code, err) == (0, "")
        assert len(world.sockets()) == 2
    finally:
        os.kill(hanging, signal.SIGCONT)


def test_nothing_to_show(world, tmp_path):
    code, out, err = ended(world.start("--wait", "--", tmp_path / "gone.jpg"))
    assert (code, out) == (2, "")
    assert "None of these files could be read." in err
    assert world.running is None
    assert ended(world.start())[0] == 2


def test_a_start_loads_neither_qt_nor_torch(world, odd_photos):
    assert ended(world.start("--", odd_photos[0]))[0] == 0
    program = (
        "import sys, json; from landmark_gui.cli import main; code = main(sys.argv[1:]);"
        "json.dump(sorted({name.split('.')[0] for name in sys.modules}), sys.stderr); sys.exit(code)"
    )
    command = [sys.executable, "-c", program, "suggest", "--", str(odd_photos[1])]
    done = subprocess.run(command, env=world.environment, capture_output=True, timeout=120, check=True)
    loaded = set(json.loads(done.stderr))
    assert "landmark_gui" in loaded
    assert not loaded & {"PySide6", "torch", "numpy", "PIL", "lxml", "rich", "platformdirs", "importlib.metadata"}
