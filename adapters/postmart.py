"""Buudien.vn (Postmart): the partner API there is our proposal; Vietnam Post does not offer it."""

from adapters.partner import PartnerProfile, pushing_platform

marketplace = pushing_platform(PartnerProfile(name="postmart", label="Buudien.vn (Postmart)"))
