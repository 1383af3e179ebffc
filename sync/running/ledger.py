"""What people at the shelf tell and ask: counts, deliveries, losses, and where each unit went."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from sync.catalog import Configuration
from sync.inventory import (
    RECEIVED_BACK,
    Balance,
    Bundles,
    UnitsAway,
    balance_of,
    counted_at,
    makeable,
    parts_of,
    units_away,
    written_counts,
)
from sync.inventory.lots import LotStock, lots_left
from sync.model import (
    BY_HAND,
    Aside,
    Code,
    Count,
    Dong,
    Movement,
    Product,
    ShopName,
    ShownQuantity,
    Sku,
    StockAccount,
)
from sync.running.bundles import (
    NO_PARTS,
    assign,
    known_bundles,
    learn_bundles_and_lots,
    lots_of,
    moved_with_parts,
)
from sync.running.doubted_counts import believed, doubted_counts
from sync.running.sharing import offers_of
from sync.store import EntryReference, Store
from sync.transport.clock import Clock, legal_day

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
    parts: Mapping[Sku, int] = field(default_factory=dict)  # of a bundle: it has no account
    looked_at: frozenset[ShopName] = frozenset()  # shops where it is shown, and sold elsewhere
    makeable: int | None = None  # of a bundle: how many could be made of what is available

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


class Ledger:
    """The stock behind all shops, as people see it; before any answer the catalog is read."""

    def __init__(self, store: Store, configuration: Configuration, clock: Clock) -> None:
        self._store, self._stock = store, store.stock
        self.configuration, self._clock = configuration, clock
        self._learnt = False
        self._codes = {
            variant.sku: product.code
            for product in configuration.products
            for variant in product.variants
        }

    async def skus(self) -> list[Sku]:
        """Name every SKU, those of the catalog first and in its order."""
        await self._learn()
        counted = await self._stock.counted_skus()
        return [*self._codes, *sorted(counted - self._codes.keys())]

    async def rows(
        self, skus: Collection[Sku] | None = None, *, offers: bool = True
    ) -> list[StockRow]:
        """Say how every SKU stands, in the order of `skus`, or these as far as they are known.

        What shops may `offer` of all SKUs takes its time.
        """
        await self._learn()
        bundles = await self._bundles()
        asked = None if skus is None else {part for sku in skus for part in parts_of(sku, bundles)}
        accounts = await self._stock.summed(asked)
        now, catalog = self._clock.now(), self.configuration
        offered_in = await offers_of(self._store, catalog, bundles, now, skus) if offers else {}
        left = _available(accounts)
        looked_at = frozenset(s.name for s in catalog.shops if s.stock_rule.share == "shown")
        every = dict.fromkeys([*self._codes, *sorted(accounts)]) if skus is None else skus
        return [
            StockRow(
                sku=sku,
                code=self._codes.get(sku),
                account=None if sku in bundles else accounts.get(sku),
                offers={s: offered[sku] for s, offered in offered_in.items() if sku in offered},
                looked_at=looked_at,
                parts=(parts := bundles.get(sku, NO_PARTS)),
                makeable=makeable(left, parts),
            )
            for sku in every
            if sku in self._codes or sku in accounts
        ]

    def code_of(self, sku: Sku) -> Code | None:
        """Say which product of the catalog a SKU is of."""
        return self._codes.get(sku)

    async def account(self, sku: Sku) -> StockAccount | None:
        """Recall one SKU with every movement since its last count."""
        await self._learn()
        return (await self._stock.ledger([sku])).get(sku)

    async def accounts(self, sku: Sku) -> list[StockAccount]:
        """Recall every count of a SKU with what moved until the next; the last is the one now."""
        await self._learn()
        return await self._stock.accounts_of(sku)

    async def count(self, entry: StockEntry, counted_on: date | None) -> bool:
        """Write a count down, or know it again (False); raises `StockEntryRefused`."""
        await self._learn()
        await self._refuse_bundle(entry.sku)
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
        await self._refuse_bundle(entry.sku)
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
        known = [movement for movement in of_order if movement.sku == sku and not movement.bundle]
        if not known:
            raise StockEntryRefused("stock_movement_unknown", reference=reference, sku=sku)
        quantity, held = sum(m.quantity for m in known), sum(m.held for m in known)
        reason = "corrected" if shop == BY_HAND else "cancelled"
        turn = sum(movement.kind == reason for movement in known)
        if turn and not (quantity or held):
            return 0
        taken_back = Movement(
            shop=shop,
            reference=reference,
            sku=sku,
            reason=f"{reason}#{turn + 1}" if turn else reason,
            quantity=-quantity,
            held=-held,
            at=max(movement.at for movement in known),
        )
        await self._record(taken_back, of_order)
        return -quantity

    async def drop_count(self, reference: str, sku: Sku) -> bool:
        """Take back a count by hand: the one before it holds again. False: there is no such."""
        return await self._stock.drop_count(sku, reference) is not None

    async def lots(self, product: Product | None = None) -> dict[Sku, list[LotStock]]:
        """Say what is left of each lot, of one product or of all; see `lots_left`."""
        await self._learn()
        products = self.configuration.products if product is None else [product]
        lots = await lots_of(self._store, products)
        accounts, today = await self._stock.ledger(lots), legal_day(self._clock)
        return {sku: lots_left(account, lots[sku], today) for sku, account in accounts.items()}

    async def set_aside(self, aside: Aside) -> bool:
        """Set units aside for a shop, or know that (False); raises `StockEntryRefused`."""
        if aside.ends_at <= max(aside.begins_at, await self._now()):
            raise StockEntryRefused("aside_over", ends=aside.ends_at.isoformat())
        known = await self._store.asides.add(aside)
        if known is not None and known != aside:
            values = {"reference": known.reference, "quantity": str(known.quantity)}
            raise StockEntryRefused("stock_reference_taken", sku=known.sku, **values)
        return known is None

    async def end_aside(self, reference: str) -> bool:
        """Give back now what is set aside under a reference; False: nothing is."""
        return await self._store.asides.end(reference, await self._now())

    async def asides(self) -> list[Aside]:
        """Recall what is set aside, now and later."""
        return await self._store.asides.open_at(await self._now())

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
        mine = [m for m in known if m.sku == away.sku and not m.bundle]
        turn = 1 + sum(movement.kind == RECEIVED_BACK for movement in mine)
        received = Movement(
            shop=away.shop,
            reference=away.reference,
            sku=away.sku,
            reason=RECEIVED_BACK if turn == 1 else f"{RECEIVED_BACK}#{turn}",
            quantity=for_sale,
            at=await self._just_now(await self._parts_of(away.sku)),
            note=str(came),
        )
        await self._record(received, known)

    async def unbelieved(self) -> list[Movement]:
        """Recall the sales that cannot be true and wait for a person; their figure is the note."""
        return await self._stock.unbelieved()

    async def confirm(self, sale: Movement, quantity: int) -> None:
        """Say how many an unbelieved sale really took; 0: it never was one."""
        if not 0 <= quantity <= MOST_BELIEVED:
            raise StockEntryRefused("stock_absurd", text=str(quantity))
        reason = "sold" if quantity else "released"
        said = replace(sale, reason=reason, quantity=-quantity, note=sale.note)
        await self._record(said, await self._stock.of_orders(sale.shop, [sale.reference]))

    async def fallen(self, shop: ShopName, sku: Sku | None) -> list[ShownQuantity]:
        """Recall of what a shop shows fewer than it should, though no order tells why."""
        found = await self._store.shown_stock.fallen([shop])
        return [shown for shown in found if sku in (None, shown.sku)]

    async def believe(self, shown: ShownQuantity, reference: str) -> None:
        """Take what a shop shows for true: what it shows fewer of is gone."""
        gone = min(shown.fell, await self._on_hand(shown.sku) or 0)
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
        return await assign(self._store, unknown, sku)

    async def _now(self) -> datetime:
        """Tell the time by which orders are dated, or our own where that is earlier.

        A count that is dated too late would swallow sales; too early, some are taken off twice.
        """
        now = self._clock.now()
        skew = await self._store.clocks.skew(now)
        return now if skew is None else min(now, now + skew)

    async def _move(self, entry: StockEntry, reason: ByHandReason) -> bool:
        movement = Movement(
            shop=BY_HAND,
            reference=entry.reference,
            sku=entry.sku,
            reason=reason,
            quantity=entry.quantity if reason == "received" else -entry.quantity,
            at=await self._just_now(await self._parts_of(entry.sku)),
            note=entry.note,
            price=entry.price,
        )
        told = await self._stock.of_orders(BY_HAND, [movement.reference])
        same = (m for m in told if (m.sku, m.reason) == (movement.sku, movement.reason))
        known = next(same, None)
        if known is None:
            _check(movement, await self._on_hand(entry.sku))
            known = await self._record(movement, told)
        if known is not None and known.quantity != movement.quantity:
            raise _taken(entry, abs(known.quantity))
        return known is None

    async def _record(self, moved: Movement, known: Sequence[Movement]) -> Movement | None:
        """Write down what a person moved, of a bundle with its parts; see `Stock.record`."""
        new = await moved_with_parts(self._store, [moved], known)
        return await self._stock.record(moved, [each for each in new if each.bundle])

    async def _just_now(self, skus: Iterable[Sku]) -> datetime:
        """Tell the time, but after what was counted of these: it is told after that count."""
        await self._learn()
        accounts = (await self._stock.summed([*skus])).values()
        return max(await self._now(), *(a.counted_at for a in accounts), EVER) + JUST_AFTER

    async def _on_hand(self, sku: Sku) -> int | None:
        """Say how many stand on the shelf, or could be made of what does; None: not counted."""
        parts = await self._parts_of(sku)
        accounts = await self._stock.summed([*parts])
        return makeable({each: balance_of(accounts[each]).on_hand for each in accounts}, parts)

    async def _parts_of(self, sku: Sku) -> Mapping[Sku, int]:
        return parts_of(sku, await self._bundles())

    async def _bundles(self) -> Bundles:
        return await known_bundles(self._store, self.configuration)

    async def _refuse_bundle(self, sku: Sku) -> None:
        if parts := (await self._bundles()).get(sku):
            raise StockEntryRefused("bundle_not_counted", sku=sku, parts=", ".join(parts))

    async def _learn(self) -> None:
        """Take in what the catalog counts, so that it counts as told before what is told now.

        Once for each catalog: by now another process may have told of a newer one.
        """
        if self._learnt:
            return
        products, now = self.configuration.products, await self._now()
        doubted = await doubted_counts(self._store, self.configuration.shops, products)
        await self._stock.learn(written_counts(believed(products, doubted), now))
        await learn_bundles_and_lots(self._store, products, now)
        self._learnt = True


def _available(accounts: Mapping[Sku, StockAccount]) -> dict[Sku, int | None]:
    return {sku: balance_of(account).available for sku, account in accounts.items()}


def _check(movement: Movement, there: int | None) -> None:
    if there is None:
        raise StockEntryRefused("stock_not_counted", sku=movement.sku)
    lost = -movement.quantity
    if lost > there:
        values = {"sku": movement.sku, "lost": str(lost), "there": str(there)}
        raise StockEntryRefused("stock_lost_too_many", **values)


def _taken(entry: StockEntry, quantity: int) -> StockEntryRefused:
    values = {"reference": entry.reference, "sku": entry.sku, "quantity": str(quantity)}
    return StockEntryRefused("stock_reference_taken", **values)
