"""What is new on a website, for readers of RSS."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from email.utils import format_datetime

from adapters.site.feeds import XML, in_xml
from adapters.site.product import ShownProduct
from adapters.site.settings import SiteSettings
from sync.model import VIETNAM

RSS_FILE = "tin.xml"
MOST_NEWS = 30
LONGEST_SUMMARY = 400


def rss_item(product: ShownProduct, site: SiteSettings, added_on: date) -> str:
    """Tell readers of a product that is new on the site."""
    address = f"{site.address}/{product.path}"
    at = format_datetime(datetime.combine(added_on, time(), VIETNAM))
    told = {"title": product.title, "link": address, "guid": address, "pubDate": at}
    told["description"] = product.text[:LONGEST_SUMMARY]
    parts = "".join(f"<{name}>{in_xml(text)}</{name}>" for name, text in told.items())
    return f"<item>{parts}</item>"


def rss(items: Iterable[str], site: SiteSettings) -> str:
    """Put what is new into a channel."""
    itself = f'<atom:link href="{in_xml(site.address)}/{RSS_FILE}" rel="self"/>'
    head = f"<title>{in_xml(site.name)}</title><link>{in_xml(site.address)}/</link>"
    about = in_xml(site.about or site.name)
    return (
        f"{XML}"
        '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>\n'
        f"{head}<description>{about}</description><language>vi</language>{itself}\n"
        f"{''.join(items)}\n</channel></rss>\n"
    )
