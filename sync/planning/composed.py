"""Judges a listing as it was composed: some words offend only where texts come together."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sync.claims import ClaimRule, canonical, contact, disease, goods, superlative
from sync.model import Field, Listing, Problem, Severity
from sync.wording.listing import TRACE_LINK

_TEXTS = (disease.RULE, contact.RULE, superlative.RULE)
_SEVERITIES: dict[str, Severity] = {
    goods.WILD_ANIMAL.code: "stop",
    superlative.RULE.code: "warning",
}


def composed_claims(listing: Listing, product_set: int | None) -> list[Problem]:
    """Find what a composed listing may not say; each holds the field alone that says it.

    What needs proof (a superlative) is a warning: it is told, and holds nothing.
    """
    found = dict[tuple[str, Field], str]()
    for name, text, rules in _read(listing, product_set):
        for rule in rules:
            if words := _found(rule, text):
                found.setdefault((rule.code, name), words)
    return [
        Problem(
            code=code,
            severity=_SEVERITIES.get(code, "hold"),
            values={"words": words},
            about=listing.code,
            fields=frozenset({name}),
        )
        for (code, name), words in found.items()
    ]


def _read(
    listing: Listing, product_set: int | None
) -> Iterator[tuple[Field, str, tuple[ClaimRule, ...]]]:
    """Give what buyers or the platform read, each text with the rules that it must keep."""
    yield "title", listing.title or "", (*_TEXTS, *_of_goods(product_set))
    yield "description", listing.description or "", _TEXTS
    yield "brand", listing.brand or "", _TEXTS
    for option in dict.fromkeys(_options(listing)):
        yield "variants", option, _TEXTS
    for key, text in (listing.attributes or {}).items():
        if key != TRACE_LINK:  # a link by its nature, and asked for
            yield "attributes", f"{key}: {text}", _TEXTS
    for paper in listing.papers:
        yield "papers", f"{paper.number} {paper.issued_by or ''}", _TEXTS


def _options(listing: Listing) -> Iterator[str]:
    yield from listing.option_names
    for offer in listing.offers:
        yield from offer.options


def _of_goods(product_set: int | None) -> Iterator[ClaimRule]:
    """Give the rules of banned goods, but for what stands among its own kind."""
    yield goods.WILD_ANIMAL
    if product_set not in goods.SETS_ALCOHOL:
        yield goods.ALCOHOL
    if product_set not in goods.SETS_ALIVE:
        yield goods.LIVE


@lru_cache(maxsize=2**14)
def _found(rule: ClaimRule, text: str) -> str | None:
    return rule.find(canonical(text))
