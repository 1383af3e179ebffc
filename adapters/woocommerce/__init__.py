"""WooCommerce: OCOP products in a WordPress shop of one's own, over its REST API `wc/v3`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from functools import partial

from adapters.woocommerce import access, consent, orders, pictures, writing
from adapters.woocommerce.access import parse_push
from adapters.woocommerce.amounts import PRICES, STOCKS, set_amounts
from adapters.woocommerce.client import Client, ShopApi
from adapters.woocommerce.endpoints import Endpoint
from adapters.woocommerce.features import FEATURES
from adapters.woocommerce.known import KNOWN
from adapters.woocommerce.listings import ListingReader
from adapters.woocommerce.metadata import learn, learn_tree
from adapters.woocommerce.publish import ApplyOne, publish, restore, revise, withdraw
from adapters.woocommerce.sentences import SENTENCES
from adapters.woocommerce.settings import problems as settings_problems
from adapters.woocommerce.signing import Keys
from sync.marketplace import (
    ApiClient,
    Asked,
    Connection,
    Features,
    Image,
    Leaf,
    LoginExpired,
    Marketplace,
    Platform,
    Signal,
    Uploaded,
    one_by_one,
)
from sync.marketplace.json_values import Json
from sync.model import Change, Kind, Listing, Order, Outcome, Problem, Tokens

ApplyAll = Callable[[Sequence[Change]], Awaitable[list[Outcome]]]
SETTLED_S = 3600.0  # so long an owner's categories and settings are taken for the same


class WooCommerceShop:
    """Translates between listings and products; opened by keys that shops.yaml says."""

    features: Features = FEATURES

    def __init__(self, connection: Connection, line: ApiClient) -> None:
        self._connection = connection
        self._api = ShopApi(connection.shop, line, Client(connection))
        self._reader = ListingReader(self._api)
        self._appliers: Mapping[Kind, ApplyAll] = {
            "publish": self._each(publish),
            "revise": self._each(revise),
            "reprice": partial(set_amounts, self._api, PRICES),
            "restock": partial(set_amounts, self._api, STOCKS),
            "withdraw": self._each(withdraw),
            "restore": self._each(restore),
        }

    def _each(self, write: ApplyOne) -> ApplyAll:
        return partial(one_by_one, make=partial(write, self._api))

    async def _look_up(self, endpoint: Endpoint, query: Sequence[tuple[str, str]]) -> list[Json]:
        return (await self._api.rows(endpoint, query, SETTLED_S)).rows

    def normalize(self, listing: Listing) -> Listing:
        return writing.normalize(listing)

    def problems(self, listing: Listing) -> list[Problem]:
        return writing.problems(listing, self._api.metadata)

    async def prepare(self, listings: Sequence[Listing]) -> None:  # noqa: ARG002
        """Learn the shop's units, currency and categories: they are the same for everything."""
        await learn(self._api.metadata, self._look_up)

    async def categories(self) -> Sequence[Leaf]:
        return (await learn_tree(self._api.metadata, self._look_up)).all()

    async def asked(self, leaf: int) -> Asked:  # noqa: ARG002
        """Ask nothing: an owner's categories are names, and no more."""
        return Asked()

    def left_out(self, listing: Listing) -> list[Problem]:  # noqa: ARG002
        """Leave nothing out: every attribute is shown as it is called."""
        return []

    async def listings(self, known: Mapping[str, Listing]) -> AsyncIterator[Listing]:  # noqa: ARG002
        """Read the whole shop, in the units that it measures in; a sale moves no date here."""
        await learn(self._api.metadata, self._look_up)
        async for listing in self._reader.listings():
            yield listing

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        await learn(self._api.metadata, self._look_up)
        return await self._reader.find(listings)

    def orders(self, since: datetime, until: datetime) -> AsyncIterator[Order]:
        return orders.orders(self._api, since, until)

    async def orders_named(self, references: Sequence[str]) -> list[Order]:
        return await orders.named(self._api, references)

    async def upload(self, images: Sequence[Image]) -> list[Uploaded]:
        keys, settings = self._api.client.configured, self._connection.settings
        by_password = keys.are_given and not keys.are_consumer_keys
        return await pictures.upload(self._api, images, settings, may_upload=by_password)

    async def picture_urls(self, listing: Listing) -> Sequence[str]:
        """Say where the pictures of a listing lie: below the site itself."""
        return await self._reader.picture_urls(listing)

    async def apply(self, changes: Sequence[Change]) -> list[Outcome]:
        if not changes:
            return []
        (kind,) = {change.kind for change in changes}  # one kind at a time
        return await self._appliers[kind](changes)

    async def notices(self, now: datetime) -> list[Problem]:
        return await access.notices(self._api, now)

    async def register(self, url: str) -> str | None:
        return await access.register(self._api, url)

    async def missed(self) -> list[Signal]:
        """Wake what was turned off; what it did not tell meanwhile, polling finds."""
        await access.wake(self._api)
        return []


class GrantedWooCommerceShop(WooCommerceShop):
    """The same where the owner lets us in: `Login` as well, by keys that never end."""

    def authorize_url(self, redirect_url: str, state: str) -> str:  # noqa: ARG002
        """Make the address of the shop's consent page; our own word binds its answer, no state."""
        mine = self._connection
        return consent.authorize_url(mine.host, redirect_url, mine.folder, mine.now())

    async def exchange(self, code: str) -> Tokens:
        return await consent.exchange(code, self._connection.folder, self._connection.now())

    async def refresh(self, refresh_token: str) -> Tokens:  # noqa: ARG002
        """Refuse: keys cannot be renewed; their owner makes others."""
        raise LoginExpired(Problem(code="authorization_ended"))


def open_shop(connection: Connection, line: ApiClient) -> Marketplace:
    """Open a shop by the keys of shops.yaml, or by those that its owner's consent brings."""
    given = Keys(connection.key, connection.secret).are_given
    return (WooCommerceShop if given else GrantedWooCommerceShop)(connection, line)


marketplace = Platform(
    features=FEATURES,
    open=open_shop,
    parse_push=parse_push,
    sentences=SENTENCES,
    settings=settings_problems,
    known=KNOWN,
)

__all__ = ["marketplace"]
