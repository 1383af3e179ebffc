"""Judges a listing as it was composed: some words offend only where texts come together."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from sync.claims import ClaimRule, canonical, contact, disease, english, goods, superlative
from sync.model import Field, Language, Listing, Problem, Severity
from sync.wording.listing import is_link

_TEXTS = (disease.RULE, contact.RULE, superlative.RULE)
_IN_ENGLISH = (*_TEXTS, *english.RULES)
_SEVERITIES: dict[str, Severity] = {
    goods.WILD_ANIMAL.code: "stop",
    superlative.RULE.code: "warning",
}


def composed_claims(
    listing: Listing,
    product_set: int | None,
    language: Language = "vi",
    others: frozenset[str] = frozenset(),
) -> list[Problem]:
    """Find what a composed listing may not say; each holds the field alone that says it.

    `others` names the marketplaces that this one lets nobody send its buyers to.
    What needs proof (a superlative) is a warning: it is told, and holds nothing.
    """
    found = dict[tuple[str, Field], str]()
    for name, text, rules in (*_read(listing, product_set, language), *_read_beside(listing)):
        for rule in (*rules, contact.other_places(others)):
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
    listing: Listing, product_set: int | None, language: Language
) -> Iterator[tuple[Field, str, tuple[ClaimRule, ...]]]:
    """Give what buyers or the platform read, each text with the rules that it must keep."""
    texts = _TEXTS if language == "vi" else _IN_ENGLISH
    yield "title", listing.title or "", (*texts, *_of_goods(product_set))
    yield "description", listing.description or "", texts
    yield "brand", listing.brand or "", texts
    for option in dict.fromkeys(_options(listing)):
        yield "variants", option, texts
    for key, text in (listing.attributes or {}).items():
        if not is_link(key):  # asked for; what the catalog writes itself is read there
            yield "attributes", f"{key}: {text}", texts
    for paper in listing.papers:
        yield "papers", f"{paper.number} {paper.issued_by or ''}", texts


def _read_beside(listing: Listing) -> Iterator[tuple[Field, str, tuple[ClaimRule, ...]]]:
    """Give what is told in English beside the Vietnamese."""
    if (told := listing.english) is None:
        return
    options = (option for pack in told.packs.values() for option in pack.options)
    facts = (f"{key}: {text}" for key, text in told.attributes.items() if not is_link(key))
    for text in dict.fromkeys((told.title, told.description, *options, *facts)):
        yield "english", text, _IN_ENGLISH


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
