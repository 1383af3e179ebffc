"""A campaign begins and ends at its time, whatever the rhythm of the shops."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sync.catalog import Configuration
from sync.model import Campaign
from sync.service.campaign_watch import watch_campaigns
from sync.transport.clock import Clock
from tests.sync.papers.conftest import product
from tests.sync.service.test_paper_watch import configured

BEGIN = datetime(2027, 1, 15, 8, tzinfo=UTC)
HOURS = timedelta(hours=2)
CAMPAIGN = Campaign(begins=BEGIN + HOURS, ends=BEGIN + 2 * HOURS, percent=10)


class Passing:
    """A clock that only moves while somebody waits, and stops after some hours."""

    def __init__(self) -> None:
        self.at = BEGIN

    async def sleep(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)
        if self.at > BEGIN + 3 * HOURS:
            raise asyncio.CancelledError


async def asked_at(configurations: Iterator[Configuration]) -> list[datetime]:
    passing, asked = Passing(), list[datetime]()
    clock = Clock(now=lambda: passing.at, sleep=passing.sleep)
    with suppress(asyncio.CancelledError):
        await watch_campaigns(lambda: next(configurations), lambda: asked.append(passing.at), clock)
    return asked


def always(configuration: Configuration) -> Iterator[Configuration]:
    while True:
        yield configuration


@pytest.mark.parametrize("campaigns", [(), (CAMPAIGN,)])
async def test_every_shop_is_asked_for_when_a_campaign_turns(
    campaigns: tuple[Campaign, ...],
) -> None:
    configuration = replace(configured(), products=(product(campaigns=campaigns),))
    a_moment = timedelta(seconds=1)
    turns = [moment + a_moment for each in campaigns for moment in (each.begins, each.ends)]
    assert await asked_at(always(configuration)) == turns


async def test_what_is_written_meanwhile_is_followed() -> None:
    def edited() -> Iterator[Configuration]:
        yield from [configured()] * 3
        yield from always(replace(configured(), products=(product(campaigns=(CAMPAIGN,)),)))

    assert len(await asked_at(edited())) == 2
