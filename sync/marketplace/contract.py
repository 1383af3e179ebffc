"""What an adapter is: the only door through which the engine and a platform meet.

Adapters translate. They do not decide, retry, sleep, log in or touch the store.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, Protocol, runtime_checkable

from sync.marketplace.asked_setting import AskedSetting
from sync.marketplace.client import ApiClient, Call
from sync.marketplace.features import Features
from sync.marketplace.known_answers import KnownAnswers
from sync.marketplace.push import Push, Signal
from sync.model import (
    Change,
    Form,
    ListedPaper,
    Listing,
    Order,
    Outcome,
    Place,
    Problem,
    ShopName,
    Tokens,
)


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """Where a shop is and who we are there; `secret` must never be printed."""

    shop: ShopName
    host: str  # scheme and authority, no trailing slash
    key: str
    secret: str = field(repr=False)
    account: str
    folder: Path | None = None  # where an adapter may keep files of this shop; None: nowhere
    form: Form | None = None  # what the shop's marketplace calls the columns of its files
    ship_from: Place | None = None  # where parcels leave from, where a marketplace wants to know
    settings: Mapping[str, Any] = field(default_factory=dict)  # what shops.yaml says to it alone
    now: Callable[[], datetime] = _utc_now  # the platform's clock; ours where people carry files


Purpose = Literal["picture", "paper", "certificate"]  # the last is that of OCOP


@dataclass(frozen=True, slots=True)
class Image:
    """A picture to upload, or a paper, which may be a PDF."""

    sha256: str
    filename: str
    content: bytes
    purpose: Purpose = "picture"


@dataclass(frozen=True, slots=True)
class Uploaded:
    """What became of one picture: an id, or why the platform will not have it."""

    sha256: str
    remote_id: str | None
    problem: Problem | None = None


class Marketplace(Protocol):
    """One shop on one platform."""

    @property
    def features(self) -> Features: ...

    def normalize(self, listing: Listing) -> Listing:
        """Say what the platform will echo back for this listing; pure."""
        ...

    def problems(self, listing: Listing) -> list[Problem]:
        """Refusals beyond `Features.limits`, by what `prepare` learned; pure."""
        ...

    async def prepare(self, listings: Sequence[Listing]) -> None:
        """Learn what the platform says at run time about these: categories, attributes, limits."""
        ...

    def listings(self, known: Mapping[str, Listing]) -> AsyncIterator[Listing]:
        """Read the whole shop, paged inside, deleted listings left out; raises if it cannot finish.

        `known` holds remembered listings by remote id: one whose `stamp` is still the platform's
        may be yielded as remembered, with its status as now seen. Empty `known` is a full proof.
        Of many it holds the `outline` (no description, pictures ...): the rest is as it was then.
        Where the platform keeps no product code, `code` is "": its SKUs say whose a listing is.
        """
        ...

    async def find(self, listings: Sequence[Listing]) -> list[Listing]:
        """Look again at these, by remote id where there is one, else by code and SKUs.

        Reads what is freshest; what the platform does not have is left out; a code that stands
        there twice comes back twice. What was asked for is answered under the code it was asked by.
        """
        ...

    def orders(self, since: datetime, until: datetime) -> AsyncIterator[Order]:
        """Read orders updated in the window; any length, split inside."""
        ...

    async def orders_named(self, references: Sequence[str]) -> list[Order]:
        """Read these orders, however young: lists may not know them yet.

        What the platform does not have under such a number is left out.
        """
        ...

    async def upload(self, images: Sequence[Image]) -> list[Uploaded]:
        """Upload at most `features.batch["upload"]` pictures, all for the same purpose."""
        ...

    async def apply(self, changes: Sequence[Change]) -> list[Outcome]:
        """Make changes of one kind, at most `features.batch[kind]`; one outcome each, in order.

        Raises nothing of `errors`: what goes wrong is in the outcomes. A `publish` whose `before`
        is set carries on with that unfinished listing and never creates another.
        """
        ...


@runtime_checkable
class Login(Protocol):
    """How a shop is opened, where it is by tokens."""

    def authorize_url(self, redirect_url: str, state: str) -> str:
        """Make the address where a seller grants us the shop."""
        ...

    async def exchange(self, code: str) -> Tokens:
        """Turn the code that came back with the seller into tokens."""
        ...

    async def refresh(self, refresh_token: str) -> Tokens:
        """Use a refresh token, once; raises `LoginExpired` when it is not good."""
        ...


@runtime_checkable
class ClientCredentialsLogin(Protocol):
    """What a login adds that the app's key and secret open: no owner grants it anything."""

    @property
    def standing_token(self) -> str:
        """What `refresh` takes, always the same, for it is never used up; not a secret."""
        ...


@runtime_checkable
class AsksForPapers(Protocol):
    """What an adapter adds whose platform takes no more papers than it asks for."""

    def papers(self, listing: Listing) -> Sequence[ListedPaper]:
        """Choose those that are handed in, by what `prepare` learned; pure."""
        ...


@runtime_checkable
class AccountProof(Protocol):
    """What an adapter adds whose platform tells whose shop a token opens."""

    def account_proof(self) -> Call[None]:
        """Ask whose it is; reading raises `Rejected` where it is not the shop that we are to fill.

        It goes before everything else that a process asks of a shop.
        """
        ...


@runtime_checkable
class ShowsPictures(Protocol):
    """What an adapter adds whose platform shows a listing's pictures where anybody may read them.

    They lie on one of `features.picture_hosts`.
    """

    async def picture_urls(self, listing: Listing) -> Sequence[str]:
        """Say where the pictures of a listing are, in their order."""
        ...


@runtime_checkable
class Notices(Protocol):
    """What an adapter adds whose platform tells how the shop itself stands."""

    async def notices(self, now: datetime) -> list[Problem]:
        """Say what the shop's owner must see to: access that ends, a shop that is closed."""
        ...


@runtime_checkable
class Returns(Protocol):
    """What an adapter adds whose platform tells apart from the orders what buyers send back."""

    async def returned(self, since: datetime, until: datetime) -> Sequence[str]:
        """Name the orders whose returns changed in this time: read again, they say what moved."""
        ...


@runtime_checkable
class WritesPages(Protocol):
    """What an adapter adds that writes pages of its own into a folder of this machine."""

    @property
    def pages_folder(self) -> Path: ...  # what visitors see

    @property
    def theme_folder(self) -> Path: ...  # what its pages look like, for a person to copy

    async def pages_outdated(self) -> bool: ...  # made with what is another by now

    async def renew_pages(self) -> None:
        """Make every page anew of the listings as they stand; raises `MarketplaceError`."""
        ...


# What a person reads of a code: in Vietnamese what is so and what to do, then both in English.
Row = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Platform:
    """What an entry point of the group `ocop.marketplaces` names."""

    features: Features
    open: Callable[[Connection, ApiClient], Marketplace]
    parse_push: Callable[[Push], Sequence[Signal]] | None = None  # None: it pushes nothing
    reply: Callable[[Push], bytes] | None = None  # what a verified push wants to hear
    sentences: Mapping[str, Row] = field(default_factory=dict)  # of codes that only it says
    settings: Callable[[Mapping[str, Any]], Sequence[Problem]] | None = None  # what is wrong there
    # Where visitors find a site of our own, by its settings; None: no page of a lot lies there.
    address: Callable[[Mapping[str, Any]], str] | None = None
    asks: Sequence[AskedSetting] = ()  # of its settings, on the page; (): only in the file
    begun: Mapping[str, Any] = field(default_factory=dict)  # how else a new shop of it is written
    # The one shop of whose listings it tells as they stand, by its settings; "": of none.
    tells_of: Callable[[Mapping[str, Any]], ShopName] | None = None
    known: KnownAnswers = field(default_factory=KnownAnswers)  # else is kept for a person to see
