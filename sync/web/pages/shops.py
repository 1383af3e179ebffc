"""Gian hàng: how each shop stands, until when we are let in, and what of its quotas is used."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from sync.model import Shop, ShopName
from sync.model.people import Permission
from sync.platforms import day_key, platform_of, platforms
from sync.running.listing_quota import listing_quotas
from sync.status import counts, locked, number, scheduled, state
from sync.web.access import Route
from sync.web.context import context_of, shops_of
from sync.web.own import goods_of, ruled_shop
from sync.web.pages.site_preview import INDEX, pages_of
from sync.web.pages.words import closable
from sync.web.rendering import page
from sync.web.standing import seen_by


@dataclass(frozen=True, slots=True)
class Website:
    """A shop that is a website of our own: where visitors find it, and since when it is so."""

    address: str
    folder: str
    written_at: datetime | None


async def shops(request: Request) -> Response:
    """List the viewer's shops."""
    context, now = context_of(request), datetime.now(UTC)
    standing, own = (await seen_by(request)).standing, shops_of(request)
    names = {shop.name for shop in own}
    goods = await goods_of(request)
    files = {
        one.shop.name: ruled_shop(request, one.shop.name, goods) is not None
        for one in standing.shops
    }
    held = {one.shop for one in standing.holds if one.code is None}
    return page(
        request,
        "shops.html",
        shops=[one for one in standing.shops if one.shop.name in names],
        ruled=files,
        held=held,
        quotas=await listing_quotas(context.app.store, own, now),
        calls=await _calls_today(request, own, now),
        sites={shop.name: site for shop in own if (site := await _website(request, shop))},
        label=_label,
        refused={shop.name for shop in own if await context.app.store.refusals.any(shop.name)},
        vanished=await closable(request),
        state=lambda one: state(one, now),
        counts=counts,
        left=lambda one: number(one.whole, "left"),
        locked=locked,
        scheduled=scheduled,
        doing=context.engine.status(),
        unreached=context.unreached(),
        now_utc=now,
    )


async def _calls_today(request: Request, own: Sequence[Shop], now: datetime) -> dict[ShopName, int]:
    """Say how many calls the apps with a daily quota made today, for all of their shops."""
    keys = {shop.name: day_key(shop) for shop in own if shop.app.calls_per_day}
    if not keys:
        return {}
    used = await context_of(request).app.store.pace.used(set(keys.values()), now)
    return {name: used[key] for name, key in keys.items()}


async def _website(request: Request, shop: Shop) -> Website | None:
    pages, address = await pages_of(request, shop), platform_of(shop).address
    if pages is None or address is None:
        return None
    first = pages.pages_folder / INDEX
    stat = await asyncio.to_thread(lambda: first.stat() if first.is_file() else None)
    at = datetime.fromtimestamp(stat.st_mtime, UTC) if stat else None
    return Website(address(shop.settings), str(pages.pages_folder), at)


def _label(shop: Shop) -> str:
    """Say what people call the platform of a shop."""
    found = platforms().get(shop.platform)
    return found.features.label if found else shop.platform


ROUTES: Final = [Route("/shops", shops, needs=Permission.LOOK)]
