"""The rules of OCOP truth as one table, `law.txt`: what is written, what is said, what goes out."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from sync.model import Problem
from sync.planning import project

SELLS_FOR_REAL = (  # where the law has a marketplace ask who sells
    ("secret: bimat-cua-app", "secret_env: KHOA", "shops.yaml"),
    ("    sandbox: http://127.0.0.1:8711\n", "", "shops.yaml"),
    ("access_token: bimat-truy-cap", "access_token_env: VE", "shops.yaml"),
)
SECRETS = {"KHOA": "a", "VE": "b"}
TODAY = date(2026, 11, 23)


class Rule(NamedTuple):
    """A block of the table: what is changed, and what must come of it."""

    name: str
    changes: tuple[tuple[str, str], ...]
    sign: str  # = the codes that are said, > words that go out, ! words that do not
    outcome: str


def table() -> Iterator[Rule]:
    text = Path(__file__).with_name("law.txt").read_text(encoding="utf-8")
    for block in text.split("\n\n"):
        lines = block.strip("\n").split("\n")
        if not lines[0] or lines[0][0] in "#=":
            continue
        name, *changes, outcome = lines
        yield Rule(name, tuple(_changes(changes)), outcome[0], outcome[2:])


def _changes(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Read a line more of the product, or a text ("-") and what stands there instead ("+")."""
    old = None
    for line in lines:
        text = re.sub(r"\\(?:\\|n|u[0-9a-f]{4})", _unescaped, line[2:])
        if line[0] == "-":
            old = text
        elif old is None:
            yield "    stock: 40\n", f"    stock: 40\n    {text}\n"
        else:
            yield old, text
            old = None


def _unescaped(found: re.Match[str]) -> str:
    return codecs.decode(found[0], "unicode_escape")


RULES = list(table())
CHECKED = [rule for rule in RULES if rule.sign == "="]
SENT = [rule for rule in RULES if rule.sign != "="]


def said(bench: Any, rule: Rule) -> list[Problem]:
    for change in rule.changes:
        bench.change(*change)
    if "seller_" in rule.outcome:
        for of_shops in SELLS_FOR_REAL:
            bench.change(*of_shops)
    return list(bench.load(TODAY, SECRETS).problems)


def test_the_table_is_whole() -> None:
    assert [rule.name.split(".")[0] for rule in CHECKED] == [str(n) for n in range(1, 72)]
    assert {rule.sign for rule in SENT} == {">", "!"}


@pytest.mark.parametrize("rule", CHECKED, ids=lambda rule: rule.name)
def test_what_the_law_asks_is_said_and_no_price_or_stock_waits_for_it(
    bench: Any, rule: Rule
) -> None:
    problems = said(bench, rule)
    assert sorted({each.code for each in problems}) == rule.outcome.split()
    assert not any((each.fields or frozenset()) & {"price", "quantity"} for each in problems)


@pytest.mark.parametrize("rule", SENT, ids=lambda rule: rule.name)
def test_what_may_be_said_goes_out_and_nothing_else(bench: Any, rule: Rule) -> None:
    for change in rule.changes:
        bench.change(*change)
    day, field, words = re.split(r":? ", rule.outcome, maxsplit=2)
    configuration = bench.load(date.fromisoformat(day))
    (product,), (shop, *_) = configuration.products, configuration.shops
    listing = project(product, shop, {}, date.fromisoformat(day))
    assert (words in str(getattr(listing, field))) == (rule.sign == ">")
    assert listing.status == "live"  # the product itself stays on sale
