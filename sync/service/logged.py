"""Writes what the service does into the log, beside whoever else hears of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, ParamSpec

from sync.app import Result, ShopFailed
from sync.model import Problem, ShopName, Sku
from sync.running.report import Report, Step
from sync.service.observer import Observer

log = logging.getLogger(__name__)
P = ParamSpec("P")


class Logged:
    """An observer that logs, then tells the next one."""

    def __init__(self, observer: Observer) -> None:
        self._next = observer

    def _tell(self, tell: Callable[P, None], *told: P.args, **named: P.kwargs) -> None:
        """Tell; whoever cannot hear any more (a closed terminal) ends no service."""
        try:
            tell(*told, **named)
        except Exception:
            log.exception("not heard")

    def following(self, shops: Sequence[ShopName]) -> None:
        log.info("following", extra={"shops": list(shops)})
        self._tell(self._next.following, shops)

    def step(self, shop: str, step: Step, done: int, total: int | None) -> None:
        self._tell(self._next.step, shop, step, done, total)

    def round(self, result: Result) -> None:
        if isinstance(result, ShopFailed):
            _log("round impossible", result.shop, [result.problem], {}, logging.WARNING)
        else:
            _log("round", result.plan.shop, result.problems, result.summary())
        self._tell(self._next.round, result)

    def stock_updated(self, report: Report) -> None:
        _log("stock updated", report.plan.shop, report.problems, report.summary())
        self._tell(self._next.stock_updated, report)

    def products_updated(self, report: Report) -> None:
        _log("products updated", report.plan.shop, report.problems, report.summary())
        self._tell(self._next.products_updated, report)

    def sold(self, skus: Collection[Sku]) -> None:
        self._tell(self._next.sold, skus)

    def fault(self, error: Exception) -> None:
        log.error("fault", exc_info=error)
        self._tell(self._next.fault, error)

    def store_silent(self, problem: Problem | None) -> None:
        if problem is None:
            log.info("store answers again")
        else:
            log.warning("store silent", extra={"problem": problem.code, **problem.values})
        self._tell(self._next.store_silent, problem)

    def catalog_followed(self, version: str | None, problem: Problem | None) -> None:
        if problem is None:
            log.info("catalog version", extra={"version": version})
        else:
            log.warning(
                "catalog version not used", extra={"problem": problem.code, **problem.values}
            )
        self._tell(self._next.catalog_followed, version, problem)

    def clock_jumped(self, by: timedelta) -> None:
        log.warning("clock jumped", extra={"by_s": round(by.total_seconds())})
        self._tell(self._next.clock_jumped, by)

    def tidied(self, counts: Mapping[str, int]) -> None:
        log.info("tidied", extra=dict(counts))
        self._tell(self._next.tidied, counts)

    def papers(self, problems: Sequence[Problem]) -> None:
        codes = [f"{problem.code} {problem.about}" for problem in problems]
        log.warning("papers end", extra={"problems": codes})
        self._tell(self._next.papers, problems)

    def listening(self, host: str, port: int, apps: Sequence[str]) -> None:
        log.info("listening", extra={"host": host, "port": port, "apps": list(apps)})
        self._tell(self._next.listening, host, port, apps)

    def answering(self, host: str, port: int) -> None:
        log.info("answering", extra={"host": host, "port": port})
        self._tell(self._next.answering, host, port)

    def registered(self, shop: ShopName, url: str) -> None:
        log.info("registered for pushes", extra={"shop": shop, "url": url})
        self._tell(self._next.registered, shop, url)

    def registration_failed(self, shop: ShopName, problem: Problem) -> None:
        _log("not registered for pushes", shop, [problem], {}, logging.WARNING)
        self._tell(self._next.registration_failed, shop, problem)

    def registration_fine(self, shop: ShopName) -> None:
        self._tell(self._next.registration_fine, shop)


def _log(
    event: str,
    shop: ShopName,
    problems: Iterable[Problem],
    numbers: Mapping[str, Any],
    level: int = logging.INFO,
) -> None:
    codes = [f"{p.code} {p.about}".strip() for p in problems]
    log.log(level, event, extra={"shop": shop, "problems": codes or None, **numbers})
