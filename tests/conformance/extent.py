"""How much is tried: by default what takes minutes; with OCOP_TEST_ALL=yes all, which takes hours.

Platforms and kinds of break begin at different calls, so that together they leave none out.
"""

from __future__ import annotations

import os

from sandbox.server import discover

ALL = os.environ.get("OCOP_TEST_ALL") == "yes"

STRIDE_OF_BREAKS = 1 if ALL else 29  # so each call meets one or two of 45: nine kinds, everywhere
STRIDE_OF_DEATHS = 1 if ALL else 11
EXAMPLES = 50 if ALL else 3
MANY = 1000 if ALL else 200  # publishes; by default where the calls are fewest, or it takes minutes
SOME = MANY if ALL else 40
IN_BATCHES = {"lazada"}
# One adapter under two names: what is of the adapter or the engine is tried with the other name.
TWICE = frozenset() if ALL else frozenset({"voso"})
OF_A_PROFILE = {"test_access", "test_limits", "test_papers", "test_publishing"}
# Of what the campaign `creates` does by thousands on each platform, some are a sample here.
ELSEWHERE = {} if ALL else {"test_many_publishes": frozenset({"postmart", "tiktok"})}

_PLATFORMS = sorted(replica.name for replica in discover())


def offset(platform_name: str, case: int, stride: int) -> int:
    """Tell how many calls to skip before the first that is broken."""
    return (_PLATFORMS.index(platform_name) + case) % stride
