"""Looks at how everything stands, and has people told: of a fault once, of its end once, and each
morning of the day.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from time import monotonic
from typing import Final
from zoneinfo import ZoneInfo

from sync.app import App
from sync.catalog import Configuration
from sync.inventory import sales_by, sold_lines
from sync.model import Alert, Message, Notify, Problem, ShopName, Told
from sync.running.paper_notices import paper_alerts
from sync.status import Standing, alert_news, alerts_of, digest, news_message
from sync.store import StoreUnavailable
from sync.store.alerts import Waiting
from sync.store.notices import NoticeId
from sync.transport.clock import Clock, legal_day
from sync.transport.http import HttpClient
from sync.transport.messages import NotSent, Send, channels_of

LOOK_EVERY_S: Final = 60.0
MOST_OF_THE_TIME: Final = 20  # a look at many shops takes no more than a twentieth of it
FIRST_PAUSE: Final = timedelta(seconds=30)  # twice as long after each try
LONGEST_PAUSE: Final = timedelta(hours=1)
DIGEST_LATE_H: Final = 6
DIGEST: Final = "digest"

log = logging.getLogger(__name__)


class AlertWatch:
    """Looks, has people told, and sends what waits; a channel that is down delays only its own."""

    def __init__(
        self, app: App, unreached: Callable[[], Mapping[ShopName, Problem]], clock: Clock
    ) -> None:
        self._app, self._unreached, self._clock = app, unreached, clock
        self._papers_of: tuple[Configuration | None, date, list[Alert]] = None, date.min, []

    async def run(self) -> None:
        """Work until cancelled; where nobody is to be told, nothing is looked at."""
        pause_s = LOOK_EVERY_S
        async with HttpClient() as http:
            while True:
                await asyncio.sleep(pause_s)
                began = monotonic()
                if self._notify.channels:
                    with contextlib.suppress(StoreUnavailable):
                        await self.look()
                        await self.send(http)
                pause_s = max(LOOK_EVERY_S, (monotonic() - began) * MOST_OF_THE_TIME)

    @property
    def _notify(self) -> Notify:
        return self._app.configuration.settings.notify

    async def look(self) -> None:
        """Put down what is to be told: what is wrong since now, what is over, the day's sum."""
        now, store, channels = self._clock.now(), self._app.store, self._notify.channels
        language = self._app.configuration.settings.language
        standing, alerts = await self._seen(now)

        def decide(before: Sequence[Told]) -> tuple[Sequence[Told], Message | None]:
            news = alert_news(before, alerts, now)
            return news.standing, news_message(news, language)

        await store.alerts.renew(decide, channels, now)
        if await self._digest_is_due(now):
            await store.alerts.add(await self._summed_up(now, standing, alerts), channels, now)
            await store.notices.note([self._digest_of(now)], now)

    async def _seen(self, now: datetime) -> tuple[Standing, list[Alert]]:
        standing = await self._app.standing()
        return standing, alerts_of(standing, self._unreached(), await self._papers(), now)

    async def send(self, http: HttpClient) -> None:
        """Send what waits, each channel by itself; what was not taken is tried again later."""
        ways = channels_of(self._notify, self._app.home, http, self._clock.now)
        due = await self._app.store.alerts.take_due(self._clock.now())
        by_channel = {name: [each for each in due if each.channel == name] for name in ways}
        await asyncio.gather(*(self._send_by(ways[name], by_channel[name]) for name in ways))
        for each in due:  # a channel that is configured no more
            if each.channel not in ways:
                await self._app.store.alerts.sent(each.id)

    async def _send_by(self, send: Send, due: Sequence[Waiting]) -> None:
        for each in due:
            try:
                await send(Message(each.subject, each.text))
            except Exception as error:  # noqa: BLE001 whatever breaks one way, the others go on
                why = str(error) if isinstance(error, NotSent) else type(error).__name__
                pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(each.tries, 10))
                log.warning("message not sent", extra={"channel": each.channel, "why": why})
                await self._app.store.alerts.failed(each.id, why, self._clock.now() + pause)
            else:
                await self._app.store.alerts.sent(each.id)

    async def summed_up(self) -> Message:
        """Sum up the day before today, and how everything stands now."""
        now = self._clock.now()
        return await self._summed_up(now, *await self._seen(now))

    async def _summed_up(
        self, now: datetime, standing: Standing, alerts: Sequence[Alert]
    ) -> Message:
        settings = self._app.configuration.settings
        midnight = datetime.combine(self._local(now).date(), time(), ZoneInfo(settings.time_zone))
        moved = await self._app.store.sales.sold_between(midnight - timedelta(days=1), midnight)
        sales = sales_by(sold_lines(moved), lambda line: line.shop)
        return digest(midnight.date(), sales, standing, alerts, settings.language)

    async def _digest_is_due(self, now: datetime) -> bool:
        """Say whether nobody sent the sum of this morning; a computer that was off is late."""
        at = self._notify.digest_at
        if at is None or not at <= self._local(now).time() <= _later(at):
            return False
        return self._digest_of(now) not in await self._app.store.notices.given({DIGEST})

    def _digest_of(self, now: datetime) -> NoticeId:
        return NoticeId(DIGEST, self._local(now).date(), 0)

    def _local(self, now: datetime) -> datetime:
        return now.astimezone(ZoneInfo(self._app.configuration.settings.time_zone))

    async def _papers(self) -> list[Alert]:
        """List what is to be told of papers, as alerts whose end is no news."""
        configuration, today = self._app.configuration, legal_day(self._clock)
        known, of_day, alerts = self._papers_of
        if known is configuration and of_day == today:
            return alerts
        alerts = await paper_alerts(configuration, today)
        self._papers_of = configuration, today, alerts
        return alerts


def _later(at: time) -> time:
    return time.max if at.hour + DIGEST_LATE_H > 23 else at.replace(hour=at.hour + DIGEST_LATE_H)
