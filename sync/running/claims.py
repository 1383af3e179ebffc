"""Judges which figures may be written: the wish of one shop, held against all that shops show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sync.model import Listing, Offer, Product, Shop, Shown, Sku, Writing
from sync.planning import offered_once, sells
from sync.running.shelf import accounts
from sync.running.visit import Visit
from sync.stock import Standing, at_risk, available, claimed, safe, told, way_of
from sync.store import Books


@dataclass(frozen=True, slots=True)
class Wish:
    """What one SKU's figure shall become, and what it was seen to be; None: it is not there."""

    sku: Sku
    quantity: int
    seen: int | None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a wish comes to: the figure that is safe now, and the books before and with it."""

    wish: Wish
    safe: int
    way: Writing
    before: Shown
    shown: Shown

    @property
    def granted(self) -> bool:
        """Whether the figure may be written as it was wished."""
        return self.safe == self.wish.quantity


Claims = Mapping[Sku, Claim]


def judged(visit: Visit, wishes: Sequence[Wish], books: Books) -> dict[Sku, Claim]:
    """Judge the wishes of SKUs that several shops sell, each shop its own part."""
    sold = {wish.sku for wish in wishes}
    products = [p for p in visit.catalog.products if any(v.sku in sold for v in p.variants)]
    left = available(products, accounts(books.shelves))
    sellers = _sellers(visit, products)
    return {
        wish.sku: _claim(visit, wish, books, (sellers[wish.sku], left[wish.sku] or 0))
        for wish in wishes
        if wish.sku in sellers and left[wish.sku] is not None
    }


def _sellers(visit: Visit, products: Iterable[Product]) -> dict[Sku, list[Shop]]:
    """Name the shops that share a SKU so that each unit is offered once, where there are some."""
    shops = {each.name: each for each in visit.catalog.shops} | {visit.shop.name: visit.shop}
    found: dict[Sku, list[Shop]] = {}
    for product in products:
        selling = [shop for shop in shops.values() if sells(shop, product)]
        if len(selling) > 1 and offered_once(selling):
            found |= {variant.sku: selling for variant in product.variants}
    return found


def _claim(visit: Visit, wish: Wish, books: Books, shared: tuple[Sequence[Shop], int]) -> Claim:
    sellers, left = shared
    rows = books.shown.get(wish.sku, {})
    names = {shop.name for shop in sellers}
    figures = {
        name: told(row, books.orders_until.get(name)) for name, row in rows.items() if name in names
    }
    mine = figures.pop(visit.shop.name, None) or nothing_shown(visit, wish.sku)
    shelf = books.shelves.get(wish.sku)
    now = visit.clock.now() + visit.skew()
    way = way_of(visit.market.features.writing, shelf.movements if shelf else (), now)
    seen = wish.seen or 0
    doubt = 0 if wish.seen is None or way != "compare" else max(mine.figure - seen, 0)
    standing = Standing(
        seen=seen,
        most=mine.figure,
        elsewhere=at_risk(figures.values()) + mine.unseen + doubt,
        available=left,
    )
    figure = safe(wish.quantity, standing, way)
    return Claim(wish, figure, way, mine, claimed(mine, seen, figure, way))


def wishes_of(offers: Iterable[Offer], there: Listing | None) -> Iterator[Wish]:
    """Find the figures that shall become others."""
    seen = {offer.sku: offer.quantity for offer in there.offers} if there else {}
    for offer in offers:
        was = seen.get(offer.sku)
        if offer.quantity is not None and offer.quantity != (was or 0):
            yield Wish(offer.sku, offer.quantity, was)


def nothing_shown(visit: Visit, sku: Sku) -> Shown:
    """Open the books of a SKU that this shop was never seen to show."""
    return Shown(shop=visit.shop.name, sku=sku, figure=0)
