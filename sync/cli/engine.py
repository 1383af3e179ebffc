"""The one place where the commands meet the engine."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeVar

from sync.catalog import Configuration
from sync.cli.session import Session
from sync.marketplace import MarketplaceError, Postbox
from sync.planning import changed_values
from sync.running.clock import Clock
from sync.running.decide import Choice
from sync.running.observe import Proof
from sync.running.report import Progress, Report, Step, Unwatched
from sync.running.shelf import Ledger, Standing, Untold, Word
from sync.running.visit import News
from sync.stock import Account, Line, history
from sync.store import ByHand, Entry, LeaseLost, StoreUnavailable
from sync.wiring import Engine, ShopStatus, opened, platform_of

__all__ = [
    "Account",
    "ByHand",
    "Choice",
    "Clock",
    "Configuration",
    "Engine",
    "Entry",
    "LeaseLost",
    "Ledger",
    "Line",
    "MarketplaceError",
    "News",
    "Postbox",
    "Progress",
    "Proof",
    "Report",
    "ShopStatus",
    "Standing",
    "Step",
    "StoreUnavailable",
    "Untold",
    "Unwatched",
    "Word",
    "changed_values",
    "history",
    "opening",
    "platform_of",
    "run",
]

Result = TypeVar("Result")


def opening(
    session: Session, configuration: Configuration, clock: Clock | None = None
) -> AbstractAsyncContextManager[Engine]:
    """Open the store and the marketplaces; the clock is the real one unless given."""
    return opened(configuration, home=session.home, clock=clock)


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run asynchronous work to its end; PostgreSQL's driver needs this loop on Windows."""
    factory = asyncio.SelectorEventLoop if sys.platform == "win32" else None
    with asyncio.Runner(loop_factory=factory) as runner:
        return runner.run(work)
