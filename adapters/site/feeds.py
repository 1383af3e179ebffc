"""Rows of product feeds: Google Merchant (RSS 2.0 with `g:`) and Meta (CSV), one a pack."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from adapters.site.pictures import SizedPicture
from adapters.site.product import ShownOffer, ShownProduct
from adapters.site.settings import Feed, SiteSettings

FILES: Mapping[Feed, str] = {"google": "feeds/google-vi.xml", "meta": "feeds/meta-vi.csv"}
MOST_MORE_PICTURES = 10
LONGEST_TITLE, LONGEST_ID = 150, 50
LONGEST_TEXT: Mapping[Feed, int] = {"google": 5_000, "meta": 9_999}
META_COLUMNS = (
    "id", "title", "description", "availability", "condition", "price", "sale_price", "link",
    "image_link", "additional_image_link", "brand", "gtin", "item_group_id", "size", "product_type",
    "origin_country",
)  # fmt: skip
_ALCOHOL = re.compile(r"\b(rượu|bia|nồng độ cồn)\b", re.IGNORECASE)
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def left_out(product: ShownProduct, pictures: Sequence[SizedPicture]) -> str:
    """Say why a product goes into no feed, as a code; empty where it does.

    Alcohol may not be shown in Vietnam (both), and neither takes what has no picture.
    """
    if _ALCOHOL.search(f"{product.title} {product.category} {product.text}"):
        return "alcohol"
    return "" if pictures else "no_picture"


def google_rows(product: ShownProduct, site: SiteSettings, pictures: Sequence[SizedPicture]) -> str:
    """Write the items of a product as XML; empty where it may not be in the feed."""
    if left_out(product, pictures):
        return ""
    rows = (_google(offer, product, site, pictures) for offer in _offered(product))
    return "".join(f"<item>{''.join(row)}</item>\n" for row in rows)


def meta_rows(product: ShownProduct, site: SiteSettings, pictures: Sequence[SizedPicture]) -> str:
    """Write the rows of a product as CSV; empty where it may not be in the feed."""
    if left_out(product, pictures):
        return ""
    into = io.StringIO()
    writer = csv.DictWriter(into, META_COLUMNS, lineterminator="\n")
    for offer in _offered(product):
        writer.writerow(dict(_meta(offer, product, site, pictures)))
    return into.getvalue()


def google_feed(rows: Iterable[str], site: SiteSettings) -> str:
    """Put the items into their channel."""
    head = f"<title>{_xml(site.name)}</title><link>{_xml(site.address)}/</link>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>\n'
        f"{head}<description>{_xml(site.name)}</description>\n{''.join(rows)}</channel></rss>\n"
    )


def meta_feed(rows: Iterable[str]) -> str:
    """Put the rows under their headings."""
    return ",".join(META_COLUMNS) + "\n" + "".join(rows)


def rows_in(feed: Feed, content: str) -> int:
    """Count the rows of a feed as it was written."""
    return (
        content.count("<item>")
        if feed == "google"
        else len(list(csv.reader(io.StringIO(content)))) - 1
    )


def _offered(product: ShownProduct) -> Iterator[ShownOffer]:
    """Leave out what nobody counted: a feed must say whether it is there."""
    return (offer for offer in product.offers if offer.stock != "ask" and offer.price > 0)


def _google(
    offer: ShownOffer, product: ShownProduct, site: SiteSettings, pictures: Sequence[SizedPicture]
) -> Iterator[str]:
    yield _tag("id", offer.sku[:LONGEST_ID])
    yield _tag("title", _title(offer, product))
    yield _tag("description", (product.text or product.title)[: LONGEST_TEXT["google"]])
    yield _tag("link", f"{site.address}/{product.path}")
    yield _tag("image_link", f"{site.address}/{pictures[0].square.path}")
    for more in pictures[1 : MOST_MORE_PICTURES + 1]:
        yield _tag("additional_image_link", f"{site.address}/{more.square.path}")
    yield _tag("availability", offer.stock)
    yield _tag("condition", "new")
    yield from (_tag(name, value) for name, value in _prices(offer).items())
    yield _tag("brand", (product.brand or site.seller.name)[:70])
    yield _tag("gtin", offer.gtin) if offer.gtin else _tag("identifier_exists", "no")
    if len(product.offers) > 1:
        yield _tag("item_group_id", product.code[:LONGEST_ID])
        yield _tag("size", offer.name[:100])
    if product.category:
        yield _tag("product_type", product.category[:750])
    if offer.weight_g:
        yield _tag("shipping_weight", f"{offer.weight_g} g")
    if product.stars:
        yield _stars_detail(product)
    yield _tag("ships_from_country", "VN")


def _stars_detail(product: ShownProduct) -> str:
    """Tell the stars as a detail, with their proof: never as a rating by buyers."""
    stars = product.stars
    told = f"{stars.stars} sao" if stars else ""
    if stars and stars.until:
        told += f", đến {stars.until:%d/%m/%Y}"
    parts = {"section_name": "Chứng nhận", "attribute_name": "OCOP", "attribute_value": told}
    return f"<g:product_detail>{''.join(_tag(*part) for part in parts.items())}</g:product_detail>"


def _meta(
    offer: ShownOffer, product: ShownProduct, site: SiteSettings, pictures: Sequence[SizedPicture]
) -> Iterator[tuple[str, str]]:
    yield "id", offer.sku[:LONGEST_ID]
    yield "title", _title(offer, product)
    yield "description", (product.text or product.title)[: LONGEST_TEXT["meta"]]
    yield "availability", offer.stock.replace("_", " ")
    yield "condition", "new"
    yield from _prices(offer).items()
    yield "link", f"{site.address}/{product.path}"
    yield "image_link", f"{site.address}/{pictures[0].square.path}"
    yield (
        "additional_image_link",
        ",".join(f"{site.address}/{p.square.path}" for p in pictures[1:9]),
    )
    yield "brand", (product.brand or site.seller.name)[:100]
    yield "gtin", offer.gtin
    if len(product.offers) > 1:
        yield "item_group_id", product.code[:100]
        yield "size", offer.name[:200]
    yield "product_type", product.category[:750]
    yield "origin_country", "VN"


def _prices(offer: ShownOffer) -> dict[str, str]:
    """Say the list price as the price and ours as the sale, where it stands struck through."""
    if offer.list_price and offer.list_price > offer.price:
        return {"price": f"{offer.list_price} VND", "sale_price": f"{offer.price} VND"}
    return {"price": f"{offer.price} VND"}


def _title(offer: ShownOffer, product: ShownProduct) -> str:
    full = product.title if len(product.offers) == 1 else f"{product.title} – {offer.name}"
    return full if len(full) <= LONGEST_TITLE else product.title[:LONGEST_TITLE]


def _tag(name: str, value: str) -> str:
    return f"<g:{name}>{_xml(value)}</g:{name}>"


def _xml(text: str) -> str:
    return escape(_NO_XML.sub("", text))
