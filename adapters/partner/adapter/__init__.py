"""One shop on a marketplace that speaks the partner API, as the engine sees it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from adapters.partner.adapter import login, pictures, postbox, sales, standing
from adapters.partner.adapter.amounts import PRICED, STOCKED, set_amounts
from adapters.partner.adapter.booth import Booth
from adapters.partner.adapter.learning import learn
from adapters.partner.adapter.shelf import Shelf
from adapters.partner.adapter.upserting import publish, revise
from adapters.partner.adapter.visibility import restore, withdraw
from adapters.partner.client import Client
from adapters.partner.features import Kin, features_of
from adapters.partner.mapping import requirements, writing
from sync.marketplace import (
    ApiClient,
    Connection,
    Features,
    Image,
    Rejected,
    Signal,
    Uploaded,
    one_by_one,
)
from sync.model import Change, Kind, Listing, Order, Outcome, Problem, Tokens

Errand = Callable[[Sequence[Change]], Awaitable[list[Outcome]]]
Single = Callable[[Booth, Change], Awaitable[Outcome]]


class PartnerShop:
    """Translates between listings and products; `Marketplace`, `Login` and `Credentials`."""

    def __init__(self, kin: Kin, connection: Connection, line: ApiClient) -> None:
        self.features: Features = features_of(kin)
        self.standing_token = login.STANDING
        client = Client(connection)
        self._booth = Booth(kin, connection.shop, connection.ship_from, line, client)
        self._shelf = Shelf(self._booth)
        self._errands: Mapping[Kind, Errand] = {
            "publish": self._each(publish),
            "revise": self._each(revise),
            "reprice": partial(set_amounts, self._booth, PRICED),
            "restock": partial(set_amounts, self._booth, STOCKED),
            "withdraw": self._each(withdraw),
            "restore": self._each(restore),
        }

    def _each(self, errand: Single) -> Errand:
        return partial(one_by_one, make=partial(errand, self._booth))

    def normalize(self, listing: Listing) -> Listing:
        return writing.normalize(listing)

    def problems(self, listing: Listing) -> list[Problem]:
        return requirements.problems(listing, self._booth.learned, self._booth.ship_from)

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

    async def notices(self, now: datetime) -> list[Problem]:
        """Say how the shop stands: `Notices`."""
        return await standing.notices(self._booth, now)

    async def apply(self, changes: Sequence[Change]) -> list[Outcome]:
        if not changes:
            return []
        (kind,) = {change.kind for change in changes}  # one kind at a time
        return await self._errands[kind](changes)

    def authorize_url(self, redirect_url: str, state: str) -> str:  # noqa: ARG002
        """Refuse: nobody grants anything in a browser here."""
        raise Rejected([Problem(code="no_grant_needed")])

    async def exchange(self, code: str) -> Tokens:  # noqa: ARG002
        """Refuse: no code ever comes back."""
        raise Rejected([Problem(code="no_grant_needed")])

    async def refresh(self, refresh_token: str) -> Tokens:  # noqa: ARG002
        """Ask for a new token by key and secret; there is no refresh token to use up."""
        return await login.enter(self._booth.line, self._booth.client)


class PushingPartnerShop(PartnerShop):
    """The same where the marketplace pushes: a `Postbox` as well."""

    async def register(self, url: str) -> str | None:
        return await postbox.register(self._booth, url)

    async def missed(self) -> list[Signal]:
        return await postbox.missed(self._booth)
