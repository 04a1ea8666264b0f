"""The grid: where cells lie, and selecting as file managers do."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from landmark_gui.library.photo_filter import GroupBy
from landmark_gui.ui.grid_layout import GridLayout, Section
from landmark_gui.ui.photo_grid import LARGEST, SMALLEST

CELL, HEADING = (100, 120), 30


def layout_of(counts, width=350, mirrored=False):
    sections, first = [], 0
    for number, count in enumerate(counts):
        sections.append(Section(f"group {number}", first, count))
        first += count
    return GridLayout(sections, width, CELL, HEADING, mirrored=mirrored)


@settings(deadline=None)
@given(st.lists(st.integers(0, 17), max_size=6), st.integers(20, 900), st.booleans())
def test_every_cell_is_found_where_it_lies(counts, width, mirrored):
    layout = layout_of(counts, width, mirrored)
    seen = []
    for row in range(layout.rows):
        rect = layout.rect(row)
        assert layout.row_at(rect.center().x(), rect.center().y()) == row
        assert rect.top() >= 0
        assert rect.bottom() < layout.height
        assert row in layout.rows_between(rect.top(), rect.bottom())
        assert not any(rect.intersects(other) for other in seen[-12:])
        seen.append(rect)


@settings(deadline=None)
@given(st.lists(st.integers(0, 17), max_size=6), st.integers(0, 2000), st.integers(0, 600))
def test_rows_between_are_those_that_touch_the_band(counts, top, height):
    layout = layout_of(counts)
    band = QRect(0, top, 350, height + 1)
    touching = [row for row in range(layout.rows) if layout.rect(row).intersects(band)]
    assert list(layout.rows_between(top, top + height)) == touching


@settings(deadline=None)
@given(st.lists(st.integers(1, 17), min_size=1, max_size=6), st.integers(0, 349), st.integers(0, 900), st.booleans())
def test_a_rubber_band_takes_what_it_touches(counts, left, top, mirrored):
    layout = layout_of(counts, mirrored=mirrored)
    area = QRect(left, top, 120, 260)
    # The strip right of the last column belongs to no cell.
    touching = {row for row in range(layout.rows) if layout.rect(row).intersects(area)}
    found = {row for run in layout.rows_in(area) for row in run}
    assert touching <= found
    assert all(layout.rect(row).intersects(area.adjusted(-1, -1, 1, 1)) for row in found)


@settings(deadline=None)
@given(st.lists(st.integers(1, 17), min_size=1, max_size=5), st.data())
def test_up_and_down_go_one_line(counts, data):
    layout = layout_of(counts)
    row = data.draw(st.integers(0, layout.rows - 1))
    below = layout.above(row, -1)
    if below != row:
        assert layout.rect(below).top() > layout.rect(row).top()
    up = layout.above(row, 1)
    if up != row:
        assert layout.rect(up).top() < layout.rect(row).top()


def test_an_empty_layout_has_no_height():
    assert layout_of([]).height == 0
    assert layout_of([]).row_at(10, 10) == -1


def click(window, name, modifier=Qt.KeyboardModifier.NoModifier):
    grid = window.window.grid
    rect = grid.visualRect(window.model.index(window.names.index(name), 0))
    window.qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, modifier, rect.center())


def selected(window):
    return [window.names[row] for row in window.window.grid.selected_rows()]


def test_click_ctrl_click_and_shift_click(window):
    click(window, "a.jpg")
    assert selected(window) == ["a.jpg"]
    click(window, "c.jpg", Qt.KeyboardModifier.ControlModifier)
    assert selected(window) == ["a.jpg", "c.jpg"]
    click(window, "a.jpg")
    click(window, "d.jpg", Qt.KeyboardModifier.ShiftModifier)
    assert selected(window) == ["a.jpg", "b.jpg", "c.jpg", "d.jpg"]
    click(window, "b.jpg", Qt.KeyboardModifier.ShiftModifier)
    assert selected(window) == ["a.jpg", "b.jpg"]


def test_shift_and_arrows_extend(window):
    window.go_to("b.jpg")
    window.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    window.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert selected(window) == ["b.jpg", "c.jpg", "d.jpg"]
    window.press(Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert selected(window) == ["b.jpg", "c.jpg"]


def test_a_rubber_band_selects(window):
    grid = window.window.grid
    first = grid.visualRect(window.model.index(0, 0))
    start = QPoint(first.left() + 1, first.top() + 1)
    end = grid.visualRect(window.model.index(1, 0)).center()
    viewport = grid.viewport()
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for step in (0.3, 0.6, 1.0):
        QTest.mouseMove(viewport, start + (end - start) * step)
        QApplication.processEvents()
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    assert selected(window) == ["a.jpg", "b.jpg"]


def test_select_all_none_invert(window):
    window.trigger("select-all")
    assert len(selected(window)) == 5
    window.trigger("select-none")
    assert selected(window) == []
    window.go_to("a.jpg")
    window.trigger("select-invert")
    assert selected(window) == ["b.jpg", "c.jpg", "d.jpg", "e.jpg"]


@pytest.mark.parametrize(("action", "change"), [("larger", 32), ("smaller", -32)])
def test_thumbnails_grow_and_shrink_within_bounds(window, action, change):
    grid = window.window.grid
    grid.set_thumbnail_size(200)
    window.trigger(action)
    assert grid.thumbnail_size == 200 + change
    for _ in range(30):
        window.trigger(action)
    assert grid.thumbnail_size in (SMALLEST, LARGEST)


def test_the_selection_stays_when_rows_change(window):
    click(window, "c.jpg")
    window.program.view.restore(window.model.table.filter, window.model.table.sort_key, True, GroupBy.FOLDER)
    assert selected(window) == ["c.jpg"]
    assert window.current == "c.jpg"


def test_right_to_left_mirrors_the_grid(window, qapp):
    grid = window.window.grid
    before = grid.visualRect(window.model.index(0, 0))
    grid.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    grid.relayout()
    assert grid.visualRect(window.model.index(0, 0)).left() > before.left()
    window.go_to("a.jpg")
    window.press(Qt.Key.Key_Left)
    assert window.current == "b.jpg"
