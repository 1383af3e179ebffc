"""Buudien.vn (Postmart): the partner API there is our proposal; Vietnam Post does not offer it."""

from adapters.partner import Kin, pushing_platform

marketplace = pushing_platform(Kin(name="postmart", label="Buudien.vn (Postmart)"))
