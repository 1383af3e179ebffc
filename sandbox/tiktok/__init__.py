"""TikTok Shop in a box: a replica of the Partner API from 202309 on, for a Vietnamese seller.

Written from the published documents; passing it is no proof against the real platform.
"""

from __future__ import annotations

from sandbox.replica import Replica
from sandbox.tiktok.platform import TikTok

replica = Replica(name="tiktok", port_offset=3, open=TikTok)
