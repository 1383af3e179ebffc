"""Publishing, against the replica: what is sent, what is learned first, what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from adapters.tiktok import TikTokShop
from adapters.tiktok.publish import idempotency_key
from sync.marketplace import Connection, Image
from sync.model import Picture
from tests.adapters.tiktok.conftest import (
    Operator,
    PlainLine,
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


async def test_one_call_makes_all_of_a_product(
    shop: TikTokShop, operator: Operator, picture: Picture
) -> None:
    wanted = two_sizes("TOM-KHO", images=(picture,))
    await shop.prepare([wanted])
    await operator.calls()
    done(await shop.apply([change("publish", wanted)]))
    assert await operator.calls() == {"products": 1}
    (there,) = (await operator.listings()).values()
    assert there["status"] == "live"
    assert there["description"] == (
        "<p>Tôm đất thiên nhiên, phơi nắng hai ngày.<br>Bảo quản nơi khô mát.</p>"
    )
    assert [(v["sku"], v["price"], v["stock"], v["options"]) for v in there["variants"]] == [
        ("TOM-KHO-200", 185_000, 40, ["200 g"]),
        ("TOM-KHO-500", 440_000, 15, ["500 g"]),
    ]


async def test_what_was_published_reads_back_as_it_was_written(
    shop: TikTokShop, picture: Picture
) -> None:
    wanted = two_sizes("TOM-KHO", images=(picture,))
    (there,) = await published(shop, wanted)
    assert (there.code, there.title, there.status) == ("TOM-KHO", wanted.title, "live")
    assert there.option_names == ("Khối lượng",)
    assert [(o.sku, o.options, o.price, o.quantity) for o in there.offers] == [
        (o.sku, o.options, o.price, o.quantity) for o in wanted.offers
    ]
    assert there.attributes is not None
    assert there.attributes["Xuất xứ"] == "Việt Nam"
    assert there.reason == ""


async def test_a_first_listing_waits_for_its_review(
    shop: TikTokShop, operator: Operator, line: PlainLine, picture: Picture
) -> None:
    await operator.turn(audit_s=30)
    (waiting,) = await published(shop, listing("TOM-KHO", images=(picture,)))
    assert waiting.status == "reviewing"
    await line.pause(31)
    assert [one.status for one in await standing(shop, waiting)] == ["live"]


async def test_a_refused_review_says_why(
    shop: TikTokShop, operator: Operator, picture: Picture
) -> None:
    await operator.turn(audit_refuses_word="tự nhiên")
    (refused,) = await published(shop, listing("TOM-KHO", images=(picture,)))
    assert refused.status == "banned"
    assert "từ ngữ không được phép" in refused.reason
    assert "Bỏ từ ngữ này" in refused.reason


async def test_an_edit_sends_a_refused_listing_to_review_again(
    shop: TikTokShop, operator: Operator, picture: Picture
) -> None:
    await operator.turn(audit_refuses_word="tự nhiên")
    (refused,) = await published(shop, listing("TOM-KHO", images=(picture,)))
    after = replace(refused, title="Tôm khô Cà Mau phơi nắng hai ngày liền", images=(picture,))
    done(await shop.apply([change("revise", after, refused, ("title", "images"))]))
    (again,) = await standing(shop, refused)
    assert (again.status, again.reason) == ("live", "")


async def test_the_same_wish_on_the_same_day_has_the_same_key() -> None:
    wish, day = change("publish", listing("A")), date(2026, 11, 23)
    key = idempotency_key(wish, {"title": "A"}, day)
    again = replace(wish, reason="unfinished")
    assert idempotency_key(again, {"title": "A"}, day) == key
    assert len(key) <= 128
    others = {
        idempotency_key(change("publish", listing("B")), {"title": "A"}, day),
        idempotency_key(wish, {"title": "B"}, day),
        idempotency_key(wish, {"title": "A"}, date(2026, 11, 24)),
    }
    assert len(others | {key}) == 4
    gone = replace(wish, reason="gone")
    assert idempotency_key(gone, {}, day) != idempotency_key(gone, {}, day)


async def test_creating_again_after_a_lost_answer_makes_no_second_product(
    shop: TikTokShop, operator: Operator, picture: Picture
) -> None:
    """Even while the search index does not show the first one yet."""
    wanted = listing("TOM-KHO", images=(picture,))
    await shop.prepare([wanted])
    await operator.turn(search_lag_s=30)
    await operator.fault("reset_after", "/product/202309/products$")
    assert codes(await shop.apply([change("publish", wanted)])) == [("unknown", "answer_lost")]
    assert await shop.find([wanted]) == []
    done(await shop.apply([change("publish", wanted)]))
    assert len(await operator.listings()) == 1


async def test_a_code_of_ours_that_stands_there_is_no_reason_to_try_again(
    shop: TikTokShop, operator: Operator, picture: Picture
) -> None:
    wanted = listing("TOM-KHO", images=(picture,))
    await published(shop, wanted)
    other = replace(wanted, title="Tôm khô Cà Mau, lần đăng thứ hai của hợp tác xã")
    assert codes(await shop.apply([change("publish", other)])) == [("unknown", "listing_exists")]
    assert len(await operator.listings()) == 1
    assert [one.code for one in await shop.find([other])] == ["TOM-KHO"]


async def test_what_tiktok_quietly_leaves_out_is_told(shop: TikTokShop, picture: Picture) -> None:
    wanted = listing("TOM-KHO", offer("TOM-KHO", gtin="123"), images=(picture,))
    await shop.prepare([wanted])
    (outcome,) = await shop.apply([change("publish", wanted)])
    assert outcome.status == "done"
    assert outcome.problem is not None
    assert (outcome.problem.code, outcome.problem.severity) == ("left_out", "warning")
    assert "identifier_code" in str(outcome.problem.values["platform_message"])


async def test_a_brand_that_tiktok_does_not_know_is_left_out_and_told(
    shop: TikTokShop, operator: Operator, picture: Picture
) -> None:
    wanted = [listing(code, brand="Chưa ai nghe", images=(picture,)) for code in ("A-1", "A-2")]
    await operator.calls()
    await shop.prepare(wanted)
    assert (await operator.calls())["brands"] == 1
    outcomes = await shop.apply([change("publish", one) for one in wanted])
    assert codes(outcomes) == [("done", "brand_unknown")] * 2


async def test_a_lesson_is_learned_once(shop: TikTokShop, operator: Operator) -> None:
    await shop.prepare([listing("A-1"), listing("A-2")])
    first = await operator.calls()
    assert (first["attributes"], first["rules"], first["categories"]) == (1, 1, 1)
    await shop.prepare([listing("A-3")])
    assert await operator.calls() == {}


async def test_what_the_category_asks_for_is_asked_of_the_catalog(shop: TikTokShop) -> None:
    wanted = listing("A", attributes={}, category="Không có > Ngành này")
    await shop.prepare([wanted, listing("B")])
    assert [problem.code for problem in shop.problems(wanted)] == ["category_not_found"]
    bare = listing("B", offer("B", weight_g=None), attributes={})
    found = {problem.code for problem in shop.problems(bare)}
    assert "parcel_weight_unknown" in found
    (missing, *_) = [p for p in shop.problems(bare) if p.code == "attribute_missing"]
    assert missing.values["name"] == "Xuất xứ"
    assert "Việt Nam" in str(missing.values["allowed"])


async def test_a_paper_that_is_asked_for_is_a_persons_business(
    shop: TikTokShop, operator: Operator
) -> None:
    await operator.turn(food_certificate_required=True)
    wanted = listing("A")
    await shop.prepare([wanted])
    (problem,) = shop.problems(wanted)
    assert problem.code == "paper_needed"
    assert "ATTP" in str(problem.values["name"])
    assert shop.problems(replace(wanted, remote_id="17")) == []  # what stands there has it


async def test_marks_count_in_a_description(shop: TikTokShop) -> None:
    lines = "\n".join(["- dòng"] * 1200)
    assert len(lines) < 10_000
    assert [p.code for p in shop.problems(listing("A", description=lines))] == [
        "description_beyond_limit"
    ]


async def test_no_more_listings_today_stops_the_rest_at_once(
    shop: TikTokShop, operator: Operator, picture: Picture
) -> None:
    await operator.turn(daily_listing_limit=1)
    wanted = [listing(f"A-{n}", images=(picture,)) for n in range(4)]
    await shop.prepare(wanted)
    await operator.calls()
    outcomes = await shop.apply([change("publish", one) for one in wanted])
    assert codes(outcomes) == [("done", ""), *[("failed", "daily_listings_used_up")] * 3]
    assert await operator.calls() == {"products": 2}


async def test_pictures_are_uploaded_one_by_one_and_each_for_itself(shop: TikTokShop) -> None:
    good, tiny = drawing("JPEG"), drawing(side_px=50)
    images = [Image("a" * 64, "a.jpg", good), Image("b" * 64, "b.png", tiny)]
    first, second = await shop.upload(images)
    assert first.remote_id
    assert (second.remote_id, second.problem and second.problem.code) == (None, "image_refused")


async def test_a_picture_that_the_platform_forgot_is_named_so(shop: TikTokShop) -> None:
    wanted = listing("A", images=(Picture("a" * 64, "tos-nobody-knows"),))
    await shop.prepare([wanted])
    assert codes(await shop.apply([change("publish", wanted)])) == [("rejected", "image_missing")]


async def test_a_shop_that_never_let_us_in_is_named(
    connection: Connection, line: PlainLine
) -> None:
    stranger = TikTokShop(replace(connection, account="123"), line)
    outcomes = await stranger.apply([change("withdraw", listing("A"), listing("A"))])
    assert codes(outcomes) == [("rejected", "shop_not_granted")]


async def test_a_listing_that_was_begun_and_stands_hidden_is_finished(
    shop: TikTokShop, operator: Operator, picture: Picture
) -> None:
    wanted = two_sizes("TOM-KHO", images=(picture,))
    (there,) = await published(shop, wanted)
    await operator.edit("TOM-KHO-200", status="hidden", price=1000, stock=1)
    (hidden,) = await standing(shop, wanted)
    assert hidden.status == "hidden"
    final = replace(wanted, title="Tôm khô Cà Mau, tên viết lại cho rõ ràng hơn")
    done(await shop.apply([change("publish", final, replace(hidden))]))
    (again,) = await standing(shop, wanted)
    assert (again.remote_id, again.status, again.title) == (there.remote_id, "live", final.title)
    assert [(o.price, o.quantity) for o in again.offers] == [(185_000, 40), (440_000, 15)]
    assert len(await operator.listings()) == 1


async def test_the_licence_of_food_goes_up_with_it_or_is_asked_for(
    shop: TikTokShop, operator: Operator, picture: Picture
) -> None:
    await operator.turn(food_licence_required=True)
    licence = {
        "Loại giấy phép sản phẩm": "Bản tự công bố sản phẩm",
        "Số giấy phép sản phẩm": "01/VIDU/2026",
        "Ngày cấp giấy phép sản phẩm": "01/03/2026",
    }
    wanted = listing("A", images=(picture,))
    wanted = replace(wanted, attributes={**(wanted.attributes or {}), **licence})
    await shop.prepare([wanted])
    (problem,) = shop.problems(wanted)
    assert (problem.code, problem.values["names"]) == ("licence_missing", ("Place of Issuance",))
    whole = replace(
        wanted,
        attributes={**(wanted.attributes or {}), "Nơi cấp giấy phép sản phẩm": "HTX Ví Dụ"},
    )
    assert shop.problems(whole) == []
    (found,) = await published(shop, whole)
    assert (found.attributes or {})["Product License Type"] == "Self-declaration"
