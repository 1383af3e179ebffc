"""Where we sell: developer accounts, shops, and the rules of each shop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import UTC, datetime
from typing import Any, Final, Literal

from pydantic.dataclasses import dataclass

from sync.model.fees import Fee
from sync.model.form import Form
from sync.model.settings import Language
from sync.model.titles import TitleSource
from sync.model.words import (
    DEFERRED,
    Dong,
    Existing,
    Field,
    Location,
    Owner,
    Policy,
    Share,
    ShopName,
)


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Pace:
    """How often we may call: a steady rate and how much of it may be saved up."""

    calls_per_s: float
    burst: int = 1


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class DeveloperApp:
    """A developer account; one serves many shops, which share its key and its quota."""

    name: str
    platform: str
    key: str
    secret: str = field(repr=False)
    pace: Pace | None = None  # None: what the platform's features say
    calls_per_day: int | None = None  # where the platform counts them; None: it does not
    push_url: str | None = None  # where its platform pushes to, exactly as registered there
    push_secret: str | None = field(default=None, repr=False)  # None: pushes are signed by `secret`


Keeps = Literal["price", "net"]  # what of the official price a shop keeps to


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class PriceRule:
    """From the official price to this shop's: percent, then fixed, then rounded up to `step`.

    With `keeps` it is what is left of a unit once fees are off that is the official price.
    """

    keeps: Keeps = "price"
    percent: float = 0.0
    fixed: Dong = Dong(0)
    step: Dong = Dong(1000)
    ending: Dong = Dong(0)  # 900 gives prices like 65.900
    floor: Dong | None = None
    ceiling: Dong | None = None


AS_WRITTEN = PriceRule(step=Dong(1))  # the official price, not even rounded


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class LastUnits:
    """While fewer than `below` are left over all shops, the shop `to` alone offers them."""

    below: int
    to: ShopName


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Buffer:
    """What is held back because it sells fast: units sold a day over `days`, times `lead_days`."""

    days: int
    lead_days: float
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class StockRule:
    """How much of what is available this shop may offer.

    First `reserve` and `buffer` are held back, then comes the share: a part of its own, `fixed`
    or `share_percent`; else an even part of what these leave; or all, as other shops too. Only
    `all` offers a unit twice. Never more than `ceiling`.
    """

    share: Share = "even"
    share_percent: float | None = None
    fixed: int | None = None
    reserve: int = 0
    ceiling: int | None = None
    last_units: LastUnits | None = None
    buffer: Buffer | None = None


@dataclass(frozen=True, slots=True, config=DEFERRED)
class Place:
    """Where something is, by the codes in force since 01/07/2025: two digits, five digits."""

    province: str
    commune: str


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Shop:
    """One account on one platform."""

    name: ShopName
    platform: str
    app: DeveloperApp
    account: str  # the platform's own id of the shop
    sells: frozenset[str] = frozenset()  # cooperative files or product codes; empty: everything
    policy: Policy = "everything"
    existing: Existing = "ask"  # listings with our SKU that we did not make
    titles: TitleSource = "facts"
    language: Language = "vi"
    price_rule: PriceRule = AS_WRITTEN
    stock_rule: StockRule = StockRule()
    categories: Mapping[str, str] = field(default_factory=dict)  # our category -> the platform's
    host: str | None = None
    sandbox: str | None = None  # address of a replica on this machine
    access_token: str | None = field(default=None, repr=False)
    refresh_token: str | None = field(default=None, repr=False)
    fields: Mapping[Field, Owner] = field(default_factory=dict)  # what is not named is ours
    form: Form | None = None  # where the marketplace is reached by files
    ship_from: Place | None = None
    settings: Mapping[str, Any] = field(default_factory=dict)  # what only its platform knows
    every_s: int = 300
    orders_every_s: int = 60  # how often only orders are read, where no push tells of them
    full_every_s: int = 3600
    listings_per_day: int | None = None  # new listings; None: as many as the platform takes
    fees: tuple[Fee, ...] = ()  # of every platform, as far as they are known
    where: Location | None = None

    def fields_left_to(self, owner: Owner) -> frozenset[Field]:
        """Name the fields that somebody else than the catalog decides here."""
        return frozenset(name for name, who in self.fields.items() if who == owner)


FOR_GOOD: Final = datetime(9999, 1, 1, tzinfo=UTC)  # access that ends when it is taken away
BY_CONSENT: Final = "consent"  # in place of a key that the owner's consent brings


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Tokens:
    """What opens a shop; the refresh token is used once and replaced."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    access_expires_at: datetime
    refresh_expires_at: datetime | None = None

    @property
    def open_until(self) -> datetime | None:
        """Until when a person need not grant it anew; None: for good."""
        ends = self.refresh_expires_at or self.access_expires_at
        return None if ends >= FOR_GOOD else ends
