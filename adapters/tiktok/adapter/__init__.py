"""One TikTok shop, as the engine sees it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from adapters.tiktok.adapter import login, pictures, postbox, sales
from adapters.tiktok.adapter.booth import Booth
from adapters.tiktok.adapter.learning import learn
from adapters.tiktok.adapter.prices import reprice
from adapters.tiktok.adapter.publishing import publish
from adapters.tiktok.adapter.revising import revise
from adapters.tiktok.adapter.shelf import Shelf
from adapters.tiktok.adapter.stocks import restock
from adapters.tiktok.adapter.visibility import turn
from adapters.tiktok.client import Client
from adapters.tiktok.features import FEATURES
from adapters.tiktok.mapping import papers, requirements, writing
from sync.marketplace import ApiClient, Connection, Features, Image, Signal, Uploaded, one_by_one
from sync.model import Change, Kind, ListedPaper, Listing, Order, Outcome, Problem, Tokens

Errand = Callable[[Sequence[Change]], Awaitable[list[Outcome]]]


class TikTokShop:
    """Translates between listings and TikTok's products; both `Marketplace` and `Login`."""

    features: Features = FEATURES

    def __init__(self, connection: Connection, line: ApiClient) -> None:
        self._booth = Booth(connection.shop, connection.account, line, Client(connection))
        self._shelf = Shelf(self._booth)
        self._errands: Mapping[Kind, Errand] = {
            "publish": partial(one_by_one, make=partial(publish, self._booth)),
            "revise": partial(one_by_one, make=partial(revise, self._booth)),
            "reprice": partial(reprice, self._booth),
            "restock": partial(restock, self._booth),
            "withdraw": partial(turn, self._booth, "hide"),
            "restore": partial(turn, self._booth, "show"),
        }

    def normalize(self, listing: Listing) -> Listing:
        return writing.normalize(listing)

    def problems(self, listing: Listing) -> list[Problem]:
        return requirements.problems(listing, self._booth.learned)

    def papers(self, listing: Listing) -> Sequence[ListedPaper]:
        """Choose what is handed in: `AsksForPapers`."""
        return papers.handed_in(listing, self._booth.learned.lesson(listing.category))

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
        return []  # TikTok keeps none: four tries within fifteen hours, then the poll

    async def upload(self, images: Sequence[Image]) -> list[Uploaded]:
        return await pictures.upload(self._booth, images)

    async def apply(self, changes: Sequence[Change]) -> list[Outcome]:
        if not changes:
            return []
        (kind,) = {change.kind for change in changes}  # one kind at a time
        return await self._errands[kind](changes)

    def authorize_url(self, redirect_url: str, state: str) -> str:  # noqa: ARG002  # TikTok knows it
        return self._booth.client.authorize_url(state)

    async def exchange(self, code: str) -> Tokens:
        return await login.exchange(self._booth.line, self._booth.client, code)

    async def refresh(self, refresh_token: str) -> Tokens:
        return await login.refresh(self._booth.line, self._booth.client, refresh_token)
