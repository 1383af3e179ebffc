"""Rules of what the pack says of its contents: how much, of what, for how long, by whose word.

All of it is asked for and none of it freezes a price or a stock. Sources: Decree 37/2026
(Appendix I) for labels, Decree 15/2018 (Art. 4) for the self-declaration of processed food.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sync.catalog.diagnostics import Finding
from sync.catalog.facts import Facts
from sync.catalog.reading import Path
from sync.catalog.yaml_schema import WrittenLabel, WrittenProduct, WrittenVariant
from sync.model import Severity, Value
from sync.model.packs import UNITS, sizes_in

# Product sets of Decision 26/2026/QĐ-TTg: processed food, spices, tea, coffee, drinks.
PROCESSED = frozenset(range(5, 18))
HEALTH_FOOD, COSMETIC = 18, 19
HEALTH_FACTS = ("Công dụng", "Đối tượng sử dụng")  # attributes that its label must tell
# What must be named, and the words of an ingredient that hide it; "sữa ong chúa" is no milk.
ALLERGENS: Mapping[str, re.Pattern[str]] = {
    group: re.compile(rf"(?<!\w)(?:{words})(?!\w)")
    for group, words in {
        "giáp xác": "giáp xác|tôm|tép|ruốc|cua|ghẹ|ba khía|moi",
        "cá": "cá|nước mắm|mắm cá",
        "nhuyễn thể": "nhuyễn thể|mực|hàu|sò|nghêu|ốc|hến",
        "trứng": "trứng",
        "sữa": "sữa(?! ong chúa)",
        "đậu phộng": "đậu phộng|lạc rang",
        "đậu nành": "đậu nành|đậu tương|tương hột",
        "gluten": "gluten|bột mì|lúa mì|mì căn",
        "mè": "mè|vừng",
        "hạt cây": "hạt điều|hạnh nhân|óc chó|mắc ca",
    }.items()
}
_LIFE = re.compile(r"\d+\s*(?:giờ|ngày|tuần|tháng|năm)|\d{1,2}/\d{1,2}/\d{4}|v[ôo] (?:thời )?hạn")
_PIECES = re.compile(rf"\d+\s*(?:{'|'.join(UNITS)}|miếng|viên|quả|trái|tổ|lá|tép|gói lọc)\b")


def content_rules(product: WrittenProduct, facts: Facts) -> Iterator[Finding]:
    """Find what the pack does not say of its contents, or says so that nobody learns it."""
    label, product_set = product.label or WrittenLabel(), facts.product_set(product)
    yield from _units(product)
    if product_set == COSMETIC:
        yield from _cosmetic(label)
    if not facts.is_food(product):
        return
    yield from _net_content(product, label)
    yield from _allergens(label)
    yield from _shelf_life(label)
    if product_set == HEALTH_FOOD:
        yield from _health_food(product, label)
    if not label.storage:
        yield Finding("storage_missing", ("label",), "note")
    papers = (paper.kind for paper in product.papers or ())
    declared = label.declaration or any(kind.endswith("declaration") for kind in papers)
    if product_set in PROCESSED and not declared:
        severity: Severity = "warning" if facts.for_real else "note"
        yield Finding("self_declaration_missing", ("label",), severity)


def _units(product: WrittenProduct) -> Iterator[Finding]:
    """A unit is one of those that the forms of marketplaces know."""
    written: list[tuple[Path, str | None]] = [(("unit",), product.unit)]
    written += [(("variants", i, "unit"), v.unit) for i, v in enumerate(product.variants or ())]
    for path, unit in written:
        if unit and unit.casefold() not in UNITS:
            values: dict[str, Value] = {"unit": unit[:40], "known": UNITS}
            yield Finding("unit_unknown", path, "warning", values)


def _net_content(product: WrittenProduct, label: WrittenLabel) -> Iterator[Finding]:
    """The net content belongs to what is bought, so to the variant where there are several."""
    for path, written in _net_contents(product, label):
        if written and not (sizes_in(written) or _PIECES.search(written.casefold())):
            yield Finding("net_content_vague", path, "warning", {"text": written[:60]})
    several = len(sizes_in(label.net_content or "")) > 1
    if not several:
        return
    variants = product.variants or ()
    if not variants and not product.net_content:
        yield Finding("net_content_of_one", ("label", "net_content"), "warning")
    for index, variant in enumerate(variants):
        if not _tells_content(variant) and not product.net_content:
            values = {"sku": variant.sku}
            yield Finding("net_content_of_variant", ("variants", index), "warning", values)


def _net_contents(
    product: WrittenProduct, label: WrittenLabel
) -> Iterator[tuple[Path, str | None]]:
    yield ("label", "net_content"), label.net_content
    yield ("net_content",), product.net_content
    for index, variant in enumerate(product.variants or ()):
        yield ("variants", index, "net_content"), variant.net_content


def _tells_content(variant: WrittenVariant) -> bool:
    return bool(variant.net_content) or any(map(sizes_in, variant.options or ()))


def _allergens(label: WrittenLabel) -> Iterator[Finding]:
    """What makes some people ill is named, though the ingredients tell it to who knows."""
    said = ", ".join(label.allergens or ()).casefold()
    told = " , ".join(label.ingredients or ()).casefold()
    missing = tuple(
        group
        for group, words in ALLERGENS.items()
        if words.search(told) and not words.search(said) and group not in said
    )
    if missing:
        at: Path = ("label", "allergens") if label.allergens else ("label", "ingredients")
        yield Finding("allergens_missing", at, "warning", {"names": missing})


def _shelf_life(label: WrittenLabel) -> Iterator[Finding]:
    life = label.shelf_life
    said = f"{life.value} {life.unit}".strip() if life else ""
    if said and not _LIFE.search(said.casefold()):
        yield Finding("shelf_life_vague", ("label", "shelf_life"), "warning", {"text": said[:60]})


def _health_food(product: WrittenProduct, label: WrittenLabel) -> Iterator[Finding]:
    known = product.attributes or {}
    lacking = tuple(name for name in HEALTH_FACTS if not known.get(name))
    lacking += () if label.usage else ("usage",)
    if lacking:
        values: dict[str, Value] = {"fields": lacking}
        yield Finding("health_food_label_incomplete", ("label",), "warning", values)


def _cosmetic(label: WrittenLabel) -> Iterator[Finding]:
    known = {"ingredients": label.ingredients, "usage": label.usage, "shelf_life": label.shelf_life}
    if lacking := tuple(name for name, fact in known.items() if not fact):
        yield Finding("cosmetic_label_incomplete", ("label",), values={"fields": lacking})
    if not label.declaration:
        yield Finding("cosmetic_notification_missing", ("label",), "warning")
