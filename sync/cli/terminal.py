"""How the program speaks: results to stdout, notes to stderr, each in the caller's language."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any, TextIO

from rich.console import Console
from rich.text import Text

from sync.wording import Saying, say

if TYPE_CHECKING:
    from rich.console import RenderableType

    from sync.cli.session import Audience, Session
    from sync.model import Language, Problem

PIPE_WIDTH = 140  # where no terminal says how wide it is


class Terminal:
    """One caller's stdout and stderr; a machine gets JSON on stdout and nothing else there."""

    def __init__(self, language: Language, audience: Audience) -> None:
        self.language, self.audience = language, audience
        self.output, self.notes = console(sys.stdout), console(sys.stderr)

    @classmethod
    def of(cls, session: Session) -> Terminal:
        return cls(session.language or "vi", session.audience)

    def word(self, code: str, /, **values: Any) -> str:
        """The first sentence of a code."""
        return say(code, values, self.language).what

    def of_problem(self, problem: Problem) -> Saying:
        values = {"about": problem.about, **problem.values}
        return say(problem.code, values, self.language)

    def show(self, *parts: RenderableType) -> None:
        """Print for people; a machine is answered by `answer` alone."""
        if self.audience == "people":
            for part in parts:
                self.output.print(part)

    def address(self, text: str) -> None:
        """Print for people what they will copy: on one line, however long."""
        if self.audience == "people":
            self.output.print(Text(text), soft_wrap=True)

    def tell(self, code: str, /, **values: Any) -> None:
        """Print a sentence, and below it what to do next if there is something."""
        for part in _both(say(code, values, self.language)):
            self.show(Text(part))

    def note(self, code: str, /, **values: Any) -> None:
        """Say something beside the result, on stderr."""
        for part in _both(say(code, values, self.language)):
            self.notes.print(Text(part))

    def answer(self, body: dict[str, Any]) -> None:
        """Print one JSON document, for a machine only."""
        if self.audience == "machine":
            sys.stdout.write(json.dumps(body, ensure_ascii=False) + "\n")
            sys.stdout.flush()


def console(stream: TextIO) -> Console:
    """A console that takes text as it is; a pipe gets no colours and a fixed width."""
    width = None if stream.isatty() or "COLUMNS" in os.environ else PIPE_WIDTH
    return Console(file=stream, markup=False, emoji=False, highlight=False, width=width)


def _both(saying: Saying) -> list[str]:
    return [part for part in saying if part]
