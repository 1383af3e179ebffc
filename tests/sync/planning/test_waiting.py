"""What waits for an answer, or was refused, is neither pressed nor forgotten."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sync.model import Change, Dong, ListedPaper
from sync.planning import diff, merge_applied
from tests.sync.planning.conftest import plan

PAPER = ListedPaper(kind="food_safety", number="12/2026/ATTP", sha256="c1")


def test_what_was_handed_over_is_left_alone_until_somebody_answers(make: Any) -> None:
    sent = make.seen(status="reviewing", title="tên cũ", sent_at=make.now)
    for wanted in (make.listing(), None):
        decision = diff(make.case(wanted, sent, make.applied()), make.terms())
        assert decision.changes == ()
        assert decision.problem is not None
        assert (decision.problem.code, decision.problem.severity) == ("listing_sent", "note")
        assert decision.problem.values["since"] == "2026-11-23T15:00:00+07:00"


def test_what_was_handed_over_and_sells_meanwhile_keeps_its_price_and_its_stock_true(
    make: Any,
) -> None:
    shown = make.seen(title="tên cũ", sent_at=make.now)
    sent = make.with_offer(shown, price=Dong(90_000), quantity=12)
    decision = diff(make.case(make.listing(), sent, make.applied()), make.terms())
    assert make.kinds(decision.changes) == [("reprice", "drift"), ("restock", "drift")]
    assert decision.problem is None


def test_what_was_handed_over_and_sells_at_the_right_price_only_waits(make: Any) -> None:
    sent = make.seen(title="tên cũ", sent_at=make.now)
    decision = diff(make.case(make.listing(), sent, make.applied()), make.terms())
    assert decision.changes == ()
    assert decision.problem is not None
    assert decision.problem.code == "listing_sent"


def test_what_a_stranger_handed_over_is_not_restocked_by_us(make: Any) -> None:
    sent = make.with_offer(make.seen(remote_id="77", sent_at=make.now), quantity=12)
    assert diff(make.case(make.listing(), sent, make.applied()), make.terms()).changes == ()


def test_a_refused_listing_is_published_once_more_in_its_own_place(make: Any) -> None:
    refused = make.seen(status="refused", reason="thiếu giấy")
    refused = make.with_offer(refused, remote_id="sku-9")
    mended = make.listing(title="Tôm khô loại 1")
    (change,) = diff(make.case(mended, refused, make.applied()), make.terms()).changes
    assert (change.kind, change.reason, change.before) == ("publish", "refused", refused)
    assert (change.after.title, change.after.remote_id) == ("Tôm khô loại 1", "1")
    assert change.after.offers[0].remote_id == "sku-9"


def test_a_listing_banned_before_we_knew_what_we_wrote_there_is_not_written_anew(
    make: Any,
) -> None:
    banned = make.seen(status="banned", title="tên cũ", reason="từ cấm")
    terms = make.terms(can=make.terms().can | {"resubmit"})
    decision = diff(make.case(make.listing(), banned, make.link()), terms)
    assert decision.changes == ()
    assert decision.problem is not None
    assert decision.problem.code == "listing_banned"


def test_what_goes_again_after_a_refusal_takes_its_papers_and_new_variants_along(
    make: Any,
) -> None:
    banned = make.seen(status="banned", reason="thiếu giấy")
    wanted = make.listing(papers=(PAPER,), offers=(make.offer(), make.offer("TOMKHO-1KG")))
    terms = make.terms(can=make.terms().can | {"resubmit"})
    (change,) = diff(make.case(wanted, banned, make.applied()), terms).changes
    content = ("title", "description", "category", "attributes", "images")
    assert change.fields == (*content, "papers", "weight_g", "variants")


def test_a_refused_edit_is_told_even_while_other_things_are_done(make: Any) -> None:
    seen = make.with_offer(make.seen(title="tên cũ", reason="từ cấm"), price=Dong(99_000))
    shop_state = make.shop_state([make.listing()], [seen], {"TOMKHO": make.applied()})
    made = plan(shop_state, make.guard_input())
    assert [change.kind for change in made.changes] == ["reprice"]
    assert [(note.code, note.about) for note in made.problems] == [("edit_refused", "TOMKHO")]


def test_after_a_publish_all_of_it_is_remembered_and_nothing_of_before(make: Any) -> None:
    old, new = make.listing(title="tên cũ"), make.listing(offers=(make.offer(quantity=3),))
    publish = Change(kind="publish", shop=new.shop, code=new.code, after=new, before=old)
    assert merge_applied(old, publish) == merge_applied(None, publish) == new


def test_a_publish_that_carries_on_gives_each_variant_the_id_it_has_there(make: Any) -> None:
    there = replace(make.seen(status="hidden"), offers=(make.offer(remote_id="sku-9"),))
    wanted = make.listing(offers=(make.offer(), make.offer("TOMKHO-1KG")))
    (change,) = diff(make.case(wanted, there, make.link()), make.terms()).changes
    assert [offer.remote_id for offer in change.after.offers] == ["sku-9", None]
