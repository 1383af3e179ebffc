"""Brings what people decided into a round, and takes note of what was done about it."""

from __future__ import annotations

import getpass
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sync.model import VIETNAM, Change, Code, Listing, Outcome, Problem, ShopName, Value
from sync.model.claims import stars_allowed
from sync.model.people import Permission
from sync.planning import (
    OF_SALE,
    Consent,
    agreed,
    change_digest,
    change_under,
    claimless,
    outlived,
    pinned,
)
from sync.running.context import Round
from sync.running.renames import renamed_since
from sync.store import Decision, Pin, Store

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


async def with_pins(
    round: Round, written: Mapping[Code, Listing], usual: Callable[[Code], Listing]
) -> Mapping[Code, Listing]:
    """Leave in the shop what was taken back, until the catalog says something new of it.

    That a campaign begins or ends is nothing new: `usual` says how a product stands without any.
    """
    pins: dict[Code, list[Pin]] = defaultdict(list)
    unsold: dict[Code, list[Pin]] = defaultdict(list)
    over: list[Pin] = []
    for pin in await standing_pins(round):
        code = pin.change.code
        if _is_over(round, pin.change, written.get(code), usual):
            over.append(pin)
        elif code not in written:
            unsold[code].append(pin)
        elif not round.products[code].kept:
            pins[code].append(pin)
    over += _in_vain(unsold)
    kept = dict[Code, Listing | None]()
    for code, each in pins.items():
        changes = [pin.change for pin in each]
        kept[code] = _honestly(round, pinned(written[code], changes))
        if kept[code] == written[code] and pinned(usual(code), changes) == usual(code):
            over += each  # the catalog says the same
    if over and round.purpose == "change":
        numbers = [pin.id for pin in over]
        await round.store.decisions.unpin(round.lease, numbers, round.clock.now())
    both = {code: kept.get(code, listing) for code, listing in written.items()} if pins else written
    return {code: listing for code, listing in both.items() if listing is not None}


def _in_vain(unsold: Mapping[Code, Sequence[Pin]]) -> Iterator[Pin]:
    """Find what was put back on sale and taken off again, of what the catalog does not sell."""
    for pins in unsold.values():
        of_sale = [pin for pin in pins if pin.change.kind in OF_SALE]
        if of_sale and of_sale[-1].change.kind == "withdraw":
            yield from of_sale


async def taken_back_note(round: Round) -> Problem | None:
    """Say which products stand as they were taken back to, and not as the catalog says."""
    pins = await round.store.decisions.pinned(round.shop.name)
    codes = tuple(dict.fromkeys(pin.change.code for pin in pins))
    if not codes:
        return None
    values: dict[str, Value] = {"codes": codes, "count": len(codes)}
    return Problem(code="taken_back_stands", severity="note", values=values)


async def standing_pins(round: Round) -> list[Pin]:
    """Recall what was taken back in a shop and stays so, under the names of today."""
    pins = await round.store.decisions.pinned(round.shop.name)
    names = await renamed_since(round, by="the catalog") if pins else {}
    return [replace(pin, change=change_under(pin.change, names)) for pin in pins]


def _is_over(
    round: Round, pin: Change, written: Listing | None, usual: Callable[[Code], Listing]
) -> bool:
    """Whether the catalog tells something new; what it does not tell of soundly is no news."""
    product = round.products.get(pin.code)
    if product is not None and product.kept:
        return False
    if written is None:
        return pin.kind in OF_SALE and outlived(pin, None)
    return outlived(pin, written) and outlived(pin, usual(pin.code))


def _honestly(round: Round, listing: Listing | None) -> Listing | None:
    """Leave out stars that what stood there before claims, and may not claim any more."""
    if listing is None:
        return None
    certificate, review_days = (
        round.products[listing.code].certificate,
        round.market.features.review_days,
    )
    return claimless(listing, stars_allowed(certificate, round.legal_today(), review_days))


def _local(at: datetime) -> str:
    """Write a moment as people read it where the shops are."""
    return at.astimezone(VIETNAM).isoformat(timespec="seconds")


def _held(decision: Decision, shop: ShopName) -> Problem:
    values: dict[str, Value] = {"who": decision.who, "since": _local(decision.at)}
    if decision.note:
        values["note"] = decision.note
    values |= {"product": decision.code} if decision.code else {}
    values |= {"shop": decision.shop} if decision.shop else {}
    if not (decision.code or decision.shop):
        values["all"] = "--all"
    about = decision.code or shop
    return Problem(code="held_by_person", severity="hold", values=values, about=about)
