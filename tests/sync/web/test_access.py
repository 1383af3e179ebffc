"""Who gets in, who may do what, and what attackers tried."""

from __future__ import annotations

import asyncio
import re
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from starlette.types import Message

from sync.app import load_configuration
from sync.model import Change, Held, Listing, Problem
from sync.model.people import PERMISSIONS, Permission, Role, Viewer
from sync.store import HeldChange, Note
from sync.store.passwords import hashed
from sync.web import access
from sync.web.access import COOKIE
from sync.web.app import build
from sync.web.pages.sign_in import place_in_page
from sync.web.routes import ROUTES
from tests.sync.web.conftest import ADDRESS, SHIPPED, Browser

PASSWORD = "mười con cua biển"
LAN = Viewer(name="Lan", role=Role.OWNER)
OF_ONE = Viewer(name="Bình", role=Role.COOPERATIVE, cooperatives=("htx-19-5",))
PEOPLE = {
    Role.OWNER: LAN,
    Role.UNION: Viewer(name="Minh", role=Role.UNION),
    Role.COOPERATIVE: OF_ONE,
    Role.VIEWER: Viewer(name="Hoa", role=Role.VIEWER),
}
OWN = {"Sec-Fetch-Site": "same-origin"}
TOO_MUCH = OWN | {"Content-Length": str(2**30)}
EVIL = {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"}
BAD = "<script>alert(1)</script>"
HOSTILE = f"""
cooperative: {{name: "{BAD}", address: "{BAD}"}}
products:
  - code: BAD-1
    name: "{BAD}"
    story: "{BAD}"
    category: mat-ong
    unit: "{BAD}"
    price: 190000
    stock: {{count: 3, date: 2026-11-15}}
    label: {{generic_name: "{BAD}", ingredients: ["{BAD}"], storage: "{BAD}"}}
"""


@pytest.fixture
async def users(browser: Browser) -> Browser:
    """A page with an owner who has a password, and nobody signed in."""
    now = datetime.now(UTC)
    await browser.app.store.users.add(LAN, hashed(PASSWORD), now)
    browser.http.cookies.clear()
    return browser


async def sign_in(browser: Browser, name: str = "lan", password: str = PASSWORD) -> httpx.Response:
    return await browser.send("/sign-in", name=name, password=password, next="/settings")


def endpoints() -> Iterator[tuple[str, str, Permission | None]]:
    """Every route, by method and path; what is to be filled in leads nowhere."""
    for route in ROUTES:
        path = re.sub(r"\{.*?\}", "x", re.sub(r"\{\w+:int\}", "1", route.path))
        yield from (
            (method, path, route.needs) for method in route.methods or () if method != "HEAD"
        )


async def test_each_role_gets_through_each_route_as_its_permissions_say(users: Browser) -> None:
    """Whoever may is told that it is too much, before the endpoint hears of it; others are not."""
    wrong = []
    for role, viewer in PEOPLE.items():
        await users.become(viewer)
        for method, path, needs in endpoints():
            if needs is not None:
                answer = await users.http.request(method, path, headers=TOO_MUCH)
                if answer.status_code != (413 if needs in PERMISSIONS[role] else 403):
                    wrong.append((role, method, path, answer.status_code))
    assert wrong == []


async def test_no_route_breaks_where_nothing_is_sent(users: Browser) -> None:
    for method, path, needs in endpoints():
        if needs is not None and path not in ("/live", "/sign-out"):
            await users.become(LAN)
            answer = await users.http.request(method, path, headers=OWN)
            assert answer.status_code < 500, (method, path, users.faults)


@pytest.mark.parametrize("number", ["9" * 25, "9" * 4_400, "-1"])
async def test_a_number_that_no_row_has_leads_nowhere(users: Browser, number: str) -> None:
    for path in {route.path for route in ROUTES if ":int}" in route.path}:
        place = re.sub(r"\{\w+:int\}", number, path).replace("{code}", "x")
        assert (await users.http.get(place)).status_code in (404, 405), place
    assert users.faults == []


async def test_nobody_is_shown_anything_but_where_to_sign_in(users: Browser) -> None:
    for method, path, needs in endpoints():
        answer = await users.http.request(method, path, headers=OWN)
        if needs is not None:
            place = urlsplit(answer.headers["location"])
            assert (answer.status_code, place.path) == (303, "/sign-in"), (method, path)
            assert parse_qs(place.query)["next"] == [path if method == "GET" else "/"]
    part = await users.http.get("/", headers={"HX-Request": "true"})
    assert (part.status_code, part.headers["hx-redirect"]) == (401, "/sign-in?next=%2F")


async def test_no_other_site_makes_a_browser_do_anything(users: Browser) -> None:
    await users.become(LAN)
    for method, path, _ in endpoints():
        if method != "GET":
            for headers in (EVIL, {"Origin": "null"}, {"Sec-Fetch-Site": "same-site"}, {}):
                answer = await users.http.request(method, path, headers=headers)
                assert (answer.status_code, answer.text) == (403, "cross-site\n"), (path, headers)


async def test_a_password_opens_a_session_and_leads_to_where_one_was(users: Browser) -> None:
    answer = await sign_in(users)
    assert (answer.status_code, answer.headers["location"]) == (303, "/settings")
    assert "Lan" in await users.words("/settings")
    (noted, *_) = await users.app.store.decisions.entries()
    assert (noted.who, noted.verdict, noted.origin) == ("Lan", "sign_in", "page 127.0.0.1")
    assert (await users.send("/sign-out")).status_code == 303
    (noted, *_) = await users.app.store.decisions.entries()
    assert (noted.who, noted.verdict, noted.origin) == ("Lan", "sign_out", "page 127.0.0.1")
    assert (await users.http.get("/settings")).status_code == 303


async def test_a_session_that_somebody_planted_is_not_the_one_that_is_signed_in(
    users: Browser,
) -> None:
    users.hold("planted")
    await sign_in(users)
    assert users.http.cookies[COOKIE] != "planted"
    first = users.http.cookies[COOKIE]
    await sign_in(users)
    second = users.http.cookies[COOKIE]
    assert second != first
    users.hold(first)
    assert (await users.http.get("/")).status_code == 303


async def test_who_guesses_waits_and_learns_nothing_of_names(users: Browser) -> None:
    unknown, wrong = await sign_in(users, "ai đó"), await sign_in(users, "lan", "sai mật khẩu")
    words = [re.sub(r'value="[^"]*"', "", each.text) for each in (unknown, wrong)]
    assert words[0] == words[1]
    assert (unknown.status_code, wrong.status_code) == (403, 403)
    for _ in range(8):
        await sign_in(users, "lan", "x")
    assert (await sign_in(users)).status_code == 429
    assert COOKIE not in users.http.cookies


async def test_an_address_leads_to_no_other_page_after_signing_in() -> None:
    bad = ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)",
           "/a\r\nSet-Cookie: x=1", "", "///evil.example", "http://[::1", "//["]  # fmt: skip
    assert {place_in_page(each) for each in bad} == {"/"}
    assert place_in_page("/products?q=tra") == "/products?q=tra"


async def test_a_link_that_is_only_looked_on_stays_good(users: Browser) -> None:
    lan = await users.app.store.users.named("Lan")
    token = await users.app.store.sessions.link(lan, datetime.now(UTC))
    for headers in ({}, EVIL):  # a chat that shows what an address leads to
        looked = await users.http.get(f"/enter?token={token}", headers=headers)
        assert (looked.status_code, COOKIE in users.http.cookies) == (200, False)
    assert (await users.send("/enter", token=token)).status_code == 303
    assert (await users.http.get("/")).status_code == 200
    users.http.cookies.clear()
    assert (await users.send("/enter", token=token)).status_code in (303, 403)
    assert COOKIE not in users.http.cookies


async def test_the_first_user_is_whoever_sits_there_and_then_everybody_signs_in(
    browser: Browser,
) -> None:
    another = browser.http.cookies[COOKIE]
    assert "Người đầu tiên là chủ" in await browser.words("/settings/users")
    added = await browser.send("/settings/users", name="Lan", role="owner")
    assert added.headers["location"] == "/settings"
    assert browser.http.cookies[COOKIE] != another
    wrong = await browser.send("/settings/password", password="1234567890", again="1234567890")
    assert (wrong.status_code, "quá dễ đoán" in wrong.text) == (400, True)
    chosen = await browser.send("/settings/password", password=PASSWORD, again=PASSWORD)
    assert chosen.status_code == 303
    browser.hold(another)
    assert (await browser.http.get("/")).headers["location"].startswith("/sign-in")
    assert (await sign_in(browser)).status_code == 303


async def test_an_owner_takes_people_in_changes_them_and_lets_them_out(users: Browser) -> None:
    await users.become(LAN)
    added = await users.send(
        "/settings/users", name="Bình", role="cooperative", cooperative="htx-19-5"
    )
    (link,) = re.findall(r"http://127\S+?/enter\?token=[\w-]+", added.text)
    owner = users.http.cookies[COOKIE]
    users.http.cookies.clear()
    assert (await users.open(link)).headers["location"] == "/settings"  # a password first
    binh = users.http.cookies[COOKIE]
    assert (await users.http.get("/settings/users")).status_code == 403
    users.hold(owner)
    await users.send("/settings/users/role", name="Bình", role="owner")
    users.hold(binh)
    assert (await users.http.get("/settings/users")).status_code == 200
    users.hold(owner)
    for act in ("link", "sign-out", "remove"):
        assert (await users.send(f"/settings/users/{act}", name="Bình")).status_code in (200, 303)
    users.hold(binh)
    assert (await users.http.get("/")).status_code == 303
    noted = [one.note for one in await users.app.store.decisions.entries() if one.who == "Lan"]
    assert noted == [
        "remove Bình", "sign-out Bình", "link Bình", "role Bình owner",
        "add Bình cooperative htx-19-5",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("role", "cooperative"),
    [("chief", ""), ("cooperative", ""), ("cooperative", "../../etc/passwd"), ("", "")],
)
async def test_nobody_is_given_a_role_that_does_not_exist(
    users: Browser, role: str, cooperative: str
) -> None:
    await users.become(LAN)
    fields = {"name": "X", "role": role, "cooperative": cooperative}
    assert (await users.send("/settings/users", **fields)).status_code == 400
    assert [each.name for each in await users.app.store.users.all()] == ["Lan"]


async def test_a_token_is_shown_once_and_dropped(users: Browser) -> None:
    await users.become(LAN)
    made = (await users.send("/settings/tokens", name="kho")).text
    (token,) = set(re.findall(r"ocop_[\w-]{40,}", made))
    assert token not in await users.text("/settings")
    assert (await users.send("/settings/tokens", name="kho")).status_code == 400
    await users.send("/settings/tokens/drop", name="kho")
    viewer = await users.app.store.sessions.viewer_of_token(token, datetime.now(UTC))
    assert viewer is None


async def test_names_that_are_markup_are_shown_as_text(users: Browser) -> None:
    await users.become(LAN)
    await users.become(Viewer(name=BAD, role=Role.OWNER))
    await users.send("/settings/tokens", name=BAD)
    pages = [await users.text(path) for path in ("/", "/settings", "/settings/users")]
    pages += [(await sign_in(users, BAD, "x")).text]
    pages += [(await users.http.get(f"/enter?token={BAD}")).text]
    assert [BAD in each for each in pages] == [False] * 5
    assert all("&lt;script&gt;" in each for each in pages[1:])


@pytest.mark.parametrize("slow", [True, False])
async def test_who_begins_a_form_and_sends_no_more_is_not_held_and_is_no_fault(
    users: Browser, monkeypatch: pytest.MonkeyPatch, *, slow: bool
) -> None:
    """Whoever may sign in, which is anybody: else they fill the log with faults of ours."""
    monkeypatch.setattr(access, "BODY_S", 0.05)
    head = b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\na'
    messages = [{"type": "http.request", "body": head, "more_body": True}]
    answers: list[Message] = []

    async def receive() -> Message:
        if messages:
            return messages.pop()
        if slow:
            await asyncio.sleep(30)
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        answers.append(message)

    headers = {"host": "127.0.0.1", "sec-fetch-site": "same-origin", "content-length": "900",
               "content-type": "multipart/form-data; boundary=x"}  # fmt: skip
    sent = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "http_version": "1.1", "method": "POST", "path": "/sign-in",
             "raw_path": b"/sign-in", "query_string": b"", "scheme": "http", "headers": sent,
             "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80), "root_path": ""}  # fmt: skip
    async with asyncio.timeout(60):
        await build(users.context, ["127.0.0.1"])(scope, receive, send)
    assert answers[0]["status"] == 408
    assert users.faults == []


async def test_nobody_sends_more_than_a_form_holds(users: Browser) -> None:
    await users.become(LAN)
    large = b"name=" + b"x" * 300_000

    async def drops() -> AsyncIterator[bytes]:
        for _ in range(40):
            yield b"x" * 10_000

    kind = OWN | {"Content-Type": "application/x-www-form-urlencoded"}
    for content, headers in (
        (large, kind),
        (drops(), kind),
        (b"", kind | {"Content-Length": "-1"}),
    ):
        answer = await users.http.post("/settings/users", content=content, headers=headers)
        assert answer.status_code in (400, 413), headers
    many = "&".join(f"cooperative={n}" for n in range(1000))
    bomb = await users.http.post("/settings/users", content=many, headers=kind)
    assert bomb.status_code in (400, 413)
    assert users.faults == []


@pytest.mark.parametrize(
    "path",
    [
        "/static/../access.py",
        "/static/%2e%2e/access.py",
        "/static/..%2f..%2fapp.py",
        "/static//etc",
    ],
)
async def test_static_files_lead_to_no_others(users: Browser, path: str) -> None:
    assert (await users.http.get(f"{ADDRESS}{path}")).status_code in (303, 404)


async def test_over_tls_the_cookie_is_of_this_host_alone(users: Browser) -> None:
    answer = await users.http.post(
        ADDRESS.replace("http:", "https:") + "/sign-in",
        data={"name": "lan", "password": PASSWORD},
        headers=OWN,
    )
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-ocop_session=")
    assert "secure" in cookie.lower()


@pytest.fixture
async def hostile(users: Browser, tmp_path: Path) -> Browser:
    """A catalog, a marketplace and a person whose words are all markup, and an owner who looks."""
    config = tmp_path / "config"
    shutil.copytree(SHIPPED, config, ignore=shutil.ignore_patterns("catalog", "images"))
    (config / "catalog").mkdir()
    (config / "catalog" / "<b>x.yaml").write_text(HOSTILE, encoding="utf-8")
    users.app.configuration = load_configuration(config, {})
    object.__setattr__(users.context, "config", config)
    (product,) = users.app.configuration.products
    store, now, shop = users.app.store, datetime.now(UTC), users.app.shops[0].name
    lease = await store.leases.take(shop, "test", now, 60)
    assert lease is not None
    listing = Listing(shop=shop, code=product.code, title=BAD, description=BAD, offers=())
    change = Change(kind="publish", shop=shop, code=product.code, after=listing, reason="catalog")
    said = Problem(code="app_refused", values={"platform_message": BAD}, about=BAD)
    began = await store.rounds.start(shop, now)
    await store.journal.note(lease, began, [Note(change=change, noted="held", problem=said)], now)
    held = Held(change=change, problem=replace(said, severity="hold"))
    one = HeldChange(digest="0" * 16, alike="1" * 16, since=now, held=held)
    await store.held.replace(lease, [one])
    await users.become(LAN)
    return users


async def test_nothing_that_others_wrote_is_markup_on_any_page(hostile: Browser) -> None:
    code = hostile.app.configuration.products[0].code
    for method, path, needs in endpoints():
        if method == "GET" and needs is not None and path != "/live":
            for place in {path.replace("/x", f"/{code}"), path}:
                answer = await hostile.http.get(place, params={"q": BAD, "shop": BAD})
                assert answer.status_code < 500, place
                assert BAD not in answer.text, place
                assert "<b>x" not in answer.text, place
    assert hostile.faults == []
