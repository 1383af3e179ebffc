"""Connecting a shop: to the platform's consent page, and back with what opens the shop."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.marketplace import MarketplaceError
from sync.model import Problem, Shop
from sync.model.address import parts_of
from sync.model.people import Permission
from sync.store import StoreUnavailable
from sync.web.access import Route, said
from sync.web.context import context_of
from sync.web.forms import fields_of
from sync.web.granting import CODES, LONGEST, answer_in, shop_of_state, state_for
from sync.web.jobs import PageJob
from sync.web.own import goods_of, ruled_shop
from sync.web.rendering import page

CALLBACK: Final = "/shops/connected"


async def ask(request: Request) -> Response:
    """Show how a shop is connected, and how far that is."""
    shop = await _shop(request, request.path_params["shop"])
    if shop is None:
        return page(request, "message.html", status=404, code="page_not_found")
    return await _shown(request, shop, context_of(request).jobs.of("connect", shop.name))


async def _shown(
    request: Request, shop: Shop, job: PageJob | None, problem: Problem | None = None
) -> Response:
    wrong = problem or (job.problem if job else None)
    return page(
        request,
        "connect.html",
        status=200 if wrong is None else 400,
        shop=shop,
        running=job is not None and not job.ended.is_set(),
        until=job.result if job else None,
        connected=job is not None and job.ended.is_set() and job.problem is None,
        callback=_callback(request),
        problem_of_form=wrong,
    )


async def go(request: Request) -> Response:
    """Lead to the platform's consent page; its address is good for minutes, so it is made now."""
    shop = await _shop(request, request.path_params["shop"])
    if shop is None:
        return page(request, "message.html", status=404, code="page_not_found")
    state = state_for(request.state.session, shop.name, datetime.now(UTC))
    try:
        address = await context_of(request).app.authorize_url(shop.name, _callback(request), state)
    except (MarketplaceError, StoreUnavailable) as error:
        return await _shown(request, shop, None, error.problem)
    if parts_of(address).scheme != "https" and not shop.sandbox:
        return await _shown(request, shop, None, Problem(code="page_connect_unsafe"))
    return RedirectResponse(address, 303)


async def came_back(request: Request) -> Response:
    """Greet whom a platform sends back; who it is comes with the next step.

    A browser that comes from elsewhere does not send the session's cookie along.
    """
    asked = {name: text[:LONGEST] for name, text in request.query_params.items()}
    code = next((asked[name] for name in CODES if asked.get(name)), "")
    refused = asked.get("error") or asked.get("error_description")
    if refused or not code:
        return page(request, "message.html", status=400, code="page_connect_declined")
    return page(request, "connected.html", code=code, state=asked.get("state", ""))


async def finish(request: Request) -> Response:
    """Keep what opens the shop, if this session is the one that asked for it."""
    fields = await fields_of(request)
    name = shop_of_state(fields.get("state", ""), request.state.session, datetime.now(UTC))
    shop = await _shop(request, name) if name else None
    if shop is None:
        return page(request, "message.html", status=400, code="page_connect_strange")
    return await _connected(request, shop, fields.get("code", ""))


async def typed(request: Request) -> Response:
    """Take the code, or the whole address with it, from where the platform led somewhere else."""
    shop = await _shop(request, request.path_params["shop"])
    if shop is None:
        return page(request, "message.html", status=404, code="page_not_found")
    code, state = answer_in((await fields_of(request)).get("code", ""))
    if not code:
        return await _shown(request, shop, None, Problem(code="page_connect_no_code"))
    now = datetime.now(UTC)
    if state is not None and shop_of_state(state, request.state.session, now) != shop.name:
        return page(request, "message.html", status=400, code="page_connect_strange")
    return await _connected(request, shop, code)


async def _connected(request: Request, shop: Shop, code: str) -> Response:
    """Ask the platform for tokens; if it is slow, that goes on while the page is shown."""
    context = context_of(request)
    decision = said(request, "connect", shop=shop.name)

    async def work() -> datetime | None:
        until = await context.app.connect(shop.name, code)
        await context.app.store.decisions.add([decision])
        context.live.changed()
        return until

    await context.jobs.begin("connect", shop.name, work, context.fault)
    return RedirectResponse(f"/shops/{quote(shop.name)}/connect", 303)


async def _shop(request: Request, name: str) -> Shop | None:
    return ruled_shop(request, name, await goods_of(request))


def _callback(request: Request) -> str:
    return f"{str(request.base_url).rstrip('/')}{CALLBACK}"


_needs_connect = partial(Route, needs=Permission.CONNECT)
ROUTES: Final = [
    Route(CALLBACK, came_back, needs=None),
    _needs_connect(CALLBACK, finish, methods="POST"),
    _needs_connect("/shops/{shop}/connect", ask),
    _needs_connect("/shops/{shop}/connect/go", go),
    _needs_connect("/shops/{shop}/connect", typed, methods="POST"),
]
