"""`ocop backup`, `restore`, `keys rotate`, `tidy`, `close`, `retry`: keeps an installation well."""

from __future__ import annotations

import os
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from sync.cli import exits
from sync.cli.people import decided
from sync.cli.prepare import chosen_shops, load, opening, prepared, run, terminal_of
from sync.cli.rounds import refuse_unknown_product
from sync.cli.session import Refused, Session
from sync.model import Code, Settings, ShopName
from sync.platforms import Unusable
from sync.store import Tidied
from sync.store.backup import BackupRefused, back_up
from sync.store.backup import restore as put_back
from sync.store.home import database_address, is_in_home
from sync.store.instance import AlreadyServing, only_instance
from sync.store.keys import KeysRotated, rotate_keys


def keys_rotate(session: Session) -> int:
    """Change the key while no service runs: it would go on with the old one."""
    configuration = load(session)
    terminal = terminal_of(session, configuration)

    async def work() -> KeysRotated:
        rotated = await rotate_keys(configuration.settings, session.home, os.environ)
        async with opening(session, configuration) as app:
            await app.store.decisions.add([decided("keys")])
        return rotated

    try:
        with only_instance(session.home):
            rotated = run(work())
    except AlreadyServing as error:
        raise Refused("keys_service_runs") from error
    terminal.tell("keys_rotated", locked=rotated.locked)
    if rotated.dropped is None:
        terminal.tell("keys_in_environment")
    terminal.answer({"locked": rotated.locked, "dropped": rotated.dropped})
    return exits.FINE


def tidy(session: Session) -> int:
    """Forget what is older than `keep_days`, and say how much of each kind."""
    configuration, terminal = prepared(session)

    async def work() -> Tidied:
        async with opening(session, configuration) as app:
            return await app.tidy()

    gone = asdict(run(work()))
    told = {name: gone[name] for name in ("journal", "rounds", "movements")}
    terminal.tell("tidied", **told, others=sum(gone.values()) - sum(told.values()))
    terminal.answer(gone)
    return exits.FINE


def backup(session: Session, *, backup_file: Path) -> int:
    """Copy what the home remembers into a new file, also while the service runs."""
    configuration = load(session)
    terminal = terminal_of(session, configuration)
    _refuse_elsewhere(session, configuration.settings, "backup_elsewhere")
    try:
        size = back_up(session.home, backup_file)
    except BackupRefused as error:
        raise Refused(error.code, file=str(error.file)) from error
    terminal.tell("backed_up", file=str(backup_file), megabytes=f"{size / 1024**2:.1f}")
    terminal.answer({"file": str(backup_file), "bytes": size})
    return exits.FINE


def _refuse_elsewhere(session: Session, settings: Settings, code: str) -> None:
    """Copy no file of a home that remembers elsewhere; raises Refused, `StoreUnavailable`."""
    database_address(settings, session.home, os.environ)  # where they tell it at all
    if not is_in_home(settings, session.home, os.environ):
        raise Refused(code)


def restore(session: Session, *, backup_file: Path) -> int:
    """Put a backup back while no service runs; what was there is kept beside."""
    configuration = load(session)
    terminal = terminal_of(session, configuration)
    _refuse_elsewhere(session, configuration.settings, "restore_elsewhere")
    try:
        with only_instance(session.home):
            restored = put_back(session.home, backup_file, datetime.now(UTC))
    except AlreadyServing as error:
        raise Refused("restore_service_runs") from error
    except BackupRefused as error:
        raise Refused(error.code, file=str(error.file)) from error
    terminal.tell("restored", file=str(backup_file), count=restored.files)
    if restored.before is not None:
        terminal.tell("restored_beside", folder=str(restored.before))
    terminal.answer({"files": restored.files, "before": str(restored.before or "") or None})
    return exits.FINE


def close(session: Session, *, shop_name: str) -> int:
    """Take a person's word that a shop is closed: the others may offer what it held."""
    configuration, terminal = prepared(session)

    async def work() -> int:
        async with opening(session, configuration) as app:
            freed = await app.close_shop(ShopName(shop_name))
            await app.store.decisions.add([decided("close", ShopName(shop_name))])
            return freed

    try:
        freed = run(work())
    except Unusable as error:
        raise Refused("shop_still_open", shop=shop_name) from error
    terminal.tell("shop_closed", shop=shop_name, count=freed)
    terminal.answer({"shop": shop_name, "skus": freed})
    return exits.FINE


def retry(session: Session, *, shop: str | None = None, product: str | None = None) -> int:
    """Let the next round send again what was refused."""
    configuration, terminal = prepared(session)
    name = chosen_shops(configuration, shop)[0] if shop else None
    refuse_unknown_product(product, configuration, ())

    async def work() -> int:
        async with opening(session, configuration) as app:
            code = Code(product) if product else None
            await app.store.decisions.add([decided("retry", name, code)])
            return await app.store.refusals.forget(name, code)

    count = run(work())
    terminal.tell("refusals_forgotten", count=count)
    terminal.answer({"refusals": count})
    return exits.FINE
