"""A take-over of a shop from beginning to end, however people are asked: steps and what is known.

What is certain is linked, what is doubtful waits for a person and holds its products back
meanwhile, what is no product yet can be written into the catalog.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final, Literal

from sync.catalog import Configuration
from sync.catalog.editing import edited
from sync.catalog.fingerprint import fingerprint_of
from sync.model import Code, Listing, Product, Shop, ShopName
from sync.planning.matching import Adopted, Match, adopted_as
from sync.running.adopt import AdoptRefusal, Fetch, Survey, link, picture_urls
from sync.running.adopt_catalog import (
    WrittenListing,
    file_for,
    not_sold_by,
    products_for,
    unsorted_category,
    with_pictures,
)
from sync.running.adopt_workbook import Answer
from sync.running.catalog_edits import CatalogEdit, edit_files
from sync.running.context import ShopContext
from sync.store import Decision, Store
from sync.transport.clock import Clock, legal_day
from sync.transport.pictures import PictureHosts, fetch, hosts_of

HOLD: Final = "adopt"  # begins the note of a hold that waits for an answer here
Said = Literal["adopt", "hold", "release"]
Decide = Callable[[Said, ShopName, Code, str], Decision]  # puts down who says so


@dataclass(slots=True)
class Adoption:
    """How far a take-over has come: what was found, what a person said, what was linked."""

    shop: Shop
    found: Survey
    answers: Mapping[str, Answer] = field(default_factory=dict)
    linked: list[Adopted] = field(default_factory=list)
    refused: list[AdoptRefusal] = field(default_factory=list)
    skus_written: bool = False
    unclear: list[Match] = field(default_factory=list)

    def answer_to(self, match: Match) -> Answer | None:
        """What a person said of a listing."""
        return self.answers.get(match.listing.remote_id or "")

    @property
    def fresh(self) -> list[Listing]:
        """Listings that are no product yet: like none, or a person says so."""
        return [
            match.listing
            for match in self.found.matches
            if ((said := self.answer_to(match)) is not None and said.code is None)
            or (said is None and match.certainty == "unknown")
        ]

    @property
    def unwritten(self) -> list[Listing]:
        """Of those, what was not written into the catalog and linked since."""
        done = {pair.listing.remote_id for pair in self.linked}
        return [listing for listing in self.fresh if listing.remote_id not in done]

    @property
    def open(self) -> list[Match]:
        """Listings of which only a person can say what they are, and nobody did."""
        done = {pair.listing.remote_id for pair in self.linked}
        fresh = {listing.remote_id for listing in self.fresh}
        return [
            match for match in self.found.matches if match.listing.remote_id not in done | fresh
        ]

    @property
    def unnamed(self) -> int:
        """How many variants of what was linked have no SKU in the shop."""
        return 0 if self.skus_written else sum(pair.unnamed for pair in self.linked)

    def pairs(self) -> list[Adopted]:
        """List what is certain, or was said by a person, and is not linked yet."""
        done = {pair.listing.remote_id for pair in self.linked}
        pairs = []
        self.unclear = []
        for match in self.found.matches:
            said = self.answer_to(match)
            if match.listing.remote_id in done or (said is None and match.code is None):
                continue
            pair = _pair(match, said, self.found)
            if pair is not None:
                pairs.append(pair)
            elif said is None or said.code is not None:
                self.unclear.append(match)
        return pairs


def _pair(match: Match, said: Answer | None, found: Survey) -> Adopted | None:
    code = match.code if said is None else said.code
    if code is None or code not in found.products:
        return None
    known = next((c.variants for c in match.candidates if c.code == code), ())
    skus = list(known) or [None] * len(match.listing.offers)
    own = {variant.sku for variant in found.products[code].variants}
    for number, sku in (said.skus if said else {}).items():
        if number < len(skus):
            skus[number] = sku if sku in own else None
    return adopted_as(match.listing, code, tuple(skus))


def fetching(context: ShopContext, configuration: Configuration) -> Fetch:
    """Read pictures from the hosts of the shop's platform alone."""
    shop, known = context.shop, context.market.features.picture_hosts
    hosts = PictureHosts((*known, *hosts_of(shop.host)), shop.sandbox)
    trusted = configuration.settings.trust_env_proxy
    return partial(fetch, hosts, "environment" if trusted else "none")


async def link_pairs(
    context: ShopContext, made: Adoption, pairs: Sequence[Adopted], decide: Decide
) -> None:
    """Link what is sure; the shop itself stays as it is."""
    if pairs:
        linked, made.refused = await link(context, pairs, made.found)
        made.linked += linked
        told = [decide("adopt", made.shop.name, p.code, p.listing.title or "") for p in linked]
        await context.store.decisions.add(told)


async def hold_open(store: Store, made: Adoption, decide: Decide) -> None:
    """Publish nothing that a listing without an answer may be; let go what has one by now."""
    shop, linked = made.shop.name, {pair.code for pair in made.linked}
    waiting = {
        candidate.code: match.listing
        for match in made.open
        for candidate in match.candidates
        if candidate.code not in linked
    }
    standing = await _held_before(store, shop)
    fresh = [
        decide("hold", shop, code, f"{HOLD}: {listing.title} ({listing.remote_id})")
        for code, listing in waiting.items()
        if code not in standing
    ]
    fresh += [decide("release", shop, code, "") for code in standing if code not in waiting]
    await store.decisions.add(fresh)


async def _held_before(store: Store, shop: ShopName) -> set[Code]:
    return {
        one.code
        for one in await store.decisions.holds()
        if one.shop == shop and one.code is not None and one.note.startswith(f"{HOLD}: ")
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogPlace:
    """Where people's files and the memory lie, and what unsorted products are called."""

    config: Path
    home: Path
    unsorted: str


def as_yaml(made: Adoption, configuration: Configuration, place: CatalogPlace) -> bytes:
    """Say what would be written for what is no product yet; nothing is."""
    today = legal_day(Clock())
    written = products_for(made.unwritten, made.shop, configuration, today)
    work = file_for(made.shop, written, place.config / "catalog")
    return edited(work.begun if work.seen is None else work.seen, work.edits)


async def write_fresh(
    context: ShopContext, made: Adoption, place: CatalogPlace
) -> tuple[list[WrittenListing], CatalogEdit]:
    """Write products for what is none yet, with its pictures; raises `EditRefused`, `Unread`.

    They are linked by `link_written`, once the catalog was read anew.
    """
    folder, today, fresh = place.config / "catalog", legal_day(Clock()), made.unwritten
    configuration = await context.load()
    contents = await _pictures(context, fresh, configuration)
    written = [
        with_pictures(each, contents, folder / "images")
        for each in products_for(fresh, made.shop, configuration, today)
    ]
    text = unsorted_category(configuration.categories.keys(), written, place.unsorted)
    if text:
        with (place.config / "categories.yaml").open("a", encoding="utf-8") as file:
            file.write(text)
    return written, edit_files([file_for(made.shop, written, folder)], place.home)


async def _pictures(
    context: ShopContext, listings: Iterable[Listing], configuration: Configuration
) -> Mapping[str, bytes]:
    urls = await picture_urls(context.market, listings)
    found = await fetching(context, configuration)(urls, lambda content: content)
    return {name: content for name, content in found.items() if isinstance(content, bytes)}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was written and could not be linked: not read, or not sold by the shop."""

    unread: Collection[Code]
    unsold: Collection[Code]


async def link_written(
    context: ShopContext, made: Adoption, written: Sequence[WrittenListing], decide: Decide
) -> LeftOut:
    """Link what was written, as the catalog reads it now."""
    fresh = await context.load()
    products = {product.code: product for product in fresh.products}
    left_out = set(not_sold_by(made.shop, fresh.products, written))
    pairs = [Adopted(w.listing, w.code, w.skus) for w in written if w.code not in left_out]
    pictures = _same_pictures(made, products, pairs)
    made.found = replace(made.found, products=products, pictures=pictures)
    await link_pairs(context, made, pairs, decide)
    unread = left_out - products.keys()
    return LeftOut(unread, left_out - unread)


def _same_pictures(
    made: Adoption, products: Mapping[Code, Product], pairs: Iterable[Adopted]
) -> Mapping[str, int]:
    """Let the pictures that were just taken over count as those of the shop."""
    known = dict(made.found.pictures)
    for pair in pairs:
        for file in products[pair.code].images:
            mark = fingerprint_of(file.path)
            if mark is not None:
                known[file.sha256] = mark
    return known
