"""docs/stock.md and the adapters say the same of where goods are."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import get_args

import pytest

from adapters.lazada import orders as lazada
from adapters.lazada import returns as lazada_returns
from adapters.partner import orders as partner
from adapters.sheet import orders as sheet
from adapters.sheet.columns import SALES_WORDS
from adapters.shopee import orders as shopee
from adapters.tiktok import orders as tiktok
from adapters.tiktok import returns as tiktok_returns
from adapters.woocommerce import orders as woocommerce
from sync.marketplace.spreadsheet import word as plain_word
from sync.model import ASKS_A_PERSON, COUNTS_AS, UnitState

DOCUMENT = Path(__file__).parents[2] / "docs" / "stock.md"
NOT_HANDED_OVER: Mapping[str, UnitState] = {
    word: "released" for word in shopee.NOT_HANDED_OVER if word
}
CODE: dict[str, Mapping[str, str]] = {
    "Shopee order": shopee.STATES,
    "Shopee package, order cancelled": {**shopee.PACKAGE_STATES, **NOT_HANDED_OVER},
    "Lazada unit": lazada.STATES,
    "Lazada return, unit delivered": lazada_returns.RETURN_STATES,
    "TikTok Shop unit or order": tiktok.STATES,
    "TikTok Shop return, unit delivered": tiktok_returns.RETURN_STATES,
    "partner API order": partner.STATES,
    "WooCommerce order": woocommerce.STATES,
    "workbook": {word: sheet.SOLD[plain_word(word)] for word in SALES_WORDS},
}
STOCK = {"reserved": "held", "sold": "gone", "returned": "back", "released": "back"}


def table() -> dict[UnitState, dict[str, str]]:
    """The table of states: row by row, each cell under its heading."""
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    start = next(n for n, line in enumerate(lines) if line.startswith("| where a unit is"))
    rows = []
    for line in lines[start:]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    head, _, *body = rows
    found = [dict(zip(head, row, strict=True)) for row in body]
    return {state_of(row["where a unit is"]): row for row in found}


def state_of(text: str) -> UnitState:
    name = text.partition(",")[0].replace(" ", "_")
    return next(state for state in get_args(UnitState) if state == name)


def words_in(cell: str) -> set[str]:
    return set(cell.split("`")[1::2])


def test_the_table_has_every_state_and_what_it_does_to_the_stock() -> None:
    rows = table()
    assert set(rows) == set(get_args(UnitState)) == set(COUNTS_AS)
    for state, row in rows.items():
        told = "; told" if state in ASKS_A_PERSON else ""
        assert row["stock"] == STOCK[COUNTS_AS[state]] + told, state


@pytest.mark.parametrize("column", CODE)
def test_every_word_of_a_platform_stands_where_the_adapter_puts_it(column: str) -> None:
    for state, row in table().items():
        mapped = {word for word, where in CODE[column].items() if where == state}
        assert words_in(row[column]) == mapped, state
