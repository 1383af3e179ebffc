"""How listings are written, and what is refused before anything is sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import orjson
import pytest

from adapters.lazada.attributes import fill, form_of
from adapters.lazada.features import FEATURES, LIMITS
from adapters.lazada.metadata import CategoryMeta, FixedVariants, MetadataCache, leaves_of, tree_of
from adapters.lazada.writing import (
    CONTENT,
    content_of,
    html_of,
    new_product,
    normalize,
    of_product,
    parcel_of,
    place_of,
    problems,
    to_hide,
    to_remove,
    variation_of,
)
from sync.marketplace import Rejected
from sync.marketplace.text_normalize import fold
from sync.model import Code, Dong, Listing, Offer, Picture, ShopName, Sku

SHOP = ShopName("lazada-ca-mau")

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
def metadata() -> MetadataCache:
    leaf = {"category_id": 10001958, "name": "Tôm khô", "leaf": True, "var": True}
    leaves = leaves_of([{"category_id": 1, "name": "Đồ khô", "leaf": False, "children": [leaf]}])
    return MetadataCache(tree=tree_of(leaves), categories={10001958: CategoryMeta(FORM)})


def test_a_product_is_written_as_the_document_shows(metadata: MetadataCache) -> None:
    wanted = with_options()
    assert new_product(wanted, wanted.offers, metadata) == {
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


def test_only_what_changed_is_written(metadata: MetadataCache) -> None:
    assert content_of(listing(), {"title"}, metadata) == {
        "Attributes": {"name": "Tôm khô Rạch Gốc"}
    }
    images = content_of(listing(), {"images"}, metadata)
    assert images["Attributes"] == {}
    assert images["Images"] == {"Image": ["https://vn-live.slatic.net/p/9d06.jpg"]}


def test_a_category_that_is_not_there_is_refused_before_anything_is_sent(
    metadata: MetadataCache,
) -> None:
    with pytest.raises(Rejected):
        content_of(listing(category="Rượu"), CONTENT, metadata)


def test_a_brand_that_lazada_does_not_know_becomes_none(metadata: MetadataCache) -> None:
    wanted = listing(brand="Đất Mũi")
    assert content_of(wanted, {"brand"}, metadata)["Attributes"] == {"brand": "Đất Mũi"}
    metadata.unknown_brands.add(fold("Đất Mũi"))
    assert content_of(wanted, {"brand"}, metadata)["Attributes"] == {"brand": "No Brand"}


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


def codes(wanted: Listing, metadata: MetadataCache) -> list[str]:
    return [problem.code for problem in problems(wanted, metadata)]


def test_a_good_listing_has_no_problem(metadata: MetadataCache) -> None:
    assert codes(with_options(), metadata) == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"category": "Rượu"}, "category_not_found"),
        ({"attributes": {}}, "attribute_missing"),
        ({"offers": (offer("A", size_mm=None),)}, "parcel_size_unknown"),
        ({"offers": (offer("A", size_mm=(2000, 900, 101)),)}, "parcel_too_large"),
        ({"offers": (offer("A", weight_g=40_010),)}, "weight_beyond_limit"),
        ({"prepare_days": 7}, "pre_order_refused"),
        ({"offers": (offer("A|B"),)}, "sku_letters_refused"),
        ({"option_names": ("Cỡ",), "offers": (offer("A", "<1 kg"),)}, "option_letters_refused"),
    ],
)
def test_what_lazada_would_refuse_is_told_before(
    metadata: MetadataCache, changes: dict[str, Any], code: str
) -> None:
    assert codes(listing(**changes), metadata) == [code]


def test_at_its_limit_a_parcel_is_taken(metadata: MetadataCache) -> None:
    heaviest = offer("A", weight_g=40_000, size_mm=(2000, 900, 100))
    assert codes(listing(offers=(heaviest,)), metadata) == []


def test_a_category_without_options_says_so(metadata: MetadataCache) -> None:
    metadata.without_options = frozenset({10001958})
    assert codes(with_options(), metadata) == ["options_not_in_category"]
    assert codes(listing(), metadata) == []


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
    metadata: MetadataCache, names: tuple[str, ...], skus: set[str], expected: list[str]
) -> None:
    metadata.fixed["24"] = FixedVariants(names, frozenset(map(Sku, skus)))
    assert codes(with_options(remote_id="24"), metadata) == expected


def test_a_title_is_counted_in_bytes() -> None:
    assert LIMITS.title_bytes.most == 255


def test_a_categorys_own_option_is_not_declared_anew(metadata: MetadataCache) -> None:
    wanted = with_options(remote_id="1")
    assert variation_of(wanted, {"Khối lượng"}) == {}
    assert place_of(wanted, wanted.offers[0]) == {"saleProp": {"Khối lượng": "200g"}}
    product = new_product(wanted, wanted.offers, metadata, {"Khối lượng"})
    assert "variation" not in product


def test_stars_that_could_not_be_taken_back_are_not_composed_so_nobody_leaves_them_out() -> None:
    said = {"Xuất xứ": "Việt Nam", "Chứng nhận OCOP": "4 sao", "Thương hiệu": "Tân Tiến"}
    written = normalize(listing(attributes=said)).attributes
    assert written == {"Xuất xứ": "Việt Nam", "Chứng nhận OCOP": "4 sao"}
    assert "remove_attributes" not in FEATURES.can  # by which planning composes without them
