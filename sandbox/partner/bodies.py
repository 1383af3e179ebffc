"""What may be asked for: the bodies of writes, and the parameters of addresses."""

from __future__ import annotations

from typing import Annotated, Any, Literal, NotRequired

from pydantic import (
    BeforeValidator,
    ConfigDict,
    ValidationInfo,
    WithJsonSchema,
    WrapValidator,
    with_config,
)
from typing_extensions import TypedDict

from sandbox.partner import facts
from sandbox.partner.envelope import Problem
from sandbox.partner.shapes import (
    UNIQUE,
    Day,
    Gtin,
    Html,
    Moment,
    Skus,
    Truth,
    count,
    form,
    line,
    profile_of,
    whole,
    whole_text,
    wrong_value,
)


def _if_shown(value: Any, info: ValidationInfo) -> Any:
    if not profile_of(info).list_price:
        raise wrong_value(Problem("", "UNKNOWN_FIELD"))
    return value


Sku = Annotated[str, form(r"[A-Za-z0-9._-]{1,50}", "BAD_SKU")]
MediaId = Annotated[str, line(64)]
Price = Annotated[int, whole(*facts.PRICE_VND, facts.PRICE_STEP)]
ListPrice = Annotated[
    Annotated[int, whole(1, 10 * facts.PRICE_VND[1])] | None, BeforeValidator(_if_shown)
]
Stock = Annotated[int, whole(*facts.STOCK)]
Weight = Annotated[int, whole(*facts.WEIGHT_G)]
Number = Annotated[str, line(120)]
_closed = with_config(ConfigDict(extra="forbid"))


@_closed
class PlaceBody(TypedDict):
    """Where parcels leave from."""

    province_code: Annotated[str, form(r"\d{2}", "UNKNOWN_COMMUNE")]
    commune_code: Annotated[str, form(r"\d{5}", "UNKNOWN_COMMUNE")]


@_closed
class CertificateBody(TypedDict):
    """An OCOP certificate."""

    stars: Annotated[int, whole(*facts.STARS, code="OCOP_STARS")]
    decision_no: Number
    issued_by: Number
    issued_on: Day
    expires_on: Day
    certificate_media_id: NotRequired[MediaId]


@_closed
class DocumentBody(TypedDict):
    """A paper about a product."""

    type: facts.DocumentType
    no: Number
    issued_on: NotRequired[Day | None]
    expires_on: NotRequired[Day | None]
    media_id: MediaId


@_closed
class VariantBody(TypedDict):
    """One of several offers of a product."""

    sku: Sku
    option_values: Annotated[list[Annotated[str, line(40)]], count(1, facts.OPTIONS_MOST)]
    price: NotRequired[Price]
    list_price: NotRequired[ListPrice]
    stock: NotRequired[Stock]
    weight_g: Weight
    gtin: NotRequired[Gtin | None]
    media_id: NotRequired[MediaId | None]


@_closed
class ProductBody(TypedDict):
    """The body of `PUT /products/by-sku/{sku}`."""

    name: Annotated[str, line(facts.NAME_LENGTH[1], facts.NAME_LENGTH[0], "name_length")]
    short_description: NotRequired[Annotated[str, line(140, 0)]]
    description_html: Html
    category_id: Annotated[int, whole(1, 2**31 - 1)]
    brand: NotRequired[Annotated[str, line(60)]]
    attributes: Annotated[
        Any,  # judged by what the category asks for
        WithJsonSchema(
            {
                "type": "object",
                "additionalProperties": {"type": "string"},
                "description": "Code to value, as GET /categories/{category_id}/attributes names "
                "them.",
            }
        ),
    ]
    images: Annotated[list[MediaId], count(1, facts.IMAGES, "images"), UNIQUE]
    price: NotRequired[Price]
    list_price: NotRequired[ListPrice]
    stock: NotRequired[Stock]
    weight_g: NotRequired[Weight]
    gtin: NotRequired[Gtin | None]
    options: NotRequired[
        Annotated[list[Annotated[str, line(20)]], count(1, facts.OPTIONS_MOST), UNIQUE]
    ]
    variants: NotRequired[Annotated[list[VariantBody], count(1, facts.VARIANTS, "variants")]]
    ship_from: PlaceBody
    ocop: NotRequired[CertificateBody | None]
    documents: NotRequired[Annotated[list[DocumentBody], count(0, 20)]]
    sale_status: NotRequired[Literal["ON", "OFF"]]


@_closed
class NewPrice(TypedDict):
    """A price to set."""

    sku: Sku
    price: NotRequired[Price]
    list_price: NotRequired[ListPrice]


@_closed
class NewStock(TypedDict):
    """A stock to set, on request only if nothing was sold meanwhile."""

    sku: Sku
    stock: Stock
    if_stock: NotRequired[Stock]


def _only_named(value: Any, _handler: Any) -> Any:
    """Of a batch only the SKUs are judged; then each entry is, all or nothing, by itself."""
    problems: list[Problem] = []
    for place, entry in enumerate(value):
        if not isinstance(entry, dict):
            problems.append(Problem(f"[{place}]", "WRONG_TYPE"))
        elif not isinstance(entry.get("sku"), str):
            code = "WRONG_TYPE" if "sku" in entry else "REQUIRED"
            problems.append(Problem(f"[{place}].sku", code))
    if problems:
        raise wrong_value(*problems)
    return value


_SIZE = count(1, facts.BATCH, "batch")


@_closed
class PricesBody(TypedDict):
    """Prices to set, many at a time."""

    items: Annotated[list[NewPrice], WrapValidator(_only_named), _SIZE]


@_closed
class StocksBody(TypedDict):
    """Stocks to set, many at a time."""

    items: Annotated[list[NewStock], WrapValidator(_only_named), _SIZE]


@_closed
class CredentialsBody(TypedDict):
    """What opens a shop."""

    client_id: Annotated[str, line(64)]
    client_secret: Annotated[str, line(64)]
    shop_code: Annotated[str, line(64)]


@_closed
class UploadBody(TypedDict):
    """The texts of the form that brings a file."""

    purpose: facts.Purpose


@_closed
class ShipmentBody(TypedDict):
    """With whom a parcel travels."""

    carrier: Annotated[str, line(40)]
    tracking_no: Annotated[str, line(60)]


@_closed
class ReasonBody(TypedDict):
    """Why the seller cannot deliver."""

    reason: Annotated[str, line(120)]


@_closed
class RegistrationBody(TypedDict):
    """Where to tell the shop of what."""

    url: Annotated[str, line(500)]
    events: Annotated[list[facts.EventKind], count(1, len(facts.EVENTS)), UNIQUE]


@_closed
class Nothing(TypedDict):
    """No fields at all."""


PageSize = Annotated[int, whole_text(1, facts.PAGE_SIZE, "page_size")]


@_closed
class Paging(TypedDict, total=False):
    """The parameters of every list."""

    page_size: PageSize
    page_token: str


@_closed
class CategoryQuery(Paging, total=False):
    """Which categories."""

    parent_id: Annotated[int, whole_text(1, 2**31 - 1)]
    leaf_only: Truth


@_closed
class ProductQuery(Paging, total=False):
    """Which products."""

    updated_since: Moment
    sale_status: facts.SaleStatus
    review_status: facts.ReviewStatus
    skus: Skus


@_closed
class OrderQuery(Paging):
    """Which orders."""

    updated_from: Moment
    updated_to: Moment
    status: NotRequired[facts.OrderStatus]


@_closed
class MediaQuery(TypedDict):
    """Which content."""

    sha256: str
    purpose: facts.Purpose
