"""Writes listings as the bodies that TikTok takes: content, SKUs, and whole products.

All SKUs are written each time, for one that is left out is deleted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby

from adapters.tiktok.attributes import fill
from adapters.tiktok.features import CATEGORY_VERSION
from adapters.tiktok.listings import identity_of, leaf_of
from adapters.tiktok.metadata import CategoryMeta, MetadataCache
from adapters.tiktok.papers import certifications, standing_papers
from sync.marketplace import Rejected
from sync.marketplace.json_values import Json, record, rows, text
from sync.marketplace.text_normalize import clean, fold
from sync.model import Field, Listing, Offer, Problem, Size, Sku

BULLET = "- "
# Escapes like &amp; are refused, and a bare < would begin a tag: these look the same to a reader.
LOOK_ALIKES = str.maketrans({"<": "‹", ">": "›"})
ESCAPE = re.compile(r"&(?=#?\w+;)")


def html_of(text: str) -> str:
    """Write paragraphs and lists; lines within a paragraph stay lines."""
    plain = ESCAPE.sub("& ", clean(text).translate(LOOK_ALIKES))
    blocks = (block.splitlines() for block in re.split(r"\n\s*\n", plain))
    return "".join(part for lines in blocks for part in _parts(lines))


def _parts(lines: list[str]) -> Iterator[str]:
    for listed, alike in groupby(map(str.strip, lines), key=lambda line: line.startswith(BULLET)):
        if listed:
            yield f"<ul>{''.join(f'<li>{line.removeprefix(BULLET)}</li>' for line in alike)}</ul>"
        else:
            yield f"<p>{'<br>'.join(alike)}</p>"


CURRENCY = "VND"


@dataclass(frozen=True, slots=True)
class SkuRows:
    """The SKU rows of an edit; those that are `new` have no id, so the edit makes them."""

    rows: tuple[Json, ...]
    new: bool


def price_body(offer: Offer) -> Json:
    """Write a display price; TikTok takes amounts as text."""
    return {"amount": str(offer.price), "currency": CURRENCY}


def stock_body(places: Mapping[str, int]) -> list[Json]:
    """Write the stock in each warehouse."""
    return [{"warehouse_id": place, "quantity": count} for place, count in places.items()]


def new_row(listing: Listing, offer: Offer, warehouse: str) -> Json:
    """Write a SKU that is not there yet, all of its stock in one warehouse."""
    row: dict[str, object] = {
        **_names(offer),
        **_placed(listing, offer),
        **_own_parcel(listing, offer),
        "price": price_body(offer),
        "inventory": stock_body({warehouse: offer.quantity or 0}),
    }
    if offer.gtin:
        row["identifier_code"] = {"code": offer.gtin, "type": "GTIN"}
    return row


def kept_row(row: Json) -> Json:
    """Write a SKU as it was read; price and stock stay what they are by being left out."""
    kept: dict[str, object] = {
        "id": identity_of(row, "id"),
        "seller_sku": text(row.get("seller_sku")),
        "external_sku_id": text(row.get("external_sku_id")),
        "sales_attributes": [_kept_choice(choice) for choice in rows(row.get("sales_attributes"))],
    }
    code = record(row.get("identifier_code"))
    if text(code.get("code")):  # some are told by their type alone
        kept["identifier_code"] = {name: text(code.get(name)) for name in ("code", "type")}
    return kept | {name: row[name] for name in ("sku_weight", "sku_dimensions") if row.get(name)}


def kept_rows(product: Json) -> tuple[Json, ...]:
    """Write every SKU of a product as it is."""
    return tuple(kept_row(row) for row in rows(product.get("skus")))


def wanted_rows(listing: Listing, product: Json, warehouse: str) -> SkuRows:
    """Write the SKUs that a listing wants: those that stand there by their id, the others anew.

    One that stands there under another name, or none, gets the name that is wanted.
    """
    standing = by_sku(product)
    known = [standing[offer.sku] for offer in listing.offers if offer.sku in standing]
    others = [row for row in rows(product.get("skus")) if row not in known]
    unnamed = {identity_of(row, "id"): row for row in others}
    found = [standing.get(o.sku) or unnamed.get(o.remote_id or "") for o in listing.offers]
    same = all(
        row is not None and _chosen(row) == _wished(listing, offer)
        for row, offer in zip(found, listing.offers, strict=True)
    )
    written = [
        new_row(listing, offer, warehouse)
        if row is None
        else {
            **kept_row(row),
            **_names(offer),
            **_own_parcel(listing, offer),
            **({} if same else {"sales_attributes": [], **_placed(listing, offer)}),
        }
        for row, offer in zip(found, listing.offers, strict=True)
    ]
    return SkuRows(tuple(written), new=None in found)


def priced_rows(product: Json, offers: Sequence[Offer]) -> tuple[Json, ...]:
    """Write every SKU of a product as it is, some with another price."""
    prices = {offer.remote_id: price_body(offer) for offer in offers}
    return tuple(
        {**row, "price": prices[row["id"]]} if row["id"] in prices else row
        for row in kept_rows(product)
    )


def parcelled_rows(product: Json, listing: Listing) -> tuple[Json, ...]:
    """Write every SKU of a product as it is, those of ours with their own weight and size."""
    ours = {offer.sku: offer for offer in listing.offers}
    named = {text(row.get("id")): sku for sku, row in by_sku(product).items() if sku in ours}
    return tuple(
        {**row, **_own_parcel(listing, ours[Sku(named[row["id"]])])} if row["id"] in named else row
        for row in kept_rows(product)
    )


def by_sku(product: Json) -> dict[str, Json]:
    """Look up the SKUs of a product by our name of them."""
    found = rows(product.get("skus"))
    named = {text(row.get("external_sku_id")): row for row in found}
    named |= {text(row.get("seller_sku")): row for row in found}
    named.pop("", None)
    return named


def _names(offer: Offer) -> Json:
    """Write our name of a SKU in both places: somebody may have edited the visible one."""
    return {"seller_sku": offer.sku, "external_sku_id": offer.sku}


def _own_parcel(listing: Listing, offer: Offer) -> Json:
    """Write the weight and size of a SKU by itself, where those of a listing differ."""
    if len({(one.weight_g, one.size_mm) for one in listing.offers}) < 2:
        return {}
    own: dict[str, object] = {}
    if offer.weight_g is not None:
        own["sku_weight"] = kilograms(offer.weight_g)
    if offer.size_mm is not None:
        own["sku_dimensions"] = centimetres(offer.size_mm)
    return own


def kilograms(weight_g: int) -> Json:
    """Write a weight to the gram, as text."""
    return {"value": f"{Decimal(weight_g) / 1000:f}", "unit": "KILOGRAM"}


def centimetres(size: Size) -> Json:
    """Write the sides of a parcel with two decimals, as text."""
    names = ("length", "width", "height")
    sides = {name: f"{Decimal(side) / 10:.2f}" for name, side in zip(names, size, strict=True)}
    return {**sides, "unit": "CENTIMETER"}


def _placed(listing: Listing, offer: Offer) -> Json:
    """Write which options a SKU stands under."""
    pairs = _wished(listing, offer)
    choices = [{"name": name, "value_name": value} for name, value in pairs]
    return {"sales_attributes": choices} if choices else {}


def _wished(listing: Listing, offer: Offer) -> list[tuple[str, str]]:
    return list(zip(map(clean, listing.option_names), map(clean, offer.options), strict=True))


def _chosen(row: Json) -> list[tuple[str, str]]:
    return [
        (clean(text(choice.get("name"))), clean(text(choice.get("value_name"))))
        for choice in rows(row.get("sales_attributes"))
    ]


def _kept_choice(choice: Json) -> Json:
    kept: dict[str, object] = {
        "id": text(choice.get("id")),
        "value_id": text(choice.get("value_id")),
    }
    if uri := text(record(choice.get("sku_img")).get("uri")):
        kept["sku_img"] = {"uri": uri}
    return kept


CONTENT: frozenset[Field] = frozenset(
    {"title", "description", "brand", "attributes", "images", "papers", "weight_g", "size_mm"}
)


def normalize(listing: Listing) -> Listing:
    """Say what TikTok will echo: composed letters, no blank edges."""
    return replace(
        listing,
        title=None if listing.title is None else clean(listing.title),
        description=None if listing.description is None else clean(listing.description),
        option_names=tuple(clean(name) for name in listing.option_names),
        offers=tuple(_echoed(offer) for offer in listing.offers),
    )


def _echoed(offer: Offer) -> Offer:
    return replace(offer, options=tuple(clean(option) for option in offer.options))


def product_body(listing: Listing, metadata: MetadataCache, warehouse: str) -> Json:
    """Write the body of Create Product; raises `Rejected` where there is no such category."""
    leaf, meta = placed(listing, metadata)
    return {
        "save_mode": "AS_DRAFT" if listing.status == "hidden" else "LISTING",
        "category_id": str(leaf),
        "category_version": CATEGORY_VERSION,
        **content_body(listing, CONTENT, metadata),
        "is_cod_allowed": meta.pays_on_delivery,
        "external_product_id": listing.code,
        "skus": [new_row(listing, offer, warehouse) for offer in listing.offers],
    }


def placed(listing: Listing, metadata: MetadataCache) -> tuple[int, CategoryMeta]:
    """Find where a listing belongs and what is asked there; raises `Rejected`."""
    leaf, meta = metadata.category(listing.category), metadata.meta(listing.category)
    if leaf is None or meta is None:
        values = {"category": listing.category}
        raise Rejected([Problem(code="category_unread", values=values, about=listing.code)])
    return leaf, meta


def save_mode(product: Json, wanted: Listing | None) -> Json:
    """Say whether an edit of a draft submits it; of anything else nothing needs to be said."""
    if text(product.get("status")) != "DRAFT":
        return {}
    lists = wanted is not None and wanted.status == "live"
    return {"save_mode": "LISTING" if lists else "AS_DRAFT"}


def content_body(
    listing: Listing, fields: Collection[Field], metadata: MetadataCache
) -> dict[str, object]:
    """Write these fields as an edit takes them; what is not managed is left out."""
    body: dict[str, object] = {}
    for name in sorted(CONTENT.intersection(fields)):
        body |= WRITERS[name](listing, metadata)
    return body


def _title(listing: Listing, _: MetadataCache) -> Json:
    return {} if listing.title is None else {"title": clean(listing.title)}


def _description(listing: Listing, _: MetadataCache) -> Json:
    return {} if listing.description is None else {"description": html_of(listing.description)}


def _brand(listing: Listing, metadata: MetadataCache) -> Json:
    brand_id = metadata.brand_id(listing.brand)
    return {"brand_id": brand_id} if brand_id else {}


def _images(listing: Listing, _: MetadataCache) -> Json:
    uris = [picture.remote_id for picture in listing.images or () if picture.remote_id]
    return {"main_images": [{"uri": uri} for uri in uris]} if uris else {}


def _attributes(listing: Listing, metadata: MetadataCache) -> Json:
    if listing.attributes is None:
        return {}
    choices = fill(placed(listing, metadata)[1].form, listing.attributes).choices
    return {"product_attributes": [{"id": id_, "values": v} for id_, v in choices.items()]}


def _papers(listing: Listing, metadata: MetadataCache) -> Json:
    if not listing.papers:
        return {}
    written = certifications(listing, placed(listing, metadata)[1])
    return {"certifications": written} if written else {}


def _weight(listing: Listing, _: MetadataCache) -> Json:
    """Write the parcel of the heaviest variant."""
    heaviest = max((o.weight_g for o in listing.offers if o.weight_g is not None), default=None)
    return {} if heaviest is None else {"package_weight": kilograms(heaviest)}


def _size(listing: Listing, _: MetadataCache) -> Json:
    """Write the parcel of the largest variant."""
    sizes = [offer.size_mm for offer in listing.offers if offer.size_mm is not None]
    if not sizes:
        return {}
    sides: Size = tuple(max(side) for side in zip(*sizes, strict=True))
    return {"package_dimensions": centimetres(sides)}


WRITERS: Mapping[str, Callable[[Listing, MetadataCache], Json]] = {
    "title": _title,
    "description": _description,
    "brand": _brand,
    "images": _images,
    "attributes": _attributes,
    "papers": _papers,
    "weight_g": _weight,
    "size_mm": _size,
}


def with_standing_attributes(body: Json, product: Json, taken_back: Collection[str]) -> Json:
    """Keep the attributes that somebody gave a product, but those that we now take back.

    The list that is sent replaces the whole list that stands there.
    """
    if "product_attributes" not in body:
        return body
    ours = {row["id"] for row in body["product_attributes"]}
    standing = standing_attributes(product, taken_back)
    others = [row for row in standing if row["id"] not in ours]
    return {**body, "product_attributes": [*body["product_attributes"], *others]}


def standing_attributes(product: Json, without: Collection[str] = ()) -> list[Json]:
    """Write the attributes of a product as they were read, without those of these names."""
    unwanted = {fold(name) for name in without}
    return [
        {
            "id": text(row.get("id")),
            "values": [{"id": text(value.get("id"))} for value in rows(row.get("values"))],
        }
        for row in rows(product.get("product_attributes"))
        if text(row.get("id")) and fold(text(row.get("name"))) not in unwanted
    ]


AS_READ = ("package_weight", "package_dimensions", "is_cod_allowed", "external_product_id")


def whole_body(product: Json) -> dict[str, object]:
    """Write the body of a full edit that changes nothing: whatever it omits would be emptied."""
    body: dict[str, object] = {
        "save_mode": "LISTING",
        "category_id": leaf_of(product),
        "category_version": CATEGORY_VERSION,
        "title": text(product.get("title")),
        "description": text(product.get("description")),
        "main_images": _uris(product.get("main_images")),
        "product_attributes": standing_attributes(product),
        "certifications": standing_papers(product),
        "delivery_option_ids": [
            text(row.get("id")) for row in rows(product.get("delivery_options"))
        ],
        "skus": list(kept_rows(product)),
    }
    body |= {name: product[name] for name in AS_READ if product.get(name) is not None}
    for name, written in (("brand", "brand_id"), ("video", "video")):
        if id_ := text(record(product.get(name)).get("id")):
            body[written] = id_ if written == "brand_id" else {"id": id_}
    return {name: value for name, value in body.items() if value not in (None, [], "")}


def _uris(images: object) -> list[Json]:
    return [{"uri": text(row.get("uri"))} for row in rows(images)]
