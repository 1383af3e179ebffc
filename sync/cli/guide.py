"""Writes what `--help` answers, every word of it in the caller's language."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperGroup

from sync.cli import exits
from sync.wording.help import SENTENCES

if TYPE_CHECKING:
    from sync.cli.session import Session
    from sync.model import Language
    from sync.wording.sentence import Wording

Row = tuple[str, str]

INDENT = "  "
WIDEST, NARROWEST = 100, 30
BESIDE_FROM = 56  # columns; on a narrower terminal an explanation stands below its option


class Command(TyperCommand):
    """A command that explains itself in the caller's language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(command_help(self, ctx.command_path, _language(ctx)))


class Group(TyperGroup):
    """The list of commands, in the caller's language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        formatter.write(overview(self, _language(ctx)))


def overview(group: TyperGroup, language: Language) -> str:
    """What `ocop --help` prints."""
    page = _Page(language)
    commands = [(name, page.word(f"help_{name}")) for name in group.commands]
    codes = [(str(code), page.word(f"help_exit_{code}")) for code in exits.ALL]
    return page.of(
        page.title("ocop"),
        page.word("help_usage") + "ocop " + page.word("help_command_slot"),
        page.wrapped(page.wording("help_ocop").todo),
        page.section("help_commands", commands),
        page.section("help_common", page.common()),
        page.section("help_exits", codes),
        page.word("help_more"),
    )


def command_help(command: TyperCommand, path: str, language: Language) -> str:
    """What `ocop COMMAND --help` prints."""
    page = _Page(language)
    name = command.name or "ocop"
    arguments, options = _split(command.params, page)
    slots = [*(left for left, _ in arguments), page.word("help_option_slot")]
    return page.of(
        page.title(name, path),
        page.word("help_usage") + " ".join([path, *slots]),
        page.wrapped(page.wording(f"help_{name}").todo),
        page.section("help_arguments", arguments),
        page.section("help_options", options),
        page.section("help_common", page.common()),
    )


def _split(parameters: Iterable[Any], page: _Page) -> tuple[list[Row], list[Row]]:
    """Rows for what must be given and for what may be."""
    arguments: list[Row] = []
    options: list[Row] = []
    for parameter in parameters:
        if parameter.name == "help":
            continue
        text = page.word(f"help_option_{parameter.name}")
        value = page.value(parameter.name)
        if parameter.param_type_name == "argument":
            arguments.append((value, text))
        else:
            options.append((f"{parameter.opts[0]} {value}".rstrip(), text))
    return arguments, options


def _language(ctx: Any) -> Language:
    session: Session | None = ctx.find_root().obj
    return (session.language if session else None) or "vi"


def value_name(name: str, language: Language) -> str:
    """How the help calls the value of an option or argument; "" for one that takes none."""
    return _Page(language).value(name)


class _Page:
    """Paragraphs and two-column lists as wide as the terminal."""

    def __init__(self, language: Language) -> None:
        self._language = language
        columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else WIDEST
        self._width = max(NARROWEST, min(columns, WIDEST))

    def wording(self, code: str) -> Wording:
        sentence = SENTENCES[code]
        return sentence.vi if self._language == "vi" else sentence.en

    def word(self, code: str) -> str:
        return self.wording(code).what

    def value(self, name: str) -> str:
        code = f"help_value_{name}"
        return self.word(code) if code in SENTENCES else ""

    def title(self, name: str, path: str = "ocop") -> str:
        return self.wrapped(f"{path} – {self.word(f'help_{name}')}")

    def wrapped(self, text: str, indent: str = "") -> str:
        return textwrap.fill(
            text, self._width, initial_indent=indent, subsequent_indent=indent,
            break_on_hyphens=False,
        )  # fmt: skip

    def common(self) -> list[Row]:
        names = ("config", "home", "lang", "json", "help")
        return [
            (f"--{name} {self.value(name)}".rstrip(), self.word(f"help_option_{name}"))
            for name in names
        ]

    def section(self, heading: str, rows: list[Row]) -> str:
        if not rows:
            return ""
        column = max(len(left) for left, _ in rows) + 2 * len(INDENT)
        return "\n".join([self.word(heading), *(self._row(row, column) for row in rows)])

    def _row(self, row: Row, column: int) -> str:
        left, text = row
        if self._width < BESIDE_FROM:
            return f"{INDENT}{left}\n{self.wrapped(text, INDENT * 3)}"
        body = self.wrapped(text, " " * column)
        return f"{INDENT}{left}".ljust(column) + body[column:]

    def of(self, *parts: str) -> str:
        return "\n\n".join(part for part in parts if part) + "\n"
