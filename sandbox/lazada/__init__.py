"""Lazada in a box: a replica of the Lazada Open Platform for a Vietnamese local seller.

Written from the published documents; passing it is no proof against the real platform.
"""

from __future__ import annotations

from sandbox.lazada.platform import Lazada
from sandbox.replica import Replica

replica = Replica(name="lazada", port_offset=2, open=Lazada)
