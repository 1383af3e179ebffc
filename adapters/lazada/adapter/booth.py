"""What every errand in one shop needs: its name, its line, its calls, and what was learned."""

from __future__ import annotations

from dataclasses import dataclass, field

from adapters.lazada.client import Client
from adapters.lazada.client.answers import content
from adapters.lazada.client.endpoints import ITEM
from adapters.lazada.mapping.items import (
    id_of,
    in_many_warehouses,
    locked,
    option_names_of,
    skus_of,
)
from adapters.lazada.mapping.learned import Learned, Standing
from sync.marketplace import ApiClient
from sync.marketplace.json_values import Json
from sync.model import Change, ShopName


@dataclass(frozen=True, slots=True)
class Booth:
    """One shop as its errands see it."""

    shop: ShopName
    line: ApiClient
    client: Client
    learned: Learned = field(default_factory=Learned)

    async def item(self, item_id: str) -> Json:
        """Read one item as it is now; raises `Rejected` (listing_gone) where there is none."""
        found = content(await self.line.call(self.client.ask(ITEM, {"item_id": item_id})))
        self.note(found)
        return found

    def note(self, item: Json) -> None:
        """Keep in mind what of an item cannot be changed any more."""
        item_id, skus = id_of(item), frozenset(one.sku for one in skus_of(item))
        self.learned.standing[item_id] = Standing(option_names_of(item), skus)
        self.learned.in_many_warehouses.update(in_many_warehouses(item))
        self.learned.locked.discard(item_id)
        if locked(item):
            self.learned.locked.add(item_id)


def item_of(change: Change) -> str:
    """Name the item that a change touches."""
    return (change.before and change.before.remote_id) or change.after.remote_id or "0"
