"""One product by its SKU: made if it is new, replaced if it differs, untouched if it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.partner.changes import changed
from sandbox.partner.differences import differences, needs_review
from sandbox.partner.market import Done, Endpoint
from sandbox.partner.moments import midnight_after, today, told
from sandbox.partner.passing import submit
from sandbox.partner.refusal import Refusal, invalid
from sandbox.partner.rules import judge_product
from sandbox.partner.rules.body import product_body
from sandbox.partner.shelf import Product
from sandbox.partner.wishes import content_of, offers_of

if TYPE_CHECKING:
    from sandbox.partner.houses import House
    from sandbox.partner.market import Call
    from sandbox.partner.rules.case import Case
    from sandbox.replica import Json


def upsert(call: Call) -> Done:
    """202 with a revision that goes to review, 200 where no review is needed."""
    _check_preconditions(call)
    case = judge_product(call)
    if case.problems:
        raise invalid(case.problems)
    _check_owners(call, case)
    return _create(call, case) if case.product is None else _update(call, case, case.product)


def _check_preconditions(call: Call) -> None:
    sku = call.ids["sku"]
    product = call.shop.products.get(sku)
    wanted = call.headers.get("if-match")
    matches = product is not None and wanted in {"*", f'"{product.etag}"'}
    exists = sku in call.shop.owners
    if (wanted is not None and not matches) or (
        call.headers.get("if-none-match") == "*" and exists
    ):
        raise Refusal(4120, {"sku": sku} | ({"etag": str(product.etag)} if product else {}))


def _check_owners(call: Call, case: Case) -> None:
    for wished in case.wished():
        owner = call.shop.owners.get(wished.sku, case.sku)
        if owner != case.sku:
            raise Refusal(4090, {"sku": wished.sku, "product_sku": owner})


def _create(call: Call, case: Case) -> Done:
    _count_new(call)
    now = int(call.now)
    product = Product(
        sku=case.sku,
        product_id=f"PRD-{call.market.next_number('product'):06d}",
        content=content_of(case.body),
        offers=offers_of(case),
        created_at=now,
        updated_at=now,
        sale_status=case.body.get("sale_status", "ON"),
    )
    submit(call.market, product)
    call.shop.place(product)
    changed(call.market, call.shop, product)
    return Done(_told(product, ["*"]) | {"created": True}, 202)


def _count_new(call: Call) -> None:
    day, shop = today(call.now), call.shop
    made = shop.created_on.get(day, 0)
    if call.knobs.new_products_per_day and made >= call.knobs.new_products_per_day:
        wait_s = int(midnight_after(call.now) - call.now) + 1
        raise Refusal(4291, {"scope": "new_products"}, retry_after_s=wait_s)
    shop.created_on = {day: made + 1}


def _update(call: Call, case: Case, product: Product) -> Done:
    content, offers = content_of(case.body), offers_of(case)
    found = differences(product, content, offers)
    if not found:
        return Done(_told(product, []))
    if product.sale_status == "BANNED" and _reprices(case):
        raise Refusal(4094, {"state": "BANNED"})
    reviewed = needs_review(product, found, offers)
    product.content, product.offers = content, offers
    if reviewed:
        product.revision += 1
        submit(call.market, product)
    call.shop.place(product)
    changed(call.market, call.shop, product)
    return Done(_told(product, found), 202 if reviewed else 200)


def _reprices(case: Case) -> bool:
    return any(
        wished.known is not None
        and (
            wished.fields.get("price", wished.known.price) != wished.known.price
            or wished.fields.get("stock", wished.known.stock) != wished.known.stock
        )
        for wished in case.wished()
    )


def _told(product: Product, found: list[str]) -> Json:
    return {
        "sku": product.sku,
        "product_id": product.product_id,
        "created": False,
        "changed": found,
        "review_status": product.review_status,
        "sale_status": product.sale_status,
        "revision": product.revision,
        "live_revision": product.live_revision,
        "etag": str(product.etag),
        "updated_at": told(product.updated_at),
    }


def endpoints(house: House) -> tuple[Endpoint, ...]:
    """The upsert."""
    return (
        Endpoint(
            "PUT", "/products/by-sku/{sku}", upsert, "products.write",
            "Make a product or replace it", "Upserted",
            body=product_body(house), keyed=True, statuses=(200, 202),
        ),
    )  # fmt: skip
