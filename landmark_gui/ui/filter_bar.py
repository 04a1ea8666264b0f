"""The bar above the grid: what to show, in which order, in which groups, how large."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QSlider, QToolButton, QWidget

from landmark_gui.inference.suggestion import Verdict
from landmark_gui.library.decisions import DecisionKind
from landmark_gui.library.photo_filter import Filter, GroupBy, SortKey
from landmark_gui.library.photo_table import Counts
from landmark_gui.models.marks import Mark
from landmark_gui.ui import icons, marks, theme, tool_bar, wording
from landmark_gui.ui.photo_grid import LARGEST, SMALLEST, STEP

_CHIPS: tuple[tuple[Verdict, Mark], ...] = (
    (Verdict.CONFIDENT, Mark.CONFIDENT),
    (Verdict.AMBIGUOUS, Mark.AMBIGUOUS),
    (Verdict.NO_LANDMARK, Mark.NO_LANDMARK),
)
_TYPING_MS = 180


class FilterBar(QWidget):
    """Emits what the person chose; the window hands it to the model.

    Signals:
        filter_changed: A new `Filter`, without `Filter.within`.
        sort_changed: Key and whether it is reversed.
        group_changed: A `GroupBy`.
        size_changed: Size of the thumbnails, pixels.
        left: The person pressed Escape or Enter in the search field.
    """

    filter_changed = Signal(object)
    sort_changed = Signal(object, bool)
    group_changed = Signal(object)
    size_changed = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filterBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._filter = Filter()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._text_done)
        self._text = _SearchField(self)
        self._text.setPlaceholderText(self.tr("Find names, places, keywords"))
        self._text.setAccessibleName(self.tr("Find photos"))
        self._text.setClearButtonEnabled(True)
        self._text.setMinimumWidth(130)
        self._text.setMaximumWidth(300)
        self._text.textChanged.connect(lambda _: self._typing.start())
        self._text.left.connect(self.left)
        self._chips = {verdict: self._chip(verdict, mark) for verdict, mark in _CHIPS}
        self._more = _MenuButton(self.tr("Filter"), self)
        self._more.setToolTip(self._more.text())
        self._more_menu = self._build_more()
        self._more.setMenu(self._more_menu)
        self._sort = _MenuButton("", self)
        self._sort_menu, self._sorts, self._reversed = self._build_sort()
        self._sort.setMenu(self._sort_menu)
        self._group = _MenuButton("", self)
        self._group_menu, self._groups = self._build_group()
        self._group.setMenu(self._group_menu)
        self._size = QSlider(Qt.Orientation.Horizontal)
        self._size.setRange(SMALLEST, LARGEST)
        self._size.setSingleStep(STEP)
        self._size.setPageStep(4 * STEP)
        self._size.setFixedWidth(96)
        self._size.setAccessibleName(self.tr("Size of the thumbnails"))
        self._size.setToolTip(self.tr("Size of the thumbnails"))
        self._size.valueChanged.connect(self.size_changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 8, 5)
        row.setSpacing(6)
        row.addWidget(self._text, 3)
        for chip in self._chips.values():
            row.addWidget(chip)
        row.addWidget(self._more)
        row.addStretch(1)
        row.addWidget(self._sort)
        row.addWidget(self._group)
        row.addWidget(self._size)
        self._show_order()
        self._draw_icons()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Follows the window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leaves out what there is no room for: the slider, as keys do the same, then words of buttons with an icon."""
        row = self.layout()
        if row is None:
            return
        buttons = (self._group, self._sort, self._more)
        words = {button: tool_bar.words_width(button) for button in buttons}
        slider = self._size.width() + row.spacing()
        needed = row.minimumSize().width() + (slider if self._size.isHidden() else 0)
        needed += sum(words[button] for button in buttons if button.toolButtonStyle() == tool_bar.ICON_ONLY)
        self._size.setHidden(needed > self.width())
        needed -= slider if self._size.isHidden() else 0
        for button in buttons:
            fits = needed <= self.width()
            button.setToolButtonStyle(tool_bar.WITH_WORDS if fits else tool_bar.ICON_ONLY)
            needed -= 0 if fits else words[button]

    # --- what the window sets ---------------------------------------------------------------------

    def focus_text(self) -> None:
        """Lets the person type what to find."""
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._text.selectAll()

    def set_filter(self, filter: Filter) -> None:  # noqa: A002
        """Shows a filter without emitting it."""
        self._filter = replace(filter, within=None)
        self._text.blockSignals(True)
        self._text.setText(filter.text)
        self._text.blockSignals(False)
        for verdict, chip in self._chips.items():
            chip.setChecked(verdict in filter.verdicts)
        self._show_more()

    @property
    def filter(self) -> Filter:
        """The filter that is shown."""
        return self._filter

    def set_order(self, key: SortKey, reversed_: bool, group: GroupBy) -> None:
        """Shows order and groups without emitting them."""
        self._sorts[key].setChecked(True)
        self._reversed.setChecked(reversed_)
        self._groups[group].setChecked(True)
        self._show_order()

    def set_size(self, side: int) -> None:
        """Shows the size of the thumbnails."""
        self._size.blockSignals(True)
        self._size.setValue(side)
        self._size.blockSignals(False)

    def set_counts(self, counts: Counts) -> None:
        """Numbers on the chips."""
        for verdict, mark in _CHIPS:
            number = counts.verdicts.get(verdict, 0)
            chip = self._chips[verdict]
            chip.setText(wording.number(number))
            words = self.tr("{verdict}: %n photo(s)", "", number).replace("{verdict}", wording.mark_words(mark))
            chip.setToolTip(words)
            chip.setAccessibleName(words)
        self._fit()

    # --- building ---------------------------------------------------------------------------------

    def _chip(self, verdict: Verdict, mark: Mark) -> QToolButton:
        chip = QToolButton(self)
        chip.setCheckable(True)
        chip.setText("0")
        chip.setToolTip(wording.mark_words(mark))
        chip.setAccessibleName(wording.mark_words(mark))
        chip.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        chip.setObjectName(f"chip-{verdict.value}")
        chip.clicked.connect(self._chips_clicked)
        return chip

    def _build_more(self) -> QMenu:
        menu = QMenu(self)
        self._facts: dict[str, QAction] = {}
        self._decisions: dict[DecisionKind, QAction] = {}
        menu.addSection(self.tr("Decision"))
        for kind, text in (
            (DecisionKind.UNDECIDED, self.tr("Not reviewed")),
            (DecisionKind.ACCEPTED, self.tr("Accepted")),
            (DecisionKind.NO_LANDMARK, self.tr("No landmark")),
            (DecisionKind.SKIPPED, self.tr("Skipped")),
        ):
            self._decisions[kind] = self._checkable(menu, text)
        menu.addSection(self.tr("File"))
        for name, text in (
            ("unwritten", self.tr("Accepted, not written yet")),
            ("written", self.tr("Written")),
            ("gps", self.tr("With GPS position")),
            ("no-gps", self.tr("Without GPS position")),
            ("keyword", self.tr("With keywords")),
            ("no-keyword", self.tr("Without keywords")),
            ("landmark", self.tr("Names a landmark itself")),
            ("error", self.tr("Cannot be read")),
        ):
            self._facts[name] = self._checkable(menu, text)
        menu.addSeparator()
        self._unasked = self._checkable(menu, self.tr("Without suggestion"))
        menu.addSeparator()
        menu.addAction(self.tr("Clear"), self.clear)
        return menu

    def _checkable(self, menu: QMenu, text: str) -> QAction:
        action = menu.addAction(text)
        action.setCheckable(True)
        action.triggered.connect(lambda on, chosen=action: self._more_clicked(chosen, on))
        return action

    def _build_sort(self) -> tuple[QMenu, dict[SortKey, QAction], QAction]:
        menu, group, actions = QMenu(self), QActionGroup(self), {}
        for key in SortKey:
            action = menu.addAction(wording.sort_words(key))
            action.setCheckable(True)
            action.setData(key.value)
            group.addAction(action)
            actions[key] = action
        actions[SortKey.NAME].setChecked(True)
        group.triggered.connect(lambda _: self._order_clicked())
        menu.addSeparator()
        reverse = menu.addAction(self.tr("Reversed"))
        reverse.setCheckable(True)
        reverse.triggered.connect(lambda _: self._order_clicked())
        return menu, actions, reverse

    def _build_group(self) -> tuple[QMenu, dict[GroupBy, QAction]]:
        menu, group, actions = QMenu(self), QActionGroup(self), {}
        for kind in GroupBy:
            action = menu.addAction(wording.group_words(kind))
            action.setCheckable(True)
            group.addAction(action)
            actions[kind] = action
        actions[GroupBy.NONE].setChecked(True)
        group.triggered.connect(lambda _: self._group_clicked())
        return menu, actions

    # --- what the person does ---------------------------------------------------------------------

    def clear(self) -> None:
        """Shows all photos again."""
        self.set_filter(Filter())
        self.filter_changed.emit(self._filter)

    def _text_done(self) -> None:
        self._filter = replace(self._filter, text=self._text.text())
        self.filter_changed.emit(self._filter)

    def _chips_clicked(self) -> None:
        chosen = {verdict for verdict, chip in self._chips.items() if chip.isChecked()}
        verdicts: frozenset[Verdict | None] = frozenset(chosen | ({None} if self._unasked.isChecked() else set()))
        self._filter = replace(self._filter, verdicts=verdicts)
        self.filter_changed.emit(self._filter)
        self._show_more()

    def _more_clicked(self, chosen: QAction, on: bool) -> None:
        if chosen is self._unasked:
            self._chips_clicked()
            return
        for one, other in (("unwritten", "written"), ("gps", "no-gps"), ("keyword", "no-keyword")):
            pair = (self._facts[one], self._facts[other])
            if on and chosen in pair:
                pair[1 - pair.index(chosen)].setChecked(False)
        self._filter = replace(
            self._filter,
            decisions=frozenset(kind for kind, action in self._decisions.items() if action.isChecked()),
            written=self._either("written", "unwritten"),
            has_gps=self._either("gps", "no-gps"),
            has_keyword=self._either("keyword", "no-keyword"),
            has_landmark=True if self._facts["landmark"].isChecked() else None,
            error=True if self._facts["error"].isChecked() else None,
        )
        self.filter_changed.emit(self._filter)
        self._show_more()

    def _either(self, yes: str, no: str) -> bool | None:
        if self._facts[yes].isChecked():
            return True
        return False if self._facts[no].isChecked() else None

    def _show_more(self) -> None:
        """Shows in the menu what the filter says, and on its button how many conditions it has."""
        current = self._filter
        for kind, action in self._decisions.items():
            action.setChecked(kind in current.decisions)
        for yes, no, value in (
            ("written", "unwritten", current.written),
            ("gps", "no-gps", current.has_gps),
            ("keyword", "no-keyword", current.has_keyword),
        ):
            self._facts[yes].setChecked(value is True)
            self._facts[no].setChecked(value is False)
        self._facts["landmark"].setChecked(current.has_landmark is True)
        self._facts["error"].setChecked(current.error is True)
        self._unasked.setChecked(None in current.verdicts)
        active = sum(action.isChecked() for action in (*self._decisions.values(), *self._facts.values(), self._unasked))
        self._more.setText(f"{self.tr('Filter')} · {active}" if active else self.tr("Filter"))
        self._more.setChecked(bool(active))

    def _order_clicked(self) -> None:
        self._show_order()
        key = next(key for key, action in self._sorts.items() if action.isChecked())
        self.sort_changed.emit(key, self._reversed.isChecked())

    def _group_clicked(self) -> None:
        self._show_order()
        self.group_changed.emit(next(kind for kind, action in self._groups.items() if action.isChecked()))

    def _show_order(self) -> None:
        key = next(key for key, action in self._sorts.items() if action.isChecked())
        arrow = "↓" if self._reversed.isChecked() else "↑"
        self._sort.setText(f"{wording.sort_words(key)} {arrow}")
        self._sort.setToolTip(self.tr("Order of the photos"))
        self._sort.setAccessibleName(self.tr("Order: {key}").replace("{key}", wording.sort_words(key)))
        kind = next(kind for kind, action in self._groups.items() if action.isChecked())
        self._group.setText(wording.group_words(kind))
        self._group.setToolTip(self.tr("Groups of the photos"))
        self._group.setAccessibleName(self.tr("Groups: {kind}").replace("{kind}", wording.group_words(kind)))
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Draws the icons anew for another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_icons()

    def _draw_icons(self) -> None:
        tokens = theme.colours(self.palette())
        for verdict, mark in _CHIPS:
            self._chips[verdict].setIcon(QIcon(marks.pixmap(mark, 14, self.devicePixelRatioF(), tokens)))
            self._chips[verdict].setIconSize(QSize(14, 14))
        for button, name in ((self._more, "filter"), (self._sort, "sort"), (self._group, "group")):
            button.setIcon(icons.icon(name, self.palette()))


class _MenuButton(QToolButton):
    """A button that opens a menu."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setProperty("plain", True)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)


class _SearchField(QLineEdit):
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Keeps Escape, which is the key of an action too."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
            return
        super().keyPressEvent(event)
