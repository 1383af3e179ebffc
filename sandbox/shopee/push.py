"""What Shopee pushes to the app's one address, and the calls about it.

Source: guide "Push mechanism". What was never taken can be asked for during three days.
"""

from __future__ import annotations

import hashlib
import hmac
import uuid
from typing import Any

from sandbox.push_delivery import HttpPush, Push, is_reachable
from sandbox.replica import Json, dump
from sandbox.shopee.facts import PARTNER_KEY, PUSH_POLICY
from sandbox.shopee.fields import Refusal
from sandbox.shopee.shop import Item, ReplicaOrder, ReplicaShop
from sandbox.shopee.state import MarketplaceState, ReplicaCall, get, post

ORDER_STATUS, VIOLATION = 3, 16
CODES = (ORDER_STATUS, VIOLATION)
LOST_FOR_S = 3 * 86_400
_WARNED_BELOW = 0.70


def ordered(market: MarketplaceState, shop: ReplicaShop, order: ReplicaOrder) -> None:
    """An order came or moved."""
    data: Json = {
        "items": [],
        "ordersn": order.order_sn,
        "status": order.status,
        "completed_scenario": None,
        "update_time": order.update_time,
    }
    _push(market, shop, ORDER_STATUS, data)


def banned(market: MarketplaceState, shop: ReplicaShop, item: Item) -> None:
    """The platform took a listing down."""
    data = {
        "item_id": item.item_id,
        "item_name": item.content["item_name"],
        "item_status": item.status.value,
        "deboost": False,
        "item_status_details": [],
        "deboost_details": [],
    }
    _push(market, shop, VIOLATION, data)


def _push(market: MarketplaceState, shop: ReplicaShop, code: int, data: Json) -> None:
    if market.outbox.url is None or code not in market.push_codes:
        return
    now = market.clock.second()
    market.outbox.forget(now - LOST_FOR_S)
    number = market.next_number("push")
    content = {
        "msg_id": f"{number:032x}",
        "data": data,
        "shop_id": shop.shop_id,
        "code": code,
        "timestamp": now,
    }
    market.delivery.send(market.outbox, str(number), content)


def sealed(market: MarketplaceState, push: Push) -> HttpPush:
    """A push as it goes over the wire: the registered address is part of what is signed."""
    url, body = market.outbox.url or "", dump(push.content)
    key = market.push_key or PARTNER_KEY
    if market.settings.webhook_mood == "wrong_signature":
        key += "0"
    made = hmac.new(key.encode(), url.encode() + b"|" + body, hashlib.sha256).hexdigest()
    return HttpPush(url, body, {"Content-Type": "application/json", "Authorization": made})


def given_up(market: MarketplaceState) -> list[Push]:
    """Those of three days that were never taken and will not be tried again, oldest first."""
    market.outbox.forget(market.clock.now() - LOST_FOR_S)
    return [push for push in market.outbox.pushes if push.given_up]


def status(market: MarketplaceState) -> str:
    """How the address does, in the words of the console."""
    count, share = market.outbox.success(market.clock.now())
    if market.outbox.stopped:
        return "Suspended"
    return "Warning" if count > PUSH_POLICY.enough and share < _WARNED_BELOW else "Normal"


PAGE = 100


async def configure(call: ReplicaCall) -> Json:
    """Set the address, and which pushes are on: POST set_app_push_config."""
    market = call.market
    url = call.fields.text("callback_url", market.outbox.url or "")
    if not is_reachable(url):
        raise Refusal("error_param", "Wrong parameters, detail: callback_url is invalid.")
    await _ping(market, url)
    wanted = {*market.push_codes, *_codes(call, "set_push_config_on")}
    market.push_codes = sorted(wanted - {*_codes(call, "set_push_config_off")})
    market.outbox.url, market.outbox.stopped = url, False
    return {"response": {"result": "success"}}


async def _ping(market: MarketplaceState, url: str) -> None:
    """Try an address before it is taken, under a key that no client knows."""
    content = {"code": 0, "data": {"verify_info": "This is a verification message."}}
    headers = {"Content-Type": "application/json", "Authorization": uuid.uuid4().hex * 2}
    status, _ = await market.delivery.post(HttpPush(url, dump(content), headers))
    if not status:
        raise Refusal("error_param", "The test push to this callback_url got no response.")
    if not 200 <= status < 300:
        raise Refusal("error_param", "The test push to this callback_url got no 2xx code.")


def _codes(call: ReplicaCall, name: str) -> list[int]:
    found: Any = call.fields.get(name) or []
    if not isinstance(found, list) or not all(isinstance(code, int) for code in found):
        raise call.fields.wrong(name)
    return found


def configuration(call: ReplicaCall) -> Json:
    """How the pushes of the app go: GET get_app_push_config."""
    market = call.market
    return {
        "response": {
            "callback_url": market.outbox.url or "",
            "live_push_status": status(market),
            "push_config_on_list": market.push_codes,
            "push_config_off_list": sorted({*CODES} - {*market.push_codes}),
            "blocked_shop_id": [],
        }
    }


def lost_pushes(call: ReplicaCall) -> Json:
    """The earliest hundred that were never taken: GET get_lost_push_message."""
    found = given_up(call.market)
    page = found[:PAGE]
    return {
        "response": {
            "push_message_list": [_message(push) for push in page],
            "has_next_page": len(found) > PAGE,
            "last_message_id": int(page[-1].name) if page else 0,
        }
    }


def _message(push: Push) -> Json:
    """`data` is text: the whole push as it would have come."""
    content = push.content
    named = {name: content[name] for name in ("shop_id", "code", "timestamp")}
    return {**named, "data": dump(content).decode()}


def confirm(call: ReplicaCall) -> Json:
    """Forget those up to this one: POST confirm_consumed_lost_push_message."""
    last, outbox = call.fields.integer("last_message_id"), call.market.outbox
    outbox.pushes = [
        push for push in outbox.pushes if not (push.given_up and int(push.name) <= last)
    ]
    return {"response": {"result": "success"}}


ENDPOINTS = {
    "/api/v2/push/set_app_push_config": post(configure, "public"),
    "/api/v2/push/get_app_push_config": get(configuration, "public"),
    "/api/v2/push/get_lost_push_message": get(lost_pushes, "public"),
    "/api/v2/push/confirm_consumed_lost_push_message": post(confirm, "public"),
}
