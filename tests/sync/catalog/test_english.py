"""English texts stand beside the Vietnamese: read strictly, never beyond it, told when old."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sync.catalog import CatalogCache, Configuration
from sync.catalog.editing import Put, edited
from sync.catalog.english import pairs
from sync.catalog.kept_files import KeptFiles
from sync.catalog.parse import parse
from sync.catalog.yaml_schema import WrittenProduct
from sync.model import Code, English, EnglishLabel, Problem
from sync.model.english import formatted
from sync.model.in_english import in_english, lacking_english, unwritten_english
from tests.sync.catalog.conftest import CATALOG, TODAY, Workbench

LABEL = """\
    label:
      net_content: 500 g
      ingredients: [tôm đất, muối]
      allergens: [giáp xác]
      shelf_life: {value: 6, unit: tháng, after_opening: 1 tháng}
      storage: Nơi khô ráo
      declaration: {number: 01/TT/2026}
      en:
        ingredients: [shrimp, salt]
        allergens: [crustaceans]
        storage: In a dry place
"""
ENGLISH = """\
    en: {name: Tan Tien dried shrimp, story: Shrimp dried in the sun.}
"""


def written(label: str = LABEL, english: str = ENGLISH) -> str:
    """A catalog whose product is told in English as well."""
    head, _, rest = CATALOG.partition("    label:")
    return head + label + rest.partition("\n")[2] + english


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    bench = Workbench(tmp_path)
    bench.write("catalog/tan-tien.yaml", written())
    return bench


def english_of(found: Configuration) -> English:
    (product,) = found.products
    assert product.english is not None
    return product.english


def of_english(found: Configuration) -> list[Problem]:
    return [each for each in found.problems if each.fields == frozenset({"english"})]


def line_of(problem: Problem) -> int:
    assert problem.where is not None
    return problem.where.line


def line_with(bench: Workbench, text: str) -> int:
    lines = (bench.catalog / "tan-tien.yaml").read_text(encoding="utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if text in line)


def test_what_people_write_in_english_is_known_of_the_product(bench: Workbench) -> None:
    bench.change("  address: Ấp 1", "  en: {name: Tan Tien Cooperative}\n  address: Ấp 1")
    bench.change("product_set: 8,", "product_set: 8, en: {name: Dried shrimp},", "categories.yaml")
    told = english_of(bench.load())
    assert told == English(
        name="Tan Tien dried shrimp",
        story="Shrimp dried in the sun.",
        category="Dried shrimp",
        label=EnglishLabel(
            ingredients=("shrimp", "salt"), allergens=("crustaceans",), storage="In a dry place"
        ),
        maker_name="Tan Tien Cooperative",
        unmarked=("name", "story", "label.ingredients", "label.allergens", "label.storage"),
    )


def test_a_product_without_any_is_the_same_as_ever(bench: Workbench) -> None:
    bench.write("catalog/tan-tien.yaml", CATALOG)
    (product,) = bench.load().products
    assert product.english is None
    assert lacking_english(product)[0] == "name"


def test_what_is_written_wrongly_is_told_with_its_place(bench: Workbench) -> None:
    bench.change("en: {name:", "en: {nmae:")
    bench.change("allergens: [crustaceans]", "allergens: {a: b}")
    found = {problem.code: problem for problem in of_english(bench.load())}
    assert found["unknown_field_near"].values["nearest"] == "name"
    assert line_of(found["unknown_field_near"]) == line_with(bench, "nmae")
    assert line_of(found["wrong_type_list"]) == line_with(bench, "a: b")


def test_what_is_wrong_in_english_lets_the_vietnamese_go_out(bench: Workbench) -> None:
    bench.change("Shrimp dried in the sun.", "It cures cancer. OCOP 4 stars. Call 0912 345 678")
    found = bench.load()
    assert {each.code for each in of_english(found)} == {
        "disease_claim",
        "ocop_claim_without_certificate",
        "contact_in_text",
    }
    assert len(found.products) == 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("storage: In a dry place", "care: Wash it cold", "english_without_original"),
        ("[shrimp, salt]", "[shrimp]", "english_uneven"),
        ("Shrimp dried in the sun.", "The best shrimp in Vietnam.", "superlative"),
    ],
)
def test_english_says_no_more_than_the_vietnamese(
    bench: Workbench, old: str, new: str, code: str
) -> None:
    bench.change(old, new)
    (problem,) = of_english(bench.load())
    assert (problem.code, problem.severity) == (code, "warning")


def test_what_is_left_out_counts_as_missing(bench: Workbench) -> None:
    bench.change("[shrimp, salt]", "[shrimp]")
    (product,) = bench.load().products
    assert lacking_english(product) == ("label.ingredients",)


def marked(bench: Workbench) -> None:
    """Note of every English text what it is a translation of, as the command does."""
    file = bench.catalog / "tan-tien.yaml"
    content = file.read_bytes()
    told = parse(WrittenProduct, bench_product(content)).value
    assert told is not None
    edits = [
        Put(code=Code("TOMKHO"), path=(*each.path[:-1], "of", each.path[-1]), value=each.marked)
        for each in pairs(told)
    ]
    file.write_bytes(edited(content, edits))


def bench_product(content: bytes) -> object:
    from sync.catalog.editing import values_in

    return values_in(content)["products"][0]


def test_an_english_text_older_than_its_vietnamese_is_said_to_be(bench: Workbench) -> None:
    marked(bench)
    assert english_of(bench.load()).unmarked == ()
    bench.change("storage: Nơi khô ráo", "storage: Ngăn mát tủ lạnh")
    found = bench.load()
    (problem,) = of_english(found)
    assert (problem.code, line_of(problem)) == ("english_outdated", line_with(bench, "In a dry"))
    assert english_of(found).outdated == ("label.storage",)
    assert lacking_english(found.products[0]) == ("label.storage",)  # it would tell buyers wrongly


def test_an_old_story_is_told_and_still_told_to_buyers(bench: Workbench) -> None:
    marked(bench)
    bench.change("Tôm đất phơi nắng.", "Tôm đất phơi nắng ba ngày.")
    found = bench.load()
    assert [each.code for each in of_english(found)] == ["english_outdated"]
    assert lacking_english(found.products[0]) == ()


def test_who_changes_both_needs_no_command(bench: Workbench) -> None:
    marked(bench)
    bench.change("storage: Nơi khô ráo", "storage: Ngăn mát tủ lạnh")
    bench.change("storage: In a dry place", "storage: In the refrigerator")
    found = bench.load()
    assert of_english(found) == []
    assert english_of(found).unmarked == ("label.storage",)


def test_blanks_and_line_breaks_make_no_text_out_of_date(bench: Workbench) -> None:
    marked(bench)
    bench.change("Tôm đất phơi nắng.", ">-\n      Tôm đất\n      phơi  nắng.")
    assert of_english(bench.load()) == []


def test_a_process_that_reads_from_disk_knows_the_same(bench: Workbench, tmp_path: Path) -> None:
    marked(bench)
    home = tmp_path / "home"
    home.mkdir()
    kept = KeptFiles.of(home, bench.folder)
    first = bench.load(cache=CatalogCache(on_disk=kept))
    again = bench.load(cache=CatalogCache(on_disk=kept))
    assert again.products == first.products
    bench.change("name: Tan Tien dried shrimp", "name: Dried shrimp of Tan Tien")
    changed = bench.load(cache=CatalogCache(on_disk=kept))
    assert english_of(changed).name == "Dried shrimp of Tan Tien"


def test_a_new_name_of_a_category_is_seen_though_no_catalog_file_changed(bench: Workbench) -> None:
    cache = CatalogCache()
    assert english_of(bench.load(cache=cache)).category is None
    bench.change("product_set: 8,", "product_set: 8, en: {name: Dried shrimp},", "categories.yaml")
    assert english_of(bench.load(cache=cache)).category == "Dried shrimp"


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), exclude_characters="\ufeff"),
    min_size=1,
    max_size=20,
).map(lambda text: unicodedata.normalize("NFC", text))


@settings(max_examples=25)
@given(name=TEXTS, story=TEXTS, items=st.lists(TEXTS, min_size=2, max_size=2))
def test_whatever_is_written_in_english_is_read_back(
    name: str, story: str, items: list[str]
) -> None:
    content = written().encode()
    code = Code("TOMKHO")
    put = [
        Put(code=code, path=("en", "name"), value=name),
        Put(code=code, path=("en", "story"), value=story),
        Put(code=code, path=("label", "en", "ingredients"), value=items),
    ]
    told = parse(WrittenProduct, bench_product(edited(content, put)))
    assert told.refused == []
    assert told.value is not None
    found = {each.name: each.english for each in pairs(told.value)}
    assert found["name"] == name
    assert found["story"] == story
    assert found["label.ingredients"] == tuple(items)
    assert found["label.storage"] == "In a dry place"


@pytest.mark.parametrize(
    ("vietnamese", "english"),
    [
        ("500 g", "500 g"),
        ("0,5 kg", "0.5 kg"),
        ("1.200 ml", "1,200 ml"),
        ("1 lít", "1 L"),
        ("6 tháng", "6 months"),
        ("1 năm", "1 year"),
        ("10 x 50 g", "10 x 50 g"),
        ("XL", "XL"),
        ("Việt Nam", "Viet Nam"),
        ("tôm đất 98 %", None),
        ("500 g hoặc 1 kg", None),
        ("Loại 1", None),
    ],
)
def test_figures_are_written_as_english_writes_them_and_words_never(
    vietnamese: str, english: str | None
) -> None:
    assert formatted(vietnamese) == english


def test_a_product_in_english_tells_what_is_written_and_nothing_of_the_rest(
    bench: Workbench,
) -> None:
    (product,) = bench.load(TODAY).products
    told = in_english(product)
    assert (told.name, told.story) == ("Tan Tien dried shrimp", "Shrimp dried in the sun.")
    assert told.label.ingredients == ("shrimp", "salt")
    assert told.label.shelf_life == "6 months"
    assert (told.label.origin, told.label.finished_in) == (None, "Viet Nam")
    assert told.label.net_content == "500 g"
    assert unwritten_english(product) == ()
