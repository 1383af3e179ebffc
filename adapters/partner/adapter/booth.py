"""What every errand in one shop needs: its name, its line, its calls, and what was learned."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from adapters.partner.client import Client, Pairs, Write
from adapters.partner.client.endpoints import PRODUCT, Place, at
from adapters.partner.features import Kin
from adapters.partner.mapping.learned import Learned
from adapters.partner.mapping.writing import own_sku
from sync.marketplace import ApiClient
from sync.marketplace.json_values import Json, rows, text, unclear
from sync.model import Change, Offer, ShopName
from sync.model import Place as Origin


@dataclass(frozen=True, slots=True)
class Booth:
    """One shop as its errands see it."""

    kin: Kin
    shop: ShopName
    ship_from: Origin | None
    line: ApiClient
    client: Client
    learned: Learned = field(default_factory=Learned)

    async def ask(self, place: Place, query: Pairs = ()) -> Json:
        """Read something."""
        return await self.line.call(self.client.ask(place, query))

    async def set(self, write: Write) -> Json:
        """Set something to a value."""
        return await self.line.call(self.client.set(write))

    async def product(self, sku: str) -> Json:
        """Read one product as it is now; raises `Rejected` (listing_gone) where there is none."""
        return await self.ask(at(PRODUCT, sku=sku))

    async def pages(self, place: Place, query: Pairs = ()) -> AsyncIterator[Json]:
        """Page through a list; a page may be empty and still not be the last."""
        token, passed = "", {""}
        while True:
            size = [("page_size", str(self.kin.page))]
            more = [("page_token", token)] if token else []
            page = await self.ask(place, [*query, *size, *more])
            if not isinstance(page.get("items"), list) or "next_token" not in page:
                raise unclear("items")
            yield page
            token = text(page.get("next_token"))
            if not token:
                return
            if token in passed:  # it would go round for ever
                raise unclear("next_token")
            passed.add(token)

    async def rows(self, place: Place, query: Pairs = ()) -> list[Json]:
        """Read all of a list."""
        return [row async for page in self.pages(place, query) for row in rows(page.get("items"))]


def product_of(change: Change) -> str:
    """Name the product that a change touches."""
    before = change.before and change.before.remote_id
    return before or change.after.remote_id or own_sku(change.after)


def wanted(change: Change) -> Offer:
    """Give the one offer that a change is about."""
    sku = change.sku or change.after.offers[0].sku
    return next(offer for offer in change.after.offers if offer.sku == sku)
