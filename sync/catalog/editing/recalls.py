"""Which lots a catalog file says are recalled: none goes back on sale by a step back alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sync.catalog.editing.edits import PRODUCTS, values_in
from sync.catalog.reading import Unread

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


def _lots(content: bytes | None) -> Iterator[tuple[LotName, bool]]:
    """Name every lot of a file, each with whether it is recalled; and every SKU as of no lot."""
    try:
        products = _mappings(values_in(content).get(PRODUCTS)) if content else []
    except Unread:  # nothing new is sold by a file that cannot be read
        return
    for product in products:
        for each in (product, *_mappings(product.get("variants"))):
            owner = str(each.get("sku") or each.get("code"))
            yield (owner, ""), False
            for lot in _mappings(each.get("lots")):
                yield (owner, str(lot.get("lot")).strip()), bool(lot.get("recalled"))


def _mappings(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
