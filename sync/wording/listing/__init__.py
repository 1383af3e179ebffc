"""What a buyer reads in a listing: title, description, attributes.

Listings are in the language of their shop, whatever language the report is in.
"""

from sync.wording.listing.attributes import TRACE_LINK, attributes
from sync.wording.listing.description import description
from sync.wording.listing.title import TitleRoom, title
from sync.wording.listing.words import certificate_end

__all__ = ["TRACE_LINK", "TitleRoom", "attributes", "certificate_end", "description", "title"]
