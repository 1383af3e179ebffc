"""Papers go along with a listing once; another scan is one revise, and then nothing more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from sync.catalog import load
from sync.marketplace import AsksForPapers
from sync.model import Product
from tests.conformance.stall import Stall, copies

TODAY = datetime.now(UTC).date()
CATALOG = f"""\
cooperative:
  name: HTX Ví Dụ
  address: Ấp 1, xã Ví Dụ, tỉnh Cà Mau
  papers:
    - {{kind: food_safety, number: 12/2026/ATTP, file: giay/attp.pdf, expires_on: 2099-03-01}}
products:
  - code: VIDU
    name: Sản phẩm ví dụ có giấy tờ
    category: vi-du
    certificate:
      {{stars: 4, decision_no: 01/QĐ-UBND, issued_by: UBND tỉnh Ví Dụ, issued_level: province,
       issued_on: {TODAY.year}-01-01, expires_on: {TODAY.year + 3}-01-01, file: giay/ocop.pdf}}
    papers:
      - {{kind: self_declaration, number: 01/VD/2026, file: giay/tu-cong-bo.pdf}}
    price: 100000
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A made-up catalog with its scans beside it."""
    folder = tmp_path / "config"
    (folder / "catalog" / "giay").mkdir(parents=True)
    (folder / "categories.yaml").write_text("vi-du: {name: Ví dụ}", encoding="utf-8")
    (folder / "catalog" / "vi-du.yaml").write_text(CATALOG, encoding="utf-8")
    for name in ("attp", "ocop", "tu-cong-bo"):
        (folder / "catalog" / "giay" / f"{name}.pdf").write_bytes(b"%PDF-1.4 " + name.encode())
    return folder


def papered(desk: Path) -> Product:
    """A plain product of the suite that carries the papers of the made-up catalog."""
    (written,) = load(desk, today=TODAY, environ={}).products
    (plain,) = copies(1)
    return replace(plain, certificate=written.certificate, papers=written.papers)


def counting(stall: Stall) -> list[str]:
    uploaded: list[str] = []
    upload = stall.market.upload

    async def counted(images: Any) -> Any:
        uploaded.extend(image.purpose for image in images)
        return await upload(images)

    stall.market.upload = counted  # type: ignore[method-assign]
    return uploaded


@pytest.mark.needs("papers", "revise")
async def test_papers_go_along_once_and_another_scan_is_one_revise(
    stall: Stall, desk: Path
) -> None:
    stall.sell([papered(desk)])
    uploaded = counting(stall)
    assert (await stall.round()).true
    papers = sorted(purpose for purpose in uploaded if purpose != "picture")
    everything = not isinstance(stall.market, AsksForPapers)
    assert papers == (["certificate", "paper", "paper"] if everything else [])
    await stall.is_true()
    (desk / "catalog" / "giay" / "tu-cong-bo.pdf").write_bytes(b"%PDF-1.4 ban moi")
    stall.sell([papered(desk)])
    uploaded = counting(stall)
    report = await stall.round()
    assert [(c.kind, c.fields) for c in report.plan.changes] == [("revise", ("papers",))]
    assert report.true, report.problems
    assert uploaded == (["paper"] if everything else [])
    await stall.is_true()
