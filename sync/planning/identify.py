"""Tells which listing of a shop is which product of ours, and which are not ours at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from sync.model import Code, Listing, Problem, intern_parts


@dataclass(frozen=True, slots=True)
class Identified:
    """A shop's listings, sorted by whose they are.

    `duplicates` names every code with which something is wrong (it stands there twice, or in one
    listing with another): nothing is done about it until a person has mended that. Where we
    remember which of two it is, the other is one of its `twins` if it sells the very same SKUs: it
    was made by a call that was thought to be lost. `foreign` listings are nobody's, never touched.
    """

    by_code: Mapping[Code, Listing]
    duplicates: Mapping[Code, Problem]
    foreign: tuple[Listing, ...] = ()
    twins: Mapping[Code, tuple[Listing, ...]] = field(default_factory=dict)


def identify(
    observed: Iterable[Listing],
    links: Mapping[Code, str | None],
    owners: Mapping[str, Code],
) -> Identified:
    """Give each listing its product: by remembered remote id, else by our code, else by SKU.

    `links` holds the remote ids that we remember; `owners` the code behind every product code and
    SKU of the catalog, refused products included.
    """
    linked = {remote_id: code for code, remote_id in links.items() if remote_id}
    claims: dict[Code, list[Listing]] = {}
    foreign: list[Listing] = []
    for listing in observed:
        if listing.status == "deleted":
            continue
        codes = _codes_of(listing, linked, owners)
        for code in codes:
            claims.setdefault(code, []).append(listing)
        if not codes:
            foreign.append(listing)
    twins = dict(_twins(claims, linked))
    for code, others in twins.items():
        ids = {twin.remote_id for twin in others}
        claims[code] = [one for one in claims[code] if one.remote_id not in ids]
    return replace(_settled(claims, tuple(foreign)), twins=twins)


def _codes_of(
    listing: Listing, linked: Mapping[str, Code], owners: Mapping[str, Code]
) -> tuple[Code, ...]:
    if listing.remote_id is not None and listing.remote_id in linked:
        return (linked[listing.remote_id],)
    if listing.code in owners:
        return (owners[listing.code],)
    return tuple(sorted({owners[o.sku] for o in listing.offers if o.sku in owners}))


def _twins(
    claims: Mapping[Code, list[Listing]], linked: Mapping[str, Code]
) -> Iterator[tuple[Code, tuple[Listing, ...]]]:
    """Find what stands there once more, beside the listing that is remembered for a product."""
    for code, listings in claims.items():
        ours = [listing for listing in listings if linked.get(listing.remote_id or "") == code]
        if len(ours) != 1 or len(listings) < 2:
            continue
        skus = {offer.sku for offer in ours[0].offers}
        others = tuple(listing for listing in listings if listing is not ours[0])
        if all({offer.sku for offer in listing.offers} == skus for listing in others):
            yield code, tuple(replace(listing, code=code) for listing in others)


def _settled(claims: Mapping[Code, list[Listing]], foreign: tuple[Listing, ...]) -> Identified:
    mixed = _mixed(claims)
    by_code: dict[Code, Listing] = {}
    duplicates: dict[Code, Problem] = {}
    for code, listings in claims.items():
        if len(listings) > 1:
            duplicates[code] = _problem("duplicate_listing", code, listings)
        elif id(listings[0]) in mixed:
            duplicates[code] = _problem("listing_mixes_products", code, listings)
        else:
            by_code[code] = under_code(listings[0], code)
    return Identified(by_code, duplicates, foreign)


def _mixed(claims: Mapping[Code, list[Listing]]) -> set[int]:
    """Find the listings that more than one product claims (by identity: they have no hash)."""
    times = Counter(id(listing) for listings in claims.values() for listing in listings)
    return {listing for listing, count in times.items() if count > 1}


def under_code(listing: Listing, code: Code) -> Listing:
    """Put a listing under a code; one that has it stays the very same."""
    return listing if listing.code == code else intern_parts(replace(listing, code=code), listing)


def _problem(problem: str, code: Code, listings: Iterable[Listing]) -> Problem:
    remote_ids = tuple(sorted(listing.remote_id or "" for listing in listings))
    return Problem(code=problem, values={"code": code, "remote_ids": remote_ids}, about=code)
