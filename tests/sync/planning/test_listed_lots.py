"""What a shop is told of lots: what is written of each, never how many it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from sync.model import ListedLot, Lot
from sync.planning import changed_values, diff, project

GOOD = Lot(number="L1", quantity=7, best_before=date(2099, 3, 15), made_by="Tổ 1")
RECALLED = replace(GOOD, recalled_on=date(2026, 12, 1), recall_reason="có vị lạ")


def test_only_who_tells_buyers_of_lots_gets_them(make: Any) -> None:
    over = Lot(number="L0", best_before=make.today - timedelta(days=1))
    product = make.product(variants=(make.variant("A", lots=(GOOD, over)),))

    def told(*can: str) -> tuple[ListedLot, ...] | None:
        (offer,) = project(product, make.shop(), {}, make.today, make.features(can={*can})).offers
        lots: tuple[ListedLot, ...] | None = offer.lots
        return lots

    assert told() is None
    assert told("lots") == (
        ListedLot(over, ended=True),
        ListedLot(replace(GOOD, quantity=None)),
    )


@pytest.mark.parametrize(
    ("was", "becomes", "line"),
    [
        (GOOD, RECALLED, "L1 · ⚠ · 2026-12-01 · có vị lạ · 7 · 2099-03-15 · Tổ 1"),
        (RECALLED, GOOD, "L1 · 7 · 2099-03-15 · Tổ 1"),
        (GOOD, None, None),  # the last lot that goes is told as well
    ],
)
def test_a_recall_is_a_revise_of_the_lots_alone(
    make: Any, was: Lot, becomes: Lot | None, line: str | None
) -> None:
    def listed(lot: Lot | None) -> Any:
        lots = None if lot is None else (ListedLot(lot),)
        return make.with_offer(make.listing(), lots=lots)

    seen = replace(listed(was), remote_id=make.seen().remote_id)
    case = make.case(listed(becomes), seen, make.applied(listed(was)))
    (change,) = diff(case, make.terms(echoes=frozenset({"lots"}))).changes
    assert (change.kind, change.fields) == ("revise", ("lots",))
    _, after = changed_values(change)
    assert after == {"lots": {change.after.offers[0].sku: line and [line]}}
