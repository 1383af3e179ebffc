"""`ocop status`: how each shop stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from rich.text import Text

from sync.cli import exits
from sync.cli.brief_standing import standing_of
from sync.cli.outline import Outline, ShopOutline, keep, key_of, recalled
from sync.cli.session import Session
from sync.cli.terminal import Cell, Terminal, laid_out
from sync.model.zone import VIETNAM
from sync.output.format import moment
from sync.running.overdue import overdue
from sync.status.shop_status import (
    OLD_AFTER,
    ShopStatus,
    State,
    counts,
    locked,
    named,
    number,
    scheduled,
    state,
)
from sync.status.standing import Standing, hold_values

if TYPE_CHECKING:  # all that costs a third of a second and more to import waits until it is needed
    from sync.catalog import Configuration
    from sync.cli.papers import PapersLine
    from sync.marketplace import Outstanding
    from sync.model import Problem, ShopName

COUNTED = {"waiting": "status_stock_waits", "left": "status_left", "theirs": "status_theirs"}
COLUMNS = ("shop", "marketplace", "last_good", "failed", "held", "unanswered", "locked", "state")
MOST_NAMED = 8  # products that rest; the JSON names all
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
    key = key_of(session)
    outline = recalled(session, key) if key and session.audience == "people" else None
    standing = standing_of(session, outline) if outline else None
    if outline is None or standing is None:
        return _worked_out(session, key)
    terminal = Terminal(session.language or outline.language, session.audience, session.typed)
    if outline.stops:
        terminal.note("catalog_has_stops", **outline.stops)
    return _show(terminal, outline, standing)


def _worked_out(session: Session, key: str | None) -> int:
    """Read the catalog and open the store; keep what of it the next time can do without."""
    from sync.cli.papers import papers_line
    from sync.cli.prepare import opening, prepared, run

    configuration, terminal = prepared(session)

    async def look() -> Standing:
        async with opening(session, configuration) as app:
            return await app.standing()

    standing = run(look())
    papers = papers_line(terminal, configuration, [shop.name for shop in configuration.shops])
    outline = _outline(configuration, papers, standing)
    asked = any(one.questions for one in standing.shops)  # some of it by the catalog alone
    if key and _all_at_hand(configuration) and not asked:
        keep(session, key, outline)
    if session.audience == "machine":
        _answer(terminal, configuration, papers, standing)
    ended = _show(terminal, outline, standing)
    return exits.NOT_ALL_TRUE if _tell_followed(session, terminal, configuration) else ended


def _tell_followed(session: Session, terminal: Terminal, configuration: Configuration) -> bool:
    """Say what keeps the newest version of a followed catalog from being used, if anything does."""
    from sync.cli.prepare import followed_by
    from sync.cli.tables import show_problems

    if configuration.settings.catalog is None:
        return False
    trouble = followed_by(session, configuration.settings).trouble
    show_problems(terminal, [trouble] if trouble else [])
    return trouble is not None


def _all_at_hand(configuration: Configuration) -> bool:
    """Whether catalog and memory lie in the folders that were named, and nowhere else."""
    settings = configuration.settings
    elsewhere = (settings.database, settings.database_env, settings.catalog)
    return elsewhere == (None, None, None)


def _outline(configuration: Configuration, papers: PapersLine, standing: Standing) -> Outline:
    from sync.cli.campaigns import turns_of_a_day
    from sync.cli.prepare import stops_of
    from sync.cli.tables import resting_of
    from sync.output.status import outstanding_json

    waits = {one.shop.name: outstanding_json(one.outstanding) for one in standing.shops}
    settings = configuration.settings
    return Outline(
        language=settings.language,
        time_zone=settings.time_zone,
        shops=tuple(
            ShopOutline(
                name=shop.name,
                platform=shop.platform,
                account=shop.account,
                sandbox=shop.sandbox,
                policy=shop.policy,
                waits=waits[shop.name],
            )
            for shop in configuration.shops
        ),
        unsold=configuration.unsold,
        resting=resting_of(configuration),
        papers=papers.values(),
        stops=stops_of(configuration),
        blocked=configuration.lacks_products,
        campaigns=tuple(
            {"code": each.code, **each.values}
            for each in turns_of_a_day(configuration, datetime.now(UTC))
        ),
    )


def _show(terminal: Terminal, outline: Outline, standing: Standing) -> int:
    show_status(terminal, standing.shops, outline.time_zone)
    _tell_campaigns(terminal, outline)
    show_unsold(terminal, outline.unsold, outline.resting)
    _tell_around(terminal, standing)
    if standing.asides:
        from sync.cli.stock_shown import tell_asides

        tell_asides(terminal, standing.asides, outline.time_zone)
    if outline.papers:
        terminal.tell("papers_soon", **outline.papers)
    return exits.FINE if standing.fine(datetime.now(UTC)) else exits.NOT_ALL_TRUE


def _tell_campaigns(terminal: Terminal, outline: Outline) -> None:
    """Say which campaign begins or ends next by this computer, shop by shop."""
    told = set[str]()
    for values in outline.campaigns:
        shop, at = values["shop"], datetime.fromisoformat(values["next"])
        if shop not in told and at > datetime.now(UTC):
            told.add(shop)
            terminal.tell(values["code"], **{k: v for k, v in values.items() if k != "code"})


def show_unsold(
    terminal: Terminal, unsold: Sequence[str], resting: Mapping[str, str | None]
) -> None:
    """Say what the catalog names and does not sell just now: by a word, or out of its season.

    `resting` says until which day (ISO 8601).
    """
    if unsold:
        terminal.tell("unsold", names=", ".join(unsold))
    names = [_resting(terminal, code, until) for code, until in resting.items()]
    if names:
        more = len(names) - MOST_NAMED
        terminal.tell("resting", names=", ".join(names[:MOST_NAMED]), more=max(more, 0) or None)


def _resting(terminal: Terminal, code: str, until: str | None) -> str:
    day = f"{date.fromisoformat(until):%d/%m/%Y}" if until else None
    return terminal.word("resting_until", name=code, day=day)


def _answer(
    terminal: Terminal, configuration: Configuration, papers: PapersLine, standing: Standing
) -> None:
    from sync.cli.campaigns import kept_by_us
    from sync.cli.tables import unsold_json
    from sync.output.changes import problems_json
    from sync.output.log import hold_json
    from sync.output.status import status_json
    from sync.output.stock import aside_json

    terminal.answer(
        {
            "papers": papers.json(),
            "shops": [status_json(one, terminal.language) for one in standing.shops],
            "service": asdict(standing.service) if standing.service else None,
            **unsold_json(configuration),
            "holds": [hold_json(one) for one in standing.holds],
            "unknown": standing.unknown,
            "campaigns": problems_json(
                [
                    note
                    for shop in configuration.shops
                    for note in kept_by_us(configuration, shop, datetime.now(UTC))
                ],
                terminal.language,
            ),
            "aside": [aside_json(each) for each in standing.asides],
            "fine": standing.fine(datetime.now(UTC)),
        }
    )


def _tell_around(terminal: Terminal, standing: Standing) -> None:
    """Say what concerns more than one shop."""
    for one in standing.holds:
        terminal.tell("hold_stands", **hold_values(one))
    if standing.doubt is not None:
        _show_problems(terminal, [standing.doubt])
    if standing.unknown:
        terminal.tell("report_waiting", count=standing.unknown)
    if standing.service is None:
        terminal.tell("status_no_service")
    else:
        started, pid = standing.service.started_at, standing.service.pid
        terminal.tell("status_service", since=started, pid=pid)


def _tell_last(terminal: Terminal, one: ShopStatus) -> None:
    """Say what kept the last round from seeing all of a shop."""
    summary = (one.last.summary if one.last else None) or {}
    if number(one.last, "logged_out"):
        terminal.tell("status_logged_out", shop=one.shop.name)
    elif "unread" in summary:
        terminal.tell("status_unread", shop=one.shop.name)
    if broken := summary.get("broken_off"):
        terminal.tell("status_broken_off", shop=one.shop.name, why=broken)


def _tell_locked(terminal: Terminal, one: ShopStatus) -> None:
    """Say how many listings the platform took down or refused, and which."""
    if locked(one):
        values = {each: one.listings.get(each, 0) for each in ("banned", "refused")}
        names = ", ".join(named(one.whole, "locked")) or None
        terminal.tell("status_takedowns", shop=one.shop.name, names=names, **values)


def show_status(terminal: Terminal, stands: Sequence[ShopStatus], time_zone: str) -> None:
    """The shops for people, one row each, and below what is to be said of one."""
    laid_out(terminal, COLUMNS, [_row(terminal, one, time_zone) for one in stands])
    for one in stands:
        name = one.shop.name
        _tell_last(terminal, one)
        _tell_locked(terminal, one)
        for codes in named(one.whole, "taken_back"):
            terminal.tell("status_taken_back", shop=name, codes=codes)
        for what, code in COUNTED.items():
            if found := number(one.whole, what):
                terminal.tell(code, shop=name, **{what: found})
        for day, count in scheduled(one).items():
            terminal.tell("status_scheduled", shop=name, day=day, count=count)
        if one.unmatched:
            terminal.tell("status_unmatched", shop=name, unmatched=one.unmatched)
        if one.outstanding is not None:
            tell_outstanding(terminal, name, one.outstanding)
        _show_problems(terminal, one.questions)


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
    _show_problems(terminal, list(overdue(shop, waits, now)))


def _show_problems(terminal: Terminal, problems: Sequence[Problem]) -> None:
    if problems:
        from sync.cli.tables import show_problems

        show_problems(terminal, problems)


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
