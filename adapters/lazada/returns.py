"""Reads what buyers send back: Lazada calls it a reverse order, line by line.

Source: GetReverseOrdersForSeller (2026-04), which names its statuses by example only.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime

from adapters.lazada.client import ShopApi
from adapters.lazada.endpoints import REVERSE_ORDERS
from sync.marketplace import MarketplaceError, Rejected
from sync.marketplace.json_values import Json, record, rows, text, unclear, whole, yes
from sync.model import UnitState

PAGE = 100
MILLISECONDS = 1000
RETURN_STATES: Mapping[str, UnitState] = {
    "REQUEST_INITIATE": "delivered",
    "REQUEST_REJECT": "delivered",
    "REQUEST_CANCEL": "delivered",
    "REFUND_REJECT": "delivered",
    "REFUND_PENDING": "coming_back",
    "REFUND_AUTHORIZED": "coming_back",
    "REFUND_SUCCESS": "coming_back",  # the money is; none says that the goods lie on the shelf
    "REQUEST_COMPLETE": "coming_back",
}
WITH_THE_BUYER = frozenset({"return_to_customer", "not_returned"})  # as a warehouse decided
SAID_TO_BE_BACK = frozenset({"returned", "shipped_back_success"})  # of a unit
OF_RETURNS = ("RETURN", "ONLY_REFUND")
Whereabouts = tuple[UnitState, str]  # and Lazada's word where nobody knows what it means


def whereabouts_of(line: Json, request: str) -> Whereabouts | None:
    """Say where a unit is by its line of a reverse order; None where that is no return."""
    if request not in OF_RETURNS:
        return None
    verdict = text(line.get("whqc_decision")).lower()
    if request == "ONLY_REFUND" or verdict in WITH_THE_BUYER:
        return "delivered", ""
    if text(line.get("ofc_status")).upper() in {"RETURN_CANCELED", "RETURN_CANCELLED"}:
        return "delivered", ""
    word = text(line.get("reverse_status")).upper()
    state = RETURN_STATES.get(word, "unknown")
    if state == "coming_back" and verdict == "scrap":
        return "lost", ""
    return state, word if state == "unknown" else ""


def by_unit(reverse_orders: Sequence[Json]) -> dict[str, Whereabouts]:
    """Say where each unit is of which these tell, by its id; the later reverse order counts."""
    found: dict[str, Whereabouts] = {}
    for row in sorted(reverse_orders, key=lambda row: whole(row.get("reverse_order_id")) or 0):
        for line in lines_of(row):
            where = whereabouts_of(line, text(row.get("request_type")).upper())
            if where and (unit := text(line.get("trade_order_line_id"))):
                found[unit] = where
    return found


def lines_of(row: Json) -> list[Json]:
    """List the lines of a reverse order, whichever call told of it."""
    return rows(row.get("reverse_order_lines")) or rows(row.get("reverseOrderLineDTOList"))


async def returns_of(api: ShopApi, order: str, units: Sequence[Json]) -> dict[str, Whereabouts]:
    """Read what of an order is sent back; nothing is known where the app may not ask.

    Where the answer fails, the order is asked for anew, and nothing of it counts as back till then.
    """
    try:
        found = [row async for row in reverse_orders(api, {"trade_order_id": order})]
    except Rejected:
        return {}
    except MarketplaceError:
        api.metadata.returns_unread.add(order)
        back = [unit for unit in units if text(unit.get("status")).lower() in SAID_TO_BE_BACK]
        return {text(u.get("order_item_id")): ("unknown", text(u.get("status"))) for u in back}
    api.metadata.returns_unread.discard(order)
    return by_unit(found)


async def returned(api: ShopApi, since: datetime, until: datetime) -> list[str]:
    """Name the orders whose returns changed in this time, or could not be read before."""
    start, end = (str(int(at.timestamp() * MILLISECONDS)) for at in (since, until))
    window = {
        "ReverseOrderLineModifiedTimeRangeStart": start,
        "ReverseOrderLineModifiedTimeRangeEnd": end,
    }
    found = [
        text(row.get("trade_order_id"))
        async for row in reverse_orders(api, window)
        if text(row.get("request_type")).upper() in OF_RETURNS
    ]
    return list(dict.fromkeys(filter(None, [*found, *sorted(api.metadata.returns_unread)])))


async def reverse_orders(api: ShopApi, asked: Mapping[str, str]) -> AsyncIterator[Json]:
    """Page through reverse orders; the answer stands under `result`, or under `data`."""
    page, read = 1, 0
    while True:
        parameters = {"page_no": str(page), "page_size": str(PAGE), **asked}
        answer = await api.ask(REVERSE_ORDERS, parameters)
        result = record(answer.get("result")) or record(answer.get("data"))
        if "success" in result and not yes(result.get("success")):
            raise unclear("result")
        items = rows(result.get("items"))
        for row in items:
            yield row
        page, read = page + 1, read + len(items)
        if not items or read >= (whole(result.get("total")) or 0):
            return
