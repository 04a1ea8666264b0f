"""Who opens a type of file by default: as the specification has it, and never us."""

import os
import shutil
import subprocess

import host_home
import pytest
from host_home import run

from landmark_gui.integrations import Places
from landmark_gui.integrations.default_apps import DefaultApps, DefaultPins
from landmark_gui.integrations.host import SUGGEST_ID

pytestmark = pytest.mark.skipif(os.name == "nt", reason=host_home.POSIX_ONLY)

LIST = ".config/mimeapps.list"


def apps() -> DefaultApps:
    return DefaultApps(Places.here(), frozenset({SUGGEST_ID}))


def handlers(home, kind: str) -> list[str]:
    content = home.read(LIST) if (home.path / LIST).exists() else None
    return apps().handlers(kind, content)


def test_the_cache_gives_the_order_where_nobody_has_chosen(home):
    assert handlers(home, "image/png") == ["paint.desktop", "viewer.desktop"]
    assert handlers(home, "image/jpeg") == ["viewer.desktop"]
    assert handlers(home, "image/webp") == []


def test_lists_come_before_the_cache_and_the_persons_before_the_systems(home):
    (home.system / "applications/mimeapps.list").write_text("[Default Applications]\nimage/png=viewer.desktop\n")
    assert handlers(home, "image/png")[0] == "viewer.desktop"
    home.write(LIST, b"[Default Applications]\nimage/png=gone.desktop;paint.desktop;\n")
    assert handlers(home, "image/png") == ["paint.desktop", "viewer.desktop"]


def test_a_desktops_own_list_comes_first(home, monkeypatch):
    (home.system / "applications/mimeapps.list").write_text("[Default Applications]\nimage/png=paint.desktop\n")
    (home.system / "applications/xfce-mimeapps.list").write_text("[Default Applications]\nimage/png=viewer.desktop\n")
    assert handlers(home, "image/png")[0] == "paint.desktop"
    monkeypatch.setenv("XDG_CURRENT_DESKTOP", "XFCE")
    assert handlers(home, "image/png")[0] == "viewer.desktop"


def test_what_was_added_comes_before_the_cache_and_what_was_removed_not_at_all(home):
    home.write(
        LIST, b"[Added Associations]\nimage/jpeg=paint.desktop;\n[Removed Associations]\nimage/png=paint.desktop;\n"
    )
    assert handlers(home, "image/jpeg") == ["paint.desktop", "viewer.desktop"]
    assert handlers(home, "image/png") == ["viewer.desktop"]


def test_the_type_above_stands_in(home):
    (home.system / "mime").mkdir()
    (home.system / "mime/subclasses").write_text("image/x-nikon-nef image/x-dcraw\nimage/x-dcraw image/tiff\n")
    assert handlers(home, "image/x-nikon-nef") == ["viewer.desktop"]
    run("install", "--only", "digikam")
    assert b"image/x-nikon-nef=viewer.desktop\n" in home.read(LIST)


def test_ids_with_a_dash_may_lie_in_a_folder(home):
    folder = home.system / "applications/kde"
    folder.mkdir()
    (folder / "okular.desktop").write_text("[Desktop Entry]\n")
    home.write(LIST, b"[Default Applications]\nimage/jpeg=kde-okular.desktop\n")
    assert handlers(home, "image/jpeg")[0] == "kde-okular.desktop"


def test_types_that_nobody_opens_are_not_offered(home):
    run("install", "--only", "digikam")
    entry = home.read(".local/share/applications/landmark-tagger-suggest.desktop").decode()
    offered = next(line for line in entry.splitlines() if line.startswith("MimeType="))
    assert offered == "MimeType=image/jpeg;image/png;image/tiff;"
    home.add_application("raw", "image/x-nikon-nef")
    run("install", "--only", "digikam")
    assert b"image/x-nikon-nef;" in home.read(".local/share/applications/landmark-tagger-suggest.desktop")
    assert b"image/x-nikon-nef=raw.desktop" in home.read(LIST)


def test_what_the_person_chose_stays_be_it_us(home):
    chosen = b"[Default Applications]\nimage/jpeg=landmark-tagger-suggest.desktop\nimage/png=viewer.desktop\n"
    home.write(LIST, chosen)
    run("install", "--only", "digikam")
    assert home.read(LIST) == chosen + b"image/tiff=viewer.desktop\n"


def test_a_default_that_is_gone_gets_successors_and_comes_back(home):
    before = b"[Default Applications]\nimage/jpeg=gone.desktop\n"
    home.write(LIST, before)
    run("install", "--only", "digikam")
    assert b"image/jpeg=gone.desktop;viewer.desktop;\n" in home.read(LIST)
    home.write(LIST, home.read(LIST) + b"[Added Associations]\n")
    run("uninstall")
    assert home.read(LIST) == before + b"[Added Associations]\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", b"[Default Applications]\n{}"),
        (b"[Default Applications]", b"[Default Applications]\n{}"),
        (b"[Default Applications]\n\n# end\n", b"[Default Applications]\n{}\n# end\n"),
        (b"[Other]\na=b\n", b"[Other]\na=b\n\n[Default Applications]\n{}"),
        (b"[Other]\na=b", b"[Other]\na=b\n\n[Default Applications]\n{}"),
        (b"[Default Applications]\nx/y=z\n[Other]\na=b\n", b"[Default Applications]\nx/y=z\n{}[Other]\na=b\n"),
    ],
)
def test_lines_are_added_where_they_belong(home, content, expected):
    pins = DefaultPins(home.path / LIST, apps(), ["image/jpeg"])
    line = b"image/jpeg=viewer.desktop"
    put = pins.put(content)
    assert put is not None
    assert put.rstrip(b"\n") == expected.replace(b"{}", line + b"\n").rstrip(b"\n")
    taken = pins.take(put, pins.record(content, None))
    assert (
        taken.replace(b"[Default Applications]", b"").strip() == content.replace(b"[Default Applications]", b"").strip()
    )


@pytest.mark.parametrize("kind", ["image/jpeg", "image/png", "image/tiff", "image/webp"])
def test_gio_sees_the_same_default_before_and_after(home, kind):
    gio = shutil.which("gio", path="/usr/bin")
    update = shutil.which("update-desktop-database", path="/usr/bin")
    if gio is None or update is None:
        pytest.skip("gio or update-desktop-database is not installed")
    home.write_shared()
    (home.path.parent / "bin/true").symlink_to("/bin/true")
    for path in (home.system / "applications").glob("*.desktop"):
        kinds = {"viewer": "image/jpeg;image/png;image/tiff;", "paint": "image/png;"}[path.stem]
        path.write_text(f"[Desktop Entry]\nType=Application\nName=x\nExec=true\nMimeType={kinds}\n")

    def default() -> str:
        return subprocess.run([gio, "mime", kind], capture_output=True, text=True, check=False).stdout.split("\n")[0]

    before = default()
    run("install", "--only", "digikam")
    subprocess.run([update, str(home.path / ".local/share/applications")], check=True)
    done = subprocess.run([gio, "mime", kind], capture_output=True, text=True, check=False)
    assert ("landmark-tagger-suggest.desktop" in done.stdout) is (kind != "image/webp")
    assert default() == before
    run("uninstall")
    assert default() == before
