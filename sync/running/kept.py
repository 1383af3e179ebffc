"""Products that stand in shops and of which the catalog does not tell soundly just now.

A file with a fault, an emptied or vanished one, a product that cannot be read: buyers go on buying
what is listed. So these are remembered as they were last applied, and their stock is kept true.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sync.catalog import Configuration
from sync.model import (
    LEAVING,
    Code,
    Dong,
    Kept,
    Link,
    Location,
    Party,
    Product,
    Sku,
    StockAccount,
    Variant,
)
from sync.model.assortment import file_of, is_assorted, sells
from sync.planning import OF_SALE
from sync.running.bundles import with_recalls
from sync.running.context import Round
from sync.store import Store

# Of these the loader tells whichever stands second in the files; whoever was first is not at fault.
CONTESTS = frozenset({"code_reused", "sku_reused", "gtin_reused"})


async def with_kept(store: Store, catalog: Configuration) -> Configuration:
    """Add what is remembered to the products of the catalog."""
    catalog = await with_recalls(store, await _settled(store, catalog))
    torn = await _torn_files(store, catalog)
    if not (catalog.blocked or torn):
        return catalog
    known = {product.code for product in catalog.products}
    unknown = {None} if catalog.unread else set[None]()
    links = await store.links.from_files({*torn, *unknown}, catalog.blocked)
    lost = {link.code: link for link in links if link.code not in known and link.applied}
    accounts = await store.stock.summed() if lost else {}
    kept = [_remembered(link, _why(link, catalog, torn), accounts) for link in lost.values()]
    return replace(
        catalog, products=(*catalog.products, *kept), blocked=catalog.blocked - lost.keys()
    )


async def with_removed(round: Round) -> Round:
    """Add what the catalog names no more and this shop may still be selling.

    It is to be withdrawn; until that is done or allowed, its stock is kept true downwards.
    """
    gone = (await round.store.links.remote_ids(round.shop.name)).keys() - round.products.keys()
    links = await round.store.links.of(round.shop.name, gone - round.catalog.blocked)
    accounts = await round.store.stock.summed() if links else {}
    removed = [_remembered(link, "removed", accounts) for link in links.values() if _sells(link)]
    catalog = replace(round.catalog, products=(*round.catalog.products, *removed))
    return replace(round, catalog=catalog) if removed else round


async def with_unsold(round: Round) -> Round:
    """Mark what this shop shall sell no more by its `sells`, and still shows.

    It is to be withdrawn; until that is done or allowed, its stock is kept true downwards.
    """
    products, shop = round.catalog.products, round.shop
    left = {p.code for p in products if p.kept is None and not sells(shop, p)}
    links = await round.store.links.of(shop.name, left) if left else {}
    still = {code for code, link in links.items() if _sells(link)}
    if not still:
        return round
    marked = (replace(p, kept="unsold") if p.code in still else p for p in products)
    return replace(round, catalog=replace(round.catalog, products=tuple(marked)))


def with_resting(round: Round, linked: Container[Code]) -> Round:
    """Keep at nothing left what is not sold here now, and stays where buyers see it.

    That is so where the shop withdraws nothing, and where a season says so; all else is withdrawn.
    What only `sells` leaves out is not emptied: a name there is soon misspelt.
    """
    resting = {
        product.code: _emptied(product)
        for product in round.catalog.products
        if product.code in linked and _rests_shown(round, product)
    }
    if not resting:
        return round
    products = tuple(resting.get(each.code, each) for each in round.catalog.products)
    return replace(round, catalog=replace(round.catalog, products=products))


async def with_restored(round: Round) -> Round:
    """Keep on sale, as it stood, what went from sale and a person put back (`ocop undo`).

    That is so until the catalog tells again that it is sold here.
    """
    restored = await _put_back(round)
    links = await round.store.links.of(round.shop.name, restored) if restored else {}
    unknown = links.keys() - round.products.keys() - round.catalog.blocked
    accounts = await round.store.stock.summed() if unknown else {}
    back = {
        code: replace(product, sold=True, rest=None, kept="restored")
        for code in links
        if (product := round.products.get(code)) and _leaves(round, product)
    }
    for code in unknown:
        remembered = _remembered(links[code], "restored", accounts)
        if round.whole_catalog.skus.isdisjoint(each.sku for each in remembered.variants):
            back[code] = remembered
    rest = (each for each in round.catalog.products if each.code not in back)
    catalog = replace(round.catalog, products=(*rest, *back.values()))
    return replace(round, catalog=catalog) if back else round


def _leaves(round: Round, product: Product) -> bool:
    if product.kept is not None:
        return product.kept in LEAVING
    return not sells(round.shop, product)


async def _put_back(round: Round) -> set[Code]:
    """Name what a person put back on sale, and did not take off again since."""
    pins = await round.store.decisions.pinned(round.shop.name)
    last = {pin.change.code: pin.change.kind for pin in pins if pin.change.kind in OF_SALE}
    return {code for code, kind in last.items() if kind == "restore"}


def _rests_shown(round: Round, product: Product) -> bool:
    if product.kept or sells(round.shop, product) or not is_assorted(round.shop, product):
        return False
    shows = product.rest and product.season and product.season.meanwhile == "sold_out"
    hides = round.shop.policy == "everything" and "withdraw" in round.market.features.can
    return bool(shows) or not hides


def _emptied(product: Product) -> Product:
    variants = tuple(replace(variant, sold=False) for variant in product.variants)
    return replace(product, variants=variants, kept="resting")


def _sells(link: Link) -> bool:
    return link.applied is not None and link.applied.status != "hidden"


async def _settled(store: Store, catalog: Configuration) -> Configuration:
    """Leave a contested name to whoever was known by it first; the newcomers stay blocked."""
    claiming = {id(each): each for products in catalog.contested.values() for each in products}
    if not claiming:
        return catalog
    links = await store.links.from_files((), {product.code for product in claiming.values()})
    first = [each for each in claiming.values() if _owns_all(each, catalog.contested, links)]
    codes = {code for code, times in Counter(each.code for each in first).items() if times == 1}
    owners = [product for product in first if product.code in codes]
    problems = [p for p in catalog.problems if p.about not in codes or p.code not in CONTESTS]
    return replace(
        catalog,
        products=(*catalog.products, *owners),
        problems=tuple(problems),
        blocked=catalog.blocked - codes,
    )


def _owns_all(
    product: Product, contested: Mapping[str, Sequence[Product]], links: Iterable[Link]
) -> bool:
    """Whether a product stood in a shop under every name that another claims now as well."""
    claimed = {name for name, products in contested.items() if any(p is product for p in products)}
    held: set[str] = set()
    for link in links:
        if link.code != product.code or link.applied is None or link.file != file_of(product):
            continue
        held.add(link.code)
        for offer in link.applied.offers:
            held |= {offer.sku, offer.gtin or offer.sku}
    return claimed <= held


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
