"""Reading the shop, its orders and its tokens, against the replica."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from adapters.tiktok import TikTokShop
from sync.marketplace import LoginExpired, Rejected, Unavailable
from sync.model import Listing, Picture
from tests.adapters.tiktok.conftest import (
    Operator,
    PlainLine,
    amounts,
    done,
    listing,
    offer,
    published,
    two_sizes,
)


def by_code(listing: Listing) -> str:
    return listing.code


async def everything(shop: TikTokShop, known: list[Listing] | None = None) -> list[Listing]:
    remembered = {str(one.remote_id): one for one in known or []}
    return [one async for one in shop.listings(remembered)]


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


# --- orders -------------------------------------------------------------------------------------


async def test_units_are_added_up(shop: TikTokShop, operator: Operator, picture: Picture) -> None:
    await published(shop, two_sizes("TOM", images=(picture,)))
    await operator.order(("TOM-200", 3), ("TOM-500", 1))
    now = datetime.now(UTC)
    (order,) = [o async for o in shop.orders(now - timedelta(hours=1), now + timedelta(seconds=5))]
    assert {line.sku: line.quantity for line in order.lines} == {"TOM-200": 3, "TOM-500": 1}
    assert order.status == "reserved"


async def test_an_order_is_followed_from_reserved_to_released(
    shop: TikTokShop, operator: Operator, line: PlainLine, picture: Picture
) -> None:
    await published(shop, listing("A", images=(picture,)))
    paid, cancelled = await operator.order(("A", 1)), await operator.order(("A", 2))
    await operator.ask("POST", f"/orders/{paid}/pay")
    await operator.ask("POST", f"/orders/{cancelled}/cancel")
    now = datetime.now(UTC)
    found = {
        o.reference: o
        async for o in shop.orders(now - timedelta(hours=1), now + timedelta(seconds=5))
    }
    assert (found[paid].status, found[cancelled].status) == ("sold", "released")
    assert [one.quantity for one in found[cancelled].lines] == [2]


async def test_more_orders_than_a_page_come_each_once(
    shop: TikTokShop, operator: Operator, picture: Picture
) -> None:
    stock = offer("A", quantity=500)
    await published(shop, listing("A", stock, images=(picture,)))
    placed = [await operator.order(("A", 1)) for _ in range(120)]
    now = datetime.now(UTC)
    found = [o async for o in shop.orders(now - timedelta(hours=1), now + timedelta(seconds=5))]
    assert sorted(o.reference for o in found) == sorted(placed)


# --- tokens -------------------------------------------------------------------------------------


async def test_tokens_end_when_tiktok_says_and_are_used_once(
    shop: TikTokShop, operator: Operator, line: PlainLine
) -> None:
    tokens = await shop.refresh(operator.credentials["refresh_token"])
    week = datetime.now(UTC) + timedelta(days=7)
    assert abs(tokens.access_expires_at - week) < timedelta(minutes=1)
    assert tokens.refresh_expires_at is not None
    assert tokens.refresh_expires_at > week
    line.token = tokens.access
    assert await everything(shop) == []
    with pytest.raises(LoginExpired) as caught:
        await shop.refresh(operator.credentials["refresh_token"])
    assert caught.value.problem.code == "authorization_ended"


async def test_a_code_that_was_used_is_no_code(shop: TikTokShop) -> None:
    with pytest.raises(LoginExpired):
        await shop.exchange("nobody gave me this")


async def test_the_sellers_address_carries_the_state(shop: TikTokShop) -> None:
    address = shop.authorize_url("https://example.test/back", "s 1")
    assert address.endswith("/oauth/authorize?app_key=6ocopmien2k&state=s+1")


async def test_an_app_without_permission_says_so(shop: TikTokShop, operator: Operator) -> None:
    await operator.turn(granted_scopes="seller.authorization.info")
    with pytest.raises(Rejected) as caught:
        await everything(shop)
    assert caught.value.problem.code == "app_refused"
