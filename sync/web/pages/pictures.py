"""Pictures of products, small enough for a page; made once and kept in the home."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from sync.model import ImageFile
from sync.model.people import Permission
from sync.web.access import Route
from sync.web.context import context_of
from sync.web.own import product_named
from sync.web.sent_pictures import Unshowable, thumbnail

WIDTHS: Final = (160, 640)
KEPT: Final = "page/pictures"  # below the home
A_WEEK_S: Final = 7 * 86_400


async def picture(request: Request) -> Response:
    """Show a picture of a product of the viewer's, in one of few widths."""
    product = product_named(request, request.path_params["code"])
    at, width = request.path_params["at"], _width(request.query_params.get("w", ""))
    if product is None or at >= len(product.images):
        return Response(status_code=404)
    home = context_of(request).app.home
    try:
        file = await asyncio.to_thread(_small, product.images[at], home / KEPT, width)
    except (OSError, Unshowable):
        return Response(status_code=404)
    headers = {"Cache-Control": f"private, max-age={A_WEEK_S}"}
    return FileResponse(file, media_type="image/webp", headers=headers)


def _width(asked: str) -> int:
    return next((width for width in WIDTHS if str(width) == asked), WIDTHS[-1])


def _small(image: ImageFile, folder: Path, width: int) -> Path:
    kept = folder / f"{image.sha256}-{width}.webp"
    if not kept.exists():
        small = thumbnail(image.path.read_bytes(), width)
        folder.mkdir(parents=True, exist_ok=True)
        draft = kept.with_suffix(f".{id(small)}.part")
        draft.write_bytes(small)
        draft.replace(kept)
    return kept


ROUTES: Final = [Route("/pictures/{code}/{at:int}", picture, needs=Permission.LOOK)]
