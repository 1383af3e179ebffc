"""What a buyer reads in a listing: title, description, attributes.

Listings are in the language of their shop, whatever language the report is in.
"""

from sync.wording.listing.attributes import attributes, buy_links, is_link
from sync.wording.listing.description import description
from sync.wording.listing.title import TitleRoom, title
from sync.wording.listing.words import certificate_end

__all__ = [
    "TitleRoom",
    "attributes",
    "buy_links",
    "certificate_end",
    "description",
    "is_link",
    "title",
]
