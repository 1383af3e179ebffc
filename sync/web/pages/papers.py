"""Giấy tờ: which paper ends when, and what is to be done by then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, get_args

from starlette.requests import Request
from starlette.responses import Response

from sync.model import Code, PaperKind, Problem, Product
from sync.model.assortment import file_of
from sync.model.people import Permission
from sync.papers import calendar, within
from sync.papers.calendar import CalendarPaper
from sync.transport.clock import Clock, legal_day
from sync.web.access import Route
from sync.web.context import context_of
from sync.web.own import viewer_of
from sync.web.pages.kept_scans import scan_address
from sync.web.pages.product import is_followed
from sync.web.pages.products import found_products
from sync.web.paging import part_of
from sync.web.rendering import page

SOON_DAYS: Final = 180
ON_A_PAGE: Final = 100
FEW: Final = 30  # products, to choose from without looking for one
LONGEST: Final = 100  # of what is looked for


async def papers(request: Request) -> Response:
    """Show the calendar of papers, those that end soon first, or all of them."""
    return await papers_page(request, (), {})


async def papers_page(
    request: Request, wrong: Sequence[Problem], typed: Mapping[str, str]
) -> Response:
    """Show it with what was filled in for another paper, and what is wrong with that."""
    viewer, context, today = viewer_of(request), context_of(request), legal_day(Clock())
    configuration, whole = context.app.configuration, "all" in request.query_params
    own = [each for each in configuration.products if viewer.owns_file(file_of(each))]
    seen = await context.papers.seen(configuration, today)
    everything = seen.calendar if viewer.sees_all else calendar(own)
    cooperatives, by_code = {each.cooperative.name for each in own}, {p.code: p for p in own}
    listed = everything if whole else within(everything, today, SOON_DAYS)
    looked_for = request.query_params.get("q", "")[:LONGEST].strip()
    part = part_of(request, listed, ON_A_PAGE)
    return page(
        request,
        "papers.html",
        status=400 if wrong else 200,
        wrong=wrong,
        typed=typed,
        own=own,
        choices=_choices(request, own, looked_for, typed.get("of")),
        looked_for=looked_for,
        few=len(own) <= FEW,
        files={file_of(each): each.cooperative.name for each in own},
        kinds=get_args(PaperKind),
        may_add=viewer.may(Permission.EDIT) and not is_followed(request),
        saved="saved" in request.query_params,
        papers=[(each, _scan_of(each, by_code)) for each in part.shown],
        number=part.number,
        last=part.last,
        today=today,
        whole=whole,
        count=len(everything),
        notices=[n for n in seen.notices if n.key.partition("|")[0] in cooperatives],
        soon_days=SOON_DAYS,
    )


def _choices(
    request: Request, own: Sequence[Product], looked_for: str, chosen: str | None
) -> list[Product]:
    """Say which products a paper may be of: all where they are few, else those looked for."""
    found = found_products(request, looked_for) if looked_for or len(own) <= FEW else []
    kept = [each for each in own if each.code == chosen and each not in found[:FEW]]
    return sorted([*kept, *found[:FEW]], key=lambda each: each.name.casefold())


def _scan_of(paper: CalendarPaper, own: Mapping[Code, Product]) -> str | None:
    """Say where a paper's scan is opened, by the first of its products."""
    return scan_address(paper, next((own[code] for code in paper.products if code in own), None))


ROUTES: Final = [Route("/papers", papers, needs=Permission.LOOK)]
