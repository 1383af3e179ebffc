"""A replica serves what our adapter calls, and what the proposal offers to other clients."""

from __future__ import annotations

import re

from adapters.partner import endpoints as called
from sandbox.partner.platform import endpoints
from sandbox.partner.profiles import POSTMART

# The contract is whole without us: a seller's own program also handles orders, and its webhook.
FOR_OTHERS = {
    "/media/*": "what an upload became",
    "/orders/*/confirm": "sellers take orders on by program",
    "/orders/*/ship": "and ship them",
    "/orders/*/cancel": "or cannot",
    "/webhook/rotate-secret": "a secret that got out is changed without losing an event",
    "/webhook/ping": "whether the address answers",
}


def shape(path: str) -> str:
    """A path without the names of its ids."""
    return re.sub(r"{\w+}", "*", path)


def test_what_is_served_is_called_or_offered_to_others() -> None:
    named = (value for name, value in vars(called).items() if name.isupper())
    ours = {shape(value) for value in named if isinstance(value, str)}
    served = {shape(endpoint.path) for endpoint in endpoints(POSTMART)}
    assert served - ours == FOR_OTHERS.keys()
    assert ours <= served
