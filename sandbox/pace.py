"""SHIM: old name, until every platform has moved to `sandbox.rate_limit`."""

from sandbox.rate_limit import TokenBuckets as Pace

__all__ = ["Pace"]
