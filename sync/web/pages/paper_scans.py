"""A scan of a paper: kept beside the catalog, and written into it with what it says."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final, get_args

from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.catalog.editing import TOP, Add, EditRefused, Value
from sync.catalog.papers import MAX_BYTES as MOST_PDF_BYTES
from sync.catalog.reading import Unread
from sync.model import Code, PaperKind, Problem, Product
from sync.model.assortment import file_of
from sync.model.people import Permission
from sync.running.catalog_edits import CatalogEdit
from sync.running.product_edits import EditUnsound, ProductEdit, save_edit
from sync.running.seen_files import show
from sync.web.access import Route, said
from sync.web.context import context_of
from sync.web.own import edit_noted, viewer_of, would_load
from sync.web.pages.papers import papers_page
from sync.web.pages.product import is_followed
from sync.web.sent_pictures import Unshowable, put_beside, upright_jpeg

FOLDER: Final = "papers"  # beside the catalog file
OF_ALL: Final = "*"  # begins the choice of a cooperative's file: for all its products
MOST_BYTES: Final = 20 * 1024 * 1024
LONGEST: Final = 300
KINDS: Final[Sequence[str]] = get_args(PaperKind)


class NotTaken(Exception):
    """What was filled in or sent is no paper; `problem` says why."""

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.problem = Problem(code=code, values=values)


@dataclass(frozen=True, slots=True)
class Owner:
    """What a paper stands for: a product, or all those of a cooperative (no code)."""

    file: Path
    code: Code | None

    @property
    def path(self) -> tuple[str, ...]:
        """Where its papers are listed."""
        return ("papers",) if self.code else ("cooperative", "papers")


async def add(request: Request) -> Response:
    """Keep a scan and enter its paper; nothing stays where the catalog would not take it."""
    if is_followed(request):
        raise HTTPException(404)
    async with request.form(max_files=1, max_fields=12, max_part_size=LONGEST) as form:
        typed = {name: text for name, text in form.items() if isinstance(text, str)}
        try:
            owner, values = _owner(request, typed), _values(typed)
            scan = await _scan(form)
            done = await asyncio.to_thread(_entered, request, owner, values, scan)
        except NotTaken as error:
            return await papers_page(request, [error.problem], typed)
        except (EditRefused, Unread) as error:
            return await papers_page(request, [error.problem], typed)
        except EditUnsound as error:
            return await papers_page(request, error.problems, typed)
    decision = said(request, "edit", owner.file.name, code=owner.code, digest=done.digest)
    await edit_noted(request, [decision])
    return RedirectResponse("/papers?all&saved", 303)


def _owner(request: Request, typed: Mapping[str, str]) -> Owner:
    """Find what the paper is of, among what is the viewer's: no other path is written to."""
    viewer, chosen = viewer_of(request), typed.get("of", "")
    for product in context_of(request).app.configuration.products:
        if not viewer.owns_file(file_of(product)):
            continue
        if chosen in (product.code, f"{OF_ALL}{file_of(product)}"):
            code = product.code if chosen == product.code else None
            return Owner(_file(product), code)
    raise NotTaken("page_paper_whose")


def _file(product: Product) -> Path:
    return Path(product.source.file)


def _values(typed: Mapping[str, str]) -> dict[str, Value]:
    """Read what the paper says; raises `NotTaken`."""
    kind, number = typed.get("kind", ""), " ".join(typed.get("number", "").split())
    if kind not in KINDS:
        raise NotTaken("page_paper_kind")
    if not number:
        raise NotTaken("page_paper_number")
    values: dict[str, Value] = {"kind": kind, "number": number}
    for name in ("issued_on", "expires_on"):
        if typed.get(name):
            values[name] = _day(typed[name])
    issued_by = " ".join(typed.get("issued_by", "").split())
    return values | ({"issued_by": issued_by} if issued_by else {})


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotTaken("page_paper_day", given=text[:30]) from error


async def _scan(form: FormData) -> tuple[bytes, str] | None:
    """Read the file that was sent, judged by what is in it; raises `NotTaken`."""
    sent = form.get("scan")
    content = await sent.read() if isinstance(sent, UploadFile) else b""
    if not content:
        return None
    if content.startswith(b"%PDF-"):
        if len(content) > MOST_PDF_BYTES:
            raise NotTaken("page_paper_large", most=str(MOST_PDF_BYTES // 2**20))
        return content, ".pdf"
    try:
        return await asyncio.to_thread(upright_jpeg, content), ".jpg"
    except Unshowable as error:
        raise NotTaken("page_paper_unread") from error


def _entered(
    request: Request, owner: Owner, values: dict[str, Value], scan: tuple[bytes, str] | None
) -> CatalogEdit:
    home, folder, name = context_of(request).app.home, owner.file.parent, ""
    if scan is not None:
        stem = f"{owner.code or owner.file.stem}-{values['kind']}"
        name = put_beside(folder, FOLDER, stem, *scan)
    value = values | ({"file": name} if name else {})
    edit = Add(code=owner.code or TOP, path=owner.path, value=value)
    _, version = show(owner.file, home)
    wanted = ProductEdit(file=owner.file, edits=(edit,), version=version)
    try:
        return save_edit(wanted, home, partial(would_load, request))
    except (EditRefused, EditUnsound, Unread):
        if name:
            (folder / name).unlink(missing_ok=True)
        raise


ROUTES: Final = [
    Route("/papers", add, needs=Permission.EDIT, methods="POST", most_bytes=MOST_BYTES)
]
