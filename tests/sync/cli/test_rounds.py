"""`ocop sync` goes on by itself while a pause is all that it needs, and says so."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Sequence
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from rich.console import Console

from sync.app import Result, ShopFailed
from sync.cli import rounds
from sync.cli.rounds import SHOPS_AT_ONCE, each_shop, followed_by, pause_s, sync_exit, until_true
from sync.cli.terminal import Terminal
from sync.model import Change, Code, Listing, Offer, Outcome, Plan, Problem, ShopName, Sku
from sync.running.report import Report

A, B = ShopName("a"), ShopName("b")
FELL_LATELY = Problem(code="stock_fell_lately", severity="note", values={"wait_s": 30.0})
WAITS = Problem(code="stock_waits", severity="note", values={"sku": "CUA"})


class Sound:
    """A configuration without errors."""

    stops = ()


SOUND: Any = Sound


def change(sku: str = "CUA", before: int = 5, after: int = 3) -> Change:
    def listing(quantity: int) -> Listing:
        return Listing(shop=A, code=Code(sku), offers=(Offer(sku=Sku(sku), quantity=quantity),))

    return Change(
        kind="restock",
        shop=A,
        code=Code(sku),
        sku=Sku(sku),
        before=listing(before),
        after=listing(after),
    )


def report(*outcomes: Outcome, problems: Sequence[Problem] = ()) -> Report:
    plan = Plan(
        shop=A,
        changes=tuple(outcome.change for outcome in outcomes),
        held=(),
        problems=tuple(problems),
        observed_at=datetime(2026, 11, 29, tzinfo=UTC),
        complete=True,
        digest="d",
    )
    return Report(plan, outcomes)


def outcome(status: Any, code: str | None = None, **values: Any) -> Outcome:
    problem = Problem(code=code, values=values) if code else None
    return Outcome(change=change(), status=status, problem=problem)


class Shops:
    """An application whose shops answer what a test has written, one answer a round."""

    shops = ()  # as they are written; none tells of another

    def __init__(self, **answers: list[Result]) -> None:
        self.answers, self.waited = answers, list[float]()
        self.sold, self.sells = set[Sku](), dict[str, Sku]()
        self.terminal = Terminal("vi", "people")
        self.said = io.StringIO()
        self.terminal.notes = Console(file=self.said, width=200)

    async def wait(self, seconds: float) -> None:
        self.waited.append(seconds)

    async def go(self) -> list[Result]:
        async def act(_app: Any, shop: ShopName) -> Report:
            result = self.answers[shop].pop(0)
            assert isinstance(result, Report)
            if shop in self.sells:
                self.sold.add(self.sells.pop(shop))
            return result

        app: Any = self
        shops = [ShopName(n) for n in self.answers]
        return await until_true(app, self.terminal, shops, act, self.sold)


@pytest.mark.parametrize(
    ("result", "pause"),
    [
        (report(), None),
        (report(outcome("done")), None),
        (report(outcome("rejected", "title_too_long")), None),
        (report(outcome("failed", "operation_paused", wait_s=9)), 9),
        (report(outcome("failed", "left_for_next_round")), rounds.SHORT_PAUSE_S),
        (report(outcome("unknown", "answer_lost")), rounds.SHORT_PAUSE_S),
        (report(problems=[WAITS]), 60),
        (report(problems=[FELL_LATELY]), 30),
        (ShopFailed(A, Problem(code="throttled", values={"wait_s": 20})), 20),
        (ShopFailed(A, Problem(code="authorization_ended")), None),
    ],
)
def test_what_passes_by_itself_says_when(result: Result, pause: float | None) -> None:
    assert pause_s(result) == pause


async def test_a_lost_answer_is_looked_after_within_the_command() -> None:
    shops = Shops(a=[report(outcome("unknown", "answer_lost")), report()], b=[report()])
    results = await shops.go()
    assert sync_exit(results, SOUND) == 0
    assert shops.waited == [rounds.SHORT_PAUSE_S]
    assert "a: còn việc chỉ cần chờ" in shops.said.getvalue()


async def test_what_one_shop_learns_to_be_sold_the_others_share_out_at_once() -> None:
    lowered = report(outcome("done"))
    shops = Shops(a=[report(), lowered], b=[report(), report()])
    shops.sells["b"] = Sku("CUA")
    results = await shops.go()
    assert results[0] == lowered
    assert (sync_exit(results, SOUND), shops.waited, shops.said.getvalue()) == (0, [], "")


async def test_a_shop_that_is_alone_has_nobody_to_share_with() -> None:
    shops = Shops(a=[report()])
    shops.sells["a"] = Sku("CUA")
    assert sync_exit(await shops.go(), SOUND) == 0


async def test_units_that_another_shop_frees_are_shown_without_waiting_for_quiet() -> None:
    freed = report(outcome("done"))
    shops = Shops(a=[report(problems=[WAITS]), report()], b=[freed])
    assert sync_exit(await shops.go(), SOUND) == 0
    assert shops.waited == [rounds.SHORT_PAUSE_S]


async def test_what_never_passes_ends_with_words_and_a_code_after_a_while() -> None:
    shops = Shops(a=[report(problems=[WAITS])] * 99)
    assert sync_exit(await shops.go(), SOUND) == 3
    assert 1 <= len(shops.waited) <= 3
    assert sum(shops.waited) <= rounds.GOES_ON_FOR_S


async def test_a_pause_longer_than_anybody_sits_there_is_left_to_the_next_time() -> None:
    asked = report(outcome("failed", "operation_paused", wait_s=3000))
    shops = Shops(a=[asked])
    assert await shops.go() == [asked]
    assert shops.waited == []


def test_two_rounds_of_a_shop_are_told_as_one() -> None:
    first = report(outcome("done"), outcome("failed", "left_for_next_round"))
    both = followed_by(first, report(outcome("done")))
    assert isinstance(both, Report)
    assert [one.status for one in both.outcomes] == ["done", "done"]
    assert len(both.plan.changes) == 2
    assert both.true


async def test_a_fault_of_ours_in_one_shop_ends_no_other_shops_round() -> None:
    ended = list[str]()

    async def work(_app: Any, shop: ShopName) -> Report:
        if shop == "a":
            raise ZeroDivisionError
        await asyncio.sleep(0.01)
        ended.append(shop)
        return report()

    nobody: Any = SimpleNamespace(shops=())
    with pytest.raises(ZeroDivisionError):
        await each_shop(nobody, [A, B], work)
    assert ended == ["b"]


async def test_a_thousand_shops_do_not_all_begin_at_once_and_let_their_leases_go() -> None:
    at_work, most = set[ShopName](), 0

    async def work(_app: Any, shop: ShopName) -> Report:
        nonlocal most
        at_work.add(shop)
        most = max(most, len(at_work))
        await asyncio.sleep(0)
        at_work.remove(shop)
        return report()

    nobody: Any = SimpleNamespace(shops=())
    shops = [ShopName(f"gian-{number}") for number in range(1000)]
    assert len(await each_shop(nobody, shops, work)) == len(shops)
    assert most == SHOPS_AT_ONCE
