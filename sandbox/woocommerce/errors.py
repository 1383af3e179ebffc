"""What WordPress and WooCommerce say when they refuse, as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sandbox.replica import Answer, dump

VIETNAMESE = {
    "Invalid or duplicated SKU.": "SKU không hợp lệ hoặc đã có.",
    "Sorry, you cannot list resources.": "Rất tiếc, bạn không thể liệt kê tài nguyên.",
    "Sorry, you are not allowed to create resources.": "Rất tiếc, bạn không được phép tạo.",
    "Invalid ID.": "ID không hợp lệ.",
}


class Refusal(Exception):
    """An error envelope; `bare` is the slip of refund errors, whose `data` is a mere number."""

    def __init__(
        self, status: int, code: str, message: str, more: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(code)
        self.status, self.code, self.message, self.more = status, code, message, dict(more or {})

    @property
    def data(self) -> Any:
        return {"status": self.status, **self.more}

    def body(self, language: str) -> dict[str, Any]:
        """The envelope, in the language of the site."""
        said = VIETNAMESE.get(self.message, self.message) if language == "vi" else self.message
        return {"code": self.code, "message": said, "data": self.data}

    def answer(self, language: str = "en") -> Answer:
        return Answer(dump(self.body(language)), self.status, self.code)


class BareRefusal(Refusal):
    """Refund errors are built wrongly: a number as `data`, and HTTP 500."""

    @property
    def data(self) -> Any:
        return self.status

    def answer(self, language: str = "en") -> Answer:
        return Answer(dump(self.body(language)), 500, self.code)


def invalid(details: Mapping[str, tuple[str, str]]) -> Refusal:
    """`rest_invalid_param` of several parameters: a code and a sentence each."""
    return Refusal(
        400,
        "rest_invalid_param",
        f"Invalid parameter(s): {', '.join(details)}",
        {
            "params": {name: message for name, (_, message) in details.items()},
            "details": {
                name: {"code": code, "message": message, "data": None}
                for name, (code, message) in details.items()
            },
        },
    )


def missing(*names: str) -> Refusal:
    """`rest_missing_callback_param`: here the names are a list."""
    message = f"Missing parameter(s): {', '.join(names)}"
    return Refusal(400, "rest_missing_callback_param", message, {"params": list(names)})


def no_route() -> Refusal:
    """No such path, or not with this verb."""
    message = "No route was found matching the URL and request method."
    return Refusal(404, "rest_no_route", message)


def invalid_sku(resource_id: int, unique: str, version: tuple[int, ...]) -> Refusal:
    """The first refusal of a SKU: it names who holds it."""
    more: dict[str, Any] = {"resource_id": resource_id}
    if version >= (9, 2):
        more["unique_sku"] = unique
    return Refusal(400, "product_invalid_sku", "Invalid or duplicated SKU.", more)


def not_created(sku: str, version: tuple[int, ...]) -> Refusal:
    """The second refusal of a SKU: it names nobody."""
    said = f"The product with SKU ({sku}) you are trying to insert is already present"
    if version < (9, 5):
        return Refusal(
            400,
            "woocommerce_rest_product_not_created",
            f"The SKU ({sku}) you are trying to insert is already under processing",
        )
    return Refusal(400, "woocommerce_rest_product_not_created", f"{said} in the lookup table")


def html(status: int, title: str, headers: Mapping[str, str] | None = None) -> Answer:
    """What a host answers in WordPress' place."""
    page = f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{title}</body></html>"
    return Answer(page.encode(), status, "html", "text/html; charset=utf-8", dict(headers or {}))
