"""How one shop stands: by its last rounds, by what was seen there, by what waits for a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal

from sync.marketplace import Outstanding
from sync.model import Problem, Shop, Status
from sync.running.report import PUBLISHES
from sync.store import RoundRecord

State = Literal["none", "unfinished", "waiting", "locked", "old", "sent", "fine"]

NOT_DONE: Final = ("rejected", "failed", "unknown")
OLD_AFTER: Final = timedelta(days=1)  # what was seen longer ago may have changed since


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopStatus:
    """How a shop stands: its last round, and what still has no answer.

    `whole` is the last one that came to its end and was about all products. `listings` counts what
    was last seen there by its status, as far as it is ours; `unmatched` what is nobody's product;
    `questions` what of its stock only a person can tell.
    """

    shop: Shop
    last: RoundRecord | None
    unanswered: int
    outstanding: Outstanding | None = None  # where a shop is reached by files
    whole: RoundRecord | None = None
    last_good: RoundRecord | None = None  # saw everything, and nothing failed in it
    listings: Mapping[Status, int] = field(default_factory=dict)
    unmatched: int = 0
    questions: Sequence[Problem] = ()
    login_ends_at: datetime | None = None  # until when the seller let us in, as far as told


def state(one: ShopStatus, now: datetime) -> State:
    """One word for a shop; "fine" is only what was seen to match lately."""
    summary = (one.last.summary if one.last else None) or {}
    if one.last is not None and (one.last.finished_at is None or "broken_off" in summary):
        return "unfinished"
    if one.last is None or one.whole is None:
        return "none"
    _, failed, held = counts(one)
    unread = "unread" in summary or "unread" in (one.whole.summary or {})
    asked = any(question.severity == "hold" for question in one.questions)
    stays = number(one.whole, "waiting") + number(one.whole, "stuck") - locked(one)
    if failed or held or asked or one.unanswered or unread or stays > 0:
        return "waiting"
    if locked(one):
        return "locked"
    if abs(now - one.whole.started_at) >= OLD_AFTER:
        return "old"
    return "sent" if one.outstanding is not None and one.outstanding.waiting else "fine"


def counts(one: ShopStatus) -> tuple[int, int, int]:
    """How many changes were done, were not, and were held: in the last round of all products.

    What a later one of some products could not do counts as well; what it says of held changes
    is not all of them.
    """
    failed = sum(number(one.whole, name) for name in NOT_DONE)
    if one.last is not None and number(one.last, "scoped"):
        failed += sum(number(one.last, name) for name in NOT_DONE)
    return number(one.last, "done"), failed, number(one.whole, "held")


def number(record: RoundRecord | None, name: str) -> int:
    """Read one count of a round's summary."""
    found = (record.summary if record else None) or {}
    count = found.get(name, 0)
    return count if isinstance(count, int) else 0


def scheduled(one: ShopStatus) -> dict[str, int]:
    """How many new listings wait for which day, the next first."""
    summary = (one.last.summary if one.last else None) or {}
    days = {key.removeprefix(PUBLISHES): n for key, n in summary.items() if PUBLISHES in key}
    return {day: n for day, n in sorted(days.items()) if isinstance(n, int)}


def locked(one: ShopStatus) -> int:
    """How many listings the platform took down or refused."""
    return one.listings.get("banned", 0) + one.listings.get("refused", 0)
