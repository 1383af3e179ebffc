"""What the endpoints answer: the schema of `data` by name. More fields may appear within v1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.partner.endpoints.finding import REVIEWS, SALES
from sandbox.partner.endpoints.orders import STATUSES
from sandbox.partner.facts import EVENTS, PURPOSES
from sandbox.partner.wording import FIELD_CODES, REASONS

if TYPE_CHECKING:
    from sandbox.partner.houses import House
    from sandbox.replica import Json

TEXT: Json = {"type": "string"}
WHOLE: Json = {"type": "integer"}
TRUTH: Json = {"type": "boolean"}
MOMENT: Json = {"type": "string", "format": "date-time"}
DAY: Json = {"type": "string", "format": "date"}
PARAMS: Json = {"type": "object"}


def one_of(words: tuple[str, ...]) -> Json:
    """A word of a list that may grow within v1."""
    return {"type": "string", "description": f"Now one of: {', '.join(words)}"}


def maybe(schema: Json) -> Json:
    """The schema, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def each(schema: Json) -> Json:
    """A list."""
    return {"type": "array", "items": schema}


def table(**fields: Json) -> Json:
    """An object in which all these fields are always there."""
    return {"type": "object", "properties": fields, "required": list(fields)}


def some(required: Json, **optional: Json) -> Json:
    """The object, with fields that are only there at times."""
    return {**required, "properties": required["properties"] | optional}


def ref(name: str) -> Json:
    """The schema of that name."""
    return {"$ref": f"#/components/schemas/{name}"}


def listed(name: str, **more: Json) -> Json:
    """A page of a sweep."""
    return table(items=each(ref(name)), next_token=maybe(TEXT), total=WHOLE, **more)


_PLACE = table(province_code=TEXT, commune_code=TEXT)
_REASON = table(code=one_of(REASONS), message=TEXT)
_OCOP = table(
    stars=WHOLE, decision_no=TEXT, issued_by=TEXT, issued_on=DAY, expires_on=DAY,
    certificate_media_id=TEXT, badge=TRUTH,
)  # fmt: skip


def _terms(house: House) -> dict[str, Json]:
    terms = {
        "price": maybe(WHOLE),
        "list_price": maybe(WHOLE),
        "stock": maybe(WHOLE),
        "reserved": maybe(WHOLE),
        "weight_g": maybe(WHOLE),
        "gtin": maybe(TEXT),
    }
    return {name: terms[name] for name in terms if house.list_price or name != "list_price"}


def _product(house: House) -> Json:
    variant = table(
        sku=TEXT, option_values=each(TEXT), **_terms(house), media_id=maybe(TEXT)
    )  # fmt: skip
    image = table(media_id=TEXT, sha256=TEXT, url=TEXT)
    reason = some(_REASON, field=TEXT)
    return table(
        sku=TEXT, product_id=TEXT, url=TEXT, name=TEXT, short_description=maybe(TEXT),
        description_html=TEXT, category_id=WHOLE, brand=maybe(TEXT), attributes=PARAMS,
        images=each(image), **_terms(house), options=each(TEXT), variants=each(variant),
        ship_from=_PLACE, ocop=maybe(_OCOP), documents=each(PARAMS),
        price_lock=maybe(table(until=MOMENT, reason=TEXT)), review_status=one_of(REVIEWS),
        reject_reasons=each(reason), ban_reason=maybe(_REASON), sale_status=one_of(SALES),
        visible=TRUTH, revision=WHOLE, live_revision=maybe(WHOLE), etag=TEXT, created_at=MOMENT,
        updated_at=MOMENT,
    )  # fmt: skip


_ORDER_LINE = table(
    line_id=TEXT, sku=TEXT, product_id=TEXT, quantity=WHOLE, cancelled_quantity=WHOLE,
    returned_quantity=WHOLE, unit_price=WHOLE,
)  # fmt: skip
_ORDER = table(
    order_id=TEXT, status=one_of(STATUSES), created_at=MOMENT, updated_at=MOMENT,
    lines=each(_ORDER_LINE),
    totals=table(goods=WHOLE, shipping=WHOLE, discount=WHOLE, paid=WHOLE),
    payment=table(method=TEXT, paid_at=maybe(MOMENT)),
    shipment=maybe(table(carrier=TEXT, tracking_no=TEXT)),
    cancellation=maybe(table(by=TEXT, reason=TEXT, at=MOMENT)),
    buyer=table(name=TEXT, phone=TEXT, province_code=TEXT, commune_code=TEXT),
)  # fmt: skip
_RESULT = some(
    table(sku=TEXT, status=one_of(("OK", "UNCHANGED", "REJECTED"))),
    code=one_of(FIELD_CODES), params=PARAMS, message=TEXT, price=WHOLE, list_price=maybe(WHOLE),
    stock=WHOLE, updated_at=MOMENT,
)  # fmt: skip
_BATCH = table(accepted=WHOLE, failed=WHOLE, results=each(_RESULT))
_CATEGORY = table(id=WHOLE, parent_id=maybe(WHOLE), name=TEXT, leaf=TRUTH, status=TEXT)
_ATTRIBUTE = table(
    code=TEXT, name=TEXT, required=TRUTH, max_length=maybe(WHOLE),
    input=one_of(("TEXT", "NUMBER", "SELECT", "MULTI", "DATE")),
    values=each(table(code=TEXT, label=TEXT)),
)  # fmt: skip
_MEDIA = table(
    media_id=TEXT, purpose=one_of(PURPOSES), sha256=TEXT, url=TEXT, bytes=WHOLE,
    width=maybe(WHOLE), height=maybe(WHOLE),
)  # fmt: skip
_LIMITS = table(
    requests_per_minute=WHOLE, parallel=WHOLE, media_per_minute=WHOLE, new_products_per_day=WHOLE,
    batch=WHOLE, page_size=WHOLE, find_skus=WHOLE, images=WHOLE, variants=WHOLE, name=each(WHOLE),
)  # fmt: skip
_HOOK_STATUS = one_of(("ON", "OFF", "DISABLED"))
EVENT = table(
    event_id=TEXT, event=one_of((*EVENTS, "webhook.ping")), shop_code=TEXT, occurred_at=MOMENT,
    data=PARAMS,
)  # fmt: skip
ERROR = table(field=TEXT, code=one_of(FIELD_CODES), params=PARAMS, message=TEXT)


def _of_access() -> dict[str, Json]:
    shop = table(code=TEXT, name=TEXT, status=one_of(("ACTIVE", "ON_HOLIDAY", "LOCKED")))
    return {
        "Token": table(
            access_token=TEXT, token_type=TEXT, expires_in=WHOLE, scopes=each(TEXT), shop=shop
        ),
        "Shop": table(
            code=TEXT, name=TEXT, status=TEXT, credentials=table(expires_on=DAY), limits=_LIMITS,
            usage=table(new_products_today=WHOLE),
            maintenance=each({"type": "object", "properties": {"from": MOMENT, "to": MOMENT}}),
            webhook=maybe(table(status=_HOOK_STATUS, url=maybe(TEXT))),
        ),
        "Category": _CATEGORY,
        "Categories": listed("Category", tree_version=WHOLE),
        "Attribute": _ATTRIBUTE,
        "Attributes": table(category_id=WHOLE, tree_version=WHOLE, items=each(ref("Attribute"))),
    }  # fmt: skip


def _of_products(house: House) -> dict[str, Json]:
    return {
        "Media": _MEDIA,
        "MediaList": table(items=each(ref("Media"))),
        "Product": _product(house),
        "Products": some(
            table(items=each(ref("Product"))), next_token=maybe(TEXT), total=WHOLE,
            missing=each(TEXT),
        ),
        "Upserted": table(
            sku=TEXT, product_id=TEXT, created=TRUTH, changed=each(TEXT), updated_at=MOMENT,
            review_status=one_of(REVIEWS), sale_status=one_of(SALES), revision=WHOLE,
            live_revision=maybe(WHOLE), etag=TEXT,
        ),
        "Priced": _BATCH,
        "Stocked": _BATCH,
        "OnSale": table(
            sku=TEXT, sale_status=one_of(SALES), changed=TRUTH, etag=TEXT, updated_at=MOMENT
        ),
    }  # fmt: skip


def _of_orders_and_events() -> dict[str, Json]:
    return {
        "Order": _ORDER,
        "Orders": listed("Order"),
        "Event": EVENT,
        "Missed": listed("Event"),
        "HookStatus": table(status=_HOOK_STATUS),
        "HookSecret": table(status=_HOOK_STATUS, secret=TEXT),
        "Pinged": table(status=_HOOK_STATUS, answered=TRUTH),
        "Hook": table(
            status=_HOOK_STATUS, url=maybe(TEXT), events=each(TEXT), dropped=WHOLE,
            last_success_at=maybe(MOMENT), failing_since=maybe(MOMENT),
        ),
    }  # fmt: skip


def answers(house: House) -> dict[str, Any]:
    """Every schema of an answer."""
    return {**_of_access(), **_of_products(house), **_of_orders_and_events()}
