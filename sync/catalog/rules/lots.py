"""Rules of lots: their numbers and days, how many they are, and what ends or is recalled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Final

from sync.catalog.days import after, shown, up_to
from sync.catalog.diagnostics import Finding
from sync.catalog.facts import Facts
from sync.catalog.reading import Path
from sync.catalog.yaml_schema import WrittenProduct, WrittenVariant
from sync.catalog.yaml_schema.product import WrittenLot
from sync.model import Value

TOLD_DAYS: Final = 14  # before the last day on which a lot is sold


def lot_rules(product: WrittenProduct, facts: Facts) -> Iterator[Finding]:
    """Find what is wrong with lots, and what of them is sold no more, or soon."""
    if product.variants is None:
        yield from _of(product, (), product, facts)
    for index, variant in enumerate(product.variants or ()):
        yield from _of(variant, ("variants", index), product, facts)


def _of(
    sellable: WrittenProduct | WrittenVariant, path: Path, product: WrittenProduct, facts: Facts
) -> Iterator[Finding]:
    seen: set[str] = set()
    for index, lot in enumerate(sellable.lots or ()):
        at: Path = (*path, "lots", index)
        if lot.lot in seen:
            yield Finding("lot_twice", (*at, "lot"), values={"lot": lot.lot})
        seen.add(lot.lot)
        if lot.made_on and lot.best_before and lot.best_before < lot.made_on:
            yield Finding("lot_days_crossed", (*at, "best_before"))
        yield from _standing(lot, at, facts.least_days_left(product))
    if sellable.lots and sellable.made_of:
        yield Finding("bundle_lots", (*path, "lots"), at="key")
    yield from _uncovered(sellable, path)


def _standing(lot: WrittenLot, at: Path, least_days: int) -> Iterator[Finding]:
    """Say of a lot that may still lie there that it is sold no more, or not for long."""
    values: dict[str, Value] = {"lot": lot.lot}
    if lot.recalled:
        code = "lot_recalled" if lot.quantity is not None else "lot_recalled_all"
        yield Finding(code, (*at, "recalled"), "warning", values)
        return
    if lot.best_before is None or lot.quantity == 0:
        return
    last = lot.best_before - timedelta(days=least_days)
    values |= {"last": shown(last), "end": shown(lot.best_before)}
    at = (*at, "best_before")
    yield Finding("lot_ended", at, "warning", values, days=after(last))
    yield Finding("lot_ends", at, "warning", values, days=up_to(last, TOLD_DAYS))


def _uncovered(sellable: WrittenProduct | WrittenVariant, path: Path) -> Iterator[Finding]:
    """Say where more was counted than lots tell of: what is of no lot is not offered."""
    known = [lot.quantity for lot in sellable.lots or ()]
    if not known or sellable.stock is None or None in known:
        return
    more = sellable.stock.count - sum(units or 0 for units in known)
    if more > 0:
        values: dict[str, Value] = {"count": more}
        yield Finding("lots_fewer_than_counted", (*path, "lots"), "warning", values)
