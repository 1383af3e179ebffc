"""What stands in a shop, what must change there, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from typing import Literal

from pydantic.dataclasses import dataclass

from sync.model.english import EnglishPack
from sync.model.product import Lot
from sync.model.words import (
    DEFERRED,
    Code,
    Dong,
    Field,
    Kind,
    Options,
    PaperKind,
    Phrase,
    Problem,
    ShopName,
    Size,
    Sku,
    Status,
)


@dataclass(frozen=True, slots=True, config=DEFERRED)
class Picture:
    """A picture in a listing: ours by content, the platform's by id once uploaded."""

    sha256: str
    remote_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class ListedPaper:
    """A paper that is handed in with a listing: ours by content, the platform's by id.

    An `ocop` certificate is known by the number of its decision, and has stars.
    """

    kind: PaperKind | Literal["ocop"]
    number: str
    sha256: str
    remote_id: str | None = None
    issued_on: date | None = None
    expires_on: date | None = None
    issued_by: str | None = None
    stars: int | None = None


@dataclass(frozen=True, slots=True, config=DEFERRED)
class ListedLot:
    """A lot that a shop tells buyers of, never how many it was; `ended`: its days are over."""

    lot: Lot
    ended: bool = False


@dataclass(frozen=True, slots=True, config=DEFERRED)
class DatedPrice:
    """A lower price that a platform begins and ends by itself, at these moments."""

    price: Dong
    begins: datetime
    ends: datetime


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Offer:
    """One variant as a shop offers it; None is not managed or not known, never zero."""

    sku: Sku
    remote_id: str | None = None
    options: Options = ()
    price: Dong | None = None
    quantity: int | None = None
    gtin: str | None = None
    weight_g: int | None = None
    size_mm: Size | None = None
    list_price: Dong | None = None  # what buyers see struck through; None: there is none
    sale: DatedPrice | None = None  # of a platform that keeps its days by itself
    price_until: datetime | None = None  # written along with a price that is lower till then
    net_content: Phrase | None = None
    unit: Phrase | None = None
    pack: Phrase | None = None
    lots: tuple[ListedLot, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class ListedEnglish:
    """What a listing tells in English, where a shop shows it beside the Vietnamese."""

    title: str
    description: str = ""
    category: Phrase | None = None
    attributes: Mapping[str, Phrase] = field(default_factory=dict)
    option_names: Options = ()
    packs: Mapping[Sku, EnglishPack] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Listing:
    """A product in a shop: the same type for desired and for observed; None is not managed."""

    shop: ShopName
    code: Code
    offers: tuple[Offer, ...]
    remote_id: str | None = None
    title: str | None = None
    description: str | None = None
    category: Phrase | None = None
    brand: Phrase | None = None
    attributes: Mapping[str, Phrase] | None = None
    images: tuple[Picture, ...] | None = None
    papers: tuple[ListedPaper, ...] = ()
    prepare_days: int | None = None  # sold to order: made ready in so many days; 0: in stock
    option_names: Options = ()
    english: ListedEnglish | None = None
    status: Status | None = None
    stamp: str = ""  # the platform's mark of this version; equal stamps need no second look
    reason: str = ""  # the platform's words when it refused or banned it
    stock_locked: bool = False  # banned so that the platform takes no other stock either
    sent_at: datetime | None = None  # handed over then, and nobody has confirmed it yet
    outline: bool = False  # only what tells whether it moved is here: its long parts were not read


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Link:
    """What we remember of a product in a shop; that there is one says that we made it.

    `remote_id` is None while a publish has not told it; `applied` is what we last applied, None
    while the publish is unfinished. `before` is the listing as observed before our last write, at
    `applied_at`: reading it again soon after is a stale answer, not somebody's edit. `file` names
    the catalog file that the product came from.
    """

    shop: ShopName
    code: Code
    remote_id: str | None = None
    file: str | None = None
    applied: Listing | None = None
    applied_at: datetime | None = None
    before: Listing | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Change:
    """One step that makes a shop truer; a value: printed, stored, compared, replayed."""

    kind: Kind
    shop: ShopName
    code: Code
    after: Listing
    before: Listing | None = None
    sku: Sku | None = None  # set for what touches one offer alone
    fields: tuple[Field, ...] = ()
    taken_back: tuple[str, ...] = ()  # attributes that we once wrote, and want there no more
    stand: Mapping[str, Phrase] | None = None  # attributes as compared, under our names for them
    called: Mapping[str, Phrase] | None = None  # categories that it knows by id, by their names
    # Listings of ours that give up SKUs to this one, by remote id; `ends`: those left with none.
    takes_from: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    reason: str = ""  # a code: new, unfinished, catalog, drift, gone, hidden, stock, ...


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Held:
    """A change that waits: for a person (`hold`), or refused until the catalog is mended."""

    change: Change
    problem: Problem

    @property
    def asks_a_person(self) -> bool:
        """Whether a yes is all that it waits for; what a person holds back waits for a release."""
        return self.problem.severity == "hold" and self.problem.code != "held_by_person"


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Plan:
    """What one round would do to one shop."""

    shop: ShopName
    changes: tuple[Change, ...]
    held: tuple[Held, ...]
    problems: tuple[Problem, ...]
    observed_at: datetime
    complete: bool
    digest: str  # names exactly these changes, the held ones included
    theirs: tuple[Change, ...] = ()  # what differs, and is left to the shop's people: never made


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Outcome:
    """What became of a change.

    `done` the platform confirmed it; `sent` it was handed over, and whoever makes it true has not
    answered yet; `rejected` it refused and will again; `failed` it surely had no effect, or none
    but `remote_id`; `unknown` the answer was lost, so look before trying again. It was begun at
    `started_at`, and answered at `finished_at`; neither is set where nothing was sent.
    """

    change: Change
    status: Literal["done", "sent", "rejected", "failed", "unknown"]
    remote_id: str | None = None
    problem: Problem | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Refusal:
    """What a platform refused of a product: the fields that it objected to, and their content.

    `digest` names that content; `times` is how often just this was refused.
    """

    code: Code
    kind: Kind
    fields: tuple[Field, ...]
    digest: str
    problem: Problem
    times: int = 1
