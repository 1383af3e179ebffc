"""A product that the catalog does not tell of soundly stays as it stands, but for its stock."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sync.model import Code, Kept, Listing, Sku
from sync.planning import ShopState, project, propose
from tests.sync.planning.conftest import plan

CODE, LEFT = Code("TOMKHO"), 4


def wanted(make: Any, kept: Kept) -> Listing:
    return project(make.product(kept=kept), make.shop(), {Sku("TOMKHO"): LEFT}, make.today)


def keeping(make: Any, kept: Kept, *seen: Listing) -> ShopState:
    """A shop that remembers one product, of which the catalog does not tell soundly."""
    shop_state: ShopState = make.shop_state(
        [wanted(make, kept)], seen, {CODE: make.applied()}, kept={CODE: kept}
    )
    return shop_state


def test_of_a_kept_product_only_its_variants_and_their_true_stock_are_wanted(make: Any) -> None:
    sizes = (("100 g",), ("500 g",))
    variants = tuple(make.variant(f"V{n}", options=each) for n, each in enumerate(sizes))
    product = make.product(kept="blocked", option_names=("Cỡ",), variants=variants)
    listing = project(product, make.shop(), {Sku("V0"): LEFT}, make.today)
    assert listing.option_names == ("Cỡ",)
    assert [(o.sku, o.options, o.quantity, o.price) for o in listing.offers] == [
        ("V0", ("100 g",), LEFT, None),
        ("V1", ("500 g",), None, None),
    ]
    told = (listing.title, listing.description, listing.category, listing.images, listing.status)
    assert told == (None,) * 5


@pytest.mark.parametrize("kept", ["blocked", "unread"])
def test_a_kept_product_is_restocked_and_its_texts_and_prices_are_left_alone(
    make: Any, kept: Kept
) -> None:
    edited = make.with_offer(make.seen(title="ai đó sửa"), price=1)
    (change,) = propose(keeping(make, kept, edited)).changes
    assert (change.kind, change.sku) == ("restock", "TOMKHO")
    assert [offer.quantity for offer in change.after.offers] == [LEFT]


def test_a_kept_product_is_neither_shown_again_nor_published_again(make: Any) -> None:
    as_it_was = make.with_offer(make.seen(status="hidden"), quantity=LEFT)
    assert propose(keeping(make, "unread", as_it_was)).changes == ()
    assert propose(keeping(make, "unread")).changes == ()


def test_what_somebody_took_back_on_sale_comes_back_as_it_was_written(make: Any) -> None:
    hidden = make.with_offer(make.seen(status="hidden"), quantity=LEFT)
    (change,) = propose(keeping(make, "restored", hidden)).changes
    assert (change.kind, change.after.status) == ("restore", "live")
    assert change.after.title == make.listing().title


def test_what_is_taken_off_sale_needs_no_other_figure(make: Any) -> None:
    shop_state = keeping(make, "removed", make.seen())
    goes = plan(shop_state, make.guard_input())
    assert make.kinds(goes.changes) == [("withdraw", "removed")]


def test_what_the_catalog_names_no_more_keeps_its_true_stock_while_it_may_not_go(
    make: Any,
) -> None:
    stays = replace(keeping(make, "removed", make.seen()), shop=make.shop(policy="upsert"))
    waits = plan(stays, make.guard_input())
    assert make.kinds(waits.changes) == [("restock", "stock")]
    assert [each.problem.code for each in waits.held] == ["policy_upsert"]


def test_a_product_whose_file_is_gone_would_be_withdrawn_and_is_restocked_till_then(
    make: Any,
) -> None:
    changes = propose(keeping(make, "file_gone", make.seen())).changes
    assert make.kinds(changes) == [("restock", "stock"), ("withdraw", "removed")]
    assert changes[1].after.status == "hidden"
    half_seen = replace(keeping(make, "file_gone", make.seen()), complete=False)
    assert make.kinds(propose(half_seen).changes) == [("restock", "stock")]
