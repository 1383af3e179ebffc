"""Voso: the partner API there is our proposal; Viettel Post does not offer it.

Its limits are arbitrary, so that it is no twin of Postmart: nothing is known of the real ones.
"""

from adapters.partner import PartnerProfile, platform
from sync.marketplace import Span

marketplace = platform(
    PartnerProfile(
        name="voso",
        label="Voso",
        title_length=Span(10, 100),
        images=Span(1, 6),
        batch=50,
        page=50,
    )
)
