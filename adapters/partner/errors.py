"""What came back, as values or errors: the envelope's code decides, whatever the HTTP status."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from sync.marketplace import Lost, MarketplaceError, Rejected, Response, Throttled, Unavailable
from sync.marketplace.error_mapping import REFUSED, ErrorMapping, asked_wait_s, error_of
from sync.marketplace.json_values import Json, parsed, record, rows, text, unclear, whole
from sync.model import Problem, Value

Did = Literal["read", "wrote"]

UNSAID_WAIT_S = 60.0  # where a gateway throttles and does not say for how long
SIGN_IN = ErrorMapping("sign_in", "login_expired")
NO_MORE = ErrorMapping("sign_in", "authorization_ended")
EXISTS = ErrorMapping("unclear", "listing_exists")  # look, and adopt what is there
THROTTLED = ErrorMapping("slow_down", "throttled")
BUSY = ErrorMapping("wait", "platform_busy")
MAYBE_DONE = ErrorMapping("unclear", "platform_trouble")

BY_CODE: Mapping[int, ErrorMapping] = {
    4001: BUSY,  # the sweep took too long: begin again
    4010: SIGN_IN,
    4011: SIGN_IN,
    4012: SIGN_IN,
    4013: NO_MORE,
    4030: ErrorMapping("refused", "shop_banned"),
    4031: NO_MORE,
    4032: NO_MORE,
    4040: ErrorMapping("refused", "listing_gone"),
    4090: EXISTS,
    4092: ErrorMapping("wait", "listing_busy"),
    4094: ErrorMapping("refused", "listing_locked"),
    4120: EXISTS,
    4290: THROTTLED,
    4291: ErrorMapping("wait", "daily_listings_used_up"),  # the rest of the work goes on
    5001: BUSY,
    5030: ErrorMapping("wait", "maintenance"),
}
SCOPES: Mapping[str, ErrorMapping] = {  # of 4290; any other means the path that asked
    "auth": ErrorMapping("wait", "throttled"),  # too many tokens: the one at hand is still good
    "shop": ErrorMapping("slow_down", "throttled", scope="shop"),
    "parallel": ErrorMapping("slow_down", "throttled", scope="shop"),
}

# Of one field, or of one entry of a batch
BY_FIELD_CODE: Mapping[str, ErrorMapping] = {
    "UNKNOWN_MEDIA": ErrorMapping("refused", "image_missing"),
    "OCOP_NO_DOCUMENT": ErrorMapping("refused", "image_missing"),
    "PRICE_LOCKED": ErrorMapping("refused", "price_locked"),
    "ITEM_BANNED": ErrorMapping("refused", "listing_locked"),
    "STOCK_MOVED": ErrorMapping("wait", "stock_moved"),
    "UNKNOWN_SKU": ErrorMapping("unclear", "variants_moved"),
    "NOT_SELLABLE": ErrorMapping("unclear", "variants_moved"),
    "PRICE_STEP": ErrorMapping("refused", "price_refused"),
    "LIST_PRICE_BELOW_PRICE": ErrorMapping("refused", "price_refused"),
    "DISCOUNT_TOO_DEEP": ErrorMapping("refused", "price_refused"),
    "CATEGORY_WITHDRAWN": ErrorMapping("refused", "category_not_allowed"),
}
BY_FIELD: Mapping[str, ErrorMapping] = {
    field: ErrorMapping("refused", code)
    for field, code in {
        "name": "title_refused",
        "description_html": "description_refused",
        "category_id": "category_not_allowed",
        "brand": "brand_refused",
        "attributes": "attribute_refused",
        "images": "image_refused",
        "file": "image_refused",
        "ocop": "paper_refused",
        "documents": "paper_refused",
        "price": "price_refused",
        "list_price": "price_refused",
        "stock": "stock_refused",
        "weight_g": "parcel_refused",
        "gtin": "gtin_refused",
        "options": "variants_refused",
        "variants": "variants_refused",
    }.items()
}


def parse_read(response: Response) -> Json:
    """Read the answer to a question; what makes no sense is asked again."""
    return _content(response, "read")


def parse_write(response: Response) -> Json:
    """Read the answer to a write; what makes no sense may have happened."""
    return _content(response, "wrote")


def parse_envelope(response: Response) -> Json:
    """Read an answer with its envelope, which tells the server's time."""
    envelope = _envelope(response, "read")
    return {**envelope, "data": _data(envelope, "read")}


def error_of_entry(entry: Json) -> MarketplaceError:
    """Say what became of one entry of a batch that was not done."""
    meaning = meaning_of_error(entry)
    values: dict[str, Value] = {
        "platform_code": text(entry.get("code")),
        "platform_message": text(entry.get("message")),
    }
    return error_of(meaning, values, "repeatable")


def _content(response: Response, did: Did) -> Json:
    return _data(_envelope(response, did), did)


def _data(envelope: Json, did: Did) -> Json:
    data = envelope.get("data")
    if not isinstance(data, dict):
        raise _senseless("data", did)
    return data


def _envelope(response: Response, did: Did) -> Json:
    """Take the envelope of an answer that went well; raises what the others mean."""
    try:
        envelope = record(parsed(response.content))
    except ValueError:
        envelope = {}
    code = whole(envelope.get("code"))
    if code is None or (code == 0 and response.status >= 400):
        raise _without_envelope(response, did)
    if code != 0:
        raise _refusal(code, envelope, response, did)
    return envelope


def _without_envelope(response: Response, did: Did) -> MarketplaceError:
    """Judge HTML from a proxy, an empty body, half a body."""
    if response.status == 429:
        wait_s = asked_wait_s(response)
        return Throttled(Problem(code="throttled"), UNSAID_WAIT_S if wait_s is None else wait_s)
    if response.status == 503:
        return Unavailable(Problem(code="maintenance"), asked_wait_s(response))
    return _senseless("code", did)


def _senseless(missing: str, did: Did) -> MarketplaceError:
    lost = unclear(missing)
    return lost if did == "wrote" else Unavailable(lost.problem)


def _refusal(code: int, envelope: Json, response: Response, did: Did) -> MarketplaceError:
    errors = rows(envelope.get("errors"))
    if code == 4220 and errors:
        return Rejected(_problems(errors))
    values: dict[str, Value] = {
        "platform_code": str(code),
        "platform_message": text(envelope.get("message")),
    }
    error = error_of(meaning_of(code, envelope), values, "repeatable", asked_wait_s(response))
    if did == "read" and isinstance(error, Lost):
        return Unavailable(error.problem, asked_wait_s(response))
    return error


def _problems(errors: Sequence[Json]) -> list[Problem]:
    """Name everything that is wrong; a picture that is gone first, for it is uploaded again."""
    found = [
        Problem(
            code=meaning_of_error(error).code,
            values={
                "platform_code": text(error.get("code")),
                "platform_message": f"{text(error.get('field'))}: {text(error.get('message'))}",
            },
        )
        for error in errors
    ]
    first = sorted(found, key=lambda problem: problem.code != "image_missing")
    return [replace(first[0], values=_together(first)), *first[1:]]


def _together(problems: Sequence[Problem]) -> dict[str, Value]:
    """Let the first tell of all: an outcome shows one problem."""
    told = [str(problem.values["platform_message"]) for problem in problems]
    return {**problems[0].values, "platform_message": "; ".join(dict.fromkeys(told))}


def meaning_of(code: int, envelope: Json) -> ErrorMapping:
    """Say what a code means; one that we do not know, by its hundreds."""
    scope = text(record(envelope.get("params")).get("scope"))
    if code == 4290 and scope in SCOPES:
        return SCOPES[scope]
    known = BY_CODE.get(code)
    if known is not None:
        return known
    if code // 10 == 429:
        return THROTTLED
    return REFUSED if 4000 <= code < 5000 else MAYBE_DONE


def meaning_of_error(error: Json) -> ErrorMapping:
    """Say what is wrong with one field, or with one entry of a batch."""
    by_code = BY_FIELD_CODE.get(text(error.get("code")))
    field = text(error.get("field")).replace("[", ".").split(".")[0]
    return by_code or BY_FIELD.get(field) or REFUSED


def unknown_entries(body: object) -> list[str]:
    """Pick the codes of a batch's entries, or of a refusal's fields, that no table of ours knows.

    An entry that was done has none.
    """
    envelope = record(body)
    found = [*rows(record(envelope.get("data")).get("results")), *rows(envelope.get("errors"))]
    return [
        text(one.get("code"))
        for one in found
        if text(one.get("code")) and meaning_of_error(one) is REFUSED
    ]


def standing_stock(error: Json) -> int | None:
    """Read the stock that stands there, from an entry that was refused because it moved."""
    return whole(record(error.get("params")).get("stock"))
