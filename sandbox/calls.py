"""The count of calls by endpoint and result, so that a test can prove how few were needed."""

from __future__ import annotations

from collections import Counter
from typing import Any


class Calls:
    """Counts since the start or the last forgetting."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str, str]] = Counter()

    def count(self, method: str, endpoint: str, result: str) -> None:
        self._counts[endpoint, method, result] += 1

    def forget(self) -> None:
        self._counts.clear()

    def describe(self) -> dict[str, Any]:
        calls = [
            {"endpoint": endpoint, "method": method, "result": result, "count": count}
            for (endpoint, method, result), count in sorted(self._counts.items())
        ]
        return {"total": self._counts.total(), "calls": calls}
