"""Keeps stars that no certificate in force gives out of listings: composed, or as they stand.

The day that a certificate ends its stars leave every shop, whatever else of a product has to wait:
for a person, for what is wrong in the catalog, for a file that somebody carries.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sync.claims.honest import honest, without_programme
from sync.claims.stars import exceeds, speaks_of_ocop, stars_in_name
from sync.model import Change, Field, ImageFile, ListedEnglish, ListedPaper, Listing, Offer, Product
from sync.planning.diff import placed
from sync.planning.product_state import ProductState
from sync.planning.values import listing_value

CLAIM_ENDED = "claim_ended"
# What may be written anew because of a claim alone; option names go with the rest of a revise.
CLAIMING: tuple[Field, ...] = (
    "title",
    "description",
    "brand",
    "attributes",
    "papers",
    "variants",
    "english",
)
# Of those what stands in the listing itself, so that it can be written with any other revise.
OF_LISTING = frozenset(CLAIMING) - {"variants"}


def claimless(listing: Listing, stars: int | None) -> Listing:
    """Cut what claims more than `stars` out of everything that buyers read; None: any claim.

    What claims nothing false is the very same. A title of which nothing is left is the code.
    """
    option_names, offers = _options(listing, stars)
    return _with(
        listing,
        title=listing.title and (honest(listing.title, stars) or listing.code),
        description=listing.description and honest(listing.description, stars),
        brand=listing.brand and honest(listing.brand, stars),
        attributes=claimless_attributes(listing.attributes, stars),
        papers=tuple(_papers(listing.papers, stars)),
        option_names=option_names,
        offers=offers,
        english=listing.english and _english(listing.english, stars),
    )


def _with(listing: Listing, **parts: Any) -> Listing:
    """Put other parts in; where none is another, the listing is the very same."""
    others = {name: part for name, part in parts.items() if part != getattr(listing, name)}
    return replace(listing, **others) if others else listing


def unclaimed(listing: Listing, stars: int | None) -> Listing:
    """Make honest what stands in a shop: without stars its title names no programme either."""
    cut = claimless(listing, stars)
    if stars is not None or not cut.title:
        return cut
    english = cut.english
    if english is not None:
        plain = without_programme(english.title) or cut.code
        english = english if plain == english.title else replace(english, title=plain)
    return _with(cut, title=without_programme(cut.title) or cut.code, english=english)


def _english(told: ListedEnglish, stars: int | None) -> ListedEnglish:
    """Cut the same out of what is told in English; packs keep their names where two would be one.

    A title of which nothing is left names the kind of goods, or nothing.
    """
    packs = {
        sku: replace(pack, options=tuple(honest(each, stars) or each for each in pack.options))
        for sku, pack in told.packs.items()
    }
    return replace(
        told,
        title=honest(told.title, stars) or told.category or "",
        description=honest(told.description, stars),
        attributes=claimless_attributes(told.attributes, stars) or {},
        packs=packs if packs != told.packs else told.packs,
    )


def claims_beyond(listing: Listing, stars: int | None) -> tuple[Field, ...]:
    """Name the fields of a standing listing that claim what may not be claimed."""
    cut = unclaimed(listing, stars)
    return tuple(
        name for name in CLAIMING if listing_value(cut, name) != listing_value(listing, name)
    )


def ended(
    case: ProductState, stars: int | None, among: Collection[Field] = CLAIMING
) -> tuple[Change, ...]:
    """Take out of a listing that nothing else is written to what it may not claim any more.

    What the catalog wants nothing of stays as it stands, without the claim.
    """
    seen, stands = case.observed, case.applied
    if seen is None or stands is None or not case.ours:
        return ()
    if seen.sent_at is None and seen.status not in {"live", None}:
        return ()  # nobody reads it, and nobody carries it to where it would be read
    cut = unclaimed(stands, stars)
    if cut is stands:  # of nearly every product
        return ()
    after = _wanted(case.desired, cut)
    fields = tuple(
        name
        for name in claims_beyond(stands, stars)
        if name in among and listing_value(after, name) != listing_value(stands, name)
    )
    return (_taking_out(case, fields, placed(after, seen)),) if fields else ()


def _wanted(desired: Listing | None, cut: Listing) -> Listing:
    if desired is None or not desired.title:
        return cut
    own = {name: getattr(cut, name) for name in unmanaged(desired)}
    return replace(desired, **own)


def unmanaged(desired: Listing | None) -> frozenset[Field]:
    """Name the fields of a listing that nobody wants anything of, so that they are not compared."""
    if desired is None:
        return OF_LISTING
    return frozenset(name for name in OF_LISTING if getattr(desired, name) is None)


def overtaking(
    case: ProductState, stars: int | None, reviewed: frozenset[Field], changes: Sequence[Change]
) -> tuple[Change, ...]:
    """Add what overtakes an edit of ours that claims too much by now and may still be reviewed.

    Buyers do not see that edit yet: nothing differs from what is wanted until it is let through.
    """
    written = {name for change in changes for name in change.fields}
    if case.observed and any(change.kind == "restore" for change in changes):
        case = replace(case, observed=replace(case.observed, status="live"))  # read from then on
    among = ((reviewed & OF_LISTING) | unmanaged(case.desired)) - written
    cut = ended(case, stars, among=among)
    revise = next((change for change in changes if change.kind == "revise"), None)
    if not cut or revise is None:
        return (*changes, *cut)
    return tuple(joined(change, *cut) if change is revise else change for change in changes)


def joined(going: Change, cut: Change) -> Change:
    """Let what is cut go with what goes anyway."""
    values = {name: getattr(cut.after, name) for name in cut.fields}
    return replace(
        going,
        after=replace(going.after, **values),
        fields=(*going.fields, *(name for name in cut.fields if name not in going.fields)),
        taken_back=tuple(sorted({*going.taken_back, *cut.taken_back})),
        reason=CLAIM_ENDED,
    )


def _taking_out(case: ProductState, fields: tuple[Field, ...], after: Listing) -> Change:
    """Make the change; of attributes and papers what we wrote is what is told to have stood."""
    before, stands = case.observed, case.applied
    if before and stands and "papers" in fields:
        before = replace(before, papers=stands.papers)
    return Change(
        kind="revise",
        shop=after.shop,
        code=case.code,
        after=after,
        before=before,
        stand=stands.attributes if stands and "attributes" in fields else None,
        fields=fields,
        taken_back=taken_back(case.applied, after, fields),
        reason=CLAIM_ENDED,
    )


def taken_back(stands: Listing | None, after: Listing, fields: Iterable[Field]) -> tuple[str, ...]:
    """Name the attributes that stand there and go with these fields."""
    there = (stands and stands.attributes) or {}
    gone = there.keys() - (after.attributes or {}).keys()
    return tuple(sorted(gone)) if "attributes" in fields else ()


def named(change: Change, stands: Listing | None, stars: int | None) -> Change:
    """Say of a revise that it is for the certificate's end that stars leave, where it is."""
    if change.kind != "revise" or change.reason != "catalog" or stands is None:
        return change
    leaving = set(claims_beyond(stands, stars)) & set(change.fields)
    return replace(change, reason=CLAIM_ENDED) if leaving else change


def pictures_shown(product: Product, stars: int | None) -> tuple[ImageFile, ...]:
    """Leave out pictures whose names claim more stars, unless no picture would be left."""
    fit = tuple(image for image in product.images if (_named(image) or 0) <= (stars or 0))
    return fit or product.images


def _named(image: ImageFile) -> int | None:
    return stars_in_name(image.path.stem)


def claimless_attributes(
    attributes: Mapping[str, str] | None, stars: int | None
) -> Mapping[str, str] | None:
    """Cut what claims more than `stars` out of attributes; those that do not are the very same."""
    if attributes is None:
        return None
    kept = {key: left for key, text in attributes.items() if (left := _left(key, text, stars))}
    return attributes if kept == attributes else kept


def _left(key: str, text: str, stars: int | None) -> str:
    """Give what an attribute may say; its key and its value are read as one. "": nothing."""
    if exceeds(key, stars) or (stars is None and speaks_of_ocop(key)):
        return ""
    cut = honest(text, stars)
    return "" if exceeds(f"{key}: {cut}", stars) else cut


def _papers(papers: Iterable[ListedPaper], stars: int | None) -> Iterator[ListedPaper]:
    for paper in papers:
        if paper.kind != "ocop" or (paper.stars or 0) <= (stars or 0):
            yield paper


def _options(listing: Listing, stars: int | None) -> tuple[tuple[str, ...], tuple[Offer, ...]]:
    """Cut option names and values, as long as values stay told apart."""
    names = tuple(honest(name, stars) or name for name in listing.option_names)
    stand = [offer.options for offer in listing.offers]
    cut = [tuple(honest(value, stars) or value for value in options) for options in stand]
    if cut == stand or len(set(cut)) < len(set(stand)):
        return names, listing.offers
    offers = zip(listing.offers, cut, strict=True)
    return names, tuple(replace(offer, options=options) for offer, options in offers)
