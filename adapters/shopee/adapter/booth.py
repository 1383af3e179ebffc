"""What every errand in one shop needs: its name, its line, its calls, and what was learned."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field, replace

from adapters.shopee.client import Client
from adapters.shopee.client.answers import content
from adapters.shopee.client.endpoints import MODEL_LIST
from adapters.shopee.mapping.learned import Learned
from sync.marketplace import ApiClient, Lost, MarketplaceError, Rejected, outcome_of
from sync.marketplace.json_values import Json
from sync.model import Outcome, ShopName

Step = Callable[[Outcome], Awaitable[str | None]]


@dataclass(frozen=True, slots=True)
class Booth:
    """One shop as its errands see it."""

    shop: ShopName
    line: ApiClient
    client: Client
    learned: Learned = field(default_factory=Learned)

    async def models(self, item_id: str) -> Json:
        """Read the models of an item as they are now: their ids do not last."""
        query = [("item_id", item_id)]
        return content(await self.line.call(self.client.ask(MODEL_LIST, query)))


async def then(outcomes: Sequence[Outcome], step: Step) -> list[Outcome]:
    """Take one more step for each outcome that is `done` so far; a step answers the remote id.

    A refusal or a lost answer ends its own change; any other error would meet the next one too,
    so the rest is not tried. The remote id that a change already has is never dropped.
    """
    after: list[Outcome] = []
    closed: MarketplaceError | None = None
    for outcome in outcomes:
        if outcome.status != "done":
            after.append(outcome)
        elif closed:
            after.append(outcome_of(outcome.change, closed, outcome.remote_id))
        else:
            try:
                after.append(replace(outcome, remote_id=await step(outcome)))
            except MarketplaceError as error:
                closed = None if isinstance(error, Rejected | Lost) else error
                after.append(outcome_of(outcome.change, error, outcome.remote_id))
    return after
