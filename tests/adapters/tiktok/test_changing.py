"""Changing what stands there, against the replica: edits, prices, stocks, light."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from adapters.tiktok import TikTokShop, marketplace
from sandbox.tiktok.facts import SHOPS
from sync.marketplace import Connection, Image
from sync.model import Dong, Field, Listing, Offer, Picture
from tests.adapters.tiktok.conftest import (
    Operator,
    PlainLine,
    amounts,
    change,
    codes,
    done,
    drawing,
    listing,
    offer,
    published,
    standing,
    two_sizes,
)

OTHER_CATEGORY = "Thực phẩm & Đồ uống > Thực phẩm khô > Trái cây sấy"


@pytest.fixture
async def there(shop: TikTokShop, operator: Operator, picture: Picture) -> Listing:
    """A live listing with two sizes."""
    (found,) = await published(shop, two_sizes("TOM-KHO", images=(picture,)))
    await operator.calls()
    return found


def as_wanted(there: Listing, **changes: Any) -> Listing:
    """The listing as the catalog has it, with the ids of what stands there."""
    wanted = two_sizes("TOM-KHO")
    ids = {one.sku: one.remote_id for one in there.offers}
    offers = tuple(replace(one, remote_id=ids.get(one.sku)) for one in wanted.offers)
    return replace(wanted, remote_id=there.remote_id, offers=offers, **changes)


async def test_an_edit_sends_the_changed_field_alone(
    shop: TikTokShop, operator: Operator, there: Listing
) -> None:
    after = as_wanted(there, title="Tôm khô Cà Mau, tên viết lại cho rõ ràng")
    done(await shop.apply([change("revise", after, there, ("title",))]))
    assert await operator.calls() == {"{product_id}": 1, "partial_edit": 1}
    (now,) = await standing(shop, there)
    assert (now.title, now.offers) == (after.title, there.offers)


async def test_an_edit_is_seen_at_once_though_buyers_see_it_later(
    shop: TikTokShop, operator: Operator, line: PlainLine, there: Listing
) -> None:
    """Else it would be edited, and reviewed, again and again."""
    await operator.turn(edit_audit_s=60)
    after = as_wanted(there, title="Tôm khô Cà Mau, tên viết lại cho rõ ràng")
    done(await shop.apply([change("revise", after, there, ("title",))]))
    (now,) = await standing(shop, there)
    assert (now.title, now.status) == (after.title, "live")
    assert [one["title"] for one in (await operator.listings()).values()] == [there.title]
    assert [one.title for one in await shop.find([there])] == [after.title]
    await line.pause(61)
    (later,) = await standing(shop, there)
    assert later.stamp != now.stamp
    assert [one["title"] for one in (await operator.listings()).values()] == [after.title]


async def test_a_second_edit_keeps_what_the_first_one_under_review_said(
    shop: TikTokShop, operator: Operator, line: PlainLine, there: Listing
) -> None:
    await operator.turn(edit_audit_s=60)
    first = as_wanted(there, title="Tôm khô Cà Mau, tên viết lại cho rõ ràng")
    done(await shop.apply([change("revise", first, there, ("title",))]))
    second = replace(first, description="Câu chuyện kể lại.")
    done(await shop.apply([change("revise", second, there, ("description",))]))
    await line.pause(61)
    (shown,) = (await operator.listings()).values()
    assert (shown["title"], shown["description"]) == (first.title, "<p>Câu chuyện kể lại.</p>")
    assert len(shown["variants"]) == 2
    assert len(shown["images"]) == 1


async def test_a_refused_edit_leaves_what_buyers_see_and_says_why(
    shop: TikTokShop, operator: Operator, there: Listing
) -> None:
    await operator.turn(audit_refuses_word="thần kỳ")
    after = as_wanted(there, title="Tôm khô Cà Mau thần kỳ chữa bách bệnh")
    done(await shop.apply([change("revise", after, there, ("title",))]))
    (now,) = await standing(shop, there)
    assert (now.status, now.title) == ("live", there.title)
    assert "Product name" in now.reason


async def test_another_category_is_an_edit_of_everything_that_loses_nothing(
    shop: TikTokShop, operator: Operator, there: Listing
) -> None:
    after = as_wanted(there, category=OTHER_CATEGORY)
    await shop.prepare([after])
    before = (await operator.listings())["TOM-KHO-200"]
    done(await shop.apply([change("revise", after, there, ("category",))]))
    now = (await operator.listings())["TOM-KHO-200"]
    assert now["category"] != before["category"]
    kept = ("id", "title", "description", "images", "variants", "status")
    assert [now[name] for name in kept] == [before[name] for name in kept]
    (read,) = await standing(shop, there)
    assert [o.remote_id for o in read.offers] == [o.remote_id for o in there.offers]
    assert read.attributes == there.attributes


async def test_attributes_that_somebody_added_there_stay_and_those_taken_back_go(
    shop: TikTokShop, picture: Picture
) -> None:
    wanted = listing(
        "A", images=(picture,), attributes={"Xuất xứ": "Việt Nam", "Thành phần": "Tôm, Muối"}
    )
    (there,) = await published(shop, wanted)
    after = replace(there, attributes={"Xuất xứ": "Việt Nam", "Hạn sử dụng": "8 tháng"})
    after = replace(after, category=wanted.category)
    done(await shop.apply([change("revise", after, there, ("attributes",))]))
    (now,) = await standing(shop, wanted)
    assert now.attributes == {
        "Xuất xứ": "Việt Nam",
        "Thành phần": "Tôm, Muối",
        "Hạn sử dụng": "8 tháng",
    }
    back = replace(now, attributes={"Xuất xứ": "Việt Nam"}, category=wanted.category)
    fields: tuple[Field, ...] = ("attributes",)
    done(await shop.apply([change("revise", back, now, fields, taken_back=("Hạn sử dụng",))]))
    (now,) = await standing(shop, wanted)
    assert now.attributes == {"Xuất xứ": "Việt Nam", "Thành phần": "Tôm, Muối"}


async def test_pictures_and_parcel_are_revised(
    shop: TikTokShop, operator: Operator, there: Listing, picture: Picture
) -> None:
    (other,) = await shop.upload([Image("b" * 64, "b.png", drawing())])
    images = (Picture("b" * 64, other.remote_id), picture)
    heavy = tuple(replace(one, weight_g=1250, size_mm=(301, 200, 99)) for one in there.offers)
    after = replace(as_wanted(there, images=images), offers=heavy)
    fields: tuple[Field, ...] = ("images", "weight_g", "size_mm")
    done(await shop.apply([change("revise", after, there, fields)]))
    (shown,) = (await operator.listings()).values()
    assert shown["images"] == [other.remote_id, picture.remote_id]


async def test_a_new_variant_comes_and_the_others_keep_their_ids(
    shop: TikTokShop, operator: Operator, there: Listing
) -> None:
    new = offer("TOM-KHO-1K", "1 kg", price=Dong(850_000), quantity=3)
    after = replace(as_wanted(there), offers=(*as_wanted(there).offers, new))
    done(await shop.apply([change("revise", after, there, ("variants",))]))
    (now,) = await standing(shop, there)
    ids = {one.sku: one.remote_id for one in now.offers}
    assert [ids[one.sku] for one in there.offers] == [one.remote_id for one in there.offers]
    assert [(o.sku, o.price, o.quantity) for o in now.offers][-1] == ("TOM-KHO-1K", 850_000, 3)
    assert [o.quantity for o in now.offers][:2] == [40, 15]


async def test_a_new_variant_is_never_made_twice(
    shop: TikTokShop, operator: Operator, there: Listing
) -> None:
    new = offer("TOM-KHO-1K", "1 kg")
    after = replace(as_wanted(there), offers=(*as_wanted(there).offers, new))
    wish = change("revise", after, there, ("variants",))
    await operator.fault("reset_after", "partial_edit$")
    assert codes(await shop.apply([wish])) == [("unknown", "answer_lost")]
    done(await shop.apply([wish]))
    (shown,) = (await operator.listings()).values()
    assert len(shown["variants"]) == 3


async def test_a_variant_that_is_wanted_no_more_goes(
    shop: TikTokShop, operator: Operator, there: Listing
) -> None:
    after = replace(as_wanted(there), offers=as_wanted(there).offers[:1])
    done(await shop.apply([change("revise", after, there, ("variants",))]))
    (shown,) = (await operator.listings()).values()
    assert [(v["sku"], v["stock"]) for v in shown["variants"]] == [("TOM-KHO-200", 40)]


async def test_an_option_spelt_otherwise_keeps_its_sku(shop: TikTokShop, there: Listing) -> None:
    wanted = as_wanted(there)
    small = replace(wanted.offers[0], options=("Gói 200 g",))
    after = replace(wanted, offers=(small, wanted.offers[1]))
    done(await shop.apply([change("revise", after, there, ("variants",))]))
    (now,) = await standing(shop, there)
    assert [o.options for o in now.offers] == [("Gói 200 g",), ("500 g",)]
    assert [o.remote_id for o in now.offers] == [o.remote_id for o in there.offers]


# --- prices -------------------------------------------------------------------------------------


async def test_all_prices_of_a_product_are_one_call(
    shop: TikTokShop, operator: Operator, there: Listing
) -> None:
    done(await shop.apply(amounts("reprice", there, price=Dong(199_000))))
    assert await operator.calls() == {"update": 1}
    (shown,) = (await operator.listings()).values()
    assert {v["price"] for v in shown["variants"]} == {199_000}


async def test_what_buyers_do_not_see_is_repriced_by_an_edit(
    shop: TikTokShop, operator: Operator, there: Listing
) -> None:
    """The price call takes only what is live; shown first, it would sell at the old price."""
    await operator.edit("TOM-KHO-200", status="hidden")
    (hidden,) = await standing(shop, there)
    done(await shop.apply(amounts("reprice", hidden, price=Dong(199_000))))
    (shown,) = (await operator.listings()).values()
    assert [(v["price"], v["stock"]) for v in shown["variants"]] == [(199_000, 40), (199_000, 15)]
    assert shown["status"] == "hidden"


async def test_a_promotion_locks_the_price_of_its_own_product_alone(
    shop: TikTokShop, operator: Operator, there: Listing, picture: Picture
) -> None:
    (free,) = await published(shop, listing("KHO-CA", images=(picture,)))
    await operator.edit("TOM-KHO-200", price_locked=True)
    wishes = [
        *amounts("reprice", there, price=Dong(199_000)),
        *amounts("reprice", free, price=Dong(99_000)),
    ]
    assert codes(await shop.apply(wishes)) == [*[("rejected", "price_locked")] * 2, ("done", "")]


async def test_sku_ids_that_moved_are_looked_up_again(shop: TikTokShop, there: Listing) -> None:
    moved = replace(
        there, offers=tuple(replace(o, remote_id="1729000000000000001") for o in there.offers[:1])
    )
    (outcome,) = await shop.apply(amounts("reprice", moved, price=Dong(199_000)))
    assert (outcome.status, outcome.problem and outcome.problem.code) == (
        "unknown",
        "variants_moved",
    )
    unknown = replace(there, offers=tuple(replace(o, remote_id=None) for o in there.offers))
    done(await shop.apply(amounts("reprice", unknown, price=Dong(199_000))))


async def test_a_sku_that_is_gone_is_looked_for_before_it_is_priced(
    shop: TikTokShop, there: Listing
) -> None:
    stranger = replace(there, offers=(Offer(sku=offer("KHONG-CO").sku),))
    assert codes(await shop.apply(amounts("reprice", stranger, price=Dong(1000)))) == [
        ("unknown", "variants_moved")
    ]


# --- stocks -------------------------------------------------------------------------------------


async def test_all_stocks_of_a_product_are_one_call(
    shop: TikTokShop, operator: Operator, there: Listing
) -> None:
    done(await shop.apply(amounts("restock", there, quantity=9)))
    assert await operator.calls() == {"update": 1}
    (shown,) = (await operator.listings()).values()
    assert {v["stock"] for v in shown["variants"]} == {9}


async def test_a_call_done_in_part_says_which_part(
    shop: TikTokShop, operator: Operator, there: Listing
) -> None:
    await operator.edit("TOM-KHO-500", reserved_stock=10)
    outcomes = await shop.apply(amounts("restock", there, quantity=3))
    assert codes(outcomes) == [("done", ""), ("rejected", "stock_below_reserved")]


async def test_sold_out_is_zero_where_zero_is_taken(
    shop: TikTokShop, operator: Operator, there: Listing
) -> None:
    done(await shop.apply(amounts("restock", there, quantity=0)))
    (shown,) = (await operator.listings()).values()
    assert (shown["status"], {v["stock"] for v in shown["variants"]}) == ("live", {0})


async def test_where_zero_is_refused_the_product_is_hidden_rather_than_oversold(
    shop: TikTokShop, operator: Operator, there: Listing
) -> None:
    await operator.turn(allow_zero=False)
    outcomes = await shop.apply(amounts("restock", there, quantity=0))
    assert codes(outcomes) == [("rejected", "zero_refused")] * 2
    (shown,) = (await operator.listings()).values()
    assert shown["status"] == "hidden"
    (hidden,) = await standing(shop, there)
    await operator.calls()
    empty = replace(hidden, offers=tuple(replace(o, quantity=0) for o in hidden.offers))
    assert codes(await shop.apply([change("restore", empty, hidden)])) == [
        ("rejected", "zero_refused")
    ]
    assert await operator.calls() == {}
    done(await shop.apply(amounts("restock", hidden, quantity=4)))
    full = replace(hidden, offers=tuple(replace(o, quantity=4) for o in hidden.offers))
    done(await shop.apply([change("restore", full, hidden)]))


async def test_the_platform_is_asked_for_warehouses_anew_when_it_refuses_one(
    shop: TikTokShop, operator: Operator, there: Listing
) -> None:
    await operator.fault("refuse", "inventory/update$", error="12052533")
    outcomes = await shop.apply(amounts("restock", there, quantity=3))
    assert codes(outcomes) == [("rejected", "warehouse_refused")] * 2
    await operator.calls()
    done(await shop.apply(amounts("restock", there, quantity=3)))
    assert await operator.calls() == {"warehouses": 1, "update": 1}


async def test_a_shop_with_two_warehouses_names_both(
    connection: Connection, line: PlainLine, operator: Operator
) -> None:
    second = SHOPS[1]
    line.token = second.access_token
    shop = marketplace.open(replace(connection, account=second.shop_id), line)
    assert isinstance(shop, TikTokShop)
    (uploaded,) = await shop.upload([Image("c" * 64, "c.png", drawing())])
    images = (Picture("c" * 64, uploaded.remote_id),)
    (there,) = await published(shop, two_sizes("MAT-ONG", images=images))
    done(await shop.apply(amounts("restock", there, quantity=12)))
    (now,) = await standing(shop, there)
    assert [one.quantity for one in now.offers] == [12, 12]


# --- hidden and shown ---------------------------------------------------------------------------


async def test_hidden_at_once_and_shown_after_a_review(
    shop: TikTokShop, operator: Operator, line: PlainLine, there: Listing
) -> None:
    await operator.turn(activate_audit_s=30)
    done(await shop.apply([change("withdraw", replace(there, status="hidden"), there)]))
    (hidden,) = await standing(shop, there)
    assert hidden.status == "hidden"
    done(await shop.apply([change("restore", replace(hidden, status="live"), hidden)]))
    assert [one.status for one in await standing(shop, there)] == ["reviewing"]
    await line.pause(31)
    assert [one.status for one in await standing(shop, there)] == ["live"]


async def test_a_call_that_hides_many_names_what_it_could_not(
    shop: TikTokShop, operator: Operator, there: Listing
) -> None:
    gone = listing("GONE", remote_id="1729592969712209999")
    outcomes = await shop.apply([change("withdraw", one, one) for one in (there, gone)])
    assert codes(outcomes) == [("done", ""), ("rejected", "listing_gone")]
    assert await operator.calls() == {"deactivate": 1}


async def test_shown_twice_is_looked_at_rather_than_believed(
    shop: TikTokShop, there: Listing
) -> None:
    outcomes = await shop.apply([change("restore", there, there)])
    assert codes(outcomes) == [("unknown", "listing_locked")]


async def test_out_of_reach_nothing_more_is_sent(
    shop: TikTokShop, operator: Operator, there: Listing, picture: Picture
) -> None:
    others = await published(shop, *(listing(f"A-{n}", images=(picture,)) for n in range(3)))
    await operator.fault("throttle", "prices/update$", times=10)
    await operator.calls()
    wishes = [wish for one in others for wish in amounts("reprice", one, price=Dong(50_000))]
    assert codes(await shop.apply(wishes)) == [("failed", "throttled")] * 3
    assert await operator.calls() == {"update": 1}
