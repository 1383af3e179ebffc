"""Carries what only got another name: links to another code, the ledger to another SKU."""

from __future__ import annotations

from sync.model import Code, Sku
from sync.planning import renamed_codes, renamed_skus
from sync.running.context import Round


async def carry_renames(round: Round) -> None:
    """Before anything is counted: a renamed SKU's `stock:` would be taken for a new count."""
    store, shop, products = round.store, round.shop.name, round.products
    linked = await store.links.remote_ids(shop)
    gone = linked.keys() - products.keys() - round.catalog.blocked
    if gone:
        links = (await store.links.of(shop, gone)).values()
        renamed = renamed_codes(links, round.catalog.products, linked)
        await store.links.rename(round.lease, renamed)
        linked = await store.links.remote_ids(shop) if renamed else linked
    await _carry_skus(round, linked.keys() & products.keys())


async def _carry_skus(round: Round, linked: set[Code]) -> None:
    known = await round.store.stock.counted_skus()
    concerned = {
        product.code: product
        for product in round.catalog.products
        if product.code in linked and any(v.sku not in known for v in product.variants)
    }
    if not concerned:
        return
    written = {v.sku for product in round.catalog.products for v in product.variants}
    renamed: dict[Sku, Sku] = {}
    for code, link in (await round.store.links.of(round.shop.name, concerned)).items():
        renamed |= renamed_skus(link, concerned[code], written, known)
    for old, new in renamed.items():
        await round.store.stock.rename(old, new)
