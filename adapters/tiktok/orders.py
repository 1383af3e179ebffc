"""Reads what was ordered, and leaves the buyers where they are."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from types import MappingProxyType

from adapters.tiktok.attributes import plain
from adapters.tiktok.client import ShopApi
from adapters.tiktok.endpoints import ORDER_DETAIL, ORDER_SEARCH, at
from adapters.tiktok.features import PAGE
from adapters.tiktok.listings import listing_of, newest_version
from adapters.tiktok.metadata import MetadataCache
from sync.marketplace import Lost, Rejected
from sync.marketplace.json_values import Json, chunks, identity, moment, rows, text, unclear, whole
from sync.model import Order, OrderLine, OrderStatus, Problem, ShopName, Sku, Value

STATUSES: Mapping[str, OrderStatus] = {
    "UNPAID": "reserved",
    "ON_HOLD": "reserved",  # paid, but the buyer may still cancel freely; every market since 2026
    "CANCELLED": "released",
    "CANCEL": "released",  # as webhooks spell it
}  # every other one, known or not, is sold: TikTok puts stock back on cancelling alone
KNOWN = STATUSES.keys() | {
    "AWAITING_SHIPMENT",
    "PARTIALLY_SHIPPING",
    "AWAITING_COLLECTION",
    "IN_TRANSIT",
    "DELIVERED",
    "COMPLETED",
}
MOST_TOLD, WORD_LENGTH = 10, 40
GRAVEST: tuple[OrderStatus, ...] = ("sold", "reserved", "released")
EARLIEST, LATEST = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
CARRIED = ("collection_time", "delivery_time")  # the carrier has, or had, the goods
GONE = frozenset({"IN_TRANSIT", "DELIVERED", "COMPLETED", "FULFILLING"})
LEFT = re.compile(  # why it was cancelled, without accents: a van had it, or lost it
    r"(giao|phat|van chuyen|delivery|deliver|shipment|package).*(that bai|khong thanh cong|fail)"
    r"|that lac|\blost\b|mat hang|hu hong|damaged|hoan (ve|hang)|return to sender"
)
NONE: Mapping[str, Sku] = MappingProxyType({})
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


def order_of(shop: ShopName, row: Json, skus: Mapping[str, Sku] = NONE) -> Order:
    """Read one order; there is no quantity in it, only one row for each unit.

    Each unit moves by itself; the order as a whole is sold, or reserved, as long as one unit is.
    `skus` names ours by TikTok's SKU id, for units that carry no name of ours.
    """
    reference, _ = version_of(row)
    counted = Counter(
        (sku, _unit_status(unit, row))
        for unit in rows(row.get("line_items"))
        if (sku := _sku(unit, skus))
    )
    statuses = {status for _, status in counted} or {_order_status(row)}
    gravest = next(status for status in GRAVEST if status in statuses)
    return Order(
        shop=shop,
        reference=reference,
        status=gravest,
        placed_at=time_of(row, "create_time"),
        updated_at=time_of(row, "update_time"),
        lines=tuple(_lines(counted, gravest)),
    )


def _lines(counted: Counter[tuple[Sku, OrderStatus]], gravest: OrderStatus) -> Iterator[OrderLine]:
    """Write the units of each SKU; those that were cancelled out of an order that stands are 0."""
    for sku in dict.fromkeys(sku for sku, _ in counted):
        own = {status: counted[sku, status] for status in GRAVEST if (sku, status) in counted}
        if gravest != "released" and own.pop("released", 0) and not own:
            own = {gravest: 0}
        for status, quantity in own.items():
            told = None if status == gravest else status
            yield OrderLine(sku=sku, quantity=quantity, status=told)


def _order_status(row: Json) -> OrderStatus:
    return STATUSES.get(text(row.get("status")), "sold")


def _sku(unit: Json, skus: Mapping[str, Sku]) -> Sku | None:
    """Name a unit's SKU; one that nobody can name keeps TikTok's id, so that it is not lost."""
    sku_id = text(unit.get("sku_id"))
    if named := text(unit.get("seller_sku")) or skus.get(sku_id):
        return Sku(named)
    remote_id = sku_id or text(unit.get("product_id"))
    return Sku(f"{UNNAMED}{remote_id}") if remote_id else None


def unnamed_of(row: Json) -> Iterator[tuple[str, str]]:
    """Find the units that carry no name of ours: product id and SKU id."""
    for unit in rows(row.get("line_items")):
        if not text(unit.get("seller_sku")):
            yield text(unit.get("product_id")), text(unit.get("sku_id"))


def _unit_status(unit: Json, row: Json) -> OrderStatus:
    """Say where a unit is: cancelled after it was handed over, it lies in a van, not on the shelf.

    Such goods come back by a return or by hand only. A label alone (`rts_time`) proves no
    hand-over: buyers may cancel until the carrier comes. With it, TikTok itself cancels what the
    carrier could not deliver.
    """
    of_order = _order_status(row)
    status = STATUSES.get(text(unit.get("display_status")), of_order)
    if status != "released" and of_order != "released":
        return status
    return "sold" if _has_left(unit, row) else "released"


def _has_left(unit: Json, row: Json) -> bool:
    if any(_told(unit, row, name) for name in CARRIED) or not GONE.isdisjoint(
        text(unit.get(name)) for name in ("display_status", "package_status")
    ):
        return True
    if not _told(unit, row, "rts_time"):
        return False
    by = (unit.get("cancel_user"), row.get("cancellation_initiator"), row.get("cancel_user"))
    whose = next((text(one).upper() for one in by if text(one)), "")
    why = plain(text(unit.get("cancel_reason")) or text(row.get("cancel_reason")))
    return whose == "SYSTEM" or LEFT.search(why) is not None


def _told(unit: Json, row: Json, name: str) -> bool:
    return bool(whole(unit.get(name)) or whole(row.get(name)))


def time_of(row: Json, name: str) -> datetime:
    """Take a point in time of this or the next century; raises `Lost`."""
    found = moment(row, name)
    if not EARLIEST < found < LATEST:
        raise unclear(name)
    return found


MOST_ASKED = 50  # products that are read for the names of their SKUs, per page of orders
DETAILS = 50  # orders per call


async def orders(api: ShopApi, since: datetime, until: datetime) -> AsyncIterator[Order]:
    """Yield each order that changed in this time; one that changes meanwhile comes again.

    One that makes no sense stops no other; the read is incomplete all the same, and says so last.
    """
    passed: set[tuple[str, int]] = set()
    bad: Lost | None = None
    async for page in _order_pages(api, window(since, until)):
        new: list[Json] = []
        for row in page:
            try:
                version = version_of(row)
            except Lost as error:
                bad = error
                continue
            if version not in passed:
                new.append(row)
            passed.add(version)
        full = await _complete(api, new)
        skus = await skus_named(api, full)
        for row in full:
            try:
                order = order_of(api.shop, row, skus)
            except Lost as error:
                bad = error
                continue
            _remember_odd(api.metadata, row, order)
            yield order
    if bad is not None:
        raise bad


def _remember_odd(known: MetadataCache, row: Json, order: Order) -> None:
    """Keep for a person: words that nobody told us of, and goods that went out and were refused."""
    if (word := text(row.get("status"))) not in KNOWN:
        known.odd_statuses.add(word[:WORD_LENGTH])
    if _order_status(row) == "released" and order.status == "sold":
        units = sum(line.quantity for line in order.lines if line.status is None)
        known.under_way[order.reference] = units


def notices(api: ShopApi) -> list[Problem]:
    """Tell what a person should know of the orders that were read."""
    known, found = api.metadata, list[Problem]()
    if words := tuple(sorted(known.odd_statuses)[:MOST_TOLD]):
        values: dict[str, Value] = {"shop": api.shop, "words": words}
        found.append(Problem(code="order_status_unknown", severity="warning", values=values))
    if known.under_way:
        some = sorted(known.under_way.items())[:MOST_TOLD]
        orders = tuple(f"{reference} ({units})" for reference, units in some)
        values = {"shop": api.shop, "orders": orders}
        found.append(Problem(code="goods_under_way", severity="warning", values=values))
    return found


async def named(api: ShopApi, references: Sequence[str]) -> list[Order]:
    """Read these orders in full; search may not know them for half a minute."""
    found: list[Order] = []
    for some in chunks(references, DETAILS):
        told = await api.ask(at(ORDER_DETAIL), [("ids", ",".join(some))])
        full = rows(told.get("orders"))
        skus = await skus_named(api, full)
        found += [order_of(api.shop, row, skus) for row in full]
    return found


async def skus_named(api: ShopApi, found: Sequence[Json]) -> Mapping[str, Sku]:
    """Learn what we call the SKUs of these orders that carry no name of ours; once a product."""
    known = api.metadata
    unnamed = {pair for row in found for pair in unnamed_of(row)}
    products = {product for product, sku_id in unnamed if product and sku_id not in known.skus}
    for product_id in sorted(products - known.asked_for_skus)[:MOST_ASKED]:
        known.asked_for_skus.add(product_id)
        with suppress(Rejected):  # it is deleted, or frozen: its SKU stays unnamed
            known.notice(listing_of(api.shop, await newest_version(api, product_id)))
    return known.skus


async def _order_pages(api: ShopApi, body: Json) -> AsyncIterator[list[Json]]:
    token, passed = "", {""}
    while True:
        query = [
            ("page_size", str(PAGE)),
            ("sort_field", "update_time"),
            ("sort_order", "ASC"),
            *([("page_token", token)] if token else []),
        ]
        told = await api.look(at(ORDER_SEARCH), body, query)
        if "orders" not in told and "total_count" not in told:
            raise unclear("orders")
        yield rows(told.get("orders"))
        token = text(told.get("next_page_token"))
        if not token:
            return
        if token in passed:  # it would go round for ever, or end before the end
            raise unclear("next_page_token")
        passed.add(token)


async def _complete(api: ShopApi, found: Sequence[Json]) -> list[Json]:
    """Read in full what search shows without its units; every one of them must be there."""
    bare = [text(row.get("id")) for row in found if not rows(row.get("line_items"))]
    full = [row for row in found if rows(row.get("line_items"))]
    for some in chunks(bare, DETAILS):
        told = await api.ask(at(ORDER_DETAIL), [("ids", ",".join(some))])
        details = rows(told.get("orders"))
        if {text(row.get("id")) for row in details} != set(some):
            raise unclear("orders")
        full += details
    return full
