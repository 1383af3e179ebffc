"""What every command begins with: the configuration read, the shops chosen, the store opened."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine
from contextlib import AbstractAsyncContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sync import catalog
from sync.catalog import CatalogCache, Configuration, KeptFiles
from sync.catalog.followed import FetchFailed, Followed
from sync.catalog.git_source import GitSource
from sync.catalog.load import FollowedFolder
from sync.cli.session import Refused, Session
from sync.cli.terminal import Terminal
from sync.model import Problem, Settings, ShopName
from sync.output.format import some_of
from sync.transport.clock import Clock, legal_day

if TYPE_CHECKING:
    from sync.app import App
    from sync.running.context import Hooks

Result = TypeVar("Result")
SETTINGS: Final = "settings.yaml"


def load(session: Session, cache: CatalogCache | None = None) -> Configuration:
    """Read the configuration as of today; raises Refused when there is no such folder."""
    if not session.config.is_dir():
        raise Refused("config_missing", folder=str(session.config))
    return _load(session, cache or catalog_cache(session), partial(_last_good, session))


def _load(session: Session, cache: CatalogCache, followed: FollowedFolder) -> Configuration:
    today = legal_day(Clock())
    return catalog.load(
        session.config, today=today, environ=session.environ, cache=cache, followed=followed
    )


def load_from(session: Session, folder: Path) -> Configuration:
    """Read the configuration with the catalog files of this folder, whatever is followed."""
    return _load(session, CatalogCache(), lambda _: folder)


def _last_good(session: Session, settings: Settings) -> Path | None:
    """Say where the last good version lies; the first is fetched. Raises Refused."""
    followed = followed_by(session, settings)
    if followed.catalog is None:
        try:
            follow(session, followed)
        except FetchFailed as error:
            raise Refused.of(error.problem) from error
    return followed.catalog


def followed_by(session: Session, settings: Settings) -> Followed:
    """Say where the catalog is followed, and give it its place in the home."""
    place = session.home.absolute() / "catalog"
    if (told := settings.catalog) and told.git:
        signers = session.config / told.signers if told.signers else None
        source = GitSource(told.git, place / "repository", told.branch, told.folder, signers)
        return Followed(source, place)
    from sync.running.catalog_versions import DatabaseSource  # with all that opens a database
    from sync.store.home import database_address

    address = database_address(settings, session.home, session.environ)
    return Followed(DatabaseSource(address, run), place)


def refuse_followed(configuration: Configuration) -> None:
    """Edit no file that the next version would bring back as it was; raises Refused."""
    if configuration.settings.catalog is not None:
        raise Refused("catalog_followed")


def follow(session: Session, followed: Followed) -> str | None:
    """Use the newest version if it can be read; answers it if it is new. Raises `FetchFailed`."""

    def check(files: Path) -> Problem | None:
        return unusable(load_from(session, files))

    return followed.follow(check)


def unusable(found: Configuration) -> Problem | None:
    """Say why a catalog is not put in place of the last good one."""
    stops = found.stops
    if found.unread or (stops and not found.products):
        return next(iter(stops), Problem(code="catalog_unread"))
    return None


def catalog_cache(session: Session) -> CatalogCache:
    """Know again what was read before: in this process, or by another of the same home."""
    return CatalogCache(KeptFiles.of(session.home, session.config))


def prepared(session: Session, cache: CatalogCache | None = None) -> tuple[Configuration, Terminal]:
    """Load the configuration, settle the language, and say if the catalog has errors."""
    configuration = load(session, cache)
    terminal = terminal_of(session, configuration)
    if not configuration.shops:
        raise _no_shops(configuration)
    note_stops(terminal, configuration)
    return configuration, terminal


def _no_shops(configuration: Configuration) -> Refused:
    """Say why no shop can be worked on: while the settings have a fault, none is."""
    for problem in configuration.stops:
        where = problem.where
        if where and Path(where.file).name == SETTINGS:
            return Refused("no_shops_by_settings", file=where.file, line=where.line)
    return Refused("no_shops")


def note_stops(terminal: Terminal, configuration: Configuration) -> None:
    """Say whether the catalog has errors, and which products wait for them to be mended."""
    if values := stops_of(configuration):
        terminal.note("catalog_has_stops", **values)


def stops_of(configuration: Configuration) -> dict[str, Any] | None:
    """Count the errors of the catalog and name the products that wait; None where none does."""
    stops = configuration.stops
    waiting = some_of(problem.about for problem in stops if problem.about)
    return {"stops": len(stops), **waiting} if stops else None


def terminal_of(session: Session, configuration: Configuration) -> Terminal:
    """Speak the language that was asked for, else that of the settings."""
    return terminal_by(session, configuration.settings)


def terminal_by(session: Session, settings: Settings) -> Terminal:
    """The same where nothing but the settings was read."""
    return Terminal(session.language or settings.language, session.audience, session.typed)


def chosen_shops(configuration: Configuration, name: str | None) -> list[ShopName]:
    """The shops that are meant; raises Refused for one that is not there."""
    names = [shop.name for shop in configuration.shops]
    if name is None:
        return names
    if name not in names:
        raise Refused("shop_unknown", given=name, known=", ".join(names))
    return [ShopName(name)]


def opening(
    session: Session,
    configuration: Configuration,
    clock: Clock | None = None,
    hooks: Hooks | None = None,
) -> AbstractAsyncContextManager[App]:
    """Open the store and the marketplaces; the clock is the real one unless given."""
    from sync.app import opened  # half a second that `check` and `init` do without

    return opened(configuration, home=session.home, clock=clock, hooks=hooks)


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run asynchronous work to its end; PostgreSQL's driver needs this loop on Windows."""
    factory = asyncio.SelectorEventLoop if sys.platform == "win32" else None
    with asyncio.Runner(loop_factory=factory) as runner:
        return runner.run(work)
