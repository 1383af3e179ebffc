"""Revising, repricing, restocking, hiding and showing against the replica."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from adapters.shopee import ShopeeShop
from sync.marketplace import Call, Connection, Credentials, Image, Response
from sync.model import Dong, Field, Listing, Picture
from tests.adapters.shopee.conftest import (
    change,
    done,
    drawing,
    listing,
    offer,
    published,
    two_sizes,
)
from tests.adapters.spoiling import UNTIL, Answer, ScriptedLine

if TYPE_CHECKING:
    from sync.model import Change
    from tests.adapters.shopee.conftest import Operator, PlainLine


async def reread(shop: ShopeeShop, before: Listing) -> Listing:
    (found,) = await shop.find([before])
    return found


def amounts(shop_listing: Listing, **changes: Any) -> list[Change]:
    """One change per offer of a listing."""
    kind = "reprice" if "price" in changes else "restock"
    after = replace(
        shop_listing, offers=tuple(replace(one, **changes) for one in shop_listing.offers)
    )
    return [
        change("reprice" if kind == "reprice" else "restock", after, shop_listing, sku=one.sku)
        for one in shop_listing.offers
    ]


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("title", {"title": "Tôm khô Rạch Gốc loại một, đóng túi"}),
        ("description", {"description": "Viết lại mô tả, dài hơn một chút."}),
    ],
)
@pytest.mark.parametrize("make", [listing, two_sizes])
async def test_a_text_is_revised_alone(
    shop: ShopeeShop, picture: Picture, field: Field, changes: Any, make: Any
) -> None:
    (before,) = await published(shop, make("A", images=(picture,)))
    after = replace(make("A", images=(picture,)), **changes)
    done(await shop.apply([change("revise", after, before, [field])]))
    assert await reread(shop, before) == replace(
        before, **changes, stamp=(await reread(shop, before)).stamp
    )


async def test_only_changed_fields_are_sent(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    (before,) = await published(shop, listing("A", images=(picture,)))
    await operator.edit("A", title="Người bán tự sửa tên trên sàn")
    after = listing("A", images=(picture,), description="Chỉ sửa mô tả, không sửa tên.")
    done(await shop.apply([change("revise", after, before, ["description"])]))
    assert (await reread(shop, before)).title == "Người bán tự sửa tên trên sàn"


async def test_category_brand_attributes_and_pictures_are_revised(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    (before,) = await published(shop, two_sizes("A", images=(picture,)))
    (more,) = await shop.upload([Image("b", "b.png", drawing(colour="blue"))])
    after = two_sizes(
        "A",
        images=(Picture("b", more.remote_id), picture),
        category="Khô cá & cá khô",
        attributes={"Xuất xứ": "Cà Mau, Việt Nam", "Hạn sử dụng": "6 tháng"},
    )
    await shop.prepare([after])
    fields: list[Field] = ["category", "attributes", "brand", "images"]
    done(await shop.apply([change("revise", after, before, fields)]))
    found = await reread(shop, before)
    assert found.category == "101129"
    assert found.images == (Picture("", more.remote_id), Picture("", picture.remote_id))
    assert found.attributes == {"Xuất xứ": "Việt Nam", "Hạn sử dụng": "6 tháng"}


@pytest.mark.parametrize("make", [listing, two_sizes])
async def test_parcels_are_revised(shop: ShopeeShop, picture: Picture, make: Any) -> None:
    (before,) = await published(shop, make("A", images=(picture,)))
    after = make("A", images=(picture,))
    offers = tuple(
        replace(one, weight_g=333 + place, size_mm=(201, 150, 60))
        for place, one in enumerate(after.offers)
    )
    after = replace(after, offers=offers)
    done(await shop.apply([change("revise", after, before, ["weight_g", "size_mm"])]))
    found = await reread(shop, before)
    assert [one.weight_g for one in found.offers] == [333, 334][: len(offers)]
    assert {one.size_mm for one in found.offers} == {(210, 150, 60)}


async def test_variants_come_and_go_and_the_others_keep_their_stock(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    (before,) = await published(shop, two_sizes("A", images=(picture,)))
    await operator.edit("A-200", stock=3)
    small, new = before.offers[0], offer("A-1KG", "1 kg", price=800_000)
    after = replace(before, offers=(new, replace(small, options=("200 gam",))))
    done(await shop.apply([change("revise", after, before, ["variants"])]))
    found = await reread(shop, before)
    assert [(one.sku, one.options, one.quantity) for one in found.offers] == [
        ("A-1KG", ("1 kg",), 5),
        ("A-200", ("200 gam",), 3),
    ]


async def test_another_number_of_tiers_starts_over(shop: ShopeeShop, picture: Picture) -> None:
    (before,) = await published(shop, two_sizes("A", images=(picture,)))
    after = replace(
        before,
        option_names=("Khối lượng", "Đóng gói"),
        offers=tuple(replace(one, options=(*one.options, "Túi")) for one in before.offers),
    )
    done(await shop.apply([change("revise", after, before, ["variants"])]))
    found = await reread(shop, before)
    assert found.option_names == ("Khối lượng", "Đóng gói")
    assert [one.options for one in found.offers] == [("200 g", "Túi"), ("500 g", "Túi")]


async def test_a_product_gains_and_loses_its_variants(
    shop: ShopeeShop, line: PlainLine, picture: Picture
) -> None:
    (before,) = await published(shop, listing("A", images=(picture,)))
    await line.pause(6)
    tiered = two_sizes("A", images=(picture,))
    done(await shop.apply([change("revise", tiered, before, ["variants"])]))
    found = await reread(shop, before)
    assert [one.sku for one in found.offers] == ["A-200", "A-500"]
    single = listing("A", images=(picture,))
    done(await shop.apply([change("revise", single, found, ["variants"])]))
    (again,) = (await reread(shop, before)).offers
    assert (again.sku, again.remote_id, again.price) == ("A", None, 185_000)


async def test_all_variants_may_be_replaced_at_once(shop: ShopeeShop, picture: Picture) -> None:
    (before,) = await published(shop, two_sizes("A", images=(picture,)))
    after = replace(
        before, offers=(offer("A-X", "Túi", price=99_000), offer("A-Y", "Hộp", price=120_000))
    )
    done(await shop.apply([change("revise", after, before, ["variants"])]))
    found = await reread(shop, before)
    assert [(one.sku, one.options, one.price, one.quantity) for one in found.offers] == [
        ("A-X", ("Túi",), 99_000, 5),
        ("A-Y", ("Hộp",), 120_000, 5),
    ]


async def test_prices_and_stocks_of_one_item_go_out_in_one_call(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    found = await published(
        shop, two_sizes("A", images=(picture,)), listing("B", images=(picture,))
    )
    await operator.counted()
    done(await shop.apply([one for it in found for one in amounts(it, price=Dong(170_000))]))
    done(await shop.apply([one for it in found for one in amounts(it, quantity=0)]))
    assert await operator.counted() == {"update_price": 2, "update_stock": 2}
    for one in await shop.find(found):
        assert {(each.price, each.quantity) for each in one.offers} == {(170_000, 0)}


async def test_fifty_one_changes_of_one_kind_keep_their_order(
    shop: ShopeeShop, picture: Picture
) -> None:
    many = [offer(f"A-{n}", f"{n} g", quantity=n) for n in range(50)]
    found = await published(
        shop, listing("A", *many, images=(picture,)), listing("B", images=(picture,))
    )
    changes = amounts(found[0], quantity=9)
    changes.insert(20, *amounts(found[1], quantity=9))
    outcomes = await shop.apply(changes)
    done(outcomes)
    assert [one.change for one in outcomes] == changes


async def test_a_part_of_a_batch_may_fail(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    (before,) = await published(shop, two_sizes("A", images=(picture,)))
    await operator.edit("A-500", reserved_stock=12)
    outcomes = await shop.apply(amounts(before, quantity=2))
    assert [one.status for one in outcomes] == ["done", "rejected"]
    problem = outcomes[1].problem
    assert problem is not None
    assert problem.code == "stock_below_reserved"
    assert problem.values["reserved"] == 12


async def test_every_second_row_may_fail_and_the_others_are_done(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    found = await published(shop, *(listing(code, images=(picture,)) for code in "ABCD"))
    await operator.strike("partial", "/unlist_item")
    outcomes = await shop.apply([change("withdraw", one, one) for one in found])
    hidden = [one for one in outcomes if one.status == "done"]
    assert len(hidden) == 2
    standing = await operator.by_sku()
    for outcome in outcomes:
        expected = "hidden" if outcome.status == "done" else "live"
        assert standing[outcome.change.code]["status"] == expected


async def test_a_shop_on_holiday_refuses_stock_and_says_so(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    (before,) = await published(shop, listing("A", images=(picture,)))
    await operator.turn(holiday_mode=True)
    (outcome,) = await shop.apply(amounts(before, quantity=1))
    assert outcome.status == "rejected"
    assert outcome.problem is not None
    assert outcome.problem.code == "holiday_mode"


async def test_a_locked_price_is_refused_with_its_reason(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    (before,) = await published(shop, listing("A", images=(picture,)))
    await operator.edit("A", price_locked=True)
    (outcome,) = await shop.apply(amounts(before, price=Dong(150_000)))
    assert outcome.status == "rejected"
    assert outcome.problem is not None
    assert outcome.problem.code in ("price_locked", "promotion_lock")


async def test_variants_that_somebody_replaced_are_unknown_not_rejected(
    shop: ShopeeShop, picture: Picture
) -> None:
    (before,) = await published(shop, two_sizes("A", images=(picture,)))
    stale = replace(before, offers=tuple(replace(one, remote_id="999") for one in before.offers))
    outcomes = await shop.apply(amounts(stale, quantity=1))
    assert [one.status for one in outcomes] == ["unknown", "unknown"]


async def test_listings_are_hidden_and_shown_together(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    found = await published(
        shop, two_sizes("A", images=(picture,)), listing("B", images=(picture,))
    )
    await operator.counted()
    done(await shop.apply([change("withdraw", one, one) for one in found]))
    assert {one.status for one in await shop.find(found)} == {"hidden"}
    done(await shop.apply([change("restore", one, one) for one in found]))
    assert {one.status for one in await shop.find(found)} == {"live"}
    assert (await operator.counted())["unlist_item"] == 2


async def test_hiding_fails_for_the_banned_one_alone(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    found = await published(shop, listing("A", images=(picture,)), listing("B", images=(picture,)))
    await operator.edit("A", status="banned")
    outcomes = await shop.apply([change("withdraw", one, one) for one in found])
    assert [one.status for one in outcomes] == ["rejected", "done"]


async def test_a_locked_item_is_told_to_wait_for(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    (before,) = await published(shop, listing("A", images=(picture,)))
    await operator.turn(item_lock_s=4)
    after = listing("A", images=(picture,), title="Tôm khô đất Cà Mau loại một")
    edit = change("revise", after, before, ["title"])
    done(await shop.apply([edit]))
    (outcome,) = await shop.apply([edit])
    assert outcome.status == "failed"
    assert outcome.problem is not None
    assert outcome.problem.code == "listing_busy"


async def test_items_that_lock_after_every_edit_are_published_in_the_end(
    patient_shop: ShopeeShop, slow_operator: Operator
) -> None:
    await slow_operator.turn(item_lock_s=4)
    (uploaded,) = await patient_shop.upload([Image("a", "a.png", drawing())])
    images = (Picture("a", uploaded.remote_id),)
    wanted = [listing("A", images=images), two_sizes("B", images=images)]
    await patient_shop.prepare(wanted)
    done(await patient_shop.apply([change("publish", one) for one in wanted]))
    assert {one["status"] for one in (await slow_operator.by_sku()).values()} == {"live"}


async def test_what_was_deleted_meanwhile_is_not_called_done(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    (before,) = await published(shop, listing("A", images=(picture,)))
    await operator.edit("A", status="deleted")
    for made in (
        amounts(before, quantity=1),
        [change("withdraw", before, before)],
        [change("revise", replace(before, title="Một cái tên khác hẳn"), before, ["title"])],
    ):
        (outcome,) = await shop.apply(made)
        assert outcome.status in ("rejected", "unknown"), outcome
    assert await shop.find([before]) == []


async def test_stock_that_shopee_holds_is_refused_for_that_item_alone(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    found = await published(shop, *(listing(code, images=(picture,)) for code in "ABC"))
    await operator.turn(full_fbs="A", kits="B")
    outcomes = await shop.apply([one for each in found for one in amounts(each, quantity=1)])
    told = [(one.status, one.problem and one.problem.code) for one in outcomes]
    assert told == [("rejected", "stock_refused"), ("rejected", "stock_refused"), ("done", None)]


async def test_a_stock_that_shopee_does_not_take_keeps_no_other_from_falling(
    connection: Connection,
) -> None:
    line = RefusesBundles({})
    shop = ShopeeShop(connection, line)
    before = two_sizes("A", remote_id="7")
    ids = ("1", "2")
    offers = tuple(replace(one, remote_id=at) for one, at in zip(before.offers, ids, strict=True))
    outcomes = await shop.apply(amounts(replace(before, offers=offers), quantity=1))
    assert [one.status for one in outcomes] == ["done", "rejected"]
    assert line.sent == [[1, 2], [1], [2]]


class RefusesBundles(ScriptedLine):
    """A line to a Shopee that refuses a whole call for the stock of model 2."""

    sent: list[list[int]] = []  # noqa: RUF012  # of the class: one test has one line

    async def call(self, call: Call[Answer]) -> Answer:
        body = orjson.loads(call.build(Credentials("token", UNTIL)).content or b"")
        models = [row["model_id"] for row in body["stock_list"]]
        self.sent.append(models)
        refused = {"error": "product.error_param", "message": "invalid field Stock"}
        done = {"error": "", "response": {"success_list": body["stock_list"]}}
        return call.read(Response(200, {}, orjson.dumps(refused if 2 in models else done)))
