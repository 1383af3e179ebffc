"""The rate limit of a marketplace: one token bucket per key, filled by the replica's clock."""

from __future__ import annotations

from collections.abc import Hashable


class TokenBuckets:
    """Says of each call whether it still fits."""

    def __init__(self) -> None:
        self._buckets: dict[Hashable, tuple[float, float]] = {}

    def admits(self, key: Hashable, now: float, per_second: float) -> bool:
        most = max(per_second, 1.0)
        level, since = self._buckets.get(key, (most, now))
        level = min(most, level + max(now - since, 0.0) * per_second)
        self._buckets[key] = (level - 1 if level >= 1 else level, now)
        return level >= 1
