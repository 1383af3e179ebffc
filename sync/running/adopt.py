"""Takes a shop over that people filled by hand: finds what is what, and remembers it.

Nothing in the shop changes by it, unless SKUs that are missing there are to be written.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sync.catalog.fingerprint import fingerprint, fingerprint_of
from sync.marketplace import Marketplace, Rejected, ShowsPictures
from sync.model import Change, Code, Link, Listing, Outcome, Product, Shop, Sku
from sync.model.assortment import file_of, is_assorted, sells
from sync.planning import Identified, ShopState
from sync.planning.matching import Adopted, Match, applied_of, match, naming
from sync.running.apply import apply
from sync.running.bundles import assign
from sync.running.context import Round, ShopContext
from sync.running.observe import Wanted, observe
from sync.running.orders import take_in_orders
from sync.running.plan import project_all
from sync.running.round import open_round
from sync.running.stock_books import note_shown
from sync.store import Lease

# Reads pictures by their addresses: what becomes of each that could be read.
Fetch = Callable[[Mapping[str, str], Callable[[bytes], object]], Awaitable[Mapping[str, object]]]


@dataclass(frozen=True, slots=True)
class Survey:
    """What stands in a shop and is linked to nothing yet, and what it seems to be.

    `linked` counts what was linked before. `pictures` are fingerprints by the hash of a file, or a
    platform's id of a picture; `unread` counts those that could not be read.
    """

    matches: Sequence[Match]
    products: Mapping[Code, Product]
    linked: int
    pictures: Mapping[str, int] = field(default_factory=dict)
    unread: int = 0


@dataclass(frozen=True, slots=True)
class AdoptRefusal:
    """A pair that was not linked: the code says why."""

    adopted: Adopted
    why: str


async def survey(context: ShopContext, fetch: Fetch) -> Survey:
    """Read the whole shop and say what is which product; raises where it cannot be read whole."""

    async def work(lease: Lease) -> Survey:
        catalog = await context.load()
        async with open_round(context, lease, catalog, "look") as round:
            seen = await observe(round, "full", {})
            if not seen.complete:
                raise Rejected([replace(problem, severity="stop") for problem in seen.problems])
            links = await round.store.links.remote_ids(round.shop.name)
            known = set(links.values())
            strange = [x for x in seen.listings if x.remote_id not in known and _stands(x)]
            products = _unlinked(round, links)
            pictures, unread = await _fingerprints(round, strange, products, fetch)
            matches = await asyncio.to_thread(match, strange, products, pictures)
            by_code = {product.code: product for product in products}
            matches = [_asked_where_unsold(round.shop, each, by_code) for each in matches]
            return Survey(matches, by_code, len(seen.listings) - len(strange), pictures, unread)

    return await context.alone(work)


def _stands(listing: Listing) -> bool:
    return listing.status not in {"deleted", "refused"} and bool(listing.offers)


def _unlinked(round: Round, links: Collection[Code]) -> list[Product]:
    """List what a listing may be: what is not for sale just now was typed in all the same."""
    products = round.whole_catalog.products
    return [
        product
        for product in products
        if product.code not in links and not product.kept and is_assorted(round.shop, product)
    ]


def _asked_where_unsold(shop: Shop, found: Match, products: Mapping[Code, Product]) -> Match:
    """Ask of what the catalog says not to sell: once it is linked, it goes from sale."""
    if found.code is None or sells(shop, products[found.code]):
        return found
    return replace(found, certainty="doubtful", reason="unsold")


async def _fingerprints(
    round: Round, listings: Sequence[Listing], products: Iterable[Product], fetch: Fetch
) -> tuple[dict[str, int], int]:
    urls = await picture_urls(round.market, listings)
    found = await fetch(urls, fingerprint)
    shown = {name: value for name, value in found.items() if isinstance(value, int)}
    files = {file.sha256: file.path for product in products for file in product.images}
    for sha256, path in files.items():
        own = await asyncio.to_thread(fingerprint_of, path)
        if own is not None:
            shown[sha256] = own
    return shown, len(urls.keys() - found.keys())


async def picture_urls(market: Marketplace, listings: Iterable[Listing]) -> dict[str, str]:
    """Say where the pictures of these listings are, by the platform's ids of them."""
    found = dict[str, str]()
    if not isinstance(market, ShowsPictures):
        return found
    for listing in listings:
        ids = [picture.remote_id or "" for picture in listing.images or ()]
        urls = await market.picture_urls(listing) if ids else ()
        found |= {name: url for name, url in zip(ids, urls, strict=False) if name and url}
    return found


async def link(
    context: ShopContext, pairs: Sequence[Adopted], found: Survey
) -> tuple[list[Adopted], list[AdoptRefusal]]:
    """Link these pairs; nothing in the shop changes. Answers what was linked, and what was not."""

    async def work(lease: Lease) -> tuple[list[Adopted], list[AdoptRefusal]]:
        catalog = await context.load()
        async with open_round(context, lease, catalog, "look") as round:
            unread = await take_in_orders(round)
            wanted = await project_all(round, unread)
            refused = await _refused(round, pairs)
            good = [pair for pair in pairs if pair not in [each.adopted for each in refused]]
            await _open_books(round, good, wanted)
            await round.store.links.put(lease, [_link(round, pair, found) for pair in good])
            await _remember_names(round, good)
            return good, refused

    return await context.alone(work)


async def _refused(round: Round, pairs: Sequence[Adopted]) -> list[AdoptRefusal]:
    """Find what cannot be linked: linked meanwhile, or a SKU that means something else to us."""
    links = await round.store.links.remote_ids(round.shop.name)
    names, ours = await round.store.stock.renamed(), round.whole_catalog.skus
    known = {product.code for product in round.whole_catalog.products}
    refused = []
    for pair in pairs:
        if pair.code in links or pair.listing.remote_id in links.values():
            refused.append(AdoptRefusal(pair, "adopt_linked_meanwhile"))
        elif any(old in ours or names.get(old, new) != new for old, new in pair.renamed.items()):
            refused.append(AdoptRefusal(pair, "adopt_sku_of_another"))
        elif pair.code not in known:
            refused.append(AdoptRefusal(pair, "adopt_product_unknown"))
    return refused


async def _open_books(round: Round, pairs: Sequence[Adopted], wanted: Wanted) -> None:
    """Write down what these listings show, as where a shop adopts what exists: less is no news."""
    state = ShopState(
        shop=replace(round.shop, existing="adopt"),
        features=round.market.features,
        desired={pair.code: wanted[pair.code] for pair in pairs if pair.code in wanted},
        observed=Identified({pair.code: pair.named for pair in pairs}, {}),
        links={},
        observed_at=round.clock.now(),
        complete=False,
    )
    await note_shown(round, state)


def _link(round: Round, pair: Adopted, found: Survey) -> Link:
    product = found.products[pair.code]
    return Link(
        shop=round.shop.name,
        code=pair.code,
        remote_id=pair.listing.remote_id,
        file=file_of(product),
        applied=applied_of(pair, product, found.pictures),
    )


async def _remember_names(round: Round, pairs: Iterable[Adopted]) -> None:
    """Let orders count that name a SKU of the shop; where none can be renamed, it stands so."""
    stays = "rename_skus" not in round.market.features.can
    renamed: dict[Sku, Sku] = {}
    for pair in pairs:
        renamed |= pair.renamed
    for old, new in renamed.items():
        now = round.clock.now() if stays else None
        await assign(round.store, old, new, now)


async def name_skus(context: ShopContext) -> list[Outcome]:
    """Write our SKUs into linked listings that lack them, through the journal; nothing else."""

    async def work(lease: Lease) -> list[Outcome]:
        catalog = await context.load()
        async with open_round(context, lease, catalog, "change") as round:
            outcomes = await apply(round, await _namings(round))
            done = sum(outcome.status == "done" for outcome in outcomes)
            summary = {"scoped": 1, "done": done, "failed": len(outcomes) - done}
            await round.store.rounds.finish(round.round_id, summary, round.clock.now())
            return outcomes

    return await context.alone(work)


async def _namings(round: Round) -> list[Change]:
    """Find what lacks our SKUs, where a platform lets them be written."""
    if "rename_skus" not in round.market.features.can:
        return []
    links = await round.store.links.of(round.shop.name, round.products.keys())
    known = {link.remote_id: link.applied for link in links.values() if link.applied}
    there = await round.market.find(list(known.values()))
    pairs = [(known[each.remote_id], each) for each in there if each.remote_id in known]
    return [change for pair in pairs if (change := naming(*pair)) is not None]
