"""Which application opens a type of file by default, and how to keep it that way.

A desktop entry in the person's own folder comes before the system's, so that an entry which merely offers to open
photos becomes their default viewer wherever nothing else is chosen expressly. Before ours is installed, the defaults of
that moment are therefore written down where the person's own choices stand, in ``mimeapps.list``.

Follows the freedesktop.org specifications of MIME applications (1.0.1) and of the desktop entry.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from landmark_gui.integrations import files
from landmark_gui.integrations.edits import BOM, State, is_other_unicode, line_end
from landmark_gui.integrations.errors import IntegrationError, MalformedError
from landmark_gui.integrations.places import Places

DEFAULTS = "Default Applications"
_ADDED, _REMOVED, _CACHE = "Added Associations", "Removed Associations", "MIME Cache"
_MOST = 6  # applications that are written down for one type: enough should some of them be removed later


@dataclass(frozen=True)
class DefaultApps:
    """The applications for types of files as the system knows them, as if our entries were not there.

    Attributes:
        places: Where to look.
        ours: Our desktop ids.
    """

    places: Places
    ours: frozenset[str]

    def handlers(self, mime_type: str, content: bytes | None) -> list[str]:
        """The applications that open files of this type, the default first.

        Args:
            mime_type: The type.
            content: The person's ``mimeapps.list``; None: there is none.

        Returns:
            Desktop ids, without ours; empty where nothing opens such files.
        """
        types = [mime_type, *self._parents(mime_type)]
        lists = [_keys(content or b""), *self._other_lists]
        found: list[str] = []
        for name in types:  # a default for the type itself comes before all of the types above it
            found += [entry for keys in lists for entry in keys.get((DEFAULTS, name), ())]
            removed = {entry for keys in lists for entry in keys.get((_REMOVED, name), ())}
            added = [entry for keys in lists for entry in keys.get((_ADDED, name), ())]
            cached = [entry for keys in self._caches for entry in keys.get((_CACHE, name), ())]
            found += [entry for entry in [*added, *cached] if entry not in removed]
        return [entry for entry in dict.fromkeys(found) if entry not in self.ours and self.exists(entry)]

    def exists(self, desktop_id: str) -> bool:
        """Whether there is such an application."""
        # A dash may stand for a folder: kde-foo.desktop is kde/foo.desktop.
        names = [desktop_id, *(desktop_id.replace("-", "/", count) for count in range(1, desktop_id.count("-") + 1))]
        return any((folder / name).is_file() for folder in self._application_folders for name in names)

    @property
    def _application_folders(self) -> list[Path]:
        return [folder / "applications" for folder in (self.places.data, *self.places.data_dirs)]

    @cached_property
    def _other_lists(self) -> list[dict[tuple[str, str], list[str]]]:
        """All lists of associations but the person's main one, most important first."""
        own = self.places.config / "mimeapps.list"
        folders = [self.places.config, *self.places.config_dirs, *self._application_folders]
        names = [*(f"{desktop}-mimeapps.list" for desktop in self.places.desktops), "mimeapps.list", "defaults.list"]
        return [_read(folder / name) for folder in folders for name in names if folder / name != own]

    @cached_property
    def _caches(self) -> list[dict[tuple[str, str], list[str]]]:
        return [_read(folder / "mimeinfo.cache") for folder in self._application_folders]

    @cached_property
    def _subclasses(self) -> dict[str, list[str]]:
        above: dict[str, list[str]] = {}
        for folder in (self.places.data, *self.places.data_dirs):
            for line in _text(folder / "mime/subclasses").splitlines():
                name, _, parent = line.partition(" ")
                above.setdefault(name, []).append(parent.strip())
        return above

    def _parents(self, mime_type: str) -> list[str]:
        found: list[str] = []
        waiting = list(self._subclasses.get(mime_type, ()))
        while waiting:
            name = waiting.pop(0)
            if name not in found and name != "application/octet-stream":
                found.append(name)
                waiting += self._subclasses.get(name, ())
        return found


@dataclass(frozen=True)
class DefaultPins:
    """The defaults of this moment as lines in the person's ``mimeapps.list``.

    Attributes:
        path: That file.
        apps: What is known of applications.
        types: The types that our entry offers to open.
    """

    path: Path
    apps: DefaultApps
    types: Sequence[str]

    def state(self, content: bytes | None, record: Any) -> State:
        """See `Edit.state`; what the person chose since is no change of ours, and stays."""
        if self._missing(content):
            return State.OUTDATED if record else State.ABSENT
        return State.CURRENT

    def put(self, content: bytes | None) -> bytes | None:
        """See `Edit.put`."""
        missing = self._missing(content)
        if not missing:
            return content
        lines = _Lines(content or b"")
        for name, (_, value) in missing.items():
            lines.set(DEFAULTS, name, value)
        return lines.content

    def take(self, content: bytes, record: Any) -> bytes:
        """See `Edit.take`; lines that read otherwise now are the person's."""
        self._check(content)
        lines = _Lines(content)
        for name, (before, value) in (record or {}).items():
            if lines.get(DEFAULTS, name) == value:
                lines.set(DEFAULTS, name, before)
        return lines.content

    def record(self, content: bytes | None, record: Any) -> Any:
        """See `Edit.record`: for each type, the line's value before and after."""
        return {**(record or {}), **{name: list(values) for name, values in self._missing(content).items()}}

    def _missing(self, content: bytes | None) -> dict[str, tuple[str | None, str]]:
        """For each type that would get us as its default: the value now, and the one that prevents it."""
        if content is not None:
            self._check(content)
        keys = _keys(content or b"")
        missing: dict[str, tuple[str | None, str]] = {}
        for name in self.types:
            chosen = keys.get((DEFAULTS, name), [])
            if any(self.apps.exists(entry) or entry in self.apps.ours for entry in chosen):
                continue  # the person has chosen, be it us
            handlers = self.apps.handlers(name, content)
            if not handlers:
                continue  # nor does our entry offer to open such files
            value = ";".join([*chosen, *handlers[:_MOST]]) + (";" if len(chosen) + len(handlers) > 1 else "")
            missing[name] = _Lines(content or b"").get(DEFAULTS, name), value
        return missing

    def _check(self, content: bytes) -> None:
        """Refuses what desktops cannot read either.

        Raises:
            MalformedError: A line is neither a comment nor a group nor a key with a value.
        """
        number = 0
        if is_other_unicode(content) or b"\0" in content:
            raise MalformedError(f"{self.path}: is no text; repair or remove it first. Nothing changed.")
        for number, (kind, _, _) in enumerate(_parse(content), 1):
            if kind == "damaged":
                raise MalformedError(
                    f"{self.path}: is damaged in line {number} (neither a group nor a key with a value); repair or "
                    "remove it first. Nothing changed."
                )


class _Lines:
    """A key file as its lines, in which single keys are set."""

    def __init__(self, content: bytes) -> None:
        self._lines = content.split(b"\n")
        self._end = line_end(content).decode()
        self.content = content

    def get(self, group: str, key: str) -> str | None:
        """The value as it stands; the last one counts."""
        found = None
        for _, name, in_group in self._keys(key):
            found = name if in_group == group else found
        return found

    def set(self, group: str, key: str, value: str | None) -> None:
        """Sets a value or, for None, removes the line; the group is made where it is missing."""
        positions = [number for number, _, in_group in self._keys(key) if in_group == group]
        carriage = "\r" if self._end == "\r\n" else ""
        if positions and value is not None:
            self._lines[positions[-1]] = f"{key}={value}{carriage}".encode()
        elif positions:
            del self._lines[positions[-1]]
        elif value is not None:
            self._add(group, f"{key}={value}{carriage}".encode(), carriage)
        self.content = b"\n".join(self._lines)

    def _add(self, group: str, line: bytes, carriage: str) -> None:
        header, last, found = f"[{group}]", -1, False
        for number, (kind, name, _) in enumerate(_parse(b"\n".join(self._lines))):
            if kind == "group":
                found = name == group
            if found and kind in {"group", "key"}:
                last = number
        if last < 0:
            if self._lines[-1].strip():
                self._lines[-1] += carriage.encode()
                self._lines.append(b"")
            if self._lines != [b""]:
                self._lines.insert(-1, carriage.encode())
            self._lines[-1:-1] = [f"{header}{carriage}".encode(), line]
            return
        if last == len(self._lines) - 1:  # the file ends without a line break
            self._lines[last] += carriage.encode()
            line = line.removesuffix(b"\r")
        self._lines.insert(last + 1, line)

    def _keys(self, key: str) -> Iterator[tuple[int, str, str]]:
        group = ""
        for number, (kind, name, value) in enumerate(_parse(b"\n".join(self._lines))):
            if kind == "group":
                group = name
            elif kind == "key" and name == key:
                yield number, value, group


def _parse(content: bytes) -> Iterator[tuple[str, str, str]]:
    """Each line as kind (group, key, other, damaged), name and value."""
    in_group = False
    for line in content.removeprefix(BOM).decode(errors="surrogateescape").split("\n"):
        text = line.strip()
        if not text or text.startswith("#"):
            yield "other", "", ""
        elif text.startswith("[") and text.endswith("]"):
            in_group = True
            yield "group", text[1:-1], ""
        elif in_group and not text.startswith("=") and "=" in text:
            name, _, value = text.partition("=")
            yield "key", name.strip(), value.strip()
        else:
            yield "damaged", "", ""


def _keys(content: bytes) -> dict[tuple[str, str], list[str]]:
    """All keys by group and name, each as a list of desktop ids."""
    found: dict[tuple[str, str], list[str]] = {}
    group = ""
    for kind, name, value in _parse(content):
        if kind == "group":
            group = name
        elif kind == "key":
            found[group, name] = [entry.strip() for entry in value.split(";") if entry.strip()]
    return found


def _read(path: Path) -> dict[tuple[str, str], list[str]]:
    return _keys(_text(path).encode(errors="surrogateescape"))


def _text(path: Path) -> str:
    """A file's text; empty where it cannot be read: a system's broken list is none of our business."""
    try:
        return (files.read(path) or b"").decode(errors="surrogateescape")
    except IntegrationError:
        return ""
