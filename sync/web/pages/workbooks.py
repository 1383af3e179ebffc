"""Bảng tính: the catalog as a workbook and back, and the files of shops that people carry."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Final

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from sync.catalog.editing import EditRefused
from sync.catalog.reading import Unread
from sync.catalog.workbook import (
    SheetKind,
    as_text,
    changes_in,
    heading_of,
    known_rows,
    missing_rows,
    read_own,
    today_where_counted,
    written,
)
from sync.marketplace import MarketplaceError, Rejected
from sync.marketplace.spreadsheet import LARGEST_BYTES, read_grid
from sync.model import Problem, ShopName
from sync.model.people import Permission
from sync.running.catalog_edits import edit_files
from sync.running.catalog_workbook import (
    BookRequest,
    ImportRequest,
    WorkbookImport,
    book_of,
    catalog_texts,
    words_of,
    workbook_import,
)
from sync.transport.clock import Clock, legal_day
from sync.web.access import Route, said
from sync.web.context import context_of, shops_of
from sync.web.forms import fields_of
from sync.web.own import edit_noted, viewer_of, would_load
from sync.web.pages.product import is_followed
from sync.web.rendering import language_of, page

KINDS: Final[tuple[SheetKind, ...]] = ("products", "prices", "stock")
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SENT: Final = "page/sent"  # below the home: workbooks that were sent and are being looked at
_NAME: Final = re.compile(r"[0-9a-f]{32}\.xlsx")
MOST_KEPT: Final = 50
KEPT_FOR: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class CarriedFiles:
    """A shop that people carry files to: what waits, and the files to take along."""

    shop: str
    waiting: int
    listed: int
    files: Sequence[Path]


async def workbooks(request: Request) -> Response:
    """Show what can be fetched and handed in."""
    forget_sent(_kept(request, ""), Clock().now() - KEPT_FOR)
    return await _shown(request)


async def _shown(request: Request, problem: Problem | None = None) -> Response:
    return page(
        request,
        "workbooks.html",
        status=200 if problem is None else 400,
        kinds=KINDS,
        whole=viewer_of(request).sees_all and not is_followed(request),
        carried=await _carried(request),
        problem_of_form=problem,
    )


async def _carried(request: Request) -> list[CarriedFiles]:
    app = context_of(request).app
    if not viewer_of(request).sees_all:
        return []
    found = []
    for shop in shops_of(request):
        if (waits := await app.outstanding(shop)) is not None:
            files = await app.exchange(shop.name, lambda exchange: exchange.unanswered())
            found.append(CarriedFiles(shop.name, waits.waiting, waits.listed, files))
    return found


async def download(request: Request) -> Response:
    """Write the catalog, its prices or a sheet for counting into a workbook."""
    kind = next((each for each in KINDS if each == request.path_params["kind"]), None)
    if kind is None or not viewer_of(request).sees_all:
        return page(request, "message.html", status=404, code="page_not_found")
    context = context_of(request)
    rows = await context.app.ledger.rows() if kind == "stock" else []
    books = {row.sku: row.balance.available for row in rows if row.balance is not None}
    asked = BookRequest(kind=kind, at=Clock().now(), language=language_of(request), books=books)

    def made() -> bytes:
        texts = catalog_texts(context.config)
        return written(book_of(asked, texts, context.app.configuration))

    try:
        content = await asyncio.to_thread(made)
    except Unread as error:
        return await _shown(request, error.problem)
    headers = {"Content-Disposition": f'attachment; filename="ocop-{kind}.xlsx"'}
    return Response(content, media_type=XLSX, headers=headers)


async def carry(request: Request) -> Response:
    """Give one of the files that wait to be carried to a marketplace."""
    shop, name = request.path_params["shop"], request.path_params["file"]
    carried = [each for each in await _carried(request) if each.shop == shop]
    files = [file for each in carried for file in each.files if file.name == name]
    if not files:
        return page(request, "message.html", status=404, code="page_not_found")
    return FileResponse(files[0], filename=files[0].name)


async def look(request: Request) -> Response:
    """Keep a filled workbook and show what it would change; nothing is written yet."""
    if not viewer_of(request).sees_all or is_followed(request):
        return page(request, "message.html", status=404, code="page_not_found")
    content = await _sent(request)
    if content is None:
        return await _shown(request, Problem(code="page_workbook_none"))
    return await _looked(request, _keep(request, content))


async def _looked(request: Request, name: str, problem: Problem | None = None) -> Response:
    try:
        found = await asyncio.to_thread(_read, request, name)
    except (Rejected, Unread, EditRefused) as error:
        return await _shown(request, error.problem)
    language = language_of(request)
    cells = [
        (cell.sku or cell.code, heading_of(cell.column, language), as_text(cell.before),
         as_text(cell.after), cell.at)
        for product in found.products
        for cell in product.cells
    ]  # fmt: skip
    return page(
        request,
        "workbook_changes.html",
        status=200 if problem is None else 400,
        name=name,
        found=found,
        cells=cells,
        problem_of_form=problem,
    )


async def take_in(request: Request) -> Response:
    """Write what was looked at into the catalog, value by value."""
    if not viewer_of(request).sees_all or is_followed(request):
        return page(request, "message.html", status=404, code="page_not_found")
    name = (await fields_of(request)).get("name", "")
    if not _NAME.fullmatch(name) or not _kept(request, name).exists():
        return await _shown(request, Problem(code="page_workbook_none"))
    try:
        found = await asyncio.to_thread(_read, request, name)
        if not found.works:
            return await _looked(request, name)
        home = context_of(request).app.home
        done = await asyncio.to_thread(edit_files, found.works, home)
    except (Rejected, Unread, EditRefused) as error:
        return await _shown(request, error.problem)
    files = ", ".join(work.file.name for work in found.works)
    said_of = [
        said(request, "edit", files, code=product.code, digest=done.digest)
        for product in found.products
    ]
    await edit_noted(request, said_of)
    _kept(request, name).unlink(missing_ok=True)
    return RedirectResponse("/log", 303)


def _read(request: Request, name: str) -> WorkbookImport:
    """Say what a kept workbook changes; raises `Rejected`, `Unread`, `EditRefused`."""
    context = context_of(request)
    grid = read_grid(_kept(request, name).read_bytes())
    book = read_own(grid)
    if book is None:
        raise Rejected([Problem(code="page_workbook_strange")])
    if book.kind == "stock":
        raise Rejected([Problem(code="page_workbook_counts")])
    texts = catalog_texts(context.config)
    words = words_of(context.app.configuration, language_of(request))
    rows = known_rows(row for text in texts for row in text.rows)
    changes = changes_in(book, rows, words, missing_rows(book, grid) if book.own else {})
    asked = ImportRequest(
        texts=texts,
        words=words,
        load_instead=partial(would_load, request),
        option_name=book.option_name,
    )
    return workbook_import(today_where_counted(changes, legal_day(Clock())), asked)


async def result(request: Request) -> Response:
    """Record what a result file of a shop confirms."""
    app, name = context_of(request).app, ShopName(request.path_params["shop"])
    if name not in {each.shop for each in await _carried(request)}:
        return page(request, "message.html", status=404, code="page_not_found")
    content = await _sent(request)
    if content is None:
        return await _shown(request, Problem(code="page_workbook_none"))
    file = _kept(request, _keep(request, content))
    try:
        taken = await app.exchange(name, lambda files: files.take_in(file))
    except MarketplaceError as error:
        return await _shown(request, error.problem)
    finally:
        file.unlink(missing_ok=True)  # buyers' names may stand in it; the shop keeps its own copy
    note = f"result {taken.listed}"
    await app.store.decisions.add([said(request, "take", note, shop=name)])
    return page(request, "workbook_result.html", shop=name, taken=taken)


async def _sent(request: Request) -> bytes | None:
    async with request.form(max_files=1, max_fields=5) as form:
        sent = form.get("workbook")
        return await sent.read() or None if isinstance(sent, UploadFile) else None


def _keep(request: Request, content: bytes) -> str:
    name = f"{hashlib.blake2b(content, digest_size=16).hexdigest()}.xlsx"
    file = _kept(request, name)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    forget_sent(file.parent, Clock().now() - KEPT_FOR)
    return name


def forget_sent(folder: Path, before: datetime) -> None:
    """Forget what was sent before then and never taken in, and all but the newest."""
    kept = sorted(folder.glob("*"), key=lambda each: each.stat().st_mtime)
    for place, old in enumerate(kept):
        if place < len(kept) - MOST_KEPT or old.stat().st_mtime < before.timestamp():
            old.unlink(missing_ok=True)


def _kept(request: Request, name: str) -> Path:
    return context_of(request).app.home / SENT / name


ROUTES: Final = [
    Route("/workbooks", workbooks, needs=Permission.LOOK),
    Route("/workbooks/catalog/{kind}.xlsx", download, needs=Permission.LOOK),
    Route("/workbooks/shops/{shop}/files/{file}", carry, needs=Permission.LOOK),
    Route(
        "/workbooks/catalog",
        look,
        needs=Permission.EDIT,
        methods="POST",
        most_bytes=LARGEST_BYTES,
    ),
    Route("/workbooks/catalog/take-in", take_in, needs=Permission.EDIT, methods="POST"),
    Route(
        "/workbooks/shops/{shop}/result",
        result,
        needs=Permission.DECIDE,
        methods="POST",
        most_bytes=LARGEST_BYTES,
    ),
]
