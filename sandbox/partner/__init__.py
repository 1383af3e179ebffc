"""Two marketplaces in a box that speak the partner API: our own proposal, adopted by nobody.

Nothing here says how the real buudien.vn or Voso work: neither publishes a seller API.
"""

from __future__ import annotations

from functools import partial

from sandbox.partner.platform import Partner
from sandbox.partner.profiles import POSTMART, VOSO
from sandbox.replica import Replica

QUOTAS = ("requests_per_minute", "media_per_minute", "tokens_per_hour", "new_products_per_day")

postmart = Replica("postmart", port_offset=4, open=partial(Partner, POSTMART), quotas=QUOTAS)
voso = Replica("voso", port_offset=5, open=partial(Partner, VOSO), quotas=QUOTAS)
