"""Publishes and revises products, which writes all of a product; puts them on sale and off."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from adapters.partner.client import ShopApi, Write
from adapters.partner.endpoints import OFF, ON, at
from adapters.partner.listings import own_sku, product_of, status_of
from adapters.partner.metadata import MetadataCache
from adapters.partner.writing import Draft, Terms, body_of
from sync.marketplace.json_values import Json, text, unclear
from sync.model import Change, Field, Outcome


@dataclass(frozen=True, slots=True)
class Publisher:
    """Makes one change after the other in one shop; doing one twice does no more than once."""

    api: ShopApi
    metadata: MetadataCache

    async def publish(self, change: Change) -> Outcome:
        """Make a product, or finish one that was begun before."""
        if change.before and change.before.remote_id:
            return await self._finish(change)
        sku = own_sku(change.after)
        body = body_of(self._draft(change, {}, "all"))
        _check(await self.api.line.call(self.api.client.make(sku, body)))
        if change.after.status == "hidden":
            await self._turn(OFF, sku)
        return Outcome(change=change, status="done", remote_id=sku)

    async def revise(self, change: Change) -> Outcome:
        """Write the content anew; prices and stocks stay as they stand."""
        sku = product_of(change)
        draft = self._draft(change, await self.api.product(sku), "of new ones")
        await self._put(sku, draft)
        return Outcome(change=change, status="done", remote_id=sku)

    async def withdraw(self, change: Change) -> Outcome:
        """Take a product off sale."""
        sku = product_of(change)
        await self._turn(OFF, sku)
        return Outcome(change=change, status="done", remote_id=sku)

    async def restore(self, change: Change) -> Outcome:
        """Put a product on sale again, as far as its review allows."""
        sku = product_of(change)
        await self._turn(ON, sku)
        return Outcome(change=change, status="done", remote_id=sku)

    async def _finish(self, change: Change) -> Outcome:
        sku = product_of(change)
        standing = await self.api.product(sku)
        await self._put(sku, self._draft(change, standing, "all"))
        if status_of(standing) == "hidden":
            await self._turn(ON, sku)
        return Outcome(change=change, status="done", remote_id=sku)

    async def _put(self, sku: str, draft: Draft) -> None:
        _check(await self.api.line.call(self.api.client.put(sku, body_of(draft))))

    async def _turn(self, path: str, sku: str) -> None:
        answer = await self.api.set(Write("POST", at(path, sku=sku), {}))
        if not text(answer.get("sale_status")):
            raise unclear("sale_status")

    def _draft(self, change: Change, standing: Json, terms: Terms) -> Draft:
        return Draft(
            listing=change.after,
            metadata=self.metadata,
            ship_from=self.api.ship_from,
            standing=standing,
            terms=terms,
            about=_about(change),
        )


def _check(answer: Json) -> None:
    """Believe an answer only if it says how the product stands now; raises `Lost`."""
    status_of(answer)


def _about(change: Change) -> Collection[Field]:
    """Say what a write is about; where we have no papers, those that others handed in stay."""
    if change.kind == "publish":
        return {"attributes", "papers"} if change.after.papers else {"attributes"}
    return change.fields
