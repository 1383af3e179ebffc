"""Brings what people decided into a round, and takes note of what was done about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Final

from sync.model import Change, Code, Outcome, Problem, Value
from sync.planning import Consent, change_digest, outlived
from sync.running.context import Round
from sync.store import Decision, Pin

VALID_FOR: Final = timedelta(days=14)  # what was allowed longer ago is asked anew


async def consent_of(round: Round) -> Consent:
    """Recall what people allowed in this shop, and what they hold back."""
    store, shop = round.store.decisions, round.shop.name
    approved = await store.approved(shop, round.clock.now() - VALID_FOR)
    holds = [one for one in await store.holds() if one.shop in (None, shop)]
    return Consent(approved=approved, holds={one.code: _held(one) for one in holds})


async def use_approvals(round: Round, outcomes: Sequence[Outcome], consent: Consent) -> None:
    """Take note of which allowed changes were made: the same change later is asked anew."""
    made = {change_digest(o.change) for o in outcomes if o.status in {"done", "sent"}}
    used = made.intersection(consent.approved)
    if used:
        await round.store.decisions.use(round.lease, used, round.clock.now())


async def pins_of(round: Round) -> dict[Code, list[Pin]]:
    """Recall what was taken back in this shop, by product."""
    found: dict[Code, list[Pin]] = defaultdict(list)
    for pin in await round.store.decisions.pinned(round.shop.name):
        found[pin.change.code].append(pin)
    return found


def changes_of(pins: Iterable[Pin]) -> list[Change]:
    """The pins in the words of the pure middle."""
    return [pin.change for pin in pins]


def _held(decision: Decision) -> Problem:
    values: dict[str, Value] = {"who": decision.who, "since": decision.at.isoformat()}
    if decision.note:
        values["note"] = decision.note
    about = decision.code or ""
    return Problem(code="held_by_person", severity="hold", values=values, about=about)
