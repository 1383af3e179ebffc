"""A round that breaks off says so, one that is told to stop stops, and quick looks are enough."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sync.marketplace import Request, Response
from sync.model import Count, Dong, Listing, Outcome
from sync.running.plan import Scope
from sync.store import LeaseLost
from tests.conformance.stall import (
    Killed,
    Stall,
    copies,
    killed_once,
    offers,
    shipped,
    some_products,
    stall_of,
)

PLATFORM = "shopee"


@pytest.fixture
async def stall(tmp_path: Path) -> AsyncIterator[Stall]:
    async with stall_of(PLATFORM, tmp_path) as opened:
        yield opened


@pytest.fixture
async def stocked(stall: Stall) -> Stall:
    assert (await stall.round()).true
    return stall


async def last_summary(stall: Stall) -> Any:
    last = await stall.store.rounds.last(stall.shop.name)
    assert last is not None
    assert last.finished_at is not None
    return last.summary


async def test_a_round_that_fails_by_our_fault_is_finished_in_the_store(
    stocked: Stall, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Listing) -> Listing:
        raise ZeroDivisionError

    monkeypatch.setattr(stocked.market, "normalize", broken)
    with pytest.raises(ZeroDivisionError):
        await stocked.round()
    assert await last_summary(stocked) == {"broken_off": "ZeroDivisionError"}
    assert await stocked.store.leases.holder_of(stocked.shop.name) is None


async def test_a_round_whose_shop_was_taken_over_writes_nothing_more(
    stocked: Stall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its successor comes while the answer to the first write is on its way."""
    stocked.edit_variants(lambda variant: replace(variant, price=variant.price + 1000))  # type: ignore[arg-type]
    takes_over = stocked.store.leases.take
    intend = stocked.store.journal.intend
    await stocked.forget_calls()
    intended = []

    async def intend_and_lose(*given: Any) -> list[int]:
        intended.append(given)
        ids = await intend(*given)
        later = stocked.now() + timedelta(days=1)
        assert await takes_over(stocked.shop.name, "another", later, 60)
        return ids

    monkeypatch.setattr(stocked.store.journal, "intend", intend_and_lose)
    with pytest.raises(LeaseLost):
        await stocked.round()
    assert len(intended) == 1
    assert await last_summary(stocked) == {"broken_off": "lease_lost"}
    assert len(await stocked.store.journal.open_intents(stocked.shop.name)) > 0


async def test_a_shop_that_could_not_be_read_does_not_look_fine_afterwards(stocked: Stall) -> None:
    await stocked.fault("maintenance", times=1000)
    assert not (await stocked.round()).true
    assert (await last_summary(stocked))["unread"] == 1


async def test_a_round_that_looks_leaves_no_round_behind(stocked: Stall) -> None:
    before = await stocked.store.rounds.last(stocked.shop.name)
    await stocked.look()
    assert await stocked.store.rounds.last(stocked.shop.name) == before


async def test_a_round_of_one_product_concludes_nothing_of_another(stocked: Stall) -> None:
    first, second, *_ = some_products()
    stocked.edit(second.code, name=f"{second.name} mới")
    (change,) = (await stocked.look()).plan.changes
    await _intend(stocked, change)
    await stocked.round(Scope(product=first.code))
    assert len(await stocked.store.journal.open_intents(stocked.shop.name)) == 1
    await stocked.ends_true()
    assert await stocked.store.journal.open_intents(stocked.shop.name) == []


async def test_what_the_catalog_got_wrong_meanwhile_is_not_concluded(stocked: Stall) -> None:
    """The name was to change; then a typing mistake made the whole product unreadable."""
    first, *others = some_products()
    stocked.edit(first.code, name=f"{first.name} mới")
    (change,) = (await stocked.look()).plan.changes
    await _intend(stocked, change)
    sound = stocked.configuration
    stocked.sell(others)
    stocked.configuration = replace(stocked.configuration, blocked=frozenset({first.code}))
    await stocked.round()
    assert len(await stocked.store.journal.open_intents(stocked.shop.name)) == 1
    stocked.configuration = sound
    await stocked.ends_true()
    titles = [listing["title"] for listing in await stocked.remote()]
    assert [title for title in titles if title.startswith(f"{first.name} mới")]


async def test_a_withdrawal_that_had_its_effect_unseen_is_concluded(stocked: Stall) -> None:
    """The process died once the platform had hidden it: the catalog names the product no more."""
    gone, *others = some_products()
    stocked.sell(others)
    (change,) = (await stocked.look()).plan.changes
    assert change.kind == "withdraw"
    await _intend(stocked, change)
    await stocked.seller_edits(offers(gone)[0], status="hidden")
    assert (await stocked.round()).plan.changes == ()
    assert await stocked.store.journal.open_intents(stocked.shop.name) == []


async def test_a_death_once_a_sale_is_written_down_makes_no_fall_of_it(
    stocked: Stall, monkeypatch: pytest.MonkeyPatch
) -> None:
    sku = offers(some_products()[0])[0]
    await stocked.operator.order(sku, 2, cod=True)
    await stocked.advance(120)
    add = stocked.store.stock.add

    async def add_and_die(*given: Any) -> None:
        await add(*given)
        raise KeyboardInterrupt

    monkeypatch.setattr(stocked.store.stock, "add", add_and_die)
    with pytest.raises(KeyboardInterrupt):
        await stocked.round()
    monkeypatch.undo()
    report = await stocked.round()
    assert (report.plan.changes, report.plan.held, report.problems) == ((), (), ())
    assert await stocked.store.shown_stock.fallen([stocked.shop.name]) == []


async def _intend(stall: Stall, change: Any) -> None:
    """Leave an intent as a process leaves it that was killed before it sent anything."""
    lease = await stall.store.leases.take(stall.shop.name, "killed", stall.now(), 1)
    assert lease is not None
    await stall.store.journal.intend(lease, 1, [change], stall.now())
    await stall.store.leases.give_back(lease)


async def test_told_to_stop_a_round_ends_with_the_call_in_hand(stall: Stall) -> None:
    stall.sell(copies(60))
    added: list[str] = []

    def counted(request: Request, response: Response) -> Response:
        added.extend([request.url] if "add_item" in request.url else [])
        return response

    stall.http.touch = counted
    stall.stopping = lambda: len(added) >= 20
    report = await stall.round()
    left = [outcome for outcome in report.outcomes if outcome.status == "failed"]
    assert len(report.outcomes) == 60
    assert {outcome.problem.code for outcome in left if outcome.problem} == {"left_for_next_round"}
    assert not report.true
    assert len(await stall.remote()) == len(added) == 20
    assert await stall.store.journal.open_intents(stall.shop.name) == []
    stall.stopping = bool
    await stall.ends_true()


async def test_a_publish_found_begun_stays_ours_though_the_next_round_breaks_off_too(
    stall: Stall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed after the listing was made, and again before it was carried on with."""
    stall.sell(copies(2))
    await killed_once(stall, lambda request: "add_item" in request.url)
    stall.reopen()

    async def die_early(*_: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr("sync.running.round.carry_out", die_early)
        with pytest.raises(Killed):
            await stall.round()
    await stall.ends_true()


async def test_a_breaker_opens_is_said_to_a_person_half_opens_and_closes(stall: Stall) -> None:
    stall.sell(copies(12))
    await stall.fault("refuse", path="add_item", times=10_000, error="error_server")
    rested: list[Outcome] = []
    for _ in range(20):
        report = await stall.round()
        rested = [o for o in report.outcomes if o.problem and o.problem.code == "operation_paused"]
        if rested:
            break
    assert rested[0] in report.outcomes
    assert rested[0].problem in report.problems
    assert rested[0].started_at is None
    await stall.forget_calls()
    await stall.round()
    calls = (await stall.ask("GET", "calls"))["calls"]
    assert not [call for call in calls if "add_item" in call["endpoint"]]
    await stall.advance(1000)
    report = await stall.round()  # the probe fails: it rests again, after one try
    assert {o.problem.code for o in report.outcomes[1:] if o.problem} == {"operation_paused"}
    await stall.heal()
    await stall.advance(1000)
    await stall.ends_true()


async def test_refusals_open_no_breaker(stall: Stall) -> None:
    stall.sell(copies(12))
    await stall.fault("refuse", path="add_item", times=10_000, error="error_param")
    report = await stall.round()
    assert {outcome.status for outcome in report.outcomes} == {"rejected"}
    await stall.heal()
    stall.sell(copies(13))
    assert [o.status for o in (await stall.round()).outcomes] == ["done"]  # no breaker is open
    await stall.ends_true()


async def test_what_stands_there_already_opens_no_breaker(stall: Stall) -> None:
    """Each is told of one product: that the platform cannot take it says nothing of the others."""
    stall.sell(copies(12))
    await stall.fault("refuse", path="add_item", times=10_000, error="error_repeated_mtsku")
    for _ in range(3):
        report = await stall.round()
    codes = {outcome.problem.code for outcome in report.outcomes if outcome.problem}
    assert codes == {"listing_exists"}


async def adds(stall: Stall) -> int:
    """How often a listing was to be made since calls were last forgotten."""
    calls = (await stall.ask("GET", "calls"))["calls"]
    return sum(call["count"] for call in calls if "add_item" in call["endpoint"])


async def test_what_was_refused_is_told_at_every_round_and_sent_once(stall: Stall) -> None:
    (one,) = copies(1)
    stall.sell([one])
    await stall.fault("refuse", path="add_item", times=10_000, error="error_param")
    await stall.forget_calls()
    first = await stall.round()
    for _ in range(3):
        stall.reopen()
        report = await stall.round()
        (held,) = report.plan.held
        assert (held.problem.code, held.problem.severity) == (
            first.outcomes[0].problem and first.outcomes[0].problem.code,
            "stop",
        )
        assert "refused_before" in {problem.code for problem in report.problems}
    assert await adds(stall) == 1
    stall.edit_variants(lambda v: replace(v, stock=Count(3)))  # how many there are changes nothing
    await stall.round()
    assert await adds(stall) == 1


async def test_what_was_refused_is_sent_again_once_it_was_mended_or_a_person_asks(
    stall: Stall,
) -> None:
    (one,) = copies(1)
    stall.sell([one])
    await stall.fault("refuse", path="add_item", times=10_000, error="error_param")
    await stall.round()
    await stall.forget_calls()
    stall.edit(one.code, name=f"{one.name} lành lặn")
    await stall.round()
    assert await adds(stall) == 1
    assert await stall.store.refusals.forget(stall.shop.name, one.code) == 2
    await stall.round()
    assert await adds(stall) == 2
    await stall.heal()
    await stall.ends_true()


async def test_a_picture_that_a_platform_lost_is_uploaded_anew_once_and_then_told(
    stall: Stall,
) -> None:
    (one,) = copies(1)
    stall.sell([one])
    await stall.fault("refuse", path="add_item", times=10_000, error="error_image_unavailable")
    await stall.forget_calls()
    for _ in range(4):
        stall.reopen()
        report = await stall.round()
    assert [held.problem.code for held in report.plan.held] == ["image_missing"]
    assert await adds(stall) == 2


async def test_pictures_that_cannot_be_sent_do_not_hammer_a_platform_that_is_down(
    stall: Stall,
) -> None:
    stall.sell(shipped().products)
    await stall.fault("server_error", path="upload_image", times=10_000)
    report = await stall.round()
    codes = {outcome.problem.code for outcome in report.outcomes if outcome.problem}
    assert "operation_paused" in codes
    await stall.heal()
    await stall.advance(1000)
    await stall.ends_true()


async def test_a_quick_round_sees_a_new_title_and_a_hidden_listing_at_once(stocked: Stall) -> None:
    first, second, *_ = some_products()
    await stocked.advance(60)
    await stocked.seller_edits(first.variants[0].sku, title="Tên ai đó đã sửa")
    await stocked.seller_edits(second.variants[0].sku, status="hidden")
    report = await stocked.round(proof="quick")
    held = {(each.change.code, each.problem.code) for each in report.plan.held}
    assert held == {(second.code, "hidden_by_seller")}
    assert first.code in {change.code for change in report.plan.changes}
    await stocked.ends_true()


async def test_a_quick_round_sees_a_price_edit_once_a_full_proof_is_due(stocked: Stall) -> None:
    """Whether a price moves `update_time` nobody knows: `full_every_s` says how long that takes."""
    stocked.shop_has(full_every_s=1800)
    await someone_reprices(stocked)
    await stocked.advance(1700)
    assert (await stocked.round(proof="quick")).plan.changes == ()
    await stocked.advance(200)
    report = await stocked.round(proof="quick")
    assert [change.kind for change in report.plan.changes] == ["reprice"]
    await stocked.is_true()
    stocked.shop_has(full_every_s=10)
    await someone_reprices(stocked)
    await stocked.advance(11)
    assert (await stocked.round(proof="quick")).plan.changes != ()


async def someone_reprices(stall: Stall) -> None:
    """Another program sets a price: on this replica that moves no stamp."""
    ours = stall.configuration
    first = ours.products[0]
    dearer = replace(first.variants[0], price=Dong(first.variants[0].price + 5000))
    stall.edit(first.code, variants=(dearer, *first.variants[1:]))
    changes = (await stall.look()).plan.changes
    stall.configuration = ours
    assert [change.kind for change in changes] == ["reprice"]
    assert [outcome.status for outcome in await stall.market.apply(changes)] == ["done"]


async def test_a_first_quick_round_is_a_full_one(stall: Stall) -> None:
    assert (await stall.round(proof="quick")).true
    assert await stall.store.rounds.marked(stall.shop.name, "full_proof") is not None


async def test_an_unchanged_quick_round_costs_fewer_calls_than_a_full_one(stall: Stall) -> None:
    stall.sell(copies(60))
    assert (await stall.round()).true
    await stall.advance(600)
    costs = []
    for proof in ("full", "quick"):
        await stall.round()
        await stall.forget_calls()
        assert (await stall.round(proof=proof)).plan.changes == ()
        costs.append(await stall.calls())
    full, quick = costs
    assert quick < full


@pytest.mark.parametrize("minutes", [-90, 90])
async def test_a_wrong_clock_is_said_and_hides_no_order(stocked: Stall, minutes: int) -> None:
    await stocked.round()
    await stocked.ask("POST", "clock", {"advance_s": minutes * 60})
    sku = some_products()[0].variants[0].sku
    for _ in range(2):
        await stocked.buyer_orders(sku)
        stocked.reopen()
        report = await stocked.round()
        assert "clock_skewed" in {problem.code for problem in report.problems}
    shelf = (await stocked.store.stock.ledger([sku]))[sku]
    moved = await stocked.store.stock.of_orders(stocked.shop.name, await _references(stocked))
    assert shelf.count.quantity > 0
    assert sum(movement.quantity for movement in moved) == -2


async def _references(stall: Stall) -> list[str]:
    shops = (await stall.ask("GET", "state"))["shops"]
    orders = shops[stall.credentials["shop"]]["orders"]
    return [str(order["id"]) for order in orders]


async def test_what_a_maker_is_called_is_judged_in_the_text_that_names_it(
    stocked: Stall,
) -> None:
    first = some_products()[0]
    healing = replace(first.cooperative, name="HTX Thuốc nam chữa bệnh")
    label = replace(first.label, manufacturer=healing)
    sold = [replace(each, stock=Count(3)) for each in first.variants]
    stocked.edit(first.code, variants=tuple(sold), label=label, story="Thương hiệu số 1.")
    report = await stocked.round()
    held = {(each.problem.code, each.change.fields) for each in report.plan.held}
    assert ("disease_claim", ("description",)) in held
    assert {code for code, _ in held} == {"disease_claim"}
    assert {each.problem.where for each in report.plan.held} == {first.source}
    assert {change.kind for change in report.plan.changes} == {"restock"}
    assert "superlative" in {problem.code for problem in report.plan.problems}
