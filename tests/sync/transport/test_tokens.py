"""Tokens: renewed early, once, stored before use; what worked is never given up for a rumour."""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sync.marketplace import Call, Rejected, Request, Response
from sync.model import Problem, Tokens
from sync.store import Store, StoreUnavailable
from sync.store.tokens import StoredTokens
from sync.transport.tokens import AccessEnded
from tests.sync.conftest import (
    SHOP,
    Opened,
    Reply,
    TinyLogin,
    TinyPlatform,
    VirtualTime,
    read,
    until,
)

Open = Callable[..., Opened]


async def stored(store: Store) -> Tokens:
    kept = await store.tokens.get(SHOP.name)
    assert kept is not None
    return kept


async def test_of_twenty_who_need_a_token_one_refreshes(
    open_line: Open, tiny: TinyPlatform
) -> None:
    opened = open_line()
    tiny.access = "another"
    assert set(await asyncio.gather(*(opened.ask() for _ in range(20)))) == {"fine"}
    assert tiny.refreshed == ["configured-refresh"]


async def test_of_two_processes_one_refreshes_and_the_other_finds_it(
    open_line: Open, tiny: TinyPlatform
) -> None:
    tiny.access = "another"
    tiny.slow_s = 0.005
    lines = [open_line(), open_line()]
    asked = [line.ask() for line in lines for _ in range(5)]
    assert set(await asyncio.gather(*asked)) == {"fine"}
    assert tiny.refreshed == ["configured-refresh"]


class ProvingLogin(TinyLogin):
    """The tiny platform, if it told whose shop a token opens."""

    def account_proof(self) -> Call[None]:
        def of_ours(response: Response) -> None:
            read(response)
            if self.tiny.heard[-1] == "another's":
                raise Rejected([Problem(code="shop_not_granted")])

        url = f"{self.tiny.url}/thing"
        return Call(
            endpoint="proof",
            build=lambda access: Request(method="GET", url=url, headers={"token": access.token}),
            read=of_ours,
        )


async def test_whose_shop_a_token_opens_is_asked_of_each_and_not_of_the_first_alone(
    open_line: Open, tiny: TinyPlatform, store: Store
) -> None:
    """Another process, or a person, may put a token there while we go on."""
    opened = open_line()
    opened.tokens.login = ProvingLogin(opened.login.line, tiny)
    tiny.access = "configured-access"
    for _ in range(3):
        assert await opened.ask() == "fine"
    assert len(tiny.heard) == 4  # one proof
    ends = opened.clock.now() + timedelta(days=1)
    await store.tokens.grant(
        SHOP.name, Tokens(access="granted", refresh="x", access_expires_at=ends)
    )
    tiny.access = "granted"
    assert await opened.ask() == "fine"
    await store.tokens.grant(
        SHOP.name, Tokens(access="another's", refresh="x", access_expires_at=ends)
    )
    tiny.access = "another's"
    heard = len(tiny.heard)
    with pytest.raises(Rejected):
        await opened.ask(repeatable=True)
    assert tiny.heard[heard:] == ["granted", "another's"]  # refused, then asked whose it is


RENEW = """
import asyncio, json, ssl, sys, urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from sync.model import Tokens
from sync.transport.clock import Clock
from sync.transport.tokens import TokenProvider
from sync.store import SecretBox, Store

address, url = sys.argv[1:]

async def refresh(token):
    answer = await asyncio.to_thread(urllib.request.urlopen, f"{url}/refresh/{token}")
    told = json.load(answer)
    ends = datetime.now(UTC) + timedelta(hours=4)
    return Tokens(access=told["access"], refresh=told["refresh"], access_expires_at=ends)

async def main():
    home = Path(address).parent
    async with Store.open(f"sqlite:///{address}", SecretBox.of({}, home)) as store:
        shop = SimpleNamespace(name="shopee-camau", access_token="configured-access",
                               refresh_token="configured-refresh")
        login = SimpleNamespace(refresh=refresh)
        tokens = TokenProvider(shop, store, Clock(), login, timedelta(minutes=10))
        print((await tokens.renew("configured-access")).access)

asyncio.run(main())
"""


async def test_real_processes_refresh_once_among_them(
    tiny: TinyPlatform, store: Store, tmp_path: Path
) -> None:
    tiny.access = "another"
    tiny.slow_s = 0.05
    command = [sys.executable, "-c", RENEW, str(tmp_path / "ocop.db"), tiny.url]
    pipe = asyncio.subprocess.PIPE
    started = [await asyncio.create_subprocess_exec(*command, stdout=pipe) for _ in range(2)]
    told = [out.decode().strip() for out, _ in [await each.communicate() for each in started]]
    assert told == ["access-1", "access-1"]
    assert tiny.refreshed == ["configured-refresh"]


async def test_the_rotated_token_is_stored_before_anything_is_called_with_it(
    open_line: Open, tiny: TinyPlatform, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed right after: who comes next goes on with what is stored."""

    class Killed(BaseException):
        """The process ends here."""

    put = StoredTokens.put

    async def put_and_die(self: StoredTokens, *given: object, **more: object) -> bool:
        await put(self, *given, **more)  # type: ignore[arg-type]
        raise Killed

    tiny.access = "another"
    with monkeypatch.context() as patch:
        patch.setattr(StoredTokens, "put", put_and_die)
        with pytest.raises(Killed):
            await open_line().ask()
    assert tiny.heard == ["configured-access"]
    assert (await stored(store)).refresh == tiny.refresh
    assert await open_line().ask() == "fine"
    assert tiny.refreshed == ["configured-refresh"]


async def test_new_tokens_that_the_store_cannot_take_yet_are_not_lost(
    open_line: Open, tiny: TinyPlatform, store: Store, tmp_path: Path, virtual: VirtualTime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    opened = open_line()
    put = StoredTokens.put
    tiny.access = "another"
    failures = [StoreUnavailable(Problem(code="store_full"))] * 4

    async def full(self: StoredTokens, *given: object, **more: object) -> bool:
        if failures:
            raise failures.pop()
        return await put(self, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(StoredTokens, "put", full)
    with pytest.raises(StoreUnavailable):
        await opened.ask()
    assert await opened.ask() == "fine"
    assert tiny.refreshed == ["configured-refresh"]
    assert (await stored(store)).access == "access-1"


async def test_a_refresh_under_way_ends_even_when_we_are_told_to_stop(
    open_line: Open, tiny: TinyPlatform, store: Store
) -> None:
    tiny.access, tiny.slow_s = "another", 0.05
    asking = asyncio.create_task(open_line().ask())
    await until(lambda: bool(tiny.refreshed))
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    assert (await stored(store)).refresh == tiny.refresh


async def test_an_early_refresh_that_fails_leaves_the_old_token_in_use_for_a_while(
    open_line: Open, tiny: TinyPlatform, store: Store, virtual: VirtualTime
) -> None:
    ends = virtual.now() + timedelta(minutes=5)
    await store.tokens.grant(
        SHOP.name, Tokens(access=tiny.access, refresh="dead", access_expires_at=ends)
    )
    opened = open_line(replace(SHOP, access_token=None, refresh_token=None))
    assert [await opened.ask() for _ in range(3)] == ["fine"] * 3
    assert tiny.refreshed == ["dead"]
    virtual.offset += timedelta(minutes=6)
    with pytest.raises(AccessEnded) as ended:
        await opened.ask()
    assert ended.value.problem.code == "authorization_ended"


async def test_when_the_stored_tokens_are_dead_those_a_person_just_wrote_are_tried(
    open_line: Open, tiny: TinyPlatform, store: Store, virtual: VirtualTime
) -> None:
    dead = Tokens(access="dead", refresh="dead", access_expires_at=virtual.now() + timedelta(1))
    await store.tokens.grant(SHOP.name, dead)
    assert await open_line().ask() == "fine"
    assert tiny.refreshed == ["dead", "configured-refresh"]
    assert (await stored(store)).access == "access-2"


async def test_what_is_stored_is_not_given_up_for_what_does_not_work_either(
    open_line: Open, tiny: TinyPlatform, store: Store, virtual: VirtualTime
) -> None:
    """A platform in a bad mood refuses everything; the day after, all is as it was."""
    good = Tokens(access="a", refresh="good", access_expires_at=virtual.now() + timedelta(1))
    await store.tokens.grant(SHOP.name, good)
    tiny.access, tiny.refresh = "nobody's", "nobody's"
    with pytest.raises(AccessEnded):
        await open_line().ask()
    assert await stored(store) == good
    tiny.refresh = "good"
    assert await open_line().ask() == "fine"


async def test_a_configured_access_token_without_a_refresh_token_is_used_until_refused(
    open_line: Open, tiny: TinyPlatform, store: Store, virtual: VirtualTime
) -> None:
    dead = Tokens(access="dead", refresh="dead", access_expires_at=virtual.now() + timedelta(1))
    await store.tokens.grant(SHOP.name, dead)
    opened = open_line(replace(SHOP, refresh_token=None))
    assert await opened.ask() == "fine"
    assert await stored(store) == dead
    tiny.access = "another"
    for _ in range(2):
        with pytest.raises(AccessEnded):
            await opened.ask()


async def test_a_shop_without_any_token_asks_for_a_person(open_line: Open) -> None:
    opened = open_line(replace(SHOP, access_token=None, refresh_token=None))
    with pytest.raises(AccessEnded):
        await opened.ask()
    assert await opened.ask(signed_in=False) == "fine"


async def test_tokens_are_not_readable_in_the_database(
    open_line: Open, tiny: TinyPlatform, store: Store, tmp_path: Path
) -> None:
    tiny.replies += [Reply(401)]
    await open_line().ask()
    with closing(sqlite3.connect(tmp_path / "ocop.db")) as database:
        ((sealed,),) = database.execute("SELECT sealed FROM tokens")
    assert "access-1" not in sealed
