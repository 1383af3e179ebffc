"""A scan that was kept of a paper, opened: a photo in the page, a PDF as a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from sync.model import ImageFile, Product
from sync.model.people import Permission
from sync.papers.calendar import CalendarPaper
from sync.web.access import Route
from sync.web.own import product_named
from sync.web.rendering import page

SCAN: Final = "/papers/scan"
# What a file begins with, and what a browser is told that it is; anything else is not shown.
KINDS: Final = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png"}


class Scan(NamedTuple):
    """The file of a paper of a product."""

    kind: str
    number: str
    file: ImageFile


async def scan(request: Request) -> Response:
    """Give the scan of a paper of the viewer's, which the catalog names; no other file is given."""
    asked = request.query_params
    product = product_named(request, asked.get("product", ""))
    named = (asked.get("kind"), asked.get("number"))
    found = [each for each in _scans(product) if (each.kind, each.number) == named]
    path = found[0].file.path if found else None
    media_type = await run_in_threadpool(_media_type, path) if path else None
    if path is None or media_type is None:
        return page(request, "message.html", status=404, code="page_not_found")
    told = "inline" if media_type.startswith("image/") else "attachment"
    return FileResponse(
        path, media_type=media_type, filename=path.name, content_disposition_type=told
    )


def scan_address(paper: CalendarPaper, product: Product | None) -> str | None:
    """Say where the scan of a paper is opened; None: none is kept."""
    for each in _scans(product):
        if product and (each.kind, each.number) == (paper.kind, paper.number):
            named = {"product": product.code, "kind": each.kind, "number": each.number}
            return f"{SCAN}?{urlencode(named)}"
    return None


def _scans(product: Product | None) -> Iterator[Scan]:
    if product is None:
        return
    certificate, label = product.certificate, product.label
    if certificate and certificate.file:
        yield Scan("ocop", certificate.decision_no or "", certificate.file)
    on_label = {
        "self_declaration": label.declaration,
        "food_safety": label.food_safety_certificate,
    }
    written = [*((each.kind, each) for each in product.papers), *on_label.items()]
    for kind, paper in written:
        if paper and paper.file:
            yield Scan(kind, paper.number, paper.file)


def _media_type(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            begins = file.read(8)
    except OSError:
        return None
    return next((told for mark, told in KINDS.items() if begins.startswith(mark)), None)


ROUTES: Final = [Route(SCAN, scan, needs=Permission.LOOK)]
