"""Takes in what was counted and what was sold: every order becomes stock movements, once."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sync.inventory import at_risk, movements_after, written_counts
from sync.inventory.allocation import shares_of
from sync.marketplace import MarketplaceError, Rejected, Returns, file_exchange
from sync.model import SOUND, Order, Problem, Product, ShownQuantity, Sku
from sync.model.assortment import selling_any
from sync.running.bundles import learn_bundles_and_lots, moved_with_parts
from sync.running.context import Round
from sync.running.renames import renamed_since
from sync.running.reservations import is_shared
from sync.running.sharing import stock_to_share, with_related
from sync.running.stock_books import is_only_shown, shown_once_moved
from sync.running.unread_orders import UnreadGoods, unread_of
from sync.store.stock_accounts import are_many
from sync.transport.budget import urgent_calls
from sync.transport.tracing import step

FEW, TIMES_OFFERED = 10, 3  # units sold that are believed whatever was offered, or so many times it
MOST_NAMED = 10  # orders that are read one by one
RETURNS_EVERY = timedelta(hours=1)  # goods come back within days, not within minutes
OVERLAP = timedelta(minutes=15)  # orders turn up late; what comes twice counts once
JUST_BEFORE = timedelta(microseconds=1)
AHEAD = timedelta(minutes=1)  # the platform's clock may run before ours: miss no sale of just now


@step("take in orders")
async def take_in_orders(round: Round) -> UnreadGoods | None:
    """Take in the catalog's counts and the shop's orders; answers which could not be read, and why.

    Both are dated by the platform's clock, so the platform is asked first: its answer tells how
    far ours is off. The watermark is taken before the read, so an order that arrives meanwhile is
    met next time. What was read before something went wrong counts: one order that makes no sense,
    or a list that breaks off, hides no sale that was already told.
    """
    seen_at = round.clock.monotonic()
    if "orders" not in round.market.features.can:
        await _take_counts(round, seen_at, None)
        return None
    orders = list[Order]()
    begun: datetime | None = None
    unread: UnreadGoods | None = None
    try:
        with urgent_calls():
            begun = await _read(round, orders)
    except MarketplaceError as error:
        unread = await unread_of(round, error)
    await _take_counts(round, seen_at, begun)
    moved = await _enter(round, orders) if orders else set[Sku]()
    if begun is None:
        _tell(round, moved)
        return unread
    if until := _told_until(round, begun):
        await round.store.stock.set_watermark(round.lease, until)
    _tell(round, moved)
    return None


@step("take in returns")
async def take_in_returns(round: Round) -> Problem | None:
    """Read again, once an hour, the orders of which buyers send something back.

    A platform that tells of returns apart need not move their orders. Answers why they could not
    be read: nothing waits for that, since what is not known to be back is no stock.
    """
    market, rounds = round.market, round.store.rounds
    if not isinstance(market, Returns) or not await round.store.stock.has_moved(round.shop.name):
        return None
    now = round.platform_now()
    last = await rounds.marked(round.shop.name, "returns")
    if last is not None and now - last < RETURNS_EVERY:
        return None
    first = now - timedelta(days=market.features.order_window_days)
    try:
        named = await market.returned((last or first) - OVERLAP, now + AHEAD)
        orders = await round.market.orders_named(named) if named else []
    except MarketplaceError as error:
        values = {**error.problem.values, "shop": round.shop.name}
        if isinstance(error, Rejected):  # the app may not ask: it is tried again in an hour
            await rounds.mark(round.lease, "returns", now)
        return Problem(code="returns_unread", severity="warning", values=values)
    _tell(round, await _enter(round, orders))
    await rounds.mark(round.lease, "returns", now)
    return None


def _told_until(round: Round, begun: datetime) -> datetime | None:
    """Say up to when we know every sale: where people carry files, the last answer brought them."""
    files = file_exchange(round.market)
    return files.outstanding().told_at if files else begun


async def take_in_orders_named(round: Round, references: Collection[str]) -> frozenset[str]:
    """Take in single orders by their number; answers those that could not be read yet.

    The watermark stays: of other orders this says nothing. Of very many a list tells sooner.
    """
    if not references or len(references) > MOST_NAMED:
        return frozenset(references)
    try:
        with urgent_calls():
            orders = await round.market.orders_named(sorted(references))
    except MarketplaceError:
        return frozenset(references)
    _tell(round, await _enter(round, orders))
    return frozenset(references) - {order.reference for order in orders}


async def _enter(round: Round, orders: Sequence[Order]) -> set[Sku]:
    """Write down what is new in these orders; answers the SKUs that it moved."""
    orders = _dated(_under_their_names(orders, await renamed_since(round)), round.platform_now())
    references = {order.reference for order in orders}
    known = await round.store.stock.of_orders(round.shop.name, references)
    alone = [movement for movement in known if not movement.bundle]
    movements = movements_after(orders, alone, await _most_sold(round, orders))
    shown = await shown_once_moved(round, movements)
    movements = await moved_with_parts(round.store, movements, known)
    await round.store.stock.add(round.lease, movements, shown)
    moved = {movement.sku for movement in movements if movement.quantity}
    round.note_moved(m.sku for m in movements if m.quantity and not m.bundle)
    await _forget_looks(round, moved)
    return moved


async def _forget_looks(round: Round, moved: Collection[Sku]) -> None:
    """Have a quick round read these listings anew: a sale need not move a platform's stamp."""
    owners = round.whole_catalog.owners
    codes = {owners[sku] for sku in moved if sku in owners}
    if codes:
        remote_ids = await round.store.links.remote_ids(round.shop.name, codes)
        sold = {remote_id for remote_id in remote_ids.values() if remote_id}
        await round.store.observations.forget(round.lease, sold)


def _dated(orders: Sequence[Order], now: datetime) -> Sequence[Order]:
    """Date no sale later than now: one of the year 2200 would be taken off every count to come."""
    latest = now + AHEAD
    return [
        order
        if order.updated_at <= latest
        else replace(order, updated_at=latest, placed_at=min(order.placed_at, latest))
        for order in orders
    ]


def _under_their_names(orders: Sequence[Order], renamed: Mapping[Sku, Sku]) -> Sequence[Order]:
    """Read the lines of SKUs that have been renamed since under their new names."""
    if not renamed:
        return orders
    return [
        replace(
            order,
            lines=tuple(replace(x, sku=renamed.get(x.sku, x.sku)) for x in order.lines),
            prices={renamed.get(sku, sku): price for sku, price in order.prices.items()},
        )
        for order in orders
    ]


async def _most_sold(round: Round, orders: Sequence[Order]) -> Mapping[Sku, int] | None:
    """Say how many a shop can have sold whose sales people carry: little more than it offered.

    A clerk fills up by hand what sells; a barcode typed as a quantity is far beyond that.
    None where the platform itself tells: there nobody can buy what is not on sale.
    """
    if round.market.features.delivery == "api":
        return None
    skus = {line.sku for order in orders for line in order.lines}
    shown = await round.store.shown_stock.of(round.shop.name, skus)
    most = {sku: row.figure + row.unseen for sku, row in shown.items()}
    for link in (await round.store.links.of(round.shop.name)).values():
        for offer in link.applied.offers if link.applied else ():
            most[offer.sku] = max(most.get(offer.sku, 0), offer.quantity or 0)
    return {sku: max(FEW, TIMES_OFFERED * units) for sku, units in most.items()}


async def vanished_shops(round: Round) -> list[Problem]:
    """Say which shops are configured no more, and which of them keep their share of what there is.

    Of one with nothing left to buy, or where nothing ever could be, what stands there grows old.
    """
    named = {shop.name for shop in (*round.catalog.shops, round.shop)}
    units = await round.store.shown_stock.in_other_shops(named)
    return [
        Problem(
            code="shop_vanished" if count else "shop_left_alone",
            severity="warning",
            values={"shop": shop, "units": count},
            about=shop,
        )
        for shop, count in units.items()
    ]


def _tell(round: Round, moved: Collection[Sku]) -> None:
    if moved:
        round.context.hooks.sold(moved)


async def _read(round: Round, orders: list[Order]) -> datetime:
    """Read the orders since the last look, and say up to which moment that tells of all.

    The window is in the platform's time. How far ours is off, only an answer tells: where the
    first one shows that the window ended too early, it is read once more.
    """
    clock = round.context.platform_clock
    while True:
        skew, begun = clock.skew, clock.now()
        orders.clear()
        since = await round.store.stock.watermark(round.shop.name)
        since = await _first_look(round, begun) if since is None else min(since, begun)
        async for order in round.market.orders(since - OVERLAP, begun + AHEAD):
            orders.append(order)
            round.step("orders", len(orders))
        if abs(clock.skew - skew) < AHEAD / 2:
            if clock.measured:
                await round.store.clocks.measured(round.shop.name, clock.skew, round.clock.now())
            return begun


async def _take_counts(round: Round, seen_at: float, begun: datetime | None) -> None:
    """Take in what the catalog counts, as of the second in which we began to look.

    That is reckoned back from now by the clock that nobody sets: where this computer's is put
    right meanwhile, what we read from it before belongs to another time. It is never later than
    when we `begun` to read the orders. Platforms date orders by whole seconds: a sale of that
    second cannot be proved older.
    """
    now = round.platform_now() - timedelta(seconds=round.clock.monotonic() - seen_at)
    now = now if begun is None else min(now, begun)
    written: Sequence[Product] = [p for p in round.catalog.products if p.kept in SOUND]
    taken, asks = round.context.taken_in, not round.narrow and are_many(round.products)
    version = await round.store.stock.version() if asks else None
    news = taken.news(written) if round.narrow or taken.still_at(version) else written
    written = news if round.narrow else written
    if not written:
        return
    counted = written_counts(news, now.replace(microsecond=0) - JUST_BEFORE)
    for moment, counts in counted.items():
        await round.store.stock.take(round.lease, counts, moment)
    await learn_bundles_and_lots(round.store, written, now)
    taken.note(written, version, alone=not round.narrow)


async def _first_look(round: Round, begun: datetime) -> datetime:
    """Say since when orders matter in a shop that was never read: since the oldest count."""
    accounts = (await round.store.stock.summed()).values()
    written = written_counts(round.catalog.products, begun)
    oldest = min((*(account.counted_at for account in accounts), *written), default=begun)
    return max(oldest, begun - timedelta(days=round.market.features.order_window_days))


async def allocated_stock(round: Round) -> Mapping[Sku, int | None]:
    """How many of each SKU this shop may offer; None where nobody counted."""
    products = round.catalog.products
    shops = [*round.catalog.shops, round.shop]
    beside = with_related(products, round.whole_catalog, round.bundles)
    there = await stock_to_share(round.store, beside, shops, round.bundles, round.clock.now())
    selling = selling_any(shops, products)
    found = await asyncio.to_thread(shares_of, round.shop, selling, products, there)
    return found | await _left_behind(round, found.keys(), there.available)


async def _left_behind(
    round: Round, shared: Collection[Sku], available: Mapping[Sku, int | None]
) -> dict[Sku, int | None]:
    """Say what may stay on sale of goods that this shop shall sell no more, and still shows.

    No more than stands there, and than the other shops leave: it only ever falls.
    """
    products = [product for product in round.catalog.products if product.kept]
    of = {v.sku: product.code for product in products for v in product.variants}
    left = of.keys() - set(shared)
    shown = await round.store.shown_stock.in_any_shop(left) if left else []
    here = {each.sku: each.figure for each in shown if each.shop == round.shop.name}
    elsewhere = dict[Sku, list[ShownQuantity]]()
    for each in shown:
        if each.shop != round.shop.name and is_shared(round, of[each.sku]):
            elsewhere.setdefault(each.sku, []).append(each)
    if is_only_shown(round):  # its books hold nothing: all that is there may be shown
        here = {sku: max(available.get(sku) or 0, 0) for sku in here}
    return {
        sku: min(figure, max(there - at_risk(elsewhere.get(sku, ())), 0))
        for sku, figure in here.items()
        if (there := available.get(sku)) is not None
    }
