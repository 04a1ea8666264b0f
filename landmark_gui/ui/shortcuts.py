"""Every action of the window in one table: its id, text, keys, icon and menu."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from landmark_gui.ui.noop import QT_TRANSLATE_NOOP

CONTEXT = "Actions"
"""Translation context of the texts below."""
MENUS = (
    QT_TRANSLATE_NOOP("Actions", "&File"),
    QT_TRANSLATE_NOOP("Actions", "&Edit"),
    QT_TRANSLATE_NOOP("Actions", "&View"),
    QT_TRANSLATE_NOOP("Actions", "&Suggest"),
    QT_TRANSLATE_NOOP("Actions", "&Review"),
    QT_TRANSLATE_NOOP("Actions", "&Photo"),
    QT_TRANSLATE_NOOP("Actions", "&Model"),
    QT_TRANSLATE_NOOP("Actions", "&Help"),
)
FILE, EDIT, VIEW, SUGGEST, REVIEW, PHOTO, MODEL, HELP = MENUS


class Scope(StrEnum):
    """Where an action's keys work."""

    WINDOW = "window"
    PHOTOS = "photos"  # grid and review panel: single letters, which must not fire while somebody types


@dataclass(frozen=True)
class ActionSpec:
    """One action.

    Attributes:
        id: Stable name, also in the settings.
        text: Menu text in English, with its mnemonic.
        keys: Default keys, in Qt's portable spelling.
        menu: Which menu it stands in; empty: none.
        icon: Name in ``resources/icons``; empty: none.
        scope: Where the keys work.
        tip: What it does, where the text alone does not say.
        checkable: Whether it is on or off.
        separator: Whether a line stands before it in the menu.
        short: Text on the tool bar, where that of the menu is too long.
    """

    id: str
    text: str
    keys: tuple[str, ...] = ()
    menu: str = ""
    icon: str = ""
    scope: Scope = Scope.WINDOW
    tip: str = ""
    checkable: bool = False
    separator: bool = False
    short: str = ""

    @property
    def title(self) -> str:
        """The translated text without its mnemonic and dots."""
        return translated(self.text).replace("&", "").rstrip("….")


def _review(
    id: str,  # noqa: A002 - as the attribute
    text: str,
    *keys: str,
    icon: str = "",
    tip: str = "",
    separator: bool = False,
) -> ActionSpec:
    return ActionSpec(id, text, keys, REVIEW, icon, Scope.PHOTOS, tip, separator=separator)


ACCEPT_TEXTS = (
    QT_TRANSLATE_NOOP("Actions", "Accept Candidate 1"),
    QT_TRANSLATE_NOOP("Actions", "Accept Candidate 2"),
    QT_TRANSLATE_NOOP("Actions", "Accept Candidate 3"),
    QT_TRANSLATE_NOOP("Actions", "Accept Candidate 4"),
    QT_TRANSLATE_NOOP("Actions", "Accept Candidate 5"),
    QT_TRANSLATE_NOOP("Actions", "Accept Candidate 6"),
    QT_TRANSLATE_NOOP("Actions", "Accept Candidate 7"),
    QT_TRANSLATE_NOOP("Actions", "Accept Candidate 8"),
    QT_TRANSLATE_NOOP("Actions", "Accept Candidate 9"),
)

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("open-folder", QT_TRANSLATE_NOOP("Actions", "&Open Folder…"), ("Ctrl+O",), FILE, "open"),
    ActionSpec("add-folder", QT_TRANSLATE_NOOP("Actions", "&Add Folder…"), ("Ctrl+Shift+O",), FILE),
    ActionSpec("rescan", QT_TRANSLATE_NOOP("Actions", "&Look for New Photos"), ("F5",), FILE),
    ActionSpec(
        "write",
        QT_TRANSLATE_NOOP("Actions", "&Write Accepted…"),
        ("Ctrl+S",),
        FILE,
        "write",
        tip=QT_TRANSLATE_NOOP("Actions", "Shows what would change in each file before anything is written"),
        separator=True,
        short=QT_TRANSLATE_NOOP("Actions", "Write"),
    ),
    ActionSpec(
        "undo-write",
        QT_TRANSLATE_NOOP("Actions", "&Take Back Last Write"),
        ("Ctrl+Shift+Z",),
        FILE,
        tip=QT_TRANSLATE_NOOP("Actions", "Restores the files of the last batch as they were"),
    ),
    ActionSpec("quit", QT_TRANSLATE_NOOP("Actions", "&Quit"), ("Ctrl+Q",), FILE, separator=True),
    ActionSpec("select-all", QT_TRANSLATE_NOOP("Actions", "Select &All"), ("Ctrl+A",), EDIT, scope=Scope.PHOTOS),
    ActionSpec("select-none", QT_TRANSLATE_NOOP("Actions", "Select &None"), ("Ctrl+Shift+A",), EDIT),
    ActionSpec("select-invert", QT_TRANSLATE_NOOP("Actions", "&Invert Selection"), ("Ctrl+I",), EDIT),
    ActionSpec("find", QT_TRANSLATE_NOOP("Actions", "&Find Photos"), ("Ctrl+F",), EDIT, "search", separator=True),
    ActionSpec("clear-filter", QT_TRANSLATE_NOOP("Actions", "&Clear Filter"), ("Ctrl+Shift+F",), EDIT),
    ActionSpec("settings", QT_TRANSLATE_NOOP("Actions", "&Settings…"), ("Ctrl+,",), EDIT, "settings", separator=True),
    ActionSpec(
        "zoom",
        QT_TRANSLATE_NOOP("Actions", "&Large Preview"),
        ("Space",),
        VIEW,
        "zoom",
        Scope.PHOTOS,
        QT_TRANSLATE_NOOP("Actions", "Gives the photo the whole window, and back"),
        checkable=True,
    ),
    ActionSpec("larger", QT_TRANSLATE_NOOP("Actions", "Larger &Thumbnails"), ("Ctrl++", "Ctrl+="), VIEW),
    ActionSpec("smaller", QT_TRANSLATE_NOOP("Actions", "S&maller Thumbnails"), ("Ctrl+-",), VIEW),
    ActionSpec("panel", QT_TRANSLATE_NOOP("Actions", "&Review Panel"), ("F9",), VIEW, checkable=True, separator=True),
    ActionSpec("map", QT_TRANSLATE_NOOP("Actions", "&Map"), ("Ctrl+M",), VIEW, "map", checkable=True),
    ActionSpec("errors", QT_TRANSLATE_NOOP("Actions", "&Problems"), ("Ctrl+E",), VIEW, "errors"),
    ActionSpec("full-screen", QT_TRANSLATE_NOOP("Actions", "&Full Screen"), ("F11",), VIEW, checkable=True),
    ActionSpec(
        "palette", QT_TRANSLATE_NOOP("Actions", "&Command Palette…"), ("Ctrl+K",), VIEW, "command", separator=True
    ),
    ActionSpec(
        "suggest-all",
        QT_TRANSLATE_NOOP("Actions", "Suggest for &All Photos"),
        ("Ctrl+Shift+L",),
        SUGGEST,
        "suggest",
        tip=QT_TRANSLATE_NOOP("Actions", "Asks the model about every photo that has no suggestion yet"),
        short=QT_TRANSLATE_NOOP("Actions", "Suggest"),
    ),
    ActionSpec("suggest-visible", QT_TRANSLATE_NOOP("Actions", "Suggest for &Shown Photos"), ("Ctrl+Alt+L",), SUGGEST),
    ActionSpec(
        "suggest-selected",
        QT_TRANSLATE_NOOP("Actions", "Suggest &Location"),
        ("Ctrl+L",),
        SUGGEST,
        "suggest",
        tip=QT_TRANSLATE_NOOP("Actions", "Asks the model about the selected photos, again where it was asked before"),
    ),
    ActionSpec("stop", QT_TRANSLATE_NOOP("Actions", "S&top"), ("Esc",), SUGGEST, "stop", separator=True),
    *(
        _review(f"accept-{number}", text, str(number), icon="accept" if number == 1 else "")
        for number, text in enumerate(ACCEPT_TEXTS, 1)
    ),
    _review("no-landmark", QT_TRANSLATE_NOOP("Actions", "&No Landmark"), "0", icon="none", separator=True),
    _review("search", QT_TRANSLATE_NOOP("Actions", "&Other Landmark…"), "/", icon="search"),
    _review(
        "reject",
        QT_TRANSLATE_NOOP("Actions", "&Reject Suggestion"),
        "X",
        icon="reject",
        tip=QT_TRANSLATE_NOOP("Actions", "The first candidate is wrong and is never suggested again for this photo"),
    ),
    _review("skip", QT_TRANSLATE_NOOP("Actions", "&Skip"), "S", icon="skip"),
    _review("undo", QT_TRANSLATE_NOOP("Actions", "&Undo Decision"), "U", "Ctrl+Z", icon="undo"),
    _review(
        "redo",
        QT_TRANSLATE_NOOP("Actions", "Re&do Decision"),
        "Shift+U",
        "Ctrl+Y",
        tip=QT_TRANSLATE_NOOP("Actions", "Brings back the decision that was undone last"),
    ),
    _review(
        "next",
        QT_TRANSLATE_NOOP("Actions", "Ne&xt Unreviewed"),
        "Return",
        "Enter",
        icon="next",
        tip=QT_TRANSLATE_NOOP("Actions", "Goes to the photo about which the model is least sure"),
        separator=True,
    ),
    ActionSpec(
        "why",
        QT_TRANSLATE_NOOP("Actions", "&Why?"),
        ("W",),
        REVIEW,
        "info",
        Scope.PHOTOS,
        QT_TRANSLATE_NOOP("Actions", "Shows what speaks for and against the suggestion"),
        checkable=True,
    ),
    ActionSpec(
        "heat",
        QT_TRANSLATE_NOOP("Actions", "Show W&here"),
        ("H",),
        REVIEW,
        "heat",
        Scope.PHOTOS,
        QT_TRANSLATE_NOOP("Actions", "Shows in the photo where the model sees the landmark"),
        checkable=True,
    ),
    _review(
        "heat-next",
        QT_TRANSLATE_NOOP("Actions", "Show Where: Ne&xt Candidate"),
        "Shift+H",
        tip=QT_TRANSLATE_NOOP("Actions", "Shows where the model sees the next candidate; or point at one in the list"),
    ),
    _review("previous", QT_TRANSLATE_NOOP("Actions", "&Previous Reviewed"), "Backspace"),
    _review(
        "accept-burst",
        QT_TRANSLATE_NOOP("Actions", "Accept for Whole &Burst"),
        "B",
        icon="burst",
        tip=QT_TRANSLATE_NOOP("Actions", "Accepts the first candidate for all photos taken within seconds of this one"),
        separator=True,
    ),
    ActionSpec(
        "accept-confident",
        QT_TRANSLATE_NOOP("Actions", "Accept All &Confident…"),
        ("Ctrl+Return",),
        REVIEW,
        "accept-all",
        tip=QT_TRANSLATE_NOOP("Actions", "Shows what would be accepted, and how many mistakes to expect"),
        short=QT_TRANSLATE_NOOP("Actions", "Accept Confident"),
    ),
    ActionSpec("open-viewer", QT_TRANSLATE_NOOP("Actions", "Open with Default &Viewer"), ("Ctrl+Shift+V",), PHOTO),
    ActionSpec("show-folder", QT_TRANSLATE_NOOP("Actions", "Show in &Folder"), ("Ctrl+Shift+E",), PHOTO, "folder"),
    ActionSpec("show-map", QT_TRANSLATE_NOOP("Actions", "Show on &Map Program"), ("Ctrl+Shift+M",), PHOTO, "pin"),
    ActionSpec(
        "metadata",
        QT_TRANSLATE_NOOP("Actions", "&What Is in the File…"),
        ("Alt+Return",),
        PHOTO,
        "info",
        separator=True,
    ),
    ActionSpec(
        "copy-path", QT_TRANSLATE_NOOP("Actions", "&Copy Path"), ("Ctrl+Shift+C",), PHOTO, "copy", separator=True
    ),
    ActionSpec("copy-name", QT_TRANSLATE_NOOP("Actions", "Copy &Name"), ("Ctrl+C",), PHOTO, scope=Scope.PHOTOS),
    ActionSpec(
        "train",
        QT_TRANSLATE_NOOP("Actions", "&Train a Model…"),
        ("Ctrl+T",),
        MODEL,
        tip=QT_TRANSLATE_NOOP("Actions", "Makes a model of your own places, or reruns the reference pipelines"),
    ),
    ActionSpec(
        "models",
        QT_TRANSLATE_NOOP("Actions", "&Models…"),
        ("Ctrl+Shift+T",),
        MODEL,
        tip=QT_TRANSLATE_NOOP("Actions", "Choose, compare, rename, export and import models"),
    ),
    ActionSpec(
        "teach",
        QT_TRANSLATE_NOOP("Actions", "&New Landmark from These Photos…"),
        ("Ctrl+Shift+N",),
        MODEL,
        tip=QT_TRANSLATE_NOOP("Actions", "Teaches a place from three or more selected photos, in seconds"),
        separator=True,
    ),
    ActionSpec(
        "unknown-places",
        QT_TRANSLATE_NOOP("Actions", "&Unknown Places…"),
        ("Ctrl+Alt+U",),
        MODEL,
        tip=QT_TRANSLATE_NOOP("Actions", "Finds photos that look alike and show nothing the model knows, to be taught"),
    ),
    ActionSpec(
        "taught",
        QT_TRANSLATE_NOOP("Actions", "Taught &Landmarks…"),
        ("Ctrl+Alt+N",),
        MODEL,
        tip=QT_TRANSLATE_NOOP("Actions", "Look at the landmarks that you taught, and forget them"),
    ),
    ActionSpec(
        "improve",
        QT_TRANSLATE_NOOP("Actions", "&Improve My Model…"),
        ("Ctrl+Shift+I",),
        MODEL,
        tip=QT_TRANSLATE_NOOP("Actions", "Lets the model learn from your decisions, where that makes it better"),
        separator=True,
    ),
    ActionSpec(
        "calibration",
        QT_TRANSLATE_NOOP("Actions", "&How Good Are the Suggestions?…"),
        ("Ctrl+Shift+G",),
        MODEL,
        tip=QT_TRANSLATE_NOOP("Actions", "Holds what the model said against your decisions"),
    ),
    ActionSpec("shortcuts", QT_TRANSLATE_NOOP("Actions", "&Keys"), ("F1",), HELP),
    ActionSpec("about", QT_TRANSLATE_NOOP("Actions", "&About"), (), HELP, "info"),
)
BY_ID: Mapping[str, ActionSpec] = {spec.id: spec for spec in ACTIONS}


def translated(text: str) -> str:
    """A text of this table in the app's language."""
    return QCoreApplication.translate(CONTEXT, text)


def keys_in_use(overrides: str = "") -> dict[str, tuple[str, ...]]:
    """The keys of every action.

    Args:
        overrides: What the person changed: a JSON object from action ids to keys, several separated by spaces; as
            the setting ``keys`` has it. Entries for unknown actions, and what is no such object, are left out.
    """
    try:
        changed = json.loads(overrides) if overrides.strip() else {}
    except ValueError:
        changed = {}
    keys = {spec.id: spec.keys for spec in ACTIONS}
    if isinstance(changed, dict):
        keys |= {id: tuple(text.split()) for id, text in changed.items() if id in keys and isinstance(text, str)}  # noqa: A001
    return keys


def conflicts(keys: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Keys that more than one action has, with these actions' ids; Qt would fire none of them."""
    users: dict[str, list[str]] = {}
    for id, own in keys.items():  # noqa: A001
        for key in own:
            users.setdefault(key.casefold(), []).append(id)
    return {key: tuple(ids) for key, ids in users.items() if len(ids) > 1}
