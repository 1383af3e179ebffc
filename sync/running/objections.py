"""Gathers what is to be said against what would be written: by whom, and of which product."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from sync.marketplace import MarketplaceError
from sync.model import Change, Code, Dong, Field, Listing, Problem, ShopName, Sku
from sync.model.assortment import selling_any
from sync.planning import composed_claims, concerning, english_missing, limits
from sync.running.asked import left_out, own_attributes, together, told_of
from sync.running.context import Round

FORM: frozenset[Field] = frozenset({"attributes", "category"})
Objections = Mapping[Code, Sequence[Problem]]
OtherShopPrices = Mapping[Sku, Sequence[Dong]]


async def objections_to(round: Round, changes: Sequence[Change]) -> Objections:
    """Gather what the catalog, the limits and the platform have against what would be written."""
    objections: dict[Code, list[Problem]] = defaultdict(list)
    known = round.whole_catalog.objections
    for code in {change.code for change in changes} & known.keys():
        here = (concerning(each, round.shop, round.market.features) for each in known[code])
        objections[code] += [each for each in here if each]
    after = {change.code: change.after for change in changes if change.kind != "withdraw"}
    for code, listing in after.items():
        objections[code] += _missing_english(round, code)
        objections[code] += limits(listing, round.market.features)
    content = {c.code: c.after for c in changes if c.kind in {"publish", "revise"}}
    if content:
        for code, found in (await asyncio.to_thread(_composed_claims, round, content)).items():
            objections[code] += found
        told = await _told_by_platform(round, list(content.values()))
        for code, problems in told.items():
            objections[code] += problems
    return objections


def _missing_english(round: Round, code: Code) -> Iterator[Problem]:
    product = round.products.get(code)
    missing = english_missing(product, round.shop) if product else None
    if missing:
        yield missing


def _composed_claims(round: Round, content: Mapping[Code, Listing]) -> Mapping[Code, list[Problem]]:
    """Judge what is to be written as a buyer will read it, whoever composed it."""
    kinds = {code: product.product_set for code, product in round.products.items()}
    language = round.shop.language
    shops = round.whole_catalog.shops if round.market.features.host else ()  # not on one's own site
    others = frozenset(shop.platform for shop in shops) - {round.shop.platform}
    judged = partial(composed_claims, language=language, others=others)
    return {
        code: [_placed(each, round) for each in judged(listing, kinds.get(code))]
        for code, listing in content.items()
    }


def _placed(problem: Problem, round: Round) -> Problem:
    """Point at where somebody wrote these words, else at the product that they were found in."""
    said = round.words_said.get((problem.code, problem.values.get("words")))
    product = round.products.get(Code(problem.about))
    return replace(problem, where=said or (product.source if product else None))


def untold(round: Round, objections: Objections) -> Iterator[Problem]:
    """Tell of composed texts what needs proof, unless it was told where somebody wrote it."""
    if not objections:
        return
    told = {(problem.about, problem.code) for problem in round.whole_catalog.problems}
    for problem in (each for found in objections.values() for each in found):
        if problem.severity == "warning" and (problem.about, problem.code) not in told:
            yield problem


def left_out_of(round: Round, changes: Sequence[Change]) -> list[Problem]:
    """Say which attributes are sent in vain, once: when they are written or another form asks."""
    asked = [c for c in changes if c.kind == "publish" or not FORM.isdisjoint(c.fields)]
    products = (round.products.get(change.code) for change in asked)
    own = {product.code: own_attributes(product, round.shop) for product in products if product}
    return together(told_of(left_out(round.market, [c.after for c in asked]), own))


async def other_prices(round: Round, changes: Sequence[Change]) -> OtherShopPrices:
    """Recall what the SKUs that are to be published cost in our other shops."""
    new = {change.code for change in changes if change.kind == "publish"}
    if not new:
        return {}
    other_shop_prices: dict[Sku, list[Dong]] = defaultdict(list)
    for link in await round.store.links.in_shops(await _with_these(round, new), new):
        for offer in link.applied.offers if link.applied else ():
            if offer.price is not None:
                other_shop_prices[offer.sku].append(offer.price)
    return other_shop_prices


async def _with_these(round: Round, codes: Collection[Code]) -> set[ShopName]:
    """Name the other shops that sell some of these products, or show them though they should not.

    Of a thousand shops few do, and the rest need not be asked.
    """
    products = [round.products[code] for code in codes if code in round.products]
    others = [shop for shop in round.catalog.shops if shop.name != round.shop.name]
    skus = [variant.sku for product in products for variant in product.variants]
    showing = {each.shop for each in await round.store.shown_stock.in_any_shop(skus)}
    selling = {shop.name for shop in selling_any(others, products)}
    return selling | (showing & {shop.name for shop in others})


async def _told_by_platform(
    round: Round, listings: Sequence[Listing]
) -> Mapping[Code, list[Problem]]:
    if round.names.lasting:
        listings = list(map(round.names.listed, listings))
    try:
        await round.market.prepare(listings)
    except MarketplaceError as error:
        return {listing.code: [replace(error.problem, severity="stop")] for listing in listings}
    return {listing.code: round.market.problems(listing) for listing in listings}
