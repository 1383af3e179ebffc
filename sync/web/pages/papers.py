"""Giấy tờ: which paper ends when, and what is to be done by then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, get_args

from starlette.requests import Request
from starlette.responses import Response

from sync.model import PaperKind, Problem
from sync.model.assortment import file_of
from sync.model.people import Permission
from sync.papers import calendar, within
from sync.running.paper_notices import notices_of
from sync.transport.clock import Clock, legal_day
from sync.web.access import Route
from sync.web.context import context_of
from sync.web.own import viewer_of
from sync.web.pages.product import is_followed
from sync.web.rendering import page

SOON_DAYS: Final = 180


async def papers(request: Request) -> Response:
    """Show the calendar of papers, those that end soon first, or all of them."""
    return await papers_page(request, (), {})


async def papers_page(
    request: Request, wrong: Sequence[Problem], typed: Mapping[str, str]
) -> Response:
    """Show it with what was filled in for another paper, and what is wrong with that."""
    viewer, configuration = viewer_of(request), context_of(request).app.configuration
    own = [each for each in configuration.products if viewer.owns_file(file_of(each))]
    today, everything = legal_day(Clock()), calendar(own)
    whole = "all" in request.query_params
    cooperatives = {each.cooperative.name for each in own}
    notices = await notices_of(configuration, today)
    return page(
        request,
        "papers.html",
        status=400 if wrong else 200,
        wrong=wrong,
        typed=typed,
        own=sorted(own, key=lambda each: each.name.casefold()),
        files={file_of(each): each.cooperative.name for each in own},
        kinds=get_args(PaperKind),
        may_add=viewer.may(Permission.EDIT) and not is_followed(request),
        saved="saved" in request.query_params,
        papers=everything if whole else within(everything, today, SOON_DAYS),
        today=today,
        whole=whole,
        count=len(everything),
        notices=[n for n in notices if n.key.partition("|")[0] in cooperatives],
        soon_days=SOON_DAYS,
    )


ROUTES: Final = [Route("/papers", papers, needs=Permission.LOOK)]
