"""The real photo managers: our entry is found by its name and clicked, our dialog opens with exactly the selected
photos, and after accepting the keyword is in the file.
"""

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from desk import LEFT_ALONE, NAMES, SYSTEM_PYTHON, Desk

ENTRY = "Suggest location…"
OURS = "landmark-tagger"
HIERARCHY = "Places|India|Agra|Taj Mahal"


def select_three(desk: Desk) -> None:
    """Selects the first three photos with the keyboard, in a view of icons."""
    desk.press("Home", "shift+Right", "shift+Right")


def by_context_menu(desk: Desk, host: str) -> None:
    desk.window(host)
    select_three(desk)
    desk.press("shift+F10")
    desk.choose(host, ENTRY)


def in_geeqie(desk: Desk, host: str) -> None:
    desk.window(host)
    for name, modifier in ((NAMES[0], ()), (NAMES[-1], ("shift",))):
        left, top, _, height = desk.wait(lambda name=name: desk.place(host, "table cell", name), name)
        desk.click(left + 20, top + height // 2, *modifier)
    desk.choose(host, ENTRY)


def in_gthumb(desk: Desk, host: str) -> None:
    desk.window(host)
    # gThumb's own widget for thumbnails says nothing about them; the first one stands in its upper left corner.
    left, top, _, _ = desk.wait(lambda: desk.place(host, "unknown"), "thumbnails")
    time.sleep(2)
    desk.click(left + 70, top + 120, "ctrl")
    desk.press("shift+Right", "shift+Right")
    desk.choose(host, ENTRY)


HOSTS: dict[str, tuple[list[str], Callable[[Desk, str], None]]] = {
    "thunar": (["thunar"], by_context_menu),
    "nemo": (["nemo", "--no-desktop"], by_context_menu),
    "caja": (["caja", "--no-desktop"], by_context_menu),
    "pcmanfm": (["pcmanfm"], by_context_menu),
    "geeqie": (["geeqie"], in_geeqie),
    "gthumb": (["gthumb"], in_gthumb),
}


def accept_all(desk: Desk) -> list[str]:
    """Waits for our dialog, accepts the first candidate for all its photos by keys, and closes it.

    Returns:
        The names of the photos in it.
    """
    desk.window(OURS)
    desk.wait(lambda: any("Taj Mahal" in name for name in desk.names(OURS, "Candidates")), "candidates")
    shown = desk.names(OURS, "Photos")
    desk.screenshot("dialog")
    desk.press("1", "a", "Return")
    return [text.split(",")[0] for text in shown]


def keywords(path: Path) -> list[str]:
    """What exiftool finds in a photo."""
    done = subprocess.run(["exiftool", "-json", "-Subject", str(path)], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)[0].get("Subject", [])
    return found if isinstance(found, list) else [found]


@pytest.mark.parametrize("host", HOSTS)
def test_from_the_menu_to_the_file(desktop, need, host):
    need(host)
    command, select_and_click = HOSTS[host]
    desktop.landmark_gui("integrations", "install", "--only", host)
    before = (desktop.photos / LEFT_ALONE).read_bytes()
    desktop.start([*command, desktop.photos])
    select_and_click(desktop, host)
    assert accept_all(desktop) == list(NAMES)
    for name in NAMES:
        desktop.wait(lambda name=name: "Taj Mahal" in keywords(desktop.photos / name), f"the keyword in {name}")
    assert (desktop.photos / LEFT_ALONE).read_bytes() == before


def test_darktable_has_tag_and_coordinates_in_its_library(desktop, need):
    need("darktable")
    desktop.landmark_gui("integrations", "install", "--only", "darktable")
    config = desktop.home / ".config/darktable"
    before = {name: (desktop.photos / name).read_bytes() for name in NAMES}
    select = "; ".join(
        [
            'local dt = require "darktable"',
            f"while #dt.database < {len(NAMES) + 1} do dt.control.sleep(200) end",
            "local wanted = {}",
            f'for _, image in ipairs(dt.database) do if image.filename ~= "{LEFT_ALONE}" then '
            "wanted[#wanted + 1] = image end end",
            "dt.gui.selection(wanted)",
            'dt.print("selected")',
        ]
    )
    library = desktop.home / "library.db"
    desktop.start(
        ["darktable", "--disable-opencl", "--library", library, "--luacmd", select, desktop.photos],
    )
    desktop.window("darktable")
    left, top, width, height = desktop.wait(
        lambda: desktop.place("darktable", "label", "selected image[s]"), "the module"
    )
    desktop.click(left + width // 2, top + height // 2)
    desktop.choose("darktable", "suggest location…")
    assert accept_all(desktop) == list(NAMES)

    def tagged() -> list[tuple[str, float, float]]:
        with sqlite3.connect(f"file:{library}?mode=ro", uri=True) as images:
            images.execute("ATTACH ? AS data", (f"file:{config / 'data.db'}?mode=ro",))
            return images.execute(
                "SELECT filename, latitude, longitude FROM images JOIN tagged_images ON imgid = images.id "
                "JOIN data.tags ON tagid = data.tags.id WHERE data.tags.name = ? AND latitude IS NOT NULL "
                "ORDER BY filename",
                (HIERARCHY,),
            ).fetchall()

    found = desktop.wait(lambda: rows if len(rows := tagged()) == len(NAMES) else None, "tags in the library")
    assert [name for name, _, _ in found] == list(NAMES)
    for _, latitude, longitude in found:
        assert (latitude, longitude) == pytest.approx((27.175, 78.042), abs=0.01)
    assert {name: (desktop.photos / name).read_bytes() for name in NAMES} == before, "darktable writes, not we"


def test_we_never_become_the_default(desktop, need):
    need("gthumb")
    types = ("image/jpeg", "image/png", "image/tiff", "image/webp", "image/x-nikon-nef", "image/x-adobe-dng")

    def defaults() -> list[str]:
        return [desktop.run("gio", "mime", kind, check=False).stdout.split("\n")[0] for kind in types]

    before = defaults()
    assert before[0].startswith("Default application for")
    desktop.landmark_gui("integrations", "install", "--only", "desktop,gthumb,digikam")
    assert "landmark-tagger-suggest.desktop" in desktop.run("gio", "mime", "image/jpeg").stdout
    assert defaults() == before
    desktop.landmark_gui("integrations", "uninstall")
    assert defaults() == before
    assert "landmark" not in desktop.run("gio", "mime", "image/jpeg").stdout


def test_open_with_starts_our_program(desktop, need, tmp_path):
    """As GIO does it for all of its programs; the program is a script under a path that needs every rule of quoting."""
    need("gthumb")
    program = tmp_path / 'it\'s 100% "odd" $HOME `x` \\ ü' / "landmark-gui"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\nprintf '%s\\n' \"$0\" \"$@\" > '{tmp_path}/words'\n")
    program.chmod(0o755)
    install = (
        "import sys; from landmark_gui.cli import main; sys.argv[0] = sys.argv.pop(1); sys.exit(main(sys.argv[1:]))"
    )
    desktop.run(sys.executable, "-c", install, str(program), "integrations", "install", "--only", "gthumb")
    launch = (
        "import sys, gi; from gi.repository import Gio; app = Gio.DesktopAppInfo.new(sys.argv[1]); "
        "app.launch([Gio.File.new_for_path(path) for path in sys.argv[2:]], None)"
    )
    photos = [str(desktop.photos / name) for name in NAMES]
    desktop.run(SYSTEM_PYTHON, "-c", launch, "landmark-tagger-suggest.desktop", *photos)
    words = desktop.wait(lambda: (tmp_path / "words").exists() and (tmp_path / "words").read_text(), "the program")
    assert words.splitlines() == [str(program), "suggest", "--host", "open-with", "--", *photos]
