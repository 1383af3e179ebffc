"""A listing is born, rewritten, shown, hidden, deleted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from sandbox.read_lag import LaggedValue
from sandbox.tiktok import audit, pushes
from sandbox.tiktok.amounts import written
from sandbox.tiktok.entities import Offer, Product
from sandbox.tiktok.facts import IDEMPOTENCY_KEY_LENGTH, PRODUCTS_PER_CALL
from sandbox.tiktok.fields import Fields, Refusal, malformed
from sandbox.tiktok.market import NOT_IN_STATUS, no_product
from sandbox.tiktok.rules_attributes import Case
from sandbox.tiktok.rules_content import changed_content, check_required, whole_content

if TYPE_CHECKING:
    from sandbox.replica import Json
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
    """What a known key is answered with is not documented: a setting decides."""
    if call.settings.idempotency_replay != "same":
        raise Refusal(12052910, "The input is not valid: the idempotency key was used before.")
    return call.shop.created_by_key[key]


def is_draft(wish: Fields) -> bool:
    """Whether the listing is only saved; the default is to submit it."""
    mode = wish.text("save_mode", "LISTING")
    if mode not in {"LISTING", "AS_DRAFT"}:
        raise malformed("invalid param error: save_mode")
    return mode == "AS_DRAFT"


_PROBATION = "Shop Probation Period daily upload limit is `{}` products."


def check_quota(call: Call) -> None:
    """One more listing today, or tomorrow."""
    if not audit.count_listing(call.market, call.shop):
        raise Refusal(12052093, _PROBATION.format(call.settings.daily_listing_limit))


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


_SHAPE = ("seller_sku", "external_sku_id", "identifier_code", "sku_weight", "sku_dimensions")


def _shelved(
    call: Call, offers: dict[str, Offer], row: Json, fresh: dict[tuple[str, ...], str]
) -> Json:
    sku_id = row["id"] or call.market.next_id()
    lag_s = call.settings.readback_lag_s
    if sku_id not in offers:
        price, stock = LaggedValue(row["price"], row["price"]), row["inventory"]
        offers[sku_id] = Offer(sku_id, price, LaggedValue(stock, stock))
    offer = offers[sku_id]
    if row["price"] is not None:
        offer.price.write(row["price"], call.now, lag_s)
    if row["inventory"] is not None:
        offer.stock.write(row["inventory"], call.now, lag_s)
    chosen = [_with_ids(call, each, fresh) for each in row["sales_attributes"]]
    shape = {name: row[name] for name in _SHAPE}
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


_NEVER = frozenset({"FREEZE", "DELETED"})


def full_edit(call: Call) -> Json:
    """Everything is overwritten, with nothing where nothing was sent."""
    check_required(call.fields)
    case = _case(call, call.fields)
    return _edited(case, whole_content(case))


def partial_edit(call: Call) -> Json:
    """Top-level properties that are sent replace the old ones whole; the category stays."""
    wish = {name: value for name, value in call.fields.raw().items() if name != "category_id"}
    case = _case(call, Fields(wish))
    if _product(case).status == "DRAFT" and not case.as_draft:  # the first time that all is asked
        attributes = {"product_attributes": _product(case).newest["product_attributes"]}
        case = replace(case, wish=Fields(attributes | wish))
    return _edited(case, changed_content(case, _product(case).newest)) | {"replicated_products": []}


def _product(case: Case) -> Product:
    if case.product is None:
        raise TypeError("an edit is of a product")
    return case.product


def _case(call: Call, wish: Fields) -> Case:
    call.listing()
    product = call.product()
    as_draft = is_draft(wish)
    if product.status in _NEVER or (as_draft and product.status == "PENDING"):
        raise Refusal(12052901, NOT_IN_STATUS)
    if as_draft and product.status != "DRAFT" and call.version == "202309":
        raise Refusal(12052488, "Saving a draft of a submitted product is not supported.")
    return Case(call, wish, product, as_draft)


def _edited(case: Case, content: Json) -> Json:
    """Keep the new content as draft, live or reviewed; prices and stock count at once."""
    call, product = case.call, _product(case)
    before, submitted = product.newest, not case.as_draft
    submitted = submitted and _is_new(case, content)
    if submitted:
        check_quota(call)
    if case.wish.has("skus"):
        content["skus"] = _rows(case, content["skus"])
    if submitted:
        product.draft = None
        audit.submit(call.market, call.shop, product, content)
    elif case.as_draft:
        _save(case, content)
    else:
        product.keep_offers()
        written(call, product)
    state = "AUDITING" if submitted else "NONE"
    shown = content if submitted or case.as_draft else before
    return {
        "product_id": product.product_id,
        "audit": {"status": state},
        "skus": sku_echo(shown),
    } | warnings(case)


def _rows(case: Case, rows: list[Json]) -> list[Json]:
    """A draft behind a listing leaves its price and stock alone."""
    if case.as_draft and _product(case).status != "DRAFT":
        rows = [row | {"price": None, "inventory": None} if row["id"] else row for row in rows]
    return shelve(case.call, _product(case).offers, rows)


def _is_new(case: Case, content: Json) -> bool:
    """Whether the edit says anything that must be audited; price and stock need no audit."""
    product = _product(case)
    if product.status in {"DRAFT", "FAILED", "PLATFORM_DEACTIVATED"}:
        return True
    if case.call.settings.repeated_edit_is_audited and case.wish.raw().keys() != {"skus"}:
        return True
    return _without_amounts(content) != _without_amounts(product.newest)


def _without_amounts(content: Json) -> Json:
    rows = [
        {name: value for name, value in row.items() if name not in {"price", "inventory"}}
        for row in content["skus"]
    ]
    return content | {"skus": rows}


def _save(case: Case, content: Json) -> None:
    product = _product(case)
    if product.status == "DRAFT":
        product.live = content
        product.keep_offers()
    else:
        product.draft = content
    audit.changed(case.call.market, product, case.call.now)


_FROZEN = frozenset({"FREEZE", "DELETED"})


def activate(call: Call) -> Json:
    """Back into audit, and on sale after it; refusals come wrapped."""
    call.listing()
    return _each(call, _activate, _wrapped)


def deactivate(call: Call) -> Json:
    """Hidden at once."""
    call.listing()
    return _each(call, _deactivate, _plain)


def delete(call: Call) -> Json:
    """Into the recycle bin."""
    call.listing()
    return _each(call, _delete, _plain)


def _each(
    call: Call, act: Callable[[Call, Product], None], worded: Callable[[str, Refusal], Json]
) -> Json:
    ids = call.fields.texts("product_ids")
    if not 1 <= len(ids) <= PRODUCTS_PER_CALL:
        raise Refusal(12019120, f"1 to {PRODUCTS_PER_CALL} product_ids are allowed.")
    errors = []
    for position, product_id in enumerate(ids):
        try:
            _check_visible_luck(call, position)
            act(call, _found(call, product_id))
        except Refusal as refusal:
            errors.append(worded(product_id, refusal))
    return {"errors": errors} if errors else {}


def _check_visible_luck(call: Call, position: int) -> None:
    if call.fails(position):
        raise Refusal(12052901, NOT_IN_STATUS)


def _found(call: Call, product_id: str) -> Product:
    if (product := call.shop.products.get(product_id)) is not None:
        return product
    raise Refusal(12052032, no_product(product_id))


def _plain(product_id: str, refusal: Refusal) -> Json:
    detail = {"product_id": product_id}
    return {"code": refusal.code, "message": refusal.message, "detail": detail}


def _wrapped(product_id: str, refusal: Refusal) -> Json:
    extra = {"code": refusal.code, "message": refusal.message}
    detail = {"product_id": product_id, "extra_errors": [extra]}
    return {"code": 12052990, "message": "Check failed", "detail": detail}


def _activate(call: Call, product: Product) -> None:
    if product.status not in {"SELLER_DEACTIVATED", "PLATFORM_DEACTIVATED"}:
        raise Refusal(12052901, NOT_IN_STATUS)
    check_quota(call)
    product.live, product.reviewed = product.newest, None
    product.status = "PENDING"
    product.keep_offers()
    audit.begin(call.market, call.shop, product, call.settings.activate_audit_s)


def _deactivate(call: Call, product: Product) -> None:
    if product.status != "ACTIVATE":
        raise Refusal(12052901, NOT_IN_STATUS)
    product.status = "SELLER_DEACTIVATED"
    audit.changed(call.market, product, call.now)


def _delete(call: Call, product: Product) -> None:
    if product.status in _FROZEN:
        raise Refusal(12052901, NOT_IN_STATUS)
    if product.draft is not None:
        return  # answered like a success, and nothing is deleted
    product.status = "DELETED"
    audit.withdraw(product)
    audit.changed(call.market, product, call.now)
