"""One product as the site shows it: page, markup and feeds are made of this one value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from adapters.site.places import PLACES
from sync.model import Code, Dong, Language, Listing, Offer, Sku
from sync.model.letters import without_marks
from sync.model.trace import lot_path

Stock = Literal["in_stock", "out_of_stock", "ask"]

LISTED_AT = "Mua tại "  # then the name of a shop: where else it stands, as an attribute
STARS, DECISION = "Chứng nhận OCOP", "Số quyết định OCOP"
ISSUED_BY, ISSUED_ON = "Cơ quan công nhận OCOP", "Ngày công nhận OCOP"
UNTIL = "Công nhận OCOP có hiệu lực đến"
ORIGIN = "Xuất xứ"
TRACE_LINK = "Liên kết truy xuất nguồn gốc"  # a code of somebody else's, beside ours
FOOD = "Thành phần"  # a label that names ingredients is that of a food
DECLARED = ("Số tự công bố", "Số giấy phép sản phẩm")
DETAILS = (ORIGIN, "Trọng lượng", FOOD, "Hạn sử dụng", "Hướng dẫn bảo quản", "Chất liệu")
OF_STARS = frozenset({STARS, DECISION, ISSUED_BY, ISSUED_ON, UNTIL})
_FOLLOWED = re.compile(r"https://|http://(127\.0\.0\.1|localhost)[:/]")  # the latter: a replica
_DAY = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
_NO_SLUG = re.compile(r"[^a-z0-9]+")
LONGEST_SLUG = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Stars:
    """What a certificate in force says; `until` is the last day on which it may be said."""

    stars: int
    decision_no: str = ""
    issued_by: str = ""
    issued_on: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownOffer:
    """One pack of it; prices in dong, taxes included."""

    sku: Sku
    name: str
    price: Dong
    stock: Stock
    list_price: Dong | None = None
    net_content: str = ""
    unit: str = ""
    gtin: str = ""
    weight_g: int | None = None


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A part of the description: paragraphs, or a heading and its points."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLot:
    """A lot that the product's page links to; `path` is where its own page lies."""

    number: str
    path: str
    best_before: date | None
    recalled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownProduct:
    """What a reader is told, and a machine in the same words."""

    code: Code
    slug: str
    title: str
    text: str
    blocks: tuple[TextBlock, ...]
    offers: tuple[ShownOffer, ...]
    facts: Mapping[str, str]
    links: Mapping[str, str]  # shop -> address of the listing there
    pictures: tuple[str, ...]  # sha256
    brand: str
    category: str
    stars: Stars | None
    food: bool  # its label names ingredients
    declared: bool  # and the declaration or registration that lets it be sold
    details: Mapping[str, str]  # what the label says, whether or not the text tells it too
    label: Mapping[str, str]  # all of that, and no claim that ends
    vietnamese: bool  # by its origin, as it was written
    sold: bool
    updated_on: date
    lots: tuple[ShownLot, ...] = ()
    language: Language = "vi"
    other: str = ""  # where its page in the other language lies; "": it has none
    prepare_days: int = 0  # sold to order: ready in so many days

    @property
    def lowest(self) -> Dong:
        """The price of the cheapest pack."""
        return min(offer.price for offer in self.offers)

    @property
    def highest(self) -> Dong:
        """The price of the dearest pack."""
        return max(offer.price for offer in self.offers)

    @property
    def stock(self) -> Stock:
        """How the best of its packs stands."""
        found = {offer.stock for offer in self.offers}
        return next((each for each in ("in_stock", "ask") if each in found), "out_of_stock")

    @property
    def path(self) -> str:
        """Where its page lies, from the root of the site."""
        return path_of(self.slug, self.language)


def path_of(slug: str, language: Language = "vi") -> str:
    """Say where the page of a product lies."""
    return f"{PLACES[language]['product']}{slug}/"


def shown(listing: Listing, slug: str, updated_on: date) -> ShownProduct:
    """Say how the site shows a listing."""
    if ended := listing.status == "hidden":  # its stars may end, and nobody would say so
        listing = replace(listing, description="", attributes={})
    attributes, text = dict(listing.attributes or {}), listing.description or ""
    links = {
        name.removeprefix(LISTED_AT): address
        for name, address in attributes.items()
        if name.startswith(LISTED_AT) and _FOLLOWED.match(address)
    }
    return ShownProduct(
        code=listing.code,
        slug=slug,
        title=listing.title or listing.code,
        text=text,
        blocks=tuple(_blocks(text)),
        offers=tuple(map(_offer, listing.offers)),
        facts=_facts(attributes, text),
        links=links,
        pictures=tuple(picture.sha256 for picture in listing.images or ()),
        brand=listing.brand or "",
        category=listing.category or "",
        stars=_stars(attributes),
        food=FOOD in attributes,
        declared=any(attributes.get(name) for name in DECLARED),
        details={n: attributes[n] for n in DETAILS if n in attributes},
        label=fact_texts(listing),
        vietnamese=_country(attributes.get(ORIGIN, "")) == "viet nam",
        sold=not ended,
        updated_on=updated_on,
        lots=tuple(_lots(listing)),
        prepare_days=listing.prepare_days or 0,
    )


def words_of(listing: Listing) -> dict[str, str]:
    """Say which words a page of a listing shows in each field that somebody may edit there."""
    product = shown(listing, "", date.min)
    told = (
        word
        for block in product.blocks
        for text in (block.heading, *block.lines)
        for word in text.split()
    )
    return {"title": " ".join(product.title.split()), "description": " ".join(told)}


def slug_of(title: str, taken: frozenset[str] | set[str], code: str) -> str:
    """Make an address of a title in plain letters; it is given once and never again."""
    plain = _plain(title)[:LONGEST_SLUG].strip("-") or _plain(code) or "san-pham"
    if plain not in taken:
        return plain
    with_code = f"{plain}-{_plain(code)}"
    numbered = (f"{with_code}-{number}" for number in range(2, len(taken) + 3))
    return with_code if with_code not in taken else next(n for n in numbered if n not in taken)


class Slugs:
    """The addresses that were given; what has none yet is given one."""

    def __init__(self, by_code: Mapping[Code, str]) -> None:
        self._by_code, self._taken = dict(by_code), set(by_code.values())

    def of(self, listing: Listing) -> str:
        """Say where a listing lies, for ever."""
        if listing.code not in self._by_code:
            slug = slug_of(listing.title or "", self._taken, listing.code)
            self._by_code[listing.code] = slug
            self._taken.add(slug)
        return self._by_code[listing.code]


def folder_of(name: str) -> str:
    """Make the folder of a kind of goods."""
    return _plain(name)[:LONGEST_SLUG].strip("-") or "khac"


def letter_of(title: str) -> str:
    """Name the letter under which a product is found; what begins otherwise stands under 0-9."""
    first = _plain(title)[:1]
    return first if first.isalpha() else "0-9"


def _plain(text: str) -> str:
    return _NO_SLUG.sub("-", without_marks(text).casefold()).strip("-")


def _offer(offer: Offer) -> ShownOffer:
    quantity = offer.quantity
    stock: Stock = "ask" if quantity is None else "in_stock" if quantity > 0 else "out_of_stock"
    return ShownOffer(
        sku=offer.sku,
        name=" · ".join(offer.options) or offer.pack or offer.net_content or offer.sku,
        price=offer.price or Dong(0),
        list_price=offer.list_price,
        stock=stock,
        net_content=offer.net_content or "",
        unit=offer.unit or "",
        gtin=offer.gtin or "",
        weight_g=offer.weight_g,
    )


def _blocks(text: str) -> Iterator[TextBlock]:
    """Find the sections of a composed description; what has no heading is the story."""
    for part in filter(None, (part.strip() for part in text.split("\n\n"))):
        heading, *lines = part.split("\n")
        points = [line.removeprefix("- ") for line in lines if line.startswith("- ")]
        if heading.endswith(":") and points and len(points) == len(lines):
            yield TextBlock(heading.removesuffix(":"), tuple(points))
        else:
            yield TextBlock("", tuple(line for line in part.split("\n") if line.strip()))


def _facts(attributes: Mapping[str, str], text: str) -> dict[str, str]:
    """Leave out what the description tells already, and what is shown in a place of its own."""
    return {
        name: fact
        for name, fact in attributes.items()
        if fact not in text and name not in OF_STARS and not name.startswith(LISTED_AT)
    }


def fact_texts(listing: Listing) -> dict[str, str]:
    """Name what the label says, whatever the description tells of it, and no claim that ends."""
    return {
        name: fact
        for name, fact in (listing.attributes or {}).items()
        if name not in OF_STARS and name != TRACE_LINK and not name.startswith(LISTED_AT)
    }


def _country(origin: str) -> str:
    return without_marks(origin.rpartition(",")[2]).strip().casefold()


def _lots(listing: Listing) -> Iterator[ShownLot]:
    """List the lots that may still be eaten, and those that must not be."""
    for offer in listing.offers:
        for listed in offer.lots or ():
            if not listed.ended or listed.lot.recalled:
                yield ShownLot(
                    number=listed.lot.number,
                    path=lot_path(offer.sku, listed.lot.number, offer.gtin),
                    best_before=listed.lot.best_before,
                    recalled=listed.lot.recalled,
                )


def _stars(attributes: Mapping[str, str]) -> Stars | None:
    number = attributes.get(STARS, "").partition(" ")[0]
    if not number.isdigit():
        return None
    return Stars(
        stars=int(number),
        decision_no=attributes.get(DECISION, ""),
        issued_by=attributes.get(ISSUED_BY, ""),
        issued_on=_day(attributes.get(ISSUED_ON, "")),
        until=_day(attributes.get(UNTIL, "")),
    )


def _day(text: str) -> date | None:
    found = _DAY.fullmatch(text)
    return date(int(found[3]), int(found[2]), int(found[1])) if found else None
