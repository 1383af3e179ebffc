"""Names a plan by its content, so that what was reviewed is what is done."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b

import orjson

from sync.model import Change, ShopName
from sync.planning.values import changed_values


def digest_of(shop: ShopName, changes: Iterable[Change]) -> str:
    """Hash what the changes do (never when, nor why); 16 hexadecimal digits, order counts."""
    hashed = blake2b(shop.encode(), digest_size=8)
    for change in changes:
        before, after = changed_values(change)
        fact = (change.kind, change.code, change.sku, sorted(change.fields), before, after)
        hashed.update(orjson.dumps(fact, option=orjson.OPT_SORT_KEYS))
    return hashed.hexdigest()
