"""Products and shops, made as planning's tests make them."""

from tests.sync.planning.conftest import make

__all__ = ["make"]
