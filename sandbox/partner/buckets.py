"""How many requests are borne: token buckets that punish whoever does not wait."""

from __future__ import annotations

import math
from collections.abc import Hashable
from dataclasses import dataclass

from sandbox.partner.facts import MINUTE_S

PENALTY_S, PENALTY_MOST_S = 1, 60


@dataclass
class Bucket:
    """What is left of one bucket, and until when everything is refused."""

    level: float
    at: float
    refused_until: float = 0.0


@dataclass(frozen=True, slots=True)
class Size:
    """How fast a bucket fills and how much it holds; 0 a minute is no limit at all."""

    per_minute: int
    burst: int

    @property
    def per_s(self) -> float:
        return self.per_minute / MINUTE_S


class Buckets:
    """One bucket per key, filled by the replica's clock."""

    def __init__(self) -> None:
        self._buckets: dict[Hashable, Bucket] = {}

    def wait_s(self, key: Hashable, now: float, size: Size) -> int:
        """Take one request out; 0 if it was there, else the whole seconds to wait."""
        if not size.per_minute:
            return 0
        bucket = self._filled(key, now, size)
        if now < bucket.refused_until:
            later = bucket.refused_until + PENALTY_S
            bucket.refused_until = min(later, now + PENALTY_MOST_S)
        elif bucket.level >= 1:
            bucket.level -= 1
            return 0
        else:
            bucket.refused_until = now + (1 - bucket.level) / size.per_s
        return max(1, math.ceil(bucket.refused_until - now))

    def headers(self, key: Hashable, now: float, size: Size) -> dict[str, str]:
        """What every answer tells about the bucket."""
        bucket = self._filled(key, now, size)
        missing_s = (size.burst - bucket.level) / size.per_s if size.per_minute else 0
        return {
            "X-RateLimit-Limit": str(size.per_minute),
            "X-RateLimit-Remaining": str(int(bucket.level)),
            "X-RateLimit-Reset": str(math.ceil(missing_s)),
        }

    def _filled(self, key: Hashable, now: float, size: Size) -> Bucket:
        bucket = self._buckets.setdefault(key, Bucket(size.burst, now))
        gained = max(now - bucket.at, 0.0) * size.per_s
        bucket.level, bucket.at = min(size.burst, bucket.level + gained), now
        return bucket
