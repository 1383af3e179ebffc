"""Papers that a category asks for: chosen by name, sent with the listing, or told of."""

from __future__ import annotations

import hashlib
import io
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from adapters.tiktok.metadata import AskedPaper
from adapters.tiktok.papers import kinds_of, with_standing_papers
from adapters.tiktok.requirements import paper_problems
from sync.model import Code, ImageFile, ListedPaper, Listing, ShopName
from sync.model import Paper as Written
from tests.conformance.stall import Stall, copies, stall_of

LATER = date(2099, 1, 1)
ASKED = AskedPaper(
    id="602362",
    name="Giấy chứng nhận ATTP / bản tự công bố sản phẩm",
    required=True,
    conditions=(),
    ends=True,
)


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        (ASKED.name, ("food_safety", "self_declaration")),
        ("GIẤY CHỨNG NHẬN CƠ SỞ ĐỦ ĐIỀU KIỆN AN TOÀN THỰC PHẨM", ("food_safety",)),
        ("Giấy đăng ký kinh doanh", ("business_registration",)),
        ("Phiếu kiểm nghiệm (trong 12 tháng)", ("quality",)),
        ("Giấy chứng nhận hữu cơ", ("organic",)),
        ("VietGAP hoặc Global G.A.P.", ("vietgap", "globalgap")),
        ("Original packaging photo", ()),
        ("Ảnh chụp bao bì", ()),
    ],
)
def test_what_a_category_asks_for_is_understood_by_its_words(
    name: str, kinds: tuple[str, ...]
) -> None:
    assert kinds_of(replace(ASKED, name=name)) == kinds


def listing(*papers: ListedPaper) -> Listing:
    return Listing(shop=ShopName("gian"), code=Code("VIDU"), offers=(), papers=papers)


@pytest.mark.parametrize(
    ("asked", "papers", "code"),
    [
        (ASKED, (), "paper_needed"),
        (ASKED, ("vietgap",), "paper_needed"),
        (ASKED, ("self_declaration",), "paper_end_needed"),
        (replace(ASKED, ends=False), ("self_declaration",), None),
        (replace(ASKED, name="Ảnh chụp bao bì"), ("food_safety",), "paper_unknown"),
    ],
)
def test_a_paper_that_is_missing_is_told_by_what_to_add(
    asked: AskedPaper, papers: Any, code: str | None
) -> None:
    have = [ListedPaper(kind=kind, number="01", sha256="aa") for kind in papers]
    told = [problem.code for problem in paper_problems(listing(*have), asked)]
    assert told == ([code] if code else [])


def test_papers_that_others_handed_in_stay() -> None:
    theirs = {"id": "602363", "images": [{"uri": "tos/1", "urls": ["x"]}], "title": "Hữu cơ"}
    product = {"certifications": [theirs]}
    ours = {"id": "602362", "images": [{"uri": "tos/2"}]}
    kept = {"id": "602363", "images": [{"uri": "tos/1"}]}
    assert with_standing_papers({"certifications": [ours]}, product) == {
        "certifications": [ours, kept]
    }
    assert with_standing_papers({"title": "A", "certifications": [kept]}, product) == {"title": "A"}


def sha256_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def scan(folder: Path, name: str) -> ImageFile:
    path = folder / name
    if name.endswith(".pdf"):
        path.write_bytes(b"%PDF-1.4 " + name.encode())
    else:
        drawing = io.BytesIO()
        Image.new("RGB", (600, 800), "white").save(drawing, "PNG")
        path.write_bytes(drawing.getvalue())
    return ImageFile(path, sha256_of(path))


@pytest.fixture
async def stall(tmp_path: Path) -> AsyncIterator[Stall]:
    """A shop in whose food categories nothing is sold without its paper."""
    async with stall_of("tiktok", tmp_path) as opened:
        await opened.ask("POST", "knobs", {"food_certificate_required": True})
        opened.sell(copies(1))
        yield opened


def safe(folder: Path, name: str) -> tuple[Written, ...]:
    return (Written("12/ATTP", None, None, LATER, "food_safety", scan(folder, name)),)


async def test_food_goes_up_with_its_paper_and_waits_without(stall: Stall, tmp_path: Path) -> None:
    (held,) = (await stall.round()).plan.held
    assert held.problem.code == "paper_needed"
    assert held.problem.values["kinds"] == ("food_safety", "self_declaration")
    stall.edit("BANSAO-0000", papers=safe(tmp_path, "attp.pdf"))
    report = await stall.round()
    assert report.true, (report.problems, report.plan.held)
    await stall.is_true()
    (shown,) = await stall.remote()
    assert shown["papers"] == ["602362"]


async def test_a_picture_in_place_of_a_pdf_is_one_revise(stall: Stall, tmp_path: Path) -> None:
    stall.edit("BANSAO-0000", papers=safe(tmp_path, "attp.pdf"))
    assert (await stall.round()).true
    await stall.reviewed()
    stall.edit("BANSAO-0000", papers=safe(tmp_path, "attp-moi.png"))
    report = await stall.round()
    assert [(c.kind, c.fields) for c in report.plan.changes] == [("revise", ("papers",))]
    assert report.true, report.problems
    await stall.is_true()
    stall.edit("BANSAO-0000", title="Sản phẩm mang tên mới của hợp tác xã")
    assert (await stall.round()).true  # an edit of other things drops no paper
    await stall.reviewed()
    (shown,) = await stall.remote()
    assert (shown["title"], shown["papers"]) == (
        "Sản phẩm mang tên mới của hợp tác xã",
        ["602362"],
    )


async def test_a_scan_that_no_category_asks_for_keeps_nothing_waiting(
    stall: Stall, tmp_path: Path
) -> None:
    """It is far too small a picture for TikTok, which never gets to see it."""
    await stall.ask("POST", "knobs", {"food_certificate_required": False})
    stamp = tmp_path / "nhan-hieu.png"
    Image.new("RGB", (5, 5), "white").save(stamp)
    trademark = Written("4-0123", kind="trademark", file=ImageFile(stamp, sha256_of(stamp)))
    stall.edit("BANSAO-0000", papers=(trademark,))
    report = await stall.round()
    assert report.true, report.problems
    await stall.is_true()
