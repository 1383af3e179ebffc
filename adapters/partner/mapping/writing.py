"""Writes listings as the products that the partner API takes: always all of a product."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from adapters.partner.mapping.attributes import fill
from adapters.partner.mapping.html import html_of
from adapters.partner.mapping.learned import Learned
from adapters.partner.mapping.papers import papers_body
from adapters.partner.mapping.reading import offers_of, sku_of
from sync.marketplace import Rejected
from sync.marketplace.json_values import Json, record, rows, text, whole
from sync.marketplace.text_normalize import clean
from sync.model import Field, Listing, Offer, Picture, Place, Problem

Terms = Literal["all", "of new ones"]  # which prices and stocks a body names
NOTHING: Mapping[str, object] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a product's body is made from; `standing` is the product as it is, {} if it is new.

    `about` names the fields that the edit is about: the others stay as they stand, where they can.
    """

    listing: Listing
    learned: Learned
    ship_from: Place | None
    standing: Json
    terms: Terms
    about: Collection[Field] = ()


def normalize(listing: Listing) -> Listing:
    """Say what will be echoed: texts of one line with single spaces, no sizes of parcels."""
    images = listing.images
    return replace(
        listing,
        title=listing.title and one_line(listing.title),
        description=listing.description and clean(listing.description),
        brand=listing.brand and one_line(listing.brand),
        images=images and tuple({picture.sha256: picture for picture in images}.values()),
        option_names=tuple(map(one_line, listing.option_names)),
        offers=tuple(_echoed(offer) for offer in listing.offers),
    )


def one_line(said: str) -> str:
    """Write a text as the server stores it in a field of one line."""
    return " ".join(unicodedata.normalize("NFC", said).split())


def _echoed(offer: Offer) -> Offer:
    return replace(offer, options=tuple(map(one_line, offer.options)), size_mm=None)


def own_sku(listing: Listing) -> str:
    """Name a product: by its SKU where it has no variants, else by its code."""
    return listing.code if listing.option_names else listing.offers[0].sku


def body_of(draft: Draft) -> Json:
    """Write the body of PUT /products/by-sku/{sku}.

    What is absent there would be taken away, so what the catalog does not manage is written as it
    stands. Raises `Rejected` where the category is unknown.
    """
    listing, standing = draft.listing, draft.standing
    short = text(standing.get("short_description"))
    brand = listing.brand or text(standing.get("brand"))
    return {
        **({"short_description": short} if short else {}),
        **papers_body(listing, standing, draft.about),
        **({"brand": brand} if brand else {}),
        "name": listing.title,
        "description_html": html_of(listing.description or ""),
        "category_id": _category(draft),
        "attributes": _attributes(draft),
        "images": pictures_of(listing.images or (), standing),
        "ship_from": _ship_from(draft),
        **_offers(draft),
    }


def _category(draft: Draft) -> int:
    wanted = draft.listing.category
    leaf = draft.learned.category(wanted)
    if leaf is None:
        values = {"category": wanted}
        about = draft.listing.code
        raise Rejected([Problem(code="category_not_found", values=values, about=about)])
    return leaf


def _attributes(draft: Draft) -> Json:
    """Write ours; what somebody added in the seller centre stays in an edit about other things."""
    form = draft.learned.form(draft.listing.category)
    ours = fill(form, draft.listing.attributes or {}).values
    if "attributes" in draft.about:
        return ours
    known = {attribute.code for attribute in form}
    standing = record(draft.standing.get("attributes")).items()
    kept = {code: value for code, value in standing if code in known and value is not None}
    return kept | ours


def pictures_of(images: tuple[Picture, ...], standing: Json) -> list[str]:
    """Name the pictures; those that were not uploaded now stand there by their content."""
    there = {text(row.get("sha256")): text(row.get("media_id")) for row in _images(standing)}
    named = [picture.remote_id or there.get(picture.sha256, "") for picture in images]
    if not all(named):  # somebody changed them there, and this edit is not about pictures
        named = [text(row.get("media_id")) for row in _images(standing)]
    return list(dict.fromkeys(named))


def _images(standing: Json) -> list[Json]:
    return rows(standing.get("images"))


def _ship_from(draft: Draft) -> Json:
    place = draft.ship_from
    if place is None:
        return record(draft.standing.get("ship_from"))
    return {"province_code": place.province, "commune_code": place.commune}


def _offers(draft: Draft) -> Json:
    there = {sku_of(row): row for row in offers_of(draft.standing)} if draft.standing else {}
    if not draft.listing.option_names:
        offer = draft.listing.offers[0]
        return _offer(offer, there.get(offer.sku), draft.terms)
    return {
        "options": list(draft.listing.option_names),
        "variants": [
            {
                "sku": offer.sku,
                "option_values": list(offer.options),
                **_offer(offer, there.get(offer.sku), draft.terms),
                **_picture(there.get(offer.sku)),
            }
            for offer in draft.listing.offers
        ],
    }


def _offer(offer: Offer, standing: Json | None, terms: Terms) -> Json:
    """Write one offer; a price or stock that is not named stays as it stands."""
    gtin = offer.gtin or text((standing or NOTHING).get("gtin"))
    weight_g = offer.weight_g or whole((standing or NOTHING).get("weight_g"))
    named: dict[str, object] = {"weight_g": weight_g, **({"gtin": gtin} if gtin else {})}
    if terms == "of new ones" and standing is not None:
        return named
    if offer.price is not None:
        named["price"] = offer.price
    if offer.quantity is not None or standing is None:
        named["stock"] = offer.quantity or 0  # where we know none, nothing is for sale
    return named


def _picture(standing: Json | None) -> Json:
    media_id = text((standing or NOTHING).get("media_id"))
    return {"media_id": media_id} if media_id else NOTHING
