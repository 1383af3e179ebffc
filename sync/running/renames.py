"""Carries what only got another name: links to another code, the ledger to another SKU."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from sync.model import Code, Sku
from sync.planning import link_under, renamed_codes, renamed_skus
from sync.running.context import Round


async def carry_renames(round: Round, linked: Mapping[Code, str | None]) -> None:
    """Before anything is counted: a renamed SKU's `stock:` would be taken for a new count.

    `linked` are the products that we remember in this shop, by their ids there.
    """
    store, shop, products = round.store, round.shop.name, round.products
    gone = linked.keys() - products.keys() - round.catalog.blocked
    if gone:
        links = (await store.links.of(shop, gone)).values()
        renamed = renamed_codes(links, round.whole_catalog.products, linked)
        await store.links.rename(round.lease, renamed)
        linked = await store.links.remote_ids(shop) if renamed else linked
    await _carry_skus(round, linked.keys() & products.keys())
    features = round.market.features
    round.names.given = "rename_skus" in features.can
    if round.names.given and features.delivery == "files":
        return  # what is written there is written whole, under its names
    round.names.renamed = await renamed_since(round, by="the catalog")
    await _carry_links(round)


async def renamed_since(
    round: Round, by: Literal["the catalog", "anybody"] = "anybody"
) -> dict[Sku, Sku]:
    """Say which SKUs have another name by now, but for those that name other goods since.

    A SKU that a person assigned to ours names a listing that is none of ours.
    """
    renamed = await round.store.stock.renamed(by)
    return {old: new for old, new in renamed.items() if old not in round.whole_catalog.skus}


async def _carry_links(round: Round) -> None:
    """Remember under the new names what stands under the old ones, if need be; once each rename."""
    newest = await round.store.stock.last_renamed_at()
    carried = await round.store.rounds.marked(round.shop.name, "renames")
    if newest is None or (carried is not None and newest <= carried):
        return
    links = await round.store.links.of(round.shop.name)
    changed = [link_under(link, round.names.renamed) for link in links.values()]
    await round.store.links.put(round.lease, [c for c in changed if c != links[c.code]])
    await round.store.rounds.mark(round.lease, "renames", newest)


async def _carry_skus(round: Round, linked: set[Code]) -> None:
    skus = [v.sku for product in round.catalog.products for v in product.variants]
    known = await round.store.stock.counted_skus(skus)
    concerned = {
        product.code: product
        for product in round.catalog.products
        if product.code in linked and any(v.sku not in known for v in product.variants)
    }
    if not concerned:
        return
    written = round.whole_catalog.skus
    renamed: dict[Sku, Sku] = {}
    for code, link in (await round.store.links.of(round.shop.name, concerned)).items():
        renamed |= renamed_skus(link, concerned[code], written, known)
    for old, new in renamed.items():
        await round.store.stock.rename(old, new, round.clock.now())
