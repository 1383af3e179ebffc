"""What every errand in one shop needs: its name, its line, its calls, and what was learned."""

from __future__ import annotations

from dataclasses import dataclass, field

from adapters.tiktok.client import Client, Pairs, Write
from adapters.tiktok.client.endpoints import PRODUCT, WAREHOUSES, Place, at
from adapters.tiktok.mapping.learned import Learned
from adapters.tiktok.mapping.reading import has_hidden_version
from adapters.tiktok.mapping.warehouses import Warehouses, warehouses_of
from sync.marketplace import ApiClient, Rejected
from sync.marketplace.json_values import Json, rows, text
from sync.model import Change, Listing, Offer, Problem, ShopName, Value

NO_HIDDEN_VERSION = "12052547"


@dataclass(frozen=True, slots=True)
class Booth:
    """One shop as its errands see it."""

    shop: ShopName
    account: str
    line: ApiClient
    client: Client
    learned: Learned = field(default_factory=Learned)

    async def cipher(self) -> str:
        """Give TikTok's name of the shop in calls, read once; raises `Rejected` if not ours."""
        if not self.learned.cipher:
            shops = rows((await self.line.call(self.client.shops())).get("shops"))
            ciphers = {text(row.get("id")): text(row.get("cipher")) for row in shops}
            if not ciphers.get(self.account):
                values: dict[str, Value] = {"account": self.account, "found": tuple(ciphers)}
                raise Rejected([Problem(code="shop_not_granted", values=values)])
            self.learned.cipher = ciphers[self.account]
        return self.learned.cipher

    async def ask(self, place: Place, query: Pairs = ()) -> Json:
        """Read something."""
        return await self.line.call(self.client.ask(await self.cipher(), place, query))

    async def look(self, place: Place, body: Json, query: Pairs = ()) -> Json:
        """Read something that is asked for by a body."""
        return await self.line.call(self.client.look(await self.cipher(), place, body, query))

    async def write(self, write: Write) -> Json:
        """Change something."""
        return await self.line.call(self.client.write(await self.cipher(), write))

    async def product(self, product_id: str) -> Json:
        """Read a product in its newest version: an edit under review hides behind the live one."""
        shown = await self.ask(at(PRODUCT, product_id))
        if not has_hidden_version(shown):
            return shown
        query = [("return_under_review_version", "true")]
        try:
            hidden = await self.ask(at(PRODUCT, product_id), query)
        except Rejected as error:
            if error.problem.values.get("platform_code") == NO_HIDDEN_VERSION:
                return shown
            raise
        return {**hidden, **{name: shown.get(name) for name in ("status", "audit", "update_time")}}

    async def warehouses(self) -> Warehouses:
        """Say where the shop sells from, read once."""
        if self.learned.warehouses is None:
            self.learned.warehouses = await self.warehouses_now()
        return self.learned.warehouses

    async def warehouses_now(self) -> Warehouses:
        """Read where the shop sells from, and whether it is on holiday."""
        found = warehouses_of(await self.ask(at(WAREHOUSES)))
        if not found.default:
            raise Rejected([Problem(code="warehouse_missing")])
        return found


def product_of(change: Change) -> str:
    """Name the product that a change touches."""
    return (change.before and change.before.remote_id) or change.after.remote_id or "0"


def wanted(change: Change) -> Offer:
    """Give the one offer that a change is about."""
    sku = change.sku or change.after.offers[0].sku
    return next(offer for offer in change.after.offers if offer.sku == sku)


def stands_hidden(listing: Listing | None) -> bool:
    """Whether buyers do not see it, as far as was last read."""
    return listing is not None and listing.status not in {"live", None}
