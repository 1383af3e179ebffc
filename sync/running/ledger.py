"""What people at the shelf tell and ask: counts, deliveries, losses, and where each unit went."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from sync.catalog import Configuration
from sync.inventory import (
    RECEIVED_BACK,
    Balance,
    UnitsAway,
    at_risk,
    available,
    balance_of,
    counted_at,
    units_away,
    written_counts,
)
from sync.inventory.allocation import DEMAND_DAYS, StockToShare, shares_of, windows
from sync.model import (
    BY_HAND,
    VIETNAM,
    Code,
    Count,
    Dong,
    Movement,
    Product,
    Shop,
    ShopName,
    ShownQuantity,
    Sku,
    StockAccount,
)
from sync.model.assortment import selling_any
from sync.store import EntryReference, Store
from sync.transport.clock import Clock

MOST_BELIEVED = 1_000_000  # units that a person may say were sold in one order
EVER = datetime.min.replace(tzinfo=UTC)
JUST_AFTER = timedelta(microseconds=1)  # what is told now comes after the count that was read now


ByHandReason = Literal["received", "lost", "sold_by_hand"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StockEntry:
    """What a person says of one SKU, and the reference under which it counts once."""

    sku: Sku
    quantity: int  # counted, received or lost: never negative
    reference: str
    note: str = ""
    price: Dong | None = None  # of one unit that was sold


@dataclass(frozen=True, slots=True, kw_only=True)
class StockRow:
    """How one SKU stands; without an account nobody counted it yet."""

    sku: Sku
    code: Code | None  # None: no longer in the catalog
    account: StockAccount | None
    offers: Mapping[ShopName, int | None] = field(default_factory=dict)

    @property
    def balance(self) -> Balance | None:
        """What was counted, what came and went, and what is left."""
        return None if self.account is None else balance_of(self.account)


def new_reference(now: datetime, time_zone: str) -> str:
    """Make a reference that no other telling has, for what a person tells without one."""
    return f"{now.astimezone(ZoneInfo(time_zone)):%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"


class StockEntryRefused(Exception):
    """A person's word was not written down; the code says why."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code, self.values = code, values


async def stock_to_share(
    store: Store, products: Sequence[Product], shops: Sequence[Shop], now: datetime
) -> StockToShare:
    """Recall what there is of these products, how it sold, and where it is missing.

    What a shop may be showing that is configured no more stays its own: buyers can still buy it.
    What fell in a shop, and no order tells why, may be sold: nobody offers it.
    """
    skus = [variant.sku for product in products for variant in product.variants]
    configured, accounts = {shop.name for shop in shops}, await store.stock.summed(skus)
    shops = selling_any(shops, products)
    sold = {
        days: await store.stock.sold_since(now - timedelta(days=days), skus)
        for days in windows(shops)
    }
    absent = await missing_listings(store, products, accounts, shops)
    left = available(products, accounts)
    for shown in await store.shown_stock.in_any_shop(skus):
        gone = shown.fell if shown.shop in configured else at_risk([shown])
        if (there := left.get(shown.sku)) is not None:
            left[shown.sku] = max(there - gone, 0)
    demand = await recent_demand(store, now) if len(shops) > 1 else {}
    return StockToShare(left, sold, absent, demand)


async def recent_demand(store: Store, now: datetime) -> Mapping[ShopName, int]:
    """Recall how many units each shop sold in the last whole days: all day long the same."""
    today = now.astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
    return await store.stock.sold_by_shop(today - timedelta(days=DEMAND_DAYS), today)


async def missing_listings(
    store: Store,
    products: Sequence[Product],
    accounts: Mapping[Sku, StockAccount],
    shops: Sequence[Shop],
) -> set[tuple[ShopName, Code]]:
    """Say which products do not stand in which shops, though a round since their count was there.

    A product that stands nowhere is new: then no shop lacks it.
    """
    names = [shop.name for shop in shops]
    if len(names) < 2:
        return set()
    there = await store.links.applied(names, [product.code for product in products])
    begun = await store.rounds.finished()
    known = {code for _, code in there}
    return {
        (name, product.code)
        for product in products
        if product.code in known
        for name in names
        if (name, product.code) not in there
        and _was_there_since(begun.get(name), product, accounts)
    }


def _was_there_since(
    begun: datetime | None, product: Product, accounts: Mapping[Sku, StockAccount]
) -> bool:
    counted = [accounts[v.sku].counted_at for v in product.variants if v.sku in accounts]
    return begun is not None and bool(counted) and begun > max(counted)


class Ledger:
    """The stock behind all shops, as people see it; before any answer the catalog is read."""

    def __init__(self, store: Store, configuration: Configuration, clock: Clock) -> None:
        self._store, self._stock = store, store.stock
        self._configuration, self._clock = configuration, clock
        self._codes = {
            variant.sku: product.code
            for product in configuration.products
            for variant in product.variants
        }

    async def rows(self) -> list[StockRow]:
        """Say how every SKU stands, those of the catalog first and in its order."""
        await self._learn()
        accounts, offers = await self._stock.summed(), await self._offers()
        return [
            StockRow(
                sku=sku,
                code=self._codes.get(sku),
                account=accounts.get(sku),
                offers={shop: offered[sku] for shop, offered in offers.items() if sku in offered},
            )
            for sku in dict.fromkeys([*self._codes, *sorted(accounts)])
        ]

    def code_of(self, sku: Sku) -> Code | None:
        """Say which product of the catalog a SKU is of."""
        return self._codes.get(sku)

    async def account(self, sku: Sku) -> StockAccount | None:
        """Recall one SKU with every movement since its last count."""
        await self._learn()
        return (await self._stock.ledger([sku])).get(sku)

    async def count(self, entry: StockEntry, counted_on: date | None) -> bool:
        """Write a count down, or know it again (False); raises `StockEntryRefused`."""
        await self._learn()
        count = Count(entry.quantity, counted_on)
        entry_reference = EntryReference(
            reference=entry.reference, at=counted_at(count, await self._now())
        )
        known = await self._stock.count(entry.sku, count, entry_reference)
        if known is not None and known.quantity != entry.quantity:
            raise _taken(entry, known.quantity)
        return known is None

    async def receive(self, entry: StockEntry) -> bool:
        """Write a delivery down, or know it again (False); raises `StockEntryRefused`."""
        return await self._move(entry, "received")

    async def lose(self, entry: StockEntry) -> bool:
        """Write a loss down, or know it again (False); one too large raises `StockEntryRefused`."""
        return await self._move(entry, "lost")

    async def sell(self, entry: StockEntry) -> bool:
        """Write a sale at the market down, or know it again (False); raises as `lose` does."""
        return await self._move(entry, "sold_by_hand")

    async def cancel(self, shop: ShopName, reference: str, sku: Sku) -> int:
        """Take back all that an order, or an entry by hand, did to a SKU; answers how many units.

        It stays in the history, and nothing that comes of that order later counts again. Done
        once before, it answers 0. Raises `StockEntryRefused`.
        """
        of_order = await self._stock.of_orders(shop, [reference])
        known = [movement for movement in of_order if movement.sku == sku]
        if not known:
            raise StockEntryRefused("stock_movement_unknown", reference=reference, sku=sku)
        quantity, held = sum(m.quantity for m in known), sum(m.held for m in known)
        reason = "corrected" if shop == BY_HAND else "cancelled"
        turn = sum(movement.kind == reason for movement in known)
        if turn and not (quantity or held):
            return 0
        await self._stock.record(
            Movement(
                shop=shop,
                reference=reference,
                sku=sku,
                reason=f"{reason}#{turn + 1}" if turn else reason,
                quantity=-quantity,
                held=-held,
                at=max(movement.at for movement in known),
            )
        )
        return -quantity

    async def drop_count(self, reference: str, sku: Sku) -> bool:
        """Take back a count by hand: the one before it holds again. False: there is no such."""
        return await self._stock.drop_count(sku, reference) is not None

    async def away(self) -> list[UnitsAway]:
        """Say which units of which orders a person must receive, look for, or give up."""
        return units_away(await self._stock.asking_a_person())

    async def receive_back(self, away: UnitsAway, came: int, for_sale: int) -> None:
        """Write down that so many came back, and how many of them may be sold again.

        Whatever the platform tells of these units later, it counts no more.
        """
        if not 0 <= for_sale <= came <= away.units:
            raise StockEntryRefused("goods_back_too_many", sku=away.sku, units=str(away.units))
        known = await self._stock.of_orders(away.shop, [away.reference])
        mine = [movement for movement in known if movement.sku == away.sku]
        turn = 1 + sum(movement.kind == RECEIVED_BACK for movement in mine)
        account = await self.account(away.sku)
        await self._stock.record(
            Movement(
                shop=away.shop,
                reference=away.reference,
                sku=away.sku,
                reason=RECEIVED_BACK if turn == 1 else f"{RECEIVED_BACK}#{turn}",
                quantity=for_sale,
                at=max(await self._now(), account.counted_at if account else EVER) + JUST_AFTER,
                note=str(came),
            )
        )

    async def unbelieved(self) -> list[Movement]:
        """Recall the sales that cannot be true and wait for a person; their figure is the note."""
        return await self._stock.unbelieved()

    async def confirm(self, sale: Movement, quantity: int) -> None:
        """Say how many an unbelieved sale really took; 0: it never was one."""
        if not 0 <= quantity <= MOST_BELIEVED:
            raise StockEntryRefused("stock_absurd", text=str(quantity))
        reason = "sold" if quantity else "released"
        said = replace(sale, reason=reason, quantity=-quantity, note=sale.note)
        await self._stock.record(said)

    async def fallen(self, shop: ShopName, sku: Sku | None) -> list[ShownQuantity]:
        """Recall of what a shop shows fewer than it should, though no order tells why."""
        found = await self._store.shown_stock.fallen(shop)
        return [shown for shown in found if sku in (None, shown.sku)]

    async def believe(self, shown: ShownQuantity, reference: str) -> None:
        """Take what a shop shows for true: what it shows fewer of is gone."""
        account = await self.account(shown.sku)
        gone = min(shown.fell, balance_of(account).on_hand) if account else 0
        if gone:
            sku, note = shown.sku, shown.shop
            await self.lose(StockEntry(sku=sku, quantity=gone, reference=reference, note=note))
        await self.disbelieve(shown)

    async def disbelieve(self, shown: ShownQuantity) -> None:
        """Take our figure for true: what a shop shows fewer of stands on the shelf."""
        await self._store.shown_stock.explain(shown.shop, [shown.sku])

    async def assign(self, unknown: Sku, sku: Sku) -> int:
        """Let what was sold under a SKU that nobody knew be ours; answers how many movements.

        Raises `StockEntryRefused`.
        """
        if unknown in self._codes or await self.account(unknown) is not None:
            raise StockEntryRefused("stock_sku_known", sku=unknown)
        return await self._stock.assign(unknown, sku)

    async def _now(self) -> datetime:
        """Tell the time by which orders are dated, or our own where that is earlier.

        A count that is dated too late would swallow sales; too early, some are taken off twice.
        """
        now = self._clock.now()
        skew = await self._store.clocks.skew(now)
        return now if skew is None else min(now, now + skew)

    async def _move(self, entry: StockEntry, reason: ByHandReason) -> bool:
        account = await self.account(entry.sku)
        movement = Movement(
            shop=BY_HAND,
            reference=entry.reference,
            sku=entry.sku,
            reason=reason,
            quantity=entry.quantity if reason == "received" else -entry.quantity,
            at=max(await self._now(), account.counted_at if account else EVER) + JUST_AFTER,
            note=entry.note,
            price=entry.price,
        )
        known = await self._known(movement)
        if known is None:
            _check(movement, account)
            known = await self._stock.record(movement)
        if known is not None and known.quantity != movement.quantity:
            raise _taken(entry, abs(known.quantity))
        return known is None

    async def _known(self, movement: Movement) -> Movement | None:
        told = await self._stock.of_orders(BY_HAND, [movement.reference])
        same = (m for m in told if (m.sku, m.reason) == (movement.sku, movement.reason))
        return next(same, None)

    async def _learn(self) -> None:
        """Take in what the catalog counts, so that it counts as told before what is told now."""
        products = self._configuration.products
        await self._stock.learn(written_counts(products, await self._now()))

    async def _offers(self) -> dict[ShopName, Mapping[Sku, int | None]]:
        products, shops = self._configuration.products, self._configuration.shops
        there = await stock_to_share(self._store, products, shops, self._clock.now())
        return {shop.name: shares_of(shop, shops, products, there) for shop in shops}


def _check(movement: Movement, account: StockAccount | None) -> None:
    if account is None:
        raise StockEntryRefused("stock_not_counted", sku=movement.sku)
    lost, there = -movement.quantity, balance_of(account).on_hand
    if lost > there:
        values = {"sku": movement.sku, "lost": str(lost), "there": str(there)}
        raise StockEntryRefused("stock_lost_too_many", **values)


def _taken(entry: StockEntry, quantity: int) -> StockEntryRefused:
    values = {"reference": entry.reference, "sku": entry.sku, "quantity": str(quantity)}
    return StockEntryRefused("stock_reference_taken", **values)
