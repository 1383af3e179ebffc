"""The endpoints of products and variations, one by one and in batches."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from sandbox.replica import dump
from sandbox.woocommerce import fields, product_rows, products
from sandbox.woocommerce.errors import Refusal, html
from sandbox.woocommerce.paging import narrowed, paged
from sandbox.woocommerce.site import Said

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.replica import Answer, Json
    from sandbox.woocommerce.entities import Product
    from sandbox.woocommerce.site import Act, Call

MOST_IN_BATCH = 100
GONE = "woocommerce_rest_product_variation_invalid_id"


class Died(Exception):
    """The process of PHP ended in the middle of its work."""

    def answer(self) -> Answer:
        return html(500, "There has been a critical error on this website.")


async def list_products(call: Call) -> Said:
    """A page of products."""
    said = paged(call, product_rows.wanted(call), product_rows.row)
    _moves(call)
    unread = call.settings.unreadable_skus.split()  # rows that the user may not read, but counted
    return replace(said, body=[row for row in said.body if row.get("sku") not in unread])


def _moves(call: Call) -> None:
    """Somebody deletes a product while a shop is read page by page."""
    skus = call.settings.mutate_between_pages.split()
    for product in list(call.shop.products.values()):
        if skus and product.sku == skus[0]:
            products.destroy(call, product)
            call.settings.mutate_between_pages = " ".join(skus[1:])
            return


async def read_product(call: Call) -> Said:
    """One product; the trash is read as well."""
    return Said(narrowed(call, product_rows.row(call, products.found(call, call.ids[0]))))


async def create_product(call: Call) -> Said:
    """Make a product: 201, and where it is."""
    _check(call)
    kind = call.body.get("type", "simple")
    made = await products.make(call, kind if kind in fields.CHOICES["type"] else "simple")
    where = f"{call.base}/wp-json/wc/v3/products/{made.id}"
    row = narrowed(call, product_rows.row(_editing(call), made))
    return Said(row, 201, {"Location": where})


async def update_product(call: Call) -> Said:
    """Change what is named of a product."""
    product = call.shop.products.get(call.ids[0])
    if product is None:  # a missing one is 400 here, and 404 where it is read
        raise Refusal(400, "woocommerce_rest_product_invalid_id", "Invalid ID.")
    if product.type == "variation":
        raise _is_variation()
    _check(call)
    _checkout(call, product)
    changed = await products.change(call, product)
    return Said(narrowed(call, product_rows.row(_editing(call), changed)))


def _is_variation() -> Refusal:
    said = "To manipulate product variations you should use the /products/variations endpoint."
    return Refusal(404, "woocommerce_rest_invalid_product_id", said)


async def delete_product(call: Call) -> Said:
    """Into the trash, or for good."""
    product = products.found(call, call.ids[0])
    if product.type == "variation":
        raise _is_variation()
    before = product_rows.row(_editing(call), product)
    _take_away(call, product)
    return Said(before)


def _take_away(call: Call, product: Product) -> None:
    if call.truth("force"):
        products.destroy(call, product)
        return
    if call.settings.trash_days == 0:
        said = "The product does not support trashing."
        raise Refusal(501, "woocommerce_rest_trash_not_supported", said)
    if product.trashed:
        said = "The product has already been deleted."
        raise Refusal(410, "woocommerce_rest_already_trashed", said)
    products.trash(call, product)


def _parent(call: Call) -> Product:
    parent = call.shop.products.get(call.ids[0])
    if parent is None or parent.type == "variation":
        raise Refusal(404, GONE, "Invalid ID.")
    return parent


def _variation(call: Call) -> Product:
    parent, found = _parent(call), call.shop.products.get(call.ids[1])
    if found is None or found.parent_id != parent.id:
        raise Refusal(404, GONE, "Invalid ID.")
    return found


async def list_variations(call: Call) -> Said:
    """A page of the variations of a product."""
    kids = products.children(call.site, _parent(call))
    asked = call.query.get("include", "")
    chosen = {int(piece) for piece in asked.split(",") if piece.isdecimal()}
    kept = [k for k in kids if not k.trashed and (not asked or k.id in chosen)]
    return paged(call, product_rows.in_order(call, kept), product_rows.variation_row)


async def read_variation(call: Call) -> Said:
    """One variation."""
    return Said(narrowed(call, product_rows.variation_row(call, _variation(call))))


async def create_variation(call: Call) -> Said:
    """Make a variation."""
    _check(call)
    made = await products.make(call, "variation", _parent(call))
    return Said(narrowed(call, product_rows.variation_row(_editing(call), made)), 201)


async def update_variation(call: Call) -> Said:
    """Change what is named of a variation."""
    variation = _variation(call)
    _check(call)
    _checkout(call, variation)
    changed = await products.change(call, variation)
    return Said(narrowed(call, product_rows.variation_row(_editing(call), changed)))


async def delete_variation(call: Call) -> Said:
    """Take a variation away."""
    variation = _variation(call)
    before = product_rows.variation_row(_editing(call), variation)
    _take_away(call, variation)
    return Said(before)


def _check(call: Call) -> None:
    if not call.in_batch:
        fields.check(call.body)


def _editing(call: Call) -> Call:
    return replace(call, query={**call.query, "context": "edit"})


def _checkout(call: Call, product: Product) -> None:
    """A buyer is quicker by a moment than the number that is about to be written."""
    from sandbox.woocommerce.buyers import bought_meanwhile

    if call.settings.checkout_between and "stock_quantity" in call.body:
        units, call.settings.checkout_between = call.settings.checkout_between, 0
        bought_meanwhile(call.site, product, units)


async def batch_products(call: Call) -> Said:
    """Many products in one call."""
    return await _batch(call, (create_product, update_product, delete_product), lambda n: (n,))


async def batch_variations(call: Call) -> Said:
    """Many variations of one product in one call."""
    parent = _parent(call).id
    acts = (create_variation, update_variation, delete_variation)
    return await _batch(call, acts, lambda n: (parent, n))


async def _batch(
    call: Call, acts: tuple[Act, Act, Act], ids: Callable[[int], tuple[int, ...]]
) -> Said:
    """One row after the other; 200 whatever became of them; what is deleted is gone for good."""
    asked = {verb: call.body.get(verb) or [] for verb in ("create", "update", "delete")}
    if sum(map(len, asked.values())) > MOST_IN_BATCH:
        said = f"Unable to accept more than {MOST_IN_BATCH} items for this request."
        raise Refusal(413, "woocommerce_rest_request_entity_too_large", said)
    answer: Json = {}
    done = 0
    for act, (verb, rows) in zip(acts, asked.items(), strict=True):
        for given in rows:
            if call.settings.batch_die_after and done >= call.settings.batch_die_after:
                raise Died
            number = given if verb == "delete" else int(given.get("id") or 0)
            fails = call.partial and done % 2 == 1
            inner = _inner(call, ids(number), verb, given)
            row = _FAILED if fails else await _one(inner, act)
            answer.setdefault(verb, []).append({"id": number} | row if "error" in row else row)
            done += 1
    return Said(answer)


_FAILED: Json = {
    "error": Refusal(500, "woocommerce_rest_cannot_edit", "The row could not be saved.").body("en")
}


def _inner(call: Call, ids: tuple[int, ...], verb: str, given: Json) -> Call:
    """The call that one row of a batch stands for; nobody checks its types."""
    query = {**call.query, "force": "true"} if verb == "delete" else call.query
    body = {} if verb == "delete" else {n: v for n, v in given.items() if n != "id"}
    return replace(call, ids=ids, body=body, query=query, in_batch=True)


async def _one(call: Call, act: Act) -> Json:
    try:
        said = await act(call)
    except Refusal as refusal:
        return {"error": refusal.body(call.settings.language)}
    row: Json = json.loads(dump(said.body))
    return row
