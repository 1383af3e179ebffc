"""Papers at the partner API: the OCOP certificate apart, the others as documents."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from sync.model import Certificate, ImageFile, Paper
from tests.conformance.stall import Stall, copies, stall_of

LATER = date(2099, 1, 1)
YEAR = datetime.now(UTC).year
ISSUED_ON, ENDS_ON = date(YEAR, 1, 1), date(YEAR + 3, 1, 1)  # 36 months, as the law gives


def scan(folder: Path, name: str) -> ImageFile:
    path = folder / f"{name}.pdf"
    content = b"%PDF-1.4 " + name.encode()
    path.write_bytes(content)
    return ImageFile(path, hashlib.sha256(content).hexdigest())


@pytest.fixture
async def stall(tmp_path: Path) -> AsyncIterator[Stall]:
    """A shop of a made-up product with all its papers, published and read back."""
    certificate = Certificate(
        stars=4,
        decision_no="01/QĐ-UBND",
        issued_by="UBND tỉnh Ví Dụ",
        issued_on=ISSUED_ON,
        expires_on=ENDS_ON,
        file=scan(tmp_path, "ocop"),
    )
    papers = (
        Paper("12/2026/ATTP", None, None, LATER, "food_safety", scan(tmp_path, "attp")),
        Paper("HC-7", kind="organic", file=scan(tmp_path, "huu-co")),
    )
    async with stall_of("postmart", tmp_path) as opened:
        (plain,) = copies(1)
        opened.sell([replace(plain, certificate=certificate, papers=papers)])
        report = await opened.round()
        assert report.true, report.problems
        await opened.reviewed()
        yield opened


async def product(stall: Stall) -> dict[str, Any]:
    """The product as the marketplace shows it."""
    token = await stall.tokens.access()
    answer = await stall.operator.http.get(
        "/partner/v1/products/by-sku/BANSAO-0000", headers={"Authorization": f"Bearer {token}"}
    )
    found: dict[str, Any] = answer.json()["data"]
    return found


async def test_the_certificate_earns_its_badge_and_the_others_are_documents(stall: Stall) -> None:
    shown = await product(stall)
    assert shown["ocop"].pop("certificate_media_id").startswith("med_")
    assert shown["ocop"] == {
        "stars": 4,
        "decision_no": "01/QĐ-UBND",
        "issued_by": "UBND tỉnh Ví Dụ",
        "issued_on": ISSUED_ON.isoformat(),
        "expires_on": ENDS_ON.isoformat(),
        "badge": True,
    }
    told = [(each["type"], each["no"], each["expires_on"]) for each in shown["documents"]]
    assert told == [("FOOD_SAFETY", "12/2026/ATTP", "2099-01-01"), ("OTHER", "HC-7", None)]


async def test_another_edit_leaves_the_papers_as_they_stand(stall: Stall) -> None:
    before = await product(stall)
    assert before["ocop"]["badge"]
    assert before["documents"]
    stall.edit("BANSAO-0000", title="Sản phẩm mang tên mới của hợp tác xã")
    assert (await stall.round()).true
    shown = await product(stall)
    assert (shown["name"], shown["documents"]) == (
        "Sản phẩm mang tên mới của hợp tác xã",
        before["documents"],
    )
    assert shown["ocop"] == before["ocop"]


async def test_papers_that_are_written_no_more_are_taken_back(stall: Stall) -> None:
    stall.edit("BANSAO-0000", papers=(), certificate=None)
    report = await stall.round()
    assert report.true, report.problems
    shown = await product(stall)
    assert (shown["ocop"], shown["documents"]) == (None, [])
    await stall.is_true()


async def test_an_attribute_that_is_written_no_more_goes_away(stall: Stall) -> None:
    stall.edit("BANSAO-0000", attributes={"Cảnh báo": "Để xa tầm tay trẻ em"})
    assert (await stall.round()).true
    assert (await product(stall))["attributes"]["warning"] == "Để xa tầm tay trẻ em"
    await stall.reviewed()
    stall.edit("BANSAO-0000", attributes={})
    report = await stall.round()
    assert report.true, (report.problems, report.plan.held)
    assert "warning" not in (await product(stall))["attributes"]
    await stall.is_true()
