"""What is sent to people: a subject and a text in plain words, the most urgent first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from sync.inventory import SalesSum
from sync.model import Alert, Language, Message, Problem, ShopName
from sync.status.alerts import AlertNews
from sync.status.standing import Standing, hold_values
from sync.wording import say

MOST: Final = 30  # of one kind in one message; the others are counted
URGENCY: Final = ("stop", "hold", "warning", "note")


def news_message(news: AlertNews, language: Language) -> Message | None:
    """Tell what is wrong since now, and what is no more; None when there is no news."""
    if not (news.fired or news.ended):
        return None
    counts = {"fired": len(news.fired) or None, "ended": len(news.ended) or None}
    lines = [
        *_some((each.problem for each in _urgent_first(news.fired)), language),
        *_headed("message_ended", _whats(news, language), language),
    ]
    return Message(say("message_news", counts, language).what, "\n".join(lines))


def digest(
    day: date,
    sales: Mapping[ShopName, SalesSum],
    standing: Standing,
    alerts: Iterable[Alert],
    language: Language,
) -> Message:
    """Sum up the day before `day`, and what stands now; a quiet day is told as well."""
    by_hand = say("sales_by_hand", {}, language).what
    sold = [
        say(
            "digest_sold",
            {"shop": shop or by_hand, "orders": of.orders, "units": of.units},
            language,
        ).what
        for shop, of in sorted(sales.items())
    ]
    holds = [say("hold_stands", hold_values(one), language).what for one in standing.holds]
    now_wrong = list(_some((each.problem for each in _urgent_first(alerts)), language))
    none = [say("digest_sold_none", {}, language).what]
    lines = [
        *_headed("digest_sales", sold or none, language),
        *_headed("digest_wrong", now_wrong or [say("digest_fine", {}, language).what], language),
        *_headed("digest_holds", holds, language),
    ]
    if standing.service is None:
        lines.append(say("status_no_service", {}, language).what)
    subject = say("digest_subject", {"day": f"{day:%d/%m/%Y}"}, language).what
    return Message(subject, "\n".join(lines))


def _urgent_first(alerts: Iterable[Alert]) -> list[Alert]:
    return sorted(alerts, key=lambda each: (URGENCY.index(each.problem.severity), each.key))


def _whats(news: AlertNews, language: Language) -> list[str]:
    over = (each.alert.problem for each in news.ended)
    return [say(each.code, each.values, language).what for each in over]


def _headed(code: str, lines: Iterable[str], language: Language) -> list[str]:
    listed = [f"- {line}" for line in lines]
    if not listed:
        return []
    heading = say(code, {}, language).what
    return ["", heading, *listed[:MOST], *_more(len(listed), language)]


def _some(problems: Iterable[Problem], language: Language) -> list[str]:
    """Word each problem: what is so, and below it what to do."""
    listed = list(problems)
    said = [say(each.code, each.values, language) for each in listed[:MOST]]
    told = ["\n  → ".join(part for part in each if part) for each in said]
    return [*told, *_more(len(listed), language)]


def _more(count: int, language: Language) -> list[str]:
    return [say("message_more", {"count": count - MOST}, language).what] if count > MOST else []
