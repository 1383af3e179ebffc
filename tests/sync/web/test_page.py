"""The frame of the page: who gets in, in which language, and what every answer says beside."""

from __future__ import annotations

import re

from sync.web.headers import POLICY
from sync.web.routes import ROUTES
from tests.sync.web.conftest import ADDRESS, Browser
from tools import vendor

OWN = {"Sec-Fetch-Site": "same-origin"}


async def test_the_printed_address_opens_one_session_and_no_second(browser: Browser) -> None:
    link = await browser.link()
    assert (await browser.open(link)).status_code == 303
    browser.http.cookies.clear()
    assert (await browser.open(link)).status_code == 403
    assert (await browser.http.get("/")).status_code == 403


async def test_a_session_is_known_by_a_cookie_that_no_script_and_no_other_site_gets(
    browser: Browser,
) -> None:
    cookie = (await browser.open(await browser.link())).headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


async def test_nobody_without_a_session_reads_or_does_anything(browser: Browser) -> None:
    browser.http.cookies.clear()
    guarded = [(route, method) for route in ROUTES if route.needs for method in route.methods or ()]
    for route, method in guarded:
        path = re.sub(r"\{\w+\}", "x", re.sub(r"\{\w+:int\}", "1", route.path))
        answer = await browser.http.request(method, path, headers=OWN)
        assert answer.status_code == 403, (method, path)


async def test_what_another_site_sends_is_refused(browser: Browser) -> None:
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://evil.example"}, {}):
        assert (await browser.http.post("/runs", headers=headers)).status_code == 403
    assert (await browser.http.post("/runs", headers={"Origin": ADDRESS})).status_code == 303


async def test_no_other_name_leads_to_the_page(browser: Browser) -> None:
    answer = await browser.http.get("/", headers={"Host": "rebound.example"})
    assert answer.status_code == 400


async def test_every_answer_forbids_what_is_from_elsewhere(browser: Browser) -> None:
    for path in ("/", "/nowhere", "/static/page.css"):
        assert (await browser.http.get(path)).headers["content-security-policy"] == POLICY
    assert "style=" not in await browser.text("/")


async def test_the_language_is_changed_for_one_browser(browser: Browser) -> None:
    assert "Hôm nay" in await browser.words("/")
    answer = await browser.http.post("/language/en", headers=OWN | {"Referer": f"{ADDRESS}/?a=1"})
    assert answer.headers["location"] == "/?a=1"
    assert "Today" in await browser.words("/")
    away = await browser.http.post("/language/vi", headers=OWN | {"Referer": "http://x//evil"})
    assert away.headers["location"] == "/"
    none = await browser.http.post("/language/vi", headers=OWN | {"Referer": "http://[x"})
    assert (none.status_code, none.headers["location"]) == (303, "/")


async def test_a_page_that_is_not_there_is_said_in_the_frame(browser: Browser) -> None:
    answer = await browser.http.get("/nowhere")
    assert answer.status_code == 404
    assert "Không có trang này" in answer.text


async def test_static_files_are_kept_as_long_as_they_are_the_same(browser: Browser) -> None:
    text = await browser.text("/")
    sheet = text.partition('rel="stylesheet" href="')[2].partition('"')[0]
    assert "immutable" in (await browser.http.get(sheet)).headers["cache-control"]
    assert (await browser.http.get("/")).headers["cache-control"] == "no-store"


def test_the_scripts_are_the_pinned_ones() -> None:
    assert vendor.main(["--check"]) == 0
