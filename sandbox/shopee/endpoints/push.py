"""Where the app is told of what happens, and what it was never told: signed by the app alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.courier import is_reachable
from sandbox.replica import dump
from sandbox.shopee import pushes
from sandbox.shopee.market import get, post
from sandbox.shopee.refusal import Refusal

if TYPE_CHECKING:
    from sandbox.courier import Parcel
    from sandbox.replica import Json
    from sandbox.shopee.market import Call

PAGE = 100


def configure(call: Call) -> Json:
    """Set the address, and which pushes are on: POST set_app_push_config."""
    market = call.market
    url = call.fields.text("callback_url", market.outbox.url or "")
    if not is_reachable(url):
        raise Refusal("error_param", "Wrong parameters, detail: callback_url is invalid.")
    wanted = {*market.push_codes, *_codes(call, "set_push_config_on")}
    market.push_codes = sorted(wanted - {*_codes(call, "set_push_config_off")})
    market.outbox.url, market.outbox.stopped = url, False
    return {"response": {"result": "success"}}


def _codes(call: Call, name: str) -> list[int]:
    found: Any = call.fields.get(name) or []
    if not isinstance(found, list) or not all(isinstance(code, int) for code in found):
        raise call.fields.wrong(name)
    return found


def configuration(call: Call) -> Json:
    """How the pushes of the app go: GET get_app_push_config."""
    market = call.market
    return {
        "response": {
            "callback_url": market.outbox.url or "",
            "live_push_status": pushes.status(market),
            "push_config_on_list": market.push_codes,
            "push_config_off_list": sorted({*pushes.CODES} - {*market.push_codes}),
            "blocked_shop_id": [],
        }
    }


def lost(call: Call) -> Json:
    """The earliest hundred that were never taken: GET get_lost_push_message."""
    found = pushes.lost(call.market)
    page = found[:PAGE]
    return {
        "response": {
            "push_message_list": [_message(parcel) for parcel in page],
            "has_next_page": len(found) > PAGE,
            "last_message_id": int(page[-1].name) if page else 0,
        }
    }


def _message(parcel: Parcel) -> Json:
    """`data` is text: the whole push as it would have come."""
    content = parcel.content
    named = {name: content[name] for name in ("shop_id", "code", "timestamp")}
    return {**named, "data": dump(content).decode()}


def confirm(call: Call) -> Json:
    """Forget those up to this one: POST confirm_consumed_lost_push_message."""
    last, outbox = call.fields.integer("last_message_id"), call.market.outbox
    outbox.parcels = [
        parcel for parcel in outbox.parcels if not (parcel.given_up and int(parcel.name) <= last)
    ]
    return {"response": {"result": "success"}}


ENDPOINTS = {
    "/api/v2/push/set_app_push_config": post(configure, "public"),
    "/api/v2/push/get_app_push_config": get(configuration, "public"),
    "/api/v2/push/get_lost_push_message": get(lost, "public"),
    "/api/v2/push/confirm_consumed_lost_push_message": post(confirm, "public"),
}
