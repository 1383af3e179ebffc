"""What TikTok's answers mean: the data of a good one, or an error that says what to do next.

Source: TikTok Shop "Common errors" and the error lists of each endpoint (December 2025); codes that
were split since are listed in their old and their new number.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from sync.marketplace import MarketplaceError, Response, Unavailable
from sync.marketplace.error_mapping import (
    REFUSED,
    TROUBLE,
    ErrorMapping,
    Sent,
    Step,
    asked_wait_s,
    error_of,
    mapping_of_status,
)
from sync.marketplace.json_values import Json, parsed, record, rows, text, unclear, whole
from sync.model import Problem, Value

HOUR_S = 3600.0


def _each(step: Step, code: str, numbers: str) -> dict[int, ErrorMapping]:
    return {int(number): ErrorMapping(step, code) for number in numbers.split()}


def _within(step: Step, code: str, first: int, last: int) -> dict[int, ErrorMapping]:
    return dict.fromkeys(range(first, last + 1), ErrorMapping(step, code))


GATEWAY: Mapping[int, ErrorMapping] = {
    36009002: ErrorMapping("slow_down", "throttled", scope="path"),  # counted per API and shop
    12052109: ErrorMapping("slow_down", "throttled", scope="shop"),
    36009037: ErrorMapping("slow_down", "quota_used_up", HOUR_S, scope="shop"),
    **_each(
        "trouble",
        "platform_trouble",
        "36009003 36009007 12001000 33001002 12052881 10002014 10002015 10037002 10037003 10037004",
    ),
    **_each("sign_in", "login_expired", "105001 105002 105004 101000"),
    **_each("sign_in", "authorization_ended", "36004001 36004004 36004005"),
    **_each("refused", "app_refused", "106001 105005 36009033 36009009 36009010 36009014"),
    **_each("refused", "app_refused", "106013 10006402 12019114"),
    **_each("refused", "shop_banned", "36009043 36009044"),
}

# Of a new shop "Shop Probation Period daily upload limit is `N` products"; drafts are free.
DAILY_LIMIT = ErrorMapping("wait", "daily_listings_used_up")
DAILY_LIMIT_WORDS = re.compile(r"limit is\D{0,4}(\d{1,6})\b")
DAY_S = 86_400.0
PRODUCT: Mapping[int, ErrorMapping] = {
    12052093: DAILY_LIMIT,
    # An earlier create may have succeeded: its id of ours is taken.
    **_each("unclear", "listing_exists", "12052996"),
    **_each("refused", "listing_gone", "12052031 12052032 12052260 12052048 12052487 12019150"),
    **_each("refused", "listing_locked", "12019113 12052901 12052308 12052371 12052332"),
    **_each("refused", "listing_locked", "12052163 12052922"),
    **_each(
        "refused",
        "category_not_found",
        "12052002 12052023 12052024 12052025 12052217 12052230",
    ),
    **_each(
        "refused",
        "category_not_allowed",
        "12052158 12052220 12052221 12052223 12052225 12052226 12052227 12052446",
    ),
    **_each("refused", "title_refused", "12052051 12052261 12052262 12052263 12052931"),
    **_within("refused", "description_refused", 12052340, 12052352),
    **_each(
        "refused",
        "description_refused",
        "12019006 12052013 12052015 12052056 12052235 12052238 12052324 12052932",
    ),
    **_each("refused", "image_missing", "12052722 12052658"),
    **_each("refused", "image_refused", "12052028 12052300 12052301 12052302 12052304 12052305"),
    **_each("refused", "image_refused", "12052306 12038002 12038004 12038005 12038014 12038015"),
    **_each("refused", "image_refused", "11050001 12019116 36009021 36009022 36009023"),
    **_each("refused", "attribute_required", "12052104 12052182"),
    **_within("refused", "attribute_refused", 12052240, 12052256),
    **_each("refused", "attribute_refused", "12052151 12052157 12052183 12052935"),
    **_each("refused", "paper_refused", "12052105 12052385 12052650 12052651"),
    **_within("refused", "paper_refused", 12052655, 12052657),
    **_each("refused", "brand_refused", "12019013 12052026 12052200 12052201 12052207 12052208"),
    **_each("refused", "parcel_refused", "12019011 12019012 12052003 12052004 12052005 12052006"),
    **_each("refused", "parcel_refused", "12052116 12052181 12052823 12052915 12052916"),
    **_each("refused", "gtin_refused", "12052591 12052592 12052593 12052598 12052600"),
    **_each("refused", "seller_must_act", "12052700 12052703 12052704 12052923 12052995 12019215"),
}

OFFER: Mapping[int, ErrorMapping] = {
    # Somebody gave the product other variants: all of it must be looked at again.
    **_each("unclear", "variants_moved", "12052034 12052036 12052556 12052557"),
    **_each("refused", "variants_refused", "12019019 12019056 12019057 12019059 12052050"),
    **_each("refused", "variants_refused", "12052054 12052152 12052153 12052307 12052369"),
    **_within("refused", "variants_refused", 12052520, 12052529),
    **_within("refused", "variants_refused", 12052550, 12052554),
    **_within("refused", "variants_refused", 12052558, 12052560),
    **_each("refused", "variants_refused", "12052902 12052933 12052934"),
    **_each("refused", "price_refused", "12052012 12052073 12052084 12052092 12052375 12052376"),
    **_each("refused", "price_refused", "12052383 12052424 12052570 12052571 12052572"),
    **_each("refused", "price_locked", "12052038 12019045"),
    **_each("refused", "stock_below_reserved", "12052393"),
    **_each("refused", "stock_refused", "12019024 12052055 12052037 12052141 12052144 12052382"),
    **_each("refused", "stock_refused", "12052486 12052503 12052850 12052921"),
    **_each("refused", "warehouse_refused", "12019016 12019022 12019028 12052094 12052096"),
    **_each("refused", "warehouse_refused", "12052097 12052115 12052364 12052403 12052404"),
    **_each("refused", "warehouse_refused", "12052405 12052419 12052420 12052465 12052516"),
    **_within("refused", "warehouse_refused", 12052530, 12052535),
    **_each("refused", "warehouse_refused", "12052402 12052555"),
}

BY_CODE: Mapping[int, ErrorMapping] = {**GATEWAY, **PRODUCT, **OFFER}

# One code stands for every fault at the gateway: its words decide. The first that is found wins.
OVERLOADED = 36009004
BY_WORDS: tuple[tuple[re.Pattern[str], ErrorMapping], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), meaning)
    for pattern, meaning in (
        (r"timestamp", ErrorMapping("set_clock", "clock_skewed")),
        (r"access[_-]token", ErrorMapping("sign_in", "login_expired")),
        (r"credentials|identifier|api version", ErrorMapping("refused", "app_refused")),
    )
)
THEIRS = re.compile(  # what a code says that nobody wrote down
    r"(system|internal|server) (is )?(error|busy)|service (is )?unavailable|tim(e|ed)[ -]?out"
    r"|try (it )?(again )?later|please retry",
    re.IGNORECASE,
)
DEAUTHORIZED = re.compile(r"deauthorized", re.IGNORECASE)


def meaning_of(code: int, message: str) -> ErrorMapping:
    """Say what the code of a whole answer means."""
    if code == OVERLOADED:
        return next((meaning for words, meaning in BY_WORDS if words.search(message)), REFUSED)
    if code == 105001 and DEAUTHORIZED.search(message):
        return ErrorMapping("sign_in", "authorization_ended")
    return BY_CODE.get(code) or (TROUBLE if THEIRS.search(message) else REFUSED)


NEXT_DAY_UNKNOWN_S = 3600.0
MIDNIGHT_IN_VIETNAM = 17  # o'clock, UTC


def parse(response: Response) -> Json:
    """Read the `data` of an answer to what may be sent twice; {} where there is none."""
    return _parse(response, "repeatable")


def parse_create(response: Response) -> Json:
    """Read the `data` of an answer to what must not be sent twice: any doubt is a lost answer."""
    return _parse(response, "once")


def _parse(response: Response, sent: Sent) -> Json:
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
    code, message = _code_of_row(row)
    silent = Response(200, {}, b"")
    return _error(meaning_of(code, message), str(code), message, silent, "repeatable")


def unknown_rows(body: object) -> list[str]:
    """Pick the codes of `data.errors[]` that no table of ours knows."""
    found = rows(record(record(body).get("data")).get("errors"))
    codes = [code for code, _ in map(_code_of_row, found)]
    return [str(code) for code in codes if code not in BY_CODE and code != OVERLOADED]


def _code_of_row(row: Json) -> tuple[int, str]:
    inner = next(iter(rows(record(row.get("detail")).get("extra_errors"))), row)
    return whole(inner.get("code")) or 0, text(inner.get("message"))


def _parsed(response: Response, sent: Sent) -> Json:
    try:
        answer = parsed(response.content)
    except ValueError:
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
    if meaning is DAILY_LIMIT:
        if said := DAILY_LIMIT_WORDS.search(message):
            values["limit"] = int(said[1])
        problem = Problem(code=meaning.code, values=values)
        return Unavailable(problem, _until_midnight_s(response), DAY_S)
    asked_s = asked_wait_s(response)
    wait_s = meaning.retry_after_s if asked_s is None else asked_s
    return error_of(meaning, values, sent, wait_s)


def _until_midnight_s(response: Response) -> float:
    """Count to midnight in Vietnam, when listings are counted anew, by the answer's own date."""
    try:
        now = parsedate_to_datetime(response.headers.get("date", "")).astimezone(UTC)
    except (ValueError, OverflowError):
        return NEXT_DAY_UNKNOWN_S
    midnight = datetime(now.year, now.month, now.day, MIDNIGHT_IN_VIETNAM, tzinfo=UTC)
    return ((midnight - now) % timedelta(days=1)).total_seconds()
