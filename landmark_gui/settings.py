"""Settings: each declared once with its type, range, group and description, kept in one versioned JSON file.

`Settings` is a value: `load` gives one, `Settings.replace` gives a changed one, `save` writes it.
"""

import contextlib
import itertools
import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Any

from landmark_gui import paths, whole_file

FORMAT_VERSION = 1

SettingValue = str | int | float | bool


class SettingsError(Exception):
    """Settings that cannot be read, written or changed that way; the message is one sentence."""


class Group(StrEnum):
    """Where a setting stands in the settings dialog; the values are the headings, in order."""

    LOOK = "Look"
    SUGGEST = "Suggestions"
    REVIEW = "Review"
    FIELDS = "Fields to write"
    FILES = "Writing files"
    KEYS = "Keys"


@dataclass(frozen=True)
class Setting:
    """One setting.

    Attributes:
        name: Key in the file.
        type: Type of the value.
        default: Value where the person chose none.
        title: Label of its field, without a full stop.
        description: What it does, in one sentence for the person.
        group: Where it stands in the settings dialog.
        choices: All allowed values; empty where any value of the type is allowed.
        minimum: Smallest number allowed; goes with ``maximum``.
        maximum: Largest number allowed; None for no limits.
        form: Raises ValueError, with the end of a sentence, for texts that are not allowed; None allows all.
    """

    name: str
    type: type[SettingValue]
    default: SettingValue
    title: str
    description: str
    group: Group
    choices: tuple[SettingValue, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    form: Callable[[str], None] | None = None

    def check(self, value: object) -> SettingValue:
        """The value, if this setting may have it.

        Raises:
            SettingsError: Wrong type, not one of the choices, out of range, or not of the form.
        """
        # bool is an int to isinstance, and JSON has one kind of number.
        if self.type is float and type(value) is int:
            value = float(value)
        if type(value) is not self.type:
            raise SettingsError(f"setting {self.name!r} must be of type {self.type.__name__}, not {value!r}")
        if self.choices and value not in self.choices:
            raise SettingsError(f"setting {self.name!r} must be one of {', '.join(map(str, self.choices))}")
        if isinstance(value, int | float) and not self._in_range(value):
            raise SettingsError(f"setting {self.name!r} must be from {self.minimum} to {self.maximum}, not {value}")
        if self.form is not None and isinstance(value, str):
            try:
                self.form(value)
            except ValueError as error:
                raise SettingsError(f"setting {self.name!r} must be {error}") from error
        return value

    def _in_range(self, value: float) -> bool:
        # Written so that NaN, which JSON files can hold, is in no range.
        return self.minimum is None or self.maximum is None or self.minimum <= value <= self.maximum


def _device(text: str) -> None:
    if not re.fullmatch(r"auto|cpu|mps|cuda(:\d{1,2})?", text):
        raise ValueError("auto, cpu, cuda, cuda:N or mps")


def _language(text: str) -> None:
    if text and not re.fullmatch(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*", text):
        raise ValueError("a language code such as de, or empty")


def _separator(text: str) -> None:
    if len(text) != 1 or text.isalnum() or text.isspace() or not text.isprintable():
        raise ValueError("one punctuation mark")


def _keyword(text: str) -> None:
    if text != text.strip() or not text.isprintable():
        raise ValueError("a word without control characters and outer blanks, or empty")


def _keys(text: str) -> None:
    try:
        keys = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        keys = None
    if not isinstance(keys, dict) or not all(isinstance(value, str) for value in keys.values()):
        raise ValueError("a JSON object from actions to keys, or empty")


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "theme", str, "system", "Theme", "Whether the window is light, dark, or as the desktop.", Group.LOOK,
        choices=("system", "light", "dark"),
    ),
    Setting(
        "language", str, "", "Language",
        "Language of the app.", Group.LOOK, form=_language,
    ),
    Setting(
        "thumbnail_size", int, 192, "Thumbnail size", "Side of the thumbnails in the grid, in pixels.", Group.LOOK,
        minimum=96, maximum=512,
    ),
    Setting(
        "restore_session", bool, True, "Open what was open",
        "Starts with the folders, filter and photo of the last time.", Group.LOOK,
    ),
    Setting(
        "model", str, "", "Model", "The model that is asked for suggestions.", Group.SUGGEST,
    ),
    Setting(
        "device", str, "auto", "Runs on",
        "Where networks run: cpu, cuda or cuda:N, mps; auto takes a graphics card where there is one.",
        Group.SUGGEST, form=_device,
    ),
    Setting(
        "top_k", int, 5, "Candidates", "How many candidates are shown for each photo.", Group.SUGGEST,
        minimum=1, maximum=9,
    ),
    Setting(
        "suggest_on_open", bool, False, "Suggest when a folder is opened",
        "Asks the model about new photos as soon as their folder is opened.", Group.SUGGEST,
    ),
    Setting(
        "use_gps", bool, True, "Weigh the camera's position",
        "Landmarks near the position in the photo become likelier, far ones less likely, and contradictions are shown.",
        Group.SUGGEST,
    ),
    Setting(
        "use_context", bool, True, "Weigh neighbouring photos",
        "Photos of the same burst, minute, folder and journey support each other.", Group.SUGGEST,
    ),
    Setting(
        "accept_probability", float, 0.9, "Accept confident ones from",
        "Least probability of a suggestion that 'Accept all confident' accepts, from 0.5 to 1.", Group.REVIEW,
        minimum=0.5, maximum=1.0,
    ),
    Setting(
        "burst_seconds", float, 3.0, "Longest gap in a burst",
        "Photos of one camera that follow each other within so many seconds are one burst.", Group.REVIEW,
        minimum=0.0, maximum=60.0,
    ),
    Setting(
        "advance", bool, True, "Go on after a decision",
        "Shows the next photo that waits for a decision as soon as one is decided.", Group.REVIEW,
    ),
    Setting(
        "write_at_once", bool, False, "Write at once when accepted",
        "Writes a landmark into the photo as soon as it is accepted, without showing the plan.", Group.REVIEW,
    ),
    Setting(
        "stay_ready_minutes", int, 5, "Stay ready",
        "For how many minutes the small dialog's model stays in memory when it is closed; 0: not at all.",
        Group.SUGGEST, minimum=0, maximum=240,
    ),
    Setting(
        "write_keywords", bool, True, "Keyword", "Writes the landmark's name as a keyword (dc:subject).", Group.FIELDS,
    ),
    Setting(
        "write_hierarchy", bool, True, "Keyword path for Lightroom and darktable",
        "Writes the path from country to landmark (lr:hierarchicalSubject).", Group.FIELDS,
    ),
    Setting(
        "write_digikam", bool, True, "Keyword path for digiKam",
        "Writes the path from country to landmark (digiKam:TagsList).", Group.FIELDS,
    ),
    Setting(
        "write_location_shown", bool, True, "Location shown",
        "Writes name, place and position of what the photo shows (Iptc4xmpExt:LocationShown).", Group.FIELDS,
    ),
    Setting(
        "write_location", bool, True, "City, region and country",
        "Fills the place fields where they are empty (photoshop:City and its neighbours).", Group.FIELDS,
    ),
    Setting(
        "write_iptc", bool, True, "IPTC", "Adds the same to IPTC fields in photos that have any.", Group.FIELDS,
    ),
    Setting(
        "write_xp_keywords", bool, False, "XPKeywords",
        "Also writes the keyword where old Windows programs look for it.", Group.FIELDS,
    ),
    Setting(
        "fill_gps", bool, False, "Position where there is none",
        "Stores the landmark's position as the camera's in photos without one.", Group.FIELDS,
    ),
    Setting(
        "keyword_root", str, "Places", "First level of the path",
        "The word under which all places stand in keyword paths; may be empty.", Group.FIELDS, form=_keyword,
    ),
    Setting(
        "keyword_language", str, "en", "Language of keywords",
        "Language of the landmarks' names that are written, as an ISO 639-1 code.", Group.FIELDS, form=_language,
    ),
    Setting(
        "hierarchy_separator", str, "|", "Separator for Lightroom and darktable",
        "Stands between the levels of a path in lr:hierarchicalSubject.", Group.FIELDS, form=_separator,
    ),
    Setting(
        "digikam_separator", str, "/", "Separator for digiKam",
        "Stands between the levels of a path in digiKam:TagsList.", Group.FIELDS, form=_separator,
    ),
    Setting(
        "sidecar", str, "auto", "Sidecar files",
        "Whether to write into XMP files beside the photos: auto only where the photo cannot be written, always or "
        "never.",
        Group.FILES, choices=("auto", "always", "never"),
    ),
    Setting(
        "sidecar_choice", str, "ask", "Where two sidecars exist",
        "Which one to write: ask leaves such photos alone, appended is photo.jpg.xmp, replaced is photo.xmp.",
        Group.FILES, choices=("ask", "appended", "replaced"),
    ),
    Setting(
        "adobe_sidecars", bool, False, "Sidecar names as Adobe",
        "Calls new sidecars of RAW files photo.xmp instead of photo.nef.xmp.", Group.FILES,
    ),
    Setting(
        "hard_links", str, "sidecar", "Files with further hard links",
        "What to do with them: write a sidecar, refuse, or write, which leaves the other names with the old file.",
        Group.FILES, choices=("sidecar", "refuse", "write"),
    ),
    Setting(
        "write_signed", bool, False, "Write into signed photos",
        "Writes into photos with a C2PA signature, which breaks it, instead of into a sidecar.", Group.FILES,
    ),
    Setting(
        "preserve_mtime", bool, False, "Keep the file's date",
        "Leaves the modification time as it was; photos without a capture time always keep it.", Group.FILES,
    ),
    Setting(
        "keep_original", bool, False, "Keep the original",
        "Leaves a copy beside each photo before the first write, photo.jpg.original.", Group.FILES,
    ),
    Setting(
        "keys", str, "", "Keys",
        "Keys that differ from the defaults, as a JSON object from actions to keys.", Group.KEYS, form=_keys,
    ),
)  # fmt: skip
_DECLARED = {setting.name: setting for setting in SETTINGS}


def declared(name: str) -> Setting:
    """The declaration of a setting.

    Raises:
        KeyError: No such setting.
    """
    return _DECLARED[name]


def search(text: str) -> list[Setting]:
    """The settings in which every word of ``text`` occurs, in name, title, description, group or choices."""
    words = text.casefold().split()
    found = []
    for setting in SETTINGS:
        choices = " ".join(map(str, setting.choices))
        where = f"{setting.name} {setting.title} {setting.description} {setting.group} {choices}".casefold()
        if all(word in where for word in words):
            found.append(setting)
    return found


@dataclass(frozen=True)
class Settings:
    """What the person chose; all else has its default.

    Attributes:
        chosen: Values that the person chose.
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

    def flag(self, name: str) -> bool:
        """The value of a setting of type bool.

        Raises:
            KeyError: No such setting.
        """
        return bool(self.get(name))

    def number(self, name: str) -> float:
        """The value of a setting of type float or int.

        Raises:
            KeyError: No such setting.
        """
        return float(self.get(name))

    def whole(self, name: str) -> int:
        """The value of a setting of type int.

        Raises:
            KeyError: No such setting.
        """
        return int(self.get(name))

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

    def reset(self, *names: str) -> "Settings":
        """These settings with the defaults for some of them; for all of them where none is named."""
        kept = {name: value for name, value in self.chosen.items() if names and name not in names}
        return Settings(MappingProxyType(kept), self.unknown)


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


def set_aside(path: Path | None = None) -> Path | None:
    """Gives the file another name beside it: the defaults hold then, and nothing that was in it is lost.

    Args:
        path: Another file than the person's own.

    Returns:
        What it is called now; None where there is no file any more.

    Raises:
        SettingsError: It cannot be renamed.
    """
    path = path or paths.settings_file()
    names = (path.with_stem(f"{path.stem}-damaged{number or ''}") for number in itertools.count())
    free = next(name for name in names if not os.path.lexists(name))
    try:
        path.rename(free)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise SettingsError(f"{path}: the settings could not be renamed: {error.strerror or error}.") from error
    return free


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
    try:
        whole_file.write(path, content.encode(), synced=True)
    except OSError as error:
        raise SettingsError(f"{path}: the settings could not be written: {error.strerror or error}.") from error


def keep_changes(before: Settings, after: Settings, path: Path | None = None) -> None:
    """Writes what differs between two settings, and leaves the others as they stand in the file by now.

    A window that is open for an evening does not take back what was chosen elsewhere meanwhile.

    Args:
        before: What was read or written last.
        after: What is to hold.
        path: Another file than the person's own.

    Raises:
        SettingsError: The file cannot be written, or is damaged.
    """
    names = before.chosen.keys() | after.chosen.keys()
    changed = {name for name in names if before.chosen.get(name) != after.chosen.get(name)}
    if not changed:
        return
    there = load(path)
    kept = {name: value for name, value in there.chosen.items() if name not in changed}
    ours = {name: value for name, value in after.chosen.items() if name in changed}
    save(Settings(MappingProxyType({**kept, **ours}), there.unknown), path)
