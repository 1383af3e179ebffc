"""`ocop home`: where the program's memory is, and a person's word that it is the one in use."""

from __future__ import annotations

from sync.cli import exits
from sync.cli.people import decided
from sync.cli.prepare import opening, prepared, run
from sync.cli.session import Session


def home(session: Session, *, accept: bool = False) -> int:
    """Say what is doubted about this home, or take it as the one in use from now on."""
    configuration, terminal = prepared(session)

    async def look() -> tuple[bool, int]:
        async with opening(session, configuration) as app:
            if accept:
                await app.accept_home()
                await app.store.decisions.add([decided("home")])
            doubt = await app.home_doubt()
            if doubt is not None:
                terminal.tell(doubt.code, **doubt.values)
            return doubt is None, await app.store.rounds.newest()

    sound, newest = run(look())
    where = {"folder": str(session.home.absolute())}
    if sound:
        terminal.tell("home_accepted" if accept else "home_sound", **where, round=newest)
    terminal.answer({**where, "sound": sound, "newest_round": newest})
    return exits.FINE if sound else exits.NOT_ALL_TRUE
