"""Old and new values of a change, as plain values that can be printed, hashed and kept."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, fields, replace
from typing import Any, get_args

from sync.model import (
    VIETNAM,
    Change,
    DatedPrice,
    Field,
    ListedEnglish,
    ListedLot,
    ListedPaper,
    Listing,
    Lot,
    Offer,
    Sku,
)
from sync.planning.product_state import by_sku

Values = dict[str, Any]  # strings, whole numbers, None, and lists and dicts of them

PUBLISHED: tuple[Field, ...] = get_args(Field)
NOT_ALWAYS = frozenset(
    {
        "papers",
        "prepare_days",
        "list_price",
        "sale",
        "net_content",
        "unit",
        "pack",
        "lots",
        "english",
    }
)
OF_OFFERS = frozenset(PUBLISHED) & {each.name for each in fields(Offer)}


def changed_values(change: Change) -> tuple[Values | None, Values | None]:
    """Name the changed fields with their values before and after.

    What touches one SKU gives bare values, like {"price": 185000}; otherwise prices, quantities
    and measures are by SKU. A publish has no before, unless it carries on with a listing.
    """
    fields = change.fields or PUBLISHED
    if change.before is None:
        return None, _values(change.after, fields, change)
    return _values(change.before, fields, change), _values(change.after, fields, change)


def _values(listing: Listing, fields: Iterable[Field], change: Change) -> Values:
    if change.sku is not None:
        offer = by_sku(listing.offers).get(change.sku)
        return {name: _plain(getattr(offer, name, None)) for name in fields}
    values: Values = {name: listing_value(listing, name) for name in fields}
    for name in NOT_ALWAYS.difference(change.fields):
        if not _says_something(values.get(name)):
            values.pop(name, None)  # a new listing without any has nothing to say of them
    if "variants" in change.fields:
        values |= _new_offers(listing, change)
    return values


def _says_something(value: Any) -> bool:
    return any(value.values()) if isinstance(value, dict) else bool(value)


def listing_value(listing: Listing, name: Field) -> Any:
    """Give one field as a plain value; what its offers hold, by SKU."""
    if name == "variants":
        return {offer.sku: list(offer.options) for offer in listing.offers}
    if name == "images":
        return listing.images and [image.sha256 or image.remote_id for image in listing.images]
    if name == "papers":
        return {f"{each.kind} {each.number}": _of_paper(each) for each in listing.papers}
    if name == "english":
        return listing.english and _told_in_english(listing.english)
    if name in OF_OFFERS:
        return {offer.sku: _plain(getattr(offer, name)) for offer in listing.offers}
    value = getattr(listing, name)
    return dict(value) if name == "attributes" and value is not None else value


def _of_paper(paper: ListedPaper) -> str:
    """What is told of a paper, and which scan of it is handed in."""
    days = (f"{day:%d/%m/%Y}" if day else "" for day in (paper.issued_on, paper.expires_on))
    stars = f"{paper.stars} ★" if paper.stars else ""
    told = (stars, "–".join(days).strip("–"), paper.issued_by, f"#{paper.sha256[:8]}")
    return ", ".join(filter(None, told))


def _told_in_english(english: ListedEnglish) -> Values:
    packs = {
        sku: " · ".join(filter(None, (*each.options, each.pack, each.net_content, each.unit)))
        for sku, each in english.packs.items()
    }
    return {
        "title": english.title,
        "description": english.description,
        "category": english.category,
        "attributes": dict(english.attributes),
        "option_names": list(english.option_names),
        "packs": packs,
    }


def _new_offers(listing: Listing, change: Change) -> Values:
    """A new variant comes with its price and quantity."""
    there = by_sku(change.before.offers) if change.before else {}
    new: list[Offer] = [offer for offer in listing.offers if offer.sku not in there]
    if not new:
        return {}
    return {
        "price": {offer.sku: offer.price for offer in new},
        "quantity": {offer.sku: offer.quantity for offer in new},
    }


def _plain(value: Any) -> Any:
    if isinstance(value, ListedLot):
        return _lot_line(value.lot)
    if isinstance(value, DatedPrice):
        begins, ends = (at.astimezone(VIETNAM) for at in (value.begins, value.ends))
        return f"{value.price:,} ₫ ({begins:%H:%M %d/%m/%Y} – {ends:%H:%M %d/%m/%Y})".replace(
            ",", "."
        )
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _lot_line(lot: Lot) -> str:
    """Tell a lot on one line, a recall first: what is cut off of it is the rest."""
    recall = ("⚠", lot.recalled_on, lot.recall_reason) if lot.recalled else ()
    number, *rest = astuple(replace(lot, recalled_on=None, recall_reason=None))
    return " · ".join(str(each) for each in (number, *recall, *rest) if each is not None)


def sku_value(listing: Listing | None, sku: Sku | None, name: Field) -> Any:
    """Look up one value of one SKU; None where there is no such offer."""
    offers = listing.offers if listing else ()
    return next((getattr(offer, name) for offer in offers if offer.sku == sku), None)


def value_about(listing: Listing, change: Change, name: Field) -> Any:
    """Give what a listing says of a field, as far as a change is about it: of its SKU, or all."""
    if change.sku is not None:
        return sku_value(listing, change.sku, name)
    return listing_value(listing, name)
