"""Products: as they are written, and edits of their fields."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import Annotated, Any

from fastapi import Query
from pydantic import BaseModel, ConfigDict, Field, JsonValue
from starlette.requests import Request

from sync.catalog.editing import Drop, Edit, Put, values_in
from sync.catalog.editing.edits import path_of, values_at
from sync.model import Code, Product, Sku
from sync.model.assortment import file_of
from sync.model.claims import stars_allowed
from sync.output.changes import Json, problems_json
from sync.running.product_edits import EditUnsound, ProductEdit, save_edit
from sync.running.seen_files import show
from sync.transport.clock import Clock, legal_day
from sync.web.access import said
from sync.web.api.answers import ApiRefused, NotFound, language_of
from sync.web.context import context_of
from sync.web.own import edit_noted, product_named, viewer_of, would_load

NAMES = frozenset({"code", "sku"})  # what everything else knows a product by
Step = Annotated[str, Field(min_length=1, max_length=100)] | Annotated[int, Field(ge=0, le=1000)]


class FieldEdit(BaseModel):
    """What shall stand at a path of a product, or of its variant `sku`; null takes it out."""

    model_config = ConfigDict(extra="forbid")

    path: list[Step] = Field(min_length=1, max_length=6)
    value: JsonValue = None
    sku: str | None = Field(default=None, min_length=1, max_length=100)


class ProductEdits(BaseModel):
    """Edits of a product as it was read with this `version`."""

    model_config = ConfigDict(extra="forbid")

    version: str = Field(min_length=1, max_length=64)
    edits: list[FieldEdit] = Field(min_length=1, max_length=100)


def list_products(
    request: Request,
    q: Annotated[str, Query(max_length=100)] = "",
    cooperative: Annotated[str, Query(max_length=100)] = "",
    after: Annotated[str, Query(max_length=100)] = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Json:
    """List products by code: those whose code or name holds `q`, `limit` of them behind `after`."""
    viewer, wanted = viewer_of(request), q.casefold()
    found = sorted(
        (
            product
            for product in context_of(request).app.configuration.products
            if product.code > after
            and viewer.owns_file(file_of(product))
            and cooperative in ("", file_of(product))
            and wanted in f"{product.code} {product.name}".casefold()
        ),
        key=lambda product: product.code,
    )
    more = found[limit - 1].code if len(found) > limit else None
    return {"products": [_product_json(each) for each in found[:limit]], "next": more}


def read_product(request: Request, code: str) -> Json:
    """Read a product as it is written, with the version that an edit of it has to name."""
    product, context = _known(request, code), context_of(request)
    content, version = show(Path(product.source.file), context.app.home)
    values = values_in(content)
    problems = context.app.configuration.objections.get(product.code, ())
    return {
        **_product_json(product),
        "version": version,
        "written": values_at(values, path_of(values, product.code)),
        "problems": problems_json(list(problems), language_of(request)),
    }


async def edit_product(request: Request, code: str, body: ProductEdits) -> Json:
    """Change fields of a product; every other byte of its file stays as it was.

    409 where somebody wrote into the same place meanwhile, 422 where the catalog has something
    against it; then nothing was written.
    """
    product, context = _known(request, code), context_of(request)
    if context.app.configuration.settings.catalog is not None:
        raise ApiRefused(409, "catalog_followed")
    edits = tuple(_edit(product.code, each) for each in body.edits)
    edit = ProductEdit(file=Path(product.source.file), edits=edits, version=body.version)
    load_instead = partial(would_load, request)
    try:
        done = await asyncio.to_thread(save_edit, edit, context.app.home, load_instead)
    except EditUnsound as error:
        first = error.problems[0]
        raise ApiRefused(422, first.code, about=first.about, **first.values) from error
    note = edit.file.name
    decision = said(request, "edit", note, code=product.code, digest=done.digest)
    await edit_noted(request, [decision])
    (newest,) = await context.app.store.decisions.entries(code=product.code, limit=1)
    _, version = show(edit.file, context.app.home)
    return {"edit": newest.id, "digest": done.digest, "version": version}


def _known(request: Request, code: str) -> Product:
    product = product_named(request, code)
    if product is None:
        raise NotFound(code)
    return product


def _edit(code: Code, given: FieldEdit) -> Edit:
    if given.path[0] in NAMES or given.path[-1] in NAMES:
        raise ApiRefused(422, "api_name_fixed", field=str(given.path[-1]))
    sku = None if given.sku is None else Sku(given.sku)
    if given.value is None:
        return Drop(code=code, path=tuple(given.path), sku=sku)
    value: Any = given.value
    return Put(code=code, path=tuple(given.path), value=value, sku=sku)


def _product_json(product: Product) -> Json:
    prices = [variant.price for variant in product.variants]
    return {
        "code": product.code,
        "name": product.name,
        "cooperative": file_of(product),
        "category": product.category,
        "sold": product.sold,
        "stars": stars_allowed(product.certificate, legal_day(Clock())),
        "price": {"least": min(prices), "most": max(prices)} if prices else None,
        "skus": [variant.sku for variant in product.variants],
    }
