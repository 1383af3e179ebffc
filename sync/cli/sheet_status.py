"""`ocop sheet`: what waits for an answer in the shops that are reached by a workbook."""

from __future__ import annotations

from sync.cli import exits
from sync.cli.engine import ShopStatus, opening, run
from sync.cli.rounds import chosen_shops, prepared
from sync.cli.session import Session
from sync.cli.status import outstanding_json, tell_outstanding
from sync.marketplace import Outstanding


def sheet(session: Session, shop: str | None) -> int:
    """Show what was sent and what came back, shop by shop; fine whatever it shows."""
    configuration, terminal = prepared(session)
    chosen = chosen_shops(configuration, shop)

    async def ask() -> list[ShopStatus]:
        async with opening(session, configuration) as engine:
            return await engine.status()

    stands = [one for one in run(ask()) if one.shop.name in chosen]
    waits = {one.shop.name: one.outstanding for one in stands if one.outstanding is not None}
    if not waits:
        terminal.tell("sheet_no_shops")
    for name, standing in waits.items():
        if standing == Outstanding():
            terminal.tell("sheet_nothing_sent", shop=name)
        tell_outstanding(terminal, name, standing)
    shops = [{"shop": name, "outstanding": outstanding_json(one)} for name, one in waits.items()]
    terminal.answer({"shops": shops})
    return exits.FINE
