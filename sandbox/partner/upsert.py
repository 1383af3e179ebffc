"""One product by its SKU: made if it is new, replaced if it differs, untouched if it does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.partner import answers, bodies
from sandbox.partner.entities import Offer, Product
from sandbox.partner.envelope import Refusal, invalid
from sandbox.partner.facts import midnight_after, today, written
from sandbox.partner.lifecycle import changed, submit
from sandbox.partner.market import Done, Endpoint
from sandbox.partner.rules import TERMS, check_product

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.partner.market import Call
    from sandbox.partner.rules import RequestedOffer, RequestedProduct
    from sandbox.replica import Json


def upsert(call: Call) -> Done:
    """202 with a revision that goes to review, 200 where no review is needed."""
    _check_preconditions(call)
    case = check_product(call)
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


def _check_owners(call: Call, case: RequestedProduct) -> None:
    for offer in case.offers():
        owner = call.shop.owners.get(offer.sku, case.sku)
        if owner != case.sku:
            raise Refusal(4090, {"sku": offer.sku, "product_sku": owner})


def _create(call: Call, case: RequestedProduct) -> Done:
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
    return Done({**_summary(product, ["*"]), "created": True}, 202)


def _count_new(call: Call) -> None:
    day, shop = today(call.now), call.shop
    made = shop.created_on.get(day, 0)
    if call.settings.new_products_per_day and made >= call.settings.new_products_per_day:
        wait_s = int(midnight_after(call.now) - call.now) + 1
        raise Refusal(4291, {"scope": "new_products"}, retry_after_s=wait_s)
    shop.created_on = {day: made + 1}


def _update(call: Call, case: RequestedProduct, product: Product) -> Done:
    content, offers = content_of(case.body), offers_of(case)
    found = differences(product, content, offers)
    if not found:
        return Done(_summary(product, []))
    if product.sale_status == "BANNED" and _reprices(case):
        raise Refusal(4094, {"state": "BANNED"})
    reviewed = needs_review(product, found, offers)
    product.content, product.offers = content, offers
    if reviewed:
        product.revision += 1
        submit(call.market, product)
    call.shop.place(product)
    changed(call.market, call.shop, product)
    return Done(_summary(product, found), 202 if reviewed else 200)


def _reprices(case: RequestedProduct) -> bool:
    return any(
        offer.known is not None
        and (
            offer.fields.get("price", offer.known.price) != offer.known.price
            or offer.fields.get("stock", offer.known.stock) != offer.known.stock
        )
        for offer in case.offers()
    )


def _summary(product: Product, found: list[str]) -> answers.Upserted:
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
        "updated_at": written(product.updated_at),
    }


_UNREVIEWED = frozenset({*TERMS, "ship_from"})
_OF_SALES = ("reserved", "live")


def differences(product: Product, content: Json, offers: dict[str, Offer]) -> list[str]:
    """The top-level fields that differ from what is stored, in the order of the alphabet."""
    old = product.content
    found = {name for name in old.keys() | content.keys() if old.get(name) != content.get(name)}
    if "options" in old or "options" in content:
        if _sold_as(product.offers.values()) != _sold_as(offers.values()):
            found.add("variants")
    else:
        before, after = product.only, offers[product.sku]
        found |= {name for name in TERMS if getattr(before, name) != getattr(after, name)}
    return sorted(found)


def needs_review(product: Product, found: list[str], offers: dict[str, Offer]) -> bool:
    """Prices, stock and the like go by themselves, as does a variant that is only taken out."""
    reviewed = set(found) - _UNREVIEWED
    if reviewed != {"variants"}:
        return bool(reviewed)
    left = [_looks(offer) for offer in product.offers.values() if offer.sku in offers]
    return left != [_looks(offer) for offer in offers.values()]


def _looks(offer: Offer) -> tuple[str, list[str], str | None]:
    return offer.sku, offer.option_values, offer.media_id


def _sold_as(offers: Iterable[Offer]) -> list[Json]:
    return [
        {name: value for name, value in vars(offer).items() if name not in _OF_SALES}
        for offer in offers
    ]


_CONTENT = (
    "name", "short_description", "description_html", "category_id", "brand", "attributes",
    "images", "options", "ship_from", "ocop", "documents",
)  # fmt: skip


def content_of(body: Json) -> Json:
    """What a revision says; null, what is empty and an absent field are the same."""
    return {name: body[name] for name in _CONTENT if body.get(name) not in (None, [], "")}


def offers_of(case: RequestedProduct) -> dict[str, Offer]:
    """The offers that the body leaves: price and stock of known ones stay where it is silent."""
    return {asked.sku: _offer(asked) for asked in case.offers()}


def _offer(asked: RequestedOffer) -> Offer:
    fields, known = asked.fields, asked.known
    return Offer(
        sku=asked.sku,
        price=_kept(asked, "price"),
        list_price=_kept(asked, "list_price"),
        stock=_kept(asked, "stock"),
        weight_g=fields["weight_g"],
        gtin=fields.get("gtin"),
        option_values=fields.get("option_values", []),
        media_id=fields.get("media_id"),
        reserved=known.reserved if known else 0,
        live=known.live if known else False,
    )


def _kept(asked: RequestedOffer, name: str) -> Any:
    return asked.fields.get(name, getattr(asked.known, name, None))


ENDPOINTS = (
    Endpoint(
        "PUT", "/products/by-sku/{sku}", upsert, "products.write", "Make a product or replace it",
        answers.Upserted, bodies.ProductBody, keyed=True, statuses=(200, 202),
    ),
)  # fmt: skip
