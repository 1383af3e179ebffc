"""How the program speaks: results to stdout, notes to stderr, each in the caller's language."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from sync.cli.session import hinted, told_to_type
from sync.wording import Saying, say
from sync.wording.visible import visible_lines

if TYPE_CHECKING:
    from rich.console import RenderableType

    from sync.cli.session import Audience, Session
    from sync.model import Language, Problem


PIPE_WIDTH = 140  # where no terminal says how wide it is


class Terminal:
    """One caller's stdout and stderr; a machine gets JSON on stdout and nothing else there."""

    def __init__(self, language: Language, audience: Audience, typed: str = "") -> None:
        self.language, self.audience, self._typed = language, audience, typed
        self.output, self.notes = console(sys.stdout), console(sys.stderr)

    @classmethod
    def of(cls, session: Session) -> Terminal:
        return cls(session.language or "vi", session.audience, session.typed)

    def word(self, code: str, /, **values: Any) -> str:
        """The first sentence of a code."""
        return say(code, values, self.language).what

    def of_problem(self, problem: Problem) -> Saying:
        return self._say(problem.code, {"about": problem.about, **problem.values})

    def show(self, *parts: RenderableType) -> None:
        """Print for people; a machine is answered by `answer` alone."""
        if self.audience == "people":
            for part in parts:
                self.output.print(safe(part) if isinstance(part, Text) else part)

    def address(self, text: str) -> None:
        """Print for people what they will copy: on one line, however long."""
        if self.audience == "people":
            self.output.print(safe(text), soft_wrap=True)

    def tell(self, code: str, /, **values: Any) -> None:
        """Print a sentence, and below it what to do next if there is something."""
        for part in _both(self._say(code, values)):
            self.show(Text(part))

    def note(self, code: str, /, **values: Any) -> None:
        """Say something beside the result, on stderr."""
        for part in _both(self._say(code, values)):
            self.notes.print(Text(part))

    def _say(self, code: str, values: Mapping[str, Any]) -> Saying:
        """Word a code; a command to type next repeats the folders that were chosen."""
        saying = say(code, values, self.language)
        typed = self._typed
        return Saying(told_to_type(saying.what, typed), hinted(saying.todo, typed))

    def answer(self, body: dict[str, Any]) -> None:
        """Print one JSON document, for a machine only."""
        if self.audience == "machine":
            sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
            sys.stdout.flush()


def safe(cell: Cell) -> Text:
    """Let nothing in a text steer the terminal, whoever wrote it."""
    text = Text(cell) if isinstance(cell, str) else cell
    text.plain = visible_lines(text.plain)
    return text


def console(stream: TextIO) -> Console:
    """A console that takes text as it is; a pipe gets no colours and a fixed width."""
    width = None if stream.isatty() or "COLUMNS" in os.environ else PIPE_WIDTH
    return Console(file=stream, markup=False, emoji=False, highlight=False, width=width)


def _both(saying: Saying) -> list[str]:
    return [part for part in saying if part]


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
        table.add_row(*map(safe, row))
    return table


def _blocks(headings: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[RenderableType]:
    for row in rows:
        for heading, cell in zip(headings, row, strict=True):
            yield Text.assemble(f"{heading}: ", safe(cell))
        yield Text("")
