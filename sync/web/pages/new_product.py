"""A new product, and with the first one its cooperative: from nothing to a line in the catalog."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.catalog import freezes
from sync.catalog.editing import EditRefused, Value, edited, new_file, new_product
from sync.catalog.reading import Unread
from sync.model import Problem
from sync.model.assortment import file_of
from sync.model.letters import without_marks
from sync.model.people import Permission
from sync.running.catalog_edits import FileWork, edit_files
from sync.web.access import Route, said
from sync.web.context import context_of
from sync.web.editing import number_or_text
from sync.web.forms import Fields, fields_of
from sync.web.own import edit_noted, viewer_of, would_load
from sync.web.pages.product import is_followed
from sync.web.rendering import page

NEW: Final = "*"  # the choice of a cooperative that has no file yet
_NO_NAME: Final = re.compile(r"[^a-z0-9]+")
LONGEST_CODE: Final = 40


async def ask(request: Request) -> Response:
    """Show the empty form."""
    return _form(request, {}, [])


def _form(request: Request, typed: Fields, problems: list[Problem]) -> Response:
    viewer, configuration = viewer_of(request), context_of(request).app.configuration
    own = [each for each in configuration.products if viewer.owns_file(file_of(each))]
    files = {file_of(each): each.cooperative.name for each in own}
    return page(
        request,
        "new_product.html",
        status=400 if problems else 200,
        typed=typed,
        problems=problems,
        files=files,
        may_begin=viewer.sees_all,
        new=NEW,
        categories=configuration.categories,
    )


async def add(request: Request) -> Response:
    """Write the product into the catalog, if the catalog makes sense with it."""
    if is_followed(request):
        return page(request, "message.html", status=404, code="page_not_found")
    fields, context = await fields_of(request), context_of(request)
    if not _may_write(request, fields.get("file", "")):
        return _form(request, fields, [Problem(code="page_new_whose")])
    code = _code(request, fields)
    try:
        work = _work(request, fields, code)
        problems = await asyncio.to_thread(partial(_unsound, request, work, code))
        if problems:
            return _form(request, fields, problems)
        done = await asyncio.to_thread(edit_files, [work], context.app.home)
    except (EditRefused, Unread) as error:
        return _form(request, fields, [error.problem])
    decision = said(request, "edit", work.file.name, code=code, digest=done.digest)
    await edit_noted(request, [decision])
    return RedirectResponse(f"/products?q={code}&added", 303)


def _may_write(request: Request, choice: str) -> bool:
    """Whether this is a catalog file of theirs, by its name alone: no other path is taken."""
    viewer, configuration = viewer_of(request), context_of(request).app.configuration
    if choice == NEW:
        return viewer.sees_all
    return choice in configuration.files | configuration.unread and viewer.owns_file(choice)


def _work(request: Request, fields: Fields, code: str) -> FileWork:
    folder = context_of(request).config / "catalog"
    product: Mapping[str, Value] = {
        "code": code,
        "name": fields.get("name", "").strip(),
        "category": fields.get("category", ""),
        "story": fields.get("story", "").strip(),
        "price": number_or_text(fields.get("price", "").strip(), "price"),
        "stock": number_or_text(fields.get("stock", "").strip()),
        "weight_g": number_or_text(fields.get("weight_g", "").strip()),
        "size_mm": number_or_text(fields.get("size_mm", "").strip(), "size"),
        "label": _label(fields),
    }
    choice = fields.get("file", "")
    if choice != NEW:
        file = folder / f"{choice}.yaml"
        return FileWork(file=file, edits=(new_product(product),), seen=file.read_bytes())
    cooperative = {
        name: fields.get(f"cooperative_{name}", "").strip()
        for name in ("name", "legal_form", "address", "tax_code")
    }
    begun = new_file(cooperative)
    file = _free_file(folder, cooperative["name"])
    return FileWork(file=file, edits=(new_product(product),), begun=begun)


def _label(fields: Fields) -> Mapping[str, Value]:
    """What the law wants on a pack of food: the catalog takes no food without it."""
    ingredients = [each.strip() for each in fields.get("ingredients", "").split(",")]
    return {
        "net_content": fields.get("net_content", "").strip(),
        "ingredients": [each for each in ingredients if each],
        "shelf_life": fields.get("shelf_life", "").strip(),
        "storage": fields.get("storage", "").strip(),
    }


def _unsound(request: Request, work: FileWork, code: str) -> list[Problem]:
    """Say what the catalog has against it; takes its time."""
    content = edited(work.begun if work.seen is None else work.seen, work.edits)
    before = {(p.code, p.about) for p in context_of(request).app.configuration.problems}
    after = would_load(request, {work.file: content})
    told = [p for p in after.problems if freezes(p) and (p.code, p.about) not in before]
    return [p for p in told if p.about in ("", code) or p.severity == "stop"]


def _code(request: Request, fields: Fields) -> str:
    """Make a code of the name where nobody typed one: plain capitals, no other product's."""
    typed = fields.get("code", "").strip()
    if typed:
        return typed
    plain = _plain(fields.get("name", "")).upper()[:LONGEST_CODE].strip("-") or "SAN-PHAM"
    taken = {each.code for each in context_of(request).app.configuration.products}
    names = (plain if number == 1 else f"{plain}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _free_file(folder: Path, name: str) -> Path:
    plain = _plain(name)[:LONGEST_CODE].strip("-") or "hop-tac-xa"
    names = (plain if number == 1 else f"{plain}-{number}" for number in range(1, 1_000))
    return next(file for file in (folder / f"{n}.yaml" for n in names) if not file.exists())


def _plain(text: str) -> str:
    return _NO_NAME.sub("-", without_marks(text).casefold()).strip("-")


ROUTES: Final = [
    Route("/products/new", ask, needs=Permission.EDIT),
    Route("/products/new", add, needs=Permission.EDIT, methods="POST"),
]
