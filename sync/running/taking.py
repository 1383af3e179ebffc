"""Says how the catalog has to be edited so that it wants what stands in a shop."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from sync.catalog.editing import Edit, Put, Value
from sync.model import Change, Dong, Field, Listing, Plan, Product, Shop
from sync.model.in_english import in_english
from sync.planning import price_of, sku_value
from sync.planning.values import OF_OFFERS

# Field of a listing -> what an override calls it, and what the product does.
_OF_SHOP: Final[Mapping[Field, str]] = {
    "title": "name",
    "description": "description",
    "category": "category",
    "price": "prices",
}
_OF_PRODUCT: Final[Mapping[Field, str]] = {
    "title": "title",
    "description": "story",
    "brand": "brand",
    "prepare_days": "prepare_days",
    "price": "price",
    "list_price": "list_price",
    "gtin": "gtin",
    "weight_g": "weight_g",
    "size_mm": "size_mm",
}
_OF_ENGLISH: Final[Mapping[Field, str]] = {"title": "title", "description": "story"}
TAKEABLE: Final = frozenset(_OF_SHOP) | frozenset(_OF_PRODUCT)


@dataclass(frozen=True, slots=True)
class Taking:
    """One difference: `change` leads from what the catalog says to what stands in the shop.

    Either `edits` of the catalog make it true, or `why` says what stands in the way. `wide` is
    told where the edit concerns every shop that sells the product.
    """

    change: Change
    edits: tuple[Edit, ...] = ()
    why: str = ""
    wide: bool = False


@dataclass(frozen=True, slots=True)
class TakePart:
    """What is to be taken into the catalog: of all fields, or of those that are named.

    What only this shop can say goes into its override, unless it shall hold `everywhere`. What the
    platform does not echo, it shows in words that are not ours. `known_stops` are codes of what was
    wrong with the product before.
    """

    shop: Shop
    product: Product
    echoes: Collection[Field]
    fields: tuple[Field, ...] = ()
    everywhere: bool = False
    known_stops: frozenset[str] = frozenset()


def takings(plan: Plan, part: TakePart) -> list[Taking]:
    """Turn around what a plan would change of a product."""
    return turned((*plan.changes, *(held.change for held in plan.held), *plan.theirs), part)


def turned(differing: Iterable[Change], part: TakePart) -> list[Taking]:
    """Turn changes around, as far as they are of the product and the fields that are meant."""
    product, fields = part.product, part.fields
    return [
        _taking(one, part)
        for change in differing
        if change.code == product.code and change.kind in {"revise", "reprice"}
        for one in _one_by_one(change)
        if not fields or one.fields[0] in fields
    ]


def _one_by_one(change: Change) -> Iterator[Change]:
    """Split a change by field, and by SKU what its offers hold; only what really differs."""
    seen = change.before
    if seen is None:
        return
    for name in change.fields:
        turned = replace(change, fields=(name,), before=change.after, after=seen, reason="taken")
        if name not in OF_OFFERS or change.sku is not None:
            yield turned
            continue
        for offer in change.after.offers:
            there = sku_value(seen, offer.sku, name)
            if there is not None and there != getattr(offer, name):
                yield replace(turned, sku=offer.sku)


def _taking(change: Change, part: TakePart) -> Taking:
    (name,) = change.fields
    value = _value(change, name)
    if name not in TAKEABLE:
        return Taking(change, why="take_cannot")
    if name not in part.echoes or value in (None, ""):
        return Taking(change, why="take_unknown")
    english = part.shop.language == "en"
    if name == "description":
        told = in_english(part.product) if english else part.product
        value = story_in(str(value), change.before, told)
        if value is None:
            return Taking(change, why="take_label_edited")
    if english and name in _OF_ENGLISH:
        put = Put(code=change.code, path=("en", _OF_ENGLISH[name]), value=value)
        return Taking(change, (put,))
    if name not in _OF_SHOP or part.everywhere:
        return _for_all(change, name, value, part.shop)
    path: tuple[str, ...] = ("overrides", part.shop.name, _OF_SHOP[name])
    if name == "price":
        path = (*path, str(change.sku))
    return Taking(change, (Put(code=change.code, path=path, value=value),))


def _value(change: Change, name: Field) -> Value:
    if change.sku is None:
        found: Value = getattr(change.after, name, None)
        return found
    found = sku_value(change.after, change.sku, name)
    return list(found) if isinstance(found, tuple) else found


def _for_all(change: Change, name: Field, value: Value, shop: Shop) -> Taking:
    """Write it into the product; a price only where this shop asks for just what is written."""
    if name not in _OF_PRODUCT:
        return Taking(change, why="take_cannot")
    priced = name in {"price", "list_price"} and isinstance(value, int)
    price = Dong(value) if priced and isinstance(value, int) else None
    rule = shop.price_rule
    if price is not None and (rule.keeps == "net" or price_of(price, rule) != price):
        return Taking(change, why="take_price_rule")
    edit = Put(code=change.code, sku=change.sku, path=(_OF_PRODUCT[name],), value=value)
    return Taking(change, (edit,), wide=True)


def story_in(text: str, wanted: Listing | None, product: Product) -> str | None:
    """Find the story in a description that ends with our label; None where the label is not there.

    The law wants the label, so it is composed and nobody's to edit.
    """
    ours = (wanted and wanted.description) or ""
    stories = [product.story, *(o.description for o in product.overrides.values())]
    for story in sorted(filter(None, stories), key=len, reverse=True):
        if ours.startswith(story.strip()):
            label = ours[len(story.strip()) :]
            return text.removesuffix(label).strip() if text.endswith(label) else None
    return None
