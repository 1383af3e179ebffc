"""What orders that make no sense may be of: no more than they name, and no less."""

from __future__ import annotations

from pathlib import Path

from sync.marketplace import Lost, MarketplaceError, OrdersUnread, UnreadLine, UnreadOrder
from sync.model import Code, Problem, Sku
from sync.running.round import open_round
from sync.running.unread_orders import unread_of
from sync.store import Lease
from tests.conformance.stall import Stall, stall_of

WHY = Problem(code="answer_unclear")


async def bounded(stall: Stall, *orders: UnreadOrder) -> frozenset[Sku] | None:
    error: MarketplaceError = OrdersUnread(WHY, orders) if orders else Lost(WHY)

    async def work(lease: Lease) -> frozenset[Sku] | None:
        context = stall.context
        async with open_round(context, lease, stall.configuration, "look") as round:
            return (await unread_of(round, error)).skus

    return await stall.context.alone(work)


async def test_it_may_be_of_what_its_lines_name(tmp_path: Path) -> None:
    async with stall_of("shopee", tmp_path) as stall:
        assert (await stall.round()).true
        product, other = stall.configuration.products[:2]
        sku, beside = product.variants[0].sku, UnreadLine(other.variants[0].sku)
        all_of_it = {variant.sku for variant in product.variants}
        remote_id = (await stall.store.links.remote_ids(stall.shop.name))[Code(product.code)]
        named = {
            UnreadLine(sku, remote_id): {sku},
            UnreadLine(sku, "1" * 30): {sku},
            UnreadLine(Sku("?!"), remote_id): all_of_it,
            UnreadLine(None, remote_id): all_of_it,
            UnreadLine(Sku("?!"), "1" * 30): None,
            UnreadLine(): None,
        }
        for line, skus in named.items():
            found = await bounded(stall, UnreadOrder("1", (beside,)), UnreadOrder("2", (line,)))
            assert found == (None if skus is None else {*skus, beside.sku}), line
        assert await bounded(stall, UnreadOrder("1", (beside,)), UnreadOrder("2")) is None
        assert await bounded(stall) is None
