"""Edits that lose nothing; listings shown and hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from adapters.tiktok import TikTokShop
from adapters.tiktok.client import Write
from adapters.tiktok.endpoints import PRODUCTS, at
from adapters.tiktok.listings import newest_version
from adapters.tiktok.writing import product_body
from sync.marketplace import Image
from sync.model import Dong, Field, Listing, Picture
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


async def test_two_sizes_become_a_product_without_a_choice(
    shop: TikTokShop, operator: Operator, there: Listing
) -> None:
    first = replace(there.offers[0], options=())
    after = replace(as_wanted(there), option_names=(), offers=(first,))
    done(await shop.apply([change("revise", after, there, ["variants"])]))
    (found,) = await standing(shop, there)
    assert (found.option_names, [one.options for one in found.offers]) == ((), [()])
    assert found.offers[0].remote_id == there.offers[0].remote_id


async def test_choices_that_stay_whatever_is_sent_are_told_as_a_refusal(
    shop: TikTokShop, operator: Operator, there: Listing
) -> None:
    await operator.turn(variants_may_go=False)
    first = replace(there.offers[0], options=())
    after = replace(as_wanted(there), option_names=(), offers=(first,))
    outcomes = await shop.apply([change("revise", after, there, ["variants"])])
    assert codes(outcomes) == [("rejected", "options_stay")]


async def draft(shop: TikTokShop, line: PlainLine, picture: Picture) -> Listing:
    """What somebody saved in the seller centre and never submitted."""
    wanted = two_sizes("TOM-KHO", images=(picture,))
    await shop.prepare([wanted])
    api = shop._api
    body = product_body(wanted, api.metadata, (await api.warehouses()).default)
    await api.write(Write(at(PRODUCTS), {**body, "save_mode": "AS_DRAFT"}))
    (found,) = await standing(shop, wanted)
    assert found.status == "hidden"
    return found


async def test_a_draft_is_shown_by_an_edit_that_submits_it(
    shop: TikTokShop, line: PlainLine, picture: Picture
) -> None:
    found = await draft(shop, line, picture)
    done(await shop.apply([change("restore", as_wanted(found), found)]))
    (shown,) = await standing(shop, found)
    assert shown.status == "live"


async def test_a_price_and_a_word_of_a_draft_do_not_submit_it(
    shop: TikTokShop, line: PlainLine, picture: Picture
) -> None:
    found = await draft(shop, line, picture)
    done(await shop.apply(amounts("reprice", found, price=Dong(99_000))))
    hidden = replace(as_wanted(found, title="Tôm khô Cà Mau phơi hai nắng"), status="hidden")
    done(await shop.apply([change("revise", hidden, found, ["title"])]))
    (left,) = await standing(shop, found)
    assert (left.status, left.title, left.offers[0].price) == ("hidden", hidden.title, 99_000)


async def test_weights_that_differ_are_those_of_each_sku(
    shop: TikTokShop, line: PlainLine, there: Listing
) -> None:
    wanted = as_wanted(there)
    heavier = replace(wanted.offers[1], weight_g=1250)
    after = replace(wanted, offers=(wanted.offers[0], heavier))
    done(await shop.apply([change("revise", after, there, ["weight_g"])]))
    assert there.remote_id
    rows = (await newest_version(shop._api, there.remote_id))["skus"]
    weights = {row["seller_sku"]: row["sku_weight"]["value"] for row in rows}
    assert weights == {"TOM-KHO-200": "0.25", "TOM-KHO-500": "1.25"}


async def test_a_single_product_that_may_get_no_choices_is_told_once_and_left(
    shop: TikTokShop, picture: Picture
) -> None:
    (there,) = await published(shop, listing("DON", images=(picture,)))
    after = two_sizes("DON", images=(picture,), remote_id=there.remote_id)
    first = replace(after.offers[0], sku=there.offers[0].sku, remote_id=there.offers[0].remote_id)
    after = replace(after, offers=(first, after.offers[1]))
    assert shop.problems(after) == []
    outcomes = await shop.apply([change("revise", after, there, ("variants",))])
    assert codes(outcomes) == [("rejected", "options_stay")]
    assert [problem.code for problem in shop.problems(after)] == ["options_stay"]
    back = replace(after, option_names=(), offers=(replace(first, options=()),))
    assert shop.problems(back) == []
