"""What a platform can do and how far, as data: the engine checks, batches and paces from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from typing import Literal

from pydantic.dataclasses import dataclass

from sync.model import Field, Kind, Pace, PaperKind, TitleRule, Writing
from sync.model.words import DEFERRED

AskedPapers = tuple[tuple[PaperKind, ...], ...]  # of each group, one paper is enough

# How a SKU gets from one listing to another: it may stand in both; the first gives it up, and
# stays even where it was the only one; or is deleted with the only one; or keeps that for ever.
SkuMoves = Literal["freely", "given_up", "deleted", "never"]

Ability = Literal[
    "publish",
    "revise",
    "reprice",
    "restock",
    "withdraw",
    "restore",
    "orders",
    "login",
    "stamps",  # tells cheaply that a listing did not change
    "remove_variants",
    "rename_skus",  # a SKU that is listed can be given another name
    "remove_attributes",  # an attribute that is written no more goes away
    "papers",  # takes certificates and other papers with a listing
    "english",  # shows English texts beside the Vietnamese
    "list_price",  # shows a price struck through beside the one that is asked
    "pre_order",  # shows that a product is made ready in so many days once it is ordered
    "dated_prices",  # begins and ends a lower price by itself, at moments that are written
    "ends_prices",  # ends a lower price by itself, some hours after the moment that is written
    "packs",  # takes unit, net content and pack of each variant
    "lots",  # tells buyers of each lot, on a page that its code leads to
    "review",  # a listing may wait for the platform's approval
    "resubmit",  # an edit of a refused listing asks for approval again
    "pages",  # writes pages of its own into a folder of this machine
    "buy_links",  # says beside a product where else it can be bought
]


@dataclass(frozen=True, slots=True, config=DEFERRED)
class Span:
    """From least to most, both allowed; None is no bound."""

    least: int | None = None
    most: int | None = None

    def holds(self, value: int) -> bool:
        """Whether the value lies within."""
        return (self.least is None or value >= self.least) and (
            self.most is None or value <= self.most
        )


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Limits:
    """How much of everything; what a shop's own limits narrow is read at run time."""

    title_length: Span = Span()
    title_bytes: Span = Span()  # as UTF-8, where a platform counts so
    description_length: Span = Span()
    images: Span = Span()
    image_bytes: Span = Span()
    image_side_px: Span = Span()
    price: Span = Span()
    price_ratio: float | None = None  # dearest variant over cheapest
    quantity: Span = Span()
    prepare_days: Span = Span()
    variants: Span = Span()
    options: Span = Span()  # option names (tiers) a product may have
    option_name_length: Span = Span()
    option_value_length: Span = Span()
    sku_length: Span = Span()


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Features:
    """One platform, as far as the engine needs to know it."""

    name: str  # the platform's name in shops.yaml
    label: str  # as people write it
    seller_centre: str = "trang người bán"  # what its sellers call where they work
    delivery: Literal["api", "files"] = "api"  # what is to be done is called, or written into files
    host: str | None  # of the real platform; None: shops.yaml must say
    can: frozenset[Ability]
    echoes: frozenset[Field]  # fields that are read back as they were written
    limits: Limits
    asks_for_food: AskedPapers = ()  # papers that its category rules ask of food
    asks_of_sellers: AskedPapers = ()  # and of whoever sells there
    title: TitleRule | None = None  # how a listing is named; None: by the product's name alone
    reviews: frozenset[Field] = frozenset()  # edits of these wait for approval behind what is live
    sku_moves: SkuMoves = "freely"
    review_days: int = 0  # how long that takes at most: what ends on a day is taken out so early
    batch: Mapping[Kind | Literal["upload"], int]  # changes (or pictures) per `apply` (`upload`)
    pace: Pace  # per shop
    app_pace: Pace  # per developer account
    settle_s: float  # how long a read may still show what was before a write
    # Where buyers see a listing: `{host}`, `{account}`, `{remote_id}` in it; "": not known.
    listing_url: str = ""
    picture_hosts: tuple[str, ...] = ()  # where it shows pictures, by these names or below them
    orders_late_s: float  # the latest that an order just placed turns up when orders are read
    writing: Writing  # whether a stock written over a sale undoes it, adds to it, or is refused
    token_early_s: float  # an access token is refreshed this long before its end
    order_window_days: int
    verified_on: date
    source: str
    exempt: Mapping[str, str] = field(default_factory=dict)  # conformance case -> why not
