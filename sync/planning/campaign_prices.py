"""What a campaign makes of a price, and which moves of a price it foretold."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sync.model import MOST_PERCENT, Campaign, Change, Dong, PriceRule, Product, Shop, Sku
from sync.planning.price import rounded_up
from sync.planning.values import sku_value


@dataclass(frozen=True, slots=True)
class CampaignPrices:
    """The prices of one SKU in one shop that its catalog foretold.

    `usual` is that without any campaign, `now` that of the one that holds, None: none holds. `some`
    are those of all that have begun, and of those that ended lately.
    """

    usual: Dong
    now: Dong | None = None
    some: frozenset[Dong] = frozenset()

    def foretell(self, last: Dong | None, after: Dong | None) -> bool:
        """Whether a price moves as was written: to a campaign's, or back from it."""
        known = {self.usual, *self.some}
        return last in known and after in known


def campaigns_of(product: Product, shop: Shop) -> Iterator[Campaign]:
    """Name the campaigns of a product that are for this shop."""
    names = {shop.name, shop.platform}
    return (c for c in product.campaigns if not c.shops or not names.isdisjoint(c.shops))


def campaign_in(product: Product, shop: Shop, now: datetime) -> Campaign | None:
    """Find the campaign of a product that holds in a shop; of several the first that is written."""
    return next((c for c in campaigns_of(product, shop) if c.begins <= now < c.ends), None)


def campaign_ahead(
    product: Product, shop: Shop, now: datetime, ahead: timedelta
) -> Campaign | None:
    """Find the campaign that holds, else the soonest that begins within some time."""
    coming = [c for c in campaigns_of(product, shop) if now < c.begins <= now + ahead]
    return campaign_in(product, shop, now) or min(coming, key=lambda c: c.begins, default=None)


def campaign_price(campaign: Campaign, sku: Sku, usual: Dong, rule: PriceRule) -> Dong | None:
    """Say what a SKU costs in a campaign; None where that is not less, or less than it may be."""
    price = asked_price(campaign, sku, usual, rule)
    if price is None or price >= usual or (rule.floor is not None and price < rule.floor):
        return None
    fair = price * 100 >= usual * (100 - MOST_PERCENT)
    return price if fair or campaign.concentrated else None


def asked_price(campaign: Campaign, sku: Sku, usual: Dong, rule: PriceRule) -> Dong | None:
    """Say what a campaign asks for a SKU, may it or not; None: it is about others."""
    if campaign.percent is None:
        return campaign.prices.get(sku, campaign.price)
    off = 100_000 - round(campaign.percent * 1000)
    return Dong(rounded_up(-(-usual * off // 100_000), rule))


def explained(change: Change, prices: CampaignPrices | None) -> Change:
    """Tell a price that a campaign brings, or takes back, from one that somebody edited."""
    if change.kind == "revise" and change.fields == ("sale",) and change.reason == "catalog":
        runs = any(offer.sale for offer in change.after.offers)
        return replace(change, reason="campaign" if runs else "campaign_over")
    if prices is None or change.kind != "reprice" or change.reason != "catalog":
        return change
    after = sku_value(change.after, change.sku, "price")
    if not prices.foretell(sku_value(change.before, change.sku, "price"), after):
        return change
    return replace(change, reason="campaign" if after == prices.now else "campaign_over")
