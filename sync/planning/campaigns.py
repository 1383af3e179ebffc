"""Puts campaign prices into what is wanted of a shop, while they hold."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from sync.marketplace import Ability, Features
from sync.model import (
    VIETNAM,
    Campaign,
    Code,
    DatedPrice,
    Dong,
    Listing,
    Offer,
    PriceRule,
    Problem,
    Product,
    Shop,
    Sku,
    Value,
)
from sync.planning.campaign_prices import (
    CampaignPrices,
    asked_price,
    campaign_ahead,
    campaign_in,
    campaign_price,
    campaigns_of,
)
from sync.planning.project import price_in, project

AHEAD = timedelta(days=7)  # so early a campaign is written where a platform keeps its days
STILL_FORETOLD = timedelta(days=14)  # after its end a campaign explains that a price goes back

_ANY: frozenset[Ability] = frozenset()


def project_at(
    product: Product,
    shop: Shop,
    offered: Mapping[Sku, int | None],
    now: datetime,
    features: Features | None = None,
) -> Listing:
    """Compose the listing that the shop shall show at this moment, campaigns included."""
    listing = project(product, shop, offered, now.astimezone(VIETNAM).date(), features)
    can = features.can if features else _ANY
    if "dated_prices" in can:
        return _dated(listing, product, shop, now)
    campaign = None if product.kept else campaign_in(product, shop, now)
    if campaign is None:
        return listing
    offers = (_reduced(offer, campaign, shop.price_rule, can) for offer in listing.offers)
    return replace(listing, offers=tuple(offers))


def _dated(listing: Listing, product: Product, shop: Shop, now: datetime) -> Listing:
    """Want the campaign of now, or the next, with its days: it is over in time without us."""
    left_alone = product.kept or "price" in shop.fields_left_to("theirs")
    campaign = None if left_alone else campaign_ahead(product, shop, now, AHEAD)
    if campaign is None:
        return listing
    offers = (_on_sale(offer, campaign, shop.price_rule) for offer in listing.offers)
    return replace(listing, offers=tuple(offers))


def _on_sale(offer: Offer, campaign: Campaign, rule: PriceRule) -> Offer:
    price = campaign_price(campaign, offer.sku, offer.price, rule) if offer.price else None
    if price is None:
        return offer
    return replace(offer, sale=DatedPrice(price, campaign.begins, campaign.ends))


def running_campaigns(
    products: Iterable[Product], shop: Shop, now: datetime
) -> tuple[tuple[Code, Campaign], ...]:
    """Name the campaigns that hold in a shop: while they are the same, so are its prices."""
    found = ((p.code, campaign_in(p, shop, now)) for p in products if p.campaigns)
    return tuple((code, campaign) for code, campaign in found if campaign is not None)


def turns(products: Iterable[Product], now: datetime) -> datetime | None:
    """Say when the next campaign begins or ends; None: none does."""
    campaigns = (campaign for product in products for campaign in product.campaigns)
    moments = (moment for each in campaigns for moment in (each.begins, each.ends))
    return min((moment for moment in moments if moment > now), default=None)


def campaign_prices(
    products: Iterable[Product], shop: Shop, now: datetime
) -> dict[Sku, CampaignPrices]:
    """Gather what campaigns foretell of the prices in a shop, by SKU."""
    found = dict[Sku, CampaignPrices]()
    for product in (product for product in products if product.campaigns):
        ours = campaigns_of(product, shop)
        begun = [each for each in ours if each.begins <= now < each.ends + STILL_FORETOLD]
        if begun:
            found |= _foretold(product, shop, begun, now)
    return found


def campaigns_kept_by_us(
    products: Iterable[Product], shop: Shop, now: datetime, features: Features
) -> Iterator[Problem]:
    """Say of the campaign that begins or ends next that it does so by this computer alone."""
    if "dated_prices" in features.can or features.delivery == "files":
        return
    ours = [(c, p) for p in products for c in campaigns_of(p, shop) if now < c.ends]
    if not ours:
        return
    turn = min(at for c, _ in ours for at in (c.begins, c.ends) if at > now)
    values: dict[str, Value] = {
        "shop": shop.name,
        "count": len({product.code for _, product in ours}),
        "next": turn.isoformat(timespec="minutes"),
        "platform": features.label,
    }
    late = "ends_prices" in features.can
    code = "campaign_ended_late" if late else "campaign_kept_by_us"
    yield Problem(code=code, severity="note", values=values)


def campaigns_without_effect(
    products: Iterable[Product], shop: Shop, now: datetime
) -> Iterator[Problem]:
    """Tell of campaigns, not yet over, that a shop cannot follow: its price, or floor, is other."""
    today = now.astimezone(VIETNAM).date()
    for product in (product for product in products if product.campaigns):
        for campaign in (each for each in campaigns_of(product, shop) if now < each.ends):
            for variant in product.variants:
                usual = price_in(product, variant, shop, today)
                terms = (campaign, variant.sku, usual or Dong(0), shop.price_rule)
                asked = asked_price(*terms)
                if usual and asked is not None and campaign_price(*terms) is None:
                    yield _without_effect(product, variant.sku, shop, (campaign, usual, asked))


def _without_effect(
    product: Product, sku: Sku, shop: Shop, asked: tuple[Campaign, Dong, Dong]
) -> Problem:
    values: dict[str, Value] = {
        "name": asked[0].name or None,
        "sku": sku,
        "shop": shop.name,
        "usual": asked[1],
        "asked": asked[2],
        "floor": shop.price_rule.floor,
    }
    return Problem(
        code="campaign_without_effect",
        severity="warning",
        values=values,
        where=product.source,
        about=product.code,
        sku=sku,
    )


def _foretold(
    product: Product, shop: Shop, begun: list[Campaign], now: datetime
) -> dict[Sku, CampaignPrices]:
    found = dict[Sku, CampaignPrices]()
    holds, today = campaign_in(product, shop, now), now.astimezone(VIETNAM).date()
    for variant in product.variants:
        usual = price_in(product, variant, shop, today)
        if usual is not None:
            prices = [campaign_price(c, variant.sku, usual, shop.price_rule) for c in begun]
            price = campaign_price(holds, variant.sku, usual, shop.price_rule) if holds else None
            some = frozenset(each for each in prices if each is not None)
            found[variant.sku] = CampaignPrices(usual, price, some)
    return found


def _reduced(offer: Offer, campaign: Campaign, rule: PriceRule, can: Collection[Ability]) -> Offer:
    """Ask the campaign's price, beside what was asked just before where that may be shown."""
    usual = offer.price
    price = campaign_price(campaign, offer.sku, usual, rule) if usual else None
    if usual is None or price is None:
        return offer
    shown = "list_price" in can and usual <= 2 * price
    until = campaign.ends if "ends_prices" in can and shown else None
    return replace(offer, price=price, list_price=usual if shown else None, price_until=until)
