"""Makes the plan of one round of one shop: what goes, what waits, and a name for it all."""

from __future__ import annotations

from sync.model import Plan
from sync.planning.digest import digest_of
from sync.planning.guard import guard
from sync.planning.propose import propose
from sync.planning.situation import Caution, Situation


def plan(situation: Situation, caution: Caution) -> Plan:
    """Compare, then sort the changes into what goes and what is held; pure, and order counts.

    The digest names all changes, the held ones included. With that digest in `caution.approved`
    the same plan goes through, but for what is refused (see `guard`).
    """
    proposal = propose(situation, caution.frozen)
    digest = digest_of(situation.shop.name, proposal.changes)
    go, held = guard(proposal, situation, caution, digest)
    return Plan(
        shop=situation.shop.name,
        changes=go,
        held=held,
        problems=proposal.problems,
        observed_at=situation.observed_at,
        complete=situation.complete,
        digest=digest,
    )
