"""Says on a platform that leads buyers on where else a product stands to be bought just now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sync.model import Code, Shop, ShopName
from sync.running.context import Round
from sync.store import OnSale
from sync.wording.listing import buy_links

BuyLinks = Mapping[Code, Mapping[str, str]]  # of each product: attribute -> address


async def buy_links_of(round: Round) -> BuyLinks:
    """Find the very listings that are live in other shops, as attributes that name them.

    What we wrote lately counts by what we wrote: one that we hid is linked no more.
    """
    if "buy_links" not in round.market.features.can:
        return {}
    shops = {s.name: s for s in round.whole_catalog.shops if s.name != round.shop.name}
    there = await _live(round, await round.store.observations.on_sale(list(shops)))
    found: dict[Code, list[tuple[str, str]]] = {}
    for code, page in _pages(round, shops, there):
        found.setdefault(code, []).append(page)
    return {code: buy_links(pages) for code, pages in found.items()}


async def _live(round: Round, seen: Sequence[OnSale]) -> list[OnSale]:
    doubted: dict[ShopName, set[Code]] = {}
    for each in seen:
        if each.doubted:
            doubted.setdefault(each.shop, set()).add(each.code)
    hidden = {
        (shop, code)
        for shop, codes in doubted.items()
        for code, link in (await round.store.links.of(shop, codes)).items()
        if link.applied is None or link.applied.status != "live"
    }
    return [each for each in seen if (each.shop, each.code) not in hidden]


def _pages(
    round: Round, shops: Mapping[ShopName, Shop], there: Sequence[OnSale]
) -> Iterator[tuple[Code, tuple[str, str]]]:
    """Go by the shops as shops.yaml lists them."""
    turn = {name: at for at, name in enumerate(shops)}
    for each in sorted(there, key=lambda listing: turn[listing.shop]):
        if page := round.context.listing_page(shops[each.shop], each.remote_id):
            yield each.code, page
