"""What follows from every change, and what happens by itself as time passes.

A change means a new etag, a new stamp, the lists some time later, and an event. By themselves come
verdicts of reviewers, orders that move on, warnings, and closings of categories.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from sandbox.partner.envelope import reason_sentence
from sandbox.partner.facts import DAY_S, MISSED_FOR_S, WARN_DAYS, secret_ends_at, today, written
from sandbox.partner.taxonomy import TREE_VERSION
from sandbox.partner.views import order_view, product_view

if TYPE_CHECKING:
    from sandbox.partner import answers
    from sandbox.partner.entities import Order, Product, Shop
    from sandbox.partner.market import Market
    from sandbox.replica import Json


def changed(market: Market, shop: Shop, product: Product, at: float | None = None) -> None:
    """Stamp a product and tell the copy that lists come from; `at` is now, or when it fell due."""
    moment = market.clock.now() if at is None else at
    product.etag += 1
    product.updated_at = int(moment)
    view = product_view(market, shop, product)
    product.shown.write(view, moment, market.settings.list_lag_s)


def moved(market: Market, shop: Shop, order: Order, event: str = "order.updated") -> None:
    """Stamp an order, tell the lists, and tell the shop."""
    order.updated_at = market.clock.second()
    order.shown.write(order_view(order), market.clock.now(), market.settings.list_lag_s)
    tell(market, shop, event, {"order_id": order.order_id, "status": order.status})


def tell(market: Market, shop: Shop, event: str, data: Json) -> None:
    """Put an event on its way, if the shop wants to hear of such."""
    if shop.webhook.status == "ON" and event in shop.webhook.events:
        content = {"event": event, "data": data}
        market.delivery.send(shop.webhook, event_name(market), content)


def event_name(market: Market) -> str:
    """A fresh id of an event."""
    return f"evt_{market.next_number('event'):012d}"


def of_product(product: Product) -> Json:
    """The data of an event about what people did to a product."""
    return {"sku": product.sku, "etag": str(product.etag)}


Units = Mapping[str, int]  # SKU -> units


def kept_units(order: Order) -> Units:
    """The units of an order that are not cancelled."""
    found: Counter[str] = Counter()
    for line in order.lines:
        found[line.sku] += line.kept
    return found


def take(market: Market, shop: Shop, units: Units) -> None:
    """Bought: no longer for sale, reserved until they are shipped."""
    _shift(market, shop, units, (-1, 1))


def put_back(market: Market, shop: Shop, units: Units) -> None:
    """Cancelled before they were shipped: for sale again, if the SKU still is."""
    _shift(market, shop, units, (1, -1))


def send_off(market: Market, shop: Shop, units: Units) -> None:
    """Shipped: no longer reserved."""
    _shift(market, shop, units, (0, -1))


def _shift(market: Market, shop: Shop, units: Units, signs: tuple[int, int]) -> None:
    touched = {}
    for sku, count in units.items():
        product, offer = shop.product_of(sku), shop.offer_of(sku)
        if product is not None and offer is not None:
            offer.stock += signs[0] * count
            offer.reserved = max(0, offer.reserved + signs[1] * count)
            touched[product.sku] = product
    for product in touched.values():
        changed(market, shop, product)


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
    shop.webhook.forget(now - MISSED_FOR_S)


def submit(market: Market, product: Product) -> None:
    """Send the newest revision to review; an earlier one that waits is forgotten."""
    product.review_status, product.reject_reasons = "PENDING", []
    product.review_until = market.clock.now() + market.settings.review_s


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
    settings = market.settings
    if order.status == "NEW" and settings.confirms_by_itself and now >= order.created_at + DAY_S:
        order.status = "CONFIRMED"
    elif order.status == "NEW" and now >= order.created_at + 2 * DAY_S:
        said: answers.Cancellation = {
            "by": "PLATFORM",
            "reason": "NOT_CONFIRMED",
            "at": written(now),
        }
        cancel(market, shop, order, said)
    elif order.status == "SHIPPED" and now >= order.updated_at + settings.delivered_after_s:
        order.status = "DELIVERED"
    else:
        return
    moved(market, shop, order)


def cancel(market: Market, shop: Shop, order: Order, cancellation: answers.Cancellation) -> None:
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


_CONTACT = re.compile(
    r"(?<!\d)(?:\+?84|0)(?:[ .-]?\d){8,10}(?!\d)"  # a telephone number
    r"|[\w.+-]+@[\w-]+\.\w"
    r"|https?://|www\.|\b[\w-]+\.(?:com|vn|net|org)\b"
    r"|\bzalo\b",
    re.IGNORECASE,
)
_CLAIMS = re.compile("chữa bệnh|trị bệnh|điều trị|ung thư|kháng virus", re.IGNORECASE)
_STARS = re.compile(r"(\d)\s*sao\b", re.IGNORECASE)
_TEXTS = ("name", "short_description", "description_html")


def verdict(content: Json) -> list[answers.Rejected]:
    """The reasons to refuse this content; none means that it passes."""
    for code, look in _LOOKS:
        field = look(content)
        if field is not None:
            return [{"code": code, "field": field, "message": reason_sentence(code)}]
    return []


def _refused_by_name(content: Json) -> str | None:
    return "name" if "[[từ chối]]" in content["name"].lower() else None


def _finds(pattern: re.Pattern[str]) -> Callable[[Json], str | None]:
    def look(content: Json) -> str | None:
        for field in _TEXTS:
            if pattern.search(content.get(field, "")):
                return field
        return None

    return look


def _unproven(content: Json) -> str | None:
    name, proven = content["name"], (content.get("ocop") or {}).get("stars", 0)
    claimed = [int(stars) for stars in _STARS.findall(name)]
    claims = "ocop" in name.lower() or bool(claimed)
    return "name" if claims and proven < max(claimed, default=1) else None


_LOOKS = (
    ("OTHER", _refused_by_name),
    ("CONTACT_INFO", _finds(_CONTACT)),
    ("HEALTH_CLAIM", _finds(_CLAIMS)),
    ("OCOP_UNPROVEN", _unproven),
)
