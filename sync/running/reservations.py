"""Keeps any unit from being offered twice: a figure is claimed in our books before it is written.

Times here are the platform's, for sales are dated by it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sync.inventory import shown_when_moved, shown_when_observed, shown_when_written
from sync.model import (
    Change,
    Code,
    Listing,
    Movement,
    Offer,
    Outcome,
    Problem,
    ShownQuantity,
    Sku,
    Value,
)
from sync.planning import ShopState
from sync.running.claims import (
    Claims,
    Reservation,
    is_shared,
    judged,
    nothing_shown,
    stock_writes_of,
)
from sync.running.context import Round
from sync.store import StockBooks


async def note_shown(visit: Round, situation: ShopState) -> None:
    """Write down what the shop was seen to show; after a complete look, also what it shows no more.

    A figure that we wrote lately may still be read as it was before.
    """
    features = visit.market.features
    lag, late = timedelta(seconds=features.settle_s), timedelta(seconds=features.orders_late_s)
    seen = {
        offer.sku: offer.quantity if _may_sell(listing, situation) else 0
        for listing in situation.observed.by_code.values()
        for offer in listing.offers
        if offer.quantity is not None
    }
    at = situation.observed_at + visit.skew()
    known = await visit.store.showcase.of(visit.shop.name, None if situation.complete else seen)
    found = {
        sku: shown_when_observed(
            known.get(sku) or nothing_shown(visit, sku), quantity, at, lag, late
        )
        for sku, quantity in seen.items()
    }
    if news := [shown for sku, shown in found.items() if shown != known.get(sku)]:
        await visit.store.showcase.put(visit.lease, news)
    gone = [sku for sku in known if sku not in seen and not _lately(known[sku], at, lag)]
    if gone and situation.complete:
        await visit.store.showcase.forget(visit.lease, gone)


async def follow_sales(visit: Round, news: Iterable[Movement]) -> None:
    """Note that the platform has moved its own figures for these orders."""
    moves = list(news)
    figures = await visit.store.showcase.of(visit.shop.name, {move.sku for move in moves})
    for move in moves:
        if move.sku in figures:
            figures[move.sku] = shown_when_moved(figures[move.sku], move)
    if figures:
        await visit.store.showcase.put(visit.lease, figures.values())


async def safe_quantities(visit: Round, situation: ShopState) -> tuple[ShopState, list[Problem]]:
    """Bring what is wanted down to what can be shown without offering a unit twice.

    Answers also which SKUs wait for that.
    """
    elsewhere = await visit.store.showcase.skus()  # what no shop shows yet waits for nothing
    wishes = [
        wish
        for code, listing in situation.desired.items()
        for wish in stock_writes_of(code, listing.offers, situation.observed.by_code.get(code))
        if wish.sku in elsewhere and is_shared(visit, code)
    ]
    if not wishes:
        return situation, []
    books = await visit.store.showcase.books([wish.sku for wish in wishes])
    claims = judged(visit, wishes, books)
    desired = {code: _with_figures(listing, claims) for code, listing in situation.desired.items()}
    waits = [problem for c, x in situation.desired.items() for problem in _waits(c, x, claims)]
    return replace(situation, desired=desired), waits


async def reserve(visit: Round, changes: Sequence[Change]) -> Claims:
    """Put aside for this shop what these changes will show, as far as that is safe now."""
    wishes = {
        wish.sku: wish
        for change in changes
        for wish in stock_writes_of(change.code, _written_offers(change), change.before)
        if is_shared(visit, change.code)
    }
    claims: dict[Sku, Reservation] = {}

    def decide(books: StockBooks) -> list[ShownQuantity]:
        claims.update(judged(visit, list(wishes.values()), books))
        return [each.shown for each in claims.values() if each.safe != each.wish.seen]

    if wishes:
        await visit.store.showcase.claim(visit.lease, wishes, decide)
    return claims


def granted(change: Change, claims: Claims) -> Change | None:
    """Give the change with the figures that were granted; None: a restock that must wait."""
    asked = claims.get(change.sku) if change.sku and change.kind == "restock" else None
    if asked and not asked.granted and asked.safe == asked.wish.seen:
        return None
    return replace(change, after=_with_figures(change.after, claims))


def not_granted(change: Change, claims: Claims) -> Problem | None:
    """Say what of this change waits; None: nothing."""
    skus = (offer.sku for offer in _written_offers(change))
    refused = (claims[sku] for sku in skus if sku in claims and not claims[sku].granted)
    return next((waiting(change.code, each) for each in refused), None)


async def note_written(visit: Round, claims: Claims, outcomes: Sequence[Outcome]) -> None:
    """Note what was taken over or surely not done; else the books stay as if both were true."""
    figures = [
        shown
        for outcome in outcomes
        for offer in _written_offers(outcome.change)
        if offer.sku in claims and (shown := _after(visit, claims[offer.sku], outcome))
    ]
    if figures:
        await visit.store.showcase.put(visit.lease, figures)


def _after(visit: Round, made: Reservation, outcome: Outcome) -> ShownQuantity | None:
    if outcome.status in {"failed", "rejected"}:
        return made.before if outcome.change.kind == "restock" else None
    if outcome.status not in {"done", "sent"}:
        return None
    now = visit.clock.now() + visit.skew()
    late = timedelta(seconds=visit.market.features.orders_late_s)
    shown = shown_when_written(made.shown, made.wish.seen or 0, made.safe, made.way)
    if made.way == "delta":
        return replace(shown, written_at=now)
    until = now + late if shown.unseen else shown.unseen_until
    return replace(shown, unseen_until=until, as_of=now, written_at=now)


def waiting(code: Code, refused: Reservation) -> Problem:
    """Say that a figure waits."""
    values: dict[str, Value] = {
        "sku": refused.wish.sku,
        "wanted": refused.wish.quantity,
        "shown": refused.safe,
    }
    return Problem(code="stock_waits", severity="note", values=values, about=code)


def _written_offers(change: Change) -> Sequence[Offer]:
    """Name the offers whose figures a change writes; a revise writes those of new variants."""
    if change.kind == "restock":
        return [offer for offer in change.after.offers if offer.sku == change.sku]
    if change.kind == "publish":
        return change.after.offers
    there = {offer.sku for offer in change.before.offers} if change.before else set()
    new = [offer for offer in change.after.offers if offer.sku not in there]
    return new if change.kind == "revise" else ()


def _with_figures(listing: Listing, claims: Claims) -> Listing:
    if not any(offer.sku in claims for offer in listing.offers):
        return listing
    offers = tuple(
        replace(offer, quantity=claims[offer.sku].safe) if offer.sku in claims else offer
        for offer in listing.offers
    )
    return replace(listing, offers=offers)


def _waits(code: Code, listing: Listing, claims: Claims) -> Iterator[Problem]:
    for offer in listing.offers:
        if offer.sku in claims and not claims[offer.sku].granted:
            yield waiting(code, claims[offer.sku])


def _may_sell(listing: Listing, situation: ShopState) -> bool:
    """Tell whether buyers see it, or may again: what is hidden and wanted will be restored."""
    return listing.status != "hidden" or listing.code in situation.desired


def _lately(shown: ShownQuantity, at: datetime, lag: timedelta) -> bool:
    return shown.written_at is not None and at - shown.written_at <= lag
