"""Variations and SellerSkus: every SKU says where it stands, and is there once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from sandbox.lazada import settings
from sandbox.lazada.attributes import sale_props
from sandbox.lazada.categories import NO_VARIATION
from sandbox.lazada.entities import Variation
from sandbox.lazada.errors import numbered, outer_id_exists, overview, row, variation_row
from sandbox.lazada.images import images_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.lazada.draft import Draft, Wish
    from sandbox.lazada.entities import Shop
    from sandbox.lazada.payload import Node
    from sandbox.replica import Json


def read_variations(product: Node, failed: tuple[str, str]) -> list[Variation]:
    """The variation node, in the order of its numbers; raises VARIATION_EMPTY."""
    if not product.has("variation"):
        return []
    node = product.child("variation")
    names = sorted(node, key=str.lower)
    found = [_read_axis(node.child(name)) for name in names if node.child(name).values]
    if not found:
        raise overview(failed, [variation_row("VARIATION_EMPTY", "No variation is given")])
    return found


def _read_axis(node: Node) -> Variation:
    return Variation(
        node.text("name"),
        node.text("hasImage").lower() == "true",
        node.text("customize").lower() == "true",
        node.texts("options", "option"),
    )


def check_variations(draft: Draft) -> None:
    """The axes themselves."""
    named = draft.variations
    if named and draft.category_id in NO_VARIATION:
        _refuse(draft, "VARIATION_CATEGORY_PROHIBITION", "This category takes no variation")
    if len(named) > settings.VARIATIONS:
        _refuse(draft, "VARIATION_SIZE_LIMIT", f"At most {settings.VARIATIONS} variations")
    if len({variation.name for variation in named}) < len(named):
        _refuse(draft, "VARIATION_NAME_DUPLICATE", "Two variations have the same name")
    if any(variation.has_image for variation in named[1:]):
        _refuse(draft, "VARIATION_IMAGE_MUST_SET_VARIATION1", "Only variation1 has images")
    for variation in named:
        draft.refuse(_axis_rows(variation))
    if named and named[0].has_image and not all(images_of(draft)):
        _refuse(draft, "SKU_VARIATION_IMAGES_MISSING", "Every SKU needs an image")


def _refuse(draft: Draft, code: str, text: str) -> None:
    draft.refuse([variation_row(code, text)])


def _axis_rows(variation: Variation) -> list[Json]:
    options = variation.options
    wrong = (
        (not variation.name, "VARIATION_NAME_EMPTY"),
        (len(variation.name) > settings.VARIATION_NAME_LENGTH, "VARIATION_NAME_LENGTH_LIMIT"),
        (not options, "VARIATION_OPTIONS_EMPTY"),
        (len(options) > settings.OPTIONS, "OPTIONS_SIZE_LIMIT"),
        (any(len(o) > settings.OPTION_LENGTH for o in options), "VARIATION_OPTION_LENGTH_LIMIT"),
        (len(set(options)) < len(options), "VARIATION_OPTION_DUPLICATE"),
    )
    rows = [variation_row(code, variation.name) for applies, code in wrong if applies]
    return rows + special_rows("variation", [variation.name, *options])


def special_rows(field: str, texts: Iterable[str]) -> list[Json]:
    """4129 for every text with a letter that properties may not hold."""
    return [
        row(field, "BIZ_CHECK_PROP_SPECIAL_CHAR", f"Special characters in {text}")
        for text in texts
        if settings.FORBIDDEN_LETTERS & set(text)
    ]


def sale_prop_of(wish: Wish, names: Iterable[str]) -> dict[str, str]:
    """Where a SKU stands: in saleProp, or flat under the names of the axes."""
    node = wish.node.child("saleProp")
    said = {name: node.text(name) for name in node if node.text(name)}
    flat = {name: wish.node.text(name) for name in names if wish.node.text(name)}
    return said or flat or (dict(wish.sku.sale_prop) if wish.sku else {})


def check_sale_props(draft: Draft) -> None:
    """Every SKU stands at a place of its own, on the same axes as the others."""
    standard = sale_props(draft.category_id)
    axes = {variation.name: variation.options for variation in draft.variations}
    names = [*axes, *standard]
    rows: list[Json] = []
    for wish in draft.wishes:
        if wish.node.has("saleProp") and any(wish.node.text(name) for name in names):
            rows.append(
                row(wish.seller_sku, "BIZ_CHECK_SALEPROP_AND_OLD_PARAM_REPEAT", "Given twice")
            )
        rows += _place_rows(sale_prop_of(wish, names), axes, standard)
    draft.refuse(rows)
    places = [sale_prop_of(wish, names) for wish in draft.wishes]
    _check_places(draft, places + [sku.sale_prop for sku in draft.bystanders])


def _place_rows(
    place: dict[str, str], axes: dict[str, list[str]], standard: Iterable[str]
) -> list[Json]:
    rows = []
    for name, option in place.items():
        if name in axes and option not in axes[name]:
            rows.append(variation_row("SKU_VARIATION_OPTION_NOT_EXIST", f"{name}:{option}"))
        elif name not in axes and name not in standard:
            rows.append(row(name, "BIZ_CHECK_SALEPROP_ATTRIBUTE_INVALID", f"Unknown: {name}"))
    absent = [name for name in axes if name not in place]
    return rows + [variation_row("SKU_VARIATION_NAME_MISSING", name) for name in absent]


def _check_places(draft: Draft, places: Sequence[dict[str, str]]) -> None:
    if len({frozenset(place) for place in places}) > 1:
        sentence = "All SKUs must have the same sale properties"
        draft.refuse([row("Skus", "CHK_SKU_PROPS_NOT_IDENTICAL", sentence)])
    taken = Counter(frozenset(place.items()) for place in places)
    if max(taken.values(), default=0) > 1:
        sentence = "Two SKUs have the same sale properties"
        draft.refuse([row("Skus", "CHK_SKU_PROPS_DUPLICATE", sentence)])


def check_seller_skus(draft: Draft, taken: Callable[[str], bool]) -> None:
    """The SKUs that would be born; `taken` tells which SellerSkus may not come again."""
    born = [wish.seller_sku for wish in draft.wishes if wish.sku is None]
    if len(draft.wishes) > settings.SKUS:
        raise numbered(204, f"Too many SKUs in one request: at most {settings.SKUS}")
    rows = special_rows("SellerSku", born) + [_invalid(each) for each in born if _is_odd(each)]
    rows += [_repeated(each) for each, times in Counter(born).items() if times > 1]
    draft.refuse(rows)
    draft.refuse([_exists(draft.shop, each) for each in born if taken(each)])


def _is_odd(seller_sku: str) -> bool:
    return len(seller_sku) > settings.SKU_LENGTH or seller_sku != seller_sku.strip()


def _invalid(seller_sku: str) -> Json:
    return row("SellerSku", "SELLER_SKU_INVALID", f"Invalid SellerSku {seller_sku}")


def _repeated(seller_sku: str) -> Json:
    code = "BIZ_CHECK_SELLER_SKU_DUPLICATE"
    return row("SellerSku", code, f"Duplicate SellerSku {seller_sku}")


def _exists(shop: Shop, seller_sku: str) -> Json:
    (*_, sku) = shop.by_seller_sku[seller_sku]
    return outer_id_exists(shop.seller_id, sku.sku_id, seller_sku)
