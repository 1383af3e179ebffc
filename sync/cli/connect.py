"""`ocop connect`: opens a shop, once, with its seller's consent."""

from __future__ import annotations

from sync.app import App, ShopFailed
from sync.cli import exits
from sync.cli.people import decided, typed_code
from sync.cli.prepare import chosen_shops, opening, prepared, run
from sync.cli.rounds import show_failed_shops
from sync.cli.session import Session
from sync.cli.terminal import Terminal
from sync.marketplace import MarketplaceError
from sync.model import ShopName
from sync.output.changes import unreached_json
from sync.output.format import moment

PASTED = "-"  # in the place of a code: it is asked for, and seen by nobody


def connect(session: Session, *, shop: str, redirect: str = "", code: str | None = None) -> int:
    """Show where the seller consents; with the code that comes back, keep the shop's tokens."""
    configuration, terminal = prepared(session)
    name = chosen_shops(configuration, shop)[0]
    code = typed_code(terminal, name) if code == PASTED else code

    async def work() -> None:
        async with opening(session, configuration) as engine:
            if code is None:
                await _show_address(engine, terminal, name, redirect)
            else:
                time_zone = configuration.settings.time_zone
                await _keep(engine, terminal, (name, code), time_zone)

    try:
        run(work())
    except MarketplaceError as error:
        show_failed_shops(terminal, ShopFailed(name, error.problem))
        terminal.answer(unreached_json(name, error.problem, terminal.language))
        return exits.OUT_OF_REACH
    return exits.FINE


async def _show_address(engine: App, terminal: Terminal, shop: ShopName, redirect: str) -> None:
    address = await engine.authorize_url(shop, redirect, state=shop)
    terminal.tell("connect_open", shop=shop)
    terminal.address(address)
    terminal.answer({"shop": shop, "address": address})


async def _keep(
    engine: App, terminal: Terminal, granted: tuple[ShopName, str], time_zone: str
) -> None:
    shop, code = granted
    until = await engine.connect(shop, code)
    await engine.store.decisions.add([decided("connect", shop)])
    terminal.tell("connect_done", shop=shop, until=moment(until, time_zone) if until else None)
    terminal.answer({"shop": shop, "until": until.isoformat() if until else None})
