"""What Lazada's answers mean: an answer, or an error that says what to do next.

Lazada answers HTTP 200 whatever happened: `code` tells, and a code of "0" may still carry
`detail`, which names what was not done. The codes in the table are Lazada's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sync.marketplace import MarketplaceError, Response
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
from sync.marketplace.json_values import Json, number, parsed, record, rows, text, unclear
from sync.model import Offer, Value

LONGEST_TEXT = 300  # of what a platform says, as much as a person reads


def _each(meaning: ErrorMapping, names: str) -> dict[str, ErrorMapping]:
    return dict.fromkeys(names.split(), meaning)


def _refused(code: str, names: str) -> dict[str, ErrorMapping]:
    return _each(ErrorMapping("refused", code), names)


THROTTLED = ErrorMapping("slow_down", "throttled", scope="path")
EXISTS = ErrorMapping("unclear", "listing_exists")  # look, and adopt what is there
MOVED = ErrorMapping("unclear", "variants_moved")
SOLD_MEANWHILE = ErrorMapping("wait", "stock_moved")
PROMOTION = ErrorMapping("refused", "promotion_lock")

BY_CODE: dict[str, ErrorMapping] = {
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
        "IncompleteSignature InvalidAppKey InsufficientPermission AppWhiteIpLimit MissingPartner "
        "InvalidApi InvalidApiPath UnsupportedHTTPMethod MissingParameter",
    ),
    **_each(ErrorMapping("set_clock", "clock_skewed"), "IllegalTimestamp"),
    **_each(THROTTLED, "ApiCallLimit 901 4154 HOT_KEY_BLOCK_EXCEPTION ServiceCurrentlimit"),
    # Also at once of a single path that was throttled back for a campaign (2025: D9, D11, D12).
    **_each(THROTTLED, "AppCallLimit AppApiCallLimit IopSystemFlowlimit E1002"),
    **_each(replace(THROTTLED, scope="shop"), "SellerCallLimit"),
    **_each(ErrorMapping("wait", "maintenance", 600), "998"),
    **_refused("seller_must_act", "SellerNotActive SellerNotVerified AppNotSubscribed"),
    # Their trouble: what may be repeated is sent again
    **_each(TROUBLE, "6 15 500 501 502 503 504 506 513 1000 4135 4159 ServiceTimeout"),
    **_each(TROUBLE, "SYS_ERROR SELLER_SERVICE_FAIL THIRD_SERVICE_ERROR E0006 10002"),
    **_each(ErrorMapping("trouble", "image_refused"), "300 301 302 304"),
    **_each(ErrorMapping("wait", "listing_busy", 5), "4147"),
    # What stands there already, or no more
    **_each(EXISTS, "4126 4127 4141 BIZ_CHECK_SELLER_SKU_DB_DUPLICATE"),
    **_each(MOVED, "4136 E0003"),
    **_refused("listing_gone", "4137 207 208 E0002 EDIT_ITEM_NOT_BELONG_SELLER"),
    **_refused("already_hidden", "E0004"),
    # Locked for a while, or until a person acts
    **_each(PROMOTION, "4162 4170"),
    **_refused("listing_locked", "4128 4155 4218 4225"),
    **_refused("listing_count_reached", "4148"),
    **_refused("listing_count_reached", "THD_APPROVAL_RULE_CENTER_ERR_PRE_QC_LISTING_LIMIT_ERROR"),
    **_refused("warehouse_unclear", "SELLER_NOT_PERMITTED"),
    # The payload
    **_refused("category_not_found", "4134 4227 201"),
    **_refused("category_not_allowed", "4228 57 4123 4124 4151 4163 4221 512"),
    **_refused("attribute_required", "4108 4110 4125 4167 CHK_CATPROP_CPV_REQUIRED"),
    **_refused("attribute_refused", "4106 4107 4111 4115 4120 4140 4161"),
    **_refused("brand_unregistered", "4142"),
    **_refused("brand_refused", "4130 4156 4168"),
    **_refused("image_refused", "303 4116 4153 4158 4169"),
    **_refused("image_missing", "4138 4139"),  # uploaded pictures do not lie there for ever
    **_refused("gtin_refused", "4166"),
    **_refused("title_refused", "4160"),
    **_refused("description_refused", "4131"),
    **_refused("price_refused", "4104 4114 4117 4118 4119 4121 4157 10006"),
    **_refused("stock_refused", "4152"),
    **_each(SOLD_MEANWHILE, "212 INV_NEGATIVE_SELLABLE"),
    **_refused("logistics_refused", "4149 4164 4165"),
    **_refused("variants_refused", "209 4105 4109 4112 4113 4122 4129 4133 4143 4144 4145 4146"),
    **_refused("variants_refused", "4150 CAN_NOT_REMOVE_ALL_SKU REMOVE_SKU_PROHIBITION"),
    **_refused("variants_refused", "SALE_PROPS_DUPLICATE SALE_PROPS_EMPTY"),
    **_each(REFUSED, "1 5 14 17 19 30 36 37 38 39 56 70 74 75 202 4132 4171 4193 4216 1001"),
}


def _pairs(names: str) -> Mapping[str, str]:
    several = iter(names.split())
    return dict(zip(several, several, strict=True))


# Details often carry a text in place of its number. Source: the error lists of CreateProduct and
# UpdateProduct (2025), spelling theirs.
TWINS = _pairs(
    """
    4104 BIZ_CHECK_PRICE_PRECISION_INVALID 4105 BIZ_CHECK_SELLER_SKU_DUPLICATE
    4106 CHK_CATPROP_CPV_INPUT_SIZE_LIMIT 4107 CHECK_CAT_PROP_INVALID_NUMBER 4108 CHK_BASIC_REQUIRED
    4109 CHK_SKU_PROPS_NOT_MATCH_SALE_PROP 4110 BIZ_CHECK_CAT_PROP_MANDATORY
    4111 CHK_CATPROP_CPV_TEXT_REPEAT 4112 CHK_SKU_PROPS_DUPLICATE 4113 CHK_SKU_PROPS_NOT_IDENTICAL
    4114 BIZ_CHECK_PRICE_SAMPLE_NON_ZERO 4115 CHK_CATPROP_CPV_NOT_ENUM
    4116 BIZ_CHECK_MAIN_IMAGE_DUPLICATE 4117 BIZ_CHECK_SPECIAL_PRICE_FROM_DATE_AFTER_TO_DATE
    4118 BIZ_CHECK_PRICE_IS_ZERO 4119 BIZ_CHECK_SPECIAL_PRICE_RATE_OUT_OF_RANGE
    4120 CHK_CATPROP_CPV_MAX_LEGNTH 4121 BIZ_CHECK_SPECIAL_PRICE_PRECISION_INVALID
    4122 BIZ_CHECK_VIRTUAL_BUNDLE_SKU_SUB_OVER_LIMIT 4123 BIZ_CHECK_MANGROVE_RULE
    4124 BIZ_CHECK_MANGROVE_RULE_QC 4125 THD_IC_F_IC_DOMAIN_PROPERTY_002
    4126 THD_IC_F_IC_INFRA_PRODUCT_036 4127 THD_IC_F_IC_SCENE_PUBLISH_012
    4128 THD_IC_F_IC_DOMAIN_ACTOR_006 4129 BIZ_CHECK_PROP_SPECIAL_CHAR
    4130 BIZ_CHECK_OFFICIAL_STORE_BRAND_UNAUTHORIZED 4131 BIZ_CHECK_CAT_PROP_SENSITIVE_WORDS
    4134 CHK_CATEGORY_ID_NOT_LEAF_CATEGORY 4135 THD_IC_ERR 4136 SELLER_SKU_NOT_FOUND
    4137 ITEM_NOT_FOUND 4138 BIZ_CHECK_EXIST_OUTER_IMAGE 4139 BIZ_CHECK_MAIN_IMAGE_REQUIRE
    4140 CHK_ENUM_PROP_VALUE_NOT_IN_OPTION 4141 THD_IC_ERR_F_IC_INFRA_PRODUCT_036
    4142 THD_BRAND_ID_IS_NOT_VALID_IN_CATEGORY 4143 BIZ_CHECK_SALEPROP_ATTRIBUTE_INVALID
    4144 BIZ_CHECK_SKU_NOT_CONTAIN_SALEPROP 4145 BIZ_CHECK_SALEPROP_AND_OLD_PARAM_REPEAT
    4146 BIZ_CHECK_SALEPROP_NOT_SUPPORT_THUMBNAIL 4147 THD_IC_ERR_F_IC_SERVICE_EDIT_002
    4148 BIZ_CHECK_ITEM_HAS_REACH_LIMIT 4149 BIZ_CHECK_PACKAGE_DECIMAL_INVALID
    4150 SELLER_SKU_INVALID 4151 BIZ_CHECK_MTEE_RULE_QC 4152 THD_INVENTORY_ERR_INV_PARAM_ILLEGAL
    4153 THD_IC_ERR_FC_IC_SKU_IMAGE_001 4154 SYS_REQUEST_TOO_FAST 4155 BIZ_CHECK_NO_EDIT_ITEM_LOCK
    4157 BIZ_CHECK_SPECIAL_PRICE_GREATER_THAN_PRICE 4158 THD_IC_ERR_F_DOMAIN_IMAGE_00_01_003
    4159 IC_EXCEPTION 4160 THD_IC_ERR_F_PRODUCT_00_15_004 4161 VARIATION_CATEGORY_ATTRIBUTE_INVALID
    4162 THD_IC_ERR_F_IC_ABILITY_PG 4163 BIZ_CHECK_RESTRICTED_CATEGORY
    4164 BIZ_CHECK_MAX_PACKAGE_WEIGHT 4165 BIZ_CHECK_MAX_PACKAGE_DIMENISIONS
    4166 THD_IC_ERR_F_IC_INFRA_SPU_036 4167 THD_IC_ERR_F_IC_DOMAIN_PROPERTY_002
    4168 BIZ_CHECK_BRAND_PERMISSION_TIER_TWO 4169 CHK_IMAGE_MAX_ITEMS
    """
)
MEANINGS: Mapping[str, ErrorMapping] = {  # a downgraded gateway was seen to answer in lower case
    name.casefold(): meaning
    for code, meaning in BY_CODE.items()
    for name in (code, TWINS.get(code, code))
}
# The truth is in the details, or in what another service of theirs said inside the message.
WRAPPERS = frozenset({"500", "501", "503", "504", "4135", "thd_ic_err"})

# The first that is found wins, where no code is known.
BY_WORDS: tuple[tuple[re.Pattern[str], ErrorMapping], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), meaning)
    for pattern, meaning in (
        (r"timestamp", ErrorMapping("set_clock", "clock_skewed")),
        (r"app ?key", ErrorMapping("refused", "app_refused")),
        (r"ABILITY_PG|channel inventory|campaign", PROMOTION),
        (r"negative sellable", SOLD_MEANWHILE),  # units that open orders hold
        (r"MANGROVE|MTEE", ErrorMapping("refused", "category_not_allowed")),
        (r"last level category", ErrorMapping("refused", "category_not_found")),
        (r"no ?brand", ErrorMapping("refused", "brand_refused")),
        (r"too frequent|exceeds the limit|flow ?limit|call ?limit", THROTTLED),
        # Services behind the gateway wait for one another, and say so in a detail.
        (r"tim(?:e|ed)[ _-]?out|\bhsf|service ?(?:error|exception|unavailable)", TROUBLE),
        (r"system (?:error|exception|busy)|try (?:again )?later|please retry", TROUBLE),
        (r"VARIATION", ErrorMapping("refused", "variants_refused")),
    )
)
# Codes hide in messages that are joined by colons; any other number there is a price or an id.
CODES = re.compile(r"(?:^|:)\s*(E?\d{1,5})\s*(?=:|$)|\b([A-Za-z]\w*_\w+|[A-Z][A-Z0-9]{5,})\b")
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
    if known := _known(code):
        return known
    told = [meaning_of_detail(detail) for detail in details]
    if told:
        return min(told, key=lambda meaning: GRAVEST.index(meaning.step))
    return _of_message(code, message)


def meaning_of_detail(detail: Json) -> ErrorMapping:
    """Say what one detail means; its message may hold a better code than its `code`."""
    code = text(detail.get("code"))
    return _known(code) or _of_message(code, text(detail.get("message")))


def _known(code: str) -> ErrorMapping | None:
    """Look a code up, also as `E4227` or in other letters; a wrapper says nothing by itself."""
    for spelling in (code.casefold(), code.casefold().lstrip("e").lstrip("0")):
        if spelling in MEANINGS and spelling not in WRAPPERS:
            return MEANINGS[spelling]
    return None


def _of_message(code: str, message: str) -> ErrorMapping:
    """Judge by the codes in a message, then by its words, then by the wrapper around it."""
    return _said(code, message) or MEANINGS.get(code.casefold(), REFUSED)


def _said(code: str, message: str) -> ErrorMapping | None:
    inside = (_known(number or word) for number, word in CODES.findall(message))
    return next(filter(None, inside), None) or _by_words(f"{code} {message}")


def unknown_details(body: object) -> list[str]:
    """Pick the codes of details, or their words, of which no table of ours knows the meaning."""
    found = [(text(row.get("code")), text(row.get("message"))) for row in _details(record(body))]
    return [
        code if code and code.casefold() not in WRAPPERS else message
        for code, message in found
        if not (_known(code) or _said(code, message))
    ]


def _by_words(said: str) -> ErrorMapping | None:
    return next((meaning for words, meaning in BY_WORDS if words.search(said)), None)


BAN = re.compile(r"ban will last (\d+) second", re.IGNORECASE)
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

    Values are absolute, so where nothing but trouble is told the whole call may be sent again;
    beside SKUs that were set, or refused, one in trouble waits alone.
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
    meanings = [meaning_of_detail(row) for row in details]
    judged = [_error_of_detail(*one, sent) for one in zip(details, meanings, strict=True)]
    busy = all(meaning.step in ("slow_down", "trouble") for meaning in meanings)
    if busy and meanings and sent == "repeatable" and not _went_well(answer):
        raise judged[0]  # nobody was refused: all of it may be sent again
    errors = list(zip(map(_sku_names, details), judged, strict=True))
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
        answer = parsed(response.content)
    except ValueError:
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
    waits_s = (_ban_s(f"{message} {told}"), asked_wait_s(response), meaning.retry_after_s)
    asked_s = next((wait_s for wait_s in waits_s if wait_s is not None), None)  # 0 is an answer
    return error_of(meaning, _values(code, told), sent, asked_s)


def _ban_s(message: str) -> float | None:
    found = BAN.search(message)
    return float(found[1]) if found else None


def _error_of_detail(detail: Json, meaning: ErrorMapping, sent: Sent) -> MarketplaceError:
    told = _spoken(detail)
    ban_s = _ban_s(told)
    wait_s = meaning.retry_after_s if ban_s is None else ban_s
    return error_of(meaning, _values(text(detail.get("code")), told), sent, wait_s)


def _values(code: str, told: str) -> dict[str, Value]:
    return {"platform_code": code[:LONGEST_TEXT], "platform_message": told[:LONGEST_TEXT]}


def _spoken(detail: Json) -> str:
    field, message = text(detail.get("field")), text(detail.get("message"))
    return f"{field}: {message}" if field else message


def _sku_names(detail: Json) -> list[str]:
    return [name for key in SKU_NAMES if (name := text(detail.get(key)))]
