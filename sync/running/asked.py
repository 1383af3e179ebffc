"""Says what a platform will ask for before anything is sent, from what it said before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from sync.catalog import Configuration
from sync.marketplace import CategoryGuide, Marketplace, MarketplaceError
from sync.model import Code, Listing, Problem, Product, Shop, Value
from sync.model.assortment import overrides_of, sells
from sync.planning import category_in, limits, project

UNMET = "attribute_unmet"  # said of every attribute; a person wants to know of their own alone


def unmapped(catalog: Configuration, shop: Shop) -> list[Problem]:
    """Name the categories that have no line for this shop's platform, each once."""
    by_category: dict[str, list[Product]] = defaultdict(list)
    for product in catalog.products:
        if sells(shop, product) and category_in(product, shop) is None:
            by_category[product.category].append(product)
    return [_unmapped(catalog, shop, key, found) for key, found in sorted(by_category.items())]


def _unmapped(catalog: Configuration, shop: Shop, key: str, products: Sequence[Product]) -> Problem:
    known = catalog.categories.get(key)
    values: dict[str, Value] = {
        "category": key,
        "platform": shop.platform,
        "shop": shop.name,
        "count": len(products),
        "codes": tuple(product.code for product in products),
    }
    return Problem(
        code="category_without_line",
        severity="warning",
        values=values,
        where=(known and known.where) or products[0].source,
    )


async def foreseen(
    market: Marketplace, catalog: Configuration, shop: Shop, today: date
) -> list[Problem]:
    """Find what the platform would refuse or leave out, by its documents and by what it said.

    `market` may know kept answers alone: a category that it was never asked about is left out.
    """
    products = {p.code: p for p in catalog.products if sells(shop, p) and not p.kept}
    wanted = wanted_of(market, catalog, shop, today)
    mapped = [listing for listing in wanted if listing.category is not None]
    found = [problem for one in mapped for problem in limits(one, market.features)]
    for alike in _by_what_is_asked(mapped):
        found += await _told(market, alike)
    own = told_of(found, {code: own_attributes(p, shop) for code, p in products.items()})
    owners: dict[str, Product] = {v.sku: p for p in products.values() for v in p.variants}
    owners |= {str(code): product for code, product in products.items()}
    return [_placed(problem, owners.get(problem.about)) for problem in own]


def wanted_of(
    market: Marketplace, catalog: Configuration, shop: Shop, today: date
) -> list[Listing]:
    """Say what every product of the shop would be there, whatever its stock."""
    features = market.features
    sold = (p for p in catalog.products if sells(shop, p) and not p.kept)
    return [market.normalize(project(product, shop, {}, today, features)) for product in sold]


def _by_what_is_asked(listings: Iterable[Listing]) -> Iterable[list[Listing]]:
    groups: dict[object, list[Listing]] = defaultdict(list)
    for listing in listings:
        groups[listing.category, listing.brand].append(listing)
    return groups.values()


async def _told(market: Marketplace, listings: Sequence[Listing]) -> list[Problem]:
    try:
        await market.prepare(listings)
    except MarketplaceError:
        return []
    refusals = [problem for listing in listings for problem in market.problems(listing)]
    return [*refusals, *left_out(market, listings)]


def left_out(market: object, listings: Iterable[Listing]) -> list[Problem]:
    """Say which attributes would be sent in vain, where the platform tells its forms."""
    if not isinstance(market, CategoryGuide):
        return []
    return [problem for listing in listings for problem in market.left_out(listing)]


def own_attributes(product: Product, shop: Shop) -> frozenset[str]:
    """Name the attributes that a person wrote, for all shops or for this one."""
    overrides = (name for one in overrides_of(product, shop) for name in one.attributes)
    return frozenset((*product.attributes, *overrides))


def told_of(problems: Iterable[Problem], own: Mapping[Code, frozenset[str]]) -> Iterator[Problem]:
    """Leave out what is missed of attributes that nobody wrote: we say them wherever they fit."""
    for problem in problems:
        name = problem.values.get("name")
        if problem.code != UNMET or name in own.get(Code(problem.about), frozenset()):
            yield problem


def together(problems: Iterable[Problem]) -> list[Problem]:
    """Tell once what was found of several products alike."""
    codes: dict[tuple[object, ...], list[str]] = defaultdict(list)
    first: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        alike = (problem.code, problem.severity, tuple(sorted(problem.values.items(), key=str)))
        first.setdefault(alike, problem)
        codes[alike].append(problem.about)
    return [
        replace(problem, values={**problem.values, "codes": tuple(codes[alike])})
        for alike, problem in first.items()
    ]


def _placed(problem: Problem, product: Product | None) -> Problem:
    """Point to the product; what would be refused later is only a warning as long as it is not."""
    where = problem.where or (product.source if product else None)
    if problem.severity == "note":
        return replace(problem, where=where)
    return replace(problem, severity="warning", where=where)
