"""Sản phẩm: every product, found by a few letters, and how it stands in each shop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from starlette.requests import Request
from starlette.responses import Response

from sync.model import Dong, Listing, Product, Shop
from sync.model.assortment import file_of, sells
from sync.model.letters import without_marks
from sync.model.people import Permission
from sync.web.access import Route
from sync.web.context import context_of, shops_of
from sync.web.own import viewer_of
from sync.web.paging import part_of
from sync.web.rendering import page

ON_A_PAGE: Final = 24
LONGEST: Final = 100  # of what is looked for

Stands = Literal["live", "hidden", "missing", "locked", "unsold", "reviewing"]
STANDS: Final[Mapping[str, Stands]] = {
    "live": "live",
    "hidden": "hidden",
    "reviewing": "reviewing",
    "refused": "locked",
    "banned": "locked",
    "deleted": "missing",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """How one product stands in one shop, as it was last seen or written there."""

    stands: Stands
    price: Dong | None = None
    quantity: int | None = None


async def products(request: Request) -> Response:
    """List products, those on one page with how they stand."""
    context, asked = context_of(request), request.query_params
    looked_for = asked.get("q", "")[:LONGEST]
    cooperative = asked.get("cooperative", "")[:LONGEST]
    objections, only_problems = context.app.configuration.objections, "problems" in asked
    found = found_products(request, looked_for, cooperative)
    every = shops_of(request)
    shops = [shop for shop in every if shop.name == asked.get("shop")] or every
    if len(shops) < len(every):
        found = [each for each in found if sells(shops[0], each)]
    if only_problems:
        found = [each for each in found if objections.get(each.code)]
    part = part_of(request, found, ON_A_PAGE)
    cells = await cells_of(request, shops, part.shown)
    return page(
        request,
        "products.html",
        products=part.shown,
        shops=shops,
        cells=cells,
        count=len(found),
        looked_for=looked_for,
        cooperative=cooperative,
        cooperatives=_cooperatives(request),
        number=part.number,
        last=part.last,
        objections=objections,
        shop_names=[shop.name for shop in every],
        only_shop=shops[0].name if len(shops) < len(every) else "",
        only_problems=only_problems,
        followed=context.app.configuration.settings.catalog is not None,
    )


def _own_products(request: Request) -> list[Product]:
    viewer = viewer_of(request)
    products = context_of(request).app.configuration.products
    return [each for each in products if viewer.owns_file(file_of(each))]


def _cooperatives(request: Request) -> Mapping[str, str]:
    """Name the cooperatives by their files."""
    return {file_of(each): each.cooperative.name for each in _own_products(request)}


def found_products(request: Request, looked_for: str, cooperative: str = "") -> list[Product]:
    """Find products by every word of what is looked for, with or without accents."""
    words = without_marks(looked_for).casefold().split()
    return [
        each
        for each in _own_products(request)
        if cooperative in ("", file_of(each)) and all(word in _text_of(each) for word in words)
    ]


def _text_of(product: Product) -> str:
    skus = " ".join(variant.sku for variant in product.variants)
    return without_marks(
        f"{product.name} {product.code} {skus} {product.cooperative.name}"
    ).casefold()


async def cells_of(
    request: Request, shops: Sequence[Shop], shown: Sequence[Product]
) -> Mapping[tuple[str, str], Cell]:
    """Say how these products stand in these shops, by shop and code."""
    names, codes = [shop.name for shop in shops], [each.code for each in shown]
    seen = await context_of(request).app.store.observations.standing(names, codes)
    return {
        (shop.name, each.code): _cell(shop, each, seen.get((shop.name, each.code)))
        for shop in shops
        for each in shown
    }


def _cell(shop: Shop, product: Product, listing: Listing | None) -> Cell:
    if listing is None:
        return Cell("missing" if sells(shop, product) else "unsold")
    prices = [offer.price for offer in listing.offers if offer.price is not None]
    units = [offer.quantity for offer in listing.offers if offer.quantity is not None]
    stands = STANDS[listing.status or "live"]
    return Cell(stands, min(prices, default=None), sum(units) if units else None)


ROUTES: Final = [Route("/products", products, needs=Permission.LOOK)]
