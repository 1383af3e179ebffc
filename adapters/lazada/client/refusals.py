"""What Lazada's error codes mean for us, as a table; the codes are Lazada's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from sync.marketplace.error_mapping import REFUSED, TROUBLE, ErrorMapping, Step
from sync.marketplace.json_values import Json, text

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
