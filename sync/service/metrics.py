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

from sync.model import ShopName, Sku, Tokens
from sync.papers import calendar
from sync.store import Store, StoreUnavailable, WrongKey
from sync.transport.clock import Clock, legal_day

LOGGER: Final = "sync"
CALLS: Final = "sync.transport.call_log"
SECONDS: Final = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
RESULT: Final = re.compile(r"[a-z_]{1,40}")  # a code of ours, none of a platform's own words
STATUSES: Final = ("done", "sent", "rejected", "failed", "unknown", "held")
LAG_OVER: Final = timedelta(hours=1)
LAG_PARTS: Final = (("p50", 0.5), ("p99", 0.99), ("max", 1.0))

At = tuple[ShopName, Sku, datetime]


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

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()

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
        self.lag_s = gauge("sale_lag_seconds", "From a sale to other shops' figures, in the last"
                           " hour", "part")  # fmt: skip
        self.unanswered = gauge("unanswered", "Changes sent whose answer never came", "shop")

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

    async def text(self, served: Served, engine: States, clock: Clock) -> bytes:
        """Write everything as it stands now; raises `StoreUnavailable`."""
        shops = [shop.name for shop in served.configuration.shops]
        now = clock.now()
        for name in shops:
            await self._stands(served.store, name, now)
        self._papers(served, clock)
        states = engine.status()
        for state in ("waiting", "running"):
            working = [each for each in states.values() if each == state]
            self.queue.labels(state).set(len(working))
        since = now - LAG_OVER
        found = sorted(lags(await served.store.sales.sold_since_by(since),
                            await served.store.journal.restocked_since(since), shops))  # fmt: skip
        for part, quantile in LAG_PARTS:
            at = min(int(len(found) * quantile), len(found) - 1)
            self.lag_s.labels(part).set(found[at] if found else 0.0)
        return generate_latest(self.registry)

    async def _stands(self, store: Store, shop: ShopName, now: datetime) -> None:
        proof, good = (
            await store.rounds.marked(shop, "full_proof"),
            await store.rounds.last_good(shop),
        )
        if proof is not None:
            self.proof_age_s.labels(shop).set((now - proof).total_seconds())
        if good is not None and good.finished_at is not None:
            self.good_age_s.labels(shop).set((now - good.finished_at).total_seconds())
        self.unanswered.labels(shop).set(len(await store.journal.open_intents(shop)))
        with contextlib.suppress(WrongKey):
            tokens = await store.tokens.get(shop)
            if until := access_ends(tokens):
                self.token_days.labels(shop).set((until - now) / timedelta(days=1))

    def _papers(self, served: Served, clock: Clock) -> None:
        today = legal_day(clock)
        self.paper_days.clear()
        for paper in reversed(calendar(served.configuration.products)):  # the soonest is set last
            if (days := paper.days_left(today)) is not None:
                self.paper_days.labels(paper.kind).set(days)


def access_ends(tokens: Tokens | None) -> datetime | None:
    """Say from when on nobody but a person can open the shop; None: nobody knows."""
    return tokens.refresh_expires_at if tokens else None


def lags(sold: Sequence[At], restocked: Sequence[At], shops: Sequence[ShopName]) -> list[float]:
    """Say in seconds how soon after each sale each other shop was written to, where it was."""
    written: dict[tuple[ShopName, Sku], list[datetime]] = {}
    for shop, sku, at in sorted(restocked, key=lambda each: each[2]):
        written.setdefault((shop, sku), []).append(at)
    found = []
    for shop, sku, at in sold:
        for other in shops:
            if other != shop:
                later = (each for each in written.get((other, sku), ()) if each >= at)
                if (first := next(later, None)) is not None:
                    found.append((first - at).total_seconds())
    return found


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


__all__ = ["Metrics", "StoreUnavailable", "access_ends", "lags"]
