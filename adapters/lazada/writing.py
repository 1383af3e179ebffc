"""Writes listings as the products that Lazada takes, and says what it would refuse."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal
from xml.etree.ElementTree import Element, SubElement, tostring

import orjson

from adapters.lazada.attributes import PRE_ORDER, asked_line, fill
from adapters.lazada.features import FORBIDDEN_LETTERS, HEAVIEST_G, LARGEST_SUM_MM
from adapters.lazada.metadata import CategoryMeta, FixedVariants, MetadataCache
from adapters.lazada.special_price import sale_of
from sync.marketplace import Asked, Rejected
from sync.marketplace.categories import BRAND, missed, not_a_leaf, shortened
from sync.marketplace.json_values import Json
from sync.marketplace.text_normalize import clean, fold
from sync.model import Field, Listing, Offer, Picture, Problem, Value


def of_product(product: Json) -> dict[str, str]:
    """Pack a product; every value in it is text, lists are lists."""
    return {"payload": orjson.dumps({"Request": {"Product": product}}).decode()}


def of_skus(skus: Sequence[Json]) -> dict[str, str]:
    """Pack SKUs of any items."""
    return of_product({"Skus": {"Sku": list(skus)}})


def to_hide(item_id: str, sku_ids: Iterable[str] = ()) -> dict[str, str]:
    """Pack what /product/deactivate wants: an item, or some SKUs of it."""
    request = Element("Request")
    product = SubElement(request, "Product")
    SubElement(product, "ItemId").text = item_id
    named = list(sku_ids)
    if named:
        skus = SubElement(product, "Skus")
        for sku_id in named:
            SubElement(skus, "SkuId").text = sku_id
    return {"apiRequestBody": tostring(request, encoding="unicode")}


def to_remove(item_id: str, sku_ids: Iterable[str]) -> dict[str, str]:
    """Pack what /product/remove wants: names made of both ids."""
    names = [f"SkuId_{item_id}_{sku_id}" for sku_id in sku_ids]
    return {"sku_id_list": orjson.dumps(names).decode()}


def html_of(text: str) -> str:
    """Write a text as paragraphs; a single line end stays one."""
    return "".join(
        tostring(_paragraph(paragraph.split("\n")), encoding="unicode", method="html")
        for paragraph in text.split("\n\n")
        if paragraph.strip()
    )


def _paragraph(lines: Sequence[str]) -> Element:
    paragraph = Element("p")
    paragraph.text = lines[0]
    for line in lines[1:]:
        SubElement(paragraph, "br").tail = line
    return paragraph


def highlights_of(points: Sequence[str]) -> str:
    """Write points as the list that a short description has to be."""
    outer = Element("ul")
    for point in points:
        SubElement(outer, "li").text = point
    return tostring(outer, encoding="unicode", method="html")


NO_BRAND = "No Brand"
CONTENT: frozenset[Field] = frozenset(
    {"title", "description", "category", "brand", "attributes", "images", "prepare_days"}
)
FORM: frozenset[Field] = frozenset({"category", "attributes"})
STEP_G = 10  # weights are kilograms with two decimals

SkuStatus = Literal["active", "inactive"]


def normalize(listing: Listing) -> Listing:
    """Say what Lazada will echo: composed letters, weights in steps of 10 g, no barcode.

    Who names no brand sells "No Brand"; the same picture twice would be refused.
    """
    return replace(
        listing,
        title=None if listing.title is None else clean(listing.title),
        description=None if listing.description is None else clean(listing.description),
        brand=listing.brand or NO_BRAND,
        attributes=listing.attributes and _without_brand(listing.attributes),
        images=None if listing.images is None else _once_each(listing.images),
        option_names=tuple(clean(name) for name in listing.option_names),
        offers=tuple(_echoed(offer) for offer in listing.offers),
    )


def _without_brand(attributes: Mapping[str, str]) -> dict[str, str]:
    """Leave out what is written as the brand."""
    return {name: said for name, said in attributes.items() if fold(name) != BRAND}


def _once_each(images: Sequence[Picture]) -> tuple[Picture, ...]:
    return tuple({picture.sha256: picture for picture in images}.values())


def _echoed(offer: Offer) -> Offer:
    """Round a weight up: a parcel that is declared too light costs more at the counter."""
    weight_g = None if offer.weight_g is None else -(-offer.weight_g // STEP_G) * STEP_G
    options = tuple(clean(option) for option in offer.options)
    return replace(offer, options=options, weight_g=weight_g, gtin=None)


def new_product(
    listing: Listing,
    offers: Sequence[Offer],
    metadata: MetadataCache,
    standard: Collection[str] = (),
) -> Json:
    """Write the product of /product/create with these of its offers."""
    return {
        **content_of(listing, CONTENT, metadata),
        # Lazada would fill attributes in by itself, and nobody would know who said what.
        "disableAutoFillAttribute": True,
        **variation_of(listing, standard),
        "Skus": {"Sku": [new_sku(listing, offer, metadata) for offer in offers]},
    }


def content_of(listing: Listing, fields: Collection[Field], metadata: MetadataCache) -> Json:
    """Write these fields as /product/update takes them; a new category brings its form.

    Raises `Rejected` where Lazada has no such category. `Attributes` must be there, if empty.
    """
    body: dict[str, object] = {}
    attributes: dict[str, str] = {}
    if "title" in fields and listing.title is not None:
        attributes["name"] = listing.title
    if "description" in fields and listing.description is not None:
        attributes["description"] = html_of(listing.description)
    if {"brand", "category"} & set(fields):
        attributes["brand"] = brand_of(listing, metadata)
    if FORM & set(fields):
        leaf, meta = _category_meta(listing, metadata)
        attributes |= fill(meta.form, listing.attributes or {}).of_item
        if meta.short_description:
            attributes["short_description"] = highlights_of([listing.title or listing.code])
        if "category" in fields:
            body["PrimaryCategory"] = str(leaf)
    attributes |= _pre_order(listing, fields, metadata)
    if "images" in fields and listing.images is not None:
        urls = [picture.remote_id for picture in listing.images if picture.remote_id]
        body["Images"] = {"Image": list(dict.fromkeys(urls))}
    return {**body, "Attributes": attributes}


def _pre_order(
    listing: Listing, fields: Collection[Field], metadata: MetadataCache
) -> dict[str, str]:
    """Say that it is sold to order, or is in stock again, where the category lets one say so."""
    meta = metadata.meta(listing.category)
    if "prepare_days" not in fields or meta is None or not meta.pre_order:
        return {}
    if not listing.prepare_days:
        return {PRE_ORDER[0]: "No"}
    return dict(zip(PRE_ORDER, ("Yes", str(listing.prepare_days)), strict=True))


def brand_of(listing: Listing, metadata: MetadataCache) -> str:
    """Name the brand; one that Lazada said it does not know becomes none."""
    brand = listing.brand or NO_BRAND
    return NO_BRAND if fold(brand) in metadata.unknown_brands else brand


def _category_meta(listing: Listing, metadata: MetadataCache) -> tuple[int, CategoryMeta]:
    leaf, meta = metadata.category(listing.category), metadata.meta(listing.category)
    if leaf is None or meta is None:
        values = {"category": listing.category}
        raise Rejected([Problem(code="category_unread", values=values, about=listing.code)])
    return leaf, meta


def variation_of(listing: Listing, standard: Collection[str] = ()) -> Json:
    """Write the options as variations of our own, but those that the category defines."""
    own = [name for name in listing.option_names if name not in standard]
    axes = {
        f"variation{number}": {
            "name": name,
            "hasImage": False,
            "customize": True,
            "options": {"option": _options(listing.offers, listing.option_names.index(name))},
        }
        for number, name in enumerate(own, 1)
    }
    return {"variation": axes} if axes else {}


def _options(offers: Sequence[Offer], place: int) -> list[str]:
    return list(dict.fromkeys(offer.options[place] for offer in offers))


def new_sku(listing: Listing, offer: Offer, metadata: MetadataCache) -> Json:
    """Write a SKU that does not stand yet; where we know no quantity, nothing is for sale."""
    meta = metadata.meta(listing.category) or CategoryMeta()
    status = {"Status": "inactive"} if listing.status == "hidden" else {}
    return {
        "SellerSku": offer.sku,
        **place_of(listing, offer),
        "quantity": str(offer.quantity or 0),
        "price": str(offer.price or 0),
        **parcel_of(offer),
        **sale_of(offer),
        **fill(meta.form, listing.attributes or {}).of_sku,
        **status,
    }


def place_of(listing: Listing, offer: Offer) -> Json:
    """Say under which options a SKU stands."""
    place = dict(zip(listing.option_names, offer.options, strict=True))
    return {"saleProp": place} if place else {}


def terms_of(offer: Offer) -> Json:
    """Write price and sellable quantity, those that are known."""
    known = {"price": offer.price, "quantity": offer.quantity}
    return {name: str(value) for name, value in known.items() if value is not None}


def standing_sku(offer: Offer, status: SkuStatus) -> Json:
    """Name a SKU that stands: its status too, or an update would put it on sale by itself."""
    return {"SkuId": offer.remote_id or "", "Status": status, **parcel_of(offer)}


def parcel_of(offer: Offer) -> dict[str, str]:
    """Write weight (kg, two decimals) and sides (cm); what is None is left as it is."""
    parcel: dict[str, str] = {}
    if offer.weight_g is not None:
        parcel["package_weight"] = _decimal(offer.weight_g, 1000)
    if offer.size_mm is not None:
        names = ("package_length", "package_width", "package_height")
        parcel |= {n: _decimal(side, 10) for n, side in zip(names, offer.size_mm, strict=True)}
    return parcel


def _decimal(number: int, part: int) -> str:
    return f"{Decimal(number) / part:f}"


def left_out(listing: Listing, metadata: MetadataCache) -> list[Problem]:
    """Say what of our attributes the category has no place for."""
    meta = metadata.meta(listing.category)
    if meta is None or meta.closed:
        return []
    filled = fill(meta.form, listing.attributes or {})
    return list(missed(listing, filled.asked, map(asked_line, filled.unlike)))


def asked_in(meta: CategoryMeta) -> Asked:
    """Say what a category asks for, as a person reads it; every parcel needs its size."""
    why = meta.closed and (meta.closed.values.get("platform_message") or meta.closed.code)
    return Asked(
        attributes=tuple(map(asked_line, meta.form)),
        size_mandatory=True,
        closed=str(why or ""),
    )


def problems(listing: Listing, metadata: MetadataCache) -> list[Problem]:
    """List every reason why Lazada would refuse; nothing of what was not learned yet."""
    found = [
        *_letter_problems(listing),
        *(p for offer in listing.offers for p in _parcel_problems(offer)),
    ]
    if listing.remote_id in metadata.locked:
        found.append(_problem(listing, "listing_locked", platform_message="Lock"))
    standing = metadata.fixed.get(listing.remote_id or "")
    if standing and not _can_become(standing, listing):
        found.append(_problem(listing, "variants_fixed", names=standing.option_names))
    if metadata.tree is not None and listing.category is not None:
        found += _category_problems(listing, listing.category, metadata)
    return found


def _problem(listing: Listing, code: str, **values: Value) -> Problem:
    return Problem(code=code, values=values, about=listing.code)


def _letter_problems(listing: Listing) -> Iterator[Problem]:
    """Find the letters that Lazada takes neither in SKUs nor in options."""
    names = (*listing.option_names, *(o for offer in listing.offers for o in offer.options))
    for code, texts in (
        ("option_letters_refused", dict.fromkeys(names)),
        ("sku_letters_refused", [offer.sku for offer in listing.offers]),
    ):
        for text in texts:
            if wrong := sorted(FORBIDDEN_LETTERS & set(text)):
                yield _problem(listing, code, text=text, letters=tuple(wrong))


def _parcel_problems(offer: Offer) -> Iterator[Problem]:
    if offer.size_mm is None:
        yield Problem(code="parcel_size_unknown", about=offer.sku)
    elif sum(offer.size_mm) > LARGEST_SUM_MM:
        yield _beyond(offer, "parcel_too_large", sum(offer.size_mm), LARGEST_SUM_MM)
    if offer.weight_g is not None and offer.weight_g > HEAVIEST_G:
        yield _beyond(offer, "weight_beyond_limit", offer.weight_g, HEAVIEST_G)


def _beyond(offer: Offer, code: str, found: int, most: int) -> Problem:
    values: dict[str, Value] = {"sku": offer.sku, "found": found, "most": most}
    return Problem(code=code, values=values, about=offer.sku)


def _can_become(standing: FixedVariants, listing: Listing) -> bool:
    """Options may be added behind those that stand; a SKU cannot be renamed, so one must stay."""
    kept = listing.option_names[: len(standing.option_names)] == standing.option_names
    return kept and any(offer.sku in standing.skus for offer in listing.offers)


def _category_problems(
    listing: Listing, category: str, metadata: MetadataCache
) -> Iterator[Problem]:
    leaf, meta = metadata.category(category), metadata.meta(category)
    if leaf is None:
        yield not_a_leaf(listing, metadata.tree)
    elif leaf in metadata.without_options and listing.option_names:
        yield _problem(listing, "options_not_in_category", category=category)
    if meta and meta.closed:
        yield Problem(code=meta.closed.code, values=meta.closed.values, about=listing.code)
    if meta:
        yield from _form_problems(listing, meta)


def _form_problems(listing: Listing, meta: CategoryMeta) -> Iterator[Problem]:
    if listing.prepare_days and not meta.pre_order and not meta.closed:
        yield replace(_problem(listing, "pre_order_refused"), fields=frozenset({"prepare_days"}))
    filled = fill(meta.form, listing.attributes or {})
    for attribute in filled.missing:
        allowed = shortened(asked_line(attribute).allowed)
        yield _problem(listing, "attribute_missing", name=attribute.label, allowed=allowed)
