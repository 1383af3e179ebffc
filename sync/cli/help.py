"""Writes what `--help` answers, every word of it in the caller's language."""

from __future__ import annotations

import shutil
import sys
import textwrap
from typing import TYPE_CHECKING

from sync.cli import exits
from sync.cli.commands import COMMANDS
from sync.wording import (
    adopt,
    alerts,
    asking,
    english,
    followed,
    labels,
    machines,
    operations,
    people,
    sales,
    sheet,
    site,
    stock_help,
    upkeep,
    workbook,
)
from sync.wording import help as general
from sync.wording import page as of_page

if TYPE_CHECKING:
    from sync.model import Language
    from sync.wording.sentence import Wording

Row = tuple[str, str]

SENTENCES = {
    **general.SENTENCES, **stock_help.SENTENCES, **sheet.SENTENCES, **upkeep.SENTENCES,
    **alerts.SENTENCES, **asking.SENTENCES, **machines.SENTENCES, **operations.SENTENCES,
    **sales.SENTENCES, **workbook.SENTENCES, **adopt.SENTENCES,
    **people.SENTENCES, **site.SENTENCES, **of_page.SENTENCES, **english.SENTENCES,
    **labels.SENTENCES, **followed.SENTENCES,
}  # fmt: skip
INDENT = "  "
WIDEST, NARROWEST = 100, 30
BESIDE_FROM = 56  # columns; on a narrower terminal an explanation stands below its option


def overview(language: Language) -> str:
    """What `ocop --help` prints."""
    page = _Page(language)
    codes = [(str(code), page.word(f"help_exit_{code}")) for code in exits.ALL]
    return page.of(
        page.title("ocop", "ocop"),
        page.word("help_usage") + "ocop " + page.word("help_command_slot"),
        page.wrapped(page.wording("help_ocop").todo),
        page.section("help_commands", [(name, page.word(_code(name))) for name in COMMANDS]),
        page.section("help_common", [*page.common(), page.row("version", "--version")]),
        page.section("help_exits", codes),
        page.word("help_more"),
    )


def command_help(name: str, language: Language) -> str:
    """What `ocop COMMAND --help` prints; commands of two words are named with their first."""
    page, parameters = _Page(language), COMMANDS[name].parameters
    path = f"ocop {name}"
    arguments = [page.row(each.name) for each in parameters if not each.flag]
    options = [page.row(each.name, each.flag) for each in parameters if each.flag]
    below = [other for other in COMMANDS if other.startswith(f"{name} ")]
    slots = [*(left for left, _ in arguments), page.word("help_option_slot")]
    return page.of(
        page.title(name, path),
        page.word("help_usage") + " ".join([path, *slots]),
        page.wrapped(page.wording(_code(name)).todo),
        page.section("help_subcommands", [(o, page.word(_code(o))) for o in below]),
        page.section("help_arguments", arguments),
        page.section("help_options", options),
        page.section("help_common", page.common()),
    )


def value_name(name: str, language: Language) -> str:
    """How the help calls the value of an option or argument; "" for one that takes none."""
    return _Page(language).value(name)


def _code(command: str) -> str:
    return f"help_{command.replace(' ', '_').replace('-', '_')}"


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

    def title(self, name: str, path: str) -> str:
        return self.wrapped(f"{path} – {self.word(_code(name))}")

    def wrapped(self, text: str, indent: str = "") -> str:
        return textwrap.fill(
            text, self._width, initial_indent=indent, subsequent_indent=indent,
            break_on_hyphens=False,
        )  # fmt: skip

    def row(self, name: str, typed: str = "") -> Row:
        return f"{typed} {self.value(name)}".strip(), self.word(f"help_option_{name}")

    def common(self) -> list[Row]:
        names = ("config", "home", "lang", "json", "verbose", "help")
        return [self.row(name, f"--{name}") for name in names]

    def section(self, heading: str, rows: list[Row]) -> str:
        if not rows:
            return ""
        column = max(len(left) for left, _ in rows) + 2 * len(INDENT)
        return "\n".join(
            [self.wrapped(self.word(heading)), *(self._row(row, column) for row in rows)]
        )

    def _row(self, row: Row, column: int) -> str:
        left, text = row
        if self._width < BESIDE_FROM:
            return f"{INDENT}{left}\n{self.wrapped(text, INDENT * 3)}"
        body = self.wrapped(text, " " * column)
        return f"{INDENT}{left}".ljust(column) + body[column:]

    def of(self, *parts: str) -> str:
        return "\n\n".join(part for part in parts if part) + "\n"
