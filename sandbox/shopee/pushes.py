"""What Shopee pushes to the app's one address: orders that come or move, listings taken down.

Source: guide "Push mechanism". Of what was never taken the last three days can be asked for.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from sandbox.courier import Letter, Manners
from sandbox.replica import dump
from sandbox.shopee.facts import PARTNER_KEY

if TYPE_CHECKING:
    from sandbox.courier import Parcel
    from sandbox.replica import Json
    from sandbox.shopee.market import Market
    from sandbox.shopee.shelf import Item, Order, Shop

ORDER_STATUS, VIOLATION = 3, 16
CODES = (ORDER_STATUS, VIOLATION)
MANNERS = Manners((300, 1800, 10_800), enough=600, least_success=0.30)
LOST_FOR_S = 3 * 86_400
_WARNED_BELOW = 0.70


def ordered(market: Market, shop: Shop, order: Order) -> None:
    """An order came or moved."""
    data = {
        "items": [],
        "ordersn": order.order_sn,
        "status": order.status,
        "completed_scenario": "",
        "update_time": order.update_time,
    }
    _push(market, shop, ORDER_STATUS, data)


def banned(market: Market, shop: Shop, item: Item) -> None:
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


def _push(market: Market, shop: Shop, code: int, data: Json) -> None:
    if market.outbox.url is None or code not in market.push_codes:
        return
    now = market.clock.second()
    content = {"data": data, "shop_id": shop.shop_id, "code": code, "timestamp": now}
    market.outbox.forget(now - LOST_FOR_S)
    market.courier.send(market.outbox, str(market.next_number("push")), content)


def sealed(market: Market, parcel: Parcel) -> Letter:
    """A push as it goes over the wire: the registered address is part of what is signed."""
    url, body = market.outbox.url or "", dump(parcel.content)
    key = market.push_key or PARTNER_KEY
    if market.knobs.webhook_mood == "wrong_signature":
        key += "0"
    made = hmac.new(key.encode(), url.encode() + b"|" + body, hashlib.sha256).hexdigest()
    return Letter(url, body, {"Content-Type": "application/json", "Authorization": made})


def lost(market: Market) -> list[Parcel]:
    """Those of three days that were never taken and will not be tried again, oldest first."""
    market.outbox.forget(market.clock.now() - LOST_FOR_S)
    return [parcel for parcel in market.outbox.parcels if parcel.given_up]


def status(market: Market) -> str:
    """How the address does, in the words of the console."""
    count, share = market.outbox.success(market.clock.now())
    if market.outbox.stopped:
        return "Suspended"
    return "Warning" if count > MANNERS.enough and share < _WARNED_BELOW else "Normal"
