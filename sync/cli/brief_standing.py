"""How everything stands, told without the ORM, the adapters and the catalog, where all is plain.

What asks for more (a question to a person, something held, a memory that is doubted, a database
that is not SQLite or not the newest) is left to `App.standing`, which answers the same and slower.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sync.marketplace.carried_files import Outstanding
from sync.status.shop_status import ShopStatus
from sync.status.standing import Standing
from sync.store.home import DATABASE, Home
from sync.store.instance import running_instance
from sync.store.shop_facts import Ask, person_asked, shop_facts
from sync.transport.kept_unknown import UnknownAnswers

if TYPE_CHECKING:
    from sync.cli.outline import Outline, ShopOutline
    from sync.cli.session import Session

MIGRATIONS = Path(__file__).parents[1] / "store" / "migrations" / "versions"
BUSY_TIMEOUT_S = 5.0
MOMENTS = ("since", "confirmed_at", "told_at", "stock_sent_at")


def standing_of(session: Session, outline: Outline) -> Standing | None:
    """Say how the shops of an outline stand; None where it takes more to tell."""
    database = session.home / DATABASE
    try:
        if not database.is_file():
            return None
        with closing(sqlite3.connect(database, timeout=BUSY_TIMEOUT_S)) as connection:
            connection.execute("PRAGMA query_only=ON")
            connection.execute("BEGIN")  # one moment for all that is asked
            return _standing(connection.execute, session, outline)
    except (sqlite3.Error, ValueError, TypeError, AttributeError):
        return None


def _standing(ask: Ask, session: Session, outline: Outline) -> Standing | None:
    newest = _one(ask("SELECT max(id) FROM rounds", {})) or 0
    configured = {shop.name: (shop.platform, shop.account) for shop in outline.shops}
    plain = (
        _one(ask("SELECT version_num FROM alembic_version", {})) == _newest_version()
        and _accounts(ask).items() >= configured.items()
        and not _held(ask)
        and not _one(ask("SELECT count(*) FROM asides WHERE ends_at > datetime('now')", {}))
        and not any(person_asked(ask, shop.name) for shop in outline.shops)
        and Home.of(session.home, session.environ).doubt(newest) is None
    )
    if not plain:
        return None
    return Standing(
        shops=_statuses(ask, outline.shops),
        holds=[],
        doubt=None,
        unknown=len(UnknownAnswers.of(session.home).all()),
        service=running_instance(session.home),
        blocked=outline.blocked,
        faulty=outline.stops is not None,
    )


def _statuses(ask: Ask, shops: Sequence[ShopOutline]) -> list[ShopStatus]:
    facts = shop_facts(ask, [shop.name for shop in shops])
    return [
        ShopStatus.of(shop, facts[shop.name], outstanding=_outstanding(shop.waits))
        for shop in shops
    ]


def _outstanding(told: Mapping[str, Any] | None) -> Outstanding | None:
    if told is None:
        return None
    moments = {name: datetime.fromisoformat(told[name]) for name in MOMENTS if told.get(name)}
    lines = tuple(told.get("unread_sales", ()))
    return Outstanding(**{**told, **moments, "unread_sales": lines})


def _accounts(ask: Ask) -> dict[str, tuple[str, str]]:
    """Say which account each shop's books are of."""
    known = ask("SELECT shop, platform, account FROM shops", {})
    return {shop: (platform, account) for shop, platform, account in known}


def _held(ask: Ask) -> bool:
    """Whether people hold anything back, as `Decisions.holds` tells it."""
    said = ask(
        "SELECT verdict, shop, code FROM decisions WHERE verdict IN ('hold', 'release')"
        " ORDER BY id",
        {},
    )
    held: list[tuple[str | None, str | None]] = []
    for verdict, shop, code in said:
        if verdict == "hold":
            held.append((shop, code))
        else:
            held = [(s, c) for s, c in held if not (shop in (None, s) and code in (None, c))]
    return bool(held)


def _one(rows: Any) -> Any:
    """Answer the one value that was asked for."""
    row: Sequence[Any] = next(iter(rows))
    return row[0]


def _newest_version() -> str:
    return max(path.name for path in MIGRATIONS.glob("*.py")).partition("_")[0]
