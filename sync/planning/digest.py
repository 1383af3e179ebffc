"""Names a plan by its content, so that what was reviewed is what is done."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import blake2b
from json import JSONEncoder

from sync.model import Change, ShopName
from sync.planning.values import changed_values

# Not orjson: within every text that it meets, it leaves a copy in UTF-8.
_JSON = JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(shop: ShopName, changes: Iterable[Change]) -> str:
    """Hash what the changes do (never when, nor why); 16 hexadecimal digits, order counts."""
    hashed = blake2b(shop.encode(), digest_size=8)
    for change in changes:
        before, after = changed_values(change)
        fact = (change.kind, change.code, change.sku, sorted(change.fields), before, after)
        hashed.update(_JSON.encode(fact).encode())
    return hashed.hexdigest()
