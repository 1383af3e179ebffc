"""How the other files are written: a catalog file as a whole, categories, settings."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from pydantic import ConfigDict, create_model

from sync.catalog.yaml_schema.english import WrittenCategoryEnglish
from sync.catalog.yaml_schema.notify import WrittenNotify
from sync.catalog.yaml_schema.product import WrittenCooperative, WrittenProduct
from sync.catalog.yaml_schema.scalars import (
    DayOfYear,
    Days,
    Name,
    Percent,
    ProductSet,
    Text,
    Whole,
    YamlModel,
    YesNo,
)
from sync.model import Approvals, Language, Safety


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
    least_days_left: Days | None = None
    en: WrittenCategoryEnglish | None = None


# Each threshold is declared once, where its default and its meaning stand: `sync.model.Safety`.
_THRESHOLDS: dict[str, Any] = {
    each.name: ((Percent if each.name.endswith("_percent") else Whole) | None, None)
    for each in fields(Safety)
}
_Thresholds = create_model("_Thresholds", __base__=YamlModel, **_THRESHOLDS)


class WrittenSafety(_Thresholds):
    """What counts as dangerous."""


class WrittenRatingRounds(YamlModel):
    """By which days of each year OCOP products are rated here."""

    province: tuple[DayOfYear, ...] | None = None
    central: tuple[DayOfYear, ...] | None = None
    dossier_days: Days | None = None


class WrittenFollowed(YamlModel):
    """Where the catalog files are kept: in a git repository, or in the database."""

    git: Name | None = None
    database: YesNo | None = None
    branch: Name | None = None
    folder: Name | None = None
    signers: Name | None = None
    every_s: Whole | None = None


class WrittenSettings(YamlModel):
    """The file settings.yaml."""

    language: Language | None = None
    time_zone: Name | None = None
    database: Name | None = None
    database_env: Name | None = None
    keep_days: Days | None = None
    trust_env_proxy: YesNo | None = None
    approvals: Approvals | None = None
    page_hosts: tuple[Name, ...] | None = None
    safety: WrittenSafety | None = None
    rating_rounds: WrittenRatingRounds | None = None
    catalog: WrittenFollowed | None = None
    notify: WrittenNotify | None = None
