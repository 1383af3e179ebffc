"""How the other files are written: a catalog file as a whole, categories, settings."""

from __future__ import annotations

from pydantic import ConfigDict

from sync.catalog.yaml_schema.product import WrittenCooperative, WrittenProduct
from sync.catalog.yaml_schema.scalars import Name, Percent, ProductSet, Text, Whole, YesNo
from sync.catalog.yaml_schema.yaml_model import YamlModel
from sync.model import Language


class WrittenCatalog(YamlModel):
    """One file of config/catalog: a cooperative and its products."""

    cooperative: WrittenCooperative
    products: tuple[WrittenProduct, ...]


class WrittenCategory(YamlModel):
    """A category; any further key is a platform's name with its own category."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Text]

    name: Name
    food: YesNo | None = None
    product_set: ProductSet | None = None
    asks_gtin: YesNo | None = None


class WrittenSafety(YamlModel):
    """What counts as dangerous."""

    price_step_percent: Percent | None = None
    withdraw_percent: Percent | None = None
    withdraw_count: Whole | None = None
    sold_out_percent: Percent | None = None
    sold_out_count: Whole | None = None
    vanished_percent: Percent | None = None
    vanished_count: Whole | None = None


class WrittenSettings(YamlModel):
    """The file settings.yaml."""

    language: Language | None = None
    time_zone: Name | None = None
    database: Name | None = None
    database_env: Name | None = None
    trust_env_proxy: YesNo | None = None
    safety: WrittenSafety | None = None
