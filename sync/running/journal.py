"""Writes down what we are about to do, and then what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sync.model import Change, Code, Link, Outcome
from sync.model.assortment import file_of
from sync.planning import merge_applied
from sync.running.context import Round


async def write_intents(round: Round, changes: Sequence[Change]) -> list[int]:
    """Journal the changes before they are sent; a publish also leaves the mark that it is ours.

    What was seen of these listings is forgotten first: whatever happens, the next look is anew.
    """
    now = round.clock.now()
    known = {remote_id for change in changes if (remote_id := _remote_id(change))}
    if known:
        await round.store.observations.forget(round.lease, sorted(known))
    begun = [_begun(round, change) for change in changes if change.kind == "publish"]
    if begun:
        await round.store.links.put(round.lease, begun)
    return await round.store.journal.intend(round.lease, round.round_id, changes, now)


async def write_outcomes(round: Round, intents: Sequence[int], outcomes: Sequence[Outcome]) -> None:
    """Conclude the intents, and keep or drop the links accordingly, in one breath."""
    now = round.clock.now()
    known = await round.store.links.of(round.shop.name, {o.change.code for o in outcomes})
    links: dict[Code, Link | None] = dict(known)
    for outcome in outcomes:
        code = outcome.change.code
        links[code] = link_after(links.get(code), outcome, now)
    kept = [_from_file(round, link) for link in links.values() if link is not None]
    concluded = dict(zip(intents, outcomes, strict=True))
    await round.store.journal.conclude(round.lease, concluded, now, kept)
    await round.store.links.forget(round.lease, [c for c, link in links.items() if link is None])


def _begun(round: Round, change: Change) -> Link:
    return Link(
        shop=round.shop.name,
        code=change.code,
        remote_id=_remote_id(change),
        before=change.before,
        applied_at=round.clock.now(),
        file=file_of(round.products[change.code]) if change.code in round.products else None,
    )


def _from_file(round: Round, link: Link) -> Link:
    """Write down which file a product stands in; where it stands in none, it stays as it was."""
    product = round.products.get(link.code)
    return link if product is None else replace(link, file=file_of(product))


def link_after(link: Link | None, outcome: Outcome, now: datetime) -> Link | None:
    """Say how we know the listing after this outcome; None: there is none of ours.

    outcome             publish                    any other kind
    done, sent          linked, applied = after    applied takes over the changed fields
    failed, rejected    unfinished if it has an    as it was, but hidden by us where its zero
                        id, else nothing           was refused
    unknown             unfinished                 as it was, but read with suspicion
    """
    change = outcome.change
    if change.reason == "twin":
        return link  # it is about another listing than the one that we remember
    remote_id = outcome.remote_id or _remote_id(change)
    known = link or Link(shop=change.shop, code=change.code)
    after = replace(known, remote_id=remote_id, before=change.before, applied_at=now)
    if outcome.status in {"done", "sent"}:
        applied = replace(merge_applied(known.applied, change), remote_id=remote_id)
        return replace(after, applied=applied)
    if change.kind != "publish":
        if outcome.status == "unknown":
            return replace(known, before=change.before)
        return _hidden_instead(link) if _refused_zero(outcome) else link
    if outcome.status == "unknown" or remote_id:
        return after
    return None


def _refused_zero(outcome: Outcome) -> bool:
    return outcome.problem is not None and outcome.problem.code == "zero_refused"


def _hidden_instead(link: Link | None) -> Link | None:
    """Remember that it was hidden for us, so that it comes back without asking anybody."""
    if link is None or link.applied is None:
        return link
    return replace(link, applied=replace(link.applied, status="hidden"))


def _remote_id(change: Change) -> str | None:
    return change.before.remote_id if change.before else None
