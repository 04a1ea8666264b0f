"""Where hosts keep their configuration, on this system and for this person."""

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from landmark_gui import paths
from landmark_gui.integrations.errors import IntegrationError


@dataclass(frozen=True)
class Places:
    """The folders that matter here; nothing in them need exist.

    Attributes:
        home: The person's home folder.
        config: ``$XDG_CONFIG_HOME``.
        data: ``$XDG_DATA_HOME``.
        cache: ``$XDG_CACHE_HOME``.
        config_dirs: ``$XDG_CONFIG_DIRS``: the system's configuration, most important first.
        data_dirs: ``$XDG_DATA_DIRS``: the system's data, most important first.
        flatpak_installations: Folders of Flatpak, the person's and the system's.
        desktops: ``$XDG_CURRENT_DESKTOP`` in lower case, most important first.
        records: Where we record what we installed.
        platform: As `sys.platform`.
        search_path: As ``$PATH``.
    """

    home: Path
    config: Path
    data: Path
    cache: Path
    config_dirs: tuple[Path, ...]
    data_dirs: tuple[Path, ...]
    flatpak_installations: tuple[Path, ...]
    desktops: tuple[str, ...]
    records: Path
    platform: str = sys.platform
    search_path: str = os.defpath

    @classmethod
    def here(cls, environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> "Places":
        """The places of the person who runs this, by the XDG base directory specification.

        Raises:
            IntegrationError: Nothing tells the home folder.
        """
        given = environment.get("HOME", "")
        home = Path(given) if os.path.isabs(given) else _home_of_account()
        data = _folder(environment.get("XDG_DATA_HOME"), home / ".local/share")
        return cls(
            home=home,
            config=_folder(environment.get("XDG_CONFIG_HOME"), home / ".config"),
            data=data,
            cache=_folder(environment.get("XDG_CACHE_HOME"), home / ".cache"),
            config_dirs=_folders(environment.get("XDG_CONFIG_DIRS"), "/etc/xdg"),
            data_dirs=_folders(environment.get("XDG_DATA_DIRS"), "/usr/local/share:/usr/share"),
            flatpak_installations=(data / "flatpak", Path("/var/lib/flatpak")),
            desktops=tuple(filter(None, environment.get("XDG_CURRENT_DESKTOP", "").lower().split(":"))),
            records=paths.data_folder() / "integrations",
            platform=platform,
            search_path=environment.get("PATH", os.defpath),
        )

    def has_program(self, *names: str) -> bool:
        """Whether one of these programs is installed."""
        return any(shutil.which(name, path=self.search_path) for name in names)

    def has_flatpak(self, *ids: str) -> bool:
        """Whether one of these applications is installed as a Flatpak."""
        return any((folder / "app" / name).is_dir() for folder in self.flatpak_installations for name in ids)

    def flatpak_config(self, name: str) -> Path:
        """The configuration folder that this Flatpak application sees."""
        return self.home / ".var/app" / name / "config"


def _home_of_account() -> Path:
    """The home folder by the system's list of accounts: `Path.home` takes an empty ``$HOME`` for the root."""
    try:
        import pwd  # noqa: PLC0415
    except ImportError:  # Windows, whose own way does not ask $HOME
        return Path.home()
    try:
        return Path(pwd.getpwuid(os.getuid()).pw_dir)
    except KeyError as error:
        raise IntegrationError("$HOME is not set, and this system does not know the account's home folder.") from error


def _folder(value: str | None, default: Path) -> Path:
    # Relative paths are to be ignored, by the specification.
    return Path(value) if value and Path(value).is_absolute() else default


def _folders(value: str | None, default: str) -> tuple[Path, ...]:
    parts = [Path(part) for part in (value or "").split(":") if part and Path(part).is_absolute()]
    return tuple(parts or map(Path, default.split(":")))
