"""One product, step by step, as `ocop try --write` takes them: hidden, edited, shown, withdrawn."""

from __future__ import annotations

from sync.running.trial import TRIAL_STEPS, choose, try_step
from tests.conformance.stall import Stall, some_products


async def statuses(stall: Stall) -> list[str]:
    return [listing["status"] for listing in await stall.remote()]


async def test_a_trial_leaves_one_hidden_listing_that_the_next_round_shows(stall: Stall) -> None:
    product = some_products()[1]
    stall.sell([product])
    chosen = await choose(stall.context, stall.configuration, None)
    assert chosen is not None
    assert chosen.code == product.code
    for step in TRIAL_STEPS:
        tried = await try_step(stall.context, stall.configuration, product.code, step)
        assert (tried.done, tried.differs) == (True, ()), (step, tried)
        assert step == "show" or "live" not in await statuses(stall), step
        await stall.reviewed()
        assert await statuses(stall) == ["live" if step == "show" else "hidden"], step
    assert await choose(stall.context, stall.configuration, None) is None  # it is there already
    await stall.ends_true()
    assert await statuses(stall) == ["live"]


async def test_a_step_that_is_refused_harms_nothing(stall: Stall) -> None:
    product = some_products()[1]
    stall.sell([product])
    tried = await try_step(stall.context, stall.configuration, product.code, "edit")
    assert tried.problem is not None
    assert (tried.problem.code, tried.done) == ("try_not_there", False)
    await stall.ends_true()
    tried = await try_step(stall.context, stall.configuration, product.code, "publish")
    assert tried.problem is not None
    assert (tried.problem.code, tried.outcomes) == ("try_not_new", ())
    assert await statuses(stall) == ["live"]
