"""`ocop migrate`, `ocop move`: the memory in its newest shape, and on a server that many share."""

from __future__ import annotations

import os
from dataclasses import asdict
from pathlib import Path

from sync.cli import exits
from sync.cli.prepare import load, run, terminal_of
from sync.cli.session import Refused, Session
from sync.store import move as moving
from sync.store.backup import BackupRefused, back_up
from sync.store.database import Database
from sync.store.home import DATABASE, database_address, in_home, is_shared
from sync.store.instance import AlreadyServing, only_instance
from sync.store.migrate import Pending, bring_up_to_date, pending
from sync.store.private import keep_private


def migrate(session: Session, *, check: bool = False) -> int:
    """Bring the memory to the shape that this program knows; an SQLite file is backed up first."""
    configuration = load(session)
    terminal = terminal_of(session, configuration)
    keep_private(session.home)
    address = database_address(configuration.settings, session.home, os.environ)

    async def look_and_do() -> tuple[Pending, Path | None]:
        database = Database(address)
        try:
            found, copy = await pending(database), None
            for number, does in found.steps:
                terminal.tell("migrate_step", number=number, does=does)
            if found.steps and not check:
                copy = _backed_up(session, address, found)
                await bring_up_to_date(database)
            return found, copy
        finally:
            await database.close()

    found, copy = run(look_and_do())
    newest = found.steps[-1][0] if found.steps else found.version
    if not found.steps:
        terminal.tell("migrate_nothing", version=newest)
    elif check:
        terminal.tell("migrate_would", version=found.version or "–", newest=newest)
    else:
        terminal.tell("migrated", newest=newest)
        if copy:
            terminal.tell("migrate_way_back", file=str(copy))
    answer = {"version": found.version, "newest": newest, "steps": [n for n, _ in found.steps]}
    terminal.answer({**answer, "backup": str(copy) if copy else None})
    return exits.WOULD_CHANGE if check and found.steps else exits.FINE


def move(session: Session, *, check: bool = False) -> int:
    """Bring what the home's SQLite file remembers to the PostgreSQL server of the settings."""
    configuration = load(session)
    terminal = terminal_of(session, configuration)
    target = database_address(configuration.settings, session.home, os.environ)
    if not is_shared(target):
        raise Refused("move_no_target")
    if not (session.home / DATABASE).is_file():
        raise Refused("move_nothing", home=str(session.home))
    source = in_home(session.home)
    pairs = _compared(source, target) if check else _moved(session, source, target)
    for left, arrived in pairs:
        line = {"table": left.name, "left": left.rows, "arrived": arrived.rows}
        terminal.tell("move_table" if left == arrived else "move_differs", **line)
    same = all(left == arrived for left, arrived in pairs)
    if not check:
        terminal.tell("moved", rows=sum(each.rows for each, _ in pairs))
    elif same:
        terminal.tell("move_checked")
    terminal.answer({"same": same, "tables": [asdict(arrived) for _, arrived in pairs]})
    return exits.FINE if same else exits.NOT_ALL_TRUE


def _compared(source: str, target: str) -> list[tuple[moving.TableState, moving.TableState]]:
    """Compare both sides; raises Refused where there is nothing to be compared."""
    try:
        return run(moving.compare(source, target))
    except moving.MoveRefused as error:
        raise Refused.of(error.problem) from error


def _moved(
    session: Session, source: str, target: str
) -> list[tuple[moving.TableState, moving.TableState]]:
    """Move while no service runs; raises Refused."""
    try:
        with only_instance(session.home):
            return [(each, each) for each in run(moving.move(source, target))]
    except AlreadyServing as error:
        raise Refused("move_service_runs") from error
    except moving.MoveRefused as error:
        raise Refused.of(error.problem) from error


def _backed_up(session: Session, address: str, found: Pending) -> Path | None:
    """Copy an SQLite file that holds anything; a server's own tools copy a server's."""
    if is_shared(address) or found.version is None or not (session.home / DATABASE).is_file():
        return None
    file = session.home / f"before-migrate-{found.version}.zip"
    try:
        if not file.exists():  # broken off before: that copy is the older, and the right one
            back_up(session.home, file)
    except BackupRefused as error:
        raise Refused(error.code, file=str(error.file)) from error
    return file
