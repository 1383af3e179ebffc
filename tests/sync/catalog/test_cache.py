"""What is read again, and what is not, when a service reads the catalog once more."""

from __future__ import annotations

import gc
import os
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from sync.catalog import CatalogCache, Configuration, KeptFiles, kept_files
from sync.catalog.catalog_file import read_catalog_file
from sync.catalog.days import Days, outside, proven_by
from sync.catalog.facts import Facts
from sync.catalog.parsed import CatalogFile
from sync.catalog.records import Reading, Writer
from sync.catalog.saved import concerned
from sync.model import Certificate, Product
from sync.model.claims import stars_allowed
from tests.conformance.stall import shipped
from tests.sync.catalog.conftest import CATALOG, TODAY, Workbench

NEAR = st.dates(date(2025, 6, 20), date(2026, 7, 20)) | st.dates()
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


OF_DAYS = """\
    certificate: {stars: 4, decision_no: 12/QĐ-UBND, issued_by: UBND tỉnh Cà Mau,
      evidence: decision, issued_on: 2026-11-20, expires_on: 2027-06-01}
    papers:
      - {kind: vietgap, number: V1, issued_on: 2026-11-25, expires_on: 2026-12-20}
      - {kind: food_safety, number: A1, expires_on: 2026-12-24}
      - {kind: food_safety, number: A2, expires_on: 2027-01-05}
    season: {from: 12-10, to: 01-15, pre_order_days: 5}
    prepare_days: 2
    lots: [{lot: L1, quantity: 3, best_before: 2026-12-31}]
    stock: {count: 40, date: 2026-11-24}
"""
SHORT_SEASON = OF_DAYS.replace(
    "season: {from: 12-10, to: 01-15,", "season: {from: 2026-12-01, to: 2026-12-12,"
)
DAYS = (0, 1, 2, 3, 12, 13, 17, 18, 24, 27, 28, 31, 32, 38, 39, 43, 44, 53, 54, 190, 191, 400)


@pytest.fixture(scope="module")
def of_days(tmp_path_factory: pytest.TempPathFactory) -> Workbench:
    """A product of which nearly all goes by the day, and one more whose season is over soon."""
    bench = Workbench(tmp_path_factory.mktemp("days") / "config")
    bench.change("    stock: 40\n", OF_DAYS)
    claims = "story: OCOP 4 sao, trồng theo VietGAP, HACCP.\n    en: {name: OCOP 5 star shrimp}"
    bench.change("story: Tôm đất phơi nắng.", claims)
    safety = "food_safety_certificate: {number: A3, expires_on: 2026-12-06}"
    bench.change("declaration: {number: 01/TT/2026}", f"{safety}, declaration: {{number: 01}}")
    bench.change(
        "address: Ấp 1, xã Tân Tiến, tỉnh Cà Mau",
        "address: Ấp 1, xã Tân Tiến, tỉnh Cà Mau\n"
        "  papers: [{kind: haccp, number: H1, issued_on: 2026-11-24, expires_on: 2026-12-05}]",
    )
    other = bench.folder / "catalog" / "tan-tien.yaml"
    text = (
        other.read_text(encoding="utf-8").replace("TOMKHO", "MUOI").replace(OF_DAYS, SHORT_SEASON)
    )
    bench.write("catalog/dam-doi.yaml", text)
    return bench


@pytest.mark.parametrize("later", DAYS)
def test_another_day_reads_nothing_again_and_tells_what_a_first_reading_on_it_would(
    of_days: Workbench, read_files: list[Path], later: int
) -> None:
    """What begins, ends and is counted down is told by the day, in memory and after a restart."""
    day, kept = TODAY + timedelta(days=later), beginning(of_days)
    before = of_days.load(TODAY, cache=kept)
    read_files.clear()
    found = [of_days.load(day, cache=kept), of_days.load(day, cache=beginning(of_days))]
    assert read_files == []
    cold = of_days.load(day)
    assert found == [cold, cold]
    assert {repr(sorted(map(repr, each.problems))) for each in (*found, cold)} == {
        repr(sorted(map(repr, cold.problems)))
    }
    assert (cold.problems == before.problems) is (later == 0)
    assert of_days.load(TODAY, cache=kept) == before  # a clock that was set back


CERTIFICATES = st.builds(
    Certificate,
    stars=st.just(4),
    issued_on=st.none() | NEAR,
    expires_on=st.none() | NEAR,
    decision_no=st.sampled_from(["12/QĐ-UBND", "12"]),
    evidence=st.just("decision"),
    withdrawn=st.booleans(),
)


@given(CERTIFICATES, NEAR)
def test_stars_are_proven_on_just_the_days_on_which_they_may_be_claimed(
    certificate: Certificate, day: date
) -> None:
    proven = proven_by(certificate)
    stars = proven.stars if proven and proven.days.hold(day.toordinal()) else None
    assert stars == stars_allowed(certificate, day)


@given(st.lists(st.tuples(st.integers(-3, 20), st.integers(-3, 20)).map(lambda both: Days(*both))))
def test_every_day_lies_in_some_span_or_outside_all_of_them(spans: list[Days]) -> None:
    free = list(outside(spans))
    for day in range(1, 25):
        assert sum(span.hold(day) for span in free) == (not any(s.hold(day) for s in spans))


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
    bench, cache, told = benches(), CatalogCache(), CatalogCache()
    for at_once in edits:
        before = files_of(bench)
        for edit in at_once:
            EDITS[edit](bench)
        cold = bench.load()
        assert bench.load(cache=cache) == cold
        told.saved = changed_since(before, bench)
        assert bench.load(cache=told) == cold
        assert bench.load(cache=beginning(bench)) == cold  # as a process that begins would
        assert repr(bench.load(cache=beginning(bench)).problems) == repr(cold.problems)


@pytest.mark.parametrize(
    ("saved", "looked_at"),
    [
        (["tan-tien.yaml"], {"tan-tien.yaml"}),
        (["elsewhere/TAN-TIEN.yaml"], {"tan-tien.yaml"}),  # by another path, or as Windows has it
        (["images/tom.png"], {"tan-tien.yaml", "dam-doi.yaml"}),
        (["images/cua.png", "dam-doi.yaml"], {"dam-doi.yaml", "nam-can.yaml"}),
        (["images/of-nobody.png"], None),
        (["behind-a-link.yaml", "dam-doi.yaml"], None),
        ([], set()),
    ],
)
def test_only_files_that_something_saved_concerns_are_looked_at(
    saved: list[str], looked_at: set[str] | None
) -> None:
    read = {
        Path("catalog/tan-tien.yaml"): {"images/tom.png"},
        Path("catalog/dam-doi.yaml"): {"images\\tom.png"},
        Path("catalog/nam-can.yaml"): {"images/Cua.png"},
    }
    found = concerned([Path("/there", name) for name in saved], read)
    assert (None if found is None else {file.name for file in found}) == looked_at


def test_what_nobody_told_of_is_seen_by_the_next_look_at_all(
    two_files: Workbench, cache: CatalogCache
) -> None:
    two_files.load(cache=cache)
    two_files.change("stock: 40", "stock: 39", "catalog/dam-doi.yaml")
    two_files.change("stock: 40", "stock: 38")
    cache.saved = [two_files.catalog / "tan-tien.yaml"]
    seen = by_code(two_files.load(cache=cache))
    assert [seen[code].variants[0].stock.quantity for code in ("TOMKHO", "MUOI")] == [38, 40]
    cache.saved = None
    assert two_files.load(cache=cache) == two_files.load()


def test_a_file_that_came_or_went_is_seen_whatever_was_told(
    two_files: Workbench, cache: CatalogCache
) -> None:
    two_files.load(cache=cache)
    cache.saved = []
    (two_files.catalog / "dam-doi.yaml").unlink()
    two_files.write("catalog/moi.yaml", SECOND)
    assert two_files.load(cache=cache) == two_files.load()


def files_of(bench: Workbench) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in bench.folder.rglob("*") if path.is_file()}


def changed_since(before: dict[Path, bytes], bench: Workbench) -> list[Path]:
    now = files_of(bench)
    return [path for path in before | now if before.get(path) != now.get(path)]


def beginning(bench: Workbench) -> CatalogCache:
    """Remember nothing but what earlier processes kept on disk."""
    return CatalogCache(KeptFiles.of(bench.folder.parent, bench.folder))


def kept_by(bench: Workbench) -> list[Path]:
    return sorted((bench.folder.parent / kept_files.FOLDER).rglob("*.json"))


@pytest.fixture
def read_files(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """List the files that were read and judged anew."""
    read: list[Path] = []

    def judged(file: Path, facts: Facts, content: bytes | None = None) -> CatalogFile:
        read.append(file)
        return read_catalog_file(file, facts, content)

    monkeypatch.setattr("sync.catalog.catalog_file.read_catalog_file", judged)
    return read


def test_a_new_process_reads_only_what_no_process_read_before(
    two_files: Workbench, read_files: list[Path]
) -> None:
    before = two_files.load(cache=beginning(two_files))
    read_files.clear()
    assert two_files.load(cache=beginning(two_files)) == before
    assert read_files == []
    two_files.change("stock: 40", "stock: 39", "catalog/dam-doi.yaml")
    two_files.load(cache=beginning(two_files))
    assert [file.name for file in read_files] == ["dam-doi.yaml"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"",
        lambda content: content[:-1],
        lambda content: content[:100],
        lambda content: content.replace("Tôm khô".encode(), b"X" * len("Tôm khô".encode())),
        lambda content: b"\x80\x04" + content,
    ],
)
def test_what_was_kept_and_spoilt_since_is_read_anew(
    bench: Workbench, read_files: list[Path], spoil: Callable[[bytes], bytes]
) -> None:
    before = bench.load(cache=beginning(bench))
    (kept,) = kept_by(bench)
    kept.write_bytes(spoil(kept.read_bytes()))
    read_files.clear()
    assert bench.load(cache=beginning(bench)) == before
    assert len(read_files) == 1


def test_what_another_program_kept_is_read_anew(
    bench: Workbench, read_files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    bench.load(cache=beginning(bench))
    monkeypatch.setattr(kept_files, "program_stamp", lambda *_: "another")
    bench.load(cache=beginning(bench))
    assert len(read_files) == 2


def test_what_was_kept_is_its_owners_alone_and_goes_with_its_file(two_files: Workbench) -> None:
    two_files.load(cache=beginning(two_files))
    kept = kept_by(two_files)
    assert len(kept) == 2
    if os.name == "posix":
        assert {stat.S_IMODE(each.stat().st_mode) for each in kept} == {0o600}
        assert {stat.S_IMODE(each.parent.stat().st_mode) for each in kept} == {0o700}
    (two_files.catalog / "dam-doi.yaml").unlink()
    two_files.load(cache=beginning(two_files))
    assert len(kept_by(two_files)) == 1


def test_reading_alone_makes_no_home(bench: Workbench, tmp_path: Path) -> None:
    home = tmp_path / "nowhere"
    bench.load(cache=CatalogCache(KeptFiles.of(home, bench.folder)))
    assert not home.exists()


def test_every_shipped_product_is_the_same_after_it_was_written_down() -> None:
    products = shipped().products
    writer = Writer()
    numbers = [writer.number(product) for product in products]
    rows = orjson.loads(orjson.dumps(writer.rows))
    made = Reading(rows, (Product,)).of(Product)
    assert [made[number] for number in numbers if number is not None] == list(products)


def test_after_one_saved_file_what_was_set_aside_is_not_looked_through(
    bench: Any, cache: CatalogCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    thawed = list[int]()
    monkeypatch.setattr(sys.modules["sync.catalog.load"], "MANY", 1)
    for name, made in (("get_freeze_count", lambda: 1), ("freeze", int)):
        monkeypatch.setattr(gc, name, made)
    monkeypatch.setattr(gc, "unfreeze", lambda: thawed.append(1))
    for number in range(3):
        bench.write(f"catalog/khac-{number}.yaml", CATALOG.replace("TOMKHO", f"KHAC{number}"))
    bench.load(cache=cache)
    assert thawed == [1]
    bench.change("stock: 40", "stock: 41")
    assert bench.load(cache=cache) is cache.configuration
    assert thawed == [1]
