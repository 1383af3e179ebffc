"""Lots of a SKU: one is added or recalled with a thumb, and its labels are printed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from pydantic_core import PydanticCustomError
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sync.catalog.editing import EditRefused, Value
from sync.catalog.reading import Unread
from sync.catalog.yaml_schema import scalars
from sync.inventory.lots import as_they_stand
from sync.labels import (
    SHEETS,
    SheetTooSmall,
    concerns,
    content_of,
    is_over,
    policy_of,
    sheet_page,
)
from sync.model import Lot, Problem, Product, Sku, Variant
from sync.model.assortment import file_of
from sync.model.people import Permission
from sync.model.trace import lot_path
from sync.output.stock import lot_state
from sync.platforms import sites_of_lots
from sync.running.catalog_edits import CatalogEdit
from sync.running.lot_edits import LotPart, add_lot, lot_named, recall_lot
from sync.running.product_edits import EditUnsound
from sync.transport.clock import Clock, legal_day
from sync.web.access import Route, said
from sync.web.context import context_of, shops_of
from sync.web.forms import Fields, fields_of
from sync.web.own import edit_noted, viewer_of, would_load
from sync.web.pages.product import is_followed
from sync.web.rendering import page

MOST_COPIES: Final = 1000
LONGEST: Final = 200
_DAYS: Final = ("made_on", "best_before")
_TEXTS: Final = ("lot", "place", "made_by", "growing_area_code")

Pack = tuple[Product, Variant]


async def lots(request: Request) -> Response:
    """Show the lots of a SKU, the newest first."""
    return await _shown(request)


async def add(request: Request) -> Response:
    """Write a new lot into the catalog."""
    fields = await fields_of(request)

    def write(part: LotPart) -> CatalogEdit:
        return add_lot(part, _lot(fields))

    return await _edit(request, write, f"+ {fields.get('lot', '')[:LONGEST].strip()}", fields)


async def recall(request: Request) -> Response:
    """Write that a lot is taken back; rounds tell every shop, and its page."""
    fields = await fields_of(request)
    number, reason = fields.get("lot", ""), " ".join(fields.get("reason", "").split())[:LONGEST]
    today = legal_day(Clock())

    def write(part: LotPart) -> CatalogEdit:
        return recall_lot(part, number, today, reason)

    return await _edit(request, write, f"! {number}", {})


async def labels(request: Request) -> Response:
    """Give a sheet of labels, which prints from any browser and holds no script."""
    pack, asked = _pack(request), request.query_params
    sites = dict(sites_of_lots(shops_of(request)))
    sheet = SHEETS.get(asked.get("sheet", "cut"))
    if pack is None or sheet is None:
        return page(request, "message.html", status=404, code="page_not_found")
    if not sites:
        return await _shown(request, Problem(code="labels_no_site"))
    copies = asked.get("copies", "1")
    count = int(copies) if copies.isascii() and copies.isdigit() and len(copies) < 5 else 1
    try:
        lot = _printable(pack[1], asked.get("lot", ""))
        content = content_of(*pack, lot, next(iter(sites.values())))
        told = sheet_page([content], sheet, min(max(count, 1), MOST_COPIES))
    except EditRefused as error:
        return await _shown(request, error.problem)
    except SheetTooSmall:
        values = {"sheet": asked.get("sheet", "")}
        return await _shown(request, Problem(code="labels_too_small", values=values))
    return HTMLResponse(told, headers={"Content-Security-Policy": policy_of(sheet)})


def _printable(variant: Variant, number: str) -> Lot:
    """Find a lot that may be sold; raises `EditRefused`."""
    lot = lot_named(variant, number)
    if is_over(lot, legal_day(Clock())):
        raise EditRefused("labels_lot_over", lot=lot.number)
    return lot


async def _edit(
    request: Request, write: Callable[[LotPart], CatalogEdit], note: str, typed: Fields
) -> Response:
    """Make an edit as the commands make it, and show what the catalog has against it."""
    pack, home = _pack(request), context_of(request).app.home
    if pack is None or is_followed(request):
        return page(request, "message.html", status=404, code="page_not_found")
    part = LotPart(pack[0], pack[1].sku, home, partial(would_load, request))
    try:
        done = await asyncio.to_thread(write, part)
    except EditUnsound as error:
        return await _shown(request, error.problems[0], typed)
    except (EditRefused, Unread) as error:
        return await _shown(request, error.problem, typed)
    except PydanticCustomError as error:
        return await _shown(
            request, Problem(code=error.type, values=dict(error.context or {})), typed
        )
    name = Path(pack[0].source.file).name
    decision = said(request, "edit", f"{name} {note}", code=pack[0].code, digest=done.digest)
    await edit_noted(request, [decision])
    return RedirectResponse(f"/stock/{pack[1].sku}/lots?saved", 303)


def _lot(fields: Fields) -> Mapping[str, Value]:
    """Read a form; raises what the catalog raises of a day or a number that is none."""
    found: dict[str, Value] = {
        name: " ".join(fields.get(name, "").split())[:LONGEST] for name in _TEXTS
    }
    found |= {name: scalars.day(fields[name]) for name in _DAYS if fields.get(name, "").strip()}
    if number := fields.get("quantity", "").strip():
        found["quantity"] = scalars.stock(number)
    if not found["lot"]:
        raise EditRefused("lot_without_number")
    return found


async def _shown(
    request: Request, problem: Problem | None = None, typed: Fields | None = None
) -> Response:
    pack, today = _pack(request), legal_day(Clock())
    if pack is None:
        return page(request, "message.html", status=404, code="page_not_found")
    left = (await context_of(request).app.ledger.lots(pack[0])).get(pack[1].sku, [])
    lots = as_they_stand(pack[1].lots, left)
    site = next((site for _, site in sites_of_lots(shops_of(request))), None)
    return page(
        request,
        "lots.html",
        status=200 if problem is None else 400,
        product=pack[0],
        variant=pack[1],
        lots=sorted(lots, key=_newest_first),
        left={each.lot.number: each.units for each in left if each.lot},
        state=partial(lot_state, today=today),
        over=partial(is_over, today=today),
        concerns=_concerns(pack, lots, site),
        address=lambda lot: site and f"{site}/{lot_path(pack[1].sku, lot.number, pack[1].gtin)}",
        sheets=SHEETS,
        typed=typed or {},
        today=today.isoformat(),
        problem_of_form=problem,
        saved="saved" in request.query_params,
        may_edit=not is_followed(request),
    )


def _concerns(pack: Pack, lots: list[Lot], site: str | None) -> Mapping[str, list[Problem]]:
    if site is None:
        return {}
    return {lot.number: list(concerns(content_of(*pack, lot, site))) for lot in lots}


def _newest_first(lot: Lot) -> tuple[int, str]:
    return -(lot.made_on or lot.best_before or date.max).toordinal(), lot.number


def _pack(request: Request) -> Pack | None:
    """Find the SKU of the path, if it is the viewer's and written in the catalog."""
    viewer, sku = viewer_of(request), Sku(request.path_params["sku"])
    for product in context_of(request).app.configuration.products:
        for variant in product.variants:
            if variant.sku == sku and viewer.owns_file(file_of(product)):
                return product, variant
    return None


ROUTES: Final = [
    Route("/stock/{sku}/lots", lots, needs=Permission.LOOK),
    Route("/stock/{sku}/lots", add, needs=Permission.EDIT, methods="POST"),
    Route("/stock/{sku}/recall", recall, needs=Permission.EDIT, methods="POST"),
    Route("/stock/{sku}/labels", labels, needs=Permission.LOOK),
]
