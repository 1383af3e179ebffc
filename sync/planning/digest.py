"""Names a plan by its content, so that what was reviewed is what is done."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from json import JSONEncoder

from sync.model import Change, ShopName
from sync.planning.values import Values, changed_values, sku_value

# Not orjson: within every text that it meets, it leaves a copy in UTF-8.
_JSON = JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(shop: ShopName, changes: Iterable[Change]) -> str:
    """Hash what the changes do (never when, nor why); 16 hexadecimal digits, order counts."""
    hashed = blake2b(shop.encode(), digest_size=8)
    for change in changes:
        before, after = changed_values(change)
        fact = (change.kind, change.code, change.sku, sorted(change.fields), before, after)
        hashed.update(_JSON.encode(_with_givers(fact, change)).encode())
    return hashed.hexdigest()


def _with_givers(fact: tuple[object, ...], change: Change) -> tuple[object, ...]:
    """Name what other listings lose as well, where any does."""
    return (*fact, change.takes_from, change.ends) if change.takes_from else fact


def change_digest(change: Change) -> str:
    """Name one change by what a person says yes to; 16 hexadecimal digits.

    Quantities move with every sale: they are no part of it, but for the size of the number that a
    restock brings.
    """
    before, after = changed_values(change)
    number = sku_value(change.after, change.sku, "quantity")
    size = len(str(number)) if change.kind == "restock" else None
    told = [None if values is None else _without_quantities(values) for values in (before, after)]
    fact = (change.shop, change.kind, change.code, change.sku, sorted(change.fields), told, size)
    named = _JSON.encode(_with_givers(fact, change))
    return blake2b(named.encode(), digest_size=8).hexdigest()


def _without_quantities(values: Values) -> Values:
    return {name: value for name, value in values.items() if name != "quantity"}


def content_digest(change: Change, basis: str) -> str:
    """Name what a change brings, whatever stands there before; figures of stock are no part of it.

    `basis` is what else its refusal may depend on. A price may be refused for the one that it is
    to follow, as while a promotion runs.
    """
    before, after = changed_values(change)
    told = None if after is None else _without_quantities(after)
    fact: tuple[object, ...] = (
        basis, change.shop, change.kind, change.code, sorted(change.fields), told
    )  # fmt: skip
    if change.sku is not None:
        fact = (*fact, change.sku, before)
    return blake2b(_JSON.encode(fact).encode(), digest_size=8).hexdigest()
