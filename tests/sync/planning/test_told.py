"""What the middle tells is told whole: how grave it is, of what, and with which values."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from sync.model import (
    Certificate,
    Code,
    Dong,
    Held,
    ImageFile,
    Override,
    Paper,
    Problem,
    Severity,
    Sku,
)
from sync.planning import (
    change_digest,
    change_under,
    list_prices_unshown,
    project,
    propose,
    unshown,
)
from sync.planning.depends import is_cheaper
from sync.planning.diff import hide_twin
from sync.planning.papers import papers_in_force
from sync.planning.propose import in_order
from sync.planning.refused import edit_refused

TODAY = date(2026, 11, 23)
SEEN = {"remote_id": "1", "reason": "ảnh mờ"}


def test_list_prices_that_cannot_be_shown_are_a_note_with_the_platforms_name(make: Any) -> None:
    listing = make.listing()
    product = make.product(variants=(make.variant("TOMKHO", list_price=Dong(120_000)),))
    (told,) = unshown([product], [make.change(listing, "publish")], make.features())
    assert told == Problem(
        code="list_price_unshown",
        severity="note",
        values={"count": 1, "codes": ("TOMKHO",), "platform": "Chợ"},
    )


def test_a_catalog_is_told_which_list_prices_a_shop_never_shows(make: Any) -> None:
    priced = make.product(variants=(make.variant("TOMKHO", list_price=Dong(120_000)),))
    elsewhere = replace(make.shop(), sells=frozenset({"khác"}))
    (told,) = list_prices_unshown([priced, make.product()], make.shop(), make.features())
    assert (told.code, told.values["codes"]) == ("list_price_unshown", ("TOMKHO",))
    assert told.values["seller_centre"] == make.features().seller_centre
    assert not list(list_prices_unshown([make.product()], make.shop(), make.features()))
    assert not list(list_prices_unshown([priced], elsewhere, make.features()))
    shows = make.features(can={"list_price"})
    assert not list(list_prices_unshown([priced], make.shop(), shows))


def test_a_pre_order_that_cannot_be_shown_is_a_warning(make: Any) -> None:
    product, change = make.product(prepare_days=7), make.change(make.listing(), "publish")
    (told,) = unshown([product], [change], make.features())
    assert (told.code, told.severity) == ("pre_order_unshown", "warning")
    assert not list(unshown([product], [change], make.features(can={"pre_order"})))
    assert not list(unshown([make.product()], [change], make.features()))


@pytest.mark.parametrize(
    ("code", "severity", "asks"),
    [("price_step", "hold", True), ("held_by_person", "hold", False), ("x", "stop", False)],
)
def test_only_what_a_yes_lets_go_asks_a_person(
    make: Any, code: str, severity: Severity, *, asks: bool
) -> None:
    change = make.change(make.listing(), "publish")
    held = Held(change=change, problem=Problem(code=code, severity=severity))
    assert held.asks_a_person == asks


def test_a_refused_edit_is_a_warning_with_the_platforms_words(make: Any) -> None:
    told = edit_refused(make.listing(**SEEN))
    values = {"code": "TOMKHO", "remote_id": "1", "why": "ảnh mờ"}
    assert told == Problem(code="edit_refused", severity="warning", values=values, about="TOMKHO")


def test_a_banned_listing_is_a_warning_about_its_product(make: Any) -> None:
    wanted = make.listing()
    banned = make.seen(status="banned", reason="hàng cấm")
    state = make.shop_state([wanted], [banned], {"TOMKHO": make.applied()})
    values = {"code": "TOMKHO", "remote_id": "1", "why": "hàng cấm"}
    assert (
        Problem(code="listing_banned", severity="warning", values=values, about="TOMKHO")
        in propose(state).problems
    )


def test_a_shop_that_was_not_seen_whole_is_a_warning(make: Any) -> None:
    state = make.shop_state([], [], {}, complete=False)
    values = {"shop": "cho-ca-mau"}
    assert propose(state).problems == (
        Problem(code="sweep_incomplete", severity="warning", values=values),
    )


def test_a_twin_that_is_hidden_already_is_told_with_its_id_and_title(make: Any) -> None:
    twin = make.seen(remote_id="2", status="hidden", title="Tôm khô cũ")
    state = make.shop_state([make.listing()], [make.seen(), twin], {"TOMKHO": make.applied()})
    values = {"code": "TOMKHO", "remote_id": "2", "title": "Tôm khô cũ"}
    assert propose(state).problems == (
        Problem(code="listing_twice_hidden", severity="note", values=values, about="TOMKHO"),
    )


def test_a_twin_on_sale_is_hidden(make: Any) -> None:
    twin = make.seen(remote_id="2")
    change = hide_twin(twin)
    assert (change.kind, change.before, change.after.status) == ("withdraw", twin, "hidden")


def test_what_is_sold_out_goes_before_what_has_one_left(make: Any) -> None:
    one_left = replace(
        make.change(make.with_offer(make.listing("A"), quantity=1, sku=Sku("A")), "restock"),
        sku=Sku("A"),
    )
    sold_out = replace(
        make.change(make.with_offer(make.listing("B"), quantity=0, sku=Sku("B")), "restock"),
        sku=Sku("B"),
    )
    assert in_order([one_left, sold_out]) == (sold_out, one_left)


def test_a_change_of_a_sku_that_kept_its_name_keeps_it(make: Any) -> None:
    change = replace(make.change(make.listing(), "reprice"), sku=Sku("TOMKHO"))
    assert change_under(change, {Sku("KHAC"): Sku("KHAC-MOI")}).sku == "TOMKHO"


@pytest.mark.parametrize(("after", "cheaper"), [(99_000, True), (100_000, False)])
def test_a_price_falls_only_where_it_is_lower(make: Any, after: int, cheaper: bool) -> None:  # noqa: FBT001
    listing = make.listing()
    change = replace(
        make.change(make.with_offer(listing, price=Dong(after)), "reprice"),
        before=listing,
        sku=Sku("TOMKHO"),
    )
    assert is_cheaper(change) is cheaper


def test_a_paper_is_handed_in_with_who_issued_it_and_when(make: Any) -> None:
    file = ImageFile(Path("a.pdf"), "aa")
    paper = Paper(
        "12/2026/ATTP",
        kind="food_safety",
        file=file,
        issued_on=date(2026, 1, 2),
        issued_by="Chi cục An toàn thực phẩm Cà Mau",
    )
    certificate = Certificate(
        stars=4,
        decision_no="3981/QĐ-UBND",
        issued_by="UBND tỉnh Cà Mau",
        issued_on=date(2024, 8, 5),
        expires_on=date(2027, 8, 5),
        file=file,
    )
    product = make.product(papers=(paper,), certificate=certificate)
    found = {each.kind: each for each in papers_in_force(product, TODAY)}
    assert found["food_safety"].issued_by == "Chi cục An toàn thực phẩm Cà Mau"
    assert found["food_safety"].issued_on == date(2026, 1, 2)
    assert found["ocop"].issued_on == date(2024, 8, 5)


def test_a_price_for_one_shop_holds_for_every_sku_that_has_none_of_its_own(make: Any) -> None:
    product = make.product(overrides={"cho-ca-mau": Override(price=Dong(88_000))})
    (offer,) = project(product, make.shop(), {}, TODAY).offers
    assert offer.price == 88_000


def test_a_change_is_named_by_sixteen_digits(make: Any) -> None:
    assert len(change_digest(make.change(make.listing(), "publish"))) == 16


def test_a_narrowed_look_remembers_nothing_else(make: Any) -> None:
    links = {code: replace(make.applied(), code=Code(code)) for code in ("A", "B")}
    state = make.shop_state([make.listing("A"), make.listing("B")], [], links)
    twice = {Code(code): (make.seen(code), make.seen(code, remote_id="2")) for code in ("A", "B")}
    observed = replace(state.observed, duplicates=twice, twins=twice)
    narrow = replace(state, observed=observed).narrowed_to([Code("A")])
    assert narrow.links.keys() == narrow.desired.keys() == {"A"}
    assert narrow.observed.duplicates.keys() == narrow.observed.twins.keys() == {"A"}


def test_what_waits_for_an_answer_says_since_when(make: Any) -> None:
    sent_at = datetime(2026, 11, 23, 1, tzinfo=UTC)
    state = make.shop_state(
        [make.listing()], [make.seen(sent_at=sent_at)], {"TOMKHO": make.applied()}
    )
    (told,) = propose(state).problems
    assert (told.code, told.severity, told.values["since"]) == (
        "listing_sent", "note", "2026-11-23T08:00:00+07:00",
    )  # fmt: skip
