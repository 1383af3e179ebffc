"""Products that stand in shops and of which the catalog does not tell soundly just now.

A file with a fault, an emptied or vanished one, a product that cannot be read: buyers go on buying
what is listed. So these are remembered as they were last applied, and their stock is kept true.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sync.catalog import Configuration
from sync.model import Dong, Kept, Link, Location, Party, Product, Sku, StockAccount, Variant
from sync.store import Store


async def with_kept(store: Store, catalog: Configuration) -> Configuration:
    """Add what is remembered to the products of the catalog."""
    known = {product.code for product in catalog.products}
    torn = await _torn_files(store, catalog)
    if not (catalog.blocked or catalog.unread or torn):
        return catalog
    unknown = {None} if catalog.unread else set[None]()
    links = await store.links.from_files({*torn, *unknown}, catalog.blocked)
    lost = {link.code: link for link in links if link.code not in known and link.applied}
    accounts = await store.stock.summed() if lost else {}
    kept = [_remembered(link, _why(link, catalog, torn), accounts) for link in lost.values()]
    return replace(
        catalog, products=(*catalog.products, *kept), blocked=catalog.blocked - lost.keys()
    )


async def _torn_files(store: Store, catalog: Configuration) -> Mapping[str, Kept]:
    """Name the files that could not be read whole, and those that products came from once."""
    torn: dict[str, Kept] = dict.fromkeys(catalog.unread, "unread")
    for file in await store.links.files():
        if file not in catalog.files:
            torn.setdefault(file, "unread" if "" in catalog.unread else "file_gone")
    return torn


def _why(link: Link, catalog: Configuration, torn: Mapping[str, Kept]) -> Kept:
    return "blocked" if link.code in catalog.blocked else torn.get(link.file or "", "unread")


def _remembered(link: Link, why: Kept, accounts: Mapping[Sku, StockAccount]) -> Product:
    """Make a product of what was last applied, as far as its stock needs one."""
    applied = link.applied
    return Product(
        code=link.code,
        name=(applied and applied.title) or link.code,
        category="",
        cooperative=Party(name=""),
        variants=tuple(_variants(link, accounts)),
        source=Location(f"{link.file or ''}.yaml", 0, 0),
        option_names=applied.option_names if applied else (),
        kept=why,
    )


def _variants(link: Link, accounts: Mapping[Sku, StockAccount]) -> Iterator[Variant]:
    for offer in link.applied.offers if link.applied else ():
        account = accounts.get(offer.sku)
        yield Variant(
            sku=offer.sku,
            options=offer.options,
            price=offer.price or Dong(0),
            stock=account.count if account else None,
        )
