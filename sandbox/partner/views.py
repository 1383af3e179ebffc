"""Products, orders and pictures as the API shows them."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from sandbox.partner.moments import today, told, told_or_none

if TYPE_CHECKING:
    from sandbox.partner.market import Market
    from sandbox.partner.shelf import Offer, Order, Product, Shop
    from sandbox.replica import Json

_PLAIN = (
    "name", "short_description", "category_id", "brand", "attributes", "ship_from",
)  # fmt: skip
_BLOCK_END = re.compile(r"(</(?:p|ul|ol|li|h3|h4|table|tr)>|<br>)(?=<)")


def product_view(market: Market, shop: Shop, product: Product) -> Json:
    """The newest revision of a product, with the states of both review and shelf."""
    content, now = product.content, market.clock.now()
    view = {
        "sku": product.sku,
        "product_id": product.product_id,
        "url": f"https://market.example/p/{product.product_id}",
        **{name: content.get(name) for name in _PLAIN},
        "description_html": _rewritten(market, content["description_html"]),
        "images": [_image(shop, media_id) for media_id in content["images"]],
        **_offers(market, product),
        "ocop": _ocop(content.get("ocop"), now),
        "documents": content.get("documents", []),
        "price_lock": _lock(product, now),
        **_states(market, product),
        "created_at": told(product.created_at),
        "updated_at": told(product.updated_at),
    }
    return view | ({"loyalty": {"points": 3}} if market.knobs.unknown_fields else {})


def _states(market: Market, product: Product) -> Json:
    review, odd = product.review_status, market.knobs.unknown_review_status
    on_show = product.live_revision is not None and product.sale_status == "ON"
    return {
        "review_status": odd if odd and review == "APPROVED" else review,
        "reject_reasons": product.reject_reasons,
        "ban_reason": product.ban_reason,
        "sale_status": product.sale_status,
        "visible": on_show and market.knobs.shop_status == "ACTIVE",
        "revision": product.revision,
        "live_revision": product.live_revision,
        "etag": str(product.etag),
    }


def _offers(market: Market, product: Product) -> Json:
    """Price and stock: at the top, or of each variant with nulls at the top."""
    options = product.content.get("options", [])
    if not options:
        return {**_terms(market, product.only), "options": [], "variants": []}
    names = _terms(market, next(iter(product.offers.values()))).keys()
    variants = [
        {
            "sku": offer.sku,
            "option_values": offer.option_values,
            **_terms(market, offer),
            "media_id": offer.media_id,
        }
        for offer in product.offers.values()
    ]
    return {**dict.fromkeys(names), "options": options, "variants": variants}


def _terms(market: Market, offer: Offer) -> Json:
    terms = {
        "price": offer.price,
        "list_price": offer.list_price,
        "stock": offer.stock,
        "reserved": offer.reserved,
        "weight_g": offer.weight_g,
        "gtin": offer.gtin,
    }
    if not market.house.list_price:
        del terms["list_price"]
    return terms


def media_url(media: Json) -> str:
    """Where a picture is re-hosted; never where it came from."""
    return f"https://cdn.example/partner/{media['media_id']}.{media['suffix']}"


def _image(shop: Shop, media_id: str) -> Json:
    media = shop.media[media_id]
    return {"media_id": media_id, "sha256": media["sha256"], "url": media_url(media)}


def _ocop(ocop: Json | None, now: float) -> Json | None:
    return None if ocop is None else {**ocop, "badge": ocop["expires_on"] >= today(now)}


def _lock(product: Product, now: float) -> Json | None:
    if now >= product.price_locked_until:
        return None
    return {"until": told(product.price_locked_until), "reason": "PROMOTION"}


def _rewritten(market: Market, text: str) -> str:
    """HTML as the server writes it out again: the one field that is not echoed faithfully."""
    if not market.knobs.rewrites_html:
        return text
    plain = text.replace("<br/>", "<br>").replace("<br />", "<br>")
    decoded = re.sub(r"[^<>]+", lambda found: _text_again(found.group()), plain)
    return _BLOCK_END.sub(r"\1\n", decoded)


def _text_again(text: str) -> str:
    """Between tags: entities only where they must be, and a space that does not break before %."""
    return html.escape(html.unescape(text), quote=False).replace(" %", "&nbsp;%")


def order_view(order: Order) -> Json:
    """An order; the buyer's data arrive masked."""
    goods = sum(line.kept * line.unit_price for line in order.lines)
    paid = goods + _SHIPPING
    return {
        "order_id": order.order_id,
        "status": order.status,
        "created_at": told(order.created_at),
        "updated_at": told(order.updated_at),
        "lines": [{**vars(line)} for line in order.lines],
        "totals": {"goods": goods, "shipping": _SHIPPING, "discount": 0, "paid": paid},
        "payment": {
            "method": "COD" if order.cod else "TRANSFER",
            "paid_at": told_or_none(order.paid_at),
        },
        "shipment": order.shipment,
        "cancellation": order.cancellation,
        "buyer": dict(_BUYER),
    }


_SHIPPING = 18_000
_BUYER = {
    "name": "N*** V*** A***",
    "phone": "09******12",
    "province_code": "96",
    "commune_code": "32188",
}
