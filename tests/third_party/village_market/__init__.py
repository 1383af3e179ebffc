"""A marketplace of somebody else's: a list of goods behind three calls, and words of its own."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sync.marketplace import (
    ApiClient,
    Call,
    Connection,
    Credentials,
    Features,
    Image,
    Limits,
    Platform,
    Rejected,
    Request,
    Response,
    Uploaded,
    one_by_one,
)
from sync.model import (
    Change,
    Code,
    Dong,
    Listing,
    Offer,
    Order,
    Outcome,
    Pace,
    Problem,
    ShopName,
    Sku,
)

FEATURES = Features(
    name="village",
    label="Chợ Làng",
    host=None,
    can=frozenset({"publish", "revise", "reprice", "restock", "withdraw", "restore"}),
    echoes=frozenset({"title", "price", "quantity", "status"}),
    limits=Limits(),
    batch=dict.fromkeys(
        ("publish", "revise", "reprice", "restock", "withdraw", "restore", "upload"), 1
    ),
    pace=Pace(calls_per_s=1000, burst=1000),
    app_pace=Pace(calls_per_s=1000, burst=1000),
    settle_s=0,
    orders_late_s=0,
    writing="absolute",
    token_early_s=0,
    order_window_days=1,
    verified_on=date(2026, 11, 29),
    source="tests/third_party",
)

SENTENCES = {
    "village_closed_on_sundays": (
        "Chợ Làng không nhận “{title}” vào Chủ nhật.",
        "Hãy đăng lại vào thứ Hai.",
        "Village Market takes no “{title}” on Sundays.",
        "Publish it again on Monday.",
    ),
}


class VillageShop:
    """One stall at the market."""

    features = FEATURES

    def __init__(self, connection: Connection, client: ApiClient) -> None:
        self._shop, self._host, self._client = connection.shop, connection.host, client

    def normalize(self, listing: Listing) -> Listing:
        return listing

    def problems(self, listing: Listing) -> list[Problem]:
        return []

    async def prepare(self, listings: Sequence[Listing]) -> None:
        """Nothing is to be learned."""

    async def listings(self, known: Mapping[str, Listing]) -> AsyncIterator[Listing]:
        for row in (await self._call("GET", None))["goods"]:
            yield _listing(self._shop, row)

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        wanted = {listing.code for listing in listings}
        return [listing async for listing in self.listings({}) if listing.code in wanted]

    async def orders(self, since: datetime, until: datetime) -> AsyncIterator[Order]:
        nothing: Sequence[Order] = ()
        for order in nothing:
            yield order

    async def orders_named(self, references: Sequence[str]) -> list[Order]:
        return []

    async def upload(self, images: Sequence[Image]) -> list[Uploaded]:
        return [Uploaded(image.sha256, image.sha256) for image in images]

    async def apply(self, changes: Sequence[Change]) -> list[Outcome]:
        return await one_by_one(changes, self._make)

    async def _make(self, change: Change) -> Outcome:
        answer = await self._call("PUT", _row(change.after))
        if answer.get("refused"):
            values = {"title": change.after.title}
            raise Rejected([Problem(code="village_closed_on_sundays", values=values)])
        return Outcome(change=change, status="done", remote_id=change.code)

    async def _call(self, method: Any, body: object) -> Any:
        def build(_: Credentials) -> Request:
            content = None if body is None else json.dumps(body).encode()
            return Request(method=method, url=f"{self._host}/goods", content=content)

        def read(response: Response) -> Any:
            return json.loads(response.content)

        call = Call(endpoint="goods", build=build, read=read, repeatable=True, signed_in=False)
        return await self._client.call(call)


def _row(listing: Listing) -> dict[str, Any]:
    offer = listing.offers[0]
    return {
        "code": listing.code, "title": listing.title, "sku": offer.sku, "price": offer.price,
        "quantity": offer.quantity, "hidden": listing.status == "hidden",
    }  # fmt: skip


def _listing(shop: ShopName, row: Mapping[str, Any]) -> Listing:
    offer = Offer(sku=Sku(row["sku"]), price=Dong(row["price"]), quantity=row["quantity"])
    return Listing(
        shop=shop,
        code=Code(row["code"]),
        remote_id=row["code"],
        title=row["title"],
        offers=(replace(offer, remote_id=row["code"]),),
        status="hidden" if row["hidden"] else "live",
    )


marketplace = Platform(features=FEATURES, open=VillageShop, sentences=SENTENCES)
