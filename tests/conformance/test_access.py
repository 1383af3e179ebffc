"""Tokens, clocks, strange answers and secrets."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import replace
from typing import Any

import pytest

from sync.marketplace import Response
from tests.conformance.stall import Stall, copies, some_products


def counting_refreshes(stall: Stall) -> list[str]:
    """Note each refresh token that is used."""
    login = stall.login
    assert login is not None
    used: list[str] = []
    refresh = login.refresh

    async def noted(refresh_token: str) -> Any:
        used.append(refresh_token)
        return await refresh(refresh_token)

    login.refresh = noted  # type: ignore[method-assign]
    return used


@pytest.mark.needs("login")
async def test_an_expired_token_is_refreshed_once_however_many_need_it(stocked: Stall) -> None:
    used = counting_refreshes(stocked)
    listing = (await _observed(stocked))[0]
    await stocked.fault("token_expired", times=4)
    await asyncio.gather(*(stocked.market.find([listing]) for _ in range(4)))
    await stocked.heal()
    assert len(used) == 1
    await stocked.is_true()


async def _observed(stall: Stall) -> list[Any]:
    return [listing async for listing in stall.market.listings({})]


@pytest.mark.needs("login")
async def test_rotated_tokens_survive_a_restart_and_each_is_used_once(stocked: Stall) -> None:
    used: list[str] = []
    for _ in range(4):
        await stocked.advance(86_400 * 3)
        stocked.reopen()
        seen = counting_refreshes(stocked)
        assert (await stocked.round()).true
        used += seen
    assert used
    assert len(used) == len(set(used))


@pytest.mark.needs("login")
async def test_a_token_is_refreshed_before_it_ends(stocked: Stall) -> None:
    """The platform never gets to say that a token is too old."""
    await stocked.advance(60)
    await stocked.fault("token_expired", times=1)
    assert (await stocked.round()).true  # now we know when the token ends
    kept = await stocked.store.tokens.get(stocked.shop.name)
    assert kept is not None
    used = counting_refreshes(stocked)
    left_s = (kept.access_expires_at - stocked.now()).total_seconds()
    await stocked.advance(left_s - stocked.features.token_early_s + 1)
    await stocked.forget_calls()
    assert (await stocked.round()).true
    assert len(used) == 1
    results = {call["result"] for call in (await stocked.ask("GET", "calls"))["calls"]}
    assert results == {"ok"}


@pytest.mark.needs("login")
async def test_a_shop_that_must_be_granted_anew_says_so_and_changes_nothing(
    stocked: Stall,
) -> None:
    before = await stocked.remote()
    await stocked.fault("token_expired", times=100_000)
    stocked.sell(some_products()[1:])
    report = await stocked.round()
    assert not report.plan.complete
    assert report.plan.changes == ()
    assert report.problems
    await stocked.heal()
    assert await stocked.remote() == before


@pytest.mark.parametrize("minutes", [-40, 40])
async def test_our_clock_may_be_wrong(stall: Stall, minutes: int) -> None:
    await stall.ask("POST", "clock", {"advance_s": minutes * 60})
    report = await stall.round()
    assert report.true, report.problems


def with_strange_fields(response: Response) -> Response:
    """Add to every object what no document mentions."""

    def strange(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: strange(each) for key, each in value.items()} | {"x_moi": [None, {"a": 1}]}
        if isinstance(value, list):
            return [strange(each) for each in value]
        return value

    body = strange(json.loads(response.content))
    return replace(response, content=json.dumps(body).encode())


async def test_unknown_fields_in_answers_are_ignored(stall: Stall) -> None:
    stall.http.touch = lambda _request, response: with_strange_fields(response)
    report = await stall.round()
    assert report.true, report.problems
    await stall.is_true()


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"null", b"<html>503</html>", b"\xff\xfe"])
async def test_an_answer_that_makes_no_sense_never_crashes_a_round(
    stall: Stall, content: bytes
) -> None:
    stall.sell(copies(2))
    stall.http.touch = lambda _request, response: replace(response, content=content)
    report = await stall.round()
    assert not report.true
    assert report.problems
    stall.http.touch = lambda _request, response: response
    await stall.ends_true()


async def test_no_secret_reaches_a_log_the_journal_or_an_error(
    stall: Stall, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    await stall.fault("garbage", nth=6)
    await stall.fault("token_expired", nth=9)
    told = [repr(await stall.round()), repr(await stall.round())]
    await stall.fault("reset_after", times=10_000)
    told.append(repr(await stall.round()))
    told += [repr(entry) for entry in await stall.store.journal.entries(limit=10_000)]
    told += [record.getMessage() + repr(record.__dict__) for record in caplog.records]
    kept = await stall.store.tokens.get(stall.shop.name)
    secrets = {stall.credentials[name] for name in ("secret", "token", "refresh_token")}
    if kept is not None:
        secrets |= {kept.access, kept.refresh}
    secrets.discard("")  # some have no refresh token
    spilt = [line for line in told if any(secret in line for secret in secrets)]
    assert not [line[:300] for line in spilt]
