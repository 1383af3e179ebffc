"""Bundles in the ledger and among the shops: orders and people move the parts, each once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sync.catalog import Configuration
from sync.model import (
    BY_HAND,
    Aside,
    Code,
    Count,
    Lot,
    Movement,
    Parts,
    Product,
    ShopName,
    ShownQuantity,
    Sku,
    Variant,
)
from sync.running.bundles import (
    assign,
    known_bundles,
    learn_bundles_and_lots,
    moved_with_parts,
    with_recalls,
)
from sync.running.ledger import Ledger, StockEntry, StockEntryRefused, StockRow
from sync.store import Lease, SecretBox, Store
from sync.transport.clock import Clock
from tests.conformance.stall import configured

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SHOP = ShopName("shop")
A, B, BOX = Sku("TOM"), Sku("MAT"), Sku("HOP-QUA")
PARTS: Parts = {A: 2, B: 1}
FOUND = configured("shopee")


def _variant(sku: Sku, **more: object) -> Variant:
    return replace(FOUND.products[0].variants[0], **{"sku": sku, "stock": None, **more})  # type: ignore[arg-type]


def _product(sku: Sku, **more: object) -> Product:
    return replace(FOUND.products[0], code=Code(sku), variants=(_variant(sku, **more),))


CONFIGURATION = replace(
    FOUND,
    products=(
        _product(A, stock=Count(10)),
        _product(B, stock=Count(30)),
        _product(BOX, made_of=PARTS),
    ),
)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with Store.open(f"sqlite:///{tmp_path}/ocop.db", SecretBox.of({}, tmp_path)) as opened:
        yield opened


@pytest.fixture
def ledger(store: Store) -> Ledger:
    return Ledger(store, CONFIGURATION, Clock(now=lambda: NOW))


@pytest.fixture
async def lease(store: Store) -> Lease:
    taken = await store.leases.take(SHOP, "this test", NOW, 60)
    assert taken is not None
    return taken


async def rows(ledger: Ledger) -> dict[Sku, StockRow]:
    return {row.sku: row for row in await ledger.rows()}


async def left(ledger: Ledger) -> list[int | None]:
    """How many are left of A, of B, and how many boxes could be made."""
    found = await rows(ledger)
    a, b = found[A].balance, found[B].balance
    assert a is not None
    assert b is not None
    return [a.available, b.available, found[BOX].makeable]


def sale(reason: str, quantity: int, minute: int = 1) -> Movement:
    return Movement(
        shop=SHOP,
        reference="1",
        sku=BOX,
        reason=reason,
        quantity=quantity,
        at=NOW + timedelta(minutes=minute),
    )


async def took(store: Store, lease: Lease, movement: Movement) -> None:
    known = await store.stock.of_orders(SHOP, ["1"])
    await store.stock.add(lease, await moved_with_parts(store, [movement], known))


async def test_boxes_follow_from_their_parts_and_shops_offer_no_part_twice(ledger: Ledger) -> None:
    assert await left(ledger) == [10, 30, 5]
    offers = {sku: [*row.offers.values()] for sku, row in (await rows(ledger)).items()}
    assert offers == {A: [4], B: [27], BOX: [3]}


@pytest.mark.parametrize(
    ("recalled", "boxes"),
    [(("L1",), 0), (("L2",), 3), (("L1", "L2"), 0), ((), 3)],
)
async def test_what_is_recalled_of_a_part_takes_its_boxes_off_sale(
    store: Store, recalled: tuple[str, ...], boxes: int
) -> None:
    """Of ten, nine are of L1 and one of L2: that one alone makes no box of two."""
    lots = tuple(
        Lot(
            number=number,
            quantity=quantity,
            best_before=NOW.date() + timedelta(days=90 + quantity),
            recalled_on=NOW.date() if number in recalled else None,
        )
        for number, quantity in (("L1", 9), ("L2", 1))
    )
    part, *others = CONFIGURATION.products
    lotted = replace(part.variants[0], lots=lots)
    known = replace(CONFIGURATION, products=(replace(part, variants=(lotted,)), *others))
    found = await rows(Ledger(store, known, Clock(now=lambda: NOW)))
    assert [*found[BOX].offers.values()] == [boxes]


@pytest.mark.parametrize(
    ("then", "boxes"),
    [
        ([("L1", 9, None), ("L2", 1, None)], 0),
        ([("L2", 1, None)], 0),
        ([("L2", None, None)], 0),
        ([], 0),
        ([("L1", 9, "lifted"), ("L2", 1, None)], 3),
    ],
)
async def test_a_recall_of_which_nothing_is_written_any_more_stands_until_a_person_lifts_it(
    store: Store, then: list[tuple[str, int | None, Any]], boxes: int
) -> None:
    """A deleted line, a deleted lot, or an older file copied back puts nothing on sale again."""
    part, *others = CONFIGURATION.products

    def of_lots(*lots: Lot) -> Configuration:
        lotted = replace(part.variants[0], lots=lots)
        return replace(CONFIGURATION, products=(replace(part, variants=(lotted,)), *others))

    first = of_lots(
        Lot(number="L1", quantity=9, recalled_on=NOW.date()), Lot(number="L2", quantity=1)
    )
    now = of_lots(*(Lot(number=n, quantity=q, word=word) for n, q, word in then))
    for known in (first, now, now):
        found = await rows(Ledger(store, known, Clock(now=lambda: NOW)))
    assert [*found[BOX].offers.values()] == [boxes]
    marked = await with_recalls(store, now)
    words = {lot.number: lot.word for lot in marked.products[0].variants[0].lots}
    assert ("unsaid" in words.values()) == (boxes == 0)
    if boxes:  # once it was said it need not stand there for ever
        bare = of_lots(Lot(number="L2"))
        assert [
            *(await rows(Ledger(store, bare, Clock(now=lambda: NOW))))[BOX].offers.values()
        ] == [3]


async def test_an_order_moves_the_parts_once_and_a_cancelling_gives_them_back(
    store: Store, ledger: Ledger, lease: Lease
) -> None:
    await ledger.rows()
    for _ in range(2):
        await took(store, lease, sale("sold", -2))
    assert await left(ledger) == [6, 28, 3]
    await took(store, lease, sale("released", 2, 9))
    assert await left(ledger) == [10, 30, 5]


async def test_what_people_do_to_a_box_they_do_to_its_parts(ledger: Ledger) -> None:
    box = StockEntry(sku=BOX, quantity=2, reference="CHO-1")
    assert await ledger.sell(box)
    assert not await ledger.sell(box)
    assert await left(ledger) == [6, 28, 3]
    assert await ledger.cancel(BY_HAND, "CHO-1", BOX) == 2
    assert await left(ledger) == [10, 30, 5]
    await ledger.lose(StockEntry(sku=BOX, quantity=1, reference="VO-1"))
    assert await left(ledger) == [8, 29, 4]
    with pytest.raises(StockEntryRefused) as refused:
        await ledger.sell(StockEntry(sku=BOX, quantity=5, reference="CHO-2"))
    assert refused.value.code == "stock_lost_too_many"


async def test_a_box_is_neither_counted_nor_received(ledger: Ledger) -> None:
    entry = StockEntry(sku=BOX, quantity=2, reference="K")
    for said in (ledger.count(entry, None), ledger.receive(entry)):
        with pytest.raises(StockEntryRefused) as refused:
            await said
        assert refused.value.code == "bundle_not_counted"


async def test_boxes_that_come_back_bring_their_parts(
    store: Store, ledger: Ledger, lease: Lease
) -> None:
    await ledger.rows()
    await took(store, lease, sale("sold", -2))
    await took(store, lease, replace(sale("coming_back", 0, 5), note="2"))
    (away,) = await ledger.away()
    await ledger.receive_back(away, came=2, for_sale=1)
    assert await left(ledger) == [8, 29, 4]
    assert await ledger.away() == []


async def test_a_sale_that_a_person_confirms_and_a_strange_sku_that_is_a_box_move_parts(
    store: Store, ledger: Ledger, lease: Lease
) -> None:
    await ledger.rows()
    await took(store, lease, replace(sale("unbelieved", 0), note="900"))
    (doubted,) = await ledger.unbelieved()
    await ledger.confirm(doubted, 1)
    assert await left(ledger) == [8, 29, 4]
    strange = replace(sale("sold", -1), sku=Sku("LA"), reference="2")
    await store.stock.add(lease, [strange])
    assert await assign(store, Sku("LA"), BOX) == 1
    assert await left(ledger) == [6, 28, 3]


async def test_boxes_that_fell_in_a_shop_are_offered_nowhere_nor_are_their_parts(
    store: Store, ledger: Ledger, lease: Lease
) -> None:
    fell = ShownQuantity(shop=CONFIGURATION.shops[0].name, sku=BOX, figure=1, expected=3, fell=2)
    await store.shown_stock.put(lease, [fell])
    found = await rows(ledger)
    offered = {sku: sum(n or 0 for n in row.offers.values()) for sku, row in found.items()}
    assert offered == {A: 2, B: 26, BOX: 2}
    await ledger.believe(fell, "TIN-1")
    assert await left(ledger) == [6, 28, 3]


async def test_a_box_that_gets_another_name_goes_on_with_its_orders(
    store: Store, ledger: Ledger, lease: Lease
) -> None:
    await ledger.rows()
    await took(store, lease, sale("sold", -2))
    await store.stock.rename(BOX, Sku("QUA-TET"), NOW)
    moved = replace(sale("released", 2, 9), sku=Sku("QUA-TET"))
    await took(store, lease, moved)
    assert (await left(ledger))[:2] == [10, 30]


async def test_what_a_box_is_made_of_is_remembered_while_its_yaml_cannot_be_read(
    store: Store,
) -> None:
    await learn_bundles_and_lots(store, CONFIGURATION.products, NOW)
    broken = replace(
        CONFIGURATION, products=(*CONFIGURATION.products[:2], _product(BOX, count_unread=True))
    )
    await learn_bundles_and_lots(store, broken.products, NOW)
    assert await known_bundles(store, broken) == {BOX: PARTS}
    single = replace(broken, products=(*broken.products[:2], _product(BOX)))
    await learn_bundles_and_lots(store, single.products, NOW + timedelta(minutes=1))
    assert await known_bundles(store, single) == {}


async def test_what_is_set_aside_for_an_hour_is_one_shops_alone_and_comes_back_by_itself(
    store: Store, lease: Lease
) -> None:
    shop = CONFIGURATION.shops[0]
    two = replace(CONFIGURATION, shops=(shop, replace(shop, name=ShopName("khac"))))
    now = [NOW]
    ledger = Ledger(store, two, Clock(now=lambda: now[0]))

    async def offered(sku: Sku) -> list[int | None]:
        return [*(await rows(ledger))[sku].offers.values()]

    assert await offered(A) == [2, 2]
    live = Aside(
        reference="LIVE",
        sku=A,
        shop=ShopName("khac"),
        quantity=8,
        begins_at=NOW + timedelta(hours=1),
        ends_at=NOW + timedelta(hours=2),
    )
    assert await ledger.set_aside(live)
    assert not await ledger.set_aside(live)
    assert await offered(A) == [2, 2]
    now[0] = NOW + timedelta(minutes=61)
    assert await offered(A) == [1, 9]
    sold = replace(sale("sold", -3, 62), shop=ShopName("khac"), sku=A)
    khac = await store.leases.take(ShopName("khac"), "this test", NOW, 60)
    assert khac is not None
    await store.stock.add(khac, [sold])
    now[0] = NOW + timedelta(minutes=63)
    assert await offered(A) == [1, 6]
    assert await ledger.end_aside("LIVE")
    assert not await ledger.end_aside("LIVE")
    assert await offered(A) == [2, 1]
    with pytest.raises(StockEntryRefused) as refused:
        await ledger.set_aside(replace(live, reference="QUA", ends_at=NOW))
    assert refused.value.code == "aside_over"
