"""Reads what came back: an answer, or an error that says what to do next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import orjson

from adapters.shopee.client.refusals import meaning_of, meaning_of_reason
from sync.marketplace import MarketplaceError, Response, Throttled, Unavailable
from sync.marketplace.error_mapping import (
    ErrorMapping,
    Sent,
    asked_wait_s,
    error_of,
    mapping_of_status,
)
from sync.marketplace.json_values import Json, record, rows, text, unclear
from sync.model import Value

NEXT_DAY_UNKNOWN_S = 3600.0


def heard(response: Response) -> Json:
    """Read the answer to what may be sent twice."""
    return _heard(response, "repeatable")


def heard_once(response: Response) -> Json:
    """Read the answer to what must not be sent twice: any doubt is a lost answer."""
    return _heard(response, "once")


def _heard(response: Response, sent: Sent) -> Json:
    answer = _parsed(response, sent)
    if error := text(answer.get("error")):
        message = text(answer.get("message"))
        raise _error(meaning_of(error, message), _values(error, message), response, sent)
    return answer


def heard_rows(response: Response) -> Json:
    """Read an answer that tells of each row; its lists count even beside an error.

    Rows only set values, so where one was merely busy the whole call may be sent again.
    """
    answer = _parsed(response, "repeatable")
    told = record(answer.get("response"))
    failures = rows(told.get("failure_list"))
    if not failures and not rows(told.get("success_list")):
        return heard(response)
    for failure in failures:
        error = error_of_reason(text(failure.get("failed_reason")))
        if isinstance(error, Unavailable | Throttled):
            raise error
    return answer


def content(answer: Json) -> Json:
    """Take the `response` of an answer; raises `Lost` where there is none."""
    inner = answer.get("response")
    if not isinstance(inner, dict):
        raise unclear("response")
    return inner


def error_of_reason(reason: str) -> MarketplaceError:
    """Say what the reason of one failed row means; rows only ever set values."""
    silent = Response(200, {}, b"")
    return _error(meaning_of_reason(reason), _values("", reason), silent, "repeatable")


def _parsed(response: Response, sent: Sent) -> Json:
    try:
        answer = orjson.loads(response.content)
    except orjson.JSONDecodeError:
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
    meaning: ErrorMapping, values: Mapping[str, Value], response: Response, sent: Sent
) -> MarketplaceError:
    return error_of(meaning, values, sent, _wait_s(meaning, response))


def _wait_s(meaning: ErrorMapping, response: Response) -> float | None:
    asked_s = asked_wait_s(response)
    if asked_s is None and meaning.code == "quota_used_up":
        return _until_quota_s(response)
    return meaning.retry_after_s if asked_s is None else asked_s


def _values(code: str, message: str) -> dict[str, Value]:
    values: dict[str, Value] = {"platform_code": code, "platform_message": message}
    if reserved := re.search(r"larger than (\d+) \(reserve", message):
        values["reserved"] = int(reserved[1])
    return values


def _until_quota_s(response: Response) -> float:
    """Count to 00:00 UTC+8, when Shopee counts an app's calls anew, by the answer's own date."""
    try:
        now = parsedate_to_datetime(response.headers.get("date", "")).astimezone(UTC)
    except ValueError:
        return NEXT_DAY_UNKNOWN_S
    midnight = datetime(now.year, now.month, now.day, 16, tzinfo=UTC)
    return ((midnight - now) % timedelta(days=1)).total_seconds()
