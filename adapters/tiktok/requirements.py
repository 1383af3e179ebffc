"""What TikTok asks of a listing beyond the fixed limits, by what it told at run time."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from unicodedata import category

from adapters.tiktok.attributes import asked_line, fill, licence_lines
from adapters.tiktok.features import LIMITS
from adapters.tiktok.metadata import AskedPaper, CategoryMeta, MetadataCache
from adapters.tiktok.papers import alike, asked_of, fitting, kinds_of
from adapters.tiktok.writing import html_of
from sync.marketplace import Asked, PaperLine
from sync.marketplace.categories import missed, not_a_leaf, shortened
from sync.model import Field, Listing, Problem, Value

SHOWN_LETTERS = 60
ODD = frozenset({"Cc", "Cn", "Co", "Cs", "So"})
COMMON = frozenset("\n\t©®°№")
WAITING: Mapping[str, frozenset[Field]] = {  # what waits, where the code's word does not tell
    "licence_missing": frozenset({"attributes", "category"}),
    "parcel_weight_unknown": frozenset({"weight_g"}),
    "parcel_size_unknown": frozenset({"size_mm"}),
}
REPEATED = re.compile(r"(\S)\1{9,}")


def left_out(listing: Listing, metadata: MetadataCache) -> list[Problem]:
    """Say what of our attributes the category has no place for."""
    meta = metadata.meta(listing.category)
    if meta is None:
        return []
    filled = fill(meta.form, listing.attributes or {})
    return list(missed(listing, filled.asked, map(asked_line, filled.unlike)))


def asked_in(meta: CategoryMeta, closed: str) -> Asked:
    """Say what a category asks for, as a person reads it."""
    return Asked(
        attributes=tuple(map(asked_line, meta.form)),
        papers=tuple(PaperLine(paper.name, paper.required) for paper in meta.papers),
        size_mandatory=meta.size_needed,
        closed=closed,
    )


def problems(listing: Listing, metadata: MetadataCache) -> list[Problem]:
    """List every reason why TikTok would refuse; nothing where nothing was learned yet."""
    return [
        *_shop(listing, metadata),
        *_length(listing),
        *_letters(listing),
        *_barcodes(listing, metadata),
        *_options(listing, metadata),
        *_category(listing, metadata),
    ]


def _problem(listing: Listing, code: str, **values: Value) -> Problem:
    return Problem(code=code, values=values, about=listing.code, fields=WAITING.get(code))


def _shop(listing: Listing, metadata: MetadataCache) -> Iterator[Problem]:
    for name, why in (metadata.unfinished or {}).items():
        yield _problem(listing, "seller_must_act", platform_code=name, platform_message=why)


def _letters(listing: Listing) -> Iterator[Problem]:
    """Find emoji, control characters and letters ten times in a row, in what buyers read."""
    options = [*listing.option_names, *(o for offer in listing.offers for o in offer.options)]
    for code, texts in (
        ("title_letters_refused", [listing.title or ""]),
        ("description_letters_refused", [listing.description or ""]),
        ("option_letters_refused", list(dict.fromkeys(options))),
    ):
        for text in texts:
            if wrong := unruly(text):
                yield _problem(listing, code, text=text[:SHOWN_LETTERS], letters=wrong)


def unruly(text: str) -> tuple[str, ...]:
    """List the letters of a text that are refused, line ends and common signs excepted."""
    odd = {one for one in text if category(one) in ODD and one not in COMMON}
    return (*sorted(odd), *(found[0] for found in REPEATED.finditer(text)))


def _length(listing: Listing) -> Iterator[Problem]:
    """Measure the description as it is sent: its marks count, too."""
    length = len(html_of(listing.description or ""))
    span, plain = LIMITS.description_length, len(listing.description or "")
    if span.holds(plain) and not span.holds(length):
        values = {"found": length, "least": span.least, "most": span.most}
        yield _problem(listing, "description_beyond_limit", **values)


def _barcodes(listing: Listing, metadata: MetadataCache) -> Iterator[Problem]:
    """Find barcodes that differ from those that stand, which nobody can change any more."""
    standing = metadata.gtins.get(listing.remote_id or "", {})
    for offer in listing.offers:
        if offer.gtin and standing.get(offer.sku, offer.gtin) != offer.gtin:
            values = {"sku": offer.sku, "standing": standing[offer.sku]}
            yield _problem(listing, "gtin_fixed", **values)


def _options(listing: Listing, metadata: MetadataCache) -> Iterator[Problem]:
    """Say again what TikTok refused once: it would refuse, or review in vain, every time."""
    standing = metadata.fixed_options.get(listing.remote_id or "")
    if standing is not None and standing != listing.option_names:
        yield _problem(listing, "options_stay")


def _category(listing: Listing, metadata: MetadataCache) -> Iterator[Problem]:
    if metadata.categories is None or listing.category is None:
        return
    leaf, meta = metadata.category(listing.category), metadata.meta(listing.category)
    if leaf is None:
        yield not_a_leaf(listing, metadata.categories.tree)
        return
    if why := metadata.categories.closed.get(leaf):
        yield _problem(listing, "category_not_allowed", platform_message=why)
    if meta is not None:
        yield from _form(listing, meta)
        yield from _parcel(listing, meta)


def _form(listing: Listing, meta: CategoryMeta) -> Iterator[Problem]:
    filled = fill(meta.form, listing.attributes or {})
    licence = licence_lines(meta.form)
    if lacking := [attribute for attribute in filled.missing if attribute.id in licence]:
        names = tuple(attribute.name for attribute in lacking)
        keys = tuple(licence[attribute.id] for attribute in lacking)
        yield _problem(listing, "licence_missing", names=names, keys=keys)
    for attribute in filled.missing:
        if attribute in lacking:
            continue
        allowed = shortened(attribute.allowed)
        yield _problem(listing, "attribute_missing", name=attribute.name, allowed=allowed)
    if not listing.remote_id:  # what stands there has its papers
        for asked in asked_of(listing, meta):
            yield from paper_problems(listing, asked)


def paper_problems(listing: Listing, asked: AskedPaper) -> Iterator[Problem]:
    """Say which paper is missing, or what is missing in it."""
    if fitting(asked, listing) is not None:
        return
    kinds, papers = kinds_of(asked), alike(asked, listing)
    if not kinds:
        yield _problem(listing, "paper_unknown", name=asked.name)
    elif papers:
        number = papers[0].number
        yield _problem(listing, "paper_end_needed", name=asked.name, number=number, kinds=kinds)
    else:
        yield _problem(listing, "paper_needed", name=asked.name, kinds=kinds)


def _parcel(listing: Listing, meta: CategoryMeta) -> Iterator[Problem]:
    if all(offer.weight_g is None for offer in listing.offers):
        yield _problem(listing, "parcel_weight_unknown")
    if meta.size_needed and all(offer.size_mm is None for offer in listing.offers):
        yield _problem(listing, "parcel_size_unknown")
