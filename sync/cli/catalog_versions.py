"""`ocop catalog save`, `fetch`, `versions`: a catalog that is kept in the database."""

from __future__ import annotations

import socket
from collections.abc import Coroutine
from typing import Any, Final

from sync.catalog.followed import FetchFailed
from sync.catalog.settings import read_settings
from sync.cli import exits
from sync.cli.check import show_by_file
from sync.cli.prepare import SETTINGS, load_from, run, terminal_by, unusable
from sync.cli.session import Refused, Session
from sync.cli.terminal import Terminal, laid_out
from sync.model import Settings
from sync.output.format import moment, some_of
from sync.running.catalog_versions import (
    Saved,
    SavedMeanwhile,
    fetch,
    kept_versions,
    marked,
    save,
)
from sync.running.decisions import login_name
from sync.store.catalog_versions import CatalogVersion
from sync.store.home import database_address
from sync.transport.clock import Clock

COLUMNS: Final = ("catalog_version", "at", "user", "files")


def save_catalog(session: Session, *, check: bool = False) -> int:
    """Keep the folder catalog/ as the newest version, if it can be read."""
    settings, terminal = _settings_of(session)
    configuration = load_from(session, session.config / "catalog")
    show_by_file(terminal, configuration.stops)
    if unusable(configuration) is not None:
        raise Refused("catalog_not_saved")
    if not configuration.products:
        raise Refused("catalog_folder_empty", folder=str(session.config / "catalog"))
    if check:
        terminal.tell("catalog_would_save", products=len(configuration.products))
        return exits.FINE
    by = f"{login_name()} ({socket.gethostname()})"
    folder, now = session.config / "catalog", Clock().now()
    saved = _done(settings, save(_address(session, settings), folder, by, now))
    _tell(terminal, "catalog_saved" if saved.changed else "catalog_saved_already", saved)
    return exits.FINE


def fetch_catalog(session: Session) -> int:
    """Bring what others saved into the folder catalog/; what was edited there stays."""
    settings, terminal = _settings_of(session)
    found = _done(settings, fetch(_address(session, settings), session.config / "catalog"))
    _tell(terminal, "catalog_fetched" if found.changed else "catalog_fetched_already", found)
    return exits.FINE


def versions(session: Session) -> int:
    """List the versions that are kept, the newest first."""
    settings, terminal = _settings_of(session)
    found = _done(settings, _kept(_address(session, settings)))
    here, zone = marked(session.config / "catalog"), settings.time_zone
    rows = [
        (
            each.version[:12] + (" *" if each.version == here else ""),
            moment(each.saved_at, zone) or "",
            each.saved_by,
            str(len(each.files)),
        )
        for each in found
    ]
    laid_out(terminal, COLUMNS, rows)
    listed = [
        {"version": each.version, "at": each.saved_at.isoformat(), "by": each.saved_by}
        for each in found
    ]
    terminal.answer({"versions": listed, "here": here})
    return exits.FINE


async def _kept(address: str) -> list[CatalogVersion]:
    async with kept_versions(address) as kept:
        return await kept.saved()


def _settings_of(session: Session) -> tuple[Settings, Terminal]:
    """Read the settings alone: nothing of a catalog is needed to bring another."""
    settings = read_settings(session.config / SETTINGS, session.environ).settings
    if settings.catalog is None or settings.catalog.git:
        raise Refused("catalog_not_in_database")
    return settings, terminal_by(session, settings)


def _address(session: Session, settings: Settings) -> str:
    return database_address(settings, session.home, session.environ)


def _done(settings: Settings, work: Coroutine[Any, Any, Any]) -> Any:
    try:
        return run(work)
    except FetchFailed as error:
        raise Refused.of(error.problem) from error
    except SavedMeanwhile as error:
        at = moment(error.newest.saved_at, settings.time_zone)
        values = {"by": error.newest.saved_by, "at": at, **some_of(error.paths)}
        raise Refused(error.code, **values) from error


def _tell(terminal: Terminal, code: str, saved: Saved) -> None:
    terminal.tell(code, version=saved.version[:12], **some_of(saved.changed))
    terminal.answer({"version": saved.version, "changed": list(saved.changed)})
