"""Turns errors into outcomes, so that every adapter answers alike."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from sync.marketplace.errors import Lost, MarketplaceError, Rejected
from sync.model import Change, Outcome


def outcome_of(change: Change, error: MarketplaceError, remote_id: str | None = None) -> Outcome:
    """Say what an error means for the change that met it."""
    if isinstance(error, Rejected):
        return Outcome(change=change, status="rejected", problem=error.problem, remote_id=remote_id)
    if isinstance(error, Lost):
        return Outcome(change=change, status="unknown", problem=error.problem, remote_id=remote_id)
    return Outcome(change=change, status="failed", problem=error.problem, remote_id=remote_id)


async def one_by_one(
    changes: Sequence[Change], make: Callable[[Change], Awaitable[Outcome]]
) -> list[Outcome]:
    """Make the changes in order; once the platform is out of reach, the rest are not sent.

    `make` may raise any `MarketplaceError`. A refusal or a lost answer concerns its own change;
    every other error would meet the next one too.
    """
    outcomes: list[Outcome] = []
    for position, change in enumerate(changes):
        try:
            outcomes.append(await make(change))
        except (Rejected, Lost) as error:
            outcomes.append(outcome_of(change, error))
        except MarketplaceError as error:
            return outcomes + [outcome_of(unsent, error) for unsent in changes[position:]]
    return outcomes
