"""Items of Shopee as listings: rows of its answers, read without any call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adapters.shopee.metadata import brand_of, prepare_days_of
from sync.marketplace.json_values import (
    Json,
    grams,
    identity,
    record,
    rows,
    text,
    whole,
    yes,
)
from sync.marketplace.text_normalize import clean
from sync.model import Code, Dong, Listing, Offer, Picture, ShopName, Size, Sku, Status

STATUSES: Mapping[str, Status] = {
    "NORMAL": "live",
    "UNLIST": "hidden",
    "REVIEWING": "reviewing",
    "BANNED": "banned",
}
DELETED = frozenset({"SELLER_DELETE", "SHOPEE_DELETE", "DELETED"})
NO_GTIN = ("", "00")


@dataclass(frozen=True, slots=True)
class ListedItem:
    """An item as get_item_list shows it."""

    item_id: int
    status: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the shop; `next_offset` is None on the last."""

    items: tuple[ListedItem, ...]
    total: int
    next_offset: int | None


def page_of(response: Json) -> Page:
    """Read get_item_list; `item` is absent where nothing was found."""
    more = yes(response.get("has_next_page"))
    return Page(
        items=tuple(
            ListedItem(identity(row, "item_id"), text(row.get("item_status")), stamp_of(row))
            for row in rows(response.get("item"))
        ),
        total=_count(response, "total_count"),
        next_offset=_count(response, "next_offset") if more else None,
    )


def _count(response: Json, name: str) -> int:
    found = whole(response.get(name))
    return identity(response, name) if found is None else found


def stamp_of(row: Json) -> str:
    """Mark a version of an item; price, stock and sales do not move it."""
    return f"{whole(row.get('update_time')) or 0}:{text(row.get('item_status'))}"


def status_of(word: str) -> Status | None:
    """Read an item's status; None where it is deleted.

    A status that nobody wrote down is left to a person as a ban is: it still stands in the shop.
    """
    return None if word in DELETED else STATUSES.get(word, "banned")


def violations_of(response: Json) -> dict[str, str]:
    """Read get_item_violation_info: Shopee's reasons and what it suggests, by item id."""
    return {
        str(identity(row, "item_id")): "; ".join(
            f"{text(one.get('violation_reason'))} ({text(one.get('suggestion'))})"
            for one in rows(row.get("item_status_details"))
        )
        for row in rows(response.get("item_list"))
    }


def listing_of(shop: ShopName, row: Json, models: Json | None) -> Listing:
    """Read one item of get_item_base_info with its get_model_list (None: it has no models)."""
    tiers = [] if models is None else tiers_of(models)
    word = text(row.get("item_status"))
    return Listing(
        shop=shop,
        code=Code(text(row.get("item_sku"))),
        remote_id=str(identity(row, "item_id")),
        title=clean(text(row.get("item_name"))),
        description=clean(text(row.get("description"))),
        category=text(row.get("category_id")),
        brand=brand_of(record(row.get("brand"))),
        attributes=_attributes(row),
        images=_pictures(record(row.get("image"))),
        prepare_days=prepare_days_of(record(row.get("pre_order"))),
        option_names=tuple(name for name, _ in tiers),
        status=status_of(word) or "deleted",
        stock_locked=word not in STATUSES,
        reason="" if word in STATUSES else word,
        stamp=stamp_of(row),
        offers=(_single(row),) if models is None or not tiers else offers_of(models),
    )


def tiers_of(models: Json) -> list[tuple[str, tuple[str, ...]]]:
    """Read the tiers of a get_model_list: a name and its options each."""
    legacy = [
        (clean(text(tier.get("name"))), _options(tier, "option_list", "option"))
        for tier in rows(models.get("tier_variation"))
    ]
    return legacy or [
        (
            clean(text(tier.get("variation_name"))),
            _options(tier, "variation_option_list", "variation_option_name"),
        )
        for tier in rows(models.get("standardise_tier_variation"))
    ]


def _options(tier: Json, members: str, name: str) -> tuple[str, ...]:
    return tuple(clean(text(option.get(name))) for option in rows(tier.get(members)))


def offers_of(models: Json) -> tuple[Offer, ...]:
    """Read the models in the order of their options; a fresh model may still lack its SKU."""
    tiers = tiers_of(models)
    found = sorted(rows(models.get("model")), key=_tier_index)
    return tuple(
        Offer(
            sku=Sku(text(model.get("model_sku"))),
            remote_id=str(identity(model, "model_id")),
            options=_chosen(tiers, _tier_index(model)),
            price=_price(model),
            quantity=_quantity(model),
            gtin=_gtin(model),
            weight_g=grams(model.get("weight")),
            size_mm=_size(record(model.get("dimension"))),
        )
        for model in found
    )


def _tier_index(model: Json) -> tuple[int, ...]:
    found = model.get("tier_index")
    return tuple(whole(one) or 0 for one in found) if isinstance(found, list) else ()


def _chosen(tiers: list[tuple[str, tuple[str, ...]]], index: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(
        options[at] for (_, options), at in zip(tiers, index, strict=False) if at < len(options)
    )


def _single(row: Json) -> Offer:
    return Offer(
        sku=Sku(text(row.get("item_sku"))),
        price=_price(row),
        quantity=_quantity(row),
        gtin=_gtin(row),
        weight_g=grams(row.get("weight")),
        size_mm=_size(record(row.get("dimension"))),
    )


def _price(row: Json) -> Dong | None:
    """Take the price before promotions, which is the one that a write sets."""
    found = next(iter(rows(row.get("price_info"))), record(row.get("price_info")))
    price = whole(found.get("original_price"))
    return None if price is None else Dong(price)


def _quantity(row: Json) -> int | None:
    """Sum what the seller holds over all places: the number that a write sets."""
    held = rows(record(row.get("stock_info_v2")).get("seller_stock"))
    counts = [count for place in held if (count := whole(place.get("stock"))) is not None]
    return sum(counts) if counts else None


def _gtin(row: Json) -> str | None:
    gtin = text(row.get("gtin_code"))
    return None if gtin in NO_GTIN else gtin


def _size(dimension: Json) -> Size | None:
    sides_cm = [
        whole(dimension.get(side)) for side in ("package_length", "package_width", "package_height")
    ]
    length, width, height = ((side or 0) * 10 for side in sides_cm)
    return (length, width, height) if length and width and height else None


def _attributes(row: Json) -> dict[str, str]:
    return {
        text(one.get("original_attribute_name")): ", ".join(
            f"{text(v.get('original_value_name'))} {text(v.get('value_unit'))}".strip()
            for v in rows(one.get("attribute_value_list"))
        )
        for one in rows(row.get("attribute_list"))
    }


def _pictures(image: Json) -> tuple[Picture, ...]:
    ids = image.get("image_id_list")
    return tuple(Picture("", text(one)) for one in ids) if isinstance(ids, list) else ()
