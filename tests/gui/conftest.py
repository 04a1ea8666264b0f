"""Fixtures of GUI tests: the program with a window, and folders of small photos."""

import json
import shutil
import signal
import tempfile
from pathlib import Path

import gui_tools
import photo_factory
import pytest
import suggest_tools
from known_suggestions import EIFFEL, GATE, NOTHING, TAJ, remember
from PySide6.QtCore import QLocale, QTranslator
from training_cli import make_home

from landmark_gui import settings as settings_file
from landmark_gui.app import Program
from landmark_gui.instance.address import address
from landmark_gui.instance.server import InstanceServer
from landmark_gui.running import Running
from landmark_gui.workers import worker as workers


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """The end of work waits as long as a busy machine takes: what ends by itself has then ended in every test."""
    monkeypatch.setattr(workers, "STOP_SECONDS", 30.0)


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


@pytest.fixture
def photos(user_home, tmp_path):
    """Four photos of which the suggestions are known, in this order."""
    settings_file.save(settings_file.Settings().replace(device="cpu"))
    names = {"a.png": EIFFEL, "b.png": GATE, "c.png": TAJ, "d.png": NOTHING}
    found = {tmp_path / "in" / name: ranked for name, ranked in names.items()}
    remember(found)
    return list(found)


@pytest.fixture
def small(qapp, qtbot, monkeypatch, user_home):
    """A process without windows that listens, as `landmark_gui.running.serve` makes it."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    with tempfile.TemporaryDirectory(prefix="lt") as runtime, gui_tools.no_new_threads(qtbot):
        monkeypatch.setenv("XDG_RUNTIME_DIR", runtime)
        monkeypatch.setenv("XDG_CACHE_HOME", str(user_home / "cache"))
        where = address()
        server = InstanceServer(where)
        assert server.start()
        running = Running(qapp, server, lingers=True)
        driven = suggest_tools.Small(running, where, qtbot)
        yield driven
        workers = [worker for quick in running._quicks for worker in quick.workers]
        running.close()
        driven.wait(lambda: running._ended)
        for caller in driven.callers:
            caller.join()
        assert not any(worker.is_busy for worker in workers)
        running.deleteLater()
        gui_tools.deliver_deletions()
    for number, handler in handlers.items():
        signal.signal(number, handler)
    qapp.setStyleSheet("")
    qapp.setQuitOnLastWindowClosed(True)


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    return make_home(tmp_path_factory.getbasetemp())


@pytest.fixture
def program(start, user_home, monkeypatch, home):
    """The program on the CPU, in one thread; the model in use knows the landmarks of the small data set."""
    monkeypatch.setenv("OMP_NUM_THREADS", "1")
    (user_home / "models").mkdir()
    shutil.copyfile(home / "m.landmarks", user_home / "models" / "good.landmarks")
    # Nobody waits for the speed of eleven backbones here.
    names = ("mobilenet_v3_small", "efficientnet_lite0", "mobilenet_v2", "mobilenet_v3_large", "efficientnet_b0",
             "efficientnet_lite2", "resnet18", "resnet50", "convnext_tiny", "vit_b_16", "vgg19")  # fmt: skip
    (user_home / "cache").mkdir()
    speeds = {f"{name} on cpu 1": 10.0 for name in names}
    (user_home / "cache" / "speeds.json").write_text(json.dumps(speeds))
    settings_file.save(settings_file.Settings().replace(model="good", device="cpu"))
    return start().program


def pytest_collection_modifyitems(items):
    """All Qt warnings fail tests, but for what the screenless platform says about itself."""
    for item in items:
        if "/tests/gui/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore(r"^This plugin does not support", extend=True))
