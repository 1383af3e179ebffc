"""Two marketplaces in a box that speak the partner API: our own proposal, adopted by nobody.

Nothing here says how the real buudien.vn or Voso work: neither publishes a seller API.
"""

from __future__ import annotations

from functools import partial

from sandbox.partner.platform import Partner
from sandbox.partner.profiles import POSTMART, VOSO, MarketProfile
from sandbox.replica import Replica

QUOTAS = ("requests_per_minute", "media_per_minute", "tokens_per_hour", "new_products_per_day")

REALITIES = {
    "errors under 200": {"errors_under_200": True},
    "fields of later": {"unknown_fields": True},
}


def _replica(name: str, port_offset: int, profile: MarketProfile) -> Replica:
    opened = partial(Partner, profile)
    return Replica(name, port_offset, opened, quotas=QUOTAS, realities=REALITIES)


postmart = _replica("postmart", 4, POSTMART)
voso = _replica("voso", 5, VOSO)
