"""Shows that a round is getting on: bars on a terminal, silence in a pipe."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn

from sync.cli import engine
from sync.cli.format import known_word
from sync.cli.terminal import Terminal


class Bars:
    """A bar for each step of each shop."""

    def __init__(self, terminal: Terminal, drawn: Progress) -> None:
        self._terminal, self._drawn = terminal, drawn
        self._bars: dict[tuple[str, str], TaskID] = {}

    def step(self, shop: str, step: engine.Step, done: int, total: int | None) -> None:
        if (shop, step) not in self._bars:
            word = known_word(self._terminal, f"word_step_{step}", step)
            self._bars[shop, step] = self._drawn.add_task(f"{shop}: {word}", total=total)
        self._drawn.update(self._bars[shop, step], completed=done, total=total)


@contextmanager
def watching(terminal: Terminal) -> Iterator[engine.Progress]:
    """Watch rounds on stderr, where a person sits in front of it."""
    if not terminal.notes.is_terminal:
        yield engine.Unwatched()
        return
    columns = SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, console=terminal.notes, transient=True) as drawn:
        yield Bars(terminal, drawn)
