"""Reading the shop, its orders and its tokens back from the replica."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.shopee.items import listing_of, page_of
from sync.marketplace import LoginExpired, Lost, MarketplaceError, Rejected, Unavailable
from sync.model import Code, Listing, Picture
from tests.adapters.shopee.conftest import SHOP, change, listing, offer, published, two_sizes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from adapters.shopee import ShopeeShop
    from sync.marketplace import Connection
    from tests.adapters.shopee.conftest import Operator, PlainLine

ITEM_LIST = "/api/v2/product/get_item_list"
BASE_INFO = "/api/v2/product/get_item_base_info"
MODEL_LIST = "/api/v2/product/get_model_list"


async def sweep(shop: ShopeeShop, known: Mapping[str, Listing] | None = None) -> list[Listing]:
    return [one async for one in shop.listings(known or {})]


async def test_an_empty_shop_is_read_with_one_call(shop: ShopeeShop, operator: Operator) -> None:
    assert await sweep(shop) == []
    assert await operator.counted() == {"get_item_list": 1}


async def test_more_than_a_page_is_read_whole_and_only_what_moved_is_read_again(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    wanted = [listing(f"P-{n:03}", images=(picture,)) for n in range(108)]
    await published(shop, *wanted[:50])
    await published(shop, *wanted[50:100])
    await published(shop, *wanted[100:])
    first = await sweep(shop)
    assert len({one.code for one in first}) == len(first) == 108
    await operator.edit("P-007", title="Người bán sửa tên sản phẩm này", status="hidden")
    known = {one.remote_id or "": one for one in first}
    await operator.counted()
    second = {one.code: one for one in await sweep(shop, known)}
    assert await operator.counted() == {"get_item_list": 2, "get_item_base_info": 1}
    moved = {code for code, one in second.items() if known[one.remote_id or ""] != one}
    assert moved == {"P-007"}
    assert second[Code("P-007")].status == "hidden"


@pytest.mark.parametrize("kind", ["truncate", "garbage", "reset_after", "maintenance"])
@pytest.mark.parametrize("path", [ITEM_LIST, BASE_INFO, MODEL_LIST])
async def test_a_sweep_that_is_disturbed_raises(
    shop: ShopeeShop, operator: Operator, picture: Picture, kind: str, path: str
) -> None:
    await published(shop, two_sizes("A", images=(picture,)))
    await operator.strike(kind, path)
    with pytest.raises((Lost, Unavailable)):
        await sweep(shop)


async def test_deleted_listings_are_left_out(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    found = await published(shop, listing("A", images=(picture,)), listing("B", images=(picture,)))
    await operator.edit("A", status="deleted")
    assert [one.code for one in await sweep(shop)] == ["B"]
    assert [one.code for one in await shop.find(found)] == ["B"]


@pytest.mark.parametrize("status", ["banned", "reviewing", "hidden"])
async def test_states_are_told(
    shop: ShopeeShop, operator: Operator, picture: Picture, status: str
) -> None:
    await published(shop, listing("A", images=(picture,)))
    await operator.edit("A", status=status)
    assert [one.status for one in await sweep(shop)] == [status]


async def test_a_banned_listing_says_why(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    await published(shop, listing("A", images=(picture,)), listing("B", images=(picture,)))
    await operator.edit("A", status="banned")
    reasons = {one.code: one.reason for one in await sweep(shop)}
    assert reasons == {"A": "Sản phẩm vi phạm chính sách (Chỉnh sửa rồi gửi duyệt lại)", "B": ""}


async def test_a_code_that_stands_there_twice_is_found_twice(
    shop: ShopeeShop, picture: Picture
) -> None:
    wanted = listing("A", images=(picture,))
    await published(shop, wanted)
    await shop.apply([change("publish", wanted)])
    assert len(await shop.find([wanted])) == 2


async def test_a_code_that_only_begins_alike_is_not_found(
    shop: ShopeeShop, picture: Picture
) -> None:
    await published(shop, listing("A-LONG", images=(picture,)))
    assert await shop.find([listing("A")]) == []


async def test_a_fresh_listing_is_read_as_it_appears_without_failing(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    await operator.turn(readback_lag_s=60)
    (found,) = await published(shop, two_sizes("A", images=(picture,)))
    assert found.code == "A"
    assert found.status == "hidden"  # not yet seen as live


async def test_orders_are_read_once_with_what_they_take_from_the_stock(
    shop: ShopeeShop, operator: Operator, line: PlainLine, picture: Picture
) -> None:
    await published(shop, two_sizes("A", images=(picture,)), listing("B", images=(picture,)))
    since = line.now - timedelta(minutes=1)
    references = {
        "unpaid": await operator.buy("A-200", 2),
        "paid": await operator.buy("B", 1),
        "cancelled": await operator.buy("A-500", 3),
    }
    await operator.operate("POST", f"/orders/{references['paid']}/pay")
    await operator.operate("POST", f"/orders/{references['cancelled']}/cancel")
    until = line.now + timedelta(days=40)  # three windows
    found = {one.reference: one async for one in shop.orders(since - timedelta(days=1), until)}
    told = {
        name: (found[one].status, [(at.sku, at.quantity) for at in found[one].lines])
        for name, one in references.items()
    }
    assert told == {
        "unpaid": ("reserved", [("A-200", 2)]),
        "paid": ("sold", [("B", 1)]),
        "cancelled": ("released", [("A-500", 3)]),
    }
    assert len(found) == 3


async def test_more_orders_than_a_page_are_all_read(
    shop: ShopeeShop, operator: Operator, line: PlainLine, picture: Picture
) -> None:
    await published(shop, listing("A", offer("A", quantity=500), images=(picture,)))
    placed = {await operator.buy("A", 1) for _ in range(103)}
    window = (line.now - timedelta(hours=1), line.now + timedelta(hours=1))
    assert {one.reference async for one in shop.orders(*window)} == placed


async def test_tokens_are_refreshed_once_and_the_old_pair_is_dead(
    shop: ShopeeShop, operator: Operator, line: PlainLine
) -> None:
    old = operator.credentials["refresh_token"]
    fresh = await shop.refresh(old)
    assert fresh.refresh != old
    assert timedelta(hours=3) < fresh.access_expires_at - line.now < timedelta(hours=5)
    line.token = fresh.access
    assert await sweep(shop) == []
    with pytest.raises(LoginExpired) as used:
        await shop.refresh(old)
    assert used.value.problem.code == "authorization_ended"


async def test_a_bad_token_asks_for_a_login(shop: ShopeeShop, line: PlainLine) -> None:
    line.token = "00" * 16
    with pytest.raises(LoginExpired) as refused:
        await sweep(shop)
    assert refused.value.problem.code == "login_expired"


async def test_a_seller_lets_us_in_by_the_signed_address(
    shop: ShopeeShop, operator: Operator
) -> None:
    address = shop.authorize_url("https://example.test/back?x=1", "s-1")
    async with httpx.AsyncClient(verify=False) as http:
        answer = await http.get(address)
    assert answer.status_code in (200, 302), answer.text
    back = parse_qs(urlsplit(answer.headers["location"]).query)
    assert back["state"] == ["s-1"]
    tokens = await shop.exchange(back["code"][0])
    assert tokens.access
    with pytest.raises(LoginExpired):
        await shop.exchange(back["code"][0])


async def test_that_address_is_dated_by_the_clock_that_the_platform_goes_by(
    shop: ShopeeShop, line: PlainLine, connection: Connection
) -> None:
    """Else a computer whose clock is ten minutes off could never be let in."""
    theirs = datetime(2027, 1, 27, 3, 0, tzinfo=UTC)
    opened = type(shop)(replace(connection, now=lambda: theirs), line)
    query = parse_qs(urlsplit(opened.authorize_url("https://example.test", "s-1")).query)
    assert query["timestamp"] == [str(int(theirs.timestamp()))]
    with pytest.raises(Rejected, match="consent_needs_address"):  # it leads back to nowhere
        opened.authorize_url("", "s-1")


async def test_a_wrong_clock_and_a_wrong_key_are_told_apart(
    shop: ShopeeShop, line: PlainLine, connection: Connection
) -> None:
    line.ahead = timedelta(hours=1)
    with pytest.raises(MarketplaceError) as late:
        await sweep(shop)
    assert late.value.problem.code == "clock_skewed"
    line.ahead = timedelta(0)
    stranger = type(shop)(
        type(connection)(
            shop=connection.shop,
            host=connection.host,
            key=connection.key,
            secret="shpk-wrong",
            account=connection.account,
        ),
        line,
    )
    with pytest.raises(MarketplaceError) as wrong:
        await sweep(stranger)
    assert wrong.value.problem.code == "app_refused"


def test_what_is_not_told_is_not_zero() -> None:
    row = {"item_id": 1, "item_status": "NORMAL", "stock_info_v2": None, "price_info": None}
    (single,) = listing_of(SHOP, row, None).offers
    assert (single.price, single.quantity, single.weight_g) == (None, None, None)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=6,
)


ITEM = st.fixed_dictionaries(
    {"item_id": st.integers(1, 9), "item_status": st.just("NORMAL")},
    optional={
        name: JSON
        | st.dictionaries(
            st.sampled_from(["seller_stock", "original_price", "package_length", "image_id_list"]),
            JSON,
        )
        for name in (
            "item_sku",
            "item_name",
            "description",
            "update_time",
            "category_id",
            "price_info",
            "stock_info_v2",
            "weight",
            "dimension",
            "image",
            "brand",
            "attribute_list",
            "gtin_code",
        )
    },
)


MODEL_LISTS = st.dictionaries(
    st.sampled_from(["model", "tier_variation", "standardise_tier_variation"]),
    JSON
    | st.lists(
        st.dictionaries(
            st.sampled_from(["model_id", "tier_index", "model_sku", "name", "option_list"]), JSON
        ),
        max_size=3,
    ),
)


def code_of(read: Callable[[], object]) -> str:
    try:
        read()
    except MarketplaceError as error:
        return error.problem.code
    return "fine"


@given(ITEM, st.none() | MODEL_LISTS)
def test_no_item_whatsoever_makes_a_crash(item: Any, models: Any) -> None:
    assert code_of(lambda: listing_of(SHOP, item, models)) in ("fine", "answer_unclear")


@given(st.dictionaries(st.sampled_from(["item", "total_count", "next_offset"]), JSON))
def test_no_page_whatsoever_makes_a_crash(page: Any) -> None:
    assert code_of(lambda: page_of(page)) in ("fine", "answer_unclear")
