"""Counts that are the very price of their goods: columns that changed places, more often than not.

Taken in, such a count would forget what was sold before it, and no sale after it would lower what
other shops show. So where another count is known, that one goes on holding, until the catalog
counts something else or a person says at the shelf how many there are (`ocop stock count`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sync.catalog import Configuration
from sync.model import Code, Problem, Product, Shop, ShopName, Sku, StockAccount, Value, Variant
from sync.model.assortment import sells
from sync.running.context import Round
from sync.store import Store

LOWEST_PRICE: Final = 1000  # dong; a count below it is nobody's price

Doubted = Mapping[Sku, StockAccount]  # what is known instead


async def doubted_counts(
    store: Store, shops: Iterable[Shop], products: Iterable[Product]
) -> Doubted:
    """Find the counts of these products that are a price, where another count is known."""
    of = {v.sku: (p.code, v) for p in products for v in p.variants if _may_be_price(v)}
    if not of:  # of nearly every catalog
        return {}
    unsaid = await store.stock.unsaid({sku: v.stock for sku, (_, v) in of.items() if v.stock})
    news = await store.stock.ledger(unsaid)
    prices = await _shown_prices(store, shops, {of[sku][0] for sku in news})
    return {
        sku: account
        for sku, account in news.items()
        if _quantity(of[sku][1]) in {of[sku][1].price, *prices.get(sku, ())}
    }


def believed(products: Sequence[Product], doubted: Collection[Sku]) -> Sequence[Product]:
    """Have these products count nothing that is doubted."""
    if not doubted:
        return products
    return tuple(
        replace(product, variants=tuple(_without(each, doubted) for each in product.variants))
        if any(variant.sku in doubted for variant in product.variants)
        else product
        for product in products
    )


async def with_believed_counts(round: Round) -> Round:
    """Go on with what was counted before, where the catalog's count is doubted."""
    products = round.catalog.products
    doubted = await doubted_counts(round.store, round.whole_catalog.shops, products)
    if not doubted:
        return round
    catalog = replace(round.catalog, products=tuple(believed(products, doubted)))
    return replace(round, catalog=catalog, doubted=doubted)


async def count_questions(
    store: Store, shops: Collection[Shop], catalog: Configuration, doubted: Doubted
) -> dict[ShopName, list[Problem]]:
    """Ask about each doubted count in the shops that sell the goods, until it is answered."""
    asked = [
        (product, _question(variant, known))
        for sku, known in doubted.items()
        if (product := catalog.product_of(sku))
        for variant in product.variants
        if variant.sku == sku and not await _is_answered(store, variant)
    ]
    return {shop.name: [asks for product, asks in asked if sells(shop, product)] for shop in shops}


async def _is_answered(store: Store, variant: Variant) -> bool:
    """Whether somebody counted as many by hand."""
    accounts = await store.stock.accounts_of(variant.sku)
    return any(
        each.source == "hand" and each.count.quantity == _quantity(variant) for each in accounts
    )


def _question(variant: Variant, account: StockAccount) -> Problem:
    counts: dict[str, Value] = {"count": _quantity(variant), "known": account.count.quantity}
    values = {"sku": variant.sku, **counts}
    return Problem(code="count_doubted", severity="hold", values=values, about=variant.sku)


def _quantity(variant: Variant) -> int:
    return variant.stock.quantity if variant.stock else 0


def _may_be_price(variant: Variant) -> bool:
    return variant.stock is not None and variant.stock.quantity >= LOWEST_PRICE


def _without(variant: Variant, doubted: Collection[Sku]) -> Variant:
    return replace(variant, stock=None, count_unread=True) if variant.sku in doubted else variant


async def _shown_prices(
    store: Store, shops: Iterable[Shop], codes: Collection[Code]
) -> dict[Sku, set[int]]:
    """Recall for how much these were last written, in any shop."""
    found = dict[Sku, set[int]]()
    for shop in shops:
        for link in (await store.links.of(shop.name, codes)).values():
            for offer in link.applied.offers if link.applied else ():
                if offer.price is not None:
                    found.setdefault(offer.sku, set()).add(offer.price)
    return found
