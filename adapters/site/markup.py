"""What a page tells machines: JSON-LD and Open Graph, of the same value as its text.

Terms of schema.org as search engines read them in 2026: one offer a pack, no rating ever, a
certificate only while it may be claimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from adapters.site.pictures import SizedPicture
from adapters.site.product import ShownOffer, ShownProduct, Stars, Stock
from adapters.site.settings import SiteSeller, SiteSettings

CONTEXT = "https://schema.org"
AVAILABILITY: Mapping[Stock, str | None] = {
    "in_stock": f"{CONTEXT}/InStock",
    "out_of_stock": f"{CONTEXT}/OutOfStock",
    "ask": None,  # nobody counted: nothing is said
}
MOST_STARS = 5
GTIN_13 = 13
DAYS = "DAY"  # by UN/CEFACT

Node = dict[str, Any]


def product_markup(
    product: ShownProduct, site: SiteSettings, pictures: Sequence[SizedPicture]
) -> Node:
    """Describe a product: alone, or as a group of its packs."""
    common = _common(product, site, pictures)
    if len(product.offers) == 1:
        return {
            "@context": CONTEXT,
            "@type": "Product",
            **common,
            **_pack(product.offers[0], product, site),
        }
    packs = [
        {"@type": "Product", "name": f"{product.title} – {offer.name}", "size": offer.name}
        | _pack(offer, product, site)
        for offer in product.offers
    ]
    group = {"productGroupID": product.code, "variesBy": [f"{CONTEXT}/size"], "hasVariant": packs}
    return {"@context": CONTEXT, "@type": "ProductGroup", **common, **group}


def _common(product: ShownProduct, site: SiteSettings, pictures: Sequence[SizedPicture]) -> Node:
    node: Node = {"name": product.title, "url": f"{site.address}/{product.path}"}
    if product.text:
        node["description"] = product.text
    if pictures:
        node["image"] = [f"{site.address}/{each.square.path}" for each in pictures]
    if product.brand:
        node["brand"] = {"@type": "Brand", "name": product.brand}
    if product.category:
        node["category"] = product.category
    if product.vietnamese:
        node["countryOfOrigin"] = {"@type": "Country", "name": "VN"}
    if product.stars:
        english = product.language == "en"
        name = f"{product.stars.stars}-star OCOP" if english else f"OCOP {product.stars.stars} sao"
        node["hasCertification"] = {**_certification(product.stars), "name": name}
    return node


def _pack(offer: ShownOffer, product: ShownProduct, site: SiteSettings) -> Node:
    node: Node = {"sku": offer.sku}
    if len(offer.gtin) == GTIN_13:
        node["gtin13"] = offer.gtin
    if product.sold:
        node["offers"] = _offer(offer, product, site)
    return node


def _offer(offer: ShownOffer, product: ShownProduct, site: SiteSettings) -> Node:
    node: Node = {
        "@type": "Offer",
        "url": f"{site.address}/{product.path}",
        "price": str(offer.price),
        "priceCurrency": "VND",
        "itemCondition": f"{CONTEXT}/NewCondition",
        "seller": {"@type": "Organization", "name": site.seller.name},
    }
    if available := AVAILABILITY[offer.stock]:
        node["availability"] = available
    if days := product.prepare_days:
        lead = {"@type": "QuantitativeValue", "maxValue": days, "unitCode": DAYS}
        node["deliveryLeadTime"] = lead
    if offer.list_price:
        node["priceSpecification"] = {
            "@type": "UnitPriceSpecification",
            "priceType": f"{CONTEXT}/StrikethroughPrice",
            "price": str(offer.list_price),
            "priceCurrency": "VND",
        }
    return node


def _certification(stars: Stars) -> Node:
    node: Node = {
        "@type": "Certification",
        "certificationStatus": f"{CONTEXT}/CertificationActive",
        "certificationRating": {
            "@type": "Rating",
            "ratingValue": stars.stars,
            "bestRating": MOST_STARS,
        },
        "validIn": {"@type": "Country", "name": "VN"},
    }
    if stars.issued_by:
        node["issuedBy"] = {"@type": "Organization", "name": stars.issued_by}
    if stars.decision_no:
        node["certificationIdentification"] = stars.decision_no
    if stars.issued_on:
        node["validFrom"] = node["datePublished"] = stars.issued_on.isoformat()
    if stars.until:
        node["expires"] = stars.until.isoformat()
    return node


def breadcrumbs(steps: Sequence[tuple[str, str]], site: SiteSettings) -> Node:
    """Say where a page stands; each step is a name and a path."""
    items = [
        {"@type": "ListItem", "position": at, "name": name, "item": f"{site.address}/{path}"}
        for at, (name, path) in enumerate(steps, 1)
    ]
    return {"@context": CONTEXT, "@type": "BreadcrumbList", "itemListElement": items}


def organization(site: SiteSettings) -> Node:
    """Say who keeps the site; on the home page alone."""
    seller: SiteSeller = site.seller
    node: Node = {
        "@context": CONTEXT,
        "@type": "Organization",
        "name": site.name,
        "legalName": seller.name,
        "url": f"{site.address}/",
        "address": {
            "@type": "PostalAddress",
            "streetAddress": seller.address,
            "addressCountry": "VN",
        },
        "taxID": seller.tax_code,
    }
    told = {"telephone": seller.phone, "email": seller.email}
    return node | {name: value for name, value in told.items() if value}


def open_graph(
    product: ShownProduct, site: SiteSettings, pictures: Sequence[SizedPicture]
) -> Iterator[tuple[str, str]]:
    """Say what messengers show of a link to the product."""
    yield "og:type", "product"
    yield "og:url", f"{site.address}/{product.path}"
    if pictures:
        preview = pictures[0].preview
        yield "og:image", f"{site.address}/{preview.path}"
        yield "og:image:width", str(preview.width)
        yield "og:image:height", str(preview.height)
        yield "og:image:alt", product.title
    if product.sold:
        yield "product:price:amount", str(product.lowest)
        yield "product:price:currency", "VND"
        yield "product:condition", "new"
        if product.stock != "ask":
            yield "product:availability", product.stock.replace("_", " ")
    if product.brand:
        yield "product:brand", product.brand
    yield "product:retailer_item_id", product.offers[0].sku
