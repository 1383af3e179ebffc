"""Buudien.vn (Postmart): the partner API there is our proposal; Vietnam Post does not offer it."""

from adapters.partner import PartnerProfile, pushing_platform
from sync.model import TitleRule

marketplace = pushing_platform(
    PartnerProfile(
        name="postmart",
        label="Buudien.vn (Postmart)",
        title=TitleRule(parts=("ocop", "name", "place", "pack"), separator=" - "),  # its custom
        list_price=True,
    )
)
