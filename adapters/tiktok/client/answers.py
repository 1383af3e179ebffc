"""Reads what came back: an answer, or an error that says what to do next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import orjson

from adapters.tiktok.client.refusals import meaning_of
from sync.marketplace import MarketplaceError, Response
from sync.marketplace.error_mapping import (
    ErrorMapping,
    Sent,
    asked_wait_s,
    error_of,
    mapping_of_status,
)
from sync.marketplace.json_values import Json, record, rows, text, unclear, whole
from sync.model import Value

NEXT_DAY_UNKNOWN_S = 3600.0
MIDNIGHT_IN_VIETNAM = 17  # o'clock, UTC


def heard(response: Response) -> Json:
    """Read the `data` of an answer to what may be sent twice; {} where there is none."""
    return _heard(response, "repeatable")


def heard_once(response: Response) -> Json:
    """Read the `data` of an answer to what must not be sent twice: any doubt is a lost answer."""
    return _heard(response, "once")


def _heard(response: Response, sent: Sent) -> Json:
    """Judge by the code, never by the HTTP status alone: business errors come with any."""
    answer = _parsed(response, sent)
    code = whole(answer.get("code"))
    if code is None:
        raise unclear("code")
    if code:
        message = text(answer.get("message"))
        raise _error(meaning_of(code, message), str(code), message, response, sent)
    if response.status >= 300:
        raise unclear("status")
    return record(answer.get("data"))


def error_of_row(row: Json) -> MarketplaceError:
    """Say what one of `data.errors[]` means, the inner errors before the wrapping one."""
    inner = next(iter(rows(record(row.get("detail")).get("extra_errors"))), row)
    code, message = whole(inner.get("code")) or 0, text(inner.get("message"))
    silent = Response(200, {}, b"")
    return _error(meaning_of(code, message), str(code), message, silent, "repeatable")


def _parsed(response: Response, sent: Sent) -> Json:
    try:
        answer = orjson.loads(response.content)
    except orjson.JSONDecodeError:
        raise _without_json(response, sent) from None
    if not isinstance(answer, dict):
        raise unclear("code")
    return answer


def _without_json(response: Response, sent: Sent) -> MarketplaceError:
    """Judge a page of HTML, an empty body, half a body: by its status alone."""
    if response.status < 400:
        return unclear("JSON")
    status = response.status
    return _error(mapping_of_status(status), str(status), "", response, sent)


def _error(
    meaning: ErrorMapping, code: str, message: str, response: Response, sent: Sent
) -> MarketplaceError:
    spoken = message.partition(" For more details:")[0]
    values: dict[str, Value] = {"platform_code": code, "platform_message": spoken}
    return error_of(meaning, values, sent, _wait_s(meaning, response))


def _wait_s(meaning: ErrorMapping, response: Response) -> float | None:
    asked_s = asked_wait_s(response)
    if asked_s is None and meaning.code == "daily_listings_used_up":
        return _until_midnight_s(response)
    return meaning.retry_after_s if asked_s is None else asked_s


def _until_midnight_s(response: Response) -> float:
    """Count to midnight in Vietnam, when listings are counted anew, by the answer's own date."""
    try:
        now = parsedate_to_datetime(response.headers.get("date", "")).astimezone(UTC)
    except ValueError:
        return NEXT_DAY_UNKNOWN_S
    midnight = datetime(now.year, now.month, now.day, MIDNIGHT_IN_VIETNAM, tzinfo=UTC)
    return ((midnight - now) % timedelta(days=1)).total_seconds()
