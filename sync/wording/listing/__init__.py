"""What a buyer reads in a listing: title, description, attributes.

Listings are Vietnamese whatever language the report is in: they are read by buyers in Vietnam.
"""

from sync.wording.listing.attributes import attributes
from sync.wording.listing.description import certificate_end, description
from sync.wording.listing.title import title

__all__ = ["attributes", "certificate_end", "description", "title"]
