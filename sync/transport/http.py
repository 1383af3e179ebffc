"""The one place that speaks HTTP: sends a request, and says what a broken connection means.

httpx is imported with the first request: a third of what a short command costs, which sends none.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import ssl
import zlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Final, Literal, Self
from urllib.parse import urlsplit

from sync.marketplace.client import Request, Response
from sync.marketplace.errors import Lost, Unavailable
from sync.model import Problem, Value

if TYPE_CHECKING:
    import httpx

Proxy = Literal["none", "environment"]

TIMEOUTS_S: Final = {"connect": 5, "read": 30, "write": 30, "pool": 5}
CONNECTIONS: Final = 4
UNPACKED: Final = {"", "identity"}
PACKED: Final = {"gzip", "x-gzip", "deflate"}
GZIP_OR_ZLIB: Final = 32 + zlib.MAX_WBITS  # tells by the first bytes which it is

for _name in ("httpx", "httpcore"):  # they log signed addresses at INFO
    logging.getLogger(_name).setLevel(logging.WARNING)


@dataclass(frozen=True, slots=True)
class AnswerBounds:
    """How much of an answer is read: unpacked bytes, and seconds from the call to its last byte.

    What a call carries has time of its own: pictures leave slowly where the line is a telephone's.
    """

    body_bytes: int = 16 * 1024 * 1024
    whole_s: float = 60.0
    sent_bytes_per_s: int = 32 * 1024

    def deadline_s(self, request: Request) -> float:
        """How long a call may take in all."""
        carried = len(request.content or b"") + sum(len(part.content) for part in request.parts)
        return self.whole_s + carried / self.sent_bytes_per_s


BOUNDS: Final = AnswerBounds()


@cache
def _trusting() -> ssl.SSLContext:
    """Load the certificates that this computer trusts, once for all: it takes 20 ms."""
    return ssl.create_default_context()


class HttpClient:
    """One shop's connections; unless `tls` is given, all trust whom this computer trusts."""

    def __init__(
        self,
        tls: ssl.SSLContext | None = None,
        proxy: Proxy = "none",
        bounds: AnswerBounds = BOUNDS,
    ) -> None:
        self._tls, self._proxy, self._bounds = tls, proxy, bounds

    @cached_property
    def _client(self) -> httpx.AsyncClient:
        import httpx

        return httpx.AsyncClient(
            verify=self._tls or _trusting(),
            timeout=httpx.Timeout(**TIMEOUTS_S),
            limits=httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS),
            trust_env=self._proxy == "environment",
            headers={"Accept-Encoding": "gzip"},  # which we unpack ourselves, within bounds
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if "_client" in vars(self):
            await self._client.aclose()

    async def send(self, request: Request) -> Response:
        """Send once; raises `Unavailable` when it never left, `Lost` when it may have arrived.

        An answer beyond the bounds is lost, too: whoever sent the call must look what it did.
        """
        import httpx

        never_sent = (
            httpx.ConnectError,
            httpx.ConnectTimeout,
            httpx.PoolTimeout,
            httpx.UnsupportedProtocol,
            httpx.InvalidURL,
            httpx.LocalProtocolError,  # a header that cannot be sent
            UnicodeError,  # a host or a header that cannot be written out
            ExceptionGroup,  # of every address of a host, none could be tried
        )
        deadline_s = self._bounds.deadline_s(request)
        try:
            async with asyncio.timeout(deadline_s), self._sent(request) as answer:
                content = await self._content(request, answer)
        except never_sent as error:
            raise Unavailable(_problem("unreachable", request, _why(error))) from None
        except (httpx.HTTPError, zlib.error) as error:
            raise Lost(_problem("answer_lost", request, _why(error))) from error
        except TimeoutError as error:
            raise Lost(
                _problem("answer_too_slow", request, {"seconds": int(deadline_s)})
            ) from error
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Response(answer.status_code, headers, content)

    @contextlib.asynccontextmanager
    async def _sent(self, request: Request) -> AsyncIterator[httpx.Response]:
        answer = await self._client.send(self._native(request), stream=True)
        try:
            yield answer
        finally:
            await answer.aclose()

    async def _content(self, request: Request, answer: httpx.Response) -> bytes:
        """Read a body as it comes, and stop at the bound: the rest is never unpacked.

        httpx unpacks whatever a header names, as often as it names it: a few kilobytes can be many
        gigabytes. Here one packing is undone, piece by piece.
        """
        import httpx

        packing = answer.headers.get("content-encoding", "").strip().lower()
        if packing not in UNPACKED | PACKED:
            raise httpx.DecodingError(f"packed as {packing[:40]}")
        unpack = zlib.decompressobj(GZIP_OR_ZLIB) if packing in PACKED else None
        content, most = bytearray(), self._bounds.body_bytes
        async for piece in answer.aiter_raw():
            content += unpack.decompress(piece, most + 1 - len(content)) if unpack else piece
            if len(content) > most:
                raise Lost(_problem("answer_too_long", request, {"megabytes": most // 2**20}))
        return bytes(content)

    def _native(self, request: Request) -> httpx.Request:
        files = [(p.field, (p.filename, p.content, p.media_type)) for p in request.parts]
        url, query = _addressed(request)
        return self._client.build_request(
            request.method,
            url,
            params=query,
            headers=dict(request.headers),
            content=request.content,
            data=dict(request.form) or None,
            files=files or None,
        )


def _addressed(request: Request) -> tuple[str, httpx.QueryParams | None]:
    """Write the query behind a bare address: apart, httpx would take all of it to pieces twice."""
    import httpx

    query = httpx.QueryParams(list(request.query))
    if "?" in request.url or "#" in request.url:
        return request.url, query
    return f"{request.url}?{query}" if query else request.url, None


def _why(error: Exception) -> dict[str, Value]:
    return {"why": type(error).__name__}


def _problem(code: str, request: Request, values: dict[str, Value]) -> Problem:
    where: dict[str, Value] = {"host": "?", "path": ""}
    with contextlib.suppress(ValueError):
        parts = urlsplit(request.url)
        where = {"host": parts.netloc.rpartition("@")[2], "path": parts.path}
    return Problem(code=code, values={**where, **values})
