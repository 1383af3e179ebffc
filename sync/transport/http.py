"""The one place that speaks HTTP: sends a request, and says what a broken connection means."""

from __future__ import annotations

import logging
import ssl
from collections.abc import Iterable
from typing import Literal, Self

import httpx

from sync.marketplace.client import Request, Response
from sync.marketplace.errors import Lost, Unavailable
from sync.model import Problem

Proxy = Literal["none", "environment"]

NEVER_SENT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
)
TIMEOUT = httpx.Timeout(connect=5, read=30, write=30, pool=5)
LIMITS = httpx.Limits(max_connections=4, max_keepalive_connections=4)

for _name in ("httpx", "httpcore"):  # they log signed addresses at INFO
    logging.getLogger(_name).setLevel(logging.WARNING)


class HttpClient:
    """One shop's connections; share the `ssl.SSLContext`, it costs 20 ms to make."""

    def __init__(self, tls: ssl.SSLContext, proxy: Proxy = "none") -> None:
        self._client = httpx.AsyncClient(
            verify=tls, timeout=TIMEOUT, limits=LIMITS, trust_env=proxy == "environment"
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def send(self, request: Request) -> Response:
        """Send once; raises `Unavailable` when it never left, `Lost` when it may have arrived."""
        try:
            answer = await self._client.send(self._native(request))
        except NEVER_SENT as error:
            raise Unavailable(_problem("unreachable", request, error)) from error
        except httpx.HTTPError as error:
            raise Lost(_problem("answer_lost", request, error)) from error
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Response(answer.status_code, headers, answer.content)

    def _native(self, request: Request) -> httpx.Request:
        files = [(p.field, (p.filename, p.content, p.media_type)) for p in request.parts]
        return self._client.build_request(
            request.method,
            request.url,
            params=_pairs(request.query),
            headers=dict(request.headers),
            content=request.content,
            data=dict(request.form) or None,
            files=files or None,
        )


def _pairs(query: Iterable[tuple[str, str]]) -> httpx.QueryParams:
    return httpx.QueryParams(list(query))


def _problem(code: str, request: Request, error: Exception) -> Problem:
    address = httpx.URL(request.url)
    values = {"host": address.netloc.decode(), "path": address.path, "why": type(error).__name__}
    return Problem(code=code, values=values)
