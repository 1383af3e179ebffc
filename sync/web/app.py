"""Puts the page together, as an ASGI application."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from sync.store import StoreUnavailable
from sync.web.access import Access, NotAllowed, OwnerSessions
from sync.web.context import PageContext, context_of
from sync.web.headers import HEADERS, Headers
from sync.web.rendering import HERE, page
from sync.web.routes import ROUTES


def build(context: PageContext, sessions: OwnerSessions, hosts: Sequence[str]) -> Starlette:
    """Make the application; it answers only to these `hosts`: no other name leads here."""
    static = Mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    application = Starlette(
        routes=[*ROUTES, static],
        middleware=[
            Middleware(Headers),
            Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False),
            Middleware(GZipMiddleware, minimum_size=600, compresslevel=6),
            Middleware(Access, sessions=sessions),
        ],
        exception_handlers={
            404: _not_found,
            NotAllowed: _not_allowed,
            StoreUnavailable: _store_silent,
            Exception: _fault,
        },
    )
    application.state.context, application.state.sessions = context, sessions
    return application


async def _not_allowed(request: Request, error: Exception) -> Response:
    code = error.code if isinstance(error, NotAllowed) else "page_forbidden"
    return page(request, "message.html", status=403, code=code)


async def _not_found(request: Request, _: Exception) -> Response:
    return page(request, "message.html", status=404, code="page_not_found")


async def _store_silent(request: Request, _: Exception) -> Response:
    return page(request, "message.html", status=503, code="page_store_silent")


async def _fault(request: Request, error: Exception) -> Response:
    """Say sorry; the error is told to whoever hears what the service does."""
    context_of(request).fault(error)
    answer = page(request, "message.html", status=500, code="page_fault")
    answer.headers.update(HEADERS)
    return answer
