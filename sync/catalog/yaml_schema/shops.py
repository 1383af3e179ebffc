"""How developer accounts and shops are written in shops.yaml."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic import Field as PydanticField

from sync.catalog.yaml_schema.scalars import (
    DaysAboveZero,
    Decimal,
    Filled,
    Money,
    Name,
    Percent,
    Positive,
    Price,
    Text,
    Whole,
    YamlModel,
)
from sync.model import Existing, Keeps, Language, Owner, Policy, Share, TitleSource


class WrittenPace(YamlModel):
    """How often an app may call."""

    calls_per_s: Decimal
    burst: Positive | None = None


class WrittenApp(YamlModel):
    """A developer account; its secret is plain only for a sandbox."""

    platform: Name
    key: Name
    secret: Name | None = None
    secret_env: Name | None = None
    secret_file: Name | None = None
    push_url: Name | None = None
    push_secret: Name | None = None
    push_secret_env: Name | None = None
    push_secret_file: Name | None = None
    pace: WrittenPace | None = None
    calls_per_day: Positive | None = None


class WrittenPriceRule(YamlModel):
    """From the catalog's price to this shop's."""

    keeps: Keeps | None = None
    percent: Decimal | None = None
    fixed: Money | None = None
    step: Positive | None = None
    ending: Money | None = None
    floor: Price | None = None
    ceiling: Price | None = None


class WrittenLastUnits(YamlModel):
    """Which shop alone offers the last ones."""

    below: Positive
    to: Name


class WrittenBuffer(YamlModel):
    """What is held back because it sells fast."""

    days: DaysAboveZero
    lead_days: Decimal
    most: Whole | None = None


class WrittenStockRule(YamlModel):
    """How much of the stock this shop may offer."""

    share: Share | None = None
    share_percent: Percent | None = None
    fixed: Whole | None = None
    reserve: Whole | None = None
    ceiling: Whole | None = None
    last_units: WrittenLastUnits | None = None
    buffer: WrittenBuffer | None = None


class WrittenPlace(YamlModel):
    """Where parcels leave from."""

    province: Name
    commune: Name


class WrittenFields(YamlModel):
    """Who decides a field in this shop; what is not named is decided by the catalog."""

    title: Owner | None = None
    description: Owner | None = None
    category: Owner | None = None
    brand: Owner | None = None
    attributes: Owner | None = None
    images: Owner | None = None
    papers: Owner | None = None
    prepare_days: Owner | None = None
    variants: Owner | None = None
    gtin: Owner | None = None
    weight_g: Owner | None = None
    size_mm: Owner | None = None
    price: Owner | None = None
    list_price: Owner | None = None
    stock: Owner | None = None


class WrittenShop(YamlModel):
    """One account on one platform."""

    name: Name
    app: Name | None = None
    platform: Name | None = None
    account: Name | None = None
    profile: Name | None = None
    sandbox: Name | None = None
    host: Name | None = None
    access_token: Name | None = None
    access_token_env: Name | None = None
    access_token_file: Name | None = None
    refresh_token: Name | None = None
    refresh_token_env: Name | None = None
    refresh_token_file: Name | None = None
    ship_from: WrittenPlace | None = None
    settings: dict[str, Any] | None = None
    sells: tuple[Name, ...] | None = None
    policy: Policy | None = None
    existing: Existing | None = None
    fields: WrittenFields | None = None
    titles: TitleSource | None = None
    language: Language | None = None
    price_rule: WrittenPriceRule | None = None
    stock_rule: WrittenStockRule | None = None
    categories: dict[str, Text] | None = None
    every_s: Positive | None = None
    orders_every_s: Positive | None = None
    full_every_s: Positive | None = None
    listings_per_day: Positive | None = None


class WrittenShops(YamlModel):
    """The file shops.yaml."""

    apps: Annotated[dict[str, WrittenApp], Filled] = PydanticField(default_factory=dict)
    shops: Annotated[tuple[WrittenShop, ...], Filled]
    profiles: dict[str, WrittenProfile] | None = None


class WrittenColumn(YamlModel):
    """What stands under a heading: one of our keys, or always the same value."""

    key: Name | None = None
    value: Text | None = None
    unit: Name | None = None
    decimals: Whole | None = None
    format: Name | None = None


def _column(written: Any) -> Any:
    return {"key": written} if isinstance(written, str) else written


Column = Annotated[
    WrittenColumn, BeforeValidator(_column, json_schema_input_type=str | WrittenColumn)
]


class WrittenProfile(YamlModel):
    """One profile; what it does not say is as in its base."""

    base: Name | None = None
    sheet: Name | None = None
    heading_row: Positive | None = None
    first_row: Positive | None = None
    columns: Annotated[dict[str, Column], Filled] | None = None
    results: dict[str, Name] | None = None
    words: dict[str, Name] | None = None
