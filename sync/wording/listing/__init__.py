"""What a buyer reads in a listing: title, description, attributes.

Listings are Vietnamese whatever language the report is in: they are read by buyers in Vietnam.
"""

from sync.wording.listing.attributes import TRACE_LINK, attributes
from sync.wording.listing.description import certificate_end, description
from sync.wording.listing.title import title

__all__ = ["TRACE_LINK", "attributes", "certificate_end", "description", "title"]
