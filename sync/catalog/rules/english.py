"""Rules of English texts: what they say beyond the Vietnamese, what is old, what is claimed."""

from __future__ import annotations

from collections.abc import Iterator

from sync.catalog.diagnostics import Finding
from sync.catalog.english import Pair, pairs
from sync.catalog.facts import Facts
from sync.catalog.reading import Path
from sync.catalog.rules.texts import proven_stars, said_at
from sync.catalog.yaml_schema import WrittenProduct
from sync.claims import canonical, english
from sync.model import Value


def english_rules(product: WrittenProduct, _: Facts) -> Iterator[Finding]:
    """Find what is wrong with the English of a product; most have none."""
    for pair in pairs(product):
        yield from _beside(pair, product.code)
    for path, text in _texts(product):
        found = list(said_at(path, text, proven_stars(product)))
        told = {each.code for each in found}
        yield from found
        yield from (each for each in _claims(path, text) if each.code not in told)


def _beside(pair: Pair, code: str) -> Iterator[Finding]:
    """Compare one text with its Vietnamese."""
    values: dict[str, Value] = {"field": str(pair.path[-1]), "code": code}
    if pair.is_without_original:
        yield Finding("english_without_original", pair.path, "warning", values)
    elif pair.is_uneven:
        counts = {"english": len(pair.english or ()), "vietnamese": len(pair.vietnamese or ())}
        yield Finding("english_uneven", pair.path, "warning", {**values, **counts})
    elif pair.is_outdated:
        yield Finding("english_outdated", pair.path, "warning", values)


def _texts(product: WrittenProduct) -> Iterator[tuple[Path, str]]:
    for pair in pairs(product):
        if isinstance(pair.english, str):
            yield pair.path, pair.english
            continue
        yield from (((*pair.path, at), text) for at, text in enumerate(pair.english or ()))
    for key, text in ((product.en and product.en.attributes) or {}).items():
        yield ("en", "attributes", key), f"{key}: {text}"


def _claims(path: Path, written: str) -> Iterator[Finding]:
    """Find what English words promise; `said_at` reads what both languages write alike."""
    text = canonical(written)
    if words := english.DISEASE.find(text):
        yield Finding("disease_claim", path, "hold", {"words": words})
    if words := english.SUPERLATIVE.find(text):
        yield Finding("superlative", path, "warning", {"words": words})
