"""What an item would be after a create or update, before anything is checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sandbox.lazada.attributes import normal_attributes
from sandbox.lazada.categories import (
    BRANDS,
    CATEGORIES,
    INACTIVE,
    RESTRICTED,
    brand_by_name,
    is_leaf,
)
from sandbox.lazada.entities import Variation
from sandbox.lazada.errors import Refusal, numbered, overview, row

if TYPE_CHECKING:
    from sandbox.lazada.entities import Shop, Sku
    from sandbox.lazada.payload import Node
    from sandbox.replica import Json


@dataclass(frozen=True, slots=True)
class Wish:
    """One Sku of the payload; `sku` is the one it changes, None when it is to be born."""

    node: Node
    sku: Sku | None = None

    @property
    def seller_sku(self) -> str:
        return self.sku.seller_sku if self.sku else self.node.text("SellerSku")

    @property
    def fields(self) -> dict[str, str]:
        """Its own attributes as they would be afterwards."""
        given = {name: self.node.text(name) for name in SKU_FIELDS if self.node.text(name)}
        return (self.sku.fields if self.sku else {}) | given


@dataclass(frozen=True, slots=True)
class Draft:
    """An item as it would be; `bystanders` are its SKUs that the payload does not name."""

    shop: Shop
    failed: tuple[str, str]  # the overview of a refusal: create or update
    category_id: int
    attributes: Mapping[str, str]
    given: Mapping[str, str]  # those of the attributes that the payload brings
    images: Sequence[str]
    variations: Sequence[Variation]
    wishes: Sequence[Wish]
    bystanders: Sequence[Sku] = ()
    associated: bool = False  # SKUs are added to an item that stands already

    def refuse(self, rows: Sequence[Json]) -> None:
        """Raise the overview when there is any row."""
        if rows:
            raise overview(self.failed, rows)

    def refuse_with(self, code: str, rows: Sequence[Json]) -> None:
        """Raise with a specific code on top when there is any row."""
        if rows:
            raise Refusal(code, self.failed[1], detail=rows)


SKU_FIELDS = (
    "package_weight",
    "package_length",
    "package_width",
    "package_height",
    "package_content",
    "delay_delivery_days",
    "coming_soon",
)


def checked_category(text: str, failed: tuple[str, str]) -> int:
    """The id of a usable leaf; raises 201, 4134, 4228 or 4124."""
    category_id = int(text) if text.isascii() and text.isdigit() else 0
    if category_id not in CATEGORIES:
        raise numbered(201, f"Invalid category {text}")
    if not is_leaf(category_id):
        found = row("PrimaryCategory", "CHK_CATEGORY_ID_NOT_LEAF_CATEGORY", "Not a leaf category")
        raise overview(failed, [found])
    if category_id in INACTIVE:
        raise overview(failed, [{"field": "Product", "message": "Category is inactive"}])
    if category_id in RESTRICTED:
        found = row("PrimaryCategory", "BIZ_CHECK_MANGROVE_RULE_QC", "Restricted category")
        raise overview(failed, [found])
    return category_id


_TAG = re.compile(r"</?\s*(\w+)[^>]*>")
_URL = re.compile(r"https?://\S+")
_LISTED = frozenset({"ul", "ol", "li"})
FILLED = {"Hazmat": "None", "warranty_type": "No Warranty"}


def short_description(text: str) -> str:
    """Only list markup stays; pictures, links and other tags vanish silently."""
    listed = _TAG.sub(lambda tag: tag[0] if tag[1].lower() in _LISTED else "", text)
    return _URL.sub("", listed)


def shown_description(text: str) -> str:
    """The description as it is read back: wrapped in the platform's own article."""
    if not text:
        return ""
    return f'<article class="lzd-article" style="white-space:break-spaces">{text}</article>'


def kept(name: str, text: str) -> str:
    """An attribute as it is stored."""
    return short_description(text) if name == "short_description" else text.strip()


def texts_of(node: Node) -> dict[str, str]:
    """The children that say something; an empty one says nothing."""
    return {name: node.text(name) for name in node if node.text(name)}


def kept_attributes(draft: Draft) -> dict[str, str]:
    """The given attributes as stored: unknown names vanish, the brand by its official name."""
    known = normal_attributes(draft.category_id)
    stored = {name: kept(name, text) for name, text in draft.given.items() if name in known}
    number, name = draft.given.get("brand_id", ""), draft.given.get("brand", "")
    brand_id = int(number) if number.isdecimal() else brand_by_name(name)
    return stored | ({} if brand_id is None else {"brand": BRANDS[brand_id]})


def merged(old: Sequence[Variation], new: Sequence[Variation]) -> list[Variation]:
    """Axes and options may come, none may go."""
    by_name = {axis.name: axis for axis in old}
    for axis in new:
        known = by_name[axis.name].options if axis.name in by_name else []
        by_name[axis.name] = replace(axis, options=list(dict.fromkeys([*known, *axis.options])))
    return list(by_name.values())


def in_use(
    axes: Sequence[Variation], asked: Sequence[Variation], skus: Sequence[Sku]
) -> list[Variation]:
    """The axes without options that were renamed away: nobody uses them nor asked for them."""
    wanted = {axis.name: set(axis.options) for axis in asked}
    for axis in axes:
        used = wanted.get(axis.name, set(axis.options))
        used |= {sku.sale_prop[axis.name] for sku in skus if axis.name in sku.sale_prop}
        axis.options = [option for option in axis.options if option in used]
    return list(axes)
