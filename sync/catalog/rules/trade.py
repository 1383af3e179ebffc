"""Rules of trade: codes, categories, prices, and what goods may be listed at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from sync.catalog.diagnostics import Finding
from sync.catalog.facts import Facts
from sync.catalog.nearest import nearest
from sync.catalog.reading import Path
from sync.catalog.yaml_schema import WrittenProduct, WrittenVariant
from sync.claims import canonical
from sync.claims.goods import SETS_ALCOHOL, SETS_ALIVE, alcohol, live_goods, wild_animal

MAX_CODE = 100  # characters
_CODE = re.compile(r"[^\s\x00-\x1f/\\]+")


def trade_rules(product: WrittenProduct, facts: Facts) -> Iterator[Finding]:
    """Find what breaks the rules of trade."""
    yield from _codes(product)
    yield from _category(product, facts)
    yield from _goods(product, facts)
    yield from _prices(product)
    yield from _overrides(product, facts)
    if product.trace_url and not re.match(r"https?://[^\s/]+", product.trace_url):
        yield Finding("url_form", ("trace_url",), "warning")


def _codes(product: WrittenProduct) -> Iterator[Finding]:
    codes: list[tuple[Path, str]] = [(("code",), product.code)]
    codes += [(("variants", i, "sku"), v.sku) for i, v in enumerate(product.variants or ())]
    for path, code in codes:
        if not _CODE.fullmatch(code) or len(code) > MAX_CODE:
            yield Finding("code_form", path, values={"most": MAX_CODE})


def _category(product: WrittenProduct, facts: Facts) -> Iterator[Finding]:
    if facts.categories is None or product.category in facts.categories:
        return
    meant = nearest(product.category, facts.categories)
    code = "category_unknown_near" if meant else "category_unknown"
    values = {"category": product.category[:60], "nearest": meant}
    yield Finding(code, ("category",), values=values)


def _goods(product: WrittenProduct, facts: Facts) -> Iterator[Finding]:
    path: Path = ("product_set",) if product.product_set else ("category",)
    match facts.product_set(product):
        case 26:
            yield Finding("tourism_not_goods", path)
        case 18:
            yield Finding("medicine", path, "hold")
        case 25:
            yield Finding("live_animal", path, "hold")
    yield from _banned(product, facts)


def _banned(product: WrittenProduct, facts: Facts) -> Iterator[Finding]:
    """Find by its names what channels ban, whatever category it is written under."""
    names: list[tuple[Path, str | None]] = [(("name",), product.name)]
    names += [(("label", "generic_name"), product.label.generic_name)] if product.label else []
    overrides = (product.overrides or {}).items()
    names += [(("overrides", channel, "name"), each.name) for channel, each in overrides]
    for path, written in names:
        named = _named_in(written or "")
        if named.wild:
            yield Finding("wild_animal", path, values={"words": named.wild})
        if named.alcohol and facts.product_set(product) not in SETS_ALCOHOL:
            yield Finding("alcohol_elsewhere", path, "hold", {"words": named.alcohol})
        if named.alive and facts.product_set(product) not in SETS_ALIVE:
            yield Finding("live_goods", path, "hold", {"words": named.alive})


class _Named(NamedTuple):
    """What a name names of the goods that channels ban."""

    wild: str | None
    alcohol: str | None
    alive: str | None


@lru_cache(maxsize=2**12)
def _named_in(written: str) -> _Named:
    """Judge a name once: "tôm khô" is the generic name of thousands of products."""
    text = canonical(written)
    return _Named(wild_animal(text), alcohol(text), live_goods(text))


def _prices(product: WrittenProduct) -> Iterator[Finding]:
    yield from _price((), product, product.list_price)
    for index, variant in enumerate(product.variants or ()):
        listed = variant.list_price or product.list_price
        yield from _price(("variants", index), variant, listed)


def _price(
    path: Path, priced: WrittenProduct | WrittenVariant, listed: int | None
) -> Iterator[Finding]:
    price = priced.price
    if price is None:
        return
    if price % 1000:
        yield Finding("price_not_thousand", (*path, "price"), "warning", {"price": price})
    if listed is not None and listed < price:
        values = {"price": price, "list_price": listed}
        yield Finding("list_price_below_price", (*path, "list_price"), "warning", values)
    if listed is not None and price * 2 < listed:
        values = {"price": price, "list_price": listed}
        yield Finding("discount_over_half", (*path, "price"), "warning", values)


def _overrides(product: WrittenProduct, facts: Facts) -> Iterator[Finding]:
    skus = {variant.sku for variant in product.variants or ()} or {product.code}
    path: Path
    for channel, override in (product.overrides or {}).items():
        if channel not in facts.channels:
            values = {"name": channel, "nearest": nearest(channel, facts.channels)}
            yield Finding("override_unused", ("overrides", channel), "warning", values, "key")
        if override.net is not None and override.price is not None:
            path = ("overrides", channel, "net")
            yield Finding("net_beside_price", path, "warning", at="key")
        for sku in sorted((override.prices or {}).keys() - skus):
            path = ("overrides", channel, "prices", sku)
            yield Finding("override_sku_unknown", path, values={"sku": sku}, at="key")
