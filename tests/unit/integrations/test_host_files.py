"""The files themselves: valid by the validators of their formats, and leading to our program."""

import ast
import configparser
import plistlib
import shutil
import subprocess
from pathlib import Path

import pytest
from host_home import run
from lxml import etree

from landmark_gui import resources
from landmark_gui.integrations import BY_ID, HOSTS, Context, Places
from landmark_gui.integrations.desktop_files import ICON_SIZES
from landmark_gui.integrations.host import OwnFile

DATA = Path(".local/share")


@pytest.fixture
def context(home) -> Context:
    return Context(Places.here(), home.program)


def content(context: Context, host: str, suffix: str) -> str:
    """The text of the host's own file with such a name."""
    parts = [part for part in BY_ID[host].parts(context) if isinstance(part, OwnFile)]
    return next(part.content for part in parts if part.path.name.endswith(suffix)).decode()


def keys(text: str, group: str = "Desktop Entry") -> configparser.SectionProxy:
    parser = configparser.RawConfigParser(strict=True)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(text)
    return parser[group]


def tool(name: str) -> str:
    found = shutil.which(name, path="/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin")
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def test_desktop_entries_are_valid(home):
    validator = tool("desktop-file-validate")
    home.write_shared()
    run("install")
    for name in (
        DATA / "applications/landmark-tagger.desktop",
        DATA / "applications/landmark-tagger-suggest.desktop",
        Path(".config/geeqie/applications/landmark-tagger.desktop"),
    ):
        done = subprocess.run([validator, str(home.path / name)], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", ""), name


def test_metainfo_is_valid(home):
    validator = tool("appstreamcli")
    run("install", "--only", "desktop")
    path = home.path / DATA / "metainfo/landmark-tagger.metainfo.xml"
    command = [validator, "validate", "--no-net", "--no-color", "--explain", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "W:" not in done.stdout
    assert "E:" not in done.stdout


def test_mime_type_can_be_registered(home):
    update = tool("update-mime-database")
    run("install", "--only", "desktop")
    done = subprocess.run([update, str(home.path / DATA / "mime")], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "application/x-landmark-tagger-model:*.landmarks" in home.read(str(DATA / "mime/globs")).decode()


def test_every_entry_calls_the_program_by_its_absolute_path(context):
    for host in HOSTS:
        texts = [part.content for part in host.parts(context) if isinstance(part, OwnFile)]
        texts += [part.put(None) or b"" for part in host.parts(context) if not isinstance(part, OwnFile)]
        program = str(context.program)
        spellings = [text.encode(code) for code in ("utf-8", "utf-16-le") for text in (program, program + " suggest")]
        assert any(spelling in text for text in texts for spelling in spellings), host.id
        assert not any(b"@" in text.replace(b"$@", b"") for text in texts if b"_COMMAND_" in text), host.id


def test_no_placeholder_is_left(context):
    for host in HOSTS:
        for part in host.parts(context):
            text = part.content if isinstance(part, OwnFile) else part.put(None) or b""
            for name in ("EXEC", "TRY_EXEC", "COMMAND", "MIME_TYPES", "ICON"):
                assert f"@{name}@".encode() not in text, (host.id, part.path)
                assert f"@{name}@".encode("utf-16-le") not in text, (host.id, part.path)


def test_open_with_entries_say_what_hosts_need(context):
    entry = keys(content(context, "digikam", "suggest.desktop"))
    assert entry["NoDisplay"] == "true"
    assert entry["Exec"].endswith("suggest --host open-with -- %F")
    assert "image/jpeg" in entry["MimeType"].split(";")
    service = content(context, "dolphin", ".desktop")
    assert keys(service)["X-KDE-ServiceTypes"] == "KonqPopupMenu/Plugin"
    assert keys(service, "Desktop Action suggest")["Exec"].endswith("suggest --host dolphin -- %F")
    assert BY_ID["dolphin"].parts(context)[0].executable  # type: ignore[union-attr]
    action = content(context, "pcmanfm", ".desktop")
    assert keys(action)["Tooltip"] == keys(action)["Name"]


def test_scripts_are_programs(context):
    ast.parse(content(context, "nautilus", ".py"))
    for name in ("luac", "luac5.4", "luac5.3"):
        if found := shutil.which(name, path="/usr/bin"):
            script = content(context, "darktable", ".lua").encode()
            assert subprocess.run([found, "-p", "-"], input=script, check=False).returncode == 0


def test_the_scripts_of_gthumb_and_the_actions_of_thunar_are_elements(context):
    for host, words in {"gthumb": ["scripts", "script"], "thunar": ["actions", "action"]}.items():
        text = BY_ID[host].parts(context)[0].put(None)  # type: ignore[union-attr]
        root = etree.fromstring(text)
        assert [root.tag, root[-1].tag] == words


def test_quick_action_of_finder(context):
    info = plistlib.loads(content(context, "finder", "Info.plist").encode())
    assert info["NSServices"][0]["NSMenuItem"]["default"] == "Suggest location…"
    assert info["NSServices"][0]["NSSendFileTypes"] == ["public.image"]
    flow = plistlib.loads(content(context, "finder", "document.wflow").encode())
    command = flow["actions"][0]["action"]["ActionParameters"]["COMMAND_STRING"]
    assert command == f'{context.program} suggest --host finder -- "$@" > /dev/null 2>&1 &'


def test_verb_of_the_explorer(context):
    moved = Context(context.places, Path(r"C:\Program Files\Landmark\landmark-gui.exe"))
    part = BY_ID["explorer"].parts(moved)[0]
    assert isinstance(part, OwnFile)
    lines = part.content.decode("utf-16").split("\r\n")
    assert lines[0] == "Windows Registry Editor Version 5.00"
    assert '"MultiSelectModel"="Player"' in lines
    command = lines[lines.index(next(line for line in lines if line.endswith("\\command]"))) + 1]
    assert command == (r'@="\"C:\\Program Files\\Landmark\\landmark-gui.exe\" suggest --host explorer -- \"%1\""')


@pytest.mark.parametrize("size", ICON_SIZES)
def test_icons_are_drawn_from_the_svg(qapp, size):
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    drawn = QImage(size, size, QImage.Format.Format_ARGB32)
    drawn.fill(0)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(resources.path("icons/landmark-tagger.svg"))).render(painter)
    painter.end()
    shipped = QImage(str(resources.path(f"hosts/icons/landmark-tagger-{size}.png")))
    assert (shipped.width(), shipped.height()) == (size, size)
    drawn, shipped = (image.convertToFormat(QImage.Format.Format_RGBA8888) for image in (drawn, shipped))
    pairs = zip(bytes(drawn.constBits()), bytes(shipped.constBits()), strict=True)
    assert sum(abs(a - b) for a, b in pairs) / (size * size * 4) < 2
