"""What every endpoint may use: the installation that the page shows, and what goes on in it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from starlette.requests import Request

from sync.app import App
from sync.model import Language, Problem, Shop, ShopName
from sync.model.people import own_goods, own_shops
from sync.service.engine import Engine
from sync.web.jobs import PageJobs
from sync.web.live import Live
from sync.web.papers_seen import PaperLooks
from sync.web.shop_orders import ShopOrders


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """One installation; `language` is what the page speaks where nobody chose another.

    `config` is the folder that people edit. `unreached` are shops that no round can be made of.
    """

    app: App
    engine: Engine
    live: Live
    config: Path
    language: Language
    unreached: Callable[[], Mapping[ShopName, Problem]]
    halt: Callable[[], None]  # has the rounds of this process end soon
    saved: Callable[[], Awaitable[None]]  # reads what people wrote, and asks for its rounds
    fault: Callable[[Exception], None]  # is told what the program itself did wrong
    jobs: PageJobs = field(default_factory=PageJobs)
    papers: PaperLooks = field(default_factory=PaperLooks)
    orders: ShopOrders = field(default_factory=ShopOrders)


def context_of(request: Request) -> PageContext:
    """Give what an endpoint works with."""
    return cast("PageContext", request.app.state.context)


def shops_of(request: Request) -> list[Shop]:
    """Name the shops that a viewer may know of, as configured."""
    app, viewer = context_of(request).app, request.scope.get("state", {}).get("viewer")
    if viewer is None:
        return []
    goods = own_goods(viewer, app.configuration.products, {})
    return own_shops(viewer, app.shops, goods)
