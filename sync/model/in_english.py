"""A product as whoever reads English is told of it, and what is missing for that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from sync.model.english import English, EnglishPack, formatted
from sync.model.packs import net_content_of, unit_of
from sync.model.product import Label, Party, Product, Variant
from sync.model.words import Options

# Of a label, what a reader must be told truly; a place of origin is a name and stands as it is.
FACTS: Final = (
    "generic_name",
    "net_content",
    "ingredients",
    "allergens",
    "shelf_life",
    "shelf_life_opened",
    "storage",
    "usage",
    "warning",
    "origin",
    "material",
    "care",
)
OF_PACK: Final = ("net_content", "unit", "pack")
PROSE: Final = ("story", "shipping")  # told where it is written, and missed by no law
_NOTHING: Final = English()


def in_english(product: Product) -> Product:
    """Put the English texts in place of the Vietnamese; what nobody wrote stays as it is."""
    told = product.english or _NOTHING
    return replace(
        product,
        name=told.name or product.name,
        title=told.title,
        story=told.story or "",
        shipping=told.shipping or _formatted(product.shipping),
        label=_label(product.label, told),
        cooperative=_maker(product.cooperative, told),
        option_names=told.options or product.option_names,
        variants=tuple(_variant(each, product, told) for each in product.variants),
        attributes=told.attributes,
        overrides={
            name: replace(each, name=None, description=None, attributes={})
            for name, each in product.overrides.items()
        },
    )


def lacking_english(product: Product) -> tuple[str, ...]:
    """Name what has to be told in English before the product can be, and is not or is outdated.

    `name`, `label.storage`, `options`, `TK-500:options`: a field, behind the SKU that it is of.
    """
    return tuple(dict.fromkeys(_lacking(product)))


def unwritten_english(product: Product) -> tuple[str, ...]:
    """Name what could be told in English as well, and nobody wrote."""
    told = product.english or _NOTHING
    return tuple(name for name in PROSE if getattr(product, name) and not getattr(told, name))


def _lacking(product: Product) -> Iterator[str]:
    told = product.english or _NOTHING
    outdated = frozenset(told.outdated)
    if not (told.name or told.title):
        yield "name"
    for name in FACTS:
        written = getattr(told.label, name) if f"label.{name}" not in outdated else None
        measured = name == "net_content" and _all_measured(product, told)
        if _needs(getattr(product.label, name), written) and not measured:
            yield f"label.{name}"
    if _needs(product.option_names, told.options if "options" not in outdated else ()):
        yield "options"
    for name in ("options", *OF_PACK):
        yield from _lacking_packs(name, product, told, outdated)


def _lacking_packs(
    name: str, product: Product, told: English, outdated: frozenset[str]
) -> Iterator[str]:
    """Name the variants that lack it, or the field alone where all of them say the same."""
    found = [each for each in product.variants if _lacks(name, each, told, outdated)]
    said = {getattr(each, name) for each in found}
    if found and name != "options" and len(said) == 1 and len(found) == len(product.variants):
        yield name
    else:
        yield from (f"{each.sku}:{name}" for each in found)


def _lacks(name: str, variant: Variant, told: English, outdated: frozenset[str]) -> bool:
    written = told.packs.get(variant.sku, EnglishPack())
    there = outdated.isdisjoint({f"{variant.sku}:{name}", name if name != "options" else ""})
    return _needs(getattr(variant, name), getattr(written, name) if there else None)


def _all_measured(product: Product, told: English) -> bool:
    """Whether every variant tells how much is in it, so that the label need not say it in words."""
    packs = (told.packs.get(each.sku, EnglishPack()).net_content for each in product.variants)
    own = (formatted(net_content_of(product, each) or "") for each in product.variants)
    return all(one or other for one, other in zip(packs, own, strict=True))


def _needs(vietnamese: str | Iterable[str] | None, english: str | Iterable[str] | None) -> bool:
    """Whether there are words in it that nobody translated."""
    if not vietnamese or english:
        return False
    words = (vietnamese,) if isinstance(vietnamese, str) else vietnamese
    return any(formatted(each) is None for each in words)


def _formatted(text: str | None) -> str | None:
    return text and formatted(text)


def _label(label: Label, told: English) -> Label:
    """Write what is only figures in the English way; a fact without English is left out."""
    own = told.label
    texts: dict[str, Any] = {
        name: getattr(own, name) or _figures(getattr(label, name)) for name in FACTS
    }
    maker = label.manufacturer and _maker(label.manufacturer, told)
    place = own.origin_place or label.origin_place
    finished = _formatted(label.finished_in)
    return replace(label, **texts, finished_in=finished, origin_place=place, manufacturer=maker)


def _figures(vietnamese: str | tuple[str, ...] | None) -> str | tuple[str, ...] | None:
    if isinstance(vietnamese, tuple):
        told = [formatted(each) for each in vietnamese]
        return tuple(each for each in told if each) if all(told) else ()
    return _formatted(vietnamese)


def _maker(party: Party, told: English) -> Party:
    """Name whoever makes it; where a maker is written, the cooperative is told nowhere."""
    name, address = told.maker_name or party.name, told.maker_address or party.address
    return replace(party, name=name, address=address)


def _variant(variant: Variant, product: Product, told: English) -> Variant:
    """Say what a variant is, also where the Vietnamese leaves it to its options to say so."""
    written = told.packs.get(variant.sku, EnglishPack())
    net_content = net_content_of(product, variant)
    return replace(
        variant,
        options=written.options or _options(variant.options),
        net_content=written.net_content or _formatted(net_content),
        unit=written.unit or _formatted(unit_of(product, variant)),
        pack=written.pack or _formatted(variant.pack),
    )


def _options(options: Options) -> Options:
    return tuple(formatted(each) or each for each in options)
