"""How shops stand, as machines read it."""

from __future__ import annotations

from datetime import UTC, datetime

from sync.marketplace import Outstanding
from sync.model import Language
from sync.output.changes import Json, problems_json
from sync.status import ShopStatus, counts, named, number, scheduled, state


def status_json(one: ShopStatus, language: Language) -> Json:
    """One shop; times are ISO 8601 in UTC.

    `state` is none, unfinished, waiting, locked, old, sent or fine.
    """
    done, failed, held = counts(one)
    last = one.last
    finished = last.finished_at if last else None
    return {
        "shop": one.shop.name,
        "platform": one.shop.platform,
        "sandbox": one.shop.sandbox is not None,
        "policy": one.shop.policy,
        "state": state(one, datetime.now(UTC)),
        "started_at": last.started_at.isoformat() if last else None,
        "finished_at": finished.isoformat() if finished else None,
        "done": done,
        "failed": failed,
        "held": held,
        "left": number(one.whole, "left"),
        "unanswered": one.unanswered,
        "last_good_at": one.last_good.started_at.isoformat() if one.last_good else None,
        "listings": dict(one.listings),
        "unmatched": one.unmatched,
        "waiting": number(one.whole, "waiting"),
        "stuck": number(one.whole, "stuck"),
        "theirs": number(one.whole, "theirs"),
        "locked": list(named(one.whole, "locked")),
        "taken_back": list(named(one.whole, "taken_back")),
        "scheduled": scheduled(one),
        "questions": problems_json(one.questions, language),
        "outstanding": outstanding_json(one.outstanding),
    }


def outstanding_json(waits: Outstanding | None) -> Json | None:
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
        "unread_sales": list(waits.unread_sales),
    }
