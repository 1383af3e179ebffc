"""Campaign "saved": a save that goes out alone, and a sweep after it, come to what the sweep does.

Two shops stand alike. In both the same happens, drawn at random as in the campaign "shortcut"; in
one what was saved goes out first by a look at these products alone. After a sweep both show the
same, and we know the same of them: links, held changes, what the journal says was done.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from sync.model import Change, Listing
from sync.running.round import run_saved
from tests.campaigns import shortcut
from tests.campaigns.drawn import played
from tests.campaigns.goods import PLATFORMS
from tests.campaigns.report import Findings
from tests.conformance.stall import Stall, copies, some_products, stall_of

ALONE = ("rename", "story", "price", "count", "unsell", "drift", "order")  # most of what is saved


async def stands(stall: Stall) -> Any:
    """Tell how a shop stands, and what we know of it, but for ids and times."""
    links = await stall.store.links.of(stall.shop.name)
    held = await stall.store.held.all()
    entries = await stall.store.journal.entries(None, None, 10_000)
    return (
        sorted(map(repr, map(_plain, await stall.remote()))),
        {code: _written(link.applied) for code, link in links.items()},
        sorted((each.held.problem.code, repr(_key(each.held.change))) for each in held),
        {_key(each.change) for each in entries if each.status == "done"},
    )


def _plain(listing: dict[str, Any]) -> Any:
    variants = [(v["sku"], v["price"], v["stock"]) for v in listing["variants"]]
    return listing["status"], listing.get("title"), listing.get("description"), sorted(variants)


def _written(listing: Listing | None) -> Any:
    if listing is None:
        return None
    offers = tuple((offer.sku, offer.options, offer.price) for offer in listing.offers)
    images = tuple(image.sha256 for image in listing.images or ())
    return listing.title, listing.description, listing.attributes, listing.status, offers, images


def _key(change: Change) -> Any:
    return change.kind, change.code, change.sku, tuple(change.fields), change.reason


def steps(least: int, most: int) -> st.SearchStrategy[list[list[shortcut.Event]]]:
    """Draw what happens, and is saved, between one sweep and the next."""
    often = st.one_of(*map(shortcut.event, ALONE))
    seldom = st.one_of(*map(shortcut.event, shortcut.HAPPENINGS))
    together = st.lists(st.one_of(often, often, seldom), min_size=1, max_size=3)
    return st.lists(together, min_size=least, max_size=most)


def play(platform: str, happened: Sequence[Sequence[shortcut.Event]]) -> int:
    """Let it all happen in two fresh shops; answers how many saves went out alone.

    Raises AssertionError where the shops differ.
    """
    return asyncio.run(_played(platform, happened))


async def _played(platform: str, happened: Sequence[Sequence[shortcut.Event]]) -> int:
    alone = 0
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        async with (
            stall_of(platform, Path(first)) as one,
            stall_of(platform, Path(second)) as other,
        ):
            for stall in (one, other):
                stall.sell([*some_products(), *copies(shortcut.COPIES)])
                await shortcut.settle(stall)
            for number, events in enumerate(happened):
                for event in events:
                    for stall in (one, other):
                        await shortcut.HAPPENINGS[event.name](stall, *event.values)
                report = await run_saved(one.context)
                alone += bool(report.outcomes)
                for stall in (one, other):
                    await stall.advance(stall.features.settle_s + 1)
                    await stall.round()
                    await stall.reviewed()
                assert await stands(one) == await stands(other), happened[: number + 1]
    return alone


def run(size: int, seed_: int, platforms: Sequence[str] = PLATFORMS) -> Findings:
    """Play so many worlds on each platform; what differs is made as short as it can be."""
    findings = Findings("saved")

    def same(platform: str, happened: list[list[shortcut.Event]]) -> None:
        findings.count(f"{platform}: saves that went out alone", play(platform, happened))

    return played(findings, platforms, (size, seed_), steps(1, 5), same)
