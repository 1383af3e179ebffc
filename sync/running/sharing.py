"""What there is to share out among the shops: of goods that hang together, and where they stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sync.catalog import Configuration
from sync.inventory import (
    Bundles,
    at_risk,
    available,
    balance_of,
    divided,
    parts_of,
    related,
)
from sync.inventory.allocation import DEMAND_DAYS, StockToShare, shares_among, windows
from sync.inventory.lots import lots_left, most_on_sale
from sync.model import VIETNAM, Code, Count, Lots, Product, Shop, ShopName, Sku, StockAccount
from sync.model.assortment import selling_any, sells
from sync.running.bundles import lots_of
from sync.store import Store


async def stock_to_share(
    store: Store,
    products: Sequence[Product],
    shops: Sequence[Shop],
    bundles: Bundles,
    now: datetime,
) -> StockToShare:
    """Recall what there is of these products, how it sold, and where it is missing.

    What a shop may be showing that is configured no more stays its own: buyers can still buy it.
    What fell in a shop, and no order tells why, may be sold: nobody offers it. All products that
    hang together by bundles are among these, see `with_related`.
    """
    skus = list({variant.sku: None for product in products for variant in product.variants})
    configured, accounts = {shop.name for shop in shops}, await store.stock.summed(skus)
    shops = selling_any(shops, products)
    sold = {
        days: await store.sales.sold_since(now - timedelta(days=days), skus)
        for days in windows(shops)
    }
    since = _counted_since(products, accounts, bundles)
    absent = await missing_listings(store, products, since, shops)
    absent |= await barred_listings(store, products, shops)
    lots = await lots_of(store, products)
    left = await of_lots_on_sale(store, lots, available(products, accounts), now)
    for shown in await store.shown_stock.short(skus, configured):
        gone = shown.fell if shown.shop in configured else at_risk([shown])
        for part, needed in parts_of(shown.sku, bundles).items():
            if (there := left.get(part)) is not None:
                left[part] = max(there - gone * needed, 0)
    aside = await _set_aside(store, skus, now)
    if bundles:
        first = {sku: sum(of_shops.values()) for sku, of_shops in aside.items()}
        left = divided(left, bundles, _on_sale(products, shops, absent), first)
    demand = await recent_demand(store, now) if len(shops) > 1 else {}
    return StockToShare(left, sold, absent, demand, aside)


async def offers_of(
    store: Store,
    catalog: Configuration,
    bundles: Bundles,
    now: datetime,
    skus: Collection[Sku] | None,
) -> Mapping[ShopName, Mapping[Sku, int | None]]:
    """Say how many of these SKUs, or of all, each shop may offer; where one is absent, none."""
    shops, products, related = catalog.shops, catalog.products, catalog.products
    if skus is not None:
        found = (catalog.product_of(sku) for sku in skus)
        products = tuple({each.code: each for each in found if each is not None}.values())
        related = tuple(with_related(products, catalog, bundles))
    if not products:
        return {}
    owners = {variant.sku: product.code for product in products for variant in product.variants}
    there = await stock_to_share(store, related, shops, bundles, now)
    return {
        shop: {
            sku: 0 if units and (shop, owners[sku]) in there.absent else units
            for sku, units in offered.items()
        }
        for shop, offered in shares_among(shops, products, there).items()
    }


def with_related(
    products: Sequence[Product], catalog: Configuration, bundles: Bundles
) -> Sequence[Product]:
    """Add the products whose stock hangs together with these: parts, bundles, other bundles."""
    if not bundles:
        return products
    codes = {product.code for product in products}
    own = {variant.sku for product in products for variant in product.variants}
    found = (catalog.product_of(sku) for sku in sorted(related(own, bundles) - own))
    others = {each.code: each for each in found if each is not None and each.code not in codes}
    return [*products, *others.values()]


async def of_lots_on_sale(
    store: Store, lots: Mapping[Sku, Lots], left: Mapping[Sku, int | None], now: datetime
) -> dict[Sku, int | None]:
    """Leave out what is of a lot that has ended, is recalled, or is of no lot."""
    bounded = dict(left)
    accounts, today = await store.stock.ledger(lots) if lots else {}, now.astimezone(VIETNAM).date()
    for sku, of_sku in lots.items():
        if (there := left[sku]) is None:
            continue
        account = accounts.get(sku) or StockAccount(Count(there), now)
        stock = lots_left(account, of_sku, today)
        bounded[sku] = min(there, most_on_sale(stock, balance_of(account).reserved))
    return bounded


async def _set_aside(
    store: Store, skus: Sequence[Sku], now: datetime
) -> Mapping[Sku, Mapping[ShopName, int]]:
    """Recall what is set aside for which shop just now."""
    found: dict[Sku, dict[ShopName, int]] = {}
    for each in await store.asides.left(now, skus):
        of_shops = found.setdefault(each.sku, {})
        of_shops[each.shop] = of_shops.get(each.shop, 0) + each.quantity
    return found


def _on_sale(
    products: Sequence[Product], shops: Sequence[Shop], absent: Collection[tuple[ShopName, Code]]
) -> set[Sku]:
    """Name the SKUs that some shop sells, and that stand there or are still to be published."""
    return {
        variant.sku
        for product in products
        if any(sells(shop, product) and (shop.name, product.code) not in absent for shop in shops)
        for variant in product.variants
        if variant.sold
    }


def _counted_since(
    products: Sequence[Product], accounts: Mapping[Sku, StockAccount], bundles: Bundles
) -> Mapping[Code, datetime]:
    """Say of each product when it, or a part of it, was last counted."""
    found: dict[Code, datetime] = {}
    for product in products:
        parts = {part for v in product.variants for part in parts_of(v.sku, bundles)}
        if counted := [accounts[part].counted_at for part in parts if part in accounts]:
            found[product.code] = max(counted)
    return found


async def recent_demand(store: Store, now: datetime) -> Mapping[ShopName, int]:
    """Recall how many units each shop sold in the last whole days: all day long the same."""
    today = now.astimezone(VIETNAM).replace(hour=0, minute=0, second=0, microsecond=0)
    return await store.sales.sold_by_shop(today - timedelta(days=DEMAND_DAYS), today)


async def barred_listings(
    store: Store, products: Sequence[Product], shops: Sequence[Shop]
) -> set[tuple[ShopName, Code]]:
    """Say which products nobody can buy in which shops: their listing is banned, refused or gone.

    What such a listing shows counts as shown: others take it over once it shows less.
    """
    names = {shop.name for shop in shops}
    if len(names) < 2:
        return set()
    codes = {product.code for product in products}
    barred = {each for each in await store.observations.barred(names) if each[1] in codes}
    return barred | await store.observations.gone(await store.rounds.looked(names), codes)


async def missing_listings(
    store: Store,
    products: Sequence[Product],
    counted: Mapping[Code, datetime],
    shops: Sequence[Shop],
) -> set[tuple[ShopName, Code]]:
    """Say which products do not stand in which shops, though a round since their count was there.

    A product that stands nowhere is new: then no shop lacks it.
    """
    names = [shop.name for shop in shops]
    if len(names) < 2:
        return set()
    there = await store.links.applied(names, [product.code for product in products])
    begun = await store.rounds.finished(names)
    known = {code for _, code in there}
    return {
        (name, product.code)
        for product in products
        if product.code in known
        for name in names
        if (name, product.code) not in there
        and product.code in counted
        and name in begun
        and begun[name] > counted[product.code]
    }
