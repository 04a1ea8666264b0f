"""Settings: each declared once with its type, default and description, kept in one versioned JSON file.

`Settings` is a value: `load` gives one, `Settings.replace` gives a changed one, `save` writes it.
"""

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from landmark_gui import paths

FORMAT_VERSION = 1

SettingValue = str | int | float | bool


class SettingsError(Exception):
    """Settings that cannot be read, written or changed that way; the message is one sentence."""


@dataclass(frozen=True)
class Setting:
    """One setting.

    Attributes:
        name: Key in the file.
        type: Type of the value.
        default: Value where the person chose none.
        description: What it does, in one sentence for the person.
        choices: All allowed values; empty where any value of the type is allowed.
    """

    name: str
    type: type[SettingValue]
    default: SettingValue
    description: str
    choices: tuple[SettingValue, ...] = ()

    def check(self, value: object) -> SettingValue:
        """The value, if this setting may have it.

        Raises:
            SettingsError: Wrong type, or not one of the choices.
        """
        # bool is an int to isinstance, and JSON has one kind of number.
        if self.type is float and type(value) is int:
            value = float(value)
        if type(value) is not self.type:
            raise SettingsError(f"setting {self.name!r} must be of type {self.type.__name__}, not {value!r}")
        if self.choices and value not in self.choices:
            raise SettingsError(f"setting {self.name!r} must be one of {', '.join(map(str, self.choices))}")
        return value


SETTINGS: tuple[Setting, ...] = (
    Setting("model", str, "", "Name of the model in use; empty: the one that ships with the app."),
    Setting("device", str, "auto", "Where networks run: auto, cpu, cuda, cuda:N or mps."),
    Setting("language", str, "", "Language of the app, as an ISO 639-1 code; empty: the system's."),
)
_DECLARED = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True)
class Settings:
    """What the person chose; all else has its default.

    Attributes:
        chosen: Values that differ from the default by the person's choice.
        unknown: Entries of a later version, kept so that going back and forth loses nothing.
    """

    chosen: Mapping[str, SettingValue] = field(default_factory=lambda: MappingProxyType({}))
    unknown: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    def get(self, name: str) -> SettingValue:
        """The value of that setting.

        Raises:
            KeyError: No such setting.
        """
        return self.chosen.get(name, _DECLARED[name].default)

    def text(self, name: str) -> str:
        """The value of a setting of type str.

        Raises:
            KeyError: No such setting.
        """
        return str(self.get(name))

    def replace(self, **changes: object) -> "Settings":
        """These settings with some of them changed.

        Raises:
            SettingsError: No such setting, or a value that it may not have.
        """
        for name in changes:
            if name not in _DECLARED:
                raise SettingsError(f"there is no setting {name!r}")
        values = {name: _DECLARED[name].check(value) for name, value in changes.items()}
        return Settings(MappingProxyType({**self.chosen, **values}), self.unknown)


def load(path: Path | None = None) -> Settings:
    """The settings from their file; the defaults where there is none.

    Values that this version does not accept fall back to their defaults.

    Args:
        path: Another file than the person's own.

    Raises:
        SettingsError: The file cannot be read or is damaged.
    """
    path = path or paths.settings_file()
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsError(f"{path}: the settings cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise SettingsError(f"{path}: the settings are damaged: correct or delete this file.") from error
    values = content.get("settings") if isinstance(content, dict) else None
    if not isinstance(values, dict):
        raise SettingsError(f"{path}: the settings are damaged: correct or delete this file.")
    chosen: dict[str, SettingValue] = {}
    for name, value in values.items():
        if name in _DECLARED:
            with contextlib.suppress(SettingsError):
                chosen[name] = _DECLARED[name].check(value)
    unknown = {name: value for name, value in values.items() if name not in _DECLARED}
    return Settings(MappingProxyType(chosen), MappingProxyType(unknown))


def save(settings: Settings, path: Path | None = None) -> None:
    """Writes the settings atomically: the old file stays whole until the new one is.

    Args:
        settings: What to write.
        path: Another file than the person's own.

    Raises:
        SettingsError: The file cannot be written.
    """
    path = path or paths.settings_file()
    values = {**settings.unknown, **settings.chosen}
    content = json.dumps({"format_version": FORMAT_VERSION, "settings": values}, indent=2, sort_keys=True) + "\n"
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", dir=path.parent, prefix=f".{path.name}.", delete=False, encoding="utf-8"
        ) as handle:
            temporary = Path(handle.name)
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        raise SettingsError(f"{path}: the settings could not be written: {error.strerror or error}.") from error
