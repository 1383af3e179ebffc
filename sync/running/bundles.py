"""What is remembered of bundles and lots beside the catalog, and how orders move parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from sync.catalog import Configuration
from sync.inventory import Bundles, bundles_at, with_parts
from sync.inventory.lots import still_recalled
from sync.model import SOUND, Lot, Lots, Movement, Parts, Product, Sku, Variant
from sync.store import Store

NO_PARTS: Final[Parts] = {}
NO_LOTS: Final = Lots()
EVER_AFTER: Final = datetime.max.replace(tzinfo=UTC)


async def learn_bundles_and_lots(store: Store, products: Iterable[Product], now: datetime) -> None:
    """Write down what the catalog makes bundles of, and its lots.

    What it cannot tell soundly stays as it was.
    """
    sound = [
        (variant, product)
        for product in products
        if product.kept in SOUND
        for variant in product.variants
        if not variant.count_unread
    ]
    await store.bundles.learn({v.sku: v.made_of or NO_PARTS for v, _ in sound}, now)
    recalled = await store.lots.recalled({v.sku for v, _ in sound})
    told = ((v, _lots(v, recalled), product) for v, product in sound)
    found = {v.sku: Lots(of, p.least_days_left) if of else NO_LOTS for v, of, p in told}
    await store.lots.learn({sku: _unworded(each) for sku, each in found.items()})


async def lots_of(store: Store, products: Iterable[Product]) -> dict[Sku, Lots]:
    """Say which lots there are of these: by the catalog, else as it said last."""
    products = list(products)
    recalled = await store.lots.recalled({v.sku for each in products for v in each.variants})
    found, unsound = dict[Sku, Lots](), list[Sku]()
    for product in products:
        for variant in product.variants:
            if product.kept not in SOUND or variant.count_unread:
                unsound.append(variant.sku)
            elif lots := _lots(variant, recalled):
                found[variant.sku] = Lots(lots, product.least_days_left)
    known = await store.lots.known(unsound) if unsound else {}
    return {sku: each for sku, each in (found | known).items() if each.lots}


async def with_recalls(store: Store, catalog: Configuration) -> Configuration:
    """Add the recalls that the catalog told of and says nothing of any more: they stand."""
    recalled = await store.lots.recalled()
    owners = {catalog.owners[sku] for sku in recalled if sku in catalog.owners}
    if not owners:
        return catalog

    def told(product: Product) -> Product:
        variants = (replace(v, lots=_lots(v, recalled)) for v in product.variants)
        return replace(product, variants=tuple(variants))

    products = (told(each) if each.code in owners else each for each in catalog.products)
    return replace(catalog, products=tuple(products))


def _lots(variant: Variant, recalled: Mapping[Sku, Lots]) -> tuple[Lot, ...]:
    known = recalled.get(variant.sku)
    return still_recalled(variant.lots, known.lots) if known else variant.lots


def _unworded(found: Lots) -> Lots:
    """Leave out what people say of a recall: once they said it, it is so."""
    if all(lot.word is None for lot in found.lots):
        return found
    return replace(found, lots=tuple(replace(lot, word=None) for lot in found.lots))


async def known_bundles(store: Store, catalog: Configuration) -> Bundles:
    """Say what bundles are made of now: by the catalog, else as it said last."""
    return {**bundles_at(await store.bundles.contents(), EVER_AFTER), **catalog.bundles}


async def moved_with_parts(
    store: Store, moved: Sequence[Movement], known: Iterable[Movement]
) -> list[Movement]:
    """Add what orders of bundles do to the parts; `known` is what these orders moved before."""
    if not moved:
        return []
    return with_parts(moved, known, await store.bundles.contents())


async def assign(store: Store, old: Sku, new: Sku, stands_since: datetime | None = None) -> int:
    """Let what was sold under a SKU that nobody knew be another's; of a bundle, of its parts."""
    moved = [replace(movement, sku=new) for movement in await store.stock.of_sku(old)]
    parts = [each for each in await moved_with_parts(store, moved, ()) if each.bundle]
    return await store.stock.assign(old, new, stands_since, parts)
