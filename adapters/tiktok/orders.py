"""Reads what was ordered, and leaves the buyers where they are."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from types import MappingProxyType

from adapters.tiktok.attributes import plain
from adapters.tiktok.client import ShopApi
from adapters.tiktok.endpoints import OLDEST_FIRST, ORDER_DETAIL, ORDER_SEARCH, at
from adapters.tiktok.features import PAGE
from adapters.tiktok.listings import listing_of, newest_version
from adapters.tiktok.returns import Whereabouts, returns, returns_of
from sync.marketplace import Lost, Rejected
from sync.marketplace.json_values import (
    Json,
    chunks,
    every_row,
    identity,
    moment,
    rows,
    sold_at,
    text,
    unclear,
    whole,
)
from sync.marketplace.unread_orders import (
    UnreadLine,
    UnreadOrder,
    UnreadOrders,
    unread_line,
    unread_order,
)
from sync.model import COUNTS_AS, Order, OrderLine, OrderStatus, ShopName, Sku, UnitState

STATES: Mapping[str, UnitState] = {
    "UNPAID": "reserved",
    "ON_HOLD": "reserved",  # paid, but the buyer may still cancel freely; every market since 2026
    "AWAITING_SHIPMENT": "sold",
    "PARTIALLY_SHIPPING": "sold",
    "AWAITING_COLLECTION": "sold",
    "IN_TRANSIT": "in_transit",
    "DELIVERED": "delivered",
    "COMPLETED": "delivered",
    "CANCELLED": "released",  # as far as no carrier had it: TikTok puts stock back on this alone
    "CANCEL": "released",  # as webhooks spell it
}
GRAVEST: tuple[OrderStatus, ...] = ("sold", "reserved", "released")
CARRIED = ("collection_time", "delivery_time")  # the carrier has, or had, the goods
GONE = frozenset({"IN_TRANSIT", "DELIVERED", "COMPLETED", "FULFILLING"})
LOST = re.compile(r"that lac|\blost\b|mat hang|hu hong|damaged")  # without accents
LEFT = re.compile(  # why it was cancelled: a van had it
    r"(giao|phat|van chuyen|delivery|deliver|shipment|package).*(that bai|khong thanh cong|fail)"
    r"|hoan (ve|hang)|return to sender"
)
NONE: Mapping[str, Sku] = MappingProxyType({})
NOTHING_BACK: Mapping[str, Whereabouts] = MappingProxyType({})
Unit = tuple[Sku, UnitState, str]  # ours, where it is, and TikTok's word where nobody knows it
UNNAMED = "tiktok:"  # before TikTok's id of a SKU that carries no name of ours


def window(since: datetime, until: datetime) -> Json:
    """Say in Unix seconds which orders are asked for; the end is not within."""
    return {
        "update_time_ge": math.floor(since.timestamp()),
        "update_time_lt": math.floor(until.timestamp()) + 1,
    }


def version_of(row: Json) -> tuple[str, int]:
    """Name an order as it was at one moment: the same one may come on two pages."""
    reference = text(row.get("id"))
    if not reference:
        raise unclear("id")
    return reference, identity(row, "update_time")


def order_of(
    shop: ShopName,
    row: Json,
    skus: Mapping[str, Sku] = NONE,
    sent_back: Mapping[str, Whereabouts] = NOTHING_BACK,
) -> Order:
    """Read one order; there is no quantity in it, only one row for each unit.

    Each unit moves by itself; the order as a whole is sold, or reserved, as long as one unit is.
    `skus` names ours by TikTok's SKU id, for units that carry no name of ours; `sent_back` says by
    the line's id where units are of which a return tells.
    """
    reference, _ = version_of(row)
    counted = Counter[Unit]()
    for unit in every_row(row.get("line_items"), "line_items"):
        state = _state(unit, row)
        if state[0] == "delivered":
            state = sent_back.get(text(unit.get("id")), state)
        for sku, units in _goods(unit, skus):
            counted[sku, *state] += units
    if not counted:
        raise unclear("line_items")
    statuses = {COUNTS_AS[state] for _, state, _ in counted}
    gravest = next(status for status in GRAVEST if status in statuses)
    return Order(
        shop=shop,
        reference=reference,
        status=gravest,
        placed_at=moment(row, "create_time"),
        updated_at=moment(row, "update_time"),
        lines=tuple(_lines(counted, gravest)),
        prices=sold_at(_prices(row, skus)),
    )


def _prices(row: Json, skus: Mapping[str, Sku]) -> Iterator[tuple[Sku, object]]:
    """Find what was paid for each unit; what a kit cost says nothing of its parts."""
    for unit in rows(row.get("line_items")):
        sku = _sku(unit, skus)
        if sku and not rows(unit.get("combined_listing_skus")):
            yield sku, unit.get("sale_price")


def _lines(counted: Counter[Unit], gravest: OrderStatus) -> Iterator[OrderLine]:
    """Write the units of each SKU; those that were cancelled out of an order that stands are 0."""
    stands = {sku for sku, state, _ in counted if state != "released"}
    for (sku, state, word), units in counted.items():
        called_off = state == "released" and gravest != "released"
        if called_off and sku in stands:
            continue
        status = gravest if called_off else COUNTS_AS[state]
        yield OrderLine(
            sku=sku,
            quantity=0 if called_off else units,
            status=None if status == gravest else status,
            state=state,
            word=word,
        )


def _order_state(row: Json) -> UnitState:
    return STATES.get(text(row.get("status")), "unknown")


def _goods(unit: Json, skus: Mapping[str, Sku]) -> Iterator[tuple[Sku, int]]:
    """Say what leaves the shelf with a unit: itself, or the parts of a kit, each so many times."""
    parts = _parts(unit)
    for part in parts or [unit]:
        sku = _sku(part, skus)
        if sku is None:
            raise unclear("sku_id")
        yield sku, _times(part) if parts else 1


def _parts(unit: Json) -> list[Json]:
    """Find the parts of a kit; a unit that is none has none."""
    told = unit.get("combined_listing_skus")
    return every_row(told, "combined_listing_skus") if told else []


def _times(part: Json) -> int:
    told = part.get("sku_count")
    times = 1 if told is None else whole(told)
    if times is None:
        raise unclear("sku_count")
    return max(times, 1)


def _sku(unit: Json, skus: Mapping[str, Sku]) -> Sku | None:
    """Name a unit's SKU; one that nobody can name keeps TikTok's id, so that it is not lost."""
    if named := _named(unit, skus):
        return Sku(named)
    ids = (text(unit.get(name)) for name in ("sku_id", "product_id", "id"))
    remote_id = next(filter(None, ids), None)
    return Sku(f"{UNNAMED}{remote_id}") if remote_id else None


def _named(unit: Json, skus: Mapping[str, Sku]) -> str | None:
    return text(unit.get("seller_sku")) or skus.get(text(unit.get("sku_id")))


def unread_of(row: Json, skus: Mapping[str, Sku] = NONE) -> UnreadOrder:
    """Say what can be read of an order that makes no sense."""

    def line_of(unit: Json) -> Iterator[UnreadLine]:
        told = unit.get("combined_listing_skus") or [unit]
        for part in told if isinstance(told, list) else [unit]:
            known = part if isinstance(part, dict) else {}
            yield unread_line(_named(known, skus), known.get("product_id"))

    return unread_order(row.get("id"), row.get("line_items"), line_of)


def unnamed_of(row: Json) -> Iterator[tuple[str, str]]:
    """Find the units that carry no name of ours: product id and SKU id."""
    for unit in rows(row.get("line_items")):
        for part in rows(unit.get("combined_listing_skus")) or [unit]:
            if not text(part.get("seller_sku")):
                yield text(part.get("product_id")), text(part.get("sku_id"))


def _state(unit: Json, row: Json) -> tuple[UnitState, str]:
    """Say where a unit is, or TikTok's own word where no document tells what it means.

    Cancelled after it was handed over, it lies in a van, not on the shelf: a person receives it. A
    label alone (`rts_time`) proves no hand-over: buyers may cancel until the carrier comes. With
    it, TikTok itself cancels what the carrier could not deliver.
    """
    of_order = _order_state(row)
    state = STATES.get(text(unit.get("display_status")), of_order)
    if "released" not in (state, of_order):
        return state, text(row.get("status")) if state == "unknown" else ""
    why = plain(text(unit.get("cancel_reason")) or text(row.get("cancel_reason")))
    if not _has_left(unit, row, why):
        return "released", ""
    return "lost" if LOST.search(why) else "coming_back", ""


def _has_left(unit: Json, row: Json, why: str) -> bool:
    if any(_told(unit, row, name) for name in CARRIED) or not GONE.isdisjoint(
        text(unit.get(name)) for name in ("display_status", "package_status")
    ):
        return True
    if not _told(unit, row, "rts_time"):
        return False
    by = (unit.get("cancel_user"), row.get("cancellation_initiator"), row.get("cancel_user"))
    whose = next((text(one).upper() for one in by if text(one)), "")
    return whose == "SYSTEM" or any(words.search(why) for words in (LEFT, LOST))


def _told(unit: Json, row: Json, name: str) -> bool:
    return bool(whole(unit.get(name)) or whole(row.get(name)))


MOST_ASKED = 50  # products that are read for the names of their SKUs, per page of orders
DETAILS = 50  # orders per call


async def orders(api: ShopApi, since: datetime, until: datetime) -> AsyncIterator[Order]:
    """Yield each order that changed in this time; one that changes meanwhile comes again.

    One that makes no sense stops no other; the read is incomplete all the same, and says so last.
    """
    passed, unread = set[tuple[str, int]](), UnreadOrders()
    async for page in _order_pages(api, window(since, until), unread):
        new: list[Json] = []
        for row in page:
            try:
                version = version_of(row)
            except Lost as error:
                unread.add(error, unread_of(row, api.metadata.skus))
                continue
            if version not in passed:
                new.append(row)
            passed.add(version)
        full = await _complete(api, new, unread)
        skus, sent_back = await skus_named(api, full), await _sent_back(api, full)
        for row in full:
            try:
                order = order_of(api.shop, row, skus, sent_back)
            except Lost as error:
                unread.add(error, unread_of(row, skus))
                continue
            yield order
    unread.tell()


async def named(api: ShopApi, references: Sequence[str]) -> list[Order]:
    """Read these orders in full; search may not know them for half a minute.

    What is not there or makes no sense is left out.
    """
    found: list[Order] = []
    for some in chunks(references, DETAILS):
        told = await api.ask(at(ORDER_DETAIL), [("ids", ",".join(some))])
        full = rows(told.get("orders"))
        skus, sent_back = await skus_named(api, full), await _sent_back(api, full)
        for row in full:
            with suppress(Lost):
                found.append(order_of(api.shop, row, skus, sent_back))
    return found


async def returned(api: ShopApi, since: datetime, until: datetime) -> list[str]:
    """Name the orders whose returns changed in this time, or could not be read before."""
    found = [text(row.get("order_id")) async for row in returns(api, window(since, until))]
    return list(dict.fromkeys(filter(None, [*found, *sorted(api.metadata.returns_unread)])))


async def _sent_back(api: ShopApi, orders: Sequence[Json]) -> Mapping[str, Whereabouts]:
    """Read what is sent back of those among these orders that have arrived."""
    arrived = [text(row.get("id")) for row in orders if _has_arrived(row)]
    return await returns_of(api, list(filter(None, arrived)))


def _has_arrived(row: Json) -> bool:
    return any(_state(unit, row)[0] == "delivered" for unit in rows(row.get("line_items")))


async def skus_named(api: ShopApi, found: Sequence[Json]) -> Mapping[str, Sku]:
    """Learn what we call the SKUs of these orders that carry no name of ours; once a product."""
    known = api.metadata
    unnamed = {pair for row in found for pair in unnamed_of(row)}
    products = {product for product, sku_id in unnamed if product and sku_id not in known.skus}
    for product_id in sorted(products - known.asked_for_skus)[:MOST_ASKED]:
        known.asked_for_skus.add(product_id)
        with suppress(Rejected, Lost):  # deleted, frozen, unreadable: its SKU stays unnamed
            known.notice(listing_of(api.shop, await newest_version(api, product_id)))
    return known.skus


async def _order_pages(api: ShopApi, body: Json, unread: UnreadOrders) -> AsyncIterator[list[Json]]:
    query = [("page_size", str(PAGE)), *OLDEST_FIRST]
    async for told in api.pages(at(ORDER_SEARCH), body, query):
        if "orders" not in told and "total_count" not in told:
            raise unclear("orders")
        yield unread.rows_of(told.get("orders"), "orders")


async def _complete(api: ShopApi, found: Sequence[Json], unread: UnreadOrders) -> list[Json]:
    """Read in full what search shows without its units; what is not there is noted."""
    bare = [text(row.get("id")) for row in found if not rows(row.get("line_items"))]
    full = [row for row in found if rows(row.get("line_items"))]
    for some in chunks(bare, DETAILS):
        told = await api.ask(at(ORDER_DETAIL), [("ids", ",".join(some))])
        details = [row for row in rows(told.get("orders")) if text(row.get("id")) in some]
        strays = [row for row in rows(told.get("orders")) if row not in details]
        missing = set(some) - {text(row.get("id")) for row in details}
        unread.add_missing(
            unclear("orders"), missing, [unread_of(row, api.metadata.skus) for row in strays]
        )
        full += details
    return full
