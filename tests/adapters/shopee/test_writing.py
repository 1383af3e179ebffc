"""Listings written as Shopee takes them."""

from __future__ import annotations

from adapters.shopee.publish import regroup
from adapters.shopee.writing import model_body, normalize, tier_body
from tests.adapters.shopee.conftest import listing, offer, two_sizes


def test_normalizing_twice_changes_nothing_more() -> None:
    raw = listing("A", offer("A", "To\u0302m"), title="  To\u0302m khô  ", description="a\r\nb ")
    once = normalize(raw)
    assert (once.title, once.description) == ("Tôm khô", "a\nb")
    assert once.offers[0].size_mm == (200, 150, 60)
    assert normalize(once) == once


def test_tiers_follow_the_order_of_the_offers() -> None:
    offers = [offer("1", "500 g", "Túi"), offer("2", "200 g", "Hộp"), offer("3", "500 g", "Hộp")]
    names = [one["variation_option_list"] for one in tier_body(offers, ("Nặng", "Gói"))]
    assert [[at["variation_option_name"] for at in one] for one in names] == [
        ["500 g", "200 g"],
        ["Túi", "Hộp"],
    ]
    assert [model_body(one, offers)["tier_index"] for one in offers] == [[0, 0], [1, 1], [0, 1]]


UNNAMED = {"model_id": 2, "tier_index": [1], "model_sku": ""}
MODELS = {
    "tier_variation": [
        {"name": "Khối lượng", "option_list": [{"option": "200 g"}, {"option": "500 g"}]}
    ],
    "model": [UNNAMED, {"model_id": "1", "tier_index": [0]}],
}


def test_models_without_a_sku_yet_are_known_by_their_options_and_never_deleted() -> None:
    plan = regroup(two_sizes("A"), MODELS)
    assert [(one.sku, one.remote_id) for one in plan.kept] == [("A-200", "1"), ("A-500", "2")]
    assert plan.renamed == plan.kept
    assert plan.new == ()


def test_a_model_under_a_sku_that_is_none_of_ours_goes_on_as_what_its_options_say() -> None:
    named = {"model_id": "1", "tier_index": [0], "model_sku": "TYPED-BY-HAND"}
    plan = regroup(two_sizes("A"), {**MODELS, "model": [named, UNNAMED]})
    assert [(one.sku, one.remote_id) for one in plan.renamed] == [("A-200", "1"), ("A-500", "2")]
    assert plan.new == ()


def test_starting_over_carries_stock_and_price_along() -> None:
    unmanaged = offer("A-200", "200 g", "Túi", price=None, quantity=None)
    wanted = listing("A", unmanaged)
    standing = {
        "tier_variation": MODELS["tier_variation"],
        "model": [
            {
                "model_id": 1,
                "tier_index": [0],
                "model_sku": "A-200",
                "price_info": [{"original_price": 90000.0}],
                "stock_info_v2": {"seller_stock": [{"stock": "4"}, {"stock": 3}]},
            }
        ],
    }
    (carried,) = regroup(wanted, standing).new
    assert (carried.price, carried.quantity) == (90_000, 7)
