"""Where the page of a lot lies below a website's address: printed on boxes, so it never changes.

With a GTIN it is a GS1 Digital Link (URI Syntax 1.6: `/01/{GTIN-14}/10/{lot}`). Without one, or
with a lot number that does not go into such a link as it is printed, it is a path of our own.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

from sync.model.gtin import gtin_14
from sync.model.letters import without_marks

_LOT_IN_LINK: Final = re.compile(r"[A-Za-z0-9-]{1,20}")
_PLAIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,39}")
_NOT_PLAIN: Final = re.compile(r"[^A-Za-z0-9]+")


def is_gs1(gtin: str | None, lot: str) -> bool:
    """Whether the path of this lot is a GS1 Digital Link."""
    return gtin_14(gtin) is not None and _LOT_IN_LINK.fullmatch(lot) is not None


def lot_path(sku: str, lot: str, gtin: str | None) -> str:
    """Say where the page of a lot lies: no slash before it, none behind."""
    if is_gs1(gtin, lot):
        return f"01/{gtin_14(gtin)}/10/{lot}"
    return f"t/{_part(sku)}/{_part(lot)}"


def lots_path(sku: str, gtin: str | None) -> str:
    """Say where the page lies that lists the lots of a SKU."""
    whole = gtin_14(gtin)
    return f"01/{whole}" if whole else f"t/{_part(sku)}"


def _part(text: str) -> str:
    """Write a name as it is where any server takes it, else in plain letters with a digest."""
    if _PLAIN.fullmatch(text):
        return text
    plain = _NOT_PLAIN.sub("-", without_marks(text)).strip("-")[:30]
    return f"{plain}-{hashlib.sha256(text.encode()).hexdigest()[:8]}".lstrip("-")
