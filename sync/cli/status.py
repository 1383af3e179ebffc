"""`ocop status`: how each shop stands."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from rich.text import Text

from sync.app import ShopStatus
from sync.cli import exits
from sync.cli.format import moment
from sync.cli.prepare import opening, prepared, run
from sync.cli.session import Session
from sync.cli.tables import show_problems
from sync.cli.terminal import Cell, Terminal, laid_out
from sync.marketplace import Outstanding
from sync.model import VIETNAM, ShopName
from sync.running.overdue import overdue

COLUMNS = ("shop", "marketplace", "last_round", "done", "failed", "held", "unanswered", "state")
NOT_DONE = ("rejected", "failed", "unknown")


def status(session: Session) -> int:
    """Show every shop's last round and what is still open; fine whatever it shows."""
    configuration, terminal = prepared(session)

    async def ask() -> list[ShopStatus]:
        async with opening(session, configuration) as engine:
            return await engine.status()

    stands = run(ask())
    show_status(terminal, stands, configuration.settings.time_zone)
    terminal.answer({"shops": [status_json(one) for one in stands]})
    return exits.FINE


def show_status(terminal: Terminal, stands: Sequence[ShopStatus], time_zone: str) -> None:
    """The shops for people, one row each."""
    laid_out(terminal, COLUMNS, [_row(terminal, one, time_zone) for one in stands])
    for one in stands:
        if one.outstanding is not None:
            tell_outstanding(terminal, one.shop.name, one.outstanding)


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
    done, failed, held = counts(one)
    started = one.last.started_at if one.last else None
    name, style = state(one)
    return [
        one.shop.name,
        one.shop.platform,
        moment(started, time_zone) or terminal.word("status_never"),
        str(done),
        str(failed),
        str(held),
        str(one.unanswered),
        Text(terminal.word(f"status_{name}"), style=style),
    ]


def counts(one: ShopStatus) -> tuple[int, int, int]:
    """How many changes of the last round were done, were not, and were held."""
    summary = (one.last.summary if one.last else None) or {}

    def number(name: str) -> int:
        found = summary.get(name, 0)
        return found if isinstance(found, int) else 0

    return number("done"), sum(map(number, NOT_DONE)), number("held")


def state(one: ShopStatus) -> tuple[str, str]:
    """One word for a shop, and its colour."""
    _, failed, held = counts(one)
    if one.last is None:
        return "none", "dim"
    summary = one.last.summary or {}
    if one.last.finished_at is None or "broken_off" in summary:
        return "unfinished", "yellow"
    if failed or held or one.unanswered or "unread" in summary:
        return "waiting", "yellow"
    sent = one.outstanding is not None and one.outstanding.waiting
    return ("sent", "cyan") if sent else ("fine", "green")


def status_json(one: ShopStatus) -> dict[str, Any]:
    """One shop; times are ISO 8601 in UTC, `state` is none, unfinished, waiting, sent or fine."""
    done, failed, held = counts(one)
    last = one.last
    finished = last.finished_at if last else None
    return {
        "shop": one.shop.name,
        "platform": one.shop.platform,
        "sandbox": one.shop.sandbox is not None,
        "policy": one.shop.policy,
        "state": state(one)[0],
        "started_at": last.started_at.isoformat() if last else None,
        "finished_at": finished.isoformat() if finished else None,
        "done": done,
        "failed": failed,
        "held": held,
        "unanswered": one.unanswered,
        "outstanding": outstanding_json(one.outstanding),
    }


def outstanding_json(waits: Outstanding | None) -> dict[str, Any] | None:
    """What was sent and nobody has confirmed; None for a shop that is not reached by files."""
    if waits is None:
        return None
    return {
        "waiting": waits.waiting,
        "since": waits.since.isoformat() if waits.since else None,
        "listed": waits.listed,
        "confirmed_at": waits.confirmed_at.isoformat() if waits.confirmed_at else None,
        "refused": waits.refused,
        "stock_sent_at": waits.stock_sent_at.isoformat() if waits.stock_sent_at else None,
    }
