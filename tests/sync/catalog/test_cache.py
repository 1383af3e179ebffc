"""What is read again, and what is not, when a service reads the catalog once more."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sync.catalog import CatalogCache, Configuration
from tests.sync.catalog.conftest import CATALOG, TODAY, Workbench

SECOND = CATALOG.replace("TOMKHO", "MUOI").replace("Tôm khô", "Tôm khô thứ hai")


@pytest.fixture
def cache() -> CatalogCache:
    return CatalogCache()


@pytest.fixture
def two_files(bench: Workbench) -> Workbench:
    bench.write("catalog/dam-doi.yaml", SECOND)
    return bench


def by_code(configuration: Configuration) -> dict[str, Any]:
    return {product.code: product for product in configuration.products}


def test_nothing_changed_and_the_same_configuration_comes(
    two_files: Workbench, cache: CatalogCache
) -> None:
    assert two_files.load(cache=cache) is two_files.load(cache=cache)


def test_only_the_file_that_changed_is_read_again(
    two_files: Workbench, cache: CatalogCache
) -> None:
    before = by_code(two_files.load(cache=cache))
    two_files.change("stock: 40", "stock: 39", "catalog/dam-doi.yaml")
    after = by_code(two_files.load(cache=cache))
    assert after["TOMKHO"] is before["TOMKHO"]
    assert after["MUOI"].variants[0].stock.quantity == 39


@pytest.mark.parametrize(
    "change",
    [
        lambda bench: Image.new("RGB", (600, 600)).save(bench.catalog / "images" / "tom.png"),
        lambda bench: (bench.catalog / "images" / "tom.png").unlink(),
        lambda bench: bench.change("Tôm khô,", "Tôm khô ngon,", "categories.yaml"),
    ],
)
def test_what_a_file_stands_on_has_it_read_again(
    bench: Workbench, cache: CatalogCache, change: Callable[[Workbench], None]
) -> None:
    (before,) = bench.load(cache=cache).products
    change(bench)
    after = bench.load(cache=cache)
    assert after == bench.load()
    assert all(product is not before for product in after.products)


def test_another_day_judges_everything_anew(bench: Workbench, cache: CatalogCache) -> None:
    paper = "stars: 4, decision_no: 12/QĐ-UBND, issued_by: UBND tỉnh Cà Mau"
    dated = f"certificate: {{{paper}, issued_on: 2023-12-01, expires_on: 2026-12-01}}"
    bench.change("    price: 650000", f"    {dated}\n    price: 650000")
    later = TODAY + timedelta(days=30)
    assert bench.load(TODAY, cache=cache) == bench.load(TODAY)
    assert bench.load(later, cache=cache) == bench.load(later)
    assert bench.load(later).problems != bench.load(TODAY).problems


EDITS: list[Callable[[Workbench], Any]] = [
    lambda bench: bench.write("catalog/dam-doi.yaml", SECOND),
    lambda bench: bench.write("catalog/dam-doi.yaml", CATALOG),  # the same codes in two files
    lambda bench: bench.write("catalog/dam-doi.yaml", "products: [\n"),
    lambda bench: bench.write("catalog/dam-doi.yaml", ""),
    lambda bench: (bench.catalog / "dam-doi.yaml").unlink(missing_ok=True),
    lambda bench: bench.write("catalog/tan-tien.yaml", CATALOG),
    lambda bench: bench.write("catalog/tan-tien.yaml", CATALOG.replace("40", "-1")),
    lambda bench: bench.write("catalog/tan-tien.yaml", CATALOG.replace("tom.png", "khac.png")),
    lambda bench: Image.new("RGB", (700, 700)).save(bench.catalog / "images" / "khac.png"),
    lambda bench: (bench.catalog / "images" / "khac.png").unlink(missing_ok=True),
    lambda bench: bench.write("settings.yaml", "language: en\n"),
]


@pytest.fixture(scope="module")
def benches() -> Iterator[Callable[[], Workbench]]:
    with tempfile.TemporaryDirectory() as folder:
        numbers = iter(range(10**6))
        yield lambda: Workbench(Path(folder, str(next(numbers)), "config"))


@settings(max_examples=60, deadline=None)
@given(edits=st.lists(st.lists(st.sampled_from(range(len(EDITS))), max_size=3), max_size=6))
def test_whatever_was_edited_it_reads_as_if_for_the_first_time(
    benches: Callable[[], Workbench], edits: list[list[int]]
) -> None:
    bench, cache = benches(), CatalogCache()
    for at_once in edits:
        for edit in at_once:
            EDITS[edit](bench)
        assert bench.load(cache=cache) == bench.load()
