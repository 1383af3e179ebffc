from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from sync.model import Code, Dong, Listing, Picture, Sku
from sync.planning import ProductDiff, changed_values, diff, propose


def only(decision: ProductDiff) -> tuple[str, str, tuple[str, ...]]:
    (change,) = decision.changes
    assert decision.problem is None
    return change.kind, change.reason, change.fields


# --- nothing wanted -----------------------------------------------------------------------------


def test_what_is_neither_wanted_nor_there_needs_nothing(make: Any) -> None:
    for link in (None, make.link(), make.applied()):
        assert diff(make.case(None, None, link), make.terms()) == ProductDiff()


def test_a_listing_that_we_never_made_is_not_touched(make: Any) -> None:
    assert diff(make.case(None, make.seen(), None), make.terms()) == ProductDiff()


def test_a_listing_that_took_the_place_of_ours_is_not_touched(make: Any) -> None:
    other = make.seen(remote_id="77")
    assert diff(make.case(None, other, make.applied()), make.terms()) == ProductDiff()


def test_what_is_wanted_no_more_is_withdrawn(make: Any) -> None:
    for link in (make.link(), make.applied()):
        decision = diff(make.case(None, make.seen(), link), make.terms())
        assert only(decision) == ("withdraw", "removed", ("status",))
        assert decision.changes[0].after.status == "hidden"


@pytest.mark.parametrize("status", ["hidden", "reviewing", "banned", "deleted"])
def test_what_nobody_can_buy_need_not_be_withdrawn(make: Any, status: str) -> None:
    case = make.case(None, make.seen(status=status), make.applied())
    assert diff(case, make.terms()) == ProductDiff()


def test_nothing_is_withdrawn_while_the_sweep_is_not_complete(make: Any) -> None:
    case = make.case(None, make.seen(), make.applied())
    assert diff(case, make.terms(complete=False)) == ProductDiff()


# --- wanted, and not there ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("want", "applied", "seen", "reason"),
    [
        (7, None, None, "catalog"),
        (7, 7, 7, None),
        (7, 5, 5, "catalog"),
        (7, 7, 0, "drift"),
        (None, 7, 7, "catalog"),
        (None, 7, 0, None),
        (None, None, 9, None),  # nobody of ours said so: it is the shop's own
    ],
)
def test_days_to_prepare_go_and_come_back_to_stock_where_we_wrote_them(
    make: Any, want: int | None, applied: int | None, seen: int | None, reason: str | None
) -> None:
    link = make.applied(make.listing(prepare_days=applied))
    case = make.case(make.listing(prepare_days=want), make.seen(prepare_days=seen), link)
    changes = diff(case, make.terms(echoes={"prepare_days"})).changes
    told = [(change.fields, change.reason) for change in changes if "prepare_days" in change.fields]
    assert told == ([(("prepare_days",), reason)] if reason else [])


def test_what_is_new_is_published(make: Any) -> None:
    decision = diff(make.case(make.listing(), None, None), make.terms())
    assert only(decision) == ("publish", "new", ())
    assert decision.changes[0].before is None


def test_a_publish_of_which_nothing_is_seen_is_begun_again(make: Any) -> None:
    case = make.case(make.listing(), None, make.link(remote_id=None))
    assert only(diff(case, make.terms())) == ("publish", "unfinished", ())


def test_what_vanished_is_published_again(make: Any) -> None:
    for seen in (None, make.seen(status="deleted")):
        case = make.case(make.listing(), seen, make.applied())
        decision = diff(case, make.terms())
        assert only(decision) == ("publish", "gone", ())
        assert decision.changes[0].before is None


def test_nothing_is_published_while_the_sweep_is_not_complete(make: Any) -> None:
    for link in (None, make.link(), make.applied()):
        case = make.case(make.listing(), None, link)
        assert diff(case, make.terms(complete=False)) == ProductDiff()


# --- wanted, there, and not to be touched -------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "code"), [("reviewing", "listing_in_review"), ("banned", "listing_banned")]
)
def test_what_the_platform_holds_back_is_waited_for(make: Any, status: str, code: str) -> None:
    seen = make.seen(status=status, title="khác", reason="vi phạm")
    for link in (None, make.link(), make.applied()):
        decision = diff(make.case(make.listing(), seen, link), make.terms())
        assert decision.changes == ()
        assert decision.problem is not None
        assert (decision.problem.code, decision.problem.values["why"]) == (code, "vi phạm")


def test_of_what_is_banned_only_the_unwanted_stock_is_taken_and_only_where_that_is_taken(
    make: Any,
) -> None:
    seen = make.seen(status="banned", reason="vi phạm")
    none = make.with_offer(make.listing(), quantity=0)
    found = diff(make.case(none, seen, make.applied()), make.terms())
    assert only(found) == ("restock", "banned", ("quantity",))
    assert (found.note and found.note.code, found.problem) == ("listing_banned", None)
    for case in (
        make.case(none, seen, None),  # not ours
        make.case(none, make.with_offer(seen, quantity=0), make.applied()),
        make.case(none, replace(seen, stock_locked=True), make.applied()),
        make.case(none, replace(seen, status="reviewing"), make.applied()),
    ):
        assert diff(case, make.terms()).changes == ()


ALL_CONTENT = ("title", "description", "category", "brand", "attributes", "images", "weight_g")


def test_what_was_refused_waits_until_the_catalog_changes(make: Any) -> None:
    seen = make.seen(status="banned", reason="vi phạm")
    terms = make.terms(can=make.terms().can | {"resubmit"})
    waiting = diff(make.case(make.listing(), seen, make.applied()), terms)
    assert (waiting.changes, waiting.problem and waiting.problem.code) == ((), "listing_banned")
    again = diff(make.case(make.listing(title="tên đã sửa"), seen, make.applied()), terms)
    kind, reason, fields = only(again)
    assert (kind, reason) == ("revise", "catalog")
    assert set(fields) <= set(ALL_CONTENT) | {"size_mm", "gtin"}
    assert "images" in fields


def test_a_refused_listing_of_a_platform_that_takes_no_edits_only_waits(make: Any) -> None:
    case = make.case(make.listing(title="đã sửa"), make.seen(status="banned"), make.applied())
    assert diff(case, make.terms()).changes == ()


def test_a_refused_edit_is_not_sent_again_but_prices_are(make: Any) -> None:
    """Buyers still see the old title: sending the new one again would be refused again."""
    seen = make.with_offer(make.seen(title="tên cũ", reason="từ cấm"), price=Dong(90_000))
    decision = diff(make.case(make.listing(), seen, make.applied()), make.terms())
    assert make.kinds(decision.changes) == [("reprice", "drift")]
    assert decision.note is not None
    assert (decision.note.code, decision.note.values["why"]) == ("edit_refused", "từ cấm")


def test_after_a_refused_edit_all_content_goes_once_the_catalog_changed(make: Any) -> None:
    seen = make.seen(title="tên cũ", reason="từ cấm")
    decision = diff(make.case(make.listing(title="tên mới"), seen, make.applied()), make.terms())
    kind, reason, fields = only(decision)
    assert (kind, reason) == ("revise", "catalog")
    assert {"title", "description", "images"} <= set(fields)


def test_an_existing_listing_waits_for_a_person(make: Any) -> None:
    case = make.case(make.listing(), make.seen(title="khác"), None)
    decision = diff(case, make.terms())
    assert make.kinds(decision.changes) == [("revise", "adopted")]
    assert decision.problem is not None
    assert decision.problem.code == "listing_exists_unlinked"


def test_a_stranger_in_the_place_of_ours_waits_for_a_person(make: Any) -> None:
    case = make.case(make.listing(), make.seen(remote_id="77"), make.applied())
    decision = diff(case, make.terms())
    assert decision.problem is not None
    assert decision.problem.code == "listing_exists_unlinked"


def test_a_shop_that_adopts_takes_over_what_exists(make: Any) -> None:
    seen = make.with_offer(make.seen(status="hidden"), price=Dong(90_000))
    case = make.case(make.listing(), seen, None)
    decision = diff(case, make.terms(existing="adopt"))
    assert decision.problem is None
    assert make.kinds(decision.changes) == [
        ("restore", "adopted"),
        ("revise", "adopted"),
        ("reprice", "adopted"),
    ]


def test_taking_over_writes_once_what_cannot_be_read(make: Any) -> None:
    case = make.case(make.listing(), make.seen(), None)
    decision = diff(case, make.terms(existing="adopt"))
    assert only(decision) == ("revise", "adopted", ("attributes", "images"))


# --- wanted and there ---------------------------------------------------------------------------


def test_an_unfinished_listing_is_carried_on_with(make: Any) -> None:
    unfinished = make.seen(status="hidden", offers=())
    for link in (make.link(), make.link(remote_id=None)):
        decision = diff(make.case(make.listing(), unfinished, link), make.terms())
        assert only(decision) == ("publish", "unfinished", ())
        assert decision.changes[0].before == unfinished
        assert decision.changes[0].after.remote_id == "1"


@pytest.mark.parametrize(
    ("stands", "status", "carried_on"),
    [
        ((), "hidden", True),
        (("TOMKHO",), "hidden", True),
        (("TOMKHO",), "live", False),  # somebody sells it so
        (("TOMKHO", "KHAC"), "hidden", False),
        (("TOMKHO-500",), "hidden", False),
    ],
)
def test_a_listing_that_lacks_its_variants_yet_is_carried_on_with_though_it_is_not_remembered(
    make: Any, stands: tuple[str, ...], status: str, *, carried_on: bool
) -> None:
    """As an older backup, or a lost home, leaves it."""
    offers = tuple(make.offer(f"TOMKHO-{size}", options=(size,)) for size in ("500", "1K"))
    wanted = make.listing(option_names=("Cỡ",), offers=offers)
    seen = make.seen(status=status, offers=tuple(map(make.offer, stands)))
    adopting = diff(make.case(wanted, seen, None), make.terms(existing="adopt"))
    asking = diff(make.case(wanted, seen, None), make.terms())
    assert adopting.problem is None
    assert asking.problem is not None
    assert asking.problem.code == "listing_exists_unlinked"
    for decision in (adopting, asking):
        kinds = [(change.kind, change.reason) for change in decision.changes]
        assert (kinds == [("publish", "unfinished")]) is carried_on


def test_a_listing_that_is_as_it_should_be_is_left_alone(make: Any) -> None:
    case = make.case(make.listing(), make.seen(), make.applied())
    assert diff(case, make.terms()) == ProductDiff()


@pytest.mark.parametrize(("applied_status", "reason"), [("hidden", "back"), ("live", "drift")])
def test_a_hidden_listing_is_shown_again(make: Any, applied_status: str, reason: str) -> None:
    link = make.applied(make.listing(status=applied_status))
    decision = diff(make.case(make.listing(), make.seen(status="hidden"), link), make.terms())
    assert only(decision) == ("restore", reason, ("status",))


FIELDS: list[tuple[str, Any]] = [
    ("title", "Tôm khô Cà Mau"),
    ("description", "Lời mới."),
    ("category", "42"),
]


@pytest.mark.parametrize(("field", "value"), FIELDS)
def test_an_echoed_field_that_the_catalog_changed_is_revised(
    make: Any, field: str, value: Any
) -> None:
    case = make.case(make.listing(**{field: value}), make.seen(), make.applied())
    assert only(diff(case, make.terms())) == ("revise", "catalog", (field,))


@pytest.mark.parametrize(("field", "value"), FIELDS)
def test_an_echoed_field_that_somebody_edited_is_put_right(
    make: Any, field: str, value: Any
) -> None:
    case = make.case(make.listing(), make.seen(**{field: value}), make.applied())
    assert only(diff(case, make.terms())) == ("revise", "drift", (field,))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("brand", "Tân Tiến"),
        ("attributes", {"Xuất xứ": "Cà Mau"}),
        ("images", (Picture("bb"),)),
    ],
)
def test_a_field_that_is_not_echoed_is_compared_with_what_we_wrote(
    make: Any, field: str, value: Any
) -> None:
    wanted = make.listing(**{field: value})
    assert only(diff(make.case(wanted, make.seen(), make.applied()), make.terms())) == (
        "revise",
        "catalog",
        (field,),
    )
    assert diff(make.case(wanted, make.seen(), make.applied(wanted)), make.terms()) == ProductDiff()


@pytest.mark.parametrize(
    ("shown", "told"), [(("r1", "r2"), ["a", "b"]), (("r1",), ["r1"]), (("r1", "x", "y"), None)]
)
def test_pictures_that_stand_there_are_told_by_what_we_wrote_as_long_as_they_are_as_many(
    make: Any, shown: tuple[str, ...], told: list[str] | None
) -> None:
    applied = make.applied(make.listing(images=(Picture("a", "r1"), Picture("b", "r2"))))
    wanted = make.listing(images=(Picture("a"), Picture("c")))
    seen = make.seen(images=tuple(Picture("", each) for each in shown))
    (change,) = diff(make.case(wanted, seen, applied), make.terms()).changes
    before, after = changed_values(change)
    assert before is not None
    assert before["images"] == (told or list(shown))
    assert after == {"images": ["a", "c"]}


def test_an_echoed_field_that_was_not_shown_is_compared_with_what_we_wrote(make: Any) -> None:
    case = make.case(make.listing(), make.seen(title=None), make.applied())
    assert diff(case, make.terms()) == ProductDiff()


def test_a_field_that_is_not_managed_is_left_as_it_is(make: Any) -> None:
    wanted = make.listing(title=None, description=None, attributes=None, images=None)
    seen = make.seen(title="của người khác")
    assert diff(make.case(wanted, seen, make.applied()), make.terms()) == ProductDiff()


def test_attributes_that_somebody_added_are_not_ours_to_take_away(make: Any) -> None:
    echoes = make.terms().echoes | {"attributes"}
    seen = make.seen(attributes={"Xuất xứ": "Việt Nam", "Vị": "Mặn"})
    case = make.case(make.listing(), seen, make.applied())
    assert diff(case, make.terms(echoes=echoes)) == ProductDiff()


def test_an_attribute_that_we_want_no_more_is_taken_away(make: Any) -> None:
    both = {"Xuất xứ": "Việt Nam", "Chứng nhận OCOP": "4 sao"}
    for echoes in (make.terms().echoes, make.terms().echoes | {"attributes"}):
        case = make.case(
            make.listing(), make.seen(attributes=both), make.applied(make.listing(attributes=both))
        )
        found = only(diff(case, make.terms(echoes=echoes)))
        assert found == ("revise", "catalog", ("attributes",))


def test_all_content_goes_in_one_revise_and_an_edit_beside_a_change_is_a_change(
    make: Any,
) -> None:
    wanted = make.with_offer(make.listing(title="Tên mới"), weight_g=600)
    case = make.case(wanted, make.seen(description="bị sửa"), make.applied())
    assert only(diff(case, make.terms())) == (
        "revise",
        "catalog",
        ("title", "description", "weight_g"),
    )


def test_an_unfinished_listing_that_is_live_already_is_written_once_where_it_cannot_be_read(
    make: Any,
) -> None:
    case = make.case(make.listing(), make.seen(), make.link())
    assert only(diff(case, make.terms())) == ("revise", "unfinished", ("attributes", "images"))


# --- price and quantity, by SKU -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "kind", "moved"),
    [("price", "reprice", "catalog"), ("quantity", "restock", "stock")],
)
def test_one_sku_is_moved_alone(make: Any, field: str, kind: str, moved: str) -> None:
    a, b = make.offer("A"), make.offer("B")
    applied = make.listing(offers=(a, b))
    wanted = make.listing(offers=(a, replace(b, **{field: 12_000})))
    seen = make.seen(offers=(a, b))
    edited = make.seen(offers=(a, replace(b, **{field: 12_000})))
    change = diff(make.case(wanted, seen, make.applied(applied)), make.terms()).changes[0]
    assert (change.kind, change.reason, change.sku) == (kind, moved, "B")
    drift = diff(make.case(applied, edited, make.applied(applied)), make.terms()).changes[0]
    assert (drift.kind, drift.reason, drift.sku) == (kind, "drift", "B")


def test_a_stock_that_is_not_managed_is_never_written(make: Any) -> None:
    wanted = make.with_offer(make.listing(), quantity=None)
    for quantity in (None, 0, 7):
        seen = make.with_offer(make.seen(), quantity=quantity)
        assert diff(make.case(wanted, seen, make.applied(wanted)), make.terms()) == ProductDiff()


def test_a_stock_of_zero_is_written(make: Any) -> None:
    wanted = make.with_offer(make.listing(), quantity=0)
    decision = diff(make.case(wanted, make.seen(), make.applied()), make.terms())
    assert only(decision) == ("restock", "stock", ("quantity",))


def test_a_price_that_is_not_echoed_is_compared_with_what_we_wrote(make: Any) -> None:
    terms = make.terms(echoes=make.terms().echoes - {"price"})
    seen = make.with_offer(make.seen(), price=Dong(1))
    assert diff(make.case(make.listing(), seen, make.applied()), terms) == ProductDiff()


# --- variants -----------------------------------------------------------------------------------


def two(make: Any, **more: Any) -> Listing:
    offers = (make.offer("A", options=("200 g",)), make.offer("B", options=("500 g",)))
    named: dict[str, Any] = {"offers": offers, "option_names": ("Khối lượng",)}
    listing: Listing = make.listing(**(named | more))
    return listing


def shown(listing: Listing) -> Listing:
    return replace(listing, remote_id="1", images=(Picture("", "img"),))


def test_a_new_variant_comes_with_its_price_and_needs_no_reprice(make: Any) -> None:
    before = two(make)
    wanted = replace(before, offers=(*before.offers, make.offer("C", options=("1 kg",))))
    decision = diff(make.case(wanted, shown(before), make.applied(before)), make.terms())
    assert only(decision) == ("revise", "catalog", ("variants",))


def test_a_variant_less_is_revised_alone(make: Any) -> None:
    before = two(make)
    wanted = replace(before, offers=before.offers[:1], title="Tên mới")
    decision = diff(make.case(wanted, shown(before), make.applied(before)), make.terms())
    assert [change.fields for change in decision.changes] == [("title",), ("variants",)]


@pytest.mark.parametrize("change", [{"option_names": ("Quy cách",)}, {}])
def test_other_options_are_revised(make: Any, change: dict[str, Any]) -> None:
    before = two(make)
    renamed = replace(before.offers[0], options=("250 g",))
    wanted = replace(before, **(change or {"offers": (renamed, before.offers[1])}))
    decision = diff(make.case(wanted, shown(before), make.applied(before)), make.terms())
    assert only(decision) == ("revise", "catalog", ("variants",))


def test_a_variant_that_somebody_deleted_is_drift(make: Any) -> None:
    before = two(make)
    seen = replace(shown(before), offers=before.offers[:1])
    decision = diff(make.case(before, seen, make.applied(before)), make.terms())
    assert only(decision) == ("revise", "drift", ("variants",))


def test_the_order_of_variants_means_nothing(make: Any) -> None:
    before = two(make)
    seen = replace(shown(before), offers=before.offers[::-1])
    assert diff(make.case(before, seen, make.applied(before)), make.terms()) == ProductDiff()


def test_where_variants_are_not_echoed_what_we_wrote_decides(make: Any) -> None:
    before, terms = two(make), make.terms(echoes=make.terms().echoes - {"variants"})
    seen = replace(shown(before), offers=(), option_names=())
    assert diff(make.case(before, seen, make.applied(before)), terms) == ProductDiff()


@pytest.mark.parametrize(("most", "told"), [(3, [3]), (10, []), (12, [])])
def test_a_variant_that_shall_go_stands_at_what_is_left_and_is_never_raised(
    make: Any, most: int, told: list[int]
) -> None:
    both = make.seen(offers=(make.offer("A"), make.offer("B")))
    state = make.shop_state(
        [make.listing(offers=(make.offer("A"),))],
        [both],
        {"TOMKHO": make.applied(make.listing(offers=both.offers))},
        dropped={Code("TOMKHO"): {Sku("B"): most}},
    )
    restocks = [each for each in propose(state).changes if each.kind == "restock"]
    assert [(each.sku, each.after.offers[1].quantity) for each in restocks] == [
        ("B", quantity) for quantity in told
    ]
    gone = replace(state, observed=replace(state.observed, by_code={}))
    assert "restock" not in [each.kind for each in propose(gone).changes]


def test_where_variants_are_emptied_instead_of_removed_none_is_left_of_them(make: Any) -> None:
    both = make.seen(offers=(make.offer("A"), make.offer("B")))
    state = make.shop_state(
        [make.listing(offers=(make.offer("A"),))],
        [both],
        {"TOMKHO": make.applied(make.listing(offers=both.offers))},
        features=make.features(can=frozenset({"restock"})),
        dropped={Code("TOMKHO"): {Sku("B"): 3}},
    )
    (restock,) = propose(state).changes
    assert (restock.kind, restock.sku, restock.after.offers[1].quantity) == ("restock", "B", 0)


def test_a_variant_that_cannot_be_removed_is_emptied_once(make: Any) -> None:
    before, terms = two(make), make.terms(can=make.terms().can - {"remove_variants"})
    wanted = replace(before, offers=before.offers[:1])
    decision = diff(make.case(wanted, shown(before), make.applied(before)), terms)
    assert only(decision) == ("restock", "removed", ("quantity",))
    assert decision.changes[0].sku == Sku("B")
    assert decision.changes[0].after.offers[-1].quantity == 0
    empty = (before.offers[0], replace(before.offers[1], quantity=0))
    seen = replace(shown(before), offers=empty)
    applied = make.applied(replace(before, offers=empty))
    assert diff(make.case(wanted, seen, applied), terms) == ProductDiff()


@pytest.mark.parametrize(
    ("was", "becomes", "fields"),
    [
        (None, 120_000, ("list_price",)),
        (120_000, 130_000, ("list_price",)),
        (120_000, None, ("list_price",)),  # a sale that ends leaves no price struck through
        (120_000, 120_000, ()),
        (None, None, ()),
    ],
)
def test_a_list_price_comes_moves_and_goes(
    make: Any, was: int | None, becomes: int | None, fields: tuple[str, ...]
) -> None:
    wanted = make.with_offer(make.listing(), list_price=becomes)
    link = make.applied(make.with_offer(make.listing(), list_price=was))
    made = diff(make.case(wanted, make.seen(), link), make.terms()).changes
    assert [(change.kind, change.fields) for change in made] == [("revise", fields)] * bool(fields)


def test_a_unit_that_the_catalog_tells_no_more_stays_as_it_is(make: Any) -> None:
    link = make.applied(make.with_offer(make.listing(), unit="gói"))
    assert diff(make.case(make.listing(), make.seen(), link), make.terms()).changes == ()
    other = make.with_offer(make.listing(), unit="hộp")
    (change,) = diff(make.case(other, make.seen(), link), make.terms()).changes
    assert change.fields == ("unit",)
