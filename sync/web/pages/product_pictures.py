"""Pictures of a product from a phone: made ready, written beside the catalog, put in order."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.catalog.editing import Add, Drop, Edit, EditRefused, Move
from sync.catalog.reading import Unread
from sync.model import Problem, Product
from sync.model.people import Permission
from sync.running.catalog_edits import CatalogEdit, edit_file
from sync.web.access import Route, said
from sync.web.context import context_of
from sync.web.own import edit_noted, product_named
from sync.web.pages.product import is_followed, shown_with
from sync.web.rendering import page
from sync.web.sent_pictures import Unshowable, put_beside, upright_jpeg

FOLDER: Final = "images"  # beside the catalog file
MOST_PICTURES: Final = 9
MOST_BYTES: Final = 80 * 1024 * 1024  # of all pictures of one form


async def add(request: Request) -> Response:
    """Take pictures from a phone: upright, shrunk, without where they were taken."""
    found = product_named(request, request.path_params["code"])
    if found is None or is_followed(request):
        return page(request, "message.html", status=404, code="page_not_found")
    async with request.form(max_files=MOST_PICTURES, max_fields=10) as form:
        sent = [each for each in form.getlist("picture") if isinstance(each, UploadFile)]
        contents = [await each.read() for each in sent]
    room = MOST_PICTURES - len(found.images)
    if not contents or len(contents) > room:
        values = {"most": MOST_PICTURES, "room": room}
        return await shown_with(request, Problem(code="page_pictures_many", values=values))
    try:
        prepared = [await asyncio.to_thread(upright_jpeg, content) for content in contents]
    except Unshowable:
        return await shown_with(request, Problem(code="page_picture_unread"))
    return await _edited(request, found, _added(found, prepared))


async def first(request: Request) -> Response:
    """Make a picture the first one: shops show it on their lists."""
    found, at = _at(request)
    if found is None:
        return page(request, "message.html", status=404, code="page_not_found")
    return await _edited(request, found, [Move(code=found.code, to=0, path=("images", at))])


async def remove(request: Request) -> Response:
    """Take a picture out of the product; its file stays."""
    found, at = _at(request)
    if found is None:
        return page(request, "message.html", status=404, code="page_not_found")
    return await _edited(request, found, [Drop(code=found.code, path=("images", at))])


def _at(request: Request) -> tuple[Product | None, int]:
    found, at = product_named(request, request.path_params["code"]), request.path_params["at"]
    known = found is not None and at < len(found.images) and not is_followed(request)
    return (found if known else None), at


def _added(found: Product, prepared: Sequence[bytes]) -> list[Edit]:
    """Write the files under names that nobody has, and name them behind the others."""
    folder = Path(found.source.file).parent
    edits: list[Edit] = []
    for content in prepared:
        name = put_beside(folder, FOLDER, found.code, content)
        edits.append(Add(code=found.code, path=("images",), value=name))
    return edits


async def _edited(request: Request, found: Product, edits: Sequence[Edit]) -> Response:
    context, file = context_of(request), Path(found.source.file)
    try:
        done = await asyncio.to_thread(_written, file, edits, context.app.home)
    except (EditRefused, Unread) as error:
        return await shown_with(request, error.problem)
    decision = said(request, "edit", file.name, code=found.code, digest=done.digest)
    await edit_noted(request, [decision])
    return RedirectResponse(f"/products/{found.code}?saved", 303)


def _written(file: Path, edits: Sequence[Edit], home: Path) -> CatalogEdit:
    return edit_file(file, edits, home, file.read_bytes())


ROUTES: Final = [
    Route(
        "/products/{code}/pictures",
        add,
        needs=Permission.EDIT,
        methods="POST",
        most_bytes=MOST_BYTES,
    ),
    Route("/products/{code}/pictures/{at:int}/first", first, needs=Permission.EDIT, methods="POST"),
    Route(
        "/products/{code}/pictures/{at:int}/remove", remove, needs=Permission.EDIT, methods="POST"
    ),
]
