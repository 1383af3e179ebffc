"""Keeps any unit from being offered twice: a figure is reserved before it is written.

    wanted of a SKU ──► StockWrite ──► judged against all that shops may show ──► Reservation
                                                                                     │
                                   written ◄── all of it is safe ◄──┴──► less is: the rest waits

Judged once while planning (so that a plan shows what would be written), and once more, with nobody
in between, right before the write. Times here are the platform's, for sales are dated by it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import timedelta

from sync.inventory import (
    ShopExposure,
    at_risk,
    available,
    fall_when_written,
    free_for,
    parts_of,
    safe_quantity,
    shown_when_reserved,
    shown_when_written,
    without_reported_sales,
    writing_of,
)
from sync.inventory.allocation import offered_once, only_shown
from sync.model import (
    Change,
    Code,
    Listing,
    Offer,
    Outcome,
    Problem,
    Product,
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
from sync.running.sharing import with_related
from sync.running.stock_books import is_only_shown, nothing_shown, written_offers
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


async def safe_quantities(round: Round, shop_state: ShopState) -> tuple[ShopState, list[Problem]]:
    """Want no figure that is not safe yet, so that nothing is planned in vain; say what waits."""
    shop_state = _none_of_banned(round, shop_state)
    writes = [
        write
        for code, listing in shop_state.desired.items()
        for write in stock_writes(code, listing.offers, shop_state.observed.by_code.get(code))
        if is_shared(round, code)
    ]
    near = _related(round, writes)
    elsewhere = await round.store.shown_stock.shown(_skus(near))
    writes = [write for write in writes if not near[write.sku].isdisjoint(elsewhere)]
    if not writes:
        return shop_state, []
    books = await round.store.shown_stock.books(_skus(_related(round, writes)))
    found = judged(round, writes, books)
    desired = {code: _with_figures(listing, found) for code, listing in shop_state.desired.items()}
    waits = [each.problem() for each in found.values() if not each.granted]
    return replace(shop_state, desired=desired), waits


def _none_of_banned(round: Round, shop_state: ShopState) -> ShopState:
    """Want nothing on a banned listing whose units others may sell; alone, it keeps its figure.

    Until zero is written there, and where its platform takes no zero, its units stay its own: once
    the ban ends it shows what it showed before.
    """
    banned = [
        code
        for code, listing in shop_state.observed.by_code.items()
        if listing.status == "banned" and code in shop_state.desired and is_shared(round, code)
    ]
    if not banned:
        return shop_state
    desired = dict(shop_state.desired)
    for code in banned:
        offers = desired[code].offers
        none = (o if o.quantity is None else replace(o, quantity=0) for o in offers)
        desired[code] = replace(desired[code], offers=tuple(none))
    return replace(shop_state, desired=desired)


async def reserve(round: Round, changes: Sequence[Change]) -> Reservations:
    """Put aside for this shop what these changes will show, as far as that is safe now.

    Read, judged and written down in one transaction of which there is one at a time over all
    shops: two rounds that want the last unit can never both be told that it is free.
    """
    writes = {
        write.sku: write
        for change in changes
        for write in stock_writes(change.code, written_offers(change), change.before)
        if is_shared(round, change.code)
    }
    found: dict[Sku, Reservation] = {}

    def decide(books: StockBooks) -> list[ShownQuantity]:
        found.update(judged(round, list(writes.values()), books))
        return [each.shown for each in found.values() if each.safe != each.write.seen]

    if writes:
        skus = _skus(_related(round, writes.values()))
        await round.store.shown_stock.claim(round.lease, skus, decide)
    return found


def granted(change: Change, reservations: Reservations) -> Change | None:
    """Give the change with the figures that were granted; None: a restock that must wait."""
    own = reservations.get(change.sku) if change.sku and change.kind == "restock" else None
    if own and not own.granted and own.safe == own.write.seen:
        return None
    return replace(change, after=_with_figures(change.after, reservations))


def not_granted(change: Change, reservations: Reservations) -> Problem | None:
    """Say what of this change waits; None: nothing."""
    skus = (offer.sku for offer in written_offers(change))
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
    """Tell whether several listings may show the same units, each its own: then it is reserved.

    That is so in several shops, one that sells it no more included: it may still show it. It is so
    in one shop, too, where a bundle takes the units that another listing shows. Where nothing can
    be bought nothing is at risk.
    """
    product, shops = round.products.get(code), _shops(round)
    showing = only_shown(shops)
    if round.shop.name in showing:
        return False
    shops = [shop for shop in shops if shop.name not in showing]
    if product is None or (len(shops) < 2 and not _is_bundled(round, product)):
        return False
    return offered_once([shop for shop in shops if sells(shop, product)])


def judged(round: Round, writes: Sequence[StockWrite], books: StockBooks) -> dict[Sku, Reservation]:
    """Judge writes against the books; one of what nobody counted is not judged.

    One after the other: of two that want the same units, in a bundle and alone, the first has them.
    """
    left, near = available(_products(round, writes), books.accounts), _related(round, writes)
    showing = only_shown(_shops(round))
    figures = {
        sku: {
            name: without_reported_sales(row, books.orders_until.get(name))
            for name, row in of_shops.items()
            if name not in showing
        }
        for sku, of_shops in books.shown.items()
    }
    found: dict[Sku, Reservation] = {}
    for write in writes:
        others = {sku: at_risk(_others(round, write, sku, figures[sku])) for sku in near[write.sku]}
        free = free_for(write.sku, left, others, round.bundles)
        if free is None:
            continue
        mine = figures[write.sku].get(round.shop.name) or nothing_shown(round, write.sku)
        made = _reservation(round, write, mine, free, books.accounts)
        found[write.sku] = made
        if made.safe != write.seen:
            figures[write.sku][round.shop.name] = made.shown
    return found


def _others(
    round: Round, write: StockWrite, sku: Sku, rows: Mapping[ShopName, ShownQuantity]
) -> Iterator[ShownQuantity]:
    """List what all listings but the one that is written may show."""
    own = (write.sku, round.shop.name)
    return (row for name, row in rows.items() if (sku, name) != own)


def _reservation(
    round: Round,
    write: StockWrite,
    mine: ShownQuantity,
    free: int,
    accounts: Mapping[Sku, StockAccount],
) -> Reservation:
    """Find the figure that is safe.

    Of what there is, all other figures are taken off (`free`; a shop that is configured no more
    may still be open), and of our own what went over sales that nobody told of yet (`unseen`).
    Less stands here than we wrote (`maybe_sold`)? With a compare-and-set the write itself will
    tell; until then those units may have been sold.
    """
    parts = parts_of(write.sku, round.bundles)
    way, seen = _way(round, [accounts[part] for part in parts if part in accounts]), write.seen or 0
    maybe_sold = 0 if write.seen is None or way != "compare" else max(mine.figure - seen, 0)
    exposure = ShopExposure(
        seen=seen,
        most=mine.figure,
        elsewhere=max(mine.unseen, mine.fell) + maybe_sold,
        available=free,
    )
    figure = safe_quantity(write.quantity, exposure, way)
    if figure == seen > write.quantity and round.market.features.delivery == "files":
        figure = 0  # it will never be quiet there; what was sold is told, then it goes up again
    return Reservation(write, figure, way, mine, shown_when_reserved(mine, seen, figure, way))


def _shops(round: Round) -> Sequence[Shop]:
    others = (shop for shop in round.catalog.shops if shop.name != round.shop.name)
    return [round.shop, *others]


def _related(round: Round, writes: Iterable[StockWrite]) -> Mapping[Sku, Set[Sku]]:
    """Say of each write which SKUs it shares units with."""
    return {write.sku: round.together.get(write.sku, {write.sku}) for write in writes}


def _skus(near: Mapping[Sku, Collection[Sku]]) -> set[Sku]:
    return {sku for skus in near.values() for sku in skus}


def _is_bundled(round: Round, product: Product) -> bool:
    return any(variant.sku in round.together for variant in product.variants)


def _products(round: Round, writes: Sequence[StockWrite]) -> Sequence[Product]:
    """Find the products that are written, and those that share units with them."""
    codes = dict.fromkeys(write.code for write in writes)
    return with_related(
        [round.products[code] for code in codes], round.whole_catalog, round.bundles
    )


def _way(round: Round, accounts: Iterable[StockAccount]) -> Writing:
    """Say how writing works now; where a person carries files, quiet proves nothing."""
    writing = round.market.features.writing
    if round.market.features.delivery == "files":
        return writing
    moved = (movement for account in accounts for movement in account.movements)
    return writing_of(writing, moved, round.platform_now())


async def note_written(
    round: Round, reservations: Reservations, outcomes: Sequence[Outcome]
) -> None:
    """Note what was taken over or surely not done; else the books stay as if both were true."""
    figures = [
        shown
        for outcome in outcomes
        for offer in written_offers(outcome.change)
        if offer.sku in reservations and (shown := _after(round, reservations[offer.sku], outcome))
    ]
    figures += await _written_alone(round, reservations, outcomes)
    if figures:
        await round.store.shown_stock.put(round.lease, figures)


async def _written_alone(
    round: Round, reservations: Reservations, outcomes: Sequence[Outcome]
) -> list[ShownQuantity]:
    """Say what the shop shows now of goods that no other sells: nothing was reserved for it.

    What comes into a listing with none says nothing: its units may stand in the one that it left.
    """
    written = {
        offer.sku: offer.quantity
        for outcome in outcomes
        if outcome.status == "done"
        for offer in written_offers(outcome.change)
        if offer.quantity is not None and offer.sku not in reservations
        if offer.quantity or outcome.change.kind == "restock"
    }
    if is_only_shown(round):
        written = dict.fromkeys(written, 0)
    known = await round.store.shown_stock.of(round.shop.name, written) if written else {}
    now = round.platform_now()
    return [
        fall_when_written(
            replace(
                known.get(sku) or nothing_shown(round, sku),
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


def _with_figures(listing: Listing, reservations: Reservations) -> Listing:
    """Give the figures that are safe; a SKU may stand in two listings, and its figure is of one."""
    safe = {
        offer.sku: made.safe
        for offer in listing.offers
        if (made := reservations.get(offer.sku)) and made.write.code == listing.code
    }
    if not safe:
        return listing
    offers = (replace(o, quantity=safe.get(o.sku, o.quantity)) for o in listing.offers)
    return replace(listing, offers=tuple(offers))
