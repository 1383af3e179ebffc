"""What a round did is taken back in the shop, and stays so until the catalog changes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from sync.model import Campaign, Code, Dong, Field, Outcome, Product
from sync.planning import Undo
from sync.running.decisions import login_name
from sync.running.undoing import UndoPart, done_in, keep_undone, undo_of
from sync.store import Decision
from tests.conformance.stall import Stall, copies, stall_of_two

FIRST, SECOND = (product.code for product in copies(2))


@pytest.fixture(params=["shopee"])
async def stall(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stall]:
    async with stall_of_two(request.param, tmp_path) as opened:
        yield opened


def at(price: int, product: Product) -> Product:
    return replace(product, variants=(replace(product.variants[0], price=Dong(price)),))


def price_of(stall: Stall, code: str = FIRST) -> int:
    product = next(each for each in stall.configuration.products if each.code == code)
    return product.variants[0].price


def reprice(stall: Stall, times: float, code: str = FIRST) -> int:
    """Edit a price in the catalog."""
    price = int(price_of(stall, code) * times) // 1000 * 1000
    products = stall.configuration.products
    stall.sell(at(price, each) if each.code == code else each for each in products)
    return price


def rename(stall: Stall, old: str, new: str) -> None:
    """Edit a code in the catalog; the SKU stays."""
    products = stall.configuration.products
    stall.sell(replace(p, code=Code(new)) if p.code == old else p for p in products)


async def shown(stall: Stall, sku: str = FIRST) -> tuple[str, int]:
    (found,) = [
        (listing["status"], variant["price"])
        for listing in await stall.remote()
        for variant in listing["variants"]
        if variant["sku"] == sku
    ]
    return found


async def done(stall: Stall) -> tuple[int, list[Outcome]]:
    """Make a round that does all that is to be done; answers its number."""
    report = await stall.round()
    assert not report.plan.held, report.plan.held
    assert {outcome.status for outcome in report.outcomes} == {"done"}
    entries = await stall.store.journal.entries(limit=1)
    return entries[0].round_id, list(report.outcomes)


async def undo(
    stall: Stall, run: int, code: str | None = FIRST, fields: tuple[Field, ...] = ()
) -> list[Undo]:
    """Take back what can be, and make the round that brings the shop to it."""
    part = UndoPart(run, code, fields)
    found = await undo_of(stall.context, await done_in(stall.store, run), part)
    said = Decision(at=stall.now(), who=login_name(), origin="test", verdict="undo")
    await keep_undone(stall.store, found, said)
    await stall.round()
    return [one for one in found if one.why != "undo_not_asked"]


async def stays(stall: Stall) -> None:
    """A fresh process leaves it so, and says that it is not as the catalog says."""
    stall.reopen()
    await stall.advance(600)
    report = await stall.round()
    assert (report.plan.changes, report.plan.held) == ((), ())


async def test_a_price_is_taken_back_and_that_too(stall: Stall) -> None:
    right, wrong = price_of(stall), reprice(stall, 1.2)
    run, _ = await done(stall)
    await stall.buyer_orders(FIRST)
    await undo(stall, run)
    assert await shown(stall) == ("live", right)
    await stays(stall)
    report = await stall.look()
    assert "taken_back_stands" in {problem.code for problem in report.plan.problems}
    entries = await stall.store.journal.entries(limit=9)
    await undo(stall, next(e.round_id for e in entries if e.change.kind == "reprice"))
    assert await shown(stall) == ("live", wrong)
    await stays(stall)
    assert await stall.store.decisions.pinned(stall.shop.name) == []


async def test_what_was_edited_in_the_shop_since_is_left_alone(stall: Stall) -> None:
    wrong = reprice(stall, 1.2)
    run, _ = await done(stall)
    await stall.seller_edits(FIRST, price=wrong + 5000)
    (one,) = await undo_of(
        stall.context, await done_in(stall.store, run), UndoPart(run, None, ("price",))
    )
    assert one.why == "undo_changed_there"


async def test_what_was_published_is_hidden_and_that_is_taken_back(stall: Stall) -> None:
    fresh = copies(3)[2]
    stall.sell([*stall.configuration.products, fresh])
    run, _ = await done(stall)
    await undo(stall, run, fresh.code)
    assert (await shown(stall, fresh.code))[0] == "hidden"
    await stays(stall)
    (hidden, *_) = await stall.store.journal.entries(limit=1)
    await undo(stall, hidden.round_id, fresh.code)
    assert (await shown(stall, fresh.code))[0] == "live"
    await stays(stall)


@pytest.mark.parametrize(
    ("stall", "how"), [("lazada", "sold: no"), ("shopee", "written no more")], indirect=["stall"]
)
async def test_what_went_from_sale_comes_back_until_the_catalog_tells_of_it(
    stall: Stall, how: str
) -> None:
    first, second = stall.configuration.products
    stall.sell([replace(first, sold=False), second] if how == "sold: no" else [second])
    run, _ = await done(stall)
    assert (await shown(stall))[0] == "hidden"
    await undo(stall, run)
    assert (await shown(stall))[0] == "live"
    await stall.buyer_orders(FIRST, 2)
    await stall.advance(120)
    await stall.round()
    await stays(stall)
    (entry, *_) = await stall.store.journal.entries(limit=1, code=FIRST)
    await undo(stall, entry.round_id)
    assert (await shown(stall))[0] == "hidden"
    await stays(stall)
    assert await stall.store.decisions.pinned(stall.shop.name) == []
    stall.sell([first, second])
    await stall.round()
    assert (await shown(stall))[0] == "live"
    stall.sell([second])
    await stall.round()
    assert (await shown(stall))[0] == "hidden"


async def test_a_renamed_product_is_found_under_either_name(stall: Stall) -> None:
    right = price_of(stall)
    reprice(stall, 1.2)
    run, _ = await done(stall)
    rename(stall, FIRST, "TEN-MOI")
    await stall.round()
    await undo(stall, run, "TEN-MOI")
    assert (await shown(stall))[1] == right
    rename(stall, "TEN-MOI", "TEN-NUA")  # what was taken back stays so
    await stall.round()
    assert (await shown(stall))[1] == right
    (again,) = await undo(stall, run, "TEN-NUA")
    assert again.back is None


async def test_a_price_that_was_taken_back_outlives_a_campaign_and_a_broken_file(
    stall: Stall,
) -> None:
    right = price_of(stall)
    reprice(stall, 1.2)
    run, _ = await done(stall)
    await undo(stall, run)
    now = stall.now()
    campaign = Campaign(begins=now, ends=now + timedelta(days=1), percent=20)
    stall.edit(FIRST, campaigns=(campaign,))
    await stall.round()
    await stall.advance(2 * 86400)
    await stall.round()
    assert (await shown(stall))[1] == right
    products = stall.configuration.products
    stall.edit(FIRST, kept="unread")
    await stall.round()
    stall.sell(products)
    await stall.round()
    assert (await shown(stall))[1] == right
