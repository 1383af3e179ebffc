"""Rules of campaigns: what is asked less and when, within the law of promotions.

Law: at most half off the price just before (Decree 81/2018, amended by 128/2024), but for
concentrated programmes that an authority runs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sync.catalog.diagnostics import Finding
from sync.catalog.facts import Facts
from sync.catalog.nearest import nearest
from sync.catalog.reading import Path
from sync.catalog.yaml_schema import WrittenProduct
from sync.catalog.yaml_schema.product import WrittenCampaign
from sync.model import MOST_PERCENT, Value


def campaign_rules(product: WrittenProduct, facts: Facts) -> Iterator[Finding]:
    """Find what is wrong with each campaign, and with two at once."""
    campaigns = product.campaigns or ()
    usual = _usual(product)
    for index, campaign in enumerate(campaigns):
        path: Path = ("campaigns", index)
        if campaign.ends <= campaign.begins:
            yield Finding("campaign_days_crossed", (*path, "to"))
        if (campaign.percent is None) == (campaign.price is None and not campaign.prices):
            yield Finding("campaign_price_or_percent", path)
        yield from _reductions(path, campaign, usual)
        yield from _named(path, campaign, usual, facts)
        yield from _overlaps(path, campaign, campaigns[:index])


def _usual(product: WrittenProduct) -> dict[str, int | None]:
    """Say what each SKU costs without a campaign, before any shop's rule."""
    variants = product.variants or ()
    return {each.sku: each.price or product.price for each in variants} or {
        product.code: product.price
    }


def _reductions(
    path: Path, campaign: WrittenCampaign, usual: dict[str, int | None]
) -> Iterator[Finding]:
    if campaign.percent is not None and not 0 < campaign.percent < 100:
        yield Finding("percent_range", (*path, "percent"))
    elif (campaign.percent or 0) > MOST_PERCENT and not campaign.concentrated:
        yield Finding("campaign_over_half", (*path, "percent"), values={"most": MOST_PERCENT})
    prices = campaign.prices or {}
    for sku, price in usual.items():
        at: Path = (*path, "prices", sku) if sku in prices else (*path, "price")
        asked = prices.get(sku, campaign.price)
        if asked is None or price is None:
            continue
        values: dict[str, Value] = {"sku": sku, "price": price, "most": MOST_PERCENT}
        if asked >= price:
            yield Finding("campaign_not_cheaper", at, values=values)
        elif asked * 100 < price * (100 - MOST_PERCENT) and not campaign.concentrated:
            yield Finding("campaign_over_half", at, values=values)


def _named(
    path: Path, campaign: WrittenCampaign, usual: dict[str, int | None], facts: Facts
) -> Iterator[Finding]:
    for sku in sorted((campaign.prices or {}).keys() - usual.keys()):
        at: Path = (*path, "prices", sku)
        yield Finding("override_sku_unknown", at, values={"sku": sku}, at="key")
    for index, name in enumerate(campaign.shops or ()):
        if name not in facts.channels:
            values = {"name": name[:60], "nearest": nearest(name, facts.channels)}
            yield Finding("campaign_shop_unknown", (*path, "shops", index), "warning", values)


def _overlaps(
    path: Path, campaign: WrittenCampaign, before: Sequence[WrittenCampaign]
) -> Iterator[Finding]:
    """Find a campaign that holds while another of the product does: which price was meant?"""
    for number, other in enumerate(before, start=1):
        apart = campaign.ends <= other.begins or other.ends <= campaign.begins
        if not apart and _meet(campaign.shops, other.shops) and _same_skus(campaign, other):
            yield Finding("campaign_overlaps", path, values={"other": other.name or str(number)})
            return


def _meet(one: Sequence[str] | None, other: Sequence[str] | None) -> bool:
    """Whether two lists of names have one in common; a list that is not written names all."""
    return not one or not other or not set(one).isdisjoint(other)


def _same_skus(one: WrittenCampaign, other: WrittenCampaign) -> bool:
    def skus(campaign: WrittenCampaign) -> list[str] | None:
        alone = campaign.price is None and campaign.percent is None
        return list(campaign.prices or ()) if alone else None

    return _meet(skus(one), skus(other))
