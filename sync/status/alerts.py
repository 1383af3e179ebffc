"""What people are told without asking: each fault once, and its end once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sync.model import Alert, Problem, Severity, ShopName, Told, Value
from sync.running.overdue import overdue
from sync.status.shop_status import ShopStatus, counts, locked, number, state
from sync.status.standing import Standing

LOGIN_TOLD_DAYS: Final = 14
# Most of these pass by themselves with the next rounds: only what lasts is told.
PASSING: Final = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class AlertNews:
    """What to remember from now on, and what of it is to be told."""

    standing: tuple[Told, ...]
    fired: tuple[Alert, ...]
    ended: tuple[Told, ...]


def alert_news(before: Iterable[Told], alerts: Iterable[Alert], now: datetime) -> AlertNews:
    """Compare what is wrong now with what people were told; of a fault told twice one is kept."""
    known = {each.alert.key: each for each in before}
    found = {each.key: each for each in alerts}
    standing, fired = [], []
    for key, alert in found.items():
        old = known.get(key)
        since = min(old.since, now) if old else now
        told = bool(old and old.told) or now - since >= alert.lasts
        if told and not (old and old.told):
            fired.append(alert)
        standing.append(Told(alert, since, told))
    gone = [each for key, each in known.items() if key not in found]
    ended = tuple(each for each in gone if each.told and each.alert.ends)
    return AlertNews(tuple(standing), tuple(fired), ended)


def alerts_of(
    standing: Standing,
    unreached: Mapping[ShopName, Problem],
    papers: Iterable[Alert],
    now: datetime,
) -> list[Alert]:
    """List all that is wrong just now; `unreached` are shops that no round could be made of."""
    around = [*_around(standing), *papers]
    of_shops = [each for one in standing.shops for each in _of_shop(one, unreached, now)]
    return [*around, *of_shops]


def _around(standing: Standing) -> Iterator[Alert]:
    if standing.doubt is not None:
        yield Alert("home", standing.doubt)
    if standing.blocked:
        yield Alert("catalog", Problem(code="alert_catalog"))
    if standing.unknown:
        values: dict[str, Value] = {"count": standing.unknown}
        yield Alert("unknown", Problem(code="report_waiting", severity="note", values=values))


def _of_shop(
    one: ShopStatus, unreached: Mapping[ShopName, Problem], now: datetime
) -> Iterator[Alert]:
    name = one.shop.name
    if (problem := unreached.get(name)) is not None:
        yield Alert(f"{name}|unreached", problem, PASSING)
    elif state(one, now) in {"old", "unfinished"}:
        yield _counted(name, "behind", None, PASSING)
    _, failed, held = counts(one)
    if failed:
        yield _counted(name, "not_done", failed, PASSING)
    stays = {"held": held, "to_mend": number(one.whole, "to_mend"), "locked": locked(one)}
    yield from (_counted(name, what, count) for what, count in stays.items() if count)
    yield from _logins(one, now)
    late = overdue(name, one.outstanding, now) if one.outstanding else ()
    yield from (_asked(name, each) for each in (*one.questions, *late) if each.severity != "note")


def _counted(
    shop: ShopName, what: str, count: int | None, lasts: timedelta = timedelta(0)
) -> Alert:
    values: dict[str, Value] = {"shop": shop, "count": count}
    severity: Severity = "hold" if what == "held" else "warning"
    problem = Problem(code=f"alert_{what}", severity=severity, values=values, about=shop)
    return Alert(f"{shop}|{what}", problem, lasts)


def _logins(one: ShopStatus, now: datetime) -> Iterator[Alert]:
    """Warn before a consent ends; without it nothing can be read or written there."""
    if one.login_ends_at is None or one.login_ends_at - now > timedelta(days=LOGIN_TOLD_DAYS):
        return
    days = max(0, (one.login_ends_at - now).days)
    values: dict[str, Value] = {"shop": one.shop.name, "days": days}
    problem = Problem(code="alert_login", severity="warning", values=values, about=one.shop.name)
    yield Alert(f"{one.shop.name}|login", problem)


def _asked(shop: ShopName, problem: Problem) -> Alert:
    named = problem.values.get("reference") or ""
    return Alert("|".join((shop, problem.code, problem.about, str(named))), problem)
