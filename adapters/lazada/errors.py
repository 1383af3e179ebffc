"""What Lazada's answers mean: an answer, or an error that says what to do next.

Lazada answers HTTP 200 whatever happened: `code` tells, and a code of "0" may still carry
`detail`, which names what was not done. The codes in the table are Lazada's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import orjson

from sync.marketplace import MarketplaceError, Response, Throttled, Unavailable
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
from sync.marketplace.json_values import Json, number, record, rows, text, unclear
from sync.model import Offer, Value

HOURS_UNKNOWN_S = 3600.0


def _each(meaning: ErrorMapping, names: str) -> dict[str, ErrorMapping]:
    return dict.fromkeys(names.split(), meaning)


def _refused(code: str, names: str) -> dict[str, ErrorMapping]:
    return _each(ErrorMapping("refused", code), names)


THROTTLED = ErrorMapping("slow_down", "throttled", retry_after_s=1)
EXISTS = ErrorMapping("unclear", "listing_exists")  # look, and adopt what is there
MOVED = ErrorMapping("unclear", "variants_moved")

BY_CODE: Mapping[str, ErrorMapping] = {
    # The gateway
    **_each(
        ErrorMapping("sign_in", "login_expired"),
        "IllegalAccessToken InvalidAccessToken AccessTokenExpired",
    ),
    **_each(
        ErrorMapping("sign_in", "authorization_ended"),
        "IllegalRefreshToken AUTH_TYPE_UNSUPPORTED InvalidCode",
    ),
    **_refused(
        "app_refused",
        "IncompleteSignature InvalidAppKey InsufficientPermission AppWhiteIpLimit "
        "AppNotSubscribed InvalidApi InvalidApiPath UnsupportedHTTPMethod MissingParameter",
    ),
    **_each(ErrorMapping("set_clock", "clock_skewed"), "IllegalTimestamp"),
    **_each(THROTTLED, "ApiCallLimit SellerCallLimit 901 4154 SYS_REQUEST_TOO_FAST"),
    **_each(THROTTLED, "HOT_KEY_BLOCK_EXCEPTION ServiceCurrentlimit IopSystemFlowlimit E1002"),
    **_each(
        ErrorMapping("slow_down", "quota_used_up", HOURS_UNKNOWN_S), "AppCallLimit AppApiCallLimit"
    ),
    **_each(ErrorMapping("wait", "maintenance", 600), "998"),
    **_refused("seller_must_act", "SellerNotActive SellerNotVerified"),
    # Their trouble: what may be repeated is sent again
    **_each(TROUBLE, "6 15 500 501 502 503 504 506 513 1000 4159 IC_EXCEPTION ServiceTimeout"),
    **_each(TROUBLE, "SYS_ERROR SELLER_SERVICE_FAIL THIRD_SERVICE_ERROR E0006"),
    **_each(ErrorMapping("trouble", "image_refused"), "300 301 302 304"),
    **_each(ErrorMapping("wait", "listing_busy", 5), "4147"),
    # What stands there already, or no more
    **_each(EXISTS, "4126 4135 4141 THD_IC_F_IC_INFRA_PRODUCT_036"),
    **_each(EXISTS, "THD_IC_ERR_F_IC_INFRA_PRODUCT_036 BIZ_CHECK_SELLER_SKU_DB_DUPLICATE"),
    **_each(MOVED, "4136 E0003 SELLER_SKU_NOT_FOUND"),
    **_refused("listing_gone", "4137 207 208 E0002 ITEM_NOT_FOUND EDIT_ITEM_NOT_BELONG_SELLER"),
    **_refused("already_hidden", "E0004"),
    # Locked for a while, or until a person acts
    **_refused(
        "promotion_lock",
        "4162 4170 THD_IC_ERR_F_IC_ABILITY_PG_003 THD_IC_ERR_F_IC_ABILITY_PG_004",
    ),
    **_refused("listing_locked", "4128 4155 4218 4225"),
    **_refused("listing_count_reached", "4148"),
    **_refused("listing_count_reached", "THD_APPROVAL_RULE_CENTER_ERR_PRE_QC_LISTING_LIMIT_ERROR"),
    **_refused("warehouse_unclear", "SELLER_NOT_PERMITTED"),
    # The payload
    **_refused("category_not_found", "4134 4227 201"),
    **_refused("category_not_allowed", "4228 57 4123 4124 4151 4163 512"),
    **_refused("attribute_required", "4108 4110 4125 4167 CHK_BASIC_REQUIRED"),
    **_refused("attribute_refused", "4107 4115 4120 4140 4161"),
    **_refused("brand_unregistered", "4142"),
    **_refused("brand_refused", "4130 4156"),
    **_refused("image_refused", "303 4116 4153 4158 4169"),
    **_refused("image_missing", "4138 4139"),  # uploaded pictures do not lie there for ever
    **_refused("title_refused", "4160"),
    **_refused("description_refused", "4131"),
    **_refused("price_refused", "4104 4117 4118 4119 4121 4157"),
    **_refused("stock_refused", "4152"),
    **_each(ErrorMapping("wait", "stock_moved"), "212 INV_NEGATIVE_SELLABLE"),
    **_refused("logistics_refused", "4149 4164 4165"),
    **_refused("variants_refused", "4105 4109 4112 4113 4129 4143 4144 4145 4146 4150"),
    **_refused("variants_refused", "CAN_NOT_REMOVE_ALL_SKU REMOVE_SKU_PROHIBITION"),
    **_each(REFUSED, "1 5 14 17 19 30 36 37 38 39 56 70 74 75 4171 4193 4216 1001"),
}
OVERVIEW = frozenset({"500", "501", "503", "504"})  # the truth is in the details

# The first that is found wins, where no code is known.
BY_WORDS: tuple[tuple[re.Pattern[str], ErrorMapping], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), meaning)
    for pattern, meaning in (
        (r"timestamp", ErrorMapping("set_clock", "clock_skewed")),
        (r"app ?key", ErrorMapping("refused", "app_refused")),
        (r"negative sellable|campaign", ErrorMapping("refused", "promotion_lock")),
        (r"VARIATION", ErrorMapping("refused", "variants_refused")),
        (r"too frequent|exceeds the limit", THROTTLED),
    )
)
TOKEN = re.compile(r"\b(\d{3,5}|[A-Z][A-Z0-9_]{5,})\b")  # codes hide in colon-joined messages
GRAVEST: tuple[Step, ...] = (
    "sign_in",
    "set_clock",
    "slow_down",
    "unclear",
    "trouble",
    "wait",
    "doubtful",
    "refused",
)


def meaning_of(code: str, message: str, details: Iterable[Json] = ()) -> ErrorMapping:
    """Say what an answer means: by its own code, or by the gravest of its details."""
    if code == "6" and "invalid" in message.lower():
        return REFUSED
    if code in BY_CODE and code not in OVERVIEW:
        return BY_CODE[code]
    told = [meaning_of_detail(detail) for detail in details]
    if told:
        return min(told, key=lambda meaning: GRAVEST.index(meaning.step))
    return BY_CODE.get(code) or _by_words(f"{code} {message}") or REFUSED


def meaning_of_detail(detail: Json) -> ErrorMapping:
    """Say what one detail means; its message may hold a better code than its `code`."""
    message = text(detail.get("message"))
    known = (BY_CODE[word] for word in _words(detail, message) if word in BY_CODE)
    return next(known, None) or _by_words(f"{text(detail.get('code'))} {message}") or REFUSED


def _words(detail: Json, message: str) -> Iterator[str]:
    code = text(detail.get("code"))
    if code not in OVERVIEW:
        yield code
    for word in TOKEN.findall(message):
        if word not in OVERVIEW:
            yield word


def _by_words(said: str) -> ErrorMapping | None:
    return next((meaning for words, meaning in BY_WORDS if words.search(said)), None)


BAN = re.compile(r"ban will last (\d{1,9}) second")
SKU_NAMES = ("sku", "seller_sku", "SellerSku", "sku_id", "SkuId")

Verdict = MarketplaceError | None  # None: it was set


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of each SKU of a batch.

    `named` holds errors by SellerSku or SkuId; `unnamed` is an error that does not say of which
    SKU; `others` is what may be believed of SKUs that no detail names.
    """

    named: Mapping[str, MarketplaceError]
    unnamed: Verdict = None
    others: Verdict = None

    def of(self, offers: Sequence[Offer]) -> list[Verdict]:
        """Judge the offers of the batch, all of them, in order."""
        if len(offers) == 1 and self.unnamed:
            return [self.unnamed]
        return [self._of(offer) for offer in offers]

    def _of(self, offer: Offer) -> Verdict:
        return self.named.get(offer.sku) or self.named.get(offer.remote_id or "") or self.others


def parse(response: Response) -> Json:
    """Read the answer to what may be sent twice."""
    return _parse(response, "repeatable")


def parse_create(response: Response) -> Json:
    """Read the answer to what must not be sent twice: any doubt is a lost answer."""
    return _parse(response, "once")


def _parse(response: Response, sent: Sent) -> Json:
    answer = _parsed(response, sent)
    if not _went_well(answer):
        raise _refusal(answer, response, sent)
    if _details(answer):  # partly done
        raise unclear("detail") if sent == "once" else _refusal(answer, response, sent)
    return answer


def parse_batch(response: Response) -> BatchResult:
    """Read an answer that tells of each SKU; an error may hide that others were done.

    Values are absolute, so where one SKU was merely busy the whole call may be sent again.
    """
    return _parse_batch(response, "repeatable")


def parse_steps(response: Response) -> BatchResult:
    """Read the same of steps, which must not be taken twice: who was busy is told alone."""
    return _parse_batch(response, "once")


def _parse_batch(response: Response, sent: Sent) -> BatchResult:
    answer = _parsed(response, sent)
    details = _details(answer)
    if not details and not _went_well(answer):
        raise _refusal(answer, response, sent)
    errors = [(_sku_names(row), _error_of_detail(row)) for row in details]
    for _, error in errors:
        if sent == "repeatable" and isinstance(error, Unavailable | Throttled):
            raise error
    return BatchResult(
        named={name: error for names, error in errors for name in names},
        unnamed=next((error for names, error in errors if not names), None),
        others=None if _went_well(answer) and all(n for n, _ in errors) else unclear("detail"),
    )


def content(answer: Json) -> Json:
    """Take the `data` of an answer, an object; raises `Lost` where there is none."""
    data = answer.get("data")
    if not isinstance(data, dict):
        raise unclear("data")
    return data


def listed(answer: Json) -> list[Json]:
    """Take the `data` of an answer, a list; raises `Lost` where there is none."""
    data = answer.get("data")
    if not isinstance(data, list):
        raise unclear("data")
    return rows(data)


def _parsed(response: Response, sent: Sent) -> Json:
    try:
        answer = orjson.loads(response.content)
    except orjson.JSONDecodeError:
        raise _without_json(response, sent) from None
    if not isinstance(answer, dict) or not text(answer.get("code")):
        raise unclear("code")
    return answer


def _without_json(response: Response, sent: Sent) -> MarketplaceError:
    """Judge a page of HTML (an address that is blocked gets one), an empty body, half a body."""
    if response.status < 400:
        return unclear("JSON")
    values: dict[str, Value] = {"platform_code": str(response.status), "platform_message": ""}
    return error_of(mapping_of_status(response.status), values, sent, asked_wait_s(response))


def _went_well(answer: Json) -> bool:
    return number(answer.get("code")) == 0


def _details(answer: Json) -> list[Json]:
    """List the details, which may be absent, null, objects, or mere texts in old answers."""
    found = answer.get("detail")
    several = found if isinstance(found, list) else [found]
    return [record(one) or {"message": text(one)} for one in several if record(one) or text(one)]


def _refusal(answer: Json, response: Response, sent: Sent) -> MarketplaceError:
    code, message, details = text(answer.get("code")), text(answer.get("message")), _details(answer)
    meaning = meaning_of(code, message, details)
    told = "; ".join(map(_spoken, details)) or message
    asked_s = _ban_s(message) or asked_wait_s(response) or meaning.retry_after_s
    return error_of(meaning, {"platform_code": code, "platform_message": told}, sent, asked_s)


def _ban_s(message: str) -> float | None:
    found = BAN.search(message)
    return float(found[1]) if found else None


def _error_of_detail(detail: Json) -> MarketplaceError:
    meaning = meaning_of_detail(detail)
    values: dict[str, Value] = {
        "platform_code": text(detail.get("code")),
        "platform_message": _spoken(detail),
    }
    return error_of(meaning, values, "repeatable", meaning.retry_after_s)


def _spoken(detail: Json) -> str:
    field, message = text(detail.get("field")), text(detail.get("message"))
    return f"{field}: {message}" if field else message


def _sku_names(detail: Json) -> list[str]:
    return [name for key in SKU_NAMES if (name := text(detail.get(key)))]
