"""Scans of papers are sent, kept beside the catalog and entered; what is no scan is not."""

from __future__ import annotations

import html
import io
import re
import shutil
import struct
import zlib
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import httpx
import pytest
from PIL import Image

from sync.model.people import Role, Viewer
from tests.sync.web.conftest import SHIPPED, Browser, browser_over

CODE = "TANTIEN-TOMKHO"
SAYS = {"of": CODE, "kind": "quality", "number": "77/2026", "issued_by": "Trung tâm 3",
        "issued_on": "2026-10-01", "expires_on": "2027-10-01"}  # fmt: skip
PDF = b"%PDF-1.7\n1 0 obj <<>> endobj\n"


@pytest.fixture
async def own(tmp_path: Path) -> AsyncIterator[Browser]:
    """The owner's browser over a catalog of one cooperative, which it may change."""
    config = tmp_path / "config"
    shutil.copytree(SHIPPED, config, ignore=shutil.ignore_patterns("*.png", "*.jpg", "[a-s]*.yaml"))
    for name in ("categories", "settings", "shops", "fees"):
        shutil.copy(SHIPPED / f"{name}.yaml", config)
    for file in (config / "catalog").glob("*.yaml"):
        if file.name != "tan-tien.yaml":
            file.unlink()
    async with browser_over(config, tmp_path / "home") as found:
        yield found


async def send(
    browser: Browser, scan: bytes | None, name: str = "scan.jpg", **says: str
) -> httpx.Response:
    files: Mapping[str, tuple[str, bytes]] = {} if scan is None else {"scan": (name, scan)}
    return await browser.http.post(
        "/papers", data=SAYS | says, files=files, headers={"Sec-Fetch-Site": "same-origin"}
    )


def written(browser: Browser) -> str:
    return (browser.context.config / "catalog" / "tan-tien.yaml").read_text(encoding="utf-8")


def scans(browser: Browser) -> list[Path]:
    return sorted((browser.context.config / "catalog").glob("papers/tantien*")) + sorted(
        (browser.context.config / "catalog").glob("papers/tan-tien*")
    )


def photograph() -> bytes:
    into = io.BytesIO()
    exif = Image.Exif()
    exif[0x8825] = {1: "N"}  # where it was taken
    Image.new("RGB", (3_000, 2_000), "#fff").save(into, "JPEG", exif=exif)
    return into.getvalue()


def bomb() -> bytes:
    """A PNG of a few bytes that says that it has 2.5 thousand million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 0, 0, 0, 0)
    data = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


async def test_a_photograph_of_a_paper_stands_in_the_calendar(own: Browser) -> None:
    before = written(own)
    sent = await send(own, photograph())
    assert sent.headers["location"] == "/papers?all&saved"
    (scan,) = scans(own)
    with Image.open(scan) as kept:
        assert (kept.size, kept.format, dict(kept.getexif())) == ((2_048, 1_365), "JPEG", {})
    assert f"papers/{scan.name}" in written(own)
    shown = await own.words("/papers?all")
    assert "77/2026" in shown
    assert "Hết hạn tháng 10/2027" in shown
    (place,) = re.findall(r'href="(/papers/scan[^"]*)"', await own.text("/papers?all"))
    opened = await own.http.get(html.unescape(place))
    assert (opened.content, opened.headers["content-type"]) == (scan.read_bytes(), "image/jpeg")
    await own.become(owner := Viewer(name="Lan", role=Role.OWNER))
    await own.become(Viewer(name="Bình", role=Role.COOPERATIVE, cooperatives=("htx-19-5",)))
    assert (await own.http.get(html.unescape(place))).status_code == 404
    await own.become(owner)
    assert [line for line in before.splitlines() if line not in written(own).splitlines()] == []
    (noted, *_) = await own.app.store.decisions.entries()
    await own.send(f"/log/edits/{noted.id}/undo")
    assert written(own) == before


async def test_a_pdf_holds_for_all_products_of_a_cooperative(own: Browser) -> None:
    sent = await send(own, PDF, "giấy.exe", of="*tan-tien", kind="food_safety", number="9/ATTP")
    assert sent.status_code == 303
    (scan,) = scans(own)
    assert (scan.suffix, scan.read_bytes()) == (".pdf", PDF)
    assert all(
        any(paper.number == "9/ATTP" for paper in product.papers)
        for product in own.app.configuration.products
    )


@pytest.mark.parametrize(
    ("scan", "says", "told"),
    [
        (b"MZ\x90\x00 not a picture", {}, "không phải hình ảnh hay PDF"),
        (bomb(), {}, "không phải hình ảnh hay PDF"),
        (PDF + b"0" * 5 * 2**20, {}, "lớn hơn 5 MB"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", {}, "không phải hình ảnh"),
        (None, {"of": "../../etc/passwd"}, "của sản phẩm nào"),
        (None, {"of": "*../settings"}, "của sản phẩm nào"),
        (None, {"kind": "../x"}, "loại giấy"),
        (None, {"expires_on": "ngày mai"}, "không phải là một ngày"),
        (None, {"number": " "}, "chưa có số"),
    ],
)
async def test_what_is_no_paper_leaves_nothing_behind(
    own: Browser, scan: bytes | None, says: dict[str, str], told: str
) -> None:
    before = written(own)
    sent = await send(own, scan, "../../../tmp/x.jpg", **says)
    assert (sent.status_code, told in sent.text) == (400, True)
    assert (written(own), scans(own), own.faults) == (before, [], [])


async def test_too_much_is_not_read_and_other_peoples_papers_are_not_written(
    own: Browser,
) -> None:
    assert (await send(own, b"x" * 21 * 2**20)).status_code == 413
    await own.become(Viewer(name="Lan", role=Role.OWNER))
    await own.become(Viewer(name="X", role=Role.COOPERATIVE, cooperatives=("khac",)))
    assert (await send(own, PDF)).status_code == 400
    await own.become(Viewer(name="Y", role=Role.VIEWER))
    assert (await send(own, PDF)).status_code == 403
    assert scans(own) == []
