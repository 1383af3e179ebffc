"""Which lots a catalog file says are recalled: none goes back on sale by a step back alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sync.catalog.editing.edits import PRODUCTS, Put, edited, values_in
from sync.catalog.editing.writing import Plain
from sync.catalog.reading import Unread
from sync.catalog.yaml_schema.scalars import says_no
from sync.model import Code, Sku

LotName = tuple[str, str]  # SKU or code, and what is printed on the lot


def lifted_recalls(now: bytes | None, then: bytes | None) -> list[LotName]:
    """Name the lots that are recalled now, and would be no more; goods that are gone are none."""
    before, after = dict(_lots(now)), dict(_lots(then))
    owners = {owner for owner, _ in after}
    return [
        name
        for name, recalled in before.items()
        if recalled and name[0] in owners and not after.get(name)
    ]


def with_lifted(content: bytes, lots: Collection[LotName]) -> bytes:
    """Write of these lots that a person says that they are recalled no more."""
    written = values_in(content).get(PRODUCTS)
    puts = [
        Put(code=Code(str(product.get("code")).strip()), path=path, value=Plain("no"), sku=sku)
        for product in _mappings(written)
        for sku, path in _places(product, lots)
    ]
    return edited(content, puts)


def _places(
    product: Mapping[str, Any], lots: Collection[LotName]
) -> Iterator[tuple[Sku | None, tuple[str | int, ...]]]:
    for each in (product, *_mappings(product.get("variants"))):
        sku = None if each is product else Sku(str(each.get("sku")).strip())
        for number, lot in enumerate(each.get("lots") or ()):
            if isinstance(lot, dict) and (_owner(each), str(lot.get("lot")).strip()) in lots:
                yield sku, ("lots", number, "recalled")


def _lots(content: bytes | None) -> Iterator[tuple[LotName, bool]]:
    """Name every lot of a file, each with whether it is recalled; and every SKU as of no lot."""
    try:
        products = _mappings(values_in(content).get(PRODUCTS)) if content else []
    except Unread:  # nothing new is sold by a file that cannot be read
        return
    for product in products:
        for each in (product, *_mappings(product.get("variants"))):
            owner = _owner(each)
            yield (owner, ""), False
            for lot in _mappings(each.get("lots")):
                yield (owner, str(lot.get("lot")).strip()), _recalled(lot.get("recalled"))


def _owner(each: Mapping[str, Any]) -> str:
    return str(each.get("sku") or each.get("code"))


def _recalled(value: Any) -> bool:
    return bool(value) and not (isinstance(value, str) and says_no(value))


def _mappings(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
