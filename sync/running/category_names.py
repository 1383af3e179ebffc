"""Tells categories of which a plan knows the id alone by the names that sellers know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sync.marketplace import CategoryGuide, MarketplaceError
from sync.model import Change, Plan

SEVERAL = ","  # some platforms let a product stand in more than one


async def with_category_names(market: object, plan: Plan) -> Plan:
    """Add to each change what the categories are called that it names by their ids.

    It changes nothing of what is done: a person only reads it. Where the platform does not tell,
    or not now, the ids stay.
    """
    changes = [*plan.changes, *plan.theirs, *(held.change for held in plan.held)]
    ids = {each for change in changes for each in _ids(change)}
    if not ids or not isinstance(market, CategoryGuide):
        return plan
    try:
        paths = {str(leaf.id): leaf.path for leaf in await market.categories()}
    except MarketplaceError:
        return plan
    names = {each: name for each in ids if (name := _name(each, paths))}
    return replace(
        plan,
        changes=_told(plan.changes, names),
        theirs=_told(plan.theirs, names),
        held=tuple(replace(h, change=_called(h.change, names)) for h in plan.held),
    )


def _ids(change: Change) -> list[str]:
    if change.kind != "publish" and "category" not in change.fields:
        return []
    named = (listing.category for listing in (change.before, change.after) if listing)
    return [each for each in named if each and each.replace(SEVERAL, "").isdecimal()]


def _name(ids: str, paths: Mapping[str, str]) -> str:
    found = [paths.get(each, "") for each in ids.split(SEVERAL)]
    return f"{SEVERAL} ".join(found) if all(found) else ""


def _told(changes: Iterable[Change], names: Mapping[str, str]) -> tuple[Change, ...]:
    return tuple(_called(change, names) for change in changes)


def _called(change: Change, names: Mapping[str, str]) -> Change:
    called = {each: names[each] for each in _ids(change) if each in names}
    return replace(change, called=called) if called else change
