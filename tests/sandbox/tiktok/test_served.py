"""The replica serves what our adapter calls and what published clients of others need: no more."""

from __future__ import annotations

import re

from adapters.tiktok import endpoints as called
from sandbox.tiktok.endpoints import ENDPOINTS

FOR_OTHERS = {
    ("GET", "/open/authorize"): "the older address of the consent page",
    ("DELETE", "/product/*/products"): "sellers' tools empty a shop; a draft makes it do nothing",
}


def shape(path: str) -> str:
    """A path without its version and without the names of its ids."""
    return re.sub(r"\{\w+\}", "*", re.sub(r"/20\d{4}/", "/*/", path.replace("{version}", "*")))


def test_what_is_served_is_called_or_allowed() -> None:
    ours = {
        shape(value)
        for name, value in vars(called).items()
        if name.isupper() and isinstance(value, str) and value.startswith("/")
    }
    served = {(endpoint.method, shape(endpoint.path)) for endpoint in ENDPOINTS}
    assert ours <= {path for _, path in served}
    extra = {(method, path) for method, path in served if path not in ours}
    assert extra | {("DELETE", "/product/*/products")} == set(FOR_OTHERS)
    assert FOR_OTHERS.keys() <= served
