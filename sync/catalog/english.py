"""English texts beside their Vietnamese: which belongs to which, and which of them is out of date.

A block's `of` holds a mark for each text: a hash of the Vietnamese that it is a translation of, and
one of the English itself. While the English is the marked one and the Vietnamese is not, the
Vietnamese was changed alone; where both are others, somebody translated anew and noted nothing.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

from sync.catalog.facts import Facts
from sync.catalog.reading import Path
from sync.catalog.yaml_schema import WrittenLabel, WrittenProduct, YamlModel
from sync.catalog.yaml_schema.english import WrittenEnglish, WrittenPartyEnglish
from sync.model import English, EnglishLabel, EnglishPack, Sku

ENGLISH: Final = "en"  # the block of English texts, beside the Vietnamese
Said = str | tuple[str, ...] | None
LISTS: Final = frozenset({"ingredients", "allergens", "options"})  # told item by item
_OF_PRODUCT: Final = (
    "name",
    "title",
    "story",
    "shipping",
    "options",
    "net_content",
    "unit",
    "pack",
)
_OF_VARIANT: Final = ("options", "net_content", "unit", "pack")
_AFTER_OPENING: Final = "after_opening"  # which stands within the shelf life in Vietnamese
_OF_LABEL: Final = (
    "generic_name", "net_content", "ingredients", "allergens", "shelf_life", _AFTER_OPENING,
    "storage", "usage", "warning", "origin", "origin_place", "material", "care",
)  # fmt: skip
_HOME: Final = "Việt Nam"  # where a label says nothing of its origin
_HASH_BYTES: Final = 4


class Pair(NamedTuple):
    """One English text and its Vietnamese; `path` leads to the English, `name` tells people."""

    name: str
    path: Path
    vietnamese: Said
    english: Said
    mark: str | None

    @property
    def marked(self) -> str:
        """The mark that says that these two belong together."""
        return f"{_hash(self.vietnamese)}-{_hash(self.english)}"

    @property
    def is_outdated(self) -> bool:
        """Whether the Vietnamese was changed since, and the English was not."""
        source, _, told = (self.mark or "").partition("-")
        return bool(told) and told == _hash(self.english) and source != _hash(self.vietnamese)

    @property
    def is_unmarked(self) -> bool:
        """Whether nobody noted yet that these two belong together."""
        return self.mark != self.marked and not self.is_outdated

    @property
    def is_without_original(self) -> bool:
        """Whether it says what the Vietnamese does not."""
        return not self.vietnamese

    @property
    def is_uneven(self) -> bool:
        """Whether one of two lists names more than the other."""
        one, other = self.vietnamese, self.english
        return isinstance(one, tuple) and isinstance(other, tuple) and len(one) != len(other)

    @property
    def holds(self) -> bool:
        """Whether it may be told at all."""
        return not (self.is_without_original or self.is_uneven)


def pairs(written: WrittenProduct) -> Iterator[Pair]:
    """Give every English text of a product; most products have none."""
    if written.en:
        yield from _pairs(written, written.en, _OF_PRODUCT, ())
    if written.label and written.label.en:
        yield from _pairs(written.label, written.label.en, _OF_LABEL, ("label",), "label.")
    for number, variant in enumerate(written.variants or ()):
        if variant.en:
            path: Path = ("variants", number)
            yield from _pairs(variant, variant.en, _OF_VARIANT, path, f"{variant.sku}:")


def _pairs(
    vietnamese: YamlModel, english: WrittenEnglish, names: tuple[str, ...], path: Path, of: str = ""
) -> Iterator[Pair]:
    marks = english.of or {}
    for name in names:
        if told := getattr(english, name):
            said = _said(vietnamese, name)
            yield Pair(of + name, (*path, ENGLISH, name), said, told, marks.get(name))


def _said(vietnamese: YamlModel, name: str) -> Said:
    if not isinstance(vietnamese, WrittenLabel):
        return getattr(vietnamese, name) or None
    life = vietnamese.shelf_life
    if name == "shelf_life":
        return f"{life.value} {life.unit}".strip() if life else None
    if name == _AFTER_OPENING:
        return life.after_opening if life else None
    return getattr(vietnamese, name) or (_HOME if name == "origin" else None)


def _hash(said: Said) -> str:
    """Name a text, however its lines are broken and its letters are made up."""
    items = (said,) if isinstance(said, str) else said or ()
    plain = "\0".join(" ".join(unicodedata.normalize("NFC", each).split()) for each in items)
    return hashlib.blake2b(plain.encode(errors="replace"), digest_size=_HASH_BYTES).hexdigest()


def english_of(written: WrittenProduct, facts: Facts) -> English | None:
    """Gather the English of a product; None where nothing of its own is written."""
    found = {each.name: each for each in pairs(written)}
    if not found and not (written.en and written.en.attributes):
        return None
    told = {name: each.english for name, each in found.items() if each.holds}
    category, maker = facts.category(written), _maker(written, facts)
    return English(
        **_named(told, ("name", "title", "story", "shipping", "options")),
        category=category.english if category else None,
        packs=dict(_packs(written, told)),
        label=_label(told),
        attributes=(written.en and written.en.attributes) or {},
        maker_name=maker.name,
        maker_address=maker.address,
        outdated=tuple(name for name, each in found.items() if each.holds and each.is_outdated),
        unmarked=tuple(name for name, each in found.items() if each.holds and each.is_unmarked),
    )


def _named(told: Mapping[str, Any], names: tuple[str, ...], of: str = "") -> dict[str, Any]:
    return {name: told[of + name] for name in names if of + name in told}


def _packs(written: WrittenProduct, told: Mapping[str, Said]) -> Iterator[tuple[Sku, EnglishPack]]:
    """Give each variant its English; what the product says of each holds where it says nothing."""
    of_all = _named(told, ("net_content", "unit", "pack"))
    for variant in written.variants or ():
        own = _named(told, _OF_VARIANT, f"{variant.sku}:")
        fit = {name: text for name, text in of_all.items() if not getattr(variant, name)}
        if fit | own:
            yield Sku(variant.sku), EnglishPack(**fit | own)
    if not written.variants and of_all:
        yield Sku(written.code), EnglishPack(**of_all)


def _label(told: Mapping[str, Any]) -> EnglishLabel:
    texts = _named(told, _OF_LABEL, "label.")
    opened = texts.pop(_AFTER_OPENING, None)
    return EnglishLabel(**texts, shelf_life_opened=opened)


def _maker(written: WrittenProduct, facts: Facts) -> WrittenPartyEnglish:
    own = written.label.manufacturer if written.label else None
    maker = own or facts.cooperative
    return (maker and maker.en) or WrittenPartyEnglish()
