"""Products, stock, orders, sales, papers, shops and the log, as they are read and filled in."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from sync.inventory import balance_of
from sync.model import Sku
from tests.sync.web.conftest import Browser

CODE = "TANTIEN-TOMKHO"
FILE = "catalog/tan-tien.yaml"


def written(browser: Browser) -> str:
    return (browser.context.config / FILE).read_text(encoding="utf-8")


async def version(browser: Browser) -> str:
    text = await browser.text(f"/products/{CODE}")
    return text.partition('name="version" value="')[2].partition('"')[0]


@pytest.mark.parametrize(
    "path",
    [
        "/products",
        "/products?q=tom+kho&page=2",
        f"/products/{CODE}",
        "/products/new",
        "/stock",
        f"/stock/{CODE}-100T",
        "/orders",
        "/sales?by=star&months=12",
        "/papers?all",
        "/shops",
        f"/log?product={CODE}",
    ],
)
async def test_every_page_opens_in_both_languages(browser: Browser, path: str) -> None:
    assert "<h1>" in await browser.text(path)
    browser.http.cookies.set("ocop_lang", "en")
    assert "<h1>" in await browser.text(path)


async def test_a_product_is_found_without_accents(browser: Browser) -> None:
    found = await browser.text("/products?q=tom kho tan tien")
    assert f"/products/{CODE}" in found
    assert "/products/BAKHIA-MUOI" not in found


async def test_a_price_is_looked_at_before_it_is_saved_and_nothing_else_moves(own: Browser) -> None:
    before = written(own)
    field = f"{CODE}-100T:price"
    form = {"version": await version(own), field: "165.000đ"}
    looked = await own.send(f"/products/{CODE}", **form, do="check")
    assert "150000" in looked.text
    assert "<ins>165000</ins>" in looked.text
    assert written(own) == before
    saved = await own.send(f"/products/{CODE}", **form, do="save")
    assert saved.status_code == 303, saved.text
    assert written(own) == before.replace("price: 150000", "price: 165000", 1)


async def test_english_is_written_beside_the_vietnamese_and_noted_as_its_translation(
    own: Browser,
) -> None:
    before = written(own)
    texts = {"en.name": "Tan Tien dried shrimp", "label.en.ingredients": "shrimp\nsalt"}
    form = {"version": await version(own), **texts}
    assert (await own.send(f"/products/{CODE}", **form, do="save")).status_code == 303
    added = set(written(own).split("\n")) - set(before.split("\n"))
    label, product = sorted(added)
    assert label.startswith("      en: {ingredients: [shrimp, salt], of: {ingredients: ")
    assert product.startswith("    en: {name: Tan Tien dried shrimp, of: {name: ")
    form = {"version": await version(own), "name": "Tôm khô Tân Tiến loại một"}
    assert (await own.send(f"/products/{CODE}", **form, do="save")).status_code == 303
    assert "đã đổi sau khi dịch" in await own.text(f"/products/{CODE}")


async def test_what_the_catalog_refuses_is_said_and_not_saved(own: Browser) -> None:
    before = written(own)
    form = {"version": await version(own), f"{CODE}-100T:price": "rẻ lắm"}
    answer = await own.send(f"/products/{CODE}", **form, do="save")
    assert answer.status_code == 400
    assert written(own) == before


async def test_an_emptied_field_is_taken_out_and_comments_stay(own: Browser) -> None:
    form = {"version": await version(own), "label.warning": ""}
    assert (await own.send(f"/products/{CODE}", **form, do="save")).status_code == 303
    after = written(own)
    assert "Không dùng khi sản phẩm mốc" not in after
    assert "# một mục trong categories.yaml" in after


async def test_an_edit_is_put_back_from_the_log(own: Browser) -> None:
    before = written(own)
    form = {"version": await version(own), "name": "Tôm khô Tân Tiến loại một"}
    await own.send(f"/products/{CODE}", **form, do="save")
    assert written(own) != before
    log = await own.text("/log")
    path = log.partition('action="/log/edits/')[2].partition('"')[0]
    assert (await own.send(f"/log/edits/{path}")).status_code == 303
    assert written(own) == before


async def test_two_people_edit_one_product_and_nothing_is_lost(own: Browser) -> None:
    seen = await version(own)
    first = {"version": seen, f"{CODE}-100T:price": "155000"}
    second = {"version": seen, f"{CODE}-200T:price": "300000"}
    clash = {"version": seen, f"{CODE}-100T:price": "170000"}
    assert (await own.send(f"/products/{CODE}", **first, do="save")).status_code == 303
    assert (await own.send(f"/products/{CODE}", **second, do="save")).status_code == 303
    answer = await own.send(f"/products/{CODE}", **clash, do="save")
    assert answer.status_code == 400
    assert "price: 155000" in written(own)
    assert "price: 300000" in written(own)


def photograph() -> bytes:
    into = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # the phone lay on its side
    Image.new("RGB", (900, 600), "#8a3b12").save(into, "JPEG", exif=exif)
    return into.getvalue()


async def test_a_photograph_is_turned_upright_and_stands_behind_the_others(own: Browser) -> None:
    files = {"picture": ("IMG_1.jpg", photograph(), "image/jpeg")}
    answer = await own.http.post(
        f"/products/{CODE}/pictures", files=files, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.status_code == 303, answer.text
    (made,) = (own.context.config / "catalog/images").glob("tantien-tomkho-*.jpg")
    with Image.open(made) as picture:
        assert picture.size == (600, 900)
        assert not picture.getexif()
    assert f"- images/{made.name}" in written(own)


async def test_what_is_no_picture_is_refused(own: Browser) -> None:
    before = written(own)
    answer = await own.http.post(
        f"/products/{CODE}/pictures",
        files={"picture": ("a.jpg", b"<script>alert(1)</script>", "image/jpeg")},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status_code == 400
    assert written(own) == before


async def test_a_new_product_of_a_new_cooperative_stands_in_a_file_of_its_own(own: Browser) -> None:
    answer = await own.send(
        "/products/new",
        name="Mắm cá linh Tư Hậu",
        category="mam",
        price="85.000",
        stock="12",
        net_content="500 g",
        ingredients="cá linh, muối, thính",
        shelf_life="12 tháng",
        file="*",
        cooperative_name="HTX Tư Hậu",
        cooperative_address="Xã Tân Tiến, tỉnh Cà Mau",
    )
    assert answer.status_code == 303, answer.text
    made = (own.context.config / "catalog/htx-tu-hau.yaml").read_text(encoding="utf-8")
    assert "code: MAM-CA-LINH-TU-HAU" in made
    assert "price: 85000" in made


async def test_a_count_at_the_shelf_counts_once_and_says_who(browser: Browser) -> None:
    sku = f"{CODE}-100T"
    page = await browser.text(f"/stock/{sku}")
    reference = page.partition('name="reference" value="')[2].partition('"')[0]
    for _ in range(2):
        answer = await browser.send(f"/stock/{sku}/count", number="17", reference=reference)
        assert answer.status_code == 303
    account = await browser.app.ledger.account(Sku(sku))
    assert account is not None
    assert balance_of(account).available == 17
    assert f"count {sku} 17" in await browser.words("/log")
    sold = await browser.send(f"/stock/{sku}/sell", number="2", reference="cho-1", price="150.000")
    assert sold.status_code == 303
    assert "15" in await browser.words(f"/stock/{sku}")


async def test_a_number_that_is_none_is_said(browser: Browser) -> None:
    answer = await browser.send(f"/stock/{CODE}-100T/count", number="mười", reference="a")
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


async def test_a_shop_is_paused_and_let_go_on(browser: Browser) -> None:
    shop = browser.app.shops[0].name
    assert (await browser.send(f"/shops/{shop}/hold")).status_code == 303
    assert f"/shops/{shop}/release" in await browser.text("/shops")
    assert (await browser.send(f"/shops/{shop}/release")).status_code == 303
    assert f"/shops/{shop}/hold" in await browser.text("/shops")


async def test_sales_come_as_a_file_that_runs_nothing(browser: Browser) -> None:
    answer = await browser.http.get("/sales.csv?by=product")
    assert answer.status_code == 200
    assert answer.content.startswith(b"\xef\xbb\xbf")


async def test_what_one_sku_may_be_offered_is_the_same_without_the_others(browser: Browser) -> None:
    """A page of one SKU does not work out what every shop may offer of everything."""
    ledger = browser.app.ledger
    every = {row.sku: row for row in await ledger.rows()}
    assert any(row.offers for row in every.values())
    for sku in list(every)[::9]:
        assert await ledger.rows([sku]) == [every[sku]]
    assert await ledger.skus() == [*every]
    assert not any(row.offers for row in await ledger.rows(offers=False))
    assert await ledger.rows([Sku("KHONG-CO")]) == []


async def test_a_draft_is_previewed_in_each_shop_with_what_is_left_of_its_price(
    own: Browser,
) -> None:
    price = {f"{CODE}-100T:price": "77000", "version": await version(own), "do": "check"}
    shown = re.sub(r"\s+", " ", (await own.send(f"/products/{CODE}", **price)).text)
    assert "Như sẽ hiện sau khi lưu" in shown
    previews = shown.partition('id="in-shops"')[2]
    assert previews.count("77.000 ₫") >= 3
    assert "thực nhận" in previews
    assert "77.000 ₫" not in await own.text(f"/products/{CODE}")
