"""How much of what is left one shop may offer."""

from __future__ import annotations

from sync.model import StockRule


def offered(available: int | None, rule: StockRule) -> int | None:
    """Keep the reserve, take the share, stay under the ceiling; None (not counted) stays None."""
    if available is None:
        return None
    share = (available - rule.reserve) * round(rule.share_percent * 1000) // 100_000
    return max(share if rule.ceiling is None else min(share, rule.ceiling), 0)
