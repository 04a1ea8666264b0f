"""Where each cell of the grid lies: arithmetic, so that 100,000 photos cost as little as ten."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect


@dataclass(frozen=True, slots=True)
class Section:
    """A run of photos under one heading.

    Attributes:
        title: Heading; empty for none.
        first: Its first row.
        count: Its number of rows.
    """

    title: str
    first: int
    count: int


_NARROWEST = 0.86  # of the wanted width: better a little smaller than wide gaps


def _columns(width: int, wanted: int) -> int:
    """As many columns as come nearest to the wanted width of a cell."""
    columns = max(1, round(width / wanted))
    return columns if columns == 1 or width / columns >= _NARROWEST * wanted else columns - 1


class GridLayout:
    """Cells of one size in sections, in content coordinates (0, 0 is the top left of all)."""

    def __init__(
        self, sections: Sequence[Section], width: int, cell: tuple[int, int], heading: int, *, mirrored: bool = False
    ) -> None:
        """Lays the sections out.

        Args:
            sections: In order of their rows, without gaps.
            width: Of the view, pixels.
            cell: Wanted width and exact height of a cell, pixels.
            heading: Height of a heading, pixels.
            mirrored: Whether rows go from right to left.
        """
        least, self.cell_height = cell
        self.columns = _columns(width, max(1, least))
        self._width, self._mirrored = width, mirrored
        self.cell_width = min(width, least) if self.columns == 1 else width // self.columns
        self.sections = [section for section in sections if section.count]
        self._heading_heights = [heading if section.title else 0 for section in self.sections]
        self._first_rows = [section.first for section in self.sections]
        self._tops: list[int] = []
        top = 0
        for section, above in zip(self.sections, self._heading_heights, strict=True):
            self._tops.append(top)
            top += above + -(-section.count // self.columns) * self.cell_height
        self.height = top
        self.rows = sum(section.count for section in self.sections)

    def rect(self, row: int) -> QRect:
        """The cell of a row."""
        if not 0 <= row < self.rows:
            return QRect()
        index = bisect_right(self._first_rows, row) - 1
        line, column = divmod(row - self._first_rows[index], self.columns)
        if self._mirrored:
            column = self.columns - 1 - column
        top = self._tops[index] + self._heading_heights[index] + line * self.cell_height
        return QRect(column * self.cell_width, top, self.cell_width, self.cell_height)

    def row_at(self, x: int, y: int) -> int:
        """The row whose cell holds a point; -1 where there is none."""
        if not self.sections or not 0 <= y < self.height or x < 0:
            return -1
        index = bisect_right(self._tops, y) - 1
        line = (y - self._tops[index] - self._heading_heights[index]) // self.cell_height
        column = x // max(1, self.cell_width)
        if line < 0 or column >= self.columns:
            return -1
        if self._mirrored:
            column = self.columns - 1 - column
        position = line * self.columns + column
        section = self.sections[index]
        return section.first + position if position < section.count else -1

    def rows_between(self, top: int, bottom: int) -> range:
        """Rows whose cells touch this band."""
        if not self.sections or bottom < 0 or top >= self.height:
            return range(0)
        return range(self._first_from(max(0, top)), self._last_up_to(min(bottom, self.height - 1)) + 1)

    def _first_from(self, y: int) -> int:
        index = bisect_right(self._tops, y) - 1
        section = self.sections[index]
        line = max(0, (y - self._tops[index] - self._heading_heights[index]) // self.cell_height)
        return min(section.first + line * self.columns, section.first + section.count)

    def _last_up_to(self, y: int) -> int:
        index = bisect_right(self._tops, y) - 1
        section = self.sections[index]
        line = (y - self._tops[index] - self._heading_heights[index]) // self.cell_height
        if line < 0:
            return section.first - 1
        return section.first + min(section.count, (line + 1) * self.columns) - 1

    def headings_between(self, top: int, bottom: int) -> list[tuple[Section, QRect]]:
        """Headings that touch this band, with their places."""
        found = []
        first = max(0, bisect_right(self._tops, top) - 1)
        for index in range(first, len(self.sections)):
            if self._tops[index] > bottom:
                break
            if height := self._heading_heights[index]:
                found.append((self.sections[index], QRect(0, self._tops[index], self._width, height)))
        return found

    def rows_in(self, area: QRect) -> list[range]:
        """Rows whose cells touch a rectangle, as runs."""
        runs: list[range] = []
        left = max(0, area.left() // max(1, self.cell_width))
        right = min(self.columns - 1, area.right() // max(1, self.cell_width))
        if self._mirrored:
            left, right = self.columns - 1 - right, self.columns - 1 - left
        if left > right:
            return runs
        rows = self.rows_between(area.top(), area.bottom())
        row = rows.start
        while row < rows.stop:
            section = self.sections[bisect_right(self._first_rows, row) - 1]
            line_start = section.first + (row - section.first) // self.columns * self.columns
            end = section.first + section.count
            run = range(line_start + left, min(line_start + right + 1, end))
            if run:
                runs.append(run)
            row = min(line_start + self.columns, end)
        return runs

    def above(self, row: int, lines: int = 1) -> int:
        """The row that many lines up (or, if negative, down) in the same column, or the nearest there is."""
        for _ in range(abs(lines)):
            following = self._line_up(row) if lines > 0 else self._line_down(row)
            if following == row:
                break
            row = following
        return row

    def _line_up(self, row: int) -> int:
        index = bisect_right(self._first_rows, row) - 1
        section = self.sections[index]
        line, column = divmod(row - section.first, self.columns)
        if line > 0:
            return row - self.columns
        if index == 0:
            return row
        before = self.sections[index - 1]
        last_line = (before.count - 1) // self.columns * self.columns
        return before.first + min(last_line + column, before.count - 1)

    def _line_down(self, row: int) -> int:
        index = bisect_right(self._first_rows, row) - 1
        section = self.sections[index]
        line, column = divmod(row - section.first, self.columns)
        if (line + 1) * self.columns < section.count:
            return min(row + self.columns, section.first + section.count - 1)
        if index + 1 == len(self.sections):
            return row
        after = self.sections[index + 1]
        return after.first + min(column, after.count - 1)
