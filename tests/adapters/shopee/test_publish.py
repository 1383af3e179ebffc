"""Publishing against the replica: twelve products, and everything that can go wrong between."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sync.marketplace import Image
from sync.model import Dong, Picture
from tests.adapters.shopee.conftest import (
    change,
    done,
    drawing,
    listing,
    offer,
    published,
    two_sizes,
)

if TYPE_CHECKING:
    from adapters.shopee import ShopeeShop
    from tests.adapters.shopee.conftest import Operator, PlainLine

ADD = "/api/v2/product/add_item"
INIT = "/api/v2/product/init_tier_variation"
UNLIST = "/api/v2/product/unlist_item"


async def test_twelve_products_are_published_and_read_back_as_wanted(
    shop: ShopeeShop, operator: Operator, line: PlainLine, picture: Picture
) -> None:
    wanted = [listing(f"DON-{n}", images=(picture,)) for n in range(5)]
    wanted += [two_sizes(f"HAI-{n}", images=(picture,)) for n in range(6)]
    wanted += [
        listing(
            "BON",
            offer("BON-1", "200 g", "Túi"),
            offer("BON-2", "200 g", "Hộp", price=210_000),
            offer("BON-3", "500 g", "Hộp", price=500_000, quantity=0),
            images=(picture,),
        )
    ]
    found = await published(shop, *wanted)
    for ours, theirs in zip(map(shop.normalize, wanted), found, strict=True):
        assert theirs.title == ours.title
        assert theirs.description == ours.description
        assert theirs.status == "live"
        assert theirs.option_names == ours.option_names
        assert [replace(one, remote_id=None) for one in theirs.offers] == list(ours.offers)
    assert line.paused_s == [5.5]
    assert len(await operator.by_sku()) == 12


async def test_a_publish_takes_the_fewest_calls(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    wanted = [two_sizes(f"HAI-{n}", images=(picture,)) for n in range(20)]
    await shop.prepare(wanted)
    await operator.counted()
    done(await shop.apply([change("publish", one) for one in wanted]))
    assert await operator.counted() == {"add_item": 20, "init_tier_variation": 20, "unlist_item": 1}


async def test_what_was_learned_is_not_asked_again(shop: ShopeeShop, operator: Operator) -> None:
    await shop.prepare([listing("A")])
    await operator.counted()
    await shop.prepare([listing("B")])
    assert await operator.counted() == {}


async def test_a_lost_answer_of_add_item_is_unknown_and_found_again(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    await operator.turn(search_lag_s=3600)  # the index knows nothing yet
    wanted = [two_sizes(code, images=(picture,)) for code in ("A", "B", "C")]
    await shop.prepare(wanted)
    await operator.strike("reset_after", ADD, nth=2)
    outcomes = await shop.apply([change("publish", one) for one in wanted])
    assert [one.status for one in outcomes] == ["done", "unknown", "done"]
    (found,) = await shop.find([wanted[1]])
    assert found.remote_id
    done(await shop.apply([change("publish", wanted[1], found)]))
    assert (await operator.by_sku())["B"]["status"] == "live"


async def test_variants_that_fail_leave_the_item_with_its_id_and_are_made_up_for(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    wanted = two_sizes("A", images=(picture,))
    await shop.prepare([wanted])
    await operator.strike("reset_before", INIT)
    (outcome,) = await shop.apply([change("publish", wanted)])
    assert outcome.status == "unknown"
    assert outcome.remote_id
    (found,) = await shop.find([replace(wanted, remote_id=outcome.remote_id)])
    assert found.status == "hidden"
    dearer = replace(
        wanted, offers=(replace(wanted.offers[0], price=Dong(190_000)), wanted.offers[1])
    )
    done(await shop.apply([change("publish", dearer, found)]))
    standing = (await operator.by_sku())["A"]
    assert standing["status"] == "live"
    assert {one["sku"]: one["price"] for one in standing["variants"]} == {
        "A-200": 190_000,
        "A-500": 440_000,
    }


async def test_variants_that_were_made_though_the_answer_was_lost_are_not_made_again(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    wanted = two_sizes("A", images=(picture,))
    await shop.prepare([wanted])
    await operator.strike("reset_after", INIT)
    (outcome,) = await shop.apply([change("publish", wanted)])
    assert (outcome.status, bool(outcome.remote_id)) == ("unknown", True)
    (found,) = await shop.find([replace(wanted, remote_id=outcome.remote_id)])
    await operator.counted()
    done(await shop.apply([change("publish", wanted, found)]))
    assert "init_tier_variation" not in await operator.counted()
    assert (await operator.by_sku())["A"]["status"] == "live"


async def test_an_item_that_could_not_be_shown_keeps_its_id(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    wanted = [listing("A", images=(picture,)), two_sizes("B", images=(picture,))]
    await shop.prepare(wanted)
    await operator.strike("maintenance", UNLIST)
    outcomes = await shop.apply([change("publish", one) for one in wanted])
    assert [one.status for one in outcomes] == ["failed", "failed"]
    assert all(one.remote_id for one in outcomes)
    assert outcomes[0].problem is not None
    assert outcomes[0].problem.code == "maintenance"


async def test_a_refused_product_does_not_hold_up_the_others(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    wanted = [
        listing("A", images=(picture,)),
        listing("B", images=(Picture("b", "vn-nothing"),)),
        listing("C", images=(picture,)),
    ]
    await shop.prepare(wanted)
    outcomes = await shop.apply([change("publish", one) for one in wanted])
    assert [one.status for one in outcomes] == ["done", "rejected", "done"]
    assert outcomes[1].problem is not None
    assert outcomes[1].problem.code == "image_missing"


async def test_what_a_category_asks_is_known_before_publishing_and_refused_by_name_if_not(
    shop: ShopeeShop, picture: Picture
) -> None:
    wanted = {
        "attribute_missing": listing("A", attributes={}, images=(picture,)),
        "brand_needed": listing("B", category="Thực phẩm bồi bổ khác", images=(picture,)),
        "category_not_found": listing("C", category="Không có ngành này", images=(picture,)),
    }
    await shop.prepare(list(wanted.values()))
    for code, one in wanted.items():
        assert code in [problem.code for problem in shop.problems(one)]
    outcomes = await shop.apply([change("publish", one) for one in wanted.values()])
    told = [(one.status, one.problem.code if one.problem else None) for one in outcomes]
    assert told == [
        ("rejected", "attribute_required"),
        ("rejected", "brand_refused"),
        ("rejected", "category_unread"),
    ]


async def test_a_category_without_a_licence_is_refused_as_such(
    shop: ShopeeShop, picture: Picture
) -> None:
    wanted = listing("A", category="Rượu truyền thống", images=(picture,))
    await shop.prepare([wanted])
    (outcome,) = await shop.apply([change("publish", wanted)])
    assert outcome.status == "rejected"
    assert outcome.problem is not None
    assert outcome.problem.code == "category_not_allowed"


async def test_no_secret_stands_in_what_is_told(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    wanted = two_sizes("A", images=(picture,))
    await shop.prepare([wanted])
    await operator.strike("reset_after", INIT)
    (outcome,) = await shop.apply([change("publish", wanted)])
    given = operator.credentials
    for secret in (given["secret"], given["token"], given["refresh_token"]):
        assert secret not in repr(outcome)


async def test_once_throttled_nothing_more_is_sent(
    shop: ShopeeShop, operator: Operator, picture: Picture
) -> None:
    wanted = [listing(code, images=(picture,)) for code in "ABCD"]
    await shop.prepare(wanted)
    await operator.strike("throttle", ADD, nth=2)
    outcomes = await shop.apply([change("publish", one) for one in wanted])
    assert [one.status for one in outcomes] == ["done", "failed", "failed", "failed"]
    assert [bool(one.remote_id) for one in outcomes] == [True, False, False, False]


async def test_pictures_go_up_together_and_a_bad_one_alone_is_refused(
    shop: ShopeeShop, operator: Operator
) -> None:
    images = [Image(str(n), f"{n}.png", drawing(colour=c)) for n, c in enumerate(("red", "blue"))]
    uploaded = await shop.upload(images)
    assert [one.sha256 for one in uploaded] == ["0", "1"]
    assert all(one.remote_id for one in uploaded)
    assert (await operator.counted())["upload_image"] == 1
    mixed = await shop.upload([images[0], Image("x", "x.png", b"no picture"), images[1]])
    assert [bool(one.remote_id) for one in mixed] == [True, False, True]
    assert mixed[1].problem is not None
    assert mixed[1].problem.code == "image_refused"
