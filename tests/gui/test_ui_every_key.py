"""Every action of the menus by its key, pressed where the focus is: each does what it is called."""

import gui_tools
import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit

from landmark_gui.library.decisions import DecisionKind, accept
from landmark_gui.library.photo_filter import Filter
from landmark_gui.ui import shortcuts
from landmark_gui.ui.photo_grid import STEP

KEYS = shortcuts.keys_in_use()
NINE = (
    "eiffel-tower", "petra", "taj-mahal", "stonehenge", "colosseum", "chichen-itza", "machu-picchu", "big-ben",
    "atomium",
)  # fmt: skip


class Desktop(QObject):
    """Stands for the programs of the desktop: what they are asked to open."""

    SCHEMES = ("file", "geo")

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        for scheme in self.SCHEMES:
            QDesktopServices.setUrlHandler(scheme, self, "take")

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url.toString())

    def leave(self) -> None:
        for scheme in self.SCHEMES:
            QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def desktop(monkeypatch):
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")  # no file manager answers there
    programs = Desktop()
    yield programs
    programs.leave()


def press(window, action, number=0):
    """Presses the keys of an action where the focus is."""
    combination = QKeySequence(KEYS[action][number])[0]
    QTest.keyClick(QApplication.focusWidget() or window.window, combination.key(), combination.keyboardModifiers())
    QApplication.processEvents()


def dialog(window, name):
    """The visible dialog of that class."""
    found = [d for d in window.window.findChildren(QDialog) if type(d).__name__ == name and d.isVisible()]
    return found[-1] if found else None


def opens(name):
    def check(window):
        window.wait(lambda: dialog(window, name) is not None)
        dialog(window, name).close()

    return check


def decision(window, name="a.jpg"):
    return window.photo(name).decision


def chooses_folder(window):
    window.wait(lambda: window.window.findChild(QFileDialog, "chooseFolder") is not None)
    window.window.findChild(QFileDialog, "chooseFolder").reject()


def types_into_popup(window):
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    QApplication.activePopupWidget().close()


def where(window, key):
    landmark = window.program.names.landmark(key)
    return f"geo:{landmark.latitude:.6f},{landmark.longitude:.6f}"


def asks_the_model(window):
    window.wait(lambda: "there is none" in window.message)  # the model of that name; see `before`


def grew(pixels):
    return lambda window: window.window.grid.thumbnail_size == window.size_before + pixels


def prepared(window, folder):
    """Five photos with suggestions, the first one current, two accepted."""
    window.program.use_settings(window.program.settings.replace(top_k=9))
    nine = [(key, 0.5 if place == 0 else 0.05) for place, key in enumerate(NINE)]
    window.suggest(a=nine, b=nine, c=[("petra", 0.97)], e=[("petra", 0.4)])
    window.go_to("a.jpg")
    window.size_before = window.window.grid.thumbnail_size


CHECKS = {
    "open-folder": chooses_folder,
    "add-folder": chooses_folder,
    "rescan": lambda window: window.wait(lambda: "z.jpg" in window.names),
    "write": opens("PlanDialog"),
    "undo-write": lambda window: window.wait(lambda: "Nothing was written yet" in window.message),
    "quit": lambda window: window.wait(lambda: not window.window.isVisible()),
    "select-all": lambda window: window.window.grid.selected_rows() == [0, 1, 2, 3, 4],
    "select-none": lambda window: window.window.grid.selected_rows() == [],
    "select-invert": lambda window: window.window.grid.selected_rows() == [1, 2, 3, 4],
    "find": lambda window: QApplication.focusWidget() is window.window.filter_bar._text,
    "clear-filter": lambda window: len(window.names) == 5,
    "settings": opens("SettingsDialog"),
    "zoom": lambda window: window.window.centre.isHidden(),
    "larger": grew(2 * STEP),
    "smaller": grew(-2 * STEP),
    "panel": lambda window: window.window.review.isHidden(),
    "map": lambda window: window.window.map.isVisible(),
    "errors": opens("ErrorList"),
    "train": opens("TrainingWizard"),
    "models": opens("ModelsDialog"),
    "teach": lambda window: "at least three photos" in window.message,
    "unknown-places": opens("PlacesDialog"),
    "taught": opens("TaughtDialog"),
    "improve": opens("ImproveDialog"),
    "calibration": opens("CalibrationDialog"),
    "full-screen": lambda window: window.window.isFullScreen(),
    "palette": types_into_popup,
    "suggest-all": asks_the_model,
    "suggest-visible": asks_the_model,
    "suggest-selected": asks_the_model,
    "stop": lambda window: window.message == "",
    **{
        f"accept-{number}": lambda window, key=key: decision(window).landmark == key
        for number, key in enumerate(NINE, 1)
    },
    "no-landmark": lambda window: decision(window).kind is DecisionKind.NO_LANDMARK,
    "search": types_into_popup,
    "reject": lambda window: decision(window).rejected == {"eiffel-tower"},
    "skip": lambda window: decision(window).kind is DecisionKind.SKIPPED,
    "undo": lambda window: window.wait(lambda: not decision(window, "e.jpg").is_reviewed),
    "redo": lambda window: window.wait(lambda: decision(window, "e.jpg").landmark == "petra"),
    "next": lambda window: window.current == "e.jpg",
    "heat": lambda window: window.window.actions_["heat"].isChecked() and window.window.review.preview.heat_caption,
    "heat-next": lambda window: window.window.actions_["heat"].isChecked(),
    "why": lambda window: window.window.actions_["why"].isChecked(),
    "previous": lambda window: window.current == "e.jpg",
    "accept-burst": lambda window: decision(window).landmark == decision(window, "b.jpg").landmark == "eiffel-tower",
    "accept-confident": opens("AcceptConfident"),
    "open-viewer": lambda window: window.desktop.opened == [QUrl.fromLocalFile(window.photo("a.jpg").path).toString()],
    "show-folder": lambda window: window.wait(
        lambda: [url.rpartition("/")[2] for url in window.desktop.opened] == ["photos"]
    ),
    "show-map": lambda window: window.desktop.opened == [where(window, "eiffel-tower")],
    "metadata": opens("MetadataDialog"),
    "copy-path": lambda window: gui_tools.clipboard_text() == window.photo("a.jpg").path,
    "copy-name": lambda window: gui_tools.clipboard_text() == "a.jpg",
    "shortcuts": opens("KeyList"),
}
WITHOUT_KEY = {"about"}


def before(window, action, folder):
    """What must be there for the action to have something to do."""
    table = window.model.table
    if action in ("write", "undo", "redo"):
        window.program.deciding.act([table.id_of(window.photo("e.jpg").path)], accept("petra"))
        window.wait(window.window.actions_["write"].isEnabled)
        if action == "redo":
            press(window, "undo")
            window.wait(lambda: not decision(window, "e.jpg").is_reviewed)
    elif action == "clear-filter":
        window.program.view.set_filter(Filter(text="a.jpg"))
    elif action == "previous":
        window.go_to("e.jpg")
        window.go_to("a.jpg")
    elif action == "stop":
        window.window.messages.tell("Something", lasting=True)
    elif action == "rescan":
        window.program.photos._watch.watch([])
        (folder / "z.jpg").write_bytes((folder / "a.jpg").read_bytes())
    elif action.startswith("suggest") or action == "unknown-places":
        window.program.use_settings(window.program.settings.replace(model="there is none"))


def test_every_action_is_checked():
    assert set(CHECKS) | WITHOUT_KEY == {spec.id for spec in shortcuts.ACTIONS}
    assert {name for name, keys in KEYS.items() if not keys} == WITHOUT_KEY


@pytest.mark.parametrize("action", CHECKS)
def test_its_key_does_it(window, desktop, folder, action):
    window.desktop = desktop
    prepared(window, folder)
    before(window, action, folder)
    press(window, action)
    assert CHECKS[action](window) is not False


@pytest.mark.parametrize(("action", "number"), [(name, 1) for name, keys in KEYS.items() if len(keys) > 1])
def test_so_does_its_other_key(window, desktop, folder, action, number):
    window.desktop = desktop
    prepared(window, folder)
    before(window, action, folder)
    press(window, action, number)
    assert CHECKS[action](window) is not False


def test_the_menu_on_photos_has_what_is_done_with_photos(window, desktop, folder):
    prepared(window, folder)
    menu = window.program._photo_actions.menu()
    names = [action.objectName() for action in menu.actions() if not action.isSeparator()]
    assert {
        "suggest-selected", "open-viewer", "show-folder", "show-map", "metadata", "copy-path", "copy-name",
    } <= set(names)  # fmt: skip
    assert all(action.isEnabled() for action in menu.actions())
    menu.close()


def test_the_map_opens_where_the_camera_was(window, desktop):
    window.go_to("d.jpg")
    window.trigger("show-map")
    assert desktop.opened == ["geo:48.858400,2.294500"]
    window.go_to("c.jpg")
    window.trigger("show-map")
    assert "no position" in window.message


def test_about_names_versions_and_model(window):
    window.trigger("about")
    text = dialog(window, "About").as_text()
    for word in ("Version", "Model", "Python", "Qt", "PyTorch"):
        assert word in text
