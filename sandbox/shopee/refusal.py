"""How Shopee says no: a code, a text, and sometimes half a result."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):  # the field's word
    """An answer with a non-empty `error`; the HTTP status is 200 unless said otherwise."""

    def __init__(
        self, error: str, message: str, *, status: int = 200, response: dict[str, Any] | None = None
    ) -> None:
        super().__init__(f"{error}: {message}")
        self.error, self.message = error, message
        self.status, self.response = status, response


def bad(message: str, error: str = "product.error_param") -> Refusal:
    """The call itself is wrong."""
    return Refusal(error, message)


def busy(message: str) -> Refusal:
    """The catch-all `error_busi`: only its message tells why."""
    return Refusal("product.error_busi", message)
