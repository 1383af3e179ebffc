"""One Shopee shop, as the engine sees it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import partial

from adapters.shopee.adapter import login, pictures, postbox, sales
from adapters.shopee.adapter.amounts import PRICES, STOCKS, set_amounts
from adapters.shopee.adapter.booth import Booth
from adapters.shopee.adapter.learning import learn
from adapters.shopee.adapter.publishing import publish
from adapters.shopee.adapter.revising import revise_all
from adapters.shopee.adapter.shelf import Shelf
from adapters.shopee.adapter.visibility import turn
from adapters.shopee.client import Client
from adapters.shopee.features import FEATURES
from adapters.shopee.mapping import requirements, writing
from sync.marketplace import ApiClient, Connection, Features, Image, Signal, Uploaded
from sync.model import Change, Kind, Listing, Order, Outcome, Problem, Tokens

Errand = Callable[[Sequence[Change]], Awaitable[list[Outcome]]]


class ShopeeShop:
    """Translates between listings and Shopee's items; both `Marketplace` and `Login`."""

    features: Features = FEATURES

    def __init__(self, connection: Connection, line: ApiClient) -> None:
        self._account = connection.account
        self._booth = Booth(connection.shop, line, Client(connection))
        self._shelf = Shelf(self._booth)
        self._errands: Mapping[Kind, Errand] = {
            "publish": partial(publish, self._booth),
            "revise": partial(revise_all, self._booth),
            "reprice": partial(set_amounts, self._booth, PRICES),
            "restock": partial(set_amounts, self._booth, STOCKS),
            "withdraw": partial(turn, self._booth, "hide"),
            "restore": partial(turn, self._booth, "show"),
        }

    def normalize(self, listing: Listing) -> Listing:
        return writing.normalize(listing)

    def problems(self, listing: Listing) -> list[Problem]:
        return requirements.problems(listing, self._booth.learned)

    async def prepare(self, listings: Sequence[Listing]) -> None:
        await learn(self._booth, listings)

    def listings(self, known: Mapping[str, Listing]) -> AsyncIterator[Listing]:
        return self._shelf.listings(known)

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        return await self._shelf.find(listings)

    def orders(self, since: datetime, until: datetime) -> AsyncIterator[Order]:
        return sales.orders(self._booth, since, until)

    async def orders_named(self, references: Sequence[str]) -> list[Order]:
        return await sales.named(self._booth, references)

    async def register(self, url: str) -> str | None:
        await postbox.register(self._booth, url)
        return None

    async def missed(self) -> list[Signal]:
        return await postbox.missed(self._booth)

    async def upload(self, images: Sequence[Image]) -> list[Uploaded]:
        return await pictures.upload(self._booth, images)

    async def apply(self, changes: Sequence[Change]) -> list[Outcome]:
        if not changes:
            return []
        (kind,) = {change.kind for change in changes}  # one kind at a time
        return await self._errands[kind](changes)

    def authorize_url(self, redirect_url: str, state: str) -> str:
        return self._booth.client.authorize_url(redirect_url, state, datetime.now(UTC))

    async def exchange(self, code: str) -> Tokens:
        return await login.exchange(self._booth.line, self._booth.client, self._account, code)

    async def refresh(self, refresh_token: str) -> Tokens:
        client = self._booth.client
        return await login.refresh(self._booth.line, client, self._account, refresh_token)
