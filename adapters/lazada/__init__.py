"""Lazada in Vietnam: OCOP products in a Lazada shop, over the Lazada Open Platform."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from adapters.lazada import access, orders, pictures, returns, writing
from adapters.lazada.access import parse_push
from adapters.lazada.amounts import PRICES, set_amounts, set_stocks
from adapters.lazada.client import Client, ShopApi
from adapters.lazada.features import FEATURES
from adapters.lazada.known import KNOWN
from adapters.lazada.listings import ListingReader
from adapters.lazada.metadata import learn, learn_leaf, learn_tree
from adapters.lazada.publish import ApplyOne, adds_skus, branded, publish, restore, revise, withdraw
from sync.marketplace import (
    ApiClient,
    Asked,
    Call,
    Connection,
    Features,
    Image,
    Leaf,
    Platform,
    Uploaded,
    one_by_one,
)
from sync.model import Change, Kind, Listing, Order, Outcome, Problem, Tokens

ApplyAll = Callable[[Sequence[Change]], Awaitable[list[Outcome]]]


class LazadaShop:
    """Translates between listings and Lazada's items; both `Marketplace` and `Login`."""

    features: Features = FEATURES

    def __init__(self, connection: Connection, line: ApiClient) -> None:
        self._api = ShopApi(connection.shop, line, Client(connection))
        self._reader = ListingReader(self._api)
        self._appliers: Mapping[Kind, ApplyAll] = {
            "publish": self._each(partial(branded, publish)),
            "revise": self._each(partial(branded, revise)),
            "reprice": partial(set_amounts, self._api, PRICES),
            "restock": partial(set_stocks, self._api),
            "withdraw": self._each(withdraw),
            "restore": self._each(restore),
        }

    def _each(self, write: ApplyOne) -> ApplyAll:
        return partial(one_by_one, make=partial(write, self._api))

    def normalize(self, listing: Listing) -> Listing:
        return writing.normalize(listing)

    def problems(self, listing: Listing) -> list[Problem]:
        return writing.problems(listing, self._api.metadata)

    async def prepare(self, listings: Sequence[Listing]) -> None:
        await learn(self._api.metadata, self._api.look_up, listings)

    async def categories(self) -> Sequence[Leaf]:
        return (await learn_tree(self._api.metadata, self._api.look_up)).all()

    async def asked(self, leaf: int) -> Asked:
        return writing.asked_in(await learn_leaf(self._api.metadata, self._api.look_up, leaf))

    def left_out(self, listing: Listing) -> list[Problem]:
        return writing.left_out(listing, self._api.metadata)

    def listings(self, known: Mapping[str, Listing]) -> AsyncIterator[Listing]:  # noqa: ARG002
        """Read the whole shop; a page tells everything, so what is known saves no call."""
        return self._reader.listings()

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        return await self._reader.find(listings)

    def orders(self, since: datetime, until: datetime) -> AsyncIterator[Order]:
        return orders.orders(self._api, since, until)

    async def returned(self, since: datetime, until: datetime) -> Sequence[str]:
        return await returns.returned(self._api, since, until)

    async def orders_named(self, references: Sequence[str]) -> list[Order]:
        return await orders.named(self._api, references)

    async def upload(self, images: Sequence[Image]) -> list[Uploaded]:
        return await pictures.upload(self._api, images)

    async def picture_urls(self, listing: Listing) -> Sequence[str]:
        return [each.remote_id or "" for each in listing.images or ()]

    async def apply(self, changes: Sequence[Change]) -> list[Outcome]:
        if not changes:
            return []
        (kind,) = {change.kind for change in changes}  # one kind at a time
        ordered = sorted(changes, key=adds_skus)  # a SKU that moves is freed before it is taken
        outcomes = {id(o.change): o for o in await self._appliers[kind](ordered)}
        return [outcomes[id(change)] for change in changes]

    def account_proof(self) -> Call[None]:
        return self._api.client.account_proof()

    def authorize_url(self, redirect_url: str, state: str) -> str:
        return self._api.client.authorize_url(redirect_url, state)

    async def exchange(self, code: str) -> Tokens:
        return await access.exchange(self._api.line, self._api.client, code)

    async def refresh(self, refresh_token: str) -> Tokens:
        return await access.refresh(self._api.line, self._api.client, refresh_token)


marketplace = Platform(
    features=FEATURES,
    open=LazadaShop,
    parse_push=parse_push,
    known=KNOWN,
)

__all__ = ["marketplace"]
