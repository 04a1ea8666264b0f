"""A new landmark from selected photos: the dialog, the model that knows it, and forgetting it."""

import access_tools
import photo_factory
import pytest
from PySide6.QtCore import QPointF, Qt, QThreadPool
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from teaching_world import make_world, photos

from landmark_gui import taught
from landmark_gui.cli import main
from landmark_gui.inference import model_store
from landmark_gui.library.catalog import Catalog
from landmark_gui.library.decisions import DecisionKind
from landmark_gui.models import world_map
from landmark_gui.ui.place_dialog import PlaceDialog


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    return make_world(tmp_path_factory.mktemp("world"))


@pytest.fixture
def open_window(start, world, user_home):
    """The program with twelve photos of what the model does not know yet."""
    model_store.use(model_store.import_file(world / "m.landmarks").name)
    window = start()
    window.open(world / "new")
    return window


def select(window, *numbers: int) -> None:
    window.go_to(f"new{numbers[0]}.jpg")
    selection, model = window.window.grid.selectionModel(), window.window.grid.model()
    selection.clearSelection()
    for number in numbers:
        index = model.index(window.names.index(f"new{number}.jpg"), 0)
        selection.select(index, selection.SelectionFlag.Select)


def begin(window, *numbers: int):
    """Opens the dialog for these photos by its keys."""
    select(window, *numbers)
    window.press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    window.wait(lambda: window.program.teaching.dialog is not None)
    return window.program.teaching.dialog


def first(window, name: str) -> str:
    ranking = window.photo(name).ranking
    return "" if ranking is None else ranking.landmarks[0].name


def test_from_photos_to_suggestions_and_back(open_window):
    window = open_window
    window.trigger("suggest-all")
    window.wait(lambda: all(photo.ranking is not None for photo in window.photos()))
    before = first(window, "new11.jpg")
    dialog = begin(window, 0, 1, 2, 3)
    QTest.keyClicks(dialog.name, "Old Mill")
    QTest.keyClicks(dialog.position, "50.5, 8.25")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    window.wait(lambda: window.program.teaching.dialog is None)
    window.wait(lambda: window.photo("new0.jpg").decision.kind is DecisionKind.ACCEPTED)
    assert {window.photo(f"new{n}.jpg").decision.landmark for n in range(4)} == {"old-mill"}
    assert "Old Mill was learnt from 4 photos" in window.message
    assert window.program.names.name("old-mill") == "Old Mill"
    window.wait(lambda: [first(window, f"new{n}.jpg") for n in range(4, 12)].count("Old Mill") >= 4)
    assert window.photo("new4.jpg").decision.kind is DecisionKind.UNDECIDED

    window.trigger("taught")
    listed = window.program.teaching.list
    window.wait(lambda: listed.list.topLevelItemCount() == 1)
    assert [listed.list.topLevelItem(0).text(column) for column in range(3)] == ["Old Mill", "50.5000, 8.2500", "4"]
    QTest.keyClick(listed.list, Qt.Key.Key_Delete)
    window.wait(lambda: listed.list.topLevelItemCount() == 0)
    assert taught.load() == ()
    window.wait(lambda: first(window, "new11.jpg") == before)  # remembered from before it was taught
    assert window.photo("new0.jpg").decision.landmark == "old-mill"
    content = window.photo("new0.jpg").content
    with Catalog() as catalog:
        assert catalog.decisions([content])[content].landmark == "old-mill"
    listed.reject()


def test_what_the_command_line_teaches_is_known_when_the_person_comes_back(open_window, world):
    window = open_window
    window.trigger("suggest-all")
    window.wait(lambda: all(photo.ranking is not None for photo in window.photos()))
    examples = [str(path) for path in photos(world, "new", 0, 1, 2, 3)]
    assert main(["landmarks", "add", "Old Mill", "--lat", "50.5", "--lon", "8.25", *examples]) == 0
    QGuiApplication.instance().applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    window.wait(lambda: [first(window, f"new{n}.jpg") for n in range(4, 12)].count("Old Mill") >= 4)
    assert window.program.names.name("old-mill") == "Old Mill"


def words(window) -> str:
    """What the panel says about the current photo."""
    review = window.window.review
    return f"{review._title.text()} {review._words.text()}"


def test_photos_that_the_model_looked_at_are_never_called_not_asked(open_window):
    """Teaching makes another model of it, which is not asked about photos that are decided."""
    window = open_window
    window.trigger("suggest-all")
    window.wait(lambda: all(photo.ranking is not None for photo in window.photos()))
    before = {photo.path: photo.ranking for photo in window.photos()}
    window.go_to("new9.jpg")
    window.press(Qt.Key.Key_0)
    window.wait(lambda: window.photo("new9.jpg").decision.kind is DecisionKind.NO_LANDMARK)
    dialog = begin(window, 0, 1, 2, 3)
    QTest.keyClicks(dialog.name, "Old Mill")
    QTest.keyClick(dialog.name, Qt.Key.Key_Return)
    window.wait(lambda: window.photo("new0.jpg").decision.landmark == "old-mill")
    taught_as = taught.identity(window.photo("new0.jpg").ranking.model.partition("+")[0])
    window.wait(lambda: window.program.suggesting.identity == taught_as)
    undecided = [f"new{number}.jpg" for number in (4, 5, 6, 7, 8, 10, 11)]
    window.wait(lambda: all((ranking := window.photo(n).ranking) and ranking.model == taught_as for n in undecided))
    for name in ("new0.jpg", "new9.jpg"):  # what it said before stays
        assert window.photo(name).ranking == before[window.photo(name).path]

    window.go_to("new9.jpg")
    window.trigger("undo")  # what teaching accepted: these wait again, and the model is asked
    window.wait(lambda: window.photo("new0.jpg").decision.kind is DecisionKind.UNDECIDED)
    assert all(photo.ranking is not None for photo in window.photos())
    window.wait(lambda: all(window.photo(f"new{number}.jpg").ranking.model == taught_as for number in range(4)))
    assert first(window, "new0.jpg") == "Old Mill"
    assert window.photo("new9.jpg").decision.kind is DecisionKind.NO_LANDMARK

    window.trigger("taught")
    listed = window.program.teaching.list
    window.wait(lambda: listed.list.topLevelItemCount() == 1)
    QTest.keyClick(listed.list, Qt.Key.Key_Delete)
    window.wait(lambda: {photo.path: photo.ranking for photo in window.photos()} == before)
    listed.reject()
    window.go_to("new0.jpg")
    assert "Not asked yet" not in words(window)
    window.trigger("reject")
    assert "Not asked yet" not in words(window)


def test_escape_teaches_nothing(open_window):
    dialog = begin(open_window, 0, 1, 2)
    QTest.keyClicks(dialog.name, "Old Mill")
    QTest.keyClick(dialog.name, Qt.Key.Key_Escape)
    open_window.wait(lambda: open_window.program.teaching.dialog is None)
    assert taught.load() == ()


def test_cancel_while_the_photos_are_looked_at_changes_nothing(open_window):
    window = open_window
    dialog = begin(window, 0, 1, 2)
    dialog.name.setText("Old Mill")
    dialog.teach_button.click()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    window.wait(lambda: window.program.teaching.dialog is None)
    select(window, 3, 4, 5)
    window.trigger("teach")
    other = window.program.teaching.dialog
    assert QThreadPool.globalInstance().waitForDone(60_000)
    QApplication.processEvents()
    assert taught.load() == ()
    assert {photo.decision.kind for photo in window.photos()} == {DecisionKind.UNDECIDED}
    assert "was learnt" not in window.message
    # What became of the first is no business of the second.
    assert window.program.teaching.dialog is other
    assert other.isVisible()
    other.name.setText("New Mill")
    other.teach_button.click()
    window.wait(lambda: window.photo("new3.jpg").decision.landmark == "new-mill")
    assert window.photo("new0.jpg").decision.kind is DecisionKind.UNDECIDED
    assert [entry.id for entry in taught.load()] == ["new-mill"]


def test_two_photos_are_too_few(open_window):
    select(open_window, 0, 1)
    open_window.trigger("teach")
    assert "at least three photos" in open_window.message
    assert open_window.program.teaching.dialog is None


def test_what_is_said_about_the_place(open_window):
    dialog = begin(open_window, 0, 1, 2)
    said = dialog._where.text
    assert not dialog.teach_button.isEnabled()
    QTest.keyClicks(dialog.name, "Old Mill")
    assert dialog.teach_button.isEnabled()
    assert "Without a position" in said()
    QTest.keyClicks(dialog.position, "50.5")
    assert "neither a position" in said()
    assert not dialog.teach_button.isEnabled()
    dialog.position.setText("95, 8")
    assert not dialog.teach_button.isEnabled()
    dialog.position.setText("50.5, 8.25")
    assert said() == "It is at 50.50000, 8.25000."
    dialog.position.setText("Eiffel Tower")
    assert said().startswith("It is at 48.858")
    dialog.name.setText("matterhorn")
    assert "Switzerland" in said()
    assert not dialog.position.isEnabled()
    dialog.name.setText("")
    assert dialog.position.isEnabled()
    dialog.reject()


@pytest.mark.parametrize(
    ("longitudes", "said"),
    [
        ((8.0, 8.5, 8.6), "where the photos were taken: -17.00000, 8.50000"),
        ((179.9, -179.9), "-17.00000, 179.90000"),
        ((10.0, 12.0, 14.0), "Without a position"),
    ],
)
def test_the_place_is_that_of_the_photos_unless_they_lie_far_apart(start, user_home, tmp_path, longitudes, said):
    for number in range(3):
        exif = photo_factory.exif(gps=(-17.0, longitudes[number % len(longitudes)]))
        photo_factory.save(tmp_path / f"new{number}.jpg", photo_factory.scene(64, 48, seed=number), exif=exif)
    window = start()
    window.open(tmp_path)
    select(window, 0, 1, 2)
    window.trigger("teach")
    assert said in window.program.teaching.dialog._where.text()
    window.program.teaching.dialog.reject()


def test_a_failure_is_said_in_the_dialog(open_window, user_home):
    (user_home / "taught_landmarks.json").write_text("{")
    dialog = begin(open_window, 0, 1, 2)
    QTest.keyClicks(dialog.name, "Old Mill")
    dialog.teach_button.click()
    open_window.wait(lambda: not dialog._error.isHidden())
    assert "taught_landmarks.json" in dialog._error.text()
    assert dialog.teach_button.isEnabled()
    assert all(field.isEnabled() for field in dialog.findChildren(QLineEdit))
    dialog.reject()


def test_photos_of_something_else_are_named(open_window, world):
    window = open_window
    window.open(world / "new", *photos(world, "old", 0))
    select(window, 0, 1, 2)
    row = window.names.index("old0.jpg")
    window.window.grid.selectionModel().select(
        window.window.grid.model().index(row, 0), window.window.grid.selectionModel().SelectionFlag.Select
    )
    window.trigger("teach")
    window.program.teaching.dialog.name.setText("Old Mill")
    window.program.teaching.dialog.teach_button.click()
    window.wait(lambda: window.program.teaching.dialog is None)
    window.wait(lambda: "old0.jpg" in window.message)


def test_unknown_places_that_look_alike(open_window):
    window = open_window
    window.trigger("unknown-places")
    assert "Ask the model first" in window.message
    window.suggest(**{f"new{number}": [("petra", 0.2)] for number in range(12)})
    window.trigger("unknown-places")
    dialog = window.program.teaching.places
    window.wait(lambda: dialog.list.topLevelItemCount() > 0 and not dialog.list.isHidden())
    group = [dialog.list.topLevelItem(0).child(row).text(0) for row in range(dialog.list.topLevelItem(0).childCount())]
    assert len(group) >= 3
    selected = {window.model.photo(row).file.name for row in window.window.grid.selected_rows()}
    assert selected == set(group)
    assert window.current == group[0]
    dialog.teach_button.click()
    window.wait(lambda: window.program.teaching.dialog is not None)
    teaching = window.program.teaching.dialog
    teaching.name.setText("Old Mill")
    teaching.teach_button.click()
    window.wait(lambda: window.program.teaching.dialog is None)
    window.wait(lambda: {window.photo(name).decision.landmark for name in group} == {"old-mill"})
    assert window.program.teaching.places is None


def test_looking_for_places_can_be_broken_off(open_window):
    window = open_window
    window.suggest(**{f"new{number}": [("petra", 0.2)] for number in range(12)})
    window.trigger("unknown-places")
    dialog = window.program.teaching.places
    window.wait(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    window.wait(lambda: window.program.teaching.places is None)


def test_the_place_can_be_chosen_on_the_map(open_window):
    window = open_window
    dialog = begin(window, 0, 1, 2)
    QTest.mouseClick(dialog.map_button, Qt.MouseButton.LeftButton)
    window.wait(lambda: dialog.findChildren(PlaceDialog))
    (chooser,) = dialog.findChildren(PlaceDialog)
    window.wait(lambda: chooser.map.has_land)
    agree = chooser.buttons.button(chooser.buttons.StandardButton.Ok)
    assert not agree.isEnabled(), "there is no place yet"
    assert access_tools.nameless(chooser, shown=False) == []
    assert access_tools.unreached(chooser) == []
    paris = world_map.project(48.8584, 2.2945)
    at = chooser.map._transform().map(QPointF(*paris)).toPoint()
    QTest.mouseClick(chooser.map, Qt.MouseButton.LeftButton, pos=at)
    assert chooser.map.place == pytest.approx((48.8584, 2.2945), abs=0.4)
    chooser.map.zoom_by(3.0)
    QTest.keyClick(chooser.map, Qt.Key.Key_Space)
    middle = world_map.unproject(chooser.map._centre.x(), chooser.map._centre.y())
    assert chooser.map.place == pytest.approx(middle)
    QTest.mouseClick(agree, Qt.MouseButton.LeftButton)
    typed = tuple(float(part) for part in dialog.position.text().split(","))
    assert typed == pytest.approx(middle, abs=1e-4)
    # Opened again, it shows what was chosen.
    QTest.mouseClick(dialog.map_button, Qt.MouseButton.LeftButton)
    window.wait(lambda: [entry for entry in dialog.findChildren(PlaceDialog) if entry.isVisible()])
    again = next(entry for entry in dialog.findChildren(PlaceDialog) if entry.isVisible())
    assert again.map.place == pytest.approx(typed)
    again.reject()
    dialog.reject()
