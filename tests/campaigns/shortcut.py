"""Campaign "shortcut": what a quick round passes over by digest changes no plan, in any world.

A world is a shop and what happens in it, drawn at random: edits of the catalog, settings and price
rules of shops, days on which papers end, sales and counts, what a seller changes there. After each
of them the plan with the shortcut and the one without are the same, byte for byte.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from sync.model import (
    Certificate,
    Count,
    Dong,
    Plan,
    PriceRule,
    Problem,
    Product,
    Rest,
    ShopName,
    StockRule,
)
from sync.running.ledger import Ledger, StockEntry, StockEntryRefused
from sync.running.round import RoundRequest, run_round
from sync.running.settled import Settled
from sync.store import Pin
from tests.campaigns.drawn import played
from tests.campaigns.goods import PLATFORMS
from tests.campaigns.report import Findings
from tests.conformance.stall import Stall, copies, some_products, stall_of

QUICK = RoundRequest(proof="quick")
LOOK = RoundRequest(proof="quick", purpose="look")
COPIES = 3
TRIES = 6


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happens: the function of its name below, with what was drawn for it."""

    name: str
    values: tuple[Any, ...] = ()


def product_at(stall: Stall, number: int) -> Product:
    products = stall.configuration.products
    return products[number % len(products)]


def sku_at(stall: Stall, number: int) -> str:
    return str(product_at(stall, number).variants[0].sku)


async def rename(stall: Stall, number: int, name: str) -> None:
    stall.edit(product_at(stall, number).code, name=name)


async def alike(stall: Stall, title: str) -> None:
    """So many become alike that a person is asked: only the whole shop can tell."""
    for product in stall.configuration.products:
        stall.edit(product.code, title=title)


async def story(stall: Stall, number: int, text: str) -> None:
    stall.edit(product_at(stall, number).code, story=text)


async def price(stall: Stall, number: int, dong: int) -> None:
    product = product_at(stall, number)
    variants = tuple(replace(v, price=Dong(v.price + dong)) for v in product.variants)
    stall.edit(product.code, variants=variants)


async def count(stall: Stall, number: int, units: int) -> None:
    product = product_at(stall, number)
    variants = tuple(replace(v, stock=Count(units)) for v in product.variants)
    stall.edit(product.code, variants=variants)


async def unsell(stall: Stall, number: int) -> None:
    product = product_at(stall, number)
    stall.edit(product.code, sold=not product.sold)


async def rest(stall: Stall, number: int, days: int) -> None:
    """Let a product be out of its season until some day, or back in it."""
    product, today = product_at(stall, number), stall.now().date()
    out = Rest(since=today, until=today + timedelta(days=days))
    stall.edit(product.code, rest=None if product.rest else out)


async def take_off(stall: Stall, number: int) -> None:
    gone = product_at(stall, number).code
    left = [product for product in stall.configuration.products if product.code != gone]
    stall.sell(left or stall.configuration.products)


async def put_on(stall: Stall, number: int) -> None:
    known = stall.configuration.codes
    fresh = [product for product in copies(COPIES + 3) if product.code not in known]
    stall.sell([*stall.configuration.products, *fresh[number % 3 :][:1]])


async def move_sku(stall: Stall, number: int) -> None:
    """Let the last variant of a product take the place of the first of the next."""
    giver, taker = product_at(stall, number), product_at(stall, number + 1)
    first, *others = taker.variants
    if len(giver.variants) > 1:
        moved = replace(giver.variants[-1], options=first.options)
        stall.edit(giver.code, variants=giver.variants[:-1])
        stall.edit(taker.code, variants=(moved, *others))


async def certify(stall: Stall, number: int, days: int) -> None:
    """Let a product claim stars for so many days more."""
    paper = Certificate(
        stars=4,
        decision_no="12/QĐ-UBND",
        issued_by="UBND tỉnh Cà Mau",
        issued_level="province",
        issued_on=date(2024, 1, 2),
        expires_on=(stall.now() + timedelta(days=days)).date(),
    )
    stall.edit(product_at(stall, number).code, certificate=paper)


async def block(stall: Stall, number: int) -> None:
    code = product_at(stall, number).code
    await take_off(stall, number)
    stall.configuration = replace(stall.configuration, blocked=frozenset({code}))


async def object_to(stall: Stall, number: int, severity: Any) -> None:
    about = product_at(stall, number).code
    wrong = Problem(code="price_not_thousand", severity=severity, about=about)
    stall.configuration = replace(stall.configuration, problems=(wrong,))


async def shop_has(stall: Stall, **changes: Any) -> None:
    """Edit the shop's entry, as a service that goes on with what it knows sees it."""
    shop = replace(stall.shop, **changes)
    stall.configuration = replace(stall.configuration, shops=(shop, *stall.configuration.shops[1:]))
    stall.context = replace(stall.context, shop=shop)


async def price_rule(stall: Stall, percent: float) -> None:
    await shop_has(stall, price_rule=PriceRule(percent=percent))


async def stock_rule(stall: Stall, reserve: int, ceiling: int | None) -> None:
    await shop_has(stall, stock_rule=StockRule(reserve=reserve, ceiling=ceiling))


async def leave_to_them(stall: Stall, field: Any, owner: Any) -> None:
    await shop_has(stall, fields={field: owner})


async def policy(stall: Stall, name: Any) -> None:
    await shop_has(stall, policy=name)


async def other_shop(stall: Stall) -> None:
    other = replace(stall.shop, name=ShopName("khac"), sells=frozenset())
    stall.configuration = replace(stall.configuration, shops=(stall.shop, other))


async def order(stall: Stall, number: int, units: int) -> None:
    with suppress(Exception):  # what is not on sale cannot be bought
        await stall.buyer_orders(sku_at(stall, number), units)


async def by_hand(stall: Stall, number: int, units: int, word: str) -> None:
    ledger = Ledger(stall.store, stall.configuration, stall.context.clock)
    product = product_at(stall, number)
    sku = product.variants[0].sku
    entry = StockEntry(sku=sku, quantity=units, reference=f"{word}-{number}-{units}")
    with suppress(StockEntryRefused):
        if word == "receive":
            await ledger.receive(entry)
        else:
            await ledger.lose(entry)


async def drift(stall: Stall, number: int, changed: dict[str, Any]) -> None:
    with suppress(Exception):  # what is not there cannot be edited
        await stall.seller_edits(sku_at(stall, number), **changed)


async def later(stall: Stall, days: float) -> None:
    await stall.advance(timedelta(days=days).total_seconds())


async def pin(stall: Stall) -> None:
    changes = (await run_round(stall.context, LOOK)).plan.changes
    if changes:
        await stall.store.decisions.pin([Pin(change=changes[0], who="Lan", at=stall.now())])


async def fault(stall: Stall) -> None:
    await stall.fault("maintenance", times=1000)


async def heal(stall: Stall) -> None:
    await stall.heal()


async def settle(stall: Stall) -> None:
    """Let rounds do what is to be done, until all that can be passed is."""
    await stall.heal()
    await stall.advance(stall.features.settle_s + 1)
    for proof in ("full", "quick", "quick"):
        await run_round(stall.context, RoundRequest(proof=proof))


HAPPENINGS = {
    each.__name__: each
    for each in (
        rename, alike, story, price, count, unsell, rest, take_off, put_on, move_sku, certify,
        block, object_to, price_rule, stock_rule, leave_to_them, policy, other_shop, order, by_hand,
        drift, later, pin, fault, heal, settle,
    )
}  # fmt: skip

_number = st.integers(0, 7)
_changed = st.sampled_from([
    {"title": "Người bán sửa"}, {"price": 1_234_000}, {"stock": 0}, {"stock": 2},
    {"status": "hidden"}, {"status": "deleted"}, {"title": "Người bán sửa", "price": 99_000},
])  # fmt: skip
_VALUES: dict[str, tuple[st.SearchStrategy[Any], ...]] = {
    "rename": (_number, st.sampled_from(["Mắm ba khía", "Tôm khô loại một", "Khô cá lóc"])),
    "alike": (st.sampled_from(["Đặc sản Cà Mau", "Quà Tết"]),),
    "story": (_number, st.sampled_from(["Phơi hai nắng.", "Muối theo lối cũ."])),
    "price": (_number, st.sampled_from([-20_000, 1000, 500, 200_000])),
    "count": (_number, st.integers(0, 40)),
    "unsell": (_number,),
    "rest": (_number, st.sampled_from([1, 20, 90])),
    "take_off": (_number,),
    "put_on": (_number,),
    "move_sku": (_number,),
    "certify": (_number, st.sampled_from([-1, 0, 1, 21, 400])),
    "block": (_number,),
    "object_to": (_number, st.sampled_from(["stop", "hold", "warning"])),
    "price_rule": (st.sampled_from([-10.0, 0.0, 7.0]),),
    "stock_rule": (st.integers(0, 3), st.sampled_from([None, 1, 5])),
    "leave_to_them": (st.sampled_from(["price", "title", "quantity"]),
                      st.sampled_from(["ours", "theirs", "ask"])),
    "policy": (st.sampled_from(["report", "upsert", "everything"]),),
    "order": (_number, st.integers(1, 4)),
    "by_hand": (_number, st.integers(1, 5), st.sampled_from(["receive", "lose"])),
    "drift": (_number, _changed),
    "later": (st.sampled_from([0.01, 1.0, 21.0, 30.0]),),
}  # fmt: skip


def event(name: str) -> st.SearchStrategy[Event]:
    """Draw what one of them happens with."""
    return st.builds(Event, st.just(name), st.tuples(*_VALUES.get(name, ())))


def worlds(least: int, most: int) -> st.SearchStrategy[list[Event]]:
    """Draw what happens in a shop, one thing after another."""
    return st.lists(st.one_of(*map(event, HAPPENINGS)), min_size=least, max_size=most)


def play(platform: str, events: Sequence[Event]) -> None:
    """Let it all happen in a fresh shop; raises AssertionError where the two plans differ."""
    asyncio.run(_played(platform, events))


async def _played(platform: str, events: Sequence[Event]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        async with stall_of(platform, Path(folder)) as stall:
            stall.sell([*some_products(), *copies(COPIES)])
            await certify(stall, 0, 21)
            await settle(stall)
            await _assert_settled(stall)
            for number, event in enumerate(events):
                await HAPPENINGS[event.name](stall, *event.values)
                short, whole = await _both_ways(stall)
                assert short == whole, events[: number + 1]


async def _both_ways(stall: Stall) -> tuple[str, str]:
    """Plan with the shortcut and without, until both say twice what they say.

    The look to which an order comes reads its listing anew, and what it notes the next finds noted.
    """
    told: tuple[str, str] | None = None
    for _ in range(TRIES):
        before, told = told, (
            await _look(stall, stall.context.settled), await _look(stall, Settled())
        )  # fmt: skip
        if told == before:
            break
    assert told is not None
    return told


async def _assert_settled(stall: Stall) -> None:
    """Else nothing would be passed over, and nothing shown by what follows."""
    report = await run_round(stall.context, LOOK)
    told = {problem.about for problem in report.plan.problems}  # refused by those who review
    waits = [p.code for p in stall.configuration.products if p.code not in told]
    assert stall.context.settled.count == len(waits), f"of {waits} not all settled"


async def _look(stall: Stall, settled: Settled) -> str:
    report = await run_round(replace(stall.context, settled=settled), LOOK)
    return _without_time(report.plan)


def _without_time(plan: Plan) -> str:
    return repr(replace(plan, observed_at=plan.observed_at.replace(2026, 1, 1, 0, 0, 0, 0)))


def run(size: int, seed_: int, platforms: Sequence[str] = PLATFORMS) -> Findings:
    """Play so many worlds on each platform; what differs is made as short as it can be."""
    return played(Findings("shortcut"), platforms, (size, seed_), worlds(1, 12), play)
