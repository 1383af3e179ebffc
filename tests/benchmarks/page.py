"""What each page costs: processor time of the server, and bytes on the wire, compressed.

An installation of 2,000 products, each sold in 20 shops and published in all; 40 changes wait for
a yes in every shop, a day of 300 orders lies behind. Every page is opened as the owner does, those
of one product, SKU or shop for the first of them: the first time, and again.
"""

from __future__ import annotations

import asyncio
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial, reduce
from pathlib import Path
from time import monotonic

import httpx

from sync.app import App, load_configuration, opened
from sync.catalog import Configuration
from sync.model import Change, Dong, Held, Listing, Movement, Offer, Problem, Shop
from sync.planning import change_digest
from sync.running.questions import alike
from sync.service.engine import LocalEngine
from sync.service.workqueue import WorkQueue
from sync.store import HeldChange
from sync.web.app import build
from sync.web.context import PageContext
from sync.web.live import Live
from sync.web.rendering import HERE, asset
from sync.web.routes import ROUTES
from sync.web.serving import opening_link
from sync.web.warming import warm
from tests.benchmarks.catalogs import write_catalog
from tests.benchmarks.installation import APPS, context_for, fill
from tests.benchmarks.table import say, show

ADDRESS = "http://127.0.0.1:8780"
HEADS = ("page", "first ms", "again ms", "wire kB (aim 60)")
# Labels need a website, a scan one that is kept.
NOT_PAGES = ("/live", "/enter", "/connect/go", ".yaml", "/labels", "/papers/scan")
SEARCHED = ("/products?q=mat+ong", "/stock?q=mat+ong", "/papers?all")
TURNS, HELD, ORDERS = 7, 40, 300
SHOP = (
    '  - {{name: gian-{number}, app: tap, account: "{account}", sandbox: "http://127.0.0.1:1", '
    "access_token: a, refresh_token: b}}\n"
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What one page costs."""

    path: str
    status: int
    first_ms: float
    again_ms: float
    wire_kb: float


async def run(*, quick: bool) -> None:
    """Fill an installation, and open every page."""
    products, shops = (100, 2) if quick else (2000, 20)
    with tempfile.TemporaryDirectory() as folder:
        found = await _measured(Path(folder), products, shops)
    rows = [
        (one.path, f"{one.first_ms:.0f}", f"{one.again_ms:.0f}", f"{one.wire_kb:.1f}")
        for one in found
    ]
    show(f"Pages of {products:,} products in {shops} shops (processor time, medians)", HEADS, rows)
    say("", f"Once for all pages: style and scripts {_assets_kb():.1f} kB")
    assert all(one.status == 200 for one in found), found


async def _measured(folder: Path, products: int, shops: int) -> list[Cost]:
    config = folder / "config"
    write_catalog(config, products)
    listed = (SHOP.format(number=n, account=227_000_000 + n) for n in range(shops))
    (config / "shops.yaml").write_text(APPS + "".join(listed), encoding="utf-8")
    configuration = load_configuration(config, {})
    async with opened(configuration, home=folder / "home") as app:
        first, *others = configuration.shops
        await fill(context_for(first, app.store, configuration, timedelta(0)))
        _copy_books(folder / "home" / "ocop.db", first, others)
        for shop in configuration.shops:
            await _hold(app, shop)
        await _sell(app, configuration)
        for shop in configuration.shops:  # as the service's first rounds do
            await app.context(shop.name)
        context = PageContext(
            app=app,
            engine=LocalEngine(WorkQueue(monotonic)),
            live=Live(),
            config=config,
            language="vi",
            unreached=dict,
            halt=lambda: None,
            saved=partial(asyncio.sleep, 0),
            fault=_raise,
        )
        return await _open_all(context)


def _copy_books(database: Path, first: Shop, others: Sequence[Shop]) -> None:
    """Let the other shops have just what the first one has; projecting all takes minutes."""
    with closing(sqlite3.connect(database)) as connection, connection:
        for table in ("links", "observations", "shown"):
            names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            kept = ", ".join(name for name in names if name not in ("shop", "id"))
            for shop in others:
                copied = f"INSERT INTO {table} (shop, {kept}) SELECT ?, {kept} FROM {table}"
                connection.execute(f"{copied} WHERE shop = ?", (shop.name, first.name))


def _raise(error: Exception) -> None:
    raise error


async def _open_all(context: PageContext) -> list[Cost]:
    application = build(context, ["127.0.0.1"])
    began = time.process_time()
    await warm(context, application.state.looks)  # as `ocop serve` does once its page is open
    say("", f"Made ready in the background at start: {time.process_time() - began:.2f} s")
    transport = httpx.ASGITransport(application)
    headers = {"Sec-Fetch-Site": "none", "Accept-Encoding": "gzip"}
    async with httpx.AsyncClient(transport=transport, base_url=ADDRESS, headers=headers) as http:
        await http.get(await opening_link(context.app.store, ADDRESS))
        paths = [route.path for route in ROUTES if route.needs and "GET" in (route.methods or ())]
        named = _names(context.app.configuration)
        filled = [reduce(lambda path, name: path.replace(*name), named, path) for path in paths]
        pages = [path for path in filled if "{" not in path and not path.endswith(NOT_PAGES)]
        return [await _cost(http, context, path) for path in (*pages, *SEARCHED)]


def _names(configuration: Configuration) -> Sequence[tuple[str, str]]:
    """What stands in the addresses that name something."""
    product, shop = configuration.products[0], configuration.shops[0]
    of_product = [("{code}", product.code), ("{sku}", product.variants[0].sku)]
    return [*of_product, ("{shop}", shop.name)]


async def _cost(http: httpx.AsyncClient, context: PageContext, path: str) -> Cost:
    took = list[float]()
    for _ in range(TURNS):
        context.live.changed()  # nothing is remembered from the last look
        began = time.process_time()
        async with http.stream("GET", path) as answer:
            wire = sum([len(chunk) async for chunk in answer.aiter_raw()])
        took.append((time.process_time() - began) * 1000)
    return Cost(path, answer.status_code, took[0], statistics.median(took[1:]), wire / 1000)


def _assets_kb() -> float:
    import gzip

    names = ("page.css", "page.js", "icons.svg", "vendor/htmx.min.js", "vendor/sse.min.js")
    assert all(asset(name) for name in names)
    return sum(len(gzip.compress((HERE / "static" / name).read_bytes())) for name in names) / 1000


async def _hold(app: App, shop: Shop) -> None:
    """Have prices ten times too high wait."""
    lease = await app.store.leases.take(shop.name, "benchmark", datetime.now(UTC), 3600)
    assert lease is not None
    changes = [_reprice(app.configuration, shop, number) for number in range(HELD)]
    held = [_held(change) for change in changes]
    await app.store.held.replace(lease, held)
    await app.store.leases.give_back(lease)


def _reprice(configuration: Configuration, shop: Shop, number: int) -> Change:
    product = configuration.products[number % len(configuration.products)]
    variant = product.variants[0]

    def listing(price: int) -> Listing:
        offers = (Offer(sku=variant.sku, price=Dong(price), quantity=4),)
        return Listing(shop=shop.name, code=product.code, title=product.name, offers=offers)

    return Change(
        kind="reprice",
        shop=shop.name,
        code=product.code,
        sku=variant.sku,
        fields=("price",),
        before=listing(variant.price),
        after=listing(variant.price * 10),
        reason="catalog",
    )


def _held(change: Change) -> HeldChange:
    values: Mapping[str, str | int] = {"sku": str(change.sku), "last": 80_000, "price": 800_000}
    problem = Problem(code="price_magnitude", severity="hold", values=values, about=change.code)
    held = Held(change=change, problem=problem)
    digest = change_digest(change)
    return HeldChange(digest=digest, alike=alike(change), since=datetime.now(UTC), held=held)


async def _sell(app: App, configuration: Configuration) -> None:
    """Have orders come in lately, as many in each shop."""
    now = datetime.now(UTC)
    for shop in configuration.shops:
        lease = await app.store.leases.take(shop.name, "benchmark", now, 3600)
        assert lease is not None
        each = range(ORDERS // len(configuration.shops))
        moved = [_sale(configuration, shop, number, now) for number in each]
        await app.store.stock.add(lease, moved)
        await app.store.leases.give_back(lease)


def _sale(configuration: Configuration, shop: Shop, number: int, now: datetime) -> Movement:
    variant = configuration.products[number % len(configuration.products)].variants[0]
    return Movement(
        shop=shop.name,
        reference=f"DON-{number}",
        sku=variant.sku,
        reason="sold",
        quantity=-1,
        at=now - timedelta(seconds=number),
        price=variant.price,
    )
