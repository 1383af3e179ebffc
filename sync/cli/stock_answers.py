"""`ocop stock cancel`, `confirm`, `believe`, `assign`: what a person answers about the stock."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from sync.app import App
from sync.catalog import Configuration
from sync.cli import exits
from sync.cli.people import decided
from sync.cli.prepare import chosen_shops, opening, run
from sync.cli.session import Refused, Session
from sync.cli.stock import known, quantity_of, ready
from sync.cli.stock_shown import tell_standing
from sync.cli.terminal import Terminal
from sync.model import BY_HAND, Movement, Sku
from sync.output.changes import Json
from sync.output.stock import stock_row_json
from sync.running.ledger import StockEntryRefused, StockRow, new_reference
from sync.transport.clock import Clock

Answer = Callable[[App], Awaitable[Json]]


def cancel(session: Session, *, reference: str, sku: str, shop: str | None = None) -> int:
    """Take back an entry by hand, a count too, or all that an order of a shop did."""
    configuration, terminal = ready(session)
    where = BY_HAND if shop is None else chosen_shops(configuration, shop)[0]

    async def answer(app: App) -> Json:
        if where == BY_HAND and await app.ledger.drop_count(reference, Sku(sku)):
            return {"reference": reference, "units": None}
        if where == BY_HAND and await app.ledger.end_aside(reference):
            return {"reference": reference, "units": None}
        units = await app.ledger.cancel(where, reference, Sku(sku))
        return {"reference": reference, "units": units}

    return _answered(session, configuration, terminal, sku, ("stock_cancelled", answer))


def confirm(
    session: Session, *, reference: str, sku: str, number: str, shop: str | None = None
) -> int:
    """Say how many a sale really took that could not be true."""
    configuration, terminal = ready(session)
    quantity = quantity_of(number)

    async def answer(app: App) -> Json:
        sales = [s for s in await app.ledger.unbelieved() if _is(s, reference, sku, shop)]
        if len(sales) != 1:
            raise Refused("stock_nothing_doubted", reference=reference, sku=sku)
        await app.ledger.confirm(sales[0], quantity)
        return {"reference": reference, "quantity": quantity}

    return _answered(session, configuration, terminal, sku, ("stock_confirmed", answer))


def _is(sale: Movement, reference: str, sku: str, shop: str | None) -> bool:
    return (sale.reference, sale.sku) == (reference, sku) and shop in (None, sale.shop)


def believe(session: Session, *, shop: str, sku: str | None = None, ours: bool = False) -> int:
    """Say who is right where a shop shows fewer than it should: the shop, or we."""
    configuration, terminal = ready(session)
    (name,) = chosen_shops(configuration, shop)
    reference = new_reference(Clock().now(), configuration.settings.time_zone)

    async def answer() -> list[Json]:
        async with opening(session, configuration) as app:
            fallen = await app.ledger.fallen(name, None if sku is None else Sku(sku))
            for shown in fallen:
                if ours:
                    await app.ledger.disbelieve(shown)
                else:
                    await app.ledger.believe(shown, reference)
            told = [{"sku": shown.sku, "units": shown.fell} for shown in fallen]
            whose = "ours" if ours else "theirs"
            notes = [f"believe {each['sku']} {each['units']} {whose} {name}" for each in told]
            await app.store.decisions.add([decided("stock", name, note=note) for note in notes])
            return told

    told = run(answer())
    if not told:
        raise Refused("stock_nothing_fell", shop=name)
    for each in told:
        code = "stock_believed_ours" if ours else "stock_believed"
        terminal.tell(code, shop=name, sku=each["sku"], units=each["units"])
    terminal.answer({"shop": name, "ours": ours, "believed": told})
    return exits.FINE


def assign(session: Session, *, unknown: str, sku: str) -> int:
    """Say whose goods were sold under a SKU that the catalog does not know."""
    configuration, terminal = ready(session)

    async def answer(app: App) -> Json:
        return {"assigned": unknown, "movements": await app.ledger.assign(Sku(unknown), Sku(sku))}

    return _answered(session, configuration, terminal, sku, ("stock_assigned", answer))


def _answered(
    session: Session,
    configuration: Configuration,
    terminal: Terminal,
    sku: str,
    answered: tuple[str, Answer],
) -> int:
    """Do it, keep who said so, and say how the SKU stands by now."""
    code, answer = answered

    async def write() -> tuple[Json, StockRow]:
        async with opening(session, configuration) as app:
            known(await app.ledger.rows(), sku)
            said = await answer(app)
            note = f"{code.removeprefix('stock_')} {sku} {' '.join(map(str, said.values()))}"
            await app.store.decisions.add([decided("stock", note=note)])
            return said, known(await app.ledger.rows(), sku)

    try:
        said, standing = run(write())
    except StockEntryRefused as error:
        raise Refused(error.code, **error.values) from error
    values = {name: value for name, value in said.items() if value not in (None, "")}
    terminal.tell(code, sku=sku, **values)
    tell_standing(terminal, standing)
    terminal.answer({**said, **stock_row_json(standing)})
    return exits.FINE
