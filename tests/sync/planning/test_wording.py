from __future__ import annotations

import re
from typing import Any

import pytest

from sync.model import Dong, Problem
from sync.planning import limits
from sync.wording import say
from tests.sync.planning.conftest import plan


def worded(problem: Problem) -> str:
    return say(problem.code, problem.values).what


def test_a_problem_reads_like_a_sentence(make: Any) -> None:
    wanted = make.with_offer(make.listing(), price=Dong(10_000))
    shop_state = make.shop_state([wanted], [make.seen()], {"TOMKHO": make.applied()})
    (held,) = plan(shop_state, make.guard_input()).held
    assert worded(held.problem) == (
        "Giá mới của TOMKHO là 10.000 ₫, giá trước là 100.000 ₫: có nhầm số 0 không?"
    )


def test_no_place_in_a_sentence_stays_empty(make: Any) -> None:
    seen = [make.seen(f"P{n}", remote_id=str(n), status="live") for n in range(5)]
    known = {x.code: make.applied(make.listing(x.code), remote_id=x.remote_id) for x in seen}
    wanted = [
        make.with_offer(make.listing("P0"), price=Dong(160_000)),
        make.listing("NEW"),
    ]
    shop_state = make.shop_state(wanted, [*seen, make.seen("NEW", remote_id="9", title="x")], known)
    made = plan(shop_state, make.guard_input())
    problems = [held.problem for held in made.held]
    problems += limits(
        make.listing(category=None, offers=(make.offer(price=Dong(1)),)), make.features()
    )
    assert len({problem.code for problem in problems}) >= 4
    for problem in problems:
        for language in ("vi", "en"):
            saying = say(problem.code, problem.values, language)
            assert not re.search(r"[{}]|None", saying.what + saying.todo), saying


@pytest.mark.parametrize("status", ["reviewing", "banned"])
def test_what_is_waited_for_is_said(make: Any, status: str) -> None:
    seen = make.seen(status=status, reason="sai ngành hàng")
    made = plan(make.shop_state([make.listing()], [seen], {}), make.guard_input())
    (problem,) = made.problems
    assert "TOMKHO" in worded(problem)
