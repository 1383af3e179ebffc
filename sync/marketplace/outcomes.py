"""Makes changes one by one or in groups, and turns errors into outcomes: every adapter alike."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from sync.marketplace.errors import Lost, MarketplaceError, Rejected, Unavailable
from sync.marketplace.json_values import chunks
from sync.model import Change, Offer, Outcome

Verdict = MarketplaceError | None  # on one row of a call; None: it was done
MakeGroup = Callable[[str, Sequence[Change]], Awaitable[Sequence[Verdict]]]


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


async def grouped(
    changes: Sequence[Change], key: Callable[[Change], str], most: int, make: MakeGroup
) -> list[Outcome]:
    """Make the changes of one listing together, at most so many a call; outcomes in their order.

    `key` names the listing that a change touches. `make` takes that name and a group; it answers a
    verdict for each change, or raises for all of them. Once an error ends the batch the rest are
    not sent.
    """
    places: dict[str, list[int]] = {}
    for place, change in enumerate(changes):
        places.setdefault(key(change), []).append(place)
    outcomes: dict[int, Outcome] = {}
    last: MarketplaceError | None = None
    closed = False
    for remote_id, of_listing in places.items():
        for some in chunks(of_listing, most):
            group = [changes[place] for place in some]
            verdicts: Sequence[Verdict] = [last] * len(group)
            if not closed:
                try:
                    verdicts, last = await make(remote_id, group), None
                except MarketplaceError as error:
                    verdicts = [error] * len(group)
                    closed, last = ends_batch(error, last), error
            for place, verdict in zip(some, verdicts, strict=True):
                outcomes[place] = judged(changes[place], remote_id, verdict)
    return [outcomes[place] for place in range(len(changes))]


def ends_batch(error: MarketplaceError, before: MarketplaceError | None) -> bool:
    """Whether the rest of a batch would meet this error too; `before` befell the listing before.

    Platforms call it trouble of their own when they cannot bear one listing, so only trouble over
    two listings on end is taken for trouble over all.
    """
    if isinstance(error, Unavailable):
        return isinstance(before, Unavailable)
    return not isinstance(error, Rejected | Lost)


def judged(change: Change, remote_id: str, verdict: Verdict) -> Outcome:
    """Turn a verdict on one row into the outcome of its change."""
    if verdict is None:
        return Outcome(change=change, status="done", remote_id=remote_id)
    return outcome_of(change, verdict, remote_id)


def wanted_offer(change: Change) -> Offer:
    """Give the one offer that a change of a price or a stock is about."""
    sku = change.sku or change.after.offers[0].sku
    return next(offer for offer in change.after.offers if offer.sku == sku)
