"""`ocop stock back`: goods of an order are back; each unit counts once, whatever comes later."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sync.app import App
from sync.cli import exits
from sync.cli.people import decided
from sync.cli.prepare import opening, run
from sync.cli.session import Refused, Session
from sync.cli.stock import quantity_of, ready
from sync.inventory import UnitsAway
from sync.output.changes import Json
from sync.running.ledger import StockEntryRefused


def stock_back(
    session: Session,
    *,
    order: str,
    sku: str | None = None,
    came: str | None = None,
    good: str | None = None,
) -> int:
    """Receive what an order sends back: all of it, or so many of one SKU, so many for sale.

    Where two shops have an order of one number, `order` is SHOP/NUMBER.
    """
    configuration, terminal = ready(session)
    told_came, told_good = (None if each is None else quantity_of(each) for each in (came, good))

    async def write() -> list[Json]:
        async with opening(session, configuration) as app:
            away = await app.ledger.away()
            awaited = [
                each
                for each in away
                if order in (each.reference, f"{each.shop}/{each.reference}")
                and sku in (None, each.sku)
            ]
            _check_clear(order, awaited, told=came is not None or good is not None)
            skus = _by_sku(awaited)
            return [await _receive(app, of_sku, told_came, told_good) for of_sku in skus]

    try:
        received = run(write())
    except StockEntryRefused as error:
        raise Refused(error.code, **error.values) from error
    for each in received:
        terminal.tell("stock_back_new", **each)
    terminal.answer({"received": received})
    return exits.FINE


def _check_clear(order: str, awaited: Sequence[UnitsAway], *, told: bool) -> None:
    """Raise Refused where nothing is waited for, or several things may be meant."""
    if not awaited:
        raise Refused("stock_back_not_awaited", reference=order)
    shops = {each.shop for each in awaited}
    if len(shops) > 1 or (told and len({each.sku for each in awaited}) > 1):
        choices = ", ".join(
            sorted({f"{each.shop}/{each.reference} {each.sku}" for each in awaited})
        )
        raise Refused("stock_back_unclear", reference=order, choices=choices)


def _by_sku(awaited: Sequence[UnitsAway]) -> list[list[UnitsAway]]:
    skus = dict.fromkeys(each.sku for each in awaited)
    return [[each for each in awaited if each.sku == sku] for sku in skus]


async def _receive(
    app: App, of_sku: Sequence[UnitsAway], came: int | None, good: int | None
) -> Json:
    """Write one SKU down; what was lost on the way is not for sale unless that is said."""
    away = replace(of_sku[0], units=sum(each.units for each in of_sku))
    lost = sum(each.units for each in of_sku if each.state == "lost")
    arrived = away.units if came is None else came
    for_sale = max(arrived - lost, 0) if good is None else good
    await app.ledger.receive_back(away, arrived, for_sale)
    note = f"back {away.sku} {arrived}, {for_sale} for sale, {away.reference}"
    said = decided("stock", away.shop, app.ledger.code_of(away.sku), note)
    await app.store.decisions.add([said])
    return {
        "shop": away.shop,
        "reference": away.reference,
        "sku": away.sku,
        "came": arrived,
        "good": for_sale,
    }
