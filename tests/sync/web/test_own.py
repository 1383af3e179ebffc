"""A cooperative sees its own goods: nothing of another's is on any page, nor in the API."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from sync.model import Change, Held, Listing, Problem, Product
from sync.model.assortment import file_of
from sync.model.people import Permission
from sync.running.ledger import StockEntry
from sync.store import Decision, HeldChange, Note
from sync.web.api.routes import API_ROUTES
from tests.sync.web.conftest import Browser
from tests.sync.web.test_access import LAN, OF_ONE, OWN, endpoints

NOTE = "chuyện riêng của người ta"


@pytest.fixture
async def theirs(browser: Browser) -> Product:
    """A product of another cooperative, of which there is something everywhere."""
    app, now = browser.app, datetime.now(UTC)
    product = next(p for p in app.configuration.products if file_of(p) == "hong-hoa")
    store, shop, sku = app.store, app.shops[0].name, product.variants[0].sku
    await app.ledger.count(StockEntry(sku=sku, quantity=9, reference="a"), None)
    await app.ledger.sell(StockEntry(sku=sku, quantity=1, reference="b"))
    lease = await store.leases.take(shop, "test", now, 60)
    assert lease is not None
    listing = Listing(shop=shop, code=product.code, title=product.name, offers=())
    change = Change(kind="publish", shop=shop, code=product.code, after=listing)
    problem = Problem(code="app_refused", severity="hold", about=product.code)
    round_id = await store.rounds.start(shop, now)
    note = Note(change=change, noted="held", problem=problem)
    await store.journal.note(lease, round_id, [note], now)
    held = Held(change=change, problem=problem)
    waiting = HeldChange(digest="0" * 16, alike="1" * 16, since=now, held=held)
    await store.held.replace(lease, [waiting])
    hold = Decision(at=now, who="Lan", origin="page", verdict="hold", code=product.code, note=NOTE)
    await store.decisions.add([hold])
    await store.users.add(LAN, None, now)
    await browser.become(OF_ONE)
    return product


async def test_nothing_of_another_cooperative_is_shown(browser: Browser, theirs: Product) -> None:
    secret = {theirs.code, theirs.name, NOTE, *(variant.sku for variant in theirs.variants)}
    pages = [path for method, path, needs in endpoints() if method == "GET" and needs]
    api = [f"/api/v1{route.path}" for route in API_ROUTES if route.method == "GET"]
    api = [path.replace("{code}", "x").replace("{sku}", "x") for path in api]
    shown = []
    for path in (*pages, *api):
        if path in ("/live", "/api/v1/orders"):  # these wait for the service, or for a marketplace
            continue
        answer = await browser.http.get(path)
        assert answer.status_code in (200, 303, 403, 404), path
        shown += [(path, each) for each in secret if each in answer.text]
    assert shown == []
    assert browser.faults == []
    await browser.become(LAN)  # who sees all does see it
    for path in ("/api/v1/held", "/api/v1/log", "/api/v1/status"):
        assert secret & set(re.findall(r'"([^"]+)"', (await browser.text(path)))), path


async def test_what_is_named_by_its_address_is_not_there_either(
    browser: Browser, theirs: Product
) -> None:
    found = []
    names = (theirs.code, theirs.variants[0].sku, "0" * 16, "1" * 16)
    for method, path, needs in endpoints():
        if "/x" in path and needs not in (None, Permission.USERS):
            for name in names:
                place = path.replace("/x", f"/{name}")
                answer = await browser.http.request(method, place, headers=OWN)
                if theirs.name in answer.text or answer.status_code >= 500:
                    found.append((method, place, answer.status_code))
    assert found == []


@pytest.mark.parametrize("file", ["../settings", "../shops", "hong-hoa", "", "/etc/passwd", "x\0y"])
async def test_a_new_product_goes_into_a_catalog_file_of_theirs_and_nowhere_else(
    browser: Browser, theirs: Product, file: str
) -> None:
    answer = await browser.send("/products/new", file=file, name="Trà", category="tra", price="1")
    assert answer.status_code == 400
    if file == "hong-hoa":
        return
    await browser.become(LAN)  # for whom every file is theirs, if it is one
    again = await browser.send("/products/new", file=file, name="Trà", category="tra", price="1")
    assert (again.status_code, browser.faults) == (400, [])
