"""Assembles what the commands and the service use: configuration, store, platforms, lines."""

from sync.wiring.engine import (
    Engine,
    ShopStatus,
    database_address,
    load_configuration,
    opened,
)
from sync.wiring.opening import Unusable, platform_of, platforms

__all__ = [
    "Engine",
    "ShopStatus",
    "Unusable",
    "database_address",
    "load_configuration",
    "opened",
    "platform_of",
    "platforms",
]
