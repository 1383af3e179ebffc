"""Finds the sentence of a code."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import sync.wording
from sync.wording.rows import worded
from sync.wording.sentence import Sentence, fill

if TYPE_CHECKING:  # the model brings pydantic, and --help must answer at once
    from sync.model import Language


OF_BUYERS = "sync.wording.listing"  # what buyers read; it has no sentences, and needs the model
MARKETPLACES = "ocop.marketplaces"  # the group of entry points by which adapters are installed


class Saying(NamedTuple):
    """What a person reads: what is so, and what to do next ("" when nothing)."""

    what: str
    todo: str


@cache
def _sentences() -> Mapping[str, Sentence]:
    """Gather `SENTENCES` of every module here; a code may be worded once only."""
    found: dict[str, Sentence] = {}
    for module in pkgutil.iter_modules(sync.wording.__path__, "sync.wording."):
        if module.name == OF_BUYERS:
            continue
        sentences = getattr(importlib.import_module(module.name), "SENTENCES", {})
        if twice := found.keys() & sentences.keys():
            raise ValueError(f"worded twice: {sorted(twice)}")
        found |= sentences
    return found


@cache
def _sentences_of_platforms() -> Mapping[str, Sentence]:
    """Gather what installed marketplaces word themselves; one that does not load says nothing."""
    from importlib.metadata import entry_points  # a fifth of what the help costs, which needs none

    found: dict[str, Sentence] = {}
    for entry in entry_points(group=MARKETPLACES):
        with suppress(Exception):  # whoever needs it is told why it does not load
            found |= worded(entry.load().sentences)
    return found


def known_codes() -> frozenset[str]:
    """Every code that has a sentence."""
    return frozenset(_sentences())


def names_seller_centre(code: str) -> bool:
    """Tell whether a sentence sends people to where a platform's sellers work."""
    sentence = _sentences().get(code) or _sentences_of_platforms().get(code)
    return sentence is not None and any("{seller_centre}" in text for text in sentence.vi)


def say(code: str, values: Mapping[str, Any], language: Language = "vi") -> Saying:
    """Word a code, a marketplace's own too; one without a sentence is shown with its values."""
    sentence = _sentences().get(code) or _sentences_of_platforms().get(code)
    if sentence is None:
        return Saying(" ".join([code, *(f"{k}={v}" for k, v in values.items())]), "")
    wording = sentence.vi if language == "vi" else sentence.en
    return Saying(*(fill(text, values, language) for text in wording))
