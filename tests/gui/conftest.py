"""Fixtures of GUI tests: the program with a window, and folders of small photos."""

import gui_tools
import photo_factory
import pytest
from PySide6.QtCore import QLocale, QTranslator

from landmark_gui.app import Program


@pytest.fixture
def folder(tmp_path):
    """Five photos: a and b a burst, c without date, d with a position in Paris, e in a subfolder."""
    place = tmp_path / "photos"
    (place / "sub").mkdir(parents=True)
    for name, options in {
        "a": {"date": "2019:07:14 10:00:00"},
        "b": {"date": "2019:07:14 10:00:02"},
        "c": {"date": None},
        "d": {"date": "2019:07:15 09:00:00", "gps": (48.8584, 2.2945)},
        "sub/e": {"date": "2019:07:16 09:00:00"},
    }.items():
        image = photo_factory.scene(160, 120, seed=len(name) + ord(name[-1]))
        photo_factory.save(place / f"{name}.jpg", image, exif=photo_factory.exif(**options))
    return place


@pytest.fixture
def start(qapp, qtbot, tmp_path, monkeypatch):
    """Starts the program, once or again; all that run are closed at the end, and no thread may be left."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    programs = []

    def begin(*files) -> gui_tools.Window:
        program = Program(qapp, [str(file) for file in files])
        programs.append(program)
        program.start()
        qtbot.waitExposed(program.window)
        window = gui_tools.Window(program, qtbot)
        window.wait(lambda: program.names.gazetteer is not None)
        if files:
            window.wait(lambda: not program.photos.is_listing)
        return window

    locale = QLocale()
    with gui_tools.no_new_threads(qtbot):
        yield begin
        for program in programs:
            program.window.close()
            assert not any(worker.is_busy for worker in program.workers)
            assert not gui_tools.running_qthreads(program)
            program.window.deleteLater()
            program.deleteLater()
        gui_tools.deliver_deletions()
        qapp.setStyleSheet("")
        for translator in qapp.findChildren(QTranslator):  # of a test in another language
            qapp.removeTranslator(translator)
            translator.deleteLater()
        QLocale.setDefault(locale)


@pytest.fixture
def window(start, folder):
    """The program with the folder open and its facts read."""
    opened = start()
    opened.open(folder)
    return opened


def pytest_collection_modifyitems(items):
    """All Qt warnings fail tests, but for what the screenless platform says about itself."""
    for item in items:
        if "/tests/gui/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore(r"^This plugin does not support", extend=True))
