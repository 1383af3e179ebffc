"""What Shopee's answers mean: read as JSON, or raised as an error that says what to do next."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

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
from sync.marketplace.json_values import Json, record, rows, text, unclear, whole
from sync.model import Value

RowResult = MarketplaceError | None  # None: it was set


def _each(step: Step, code: str, names: str) -> dict[str, ErrorMapping]:
    return dict.fromkeys(names.split(), ErrorMapping(step, code))


DOUBTFUL = ErrorMapping("doubtful", "platform_refused")
LOCKED_FOR_SECONDS = ErrorMapping("wait", "listing_busy", retry_after_s=5)
PROMOTION_LOCK = ErrorMapping("refused", "promotion_lock")
NEXT_DAY_UNKNOWN_S = 3600.0

BY_CODE: Mapping[str, ErrorMapping] = {
    # 8.2 the gateway
    **_each("slow_down", "throttled", "error_rate_limit"),
    **_each("slow_down", "quota_used_up", "error_limit"),
    **_each("sign_in", "login_expired", "invalid_acceess_token invalid_access_token"),
    **_each(
        "sign_in",
        "authorization_ended",
        "partner_shop_no_link shop_no_linked shop_access_expired refresh_token_expired "
        "error_shop_refresh_token invalid_code invalid_shop_id invalid_main_acount_id",
    ),
    **_each("refused", "shop_banned", "shop_banned"),
    **_each(
        "refused",
        "app_refused",
        "error_sign invalid_partner_id error_partner_key_expired source_ip_undeclared "
        "error_api_permission error_ashop_api_permission error_api_call_restricted api_suspended "
        "error_permission",
    ),
    # 8.3 the business
    **_each(
        "trouble",
        "platform_trouble",
        "error_network error_data error_server error_inner error_unknown error_get_shop_fail "
        "error_marshal",
    ),
    **_each("wait", "platform_busy", "error_system_busy"),
    **_each(
        "unclear", "answer_unclear", "error_busi_add_item_failed error_busi_update_item_failed"
    ),
    **_each("unclear", "listing_exists", "error_repeated_mtsku"),
    **_each("refused", "listing_gone", "error_item_not_found error_item_not_belong_shop"),
    **_each(
        "refused",
        "listing_locked",
        "error_item_uneditable error_busi_item_status_invalid error_cannot_delete_item "
        "error_busi_cannot_delist_reviewing_or_banned_item",
    ),
    **_each(
        "refused",
        "category_not_found",
        "error_invalid_category error_incalid_category error_category",
    ),
    **_each("refused", "category_not_allowed", "error_category_is_block error_forbidden_category"),
    **_each("refused", "attribute_required", "error_less_required_attribute"),
    **_each(
        "refused",
        "attribute_refused",
        "error_invalid_attribute error_invalid_category_attribute error_value_name_required "
        "error_value_id_must_equal_zero error_attribute",
    ),
    **_each(
        "refused",
        "brand_refused",
        "error_invalid_brand error_incalid_brand error_less_required_brand error_brand_forbidden "
        "error_duplicated_brand error_brand",
    ),
    **_each("refused", "image_refused", "error_image_unavailable error_desc_image_no_pass"),
    **_each("refused", "image_missing", "error_image_num_min"),
    **_each(
        "refused",
        "title_refused",
        "error_name_length_limit error_item_name_is_too_short error_title_exceeds_max_length "
        "error_title_character_forbidden",
    ),
    **_each(
        "refused",
        "description_refused",
        "error_desc_length_min_limit error_desc_hash_tag_over_limit",
    ),
    **_each("refused", "gtin_refused", "error_param_validate"),
    **_each("refused", "listing_count_reached", "error_reach_shop_item_limit"),
    **_each(
        "refused",
        "logistics_refused",
        "error_invalid_logistic_info error_invalid_price_for_logistic",
    ),
    **_each(
        "refused",
        "price_refused",
        "error_invalid_price error_price_exceed_min_limitt error_price_exceed_max_limitt "
        "error_price_out_of_range error_update_price_fail",
    ),
    **_each(
        "refused",
        "variants_refused",
        "error_tier_var_too_many error_tier_opt_too_many error_tier_opt_val_too_long "
        "error_tier_var_name_too_long error_model_count_over_limit error_model_duplicate_name "
        "error_model_duplicate_tier_variation_index error_tier_index error_duplicate_modelid "
        "error_busi_cannot_delete_all_model error_busi_cannot_delete_default_model "
        "error_tier_var_level_not_same",
    ),
    **_each(
        "unclear",
        "variants_moved",
        "error_wrong_modelid error_model_invalid_model_id error_edit_item_price_for_item_has_model "
        "error_edit_item_stock_for_item_has_model error_in_item_promotion_nomodel_to_models",
    ),
    **_each(
        "refused",
        "price_locked",
        "error_cannt_edit_price_in_promotion error_in_item_promotion_item_price_lock "
        "error_cannot_update_price_in_promotion",
    ),
    **_each(
        "refused",
        "holiday_mode",
        "error_holiday_on_add_item error_holiday_mode_change_stock error_holiday_on_del_item",
    ),
    **_each(
        "refused",
        "seller_must_act",
        "error_seller_under_penalty error_perm_non_admin error_busi_invalid_shop_status "
        "error_kyc_auth",
    ),
    **_each("refused", "stock_refused", "error_busi_update_stock_failed"),
}

# A few codes stand for anything at all, and reasons of partial failures have no code: their words
# decide. The first that is found wins.
BY_WORDS: tuple[tuple[re.Pattern[str], ErrorMapping], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), meaning)
    for pattern, meaning in (
        (r"timestamp is expired", ErrorMapping("set_clock", "clock_skewed")),
        (r"access_token", ErrorMapping("sign_in", "login_expired")),
        (
            r"refresh_token|invalid code|partner_id or shop",
            ErrorMapping("sign_in", "authorization_ended"),
        ),
        (r"system error", TROUBLE),
        (r"get update lock failed", LOCKED_FOR_SECONDS),
        (r"too many connections", ErrorMapping("wait", "platform_busy")),
        (
            r"app is deleted|partner_id|current api|currently offline",
            ErrorMapping("refused", "app_refused"),
        ),
        (r"reserve", ErrorMapping("refused", "stock_below_reserved")),
        (r"promotion", PROMOTION_LOCK),
        (r"holiday|vocation", ErrorMapping("refused", "holiday_mode")),
        (r"location_id|location id|multi warehouse", ErrorMapping("refused", "warehouse_unclear")),
        (r"model[ _]?id", ErrorMapping("unclear", "variants_moved")),
        (r"level of tier-variation not change", ErrorMapping("unclear", "variants_moved")),
        (r"status is abnormal", ErrorMapping("unclear", "listing_gone")),
        (r"duplicated|already been uploaded", ErrorMapping("unclear", "listing_exists")),
        (r"category", ErrorMapping("refused", "category_not_found")),
        (r"image", ErrorMapping("refused", "image_refused")),
        (r"gtin", ErrorMapping("refused", "gtin_refused")),
        (r"logistic", ErrorMapping("refused", "logistics_refused")),
        (r"stock should be", ErrorMapping("refused", "stock_refused")),
        (r"price", ErrorMapping("refused", "price_refused")),
        (r"invalid field|tier_index|repeat model", REFUSED),
    )
)
VAGUE = frozenset({"error_busi", "error_param", "error_auth", "error_update_price_fail"})
PROMOTION = re.compile(r"_in_promotion|promotion_.*_lock|error_slash_price_|error_flash_sale_")


def meaning_of(error: str, message: str) -> ErrorMapping:
    """Say what an error means; `error` may carry a module's prefix ("product.error_busi")."""
    code = bare(error)
    if code in VAGUE and (spoken := _meaning_by_words(message)):
        return spoken
    if code in BY_CODE:
        return BY_CODE[code]
    if PROMOTION.search(code):
        return PROMOTION_LOCK
    if code == "error_busi":
        return DOUBTFUL  # of 80 real creates, 4 ended so and nobody knew how
    return REFUSED


def meaning_of_reason(reason: str) -> ErrorMapping:
    """Say what the `failed_reason` of one row among many means."""
    return _meaning_by_words(reason) or REFUSED


def _meaning_by_words(message: str) -> ErrorMapping | None:
    return next((meaning for words, meaning in BY_WORDS if words.search(message)), None)


def bare(error: str) -> str:
    """Strip one leading module ("product."); "error.param" is spelt with a dot by mistake."""
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
    if error := text(answer.get("error")):
        message = text(answer.get("message"))
        raise _error(meaning_of(error, message), _values(error, message), response, sent)
    return answer


def parse_rows(response: Response) -> Json:
    """Read an answer that tells of each row; its lists count even beside an error.

    Rows only set values, so where one was merely busy the whole call may be sent again.
    """
    answer = _json_of(response, "repeatable")
    inner = record(answer.get("response"))
    failures = rows(inner.get("failure_list"))
    if not failures and not rows(inner.get("success_list")):
        return parse(response)
    for failure in failures:
        error = error_of_reason(text(failure.get("failed_reason")))
        if isinstance(error, Unavailable | Throttled):
            raise error
    return answer


def response_of(answer: Json) -> Json:
    """Take the `response` of an answer; raises `Lost` where there is none."""
    inner = answer.get("response")
    if not isinstance(inner, dict):
        raise unclear("response")
    return inner


def row_results(answer: Json, id_name: str) -> dict[int, RowResult]:
    """Read what became of each row of a batch, by its id; 0 is an item without models."""
    rows_set = rows(answer.get("success_list"))
    results: dict[int, RowResult] = {whole(row.get(id_name)) or 0: None for row in rows_set}
    for row in rows(answer.get("failure_list")):
        results[whole(row.get(id_name)) or 0] = error_of_reason(text(row.get("failed_reason")))
    return results


def error_of_reason(reason: str) -> MarketplaceError:
    """Say what the reason of one failed row means; rows only ever set values."""
    silent = Response(200, {}, b"")
    return _error(meaning_of_reason(reason), _values("", reason), silent, "repeatable")


def _json_of(response: Response, sent: Sent) -> Json:
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
