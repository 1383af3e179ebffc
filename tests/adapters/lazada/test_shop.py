"""What is peculiar to Lazada, end to end against its replica."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from adapters.lazada import listings, orders
from adapters.lazada.publish import _holders, hide
from sync.marketplace import Rejected
from sync.model import Code, Count, Dong, Product, Sku
from sync.running.plan import Scope
from tests.conformance.stall import Stall, copies, some_products


def plain() -> Product:
    return some_products()[0]


def varied() -> Product:
    return some_products()[1]


async def knobs(stall: Stall, **wanted: Any) -> None:
    await stall.ask("POST", "knobs", wanted)


async def calls(stall: Stall) -> dict[str, int]:
    counted: dict[str, int] = {}
    for call in (await stall.ask("GET", "calls"))["calls"]:
        counted[call["endpoint"]] = counted.get(call["endpoint"], 0) + call["count"]
    return {path.rpartition("/rest")[2]: count for path, count in counted.items()}


def codes(report: Any) -> list[str]:
    return [problem.code for problem in report.problems]


# --- reading -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mood",
    [
        {"odd_shapes": True},
        {"rehosts_images": True},
        {"search_returns_whole_item": False},
        {"all_includes_deleted": True},
    ],
)
async def test_however_lazada_answers_nothing_is_to_be_done(
    stocked: Stall, mood: dict[str, bool]
) -> None:
    await knobs(stocked, **mood)
    await stocked.is_true()


async def test_an_item_that_comes_on_two_pages_is_one(stall: Stall) -> None:
    stall.sell([*copies(49), *some_products()])
    assert (await stall.round()).true
    await knobs(stall, splits_items=True)
    await stall.is_true()


async def test_deleted_items_are_not_there(stocked: Stall) -> None:
    await knobs(stocked, all_includes_deleted=True)
    await stocked.seller_edits(plain().variants[0].sku, status="deleted")
    found = [listing async for listing in stocked.market.listings({})]
    assert len(found) == len(some_products()) - 1


async def test_a_lost_create_is_found_by_its_skus_though_the_index_lags(stall: Stall) -> None:
    await knobs(stall, search_returns_whole_item=False)
    stall.sell([varied()])
    await stall.fault("reset_after", path="/product/create$", times=1)
    report = await stall.round()
    assert report.true, report.problems
    assert len(await stall.remote()) == 1
    await stall.is_true()


async def test_a_shop_without_change_costs_a_call_for_each_fifty_items(stall: Stall) -> None:
    stall.sell(copies(120))
    assert (await stall.round()).true
    await stall.reviewed()
    stall.reopen()
    await stall.forget_calls()
    assert (await stall.round()).plan.changes == ()
    assert await calls(stall) == {"/seller/get": 1, "/products/get": 3, "/orders/get": 1}
    await stall.forget_calls()
    assert (await stall.round()).plan.changes == ()
    assert await calls(stall) == {"/products/get": 3, "/orders/get": 1}


# --- writing -------------------------------------------------------------------------------------


async def test_fifty_prices_and_stocks_go_out_in_three_calls_each(stall: Stall) -> None:
    stall.sell(copies(50))
    assert (await stall.round()).true
    await stall.reviewed()
    stall.edit_variants(lambda v: replace(v, price=Dong(v.price + 1000), stock=Count(4)))
    digest = (await stall.look()).plan.digest
    await stall.forget_calls()
    assert (await stall.round(Scope(approve=digest))).true
    counted = await calls(stall)
    assert counted["/product/price_quantity/update"] == 3
    assert counted["/product/stock/sellable/adjust"] == 3
    await stall.is_true()


async def test_orders_under_way_are_not_sold_again(stocked: Stall) -> None:
    """What is written is what may be sold, not the total that still holds ordered goods."""
    sku = varied().variants[0].sku
    order = await stocked.buyer_orders(sku, 2)
    await stocked.ask("POST", f"orders/{order}/pay")
    await stocked.advance(60)
    stocked.edit_variants(lambda v: replace(v, stock=Count(20)))
    report = await stocked.round()
    assert {change.kind for change in report.plan.changes} == {"restock"}
    shown = {v["sku"]: v["stock"] for x in await stocked.remote() for v in x["variants"]}
    assert shown[sku] == 20


async def test_a_campaign_keeps_its_stock_and_the_others_are_set(stocked: Stall) -> None:
    locked, free = plain().variants[0].sku, varied().variants[0].sku
    await stocked.seller_edits(locked, reserved_stock=15)
    stocked.edit_variants(lambda v: replace(v, stock=Count(6)) if v.sku in (locked, free) else v)
    report = await stocked.round()
    status = {outcome.change.sku: outcome.status for outcome in report.outcomes}
    assert status == {locked: "rejected", free: "done"}
    assert "promotion_lock" in codes(report)
    await stocked.seller_edits(locked, reserved_stock=0)
    await stocked.ends_true()


async def test_a_brand_that_lazada_does_not_know_is_left_out_and_told(stall: Stall) -> None:
    stall.sell([replace(plain(), brand="Hợp tác xã Đất Mũi")])
    report = await stall.round()
    assert report.true
    assert codes(report) == ["brand_unknown"]
    await stall.is_true()


async def test_another_brand_that_lazada_does_not_know_is_told_once(stocked: Stall) -> None:
    stocked.edit(plain().code, brand="Hợp tác xã Đất Mũi")
    report = await stocked.round()
    assert [(c.kind, c.fields) for c in report.plan.changes] == [("revise", ("brand",))]
    assert (report.true, codes(report)) == (True, ["brand_unknown"])
    await stocked.is_true()


async def test_somebody_elses_brand_is_refused(stall: Stall) -> None:
    stall.sell([replace(plain(), brand="Chin-su")])
    report = await stall.round()
    assert codes(report) == ["brand_refused"]
    assert await stall.remote() == []


async def test_a_text_edited_in_a_hidden_shop_window_does_not_show_it(stocked: Stall) -> None:
    """An update that says nothing of the status would put the SKU on sale."""
    stocked.edit(plain().code, title="Tên mới của sản phẩm")
    await stocked.seller_edits(plain().variants[0].sku, status="hidden")
    await stocked.fault("refuse", path="/product/update$", nth=2)  # the restore
    await stocked.round()
    await stocked.reviewed()
    shown = {x["title"]: x["status"] for x in await stocked.remote()}
    assert shown["Tên mới của sản phẩm"] == "hidden"
    await stocked.heal()
    await stocked.ends_true()


async def test_a_sku_that_somebody_took_offline_is_put_back(stocked: Stall) -> None:
    sku = varied().variants[0].sku
    (listing,) = [x for x in await _observed(stocked) if sku in {o.sku for o in x.offers}]
    gone = next(o for o in listing.offers if o.sku == sku)
    await hide(stocked.market._api, listing.remote_id, [gone.remote_id])  # type: ignore[attr-defined]
    await stocked.advance(60)
    report = await stocked.round()
    assert [(c.kind, c.fields) for c in report.plan.changes] == [("revise", ("variants",))]
    await stocked.is_true()


async def _observed(stall: Stall) -> list[Any]:
    return [listing async for listing in stall.market.listings({})]


async def test_a_product_without_variants_may_get_some(stocked: Stall) -> None:
    only = replace(plain().variants[0], options=("Gói nhỏ",))
    more = replace(only, sku=Sku("THEM-MOI"), options=("Gói lớn",))
    stocked.edit(plain().code, option_names=("Quy cách",), variants=(only, more))
    assert (await stocked.round()).true
    await stocked.is_true()


@pytest.mark.parametrize(
    "change",
    [
        {"option_names": ("Cỡ gói",)},
        {"option_names": (), "variants": (replace(varied().variants[0], options=()),)},
    ],
)
async def test_what_lazada_cannot_change_is_told_and_never_tried(
    stocked: Stall, change: dict[str, Any]
) -> None:
    stocked.edit(varied().code, **change)
    for _ in range(2):
        await stocked.forget_calls()
        report = await stocked.round()
        assert "variants_fixed" in codes(report)
        assert not [made for made in report.plan.changes if "variants" in made.fields]
    assert report.plan.changes == ()  # texts about packs went out in the first round
    assert "/product/update" not in await calls(stocked)


async def test_an_attribute_that_is_written_no_more_waits_for_a_person(stocked: Stall) -> None:
    label = replace(plain().label, ingredients=())
    stocked.edit(plain().code, label=label)
    report = await stocked.round()
    assert "attributes_stay" in codes(report)
    assert [change.fields for change in report.plan.changes] == [("description",)]
    held = await stocked.round()
    assert held.plan.changes == ()
    assert (await stocked.round(Scope(approve=held.plan.digest))).true
    await stocked.is_true()


# --- reviews, limits of pace, closed doors -------------------------------------------------------


async def test_what_a_review_refused_says_why_and_is_sent_again_once_it_was_mended(
    stall: Stall,
) -> None:
    await knobs(stall, rejects="kiểu lạ")
    stall.sell([replace(plain(), name="Xoài sấy kiểu lạ")])
    await stall.round()
    await stall.reviewed()
    report = await stall.round()
    assert codes(report) == ["listing_banned"]
    assert "Tên sản phẩm chưa đạt" in str(report.problems[0].values["why"])
    stall.edit(plain().code, name="Xoài sấy dẻo")
    report = await stall.round()
    assert [change.kind for change in report.plan.changes] == ["revise"]
    assert report.true, report.problems
    await stall.is_true()


async def test_a_locked_item_is_left_alone(stocked: Stall) -> None:
    await stocked.seller_edits(plain().variants[0].sku, status="banned")
    stocked.edit(plain().code, title="Tên mới của sản phẩm")
    for _ in range(2):
        await stocked.forget_calls()
        report = await stocked.round()
        assert "listing_locked" in codes(report)
        assert "/product/update" not in await calls(stocked)


@pytest.mark.parametrize(
    "limit", [{"api_calls_per_s": 3}, {"app_calls_per_s": 3}, {"seller_calls_per_s": 3}]
)
async def test_called_too_fast_it_slows_down(stall: Stall, limit: dict[str, float]) -> None:
    await knobs(stall, **limit)
    stall.sell(copies(6))
    report = await stall.round()
    assert report.true, report.problems
    await knobs(stall, **dict.fromkeys(limit, 0))
    await stall.is_true()


async def test_a_blocked_address_gets_a_page_and_nothing_is_decided(stocked: Stall) -> None:
    await knobs(stocked, punished=True)
    report = await stocked.round()
    assert not report.plan.complete
    assert report.plan.changes == ()
    await knobs(stocked, punished=False)
    await stocked.is_true()


async def test_prices_wait_while_a_campaign_has_switched_the_call_off(stocked: Stall) -> None:
    await knobs(stocked, price_quantity_on=False)
    stocked.edit_variants(lambda v: replace(v, price=Dong(v.price + 1000)))
    report = await stocked.round()
    assert {outcome.status for outcome in report.outcomes} == {"failed"}
    assert "maintenance" in codes(report)
    await knobs(stocked, price_quantity_on=True)
    await stocked.advance(3600)
    await stocked.ends_true()


async def test_an_inactive_seller_is_told_so(stall: Stall) -> None:
    await knobs(stall, seller_active=False)
    report = await stall.round()
    assert "seller_must_act" in codes(report)


# --- more than a page, more than an offset reaches -----------------------------------------------


async def test_a_shop_too_large_for_an_offset_is_read_by_when_items_were_made(
    stall: Stall, monkeypatch: pytest.MonkeyPatch
) -> None:
    products = copies(7)
    for product in products:
        stall.sell([*stall.configuration.products, product])
        assert (await stall.round()).true
        await stall.advance(86_400)
    stall.reopen()
    monkeypatch.setattr(listings, "FARTHEST_OFFSET", 4)
    found = [offer.sku for listing in await _observed(stall) for offer in listing.offers]
    wanted = [v.sku for product in stall.configuration.products for v in product.variants]
    assert sorted(found) == sorted(wanted)


async def test_a_moment_with_too_many_items_is_not_taken_for_the_whole_shop(
    stall: Stall, monkeypatch: pytest.MonkeyPatch
) -> None:
    stall.sell(copies(6))
    assert (await stall.round()).true
    await stall.reviewed()
    monkeypatch.setattr(listings, "FARTHEST_OFFSET", 2)
    report = await stall.look()
    assert not report.plan.complete
    assert "sweep_short" in codes(report)


@pytest.mark.parametrize("between_s", [0, 7])
async def test_every_order_is_read_once_however_they_fall_on_pages(
    stocked: Stall, monkeypatch: pytest.MonkeyPatch, between_s: int
) -> None:
    monkeypatch.setattr(orders, "ORDER_PAGE", 4)
    monkeypatch.setattr(orders, "ORDERS_AT_ONCE", 3)
    placed = []
    for _ in range(11):
        placed.append(await stocked.buyer_orders(varied().variants[0].sku, 1))
        if between_s:
            await stocked.advance(between_s)
    await stocked.advance(60)
    since = stocked.now() - timedelta(days=40)
    read = [order.reference async for order in stocked.market.orders(since, stocked.now())]
    assert sorted(read) == sorted(placed)


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        ((), "reserved"),
        (("pay",), "sold"),
        (("cancel",), "released"),
        (("pay", "return"), "returned"),
    ],
)
async def test_two_units_are_one_line_that_says_how_they_stand(
    stocked: Stall, steps: tuple[str, ...], status: str
) -> None:
    order = await stocked.buyer_orders(varied().variants[0].sku, 2)
    for step in steps:
        await stocked.ask("POST", f"orders/{order}/{step}")
    since = stocked.now() - timedelta(hours=1)
    (found,) = [one async for one in stocked.market.orders(since, stocked.now())]
    assert (found.status, [(line.quantity, line.status) for line in found.lines]) == (
        status,
        [(2, status)],
    )


async def test_what_is_sold_without_a_sku_is_named_by_its_item(stocked: Stall) -> None:
    await knobs(stocked, skuless_orders=True)
    sku = varied().variants[0].sku
    await stocked.buyer_orders(sku, 2)
    since = stocked.now() - timedelta(hours=1)
    (found,) = [one async for one in stocked.market.orders(since, stocked.now())]
    assert [(line.sku, line.quantity) for line in found.lines] == [(sku, 2)]


# --- a campaign, a move, another's shop ----------------------------------------------------------


async def test_a_campaign_that_throttles_prices_back_stops_neither_stock_nor_orders(
    stocked: Stall,
) -> None:
    await knobs(stocked, throttled_back="/product/price_quantity/update")
    stocked.edit_variants(
        lambda one: replace(
            one,
            price=Dong(one.price + 1000),
            stock=Count((one.stock.quantity if one.stock else 0) + 1),
        )
    )
    await stocked.buyer_orders(plain().variants[0].sku, 1)
    await stocked.forget_calls()
    report = await stocked.round()
    ended = {(o.change.kind, o.status) for o in report.outcomes}
    assert ended == {("restock", "done"), ("reprice", "failed")}
    made = await calls(stocked)
    assert made["/orders/get"]
    assert made["/product/stock/sellable/adjust"]
    assert made["/product/price_quantity/update"] <= 4
    await knobs(stocked, throttled_back="")
    await stocked.advance(3600)
    assert (await stocked.round()).true


def two_products(*, moved: bool) -> list[Product]:
    """Two products with an option; the last variant of the first may belong to the second."""
    base = varied()

    def made(code: str, name: str, sizes: dict[str, str]) -> Product:
        variants = tuple(
            replace(base.variants[0], sku=Sku(sku), options=(size,)) for sku, size in sizes.items()
        )
        return replace(base, code=Code(code), name=name, variants=variants)

    giving, taking = {"MA-1": "100 g", "MA-2": "200 g"}, {"MB-1": "100 g", "MB-2": "200 g"}
    (taking if moved else giving)["MA-3"] = "300 g"
    return [
        made("MB", f"Tôm khô nơi đến {'tên mới' if moved else ''}".strip(), taking),
        made("MA", "Tôm khô nơi đi", giving),
    ]


async def test_a_variant_that_moves_to_another_product_is_freed_there_first(stall: Stall) -> None:
    stall.sell(two_products(moved=False))
    assert (await stall.round()).true
    await stall.reviewed()
    stall.sell(two_products(moved=True))
    report = await stall.round()
    assert report.true, report.problems
    await stall.is_true()


async def test_a_variant_that_went_offline_earlier_is_freed_when_another_product_takes_it(
    stall: Stall,
) -> None:
    stall.sell(two_products(moved=False))
    assert (await stall.round()).true
    await stall.reviewed()
    without = [p for p in two_products(moved=True) if p.code == "MA"]
    stall.sell([*without, *(p for p in two_products(moved=False) if p.code == "MB")])
    assert (await stall.round()).true
    await stall.reviewed()
    stall.reopen()
    stall.sell(two_products(moved=True))
    report = await stall.round()
    assert report.true, report.problems
    await stall.is_true()


async def test_a_variant_may_move_to_a_product_that_is_new(stall: Stall) -> None:
    giving = [p for p in two_products(moved=False) if p.code == "MA"]
    stall.sell(giving)
    assert (await stall.round()).true
    await stall.reviewed()
    stall.sell(two_products(moved=True))
    for _ in range(2):
        await stall.round()
        await stall.reviewed()
        stall.reopen()
    await stall.is_true()


async def test_a_sku_that_is_on_sale_elsewhere_is_refused_by_name(stocked: Stall) -> None:
    """Nobody knows who is right; what is on sale stays on sale."""
    taken = varied().variants[0].sku
    api = stocked.market._api  # type: ignore[attr-defined]
    with pytest.raises(Rejected) as refused:
        await _holders(api, {taken})
    assert refused.value.problem.code == "sku_taken"
    assert refused.value.problem.values["sku"] == taken
    await stocked.is_true()


OTHER = {"access_token": "50000600b22cTESTtoken", "refresh_token": "50001600b22cTESTrefresh"}


async def test_the_token_of_another_seller_fills_no_shop(stall: Stall) -> None:
    stall.shop_has(**OTHER)
    report = await stall.round()
    assert not report.true
    assert "shop_not_granted" in codes(report)
    state = await stall.ask("GET", "state")
    assert [each["listings"] for each in state["shops"].values()] == [[], []]


async def test_the_code_of_another_seller_opens_nothing(stall: Stall) -> None:
    assert stall.login is not None
    with pytest.raises(Rejected) as refused:
        await stall.login.refresh(OTHER["refresh_token"])
    assert refused.value.problem.code == "shop_not_granted"
    url = stall.login.authorize_url("http://127.0.0.1/ve", "x") + "&account=200158123457"
    async with httpx.AsyncClient() as http:
        back = (await http.get(url)).headers["location"]
    (code,) = parse_qs(urlsplit(back).query)["code"]
    with pytest.raises(Rejected):
        await stall.login.exchange(code)
