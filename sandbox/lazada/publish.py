"""POST /product/create and /product/update, and the order in which a listing is checked."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sandbox.lazada.amounts import (
    check_parcels,
    check_prices,
    count_rows,
    wished_discount,
    wished_price,
)
from sandbox.lazada.attributes import check_brand, check_mandatory, check_values, sale_props
from sandbox.lazada.draft import (
    FILLED,
    Draft,
    Wish,
    checked_category,
    in_use,
    kept_attributes,
    merged,
    texts_of,
)
from sandbox.lazada.entities import ACTIVE, DELETED, INACTIVE, Item, Sku, campaign_row, set_sellable
from sandbox.lazada.errors import (
    CREATE_FAILED,
    UPDATE_FAILED,
    Refusal,
    blank,
    numbered,
    overview,
    row,
    wrapped,
)
from sandbox.lazada.images import check_images
from sandbox.lazada.market import post
from sandbox.lazada.payload import Node, read_product
from sandbox.lazada.settings import VENTURE
from sandbox.lazada.variations import (
    check_sale_props,
    check_seller_skus,
    check_variations,
    read_variations,
    sale_prop_of,
)
from sandbox.read_lag import LaggedValue

if TYPE_CHECKING:
    from sandbox.lazada.market import Call
    from sandbox.replica import Json


def check_draft(draft: Draft, call: Call) -> None:
    """Raise the refusal of the first stage that has anything to say."""
    check_mandatory(draft)
    check_values(draft)
    check_brand(draft)
    check_images(draft, call.market.images)
    check_seller_skus(draft, partial(_taken, call))
    check_variations(draft)
    check_sale_props(draft)
    check_prices(draft)
    check_parcels(draft)


def _taken(call: Call, seller_sku: str) -> bool:
    """Whether the store has this SellerSku; if deleted ones come free again is a setting."""
    found = call.shop.by_seller_sku.get(seller_sku, [])
    if not call.settings.deleted_sku_reusable:
        return bool(found)
    return any(sku.status.value != DELETED for sku in found)


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
    settings = call.settings
    call.market.review(item, settings.edit_review_s if draft.associated else settings.review_s)
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
        raise overview(CREATE_FAILED, [row("Skus", "SELLER_SKU_INVALID", "No SKU is given")])
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
        found = row("AssociatedSku", "SELLER_SKU_NOT_FOUND", f"Unknown SKU {key}")
        raise overview(CREATE_FAILED, [found])
    if not any(sku.sale_prop for sku in item.standing):
        sentence = "The associated item has no sale properties"
        raise overview(
            CREATE_FAILED, [row("AssociatedSku", "CHK_SKU_PROPS_NOT_MATCH_SALE_PROP", sentence)]
        )
    return item


def _check_cap(call: Call) -> None:
    standing = sum(not item.deleted for item in call.shop.items.values())
    if standing >= call.settings.item_limit:
        found = row("Product", "BIZ_CHECK_ITEM_HAS_REACH_LIMIT", "Too many active items")
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
        price=LaggedValue(price, price),
        total=LaggedValue(count, count),
        status=LaggedValue(status, status),
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


_STATUSES = frozenset({ACTIVE, INACTIVE, DELETED})
_DELETABLE = ("description", "short_description", "description_en", "short_description_en")


def update(call: Call) -> Json:
    """A partial update of one item."""
    product = read_product(call)
    item = _editable_item(call, product)
    wishes = [Wish(node, _named_sku(item, node)) for node in product.nodes("Skus", "Sku")]
    if not wishes:
        raise _no_key("SkuId")
    draft = _edited_draft(call, item, product, wishes)
    check_draft(draft, call)
    draft.refuse([found for wish in wishes for found in _campaign_rows(wish)])
    _write_content(item, draft, product)
    for wish in wishes:
        _write_sku(call, wish, draft)
    asked = read_variations(product, UPDATE_FAILED)
    item.variations = in_use(draft.variations, asked, item.standing)
    item.updated_at = call.now
    item.locked_until = call.now + call.settings.item_lock_s
    if _changes_content(product):
        call.market.review(item, call.settings.edit_review_s)
    return {"data": {"item_status": call.market.status(item)}}


def _refused(found: Json) -> Refusal:
    return overview(UPDATE_FAILED, [found])


def _no_key(name: str) -> Refusal:
    return _refused(row(name, "4216", f"{name} is mandatory"))


def _editable_item(call: Call, product: Node) -> Item:
    """The item to be changed: there, not locked, not in a campaign."""
    key = product.text("ItemId")
    if not key:
        raise _no_key("ItemId")
    item = call.shop.item(key)
    if item is None or item.deleted:
        raise _refused(row("ItemId", "ITEM_NOT_FOUND", f"No item {key}"))
    if item.pinned == "banned":
        raise _refused(row("ItemId", "BIZ_CHECK_NO_EDIT_ITEM_LOCK", "The item is locked"))
    if call.now < item.locked_until:
        sentence = "Another edit of this item is running, please try later"
        raise _refused(wrapped("ItemId", "THD_IC_ERR_F_IC_SERVICE_EDIT_002", sentence))
    if _changes_content(product) and any(sku.price_locked for sku in item.standing):
        sentence = "The item is in a campaign and cannot be edited"
        raise _refused(wrapped("ItemId", "THD_IC_ERR_F_IC_ABILITY_PG_004", sentence))
    return item


def _changes_content(product: Node) -> bool:
    attributes = bool(product.child("Attributes").values)
    images = bool(product.texts("Images", "Image"))
    return attributes or images or product.has("variation") or product.has("PrimaryCategory")


def _named_sku(item: Item, node: Node) -> Sku:
    key = node.text("SkuId")
    if not key and node.text("SellerSku"):
        sentence = "SellerSku is no key, use SkuId"
        raise _refused(row("SellerSku", "4193", sentence))
    if not key:
        raise _no_key("SkuId")
    for sku in item.standing:
        if str(sku.sku_id) == key:
            return sku
    raise _refused(row("SkuId", "SELLER_SKU_NOT_FOUND", f"No SKU {key}"))


def _edited_draft(call: Call, item: Item, product: Node, wishes: list[Wish]) -> Draft:
    if not product.has("Attributes"):
        raise Refusal("4108", UPDATE_FAILED[1], detail=[blank(0) | {"field": "Attributes"}])
    given = texts_of(product.child("Attributes"))
    named = [wish.sku for wish in wishes]
    category = product.text("PrimaryCategory")
    return Draft(
        shop=call.shop,
        failed=UPDATE_FAILED,
        category_id=checked_category(category, UPDATE_FAILED) if category else item.category_id,
        attributes=item.attributes | given,
        given=given,
        images=product.texts("Images", "Image") or item.images,
        variations=merged(item.variations, read_variations(product, UPDATE_FAILED)),
        wishes=wishes,
        bystanders=[sku for sku in item.standing if sku not in named],
    )


def _campaign_rows(wish: Wish) -> list[Json]:
    """Statuses that do not exist, and stock that a campaign holds."""
    node, sku = wish.node, wish.sku
    status, count = node.text("Status").lower(), node.text("quantity")
    if status and status not in _STATUSES:
        raise numbered(36, f"Invalid status {status}")
    if sku is None or not count or count_rows(count):
        return []
    return campaign_row(sku, int(count))


def _write_content(item: Item, draft: Draft, product: Node) -> None:
    item.category_id = draft.category_id
    item.attributes |= kept_attributes(draft)
    item.images = list(draft.images)
    attributes = product.child("Attributes")
    for name in _DELETABLE:
        if attributes.text(f"d_{name}").lower() == "yes":
            item.attributes.pop(name, None)
    if attributes.text("remove_video").lower() == "yes":
        item.attributes.pop("video", None)


def _write_sku(call: Call, wish: Wish, draft: Draft) -> None:
    sku, node = wish.sku, wish.node
    if sku is None:
        return
    lag_s = call.settings.readback_lag_s
    names = [*(axis.name for axis in draft.variations), *sale_props(draft.category_id)]
    sku.fields, sku.sale_prop = wish.fields, sale_prop_of(wish, names)
    sku.images = node.texts("Images", "Image") or sku.images
    sku.discount = wished_discount(wish)
    if wished_price(wish) != sku.price.value:
        sku.price.write(wished_price(wish), call.now, lag_s)
    if node.text("quantity"):
        set_sellable(call, sku, int(node.text("quantity")))
    status = node.text("Status").lower() or (ACTIVE if call.settings.update_reactivates else "")
    if status and status != sku.status.value:
        sku.status.write(status, call.now, lag_s)


ENDPOINTS = {"/product/create": post(create), "/product/update": post(update)}
