"""The plan: what would change in each file, before anything is written; and afterwards what became of it."""

import functools
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QProgressBar,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from landmark_gui.models.plan_tree import AFTER, BEFORE, ENTRY_ROLE, FILE, Line, PlannedFile, PlanTree
from landmark_gui.ui import first_size, theme
from landmark_gui.ui.reason_words import reason_words

if TYPE_CHECKING:
    from landmark_gui.metadata import WriteResult

Index = QModelIndex | QPersistentModelIndex
_OPEN_UP_TO = 30  # files whose changes are unfolded at once


class _Delegate(QStyledItemDelegate):
    """Says in the second and third column of a file, as if they were one, what will become of it."""

    def __init__(self, view: QTreeView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        entry: tuple[PlannedFile, Line | None] | None = index.data(ENTRY_ROLE)
        if entry is None or entry[1] is not None or index.column() not in (BEFORE, AFTER):
            return
        columns = (self._view.visualRect(index.sibling(index.row(), column)) for column in (BEFORE, AFTER))
        rect = functools.reduce(QRect.united, columns).adjusted(6, 0, -6, 0)
        painter.save()
        # Each column draws its part: where a row is selected, the background of one lies over what the other drew.
        painter.setClipRect(option.rect, Qt.ClipOperation.IntersectClip)
        painter.setPen(self._colour(option, entry[0]))
        painter.setFont(option.font)
        words = status_words(entry[0].result)
        text = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading | Qt.TextFlag.TextSingleLine
        painter.setLayoutDirection(option.direction)
        painter.drawText(rect, int(flags), text)
        painter.restore()

    @staticmethod
    def _colour(option: QStyleOptionViewItem, file: PlannedFile) -> QColor:
        if option.state & QStyle.StateFlag.State_Selected:
            return option.palette.color(QPalette.ColorRole.HighlightedText)
        tokens = theme.colours(option.palette)
        return QColor(tokens.error if file.result.status == "refused" else tokens.muted)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802
        return super().sizeHint(option, index).expandedTo(QSize(0, QFontMetrics(option.font).height() + 8))


class PlanDialog(QDialog):
    """Fills as the plan comes; Write hands over what is still ticked.

    Signals:
        confirmed: The `PlannedFile`s to write.
    """

    confirmed = Signal(object)

    def __init__(self, total: int, parent: QWidget | None = None) -> None:
        """Makes it, still empty.

        Args:
            total: How many photos are planned.
            parent: The window.
        """
        super().__init__(parent)
        self.setWindowTitle(self.tr("Write Accepted"))
        first_size.open_at(self, 860, 560)
        self._total = total
        headers = (self.tr("File and field"), self.tr("Before"), self.tr("After"))
        self.tree = PlanTree(group_names(), headers, status_words, self)
        self._title = QLabel()
        self._title.setFont(theme.title_font(self.font()))
        self._words = QLabel()
        self._words.setProperty("muted", True)
        self._words.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setMaximumHeight(8)
        self._bar.setTextVisible(False)
        self._bar.setRange(0, max(1, total))
        self._groups = QHBoxLayout()
        self._boxes: dict[str, QCheckBox] = {}
        self.view = QTreeView()
        self.view.setModel(self.tree)
        self.view.setItemDelegate(_Delegate(self.view))
        self.view.setAccessibleName(self.tr("What would be written"))
        self.view.setUniformRowHeights(True)
        self.view.setAllColumnsShowFocus(True)
        self.view.header().setStretchLastSection(True)
        self.view.header().setSectionResizeMode(FILE, QHeaderView.ResizeMode.Interactive)
        self.view.setColumnWidth(FILE, 300)
        self.view.setColumnWidth(BEFORE, 210)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._write = self._buttons.addButton(self.tr("Write"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._write.setProperty("primary", True)
        self._write.setEnabled(False)
        self._write.setDefault(True)
        self._buttons.accepted.connect(self._confirm)
        self._buttons.rejected.connect(self.reject)
        self._soon = QTimer(self, singleShot=True, interval=80)
        self._soon.timeout.connect(self._say)
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 16, 18, 14)
        box.setSpacing(8)
        box.addWidget(self._title)
        box.addWidget(self._words)
        box.addWidget(self._bar)
        box.addLayout(self._groups)
        box.addWidget(self.view, 1)
        box.addWidget(self._buttons)
        self._groups.addStretch(1)
        self._complete = False
        self.tree.dataChanged.connect(lambda *_: self._soon.start())
        self.tree.modelReset.connect(self._after_reset)
        self._say()

    @property
    def summary(self) -> str:
        """What the dialog says."""
        return f"{self._title.text()} {self._words.text()}"

    @property
    def write_button(self) -> QWidget:
        """The button that writes."""
        return self._write

    def add(self, results: Iterable["WriteResult"]) -> None:
        """Takes in a part of the plan."""
        first = len(self.tree.files)
        self.tree.add(results)
        for row in range(first, min(len(self.tree.files), _OPEN_UP_TO)):
            self.view.expand(self.tree.index(row, 0))
        for file in self.tree.files[first:]:
            for line in file.lines:
                self._offer(line.group)
        self._bar.setValue(len(self.tree.files))
        self._soon.start()

    def complete(self, error: str = "") -> None:
        """The plan is all there, or could not be made."""
        self._complete = True
        self._bar.hide()
        self._say()
        self.view.setFocus()
        if error:
            self._words.setText(error)

    def set_group(self, group: str, on: bool) -> None:
        """Ticks or unticks a group of fields in all files."""
        self.tree.set_group(group, on)

    def _offer(self, group: str) -> None:
        """A box that ticks a group in all files; for those that the writer can leave out."""
        if group in self._boxes or group == "xp_keywords":
            return
        check = QCheckBox(group_names()[group])
        check.setChecked(True)
        check.setToolTip(self.tr("In all files"))
        check.toggled.connect(lambda on: self.set_group(group, on))
        self._boxes[group] = check
        self._groups.insertWidget(self._groups.count() - 1, check)

    def _after_reset(self) -> None:
        for row in range(min(len(self.tree.files), _OPEN_UP_TO)):
            self.view.expand(self.tree.index(row, 0))
        self._soon.start()

    def _say(self) -> None:
        files = self.tree.files
        writing = [file for file in files if file.writes]
        refused = sum(file.result.status == "refused" for file in files)
        unchanged = sum(file.result.status == "unchanged" for file in files)
        sidecars = sum(file.result.status == "sidecar" for file in writing)
        if not self._complete:
            self._title.setText(self.tr("Looking at the files…"))
        elif not writing:
            self._title.setText(self.tr("Nothing to write"))
        else:
            self._title.setText(self.tr("%n file(s) will change", "", len(writing)))
        words = [self.tr("Nothing is written before you press Write, and every write can be taken back.")]
        if sidecars:
            words.append(self.tr("%n go(es) into a sidecar.", "", sidecars))
        if unchanged:
            words.append(self.tr("%n has (have) all of it already.", "", unchanged))
        if refused:
            words.append(self.tr("%n cannot be written.", "", refused))
        self._words.setText(" ".join(words))
        self._write.setEnabled(self._complete and bool(writing))
        self._write.setText(self.tr("Write %n File(s)", "", len(writing)) if writing else self.tr("Write"))

    def _confirm(self) -> None:
        chosen = [file for file in self.tree.files if file.writes]
        self.accept()
        self.confirmed.emit(chosen)


def group_names() -> dict[str, str]:
    """Names of the groups of fields."""
    return {
        "keywords": QCoreApplication.translate("PlanDialog", "Keyword"),
        "hierarchy": QCoreApplication.translate("PlanDialog", "Keyword path (Lightroom, darktable)"),
        "digikam": QCoreApplication.translate("PlanDialog", "Keyword path (digiKam)"),
        "location_shown": QCoreApplication.translate("PlanDialog", "Location shown"),
        "location": QCoreApplication.translate("PlanDialog", "City, region, country"),
        "iptc": "IPTC",
        "gps": QCoreApplication.translate("PlanDialog", "GPS position"),
        "xp_keywords": "XPKeywords",
    }


def status_words(result: "WriteResult") -> str:
    """What will become, or became, of a file."""
    if result.status == "sidecar":
        where = QCoreApplication.translate("PlanDialog", "into the sidecar {name}").replace(
            "{name}", result.target.name
        )
        return f"{where}: {reason_words(result.reason)}" if result.reason else where
    if result.status == "unchanged":
        return QCoreApplication.translate("PlanDialog", "has all of this already")
    if result.status == "refused":
        return reason_words(result.reason)
    stays = QCoreApplication.translate("PlanDialog", "stays")
    notes = [*(f"{kept.field}: {'; '.join(kept.before)} {stays}" for kept in result.plan.kept), *result.plan.notes]
    return " · ".join(notes)
