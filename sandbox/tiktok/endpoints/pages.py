"""Pages: a size, and tokens full of signs that must be percent-encoded."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from sandbox.tiktok.facts import PAGE_SIZE
from sandbox.tiktok.refusal import Refusal, malformed

if TYPE_CHECKING:
    from sandbox.tiktok.fields import Query

T = TypeVar("T")
_SIGNS = b"\xfb\xff\xbf"  # "+/+/" in base64


def token(offset: int) -> str:
    """An opaque token with `+`, `/` and `=` in it."""
    return base64.b64encode(_SIGNS + b"%08d" % offset).decode()


def page(found: Sequence[T], query: Query, size: int) -> tuple[list[T], str]:
    """One page and the token of the next, empty at the end."""
    offset = start(query)
    end = offset + size
    return list(found[offset:end]), token(end) if end < len(found) else ""


def start(query: Query) -> int:
    """Where the page of this call begins."""
    given = query.text("page_token", "")
    if not given:
        return 0
    try:
        plain = base64.b64decode(given, validate=True)
        return int(plain.removeprefix(_SIGNS))
    except ValueError as error:
        raise Refusal(12019109, "The page token is not valid.") from error


def product_page_size(query: Query) -> int:
    """The required size of a page of products or brands."""
    size, (least, most) = query.whole("page_size"), PAGE_SIZE
    if not least <= size <= most:
        raise Refusal(12019108, f"The page size must be within {least}-{most}.")
    return size


def order_page_size(query: Query) -> int:
    """The size of a page of orders, 20 where none is asked for."""
    size, (least, most) = query.whole("page_size", 20), PAGE_SIZE
    if not least <= size <= most:
        raise malformed("invalid param error: page_size")
    return size
