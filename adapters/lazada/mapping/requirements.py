"""What Lazada asks of a listing beyond the fixed limits, by what it told at run time."""

from __future__ import annotations

from collections.abc import Iterator

from adapters.lazada.features import FORBIDDEN_LETTERS, HEAVIEST_G, LARGEST_SUM_MM
from adapters.lazada.mapping.attributes import Attribute, fill
from adapters.lazada.mapping.learned import Learned, Lesson, Standing
from sync.model import Listing, Offer, Problem, Value

SHOWN_CHOICES = 12


def problems(listing: Listing, learned: Learned) -> list[Problem]:
    """List every reason why Lazada would refuse; nothing of what was not learned yet."""
    found = [*_letters(listing), *(p for offer in listing.offers for p in _parcel(offer))]
    if listing.remote_id in learned.locked:
        found.append(_problem(listing, "listing_locked", platform_message="Lock"))
    standing = learned.standing.get(listing.remote_id or "")
    if standing and not _can_become(standing, listing):
        found.append(_problem(listing, "variants_fixed", names=standing.option_names))
    if learned.tree is not None and listing.category is not None:
        found += _category(listing, listing.category, learned)
    return found


def _problem(listing: Listing, code: str, **values: Value) -> Problem:
    return Problem(code=code, values=values, about=listing.code)


def _letters(listing: Listing) -> Iterator[Problem]:
    """Find the letters that Lazada takes neither in SKUs nor in options."""
    names = (*listing.option_names, *(o for offer in listing.offers for o in offer.options))
    for code, texts in (
        ("option_letters_refused", dict.fromkeys(names)),
        ("sku_letters_refused", [offer.sku for offer in listing.offers]),
    ):
        for text in texts:
            if wrong := sorted(FORBIDDEN_LETTERS & set(text)):
                yield _problem(listing, code, text=text, letters=tuple(wrong))


def _parcel(offer: Offer) -> Iterator[Problem]:
    if offer.size_mm is None:
        yield Problem(code="parcel_size_unknown", about=offer.sku)
    elif sum(offer.size_mm) > LARGEST_SUM_MM:
        yield _beyond(offer, "parcel_too_large", sum(offer.size_mm), LARGEST_SUM_MM)
    if offer.weight_g is not None and offer.weight_g > HEAVIEST_G:
        yield _beyond(offer, "weight_beyond_limit", offer.weight_g, HEAVIEST_G)


def _beyond(offer: Offer, code: str, found: int, most: int) -> Problem:
    values: dict[str, Value] = {"sku": offer.sku, "found": found, "most": most}
    return Problem(code=code, values=values, about=offer.sku)


def _can_become(standing: Standing, listing: Listing) -> bool:
    """Options may be added behind those that stand; a SKU cannot be renamed, so one must stay."""
    kept = listing.option_names[: len(standing.option_names)] == standing.option_names
    return kept and any(offer.sku in standing.skus for offer in listing.offers)


def _category(listing: Listing, category: str, learned: Learned) -> Iterator[Problem]:
    leaf, lesson = learned.category(category), learned.lesson(category)
    if leaf is None:
        yield _problem(listing, "category_not_found", category=category)
    elif leaf in learned.without_options and listing.option_names:
        yield _problem(listing, "options_not_in_category", category=category)
    if lesson and lesson.closed:
        yield Problem(code=lesson.closed.code, values=lesson.closed.values, about=listing.code)
    if lesson:
        yield from _form(listing, lesson)


def _form(listing: Listing, lesson: Lesson) -> Iterator[Problem]:
    for attribute in fill(lesson.form, listing.attributes or {}).missing:
        allowed = _allowed(attribute)
        yield _problem(listing, "attribute_missing", name=attribute.label, allowed=allowed)


def _allowed(attribute: Attribute) -> tuple[str, ...]:
    names = [choice.label for choice in attribute.choices]
    return (*names[:SHOWN_CHOICES], "…") if len(names) > SHOWN_CHOICES else tuple(names)
