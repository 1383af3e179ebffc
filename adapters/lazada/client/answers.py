"""Reads what came back: an answer, or an error that says what to do next.

Lazada answers HTTP 200 whatever happened: `code` tells, and a code of "0" may still carry
`detail`, which names what was not done.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import orjson

from adapters.lazada.client.refusals import meaning_of, meaning_of_detail
from sync.marketplace import MarketplaceError, Response, Throttled, Unavailable
from sync.marketplace.error_mapping import Sent, asked_wait_s, error_of, mapping_of_status
from sync.marketplace.json_values import Json, number, record, rows, text, unclear
from sync.model import Offer, Value

BAN = re.compile(r"ban will last (\d{1,9}) second")
SKU_NAMES = ("sku", "seller_sku", "SellerSku", "sku_id", "SkuId")

Verdict = MarketplaceError | None  # None: it was set


@dataclass(frozen=True, slots=True)
class Told:
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


def heard(response: Response) -> Json:
    """Read the answer to what may be sent twice."""
    return _heard(response, "repeatable")


def heard_once(response: Response) -> Json:
    """Read the answer to what must not be sent twice: any doubt is a lost answer."""
    return _heard(response, "once")


def _heard(response: Response, sent: Sent) -> Json:
    answer = _parsed(response, sent)
    if not _went_well(answer):
        raise _refusal(answer, response, sent)
    if _details(answer):  # partly done
        raise unclear("detail") if sent == "once" else _refusal(answer, response, sent)
    return answer


def heard_rows(response: Response) -> Told:
    """Read an answer that tells of each SKU; an error may hide that others were done.

    Values are absolute, so where one SKU was merely busy the whole call may be sent again.
    """
    return _told(response, "repeatable")


def heard_steps(response: Response) -> Told:
    """Read the same of steps, which must not be taken twice: who was busy is told alone."""
    return _told(response, "once")


def _told(response: Response, sent: Sent) -> Told:
    answer = _parsed(response, sent)
    details = _details(answer)
    if not details and not _went_well(answer):
        raise _refusal(answer, response, sent)
    errors = [(_sku_names(row), _error_of_detail(row)) for row in details]
    for _, error in errors:
        if sent == "repeatable" and isinstance(error, Unavailable | Throttled):
            raise error
    return Told(
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
