"""Gian hàng: how each shop stands, and until when we are let in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from sync.model.people import Permission
from sync.running.listing_quota import listing_quotas
from sync.status import counts, locked, scheduled, state
from sync.web.access import Route
from sync.web.context import context_of, shops_of
from sync.web.own import goods_of, ruled_shop
from sync.web.rendering import page
from sync.web.standing import seen_by


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
        state=lambda one: state(one, now),
        counts=counts,
        locked=locked,
        scheduled=scheduled,
        doing=context.engine.status(),
        unreached=context.unreached(),
        now_utc=now,
    )


ROUTES: Final = [Route("/shops", shops, needs=Permission.LOOK)]
