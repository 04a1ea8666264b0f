"""The running process: one for a person and a screen. Knows which windows stand, and when it ends."""

import os
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from landmark_gui import settings as settings_file
from landmark_gui.application import close_on_signal, make_application
from landmark_gui.instance.address import Address, AddressError, address
from landmark_gui.instance.client import ANOTHER_RUNS
from landmark_gui.instance.protocol import Kind
from landmark_gui.instance.server import Call, InstanceServer
from landmark_gui.settings import Settings, SettingsError

if TYPE_CHECKING:
    from landmark_gui.app import Program
    from landmark_gui.library.photos import Photo
    from landmark_gui.quick import Quick

_COLLECT_MS = 300
_FIRST_CALL_MS = 60_000  # a process that was started for a request which never comes


def run_window(files: Sequence[str] = (), *, train: bool = False) -> int:
    """Opens the main window in this process and returns when all windows are closed.

    Args:
        files: Folders and photos to open; none: what was open the last time.
        train: Open the training wizard, too.

    Returns:
        The exit code of the program.
    """
    app = make_application()
    server = None
    with suppress(AddressError):
        server = InstanceServer(address())
        server.start()  # where another one has just been started, this window stands beside it
    running = Running(app, server, lingers=False)
    running.open_window(files, train=train)
    return app.exec()


def serve(socket: str) -> int:
    """The process that `landmark_gui.instance.client` starts: waits for requests, and shows what they ask for.

    Args:
        socket: Where to listen.

    Returns:
        The exit code of the process.
    """
    where = _address_of(socket)
    app = make_application()
    server = InstanceServer(where)
    if not server.start():
        return ANOTHER_RUNS
    running = Running(app, server, lingers=True)
    running.wait_for_first_call()
    return app.exec()


class Running(QObject):
    """All windows of the process, and what later starts ask of it."""

    def __init__(self, app: QApplication, server: InstanceServer | None, *, lingers: bool) -> None:
        """Makes it; no window opens yet.

        Args:
            app: The application.
            server: Through which later starts ask; None for none.
            lingers: Whether the process stays ready for a while when its last window is closed.
        """
        super().__init__()
        self._app, self._server, self._lingers = app, server, lingers
        self._program: Program | None = None
        self._quicks: list[Quick] = []
        self._language = ""
        self._settings: Settings | None = None
        self._batches: dict[Quick, list[Call]] = {}  # what came within the last moment
        self._ended = False
        self._idle = QTimer(self, singleShot=True)
        self._idle.timeout.connect(self.end)
        app.setQuitOnLastWindowClosed(False)
        close_on_signal(self.close, self)
        if server is not None:
            server.setParent(self)
            server.asked.connect(self._asked)

    # --- the main window --------------------------------------------------------------------------

    def open_window(self, files: Sequence[str] = (), *, train: bool = False) -> None:
        """Opens the main window with these files and folders, or shows them in the one that stands.

        Args:
            files: Folders and photos.
            train: Open the training wizard, too.
        """
        from landmark_gui.app import Program  # noqa: PLC0415 - loads what the small dialog does not need

        self._idle.stop()
        if self._program is None:
            self._program = Program(self._app, files, train=train)
            self._program.window.closing.connect(self._window_closed)
            self._program.start()
            return
        window = self._program.window
        if window.isMinimized():
            window.showNormal()
        window.raise_()
        window.activateWindow()
        if files:
            self._program.control.open(list(files))
        if train:
            self._program.training.open_wizard()

    def _window_closed(self) -> None:
        program, self._program = self._program, None
        if program is not None:
            program.window.deleteLater()
            program.deleteLater()
        self._end_if_idle()

    def _suggest_in_window(self, calls: Sequence[Call]) -> None:
        """Too many photos for the small dialog: the main window takes them, and asks the model about all of them."""
        paths = list(dict.fromkeys(path for call in calls for path in call.request.paths))
        self.open_window(paths)
        assert self._program is not None
        self._program.suggest_when_listed()
        for call in calls:
            call.complain(f"{len(paths)} files are too many for the small dialog; they are open in the main window.")
            call.finish(0)

    # --- what later starts ask for ----------------------------------------------------------------

    def wait_for_first_call(self) -> None:
        """Ends the process if nobody asks for anything."""
        self._idle.start(_FIRST_CALL_MS)
        from landmark_gui import quick  # noqa: F401, PLC0415 - while the request is on its way

    def _asked(self, call: Call) -> None:
        self._idle.stop()
        if call.request.token:
            # Qt's platform plugins take it from there when a window asks to come to the front.
            os.environ["XDG_ACTIVATION_TOKEN"] = os.environ["DESKTOP_STARTUP_ID"] = call.request.token
        if call.request.kind in (Kind.OPEN, Kind.TRAIN):
            self.open_window(call.request.paths, train=call.request.kind is Kind.TRAIN)
            call.finish(0)
        else:
            self._suggest(call)

    def _suggest(self, call: Call) -> None:
        from landmark_gui.quick import MOST_PHOTOS  # noqa: PLC0415

        quick = self._quick_for(call)
        batch = self._batches.setdefault(quick, [])
        batch.append(call)
        if len({path for asked in batch for path in asked.request.files}) > MOST_PHOTOS:
            calls = list(batch)
            batch.clear()
            quick.give_up(calls)
            self._suggest_in_window(calls)
            return
        quick.take(call)
        number = len(batch)
        QTimer.singleShot(_COLLECT_MS, self, lambda: self._batch_over(quick, number))

    def _batch_over(self, quick: "Quick", number: int) -> None:
        """Nothing more has come for a moment: what comes now is another batch."""
        if len(self._batches.get(quick, ())) == number:
            self._batches.pop(quick, None)

    def _quick_for(self, call: Call) -> "Quick":
        """The dialog that shows photos of that kind, one that is closed, or a new one."""
        from landmark_gui.quick import Quick, mode_of  # noqa: PLC0415

        for quick in self._quicks:
            if quick.is_open and quick.mode == mode_of(call):
                return quick
        for quick in self._quicks:
            if not quick.is_open:
                self._load_settings()
                return quick
        self._dress()
        quick = Quick(self._current_settings, self._language, self)
        quick.closed.connect(self._end_if_idle)
        quick.too_many.connect(self._suggest_in_window)
        quick.main_wanted.connect(self.open_window)
        quick.decided.connect(self._tell_window)
        quick.written.connect(self._tell_window_of_files)
        self._quicks.append(quick)
        return quick

    def _tell_window(self, photos: "list[Photo]") -> None:
        if self._program is not None:
            self._program.model.set_decisions({photo.content: photo.decision for photo in photos if photo.content})

    def _tell_window_of_files(self, photos: "list[Photo]") -> None:
        if self._program is not None:
            self._program.take_in_writes({photo.path: photo.written for photo in photos})

    # --- settings and look ------------------------------------------------------------------------

    def _current_settings(self) -> Settings:
        if self._program is not None:
            return self._program.settings
        if self._settings is None:
            self._load_settings()
        assert self._settings is not None
        return self._settings

    def _load_settings(self) -> None:
        try:
            self._settings = settings_file.load()
        except SettingsError:
            self._settings = self._settings or Settings()

    def _dress(self) -> None:
        """Language and theme, unless the main window has seen to them."""
        from landmark_gui.ui import theme, translations  # noqa: PLC0415

        if self._language:
            return
        settings = self._current_settings()
        if self._program is not None:
            self._language = self._program.names.language
            return
        self._language = translations.install(self._app, settings.text("language"))
        theme.apply(self._app, settings.text("theme"))
        self._app.styleHints().colorSchemeChanged.connect(self._scheme_changed)

    def _scheme_changed(self) -> None:
        from landmark_gui.ui import theme  # noqa: PLC0415

        if self._current_settings().text("theme") == "system":
            theme.apply(self._app, "system")

    # --- ending -----------------------------------------------------------------------------------

    def close(self) -> None:
        """Closes all windows, as the person or the session wants."""
        self._lingers = False
        for quick in list(self._quicks):
            if quick.is_open:
                quick.flow.abandon()
        if self._program is not None:
            self._program.training.leave_without_asking()  # nobody may be there to answer
            self._program.window.close()
        self._end_if_idle()

    def _end_if_idle(self) -> None:
        if self._ended or self._program is not None or any(quick.is_open for quick in self._quicks):
            return
        minutes = self._current_settings().whole("stay_ready_minutes") if self._lingers else 0
        if minutes:
            self._idle.start(minutes * 60_000)
        else:
            self.end()

    def end(self) -> None:
        """Ends the process."""
        if self._ended:
            return
        self._ended = True
        self._idle.stop()
        if self._server is not None:
            self._server.stop()
            self._server.say_goodbye()
        for quick in self._quicks:
            quick.end()
        self._quicks.clear()
        # From the loop: a signal may come before it runs, when `quit` would do nothing.
        QTimer.singleShot(0, self._app, self._app.quit)


def _address_of(socket: str) -> Address:
    """The address with that socket: the usual one, or that of a program that stands alone."""
    usual = address()
    if socket == usual.socket:
        return usual
    suffix = socket.removesuffix(".socket").rpartition("-")[2]
    return address(suffix=f"-{suffix}")
