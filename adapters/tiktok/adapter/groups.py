"""Makes changes of single offers, those of one product together in one call."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from adapters.tiktok.adapter.booth import Booth, product_of, wanted
from adapters.tiktok.features import SKUS
from adapters.tiktok.mapping.skus import by_sku
from sync.marketplace import Lost, MarketplaceError, Rejected, outcome_of
from sync.marketplace.json_values import chunks, text
from sync.model import Change, Offer, Outcome, Problem

Verdict = MarketplaceError | None  # None: it was set
Group = Sequence[Change]
Make = Callable[[str, Group], Awaitable[Sequence[Verdict]]]


async def in_groups(changes: Sequence[Change], make: Make) -> list[Outcome]:
    """Make the changes product by product; one outcome each, in their order.

    `make` answers one verdict for each change of its group, or raises for all of them. A refusal
    or a lost answer concerns its own group; every other error would meet the next one too.
    """
    outcomes: dict[int, Outcome] = {}
    closed: MarketplaceError | None = None
    for product_id, places in _by_product(changes).items():
        for some in chunks(places, SKUS):
            group = [changes[place] for place in some]
            verdicts: Sequence[Verdict] = [closed] * len(group)
            if closed is None:
                try:
                    verdicts = await make(product_id, group)
                except MarketplaceError as error:
                    verdicts = [error] * len(group)
                    closed = None if isinstance(error, Rejected | Lost) else error
            for place, verdict in zip(some, verdicts, strict=True):
                outcomes[place] = judged(changes[place], product_id, verdict)
    return [outcomes[place] for place in range(len(changes))]


def judged(change: Change, product_id: str, verdict: Verdict) -> Outcome:
    """Turn a verdict into the outcome of its change."""
    if verdict is None:
        return Outcome(change=change, status="done", remote_id=product_id)
    return outcome_of(change, verdict, product_id)


def _by_product(changes: Sequence[Change]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, change in enumerate(changes):
        places.setdefault(product_of(change), []).append(place)
    return places


async def current(booth: Booth, product_id: str, group: Group) -> list[Offer]:
    """Give the wanted offers their SKU ids as last read, or read them now: they may change."""
    offers = [wanted(change) for change in group]
    if all(offer.remote_id for offer in offers):
        return offers
    standing = by_sku(await booth.product(product_id))
    if any(offer.sku not in standing for offer in offers):
        raise Lost(Problem(code="variants_moved"))
    return [with_id(offer, text(standing[offer.sku].get("id"))) for offer in offers]


def with_id(offer: Offer, sku_id: str) -> Offer:
    """Name the SKU that an offer is there."""
    return Offer(sku=offer.sku, remote_id=sku_id, price=offer.price, quantity=offer.quantity)
