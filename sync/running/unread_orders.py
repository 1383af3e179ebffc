"""Says of which SKUs the orders may be that could not be read: those alone are not raised."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TypeVar

from sync.inventory import related
from sync.marketplace import MarketplaceError, OrdersUnread, UnreadLine, UnreadOrder
from sync.model import Code, Problem, Sku, Value
from sync.running.context import Round
from sync.running.renames import renamed_since

MOST_NAMED = 5  # orders, and SKUs, in one sentence
Figure = TypeVar("Figure")


@dataclass(frozen=True, slots=True)
class UnreadGoods:
    """Why orders were not read, and of which SKUs they may be; None: of any."""

    problem: Problem
    skus: frozenset[Sku] | None = None

    def split(self, figures: Mapping[Sku, Figure]) -> tuple[dict[Sku, Figure], dict[Sku, Figure]]:
        """Part these figures: of what nothing was missed, and of what it may have been."""
        missed = figures.keys() if self.skus is None else self.skus
        return (
            {sku: figure for sku, figure in figures.items() if sku not in missed},
            {sku: figure for sku, figure in figures.items() if sku in missed},
        )


async def unread_of(round: Round, why: MarketplaceError) -> UnreadGoods:
    """Bound what was not read to the goods that its orders name, as far as all of them do."""
    orders = why.orders if isinstance(why, OrdersUnread) else ()
    lines = [line for order in orders for line in order.lines]
    skus = None
    if orders and all(order.lines for order in orders):
        skus = await _named(round, lines)
    if skus is None:
        values: dict[str, Value] = {"shop": round.shop.name, **_references(orders)}
        return UnreadGoods(Problem(code="orders_unread", severity="hold", values=values))
    values = {"shop": round.shop.name, "skus": tuple(sorted(skus)[:MOST_NAMED])}
    values |= {"count": len(skus), **_references(orders)}
    problem = Problem(code="orders_unread_in_part", severity="hold", values=values)
    return UnreadGoods(problem, frozenset(related(skus, round.bundles)))


def _references(orders: Collection[UnreadOrder]) -> dict[str, Value]:
    told = sorted({order.reference for order in orders if order.reference})
    return {"references": tuple(told[:MOST_NAMED])} if told else {}


async def _named(round: Round, lines: Collection[UnreadLine]) -> set[Sku] | None:
    """Name the SKUs that lines are of; None where one line may be of anything.

    A SKU that we do not know may be one of ours, garbled: then its listing says which.
    """
    known = await _known(round, {line.sku for line in lines if line.sku})
    unknown = {line.remote_id for line in lines if line.sku not in known}
    if None in unknown:
        return None
    listed = await _listed(round, {each for each in unknown if each})
    if not unknown <= listed.keys():
        return None
    named = {known[line.sku] for line in lines if line.sku in known}
    return named.union(*listed.values())


async def _known(round: Round, skus: Collection[Sku]) -> dict[Sku | None, Sku]:
    """Say which of these are ours, and what they are called by now."""
    renamed = await renamed_since(round)
    ours = round.whole_catalog.skus | await round.store.stock.counted_skus(skus)
    today = {sku: renamed.get(sku, sku) for sku in skus}
    return {sku: name for sku, name in today.items() if name in ours}


async def _listed(round: Round, remote_ids: Collection[str]) -> dict[str | None, set[Sku]]:
    """Name the SKUs of these listings, ours or seen there, as far as any are known."""
    shop, store = round.shop.name, round.store
    seen = await store.observations.named(shop, remote_ids)
    found: dict[str | None, set[Sku]] = {
        remote_id: {offer.sku for offer in listing.offers} for remote_id, listing in seen.items()
    }
    linked = await store.links.known_as(shop, remote_ids)
    for code, link in (await store.links.of(shop, linked.keys())).items():
        applied = {offer.sku for offer in link.applied.offers} if link.applied else set[Sku]()
        found.setdefault(link.remote_id, set()).update(applied, _written(round, code))
    return {remote_id: skus for remote_id, skus in found.items() if skus}


def _written(round: Round, code: Code) -> set[Sku]:
    product = next((each for each in round.whole_catalog.products if each.code == code), None)
    return {variant.sku for variant in product.variants} if product else set()
