"""Rows of product feeds: Google Merchant (RSS 2.0 with `g:`) and Meta (CSV), one a pack."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal
from xml.sax.saxutils import escape

from adapters.site.feed_rules import left_out, offered
from adapters.site.pictures import SizedPicture
from adapters.site.product import ShownOffer, ShownProduct
from adapters.site.settings import Feed, SiteSettings
from sync.model import Language

FeedFile = Literal["google", "meta", "google en", "meta en"]  # also the part of a product in it
FILES: Mapping[FeedFile, str] = {
    "google": "feeds/google-vi.xml",
    "meta": "feeds/meta-vi.csv",
    "google en": "feeds/google-en.xml",
    "meta en": "feeds/meta-en.csv",
}
OF_TEXTS: FeedFile = "meta en"  # what it lacks is shown in Vietnamese, and deleted nowhere
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
MOST_MORE_PICTURES = 10
GTIN_LONGEST = 14
_IN_STORE = ("02", "04", "2")  # prefixes that GS1 gives to nobody
_MEASURE = re.compile(r"([0-9]+(?:[.,][0-9]+)?) ?(mg|g|kg|ml|l)", re.IGNORECASE)
_BASES = {"mg": "100g", "g": "100g", "kg": "1kg", "ml": "100ml", "l": "1l"}
LONGEST_TITLE, LONGEST_ID = 150, 50
LONGEST_TEXT: Mapping[Feed, int] = {"google": 5_000, "meta": 9_999}
_WORDS: Mapping[Language, tuple[str, str, str, str]] = {
    "vi": ("Thông tin sản phẩm", "Chứng nhận", "sao", "đến"),
    "en": ("Product facts", "Certification", "stars", "until"),
}
OVERRIDE = "en_XX"
TEXT_COLUMNS = ("id", "override", "title", "description", "link", "product_type")
META_COLUMNS = (
    "id", "title", "description", "availability", "condition", "price", "sale_price", "link",
    "image_link", "additional_image_link", "brand", "gtin", "item_group_id", "size", "product_type",
    "origin_country",
)  # fmt: skip
_ITEM = re.compile(r"<item>.*?</item>\n", re.DOTALL)
_ID = re.compile(r"<g:id>(.*?)</g:id>")
_TITLE = re.compile(r"<g:title>(.*?)</g:title>", re.DOTALL)
_TEXT = re.compile(r"<g:description>.*?</g:description>", re.DOTALL)
_DETAIL = re.compile(r"<g:product_detail>.*?</g:product_detail>", re.DOTALL)
_AVAILABLE = re.compile(r"<g:availability>.*?</g:availability>")
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def google_rows(product: ShownProduct, site: SiteSettings, pictures: Sequence[SizedPicture]) -> str:
    """Write the items of a product as XML; empty where it may not be in the feed."""
    if left_out(product, site, pictures):
        return ""
    rows = (_google(offer, product, site, pictures) for offer in offered(product))
    return "".join(f"<item>{''.join(row)}</item>\n" for row in rows)


def meta_rows(product: ShownProduct, site: SiteSettings, pictures: Sequence[SizedPicture]) -> str:
    """Write the rows of a product as CSV; empty where it may not be in the feed."""
    if left_out(product, site, pictures):
        return ""
    into = io.StringIO()
    writer = csv.DictWriter(into, META_COLUMNS, lineterminator="\n")
    for offer in offered(product):
        writer.writerow(dict(_meta(offer, product, site, pictures)))
    return into.getvalue()


def meta_texts(product: ShownProduct, site: SiteSettings, pictures: Sequence[SizedPicture]) -> str:
    """Write what Meta shows of a product to readers of English, beside its rows in Vietnamese."""
    if left_out(product, site, pictures):
        return ""
    into = io.StringIO()
    writer = csv.DictWriter(into, TEXT_COLUMNS, lineterminator="\n", extrasaction="ignore")
    for offer in offered(product):
        writer.writerow({**dict(_meta(offer, product, site, pictures)), "override": OVERRIDE})
    return into.getvalue()


def google_feed(rows: Iterable[str], site: SiteSettings) -> str:
    """Put the items into their channel."""
    head = f"<title>{in_xml(site.name)}</title><link>{in_xml(site.address)}/</link>"
    return (
        f"{XML}"
        '<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>\n'
        f"{head}<description>{in_xml(site.name)}</description>\n{''.join(rows)}</channel></rss>\n"
    )


def meta_feed(rows: Iterable[str], columns: Sequence[str] = META_COLUMNS) -> str:
    """Put the rows under their headings."""
    return ",".join(columns) + "\n" + "".join(rows)


def feed_text(feed: FeedFile, rows: Iterable[str], site: SiteSettings) -> str:
    """Put the rows of a feed together."""
    if _is_google(feed):
        return google_feed(rows, site)
    return meta_feed(rows, TEXT_COLUMNS if feed == OF_TEXTS else META_COLUMNS)


def in_language(feed: Feed, language: Language) -> FeedFile:
    """Name the file of a feed in a language."""
    english: Mapping[Feed, FeedFile] = {"google": "google en", "meta": "meta en"}
    return english[feed] if language == "en" else feed


def _is_google(feed: FeedFile) -> bool:
    return feed in {"google", "google en"}


def rows_in(feed: FeedFile, content: str) -> int:
    """Count the rows of a feed as it was written."""
    if _is_google(feed):
        return content.count("<item>")
    return sum(1 for _ in csv.DictReader(io.StringIO(content)))


def ended_rows(feed: FeedFile, content: str, carried: str) -> list[str]:
    """Give the rows of a feed that it carries no more, sold out, without a word that could end."""
    if _is_google(feed):
        now = set(_ID.findall(carried))
        items = _ITEM.findall(content)
        return [_ended_item(item) for item in items if _ID.findall(item)[0] not in now]
    rows = csv.DictReader(io.StringIO(meta_feed([carried])))
    now, into = {row["id"] for row in rows}, io.StringIO()
    writer = csv.DictWriter(into, META_COLUMNS, lineterminator="\n")
    for row in csv.DictReader(io.StringIO(content)):
        if row["id"] not in now:
            writer.writerow({**row, "availability": "out of stock", "description": row["title"]})
    return [into.getvalue()]


def _ended_item(item: str) -> str:
    title = _TITLE.findall(item)[0]
    told = _DETAIL.sub("", _TEXT.sub(lambda _: f"<g:description>{title}</g:description>", item))
    return _AVAILABLE.sub("<g:availability>out_of_stock</g:availability>", told)


def _google(
    offer: ShownOffer, product: ShownProduct, site: SiteSettings, pictures: Sequence[SizedPicture]
) -> Iterator[str]:
    yield _tag("id", offer.sku[:LONGEST_ID])
    yield _tag("title", _title(offer, product))
    yield _tag("description", (product.text or product.title)[: LONGEST_TEXT["google"]])
    yield _tag("link", _page(product, site))
    yield _tag("image_link", f"{site.address}/{pictures[0].square.path}")
    for more in pictures[1 : MOST_MORE_PICTURES + 1]:
        yield _tag("additional_image_link", f"{site.address}/{more.square.path}")
    yield _tag("availability", offer.stock)
    yield _tag("condition", "new")
    yield from (_tag(name, value) for name, value in _prices(offer).items())
    yield _tag("brand", (product.brand or site.seller.name or site.name)[:70])
    gtin = gtin_of(offer)
    yield _tag("gtin", gtin) if gtin else _tag("identifier_exists", "no")
    if len(product.offers) > 1:
        yield _tag("item_group_id", product.code[:LONGEST_ID])
        yield _tag("size", offer.name[:100])
    if product.category:
        yield _tag("product_type", product.category[:750])
    if offer.weight_g:
        yield _tag("shipping_weight", f"{offer.weight_g} g")
    yield from _unit_pricing(offer)
    yield from _details(product)
    if days := product.prepare_days:
        yield _tag("max_handling_time", str(days))
    yield _tag("ships_from_country", "VN")


def _page(product: ShownProduct, site: SiteSettings) -> str:
    """Lead to where it is bought: our page, or that of the shop that is told of."""
    return next(iter(product.links.values())) if site.feeds_of else f"{site.address}/{product.path}"


def gtin_of(offer: ShownOffer) -> str:
    """Give a code that GS1 gave; one that a shop or a scale made for itself is none."""
    return "" if offer.gtin.zfill(GTIN_LONGEST)[1:].startswith(_IN_STORE) else offer.gtin


def _unit_pricing(offer: ShownOffer) -> Iterator[str]:
    """Say the net content by which prices are compared, where it is one measure alone."""
    found = _MEASURE.fullmatch(offer.net_content.strip())
    if found and float(found[1].replace(",", ".")) > 0:
        unit = found[2].lower()
        yield _tag("unit_pricing_measure", f"{found[1].replace(',', '.')}{unit}")
        yield _tag("unit_pricing_base_measure", _BASES[unit])


def _details(product: ShownProduct) -> Iterator[str]:
    """Tell what the label says, and the stars with their proof: never as a rating by buyers."""
    facts, proof, count, until = _WORDS[product.language]
    for name, fact in product.details.items():
        yield _detail(facts, name, fact)
    if stars := product.stars:
        end = f", {until} {stars.until:%d/%m/%Y}" if stars.until else ""
        yield _detail(proof, "OCOP", f"{stars.stars} {count}{end}")


def _detail(section: str, name: str, value: str) -> str:
    parts = {"section_name": section, "attribute_name": name[:140], "attribute_value": value[:1000]}
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
    yield "link", _page(product, site)
    yield "image_link", f"{site.address}/{pictures[0].square.path}"
    yield (
        "additional_image_link",
        ",".join(f"{site.address}/{p.square.path}" for p in pictures[1:9]),
    )
    yield "brand", (product.brand or site.seller.name or site.name)[:100]
    yield "gtin", gtin_of(offer)
    if len(product.offers) > 1:
        yield "item_group_id", product.code[:100]
        yield "size", offer.name[:200]
    yield "product_type", product.category[:750]
    yield "origin_country", "VN" if product.vietnamese else ""


def _prices(offer: ShownOffer) -> dict[str, str]:
    """Say the list price as the price and ours as the sale, where it stands struck through."""
    if offer.list_price and offer.list_price > offer.price:
        return {"price": f"{offer.list_price} VND", "sale_price": f"{offer.price} VND"}
    return {"price": f"{offer.price} VND"}


def _title(offer: ShownOffer, product: ShownProduct) -> str:
    full = product.title if len(product.offers) == 1 else f"{product.title} – {offer.name}"
    return full if len(full) <= LONGEST_TITLE else product.title[:LONGEST_TITLE]


def _tag(name: str, value: str) -> str:
    return f"<g:{name}>{in_xml(value)}</g:{name}>"


def in_xml(text: str) -> str:
    """Write a text so that XML holds it: no letter that it forbids, no markup."""
    return escape(_NO_XML.sub("", text))
