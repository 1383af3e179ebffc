"""Pages of our own that have to be made anew though no listing changed: what makes them did."""

from __future__ import annotations

from sync.marketplace import MarketplaceError, WritesPages
from sync.model import Problem
from sync.running.context import Round

OUTDATED = Problem(code="pages_outdated", severity="note")
RENEWED = Problem(code="pages_renewed", severity="note")


async def renew_pages(round: Round) -> list[Problem]:
    """Make all pages anew where their theme or settings changed; what was, or will be done.

    Who only looks, a shop that only reports or that a person holds back is told that they would.
    """
    market = round.market
    if not isinstance(market, WritesPages):
        return []
    try:
        if not await market.pages_outdated():
            return []
        if round.purpose == "look" or round.shop.policy == "report" or await _is_held(round):
            return [OUTDATED]
        await round.context.fence.passed()
        await market.renew_pages()
    except MarketplaceError as error:
        return [error.problem]
    return [RENEWED]


async def _is_held(round: Round) -> bool:
    holds = await round.store.decisions.holds()
    return any(one.code is None and one.shop in (None, round.shop.name) for one in holds)
