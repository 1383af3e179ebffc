"""What the partner API asks of a listing beyond the fixed limits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from adapters.partner.features import HEAVIEST_G, HTML_MOST, PRICE_STEP
from adapters.partner.mapping.attributes import fill
from adapters.partner.mapping.html import html_of
from adapters.partner.mapping.learned import Learned, ShopLimits
from adapters.partner.mapping.papers import MOST, documents_of
from adapters.partner.mapping.writing import own_sku
from sync.model import Listing, Offer, Place, Problem, Value

SKU = re.compile(r"[A-Za-z0-9._-]*", re.ASCII)
SHOWN_CHOICES = 12


def problems(listing: Listing, learned: Learned, ship_from: Place | None) -> list[Problem]:
    """List every reason to refuse; nothing of what was not learned yet."""
    found = [*_names(listing), *(p for offer in listing.offers for p in _offer(offer))]
    found += _beyond(listing, learned.limits or ShopLimits())
    if ship_from is None:
        found.append(_problem(listing, "ship_from_missing"))
    if (count := len(documents_of(listing))) > MOST:
        found.append(_problem(listing, "papers_too_many", found=count, most=MOST))
    length = len(html_of(listing.description or ""))
    if length > HTML_MOST:
        found.append(_problem(listing, "description_html_too_long", found=length, most=HTML_MOST))
    if learned.tree is not None and listing.category is not None:
        found += _category(listing, listing.category, learned)
    return found


def _problem(listing: Listing, code: str, **values: Value) -> Problem:
    return Problem(code=code, values=values, about=listing.code)


def _beyond(listing: Listing, limits: ShopLimits) -> Iterator[Problem]:
    for code, measured, span in (
        ("title_beyond_limit", len(listing.title or ""), limits.title_length),
        ("images_beyond_limit", len(listing.images or ()), limits.images),
    ):
        if not span.holds(measured):
            yield _problem(listing, code, found=measured, least=span.least, most=span.most)


def _names(listing: Listing) -> Iterator[Problem]:
    """A product has one name for ever, and shares one space of SKUs with its variants."""
    own = own_sku(listing)
    for sku in dict.fromkeys([own, *(offer.sku for offer in listing.offers)]):
        if letters := SKU.sub("", sku):
            wrong = tuple(sorted(set(letters)))
            yield Problem(
                code="sku_letters_refused", values={"text": sku, "letters": wrong}, about=sku
            )
    if listing.option_names and own in {offer.sku for offer in listing.offers}:
        yield _problem(listing, "sku_names_product", sku=own)
    if listing.remote_id is not None and listing.remote_id != own:
        yield _problem(listing, "variants_fixed", names=listing.option_names)


def _offer(offer: Offer) -> Iterator[Problem]:
    if offer.price is not None and offer.price % PRICE_STEP:
        values: dict[str, Value] = {"sku": offer.sku, "found": offer.price, "step": PRICE_STEP}
        yield Problem(code="price_step_missed", values=values, about=offer.sku)
    if offer.weight_g is not None and offer.weight_g > HEAVIEST_G:
        values = {"sku": offer.sku, "found": offer.weight_g, "most": HEAVIEST_G}
        yield Problem(code="weight_beyond_limit", values=values, about=offer.sku)


def _category(listing: Listing, category: str, learned: Learned) -> Iterator[Problem]:
    leaf = learned.category(category)
    if leaf is None:
        yield _problem(listing, "category_not_found", category=category)
    elif leaf in learned.closed:
        yield _problem(listing, "category_closed", category=category)
    filled = fill(learned.form(category), listing.attributes or {})
    for attribute in filled.missing:
        names = attribute.allowed
        allowed = (*names[:SHOWN_CHOICES], "…") if len(names) > SHOWN_CHOICES else names
        yield _problem(listing, "attribute_missing", name=attribute.name, allowed=allowed)
    for attribute, length in filled.too_long:
        values: dict[str, Value] = {"name": attribute.name, "found": length, "most": attribute.most}
        yield _problem(listing, "attribute_too_long", **values)
