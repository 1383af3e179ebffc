"""Shopee in Vietnam: OCOP products in a Shopee shop, over the Open Platform API v2."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from adapters.shopee import access, metadata, pictures, requirements, writing
from adapters.shopee.amounts import PRICES, STOCKS, set_amounts
from adapters.shopee.client import Client, ShopApi
from adapters.shopee.features import FEATURES
from adapters.shopee.known import KNOWN
from adapters.shopee.listings import ListingReader
from adapters.shopee.metadata import MetadataCache
from adapters.shopee.orders import OrderReader
from adapters.shopee.publish import publish_all, revise_all, set_visible
from sync.marketplace import (
    ApiClient,
    Asked,
    Connection,
    Features,
    Image,
    Leaf,
    Platform,
    Signal,
    Uploaded,
)
from sync.model import Change, Kind, Listing, Order, Outcome, Problem, Tokens

Apply = Callable[[Sequence[Change]], Awaitable[list[Outcome]]]


class ShopeeShop:
    """Translates between listings and Shopee's items; both `Marketplace` and `Login`."""

    features: Features = FEATURES

    def __init__(self, connection: Connection, line: ApiClient) -> None:
        self._account, self._now = connection.account, connection.now
        self._api = ShopApi(connection.shop, line, Client(connection))
        self._metadata = MetadataCache()
        self._reader = ListingReader(self._api)
        self._orders = OrderReader(self._api, self._reader)
        self._apply: Mapping[Kind, Apply] = {
            "publish": partial(publish_all, self._api, self._metadata),
            "revise": partial(revise_all, self._api, self._metadata),
            "reprice": partial(set_amounts, self._api, PRICES),
            "restock": partial(set_amounts, self._api, STOCKS),
            "withdraw": partial(set_visible, self._api, visible=False),
            "restore": partial(set_visible, self._api, visible=True),
        }

    def normalize(self, listing: Listing) -> Listing:
        return writing.normalize(listing)

    def problems(self, listing: Listing) -> list[Problem]:
        return requirements.problems(listing, self._metadata)

    async def prepare(self, listings: Sequence[Listing]) -> None:
        await metadata.fetch(self._api, self._metadata, listings)

    async def categories(self) -> Sequence[Leaf]:
        await metadata.fetch(self._api, self._metadata, ())
        return self._metadata.tree.all() if self._metadata.tree else []

    async def asked(self, leaf: int) -> Asked:
        await metadata.learn(self._api, self._metadata, [leaf])
        return requirements.asked_of(self._metadata.categories[leaf])

    def left_out(self, listing: Listing) -> list[Problem]:
        return requirements.left_out(listing, self._metadata)

    def listings(self, known: Mapping[str, Listing]) -> AsyncIterator[Listing]:
        return self._reader.listings(known)

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        return await self._reader.find(listings)

    def orders(self, since: datetime, until: datetime) -> AsyncIterator[Order]:
        return self._orders.orders(since, until)

    async def returned(self, since: datetime, until: datetime) -> Sequence[str]:
        return await self._orders.returned(since, until)

    async def orders_named(self, references: Sequence[str]) -> list[Order]:
        return await self._orders.named(references)

    async def register(self, url: str) -> str | None:
        await access.register(self._api, url)
        return None

    async def missed(self) -> list[Signal]:
        return await access.missed(self._api)

    async def upload(self, images: Sequence[Image]) -> list[Uploaded]:
        return await pictures.upload(self._api, images)

    async def picture_urls(self, listing: Listing) -> Sequence[str]:
        return [pictures.url_of(each.remote_id or "") for each in listing.images or ()]

    async def apply(self, changes: Sequence[Change]) -> list[Outcome]:
        if not changes:
            return []
        (kind,) = {change.kind for change in changes}  # one kind at a time
        return await self._apply[kind](changes)

    def authorize_url(self, redirect_url: str, state: str) -> str:
        return self._api.client.authorize_url(redirect_url, state, self._now())

    async def exchange(self, code: str) -> Tokens:
        return await access.exchange(self._api.line, self._api.client, self._account, code)

    async def refresh(self, refresh_token: str) -> Tokens:
        client = self._api.client
        return await access.refresh(self._api.line, client, self._account, refresh_token)


marketplace = Platform(
    features=FEATURES,
    open=ShopeeShop,
    parse_push=access.parse_push,
    known=KNOWN,
)

__all__ = ["ShopeeShop", "marketplace"]
