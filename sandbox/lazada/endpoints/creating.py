"""New items, and new SKUs on items that stand already: POST /product/create."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.lagging import Lagging
from sandbox.lazada.endpoints.drafts import kept_attributes, merged, texts_of
from sandbox.lazada.facts import VENTURE
from sandbox.lazada.market import post
from sandbox.lazada.payload import Node, read_product
from sandbox.lazada.refusal import CREATE_FAILED, overview
from sandbox.lazada.rules.amounts import wished_discount, wished_price
from sandbox.lazada.rules.categories import checked_category
from sandbox.lazada.rules.draft import Draft, Wish
from sandbox.lazada.rules.rows import row
from sandbox.lazada.rules.stages import check_draft
from sandbox.lazada.rules.variations import read_variations, sale_prop_of
from sandbox.lazada.shelf import ACTIVE, INACTIVE, Item, Sku
from sandbox.lazada.taxonomy.attributes import sale_props
from sandbox.lazada.texts import FILLED

if TYPE_CHECKING:
    from sandbox.lazada.market import Call
    from sandbox.replica import Json


def create(call: Call) -> Json:
    """A new item, or SKUs for the item that AssociatedSku names."""
    product = read_product(call)
    if product.text("AssociatedSku"):
        item, draft = _for_standing_item(call, product)
    else:
        draft = _for_new_item(call, product)
        item = _born_item(call, draft, product)
    born = [_born_sku(call, item, wish, draft) for wish in draft.wishes]
    item.skus += born
    item.variations = list(draft.variations)
    call.shop.put(item)
    knobs = call.knobs
    call.market.review(item, knobs.edit_review_s if draft.associated else knobs.review_s)
    return {"data": _announced(item, born) | {"item_status": call.market.status(item)}}


def _for_new_item(call: Call, product: Node) -> Draft:
    attributes = texts_of(product.child("Attributes"))
    draft = Draft(
        shop=call.shop,
        failed=CREATE_FAILED,
        category_id=checked_category(product.text("PrimaryCategory"), CREATE_FAILED),
        attributes=attributes,
        given=attributes,
        images=product.texts("Images", "Image"),
        variations=read_variations(product, CREATE_FAILED),
        wishes=_wishes(product),
    )
    check_draft(draft, call)
    _check_cap(call)
    return draft


def _wishes(product: Node) -> list[Wish]:
    wishes = [Wish(node) for node in product.nodes("Skus", "Sku")]
    if not wishes:
        raise overview(CREATE_FAILED, [row("Skus", 4150, "SELLER_SKU_INVALID", "No SKU is given")])
    return wishes


def _for_standing_item(call: Call, product: Node) -> tuple[Item, Draft]:
    item = _associated(call, product.text("AssociatedSku"))
    draft = Draft(
        shop=call.shop,
        failed=CREATE_FAILED,
        category_id=item.category_id,
        attributes=item.attributes,
        given={},
        images=item.images,
        variations=merged(item.variations, read_variations(product, CREATE_FAILED)),
        wishes=_wishes(product),
        bystanders=item.standing,
        associated=True,
    )
    check_draft(draft, call)
    return item, draft


def _associated(call: Call, key: str) -> Item:
    shop = call.shop
    sku = shop.sku(key) or shop.sku_by_id(key)
    item = shop.items[sku.item_id] if sku else None
    if item is None or item.deleted:
        found = row("AssociatedSku", 4136, "SELLER_SKU_NOT_FOUND", f"Unknown SKU {key}")
        raise overview(CREATE_FAILED, [found])
    if not any(sku.sale_prop for sku in item.standing):
        sentence = "The associated item has no sale properties"
        raise overview(CREATE_FAILED, [row("AssociatedSku", 4109, "BIZ_CHECK_SALE_PROP", sentence)])
    return item


def _check_cap(call: Call) -> None:
    standing = sum(not item.deleted for item in call.shop.items.values())
    if standing >= call.knobs.item_limit:
        found = row("Product", 4148, "BIZ_CHECK_ITEM_HAS_REACH_LIMIT", "Too many active items")
        raise overview(CREATE_FAILED, [found])


def _born_item(call: Call, draft: Draft, product: Node) -> Item:
    silent = ("disableAutoFillAttribute", "disableAttributeAutoFill")
    filled = not any(product.text(name).lower() == "true" for name in silent)
    return Item(
        item_id=call.market.next_number("item"),
        category_id=draft.category_id,
        attributes=(FILLED if filled else {}) | kept_attributes(draft),
        images=list(draft.images),
        created_at=call.now,
        updated_at=call.now,
    )


def _born_sku(call: Call, item: Item, wish: Wish, draft: Draft) -> Sku:
    node = wish.node
    price, count = wished_price(wish), int(node.text("quantity"))
    status = INACTIVE if node.text("Status").lower() == INACTIVE else ACTIVE
    names = [*(axis.name for axis in draft.variations), *sale_props(draft.category_id)]
    return Sku(
        item_id=item.item_id,
        sku_id=call.market.next_number("sku"),
        seller_sku=wish.seller_sku,
        price=Lagging(price, price),
        total=Lagging(count, count),
        status=Lagging(status, status),
        sale_prop=sale_prop_of(wish, names),
        fields=wish.fields,
        images=node.texts("Images", "Image"),
        discount=wished_discount(wish),
    )


def _announced(item: Item, born: list[Sku]) -> Json:
    """The new ids, in another order than asked for."""
    return {
        "item_id": item.item_id,
        "sku_list": [
            {"shop_sku": shop_sku(sku), "seller_sku": sku.seller_sku, "sku_id": sku.sku_id}
            for sku in reversed(born)
        ],
    }


def shop_sku(sku: Sku) -> str:
    """The id that Lazada itself prints."""
    return f"{sku.item_id}_{VENTURE}-{sku.sku_id}"


ENDPOINTS = {"/product/create": post(create)}
