"""A person's home with hosts in it, for tests of their entries."""

import os
import sys
from pathlib import Path

from landmark_gui.cli import main

ALL = (
    "darktable",
    "digikam",
    "gwenview",
    "gthumb",
    "geeqie",
    "dolphin",
    "nautilus",
    "nemo",
    "thunar",
    "caja",
    "pcmanfm",
)
POSIX_ONLY = "paths and permissions of POSIX"

UCA = b"""<?xml encoding="UTF-8" version="1.0"?>
<!-- mine -->
<actions>
<action>
\t<icon>utilities-terminal</icon>
\t<name>Open Terminal Here &amp; now</name>
\t<unique-id>1436867498-1</unique-id>
\t<command>exo-open --working-directory %f</command>
\t<patterns>*</patterns>
\t<directories/>
</action>
</actions>
"""
SCRIPTS = b"""<?xml version="1.0" encoding="UTF-8"?>
<scripts version="1.0">
  <script id="abc" display-name="Mine &gt; yours" command="echo %F" shell-script="true" for-each-file="false"/>
</scripts>
"""
LUARC = b'-- my own\nrequire "tools/script_manager"\nreturn 1'
MIMEAPPS = b"""# chosen by hand
[Added Associations]
image/png=paint.desktop;

[Default Applications]
image/png=paint.desktop
text/plain=gone.desktop
"""

SHARED = {
    ".config/Thunar/uca.xml": UCA,
    ".config/gthumb/scripts.xml": SCRIPTS,
    ".config/darktable/luarc": LUARC,
    ".config/mimeapps.list": MIMEAPPS,
}
"""Shared files as they may be before, by their paths in the home."""


class Home:
    """A home folder, with the programs and applications of a system beside it."""

    def __init__(self, place: Path, monkeypatch, hosts=ALL, program="landmark-gui") -> None:
        self.path = place / "home"
        self.system = place / "usr/share"
        self.bin = place / "bin"
        self.program = place / "opt" / program
        for folder in (self.path, self.system / "applications", self.bin, self.program.parent):
            folder.mkdir(parents=True)
        for executable in (self.program, *(self.bin / name for name in hosts)):
            executable.write_text("#!/bin/sh\n")
            executable.chmod(0o755)
        self.add_application("viewer", "image/jpeg", "image/png", "image/tiff")
        self.add_application("paint", "image/png")
        for name in list(os.environ):
            if name.startswith("XDG_") or name == "APPIMAGE":
                monkeypatch.delenv(name)
        for name, value in {
            "HOME": self.path,
            "XDG_DATA_DIRS": self.system,
            "XDG_CONFIG_DIRS": place / "etc/xdg",
            "PATH": self.bin,
            "LANDMARK_GUI_HOME": place / "records",
        }.items():
            monkeypatch.setenv(name, str(value))
        monkeypatch.setattr(sys, "argv", [str(self.program)])

    def add_application(self, name: str, *types: str) -> None:
        """Installs an application of the system that opens these types, in front of the others."""
        folder = self.system / "applications"
        (folder / f"{name}.desktop").write_text("[Desktop Entry]\nType=Application\nName=x\nExec=x\n")
        cache = folder / "mimeinfo.cache"
        lines = cache.read_text().splitlines()[1:] if cache.exists() else []
        known = dict(line.split("=") for line in lines)
        for kind in types:
            known[kind] = f"{name}.desktop;{known.get(kind, '')}"
        cache.write_text("\n".join(["[MIME Cache]", *(f"{kind}={ids}" for kind, ids in known.items())]) + "\n")

    def write(self, name: str, content: bytes) -> Path:
        """Makes a file in the home."""
        path = self.path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return path

    def write_shared(self) -> None:
        """Makes all shared files."""
        for name, content in SHARED.items():
            self.write(name, content)

    def read(self, name: str) -> bytes:
        return (self.path / name).read_bytes()

    def snapshot(self) -> dict[str, object]:
        """Every file, link and folder in the home, with content and permissions."""
        found: dict[str, object] = {}
        for path in sorted(self.path.rglob("*")):
            name = str(path.relative_to(self.path))
            if path.is_symlink():
                found[name] = os.readlink(path)
            else:
                found[name] = (path.read_bytes() if path.is_file() else None, path.stat().st_mode)
        return found


def run(*arguments: str) -> int:
    """``landmark-gui integrations``, in this process."""
    return main(["integrations", *arguments])
