"""Takes addresses apart that anybody may have written."""

from __future__ import annotations

from typing import Final
from urllib.parse import SplitResult, urlsplit

NOWHERE: Final = SplitResult("", "", "", "", "")


def parts_of(address: str) -> SplitResult:
    """Take an address apart; one that is none, such as `https://[x`, has no part at all."""
    try:
        return urlsplit(address)
    except ValueError:
        return NOWHERE
