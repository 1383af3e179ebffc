"""What a cooperative writes: products, their papers and their variants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from datetime import date
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import AfterValidator
from pydantic.dataclasses import dataclass

from sync.model.campaign import Campaign
from sync.model.english import English
from sync.model.season import Rest, Season
from sync.model.words import (
    DEFERRED,
    Code,
    Dong,
    DossierState,
    Location,
    Options,
    PaperKind,
    Phrase,
    Size,
    Sku,
    interned,
)

Kept = Literal["blocked", "unread", "file_gone", "removed", "unsold", "resting", "restored"]
SOUND: Final[frozenset[Kept | None]] = frozenset({None, "unsold", "resting"})  # it is written well
LEAVING: Final[frozenset[Kept]] = frozenset({"removed", "unsold"})  # to be taken off sale


@dataclass(frozen=True, slots=True, config=DEFERRED)
class Count:
    """How many stood on the shelf when somebody counted."""

    quantity: int
    counted_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Lot:
    """Goods that were made together, as printed on the pack; `quantity` None: nobody told."""

    number: str
    quantity: int | None = None
    made_on: date | None = None
    best_before: date | None = None
    place: Phrase | None = None
    growing_area_code: str | None = None
    made_by: Phrase | None = None
    recalled_on: date | None = None
    recall_reason: Phrase | None = None
    word: Literal["lifted", "unsaid"] | None = None  # on a recall: it is over; the catalog is mute

    @property
    def recalled(self) -> bool:
        """Whether it is taken back: nobody may sell it any more."""
        return self.recalled_on is not None

    def over(self, today: date) -> bool:
        """Whether its days are over; those of a lot that names no end never are."""
        return self.best_before is not None and self.best_before < today


@dataclass(frozen=True, slots=True, config=DEFERRED)
class Lots:
    """The lots of a SKU, and in how many days before its end none of them is sold any more."""

    lots: tuple[Lot, ...] = ()
    least_days_left: int = 0


@dataclass(frozen=True, slots=True, config=DEFERRED)
class ImageFile:
    """A picture on disk, or a scanned paper, known by the SHA-256 of its bytes."""

    path: Path
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Dossier:
    """How far the next rating of a product has come, and since when."""

    state: DossierState
    since: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Certificate:
    """An OCOP certificate: a legal claim with an end date (Decision 26/2026/QĐ-TTg).

    `evidence` says how we know of it; only the decision itself is proof.
    """

    stars: int
    decision_no: str | None = None
    issued_by: Phrase | None = None
    issued_level: Literal["district", "province", "central"] | None = None
    issued_on: date | None = None
    expires_on: date | None = None
    certificate_no: str | None = None
    taxonomy: str | None = None
    holder: str | None = None
    file: ImageFile | None = None
    evidence: Literal["decision", "news", "seller"] = "decision"
    withdrawn: bool = False
    dossier: Dossier | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Party:
    """An organisation with its address: a cooperative, a maker, a certificate's holder."""

    name: str
    address: str | None = None
    address_as_certified: str | None = None
    legal_form: str | None = None
    tax_code: str | None = None
    registration_no: str | None = None
    representative: str | None = None


@dataclass(frozen=True, slots=True, config=DEFERRED)
class Paper:
    """A declaration or certificate by its number, with its file where one can be handed in."""

    number: str
    regime: str | None = None
    issued_on: date | None = None
    expires_on: date | None = None
    kind: PaperKind = "other"
    file: ImageFile | None = None
    issued_by: Phrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Label:
    """What the law wants on a pack (Decree 37/2026, Appendix I)."""

    generic_name: Phrase | None = None
    net_content: Phrase | None = None
    ingredients: tuple[Phrase, ...] = ()
    allergens: tuple[Phrase, ...] = ()
    shelf_life: Phrase | None = None
    shelf_life_opened: Phrase | None = None
    storage: Phrase | None = None
    usage: Phrase | None = None
    warning: Phrase | None = None
    manufacturer: Party | None = None
    origin: Phrase | None = None
    finished_in: Phrase | None = None  # the country of its maker, where nobody wrote the origin
    origin_place: Phrase | None = None
    standard_no: Phrase | None = None
    declaration: Paper | None = None
    food_safety_certificate: Paper | None = None
    alcohol_percent: float | None = None
    material: Phrase | None = None
    care: Phrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Variant:
    """One thing that can be bought; `options` holds one value per option of its product.

    `net_content`, `unit` and `pack` are what one of it is: "500 g", "gói"; a pack of several is
    told in words, "10 gói × 500 g". See `sync.model.packs` for what is not written. A bundle is
    `made_of` so many of other SKUs; it has no stock of its own.
    """

    sku: Sku
    price: Dong
    options: Options = ()
    list_price: Dong | None = None
    sold: bool = True
    stock: Annotated[Count, AfterValidator(interned)] | None = None
    count_unread: bool = False  # a count is written that makes no sense: what was known holds
    made_of: Mapping[Sku, int] | None = None
    lots: tuple[Lot, ...] = ()  # they bound what is offered; without any, all of it may be
    gtin: str | None = None
    weight_g: int | None = None
    size_mm: Size | None = None
    net_content: Phrase | None = None
    unit: Phrase | None = None
    pack: Phrase | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Override:
    """What one platform or one shop shall see instead; None leaves the product's own."""

    sold: bool = True
    name: str | None = None
    description: str | None = None
    category: str | None = None
    price: Dong | None = None
    net: Dong | None = None  # what shall be left of a unit, fees off
    prices: Mapping[str, Dong] = field(default_factory=dict)  # by SKU
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, config=DEFERRED)
class Product:
    """What the cooperative wrote about one product; at least one variant."""

    code: Code
    name: str
    category: str
    cooperative: Party
    variants: tuple[Variant, ...]
    source: Location
    title: str | None = None  # in a person's own words: no shop composes one then
    story: str = ""
    brand: str | None = None
    sold: bool = True
    season: Season | None = None  # None: sold all year
    prepare_days: int | None = None  # to make it ready once it is ordered; None: in stock
    rest: Rest | None = None  # where today is outside of its season
    campaigns: tuple[Campaign, ...] = ()
    product_set: int | None = None
    least_days_left: int = 0  # before a lot ends, in which it is sold no more
    certificate: Certificate | None = None
    papers: tuple[Paper, ...] = ()  # its own, then those of its cooperative
    label: Label = Label()
    images: tuple[ImageFile, ...] = ()
    option_names: Options = ()
    origin_as_certified: str | None = None
    origin_now: str | None = None
    trace_url: str | None = None
    growing_area_code: str | None = None
    shipping: Phrase | None = None  # how it is packed for its way, and how it travels
    hs_code: Phrase | None = None  # of the customs: "0306.95"
    english: English | None = None  # None: nothing of it is written in English
    attributes: Mapping[str, str] = field(default_factory=dict)
    overrides: Mapping[str, Override] = field(default_factory=dict)  # by platform or shop name
    kept: Kept | None = None  # wanted as it stands, but for its stock: why

    def files(self) -> Iterator[ImageFile]:
        """Name every file that goes with it: pictures, then papers."""
        yield from self.images
        certificate = (self.certificate.file,) if self.certificate else ()
        papers = (paper.file for paper in self.papers)
        yield from (file for file in (*certificate, *papers) if file is not None)
