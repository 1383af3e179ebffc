"""The one place where the commands meet the engine."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Coroutine
from contextlib import AbstractAsyncContextManager
from typing import Any, TypeVar

from sync.app import App, ShopStatus, opened
from sync.catalog import Configuration
from sync.cli.session import Session
from sync.inventory import HistoryLine, history
from sync.marketplace import MarketplaceError, PushRegistration
from sync.model import StockAccount
from sync.planning import changed_values
from sync.platforms import platform_of
from sync.running.context import Hooks, UrgentWork
from sync.running.ledger import Ledger, StockEntry, StockEntryRefused, StockRow
from sync.running.observe import Proof
from sync.running.plan import Scope
from sync.running.report import Progress, Report, Step, Unwatched
from sync.store import ByHand, Entry, LeaseLost, StoreUnavailable
from sync.transport.clock import Clock

__all__ = [
    "App",
    "ByHand",
    "Clock",
    "Configuration",
    "Entry",
    "HistoryLine",
    "Hooks",
    "LeaseLost",
    "Ledger",
    "MarketplaceError",
    "Progress",
    "Proof",
    "PushRegistration",
    "Report",
    "Scope",
    "ShopStatus",
    "Step",
    "StockAccount",
    "StockEntry",
    "StockEntryRefused",
    "StockRow",
    "StoreUnavailable",
    "Unwatched",
    "UrgentWork",
    "changed_values",
    "history",
    "opening",
    "platform_of",
    "run",
]

Result = TypeVar("Result")


def opening(
    session: Session,
    configuration: Configuration,
    clock: Clock | None = None,
    hooks: Hooks | None = None,
) -> AbstractAsyncContextManager[App]:
    """Open the store and the marketplaces; the clock is the real one unless given."""
    return opened(configuration, home=session.home, clock=clock, hooks=hooks)


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """Run asynchronous work to its end; PostgreSQL's driver needs this loop on Windows."""
    factory = asyncio.SelectorEventLoop if sys.platform == "win32" else None
    with asyncio.Runner(loop_factory=factory) as runner:
        return runner.run(work)
