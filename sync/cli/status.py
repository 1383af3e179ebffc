"""`ocop status`: how each shop stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

from rich.text import Text

from sync.cli import exits
from sync.cli.papers import papers_line
from sync.cli.prepare import opening, prepared, run
from sync.cli.session import Session
from sync.cli.tables import show_problems, show_unsold, unsold_json
from sync.cli.terminal import Cell, Terminal, laid_out
from sync.marketplace import Outstanding
from sync.model import VIETNAM, ShopName
from sync.output.format import moment
from sync.output.log import hold_json
from sync.output.status import status_json
from sync.running.overdue import overdue
from sync.status import (
    OLD_AFTER,
    ShopStatus,
    Standing,
    State,
    counts,
    locked,
    number,
    scheduled,
    state,
)

COLUMNS = ("shop", "marketplace", "last_good", "failed", "held", "unanswered", "locked", "state")
STYLES: Mapping[State, str] = {
    "none": "dim",
    "unfinished": "yellow",
    "waiting": "yellow",
    "locked": "red",
    "old": "yellow",
    "sent": "cyan",
    "fine": "green",
}


def status(session: Session) -> int:
    """Show how every shop stands; exits 3 when one does not stand as wanted, or nobody knows."""
    configuration, terminal = prepared(session)

    async def look() -> Standing:
        async with opening(session, configuration) as app:
            return await app.standing()

    standing, now = run(look()), datetime.now(UTC)
    show_status(terminal, standing.shops, configuration.settings.time_zone)
    show_unsold(terminal, configuration)
    _tell_around(terminal, standing)
    shops = [shop.name for shop in configuration.shops]
    papers = papers_line(terminal, configuration, shops)
    papers.show()
    terminal.answer(
        {
            "papers": papers.json(),
            "shops": [status_json(one, terminal.language) for one in standing.shops],
            "service": asdict(standing.service) if standing.service else None,
            **unsold_json(configuration),
            "holds": [hold_json(one) for one in standing.holds],
            "unknown": standing.unknown,
            "fine": standing.fine(now),
        }
    )
    return exits.FINE if standing.fine(now) else exits.NOT_ALL_TRUE


def _tell_around(terminal: Terminal, standing: Standing) -> None:
    """Say what concerns more than one shop."""
    for one in standing.holds:
        terminal.tell("hold_stands", shop=one.shop, product=one.code, who=one.who)
    if standing.doubt is not None:
        show_problems(terminal, [standing.doubt])
    if standing.unknown:
        terminal.tell("report_waiting", count=standing.unknown)
    if standing.service is None:
        terminal.tell("status_no_service")
    else:
        started, pid = standing.service.started_at, standing.service.pid
        terminal.tell("status_service", since=started, pid=pid)


def show_status(terminal: Terminal, stands: Sequence[ShopStatus], time_zone: str) -> None:
    """The shops for people, one row each, and below what is to be said of one."""
    laid_out(terminal, COLUMNS, [_row(terminal, one, time_zone) for one in stands])
    for one in stands:
        name, found = one.shop.name, one.listings
        if found.get("banned") or found.get("refused"):
            values = {"banned": found.get("banned", 0), "refused": found.get("refused", 0)}
            terminal.tell("status_locked", shop=name, **values)
        if waiting := number(one.whole, "waiting"):
            terminal.tell("status_stock_waits", shop=name, waiting=waiting)
        if theirs := number(one.whole, "theirs"):
            terminal.tell("status_theirs", shop=name, theirs=theirs)
        for day, count in scheduled(one).items():
            terminal.tell("status_scheduled", shop=name, day=day, count=count)
        if one.unmatched:
            terminal.tell("status_unmatched", shop=name, unmatched=one.unmatched)
        if one.outstanding is not None:
            tell_outstanding(terminal, name, one.outstanding)
        show_problems(terminal, one.questions)


def tell_outstanding(terminal: Terminal, shop: ShopName, waits: Outstanding) -> None:
    """What nobody has confirmed, and how old the stock figures are that a buyer sees there."""
    now = datetime.now(UTC)
    if waits.since is not None:
        since, days = _local(waits.since), (now - waits.since).days
        values = {"waiting": waits.waiting, "since": since, "days": days}
        terminal.tell("status_outstanding", shop=shop, **values)
    if waits.confirmed_at is not None:
        values = {"listed": waits.listed, "at": _local(waits.confirmed_at)}
        terminal.tell("status_listed", shop=shop, **values)
    if waits.refused:
        terminal.tell("status_refused", shop=shop, refused=waits.refused)
    if waits.stock_sent_at is not None:
        hours = int((now - waits.stock_sent_at).total_seconds() // 3600)
        terminal.tell("status_stock_age", shop=shop, at=_local(waits.stock_sent_at), hours=hours)
    show_problems(terminal, overdue(shop, waits, now))


def _local(moment: datetime) -> str:
    return moment.astimezone(VIETNAM).isoformat()


def _row(terminal: Terminal, one: ShopStatus, time_zone: str) -> list[Cell]:
    _, failed, held = counts(one)
    name = state(one, datetime.now(UTC))
    return [
        one.shop.name,
        one.shop.platform,
        _last_good(terminal, one, time_zone),
        str(failed),
        str(held),
        str(one.unanswered),
        str(locked(one)),
        Text(terminal.word(f"status_{name}"), style=STYLES[name]),
    ]


def _last_good(terminal: Terminal, one: ShopStatus, time_zone: str) -> str:
    """When all was last seen and went well, and how long ago that is."""
    if one.last_good is None:
        return terminal.word("status_never")
    age = datetime.now(UTC) - one.last_good.started_at
    at = moment(one.last_good.started_at, time_zone)
    if age >= OLD_AFTER:
        return terminal.word("status_days_ago", at=at, days=age.days)
    return terminal.word("status_minutes_ago", at=at, minutes=int(age / timedelta(minutes=1)))
