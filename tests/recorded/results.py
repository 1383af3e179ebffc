"""What came out of an adapter, as JSON that a recorded case can be held against."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from typing import Any

import orjson

from sync.marketplace import MarketplaceError, Response, Throttled, Unavailable
from sync.model import Listing, Order, Problem

Result = dict[str, Any]


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
