"""Tells of another shop's goods as they stand there, on a platform that is about one shop alone."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sync.marketplace import Rejected
from sync.model import Code, Listing, Offer, Problem, Shop, ShopName, Value
from sync.planning.product_state import by_sku
from sync.running.context import Round
from sync.store import OnSale
from sync.wording.listing import buy_links


@dataclass(frozen=True, slots=True)
class ToldListing:
    """A listing as it stands in the shop that is told of, and where buyers see it."""

    listing: Listing
    page: Mapping[str, str]


async def standing_of(round: Round) -> Mapping[Code, ToldListing] | None:
    """Say what stands on sale in the shop that this one tells of; None where it tells of none.

    What we wrote since the last look counts by what we wrote. Raises `Rejected`.
    """
    if round.context.tells_of is None:
        return None
    shops = {shop.name: shop for shop in round.whole_catalog.shops}
    if wrong := telling_wrong(round.shop, round.context.tells_of, shops):
        raise Rejected([wrong])
    told = shops[round.context.tells_of]
    stands = await round.store.observations.standing([told.name], list(round.products))
    on_sale = await round.store.observations.on_sale([told.name])
    return dict(_standing(round, told, stands, on_sale))


def _standing(
    round: Round,
    told: Shop,
    stands: Mapping[tuple[ShopName, Code], Listing | None],
    on_sale: Sequence[OnSale],
) -> Iterator[tuple[Code, ToldListing]]:
    for each in on_sale:
        listing = stands.get((told.name, each.code))
        page = round.context.listing_page(told, each.remote_id)
        if page and listing is not None and listing.status == "live":
            yield each.code, ToldListing(listing, buy_links([page]))


def as_it_stands(listing: Listing, there: ToldListing | None) -> Listing:
    """Give a listing the page, title and figures of the other shop; nothing of it is sold else.

    More than we may offer is offered nowhere, whatever is shown there still.
    """
    if there is None:
        none = tuple(replace(offer, quantity=0) for offer in listing.offers)
        return replace(listing, offers=none)
    sold = by_sku(there.listing.offers)
    attributes = listing.attributes
    return replace(
        listing,
        title=listing.title and (there.listing.title or listing.title),
        english=None,
        attributes=attributes if attributes is None else {**attributes, **there.page},
        offers=tuple(_as_sold(offer, sold.get(offer.sku)) for offer in listing.offers),
    )


def _as_sold(offer: Offer, there: Offer | None) -> Offer:
    offer = replace(offer, lots=None)  # pages alone tell of them
    if there is None:
        return replace(offer, quantity=0)
    counts = [each for each in (offer.quantity, there.quantity) if each is not None]
    return replace(
        offer,
        price=there.price or offer.price,
        list_price=there.list_price,
        quantity=min(counts, default=None),
    )


def telling_wrong(shop: Shop, tells_of: ShopName, among: Container[ShopName]) -> Problem | None:
    """Find why a shop cannot tell of another: there is none, or it would take a share of stock."""
    values: dict[str, Value] = {"shop": shop.name, "other": tells_of}
    if tells_of == shop.name or tells_of not in among:
        return Problem(code="told_shop_unknown", values=values, where=shop.where)
    if shop.stock_rule.share != "shown":
        return Problem(code="told_shop_shares", values=values, where=shop.where)
    return None
