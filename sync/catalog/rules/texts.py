"""Rules of what may be said: stars, healing, superlatives, contacts, capitals."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from sync.catalog.days import ALWAYS, Days, Proven, between, outside, proven_by
from sync.catalog.diagnostics import Finding
from sync.catalog.facts import Facts, certificate_of
from sync.catalog.legacy_text import recognised
from sync.catalog.reading import Path
from sync.catalog.yaml_schema import WrittenLabel, WrittenParty, WrittenProduct
from sync.claims import canonical
from sync.claims.certified import certified
from sync.claims.contact import contact
from sync.claims.disease import healing
from sync.claims.stars import (
    claims_no_number,
    speaks_of_ocop,
    stars_claimed,
    stars_in_name,
)
from sync.claims.superlative import superlative
from sync.model import PaperKind, Value

# What is cut from every listing, so that nothing else has to wait for it.
FALSE_CLAIMS = frozenset(
    {
        "ocop_claim_without_certificate",
        "ocop_recognised_without_certificate",
        "ocop_claim_wrong_stars",
    }
)
_SHOUT_LETTERS = 8  # shorter names may be an abbreviation
_SHOUT_SHARE = 0.8  # of the letters: "500 g" and a slip do not make a name any quieter
_HTML = re.compile(
    r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>|<!--.{0,80}?(?:-->|$)|&(?:[a-z]{2,8}|#x?[\da-f]{1,6});"
    r"|\[/?(?:b|i|u|url|img|color|size|center)(?:=[^\]]{0,80})?\]"  # as forums write it
    r"|\*\*(?=\S)|(?<=\S)\*\*|^#{1,4}\s",  # and Markdown
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
# Letters of TCVN3 and VNI, UTF-8 read twice, letters that were lost: what no Vietnamese word holds.
_GARBLED = re.compile(
    r"\w*(?:[a-zđ][µ¶·¸¹¨©®­»¼½¾«]|[µ¶·¸¹¨©®»¼½¾«][a-zđ]|[a-zđ][øïöäëåæûñ]|[aeo]â|aê|aá|eé|oó"
    r"|Ã[\x80-\x9f¡-¿]|á[º»][\x80-\x9f¡-¿]|\ufffd|[A-Za-zÀ-ỹ]\?[a-zà-ỹ])\w*"
)
_OF_PRODUCT = [
    "title",
    "story",
    "shipping",
    "pack",
    "net_content",
    "brand",
    "origin_as_certified",
    "origin_now",
]
_LOOSE_SPACES = re.compile(r"\s\s|[\n\t]")


def text_rules(product: WrittenProduct, facts: Facts) -> Iterator[Finding]:
    """Find what the cooperative's own texts may not say."""
    proven = proven_stars(product)
    said = [(path, _said(written)) for path, written in _texts(product) if written]
    telling = [(path, each) for path, each in said if each is not NOTHING]  # nearly none does
    for path, each in telling:
        yield from _claims(path, each.claimed, proven)
        yield from _at(path, each.found)
    yield from _unwritten(telling, product, facts)
    for index, picture in enumerate(product.images or ()):
        yield from _shown_in(("images", index), stars_in_name(picture) or 0, proven)
    if stars_claimed(product.name) is None and speaks_of_ocop(product.name):
        for days in _unproven(proven):
            yield Finding("ocop_named_without_certificate", ("name",), "hold", days=days)
    yield from _title(product.name)


def _shown_in(path: Path, claimed: int, proven: Proven | None) -> Iterator[Finding]:
    """Tell of a picture that is named after more stars than are proven."""
    always = proven is None or claimed > proven.stars
    for days in (ALWAYS,) if always else _unproven(proven):
        if claimed:
            values = {"claimed": claimed}
            yield Finding("picture_claims_stars", path, "warning", values, days=days)


def _unproven(proven: Proven | None) -> Iterator[Days]:
    """Name the days on which no stars may be claimed."""
    return outside([proven.days] if proven else ())


def said_at(path: Path, written: str, proven: Proven | None) -> Iterator[Finding]:
    """Find what one text may not say."""
    said = _said(written)
    if said is not NOTHING:  # of nearly every text
        yield from _claims(path, said.claimed, proven)
        yield from _at(path, said.found)


def _unwritten(
    telling: Iterable[tuple[Path, _Said]], product: WrittenProduct, facts: Facts
) -> Iterator[Finding]:
    """Find the certificates that the texts speak of, while no such paper is in force."""
    spoken = dict[PaperKind, tuple[Path, str]]()
    for path, said in telling:
        for kind, words in said.papers:
            spoken.setdefault(kind, (path, words))
    ours = (facts.cooperative and facts.cooperative.papers) or ()
    for kind, (path, words) in spoken.items():
        named = (each for each in (*(product.papers or ()), *ours) if each.kind == kind)
        values: dict[str, Value] = {"words": words, "kind": kind}
        for days in outside(between(each.issued_on, each.expires_on) for each in named):
            yield Finding("certificate_not_written", path, "warning", values, days=days)


def proven_stars(product: WrittenProduct) -> Proven | None:
    """Tell how many stars may be claimed, and on which days; None when none ever may."""
    return proven_by(certificate_of(product))


def _texts(product: WrittenProduct) -> Iterator[tuple[Path, str]]:
    """Yield every text that a buyer would read, with its path."""
    yield ("name",), product.name
    for name in _OF_PRODUCT:
        yield (name,), getattr(product, name) or ""
    for index, option in enumerate(product.options or ()):
        yield ("options", index), option
    for number, variant in enumerate(product.variants or ()):
        for index, option in enumerate(variant.options or ()):
            yield ("variants", number, "options", index), option
        for name in ("pack", "net_content"):
            yield ("variants", number, name), getattr(variant, name) or ""
    yield from _label_texts(product.label or WrittenLabel())
    yield from _attribute_texts((), product.attributes or {})
    for channel, override in (product.overrides or {}).items():
        path: Path = ("overrides", channel)
        yield (*path, "name"), override.name or ""
        yield (*path, "description"), override.description or ""
        yield from _attribute_texts(path, override.attributes or {})


def _label_texts(label: WrittenLabel) -> Iterator[tuple[Path, str]]:
    for name, fact in label.given().items():
        parts = fact if isinstance(fact, tuple) else (fact,)
        yield from ((("label", name), part) for part in parts if isinstance(part, str))
    if label.manufacturer:
        yield from party_texts(("label", "manufacturer"), label.manufacturer)


def party_texts(path: Path, party: WrittenParty) -> Iterator[tuple[Path, str]]:
    """Yield what a buyer reads of an organisation."""
    yield (*path, "name"), party.name
    yield (*path, "address"), party.address or ""


def _attribute_texts(path: Path, attributes: Mapping[str, str]) -> Iterator[tuple[Path, str]]:
    for key, text in attributes.items():
        yield (*path, "attributes", key), f"{key}: {text}"


def party_rules(party: WrittenParty) -> Iterator[Finding]:
    """Find what a cooperative's own name and address may not say, and letters nobody can read."""
    for path, written in party_texts((), party):
        text = canonical(written)
        yield from _claims(path, _claimed(text), None)
        yield from _at(path, (*_healing(text), *_words(text), *_spoilt(written)))


def _at(path: Path, found: Iterable[Finding]) -> Iterator[Finding]:
    return (replace(each, path=path) for each in found)


class _Said(NamedTuple):
    """What one text says, wherever it stands: the stars it claims, and what it may not say."""

    claimed: int | None  # 0: recognised, with no word of how many stars
    found: tuple[Finding, ...]
    papers: tuple[tuple[PaperKind, str], ...] = ()  # which it lets buyers believe in, and its words


NOTHING: Final = _Said(None, ())


@lru_cache(maxsize=2**13)
def _said(written: str) -> _Said:
    """Judge a text once: "100 g" and "tôm đất, muối" stand in thousands of products."""
    text = canonical(written)
    said = _Said(
        _claimed(text), (*_healing(text), *_words(text), *_spoilt(written)), tuple(certified(text))
    )
    return NOTHING if said == NOTHING else said


def _claimed(text: str) -> int | None:
    stars = stars_claimed(text)
    return 0 if stars is not None and claims_no_number(text) else stars


def _claims(path: Path, claimed: int | None, proven: Proven | None) -> Iterator[Finding]:
    if claimed is None:
        return
    for days in _unproven(proven):
        if claimed:
            values = {"claimed": claimed}
            yield Finding("ocop_claim_without_certificate", path, values=values, days=days)
        else:
            yield Finding("ocop_recognised_without_certificate", path, days=days)
    if proven and claimed > proven.stars:
        values = {"claimed": claimed, "stars": proven.stars}
        yield Finding("ocop_claim_wrong_stars", path, values=values, days=proven.days)


def _healing(text: str) -> Iterator[Finding]:
    if words := healing(text):
        yield Finding("disease_claim", (), "hold", {"words": words})


def _words(text: str) -> Iterator[Finding]:
    if words := superlative(text):
        yield Finding("superlative", (), "warning", {"words": words})
    if words := contact(text):
        yield Finding("contact_in_text", (), "hold", {"words": words})


def _spoilt(text: str) -> Iterator[Finding]:
    """Find what a buyer would read as rubbish: tags, letters of an old code, question marks."""
    if found := _HTML.search(text):
        values = {"tag": found[0][:40], "text": plain(text)[:60]}
        yield Finding("html_in_text", (), "warning", values)
    garbled = list(islice(_GARBLED.finditer(text), 2))
    old = recognised(text) if garbled or (text.isascii() and "^" in text) else None
    if old is not None and old.certain:
        values = {"words": text[:40], "encoding": old.encoding, "meant": old.text[:60]}
        yield Finding("text_of_old_code", (), "hold", values)
    elif len(garbled) > 1 or "\ufffd" in text:  # one such word may be a foreign name
        yield Finding("text_garbled", (), "hold", {"words": garbled[0][0][:40]})


def plain(text: str) -> str:
    """Write the entities of a text as letters, and take the tags out."""
    return " ".join(_HTML.sub(" ", html.unescape(text)).split())


def _title(name: str) -> Iterator[Finding]:
    letters = [letter for letter in name if letter.isalpha()]
    loud = sum(map(str.isupper, letters))
    if len(letters) >= _SHOUT_LETTERS and loud >= _SHOUT_SHARE * len(letters):
        yield Finding("title_all_capitals", ("name",), "warning")
    if _LOOSE_SPACES.search(name):
        yield Finding("title_spaces", ("name",), "warning")
