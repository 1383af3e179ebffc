"""What a shop's answers mean: an answer, or an error that says what to do next.

Messages are in the language of the site, so codes are matched and never words. Whatever is no JSON
came from the host, not from WooCommerce: of a write nobody knows then whether it happened.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sync.marketplace import Lost, MarketplaceError, Rejected, Response
from sync.marketplace.error_mapping import (
    REFUSED,
    TROUBLE,
    ErrorMapping,
    Sent,
    asked_wait_s,
    error_of,
    mapping_of_status,
)
from sync.marketplace.json_values import Json, parsed, record, text, unclear
from sync.model import Problem, Value

BOM = b"\xef\xbb\xbf"
LONGEST_TEXT = 300  # of what a shop says, as much as a person reads
MOST_DIGITS = 10
MOVED = range(301, 309)


def _refused(code: str, names: str) -> dict[str, ErrorMapping]:
    return dict.fromkeys(names.split(), ErrorMapping("refused", code))


DENIED = ErrorMapping("sign_in", "shop_keys_refused")
BY_CODE: Mapping[str, ErrorMapping] = {
    "woocommerce_rest_authentication_error": DENIED,
    "woocommerce_rest_authentication_missing_parameter": DENIED,
    "rest_forbidden": DENIED,
    "rest_login_required": DENIED,
    "rest_not_logged_in": DENIED,
    "rest_disabled": DENIED,
    **_refused("wp_json_missing", "rest_no_route"),
    **_refused(
        "listing_gone",
        "woocommerce_rest_product_invalid_id woocommerce_rest_invalid_product_id "
        "woocommerce_rest_product_variation_invalid_id woocommerce_rest_already_trashed",
    ),
    **_refused("order_gone", "woocommerce_rest_shop_order_invalid_id"),
    **_refused("sku_taken", "product_invalid_sku"),
    **_refused("sku_in_trash", "woocommerce_rest_product_not_created"),
    **_refused("gtin_refused", "product_invalid_global_unique_id"),
    **_refused(
        "image_refused", "woocommerce_product_image_upload_error rest_upload_sideload_error"
    ),
    **_refused("image_missing", "woocommerce_product_invalid_image_id"),
    **_refused("push_refused", "woocommerce_rest_shop_webhook_invalid_delivery_url"),
}
RIGHTS = "woocommerce_rest_cannot_"  # 401: who are you; 403: you may not


def body_of(response: Response, sent: Sent) -> object:
    """Read what WooCommerce said; raises what the host made of it, or what it refused."""
    if response.status in MOVED:
        values: dict[str, Value] = {"address": response.headers.get("location", "?")[:LONGEST_TEXT]}
        raise Rejected([Problem(code="shop_moved", values=values)])
    content = response.content.removeprefix(BOM).strip()
    try:
        body = parsed(content)
    except ValueError:
        raise _by_host(response, sent) from None
    if response.status >= 400:
        raise refusal(record(body), response, sent)
    return body


def _by_host(response: Response, sent: Sent) -> MarketplaceError:
    """Judge a page in place of JSON: a gatekeeper, a broken site, or no such address."""
    values: dict[str, Value] = {"status": response.status}
    if response.status == 404:
        return Rejected([Problem(code="wp_json_missing", values=values)])
    if response.status in (429, 502, 503, 504):
        meaning = mapping_of_status(response.status)
        return error_of(meaning, values, sent, asked_wait_s(response))
    return error_of(ErrorMapping("trouble", "host_answers_html"), values, sent)


def refusal(body: Json, response: Response, sent: Sent) -> MarketplaceError:
    """Make the error of a refusal that came as JSON."""
    return error_of(_meaning(body, response.status), said(body), sent, asked_wait_s(response))


def _meaning(body: Json, status: int) -> ErrorMapping:
    code = text(body.get("code"))
    if code in BY_CODE:
        return BY_CODE[code]
    if code.startswith(RIGHTS):
        return DENIED if status == 401 else ErrorMapping("refused", "shop_rights_missing")
    if status == 401:
        return DENIED
    return mapping_of_status(status)


def said(body: Json) -> dict[str, Value]:
    """What of a refusal a person may read."""
    data = record(body.get("data"))
    values: dict[str, Value] = {
        "platform_code": text(body.get("code")) or "?",
        "platform_message": text(body.get("message"))[:LONGEST_TEXT],
    }
    if holder := text(data.get("resource_id")):
        values["remote_id"] = holder
    if isinstance(data.get("params"), dict):
        values["platform_message"] = "; ".join(map(str, data["params"].values()))[:LONGEST_TEXT]
    return values


def row_error(row: Json) -> MarketplaceError | None:
    """Read what became of one row of a batch."""
    error = row.get("error")
    if not isinstance(error, dict):
        return None
    status = record(error.get("data")).get("status")
    meaning = _meaning(error, status if isinstance(status, int) else 400)
    if meaning is TROUBLE:  # the row alone was refused: the batch itself was answered
        meaning = ErrorMapping("wait", REFUSED.code)
    return error_of(meaning, said(error), "once")


def read_row(response: Response) -> Json:
    """Read one object."""
    return _record(body_of(response, "repeatable"))


def read_rows(response: Response) -> list[Json]:
    """Read a list of objects."""
    return _records(body_of(response, "repeatable"))


def made_row(response: Response) -> Json:
    """Read what was made: 201 and an id, for a redirected call answers 200 with some list."""
    body = body_of(response, "once")
    if response.status != 201 or not isinstance(body, dict) or not body.get("id"):
        raise Lost(Problem(code="answer_unclear", values={"missing": "id"}))
    return body


def changed_row(response: Response) -> Json:
    """Read the answer to what is sent once."""
    return _record(body_of(response, "once"))


def _record(body: Any) -> Json:
    if not isinstance(body, dict) or not body:
        raise unclear("id")
    return body


def _records(body: Any) -> list[Json]:
    if not isinstance(body, list):
        raise unclear("rows")
    return [row for row in body if isinstance(row, dict)]


def total_of(response: Response) -> int | None:
    """How many rows a whole list has, where no proxy took the header away."""
    told = response.headers.get("x-wp-total", "")
    return int(told) if told.isdecimal() and len(told) < MOST_DIGITS else None
