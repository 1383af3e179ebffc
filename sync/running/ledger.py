"""What people at the shelf tell and ask: counts, deliveries, losses, and where each unit went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from sync.catalog import Configuration
from sync.inventory import Balance, StockAccount, available, balance_of, counted_at, written_counts
from sync.inventory.allocation import StockToShare, shares_of, windows
from sync.model import BY_HAND, Code, Count, Movement, Product, Shop, ShopName, Sku
from sync.store import EntryReference, Store, StoredAccount
from sync.store.stock import Stock
from sync.transport.clock import Clock

JUST_AFTER = timedelta(microseconds=1)  # what is told now comes after the count that was read now


@dataclass(frozen=True, slots=True, kw_only=True)
class StockEntry:
    """What a person says of one SKU, and the reference under which it counts once."""

    sku: Sku
    quantity: int  # counted, received or lost: never negative
    reference: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StockRow:
    """How one SKU stands; without an account nobody counted it yet."""

    sku: Sku
    code: Code | None  # None: no longer in the catalog
    account: StockAccount | None
    offers: Mapping[ShopName, int | None] = field(default_factory=dict)

    @property
    def tally(self) -> Balance | None:
        """What was counted, what came and went, and what is left."""
        return None if self.account is None else balance_of(self.account)


class StockEntryRefused(Exception):
    """A person's word was not written down; the code says why."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def accounts(shelves: Mapping[Sku, StoredAccount]) -> dict[Sku, StockAccount]:
    """Hand what is remembered of the shelves to the ledger."""
    return {
        sku: StockAccount(each.count, each.taken_at, each.movements, each.source, each.held_before)
        for sku, each in shelves.items()
    }


async def sold_lately(
    stock: Stock, shops: Iterable[Shop], now: datetime
) -> dict[int, Mapping[Sku, int]]:
    """Recall what was sold over each of the days that the shops' buffers look back."""
    return {days: await stock.sold_since(now - timedelta(days=days)) for days in windows(shops)}


async def missing_listings(
    store: Store,
    products: Iterable[Product],
    shelves: Mapping[Sku, StoredAccount],
    shops: Iterable[Shop],
) -> set[tuple[ShopName, Code]]:
    """Say which products do not stand in which shops, though a round since their count was there.

    A product that stands nowhere is new: then no shop lacks it.
    """
    names = [shop.name for shop in shops]
    if len(names) < 2:
        return set()
    there, begun = await store.links.applied(), await store.rounds.finished()
    known = {code for _, code in there}
    return {
        (name, product.code)
        for product in products
        if product.code in known
        for name in names
        if (name, product.code) not in there and _was_there_since(begun.get(name), product, shelves)
    }


def _was_there_since(
    begun: datetime | None, product: Product, shelves: Mapping[Sku, StoredAccount]
) -> bool:
    counted = [shelves[v.sku].taken_at for v in product.variants if v.sku in shelves]
    return begun is not None and bool(counted) and begun > max(counted)


class Ledger:
    """The shelf over all shops, as people see it; whatever is asked, the catalog is read first."""

    def __init__(self, store: Store, configuration: Configuration, clock: Clock) -> None:
        self._store, self._stock = store, store.stock
        self._configuration, self._clock = configuration, clock
        self._codes = {
            variant.sku: product.code
            for product in configuration.products
            for variant in product.variants
        }

    async def standings(self) -> list[StockRow]:
        """Say how every SKU stands, those of the catalog first and in its order."""
        await self._learn()
        shelves = await self._stock.standing()
        found, offers = accounts(shelves), await self._offers(shelves)
        return [
            StockRow(
                sku=sku,
                code=self._codes.get(sku),
                account=found.get(sku),
                offers={shop: offered[sku] for shop, offered in offers.items() if sku in offered},
            )
            for sku in dict.fromkeys([*self._codes, *sorted(found)])
        ]

    async def account(self, sku: Sku) -> StockAccount | None:
        """Recall one SKU with every movement since its last count."""
        await self._learn()
        return accounts(await self._stock.ledger([sku])).get(sku)

    async def count(self, word: StockEntry, counted_on: date | None) -> bool:
        """Write a count down, or know it again (False); raises `StockEntryRefused`."""
        await self._learn()
        count = Count(word.quantity, counted_on)
        slip = EntryReference(reference=word.reference, at=counted_at(count, self._clock.now()))
        known = await self._stock.count(word.sku, count, slip)
        if known is not None and known.quantity != word.quantity:
            raise _taken(word, known.quantity)
        return known is None

    async def receive(self, word: StockEntry) -> bool:
        """Write a delivery down, or know it again (False); raises `StockEntryRefused`."""
        return await self._move(word, "received")

    async def lose(self, word: StockEntry) -> bool:
        """Write a loss down, or know it again (False); one too large raises `StockEntryRefused`."""
        return await self._move(word, "lost")

    async def _move(self, word: StockEntry, reason: Literal["received", "lost"]) -> bool:
        account = await self.account(word.sku)
        movement = Movement(
            shop=BY_HAND,
            reference=word.reference,
            sku=word.sku,
            reason=reason,
            quantity=word.quantity if reason == "received" else -word.quantity,
            at=self._clock.now() + JUST_AFTER,
            note=word.note,
        )
        known = await self._known(movement)
        if known is None:
            _check(movement, account)
            known = await self._stock.record(movement)
        if known is not None and known.quantity != movement.quantity:
            raise _taken(word, abs(known.quantity))
        return known is None

    async def _known(self, movement: Movement) -> Movement | None:
        told = await self._stock.of_orders(BY_HAND, [movement.reference])
        same = (m for m in told if (m.sku, m.reason) == (movement.sku, movement.reason))
        return next(same, None)

    async def _learn(self) -> None:
        """Take in what the catalog counts, so that it counts as told before what is told now."""
        products = self._configuration.products
        await self._stock.learn(written_counts(products, self._clock.now()))

    async def _offers(
        self, shelves: Mapping[Sku, StoredAccount]
    ) -> dict[ShopName, Mapping[Sku, int | None]]:
        products, shops = self._configuration.products, self._configuration.shops
        left = available(products, accounts(shelves))
        sold = await sold_lately(self._stock, shops, self._clock.now())
        lacking = await missing_listings(self._store, products, shelves, shops)
        goods = StockToShare(left, sold, lacking)
        return {shop.name: shares_of(shop, shops, products, goods) for shop in shops}


def _check(movement: Movement, account: StockAccount | None) -> None:
    if account is None:
        raise StockEntryRefused("stock_not_counted", sku=movement.sku)
    lost, there = -movement.quantity, balance_of(account).on_hand
    if lost > there:
        values = {"sku": movement.sku, "lost": str(lost), "there": str(there)}
        raise StockEntryRefused("stock_lost_too_many", **values)


def _taken(word: StockEntry, quantity: int) -> StockEntryRefused:
    values = {"reference": word.reference, "sku": word.sku, "quantity": str(quantity)}
    return StockEntryRefused("stock_reference_taken", **values)
