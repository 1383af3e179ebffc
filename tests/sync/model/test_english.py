"""What is only figures is written in the English way; words are named as missing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sync.model import (
    Code,
    Dong,
    English,
    EnglishLabel,
    Label,
    Location,
    Party,
    Product,
    Sku,
    Variant,
)
from sync.model.english import formatted
from sync.model.in_english import in_english, lacking_english, unwritten_english

PLAIN = Product(
    code=Code("TK"),
    name="Tôm khô",
    category="tom-kho",
    cooperative=Party(name="HTX Ví dụ"),
    source=Location("a.yaml", 1, 1),
    label=Label(),
    variants=tuple(Variant(sku=Sku(f"TK-{n}"), price=Dong(1000), unit="gói") for n in (1, 2)),
)


@pytest.mark.parametrize(
    ("vietnamese", "english"),
    [
        ("0,5 kg", "0.5 kg"),
        ("1.000 g", "1,000 g"),
        ("6 tháng", "6 months"),
        ("1 năm", "1 year"),
        ("98 %", "98%"),
        ("kg", "kg"),
        ("Việt Nam", "Viet Nam"),
        ("XL", "XL"),
        ("gói lớn", None),
    ],
)
def test_figures_measures_and_codes_need_nobody_to_translate_them(
    vietnamese: str, english: str | None
) -> None:
    assert formatted(vietnamese) == english


def test_words_are_missing_by_name_once_where_all_variants_say_the_same() -> None:
    assert lacking_english(PLAIN) == ("name", "unit")
    first, second = PLAIN.variants
    one = replace(PLAIN, variants=(first, replace(second, unit="hũ")))
    assert lacking_english(one) == ("name", "TK-1:unit", "TK-2:unit")


def test_names_of_options_are_words() -> None:
    assert "options" in lacking_english(replace(PLAIN, option_names=("Quy cách",)))


def test_a_story_is_missed_by_nobody_and_named_when_asked() -> None:
    told = replace(PLAIN, story="Phơi nắng hai ngày.", english=English(name="Dried shrimp"))
    assert "story" not in lacking_english(told)
    assert unwritten_english(told) == ("story",)


@pytest.mark.parametrize(
    ("ingredients", "told"), [(("98 %", "500 g"), ("98%", "500 g")), (("98 %", "muối"), ())]
)
def test_a_list_of_figures_is_told_whole_or_not_at_all(
    ingredients: tuple[str, ...], told: tuple[str, ...]
) -> None:
    listed = replace(PLAIN, label=Label(ingredients=ingredients), english=English(name="Shrimp"))
    assert in_english(listed).label.ingredients == told
    translated = replace(listed, english=English(label=EnglishLabel(ingredients=("shrimp",))))
    assert in_english(translated).label.ingredients == ("shrimp",)
