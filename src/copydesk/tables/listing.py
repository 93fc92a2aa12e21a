"""Rows laid out for the width there is: a table, or one row under the other. cells -> rich renderable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderableType
from rich.console import Group as Stack
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from copydesk.tables.cells import join

ROOM = 40
"""How many characters wide the main column must be, where its words need as many; else rows are stacked."""
Row = tuple[Text | str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trimmed:
    """Anything printable, without the blanks that fill its lines up."""

    inner: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for line in console.render_lines(self.inner, options, pad=False):
            while line and not line[-1].text.strip():
                line.pop()
            if line:
                yield from line[:-1]
                yield line[-1]._replace(text=line[-1].text.rstrip())
            yield Segment.line()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A table of records. A column whose heading ends with ">" holds numbers, the one with "*" the words.

    `limit` is how many rows are shown; how many more there are is said below them.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    spaced: bool = True
    note: str = ""
    limit: int | None = None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        shown = self.rows[: self.limit]
        main = next(place for place, column in enumerate(self.columns) if column.endswith("*"))
        widths = [max(map(_width, (column, *cells))) for column, *cells in zip(self.columns, *shown, strict=True)]
        rest = sum(width + 2 for place, width in enumerate(widths) if place != main)
        fits = options.max_width - rest >= min(ROOM, widths[main])
        yield self._table(shown) if fits else Stack(*(part for row in shown for part in self._stacked(row, main)))
        if len(shown) < len(self.rows):
            yield Text(f"… {len(self.rows) - len(shown)} more", style="dim")
        if self.note:
            yield Text(f"\n{self.note}", style="dim")

    def _table(self, shown: tuple[Row, ...]) -> Table:
        table = Table(box=None, pad_edge=False, padding=(0, 2, int(self.spaced), 0), header_style="bold")
        for column in self.columns:
            table.add_column(
                column.rstrip("*>"),
                justify="right" if column.endswith(">") else "left",
                ratio=1 if column.endswith("*") else None,
                overflow="fold",
                no_wrap=not column.endswith("*"),
            )
        for row in shown:
            table.add_row(*row)
        return table

    def _stacked(self, row: Row, main: int) -> Iterator[RenderableType]:
        """Yield the words of a row indented, what stands before and after them in a line above; words that come first stay so."""
        small = [
            join(column.rstrip(">") if column.endswith(">") and cell else "", _in_one_line(cell))
            for place, (column, cell) in enumerate(zip(self.columns, row, strict=True))
            if place != main
        ]
        parts = [join(*small, between=" · "), row[main]]
        first, second = parts if main else parts[::-1]
        yield from (first, Padding(second, (0, 0, 1, 2)))


def _width(cell: Text | str) -> int:
    lines = cell.split("\n") if isinstance(cell, Text) else [Text(cell.rstrip("*>"))]
    return max(line.cell_len for line in lines)


def _in_one_line(cell: Text | str) -> Text:
    return Text(" ").join(cell.split("\n")) if isinstance(cell, Text) else Text(cell)
