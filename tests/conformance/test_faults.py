"""Whatever is sent may fail before, during or after its effect: nothing is lost or doubled."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest

from sync.marketplace import Request, Response
from sync.model import Count, Dong
from sync.running.plan import Scope
from tests.conformance.extent import STRIDE_OF_BREAKS, STRIDE_OF_DEATHS, offset
from tests.conformance.stall import Killed, Stall, copies, some_products, stall_of


async def one_sells(stall: Stall) -> None:
    """Wish for two products, one of them with options."""
    stall.sell(some_products()[:2])


async def one_edits(stall: Stall) -> None:
    """Publish, then change a text, a price and a stock, take one away and bring one."""
    first, second, third = some_products()
    stall.sell([first, second, third])
    assert (await stall.round()).true
    dearer = [replace(v, price=Dong(v.price + 1000), stock=Count(9)) for v in second.variants]
    stall.sell(
        [
            replace(first, name=f"{first.name} loại mới"),
            replace(second, variants=tuple(dearer)),
            *copies(1),
        ]
    )


BREAKS = [
    (one_sells, "refuse"),
    (one_sells, "reset_after"),
    (one_sells, "server_error_after"),
    (one_sells, "token_expired"),
    (one_edits, "reset_before"),
    (one_edits, "reset_after"),
    (one_edits, "truncate"),
    (one_edits, "garbage"),
    (one_edits, "server_error"),
]


@pytest.mark.parametrize(("case", "begin", "kind"), [(n, *b) for n, b in enumerate(BREAKS)])
async def test_any_single_call_may_break(
    platform_name: str,
    tmp_path: Path,
    case: int,
    begin: Callable[[Stall], Awaitable[None]],
    kind: str,
) -> None:
    """Break an early call of a round; in a new shop a later one; and so on to the last."""
    first = 1 + offset(platform_name, case, STRIDE_OF_BREAKS)
    for nth in count(first, STRIDE_OF_BREAKS):
        async with stall_of(platform_name, _home(tmp_path, nth)) as stall:
            await begin(stall)
            await stall.fault(kind, nth=nth)
            await stall.round()
            struck = any(rule["struck"] for rule in (await stall.ask("GET", "faults"))["faults"])
            await stall.heal()
            await stall.ends_true()
        if not struck:
            break
    assert nth > 5


@pytest.mark.parametrize(("case", "begin"), [(0, one_sells), (1, one_edits)])
async def test_the_process_may_be_killed_after_any_call(
    platform_name: str, tmp_path: Path, case: int, begin: Callable[[Stall], Awaitable[None]]
) -> None:
    """The call had its effect; nobody was there any more to hear of it."""
    first = 1 + offset(platform_name, case, STRIDE_OF_DEATHS)
    for nth in count(first, STRIDE_OF_DEATHS):
        async with stall_of(platform_name, _home(tmp_path, nth)) as stall:
            await begin(stall)
            made = count(1)

            def die(_request: Request, response: Response) -> Response:
                if next(made) == nth:  # noqa: B023 - used up within this turn of the loop
                    raise Killed
                return response

            stall.http.touch = die
            try:
                await stall.round()
                killed = False
            except Killed:
                killed = True
            stall.http.touch = lambda _request, response: response
            stall.reopen()
            await stall.ends_true()
        if not killed:
            break
    assert nth > 5


def _home(folder: Path, number: int) -> Path:
    home = folder / str(number)
    home.mkdir()
    return home


async def test_throttled_in_the_middle_of_a_batch(stall: Stall) -> None:
    stall.sell(copies(12))
    await stall.fault("throttle", nth=9, times=3, retry_after_s=2)
    await stall.round()
    await stall.heal()
    await stall.ends_true()


async def test_throttled_for_long_gives_the_work_back(stall: Stall) -> None:
    stall.sell(copies(5))
    await stall.fault("throttle", nth=9, times=1000)
    report = await stall.round()
    assert not report.true
    assert all(o.problem for o in report.outcomes if o.status != "done")
    await stall.heal()
    await stall.advance(3600)
    await stall.ends_true()


@pytest.mark.needs("reprice", "restock")
@pytest.mark.parametrize("what", ["price", "stock"])
async def test_a_batch_done_in_part_says_which_part(stocked: Stall, what: str) -> None:
    def edited(stall: Stall) -> None:
        stall.edit_variants(
            lambda v: (
                replace(v, price=Dong(v.price + 1000))
                if what == "price"
                else replace(v, stock=Count(8))
            )
        )

    edited(stocked)
    await stocked.fault("partial", times=1)
    digest = (await stocked.look()).plan.digest
    await stocked.heal()
    await stocked.fault("partial", times=3)
    report = await stocked.round(Scope(approve=digest))
    done = [outcome for outcome in report.outcomes if outcome.status == "done"]
    left = [outcome for outcome in report.outcomes if outcome.status != "done"]
    assert done
    assert all(outcome.problem for outcome in left)
    await stocked.heal()
    await stocked.ends_true()


async def test_a_shop_that_is_closed_for_maintenance_is_left_alone(stocked: Stall) -> None:
    before = await stocked.remote()
    await stocked.fault("maintenance", times=100_000)
    stocked.sell(some_products()[1:])
    report = await stocked.round()
    assert not report.plan.complete
    assert report.plan.changes == ()
    assert report.problems
    await stocked.heal()
    assert await stocked.remote() == before
    await stocked.ends_true()


async def test_a_partial_sweep_decides_nothing(stall: Stall) -> None:
    """The second page never comes: what was not seen is neither gone nor to be published."""
    stall.sell(copies(120))
    assert (await stall.round()).true
    await stall.forget_calls()
    await stall.look()
    calls = await stall.calls()
    for nth in (calls - 1, calls // 2, 3):
        await stall.fault("reset_before", nth=nth, times=50)
        report = await stall.look()
        await stall.heal()
        assert not report.plan.complete or report.plan.changes == ()
        assert report.plan.changes == ()


async def test_two_hundred_lost_answers_double_nothing(stall: Stall) -> None:
    """One answer in ten is lost, half of them after the effect."""
    stall.sell(copies(60))
    for seed in range(6):
        await stall.fault("reset_after", probability=0.05, times=10_000, seed=seed)
        await stall.fault("reset_before", probability=0.05, times=10_000, seed=seed)
        await stall.round()
        await stall.heal()
        stall.reopen()
    await stall.ends_true()
