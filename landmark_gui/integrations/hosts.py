"""All hosts that we know an entry for; `HOSTS` is the list."""

from pathlib import Path

from landmark_gui.integrations import desktop_files, quoting
from landmark_gui.integrations.desktop_files import MIME_TYPES, icons
from landmark_gui.integrations.host import Context, Host, OwnFile, Part, template
from landmark_gui.integrations.lua_line import LuaLine
from landmark_gui.integrations.places import Places
from landmark_gui.integrations.xml_element import XmlElement

_ELEMENT = "landmark-tagger-suggest"
_DARKTABLE, _GEEQIE, _GTHUMB = "org.darktable.Darktable", "org.geeqie.Geeqie", "org.gnome.gThumb"


def _config_folders(places: Places, programs: tuple[str, ...], flatpak: str) -> list[tuple[Path, bool]]:
    """Configuration folders of a program that may also be a Flatpak: with whether it is one."""
    found = [(places.flatpak_config(flatpak), True)] if places.has_flatpak(flatpak) else []
    return found if found and not places.has_program(*programs) else [(places.config, False), *found]


def _darktable(context: Context) -> list[Part]:
    parts: list[Part] = []
    options = "--wait", "--no-write", "--format", "tsv"
    for config, flatpak in _config_folders(context.places, ("darktable",), _DARKTABLE):
        command = quoting.shell(context.suggest("darktable", flatpak=flatpak, options=options))
        script = template("darktable.lua", command=quoting.lua_string(command))
        parts += [
            OwnFile(config / "darktable/lua/landmark_tagger.lua", script.encode()),
            LuaLine(config / "darktable/luarc", 'pcall(require, "landmark_tagger")', "landmark_tagger"),
        ]
    return parts


def _geeqie(context: Context) -> list[Part]:
    parts: list[Part] = []
    for config, flatpak in _config_folders(context.places, ("geeqie",), _GEEQIE):
        entry = template(
            "geeqie.desktop",
            exec=quoting.desktop_exec(context.suggest("geeqie", flatpak=flatpak), "%F"),
            mime_types="".join(f"{name};" for name in MIME_TYPES),
        )
        parts.append(OwnFile(config / "geeqie/applications/landmark-tagger.desktop", entry.encode()))
    return [*parts, *icons(context)]


def _gthumb(context: Context) -> list[Part]:
    parts: list[Part] = []
    for config, flatpak in _config_folders(context.places, ("gthumb",), _GTHUMB):
        # gThumb knows no %% for a percent sign.
        words = quoting.without_percent(context.suggest("gthumb"))
        outside = ["flatpak-spawn", "--host"] if flatpak else []
        command = quoting.shell([*outside, *words]) + " %F"
        text = template("gthumb.xml", command=quoting.xml_text(command)).strip()
        parts.append(XmlElement(config / "gthumb/scripts.xml", "scripts", ("@id", _ELEMENT), text))
    return [*parts, *desktop_files.open_with(context)]


def _dolphin(context: Context) -> list[Part]:
    entry = template("dolphin.desktop", exec=quoting.desktop_exec(context.suggest("dolphin"), "%F"))
    path = context.places.data / "kio/servicemenus/landmark-tagger.desktop"
    return [OwnFile(path, entry.encode(), executable=True), *icons(context)]


def _nautilus(context: Context) -> list[Part]:
    words = ", ".join(quoting.python_string(word) for word in context.suggest("nautilus"))
    script = template("nautilus.py").replace('"@COMMAND@"', words)
    path = context.places.data / "nautilus-python/extensions/landmark_tagger.py"
    return [OwnFile(path, script.encode()), *icons(context)]


def _nemo(context: Context) -> list[Part]:
    # URIs in double quotes: Nemo escapes paths too little for the shell's rules by which it splits the command.
    command = quoting.shell(quoting.without_percent(context.suggest("nemo"))) + " %U"
    path = context.places.data / "nemo/actions/landmark-tagger.nemo_action"
    entry = template("nemo.nemo_action", exec=quoting.key_file_value(command))
    return [OwnFile(path, entry.encode()), *icons(context)]


def _thunar(context: Context) -> list[Part]:
    command = quoting.double_percent(quoting.shell(context.suggest("thunar"))) + " %F"
    text = template("thunar.xml", command=quoting.xml_text(command)).strip()
    # Thunar reads the person's file instead of the system's, so that a new one must hold the system's actions too.
    system = (folder / "Thunar/uca.xml" for folder in context.places.config_dirs)
    start = next((path.read_bytes() for path in system if path.is_file()), None)
    path = context.places.config / "Thunar/uca.xml"
    return [XmlElement(path, "actions", ("unique-id", _ELEMENT), text, start), *icons(context)]


def _caja(context: Context) -> list[Part]:
    script = template("caja.sh", command=quoting.shell(context.suggest("caja")))
    return [OwnFile(context.places.config / "caja/scripts/Suggest location…", script.encode(), executable=True)]


def _pcmanfm(context: Context) -> list[Part]:
    command = quoting.shell(quoting.without_percent(context.suggest("pcmanfm"))) + " %F"
    # Its name must be no application's, which would be taken for this one.
    path = context.places.data / "file-manager/actions/landmark-tagger-action.desktop"
    entry = template("pcmanfm.desktop", exec=quoting.key_file_value(command))
    return [OwnFile(path, entry.encode()), *icons(context)]


def _finder(context: Context) -> list[Part]:
    folder = context.places.home / "Library/Services/Suggest location….workflow/Contents"
    command = quoting.xml_text(quoting.shell(context.suggest("finder")))
    return [
        OwnFile(folder / "Info.plist", template("finder/Info.plist").encode()),
        OwnFile(folder / "document.wflow", template("finder/document.wflow", command=command).encode()),
    ]


def _explorer(context: Context) -> list[Part]:
    program = quoting.windows_word(str(context.program))
    command = f'{program} suggest --host explorer -- "%1"'
    text = template(
        "explorer.reg",
        icon=quoting.registry_string(program),
        command=quoting.registry_string(command),
    )
    # What the registry editor exports and imports: UTF-16 with its mark and CRLF.
    content = b"\xff\xfe" + text.replace("\n", "\r\n").encode("utf-16-le")
    return [OwnFile(context.places.records / "explorer.reg", content)]


_OPEN_WITH = "right-click > Open With > Suggest location…"
_TOP_LEVEL = "right-click > Suggest location…"
_NOTHING = "It shows no keywords."

HOSTS: tuple[Host, ...] = (
    Host(
        "desktop", "Applications menu", "the menu of applications, as Landmark Tagger", _NOTHING,
        desktop_files.application, always=True,
    ),
    Host(
        "darktable", "darktable", 'the module "selected image[s]", and a shortcut',
        "At once: tags and coordinates go into its library.",
        _darktable, ("darktable",), (_DARKTABLE,), ("linux", "darwin"),
        note="Restart darktable.", sandboxed=True,
    ),
    Host(
        "digikam", "digiKam", _OPEN_WITH, "Choose Item > Reread Metadata From File.",
        desktop_files.open_with, ("digikam",), ("org.kde.digikam",),
    ),
    Host(
        "gwenview", "Gwenview", _OPEN_WITH, "Press F5.",
        desktop_files.open_with, ("gwenview",), ("org.kde.gwenview",), tested=False,
    ),
    Host(
        "gthumb", "gThumb", "Tools > Suggest location…, and Open With", "By itself, after a few seconds.",
        _gthumb, ("gthumb",), (_GTHUMB,),
        note="Restart gThumb.", sandboxed=True,
    ),
    Host(
        "geeqie", "Geeqie", "right-click > Plugins, and Ctrl+Shift+L", "Press R.",
        _geeqie, ("geeqie",), (_GEEQIE,),
        note="Restart Geeqie.", sandboxed=True,
    ),
    Host("dolphin", "Dolphin", _TOP_LEVEL, _NOTHING, _dolphin, ("dolphin",)),
    Host(
        "nautilus", "Nautilus (Files)", _TOP_LEVEL, _NOTHING, _nautilus, ("nautilus",),
        note="Needs the package python3-nautilus; restart Nautilus with 'nautilus -q'.",
    ),
    Host("nemo", "Nemo", _TOP_LEVEL, _NOTHING, _nemo, ("nemo",)),
    Host("thunar", "Thunar", _TOP_LEVEL, _NOTHING, _thunar, ("thunar",)),
    Host("caja", "Caja", "right-click > Scripts > Suggest location…", _NOTHING, _caja, ("caja",)),
    Host(
        "pcmanfm", "PCManFM", _TOP_LEVEL, _NOTHING, _pcmanfm, ("pcmanfm",),
        note="Needs the package libfm-modules; restart PCManFM.",
    ),
    Host(
        "explorer", "Windows Explorer", _TOP_LEVEL, _NOTHING, _explorer,
        platforms=("win32",), tested=False, always=True,
    ),
    Host(
        "finder", "macOS Finder", "right-click > Quick Actions > Suggest location…", _NOTHING, _finder,
        platforms=("darwin",), tested=False, always=True,
    ),
)  # fmt: skip
"""In the order in which they are listed."""

BY_ID = {host.id: host for host in HOSTS}
