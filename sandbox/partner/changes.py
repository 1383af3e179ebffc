"""What follows from every change: a new etag, a new stamp, the lists some time later, an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sandbox.partner.courier import event_name
from sandbox.partner.views import order_view, product_view

if TYPE_CHECKING:
    from sandbox.partner.market import Market
    from sandbox.partner.shelf import Order, Product, Shop
    from sandbox.replica import Json


def changed(market: Market, shop: Shop, product: Product, at: float | None = None) -> None:
    """Stamp a product and tell the copy that lists come from; `at` is now, or when it fell due."""
    moment = market.clock.now() if at is None else at
    product.etag += 1
    product.updated_at = int(moment)
    view = product_view(market, shop, product)
    product.shown.write(view, moment, market.knobs.list_lag_s)


def moved(market: Market, shop: Shop, order: Order, event: str = "order.updated") -> None:
    """Stamp an order, tell the lists, and tell the shop."""
    order.updated_at = market.clock.second()
    order.shown.write(order_view(order), market.clock.now(), market.knobs.list_lag_s)
    tell(market, shop, event, {"order_id": order.order_id, "status": order.status})


def tell(market: Market, shop: Shop, event: str, data: Json) -> None:
    """Put an event on its way, if the shop wants to hear of such."""
    if shop.hook.status == "ON" and event in shop.hook.wanted:
        content = {"event": event, "data": data}
        market.courier.send(shop.hook, event_name(market), content)


def of_product(product: Product) -> Json:
    """The data of an event about what people did to a product."""
    return {"sku": product.sku, "etag": str(product.etag)}
