"""Products, orders and pictures as the API shows them."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, cast

from sandbox.partner.facts import today, written, written_or_none

if TYPE_CHECKING:
    from sandbox.partner import answers
    from sandbox.partner.entities import Line, Offer, Order, Product, Shop
    from sandbox.partner.market import Market
    from sandbox.replica import Json

_BLOCK_END = re.compile(r"(</(?:p|ul|ol|li|h3|h4|table|tr)>|<br>)(?=<)")


def product_view(market: Market, shop: Shop, of: Product) -> answers.Product:
    """The newest revision of a product, with the states of both review and sale."""
    content, now = of.content, market.clock.now()
    found: answers.Product = {
        "sku": of.sku,
        "product_id": of.product_id,
        "url": f"https://market.example/p/{of.product_id}",
        "name": content["name"],
        "short_description": content.get("short_description"),
        "description_html": _rewritten(market, content["description_html"]),
        "category_id": content["category_id"],
        "brand": content.get("brand"),
        "attributes": content["attributes"],
        "images": [_image(shop, media_id) for media_id in content["images"]],
        **_offers(market, of),
        "ship_from": content["ship_from"],
        "ocop": _ocop(content.get("ocop"), now),
        "documents": content.get("documents", []),
        "price_lock": _lock(of, now),
        **_states(market, of),
        "created_at": written(of.created_at),
        "updated_at": written(of.updated_at),
    }
    if market.settings.unknown_fields:
        found["loyalty"] = {"points": 3}  # type: ignore[typeddict-unknown-key]
    return found


def _states(market: Market, product: Product) -> answers.States:
    review, odd = product.review_status, market.settings.unknown_review_status
    on_show = product.live_revision is not None and product.sale_status == "ON"
    return {
        "review_status": odd if odd and review == "APPROVED" else review,
        "reject_reasons": product.reject_reasons,
        "ban_reason": product.ban_reason,
        "sale_status": product.sale_status,
        "visible": on_show and market.settings.shop_status == "ACTIVE",
        "revision": product.revision,
        "live_revision": product.live_revision,
        "etag": str(product.etag),
    }


def _offers(market: Market, product: Product) -> answers.Offered:
    """Price and stock: at the top, or of each variant with nulls at the top."""
    options = product.content.get("options", [])
    if not options:
        return {**_terms(market, product.only), "options": [], "variants": []}
    variants: list[answers.Variant] = [
        {
            "sku": offer.sku,
            "option_values": offer.option_values,
            **_terms(market, offer),
            "media_id": offer.media_id,
        }
        for offer in product.offers.values()
    ]
    silent = cast(
        "answers.Terms", dict.fromkeys(_terms(market, next(iter(product.offers.values()))))
    )
    return {**silent, "options": options, "variants": variants}


def _terms(market: Market, offer: Offer) -> answers.Terms:
    terms: answers.Terms = {
        "price": offer.price,
        "list_price": offer.list_price,
        "stock": offer.stock,
        "reserved": offer.reserved,
        "weight_g": offer.weight_g,
        "gtin": offer.gtin,
    }
    if not market.profile.list_price:
        del terms["list_price"]
    return terms


def media_url(media: Json) -> str:
    """Where a picture is re-hosted; never where it came from."""
    return f"https://cdn.example/partner/{media['media_id']}.{media['suffix']}"


def _image(shop: Shop, media_id: str) -> answers.Image:
    media = shop.media[media_id]
    return {"media_id": media_id, "sha256": media["sha256"], "url": media_url(media)}


def _ocop(ocop: Json | None, now: float) -> answers.Ocop | None:
    if ocop is None:
        return None
    return cast("answers.Ocop", {**ocop, "badge": ocop["expires_on"] >= today(now)})


def _lock(product: Product, now: float) -> answers.PriceLock | None:
    if now >= product.price_locked_until:
        return None
    return {"until": written(product.price_locked_until), "reason": "PROMOTION"}


def _rewritten(market: Market, text: str) -> str:
    """HTML as the server writes it out again: the one field that is not echoed faithfully."""
    if not market.settings.rewrites_html:
        return text
    plain = text.replace("<br/>", "<br>").replace("<br />", "<br>")
    decoded = re.sub(r"[^<>]+", lambda found: _text_again(found.group()), plain)
    return _BLOCK_END.sub(r"\1\n", decoded)


def _text_again(text: str) -> str:
    """Between tags: entities only where they must be, and a space that does not break before %."""
    return html.escape(html.unescape(text), quote=False).replace(" %", "&nbsp;%")


def _line(line: Line) -> answers.OrderLine:
    return cast("answers.OrderLine", dict(vars(line)))


def order_view(of: Order) -> answers.Order:
    """An order; the buyer's data arrive masked."""
    goods = sum(line.kept * line.unit_price for line in of.lines)
    paid = goods + _SHIPPING
    return {
        "order_id": of.order_id,
        "status": of.status,
        "created_at": written(of.created_at),
        "updated_at": written(of.updated_at),
        "lines": [_line(line) for line in of.lines],
        "totals": {"goods": goods, "shipping": _SHIPPING, "discount": 0, "paid": paid},
        "payment": {
            "method": "COD" if of.cod else "TRANSFER",
            "paid_at": written_or_none(of.paid_at),
        },
        "shipment": of.shipment,
        "cancellation": of.cancellation,
        "buyer": _BUYER.copy(),
    }


_SHIPPING = 18_000
_BUYER: answers.Buyer = {
    "name": "N*** V*** A***",
    "phone": "09******12",
    "province_code": "96",
    "commune_code": "32188",
}
