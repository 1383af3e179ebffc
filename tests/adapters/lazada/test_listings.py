"""How items are read."""

from __future__ import annotations

from typing import Any

import pytest

from adapters.lazada.items import item_page_of, listing_of, merged, sellable, standard_names_of
from sync.marketplace import Lost
from sync.model import ShopName

SHOP = ShopName("lazada-ca-mau")

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
    assert item_page_of({}).items == item_page_of({"total_products": 0}).items == ()
    for half in ({"products": [ITEM]}, {"products": "x", "total_products": 1}):
        with pytest.raises(Lost):
            item_page_of(half)


def test_an_item_on_two_pages_is_put_together() -> None:
    first, second = ({**ITEM, "skus": [sku]} for sku in ITEM["skus"])
    assert merged(first, second) == ITEM


@pytest.mark.parametrize("variation", [None, {}, []])
def test_a_categorys_own_options_are_named_by_the_skus(variation: object) -> None:
    item = {**ITEM, "variation": variation}
    listing = listing_of(SHOP, item)
    assert listing.option_names == ("Khối lượng",)
    assert [offer.options for offer in listing.offers] == [("200g",)]
    assert standard_names_of(item) == {"Khối lượng"}
    assert standard_names_of(ITEM) == frozenset()


def test_a_status_that_nobody_knows_is_shown_as_it_is() -> None:
    listing = listing_of(SHOP, {**ITEM, "status": "Under Review By Next Year"})
    assert (listing.status, listing.reason) == ("banned", "Under Review By Next Year")


@pytest.mark.parametrize("absurd", [-1, 10**13, 10**30, "1e999999999", "nhiều"])
def test_an_amount_that_nobody_can_mean_is_not_known(absurd: object) -> None:
    numbers = {"price": absurd, "quantity": absurd, "Available": absurd}
    row = {**ITEM["skus"][0], **numbers, "multiWarehouseInventories": []}
    (offer,) = listing_of(SHOP, {**ITEM, "skus": [row]}).offers
    assert (offer.price, offer.quantity) == (None, None)
