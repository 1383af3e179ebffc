"""The API: the same functions and roles as the page, bearer tokens, problems as JSON."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from sync.app import load_configuration
from sync.model import Change, Code, Held, Listing, Problem
from sync.model.people import PERMISSIONS, Role, Viewer
from sync.store import HeldChange
from sync.web.api.routes import API_ROUTES
from tests.sync.web.conftest import SHIPPED, Browser
from tests.sync.web.test_access import LAN, OF_ONE, PEOPLE

API = "/api/v1"


class Program:
    """A program that has somebody's token, and nothing else."""

    def __init__(self, http: httpx.AsyncClient, token: str) -> None:
        self.http, self._headers = http, {"Authorization": f"Bearer {token}"}

    async def ask(self, method: str, path: str, body: Any = None, **params: Any) -> httpx.Response:
        return await self.http.request(
            method, API + path, json=body, params=params, headers=self._headers
        )

    async def get(self, path: str, **params: Any) -> Any:
        answer = await self.ask("GET", path, **params)
        assert answer.status_code == 200, answer.text
        return answer.json()


@pytest.fixture
async def config(tmp_path: Path) -> Path:
    """A catalog of two cooperatives that may be written into."""
    config = tmp_path / "config"
    shutil.copytree(SHIPPED, config, ignore=shutil.ignore_patterns("catalog", "images", "*.png"))
    (config / "catalog").mkdir()
    for name in ("htx-19-5", "hong-hoa"):
        shutil.copy(SHIPPED / "catalog" / f"{name}.yaml", config / "catalog")
    return config


async def program_of(browser: Browser, viewer: Viewer) -> Program:
    now, store = datetime.now(UTC), browser.app.store
    if not await store.users.any() and viewer.role != Role.OWNER:
        await store.users.add(LAN, None, now)
    user = await store.users.named(viewer.name) or await store.users.add(viewer, None, now)
    token = await store.sessions.add_token(user, f"{now}", now)
    browser.http.cookies.clear()
    return Program(browser.http, token)


def calls() -> Iterator[tuple[str, str, Any]]:
    for route in API_ROUTES:
        path = re.sub(r"\{.*?\}", "x", route.path)
        body: Any = {} if route.method != "GET" else None
        yield route.method, path, body


async def test_each_role_may_do_what_its_permissions_say(browser: Browser) -> None:
    wrong = []
    for role, viewer in PEOPLE.items():
        program = await program_of(browser, viewer)
        for route, (method, path, body) in zip(API_ROUTES, calls(), strict=True):
            if path in ("/orders", "/runs", "/runs/stop") and role != Role.VIEWER:
                continue
            status = (await program.ask(method, path, body)).status_code
            if (status == 403) is (route.needs in PERMISSIONS[role]) or status >= 500:
                wrong.append((role, method, path, status))
    assert wrong == []


async def test_without_a_token_nobody_is_answered_and_a_wrong_one_opens_nothing(
    browser: Browser,
) -> None:
    await program_of(browser, LAN)
    for token in ("", "ocop_wrong", "x" * 5000):
        program = Program(browser.http, token)
        for method, path, body in calls():
            answer = await program.ask(method, path, body)
            assert answer.status_code == 401, (method, path)
            assert answer.headers["www-authenticate"] == "Bearer"
            assert answer.headers["content-type"] == "application/problem+json"
            assert answer.json()["code"] == "page_closed"


async def test_a_browsers_session_is_no_way_in_from_another_site(browser: Browser) -> None:
    headers = {"Sec-Fetch-Site": "cross-site", "Content-Type": "text/plain"}
    answer = await browser.http.post(f"{API}/runs", content="{}", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (401, "page_closed")
    assert browser.queue.waiting() == set()


async def test_a_token_is_good_for_the_api_alone(browser: Browser) -> None:
    program = await program_of(browser, LAN)
    answer = await browser.http.get("/settings", headers=program._headers)
    assert answer.status_code == 303


async def test_a_cooperative_sees_its_own_and_nothing_else_is_there(browser: Browser) -> None:
    lan, binh = await program_of(browser, LAN), await program_of(browser, OF_ONE)
    everything = (await lan.get("/products", limit=500))["products"]
    own = (await binh.get("/products", limit=500))["products"]
    assert 0 < len(own) < len(everything)
    claimed = {each["cooperative"] for each in everything if each["stars"]}
    assert claimed == {"htx-vi-du"}  # what others write is no proof
    assert {each["cooperative"] for each in own} == set(OF_ONE.cooperatives)
    other = next(each for each in everything if each not in own)
    for method, path in (
        ("GET", f"/products/{other['code']}"),
        ("GET", f"/stock/{other['skus'][0]}"),
    ):
        answer = await binh.ask(method, path)
        assert (answer.status_code, answer.json()["code"]) == (404, "api_not_there")
    counted = await binh.ask("POST", f"/stock/{other['skus'][0]}/count", {"number": 3})
    assert counted.status_code == 404
    skus = {row["sku"] for row in (await binh.get("/stock"))["stock"]}
    assert skus == {sku for each in own for sku in each["skus"]}
    assert (await binh.ask("POST", "/runs/stop")).status_code == 403


async def test_stock_is_told_once_and_the_log_says_by_whom(browser: Browser) -> None:
    binh = await program_of(browser, OF_ONE)
    (first, *_) = (await binh.get("/products"))["products"]
    path, body = f"/stock/{first['skus'][0]}", {"number": 12, "reference": "kệ-1"}
    told = (await binh.ask("POST", f"{path}/count", body)).json()
    assert (told["new"], told["available"]) == (True, 12)
    assert (await binh.ask("POST", f"{path}/count", body)).json()["new"] is False
    sold = {"number": 2, "price": 50_000}
    assert (await binh.ask("POST", f"{path}/sell", sold)).json()["available"] == 10
    assert (await binh.get("/sales", by="product"))["total"]["money"] == 100_000
    lines = (await binh.get(path))["lines"]
    assert [line["units"] for line in lines][-2:] == [12, -2]
    decisions = (await binh.get("/log"))["decisions"]
    assert {(one["who"], one["origin"]) for one in decisions} == {("Bình", "api 127.0.0.1")}


@pytest.mark.parametrize(
    "body",
    [{"number": -1}, {"number": 1.5}, {"number": 10**9}, {"number": "3"}, {"number": 1, "x": 1},
     {"number": 1, "note": "x" * 201}, {"number": 1, "reference": "a b"}, [], None],
)  # fmt: skip
async def test_what_has_not_the_form_is_refused_with_a_sentence(
    browser: Browser, body: Any
) -> None:
    program = await program_of(browser, LAN)
    answer = await program.ask("POST", "/stock/X/receive", body)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "api_invalid")
    assert problem["title"].startswith("Yêu cầu không đúng dạng")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
async def test_a_day_at_the_end_of_the_calendar_is_refused(browser: Browser, day: str) -> None:
    program = await program_of(browser, LAN)
    count: Any = {"number": 1, "counted_on": day}
    answers = [
        await program.ask("GET", "/sales", until=day),
        await program.ask("GET", "/sales", since=day),
        await program.ask("POST", "/stock/X/count", count),
    ]
    assert [(x.status_code, x.json()["code"]) for x in answers] == [(422, "api_invalid")] * 3


async def test_more_than_a_request_needs_is_not_read(browser: Browser) -> None:
    program = await program_of(browser, LAN)
    answer = await program.ask("POST", "/runs", {"shop": "x" * 100_000})
    assert (answer.status_code, answer.json()["code"]) == (413, "page_too_large")


async def test_a_product_is_edited_by_its_version_and_every_other_byte_stays(
    browser: Browser, config: Path
) -> None:
    object.__setattr__(browser.context, "config", config)
    browser.app.configuration = load_configuration(config, {})
    binh = await program_of(browser, OF_ONE)
    (first, *_) = (await binh.get("/products"))["products"]
    read = await binh.get(f"/products/{first['code']}")
    file = config / "catalog" / "htx-19-5.yaml"
    before = file.read_text(encoding="utf-8")
    name = read["written"]["name"]

    async def edit(path: list[str], value: Any, version: str) -> httpx.Response:
        body = {"version": version, "edits": [{"path": path, "value": value}]}
        return await binh.ask("PATCH", f"/products/{first['code']}", body)

    done = await edit(["name"], f"{name} 2", read["version"])
    assert done.status_code == 200, done.text
    after = file.read_text(encoding="utf-8")
    assert after == before.replace(name, f"{name} 2", 1)
    late = await edit(["name"], f"{name} 3", read["version"])
    assert (late.status_code, late.json()["code"]) == (409, "edit_value_changed")
    bad = await edit(["images"], ["../../../etc/passwd"], done.json()["version"])
    assert bad.status_code == 422, bad.text
    fixed = await edit(["code"], "X", read["version"])
    assert (fixed.status_code, fixed.json()["code"]) == (422, "api_name_fixed")
    unknown = await edit(["name"], "X", "../../x")
    assert (unknown.status_code, unknown.json()["code"]) == (409, "edit_seen_lost")
    assert file.read_text(encoding="utf-8") == after
    (noted, *_) = (await binh.get("/log"))["decisions"]
    assert (noted["verdict"], noted["who"], noted["id"]) == ("edit", "Bình", done.json()["edit"])


async def test_a_run_is_asked_for_by_whoever_rules_the_shop(browser: Browser) -> None:
    binh = await program_of(browser, OF_ONE)
    assert (await binh.ask("POST", "/runs", {})).status_code == 403
    lan = await program_of(browser, LAN)
    asked = (await lan.ask("POST", "/runs", {})).json()["asked"]
    assert asked == [shop.name for shop in browser.app.shops]
    assert (await lan.ask("POST", "/runs", {"shop": "nowhere"})).status_code == 404
    (noted, *_) = (await lan.get("/log"))["decisions"]
    assert (noted["verdict"], noted["who"]) == ("run", "Lan")


async def test_problems_are_told_in_the_language_that_is_asked_for(browser: Browser) -> None:
    await program_of(browser, LAN)
    answer = await browser.http.get(f"{API}/status", headers={"Accept-Language": "en-GB,en"})
    assert answer.json()["title"] == "The page is not open to this browser."


async def test_what_waits_is_allowed_by_its_digest_and_it_may_take_two(browser: Browser) -> None:
    lan, binh = await program_of(browser, LAN), await program_of(browser, OF_ONE)
    own = (await binh.get("/products"))["products"][0]["code"]
    other = next(
        each["code"]
        for each in (await lan.get("/products", limit=500))["products"]
        if each["cooperative"] not in OF_ONE.cooperatives
    )
    app, now = browser.app, datetime.now(UTC)
    shop = app.shops[0].name
    lease = await app.store.leases.take(shop, "test", now, 60)
    assert lease is not None
    digests = {own: "a" * 16, other: "b" * 16}
    problem = Problem(code="app_refused", severity="hold")
    waiting = [
        HeldChange(
            digest=digest,
            alike=digest,
            since=now,
            held=Held(
                change=Change(
                    kind="publish",
                    shop=shop,
                    code=Code(code),
                    after=Listing(shop=shop, code=Code(code), title="X", offers=()),
                ),
                problem=problem,
            ),
        )
        for code, digest in digests.items()
    ]
    await app.store.held.replace(lease, waiting)
    assert [one["code"] for one in (await binh.get("/held"))["held"]] == [own]
    assert (await binh.ask("POST", f"/held/{digests[other]}/approve")).status_code == 404
    settings = replace(app.configuration.settings, approvals="two_people")
    app.configuration = replace(app.configuration, settings=settings)
    first = (await binh.ask("POST", f"/held/{digests[own]}/approve")).json()
    assert (first["approved_by"], first["approvals_wanted"]) == (["Bình"], 2)
    await binh.ask("POST", f"/held/{digests[own]}/approve")
    second = (await lan.ask("POST", f"/held/{digests[own]}/approve")).json()
    assert second["approved_by"] == ["Bình", "Lan"]
    assert browser.queue.waiting() == {shop}
