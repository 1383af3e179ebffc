"""Shows and hides products, twenty in a call, each with its own outcome."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from adapters.tiktok.adapter.booth import Booth, product_of
from adapters.tiktok.adapter.groups import Verdict, judged
from adapters.tiktok.adapter.stocks import zero_refused
from adapters.tiktok.client import Write
from adapters.tiktok.client.answers import error_of_row
from adapters.tiktok.client.endpoints import ACTIVATE, DEACTIVATE, at
from sync.marketplace import Lost, MarketplaceError, outcome_of
from sync.marketplace.json_values import record, rows, text, unclear
from sync.model import Change, Outcome

Wish = Literal["show", "hide"]


async def turn(booth: Booth, wish: Wish, changes: Sequence[Change]) -> list[Outcome]:
    """Show or hide at most twenty listings; one outcome each, in order."""
    barred = [wish == "show" and _sold_out(booth, change) for change in changes]
    free = [change for change, is_barred in zip(changes, barred, strict=True) if not is_barred]
    turned = iter(await _turn(booth, wish, free) if free else [])
    return [
        outcome_of(change, zero_refused(change)) if is_barred else next(turned)
        for change, is_barred in zip(changes, barred, strict=True)
    ]


def _sold_out(booth: Booth, change: Change) -> bool:
    """Whether showing it would sell what is sold out, since its zero was refused."""
    return booth.learned.refuses_zero and any(o.quantity == 0 for o in change.after.offers)


async def _turn(booth: Booth, wish: Wish, changes: Sequence[Change]) -> list[Outcome]:
    ids = [product_of(change) for change in changes]
    try:
        verdicts = await make_visible(booth, wish, ids)
    except MarketplaceError as error:
        verdicts = [error] * len(ids)
    return [
        judged(change, id_, verdict)
        for change, id_, verdict in zip(changes, ids, verdicts, strict=True)
    ]


async def make_visible(booth: Booth, wish: Wish, product_ids: Sequence[str]) -> list[Verdict]:
    """Show or hide at most twenty products; showing one sends it to review first."""
    endpoint = ACTIVATE if wish == "show" else DEACTIVATE
    told = await booth.write(Write(at(endpoint), {"product_ids": list(product_ids)}))
    failed = {
        text(record(row.get("detail")).get("product_id")): row for row in rows(told.get("errors"))
    }
    if "" in failed:  # it does not say whose error it is
        return [unclear("product_id")] * len(product_ids)
    return [_verdict(error_of_row(failed[id_])) if id_ in failed else None for id_ in product_ids]


def _verdict(error: MarketplaceError) -> MarketplaceError:
    """Look again where the status is not as it was: an edit or an earlier call may have done it."""
    return Lost(error.problem) if error.problem.code == "listing_locked" else error
