"""Sets stocks: all SKUs of one product in one call, each with its own outcome."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from adapters.tiktok.adapter.booth import Booth, stands_hidden
from adapters.tiktok.adapter.groups import Group, Verdict, current, in_groups
from adapters.tiktok.client import Write
from adapters.tiktok.client.answers import error_of_row
from adapters.tiktok.client.endpoints import DEACTIVATE, INVENTORY, INVENTORY_SEARCH, at
from adapters.tiktok.features import COUNTED
from adapters.tiktok.mapping.skus import stock_body
from adapters.tiktok.mapping.warehouses import Places, places_of, spread
from sync.marketplace import Rejected
from sync.marketplace.json_values import Json, chunks, record, rows, text, unclear
from sync.model import Change, Offer, Outcome, Problem

ZERO_REFUSED = frozenset({"12052055", "12019024"})  # the quantity is outside what is allowed


async def restock(booth: Booth, changes: Sequence[Change]) -> list[Outcome]:
    """Set the stocks of these changes."""

    async def make(product_id: str, group: Group) -> Sequence[Verdict]:
        offers = await current(booth, product_id, group)
        verdicts = await write_stocks(booth, product_id, offers)
        if any(map(_refuses_zero, verdicts, offers)):
            return await _hidden_instead(booth, product_id, group, verdicts)
        return verdicts

    return await in_groups(changes, make)


async def write_stocks(booth: Booth, product_id: str, offers: Sequence[Offer]) -> list[Verdict]:
    """Set the stock of these offers, whose `remote_id` is their SKU's."""
    default = (await booth.warehouses()).default
    now = await _places(booth, [product_id])
    lines = [
        {
            "id": offer.remote_id,
            "inventory": stock_body(
                spread(offer.quantity or 0, now.get(offer.remote_id or "", {}), default)
            ),
        }
        for offer in offers
    ]
    try:
        told = await booth.write(Write(at(INVENTORY, product_id), {"skus": lines}))
    except Rejected as error:
        _forget_warehouses(booth, error)
        return [error] * len(offers)
    return _verdicts(told, offers)


def _verdicts(told: Json, offers: Sequence[Offer]) -> list[Verdict]:
    """Read which SKUs failed; those that are not named were set."""
    failed = {
        text(record(row.get("detail")).get("sku_id")): row for row in rows(told.get("errors"))
    }
    if "" in failed:  # it does not say whose error it is
        return [unclear("sku_id")] * len(offers)
    return [
        error_of_row(failed[offer.remote_id or ""]) if offer.remote_id in failed else None
        for offer in offers
    ]


async def _places(booth: Booth, product_ids: Sequence[str]) -> Mapping[str, Places]:
    """Read what lies where, in shops with several warehouses: all of a SKU's must be named."""
    if len((await booth.warehouses()).ids) < 2:
        return {}
    found: dict[str, Places] = {}
    for some in chunks(product_ids, COUNTED):
        found |= places_of(await booth.look(at(INVENTORY_SEARCH), {"product_ids": list(some)}))
    return found


def _forget_warehouses(booth: Booth, error: Rejected) -> None:
    """Read the warehouses anew next time: somebody may have opened or closed one."""
    if error.problem.code == "warehouse_refused":
        booth.learned.warehouses = None


def _refuses_zero(verdict: Verdict, offer: Offer) -> bool:
    return (
        offer.quantity == 0
        and isinstance(verdict, Rejected)
        and verdict.problem.values.get("platform_code") in ZERO_REFUSED
    )


async def _hidden_instead(
    booth: Booth, product_id: str, group: Group, verdicts: Sequence[Verdict]
) -> list[Verdict]:
    """Hide the whole product where TikTok takes no zero: what is sold out must not be sold."""
    booth.learned.refuses_zero = True
    if not stands_hidden(group[0].before):
        await booth.write(Write(at(DEACTIVATE), {"product_ids": [product_id]}))
    return [
        verdict and zero_refused(change) if isinstance(verdict, Rejected) else verdict
        for verdict, change in zip(verdicts, group, strict=True)
    ]


def zero_refused(change: Change) -> Rejected:
    """Make the refusal of a listing that is sold out, on a platform that takes no zero."""
    return Rejected([Problem(code="zero_refused", about=change.code)])
