"""TikTok Shop in Vietnam: OCOP products in a TikTok shop, over the Partner API 202309 and newer."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from adapters.tiktok import access, orders, papers, pictures, requirements, writing
from adapters.tiktok.access import parse_push
from adapters.tiktok.amounts import reprice, restock
from adapters.tiktok.client import Client, ShopApi
from adapters.tiktok.features import FEATURES
from adapters.tiktok.known import KNOWN
from adapters.tiktok.listings import ListingReader
from adapters.tiktok.metadata import learn, learn_leaf
from adapters.tiktok.publish import publish, revise, turn
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
    one_by_one,
)
from sync.model import Change, Kind, ListedPaper, Listing, Order, Outcome, Problem, Tokens

ApplyKind = Callable[[Sequence[Change]], Awaitable[list[Outcome]]]


class TikTokShop:
    """Translates between listings and TikTok's products; both `Marketplace` and `Login`."""

    features: Features = FEATURES

    def __init__(self, connection: Connection, line: ApiClient) -> None:
        self._api = ShopApi(connection.shop, connection.account, line, Client(connection))
        self._reader = ListingReader(self._api)
        self._apply_by_kind: Mapping[Kind, ApplyKind] = {
            "publish": partial(one_by_one, make=partial(publish, self._api)),
            "revise": partial(one_by_one, make=partial(revise, self._api)),
            "reprice": partial(reprice, self._api),
            "restock": partial(restock, self._api),
            "withdraw": partial(turn, self._api, "hide"),
            "restore": partial(turn, self._api, "show"),
        }

    def normalize(self, listing: Listing) -> Listing:
        return writing.normalize(listing)

    def problems(self, listing: Listing) -> list[Problem]:
        return requirements.problems(listing, self._api.metadata)

    def papers(self, listing: Listing) -> Sequence[ListedPaper]:
        return papers.handed_in(listing, self._api.metadata.meta(listing.category))

    async def prepare(self, listings: Sequence[Listing]) -> None:
        await learn(self._api.metadata, self._api, listings)

    async def categories(self) -> Sequence[Leaf]:
        await learn(self._api.metadata, self._api, ())
        found = self._api.metadata.categories
        return found.tree.all() if found else []

    async def asked(self, leaf: int) -> Asked:
        metadata = self._api.metadata
        await learn_leaf(metadata, self._api, leaf)
        closed = metadata.categories.closed.get(leaf, "") if metadata.categories else ""
        return requirements.asked_in(metadata.by_leaf[leaf], closed)

    def left_out(self, listing: Listing) -> list[Problem]:
        return requirements.left_out(listing, self._api.metadata)

    def listings(self, known: Mapping[str, Listing]) -> AsyncIterator[Listing]:
        return self._reader.listings(known)

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        return await self._reader.find(listings)

    def orders(self, since: datetime, until: datetime) -> AsyncIterator[Order]:
        return orders.orders(self._api, since, until)

    async def orders_named(self, references: Sequence[str]) -> list[Order]:
        return await orders.named(self._api, references)

    async def returned(self, since: datetime, until: datetime) -> Sequence[str]:
        return await orders.returned(self._api, since, until)

    async def register(self, url: str) -> str | None:
        await access.register(self._api, url)
        return None

    async def missed(self) -> list[Signal]:
        return []  # TikTok keeps none: four tries within fifteen hours, then the poll

    async def upload(self, images: Sequence[Image]) -> list[Uploaded]:
        return await pictures.upload(self._api, images)

    async def picture_urls(self, listing: Listing) -> Sequence[str]:
        return await self._reader.picture_urls(listing.remote_id or "")

    async def apply(self, changes: Sequence[Change]) -> list[Outcome]:
        if not changes:
            return []
        (kind,) = {change.kind for change in changes}  # one kind at a time
        return await self._apply_by_kind[kind](changes)

    def authorize_url(self, redirect_url: str, state: str) -> str:  # noqa: ARG002  # TikTok knows it
        return self._api.client.authorize_url(state)

    async def exchange(self, code: str) -> Tokens:
        return await access.exchange(self._api.line, self._api.client, self._api.account, code)

    async def refresh(self, refresh_token: str) -> Tokens:
        return await access.refresh(self._api.line, self._api.client, refresh_token)


marketplace = Platform(
    features=FEATURES,
    open=TikTokShop,
    parse_push=parse_push,
    known=KNOWN,
)

__all__ = ["marketplace"]
