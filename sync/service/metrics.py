"""The service's figures for a monitor, in the format of Prometheus.

What happens is counted from what the service logs of itself, so that nothing has to be told twice.
What stands is asked of the store when the monitor asks. Labels are the names of configured shops
and words from closed lists: never a product, an order, a buyer or a secret.
"""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, Protocol

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from sync.model import ShopName
from sync.papers import calendar
from sync.service.sale_lag import sale_lags
from sync.store import Store, StoreUnavailable
from sync.transport.clock import Clock, legal_day

LOGGER: Final = "sync"
CALLS: Final = "sync.transport.call_log"
SECONDS: Final = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
RESULT: Final = re.compile(r"[a-z_]{1,40}")  # a code of ours, none of a platform's own words
STATUSES: Final = ("done", "sent", "rejected", "failed", "unknown", "held")
LAG_PARTS: Final = (("p50", 0.5), ("p99", 0.99), ("max", 1.0))


class Served(Protocol):
    """The installation that is looked after; `App` fits."""

    store: Store

    @property
    def configuration(self) -> Any:
        """What people have written."""
        ...


class States(Protocol):
    """Says what each shop is doing; every `Engine` fits."""

    def status(self) -> Mapping[ShopName, str]:
        """Say it; one that is not named rests."""
        ...


class Metrics:
    """All figures of one service; each has a registry of its own."""

    def __init__(self, began: datetime | None = None) -> None:
        self.registry = registry = CollectorRegistry()
        self._began = began or Clock().now()  # what never was is as old as this service at least

        def counter(name: str, text: str, *labels: str) -> Counter:
            return Counter(f"ocop_{name}", text, labels, registry=registry)

        def gauge(name: str, text: str, *labels: str) -> Gauge:
            return Gauge(f"ocop_{name}", text, labels, registry=registry)

        def seconds(name: str, text: str, *labels: str) -> Histogram:
            return Histogram(f"ocop_{name}", text, labels, buckets=SECONDS, registry=registry)

        self.rounds = counter("rounds", "Rounds that came to an end or could not be made",
                              "shop", "outcome")  # fmt: skip
        self.updates = counter("stock_updates", "Stock written out of turn", "shop")
        self.changes = counter("changes", "Changes by what became of them", "shop", "status")
        self.calls = counter("calls", "Calls of platforms", "shop", "result")
        self.call_s = seconds("call_seconds", "How long platforms took to answer", "shop")
        self.wait_s = seconds("call_wait_seconds", "How long calls waited for their turn", "shop")
        self.faults = counter("faults", "Faults of the program itself")
        self.proof_age_s = gauge("proof_age_seconds", "Since a shop was last read anew", "shop")
        self.good_age_s = gauge("good_round_age_seconds", "Since a round without failure", "shop")
        self.token_days = gauge("token_days_left", "Until a person must connect again", "shop")
        self.paper_days = gauge("paper_days_left", "Until the first paper of a kind ends", "kind")
        self.queue = gauge("queue", "Shops by what they are at", "state")
        self.lag_s = gauge("sale_lag_seconds", "From a sale to other shops' figures, or so far, in"
                           " the last hour", "part")  # fmt: skip
        self.unanswered = gauge("unanswered", "Changes sent whose answer never came", "shop")
        self.ready = gauge("ready", "Whether the store and what people wrote can be read")

    @contextlib.contextmanager
    def counting(self) -> Iterator[None]:
        """Count what is logged, until the block ends."""
        handler, calls = _Counting(self), logging.getLogger(CALLS)
        ours, before = logging.getLogger(LOGGER), calls.level
        calls.setLevel(logging.DEBUG)  # one record a call; other handlers take no such detail
        level = ours.level
        ours.setLevel(min(level or logging.INFO, logging.INFO))
        ours.addHandler(handler)
        try:
            yield
        finally:
            ours.removeHandler(handler)
            ours.setLevel(level)
            calls.setLevel(before)

    async def text(
        self, served: Served, engine: States, clock: Clock, *, readable: bool = True
    ) -> bytes:
        """Write everything as it stands now; what only a silent store knows is left out."""
        self._papers(served, clock)
        states = engine.status()
        for state in ("waiting", "running"):
            working = [each for each in states.values() if each == state]
            self.queue.labels(state).set(len(working))
        self._forget()
        try:
            await self._remembered(served, clock.now())
        except StoreUnavailable:
            self._forget()
            readable = False
        self.ready.set(readable)
        return generate_latest(self.registry)

    def _forget(self) -> None:
        """Let no figure stand of a shop that is gone, or of before the store fell silent."""
        of_shops = (self.proof_age_s, self.good_age_s, self.unanswered, self.token_days)
        for each in (*of_shops, self.lag_s):
            each.clear()

    async def _remembered(self, served: Served, now: datetime) -> None:
        await self._stands(served.store, [shop.name for shop in served.configuration.shops], now)
        told_by_us = [shop.name for shop in served.configuration.shops if shop.app.key]
        found = await sale_lags(served.store, told_by_us, now)
        for part, quantile in LAG_PARTS:
            at = min(int(len(found) * quantile), len(found) - 1)
            self.lag_s.labels(part).set(found[at] if found else 0.0)

    async def _stands(self, store: Store, shops: Sequence[ShopName], now: datetime) -> None:
        """Say how old what is known of each shop is; what never was is as old as the service."""
        looked = await store.rounds.looked(shops)
        for shop, facts in (await store.facts(shops)).items():
            self.unanswered.labels(shop).set(facts.unanswered)
            good_at = facts.last_good.finished_at if facts.last_good else None
            for age_s, at in ((self.proof_age_s, looked.get(shop)), (self.good_age_s, good_at)):
                age_s.labels(shop).set((now - (at or self._began)).total_seconds())
        for shop, until in (await store.tokens.ends(shops)).items():
            self.token_days.labels(shop).set((until - now) / timedelta(days=1))

    def _papers(self, served: Served, clock: Clock) -> None:
        today = legal_day(clock)
        self.paper_days.clear()
        for paper in reversed(calendar(served.configuration.products)):  # the soonest is set last
            if (days := paper.days_left(today)) is not None:
                self.paper_days.labels(paper.kind).set(days)


class _Counting(logging.Handler):
    """Counts records by what they tell of."""

    def __init__(self, metrics: Metrics) -> None:
        super().__init__(logging.DEBUG)
        self._metrics = metrics

    def emit(self, record: logging.LogRecord) -> None:
        fields, event = record.__dict__, record.getMessage()
        if event == "call" and record.name == CALLS:
            self._call(fields)
        elif event in {"round", "round impossible", "stock updated", "products updated"}:
            self._round(event, fields)
        elif event == "fault":
            self._metrics.faults.inc()

    def _call(self, fields: Mapping[str, Any]) -> None:
        shop = str(fields.get("shop") or "")
        result = fields["result"] if RESULT.fullmatch(fields["result"]) else "other"
        self._metrics.calls.labels(shop, result).inc()
        self._metrics.call_s.labels(shop).observe(fields["took_ms"] / 1000)
        self._metrics.wait_s.labels(shop).observe(fields["waited_ms"] / 1000)

    def _round(self, event: str, fields: Mapping[str, Any]) -> None:
        metrics, shop = self._metrics, str(fields["shop"])
        if event == "stock updated":
            metrics.updates.labels(shop).inc()
        elif event != "products updated":
            metrics.rounds.labels(shop, _outcome(event, fields)).inc()
        for status in STATUSES:
            if number := fields.get(status):
                metrics.changes.labels(shop, status).inc(number)


def _outcome(event: str, fields: Mapping[str, Any]) -> str:
    if event == "round impossible":
        return "impossible"
    if fields.get("unread"):
        return "unread"
    failed = any(fields.get(status) for status in ("failed", "rejected", "unknown"))
    return "failed" if failed else "fine"


__all__ = ["Metrics", "StoreUnavailable"]
