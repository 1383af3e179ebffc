"""Marketplaces that speak the partner API: our own proposal, which nobody is known to offer yet.

`postmart` and `voso` are this adapter with a few facts of their own.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from adapters.partner import access, orders, pictures, writing
from adapters.partner.amounts import PRICED, STOCKED, set_amounts
from adapters.partner.client import Client, ShopApi
from adapters.partner.features import PartnerProfile, features_of
from adapters.partner.known import KNOWN
from adapters.partner.listings import ListingReader
from adapters.partner.metadata import MetadataCache, learn, learn_leaf, notices
from adapters.partner.publish import Publisher
from sync.marketplace import (
    ApiClient,
    Asked,
    Call,
    Connection,
    Features,
    Image,
    Leaf,
    Platform,
    Rejected,
    Signal,
    Uploaded,
    one_by_one,
)
from sync.model import Change, Kind, Listing, Order, Outcome, Problem, Tokens

Apply = Callable[[Sequence[Change]], Awaitable[list[Outcome]]]


def platform(profile: PartnerProfile) -> Platform:
    """Make the adapter of one such marketplace."""
    return Platform(
        features=features_of(profile),
        open=partial(PartnerShop, profile),
        known=KNOWN,
    )


def pushing_platform(profile: PartnerProfile) -> Platform:
    """Make the adapter of one that pushes as well."""
    return Platform(
        features=features_of(profile),
        open=partial(PushingPartnerShop, profile),
        parse_push=access.parse_push,
        reply=access.reply,
        known=KNOWN,
    )


class PartnerShop:
    """Translates between listings and products; `Marketplace`, `Login` and `Credentials`."""

    def __init__(self, profile: PartnerProfile, connection: Connection, line: ApiClient) -> None:
        self.features: Features = features_of(profile)
        self.standing_token = access.STANDING
        self._api = ShopApi(
            profile, connection.shop, connection.ship_from, line, Client(connection)
        )
        self._reader, self._metadata = ListingReader(self._api), MetadataCache()
        publisher = Publisher(self._api, self._metadata)
        self._apply: Mapping[Kind, Apply] = {
            "publish": partial(one_by_one, make=publisher.publish),
            "revise": partial(one_by_one, make=publisher.revise),
            "reprice": partial(set_amounts, self._api, PRICED),
            "restock": partial(set_amounts, self._api, STOCKED),
            "withdraw": partial(one_by_one, make=publisher.withdraw),
            "restore": partial(one_by_one, make=publisher.restore),
        }

    def normalize(self, listing: Listing) -> Listing:
        return writing.normalize(listing)

    def problems(self, listing: Listing) -> list[Problem]:
        return writing.problems(listing, self._metadata, self._api.ship_from)

    async def prepare(self, listings: Sequence[Listing]) -> None:
        await learn(self._api, self._metadata, listings)

    async def categories(self) -> Sequence[Leaf]:
        await learn(self._api, self._metadata, ())
        return self._metadata.tree.all() if self._metadata.tree else []

    async def asked(self, leaf: int) -> Asked:
        if leaf not in self._metadata.categories:
            await learn_leaf(self._api, self._metadata, leaf)
        return writing.asked_in(leaf, self._metadata)

    def left_out(self, listing: Listing) -> list[Problem]:
        return writing.left_out(listing, self._metadata)

    def listings(self, known: Mapping[str, Listing]) -> AsyncIterator[Listing]:  # noqa: ARG002
        """Read the whole shop; a page tells everything, so what is known saves no call."""
        return self._reader.listings()

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        return await self._reader.find(listings)

    def orders(self, since: datetime, until: datetime) -> AsyncIterator[Order]:
        return orders.orders(self._api, since, until)

    async def orders_named(self, references: Sequence[str]) -> list[Order]:
        return await orders.named(self._api, references)

    async def upload(self, images: Sequence[Image]) -> list[Uploaded]:
        return await pictures.upload(self._api, images)

    async def notices(self, now: datetime) -> list[Problem]:
        """Say how the shop stands: `Notices`."""
        return await notices(self._api, now)

    async def picture_urls(self, listing: Listing) -> Sequence[str]:
        return await self._reader.picture_urls(listing.remote_id or "")

    async def apply(self, changes: Sequence[Change]) -> list[Outcome]:
        if not changes:
            return []
        (kind,) = {change.kind for change in changes}  # one kind at a time
        return await self._apply[kind](changes)

    def account_proof(self) -> Call[None]:
        """Ask which shop a token opens: `AccountProof`."""
        return access.account_proof(self._api)

    def authorize_url(self, redirect_url: str, state: str) -> str:  # noqa: ARG002
        """Refuse: nobody grants anything in a browser here."""
        raise Rejected([Problem(code="no_grant_needed")])

    async def exchange(self, code: str) -> Tokens:  # noqa: ARG002
        """Refuse: no code ever comes back."""
        raise Rejected([Problem(code="no_grant_needed")])

    async def refresh(self, refresh_token: str) -> Tokens:  # noqa: ARG002
        """Ask for a new token by key and secret; there is no refresh token to use up."""
        return await access.enter(self._api)


class PushingPartnerShop(PartnerShop):
    """The same where the marketplace pushes: a `Postbox` as well."""

    async def register(self, url: str) -> str | None:
        return await access.register(self._api, url)

    async def missed(self) -> list[Signal]:
        return await access.missed(self._api)


__all__ = ["PartnerProfile", "platform", "pushing_platform"]
