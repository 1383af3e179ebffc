"""Which products a shop offers, and what a product wants otherwise there."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import PurePath, PureWindowsPath

from sync.model.product import Override, Product
from sync.model.shop import Shop


def sells(shop: Shop, product: Product) -> bool:
    """Tell whether the shop offers the product: by `sells`, unless it, or an override, says no.

    Outside of its season it is not. Without variants nobody said no: it is offered, so that whoever
    judges limits tells of it. What rests and is shown meanwhile is offered, with nothing left.
    """
    if product.kept == "resting":
        return True
    if not product.sold or product.rest:
        return False
    if product.variants and not any(variant.sold for variant in product.variants):
        return False
    if not all(override.sold for override in overrides_of(product, shop)):
        return False
    return is_assorted(shop, product)


def is_assorted(shop: Shop, product: Product) -> bool:
    """Tell whether the shop's `sells` takes a product in, whatever else keeps it from sale."""
    return not shop.sells or not names_of(product).isdisjoint(shop.sells)


def selling_any(shops: Iterable[Shop], products: Sequence[Product]) -> list[Shop]:
    """Leave out shops that by their `sells` offer none of the products."""
    named = {name for product in products for name in names_of(product)}
    return [shop for shop in shops if not shop.sells or not named.isdisjoint(shop.sells)]


def overrides_of(product: Product, shop: Shop) -> tuple[Override, ...]:
    """Find what the product wants otherwise here; what counts most comes first."""
    if not product.overrides:
        return ()
    names = dict.fromkeys((shop.name, shop.platform))
    return tuple(product.overrides[name] for name in names if name in product.overrides)


def file_of(product: Product) -> str:
    """Name the catalog file that a product stands in, as shops name it."""
    return file_name(product.source.file)


@cache
def file_name(file: str | PurePath) -> str:
    """Name a catalog file as shops name it; one of a Mac is written in other Unicode."""
    return unicodedata.normalize("NFC", PureWindowsPath(file).stem)


def names_of(product: Product) -> frozenset[str]:
    """Tell what `sells` may call it: its code, or the name of its cooperative's file."""
    return frozenset({product.code, file_of(product)})
