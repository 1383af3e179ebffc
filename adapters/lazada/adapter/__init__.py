"""One Lazada shop, as the engine sees it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from adapters.lazada.adapter import login, pictures, sales
from adapters.lazada.adapter.amounts import PRICES, set_amounts, set_stocks
from adapters.lazada.adapter.booth import Booth
from adapters.lazada.adapter.branding import branded
from adapters.lazada.adapter.learning import learn
from adapters.lazada.adapter.publishing import publish
from adapters.lazada.adapter.revising import revise
from adapters.lazada.adapter.shelf import Shelf
from adapters.lazada.adapter.visibility import restore, withdraw
from adapters.lazada.client import Client
from adapters.lazada.features import FEATURES
from adapters.lazada.mapping import requirements, writing
from sync.marketplace import ApiClient, Connection, Features, Image, Uploaded, one_by_one
from sync.model import Change, Kind, Listing, Order, Outcome, Problem, Tokens

Errand = Callable[[Sequence[Change]], Awaitable[list[Outcome]]]
Single = Callable[[Booth, Change], Awaitable[Outcome]]


class LazadaShop:
    """Translates between listings and Lazada's items; both `Marketplace` and `Login`."""

    features: Features = FEATURES

    def __init__(self, connection: Connection, line: ApiClient) -> None:
        self._booth = Booth(connection.shop, line, Client(connection))
        self._shelf = Shelf(self._booth)
        self._errands: Mapping[Kind, Errand] = {
            "publish": self._each(partial(branded, publish)),
            "revise": self._each(partial(branded, revise)),
            "reprice": partial(set_amounts, self._booth, PRICES),
            "restock": partial(set_stocks, self._booth),
            "withdraw": self._each(withdraw),
            "restore": self._each(restore),
        }

    def _each(self, errand: Single) -> Errand:
        return partial(one_by_one, make=partial(errand, self._booth))

    def normalize(self, listing: Listing) -> Listing:
        return writing.normalize(listing)

    def problems(self, listing: Listing) -> list[Problem]:
        return requirements.problems(listing, self._booth.learned)

    async def prepare(self, listings: Sequence[Listing]) -> None:
        await learn(self._booth, listings)

    def listings(self, known: Mapping[str, Listing]) -> AsyncIterator[Listing]:  # noqa: ARG002
        """Read the whole shop; a page tells everything, so what is known saves no call."""
        return self._shelf.listings()

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        return await self._shelf.find(listings)

    def orders(self, since: datetime, until: datetime) -> AsyncIterator[Order]:
        return sales.orders(self._booth, since, until)

    async def orders_named(self, references: Sequence[str]) -> list[Order]:
        return await sales.named(self._booth, references)

    async def upload(self, images: Sequence[Image]) -> list[Uploaded]:
        return await pictures.upload(self._booth, images)

    async def apply(self, changes: Sequence[Change]) -> list[Outcome]:
        if not changes:
            return []
        (kind,) = {change.kind for change in changes}  # one kind at a time
        return await self._errands[kind](changes)

    def authorize_url(self, redirect_url: str, state: str) -> str:
        return self._booth.client.authorize_url(redirect_url, state)

    async def exchange(self, code: str) -> Tokens:
        return await login.exchange(self._booth.line, self._booth.client, code)

    async def refresh(self, refresh_token: str) -> Tokens:
        return await login.refresh(self._booth.line, self._booth.client, refresh_token)
