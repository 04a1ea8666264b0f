"""What GUI tests share: a window with photos in it, and waiting for what the person would see."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from known_suggestions import suggestion
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QThread
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from landmark_gui.app import Program

WAIT_MS = 60_000
"""Long, because test machines are busy; nothing waits longer than it needs to."""
LONG_MS = 240_000
"""The same where several real processes run one after the other."""


class Window:
    """A running program, driven as a person drives it."""

    def __init__(self, program: Program, qtbot) -> None:
        self.program, self.qtbot = program, qtbot
        self.window, self.model = program.window, program.model

    # what is there

    @property
    def names(self) -> list[str]:
        """File names in the order shown."""
        return [self.model.photo(row).file.name for row in range(self.model.rowCount())]

    @property
    def current(self) -> str:
        """File name of the current photo."""
        row = self.window.grid.currentIndex().row()
        return self.model.photo(row).file.name if row >= 0 else ""

    @property
    def message(self) -> str:
        return self.window.messages.text

    def photo(self, name: str):
        """The photo of that file name."""
        table = self.model.table
        return next(table.photo(id) for id in table.ids() if table.photo(id).file.name == name)  # noqa: A001

    # what the person does

    def wait(self, condition: Callable[[], object]) -> None:
        try:
            self.qtbot.waitUntil(lambda: bool(condition()), timeout=WAIT_MS)
        except Exception as error:
            error.add_note(f"the window says: {self.message!r}, {self.window.empty.title!r}, {self.names[:9]}")
            raise

    def go_to(self, name: str) -> None:
        self.window.grid.go_to(self.names.index(name))
        self.window.grid.setFocus()

    def press(self, key: Qt.Key | str, modifier=Qt.KeyboardModifier.NoModifier, widget: QWidget | None = None) -> None:
        """Presses a key where the focus is, with shortcuts, as a keyboard does."""
        target = widget or QApplication.focusWidget() or self.window
        if isinstance(key, str):
            QTest.keyClicks(target, key, modifier)
        else:
            QTest.keyClick(target, key, modifier)
        QApplication.processEvents()

    def trigger(self, action: str) -> None:
        assert self.window.actions_[action].isEnabled(), action
        self.window.actions_[action].trigger()

    def open(self, *paths: Path) -> None:
        """Opens folders and waits until their facts are known."""
        with self.qtbot.waitSignal(self.program.photos.finished, timeout=WAIT_MS):
            self.program.control.open(list(paths))
        self.wait(lambda: all(photo.facts_read or photo.error for photo in self.photos()))

    def photos(self):
        table = self.model.table
        return [table.photo(id) for id in table.ids()]  # noqa: A001

    def suggest(self, **candidates: list[tuple[str, float]]) -> None:
        """Puts suggestions into the list, by file stem, as a model would; for tests of what comes after."""
        by_id = {}
        for stem, ranked in candidates.items():
            photo = next(photo for photo in self.photos() if photo.file.stem == stem)
            by_id[self.model.table.id_of(photo.path)] = suggestion(photo.file, ranked)
        self.model.set_suggestions(self.program.suggesting.identity, by_id)
        self.program.review.queue.forget()

    def close(self) -> None:
        self.window.close()


@contextmanager
def no_new_threads(qtbot) -> Iterator[None]:
    """Fails where a thread is left behind that was not there before."""
    before = {thread.ident for thread in threading.enumerate()}
    yield
    qtbot.waitUntil(lambda: not _new_threads(before), timeout=WAIT_MS)


def _new_threads(before: set[int | None]) -> list[str]:
    # The pool's threads of Qt sleep until they are needed, and are known to Python as dummies after a callback.
    return [
        thread.name
        for thread in threading.enumerate()
        if thread.ident not in before and not isinstance(thread, threading._DummyThread)
    ]


def running_qthreads(parent) -> list[QThread]:
    """QThreads below an object that still run."""
    return [thread for thread in parent.findChildren(QThread) if thread.isRunning()]


def clipboard_text() -> str:
    return QGuiApplication.clipboard().text()


def turn_wheel(widget: QWidget, notches: int) -> None:
    """Turns the wheel over a widget; downwards where negative.

    What does not take it leaves it to its parent, as Qt has it with a real mouse only.
    """
    place = widget.mapToGlobal(widget.rect().center())
    target = widget.childAt(widget.rect().center()) or widget
    no_button, no_key = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    while True:
        at, by = QPointF(target.mapFromGlobal(place)), QPoint(0, 120 * notches)
        event = QWheelEvent(at, QPointF(place), QPoint(), by, no_button, no_key, Qt.ScrollPhase.NoScrollPhase, False)
        QApplication.sendEvent(target, event)
        if event.isAccepted() or target.isWindow():
            return
        target = target.parentWidget()


def deliver_deletions() -> None:
    """Lets Qt delete what `deleteLater` was called for."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
