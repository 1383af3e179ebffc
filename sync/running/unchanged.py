"""Finds out before a round looks which products it need not compose or compare again."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from sync.model import Code, Link, Listing, Product, Sku
from sync.model.assortment import file_of, sells
from sync.planning import Identified, ShopState, left_behind, running_campaigns
from sync.running.buy_links import BuyLinks, buy_links_of
from sync.running.context import Round
from sync.running.known_listings import NO_OUTLINES, Outlines
from sync.running.lazy_listings import LazyListings
from sync.running.observe import Observed, Proof, Wanted
from sync.running.orders import allocated_stock
from sync.running.reservations import stock_writes
from sync.running.settled import Mark
from sync.running.standing import ToldListing, as_it_stands, standing_of
from sync.running.unread_orders import UnreadGoods
from sync.store import LinkDigest


@dataclass(frozen=True, slots=True)
class Unchanged:
    """What a round knows before it looks: how products are marked, and which are unchanged.

    `offered` is how many of each SKU this shop may offer; of what orders are unread that is not
    known, and `lower_to` is how many at most.
    """

    offered: Mapping[Sku, int | None] = field(default_factory=dict)
    marks: Mapping[Code, Mark] = field(default_factory=dict)
    codes: frozenset[Code] = frozenset()
    outlines: Outlines = NO_OUTLINES  # of how those stand in the shop
    lower_to: Mapping[Sku, int | None] = field(default_factory=dict)
    buy_links: BuyLinks = field(default_factory=dict)
    standing: Mapping[Code, ToldListing] | None = None  # in the one shop that this one tells of

    def linked(self, listing: Listing) -> Listing:
        """Add to a listing where else it is bought; attributes that are left alone stay so."""
        if self.standing is not None:
            return as_it_stands(listing, self.standing.get(listing.code))
        links = self.buy_links.get(listing.code)
        if not links or listing.attributes is None:
            return listing
        return replace(listing, attributes={**listing.attributes, **links})

    def remote_ids(self, codes: Iterable[Code]) -> frozenset[str]:
        """Say as what these unchanged products are known in the shop."""
        return frozenset(self.marks[code].remote_id for code in codes)

    def passed(self, observed: Identified, known: Mapping[str, Listing]) -> frozenset[Code]:
        """Name those that were seen in the shop just as they were last."""
        return frozenset(code for code in self.codes if self.as_before(code, observed, known))

    def resting(
        self, shop_state: ShopState, settled: Iterable[Code], known: Mapping[str, Listing]
    ) -> frozenset[Code]:
        """Name those of the settled that stay so: on sale, unmoved, no figure to be written.

        None of them sells what the catalog has it sell no more: that may belong to another.
        """
        there, wanted = shop_state.observed.by_code, shop_state.desired
        return frozenset(
            code
            for code in settled
            if code in wanted and self.as_before(code, shop_state.observed, known)
            if there[code].status == "live"
            if not any(stock_writes(code, wanted[code].offers, there[code]))
            if {offer.sku for offer in there[code].offers} <= {o.sku for o in wanted[code].offers}
        )

    def concerned(self, passed: Collection[Code], besides: ShopState) -> bool:
        """Tell whether one that is passed has a SKU that stands in a listing of another, too."""
        left = {offer.sku for _, offer in left_behind(besides)} if passed else set[Sku]()
        products = (self.marks[code].product for code in (passed if left else ()))
        return any(variant.sku in left for product in products for variant in product.variants)

    def among(self, passed: Iterable[Code], wanted: Wanted, besides: ShopState) -> ShopState:
        """Put all others among what is passed: there we wrote what stands there.

        How it is wanted is composed for whoever asks.
        """
        desired = LazyListings(wanted, besides.desired, wanted.__getitem__)
        links, there = dict(besides.links), besides.observed.by_code
        for code in passed:
            mark, listing = self.marks[code], there[code]
            file = file_of(mark.product)
            links[code] = Link(
                shop=listing.shop, code=code, remote_id=mark.remote_id, file=file, applied=listing
            )
        return replace(besides, desired=desired, links=links)

    def as_before(self, code: Code, observed: Identified, known: Mapping[str, Listing]) -> bool:
        """Tell whether a look shows what is marked of a product: that very listing, and it alone.

        `known` is what was seen before, by remote id; what did not move is the same value there.
        """
        mark, listing = self.marks.get(code), observed.by_code.get(code)
        if mark is None or listing is None or listing.remote_id != mark.remote_id:
            return False
        if code in observed.duplicates or code in observed.twins:
            return False
        return listing is known.get(mark.remote_id)


NOTHING_KNOWN: Final = Unchanged()


async def unchanged_since(round: Round, unread: UnreadGoods | None, proof: Proof) -> Unchanged:
    """Tell which products of this shop are, as far as we know, as when nothing was to be done.

    Only a quick look passes over them. Where people carry files time alone changes what is to be
    said, and what people hold in a shop as it stood (a pin) is looked at each time.
    """
    all_new = await offered_here(round, unread)
    if unread or round.market.features.delivery == "files" or round.names.lasting:
        return all_new
    name, pins = round.shop.name, await round.store.decisions.pinned(round.shop.name)
    links = await round.store.links.digests(name)
    seen = await round.store.observations.digests(name)
    besides = round.catalog.blocked | {pin.change.code for pin in pins}
    marks = dict[Code, Mark]()
    for product in round.catalog.products:
        link = links.get(product.code)
        if (
            link
            and link.remote_id in seen
            and product.code not in besides
            and _is_sound(round, product, link)
        ):
            marks[product.code] = _mark(product, all_new, link, seen[link.remote_id])
    running = running_campaigns(round.catalog.products, round.shop, round.platform_now())
    basis = (round.shop, round.market.features, round.legal_today(), running)
    codes = round.context.settled.unchanged(basis, marks)
    if proof == "full":
        return replace(all_new, marks=marks)
    outlines = {} if round.names.renamed else round.context.settled.outlines(codes)
    return replace(all_new, marks=marks, codes=codes, outlines=Outlines(outlines, seen))


async def passed_over(
    round: Round, seen: Observed, observed: Identified, unchanged: Unchanged
) -> frozenset[Code]:
    """Name what need not be compared after this look, in which nothing moved."""
    if not (unchanged.codes and seen.complete) or round.moved_since(seen.at):
        return frozenset()
    written = await round.store.links.written_since(round.shop.name, seen.at)
    return unchanged.passed(observed, seen.known) - written


def _is_sound(round: Round, product: Product, link: LinkDigest) -> bool:
    """Whether it is written as it shall be sold here, in the file that we remember."""
    if product.kept is not None or link.file != file_of(product):
        return False
    return sells(round.shop, product)


def _mark(product: Product, known: Unchanged, link: LinkDigest, seen: str) -> Mark:
    ours = [known.offered.get(variant.sku) for variant in product.variants]
    there = known.standing and known.standing.get(product.code)
    told = repr((ours, known.buy_links.get(product.code), there, link.digest, seen)).encode()
    return Mark(product, link.remote_id, hashlib.blake2b(told, digest_size=16).digest())


async def offered_here(round: Round, unread: UnreadGoods | None) -> Unchanged:
    """Say what this shop may offer, and where else that is sold; `Unchanged` tells how."""
    stock, there = await allocated_stock(round), await standing_of(round)
    pages = await buy_links_of(round) if there is None else {}
    if unread is None:
        return Unchanged(stock, buy_links=pages, standing=there)
    offered, lower_to = unread.split(stock)
    return Unchanged(offered, lower_to=lower_to, buy_links=pages, standing=there)
