"""What stands in the shop: products read as listings, sweeps, looks at single ones."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from adapters.tiktok import TikTokShop
from adapters.tiktok.listings import as_now_seen, listing_of, reason_of, search_row
from sync.marketplace import Lost, Unavailable
from sync.model import Listing, Picture
from tests.adapters.tiktok.conftest import (
    PRODUCT,
    SHOP,
    SKU_200,
    Operator,
    PlainLine,
    amounts,
    done,
    everything,
    listing,
    published,
    two_sizes,
)


def test_a_product_is_read() -> None:
    found = listing_of(SHOP, PRODUCT)
    assert (found.code, found.remote_id) == ("tom-kho-ca-mau", "1729592969712207008")
    assert (found.category, found.status, found.reason) == ("963336", "live", "")
    assert found.images == (Picture("", "tos-alisg-1"),)
    assert found.attributes == {"Xuất xứ": "Việt Nam"}
    (one,) = found.offers
    assert (one.sku, one.price, one.quantity, one.options) == ("TKCM-200", 185_000, 38, ("200 g",))
    assert found.option_names == ("Khối lượng",)


@pytest.mark.parametrize(
    ("status", "ours"),
    [
        ("ACTIVATE", "live"),
        ("PENDING", "reviewing"),
        ("SELLER_DEACTIVATED", "hidden"),
        ("DRAFT", "hidden"),
        ("FAILED", "banned"),
        ("PLATFORM_DEACTIVATED", "banned"),
        ("FREEZE", "banned"),
    ],
)
def test_every_state_is_one_of_ours(status: str, ours: str) -> None:
    assert listing_of(SHOP, {**PRODUCT, "status": status}).status == ours


def test_a_price_is_read_under_either_name() -> None:
    for price in ({"tax_exclusive_price": "70000"}, {"sale_price": 70000.0}):
        row = {**SKU_200, "price": {"currency": "VND", **price}}
        assert listing_of(SHOP, {**PRODUCT, "skus": [row]}).offers[0].price == 70_000


@pytest.mark.parametrize("inventory", [None, [], [{"warehouse_id": "1"}], [{"quantity": "x"}]])
def test_an_unknown_stock_is_not_zero(inventory: Any) -> None:
    row = {**SKU_200, "inventory": inventory}
    assert listing_of(SHOP, {**PRODUCT, "skus": [row]}).offers[0].quantity is None


def test_stock_is_the_sum_of_all_warehouses() -> None:
    row = {**SKU_200, "inventory": [{"quantity": 3}, {"quantity": "4"}, {"quantity": 0}]}
    assert listing_of(SHOP, {**PRODUCT, "skus": [row]}).offers[0].quantity == 7


def test_a_product_without_an_id_makes_no_sense() -> None:
    ids: list[Any] = [None, "", "x", 0, "-1", []]
    for id_ in ids:
        with pytest.raises(Lost):
            listing_of(SHOP, {**PRODUCT, "id": id_})


def test_why_a_product_was_refused_is_read_whole() -> None:
    told = [
        {"position": "Title", "reasons": ["từ cấm"], "suggestions": ["bỏ từ đó"]},
        {"position": "Image", "reasons": ["mờ", "nhỏ"], "suggestions": []},
    ]
    refused = {**PRODUCT, "status": "FAILED", "audit_failed_reasons": told}
    assert reason_of(refused) == "Title: từ cấm (bỏ từ đó); Image: mờ, nhỏ"
    assert reason_of({**refused, "audit_failed_reasons": None}) == "FAILED"
    assert reason_of({**refused, "status": "ACTIVATE"}) == ""  # of an audit long ago
    assert reason_of({**refused, "status": "ACTIVATE", "audit": {"status": "FAILED"}}) != ""


def test_a_page_carries_price_and_stock_into_what_is_remembered() -> None:
    row = {**PRODUCT, "audit": {"status": "APPROVED"}}
    remembered = listing_of(SHOP, row)
    dearer = {**SKU_200, "price": {"sale_price": "190000"}, "inventory": [{"quantity": 1}]}
    now = as_now_seen(remembered, search_row({**row, "skus": [dearer]}))
    assert now is not None
    assert (now.offers[0].price, now.offers[0].quantity) == (190_000, 1)
    assert now.offers[0].options == ("200 g",)
    assert as_now_seen(remembered, search_row(row)) is remembered


def test_what_moved_more_is_read_anew() -> None:
    row = {**PRODUCT, "audit": {"status": "APPROVED"}}
    remembered = listing_of(SHOP, row)
    other = {**SKU_200, "id": "1729592969712207099"}
    assert as_now_seen(remembered, search_row({**row, "skus": [other]})) is None
    assert as_now_seen(remembered, search_row({**row, "title": "tên khác"})) is None
    hidden = replace(remembered, title="tên đang chờ duyệt")
    assert as_now_seen(hidden, search_row(PRODUCT)) is hidden


def by_code(listing: Listing) -> str:
    return listing.code


@pytest.fixture
async def three(shop: TikTokShop, operator: Operator, picture: Picture) -> list[Listing]:
    wanted = [listing(f"A-{n}", images=(picture,)) for n in range(3)]
    found = await published(shop, *wanted)
    await operator.calls()
    return found


async def test_what_did_not_move_costs_its_share_of_a_page(
    shop: TikTokShop, operator: Operator, three: list[Listing]
) -> None:
    found = await everything(shop, three)
    assert sorted(found, key=by_code) == sorted(three, key=by_code)
    assert await operator.calls() == {"search": 1}


async def test_a_quick_look_sees_prices_and_stocks_drift(
    shop: TikTokShop, operator: Operator, three: list[Listing]
) -> None:
    await operator.edit("A-1", price=77_000, stock=2)
    await operator.calls()
    found = {str(one.code): one.offers[0] for one in await everything(shop, three)}
    assert (found["A-1"].price, found["A-1"].quantity) == (77_000, 2)
    assert await operator.calls() == {"search": 1}


async def test_a_quick_look_reads_anew_what_somebody_edited(
    shop: TikTokShop, operator: Operator, three: list[Listing]
) -> None:
    await operator.edit("A-1", title="Ai đó đã sửa tên sản phẩm này trên sàn")
    await operator.calls()
    found = {str(one.code): one.title for one in await everything(shop, three)}
    assert found["A-1"] == "Ai đó đã sửa tên sản phẩm này trên sàn"
    assert await operator.calls() == {"search": 1, "{product_id}": 1}


async def test_deleted_listings_are_left_out(
    shop: TikTokShop, operator: Operator, three: list[Listing]
) -> None:
    await operator.edit("A-1", status="deleted")
    assert {one.code for one in await everything(shop)} == {"A-0", "A-2"}
    assert await shop.find([three[1]]) == []


async def test_a_frozen_listing_stands_there_though_it_cannot_be_read(
    shop: TikTokShop, operator: Operator, three: list[Listing]
) -> None:
    """Else it would be taken for gone, and published once more."""
    await operator.turn(ban_status="FREEZE")
    await operator.edit("A-1", status="banned")
    found = {one.remote_id: one for one in await everything(shop)}
    frozen = found[three[1].remote_id]
    assert (frozen.status, frozen.reason) == ("banned", "FREEZE")
    assert [one.sku for one in frozen.offers] == ["A-1"]
    assert [one.status for one in await shop.find([three[1]])] == ["banned"]


async def test_a_shop_on_holiday_is_not_repaired(
    shop: TikTokShop, operator: Operator, three: list[Listing]
) -> None:
    await operator.turn(holiday_mode=True)
    for found in (await everything(shop), await everything(shop, three), await shop.find(three)):
        assert [one.offers[0].quantity for one in found] == [None] * 3
    await operator.turn(holiday_mode=False)
    assert [one.offers[0].quantity for one in await everything(shop)] == [7] * 3


async def test_sold_out_is_not_a_holiday(shop: TikTokShop, three: list[Listing]) -> None:
    wishes = [wish for one in three for wish in amounts("restock", one, quantity=0)]
    done(await shop.apply(wishes))
    assert [one.offers[0].quantity for one in await everything(shop)] == [0] * 3


async def test_what_the_index_does_not_show_yet_is_found_by_its_id(
    shop: TikTokShop, operator: Operator, picture: Picture
) -> None:
    (there,) = await published(shop, listing("A", images=(picture,)))
    await operator.turn(search_lag_s=60)
    done(await shop.apply(amounts("restock", there, quantity=2)))
    (found,) = await shop.find([there])
    assert found.offers[0].quantity == 2


async def test_what_has_no_id_yet_is_found_by_its_skus(
    shop: TikTokShop, operator: Operator, picture: Picture
) -> None:
    wanted = [two_sizes(f"B-{n}", images=(picture,)) for n in range(7)]
    await published(shop, *wanted)
    await operator.calls()
    found = await shop.find(wanted)
    assert sorted(one.code for one in found) == [f"B-{n}" for n in range(7)]
    assert (await operator.calls())["search"] == 2  # ten SKUs at a time


async def test_a_sweep_that_misses_something_says_so(
    shop: TikTokShop, line: PlainLine, three: list[Listing], monkeypatch: pytest.MonkeyPatch
) -> None:
    send = line.http.send

    async def miscounting(request: object) -> object:
        response = await send(request)  # type: ignore[arg-type]
        content = response.content.replace(b'"total_count":3', b'"total_count":4')
        return type(response)(response.status, response.headers, content)

    monkeypatch.setattr(line.http, "send", miscounting)
    with pytest.raises(Unavailable) as caught:
        await everything(shop)
    assert caught.value.problem.code == "sweep_short"


@pytest.mark.parametrize("answer", ["12052901", "12052032", "12052260", "12019150", "detail"])
async def test_what_the_stale_index_still_shows_is_left_out_and_the_sweep_is_complete(
    shop: TikTokShop, operator: Operator, three: list[Listing], answer: str
) -> None:
    await operator.turn(search_forgets_nothing=True, deleted_answer=answer)
    await operator.edit("A-1", status="deleted")
    left = [listing.code for listing in await everything(shop)]
    assert sorted(left) == ["A-0", "A-2"]
    assert await shop.find([three[1], replace(three[1], remote_id=None)]) == []


def test_a_status_that_nobody_knows_is_shown_and_left_alone() -> None:
    found = listing_of(SHOP, {**PRODUCT, "status": "COOLING_OFF"})
    assert (found.status, found.reason) == ("banned", "COOLING_OFF")
    assert search_row({**PRODUCT, "status": "COOLING_OFF"}).stands
    with pytest.raises(Lost):
        search_row({**PRODUCT, "status": None})


@pytest.mark.parametrize("number", [-1, 10**13, 10**29, "1e20", "-5", True])
def test_a_number_that_no_shop_has_is_as_good_as_unread(number: Any) -> None:
    row = {**SKU_200, "price": {"sale_price": number}, "inventory": [{"quantity": number}]}
    (found,) = listing_of(SHOP, {**PRODUCT, "skus": [row]}).offers
    assert (found.price, found.quantity) == (None, None)
