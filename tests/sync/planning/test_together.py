"""A pack and its price, goods and the listing that takes them over: done together or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from sync.model import Code, Dong, Listing, Plan, Problem
from sync.planning import ShopState, propose, waits_for
from sync.planning.depends import repacked_by
from sync.planning.guard.together import without_what_waits
from tests.sync.planning.conftest import plan
from tests.sync.planning.test_guard import go, held

# --- planned together ---------------------------------------------------------------------------


def resized(
    make: Any, price: int, besides: Mapping[str, Any] | None = None, **more: Any
) -> ShopState:
    """A half-kilo pack that becomes a 100 g pack at another price."""

    def pack(size: str, price: int, **offer: Any) -> tuple[Any, ...]:
        return (make.offer("A", options=(size,), price=Dong(price), **offer),)

    was = make.listing(option_names=("Cỡ",), offers=pack("500 g", 100_000))
    seen = make.seen(option_names=("Cỡ",), offers=pack("500 g", 100_000))
    wanted = make.listing(option_names=("Cỡ",), offers=pack("100 g", price, **besides or {}))
    made: ShopState = make.shop_state([wanted], [seen], {"TOMKHO": make.applied(was)}, **more)
    return made


def test_a_smaller_pack_is_there_before_its_lower_price(make: Any) -> None:
    assert go(plan(resized(make, 60_000), make.guard_input())) == ["revise", "reprice"]
    assert go(plan(resized(make, 140_000), make.guard_input())) == ["reprice", "revise"]


def test_a_pack_waits_with_its_price(make: Any) -> None:
    made = plan(resized(make, 20_000), make.guard_input())
    assert (go(made), held(made)) == ([], [("revise", "price_step"), ("reprice", "price_step")])


def test_stock_waits_for_no_pack_and_no_pack_for_stock(make: Any) -> None:
    fewer = {"quantity": 3}
    made = plan(resized(make, 20_000, fewer), make.guard_input())
    assert go(made) == ["restock"]
    doubted = Problem(code="stock_absurd", fields=frozenset({"quantity"}))
    made = plan(resized(make, 60_000, fewer), make.guard_input(objections={"TOMKHO": (doubted,)}))
    assert go(made) == ["revise", "reprice"]
    assert held(made) == [("restock", "stock_absurd")]


def test_the_price_of_a_pack_under_review_waits_for_it(make: Any) -> None:
    features = replace(make.features(), reviews=frozenset({"variants"}))
    made = plan(resized(make, 60_000, features=features), make.guard_input())
    assert go(made) == ["revise"]
    assert held(made) == [("reprice", "price_waits_for_variants")]


def test_a_price_waits_with_the_pack_that_does_not_fit(make: Any) -> None:
    too_long = make.guard_input(objections={"TOMKHO": (Problem(code="option_too_long"),)})
    made = plan(resized(make, 60_000), too_long)
    assert go(made) == []
    assert held(made) == [("revise", "option_too_long"), ("reprice", "option_too_long")]


def test_the_price_of_a_pack_that_the_platform_refused_waits_for_another_pack(make: Any) -> None:
    was = resized(make, 100_000)
    refused = replace(was.observed.by_code[Code("TOMKHO")], reason="sai phân loại")
    written = make.applied(was.desired[Code("TOMKHO")])
    cheaper = resized(make, 60_000).desired[Code("TOMKHO")]
    made = plan(make.shop_state([cheaper], [refused], {"TOMKHO": written}), make.guard_input())
    assert go(made) == []
    assert held(made) == [("reprice", "price_waits_for_variants")]


def retold(make: Any, price: int, before: dict[str, Any], after: dict[str, Any]) -> ShopState:
    """A pack without options, of which only words tell how large it is; and its price."""
    offer = {name: after.pop(name) for name in ("net_content", "pack") if name in after}
    shown = {name: before.pop(name) for name in ("net_content", "pack") if name in before}
    old, new = (make.offer("A", price=Dong(100_000), **shown),), make.offer("A", **offer)
    was, seen = make.listing(**before, offers=old), make.seen(**before, offers=old)
    wanted = make.listing(**after, offers=(replace(new, price=Dong(price)),))
    made: ShopState = make.shop_state([wanted], [seen], {"TOMKHO": make.applied(was)})
    return made


WORDS = [
    ({"title": "Tôm khô gói 100 g"}, {"title": "Tôm khô gói nửa ký 500 g"}),
    ({"title": "Mắm cua 1 hũ"}, {"title": "Mắm cua lốc 6 hũ"}),
    ({"description": "- Khối lượng tịnh: 100 g"}, {"description": "- Khối lượng tịnh: 500 g"}),
    ({"title": "Tôm", "pack": "1 gói"}, {"title": "Tôm khô", "pack": "thùng 5 gói"}),
]


@pytest.mark.parametrize(("before", "after"), WORDS)
def test_a_pack_that_only_words_tell_of_waits_with_its_price(
    make: Any, before: dict[str, Any], after: dict[str, Any]
) -> None:
    made = plan(retold(make, 450_000, dict(before), dict(after)), make.guard_input())
    assert go(made) == []
    assert {kind for kind, _ in held(made)} == {"revise", "reprice"}
    made = plan(retold(make, 120_000, dict(before), dict(after)), make.guard_input())
    assert go(made) == ["reprice", "revise"]
    made = plan(retold(make, 80_000, dict(before), dict(after)), make.guard_input())
    assert go(made) == ["revise", "reprice"]


def test_a_price_that_is_held_holds_no_words_that_tell_of_the_same_pack(make: Any) -> None:
    before, after = {"title": "Tôm khô 500 g"}, {"title": "Tôm khô đất 0,5 kg, mẻ mới"}
    made = plan(retold(make, 450_000, before, after), make.guard_input())
    assert go(made) == ["revise"]
    assert held(made) == [("reprice", "price_step")]


def test_a_price_goes_where_only_a_description_that_is_our_own_reads_otherwise(make: Any) -> None:
    before, after = {"description": "Gói 100 g"}, {"description": "Gói 500 g"}
    state = retold(make, 90_000, before, after)
    written = make.applied(replace(state.desired[Code("TOMKHO")], offers=(make.offer("A"),)))
    features = replace(make.features(), echoes=make.features().echoes - {"description"})
    seen, wanted = state.observed.by_code[Code("TOMKHO")], state.desired[Code("TOMKHO")]
    made = plan(
        make.shop_state([wanted], [seen], {"TOMKHO": written}, features=features),
        make.guard_input(),
    )
    assert (go(made), held(made)) == (["reprice"], [])


@pytest.mark.parametrize("fact", ["net_content", "pack"])
def test_a_price_goes_where_a_fact_of_its_pack_is_told_no_more(make: Any, fact: str) -> None:
    made = plan(retold(make, 90_000, {fact: "500 ml"}, {fact: None}), make.guard_input())
    assert (go(made), held(made)) == (["reprice"], [])


def test_what_was_never_seen_was_never_another_pack(make: Any) -> None:
    pack, _ = propose(resized(make, 60_000)).changes
    assert repacked_by(pack) == {"variants"}
    assert repacked_by(replace(pack, before=None)) == frozenset()


@pytest.mark.parametrize(("kind", "status"), [("revise", "live"), ("restore", "hidden")])
def test_nothing_else_brings_a_price_or_a_stock_that_waits(
    make: Any, kind: str, status: str
) -> None:
    packs = (make.offer("A", options=("nhỏ",)), make.offer("B", options=("lớn",)))
    there = {"option_names": ("Cỡ",), "offers": packs, "status": status}
    dearer = replace(packs[0], price=Dong(20_000), quantity=0)
    wanted = make.listing(
        title="mới", option_names=("Cỡ",), offers=(dearer, replace(packs[1], quantity=7))
    )
    shop_state = make.shop_state(
        [wanted], [make.seen(**there)], {"TOMKHO": make.applied(make.listing(**there))}
    )
    stopped = Problem(code="quantity_too_low", fields=frozenset({"quantity"}), sku="B")
    objections = {"TOMKHO": (stopped,)} if kind == "revise" else {}
    made = plan(shop_state, make.guard_input(objections=objections))
    assert ("reprice", "price_step") in held(made)
    whole = next(change for change in made.changes if change.kind == kind)
    figures = [(offer.price, offer.quantity) for offer in whole.after.offers]
    assert figures == [(100_000, 0), (100_000, 10 if objections else 7)]


# --- done together ------------------------------------------------------------------------------


def test_neither_the_price_nor_its_pack_is_done_when_the_other_was_not(make: Any) -> None:
    pack, price = propose(resized(make, 60_000)).changes
    assert (pack.kind, price.kind) == ("revise", "reprice")
    assert waits_for(price, [pack])
    assert waits_for(pack, [price])


def test_variants_that_wait_are_not_brought_along_by_a_text(make: Any) -> None:
    pack = propose(resized(make, 60_000)).changes[0]
    assert pack.before
    other = replace(pack.after, offers=(make.offer("KHAC"),))
    title = replace(pack, fields=("title",), after=other)
    refused = Problem(code="price_not_positive", severity="stop")
    (goes, _), _ = without_what_waits([(title, None), (replace(pack, after=other), refused)])
    assert [(o.sku, o.options) for o in goes.after.offers] == [
        (o.sku, o.options) for o in pack.before.offers
    ]
    assert without_what_waits([(title, None)]) == [(title, None)]


def test_the_price_of_an_unchanged_pack_does_not_wait_for_a_title(make: Any) -> None:
    wanted = make.with_offer(make.listing(title="mới"), price=Dong(99_000))
    shop_state = make.shop_state([wanted], [make.seen()], {"TOMKHO": make.applied()})
    price, title = propose(shop_state).changes
    assert (price.kind, title.kind) == ("reprice", "revise")
    assert not waits_for(price, [title])
    assert not waits_for(title, [price])


def test_the_price_of_one_product_does_not_wait_for_the_pack_of_another(make: Any) -> None:
    pack, price = propose(resized(make, 60_000)).changes
    assert not waits_for(price, [replace(pack, code=Code("KHAC"))])
    assert not waits_for(price, [])


def test_only_the_price_and_the_options_of_the_same_sku_wait_for_each_other(make: Any) -> None:
    pack, price = propose(resized(make, 60_000)).changes
    title = replace(pack, fields=("title",))
    stock = replace(price, kind="restock", fields=("quantity",))
    assert not waits_for(price, [title])
    assert not waits_for(stock, [pack])
    assert not waits_for(pack, [stock])
    assert pack.before
    seen, wanted = (make.offer("B", options=(size,)) for size in ("500 g", "100 g"))
    of_another = replace(
        pack,
        before=replace(pack.before, offers=(seen,)),
        after=replace(pack.after, offers=(wanted,)),
    )
    assert not waits_for(price, [of_another])


def test_a_sold_out_pack_is_shown_so_whatever_else_was_not_done(make: Any) -> None:
    pack, price = propose(resized(make, 60_000)).changes
    (none_left,) = propose(
        make.shop_state(
            [make.with_offer(make.listing(), quantity=0)],
            [make.seen()],
            {"TOMKHO": make.applied()},
        )
    ).changes
    assert none_left.kind == "restock"
    assert not waits_for(none_left, [pack, price])


def taken_over(make: Any) -> ShopState:
    """Goods that the catalog now sells in another product than the one that stands there."""
    new = make.listing("MOI", title="Hộp quà Tân Tiến", offers=(make.offer("TOMKHO"),))
    shop_state: ShopState = make.shop_state([new], [make.seen()], {"TOMKHO": make.applied()})
    return shop_state


def test_the_old_listing_of_goods_goes_after_the_one_that_takes_them_over(make: Any) -> None:
    in_order = [("publish", "MOI"), ("withdraw", "TOMKHO")]
    assert [(c.kind, c.code) for c in propose(taken_over(make)).changes] == in_order
    other_goods = replace(taken_over(make), desired={Code("MOI"): make.listing("MOI")})
    assert [(c.kind, c.code) for c in propose(other_goods).changes] == in_order[::-1]


def test_the_old_listing_of_goods_stays_when_the_new_one_was_not_made(make: Any) -> None:
    new, old = propose(taken_over(make)).changes
    assert waits_for(old, [new])
    other_goods = replace(new, after=make.listing("MOI"))
    assert not waits_for(old, [other_goods])


def folded(make: Any, **features: Any) -> ShopState:
    """A product that the catalog now sells as a variant of another, whose title says so."""
    other = make.seen("KHAC", remote_id="2")
    offers = (make.offer("KHAC"), make.offer("TOMKHO"))
    both = make.listing("KHAC", title="Cả hai", offers=offers)
    known = {
        "TOMKHO": make.applied(),
        "KHAC": replace(make.applied(make.listing("KHAC"), remote_id="2"), code=Code("KHAC")),
    }
    made: ShopState = make.shop_state(
        [both], [make.seen(), other], known, features=make.features(**features)
    )
    return made


def test_the_old_listing_of_goods_stays_when_they_were_not_added_to_another(make: Any) -> None:
    added, old = propose(folded(make)).changes
    assert (added.kind, old.kind) == ("revise", "withdraw")
    assert waits_for(old, [added])


@pytest.mark.parametrize(
    ("moves", "asked"),
    [("freely", None), ("given_up", None), ("deleted", "listing_must_end"), ("never", "sku_stays")],
)
def test_a_platform_that_gives_a_sku_to_one_listing_is_told_who_gives_it_up(
    make: Any, moves: str, asked: str | None
) -> None:
    shop_state = folded(make, sku_moves=moves)
    added = propose(shop_state).changes[0]
    assert added.takes_from == added.ends == (("1",) if moves != "freely" else ())
    made = plan(shop_state, make.guard_input())
    assert [(each.change.fields, each.problem.code) for each in made.held] == (
        [(("variants",), asked), (("status",), "waits_for_other")] if asked else []
    )


def test_while_a_variant_waits_what_goes_brings_the_variants_that_stand_there(make: Any) -> None:
    going = plan(folded(make, sku_moves="never"), make.guard_input()).changes[0]
    assert (going.fields, going.after.title, going.takes_from) == (("title",), "Cả hai", ())
    assert [offer.sku for offer in going.after.offers] == ["KHAC"]


@pytest.mark.parametrize(
    ("title", "waits"), [("Tôm 100 g, 200 g", True), ("Tôm 100 g ngon", False), ("Tôm", False)]
)
def test_a_title_waits_with_the_variant_whose_size_it_names(
    make: Any, title: str, waits: Any
) -> None:
    state = folded(make, sku_moves="never")
    both = state.desired[Code("KHAC")]
    sizes = tuple(
        replace(offer, options=(size,))
        for offer, size in zip(both.offers, ("100 g", "200 g"), strict=True)
    )
    seen = replace(state.observed.by_code[Code("KHAC")], title="Tôm 100 g", offers=sizes[:1])
    state = replace(
        state,
        desired={both.code: replace(both, title=title, offers=sizes)},
        observed=replace(state.observed, by_code={**state.observed.by_code, both.code: seen}),
    )
    made = plan(state, make.guard_input())
    held = [each for each in made.held if each.change.code == "KHAC"]
    assert [("title" in each.change.fields) for each in held] == [waits]


def test_a_variant_waits_until_the_other_listing_gives_its_sku_up(make: Any) -> None:
    """Two that exchange variants give up first what the other wants; who only takes waits."""
    offers = {name: make.offer(name, options=(name,)) for name in "abcd"}
    sold = {"A": "ab", "B": "cd"}
    wanted = {"A": "ac", "B": "bd"}

    def listing(code: str, skus: str, remote_id: str | None = None) -> Listing:
        found: Listing = make.listing(code, offers=tuple(offers[sku] for sku in skus))
        return replace(found, option_names=("Cỡ",), remote_id=remote_id)

    def planned(wanted: dict[str, str]) -> Plan:
        seen = [listing(code, skus, code) for code, skus in sold.items()]
        links = {
            each.code: replace(make.applied(each), code=each.code, remote_id=each.remote_id)
            for each in seen
        }
        state = make.shop_state(
            [listing(*each) for each in wanted.items()],
            seen,
            links,
            features=make.features(sku_moves="never"),
        )
        return plan(state, make.guard_input())

    both = planned(wanted)
    dropped = [*both.changes, *(held.change for held in both.held)]
    assert [[offer.sku for offer in change.after.offers] for change in dropped] == [["a"], ["d"]]
    waits = planned({"A": "abc", "B": "d"})
    (held,) = [held for held in waits.held if held.change.code == "A"]
    assert (held.problem.code, held.problem.values) == ("waits_for_other", {"code": "B"})
