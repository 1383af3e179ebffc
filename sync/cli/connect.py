"""`ocop connect`: opens a shop, once, with its seller's consent."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from sync.app import App, ShopFailed
from sync.cli import exits
from sync.cli.people import decided, typed_code
from sync.cli.prepare import chosen_shops, opening, prepared, run
from sync.cli.rounds import show_failed_shops
from sync.cli.session import Refused, Session
from sync.cli.terminal import Terminal
from sync.marketplace import MarketplaceError
from sync.model import ShopName
from sync.output.changes import unreached_json
from sync.output.format import moment
from sync.store import SecretBox
from sync.web.granting import answer_in, shop_of_state, state_for

PASTED = "-"  # in the place of a code: it is asked for, and seen by nobody


def connect(session: Session, *, shop: str, redirect: str = "", code: str | None = None) -> int:
    """Show where the seller consents; with the code that comes back, keep the shop's tokens."""
    configuration, terminal = prepared(session)
    name = chosen_shops(configuration, shop)[0]
    session_of = SecretBox.of(os.environ, session.home).mark("connect")
    given = typed_code(terminal, name) if code == PASTED else code
    code = given if given is None else _answered(given, name, session_of)

    async def work() -> None:
        async with opening(session, configuration) as engine:
            if code is None:
                state = state_for(session_of, name, datetime.now(UTC))
                await _show_address(engine, terminal, (name, redirect, state))
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


def _answered(given: str, shop: ShopName, session_of: str) -> str:
    """Give the code; raises Refused where the address does not answer what was asked from here."""
    code, state = answer_in(given)
    if state is not None and shop_of_state(state, session_of, datetime.now(UTC)) != shop:
        raise Refused("connect_strange", shop=shop)
    return code


async def _show_address(engine: App, terminal: Terminal, asked: tuple[ShopName, str, str]) -> None:
    shop, redirect, state = asked
    address = await engine.authorize_url(shop, redirect, state)
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
