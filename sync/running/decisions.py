"""Brings what people decided into a round, and takes note of what was done about it."""

from __future__ import annotations

import getpass
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sync.model import VIETNAM, Change, Code, Listing, Outcome, Problem, ShopName, Value
from sync.model.people import Permission
from sync.planning import Consent, agreed, change_digest, outlived, pinned
from sync.running.context import Round
from sync.store import Decision, Store

VALID_FOR: Final = timedelta(days=14)  # what was allowed longer ago is asked anew


def login_name() -> str:
    """Name the person who runs this program by the name that they are logged in under."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # nobody by that number, as in some containers
        return "?"


def about(said: Decision, change: Change, digest: str | None) -> Decision:
    """Say the same of one change; `digest` names what is allowed, or what was written."""
    return replace(said, shop=change.shop, code=change.code, change=change, digest=digest)


async def consent_of(round: Round) -> Consent:
    """Recall what people allowed in this shop, and what they hold back."""
    store, shop = round.store.decisions, round.shop.name
    yes = await store.approvals(shop, round.clock.now() - VALID_FOR)
    approvals = round.whole_catalog.settings.approvals
    deciders = await deciders_of(round.store) if approvals == "two_people" else ()
    approved = agreed(yes, approvals, deciders)
    holds = [one for one in await store.holds() if one.shop in (None, shop)]
    return Consent(approved=approved, holds={one.code: _held(one, shop) for one in holds})


async def deciders_of(store: Store) -> frozenset[str]:
    """Name the users whose yes counts where it takes two."""
    users = await store.users.all()
    return frozenset(user.name for user in users if user.viewer.may(Permission.DECIDE))


async def use_approvals(round: Round, outcomes: Sequence[Outcome]) -> None:
    """Take note of which allowed changes were made: the same change later is asked anew."""
    made = {change_digest(o.change) for o in outcomes if o.status in {"done", "sent"}}
    if made:
        await round.store.decisions.use(round.lease, made, round.clock.now())


async def with_pins(round: Round, wanted: Mapping[Code, Listing]) -> Mapping[Code, Listing]:
    """Leave in the shop what was taken back, until the catalog says something new of it."""
    pins: dict[Code, list[Change]] = defaultdict(list)
    over: list[int] = []
    for pin in await round.store.decisions.pinned(round.shop.name):
        desired = wanted.get(pin.change.code)
        if desired is not None and outlived(pin.change, desired):
            over.append(pin.id)
        else:
            pins[pin.change.code].append(pin.change)
    if over and round.purpose == "change":
        await round.store.decisions.unpin(round.lease, over, round.clock.now())
    if not pins:
        return wanted
    kept = {code: pinned(listing, pins.get(code, ())) for code, listing in wanted.items()}
    return {code: listing for code, listing in kept.items() if listing is not None}


def _local(at: datetime) -> str:
    """Write a moment as people read it where the shops are."""
    return at.astimezone(VIETNAM).isoformat(timespec="seconds")


def _held(decision: Decision, shop: ShopName) -> Problem:
    values: dict[str, Value] = {"who": decision.who, "since": _local(decision.at)}
    if decision.note:
        values["note"] = decision.note
    about = decision.code or shop
    return Problem(code="held_by_person", severity="hold", values=values, about=about)
