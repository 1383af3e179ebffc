"""Makes the plan of one round of one shop: what goes, what waits, and a name for it all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sync.model import Change, Plan, Problem, Sku, Value
from sync.planning.campaign_prices import explained
from sync.planning.claims import CLAIM_ENDED
from sync.planning.consent import takes_back
from sync.planning.guard import guard
from sync.planning.propose import Proposal
from sync.planning.schedule import scheduled
from sync.planning.shop_state import GuardInput, ShopState

BY_CATALOG = frozenset({"catalog", "removed", "back"})  # reasons of what the catalog brings about


def judged(proposal: Proposal, shop_state: ShopState, guard_input: GuardInput) -> Plan:
    """Sort a proposal into what goes and what is held; the order of products is irrelevant.

    The digest names all changes, the held ones included. With that digest in `guard_input.approved`
    the same plan goes through, but for what is refused (see `guard`).
    """
    go, held = guard(proposal, shop_state, guard_input)
    go, later = scheduled(go, guard_input.listing_quota)
    return Plan(
        shop=shop_state.shop.name,
        changes=tuple(_explained(change, guard_input) for change in go),
        held=tuple(
            replace(one, change=_explained(one.change, guard_input)) for one in (*held, *later)
        ),
        problems=(*proposal.problems, *_reviews(shop_state, go)),
        observed_at=shop_state.observed_at,
        complete=shop_state.complete,
        digest=proposal.digest,
        theirs=proposal.theirs,
    )


def _explained(change: Change, guard_input: GuardInput) -> Change:
    """Tell what the catalog still names but does not sell from what left it, or was sold out."""
    if change.reason in BY_CATALOG and takes_back(change, guard_input.pins):
        return replace(change, reason="undo")
    if change.reason == CLAIM_ENDED and change.code in guard_input.unproven:
        return replace(change, reason="claim_unproven")
    change = explained(change, guard_input.campaigns.get(change.sku or Sku("")))
    why = "out_of_season" if change.code in guard_input.resting else "unsold"
    named = change.kind == "withdraw" and change.code in guard_input.written
    if named and change.reason == "removed":
        return replace(change, reason=why)
    emptied = change.kind == "restock" and change.sku in guard_input.unsold
    return replace(change, reason=why) if emptied else change


def _reviews(shop_state: ShopState, going: Iterable[Change]) -> Iterator[Problem]:
    """Say beforehand which edits the platform will look at before buyers see them."""
    codes = [
        change.code
        for change in going
        if change.kind == "revise" and not shop_state.features.reviews.isdisjoint(change.fields)
    ]
    if codes:
        values: dict[str, Value] = {"count": len(codes), "codes": tuple(codes)}
        yield Problem(code="edits_reviewed", severity="note", values=values)
