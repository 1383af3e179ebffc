"""Changes of content: POST /product/update touches what it names and leaves the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.lazada.endpoints.drafts import in_use, kept_attributes, merged, texts_of
from sandbox.lazada.market import post
from sandbox.lazada.payload import Node, read_product
from sandbox.lazada.refusal import UPDATE_FAILED, Refusal, numbered, overview
from sandbox.lazada.rules.amounts import count_rows, wished_discount, wished_price
from sandbox.lazada.rules.categories import checked_category
from sandbox.lazada.rules.draft import Draft, Wish
from sandbox.lazada.rules.rows import blank, row
from sandbox.lazada.rules.stages import check_draft
from sandbox.lazada.rules.variations import read_variations, sale_prop_of
from sandbox.lazada.shelf import ACTIVE, DELETED, INACTIVE, Item, Sku
from sandbox.lazada.stock import campaign_row, set_sellable
from sandbox.lazada.taxonomy.attributes import sale_props

if TYPE_CHECKING:
    from sandbox.lazada.market import Call
    from sandbox.replica import Json

_STATUSES = frozenset({ACTIVE, INACTIVE, DELETED})
_DELETABLE = ("description", "short_description", "description_en", "short_description_en")


def update(call: Call) -> Json:
    """A partial update of one item."""
    product = read_product(call)
    item = _item(call, product)
    wishes = [Wish(node, _sku(item, node)) for node in product.nodes("Skus", "Sku")]
    if not wishes:
        raise _no_key("SkuId")
    draft = _draft(call, item, product, wishes)
    check_draft(draft, call)
    draft.refuse([found for wish in wishes for found in _campaign_rows(wish)])
    _write_content(item, draft, product)
    for wish in wishes:
        _write_sku(call, wish, draft)
    asked = read_variations(product, UPDATE_FAILED)
    item.variations = in_use(draft.variations, asked, item.standing)
    item.updated_at = call.now
    item.locked_until = call.now + call.knobs.item_lock_s
    if _changes_content(product):
        call.market.review(item, call.knobs.edit_review_s)
    return {"data": {"item_status": call.market.status(item)}}


def _no_key(name: str) -> Refusal:
    return overview(UPDATE_FAILED, [row(name, 4216, "KEY_REQUIRED", f"{name} is mandatory")])


def _item(call: Call, product: Node) -> Item:
    """The item to be changed: there, not locked, not in a campaign."""
    key = product.text("ItemId")
    if not key:
        raise _no_key("ItemId")
    item = call.shop.item(key)
    if item is None or item.deleted:
        raise overview(UPDATE_FAILED, [row("ItemId", 4137, "ITEM_NOT_FOUND", f"No item {key}")])
    if item.pinned == "banned":
        raise overview(UPDATE_FAILED, [row("ItemId", 4155, "ITEM_LOCKED", "The item is locked")])
    if call.now < item.locked_until:
        sentence = "Another edit of this item is running, please try later"
        raise overview(UPDATE_FAILED, [row("ItemId", 4147, "CONCURRENT_EDIT", sentence)])
    if _changes_content(product) and any(sku.price_locked for sku in item.standing):
        sentence = "The item is in a campaign and cannot be edited"
        raise overview(UPDATE_FAILED, [row("ItemId", 4162, "CAMPAIGN_LOCK", sentence)])
    return item


def _changes_content(product: Node) -> bool:
    attributes = bool(product.child("Attributes").values)
    images = bool(product.texts("Images", "Image"))
    return attributes or images or product.has("variation") or product.has("PrimaryCategory")


def _sku(item: Item, node: Node) -> Sku:
    key = node.text("SkuId")
    if not key and node.text("SellerSku"):
        sentence = "SellerSku is no key, use SkuId"
        raise overview(UPDATE_FAILED, [row("SellerSku", 4193, "SELLER_SKU_NO_KEY", sentence)])
    if not key:
        raise _no_key("SkuId")
    for sku in item.standing:
        if str(sku.sku_id) == key:
            return sku
    raise overview(UPDATE_FAILED, [row("SkuId", 4136, "SELLER_SKU_NOT_FOUND", f"No SKU {key}")])


def _draft(call: Call, item: Item, product: Node, wishes: list[Wish]) -> Draft:
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
    lag_s = call.knobs.readback_lag_s
    names = [*(axis.name for axis in draft.variations), *sale_props(draft.category_id)]
    sku.fields, sku.sale_prop = wish.fields, sale_prop_of(wish, names)
    sku.images = node.texts("Images", "Image") or sku.images
    sku.discount = wished_discount(wish)
    if wished_price(wish) != sku.price.value:
        sku.price.write(wished_price(wish), call.now, lag_s)
    if node.text("quantity"):
        set_sellable(call, sku, int(node.text("quantity")))
    status = node.text("Status").lower() or (ACTIVE if call.knobs.update_reactivates else "")
    if status and status != sku.status.value:
        sku.status.write(status, call.now, lag_s)


ENDPOINTS = {"/product/update": post(update)}
