"""Puts the page together, as an ASGI application."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from sync.model import Problem
from sync.store import StoreUnavailable
from sync.web.access import API, Access, NotAllowed, TooLarge, store_of
from sync.web.api import build_api
from sync.web.api.answers import problem_answer
from sync.web.api.routes import API_ROUTES
from sync.web.context import PageContext, context_of
from sync.web.headers import HEADERS, Headers
from sync.web.pages.sign_in import SIGN_IN
from sync.web.rendering import HERE, page
from sync.web.routes import ROUTES
from sync.web.standing import Looks


def build(context: PageContext, hosts: Sequence[str]) -> Starlette:
    """Make the application; it answers only to these `hosts`: no other name leads here."""
    static = Mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    api = build_api(context, API_ROUTES)
    application = Starlette(
        routes=[*ROUTES, static, Mount(API.rstrip("/") + "/v1", api)],
        middleware=[
            Middleware(Headers),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
            Middleware(GZipMiddleware, minimum_size=600, compresslevel=6),
            Middleware(Access, context=context),
        ],
        exception_handlers={
            404: _not_found,
            NotAllowed: _not_allowed,
            TooLarge: _too_large,
            ClientDisconnect: _gone,
            StoreUnavailable: _store_silent,
            Exception: _fault,
        },
    )
    application.state.context, application.state.looks = context, Looks()
    return application


async def _not_allowed(request: Request, error: Exception) -> Response:
    """Say why not; who has to sign in is shown where."""
    code = error.code if isinstance(error, NotAllowed) else "page_forbidden"
    if code != "page_closed" or not await store_of(request).users.any():
        return page(request, "message.html", status=403, code=code)
    back = request.url.path if request.method == "GET" else "/"
    place = f"{SIGN_IN}?{urlencode({'next': back})}"
    if request.headers.get("hx-request"):
        return Response(status_code=401, headers={"HX-Redirect": place})
    return RedirectResponse(place, 303)


async def _too_large(request: Request, _: Exception) -> Response:
    answer = page(request, "message.html", status=413, code="page_too_large")
    answer.headers["Connection"] = "close"  # the rest is not read
    return answer


async def _gone(_: Request, _error: Exception) -> Response:
    """Hold nobody who sends no more: that anybody may do, and it is no fault of ours."""
    return Response(status_code=408, headers={"Connection": "close"})


async def _not_found(request: Request, _: Exception) -> Response:
    """Say so; a path with a line break is no path below the API's to Starlette."""
    if request.scope["path"].startswith(API):
        return problem_answer(request, 404, Problem(code="api_not_found"))
    return page(request, "message.html", status=404, code="page_not_found")


async def _store_silent(request: Request, _: Exception) -> Response:
    return page(request, "message.html", status=503, code="page_store_silent")


async def _fault(request: Request, error: Exception) -> Response:
    """Say sorry; the error is told to whoever hears what the service does."""
    context_of(request).fault(error)
    answer = page(request, "message.html", status=500, code="page_fault")
    answer.headers.update(HEADERS)
    return answer
