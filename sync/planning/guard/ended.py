"""Lets stars go whose certificate has ended, while the rest of their text waits for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sync.model import Change, Code, Problem
from sync.planning.claims import (
    CLAIM_ENDED,
    OF_LISTING,
    claims_beyond,
    joined,
    taken_back,
    unclaimed,
)
from sync.planning.guard.case import GuardCase
from sync.planning.guard.refuse import refused_outright
from sync.planning.shop_state import GuardInput, ShopState

Judged = Sequence[tuple[Change, Problem | None]]


def honest_meanwhile(
    judged: Judged, shop_state: ShopState, guard_input: GuardInput
) -> list[tuple[Change, Problem | None]]:
    """Add to what goes, for each held revise, the fields that stand there and claim too much.

    They are written as they stand but for the claim; nothing that is held goes with them. They go
    with another revise of the same listing where one goes, else alone.
    """
    found = dict[Code, Change]()
    for cut in (_cut(change, shop_state) for change, problem in judged if problem):
        if cut is not None:
            found[cut.code] = joined(found[cut.code], cut) if cut.code in found else cut
    made = list[tuple[Change, Problem | None]]()
    for change, problem in judged:
        if change.code in found and problem is None and change.kind == "revise":
            made.append((joined(change, found.pop(change.code)), None))
        else:
            made.append((change, problem))
    cases = (GuardCase(cut, shop_state, guard_input) for cut in found.values())
    return [*made, *((case.change, None) for case in cases if not refused_outright(case))]


def _cut(change: Change, shop_state: ShopState) -> Change | None:
    """Make of a held revise one that only cuts what its fields claim there; None: they do not."""
    if change.kind != "revise" or change.before is None or change.code not in shop_state.stars:
        return None
    link, stars = shop_state.links.get(change.code), shop_state.stars[change.code]
    stands = (link and link.applied) or change.before
    able = shop_state.features.can
    fixed = () if "remove_attributes" in able else ("attributes",)
    beyond = (name for name in claims_beyond(stands, stars) if name in change.fields)
    fields = tuple(name for name in beyond if name in OF_LISTING and name not in fixed)
    if not fields:
        return None
    after = replace(unclaimed(stands, stars), remote_id=change.after.remote_id)
    back = taken_back(stands, after, fields)
    return replace(change, after=after, fields=fields, taken_back=back, reason=CLAIM_ENDED)
