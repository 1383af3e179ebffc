"""Papers: named in the catalog, found beside it, judged by content and by date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sync.catalog.papers import MAX_BYTES

SAFETY = "kind: food_safety, number: 12/2026/ATTP, file: giay/attp.pdf"
DECLARED = "kind: self_declaration, number: 01/VD/2026, file: giay/tu-cong-bo.pdf"
STOCK = "    stock: 40\n"


@pytest.fixture
def desk(bench: Any) -> Any:
    folder: Path = bench.catalog / "giay"
    folder.mkdir()
    (folder / "attp.pdf").write_bytes(b"%PDF-1.4 attp")
    (folder / "tu-cong-bo.pdf").write_bytes(b"%PDF-1.4 tu cong bo")
    (folder / "ghi-chu.txt").write_bytes(b"khong phai giay")
    (folder / "to.pdf").write_bytes(b"%PDF-" + b"0" * MAX_BYTES)
    return bench


def of_product(bench: Any, paper: str) -> None:
    bench.change(STOCK, f"{STOCK}    papers:\n      - {{{paper}}}\n")


def of_cooperative(bench: Any, paper: str) -> None:
    bench.change("products:", f"  papers:\n    - {{{paper}}}\nproducts:")


def test_a_product_has_its_own_papers_and_those_of_its_cooperative(desk: Any) -> None:
    of_product(desk, DECLARED + ", issued_on: 2026-03-01")
    of_cooperative(desk, SAFETY + ", expires_on: 2029-03-01")
    configuration = desk.load()
    assert configuration.problems == ()
    (product,) = configuration.products
    assert [(paper.kind, paper.number) for paper in product.papers] == [
        ("self_declaration", "01/VD/2026"),
        ("food_safety", "12/2026/ATTP"),
    ]
    assert {len(paper.file.sha256) for paper in product.papers} == {64}
    assert product.papers[0].file != product.papers[1].file


def test_the_scan_of_an_ocop_certificate_is_found(desk: Any) -> None:
    dates = "decision_no: 1/QĐ-UBND, issued_on: 2026-01-01, expires_on: 2029-01-01"
    certificate = f"{{stars: 4, file: giay/attp.pdf, {dates}}}"
    desk.change(STOCK, f"{STOCK}    certificate: {certificate}\n")
    assert desk.only().code == "ocop_issuer_missing"  # which the platforms ask for
    (product,) = desk.load().products
    assert product.certificate.file.path.name == "attp.pdf"


@pytest.mark.parametrize(
    ("paper", "code", "severity"),
    [
        (DECLARED.replace("tu-cong-bo", "tu-cong-bo-2"), "paper_file_missing_near", "stop"),
        (DECLARED.replace("giay/tu-cong-bo", "khac/x"), "paper_file_missing", "stop"),
        (DECLARED.replace("tu-cong-bo.pdf", "ghi-chu.txt"), "paper_file_unreadable", "stop"),
        (DECLARED.replace("tu-cong-bo.pdf", "to.pdf"), "paper_file_too_large", "stop"),
        (DECLARED.replace("self_declaration", "giay"), "wrong_type_choice", "stop"),
        (DECLARED + ", issued_on: 2026-03-02, expires_on: 2026-03-01", "paper_dates", "stop"),
        (DECLARED + ", expires_on: 2026-11-22", "paper_expired", "warning"),
        (DECLARED + ", expires_on: 2026-12-20", "paper_expiring", "warning"),
        (DECLARED + ", issued_on: 2026-12-20", "paper_not_yet", "warning"),
        (SAFETY + ", expires_on: 2026-11-22", "food_safety_certificate_expired", "stop"),
    ],
)
@pytest.mark.parametrize("whose", [of_product, of_cooperative])
def test_what_is_wrong_with_a_paper_is_said_once(
    desk: Any, whose: Any, paper: str, code: str, severity: str
) -> None:
    whose(desk, paper)
    problem = desk.only()
    assert (problem.code, problem.severity) == (code, severity)
    configuration = desk.load()
    waits = configuration.objections.get("TOMKHO", [])
    assert [each.code for each in waits] == ([code] if severity == "stop" else [])
    assert configuration.blocked == frozenset()  # its price and its stock go on


def test_an_ended_food_safety_certificate_beside_a_new_one_only_goes_unsent(desk: Any) -> None:
    of_product(desk, SAFETY + ", expires_on: 2026-11-22")
    desk.change("    weight_g", f"      - {{{SAFETY}, expires_on: 2029-11-22}}\n    weight_g")
    assert desk.only().code == "paper_expired"
