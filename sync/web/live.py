"""What goes on just now, told to every page that is open, without ever waiting for one of them."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from sync.app import Result, ShopFailed
from sync.model import Problem, ShopName, Sku
from sync.running.report import Report, Step

MOST_NOTICES: Final = 20  # that wait for one page; of more the oldest go
MOST_STREAMS: Final = 40


@dataclass(frozen=True, slots=True)
class ShopStep:
    """How far the round of a shop is; `total` is None while nobody knows it."""

    shop: ShopName
    step: Step
    done: int
    total: int | None


@dataclass(frozen=True, slots=True)
class LiveNotice:
    """Something that just happened, as a code with values."""

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


class Subscription:
    """What one open page has not been told yet; `news` is set when there is something."""

    def __init__(self) -> None:
        self.news = asyncio.Event()
        self.notices: deque[LiveNotice] = deque(maxlen=MOST_NOTICES)
        self.changed = False


class Live:
    """An observer of the service that fans out; a page that does not read loses old notices."""

    def __init__(self) -> None:
        self.steps: dict[ShopName, ShopStep] = {}
        self.closed = False
        self.version = 0  # counts what changed
        self._subscriptions: set[Subscription] = set()

    @contextmanager
    def subscribed(self) -> Iterator[Subscription | None]:
        """Hear what goes on until the block ends; None where too many do already."""
        if self.closed or len(self._subscriptions) >= MOST_STREAMS:
            yield None
            return
        subscription = Subscription()
        self._subscriptions.add(subscription)
        try:
            yield subscription
        finally:
            self._subscriptions.discard(subscription)

    def close(self) -> None:
        """Let every stream end: the service stops."""
        self.closed = True
        self._wake()

    def changed(self) -> None:
        """Have pages look again."""
        self.version += 1
        for each in self._subscriptions:
            each.changed = True
        self._wake()

    def step(self, shop: str, step: Step, done: int, total: int | None) -> None:
        name = ShopName(shop)
        self.steps[name] = ShopStep(name, step, done, total)
        self._wake()

    def round(self, result: Result) -> None:
        shop = result.shop if isinstance(result, ShopFailed) else result.plan.shop
        self.steps.pop(shop, None)
        self.changed()

    def looked(self, shop: ShopName) -> None:
        """Show no longer how far a look at a shop is: it has come to its end."""
        self.steps.pop(shop, None)
        self.changed()

    def sold(self, skus: Collection[Sku]) -> None:
        self._tell(LiveNotice("page_notice_sold", {"skus": sorted(skus)}))

    def stock_updated(self, report: Report) -> None:
        del report
        self.changed()

    def products_updated(self, report: Report) -> None:
        del report
        self.changed()

    def following(self, shops: Sequence[ShopName]) -> None:
        del shops
        self.changed()

    def fault(self, error: Exception) -> None:
        del error
        self._tell(LiveNotice("page_notice_fault"))

    def store_silent(self, problem: Problem | None) -> None:
        code = "page_notice_store_back" if problem is None else problem.code
        self._tell(LiveNotice(code, {} if problem is None else problem.values))

    def catalog_followed(self, version: str | None, problem: Problem | None) -> None:
        del version
        if problem is not None:
            self._tell(LiveNotice(problem.code, problem.values))
        self.changed()

    def clock_jumped(self, by: timedelta) -> None:
        del by
        self.changed()

    def tidied(self, counts: Mapping[str, int]) -> None:
        """Say nothing: nobody waits for it."""

    def papers(self, problems: Sequence[Problem]) -> None:
        for problem in problems:
            self._tell(LiveNotice(problem.code, {"about": problem.about, **problem.values}))

    def listening(self, host: str, port: int, apps: Sequence[str]) -> None:
        """Say nothing: the terminal does."""

    def answering(self, host: str, port: int) -> None:
        """Say nothing: the terminal does."""

    def registered(self, shop: ShopName, url: str) -> None:
        """Say nothing: the terminal does."""

    def registration_failed(self, shop: ShopName, problem: Problem) -> None:
        """Say nothing: the terminal does."""

    def registration_fine(self, shop: ShopName) -> None:
        """Say nothing: the terminal does."""

    def _tell(self, notice: LiveNotice) -> None:
        for each in self._subscriptions:
            each.notices.append(notice)
        self.changed()

    def _wake(self) -> None:
        for each in self._subscriptions:
            each.news.set()
