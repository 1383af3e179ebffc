"""What happens by itself as time passes: verdicts, orders that move on, warnings, closings."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sandbox.partner.changes import changed, moved, tell
from sandbox.partner.counting import kept_units, put_back
from sandbox.partner.facts import DAY_S, MISSED_FOR_S, WARN_DAYS
from sandbox.partner.moments import today, told
from sandbox.partner.taxonomy.categories import TREE_VERSION
from sandbox.partner.tokens import secret_ends_at
from sandbox.partner.verdicts import verdict

if TYPE_CHECKING:
    from sandbox.partner.market import Market
    from sandbox.partner.shelf import Order, Product, Shop


def settle(market: Market, shop: Shop) -> None:
    """Let everything happen that is due in this shop."""
    now = market.clock.now()
    for product in shop.products.values():
        if product.review_until is not None and now >= product.review_until:
            judge(market, shop, product)
    for order in shop.orders.values():
        _move_on(market, shop, order, now)
    _warn(market, shop, now)
    _tell_closings(market, shop)
    shop.hook.forget(now - MISSED_FOR_S)


def submit(market: Market, product: Product) -> None:
    """Send the newest revision to review; an earlier one that waits is forgotten."""
    product.review_status, product.reject_reasons = "PENDING", []
    product.review_until = market.clock.now() + market.knobs.review_s


def judge(market: Market, shop: Shop, product: Product) -> None:
    """Give the verdict on the newest revision."""
    due, product.review_until = product.review_until, None
    product.reject_reasons = verdict(product.content)
    if product.reject_reasons:
        product.review_status = "REJECTED"
    else:
        approve(product)
    changed(market, shop, product, due)
    seen = {"revision": product.revision, "review_status": product.review_status}
    tell(market, shop, "product.reviewed", {"sku": product.sku, **seen})


def approve(product: Product) -> None:
    """The newest revision is what buyers see; a ban becomes OFF."""
    product.review_status, product.live_revision = "APPROVED", product.revision
    product.review_until, product.reject_reasons = None, []
    if product.sale_status == "BANNED":
        product.sale_status, product.ban_reason = "OFF", None
    for offer in product.offers.values():
        offer.live = True


def _move_on(market: Market, shop: Shop, order: Order, now: float) -> None:
    knobs = market.knobs
    if order.status == "NEW" and knobs.confirms_by_itself and now >= order.created_at + DAY_S:
        order.status = "CONFIRMED"
    elif order.status == "NEW" and now >= order.created_at + 2 * DAY_S:
        said = {"by": "PLATFORM", "reason": "NOT_CONFIRMED", "at": told(now)}
        cancel(market, shop, order, said)
    elif order.status == "SHIPPED" and now >= order.updated_at + knobs.delivered_after_s:
        order.status = "DELIVERED"
    else:
        return
    moved(market, shop, order)


def cancel(market: Market, shop: Shop, order: Order, cancellation: dict[str, str]) -> None:
    """The whole order is off; its units may be sold again."""
    put_back(market, shop, kept_units(order))
    order.status, order.cancellation = "CANCELLED", cancellation
    for line in order.lines:
        line.cancelled_quantity = line.quantity


def _warn(market: Market, shop: Shop, now: float) -> None:
    """Once for each of the days ahead of the end of the secret; late is one warning, not four."""
    ends_at = secret_ends_at(shop.connected_at)
    left_days = math.ceil((ends_at - now) / DAY_S)
    due = [days for days in WARN_DAYS if left_days <= days and days not in shop.warned]
    if due:
        shop.warned += due
        tell(market, shop, "credentials.expiring", {"expires_on": today(ends_at)})


def _tell_closings(market: Market, shop: Shop) -> None:
    closed = market.closed()
    for category_id in closed:
        if category_id not in shop.closed:
            data = {"category_id": category_id, "tree_version": TREE_VERSION}
            tell(market, shop, "category.closed", data)
    shop.closed = closed
