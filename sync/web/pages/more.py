"""Thêm: every section, for phones, where only the first ones have room below."""

from __future__ import annotations

from typing import Final

from starlette.requests import Request
from starlette.responses import Response

from sync.model.people import Permission
from sync.web.access import Route
from sync.web.rendering import page


async def more(request: Request) -> Response:
    """List the sections."""
    return page(request, "more.html")


ROUTES: Final = [Route("/more", more, needs=Permission.ACCOUNT)]
