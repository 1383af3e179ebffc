"""Shopee in a box: a replica of the Open Platform API v2 for a Vietnamese local seller.

Written from the published documents; passing it is no proof against the real platform.
"""

from __future__ import annotations

from sandbox.replica import Replica
from sandbox.shopee.platform import Shopee

replica = Replica(name="shopee", port_offset=1, open=Shopee)
