"""SHIM: old name, until every platform has moved to `sandbox.read_lag`."""

from sandbox.read_lag import LaggedValue as Lagging

__all__ = ["Lagging"]
