"""What a host is: a program from whose menus our suggestions can be reached, and the files that this needs."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from landmark_gui import resources
from landmark_gui.integrations.default_apps import DefaultApps
from landmark_gui.integrations.edits import Edit
from landmark_gui.integrations.places import Places

DESKTOP_ID = "landmark-tagger.desktop"
SUGGEST_ID = "landmark-tagger-suggest.desktop"


@dataclass(frozen=True)
class OwnFile:
    """A file that is all ours.

    Attributes:
        path: Where it goes.
        content: All of it.
        executable: Whether it is a program.
    """

    path: Path
    content: bytes
    executable: bool = False


Part: TypeAlias = OwnFile | Edit


@dataclass(frozen=True)
class Context:
    """What the parts of hosts are made from.

    Attributes:
        places: Where things go.
        program: The absolute path of ``landmark-gui``.
    """

    places: Places
    program: Path

    def suggest(self, host: str, *, flatpak: bool = False, options: tuple[str, ...] = ()) -> list[str]:
        """The command that suggests, up to the files.

        Args:
            host: What to tell the program of who called it.
            flatpak: Whether the caller lives in a Flatpak's sandbox, from where programs outside are reached by
                ``flatpak-spawn``.
            options: Further options.
        """
        outside = ["flatpak-spawn", "--host"] if flatpak else []
        return [*outside, str(self.program), "suggest", "--host", host, *options, "--"]

    @cached_property
    def default_apps(self) -> DefaultApps:
        """The applications that open photos without us."""
        return DefaultApps(self.places, frozenset({DESKTOP_ID, SUGGEST_ID}))


@dataclass(frozen=True)
class Host:
    """A program that can show our entry.

    Attributes:
        id: Its name on the command line.
        title: Its name for people.
        shows: Where the entry is found in it.
        rereads: How it learns of what was written.
        parts: The files for it, and edits of files that it shares with others.
        programs: Names of its executable.
        flatpaks: Its Flatpak names.
        platforms: Where it runs, as `sys.platform`.
        tested: Whether the entry has been seen to work in the real program.
        note: What else the person should know; empty: nothing.
        sandboxed: Whether as a Flatpak it calls us itself, which its sandbox must allow.
        always: Whether it counts as found wherever it can run.
    """

    id: str
    title: str
    shows: str
    rereads: str
    parts: Callable[[Context], list[Part]]
    programs: tuple[str, ...] = ()
    flatpaks: tuple[str, ...] = ()
    platforms: tuple[str, ...] = ("linux",)
    tested: bool = True
    note: str = ""
    sandboxed: bool = False
    always: bool = False

    def runs_here(self, places: Places) -> bool:
        """Whether it can run on this system."""
        return places.platform in self.platforms

    def found(self, places: Places) -> bool:
        """Whether it is installed."""
        return self.runs_here(places) and (
            self.always or places.has_program(*self.programs) or places.has_flatpak(*self.flatpaks)
        )

    def hints(self, places: Places) -> str:
        """What the person should know after installing; empty: nothing."""
        boxes = [name for name in self.flatpaks if self.sandboxed and places.has_flatpak(name)]
        overrides = [
            "As a Flatpak it may start programs outside its sandbox only after "
            f"'flatpak override --user --talk-name=org.freedesktop.Flatpak {name}'."
            for name in boxes
        ]
        return " ".join(filter(None, [self.note, *overrides]))


def template(name: str, **values: str) -> str:
    """A host's file with its placeholders filled.

    Args:
        name: Name in ``resources/hosts``.
        values: What stands for ``@NAME@``, by the name in lower case.
    """
    text = resources.path(f"hosts/{name}").read_text(encoding="utf-8")
    for key, value in values.items():
        text = text.replace(f"@{key.upper()}@", value)
    return text
