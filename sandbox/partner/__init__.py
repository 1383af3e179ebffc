"""Two marketplaces in a box that speak the partner API: our own proposal, adopted by nobody.

Nothing here says how the real buudien.vn or Voso work: neither publishes a seller API.
"""

from __future__ import annotations

from functools import partial

from sandbox.partner.houses import POSTMART, VOSO
from sandbox.partner.platform import Partner
from sandbox.replica import Replica

postmart = Replica(name="postmart", port_offset=4, open=partial(Partner, POSTMART))
voso = Replica(name="voso", port_offset=5, open=partial(Partner, VOSO))
