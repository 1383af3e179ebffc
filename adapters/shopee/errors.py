"""What Shopee's answers mean: read as JSON, or raised as an error that says what to do next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from adapters.shopee.error_table import (
    BY_CODE,
    BY_WORDS,
    DOUBTFUL,
    LATER,
    PROMOTION,
    PROMOTION_LOCK,
    TROUBLES,
    VAGUE,
)
from sync.marketplace import MarketplaceError, Response, Verdict
from sync.marketplace.error_mapping import (
    REFUSED,
    TROUBLE,
    ErrorMapping,
    Sent,
    asked_wait_s,
    error_of,
    mapping_of_status,
)
from sync.marketplace.json_values import Json, parsed, record, rows, text, unclear, whole
from sync.model import Value

NEXT_DAY_UNKNOWN_S = 3600.0


def mapping_of(error: str, message: str) -> ErrorMapping:
    """Say what an error means; `error` may carry a module's prefix ("product.error_busi").

    A code that nobody wrote down is a refusal of what may be repeated, and doubt over what may not.
    """
    code = bare(error)
    if code in TROUBLES:
        return _mapping_of_trouble(message)
    if code in VAGUE and (spoken := _by_words(message) or _later(message)):
        return spoken
    if code in BY_CODE:
        return BY_CODE[code]
    return PROMOTION_LOCK if PROMOTION.search(code) else DOUBTFUL


def mapping_of_reason(reason: str) -> ErrorMapping:
    """Say what the `failed_reason` of one row among many means."""
    return _by_words(reason) or _later(reason) or REFUSED


def unknown_reasons(body: object) -> list[str]:
    """Pick the `failed_reason`s of which no table of ours knows what they mean."""
    failures = rows(record(record(body).get("response")).get("failure_list"))
    reasons = [text(row.get("failed_reason")) for row in failures]
    return [one for one in reasons if one and not (_by_words(one) or _later(one))]


def _mapping_of_trouble(message: str) -> ErrorMapping:
    """Read what a code of the platform's own trouble says: "later" outweighs every other word."""
    spoken = _by_words(message)
    if spoken and (spoken.step == "slow_down" or not LATER.search(message)):
        return spoken
    return TROUBLE


def _later(message: str) -> ErrorMapping | None:
    return TROUBLE if LATER.search(message) else None


def _by_words(message: str) -> ErrorMapping | None:
    return next((mapping for words, mapping in BY_WORDS if words.search(message)), None)


def bare(error: str) -> str:
    """Strip one leading module ("product."); "error.param" is spelt with a dot by mistake."""
    error = error.lower()
    error = error.replace("error.", "error_", 1) if error.startswith("error.") else error
    head, dot, tail = error.partition(".")
    return (tail if dot else head).replace(" ", "_")


def parse(response: Response) -> Json:
    """Read the answer to what may be sent twice."""
    return _parsed_answer(response, "repeatable")


def parse_create(response: Response) -> Json:
    """Read the answer to what must not be sent twice: any doubt is a lost answer."""
    return _parsed_answer(response, "once")


def _parsed_answer(response: Response, sent: Sent) -> Json:
    answer = _json_of(response, sent)
    error = text(answer.get("error") or "")
    if answer.get("error") and not error:  # something else stands where a code does
        raise unclear("error")
    if error:
        message = text(answer.get("message"))
        raise _error(mapping_of(error, message), _values(error, message), response, sent)
    return answer


def parse_rows(response: Response) -> Json:
    """Read an answer that tells of each row; its lists count even beside an error.

    Rows only set values, so where one was busy for a moment the whole call may be sent again; any
    other trouble of a row is its own where others were set.
    """
    answer = _json_of(response, "repeatable")
    inner = record(answer.get("response"))
    failures = rows(inner.get("failure_list"))
    some_set = bool(rows(inner.get("success_list")))
    if not failures and not some_set:
        return parse(response)
    for failure in failures:
        reason = text(failure.get("failed_reason"))
        step = mapping_of_reason(reason).step
        if step in ("wait", "slow_down") or (step == "trouble" and not some_set):
            raise error_of_reason(reason)
    return answer


def response_of(answer: Json) -> Json:
    """Take the `response` of an answer; raises `Lost` where there is none."""
    inner = answer.get("response")
    if not isinstance(inner, dict):
        raise unclear("response")
    return inner


def row_results(answer: Json, id_name: str) -> dict[int, Verdict]:
    """Read what became of each row of a batch, by its id; 0 is an item without models."""
    rows_set = rows(answer.get("success_list"))
    results: dict[int, Verdict] = {whole(row.get(id_name)) or 0: None for row in rows_set}
    for row in rows(answer.get("failure_list")):
        results[whole(row.get(id_name)) or 0] = error_of_reason(text(row.get("failed_reason")))
    return results


def error_of_reason(reason: str) -> MarketplaceError:
    """Say what the reason of one failed row means; rows only ever set values."""
    silent = Response(200, {}, b"")
    return _error(mapping_of_reason(reason), _values("", reason), silent, "repeatable")


def _json_of(response: Response, sent: Sent) -> Json:
    try:
        answer = parsed(response.content)
    except ValueError:
        raise _without_json(response, sent) from None
    if not isinstance(answer, dict) or "error" not in answer:
        raise unclear("error")
    return answer


def _without_json(response: Response, sent: Sent) -> MarketplaceError:
    """Judge a page of HTML, an empty body, half a body: by its status alone."""
    if response.status < 400:
        return unclear("JSON")
    values = _values(str(response.status), "")
    return _error(mapping_of_status(response.status), values, response, sent)


def _error(
    mapping: ErrorMapping, values: Mapping[str, Value], response: Response, sent: Sent
) -> MarketplaceError:
    return error_of(mapping, values, sent, _wait_s(mapping, response))


def _wait_s(mapping: ErrorMapping, response: Response) -> float | None:
    asked_s = asked_wait_s(response)
    if asked_s is None and mapping.code == "quota_used_up":
        return _until_quota_s(response)
    return mapping.retry_after_s if asked_s is None else asked_s


def _values(code: str, message: str) -> dict[str, Value]:
    values: dict[str, Value] = {"platform_code": code, "platform_message": message}
    if reserved := re.search(r"larger than (\d+) \(reserve", message):
        values["reserved"] = whole(reserved[1])
    return values


def _until_quota_s(response: Response) -> float:
    """Count to 00:00 UTC+8, when Shopee counts an app's calls anew, by the answer's own date."""
    try:
        now = parsedate_to_datetime(response.headers.get("date", "")).astimezone(UTC)
    except (ValueError, OverflowError):
        return NEXT_DAY_UNKNOWN_S
    midnight = datetime(now.year, now.month, now.day, 16, tzinfo=UTC)
    return ((midnight - now) % timedelta(days=1)).total_seconds()
