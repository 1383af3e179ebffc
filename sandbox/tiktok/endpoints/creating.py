"""A listing is born, or only looked at beforehand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.lagging import Lagging
from sandbox.tiktok import audit, pushes
from sandbox.tiktok.facts import IDEMPOTENCY_KEY_LENGTH
from sandbox.tiktok.market import Endpoint
from sandbox.tiktok.refusal import Refusal, malformed
from sandbox.tiktok.rules.case import Case
from sandbox.tiktok.rules.content import check_required, refusals, whole_content
from sandbox.tiktok.shelf import Offer, Product

if TYPE_CHECKING:
    from sandbox.replica import Json
    from sandbox.tiktok.fields import Fields
    from sandbox.tiktok.market import Call


def create(call: Call) -> Json:
    """A new listing at every call, unless its idempotency key is known."""
    check_required(call.fields)
    call.listing()
    key = _key(call.fields)
    if key in call.shop.created_by_key:
        return _replayed(call, key)
    as_draft = is_draft(call.fields)
    case = Case(call, call.fields, as_draft=as_draft)
    content = whole_content(case)
    if not as_draft:
        check_quota(call)
    answer = _echo(_born(call, content, as_draft=as_draft)) | warnings(case)
    if key:
        call.shop.created_by_key[key] = answer
    return answer


def _key(wish: Fields) -> str:
    key = wish.text("idempotency_key", "")
    if len(key) > IDEMPOTENCY_KEY_LENGTH:
        raise malformed(f"invalid param error: idempotency_key over {IDEMPOTENCY_KEY_LENGTH}")
    return key


def _replayed(call: Call, key: str) -> Json:
    """What a known key is answered with is not documented: a knob decides."""
    if call.knobs.idempotency_replay != "same":
        raise Refusal(12052910, "The input is not valid: the idempotency key was used before.")
    return call.shop.created_by_key[key]


def is_draft(wish: Fields) -> bool:
    """Whether the listing is only saved; the default is to submit it."""
    mode = wish.text("save_mode", "LISTING")
    if mode not in {"LISTING", "AS_DRAFT"}:
        raise malformed("invalid param error: save_mode")
    return mode == "AS_DRAFT"


def check_quota(call: Call) -> None:
    """One more listing today, or tomorrow."""
    if not audit.count_listing(call.market, call.shop):
        raise Refusal(12052093, "The daily listing limit of the shop is reached.")


def _born(call: Call, content: Json, *, as_draft: bool) -> Product:
    offers: dict[str, Offer] = {}
    product_id = call.market.next_id()
    content["skus"] = shelve(call, offers, content["skus"])
    product = Product(product_id, "DRAFT", content, offers, call.now, call.now)
    call.shop.products[product_id] = product
    pushes.created(call.market, call.shop, product)
    if as_draft:
        audit.changed(call.market, product, call.now)
    else:
        audit.submit(call.market, call.shop, product, content)
    return product


def shelve(call: Call, offers: dict[str, Offer], rows: list[Json]) -> list[Json]:
    """The rows with every id given; prices and stock go to the offers at once."""
    fresh: dict[tuple[str, ...], str] = {}
    return [_shelved(call, offers, row, fresh) for row in rows]


def _shelved(
    call: Call, offers: dict[str, Offer], row: Json, fresh: dict[tuple[str, ...], str]
) -> Json:
    sku_id = row["id"] or call.market.next_id()
    lag_s = call.knobs.readback_lag_s
    if sku_id not in offers:
        price, stock = Lagging(row["price"], row["price"]), row["inventory"]
        offers[sku_id] = Offer(sku_id, price, Lagging(stock, stock))
    offer = offers[sku_id]
    if row["price"] is not None:
        offer.price.write(row["price"], call.now, lag_s)
    if row["inventory"] is not None:
        offer.stock.write(row["inventory"], call.now, lag_s)
    chosen = [_with_ids(call, each, fresh) for each in row["sales_attributes"]]
    shape = {name: row[name] for name in ("seller_sku", "external_sku_id", "identifier_code")}
    return {"id": sku_id, **shape, "sales_attributes": chosen}


def _with_ids(call: Call, chosen: Json, fresh: dict[tuple[str, ...], str]) -> Json:
    """Own kinds and values get ids, the same name the same one."""
    kind, value = (chosen["name"],), (chosen["name"], chosen["value_name"])
    for key, name in ((kind, "id"), (value, "value_id")):
        if not chosen[name] and key not in fresh:
            fresh[key] = call.market.next_id()
    kind_id = chosen["id"] or fresh[kind]
    return chosen | {"id": kind_id, "value_id": chosen["value_id"] or fresh[value]}


def _echo(product: Product) -> Json:
    return {"product_id": product.product_id, "skus": sku_echo(product.live)}


def sku_echo(content: Json) -> list[Json]:
    """The SKUs of an answer: their order is not promised, and it is another."""
    return [
        {
            "id": row["id"],
            "seller_sku": row["seller_sku"],
            "external_sku_id": row["external_sku_id"],
            "sales_attributes": [
                {"id": each["id"], "value_id": each["value_id"]} for each in row["sales_attributes"]
            ],
        }
        for row in reversed(content["skus"])
    ]


def warnings(case: Case) -> Json:
    """What was quietly cleared; the field is missing when nothing was."""
    return {"warnings": [{"message": each} for each in case.warnings]} if case.warnings else {}


def listing_check(call: Call) -> Json:
    """All that create would refuse, without creating anything."""
    check_required(call.fields)
    call.selling()
    case = Case(call, call.fields)
    reasons = [{"code": each.code, "message": each.message} for each in refusals(case)]
    answer: Json = {"check_result": "FAILED" if reasons else "PASS", "fail_reasons": reasons}
    text = "Your product will not be sent for review." if reasons else "; ".join(case.warnings)
    return answer | ({"warnings": {"message": text}} if text else {})


ENDPOINTS = (
    Endpoint("POST", "/product/{version}/products", create, "seller.product.write"),
    Endpoint(
        "POST", "/product/{version}/products/listing_check", listing_check, "seller.product.basic"
    ),
)
