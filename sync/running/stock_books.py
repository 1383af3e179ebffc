"""Writes down in the books what this shop shows: as it was seen, sold, and is about to be written.

Times here are the platform's, for sales are dated by it.
"""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sync.inventory import (
    fall_when_moved,
    fall_when_observed,
    fall_when_written,
    parts_of,
    shown_when_moved,
    shown_when_observed,
)
from sync.inventory.allocation import only_shown
from sync.model import Change, Listing, Movement, Offer, ShopName, ShownQuantity, Sku
from sync.planning import ShopState
from sync.running.context import Round

NO_FALL = ShownQuantity(shop=ShopName(""), sku=Sku(""), figure=0)


async def note_shown(round: Round, shop_state: ShopState) -> set[Sku]:
    """Write down what the shop was seen to show; after a complete look, also what it shows no more.

    A figure that we wrote lately may still be read as it was before, and one that moved since the
    look began was perhaps seen as it was before that. Answers the SKUs of which fewer are shown
    than were, though no order that we know of tells why.
    """
    moved = round.moved_since(shop_state.observed_at)
    seen = _seen(shop_state, moved)
    at = shop_state.observed_at + round.context.platform_clock.skew
    figures, known = await _books(round, seen, complete=shop_state.complete)
    adopted = await unproven(round, shop_state, figures, known)
    found = {}
    for sku, (quantity, listing) in seen.items():
        if sku not in known and sku in figures:  # nothing is to be told of it
            continue
        if is_only_shown(round):  # whatever an older book says was sold or may be sold here
            found[sku] = nothing_shown(round, sku)
            continue
        before = known.get(sku) or replace(nothing_shown(round, sku), expected=adopted.get(sku))
        on_sale = quantity if _may_sell(listing, shop_state) else 0
        found[sku] = _observed(round, before, on_sale, at)
        if listing.status in {"live", None} and _falls_tell(round, before, at):
            found[sku] = fall_when_observed(found[sku], quantity, at)
    if changed := [shown for sku, shown in found.items() if shown != known.get(sku)]:
        await round.store.shown_stock.put(round.lease, changed)
    lag = timedelta(seconds=round.market.features.settle_s)
    unseen = known.keys() - seen.keys() - moved
    gone = [sku for sku in unseen if not _lately(known[sku], at, lag)]
    if gone and shop_state.complete:
        await round.store.shown_stock.forget(round.lease, gone)
    return {sku for sku, shown in found.items() if shown.fell > (known.get(sku) or NO_FALL).fell}


def _seen(shop_state: ShopState, moved: Collection[Sku]) -> dict[Sku, tuple[int, Listing]]:
    """Say how many of each SKU are shown, and where; what two listings show is added up."""
    seen: dict[Sku, tuple[int, Listing]] = {}
    twice = False
    for sku, quantity, listing in _rows(shop_state, moved):
        twice |= sku in seen
        seen[sku] = quantity, listing
    if twice:
        on_sale = [row for row in _rows(shop_state, moved) if _may_sell(row[2], shop_state)]
        seen |= {sku: (0, listing) for sku, _, listing in on_sale}
        for sku, quantity, listing in on_sale:
            seen[sku] = (seen[sku][0] + quantity, listing)
    return seen


def _rows(shop_state: ShopState, moved: Collection[Sku]) -> Iterator[tuple[Sku, int, Listing]]:
    for listing in shop_state.observed.by_code.values():
        for offer in listing.offers:
            if offer.quantity is not None and offer.sku not in moved:
                yield offer.sku, offer.quantity, listing


async def _books(
    round: Round, seen: Mapping[Sku, tuple[int, Listing]], *, complete: bool
) -> tuple[Mapping[Sku, int], Mapping[Sku, ShownQuantity]]:
    """Recall what is to be weighed against what was seen; first the figures that are as they were.

    Where a look was complete, that is all but those: what it did not show, too.
    """
    books, shop = round.store.shown_stock, round.shop.name
    if not complete:
        return {}, await books.of(shop, seen)
    figures, known = await books.at_rest(shop)
    moved = [sku for sku, figure in figures.items() if not _is_as_it_was(figure, seen.get(sku))]
    return figures, known | await books.of(shop, moved) if moved else known


def _is_as_it_was(figure: int, seen: tuple[int, Listing] | None) -> bool:
    return seen is not None and seen[0] == figure and seen[1].status != "hidden"


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
    round: Round, shop_state: ShopState, *known: Container[Sku]
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
        if offer.quantity is not None and not any(offer.sku in each for each in known)
    }
    readable = timedelta(days=round.market.features.order_window_days)
    since = round.platform_now() - readable
    parts = {sku: parts_of(sku, round.bundles) for sku in wanted}
    skus = {part for of_one in parts.values() for part in of_one}
    accounts = await round.store.stock.summed(skus) if skus else {}
    proven = {
        sku
        for sku, account in accounts.items()
        if account.counted_at >= since
        and (account.source == "hand" or account.count.counted_on is not None)
    }
    return {sku: quantity for sku, quantity in wanted.items() if not parts[sku].keys() <= proven}


async def shown_once_moved(round: Round, moved: Iterable[Movement]) -> list[ShownQuantity]:
    """Say what the shop shows now that the platform has moved its own figures for these orders."""
    moves = list(moved)
    figures = await round.store.shown_stock.of(round.shop.name, {move.sku for move in moves})
    for move in moves:
        if move.sku in figures:
            shown = shown_when_moved(figures[move.sku], move)
            figures[move.sku] = fall_when_moved(shown, move)
    return list(figures.values())


async def note_intended(round: Round, changes: Iterable[Change]) -> None:
    """Before a write: should its answer never come, what it lowers has not fallen."""
    wanted = {
        offer.sku: offer.quantity
        for change in changes
        for offer in written_offers(change)
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


def is_only_shown(round: Round) -> bool:
    """Tell whether nothing can be bought here: then no unit is at risk, now nor once it is gone."""
    return bool(only_shown([round.shop]))


def nothing_shown(round: Round, sku: Sku) -> ShownQuantity:
    """Open the books of a SKU that this shop was never seen to show."""
    return ShownQuantity(shop=round.shop.name, sku=sku, figure=0)


def written_offers(change: Change) -> Sequence[Offer]:
    """Name the offers whose figures a change writes; a revise writes those of new variants."""
    if change.kind == "restock":
        return [offer for offer in change.after.offers if offer.sku == change.sku]
    if change.kind == "publish":
        return change.after.offers
    there = {offer.sku for offer in change.before.offers} if change.before else set()
    new = [offer for offer in change.after.offers if offer.sku not in there]
    return new if change.kind == "revise" else ()


def _may_sell(listing: Listing, shop_state: ShopState) -> bool:
    """Tell whether buyers see it, or may again: what is hidden and wanted will be restored."""
    return listing.status != "hidden" or listing.code in shop_state.desired


def _lately(shown: ShownQuantity, at: datetime, lag: timedelta) -> bool:
    return shown.written_at is not None and at - shown.written_at <= lag
