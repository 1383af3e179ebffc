"""Reads what was ordered, and leaves the buyers where they are."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from types import MappingProxyType

from adapters.shopee.client import ShopApi
from adapters.shopee.endpoints import ORDER_DETAIL, ORDER_LIST, RETURN_LIST
from adapters.shopee.features import FEATURES, IDS, PAGE
from adapters.shopee.listings import ListingReader
from sync.marketplace import Lost, Rejected
from sync.marketplace.json_values import (
    Json,
    chunks,
    every_row,
    moment,
    rows,
    sold_at,
    text,
    unclear,
    whole,
    yes,
)
from sync.marketplace.unread_orders import (
    UnreadLine,
    UnreadOrder,
    UnreadOrders,
    unread_line,
    unread_order,
)
from sync.model import COUNTS_AS, Listing, Order, OrderLine, ShopName, Sku, UnitState

STATES: Mapping[str, UnitState] = {
    "UNPAID": "reserved",
    "PENDING": "reserved",  # Shopee still checks it: SYSTEM, KYC, ARRANGE_SHIPMENT_PENDING
    "INVOICE_PENDING": "sold",
    "READY_TO_SHIP": "sold",
    "RETRY_SHIP": "sold",
    "PROCESSED": "sold",
    "IN_CANCEL": "sold",  # the buyer asks for it: nothing is called off yet
    "SHIPPED": "in_transit",
    "TO_CONFIRM_RECEIVE": "delivered",
    "COMPLETED": "delivered",
    "TO_RETURN": "coming_back",
    "CANCELLED": "released",  # as far as no carrier had it: Shopee puts stock back on this alone
}

# Where a package is when its goods never left. In every other state, known or not, the carrier has
# had them, and cancelling the order does not bring them back.
NOT_HANDED_OVER = frozenset(
    {
        "",
        "NOT_START",
        "NOT_STARTED",
        "READY",
        "PENDING_ARRANGE",
        "REQUEST_CREATED",
        "REQUEST_CANCELED",
        "REQUEST_CANCELLED",
        "PICKUP_RETRY",
        "PICKUP_FAILED",
        "COD_REJECTED",
        "INVALID",
    }
)
PACKAGE_STATES: Mapping[str, UnitState] = {
    "PICKUP_DONE": "coming_back",  # of an order that was called off: it turns round on the way
    "DELIVERY_DONE": "delivered",
    "DELIVERY_FAILED": "coming_back",
    "LOST": "lost",
}
OFF_ITS_WAY = frozenset({"DELIVERY_FAILED", "LOST"})  # of an order that stands, too
LOST = r"(parcel|package) lost|lost parcel"
LEFT_US = re.compile(rf"fail\w* deliver|deliver\w* fail|{LOST}")  # why, when a carrier had it
UNNAMED = "shopee:"  # before Shopee's ids of what carries no SKU of ours

Model = tuple[int, int]  # item id and model id; the model of an item without models is 0
NONE: Mapping[Model, Sku] = MappingProxyType({})


def windows(since: datetime, until: datetime, days: int) -> Iterator[tuple[int, int]]:
    """Cut a stretch of time into windows of Unix seconds that touch, none longer than `days`."""
    start, last = math.floor(since.timestamp()), math.ceil(until.timestamp())
    while start < last:
        end = min(start + days * 86_400, last)
        yield start, end
        start = end


def order_of(shop: ShopName, row: Json, skus: Mapping[Model, Sku] = NONE) -> Order:
    """Read one order of get_order_detail; `skus` names models whose lines carry no SKU of ours.

    What is cancelled after it was handed to the carrier stays sold: it is in a van, and a person
    receives it. A tracking number alone proves no hand-over.
    """
    reference, word = text(row.get("order_sn")), text(row.get("order_status"))
    if not reference:
        raise unclear("order_sn")
    if not every_row(row.get("item_list"), "item_list"):
        raise unclear("item_list")
    state = STATES.get(word, "unknown")
    lines = tuple(_lines(row, state, skus))
    sold = any(line.status == "sold" for line in lines)
    return Order(
        shop=shop,
        reference=reference,
        status="sold" if sold else COUNTS_AS[state],
        placed_at=moment(row, "create_time"),
        updated_at=moment(row, "update_time"),
        lines=lines,
        prices=sold_at(
            (_sku(item, skus), item.get("model_discounted_price"))
            for item in rows(row.get("item_list"))
        ),
    )


class _Away:
    """The units of an order that are not where its status says: the carrier tells otherwise."""

    def __init__(self, order: Json, state: UnitState) -> None:
        packages = rows(order.get("package_list"))
        off = [each for each in packages if _is_off(_package_status(each), state)]
        self._units = dict[UnitState, Counter[Model]]()
        for package in off:
            where = PACKAGE_STATES.get(_package_status(package), "unknown")
            units = self._units.setdefault(where, Counter())
            for unit in rows(package.get("item_list")):
                units[_model(unit)] += whole(unit.get("model_quantity")) or 0
        reason = text(order.get("cancel_reason")).lower().replace("_", " ")
        self._rest: UnitState | None = None
        if state == "released" and LEFT_US.search(reason):
            self._rest = "lost" if re.search(LOST, reason) else "coming_back"
        elif any(map(_hides_units, off)) or not self._models() <= _ordered(order):
            # What does not say what is in it, or how many, may hold anything, and so may one that
            # names what no line does: the parts of a kit.
            self._rest = next(iter(self._units))

    def take(self, model: Model, ordered: int) -> Iterator[tuple[UnitState, int]]:
        """Say where how many of a line are; each unit of a package counts for one line."""
        for where, units in self._units.items():
            taken = min(max(units[model], 0), ordered)
            units[model] -= taken
            ordered -= taken
            if taken:
                yield where, taken
        if ordered and self._rest:
            yield self._rest, ordered

    def _models(self) -> set[Model]:
        return {model for units in self._units.values() for model in units}


def _ordered(order: Json) -> set[Model]:
    return {_model(item) for item in rows(order.get("item_list"))}


def _hides_units(package: Json) -> bool:
    inside = rows(package.get("item_list"))
    return not inside or any((whole(unit.get("model_quantity")) or 0) < 1 for unit in inside)


def _package_status(package: Json) -> str:
    return text(package.get("logistics_status")).upper().removeprefix("LOGISTICS_")


def _is_off(status: str, state: UnitState) -> bool:
    if state == "released":
        return status not in NOT_HANDED_OVER
    return COUNTS_AS[state] == "sold" and status in OFF_ITS_WAY


def _lines(row: Json, state: UnitState, skus: Mapping[Model, Sku]) -> Iterator[OrderLine]:
    """Write each line in as many parts as there are places where its units are."""
    away, word = _Away(row, state), _unknown_word(row, state)
    for item in rows(row.get("item_list")):
        for where, units in _parts(item, state, away).items():
            yield OrderLine(
                sku=_sku(item, skus),
                quantity=units,
                status=COUNTS_AS[where],
                state=where,
                word=word if where == "unknown" else "",
            )


def _parts(item: Json, state: UnitState, away: _Away) -> Counter[UnitState]:
    ordered, parts = _quantity(item, state), Counter[UnitState]()
    for where, units in away.take(_model(item), ordered):
        parts[where] += units
    left = ordered - parts.total()
    if state in ("delivered", "coming_back"):
        sent = min(max(whole(item.get("returned_qty")) or 0, 0), left)
        if state == "coming_back" and not sent:
            sent = left  # a return is asked for, and nobody says of how many
        parts["coming_back"] += sent
        parts["delivered"] += left - sent
    else:
        parts[state] += left
    return +parts or Counter({state: 0})


def _unknown_word(row: Json, state: UnitState) -> str:
    """Give the order's, or a package's, own word for a state that no document tells of."""
    if state == "unknown":
        return text(row.get("order_status"))
    words = map(_package_status, rows(row.get("package_list")))
    known = PACKAGE_STATES.keys() | NOT_HANDED_OVER
    return next((word for word in words if word not in known), "")


def _sku(item: Json, skus: Mapping[Model, Sku]) -> Sku:
    """Name a line's SKU; one that nobody can name keeps Shopee's ids, so that it is not lost.

    The SKU of an item with models is no SKU of a model.
    """
    item_id, model_id = _model(item)
    return Sku(_own_sku(item, skus) or f"{UNNAMED}{item_id}:{model_id}")


def _own_sku(item: Json, skus: Mapping[Model, Sku]) -> str | None:
    model = _model(item)
    own = text(item.get("model_sku")) or ("" if model[1] else text(item.get("item_sku")))
    return own or skus.get(model)


def unread_of(row: Json, skus: Mapping[Model, Sku] = NONE) -> UnreadOrder:
    """Say what can be read of an order that makes no sense."""

    def line_of(item: Json) -> Iterator[UnreadLine]:
        yield unread_line(_own_sku(item, skus), item.get("item_id"))

    return unread_order(row.get("order_sn"), row.get("item_list"), line_of)


def _model(row: Json) -> Model:
    return whole(row.get("item_id")) or 0, whole(row.get("model_id")) or 0


def _quantity(item: Json, state: UnitState) -> int:
    """Count what stands ordered; a cancelled order tells what it had held.

    How many can be believed is not for a translator to say.
    """
    bought = whole(item.get("model_quantity_purchased"))
    if bought is None or bought < 0:
        raise unclear("model_quantity_purchased")
    cancelled = 0 if state == "released" else whole(item.get("cancelled_qty")) or 0
    return max(bought - max(cancelled, 0), 0)


@dataclass(slots=True)
class OrderReader:
    """The orders of one shop; remembers what we call the models that orders do not name."""

    api: ShopApi
    listings: ListingReader
    _skus: dict[Model, Sku] = field(default_factory=dict)
    _asked: set[int] = field(default_factory=set)

    async def orders(self, since: datetime, until: datetime) -> AsyncIterator[Order]:
        """Yield each order that changed in this time, once, as it is now.

        An order that makes no sense stops no other: it is told once all of them were read.
        """
        passed, unread = set[str](), UnreadOrders()
        for window in windows(since, until, FEATURES.order_window_days):
            async for page in self._references(window, unread):
                new = [reference for reference in page if reference not in passed]
                passed.update(new)
                for some in chunks(new, IDS):
                    for order in await self._read(some, unread):
                        yield order
        unread.tell()

    async def named(self, references: Sequence[str]) -> list[Order]:
        """Read these orders; what is not there or makes no sense is left out."""
        unread = UnreadOrders()
        return [o for some in chunks(references, IDS) for o in await self._read(some, unread)]

    async def returned(self, since: datetime, until: datetime) -> list[str]:
        """Name the orders whose returns changed in this time; the orders say where the goods are.

        A return need not move the order that it is of.
        """
        found: list[str] = []
        for start, end in windows(since, until, FEATURES.order_window_days):
            for page_no in count(1):
                query = [
                    ("page_no", str(page_no)),
                    ("page_size", str(PAGE)),
                    ("update_time_from", str(start)),
                    ("update_time_to", str(end)),
                ]
                page = await self.api.get(RETURN_LIST, *query)
                returns = rows(page.get("return"))
                found += [text(row.get("order_sn")) for row in returns]
                if not returns or not yes(page.get("more")):
                    break
        return list(dict.fromkeys(filter(None, found)))

    async def _references(
        self, window: tuple[int, int], unread: UnreadOrders
    ) -> AsyncIterator[list[str]]:
        cursor, passed = "", {""}
        while True:
            query = [
                ("time_range_field", "update_time"),
                ("time_from", str(window[0])),
                ("time_to", str(window[1])),
                ("page_size", str(PAGE)),
                ("cursor", cursor),
            ]
            page = await self.api.get(ORDER_LIST, *query)
            found = unread.rows_of(page.get("order_list"), "order_list")
            yield [text(row.get("order_sn")) for row in found]
            if not yes(page.get("more")):
                return
            cursor = text(page.get("next_cursor"))
            if cursor in passed:  # it would go round for ever, or end before the end
                raise unclear("next_cursor")
            passed.add(cursor)

    async def _read(self, references: Sequence[str], unread: UnreadOrders) -> list[Order]:
        """Read these in full; what cannot be read is noted.

        One number that Shopee does not know spoils its whole call, so then each is asked for.
        """
        try:
            told = await self._details(references)
        except Rejected as error:
            if len(references) == 1:
                unread.add(error, UnreadOrder(references[0]))
                return []
            each = [await self._read([one], unread) for one in references]
            return [order for orders in each for order in orders]
        await self._learn_skus(told)
        details = [row for row in told if row.get("order_sn") in references]
        strays = [unread_of(row, self._skus) for row in told if row not in details]
        missing = set(references) - {text(row.get("order_sn")) for row in details}
        unread.add_missing(unclear("order_list"), missing, strays)
        found: list[Order] = []
        for row in details:
            try:
                found.append(order_of(self.api.shop, row, self._skus))
            except Lost as error:
                unread.add(error, unread_of(row, self._skus))
        return found

    async def _details(self, references: Sequence[str]) -> list[Json]:
        """Read these in full; without the optional fields an order has no lines at all."""
        details = await self.api.get(
            ORDER_DETAIL,
            ("order_sn_list", ",".join(references)),
            ("response_optional_fields", "item_list,package_list,cancel_reason"),
        )
        return rows(details.get("order_list"))

    async def _learn_skus(self, orders: Sequence[Json]) -> None:
        """Learn from the listings what we call the models that these orders do not name, once."""
        items = [item for order in orders for item in rows(order.get("item_list"))]
        unnamed = {_model(item)[0] for item in items if _sku(item, self._skus).startswith(UNNAMED)}
        asked = sorted(unnamed - self._asked - {0})
        listings: list[Listing] = []
        with suppress(Rejected, Lost):
            listings = await self.listings.details(asked)
        self._asked.update(asked)
        self._skus |= {
            (int(listing.remote_id or 0), int(offer.remote_id or 0)): offer.sku
            for listing in listings
            for offer in listing.offers
            if offer.sku
        }
