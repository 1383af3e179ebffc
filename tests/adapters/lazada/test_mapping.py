"""Lazada's words into ours, and ours into Lazada's."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import orjson
import pytest

from adapters.lazada.adapter.login import tokens_of
from adapters.lazada.client.answers import content, heard
from adapters.lazada.features import LIMITS
from adapters.lazada.mapping.attributes import fill, form_of
from adapters.lazada.mapping.category import leaves_of, tree_of
from adapters.lazada.mapping.items import merged, page_of, sellable
from adapters.lazada.mapping.learned import Learned, Lesson, Standing
from adapters.lazada.mapping.orders import Seen, order_of, units_of
from adapters.lazada.mapping.orders import page_of as orders_of
from adapters.lazada.mapping.payload import html_of, of_product, to_hide, to_remove
from adapters.lazada.mapping.reading import listing_of
from adapters.lazada.mapping.requirements import problems
from adapters.lazada.mapping.writing import (
    CONTENT,
    content_of,
    new_product,
    normalize,
    parcel_of,
)
from sync.marketplace import Lost, Rejected, Response
from sync.marketplace.text_normalize import fold
from sync.model import Code, Dong, Listing, Offer, Picture, ShopName, Sku

SHOP = ShopName("lazada-ca-mau")
SEEN = Seen(
    "400012345678901",
    datetime(2026, 2, 1, 1, 10, tzinfo=UTC),
    datetime(2026, 2, 1, 1, 12, 31, tzinfo=UTC),
)

ITEM: dict[str, Any] = {
    "item_id": 2440001111,
    "primary_category": 10001958,
    "status": "Active",
    "subStatus": "",
    "images": ["https://vn-live.slatic.net/p/9d06.jpg", ""],
    "attributes": {
        "name": "Tôm khô Rạch Gốc Cà Mau OCOP 4 sao",
        "brand": "No Brand",
        "country_origin_hb": "Vietnam",
        "source": "api",
    },
    "variation": {
        "Variation1": {"name": "Khối lượng", "customize": True, "options": ["200g", "500g"]}
    },
    "skus": [
        {
            "SkuId": 10580001111,
            "SellerSku": "OCOP-TOMKHO-200G",
            "Status": "active",
            "price": 290000.0,
            "special_price": 249000.0,
            "quantity": 41,
            "Available": 38,
            "saleProp": {"Khối lượng": "200g"},
            "package_weight": "0.25",
            "package_length": "20.00",
            "package_width": "12.00",
            "package_height": "5.00",
            "multiWarehouseInventories": [
                {"warehouseCode": "dropshipping", "totalQuantity": 41, "sellableQuantity": 38}
            ],
        },
        {
            "SkuId": 10580001112,
            "SellerSku": "OCOP-TOMKHO-500G",
            "Status": "inactive",
            "price": 690000.0,
            "quantity": 15,
            "saleProp": {"Khối lượng": "500g"},
        },
    ],
}

FORM = form_of(
    [
        {"name": "name", "label": "Tên sản phẩm", "is_mandatory": 1},
        {
            "name": "country_origin_hb",
            "label": "Xuất xứ",
            "input_type": "singleSelect",
            "is_mandatory": "1",
            "options": [{"id": 1488, "name": "Việt Nam", "en_name": "Vietnam"}],
        },
        {
            "name": "ingredient_preference",
            "label": "Đặc tính",
            "input_type": "multiEnumInput",
            "options": [{"name": "Hữu cơ", "en_name": "Organic"}],
        },
        {"name": "shelf", "label": "Hạn sử dụng", "input_type": "text", "is_mandatory": 0},
        {
            "name": "units_hb",
            "label": "Trọng lượng",
            "input_type": "numeric",
            "unit": {"type": ["g", "kg"]},
        },
        {"name": "pieces", "label": "Số gói", "input_type": "numeric"},
        {"name": "Expire_date", "label": "Ngày hết hạn", "input_type": "date"},
        {"name": "box", "label": "Trong hộp", "input_type": "text", "attribute_type": "sku"},
        {"name": "size", "label": "Kích cỡ", "input_type": "enumInput", "is_sale_prop": 1},
    ]
)


def offer(sku: str, *options: str, **changes: Any) -> Offer:
    wanted = Offer(
        sku=Sku(sku),
        options=options,
        price=Dong(290_000),
        quantity=40,
        weight_g=250,
        size_mm=(200, 120, 50),
    )
    return replace(wanted, **changes)


def listing(**changes: Any) -> Listing:
    wanted = Listing(
        shop=SHOP,
        code=Code("TOMKHO"),
        title="Tôm khô Rạch Gốc",
        description="Tôm đất tự nhiên & ngon.\nPhơi nắng.\n\nHSD: 12 tháng",
        category="Đồ khô > Tôm khô",
        brand="No Brand",
        attributes={"Xuất xứ": "Cà Mau, Việt Nam", "Hạn sử dụng": "12 tháng"},
        images=(Picture("aa", "https://vn-live.slatic.net/p/9d06.jpg"),),
        status="live",
        offers=(offer("TOMKHO"),),
    )
    return replace(wanted, **changes)


def with_options(**changes: Any) -> Listing:
    offers = (offer("T-200", "200g"), offer("T-500", "500g", price=Dong(690_000)))
    return listing(option_names=("Khối lượng",), offers=offers, **changes)


@pytest.fixture
def learned() -> Learned:
    leaf = {"category_id": 10001958, "name": "Tôm khô", "leaf": True, "var": True}
    leaves = leaves_of([{"category_id": 1, "name": "Đồ khô", "leaf": False, "children": [leaf]}])
    return Learned(tree=tree_of(leaves), lessons={10001958: Lesson(FORM)})


# --- reading -------------------------------------------------------------------------------------


def test_an_item_is_read_with_what_buyers_may_choose() -> None:
    read = listing_of(SHOP, ITEM)
    assert (read.remote_id, read.code, read.status) == ("2440001111", "", "live")
    assert (read.title, read.option_names) == (
        "Tôm khô Rạch Gốc Cà Mau OCOP 4 sao",
        ("Khối lượng",),
    )
    assert [picture.remote_id for picture in read.images or ()] == [
        "https://vn-live.slatic.net/p/9d06.jpg"
    ]
    (only,) = read.offers
    assert (only.sku, only.remote_id, only.options) == (
        "OCOP-TOMKHO-200G",
        "10580001111",
        ("200g",),
    )
    assert (only.price, only.quantity) == (290_000, 38)
    assert (only.weight_g, only.size_mm) == (250, (200, 120, 50))


def test_a_hidden_item_shows_all_its_skus() -> None:
    read = listing_of(SHOP, {**ITEM, "status": "InActive"})
    assert (read.status, len(read.offers)) == ("hidden", 2)


def test_the_other_spelling_is_read_the_same() -> None:
    first = {
        **{k: v for k, v in ITEM["skus"][0].items() if k != "saleProp"},
        "SkuId": "10580001111",
        "price": "290000.00",
        "Khối lượng": "200g",
    }
    odd = {
        **ITEM,
        "item_id": "2440001111",
        "images": '["https://vn-live.slatic.net/p/9d06.jpg"]',
        "variation": {"variation1": {"name": "Khối lượng", "has_image": False}},
        "skus": [first],
    }
    assert listing_of(SHOP, odd) == listing_of(SHOP, ITEM)


@pytest.mark.parametrize(
    ("status", "sub_status", "expected"),
    [
        ("Active", "", "live"),
        ("InActive", None, "hidden"),
        ("Pending QC", "", "reviewing"),
        ("Suspended", "Lock", "banned"),
        ("InActive", "Reject", "banned"),
        ("InActive", "Live Reject", "banned"),
        ("InActive", "Live_Reject", "banned"),
        ("Deleted", "", "deleted"),
        ("SomethingNew", "", "banned"),
    ],
)
def test_every_status_of_an_item(status: str, sub_status: object, expected: str) -> None:
    assert listing_of(SHOP, {**ITEM, "status": status, "subStatus": sub_status}).status == expected


def test_a_refused_item_says_why() -> None:
    why = [{"violationDetail": "Tên sai", "suggestion": "Sửa tên"}]
    suspended = [{"SkuId": 1, "rejectReason": "Hàng cấm"}]
    item = {**ITEM, "status": "Suspended", "rejectReason": why, "suspendedSkus": suspended}
    assert listing_of(SHOP, item).reason == "Tên sai (Sửa tên); Hàng cấm"


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"quantity": 41, "Available": 38}, 38),
        ({"quantity": 41, "Available": "38", "multiWarehouseInventories": []}, 38),
        ({"quantity": 41}, 41),
        ({"multiWarehouseInventories": [{"sellableQuantity": 3}, {"sellableQuantity": "4"}]}, 7),
        ({"quantity": 5_000_000_000, "multiWarehouseInventories": None}, 5_000_000_000),
        ({}, None),
    ],
)
def test_what_may_be_sold_is_not_what_lies_there(row: Any, expected: int | None) -> None:
    assert sellable(row) == expected


def test_nothing_found_is_an_empty_page_and_half_an_answer_is_none() -> None:
    assert page_of({}).items == page_of({"total_products": 0}).items == ()
    for half in ({"products": [ITEM]}, {"products": "x", "total_products": 1}):
        with pytest.raises(Lost):
            page_of(half)


def test_an_item_on_two_pages_is_put_together() -> None:
    first, second = ({**ITEM, "skus": [sku]} for sku in ITEM["skus"])
    assert merged(first, second) == ITEM


# --- writing -------------------------------------------------------------------------------------


def test_a_product_is_written_as_the_document_shows(learned: Learned) -> None:
    wanted = with_options()
    assert new_product(wanted, wanted.offers, learned) == {
        "PrimaryCategory": "10001958",
        "Images": {"Image": ["https://vn-live.slatic.net/p/9d06.jpg"]},
        "disableAutoFillAttribute": True,
        "variation": {
            "variation1": {
                "name": "Khối lượng",
                "hasImage": False,
                "customize": True,
                "options": {"option": ["200g", "500g"]},
            }
        },
        "Attributes": {
            "name": "Tôm khô Rạch Gốc",
            "description": "<p>Tôm đất tự nhiên &amp; ngon.<br>Phơi nắng.</p><p>HSD: 12 tháng</p>",
            "brand": "No Brand",
            "country_origin_hb": "Vietnam",
            "shelf": "12 tháng",
        },
        "Skus": {
            "Sku": [
                {
                    "SellerSku": sku,
                    "saleProp": {"Khối lượng": option},
                    "quantity": "40",
                    "price": price,
                    "package_weight": "0.25",
                    "package_length": "20",
                    "package_width": "12",
                    "package_height": "5",
                }
                for sku, option, price in (
                    ("T-200", "200g", "290000"),
                    ("T-500", "500g", "690000"),
                )
            ]
        },
    }


def test_letters_that_mean_something_are_escaped_by_the_library() -> None:
    nasty = 'Cua & "ghẹ" <b>]]>'
    payload = of_product({"Attributes": {"name": nasty}})["payload"]
    assert orjson.loads(payload)["Request"]["Product"]["Attributes"]["name"] == nasty
    assert "<b>" not in html_of(nasty)
    request = ElementTree.fromstring(to_hide("24&<", ["1"])["apiRequestBody"])
    assert request.findtext("Product/ItemId") == "24&<"
    assert request.findtext("Product/Skus/SkuId") == "1"
    assert to_remove("24", ["1", "2"]) == {"sku_id_list": '["SkuId_24_1","SkuId_24_2"]'}


def test_only_what_changed_is_written(learned: Learned) -> None:
    assert content_of(listing(), {"title"}, learned) == {"Attributes": {"name": "Tôm khô Rạch Gốc"}}
    images = content_of(listing(), {"images"}, learned)
    assert images["Attributes"] == {}
    assert images["Images"] == {"Image": ["https://vn-live.slatic.net/p/9d06.jpg"]}


def test_a_category_that_is_not_there_is_refused_before_anything_is_sent(learned: Learned) -> None:
    with pytest.raises(Rejected):
        content_of(listing(category="Rượu"), CONTENT, learned)


def test_a_brand_that_lazada_does_not_know_becomes_none(learned: Learned) -> None:
    wanted = listing(brand="Đất Mũi")
    assert content_of(wanted, {"brand"}, learned)["Attributes"] == {"brand": "Đất Mũi"}
    learned.unknown_brands.add(fold("Đất Mũi"))
    assert content_of(wanted, {"brand"}, learned)["Attributes"] == {"brand": "No Brand"}


def test_what_is_echoed() -> None:
    picture = Picture("aa", "u")
    echoed = normalize(
        listing(
            title=" Tôm khô ",
            brand=None,
            attributes={"thương hiệu": "Ngọc Giàu", "Xuất xứ": "Việt Nam"},
            images=(picture, Picture("bb", "v"), picture),
            offers=(offer("A", weight_g=251, gtin="8938505974190"),),
        )
    )
    assert (echoed.title, echoed.brand) == ("Tôm khô", "No Brand")
    assert echoed.attributes == {"Xuất xứ": "Việt Nam"}
    assert [one.sha256 for one in echoed.images or ()] == ["aa", "bb"]
    assert (echoed.offers[0].weight_g, echoed.offers[0].gtin) == (260, None)
    assert normalize(echoed) == echoed


def test_parcels_are_kilograms_and_centimetres() -> None:
    assert parcel_of(offer("A", weight_g=10, size_mm=(195, 150, 60))) == {
        "package_weight": "0.01",
        "package_length": "19.5",
        "package_width": "15",
        "package_height": "6",
    }
    assert parcel_of(offer("A", weight_g=None, size_mm=None)) == {}


# --- attributes and requirements -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "said", "key", "written"),
    [
        ("Xuất xứ", "Việt Nam", "country_origin_hb", "Vietnam"),
        ("xuất  XỨ", "Cà Mau, Việt Nam", "country_origin_hb", "Vietnam"),
        ("country_origin_hb", "Vietnam", "country_origin_hb", "Vietnam"),
        ("Đặc tính", "Hữu cơ, nhà làm", "ingredient_preference", "Organic,nhà làm"),
        ("Hạn sử dụng", "12 tháng", "shelf", "12 tháng"),
        ("Trọng lượng", "0,5 kg", "units_hb", "0.5 kg"),
        ("Số gói", "12", "pieces", "12"),
        ("Ngày hết hạn", "31/12/2026", "Expire_date", "2026-12-31"),
        ("Ngày hết hạn", "2026-12-31", "Expire_date", "2026-12-31"),
    ],
)
def test_an_attribute_is_filled_in(name: str, said: str, key: str, written: str) -> None:
    assert fill(FORM, {name: said}).of_item == {key: written}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Xuất xứ", "Thái Lan"),
        ("Trọng lượng", "nửa ký"),
        ("Trọng lượng", "5 lít"),
        ("Số gói", "12 gói"),
        ("Ngày hết hạn", "năm sau"),
        ("Tên sản phẩm", "không phải thuộc tính"),
        ("Kích cỡ", "M"),
        ("Không ai hỏi", "gì"),
    ],
)
def test_what_does_not_fit_is_left_out(name: str, said: str) -> None:
    assert fill(FORM, {name: said})[:2] == ({}, {})


def test_what_belongs_to_a_sku_goes_there_and_what_is_missing_is_named() -> None:
    filled = fill(FORM, {"Trong hộp": "1 gói"})
    assert filled.of_sku == {"box": "1 gói"}
    assert [attribute.label for attribute in filled.missing] == ["Xuất xứ"]


def codes(wanted: Listing, learned: Learned) -> list[str]:
    return [problem.code for problem in problems(wanted, learned)]


def test_a_good_listing_has_no_problem(learned: Learned) -> None:
    assert codes(with_options(), learned) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"category": "Rượu"}, "category_not_found"),
        ({"attributes": {}}, "attribute_missing"),
        ({"offers": (offer("A", size_mm=None),)}, "parcel_size_unknown"),
        ({"offers": (offer("A", size_mm=(2000, 900, 101)),)}, "parcel_too_large"),
        ({"offers": (offer("A", weight_g=40_010),)}, "weight_beyond_limit"),
        ({"offers": (offer("A|B"),)}, "sku_letters_refused"),
        ({"option_names": ("Cỡ",), "offers": (offer("A", "<1 kg"),)}, "option_letters_refused"),
    ],
)
def test_what_lazada_would_refuse_is_told_before(
    learned: Learned, changes: dict[str, Any], code: str
) -> None:
    assert codes(listing(**changes), learned) == [code]


def test_at_its_limit_a_parcel_is_taken(learned: Learned) -> None:
    heaviest = offer("A", weight_g=40_000, size_mm=(2000, 900, 100))
    assert codes(listing(offers=(heaviest,)), learned) == []


def test_a_category_without_options_says_so(learned: Learned) -> None:
    learned.without_options = frozenset({10001958})
    assert codes(with_options(), learned) == ["options_not_in_category"]
    assert codes(listing(), learned) == []


@pytest.mark.parametrize(
    ("names", "skus", "expected"),
    [
        (("Khối lượng",), {"T-200"}, []),
        ((), {"T-200"}, []),
        (("Đóng gói",), {"T-200"}, ["variants_fixed"]),
        (("Khối lượng", "Đóng gói"), {"T-200"}, ["variants_fixed"]),
        (("Khối lượng",), {"CU"}, ["variants_fixed"]),
    ],
)
def test_what_stands_cannot_become_just_anything(
    learned: Learned, names: tuple[str, ...], skus: set[str], expected: list[str]
) -> None:
    learned.standing["24"] = Standing(names, frozenset(map(Sku, skus)))
    assert codes(with_options(remote_id="24"), learned) == expected


def test_a_title_is_counted_in_bytes() -> None:
    assert LIMITS.title_bytes.most == 255


# --- orders and tokens ---------------------------------------------------------------------------


def unit(sku: str, status: str, order: int = 400012345678901) -> dict[str, object]:
    return {"order_id": order, "sku": sku, "status": status}


@pytest.mark.parametrize(
    "written",
    [
        "2026-02-01 08:12:31 +0700",
        "2026-02-01T08:12:31+07:00",
        "2026-02-01 08:12:31",
        "1769908351000",
        1769908351000,
    ],
)
def test_every_spelling_of_a_time(written: object) -> None:
    row = {"order_id": 400012345678901, "created_at": "2026-02-01 08:10:00 +0700"}
    page = orders_of({"countTotal": "1", "orders": [{**row, "updated_at": written}]})
    assert page == ((SEEN,), 1)


@pytest.mark.parametrize("written", [None, "", "hôm qua", "9" * 40, "0001-01-01 00:00:00", True])
def test_a_time_that_makes_no_sense_is_no_time(written: object) -> None:
    row = {"order_id": 1, "created_at": "2026-02-01 08:10:00 +0700", "updated_at": written}
    with pytest.raises(Lost):
        orders_of({"orders": [row]})


@pytest.mark.parametrize(
    ("statuses", "status", "lines"),
    [
        (["unpaid", "unpaid"], "reserved", {"reserved": 2}),
        (["pending", "unpaid"], "sold", {"sold": 1, "reserved": 1}),
        (["pending", "canceled"], "sold", {"sold": 1, "released": 1}),
        (["canceled", "canceled"], "released", {"released": 2}),
        (["returned", "canceled"], "returned", {"returned": 1, "released": 1}),
        (["delivered", "shipped_back_success"], "sold", {"sold": 1, "returned": 1}),
        (["lost_by_3pl", "failed_delivery"], "sold", {"sold": 2}),
        (["a status of next year"], "sold", {"sold": 1}),
    ],
)
def test_units_are_added_up_by_sku_and_by_how_they_stand(
    statuses: list[str], status: str, lines: dict[str, int]
) -> None:
    order = order_of(SHOP, SEEN, [unit("A", one) for one in statuses])
    assert order.status == status
    assert {line.status: line.quantity for line in order.lines} == lines
    assert {line.sku for line in order.lines} == {"A"}


def test_an_order_over_several_skus_keeps_no_buyer() -> None:
    rows = [unit("A", "pending"), unit("B", "pending"), unit("A", "pending"), unit("", "pending")]
    data = [{"order_id": "400012345678901", "order_items": rows}]
    order = order_of(SHOP, SEEN, units_of(data)["400012345678901"])
    assert [(line.sku, line.quantity, line.line_id) for line in order.lines] == [
        ("A", 2, "A:sold"),
        ("B", 1, "B:sold"),
    ]


def test_an_order_without_units_is_half_an_answer() -> None:
    with pytest.raises(Lost):
        order_of(SHOP, SEEN, [])


NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("life", [604800, "604800"])
def test_the_answer_tells_how_long_tokens_live(life: object) -> None:
    answer = {"access_token": "a", "refresh_token": "r", "expires_in": life}
    tokens = tokens_of({**answer, "refresh_expires_in": 2_592_000}, NOW)
    assert tokens.access_expires_at == NOW + timedelta(days=7)
    assert tokens.refresh_expires_at == NOW + timedelta(days=30)
    assert tokens_of(answer, NOW).refresh_expires_at is None


def test_half_a_pair_of_tokens_is_none() -> None:
    for answer in ({}, {"access_token": "a", "refresh_token": "r"}, {"refresh_token": "r"}):
        with pytest.raises(Lost):
            tokens_of(answer, NOW)


def test_data_must_be_there() -> None:
    with pytest.raises(Lost):
        content(heard(Response(200, {}, b'{"code":"0"}')))
