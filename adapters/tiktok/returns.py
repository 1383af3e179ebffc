"""Reads what buyers send back: TikTok tells of it apart from the order, unit by unit.

Source: Search Returns 202309, and the words of the webhook RETURN_STATUS_CHANGE.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence

from adapters.tiktok.client import ShopApi
from adapters.tiktok.endpoints import OLDEST_FIRST, RETURNS, at
from sync.marketplace import MarketplaceError, Rejected
from sync.marketplace.json_values import Json, chunks, rows, text, yes
from sync.model import UnitState

PAGE = 50  # returns, and orders that are asked about at once
RETURN_STATES: Mapping[str, UnitState] = {
    "RETURN_OR_REFUND_REQUEST_PENDING": "delivered",
    "AWAITING_BUYER_RESPONSE": "delivered",
    "REFUND_OR_RETURN_REQUEST_REJECT": "delivered",
    "RETURN_OR_REFUND_REQUEST_CANCEL": "delivered",
    "REPLACEMENT_REQUEST_PENDING": "delivered",
    "REPLACEMENT_REQUEST_REJECT": "delivered",
    "REPLACEMENT_REQUEST_CANCEL": "delivered",
    "AWAITING_BUYER_SHIP": "delivered",  # granted, and the buyer may never send it
    "BUYER_SHIPPED_ITEM": "coming_back",
    "REJECT_RECEIVE_PACKAGE": "coming_back",
    "RETURN_OR_REFUND_REQUEST_SUCCESS": "coming_back",  # none says that it lies on the shelf
    "RETURN_OR_REFUND_REQUEST_COMPLETE": "coming_back",
    "REPLACEMENT_REQUEST_COMPLETE": "coming_back",
    "REPLACEMENT_REQUEST_REFUND_SUCCESS": "coming_back",
}
SENDS_GOODS = frozenset({"RETURN_AND_REFUND", "REPLACEMENT"})
GRAVEST: tuple[UnitState, ...] = ("coming_back", "unknown", "delivered")
Whereabouts = tuple[UnitState, str]  # and TikTok's words where nobody knows what they mean


def whereabouts_of(row: Json) -> Whereabouts:
    """Say where the units of a return are; a refund alone, or a gift, moves nothing."""
    kind, status = text(row.get("return_type")), text(row.get("return_status"))
    if kind == "REFUND" or yes(row.get("can_buyer_keep_item")):
        return "delivered", ""
    state = RETURN_STATES.get(status, "unknown")
    if state != "delivered" and kind not in SENDS_GOODS:
        state = "unknown"
    return state, f"{kind} {status}".strip() if state == "unknown" else ""


def by_unit(returns: Sequence[Json]) -> dict[str, Whereabouts]:
    """Say where each unit is that any return names, by the id of its line; the gravest counts."""
    found: dict[str, Whereabouts] = {}
    for row in returns:
        where = whereabouts_of(row)
        for line_id in _lines(row):
            before = found.get(line_id, where)
            found[line_id] = min(before, where, key=lambda each: GRAVEST.index(each[0]))
    return found


def _lines(row: Json) -> Iterator[str]:
    lines = (text(line.get("order_line_item_id")) for line in rows(row.get("return_line_items")))
    yield from filter(None, lines)


async def returns_of(api: ShopApi, orders: Sequence[str]) -> dict[str, Whereabouts]:
    """Read what of these orders is sent back, by unit.

    Where the app may not ask, nothing is known; where the answer fails, these are asked for anew.
    """
    found: list[Json] = []
    for some in chunks(orders, PAGE):
        try:
            found += [row async for row in returns(api, {"order_ids": list(some)})]
        except Rejected:
            return {}
        except MarketplaceError:
            api.metadata.returns_unread.update(some)
        else:
            api.metadata.returns_unread.difference_update(some)
    return by_unit(found)


async def returns(api: ShopApi, body: Json) -> AsyncIterator[Json]:
    """Page through the returns that a body asks for."""
    query = [("page_size", str(PAGE)), *OLDEST_FIRST]
    async for told in api.pages(at(RETURNS), body, query):
        for row in rows(told.get("return_orders")):
            yield row
