"""A shop that waits for units of others goes on when these show less."""

from __future__ import annotations

from datetime import UTC, datetime

from sync.model import Change, Code, Listing, Offer, Outcome, Plan, Problem, ShopName, Sku
from sync.running.report import Report
from sync.service import Waiting

FIRST, SECOND = ShopName("first"), ShopName("second")
CRAB, HONEY = Sku("CUA-500"), Sku("MAT-ONG")


def report(shop: ShopName, *waits: Sku, outcomes: tuple[Outcome, ...] = ()) -> Report:
    problems = tuple(
        Problem(code="stock_waits", severity="note", values={"sku": sku}) for sku in waits
    )
    plan = Plan(
        shop=shop,
        changes=(),
        held=(),
        problems=problems,
        observed_at=datetime(2026, 11, 23, tzinfo=UTC),
        complete=True,
        digest="",
    )
    return Report(plan, outcomes)


def restocked(sku: Sku, before: int, after: int) -> Outcome:
    def listing(quantity: int) -> Listing:
        return Listing(shop=SECOND, code=Code(sku), offers=(Offer(sku=sku, quantity=quantity),))

    change = Change(
        kind="restock",
        shop=SECOND,
        code=Code(sku),
        sku=sku,
        before=listing(before),
        after=listing(after),
    )
    return Outcome(change=change, status="done")


def test_whoever_shows_less_wakes_who_waits_for_that() -> None:
    waiting = Waiting()
    assert waiting.after(report(FIRST, CRAB)) == waiting.of(FIRST) == {CRAB}
    lowered = report(SECOND, outcomes=(restocked(CRAB, 5, 3), restocked(HONEY, 5, 3)))
    assert waiting.woken_by(lowered) == {FIRST: {CRAB}}
    raised = report(SECOND, outcomes=(restocked(CRAB, 3, 5),))
    assert waiting.woken_by(raised) == {}


def test_an_errand_says_nothing_of_what_it_was_not_asked_for() -> None:
    waiting = Waiting()
    waiting.after(report(FIRST, CRAB, HONEY))
    assert waiting.after(report(FIRST), [CRAB]) == frozenset()
    assert waiting.of(FIRST) == {HONEY}
    waiting.after(report(FIRST))
    assert waiting.of(FIRST) == frozenset()
