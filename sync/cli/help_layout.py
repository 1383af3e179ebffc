"""Lays rows out: a table where there is room, blocks of lines where there is not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from sync.cli.terminal import Terminal

ROOMY = 76  # columns; on a narrower terminal a table would break every word
MOST_ROWS = 400  # for a person; the JSON has them all

Cell = str | Text


def laid_out(terminal: Terminal, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
    """Print rows under their columns; `columns` are words of `word_column_`."""
    headings = [terminal.word(f"word_column_{name}") for name in columns]
    shown = rows[:MOST_ROWS]
    if terminal.output.width < ROOMY:
        terminal.show(*_blocks(headings, shown))
    else:
        terminal.show(_table(terminal, headings, shown))
    if len(rows) > len(shown):
        terminal.tell("more_lines", more=len(rows) - len(shown))


def _table(
    terminal: Terminal, headings: Sequence[str], rows: Iterable[Sequence[Cell]]
) -> RenderableType:
    drawn = box.SIMPLE_HEAD if terminal.output.is_terminal else None
    table = Table(box=drawn, pad_edge=False, header_style="bold", show_edge=False)
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*row)
    return table


def _blocks(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[RenderableType]:
    for row in rows:
        for heading, cell in zip(headings, row, strict=True):
            yield Text.assemble(f"{heading}: ", cell)
        yield Text("")
