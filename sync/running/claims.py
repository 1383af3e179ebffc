"""Judges which figures may be written: the wish of one shop, held against all that shops show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sync.inventory import (
    ShopExposure,
    at_risk,
    available,
    safe_quantity,
    shown_when_reserved,
    without_reported_sales,
    writing_of,
)
from sync.inventory.allocation import offered_once
from sync.model import Code, Listing, Offer, Shop, ShownQuantity, Sku, Writing
from sync.model.assortment import sells
from sync.running.context import Round
from sync.running.ledger import accounts
from sync.store import StockBooks, StoredAccount


@dataclass(frozen=True, slots=True)
class StockWrite:
    """What one SKU's figure shall become, and what it was seen to be; None: it is not there."""

    code: Code
    sku: Sku
    quantity: int
    seen: int | None


@dataclass(frozen=True, slots=True)
class Reservation:
    """What a wish comes to: the figure that is safe now, and the books before and with it."""

    wish: StockWrite
    safe: int
    way: Writing
    before: ShownQuantity
    shown: ShownQuantity

    @property
    def granted(self) -> bool:
        """Whether the figure may be written as it was wished."""
        return self.safe == self.wish.quantity


Claims = Mapping[Sku, Reservation]


def judged(visit: Round, wishes: Sequence[StockWrite], books: StockBooks) -> dict[Sku, Reservation]:
    """Judge wishes; one of what nobody counted is not judged."""
    codes = dict.fromkeys(wish.code for wish in wishes)
    left = available([visit.products[code] for code in codes], accounts(books.shelves))
    return {
        wish.sku: _claim(visit, wish, books, there)
        for wish in wishes
        if (there := left.get(wish.sku)) is not None
    }


def is_shared(visit: Round, code: Code) -> bool:
    """Tell whether several shops may show a product, each its own part: then a figure is claimed.

    One that sells it no more counts, too: it may still show it.
    """
    product, shops = visit.products.get(code), _shops(visit)
    if product is None or len(shops) < 2:
        return False
    return offered_once([shop for shop in shops if sells(shop, product)])


def _shops(visit: Round) -> Sequence[Shop]:
    others = (shop for shop in visit.catalog.shops if shop.name != visit.shop.name)
    return [visit.shop, *others]


def _claim(visit: Round, wish: StockWrite, books: StockBooks, left: int) -> Reservation:
    names = {shop.name for shop in _shops(visit)}  # those that sell it no more may still show it
    figures = {
        name: without_reported_sales(row, books.orders_until.get(name))
        for name, row in books.shown.get(wish.sku, {}).items()
        if name in names
    }
    mine = figures.pop(visit.shop.name, None) or nothing_shown(visit, wish.sku)
    way = _way(visit, books.shelves.get(wish.sku))
    seen = wish.seen or 0
    doubt = 0 if wish.seen is None or way != "compare" else max(mine.figure - seen, 0)
    standing = ShopExposure(
        seen=seen,
        most=mine.figure,
        elsewhere=at_risk(figures.values()) + mine.unseen + doubt,
        available=left,
    )
    figure = safe_quantity(wish.quantity, standing, way)
    if figure == seen > wish.quantity and visit.market.features.delivery == "files":
        figure = 0  # it will never be quiet there; what was sold is told, then it goes up again
    return Reservation(wish, figure, way, mine, shown_when_reserved(mine, seen, figure, way))


def _way(visit: Round, shelf: StoredAccount | None) -> Writing:
    """Say how writing works now; where a person carries files, a quiet shelf proves nothing."""
    writing = visit.market.features.writing
    if visit.market.features.delivery == "files":
        return writing
    return writing_of(writing, shelf.movements if shelf else (), visit.clock.now() + visit.skew())


def stock_writes_of(
    code: Code, offers: Iterable[Offer], there: Listing | None
) -> Iterator[StockWrite]:
    """Find the figures that shall become others."""
    seen = {offer.sku: offer.quantity for offer in there.offers} if there else {}
    for offer in offers:
        was = seen.get(offer.sku)
        if offer.quantity is not None and offer.quantity != (was or 0):
            yield StockWrite(code, offer.sku, offer.quantity, was)


def nothing_shown(visit: Round, sku: Sku) -> ShownQuantity:
    """Open the books of a SKU that this shop was never seen to show."""
    return ShownQuantity(shop=visit.shop.name, sku=sku, figure=0)
