"""What the grid shows: filter, order, groups and sizes; and what stands there while there are no photos."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from landmark_gui.library.photo_filter import Filter, Group, GroupBy, SortKey
from landmark_gui.models.photo_list import PhotoListModel
from landmark_gui.ui import shortcuts, wording
from landmark_gui.ui.dates import shown_day
from landmark_gui.ui.grid_layout import Section
from landmark_gui.ui.main_window import MainWindow
from landmark_gui.ui.open_photos import OpenPhotos
from landmark_gui.ui.photo_grid import STEP

_COUNT_MS = 150
_COUNTED_PER_MS = 2000
_NEED_PHOTOS = ("suggest-all", "suggest-visible", "accept-confident", "next")
WRITE = shortcuts.BY_ID["write"]


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Ids of the photos that are selected, and of the current one."""

    selected: tuple[int, ...] = ()
    current: int | None = None


class ViewControl(QObject):
    """Connects filter bar, grid and empty state of a window.

    Signals:
        size_chosen: Size of the thumbnails that the person chose, pixels.
    """

    size_chosen = Signal(int)

    def __init__(
        self, window: MainWindow, model: PhotoListModel, photos: OpenPhotos, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window, self._model, self._photos = window, model, photos
        self._kept = _Chosen()
        # What the person had chosen when a filter hid the current photo, and what is chosen since without them.
        self._hidden: _Chosen | None = None
        self._stand_in = _Chosen()
        self._count = QTimer(self, singleShot=True, interval=_COUNT_MS)
        self._count.timeout.connect(self._show_counts)
        bar, grid, actions = window.filter_bar, window.grid, window.actions_
        grid.set_sections(self._sections)
        bar.filter_changed.connect(self.set_filter)
        bar.sort_changed.connect(lambda key, reverse: model.set_view(sort_key=key, is_reversed=reverse))
        bar.group_changed.connect(lambda group: model.set_view(group_by=group))
        bar.size_changed.connect(grid.set_thumbnail_size)
        bar.left.connect(grid.setFocus)
        grid.size_chosen.connect(bar.set_size)
        grid.size_chosen.connect(self.size_chosen)
        actions["find"].triggered.connect(bar.focus_text)
        actions["clear-filter"].triggered.connect(self.clear_filter)
        actions["larger"].triggered.connect(lambda: grid.set_thumbnail_size(grid.thumbnail_size + 2 * STEP))
        actions["smaller"].triggered.connect(lambda: grid.set_thumbnail_size(grid.thumbnail_size - 2 * STEP))
        actions["select-all"].triggered.connect(grid.selectAll)
        actions["select-none"].triggered.connect(grid.clearSelection)
        actions["select-invert"].triggered.connect(self._invert)
        window.empty.filter_cleared.connect(self.clear_filter)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        model.replaced.connect(self._forget_hidden)
        model.changed.connect(self._changed)
        photos.opened.connect(self._show_page)
        photos.listed.connect(lambda _: self._show_page())
        grid.selectionModel().selectionChanged.connect(lambda *_: self._changed())
        bar.set_size(grid.thumbnail_size)
        self._show_waiting(0)
        self._show_page()

    # --- filter and order -------------------------------------------------------------------------

    def set_filter(self, filter: Filter) -> None:  # noqa: A002
        """Shows only photos that fit; a part of the map that was chosen stays chosen."""
        within = self._model.table.filter.within
        if within is not None and filter.within is None:
            filter = replace(filter, within=within)  # noqa: A001
        self._model.set_view(filter=filter)

    def set_within(self, ids: frozenset[int] | None) -> None:
        """Shows only these photos beside what the filter bar says; None: all."""
        self._model.set_view(filter=replace(self._model.table.filter, within=ids))

    def clear_filter(self) -> None:
        """Shows all photos."""
        self._window.map.clear_choice()
        self._window.filter_bar.set_filter(Filter())
        self._model.set_view(filter=Filter())

    def restore(self, filter: Filter, key: SortKey, reverse: bool, group: GroupBy) -> None:  # noqa: A002
        """Shows photos as they were shown before."""
        self._window.filter_bar.set_filter(filter)
        self._window.filter_bar.set_order(key, reverse, group)
        self._model.set_view(filter=filter, sort_key=key, is_reversed=reverse, group_by=group)

    # --- what is seen -----------------------------------------------------------------------------

    def _sections(self) -> list[Section]:
        return [Section(self._title(group), group.first, group.count) for group in self._model.groups]

    def _title(self, group: Group) -> str:
        kind = self._model.table.group_by
        if kind is GroupBy.NONE:
            return ""
        if kind is GroupBy.DAY:
            return shown_day(group.key) if group.key else self.tr("Without date")
        if kind is GroupBy.LANDMARK:
            return self._model.names.name(group.key) if group.key else self.tr("Without landmark")
        return group.key or self.tr("Just found")

    def _invert(self) -> None:
        selected = set(self._window.grid.selected_rows())
        self._window.grid.select_rows(row for row in range(self._model.rowCount()) if row not in selected)

    def _keep(self) -> None:
        """Remembers by id what is selected, before the rows change."""
        grid = self._window.grid
        rows = self._model.table.rows
        current = grid.currentIndex().row()
        self._kept = _Chosen(
            tuple(rows[row] for row in grid.selected_rows() if row < len(rows)),
            rows[current] if 0 <= current < len(rows) else None,
        )

    def _restore(self) -> None:
        """Selects again what was selected, as far as it is still shown; what a filter hid, when it is shown again."""
        chosen, self._kept = self._kept, _Chosen()
        # Where nothing is current, Qt makes the first photo so as soon as the grid has the focus, and selects nothing.
        if self._hidden is not None and (chosen == self._stand_in or not chosen.selected):
            chosen = self._hidden
        rows = [row for id in chosen.selected if (row := self._model.row_of(id)) is not None]  # noqa: A001
        row = self._model.row_of(chosen.current) if chosen.current is not None else None
        self._hidden = chosen if row is None and chosen.current is not None else None
        if self._hidden is not None:
            ids = tuple(map(self._model.id_at, sorted(rows)))
            self._stand_in = _Chosen(ids, ids[0] if ids else None)
        if rows or row is not None:
            self._window.grid.select_rows(rows, row)
            if row is not None:
                self._window.grid.scrollTo(self._model.index(row, 0))
        self._show_page()

    def _forget_hidden(self) -> None:
        self._hidden = None  # its ids are those of other photos now

    def _changed(self) -> None:
        if not self._count.isActive():
            # Counting takes longer the more photos there are; it must not eat what the other events need.
            self._count.start(max(_COUNT_MS, len(self._model.table) // _COUNTED_PER_MS))
        page_is_empty = self._window.stack.currentWidget() is self._window.empty
        if page_is_empty == bool(self._model.rowCount()) or self._window.filter_bar.isHidden() == bool(
            self._model.table
        ):
            self._show_page()

    def _show_page(self) -> None:
        window, empty = self._window, self._window.empty
        some = len(self._model.table) > 0
        for name in _NEED_PHOTOS:
            window.actions_[name].setEnabled(some)
        window.filter_bar.setVisible(some)
        window.review.setVisible(some and window.actions_["panel"].isChecked())
        if self._model.rowCount():
            if self._window.stack.currentWidget() is not window.grid:
                focus = window.focusWidget()
                window.show_page(window.grid)
                if focus is None or not window.filter_bar.isAncestorOf(focus):  # what one types there goes on there
                    window.grid.setFocus()
            return
        window.show_page(empty)
        if self._photos.is_listing:
            empty.show_looking()
        elif len(self._model.table):
            empty.show_filtered()
        elif self._photos.paths:
            empty.show_no_photos(self._photos.paths[0].name or str(self._photos.paths[0]))

    def _show_waiting(self, unwritten: int) -> None:
        """Says on the write button how many are waiting."""
        actions = self._window.actions_
        text = self.tr("&Write %n Accepted…", "", unwritten) if unwritten else shortcuts.translated(WRITE.text)
        actions["write"].setText(text)
        short = self.tr("Write %n", "", unwritten) if unwritten else shortcuts.translated(WRITE.short)
        actions["write"].setIconText(short)
        actions["write"].setEnabled(unwritten > 0)

    def _show_counts(self) -> None:
        counts = self._model.counts()
        self._window.filter_bar.set_counts(counts)
        shown, total = self._model.rowCount(), counts.photos
        selected = len(self._window.grid.selected_rows())
        parts = [
            self.tr("%n photo(s)", "", total)
            if shown == total
            else self.tr("{shown} of %n photo(s)", "", total).replace("{shown}", wording.number(shown))
        ]
        if selected > 1:
            parts.append(self.tr("{number} selected").replace("{number}", wording.number(selected)))
        if counts.unwritten:
            parts.append(
                self.tr("{number} accepted, not written").replace("{number}", wording.number(counts.unwritten))
            )
        if counts.errors:
            parts.append(self.tr("{number} cannot be read").replace("{number}", wording.number(counts.errors)))
        self._show_waiting(counts.unwritten)
        self._window.status.set_counts(" · ".join(parts) if total else "")
