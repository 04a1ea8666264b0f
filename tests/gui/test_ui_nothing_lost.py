"""What is said and suggested in a hurry: kept, and about no other photo."""

import gui_tools
import photo_factory
import pytest
from PySide6.QtCore import QTimer

from landmark_gui.app import Program
from landmark_gui.library import session
from landmark_gui.library.catalog import Catalog
from landmark_gui.library.content import content_id
from landmark_gui.library.decisions import DecisionKind, accept


@pytest.fixture
def other(tmp_path):
    place = tmp_path / "other"
    place.mkdir()
    for number in range(5):
        photo_factory.save(place / f"{number}.jpg", photo_factory.scene(120, 90, seed=90 + number))
    return place


def decide_before_facts(window, folder, then):
    """Opens a folder, decides about the first photo as soon as it is in the list, and goes on at once."""
    waiting = []

    def decide():
        window.model.rowsInserted.disconnect(decide)
        window.program.deciding.act([window.model.id_at(0)], accept("petra"))
        waiting.append(window.program.deciding.waiting)
        QTimer.singleShot(0, then)

    window.model.rowsInserted.connect(decide)
    window.program.control.open([folder])
    window.wait(lambda: waiting)
    assert waiting == [1]


def decision_about(path):
    with Catalog() as catalog:
        content = content_id(path)
        return catalog.decisions([content]).get(content)


def test_a_decision_made_just_before_the_window_closes(start, folder):
    window = start()
    decide_before_facts(window, folder, window.close)
    window.wait(lambda: not window.window.isVisible())
    assert decision_about(folder / "a.jpg").landmark == "petra"


def test_a_decision_made_just_before_another_folder_is_opened(start, folder, other):
    window = start()
    decide_before_facts(window, folder, lambda: window.program.control.open([other]))
    window.wait(lambda: len(window.names) == 5 and window.names[0] == "0.jpg")
    window.wait(lambda: all(photo.facts_read for photo in window.photos()))
    assert all(photo.decision.kind is DecisionKind.UNDECIDED for photo in window.photos())
    window.close()
    assert decision_about(folder / "a.jpg").landmark == "petra"
    assert all(decision_about(path) is None for path in other.iterdir())


def test_suggestions_of_a_former_folder_are_kept_for_no_other_photo(start, folder, other):
    window = start()
    asked = []

    def suggest():
        window.model.rowsInserted.disconnect(suggest)
        came = gui_tools.suggestion(window.model.photo(0).file, [("petra", 0.95)])
        window.program.work.inference.results.emit([came])
        asked.append(dict(window.program.suggesting._unkept))
        QTimer.singleShot(0, lambda: window.program.control.open([other]))

    window.model.rowsInserted.connect(suggest)
    window.program.control.open([folder])
    window.wait(lambda: asked and len(window.names) == 5 and window.names[0] == "0.jpg")
    assert list(asked[0]) == [str(folder / "a.jpg")]
    window.wait(lambda: all(photo.facts_read for photo in window.photos()))
    assert all(photo.ranking is None for photo in window.photos())


def test_closing_at_once_forgets_no_session(start, folder, qapp):
    start(folder).close()
    before = session.load()
    assert before.folders == (str(folder),)
    program = Program(qapp)
    program.start()
    program.window.close()  # before anything was read
    assert session.load() == before
    program.window.deleteLater()
    program.deleteLater()
