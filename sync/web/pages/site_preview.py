"""A website of our own as it was last written, before or after visitors see it: files, no script.

The pages lie below the page's own address, so whatever stands in them may do nothing here.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from sync.marketplace import MarketplaceError, WritesPages
from sync.model import Shop
from sync.model.people import Permission
from sync.platforms import platform_of
from sync.web.access import Route
from sync.web.context import context_of
from sync.web.own import goods_of, ruled_shop

INDEX: Final = "index.html"
POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


async def shown(request: Request) -> Response:
    """Give one file of the site; nothing hidden, nothing outside of it."""
    shop = ruled_shop(request, request.path_params["shop"], await goods_of(request))
    pages = await pages_of(request, shop) if shop else None
    if pages is None:
        raise HTTPException(404)
    file = await asyncio.to_thread(_file, pages.pages_folder, request.path_params["path"])
    if file is None:
        raise HTTPException(404)
    return FileResponse(file, headers={"Content-Security-Policy": POLICY})


async def pages_of(request: Request, shop: Shop) -> WritesPages | None:
    """Say where the pages of a shop lie that is a website of our own."""
    if not has_pages(shop):
        return None
    try:
        market = (await context_of(request).app.context(shop.name)).market
    except MarketplaceError:
        return None
    return market if isinstance(market, WritesPages) else None


def has_pages(shop: Shop) -> bool:
    """Whether a shop is a website of our own."""
    try:
        return "pages" in platform_of(shop).features.can
    except MarketplaceError:
        return False


def _file(folder: Path, asked: str) -> Path | None:
    """Find what is asked for below the folder; of a folder its first page."""
    root = folder.resolve()
    try:
        found = (root / asked).resolve()
        found = found / INDEX if found.is_dir() else found
        inside = found.relative_to(root)
    except (ValueError, OSError):  # outside, or no name of a file
        return None
    hidden = any(part.startswith(".") for part in inside.parts)
    return found if found.is_file() and not hidden else None


ROUTES: Final = [Route("/shops/{shop}/pages/{path:path}", shown, needs=Permission.LOOK)]
