"""What the API answers: the shapes of `data`. More fields may come within v1."""

# ruff: noqa: D101 - what its name and its fields say, a description would only repeat

from __future__ import annotations

from typing import Annotated, Any, NotRequired, get_args

from pydantic import Field
from typing_extensions import TypedDict

from sandbox.partner import facts
from sandbox.partner.envelope import FIELD_CODES, REASONS


def _one_of(*words: str) -> Any:
    """A word of a list that may grow within v1."""
    return Field(description=f"Now one of: {', '.join(words)}")


Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
Review = Annotated[str, _one_of(*get_args(facts.ReviewStatus))]
Sale = Annotated[str, _one_of(*get_args(facts.SaleStatus))]
FieldCode = Annotated[str, _one_of(*FIELD_CODES)]
ReasonCode = Annotated[str, _one_of(*REASONS)]
ShopStatus = Annotated[str, _one_of("ACTIVE", "ON_HOLIDAY", "LOCKED")]
WebhookStatus = Annotated[str, _one_of("ON", "OFF", "DISABLED")]


class Rejected(TypedDict):
    code: ReasonCode
    message: str
    field: NotRequired[str]


class Error(TypedDict):
    """One thing wrong with one field of a request."""

    field: str
    code: FieldCode
    params: dict[str, Any]
    message: str


class TokenShop(TypedDict):
    code: str
    name: str
    status: ShopStatus


class Token(TypedDict):
    access_token: str
    token_type: str
    expires_in: int
    scopes: list[str]
    shop: TokenShop


class ShopLimits(TypedDict):
    requests_per_minute: int
    parallel: int
    media_per_minute: int
    new_products_per_day: int
    batch: int
    page_size: int
    find_skus: int
    images: int
    variants: int
    name: list[int]


class CredentialsLife(TypedDict):
    expires_on: Day


class Usage(TypedDict):
    new_products_today: int


class WebhookSummary(TypedDict):
    status: WebhookStatus
    url: str | None


Maintenance = TypedDict("Maintenance", {"from": Moment, "to": Moment})


class Shop(TypedDict):
    """The shop, its limits, what it has used of them, and the next maintenance."""

    code: str
    name: str
    status: ShopStatus
    credentials: CredentialsLife
    limits: ShopLimits
    usage: Usage
    maintenance: list[Maintenance]
    webhook: WebhookSummary | None


class Category(TypedDict):
    id: int
    parent_id: int | None
    name: str
    leaf: bool
    status: str


class Page(TypedDict):
    next_token: str | None
    total: int


class Categories(Page):
    tree_version: int
    items: list[Category]


class AttributeValue(TypedDict):
    code: str
    label: str


class Attribute(TypedDict):
    code: str
    name: str
    required: bool
    input: Annotated[str, _one_of("TEXT", "NUMBER", "SELECT", "MULTI", "DATE")]
    max_length: int | None
    values: list[AttributeValue]


class Attributes(TypedDict):
    category_id: int
    tree_version: int
    items: list[Attribute]


class Media(TypedDict):
    media_id: str
    purpose: Annotated[str, _one_of(*get_args(facts.Purpose))]
    sha256: str
    url: str
    bytes: int
    width: int | None
    height: int | None


class MediaList(TypedDict):
    items: list[Media]


class Terms(TypedDict):
    price: int | None
    list_price: NotRequired[int | None]
    stock: int | None
    reserved: int | None
    weight_g: int | None
    gtin: str | None


class Variant(Terms):
    sku: str
    option_values: list[str]
    media_id: str | None


class Image(TypedDict):
    media_id: str
    sha256: str
    url: str


class Place(TypedDict):
    province_code: str
    commune_code: str


class Ocop(TypedDict):
    """An OCOP certificate; the badge is shown while it is valid."""

    stars: int
    decision_no: str
    issued_by: str
    issued_on: Day
    expires_on: Day
    certificate_media_id: str
    badge: bool


class PriceLock(TypedDict):
    until: Moment
    reason: str


class States(TypedDict):
    review_status: Review
    reject_reasons: list[Rejected]
    ban_reason: Rejected | None
    sale_status: Sale
    visible: bool
    revision: int
    live_revision: int | None
    etag: str


class Offered(Terms):
    options: list[str]
    variants: list[Variant]


class Product(Offered, States):
    """The newest revision of a product, reviewed or not."""

    sku: str
    product_id: str
    url: str
    name: str
    short_description: str | None
    description_html: str
    category_id: int
    brand: str | None
    attributes: dict[str, Any]
    images: list[Image]
    ship_from: Place
    ocop: Ocop | None
    documents: list[dict[str, Any]]
    price_lock: PriceLock | None
    created_at: Moment
    updated_at: Moment


class Products(TypedDict):
    """A page of products; or those that were asked for by SKU, and the SKUs that are missing."""

    items: list[Product]
    next_token: NotRequired[str | None]
    total: NotRequired[int]
    missing: NotRequired[list[str]]


class Upserted(TypedDict):
    """What a write of a whole product came to; `changed` names the fields that differ now."""

    sku: str
    product_id: str
    created: bool
    changed: list[str]
    review_status: Review
    sale_status: Sale
    revision: int
    live_revision: int | None
    etag: str
    updated_at: Moment


class OnSale(TypedDict):
    sku: str
    sale_status: Sale
    changed: bool
    etag: str
    updated_at: Moment


class BatchEntry(TypedDict):
    sku: str
    status: Annotated[str, _one_of("OK", "UNCHANGED", "REJECTED")]
    code: NotRequired[FieldCode]
    params: NotRequired[dict[str, Any]]
    message: NotRequired[str]
    price: NotRequired[int]
    list_price: NotRequired[int | None]
    stock: NotRequired[int]
    updated_at: NotRequired[Moment]


class Batch(TypedDict):
    accepted: int
    failed: int
    results: list[BatchEntry]


class OrderLine(TypedDict):
    line_id: str
    sku: str
    product_id: str
    quantity: int
    cancelled_quantity: int
    returned_quantity: int
    unit_price: int


class Totals(TypedDict):
    goods: int
    shipping: int
    discount: int
    paid: int


class Payment(TypedDict):
    method: str
    paid_at: Moment | None


class Shipment(TypedDict):
    carrier: str
    tracking_no: str
    shipped_at: NotRequired[Moment]


class Cancellation(TypedDict):
    by: str
    reason: str
    at: Moment


class Buyer(TypedDict):
    name: str
    phone: str
    province_code: str
    commune_code: str


class Order(TypedDict):
    order_id: str
    status: Annotated[str, _one_of(*get_args(facts.OrderStatus))]
    created_at: Moment
    updated_at: Moment
    lines: list[OrderLine]
    totals: Totals
    payment: Payment
    shipment: Shipment | None
    cancellation: Cancellation | None
    buyer: Buyer


class Orders(Page):
    items: list[Order]


class Event(TypedDict):
    """Something happened: a signal to look again, never data to act on."""

    event_id: str
    event: Annotated[str, _one_of(*facts.EVENTS, "webhook.ping")]
    shop_code: str
    occurred_at: Moment
    data: dict[str, Any]


class Missed(Page):
    items: list[Event]


class HookStatus(TypedDict):
    status: WebhookStatus


class HookSecret(HookStatus):
    """The secret that signs, told this once."""

    secret: str


class Pinged(HookStatus):
    answered: bool


class Hook(HookStatus):
    url: str | None
    events: list[str]
    last_success_at: Moment | None
    failing_since: Moment | None
    dropped: int
