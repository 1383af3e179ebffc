"""Makes the plan of one round of one shop: what goes, what waits, and a name for it all."""

from __future__ import annotations

from sync.model import Plan
from sync.planning.guard import guard
from sync.planning.propose import Proposal
from sync.planning.shop_state import GuardInput, ShopState


def judged(proposal: Proposal, shop_state: ShopState, guard_input: GuardInput) -> Plan:
    """Sort a proposal into what goes and what is held; the order of products is irrelevant.

    The digest names all changes, the held ones included. With that digest in `guard_input.approved`
    the same plan goes through, but for what is refused (see `guard`).
    """
    go, held = guard(proposal, shop_state, guard_input)
    return Plan(
        shop=shop_state.shop.name,
        changes=go,
        held=held,
        problems=proposal.problems,
        observed_at=shop_state.observed_at,
        complete=shop_state.complete,
        digest=proposal.digest,
    )
