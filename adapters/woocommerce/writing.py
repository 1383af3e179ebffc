"""Writes listings as the products that WooCommerce takes, and says what it would refuse.

Prices are text, in plain digits. Lists are replaced whole, so what others put there is sent along.
"""

from __future__ import annotations

import html
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from adapters.woocommerce.listings import GROUP, MARK
from adapters.woocommerce.metadata import DONG, GRAMS, MILLIMETRES, MetadataCache, ShopUnits
from sync.marketplace import Rejected
from sync.marketplace.categories import not_a_leaf
from sync.marketplace.json_values import Json, identity, rows, text
from sync.marketplace.text_normalize import clean, fold
from sync.model import VIETNAM, Field, Listing, Offer, Problem, Sku, Value

BRAND = "Thương hiệu"
FILED = "_ocop_sync_category"  # under which category we filed it, among those of the owner
NAMED = "_ocop_sync_attributes"  # which attributes are ours, among those of plugins
CONTENT: frozenset[Field] = frozenset({"title", "description", "category", "attributes", "images"})
MERGED: frozenset[Field] = frozenset({"category", "brand", "attributes", "variants"})
MEASURES: frozenset[Field] = frozenset({"weight_g", "size_mm", "gtin"})
FINE = Decimal("0.000001")
BAR = "|"  # parts the options of one attribute where they are stored


def normalize(listing: Listing) -> Listing:
    """Say what WooCommerce will echo: composed letters, no blank edges, GTINs in digits."""
    return replace(
        listing,
        title=None if listing.title is None else clean(listing.title),
        attributes=listing.attributes and {n: clean(v) for n, v in listing.attributes.items()},
        option_names=tuple(clean(name) for name in listing.option_names),
        offers=tuple(_echoed(offer) for offer in listing.offers),
    )


def _echoed(offer: Offer) -> Offer:
    struck = offer.list_price
    above = struck is not None and offer.price is not None and struck > offer.price
    return replace(
        offer,
        options=tuple(clean(option) for option in offer.options),
        list_price=struck if above else None,
        net_content=None,
        unit=None,
        pack=None,
    )


def html_of(said: str) -> str:
    """Write a text as paragraphs; a single line end stays one."""
    parts = (html.escape(part.strip(), quote=False) for part in clean(said).split("\n\n"))
    return "\n".join(f"<p>{part}</p>".replace("\n", "<br />") for part in parts if part)


def parent_sku(listing: Listing) -> Sku:
    """Name a product with variations by its code: without a SKU nothing guards against a second."""
    own = Sku(listing.code)
    taken = own in {offer.sku for offer in listing.offers}
    return Sku(f"{listing.code}{GROUP}") if taken else own


def terms_of(offer: Offer) -> Json:
    """Write the prices, both of them: an old sale would go on below a new price.

    `sale_price` counts only below `regular_price`, and only within its dates, so those go too. Of a
    campaign only the end is written: WooCommerce turns prices once a day, at midnight, so we begin
    and end it, and it does where we cannot.
    """
    if offer.price is None:
        return {}
    until = offer.price_until
    ends = until.astimezone(VIETNAM).isoformat(timespec="seconds") if until else ""
    sale = {"date_on_sale_from": "", "date_on_sale_to": ends}
    if offer.list_price and offer.list_price > offer.price:
        return {"regular_price": str(offer.list_price), "sale_price": str(offer.price), **sale}
    return {"regular_price": str(offer.price), "sale_price": "", **sale, "date_on_sale_to": ""}


def stock_of(offer: Offer) -> Json:
    """Write a quantity, and that it is kept of this very thing, not of its parent."""
    return {"manage_stock": True, "stock_quantity": offer.quantity or 0}


def measures_of(offer: Offer, units: ShopUnits) -> Json:
    """Write weight, sides and GTIN, in the shop's own units; what is None stays as it is."""
    body: dict[str, object] = {}
    if offer.weight_g is not None:
        body["weight"] = _in_units(offer.weight_g, GRAMS.get(units.weight_unit, Decimal(1000)))
    if offer.size_mm is not None:
        one = MILLIMETRES.get(units.size_unit, Decimal(10))
        names = ("length", "width", "height")
        sides = zip(names, offer.size_mm, strict=True)
        body["dimensions"] = {name: _in_units(side, one) for name, side in sides}
    if offer.gtin is not None:
        body["global_unique_id"] = offer.gtin
    return body


def _in_units(amount: int, one: Decimal) -> str:
    found = (Decimal(amount) / one).quantize(FINE, ROUND_HALF_UP)
    return f"{found.normalize():f}"


def sold_row(offer: Offer, units: ShopUnits) -> Json:
    """Write what is sold under a SKU and does not stand yet."""
    return {"sku": offer.sku, **terms_of(offer), **stock_of(offer), **measures_of(offer, units)}


def variation_row(listing: Listing, offer: Offer, units: ShopUnits) -> Json:
    """Write a variation that does not stand yet."""
    return {**sold_row(offer, units), "status": "publish", **place_of(listing, offer)}


def place_of(listing: Listing, offer: Offer) -> Json:
    """Say under which options a variation stands."""
    place = zip(listing.option_names, offer.options, strict=True)
    return {"attributes": [{"name": name, "option": option} for name, option in place]}


def new_product(listing: Listing, metadata: MetadataCache) -> Json:
    """Write a product that does not stand yet: one of variations as a draft until it has them."""
    content = content_of(listing, CONTENT, metadata, {})
    shown = {"status": "draft" if listing.status == "hidden" else "publish"}
    if listing.option_names:
        group = {"type": "variable", "sku": parent_sku(listing), "status": "draft"}
        return {**content, **group}
    sold = sold_row(listing.offers[0], metadata.units)
    return {**content, "type": "simple", **sold, **shown}


def content_of(
    listing: Listing, fields: Collection[Field], metadata: MetadataCache, standing: Json
) -> Json:
    """Write these fields; `standing` is the product as it is, {} where there is none yet.

    Raises `Rejected` where the shop has no such category.
    """
    body: dict[str, object] = {}
    meta: dict[str, object] = {MARK: listing.code}
    if "title" in fields and listing.title is not None:
        body["name"] = listing.title
    if "description" in fields and listing.description is not None:
        body["description"] = html_of(listing.description)
    if "category" in fields and listing.category is not None:
        filed = _category(listing, metadata)
        body["categories"] = _filed(filed, standing)
        meta[FILED] = filed
    if {"attributes", "brand", "variants"} & set(fields):
        ours = _attributes(listing)
        body["attributes"] = [*ours, *_of_others(ours, standing)]
        meta[NAMED] = [each["name"] for each in ours]
    if "images" in fields and listing.images is not None:
        ids = [picture.remote_id for picture in listing.images if picture.remote_id]
        body["images"] = [{"id": int(each)} for each in dict.fromkeys(ids)]
    return {**body, "meta_data": [{"key": key, "value": value} for key, value in meta.items()]}


def _category(listing: Listing, metadata: MetadataCache) -> int:
    found = metadata.category(listing.category)
    if found is None:
        values = {"category": listing.category}
        raise Rejected([Problem(code="category_unread", values=values, about=listing.code)])
    return found


def _filed(ours: int, standing: Json) -> list[Json]:
    """Keep the owner's other categories; the one that we filed it under before goes."""
    before = _meta(standing).get(FILED)
    others = [identity(each, "id") for each in rows(standing.get("categories"))]
    kept = [each for each in others if each not in (ours, before)]
    is_new = not standing  # a new product stands under the shop's default category
    return [{"id": each} for each in (ours, *([] if is_new else kept))]


def _meta(standing: Json) -> Mapping[str, object]:
    return {text(each.get("key")): each.get("value") for each in rows(standing.get("meta_data"))}


def _attributes(listing: Listing) -> list[Json]:
    """Write what the label says, each once, and what the variations differ by."""
    said = {BRAND: listing.brand, **(listing.attributes or {})}
    folded = {fold(name): (name, value) for name, value in said.items() if value}
    options = {fold(name) for name in listing.option_names}
    shown = [
        {"name": name, "visible": True, "variation": False, "options": [_unbarred(value)]}
        for key, (name, value) in folded.items()
        if key not in options
    ]
    varies = [
        {"name": name, "visible": True, "variation": True, "options": _choices(listing, place)}
        for place, name in enumerate(listing.option_names)
    ]
    return [{**each, "position": place} for place, each in enumerate([*varies, *shown])]


def _unbarred(value: str) -> str:
    return clean(value).replace(BAR, "/")


def _choices(listing: Listing, place: int) -> list[str]:
    return list(dict.fromkeys(offer.options[place] for offer in listing.offers))


def _of_others(ours: Sequence[Json], standing: Json) -> Iterator[Json]:
    """Send along what plugins and the owner put there, as it stands.

    What variations differ by is the listing's to say: under another name it would stand beside.
    """
    varies = any(each["variation"] for each in ours)
    before = _meta(standing).get(NAMED)
    known = {fold(text(each["name"])) for each in ours}
    known |= {fold(text(name)) for name in before} if isinstance(before, list) else set()
    for place, each in enumerate(rows(standing.get("attributes"))):
        if varies and each.get("variation") is True:
            continue
        if fold(text(each.get("name"))) not in known:
            yield {**each, "position": len(ours) + place}


def problems(listing: Listing, metadata: MetadataCache) -> list[Problem]:
    """List every reason why a shop would refuse, or would sell wrongly."""
    return [*_of_site(listing, metadata), *_of_listing(listing, metadata)]


def _problem(listing: Listing, code: str, **values: Value) -> Problem:
    return Problem(code=code, values=values, about=listing.code)


def _of_site(listing: Listing, metadata: MetadataCache) -> Iterator[Problem]:
    site = metadata.site
    if site is None:
        return
    if site.currency != DONG:
        yield _problem(listing, "shop_not_in_dong", currency=site.currency or "?")
    if not site.manages_stock:
        yield _problem(listing, "shop_counts_no_stock")


def _of_listing(listing: Listing, metadata: MetadataCache) -> Iterator[Problem]:
    varies = metadata.kinds.get(str(listing.remote_id))
    if varies is not None and varies != bool(listing.option_names):
        yield _problem(listing, "variants_fixed", names=listing.option_names)
    for name in (*listing.option_names, *(o for one in listing.offers for o in one.options)):
        if BAR in name:
            yield _problem(listing, "option_letters_refused", text=name, letters=(BAR,))
    unknown = metadata.tree is not None and metadata.category(listing.category) is None
    if unknown and listing.category is not None:
        yield not_a_leaf(listing, metadata.tree)
