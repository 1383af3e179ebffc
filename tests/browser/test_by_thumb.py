"""From an empty folder to a product in three shops, by thumb; and every page for everybody."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from sync.web.navigation import SECTIONS
from tests.browser.conftest import PATIENCE_S, SHOPS, World
from tests.sandbox_client import operate

PHONE, SCREEN = {"width": 360, "height": 740}, {"width": 1280, "height": 800}
CODE = "MAM-BA-KHIA-TU-HAU"
MORE = (
    f"/products/{CODE}", f"/stock/{CODE}", "/products/new", "/more", "/settings/installation",
    "/settings/users", "/settings/notices", "/settings/fees", "/shops/new",
    "/shops/new?platform=site", "/questions",
    f"/shops/{SHOPS[0]}/connect", f"/shops/{SHOPS[0]}/adopt", "/log/runs/1",
)  # fmt: skip
PAGES = [*(each.path for each in SECTIONS), *MORE]


@pytest.fixture
def page(chromium: Any, world: World) -> Iterator[Any]:
    """A phone, signed in."""
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
    found = context.new_page()
    found.set_default_timeout(60_000)
    found.goto(world.link())
    yield found
    context.close()


def photograph(folder: Path) -> list[str]:
    """Three pictures as a phone takes them."""
    files = []
    for number, colour in enumerate(("#8a3b12", "#c98f2b", "#2f6b3a")):
        picture = Image.new("RGB", (1600, 1200), "#efe6d4")
        ImageDraw.Draw(picture).ellipse((400 + 60 * number, 200, 1200, 1000), fill=colour)
        into = io.BytesIO()
        picture.save(into, "JPEG")
        file = folder / f"IMG_{number}.jpg"
        file.write_bytes(into.getvalue())
        files.append(str(file))
    return files


def connect(page: Any, world: World) -> None:
    """Each shop by its platform's consent page, which sends the browser back."""
    back = {"redirect_url": f"{world.address}/shops/connected"}  # as an app's console is told
    operate(world.replica("tiktok-ca-mau"), "POST", "/knobs", back)
    for shop in SHOPS:
        page.goto(f"{world.address}/shops")
        card = page.locator("#shops .card", has_text=shop)
        card.get_by_role("link", name="Nối gian hàng").tap()
        page.get_by_role("link", name="Mở trang đồng ý của sàn").tap()
        page.get_by_role("button", name="Nối gian hàng này").tap()
        page.get_by_text("Đã nối gian hàng").wait_for()


def publish(page: Any, world: World, tmp_path: Path) -> None:
    page.goto(f"{world.address}/products")
    page.get_by_role("link", name="Thêm sản phẩm").tap()
    for label, text in {
        "Tên": "Mắm ba khía Tư Hậu",
        "Giá bán": "85.000đ",
        "Số lượng còn": "30",
        "Cân nặng cả bao bì, gam": "600",
        "Kích thước gói hàng, mm: dài × rộng × cao": "180 x 120 x 90",
        "Khối lượng tịnh": "500 g",
        "Thành phần, cách nhau bằng dấu phẩy": "ba khía, muối",
        "Hạn sử dụng": "6 tháng",
        "Bảo quản": "Ngăn mát tủ lạnh",
        "Lời giới thiệu": "Ba khía bắt ở rừng đước Tân Tiến, muối theo cách của bà ngoại.",
        "Tên chủ thể": "HTX Tư Hậu",
        "Địa chỉ": "Xã Tân Tiến, tỉnh Cà Mau",
    }.items():
        page.get_by_label(label, exact=True).fill(text)
    page.get_by_label("Ngành hàng").select_option("ba-khia")
    page.get_by_role("button", name="Thêm vào danh mục").tap()
    page.get_by_role("link", name="Mắm ba khía Tư Hậu").tap()
    page.get_by_label("Chụp hoặc chọn hình ảnh").set_input_files(photograph(tmp_path))
    page.get_by_role("button", name="Thêm hình ảnh").tap()
    page.get_by_text("Đã lưu vào danh mục").wait_for()
    _until_it_stands(page, world)


def _until_it_stands(page: Any, world: World) -> None:
    """Run, say yes to what waits, until every shop has it."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        page.goto(f"{world.address}/")
        page.get_by_role("button", name="Đồng bộ ngay").tap()
        page.wait_for_timeout(3_000)
        page.goto(f"{world.address}/approvals")
        while (yes := page.get_by_role("button", name="Duyệt", exact=True)).count():
            yes.first.tap()
            page.wait_for_load_state()
        page.goto(f"{world.address}/products?q=tu hau")
        if page.locator(".matrix td.live, .matrix td.reviewing").count() == len(SHOPS):
            return
    pytest.fail(f"after {PATIENCE_S:.0f} s: {page.locator('.matrix').inner_text()}")


def reprice(page: Any, world: World) -> None:
    page.goto(f"{world.address}/products/{CODE}")
    page.get_by_label("Giá bán").fill("90000")
    page.get_by_role("button", name="Xem sẽ đổi gì").tap()
    page.get_by_text("Sẽ đổi trong danh mục").wait_for()
    page.get_by_role("button", name="Lưu", exact=True).tap()
    page.get_by_text("Đã lưu vào danh mục").wait_for()
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        page.goto(f"{world.address}/products?q=tu hau")
        if page.get_by_text("90.000 ₫").count() >= len(SHOPS) - 1:  # one may still be in review
            return
        page.wait_for_timeout(1_000)
    pytest.fail(page.locator(".matrix").inner_text())


def count(page: Any, world: World) -> None:
    page.goto(f"{world.address}/stock")
    page.get_by_role("link", name="Mắm ba khía Tư Hậu").tap()
    page.get_by_label("Đang có trên kệ").fill("17")
    page.get_by_role("button", name="Ghi số đếm").tap()
    page.get_by_text("Trong kho 17").wait_for()


def shuts_out(page: Any, address: str, axe: str) -> list[str]:
    """What axe finds, and what is wider than the screen, also where letters are twice as large."""
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    page.wait_for_timeout(200)
    page.evaluate(axe)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")
    told = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found["violations"]]
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for letters in ("100%", "200%"):
        page.evaluate(f"document.documentElement.style.fontSize = '{letters}'")
        if page.evaluate(wide) > 0:
            told.append(f"wider than the screen at {letters}")
    return told


def find_by_keyboard(page: Any, world: World) -> None:
    page.set_viewport_size(SCREEN)
    page.goto(f"{world.address}/products")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "q"
    page.keyboard.type("tu hau")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Mắm ba khía Tư Hậu").wait_for()


def test_from_an_empty_folder_to_a_kept_product_by_thumb_on_pages_for_everybody(
    page: Any, world: World, axe: str, tmp_path: Path
) -> None:
    """One cooperative's first day; nobody opens an editor or types a command."""
    connect(page, world)
    publish(page, world, tmp_path)
    reprice(page, world)
    count(page, world)
    wrong = {}
    for size in (PHONE, SCREEN):
        page.set_viewport_size(size)
        for path in PAGES:
            wrong[path, size["width"]] = shuts_out(page, world.address + path, axe)
    assert {place: told for place, told in wrong.items() if told} == {}
    find_by_keyboard(page, world)
