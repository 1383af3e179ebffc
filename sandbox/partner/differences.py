"""Which fields of a product an upsert changes, and whether people must look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.partner.rules.offers import TERMS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sandbox.partner.shelf import Offer, Product
    from sandbox.replica import Json

_UNREVIEWED = frozenset({*TERMS, "ship_from"})
_OF_SALES = ("reserved", "live")


def differences(product: Product, content: Json, offers: dict[str, Offer]) -> list[str]:
    """The top-level fields that differ from what is stored, in the order of the alphabet."""
    old = product.content
    found = {name for name in old.keys() | content.keys() if old.get(name) != content.get(name)}
    if "options" in old or "options" in content:
        if _sold_as(product.offers.values()) != _sold_as(offers.values()):
            found.add("variants")
    else:
        before, after = product.only, offers[product.sku]
        found |= {name for name in TERMS if getattr(before, name) != getattr(after, name)}
    return sorted(found)


def needs_review(product: Product, found: list[str], offers: dict[str, Offer]) -> bool:
    """Prices, stock and the like go by themselves, as does a variant that is only taken out."""
    reviewed = set(found) - _UNREVIEWED
    if reviewed != {"variants"}:
        return bool(reviewed)
    left = [_looks(offer) for offer in product.offers.values() if offer.sku in offers]
    return left != [_looks(offer) for offer in offers.values()]


def _looks(offer: Offer) -> tuple[str, list[str], str | None]:
    return offer.sku, offer.option_values, offer.media_id


def _sold_as(offers: Iterable[Offer]) -> list[Json]:
    return [
        {name: value for name, value in vars(offer).items() if name not in _OF_SALES}
        for offer in offers
    ]
