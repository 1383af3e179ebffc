"""How one shop stands: by its last rounds, by what was seen there, by what waits for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

from sync.store.shop_facts import PUBLISHES, RoundRecord, ShopFacts

if TYPE_CHECKING:  # a short command imports none of these
    from sync.marketplace import Outstanding
    from sync.model import Problem, ShopName

State = Literal["none", "unfinished", "waiting", "locked", "old", "sent", "fine"]

NOT_DONE: Final = ("rejected", "failed", "unknown")
OLD_AFTER: Final = timedelta(days=1)  # what was seen longer ago may have changed since


class NamedShop(Protocol):
    """What a status says of a shop itself; `sandbox` is None for a real one."""

    @property
    def name(self) -> ShopName: ...
    @property
    def platform(self) -> str: ...
    @property
    def sandbox(self) -> str | None: ...
    @property
    def policy(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopStatus(ShopFacts):
    """How a shop stands: what is remembered of it, and what only a person can tell of its stock."""

    shop: NamedShop
    outstanding: Outstanding | None = None  # where a shop is reached by files
    questions: Sequence[Problem] = ()
    login_ends_at: datetime | None = None  # until when the seller let us in, as far as told

    @classmethod
    def of(cls, shop: NamedShop, facts: ShopFacts, **more: Any) -> ShopStatus:
        """Join what is remembered of a shop with what else is known (the fields by name)."""
        remembered = {name: getattr(facts, name) for name in ShopFacts.__dataclass_fields__}
        return cls(shop=shop, **remembered, **more)


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
    held += number(one.whole, "left") + sum(scheduled(one).values())
    if failed or held or asked or one.unanswered or unread or stays > 0:
        return "waiting"
    if locked(one):
        return "locked"
    if abs(now - one.whole.started_at) >= OLD_AFTER:
        return "old"
    return "sent" if one.outstanding is not None and one.outstanding.waiting else "fine"


def counts(one: ShopStatus) -> tuple[int, int, int]:
    """How many changes were done, were not, and wait for a yes: in the last round of all products.

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


def named(record: RoundRecord | None, name: str) -> tuple[str, ...]:
    """Read what a round's summary names."""
    found = (record.summary if record else None) or {}
    names = found.get(name, ())
    return (names,) if isinstance(names, str) else tuple(names) if isinstance(names, tuple) else ()


def scheduled(one: ShopStatus) -> dict[str, int]:
    """How many new listings wait for which day, the next first."""
    summary = (one.last.summary if one.last else None) or {}
    days = {key.removeprefix(PUBLISHES): n for key, n in summary.items() if PUBLISHES in key}
    return {day: n for day, n in sorted(days.items()) if isinstance(n, int)}


def locked(one: ShopStatus) -> int:
    """How many listings the platform took down or refused."""
    return one.listings.get("banned", 0) + one.listings.get("refused", 0)
