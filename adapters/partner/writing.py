"""Writes listings as products, always all of a product, and finds what would be refused."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from adapters.partner.attributes import asked_line, fill
from adapters.partner.features import HEAVIEST_G, HTML_MOST, PRICE_STEP
from adapters.partner.listings import SKU, offers_of, own_sku, sku_of
from adapters.partner.metadata import MetadataCache, ShopLimits
from adapters.partner.papers import MOST, documents_of, papers_body
from sync.marketplace import Asked, Limits, Rejected
from sync.marketplace.categories import missed, not_a_leaf, shortened
from sync.marketplace.json_values import Json, record, rows, text, whole
from sync.marketplace.text_normalize import clean
from sync.model import Field, Listing, Offer, Picture, Place, Problem, Value

Terms = Literal["all", "of new ones"]  # which prices and stocks a body names
NOTHING: Mapping[str, object] = {}
BULLET = "- "


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a product's body is made from; `standing` is the product as it is, {} if it is new.

    `about` names the fields that the edit is about: the others stay as they stand, where they can.
    """

    listing: Listing
    metadata: MetadataCache
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
    leaf = draft.metadata.category(wanted)
    if leaf is None:
        values = {"category": wanted}
        about = draft.listing.code
        raise Rejected([Problem(code="category_unread", values=values, about=about)])
    return leaf


def _attributes(draft: Draft) -> Json:
    """Write ours; what somebody added in the seller centre stays in an edit about other things."""
    form = draft.metadata.form(draft.listing.category)
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
        written = _offer(offer, there.get(offer.sku), draft.terms)
        return {**written, **_list_price(offer, draft.about)}
    return {
        "options": list(draft.listing.option_names),
        "variants": [
            {
                "sku": offer.sku,
                "option_values": list(offer.options),
                **_offer(offer, there.get(offer.sku), draft.terms),
                **_list_price(offer, draft.about),
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
    if offer.list_price is not None:
        named["list_price"] = offer.list_price
    if offer.quantity is not None or standing is None:
        named["stock"] = offer.quantity or 0  # where we know none, nothing is for sale
    return named


def _list_price(offer: Offer, about: Collection[Field]) -> Json:
    """Write the price that is struck through, or that none is, where the edit is about it."""
    return {"list_price": offer.list_price} if "list_price" in about else NOTHING


def _picture(standing: Json | None) -> Json:
    media_id = text((standing or NOTHING).get("media_id"))
    return {"media_id": media_id} if media_id else NOTHING


def html_of(text: str) -> str:
    """Write paragraphs and lists; lines within a paragraph stay lines."""
    plain = html.escape(clean(text), quote=False)
    blocks = (block.splitlines() for block in re.split(r"\n\s*\n", plain))
    return "".join(part for lines in blocks for part in _parts(lines))


def _parts(lines: list[str]) -> Iterator[str]:
    for listed, alike in groupby(map(str.strip, lines), key=lambda line: line.startswith(BULLET)):
        if listed:
            yield f"<ul>{''.join(f'<li>{line.removeprefix(BULLET)}</li>' for line in alike)}</ul>"
        else:
            yield f"<p>{'<br>'.join(alike)}</p>"


def left_out(listing: Listing, known: MetadataCache) -> list[Problem]:
    """Say what of our attributes the category has no place for."""
    if known.category(listing.category) not in known.categories:
        return []
    filled = fill(known.form(listing.category), listing.attributes or {})
    return list(missed(listing, filled.asked, map(asked_line, filled.unlike)))


def asked_in(leaf: int, known: MetadataCache) -> Asked:
    """Say what a category asks for, as a person reads it."""
    limits = known.limits or ShopLimits()
    return Asked(
        attributes=tuple(map(asked_line, known.categories[leaf].form)),
        limits=Limits(title_length=limits.title_length, images=limits.images),
        closed="CLOSED" if leaf in known.closed else "",
    )


def problems(listing: Listing, known: MetadataCache, ship_from: Place | None) -> list[Problem]:
    """List every reason to refuse; nothing of what was not learned yet."""
    found = [
        *_name_problems(listing),
        *(p for offer in listing.offers for p in _offer_problems(offer)),
    ]
    found += _limit_problems(listing, known.limits or ShopLimits())
    if ship_from is None:
        found.append(_problem(listing, "ship_from_missing"))
    if (count := len(documents_of(listing))) > MOST:
        found.append(_problem(listing, "papers_too_many", found=count, most=MOST))
    length = len(html_of(listing.description or ""))
    if length > HTML_MOST:
        found.append(_problem(listing, "description_html_too_long", found=length, most=HTML_MOST))
    if known.tree is not None and listing.category is not None:
        found += _category_problems(listing, listing.category, known)
    return found


def _problem(listing: Listing, code: str, **values: Value) -> Problem:
    return Problem(code=code, values=values, about=listing.code)


def _limit_problems(listing: Listing, limits: ShopLimits) -> Iterator[Problem]:
    for code, measured, span in (
        ("title_beyond_limit", len(listing.title or ""), limits.title_length),
        ("images_beyond_limit", len(listing.images or ()), limits.images),
    ):
        if not span.holds(measured):
            yield _problem(listing, code, found=measured, least=span.least, most=span.most)


def _name_problems(listing: Listing) -> Iterator[Problem]:
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
    if listing.remote_id is not None and listing.remote_id != own and _is_fixed(listing):
        yield _problem(listing, "variants_fixed", names=listing.option_names)


def _is_fixed(listing: Listing) -> bool:
    """Whether a product cannot become that: one of variants, or one alone; another code it bears.

    A product alone is named by its SKU, and one with variants by a name that is no SKU of theirs.
    """
    return not listing.option_names or listing.remote_id in {one.sku for one in listing.offers}


def _offer_problems(offer: Offer) -> Iterator[Problem]:
    if offer.price is not None and offer.price % PRICE_STEP:
        values: dict[str, Value] = {"sku": offer.sku, "found": offer.price, "step": PRICE_STEP}
        yield Problem(code="price_step_missed", values=values, about=offer.sku)
    if offer.weight_g is not None and offer.weight_g > HEAVIEST_G:
        values = {"sku": offer.sku, "found": offer.weight_g, "most": HEAVIEST_G}
        yield Problem(code="weight_beyond_limit", values=values, about=offer.sku)


def _category_problems(listing: Listing, category: str, known: MetadataCache) -> Iterator[Problem]:
    leaf = known.category(category)
    if leaf is None:
        yield not_a_leaf(listing, known.tree)
    elif leaf in known.closed:
        yield _problem(listing, "category_closed", category=category)
    filled = fill(known.form(category), listing.attributes or {})
    for attribute in filled.missing:
        allowed = shortened(attribute.allowed)
        yield _problem(listing, "attribute_missing", name=attribute.name, allowed=allowed)
    for attribute, length in filled.too_long:
        values: dict[str, Value] = {"name": attribute.name, "found": length, "most": attribute.most}
        yield _problem(listing, "attribute_too_long", **values)
