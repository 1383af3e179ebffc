"""Reads what came back: an answer, or an error that says what to do next."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import orjson

from adapters.shopee.client.refusals import Meaning, meaning_of, meaning_of_reason
from adapters.shopee.mapping.shapes import Json, record, rows, text, whole
from sync.marketplace import (
    ClockSkewed,
    LoginExpired,
    Lost,
    MarketplaceError,
    Rejected,
    Response,
    Throttled,
    Unavailable,
)
from sync.model import Problem, Value

NEXT_DAY_UNKNOWN_S = 3600.0


def heard(response: Response) -> Json:
    """Read the answer to what may be sent twice: trouble on their side had no lasting effect."""
    try:
        return heard_once(response)
    except Lost as error:
        if error.problem.code in ("platform_trouble", "maintenance"):
            raise Unavailable(error.problem, _retry_after_s(response)) from error
        raise


def heard_once(response: Response) -> Json:
    """Read the answer to what must not be sent twice: trouble on their side is a lost answer."""
    answer = _parsed(response)
    error = text(answer.get("error"))
    if error:
        raise _error(meaning_of(error, text(answer.get("message"))), answer, response)
    return answer


def heard_rows(response: Response) -> Json:
    """Read an answer that tells of each row; its lists count even beside an error."""
    answer = _parsed(response)
    inner = record(answer.get("response"))
    if rows(inner.get("failure_list")) or rows(inner.get("success_list")):
        return answer
    return heard(response)


def content(answer: Json) -> Json:
    """Take the `response` of an answer; raises `Lost` where there is none."""
    inner = answer.get("response")
    if not isinstance(inner, dict):
        raise Lost(Problem(code="answer_unclear", values={"missing": "response"}))
    return inner


def error_of_reason(reason: str) -> MarketplaceError:
    """Say what the reason of one failed row means; rows only ever set values."""
    meaning = meaning_of_reason(reason)
    if meaning.step == "trouble":
        return Unavailable(Problem(code=meaning.code, values=_values("", reason)))
    return _error(meaning, {"message": reason}, Response(200, {}, b""))


def _parsed(response: Response) -> Json:
    try:
        answer = orjson.loads(response.content)
    except orjson.JSONDecodeError:
        raise _without_json(response) from None
    if not isinstance(answer, dict) or "error" not in answer:
        raise Lost(Problem(code="answer_unclear", values={"missing": "error"}))
    return answer


def _without_json(response: Response) -> MarketplaceError:
    """Judge a page of HTML, an empty body, half a body: by its status alone."""
    values: dict[str, Value] = {"platform_code": str(response.status), "platform_message": ""}
    if response.status == 429:
        return Throttled(Problem(code="throttled", values=values), _retry_after_s(response))
    if response.status in (502, 503, 504):
        return Lost(Problem(code="maintenance", values=values))
    if response.status >= 500:
        return Lost(Problem(code="platform_trouble", values=values))
    if response.status >= 400:
        return Rejected([Problem(code="platform_refused", values=values)])
    return Lost(Problem(code="answer_unclear", values={"missing": "JSON"}))


def _error(meaning: Meaning, answer: Json, response: Response) -> MarketplaceError:
    values = _values(text(answer.get("error")), text(answer.get("message")))
    problem = Problem(code=meaning.code, values=values)
    if meaning.step == "slow_down":
        asked_s = _retry_after_s(response)
        if meaning.code == "quota_used_up":
            asked_s = asked_s or _until_quota_s(response)
        return Throttled(problem, asked_s or meaning.retry_after_s)
    if meaning.step == "refused":
        return Rejected([problem])
    plain = {"sign_in": LoginExpired, "set_clock": ClockSkewed}
    return plain.get(meaning.step, Lost)(problem)


def _values(code: str, message: str) -> dict[str, Value]:
    values: dict[str, Value] = {"platform_code": code, "platform_message": message}
    if reserved := re.search(r"larger than (\d+) \(reserve", message):
        values["reserved"] = int(reserved[1])
    return values


def _retry_after_s(response: Response) -> float | None:
    asked_s = whole(response.headers.get("retry-after"))
    return None if asked_s is None else float(asked_s)


def _until_quota_s(response: Response) -> float:
    """Count to 00:00 UTC+8, when Shopee counts an app's calls anew, by the answer's own date."""
    try:
        now = parsedate_to_datetime(response.headers.get("date", "")).astimezone(UTC)
    except ValueError:
        return NEXT_DAY_UNKNOWN_S
    midnight = datetime(now.year, now.month, now.day, 16, tzinfo=UTC)
    return ((midnight - now) % timedelta(days=1)).total_seconds()
