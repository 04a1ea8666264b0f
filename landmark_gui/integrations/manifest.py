"""The record of what was installed where, by which anything of it can be told and taken back."""

import contextlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from landmark_gui.integrations import files
from landmark_gui.integrations.errors import FailedError, IntegrationError

FORMAT_VERSION = 1
BACKUPS = "backups"
OVERWRITTEN = "overwritten"
"""Folder of what the person had made of our files, for ever."""


@dataclass(frozen=True)
class Installed:
    """One file that we made, or in which our element stands.

    Attributes:
        hosts: Hosts that need it.
        digests: SHA-256 of the whole file as we left it; two while it is being replaced.
        before: Name of the backup with what stood there before; None: there was no file.
        shared: Whether it is another program's file with our element in it.
        record: What the edit of a shared file wants to remember.
    """

    hosts: tuple[str, ...]
    digests: tuple[str, ...]
    before: str | None = None
    shared: bool = False
    record: Any = None

    def to_json(self) -> dict[str, Any]:
        """As a JSON object."""
        return {
            "hosts": list(self.hosts),
            "sha256": list(self.digests),
            "before": self.before,
            "shared": self.shared,
            "record": self.record,
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Installed":
        """From a JSON object.

        Raises:
            KeyError: A part is missing.
            TypeError: A part is of another type.
        """
        before = values["before"]
        if before is not None and (not isinstance(before, str) or Path(before).name != before):
            raise TypeError("before")
        return cls(
            tuple(map(str, values["hosts"])),
            tuple(map(str, values["sha256"])),
            before,
            bool(values["shared"]),
            values["record"],
        )


@dataclass
class Manifest:
    """All that is installed.

    Attributes:
        folder: Where the record and the backups lie.
        entries: What is installed, by path.
        folders: Folders that we made.
        derived: Files and folders that the system's tools made from ours.
    """

    folder: Path
    entries: dict[Path, Installed] = field(default_factory=dict)
    folders: list[Path] = field(default_factory=list)
    derived: list[Path] = field(default_factory=list)

    @classmethod
    def load(cls, folder: Path) -> "Manifest":
        """Reads the record; an empty one where there is none.

        Raises:
            IntegrationError: It cannot be read, is damaged, or of a later version.
        """
        path = folder / "manifest.json"
        content = files.read(path)
        if content is None:
            return cls(folder)
        try:
            values = json.loads(content)
            version = values["format_version"]
            if version == FORMAT_VERSION:
                entries = {Path(name): Installed.from_json(entry) for name, entry in values["files"].items()}
                return cls(folder, entries, _paths(values["folders"]), _paths(values["derived"]))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise IntegrationError(
                f"{path}: the record of installed entries is damaged; remove it, and then entries with "
                "'landmark-gui integrations uninstall'."
            ) from error
        raise IntegrationError(f"{path}: the record of installed entries is of a later version ({version}).")

    def save(self) -> None:
        """Writes the record atomically.

        Raises:
            FailedError: It cannot be written.
        """
        path = self.folder / "manifest.json"
        before = files.read(path)
        if not self.entries and not self.folders and not self.derived:
            if before is not None:
                files.remove(path, before)
            files.remove_folders([self.folder])
            return
        values = {
            "format_version": FORMAT_VERSION,
            "files": {str(name): entry.to_json() for name, entry in sorted(self.entries.items())},
            "folders": sorted(map(str, self.folders)),
            "derived": sorted(map(str, self.derived)),
        }
        content = (json.dumps(values, indent=1) + "\n").encode()
        if content != before:
            files.make_folders(self.folder)
            files.write(path, content, before)

    @staticmethod
    def backup_name(path: Path, content: bytes) -> str:
        """The name under which a file's content is kept."""
        return f"{files.digest(content)[:16]}-{path.name}"

    def keep(self, path: Path, content: bytes, folder: str = BACKUPS) -> Path:
        """Keeps a copy of a file of somebody else's.

        Args:
            path: The file.
            content: What to keep.
            folder: `BACKUPS`, for what is put back one day, or `OVERWRITTEN`.

        Returns:
            The copy.

        Raises:
            FailedError: It cannot be written.
        """
        backup = self.folder / folder / self.backup_name(path, content)
        before = files.read(backup)
        if before != content:
            files.make_folders(backup.parent)
            files.write(backup, content, before)
        return backup

    def kept(self, name: str) -> bytes:
        """The content of a copy.

        Raises:
            FailedError: It is not there any more, or is another one.
        """
        content = files.read(self.folder / BACKUPS / name)
        if content is None or not name.startswith(files.digest(content)[:16]):
            raise FailedError(f"{self.folder / 'backups' / name}: the backup is missing or damaged.")
        return content

    def of_host(self, host: str) -> list[Path]:
        """What is installed for a host."""
        return [path for path, entry in self.entries.items() if host in entry.hosts]

    def drop_backups(self) -> None:
        """Removes backups that no entry needs any more."""
        needed = {entry.before for entry in self.entries.values()}
        for path in _files(self.folder / BACKUPS):
            if path.name not in needed:
                with contextlib.suppress(OSError):
                    path.unlink()
        files.remove_folders([self.folder / BACKUPS])


def _files(folder: Path) -> Iterable[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _paths(names: Any) -> list[Path]:
    return [Path(name) for name in names]
