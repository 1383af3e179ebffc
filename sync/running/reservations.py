"""Keeps any unit from being offered twice: a figure is reserved before it is written.

    wanted of a SKU ──► StockWrite ──► judged against all that shops may show ──► Reservation
                                                                                     │
                                   written ◄── all of it is safe ◄──┴──► less is: the rest waits

Judged once while planning (so that a plan shows what would be written), and once more, with nobody
in between, right before the write. Times here are the platform's, for sales are dated by it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sync.inventory import (
    ShopExposure,
    at_risk,
    available,
    fall_when_moved,
    fall_when_observed,
    fall_when_written,
    safe_quantity,
    shown_when_moved,
    shown_when_observed,
    shown_when_reserved,
    shown_when_written,
    without_reported_sales,
    writing_of,
)
from sync.inventory.allocation import offered_once
from sync.model import (
    Change,
    Code,
    Listing,
    Movement,
    Offer,
    Outcome,
    Problem,
    Shop,
    ShopName,
    ShownQuantity,
    Sku,
    StockAccount,
    Value,
    Writing,
)
from sync.model.assortment import sells
from sync.planning import ShopState
from sync.running.context import Round
from sync.store import StockBooks


@dataclass(frozen=True, slots=True)
class StockWrite:
    """What one SKU's figure shall become, and what it was seen to be; None: it is not there."""

    code: Code
    sku: Sku
    quantity: int
    seen: int | None


@dataclass(frozen=True, slots=True)
class Reservation:
    """What a write comes to: the figure that is safe now, and the books before and with it."""

    write: StockWrite
    safe: int
    way: Writing
    before: ShownQuantity
    shown: ShownQuantity

    @property
    def granted(self) -> bool:
        """Whether the figure may be written as it was wanted."""
        return self.safe == self.write.quantity

    def problem(self) -> Problem:
        """Say that the rest of the figure waits."""
        values: dict[str, Value] = {
            "sku": self.write.sku,
            "wanted": self.write.quantity,
            "shown": self.safe,
        }
        return Problem(code="stock_waits", severity="note", values=values, about=self.write.code)


Reservations = Mapping[Sku, Reservation]
NO_FALL = ShownQuantity(shop=ShopName(""), sku=Sku(""), figure=0)


async def safe_quantities(round: Round, shop_state: ShopState) -> tuple[ShopState, list[Problem]]:
    """Want no figure that is not safe yet, so that nothing is planned in vain; say what waits."""
    writes = [
        write
        for code, listing in shop_state.desired.items()
        for write in stock_writes(code, listing.offers, shop_state.observed.by_code.get(code))
        if is_shared(round, code)
    ]
    elsewhere = await round.store.shown_stock.shown([write.sku for write in writes])
    writes = [write for write in writes if write.sku in elsewhere]
    if not writes:
        return shop_state, []
    books = await round.store.shown_stock.books([write.sku for write in writes])
    found = judged(round, writes, books)
    desired = {code: _with_figures(listing, found) for code, listing in shop_state.desired.items()}
    waits = [each.problem() for each in found.values() if not each.granted]
    return replace(shop_state, desired=desired), waits


async def reserve(round: Round, changes: Sequence[Change]) -> Reservations:
    """Put aside for this shop what these changes will show, as far as that is safe now.

    Read, judged and written down in one transaction of which there is one at a time over all
    shops: two rounds that want the last unit can never both be told that it is free.
    """
    writes = {
        write.sku: write
        for change in changes
        for write in stock_writes(change.code, _written_offers(change), change.before)
        if is_shared(round, change.code)
    }
    found: dict[Sku, Reservation] = {}

    def decide(books: StockBooks) -> list[ShownQuantity]:
        found.update(judged(round, list(writes.values()), books))
        return [each.shown for each in found.values() if each.safe != each.write.seen]

    if writes:
        await round.store.shown_stock.claim(round.lease, writes, decide)
    return found


def granted(change: Change, reservations: Reservations) -> Change | None:
    """Give the change with the figures that were granted; None: a restock that must wait."""
    own = reservations.get(change.sku) if change.sku and change.kind == "restock" else None
    if own and not own.granted and own.safe == own.write.seen:
        return None
    return replace(change, after=_with_figures(change.after, reservations))


def not_granted(change: Change, reservations: Reservations) -> Problem | None:
    """Say what of this change waits; None: nothing."""
    skus = (offer.sku for offer in _written_offers(change))
    found = (reservations[sku] for sku in skus if sku in reservations)
    return next((each.problem() for each in found if not each.granted), None)


def stock_writes(
    code: Code, offers: Iterable[Offer], there: Listing | None
) -> Iterator[StockWrite]:
    """Find the figures that shall become others."""
    seen = {offer.sku: offer.quantity for offer in there.offers} if there else {}
    for offer in offers:
        was = seen.get(offer.sku)
        if offer.quantity is not None and offer.quantity != (was or 0):
            yield StockWrite(code, offer.sku, offer.quantity, was)


def is_shared(round: Round, code: Code) -> bool:
    """Tell whether several shops may show a product, each its own part: then it is reserved.

    One that sells it no more counts, too: it may still show it.
    """
    product, shops = round.products.get(code), _shops(round)
    if product is None or len(shops) < 2:
        return False
    return offered_once([shop for shop in shops if sells(shop, product)])


def judged(round: Round, writes: Sequence[StockWrite], books: StockBooks) -> dict[Sku, Reservation]:
    """Judge writes against the books; one of what nobody counted is not judged."""
    codes = dict.fromkeys(write.code for write in writes)
    left = available([round.products[code] for code in codes], books.accounts)
    return {
        write.sku: _reservation(round, write, books, there)
        for write in writes
        if (there := left.get(write.sku)) is not None
    }


def _reservation(round: Round, write: StockWrite, books: StockBooks, left: int) -> Reservation:
    """Find the figure that is safe.

    Of what there is, the others' figures are taken off first (a shop that is configured no more
    may still be open), and of our own what went over sales
    that nobody told of yet (`unseen`). Less stands here than we wrote (`maybe_sold`)? With a
    compare-and-set the write itself will tell; until then those units may have been sold.
    """
    figures = {
        name: without_reported_sales(row, books.orders_until.get(name))
        for name, row in books.shown.get(write.sku, {}).items()
    }
    mine = figures.pop(round.shop.name, None) or _nothing_shown(round, write.sku)
    way, seen = _way(round, books.accounts.get(write.sku)), write.seen or 0
    maybe_sold = 0 if write.seen is None or way != "compare" else max(mine.figure - seen, 0)
    exposure = ShopExposure(
        seen=seen,
        most=mine.figure,
        elsewhere=at_risk(figures.values()) + max(mine.unseen, mine.fell) + maybe_sold,
        available=left,
    )
    figure = safe_quantity(write.quantity, exposure, way)
    if figure == seen > write.quantity and round.market.features.delivery == "files":
        figure = 0  # it will never be quiet there; what was sold is told, then it goes up again
    return Reservation(write, figure, way, mine, shown_when_reserved(mine, seen, figure, way))


def _shops(round: Round) -> Sequence[Shop]:
    others = (shop for shop in round.catalog.shops if shop.name != round.shop.name)
    return [round.shop, *others]


def _way(round: Round, account: StockAccount | None) -> Writing:
    """Say how writing works now; where a person carries files, quiet proves nothing."""
    writing = round.market.features.writing
    if round.market.features.delivery == "files":
        return writing
    return writing_of(writing, account.movements if account else (), round.platform_now())


def _nothing_shown(round: Round, sku: Sku) -> ShownQuantity:
    """Open the books of a SKU that this shop was never seen to show."""
    return ShownQuantity(shop=round.shop.name, sku=sku, figure=0)


async def note_shown(round: Round, shop_state: ShopState) -> set[Sku]:
    """Write down what the shop was seen to show; after a complete look, also what it shows no more.

    A figure that we wrote lately may still be read as it was before. Answers the SKUs of which
    fewer are shown than were, though no order that we know of tells why.
    """
    seen = {
        offer.sku: (offer.quantity, listing)
        for listing in shop_state.observed.by_code.values()
        for offer in listing.offers
        if offer.quantity is not None
    }
    at = shop_state.observed_at + round.context.platform_clock.skew
    known = await round.store.shown_stock.of(round.shop.name, None if shop_state.complete else seen)
    adopted = await unproven(round, shop_state, known)
    found = {}
    for sku, (quantity, listing) in seen.items():
        before = known.get(sku) or replace(_nothing_shown(round, sku), expected=adopted.get(sku))
        on_sale = quantity if _may_sell(listing, shop_state) else 0
        found[sku] = _observed(round, before, on_sale, at)
        if listing.status in {"live", None} and _falls_tell(round, before, at):
            found[sku] = fall_when_observed(found[sku], quantity, at)
    if changed := [shown for sku, shown in found.items() if shown != known.get(sku)]:
        await round.store.shown_stock.put(round.lease, changed)
    lag = timedelta(seconds=round.market.features.settle_s)
    gone = [sku for sku in known if sku not in seen and not _lately(known[sku], at, lag)]
    if gone and shop_state.complete:
        await round.store.shown_stock.forget(round.lease, gone)
    return {sku for sku, shown in found.items() if shown.fell > (known.get(sku) or NO_FALL).fell}


def _observed(round: Round, shown: ShownQuantity, seen: int, at: datetime) -> ShownQuantity:
    features = round.market.features
    lag, late = timedelta(seconds=features.settle_s), timedelta(seconds=features.orders_late_s)
    return shown_when_observed(shown, seen, at, lag, late)


def _falls_tell(round: Round, shown: ShownQuantity, at: datetime) -> bool:
    """Tell whether fewer units than before mean anything: not where people carry the figures."""
    features = round.market.features
    if features.delivery == "files":
        return False
    return not _lately(shown, at, timedelta(seconds=features.settle_s))


async def unproven(
    round: Round, shop_state: ShopState, known: Collection[Sku]
) -> Mapping[Sku, int]:
    """Say how many a listing should show that is taken over as it stands, by a count of one day.

    The books begin with it: nobody knows what was sold before, so less on sale is not raised. A
    person's count is proof, and one with a date where the orders since can all be read.
    """
    if shop_state.shop.existing != "adopt":
        return {}
    strange = shop_state.observed.by_code.keys() - shop_state.links.keys()
    wanted = {
        offer.sku: offer.quantity
        for code in strange & shop_state.desired.keys()
        for offer in shop_state.desired[code].offers
        if offer.quantity is not None and offer.sku not in known
    }
    readable = timedelta(days=round.market.features.order_window_days)
    since = round.platform_now() - readable
    accounts = await round.store.stock.summed(wanted) if wanted else {}
    proven = {
        sku
        for sku, account in accounts.items()
        if account.counted_at >= since
        and (account.source == "hand" or account.count.counted_on is not None)
    }
    return {sku: quantity for sku, quantity in wanted.items() if sku not in proven}


async def note_sold(round: Round, moved: Iterable[Movement]) -> None:
    """Note that the platform has moved its own figures for these orders."""
    moves = list(moved)
    figures = await round.store.shown_stock.of(round.shop.name, {move.sku for move in moves})
    for move in moves:
        if move.sku in figures:
            shown = shown_when_moved(figures[move.sku], move)
            figures[move.sku] = fall_when_moved(shown, move)
    if figures:
        await round.store.shown_stock.put(round.lease, figures.values())


async def note_written(
    round: Round, reservations: Reservations, outcomes: Sequence[Outcome]
) -> None:
    """Note what was taken over or surely not done; else the books stay as if both were true."""
    figures = [
        shown
        for outcome in outcomes
        for offer in _written_offers(outcome.change)
        if offer.sku in reservations and (shown := _after(round, reservations[offer.sku], outcome))
    ]
    figures += await _written_alone(round, reservations, outcomes)
    if figures:
        await round.store.shown_stock.put(round.lease, figures)


async def note_intended(round: Round, changes: Iterable[Change]) -> None:
    """Before a write: should its answer never come, what it lowers has not fallen."""
    wanted = {
        offer.sku: offer.quantity
        for change in changes
        for offer in _written_offers(change)
        if offer.quantity is not None
    }
    known = await round.store.shown_stock.of(round.shop.name, wanted) if wanted else {}
    lowered = [
        fall_when_written(shown, wanted[sku] or 0)
        for sku, shown in known.items()
        if shown.expected is not None and (wanted[sku] or 0) + shown.fell < shown.expected
    ]
    if lowered:
        await round.store.shown_stock.put(round.lease, lowered)


async def _written_alone(
    round: Round, reservations: Reservations, outcomes: Sequence[Outcome]
) -> list[ShownQuantity]:
    """Say what the shop shows now of goods that no other sells: nothing was reserved for it."""
    written = {
        offer.sku: offer.quantity
        for outcome in outcomes
        if outcome.status == "done"
        for offer in _written_offers(outcome.change)
        if offer.quantity is not None and offer.sku not in reservations
    }
    known = await round.store.shown_stock.of(round.shop.name, written) if written else {}
    now = round.platform_now()
    return [
        fall_when_written(
            replace(
                known.get(sku) or _nothing_shown(round, sku),
                figure=quantity,
                as_of=now,
                written_at=now,
            ),
            quantity,
        )
        for sku, quantity in written.items()
    ]


def _after(round: Round, made: Reservation, outcome: Outcome) -> ShownQuantity | None:
    if outcome.status in {"failed", "rejected"}:
        return made.before if outcome.change.kind == "restock" else None
    if outcome.status not in {"done", "sent"}:
        return None
    now = round.platform_now()
    late = timedelta(seconds=round.market.features.orders_late_s)
    shown = shown_when_written(made.shown, made.write.seen or 0, made.safe, made.way)
    shown = fall_when_written(shown, made.safe)
    if made.way == "delta":
        return replace(shown, written_at=now)
    until = now + late if shown.unseen else shown.unseen_until
    return replace(shown, unseen_until=until, as_of=now, written_at=now)


def _written_offers(change: Change) -> Sequence[Offer]:
    """Name the offers whose figures a change writes; a revise writes those of new variants."""
    if change.kind == "restock":
        return [offer for offer in change.after.offers if offer.sku == change.sku]
    if change.kind == "publish":
        return change.after.offers
    there = {offer.sku for offer in change.before.offers} if change.before else set()
    new = [offer for offer in change.after.offers if offer.sku not in there]
    return new if change.kind == "revise" else ()


def _with_figures(listing: Listing, reservations: Reservations) -> Listing:
    if not any(offer.sku in reservations for offer in listing.offers):
        return listing
    offers = tuple(
        replace(offer, quantity=reservations[offer.sku].safe)
        if offer.sku in reservations
        else offer
        for offer in listing.offers
    )
    return replace(listing, offers=offers)


def _may_sell(listing: Listing, shop_state: ShopState) -> bool:
    """Tell whether buyers see it, or may again: what is hidden and wanted will be restored."""
    return listing.status != "hidden" or listing.code in shop_state.desired


def _lately(shown: ShownQuantity, at: datetime, lag: timedelta) -> bool:
    return shown.written_at is not None and at - shown.written_at <= lag
