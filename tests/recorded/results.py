"""What came out of an adapter, as JSON that a recorded case can be held against."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

from adapters.lazada.errors import parse as lazada_answer
from adapters.partner.errors import parse_read as partner_answer
from adapters.shopee.errors import parse as shopee_answer
from adapters.tiktok.errors import parse as tiktok_answer
from sync.marketplace import MarketplaceError, Response, Throttled, Unavailable
from sync.model import Listing, Order, Problem, ShopName
from sync.platforms import platforms
from sync.transport.kept_unknown import UnknownAnswers
from sync.transport.unknown_answers import AnswerWatch

Result = dict[str, Any]
READERS: dict[str, Callable[[Response], Any]] = {
    "shopee": shopee_answer,
    "lazada": lazada_answer,
    "tiktok": tiktok_answer,
}


def error_result(error: MarketplaceError) -> Result:
    """Name the error's class, its code, how long we are asked to wait, and what has to rest."""
    result: Result = {"error": type(error).__name__, "code": error.problem.code}
    if isinstance(error, Throttled | Unavailable):
        result["retry_after_s"] = error.retry_after_s
    if isinstance(error, Throttled):
        result["scope"] = error.scope
    return result


def outcome(read: Callable[[Response], Any], body: object, status: int = 200) -> Any:
    """Give what reading a body gives, or the error that it raised."""
    try:
        return read(Response(status, {}, orjson.dumps(body)))
    except MarketplaceError as error:
        return error_result(error)


def answer(platform: str, data: dict[str, Any]) -> Result:
    """Read what `ocop report` packed: by the adapter's own reader, and for what is new in it."""
    body, result = data["body"], Result()
    content = body.encode() if isinstance(body, str) else orjson.dumps(body)
    response = Response(data["status"], {}, content)
    with TemporaryDirectory() as folder:
        keep = UnknownAnswers(Path(folder))
        watch = AnswerWatch(
            shop=ShopName(platform),
            platform=platform,
            known=platforms()[platform].known,
            keep=keep,
            now=lambda: datetime(2026, 11, 29, tzinfo=UTC),
        )
        try:
            READERS.get(platform, partner_answer)(response)
            watch.answered(data["endpoint"], response)
        except MarketplaceError as error:
            result = error_result(error)
            watch.failed(data["endpoint"], response, error)
        return {**result, "unknown": sorted(f"{one.kind} {one.name}" for one in keep.all())}


def problem_result(problem: Problem) -> Result:
    return {"code": problem.code, "severity": problem.severity, "values": dict(problem.values)}


def order_result(order: Order) -> Result:
    lines = [{"sku": o.sku, "quantity": o.quantity, "status": o.status} for o in order.lines]
    return {
        "reference": order.reference,
        "status": order.status,
        "placed_at": order.placed_at.astimezone(UTC).isoformat(),
        "updated_at": order.updated_at.astimezone(UTC).isoformat(),
        "lines": lines,
    }


def listing_result(listing: Listing) -> Result:
    return {
        "remote_id": listing.remote_id,
        "title": listing.title,
        "status": listing.status,
        "reason": listing.reason,
        "brand": listing.brand,
        "category": listing.category,
        "attributes": listing.attributes,
        "option_names": listing.option_names,
        "images": [picture.remote_id for picture in listing.images or ()],
        "offers": [
            {
                "sku": offer.sku,
                "remote_id": offer.remote_id,
                "options": offer.options,
                "price": offer.price,
                "quantity": offer.quantity,
                "weight_g": offer.weight_g,
                "size_mm": offer.size_mm,
            }
            for offer in listing.offers
        ],
    }
