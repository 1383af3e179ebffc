"""Rules of variants: options, stock, barcodes, and a price for each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from sync.catalog.days import before
from sync.catalog.diagnostics import Finding
from sync.catalog.facts import Facts
from sync.catalog.reading import Path
from sync.catalog.yaml_schema import WrittenProduct, WrittenVariant
from sync.marketplace.text_normalize import fold
from sync.model import Value
from sync.model.gtin import check_digit, has_gtin_form
from sync.model.letters import seen
from sync.model.packs import with_plain_sizes

Sellable = WrittenProduct | WrittenVariant

# Letters of other scripts that nobody tells from Latin ones, and two that look like đ.
_TWINS = str.maketrans(
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0391\u0392\u0395\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a7\u03bf\u00f0\u00d0\u0189",
    "ABEKMHOPCTXaeopcyxABEHIKMNOPTXođĐĐ",
)
_I_AND_Y = re.compile(r"(?<=[bcdhklmnprstvx])y|(?<=qu)y")  # quý, quí; kỷ, kỉ; but never thúy, thúi
_PASSED_OVER = re.compile(r"\s|(?:(?<!\d)|(?!.\d))[^\w\s+/%&*()#°\u0300-\u036f]")
_ONLY_OF_VARIANTS = ("stock", "made_of", "lots", "gtin")  # a default for all of them would be a lie


def variant_rules(product: WrittenProduct, facts: Facts) -> Iterator[Finding]:
    """Find what is wrong with the things that can be bought."""
    sellables = _sellables(product)
    yield from _options(product)
    for path, sellable in sellables:
        if sellable.price is None and product.price is None:
            yield Finding("missing_field", (*path, "price"), values={"field": "price"})
        yield from _gtin(path, sellable)
        if not sellable.gtin and facts.wants_gtin(product):
            yield Finding("gtin_missing", (*path, "gtin"), "warning")
        if sellable.made_of and sellable.stock:
            yield Finding("bundle_counted", (*path, "stock"), at="key")
        counted = sellable.stock.date if sellable.stock else None
        if counted is not None:
            days = before(counted)
            yield Finding("count_in_future", (*path, "stock"), "warning", days=days)
    without = [path for path, sellable in sellables if not sellable.gtin]
    if len(without) < len(sellables) and not facts.wants_gtin(product):
        yield from (Finding("gtin_missing", (*path, "gtin"), "note") for path in without)
    unmanaged = [path for path, each in sellables if each.stock is None and not each.made_of]
    if unmanaged:
        values = {"count": len(unmanaged)}
        yield Finding("stock_missing", (*unmanaged[0], "stock"), "warning", values)


def _sellables(product: WrittenProduct) -> list[tuple[Path, Sellable]]:
    if not product.variants:
        return [((), product)]
    return [(("variants", index), each) for index, each in enumerate(product.variants)]


def _options(product: WrittenProduct) -> Iterator[Finding]:
    names, variants = product.options, product.variants
    if variants is None:
        if names is not None:
            yield Finding("variants_missing", ("options",), at="key")
        return
    for field in _ONLY_OF_VARIANTS:
        if getattr(product, field) is not None:
            yield Finding("belongs_to_variants", (field,), values={"field": field}, at="key")
    if product.price is not None and all(variant.price is not None for variant in variants):
        yield Finding("price_of_no_variant", ("price",), "warning", {"price": product.price})
    if names is None:
        yield Finding("options_missing", ("options",))
        return
    if len(set(map(looks, names))) < len(names):
        yield Finding("option_names_same", ("options",))
    yield from _combinations(variants, len(names))


def _combinations(variants: tuple[WrittenVariant, ...], count: int) -> Iterator[Finding]:
    seen: dict[tuple[str, ...], str] = {}
    for index, variant in enumerate(variants):
        path: Path = ("variants", index, "options")
        chosen = variant.options or ()
        if len(chosen) != count:
            values = {"given": len(chosen), "count": count}
            yield Finding("options_mismatch", path, values=values)
        elif chosen in seen:
            same: dict[str, Value] = {"sku": seen[chosen], "options": chosen}
            yield Finding("options_repeated", path, values=same)
        seen.setdefault(chosen, variant.sku)
    yield from _look_alike(variants)


def _look_alike(variants: tuple[WrittenVariant, ...]) -> Iterator[Finding]:
    """Find values that a buyer cannot tell apart: a blank, a capital, where a tone mark stands."""
    seen: dict[tuple[int, str], str] = {}
    for index, variant in enumerate(variants):
        for place, value in enumerate(variant.options or ()):
            first = seen.setdefault((place, looks(value)), value)
            if first != value:
                values = {"first": first, "value": value}
                path: Path = ("variants", index, "options", place)
                yield Finding("options_look_alike", path, "warning", values)


@lru_cache(maxsize=2**13)
def looks(text: str) -> str:
    """Reduce a text to what a hasty buyer sees of it: `Hoà  0,1 kg.` is `hòa 100g`.

    Signs between figures tell something: 2-3 con is not 23 con.
    """
    latin = unicodedata.normalize("NFKC", seen(text)).translate(_TWINS)
    folded = _I_AND_Y.sub("i", fold(with_plain_sizes(latin)))
    return _PASSED_OVER.sub("", folded)


def _gtin(path: Path, sellable: Sellable) -> Iterator[Finding]:
    gtin = sellable.gtin
    if not gtin:
        return
    if not has_gtin_form(gtin):
        yield Finding("gtin_form", (*path, "gtin"), values={"gtin": gtin[:40]})
    elif (expected := check_digit(gtin[:-1])) != gtin[-1]:
        values = {"gtin": gtin, "digit": gtin[-1], "expected": expected}
        yield Finding("gtin_check_digit", (*path, "gtin"), values=values)
