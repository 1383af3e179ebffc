"""`ocop orders`: the orders of the last days as each shop has them, and what is to be packed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from rich.text import Text

from sync.app import App
from sync.cli import exits
from sync.cli.prepare import chosen_shops, opening, prepared, run
from sync.cli.session import Session
from sync.cli.tables import show_problems
from sync.cli.terminal import Cell, Terminal, laid_out
from sync.marketplace import MarketplaceError
from sync.model import Order, Problem, ShopName, Sku, UnitState
from sync.output.changes import problems_json
from sync.output.format import moment
from sync.output.orders import order_json, packing, state_of

DAYS = 15
COLUMNS = ("shop", "order", "placed", "goods", "order_state")
STYLES: Mapping[UnitState, str] = {"sold": "green", "coming_back": "yellow", "unknown": "red"}


def orders(
    session: Session, *, shop: str | None = None, last: int | None = None, pack: bool = False
) -> int:
    """Read the orders of each shop and write nothing; exits 4 where a shop cannot be asked."""
    configuration, terminal = prepared(session)
    shops = chosen_shops(configuration, shop)
    since = datetime.now(UTC) - timedelta(days=last or DAYS)

    async def read() -> tuple[list[Order], list[Problem]]:
        async with opening(session, configuration) as app:
            return await _read(app, shops, since)

    found, unread = run(read())
    found.sort(key=lambda order: (order.placed_at, order.shop, order.reference), reverse=True)
    shown = [each for each in found if not pack or state_of(each) == "sold"]
    zone = configuration.settings.time_zone
    laid_out(terminal, COLUMNS, [_row(terminal, each, zone) for each in shown])
    to_pack = packing(found)
    _sum_up(terminal, found, to_pack)
    show_problems(terminal, unread)
    terminal.answer(
        {
            "orders": [order_json(each) for each in shown],
            "to_pack": dict(to_pack),
            "problems": problems_json(unread, terminal.language),
        }
    )
    return exits.OUT_OF_REACH if unread else exits.FINE


async def _read(
    app: App, shops: Sequence[ShopName], since: datetime
) -> tuple[list[Order], list[Problem]]:
    """Read every shop; one that cannot be asked is told and hides no other."""
    found: dict[tuple[ShopName, str], Order] = {}
    unread: list[Problem] = []
    for shop in shops:
        try:
            for order in await app.orders(shop, since):
                found[shop, order.reference] = order
        except MarketplaceError as error:
            unread.append(error.problem)
    return list(found.values()), unread


def _row(terminal: Terminal, order: Order, zone: str) -> list[Cell]:
    state = state_of(order)
    goods = Counter[Sku]()
    for line in order.lines:
        goods[line.sku] += line.quantity
    return [
        order.shop,
        order.reference,
        moment(order.placed_at, zone) or "",
        _goods(goods.items()),
        Text(terminal.word(f"order_state_{state}"), style=STYLES.get(state, "")),
    ]


def _sum_up(terminal: Terminal, found: Sequence[Order], to_pack: Counter[Sku]) -> None:
    if not found:
        terminal.tell("orders_none")
    if to_pack:
        terminal.tell(
            "orders_to_pack", units=to_pack.total(), goods=_goods(sorted(to_pack.items()))
        )
    back = [order for order in found if state_of(order) == "coming_back"]
    if back:
        terminal.tell("orders_coming_back", orders=[order.reference for order in back])


def _goods(units: Iterable[tuple[Sku, int]]) -> str:
    return ", ".join(f"{sku} × {many}" for sku, many in units)
