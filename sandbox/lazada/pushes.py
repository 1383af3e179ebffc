"""What Lazada pushes to the app's one address: every unit of an order that comes or moves.

Source: guides 120196 to 120210. The address is set in the console; there is no call for it.
"""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from sandbox.courier import Letter, Manners
from sandbox.lazada.facts import APP_KEY, APP_SECRET
from sandbox.replica import dump

if TYPE_CHECKING:
    from sandbox.courier import Parcel
    from sandbox.lazada.market import Market
    from sandbox.lazada.shelf import Order, Shop

ORDER_STATUS = 0
RETRY_S, TRIES = 1800, 12
SITE = "lazada_vn"
MANNERS = Manners(
    (RETRY_S,) * TRIES,
    enough=20,  # invented: the documents only say "more than half"
    least_success=0.50,
    taken=lambda status: status == 200,
)


def ordered(market: Market, shop: Shop, order: Order) -> None:
    """An order came or moved: one push for each of its units."""
    if market.outbox.url is None:
        return
    now = market.clock.now()
    market.outbox.forget(now - RETRY_S * (TRIES + 1))
    for unit in order.units:
        data = {
            "order_status": unit.status,
            "trade_order_id": str(order.order_id),
            "trade_order_line_id": str(unit.order_item_id),
            "status_update_time": order.updated_at,
        }
        if unit.status == "returned":
            data |= {"reverse_order_id": f"9{order.order_id}"}
        content = {
            "seller_id": shop.seller_id,
            "message_type": ORDER_STATUS,
            "data": data,
            "timestamp": int(now * 1000),
            "site": SITE,
        }
        market.courier.send(market.outbox, str(market.next_number("push")), content)


def sealed(market: Market, parcel: Parcel) -> Letter:
    """A push as it goes over the wire; a later try tells the status of its own time."""
    content = parcel.content
    order = market.shops[content["seller_id"]].orders[int(content["data"]["trade_order_id"])]
    fresh = {"order_status": order.status, "status_update_time": order.updated_at}
    body = dump({**content, "data": {**content["data"], **fresh}})
    secret = APP_SECRET + ("0" if market.knobs.webhook_mood == "wrong_signature" else "")
    made = hmac.new(secret.encode(), APP_KEY.encode() + body, hashlib.sha256).hexdigest()
    headers = {"Content-Type": "application/json", "Authorization": made}
    return Letter(market.outbox.url or "", body, headers)
