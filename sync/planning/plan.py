"""Makes the plan of one round of one shop: what goes, what waits, and a name for it all."""

from __future__ import annotations

from sync.model import Plan
from sync.planning.guard import guard
from sync.planning.propose import Proposal, propose
from sync.planning.shop_state import GuardInput, ShopState


def plan(situation: ShopState, caution: GuardInput) -> Plan:
    """Compare, then sort the changes into what goes and what is held; the order of none matters.

    The digest names all changes, the held ones included. With that digest in `caution.approved`
    the same plan goes through, but for what is refused (see `guard`).
    """
    return judged(propose(situation, caution.frozen), situation, caution)


def judged(proposal: Proposal, situation: ShopState, caution: GuardInput) -> Plan:
    """Sort a proposal that was made before: to ask about the changes first, and compare once."""
    go, held = guard(proposal, situation, caution)
    return Plan(
        shop=situation.shop.name,
        changes=go,
        held=held,
        problems=proposal.problems,
        observed_at=situation.observed_at,
        complete=situation.complete,
        digest=proposal.digest,
    )
