"""Rules of what may be said: stars, healing, superlatives, contacts, capitals."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice

from sync.catalog.diagnostics import Finding
from sync.catalog.reading import Path
from sync.catalog.rules.facts import Facts, certificate_of
from sync.catalog.rules.words import (
    CONTACT,
    DISEASE,
    HEALTH_FOOD_SENTENCE,
    SUPERLATIVE,
    said,
    stars_claimed,
    stars_in_name,
)
from sync.catalog.yaml_schema import WrittenProduct
from sync.model.claims import CLAIMED, claim

_SHOUT_LETTERS = 8  # shorter names may be an abbreviation
_HTML = re.compile(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|&(?:[a-z]{2,8}|#\d{1,6});", re.IGNORECASE)
# Letters of TCVN3 and VNI, UTF-8 read twice, letters that were lost: what no Vietnamese word holds.
_GARBLED = re.compile(
    r"\w*(?:[a-zđ][µ¶·¸¹¨©®­»¼½¾«]|[µ¶·¸¹¨©®»¼½¾«][a-zđ]|[a-zđ][øïöäëåæûñ]|[aeo]â|aê|aá|eé|oó"
    r"|Ã[\x80-\x9f¡-¿]|á[º»][\x80-\x9f¡-¿]|\ufffd|[A-Za-zÀ-ỹ]\?[a-zà-ỹ])\w*"
)
_LOOSE_SPACES = re.compile(r"\s\s|[\n\t]")


def text_rules(product: WrittenProduct, facts: Facts) -> Iterator[Finding]:
    """Find what the cooperative's own texts may not say."""
    stars = proven_stars(product, facts)
    food = facts.is_food(product)
    for path, written in _texts(product):
        text = written.lower()
        yield from _claims(path, text, stars)
        if food:
            yield from _healing(path, text)
        yield from _words(path, text)
        yield from _spoilt(path, written)
    for index, picture in enumerate(product.images or ()):
        claimed = stars_in_name(picture)
        if claimed is not None and claimed > (stars or 0):
            yield Finding(
                "picture_claims_stars", ("images", index), "warning", {"claimed": claimed}
            )
    yield from _title(product.name)


def proven_stars(product: WrittenProduct, facts: Facts) -> int | None:
    """Tell how many stars may be claimed today, None when none may."""
    certificate = certificate_of(product)
    if certificate is None or claim(certificate, facts.today) not in CLAIMED:
        return None
    return certificate.stars


def _texts(product: WrittenProduct) -> Iterator[tuple[Path, str]]:
    """Yield every text that a buyer would read, with its path."""
    yield ("name",), product.name
    if product.story:
        yield ("story",), product.story
    if product.label and product.label.usage:
        yield ("label", "usage"), product.label.usage
    yield from ((("attributes", key), text) for key, text in (product.attributes or {}).items())
    for channel, override in (product.overrides or {}).items():
        path: Path = ("overrides", channel)
        if override.name:
            yield (*path, "name"), override.name
        if override.description:
            yield (*path, "description"), override.description
        for key, text in (override.attributes or {}).items():
            yield (*path, "attributes", key), text


def _claims(path: Path, text: str, stars: int | None) -> Iterator[Finding]:
    claimed = stars_claimed(text)
    if claimed is None:
        return
    if stars is None:
        yield Finding("ocop_claim_without_certificate", path, values={"claimed": claimed})
    elif claimed > stars:
        values = {"claimed": claimed, "stars": stars}
        yield Finding("ocop_claim_wrong_stars", path, values=values)


def _healing(path: Path, text: str) -> Iterator[Finding]:
    if words := said(DISEASE, HEALTH_FOOD_SENTENCE.sub("", text)):
        yield Finding("disease_claim", path, "hold", {"words": words})


def _words(path: Path, text: str) -> Iterator[Finding]:
    if words := said(SUPERLATIVE, text):
        yield Finding("superlative", path, "warning", {"words": words})
    if words := said(CONTACT, text):
        yield Finding("contact_in_text", path, "hold", {"words": words})


def _spoilt(path: Path, text: str) -> Iterator[Finding]:
    """Find what a buyer would read as rubbish: tags, letters of an old code, question marks."""
    if found := _HTML.search(text):
        values = {"tag": found[0][:40], "text": plain(text)[:60]}
        yield Finding("html_in_text", path, "warning", values)
    garbled = list(islice(_GARBLED.finditer(text), 2))
    if len(garbled) > 1 or "\ufffd" in text:  # one such word may be a foreign name
        yield Finding("text_garbled", path, "hold", {"words": garbled[0][0][:40]})


def plain(text: str) -> str:
    """Take the tags out of a text, and write its entities as letters."""
    return " ".join(html.unescape(_HTML.sub(" ", text)).split())


def _title(name: str) -> Iterator[Finding]:
    letters = [letter for letter in name if letter.isalpha()]
    if len(letters) >= _SHOUT_LETTERS and all(letter.isupper() for letter in letters):
        yield Finding("title_all_capitals", ("name",), "warning")
    if _LOOSE_SPACES.search(name):
        yield Finding("title_spaces", ("name",), "warning")
