from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.inventory.allocation import offered
from sync.model import Certificate, Dong, Label, Override, PriceRule, Sku, StockRule
from sync.model.assortment import sells
from sync.planning import project, unshown

DESCRIPTION = """\
Tôm đất phơi nắng.

Điểm nổi bật:
- Sản phẩm được công nhận OCOP 4 sao theo Quyết định số 3981/QĐ-UBND của UBND tỉnh Cà Mau, \
có hiệu lực đến 05/08/2027; nơi sản xuất ghi trên giấy chứng nhận: \
xã Tân Thuận, huyện Đầm Dơi, tỉnh Cà Mau
- Vùng sản xuất: Cà Mau
- Truy xuất nguồn gốc: quét mã QR trên bao bì

Quy cách:
- Tên hàng hóa: Tôm khô
- Khối lượng tịnh: 500 g

Thông tin trên nhãn:
- Thành phần: tôm đất 98 %, muối
- Chất gây dị ứng: giáp xác
- Hạn sử dụng: 6 tháng
- NSX/HSD: xem trên bao bì
- Thông tin cảnh báo: Không dùng khi có dấu hiệu mốc
- Tiêu chuẩn: TCCS 01:2026/TT
- Số tự công bố: 01/TT/2026
- Giấy chứng nhận cơ sở đủ điều kiện ATTP: 12/2026/ATTP

Cách dùng:
- Dùng trực tiếp hoặc chế biến

Bảo quản:
- Nơi khô ráo, thoáng mát
- Sau khi mở: 1 tháng

Nguồn gốc:
- Xuất xứ: Cà Mau, Việt Nam
- Nơi sản xuất: xã Tân Tiến, tỉnh Cà Mau
- Cơ sở sản xuất: HTX Tân Tiến
- Địa chỉ: Ấp 1, xã Tân Tiến, tỉnh Cà Mau

Giao hàng:
- Giao trong thùng xốp kèm đá gel"""


def test_the_description_tells_story_label_origin_and_stars(make: Any) -> None:
    listing = project(make.certified_product(), make.shop(), {}, make.today)
    assert listing.description == DESCRIPTION


def test_the_shortest_description_is_still_whole(make: Any) -> None:
    product = make.product(story="")
    assert project(product, make.shop(), {}, make.today).description == (
        "Quy cách:\n- Khối lượng tịnh: 500 g\n\n"
        "Nguồn gốc:\n- Xuất xứ: Việt Nam\n- Cơ sở sản xuất: HTX Tân Tiến\n"
        "- Địa chỉ: Ấp 1, xã Tân Tiến, tỉnh Cà Mau"
    )


def test_attributes_carry_the_names_that_marketplaces_use(make: Any) -> None:
    listing = project(make.certified_product(), make.shop(), {}, make.today)
    assert listing.attributes == {
        "Thương hiệu": "Tân Tiến",
        "Xuất xứ": "Việt Nam",
        "Trọng lượng": "500 g",
        "Thành phần": "tôm đất 98 %, muối",
        "Hạn sử dụng": "6 tháng",
        "Hướng dẫn bảo quản": "Nơi khô ráo, thoáng mát",
        "Hướng dẫn sử dụng": "Dùng trực tiếp hoặc chế biến",
        "Thông tin cảnh báo": "Không dùng khi có dấu hiệu mốc",
        "Tên tổ chức chịu trách nhiệm sản xuất": "HTX Tân Tiến",
        "Địa chỉ tổ chức chịu trách nhiệm sản xuất": "Ấp 1, xã Tân Tiến, tỉnh Cà Mau",
        "Chứng nhận OCOP": "4 sao",
        "Số quyết định OCOP": "3981/QĐ-UBND",
        "Cơ quan công nhận OCOP": "UBND tỉnh Cà Mau",
        "Ngày công nhận OCOP": "05/08/2024",
        "Công nhận OCOP có hiệu lực đến": "05/08/2027",
        "Hạn sử dụng sau khi mở": "1 tháng",
        "Số tự công bố": "01/TT/2026",
        "Loại giấy phép sản phẩm": "Bản tự công bố sản phẩm",
        "Số giấy phép sản phẩm": "01/TT/2026",
        "Liên kết truy xuất nguồn gốc": "https://truyxuat.vi-du.vn/1",
    }


@pytest.mark.parametrize(
    ("today", "times"),
    [
        (date(2024, 8, 4), 0),
        (date(2024, 8, 5), 1),
        (date(2027, 7, 20), 1),
        (date(2027, 8, 5), 1),
        (date(2027, 8, 6), 0),
    ],
)
def test_the_stars_are_told_while_the_certificate_lasts_and_not_a_day_longer(
    make: Any, today: date, times: int
) -> None:
    listing = project(make.certified_product(), make.shop(), {}, today)
    assert (listing.description or "").count("OCOP") == times
    assert list(listing.attributes or {}).count("Chứng nhận OCOP") == times


@pytest.mark.parametrize(
    "certificate",
    [
        Certificate(stars=4),
        Certificate(stars=4, issued_on=date(2026, 1, 1)),
        Certificate(
            stars=4, issued_on=date(2026, 1, 1), expires_on=date(2029, 1, 1), withdrawn=True
        ),
    ],
)
def test_an_unproven_or_withdrawn_certificate_is_not_spoken_of(
    make: Any, certificate: Certificate
) -> None:
    listing = project(make.product(certificate=certificate), make.shop(), {}, make.today)
    assert "OCOP" not in (listing.description or "")
    assert "Chứng nhận OCOP" not in (listing.attributes or {})


def test_a_listing_carries_what_the_catalog_says_of_every_variant(make: Any) -> None:
    variants = (
        make.variant("A", options=("200 g",), gtin="8930000000015", size_mm=(200, 150, 60)),
        make.variant("B", options=("500 g",), price=Dong(240_000)),
    )
    product = make.product(variants=variants, option_names=("Khối lượng",))
    listing = project(product, make.shop(), {Sku("A"): 3, Sku("B"): 0}, make.today)
    assert [(o.sku, o.options, o.price, o.quantity) for o in listing.offers] == [
        ("A", ("200 g",), 100_000, 3),
        ("B", ("500 g",), 240_000, 0),
    ]
    first = listing.offers[0]
    assert (first.gtin, first.weight_g, first.size_mm) == ("8930000000015", 560, (200, 150, 60))
    assert listing.option_names == ("Khối lượng",)
    assert (listing.category, listing.status) == ("101128", "live")
    assert [image.sha256 for image in listing.images or ()] == ["aa"]


def test_a_stock_that_nobody_counted_is_never_zero(make: Any) -> None:
    for available in ({}, {Sku("TOMKHO"): None}):
        listing = project(make.product(), make.shop(), available, make.today)
        assert listing.offers[0].quantity is None


def test_a_category_that_nobody_mapped_is_left_open(make: Any) -> None:
    assert project(make.product(category="khác"), make.shop(), {}, make.today).category is None


def test_what_is_written_for_a_shop_goes_before_what_is_written_for_its_platform(
    make: Any,
) -> None:
    overrides = {
        "cho": Override(
            name="Tên cho sàn",
            category="tom-kho",
            price=Dong(150_000),
            attributes={"Xuất xứ": "Cà Mau", "Vị": "Mặn"},
        ),
        "cho-ca-mau": Override(
            name="Tên cho gian hàng",
            description="Lời riêng.",
            category="9876",
            prices={"A": Dong(99_123)},
            attributes={"Vị": "Nhạt"},
        ),
    }
    product = make.product(overrides=overrides, variants=(make.variant("A"), make.variant("B")))
    shop = make.shop(price_rule=PriceRule(percent=50))
    listing = project(product, shop, {}, make.today)
    assert listing.title == "Tên cho gian hàng"
    assert (listing.description or "").startswith("Lời riêng.\n\nQuy cách:")
    assert listing.category == "9876"
    assert [offer.price for offer in listing.offers] == [99_123, 150_000]
    assert listing.attributes is not None
    assert (listing.attributes["Xuất xứ"], listing.attributes["Vị"]) == ("Cà Mau", "Nhạt")


def test_an_override_may_name_our_category_or_the_platforms(make: Any) -> None:
    product = make.product(category="khác", overrides={"cho": Override(category="tom-kho")})
    assert project(product, make.shop(), {}, make.today).category == "101128"


def test_a_price_rule_prices_what_is_not_overridden(make: Any) -> None:
    shop = make.shop(price_rule=PriceRule(percent=8, ending=Dong(900)))
    assert project(make.product(), shop, {}, make.today).offers[0].price == 108_900


def test_a_shop_sells_everything_or_what_it_names(make: Any) -> None:
    product = make.product()
    assert sells(make.shop(), product)
    assert sells(make.shop(sells=frozenset({"tan-tien"})), product)
    assert sells(make.shop(sells=frozenset({"TOMKHO"})), product)
    assert not sells(make.shop(sells=frozenset({"nam-can"})), product)


def test_what_rests_and_is_shown_meanwhile_is_offered_with_nothing_left(make: Any) -> None:
    assert sells(make.shop(sells=frozenset({"nam-can"})), make.product(kept="resting"))


def test_a_file_written_on_windows_is_the_same_cooperative(make: Any) -> None:
    product = make.product()
    mark = replace(product.source, file="catalog\\tan-tien.yaml")
    assert sells(make.shop(sells=frozenset({"tan-tien"})), replace(product, source=mark))


@pytest.mark.parametrize("name", ["cho", "cho-ca-mau"])
def test_a_product_can_be_kept_from_a_platform_or_a_shop(make: Any, name: str) -> None:
    assert not sells(make.shop(), make.product(overrides={name: Override(sold=False)}))


@pytest.mark.parametrize(
    ("available", "rule", "quantity"),
    [
        (10, StockRule(), 10),
        (10, StockRule(reserve=3), 7),
        (2, StockRule(reserve=3), 0),
        (10, StockRule(share_percent=50), 5),
        (9, StockRule(share_percent=50), 4),
        (10, StockRule(share_percent=50, reserve=1), 4),
        (1000, StockRule(share_percent=33.3), 333),
        (10, StockRule(ceiling=4), 4),
        (None, StockRule(reserve=3, ceiling=4), None),
    ],
)
def test_a_shop_offers_its_share_of_what_is_left(
    available: int | None, rule: StockRule, quantity: int | None
) -> None:
    assert offered(available, rule) == quantity


@given(
    st.none() | st.integers(0, 10_000),
    st.builds(
        StockRule,
        share_percent=st.floats(0, 100),
        reserve=st.integers(0, 50),
        ceiling=st.none() | st.integers(0, 100),
    ),
)
def test_what_is_offered_is_never_negative_never_more_than_there_is_and_never_invented(
    available: int | None, rule: StockRule
) -> None:
    quantity = offered(available, rule)
    assert (quantity is None) == (available is None)
    assert quantity is None or 0 <= quantity <= (available or 0)


def test_a_certificate_without_a_decision_is_not_spoken_of(make: Any) -> None:
    certificate = Certificate(stars=3, issued_on=date(2025, 1, 1), expires_on=date(2028, 1, 1))
    label = Label(alcohol_percent=29.5, origin="Việt Nam")
    product = make.product(certificate=certificate, label=label, growing_area_code="VN-96-01")
    text = project(product, make.shop(), {}, make.today).description or ""
    assert "OCOP" not in text
    assert "- Nồng độ cồn: 29,5 % vol\n" in text
    assert "- Mã số vùng trồng: VN-96-01" in text


@pytest.mark.parametrize(
    ("listed", "rule", "shown"),
    [
        (None, PriceRule(), None),
        (120_000, PriceRule(), 120_000),
        (200_000, PriceRule(percent=10), 220_000),
        (100_000, PriceRule(), None),
        (90_000, PriceRule(), None),
        (201_000, PriceRule(), None),
    ],
)
def test_a_list_price_is_above_the_price_and_at_most_twice_it(
    make: Any, listed: int | None, rule: PriceRule, shown: int | None
) -> None:
    product = make.product(variants=(make.variant("A", list_price=listed),))
    features = make.features(can={"list_price"})
    listing = project(product, make.shop(price_rule=rule), {}, make.today, features)
    assert listing.offers[0].list_price == shown


def test_a_list_price_and_packs_go_where_the_platform_can_take_them(make: Any) -> None:
    variant = make.variant("A", options=("Lốc 10 gói",), list_price=Dong(120_000), pack="10 × 50 g")
    product = make.product(variants=(variant,), option_names=("Đóng gói",))

    def told(*can: str) -> tuple[object, ...]:
        listing = project(product, make.shop(), {}, make.today, make.features(can={*can}))
        (offer,) = listing.offers
        return offer.list_price, offer.net_content, offer.unit, offer.pack

    assert told() == (None, None, None, None)
    assert told("list_price") == (120_000, None, None, None)
    assert told("packs") == (None, "500 g", "lốc", "10 × 50 g")
    assert told("list_price", "packs") == (120_000, "500 g", "lốc", "10 × 50 g")


def test_a_list_price_that_a_platform_cannot_show_is_told_when_its_product_is_written(
    make: Any,
) -> None:
    listed = make.product("A", variants=(make.variant("A", list_price=Dong(120_000)),))
    plain = make.product("B")

    def told(code: str, kind: str = "publish", can: tuple[str, ...] = ()) -> list[object]:
        change = make.change(make.listing(code), kind)
        found = unshown([listed, plain], [change], make.features(can={*can}))
        return [problem.values["codes"] for problem in found]

    assert told("A") == told("A", "reprice") == [("A",)]
    assert told("A", "restock") == told("B") == told("A", can=("list_price",)) == []


def test_what_is_not_to_be_sold_is_sold_in_no_shop(make: Any) -> None:
    assert not sells(make.shop(), make.product(sold=False))
    none = (make.variant("A", sold=False), make.variant("B", sold=False))
    assert not sells(make.shop(), make.product(variants=none))
    assert sells(make.shop(), make.product(variants=(*none, make.variant("C"))))
    assert sells(make.shop(), replace(make.product(), variants=()))  # held, and says why


def test_a_pack_that_says_no_more_than_its_content_is_told_once(make: Any) -> None:
    def packs(pack: str) -> str | None:
        (variant,) = make.product().variants
        product = make.product(variants=(replace(variant, pack=pack, net_content="5 hũ × 60 g"),))
        return project(product, make.shop(), {}, make.today).description

    assert (packs("5 hũ × 60 g") or "").count("5 hũ × 60 g") == 1
    assert "Quy cách đóng gói: lốc 5 hũ" in (packs("lốc 5 hũ") or "")


def test_a_listing_holds_nothing_that_nobody_sees_and_its_title_is_one_line(make: Any) -> None:
    product = make.product(
        name="Tôm\u200b khô\nTân \u202eTiến", story="Ngon.\u2028Dẻo\u00ad.", brand="Tân\ufeff Tiến"
    )
    listing = project(product, make.shop(), {}, make.today)
    assert (listing.title, listing.brand) == ("Tôm khô Tân Tiến", "Tân Tiến")
    assert (listing.description or "").startswith("Ngon.\nDẻo.")
