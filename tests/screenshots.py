"""Takes the screenshots of the README, of the real app over drawn pictures: ``python -m tests.screenshots FOLDER``.

Runs without a screen. The pictures, the home and everything else lie in a folder that is deleted at the end.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import drawings
import photo_factory
from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtWidgets import QApplication, QWidget

SIZE = 1360, 850


def wait(condition: Callable[[], object], seconds: float = 120) -> None:
    """Lets the app run until that is so."""
    until = time.monotonic() + seconds
    while not condition():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        if time.monotonic() > until:
            raise TimeoutError("the app did not get there")


def settle(seconds: float = 1.0) -> None:
    """Lets the app run for a while."""
    until = time.monotonic() + seconds
    wait(lambda: time.monotonic() > until)


def make_photos(folder: Path) -> Path:
    """A small journey: drawn landmarks, among ordinary pictures."""
    folder.mkdir(parents=True)
    scenes = [
        ("IMG_2041", drawings.eiffel_tower(seed=0), (2025, 5, 9)),
        ("IMG_2042", drawings.eiffel_tower(seed=3, evening=True), (2025, 5, 9)),
        ("IMG_2043", drawings.table(seed=1), (2025, 5, 10)),
        ("IMG_2107", drawings.stonehenge(seed=1), (2025, 5, 13)),
        ("IMG_2108", drawings.garden(seed=2), (2025, 5, 13)),
        ("IMG_3310", drawings.pyramids(seed=0), (2025, 9, 2)),
        ("IMG_3311", drawings.pyramids(seed=5), (2025, 9, 2)),
        ("IMG_3350", drawings.taj_mahal(seed=2), (2025, 9, 8)),
        ("IMG_3402", drawings.golden_gate(seed=1), (2025, 10, 1)),
        ("IMG_3403", drawings.garden(seed=7), (2025, 10, 1)),
    ]
    for number, (name, picture, (year, month, day)) in enumerate(scenes):
        exif = picture.getexif()
        exif[0x0110] = "Camera"
        exif.get_ifd(0x8769)[0x9003] = f"{year}:{month:02}:{day:02} 1{number % 10}:20:00"
        photo_factory.save(folder / f"{name}.jpg", picture, exif=exif.tobytes(), quality=90)
    return folder


def main() -> None:
    """Takes them all."""
    parser = argparse.ArgumentParser("python -m tests.screenshots", description=__doc__)
    parser.add_argument("folder", type=Path)
    out = parser.parse_args().folder
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["LANDMARK_GUI_HOME"] = f"{scratch}/home"
        os.environ["XDG_CACHE_HOME"] = f"{scratch}/cache"
        photos = make_photos(Path(scratch) / "Journeys 2025")
        _take(photos, out)


def _take(photos: Path, out: Path) -> None:
    from landmark_gui import app

    application = app.make_application()
    program = app.Program(application)
    window, model = program.window, program.model
    window.resize(*SIZE)
    program.use_settings(program.settings.replace(theme="light", thumbnail_size=192, advance=False))
    program.start()
    wait(lambda: program.names.gazetteer is not None)
    program.control.open([photos])
    rows = len(list(photos.iterdir()))
    wait(lambda: model.rowCount() == rows and not program.photos.is_listing)
    wait(lambda: all(model.thumbnail(row) is not None for row in range(rows)))
    program.control.suggest_all()
    wait(lambda: all(model.photo(row).ranking is not None for row in range(rows)))
    window.grid.setCurrentIndex(model.index(1, 0))
    settle(2)

    def trigger(action: str) -> None:
        window.actions_[action].trigger()
        settle(0.5)

    trigger("accept-1")
    window.grid.setCurrentIndex(model.index(5, 0))
    trigger("accept-1")
    window.grid.setCurrentIndex(model.index(3, 0))
    settle(2)
    _grab(window, out / "window-light.png")
    program.use_settings(program.settings.replace(theme="dark"))
    settle(1.5)
    _grab(window, out / "window-dark.png")
    program.use_settings(program.settings.replace(theme="light"))
    trigger("write")
    dialogs: list[QWidget] = []

    def plan_is_shown() -> bool:
        dialogs[:] = [
            widget for widget in QApplication.topLevelWidgets() if widget.isVisible() and widget is not window
        ]
        return bool(dialogs)

    wait(plan_is_shown, 30)
    settle(2)
    _grab(dialogs[0], out / "plan-light.png")
    dialogs[0].close()
    window.close()
    settle(1)


def _grab(widget: QWidget, path: Path) -> None:
    widget.grab().save(str(path))
    print(path)


if __name__ == "__main__":
    main()
