"""Prices and stocks: all of a product in one call, each with its own outcome."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.tiktok import TikTokShop, marketplace
from adapters.tiktok.amounts import spread, warehouse_stock_of
from adapters.tiktok.metadata import (
    warehouses_of,
)
from sandbox.tiktok.facts import SHOPS
from sync.marketplace import Connection, Image
from sync.model import Dong, Listing, Offer, Picture
from tests.adapters.tiktok.conftest import (
    Json,
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


def test_the_default_warehouse_that_sells_is_ours() -> None:
    def row(id_: str, **more: Any) -> Json:
        return {"id": id_, "type": "SALES_WAREHOUSE", "effect_status": "ENABLED", **more}

    found = warehouses_of(
        {
            "warehouses": [
                row("1", type="RETURN_WAREHOUSE", is_default=True),
                row("2", effect_status="DISABLED", is_default=True),
                row("3"),
                row("4", is_default=True),
            ]
        }
    )
    assert (found.ids, found.default, found.resting) == (("3", "4"), "4", False)
    assert warehouses_of({"warehouses": [row("3", effect_status="RESTRICTED")]}).resting
    assert warehouses_of({"warehouses": None}).default == ""


def test_the_default_warehouse_takes_what_changes() -> None:
    assert spread(10, {"a": 3, "b": 4}, "a") == {"b": 4, "a": 6}
    assert spread(2, {"a": 3, "b": 4}, "a") == {"b": 2, "a": 0}
    assert spread(5, {}, "a") == {"a": 5}
    assert spread(5, {"b": 1}, "a") == {"b": 5}


@given(
    st.integers(0, 99_999),
    st.dictionaries(st.sampled_from("abcde"), st.integers(0, 500)),
    st.sampled_from("abcde"),
)
def test_a_spread_stock_is_whole_and_names_every_warehouse(
    quantity: int, now: dict[str, int], default: str
) -> None:
    found = spread(quantity, now, default)
    assert sum(found.values()) == quantity
    assert min(found.values()) >= 0
    assert found.keys() == (now.keys() or {default})


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


@pytest.mark.parametrize("said", [-5, "-1", 10**29, None, "x"])
def test_a_count_that_no_warehouse_has_moves_nothing_into_another(said: Any) -> None:
    places = [
        {"warehouse_id": "7", "available_quantity": 3},
        {"warehouse_id": "8", "available_quantity": said},
    ]
    answer = {"inventory": [{"skus": [{"id": "1", "warehouse_inventory": places}]}]}
    now = warehouse_stock_of(answer)["1"]
    assert spread(9, now, "7") == {"8": 0, "7": 9}
