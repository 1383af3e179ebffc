"""The fields of products: which types the schema takes, and what becomes of a text on its way in.

A single call is checked against the schema; the rows of a batch are not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sandbox.woocommerce.errors import invalid

if TYPE_CHECKING:
    from sandbox.replica import Json

STATUSES = ("draft", "pending", "private", "publish", "future", "auto-draft", "trash")
TYPES: Mapping[str, str] = {
    "name": "string",
    "slug": "string",
    "type": "string",
    "status": "string",
    "featured": "boolean",
    "catalog_visibility": "string",
    "description": "string",
    "short_description": "string",
    "sku": "string",
    "global_unique_id": "string",
    "regular_price": "string",
    "sale_price": "string",
    "date_on_sale_from": "any",
    "date_on_sale_to": "any",
    "virtual": "boolean",
    "downloadable": "boolean",
    "tax_status": "string",
    "tax_class": "string",
    "manage_stock": "boolean",
    "stock_quantity": "integer",
    "stock_status": "string",
    "backorders": "string",
    "low_stock_amount": "integer or null",
    "sold_individually": "boolean",
    "weight": "string",
    "dimensions": "object",
    "shipping_class": "string",
    "reviews_allowed": "boolean",
    "purchase_note": "string",
    "parent_id": "integer",
    "categories": "array",
    "tags": "array",
    "images": "array",
    "image": "object",
    "attributes": "array",
    "default_attributes": "array",
    "menu_order": "integer",
    "meta_data": "array",
}
CHOICES: Mapping[str, Sequence[str]] = {
    "type": ("simple", "grouped", "external", "variable", "variation"),
    "status": STATUSES,
    "catalog_visibility": ("visible", "catalog", "search", "hidden"),
    "stock_status": ("instock", "outofstock", "onbackorder"),
    "backorders": ("no", "notify", "yes"),
    "tax_status": ("taxable", "shipping", "none"),
}
DROPPED = re.compile(
    r"</?(?:script|iframe|style|form|input|object|embed)\b[^>]*>|\s+on\w+\s*=\s*(?:\"[^\"]*\"|'[^']*')",
    re.IGNORECASE,
)
BARE_AMPERSAND = re.compile(r"&(?!#?\w+;)")
TAG = re.compile(r"<[^>]*>")


def check(body: Json) -> None:
    """Refuse what the schema does not take; raises `rest_invalid_param`."""
    wrong: dict[str, tuple[str, str]] = {}
    for name, value in body.items():
        kind = TYPES.get(name)
        if kind is None:
            continue
        if not _fits(value, kind):
            wrong[name] = ("rest_invalid_type", f"{name} is not of type {kind}.")
        elif name in CHOICES and value not in CHOICES[name]:
            told = f"{name} is not one of {', '.join(CHOICES[name])}."
            wrong[name] = ("rest_not_in_enum", told)
    if wrong:
        raise invalid(wrong)


def _fits(value: Any, kind: str) -> bool:
    match kind:
        case "string":
            return isinstance(value, str)
        case "boolean":
            return isinstance(value, bool) or value in ("true", "false", "0", "1", 0, 1)
        case "integer":
            return _is_whole(value)
        case "integer or null":
            return value is None or _is_whole(value)
        case "array":
            return isinstance(value, list)
        case "object":
            return isinstance(value, dict)
    return True


def _is_whole(value: Any) -> bool:
    if isinstance(value, bool):
        return False
    return isinstance(value, int) or (isinstance(value, str) and value.lstrip("-").isdecimal())


def truth(value: Any) -> bool:
    """Whether a value says yes, however it is spelt."""
    return value is True or str(value).lower() in {"1", "true", "yes"}


def kses(text: str) -> str:
    """What the post filter leaves: no script, and every bare ampersand escaped."""
    return BARE_AMPERSAND.sub("&amp;", DROPPED.sub("", text))


def rendered(text: str) -> str:
    """A description as a page shows it: paragraphs where it has none."""
    if not text or "<p" in text:
        return f"{text}\n" if text else ""
    paragraphs = (part.strip().replace("\n", "<br />\n") for part in text.split("\n\n"))
    return "".join(f"<p>{part}</p>\n" for part in paragraphs if part)


def plain_sku(text: str) -> str:
    """A SKU without tags and blank edges."""
    return TAG.sub("", text).strip()


@lru_cache(10_000)
def folded_sku(text: str) -> str:
    """As the database compares: neither case nor accents nor blanks at the end count."""
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    bare = "".join(each for each in letters if not unicodedata.combining(each))
    return bare.casefold().rstrip()


def plain_gtin(text: str) -> str:
    """A GTIN in digits and hyphens."""
    return re.sub(r"[^0-9-]", "", text)


def price_of(value: Any, separator: str) -> str:
    """`wc_format_decimal`: of several dots the last one stays, all that is no figure goes."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value:f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
    text = str(value or "").strip().replace(separator, ".")
    text = re.sub(r"[^0-9.\-]", "", text)
    head, dot, tail = text.rpartition(".")
    text = f"{head.replace('.', '')}{dot}{tail}"
    if not re.search(r"\d", text):
        return ""
    return text.rstrip("0").rstrip(".") if dot and not tail.strip("0") else text
