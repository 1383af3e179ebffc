"""The English side of a website: pages of what is told in English, and their lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from adapters.site.places import ENGLISH
from adapters.site.product import ShownProduct, path_of, shown
from adapters.site.records import Card, Records
from adapters.site.settings import SiteSettings
from adapters.site.words_en import FACTS
from sync.model import EnglishPack, Listing, Offer

CARD, TITLE, KIND, SITEMAP = "card en", "title en", "category en", "sitemap en"


def in_english(site: SiteSettings) -> SiteSettings:
    """Give the settings of a site as its English pages tell them."""
    told = site.en
    if told is None:
        return site
    named = {name: text for name, text in told.seller.model_dump().items() if text}
    seller = site.seller.model_copy(update=named)
    own = {"name": told.name, "about": told.about, "policies": told.policies}
    return site.model_copy(update={**own, "seller": seller})


def shown_in_english(listing: Listing, slug: str, updated_on: date) -> ShownProduct | None:
    """Say how the site shows a listing in English; None where it is not told in it."""
    told = listing.english
    if told is None:
        return None
    links = {name: at for name, at in (listing.attributes or {}).items() if at.startswith("http")}
    offers = tuple(_offer(each, told.packs.get(each.sku)) for each in listing.offers)
    english = replace(
        listing,
        title=told.title,
        description=told.description,
        category=told.category,
        attributes={**links, **told.attributes},
        option_names=told.option_names,
        offers=offers,
    )
    product = shown(english, slug, updated_on)
    lots = tuple(replace(lot, path=ENGLISH + lot.path) for lot in product.lots)
    return replace(
        product,
        language="en",
        facts=_named(product.facts),
        label=_named(product.label),
        details=_named(product.details),
        lots=lots,
        other=path_of(slug),
    )


def _named(facts: Mapping[str, str]) -> dict[str, str]:
    return {FACTS.get(name, name): fact for name, fact in facts.items()}


def _offer(offer: Offer, pack: EnglishPack | None) -> Offer:
    pack = pack or EnglishPack()
    return replace(
        offer,
        options=pack.options,
        net_content=pack.net_content,
        unit=pack.unit,
        pack=pack.pack,
    )


def parts_of(product: ShownProduct | None, card: str, entry: str) -> dict[str, str]:
    """Keep what lists show of a product in English; nothing where it is not told in it."""
    if product is None:
        return dict.fromkeys((CARD, TITLE, KIND, SITEMAP), "")
    return {CARD: card, TITLE: product.title, KIND: product.category, SITEMAP: entry}


def english_cards(records: Records) -> Sequence[Card]:
    """Give the cards of what is on sale and told in English."""
    titles, kinds, slugs = records.parts(TITLE), records.parts(KIND), records.slugs()
    return [
        Card(slug=slugs[code], title=titles[code], category=kinds.get(code, ""), html=html)
        for code, html in records.parts(CARD).items()
    ]
