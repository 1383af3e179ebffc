"""How a product is written in a catalog file."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from sync.catalog.yaml_schema.english import (
    WrittenLabelEnglish,
    WrittenPartyEnglish,
    WrittenProductEnglish,
    WrittenVariantEnglish,
)
from sync.catalog.yaml_schema.scalars import (
    Day,
    Days,
    DaysAboveZero,
    Decimal,
    EndMoment,
    Filled,
    HsCode,
    Moment,
    Name,
    Percent,
    Positive,
    Price,
    ProductSet,
    SeasonDay,
    Stars,
    Stock,
    Text,
    YamlModel,
    YesNo,
    refusal,
    says_no,
)
from sync.model import DossierState, Meanwhile, PaperKind


class WrittenCount(YamlModel):
    """Stock with the day on which it was counted."""

    count: Stock
    date: Day | None = None


class WrittenShelfLife(YamlModel):
    """A shelf life in parts: 6, tháng."""

    value: Text
    unit: Text = ""
    after_opening: Text | None = None


class WrittenRecall(YamlModel):
    """That a lot is taken back, since when and why."""

    date: Day
    reason: Text | None = None


def _recall(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return False if says_no(value) else {"date": value}


class WrittenLot(YamlModel):
    """Goods that were made together, by the number printed on them."""

    lot: Name
    made_on: Day | None = None
    best_before: Day | None = None
    quantity: Stock | None = None
    place: Text | None = None
    growing_area_code: Text | None = None
    made_by: Text | None = None
    recalled: (
        Annotated[
            WrittenRecall | Literal[False],
            BeforeValidator(_recall, json_schema_input_type=str | WrittenRecall),
        ]
        | None
    ) = None


def _count(value: Any) -> Any:
    return {"count": value} if isinstance(value, str) else value


def _shelf_life(value: Any) -> Any:
    return {"value": value} if isinstance(value, str) else value


def _as_written(shape: type[YamlModel]) -> Any:
    return int | str | shape


Counted = Annotated[
    WrittenCount, BeforeValidator(_count, json_schema_input_type=_as_written(WrittenCount))
]
ShelfLife = Annotated[
    WrittenShelfLife,
    BeforeValidator(_shelf_life, json_schema_input_type=str | WrittenShelfLife),
]


def _three(value: Any) -> Any:
    if not isinstance(value, list) or len(value) != 3:
        raise refusal("size_form")
    return value


Sides = Annotated[
    tuple[Positive, Positive, Positive],
    BeforeValidator(_three, json_schema_input_type=tuple[int, int, int]),
]


MadeOf = Annotated[dict[str, Positive], Filled]


class WrittenParty(YamlModel):
    """An organisation: the cooperative or a maker."""

    name: Name
    legal_form: Text | None = None
    address: Text | None = None
    address_as_certified: Text | None = None
    tax_code: Text | None = None
    registration_no: Text | None = None
    representative: Text | None = None
    en: WrittenPartyEnglish | None = None


class WrittenPaper(YamlModel):
    """A paper with its file, as marketplaces and inspectors ask for it."""

    kind: PaperKind
    number: Name
    file: Name | None = None
    issued_on: Day | None = None
    issued_by: Text | None = None
    expires_on: Day | None = None


class WrittenCooperative(WrittenParty):
    """The cooperative; its papers hold for all its products."""

    papers: tuple[WrittenPaper, ...] | None = None


class WrittenDossier(YamlModel):
    """How far the next rating has come."""

    state: DossierState
    date: Day | None = None
    note: Text | None = None


class WrittenCertificate(YamlModel):
    """An OCOP certificate."""

    stars: Stars
    decision_no: Text | None = None
    issued_by: Text | None = None
    issued_level: Literal["district", "province", "central"] | None = None
    issued_on: Day | None = None
    expires_on: Day | None = None
    certificate_no: Text | None = None
    taxonomy: Text | None = None
    holder: Text | None = None
    file: Name | None = None
    evidence: Literal["decision", "news", "seller"] | None = None
    withdrawn: YesNo | None = None
    dossier: WrittenDossier | None = None


class WrittenDeclaration(YamlModel):
    """A self-declaration or registration of a food."""

    number: Name
    regime: Text | None = None
    date: Day | None = None
    issued_by: Text | None = None


class WrittenFoodSafety(YamlModel):
    """A food-safety certificate of the facility."""

    number: Name
    expires_on: Day | None = None


class WrittenLabel(YamlModel):
    """What stands on the pack."""

    generic_name: Text | None = None
    net_content: Text | None = None
    ingredients: tuple[Name, ...] | None = None
    allergens: tuple[Name, ...] | None = None
    shelf_life: ShelfLife | None = None
    storage: Text | None = None
    usage: Text | None = None
    warning: Text | None = None
    manufacturer: WrittenParty | None = None
    origin: Text | None = None
    origin_place: Text | None = None
    standard_no: Text | None = None
    declaration: WrittenDeclaration | None = None
    food_safety_certificate: WrittenFoodSafety | None = None
    alcohol_percent: Decimal | None = None
    material: Text | None = None
    care: Text | None = None
    en: WrittenLabelEnglish | None = None


class WrittenVariant(YamlModel):
    """One thing that can be bought."""

    sku: Name
    options: tuple[Name, ...] | None = None
    price: Price | None = None
    list_price: Price | None = None
    sold: YesNo | None = None
    stock: Counted | None = None
    made_of: MadeOf | None = None
    lots: tuple[WrittenLot, ...] | None = None
    gtin: Text | None = None
    weight_g: Positive | None = None
    size_mm: Sides | None = None
    net_content: Text | None = None
    unit: Text | None = None
    pack: Text | None = None
    en: WrittenVariantEnglish | None = None


class WrittenOverride(YamlModel):
    """What one platform or shop shall see instead."""

    sold: YesNo | None = None
    name: Name | None = None
    description: Text | None = None
    category: Text | None = None
    price: Price | None = None
    net: Price | None = None
    prices: dict[str, Price] | None = None
    attributes: dict[str, Text] | None = None


class WrittenSeason(YamlModel):
    """When of the year it is sold."""

    begins: Annotated[SeasonDay, Field(alias="from")]
    ends: Annotated[SeasonDay, Field(alias="to")]
    meanwhile: Meanwhile | None = None
    pre_order_days: DaysAboveZero | None = None


class WrittenCampaign(YamlModel):
    """A price for a while."""

    begins: Annotated[Moment, Field(alias="from")]
    ends: Annotated[EndMoment, Field(alias="to")]
    name: Text | None = None
    percent: Percent | None = None
    price: Price | None = None
    prices: dict[str, Price] | None = None
    shops: Annotated[tuple[Name, ...], Filled] | None = None
    concentrated: YesNo | None = None


class WrittenProduct(YamlModel):
    """One product of a cooperative."""

    code: Name
    name: Name
    category: Name
    title: Name | None = None
    sold: YesNo | None = None
    season: WrittenSeason | None = None
    prepare_days: DaysAboveZero | None = None
    campaigns: tuple[WrittenCampaign, ...] | None = None
    story: Text | None = None
    images: tuple[Name, ...] | None = None
    label: WrittenLabel | None = None
    price: Price | None = None
    stock: Counted | None = None
    made_of: MadeOf | None = None
    lots: tuple[WrittenLot, ...] | None = None
    least_days_left: Days | None = None
    weight_g: Positive | None = None
    size_mm: Sides | None = None
    net_content: Text | None = None
    unit: Text | None = None
    pack: Text | None = None
    shipping: Text | None = None
    brand: Text | None = None
    product_set: ProductSet | None = None
    certificate: WrittenCertificate | None = None
    papers: tuple[WrittenPaper, ...] | None = None
    origin_as_certified: Text | None = None
    origin_now: Text | None = None
    trace_url: Text | None = None
    growing_area_code: Text | None = None
    gtin: Text | None = None
    hs_code: HsCode | None = None
    list_price: Price | None = None
    attributes: dict[str, Text] | None = None
    en: WrittenProductEnglish | None = None
    overrides: dict[str, WrittenOverride] | None = None
    options: Annotated[tuple[Name, ...], Filled, Field(max_length=2)] | None = None
    variants: Annotated[tuple[WrittenVariant, ...], Filled] | None = None
