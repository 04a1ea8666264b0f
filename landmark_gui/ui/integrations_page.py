"""The settings' page of photo managers: ticks for those that have our entry, and what a change would write."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontDatabase, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from landmark_gui.integrations import (
    BY_ID,
    Context,
    HostStatus,
    Outcome,
    Places,
    Presence,
    Status,
    change,
    installed_program,
    overview,
)
from landmark_gui.ui.background import Background
from landmark_gui.ui.integration_texts import translated

_WAIT = 150  # ms after the last tick
_MOST_LINES = 3000  # of what would change: more reads nobody


@dataclass(frozen=True)
class _Wish:
    """What the ticks say: ids of hosts to install, and to remove."""

    install: tuple[str, ...]
    remove: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.install or self.remove)


class IntegrationsPage(QWidget):
    """Lists the hosts of this system. Looks at them when it is first shown; all work is done in another thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._statuses: dict[str, HostStatus] = {}
        self._looked = self._busy = False
        self._round = 0  # of previews: only the last one asked for is shown
        self._soon = QTimer(self, singleShot=True, interval=_WAIT)
        self._soon.timeout.connect(self._preview)
        self._intro = QLabel(
            self.tr(
                "Adds “Suggest location…” to the menus of the programs that are ticked. It is done for you alone, and "
                "what was there before comes back when the tick is removed."
            )
        )
        self._intro.setWordWrap(True)
        self.list = self._make_list()
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.preview.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.preview.setAccessibleName(self.tr("What will change"))
        self.preview.setPlaceholderText(self.tr("What will change in which files is shown here first."))
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setTextFormat(Qt.TextFormat.PlainText)
        self.message.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.message.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.force = QCheckBox(self.tr("Also replace what I changed myself; a copy is kept"))
        self.force.toggled.connect(self._soon.start)
        self.force.hide()
        self.apply = QPushButton(self.tr("Apply"))
        self.apply.setProperty("primary", True)
        self.apply.setAutoDefault(False)
        self.apply.clicked.connect(self._apply)
        self._build()
        self._tell("")
        self._follow()

    @property
    def pending(self) -> bool:
        """Whether ticks were changed and not applied."""
        return bool(self._wish())

    def ask_to_apply(self) -> None:
        """Tells that ticks were changed and not applied."""
        self._tell(self.tr("Press Apply first, or put the ticks back as they were."), error=True)

    def _make_list(self) -> QTreeWidget:
        made = QTreeWidget()
        made.setColumnCount(3)
        made.setHeaderLabels([self.tr("Program"), self.tr("Entry"), self.tr("Where it is found")])
        made.setRootIsDecorated(False)
        made.setUniformRowHeights(True)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setAccessibleName(self.tr("Programs"))
        header = made.header()
        header.setStretchLastSection(True)
        for column in (0, 1):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        made.itemChanged.connect(self._ticked)
        return made

    def _build(self) -> None:
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        parts.addWidget(self.list)
        parts.addWidget(self.preview)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        line = QHBoxLayout()
        line.addWidget(self.force)
        line.addStretch(1)
        line.addWidget(self.apply)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 10, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._intro)
        box.addWidget(parts, 1)
        box.addWidget(self.message)
        box.addLayout(line)

    # --- looking ----------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Looks at the hosts, the first time."""
        super().showEvent(event)
        if not self._looked:
            self._looked = True
            self._run(lambda: overview(_context()), self._show)

    def _show(self, statuses: list[HostStatus]) -> None:
        """Shows how things stand, with a tick for each host that has the entry."""
        self._statuses = {status.host.id: status for status in statuses}
        self.list.blockSignals(True)
        self.list.clear()
        for status in statuses:
            host = status.host
            where = translated(host.shows) + ("" if host.tested else f" ({self.tr('untested')})")
            item = QTreeWidgetItem([translated(host.title), self._words(status), where])
            item.setData(0, Qt.ItemDataRole.UserRole, host.id)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
            installed = status.presence is not Presence.NO
            item.setCheckState(0, Qt.CheckState.Checked if installed else Qt.CheckState.Unchecked)
            tip = "\n".join([where, *status.problems, *map(str, status.changed), translated(status.hints)]).strip()
            for column in range(3):
                item.setToolTip(column, tip)
            if not status.found and not installed:
                for column in range(3):
                    item.setForeground(column, self.palette().placeholderText())
            self.list.addTopLevelItem(item)
        self.list.blockSignals(False)
        self._follow()

    def _words(self, status: HostStatus) -> str:
        if status.problems:
            return self.tr("cannot be looked at")
        if status.changed:
            return self.tr("installed, changed by you")
        match status.presence:
            case Presence.YES:
                return self.tr("installed")
            case Presence.OUTDATED:
                return self.tr("installed, to be updated")
            case Presence.INCOMPLETE:
                return self.tr("incomplete")
            case Presence.NO:
                return self.tr("not installed") if status.found else self.tr("program not found")

    # --- wishing ----------------------------------------------------------------------------------

    def tick(self, host: str, on: bool) -> None:
        """Sets a tick, as a click does.

        Raises:
            KeyError: No such host is listed.
        """
        for item in self._items():
            if item.data(0, Qt.ItemDataRole.UserRole) == host:
                item.setCheckState(0, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
                return
        raise KeyError(host)

    def _items(self) -> list[QTreeWidgetItem]:
        items = (self.list.topLevelItem(number) for number in range(self.list.topLevelItemCount()))
        return [item for item in items if item is not None]

    def _wish(self) -> _Wish:
        to_install, to_remove = [], []
        for item in self._items():
            status = self._statuses[item.data(0, Qt.ItemDataRole.UserRole)]
            ticked = item.checkState(0) is Qt.CheckState.Checked
            stale = status.presence in {Presence.OUTDATED, Presence.INCOMPLETE} or status.changed
            if ticked and (status.presence is Presence.NO or stale):
                to_install.append(status.host.id)
            elif not ticked and status.presence is not Presence.NO:
                to_remove.append(status.host.id)
        return _Wish(tuple(to_install), tuple(to_remove))

    def _ticked(self) -> None:
        self.force.hide()
        self.force.setChecked(False)
        self._tell("")
        self._follow()
        self._soon.start()

    def _follow(self) -> None:
        """Enables what can be done."""
        self.list.setEnabled(not self._busy)
        self.apply.setEnabled(bool(self._wish()) and not self._busy)

    def _preview(self) -> None:
        """Asks what the ticks would change."""
        wish, force = self._wish(), self.force.isChecked()
        self._round += 1
        asked = self._round
        if not wish:
            self.preview.clear()
            return

        def show(outcome: Outcome) -> None:
            if asked == self._round and not self._busy:
                self._show_preview(outcome)

        self._background.run(lambda: _change(wish, force=force, dry_run=True), show, self._failed)

    def _show_preview(self, outcome: Outcome) -> None:
        lines = [
            line
            for result in outcome.results
            for file_change in result.changes
            for line in file_change.diff().splitlines()
        ]
        if len(lines) > _MOST_LINES:
            lines = [*lines[:_MOST_LINES], "…"]
        self.preview.setPlainText("\n".join(lines))
        self._tell_reasons(outcome)

    # --- doing ------------------------------------------------------------------------------------

    def _apply(self) -> None:
        wish, force = self._wish(), self.force.isChecked()
        if wish:
            self._round += 1
            self._run(lambda: (_change(wish, force=force), overview(_context())), lambda done: self._applied(*done))

    def _applied(self, outcome: Outcome, statuses: list[HostStatus]) -> None:
        self.preview.clear()
        self._show(statuses)
        done = [result for result in outcome.results if result.status in {Status.DONE, Status.UNCHANGED}]
        hints = [translated(result.hints) for result in done if self._is_installed(result.host.id) and result.hints]
        kept = [str(path) for result in outcome.results for path in result.kept]
        parts = [self.tr("Done.")] if len(done) == len(outcome.results) else []
        if kept:
            parts.append(self.tr("Your own versions are kept as: {paths}").replace("{paths}", ", ".join(kept)))
        self._tell(" ".join([*parts, *dict.fromkeys(hints), *outcome.notes]))
        if len(done) < len(outcome.results):
            self._tell_reasons(outcome)

    def _is_installed(self, host: str) -> bool:
        return host in self._statuses and self._statuses[host].presence is not Presence.NO

    def _tell_reasons(self, outcome: Outcome) -> None:
        reasons = [reason for result in outcome.results for reason in result.reasons]
        self._tell("\n".join(dict.fromkeys(reasons)), error=bool(reasons))
        if any(result.status is Status.REFUSED for result in outcome.results):
            self.force.show()

    def _tell(self, text: str, *, error: bool = False) -> None:
        self.message.setProperty("error", error)
        self.message.style().polish(self.message)
        self.message.setText(text)
        self.message.setVisible(bool(text))

    def _failed(self, error: Exception) -> None:
        self._busy = False
        self._tell(str(error), error=True)
        self._follow()

    def _run(self, work: Callable[[], object], then: Callable[..., None]) -> None:
        """Runs work that nothing else may disturb."""
        self._busy = True
        self._follow()

        def finished(result: object) -> None:
            self._busy = False
            then(result)
            self._follow()

        self._background.run(work, finished, self._failed)


def _context() -> Context:
    """Where things go; called in another thread, since it looks at the disk.

    Raises:
        IntegrationError: Our program is not installed, so that no host could call it.
    """
    return Context(Places.here(), installed_program())


def _change(wish: _Wish, *, force: bool, dry_run: bool = False) -> Outcome:
    hosts = [[BY_ID[name] for name in names] for names in (wish.install, wish.remove)]
    return change(hosts[0], hosts[1], _context(), force=force, dry_run=dry_run)
