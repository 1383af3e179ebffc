"""Taking over a shop that people filled by hand: what is certain is linked, the rest is asked."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, TypeVar
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from sync.catalog.editing import EditRefused
from sync.catalog.reading import Unread
from sync.marketplace import Rejected
from sync.model import Code, Shop, ShopName
from sync.model.people import Permission
from sync.planning.matching import Match
from sync.running.adopt import name_skus, survey
from sync.running.adopt_workbook import Answer
from sync.running.adoption import (
    Adoption,
    CatalogPlace,
    LeftOut,
    Said,
    as_yaml,
    fetching,
    hold_open,
    link_pairs,
    link_written,
    write_fresh,
)
from sync.store import Decision
from sync.transport.lease import Busy
from sync.web.access import NotAllowed, Route, said
from sync.web.context import context_of
from sync.web.forms import fields_of
from sync.web.jobs import PATIENCE_S
from sync.web.listing_pictures import emptied, keeping, picture_of
from sync.web.own import edit_noted, goods_of, ruled_shop, viewer_of
from sync.web.pages.product import is_followed
from sync.web.rendering import Spoken, page

FREE_WITHIN_S: Final = 180.0  # a round that runs there comes to its end
LOOK_AGAIN_S: Final = 2.0
SHOWN: Final = 60
LATER: Final = "later"
NEW: Final = "new"
Result = TypeVar("Result")


@dataclass(slots=True)
class ShownAdoption:
    """A take-over on the page: what was left for later, and what was written but not linked."""

    made: Adoption
    later: list[str] = field(default_factory=list)
    left: LeftOut | None = None

    @property
    def open(self) -> list[Match]:
        """What waits for an answer; what somebody left for later comes last."""
        return sorted(self.made.open, key=lambda match: match.listing.remote_id in self.later)


Step = Callable[[ShownAdoption], Awaitable[None]]


async def adopt(request: Request) -> Response:
    """Show how far it is, and the one question that comes next."""
    shop, context = await _shop(request), context_of(request)
    job = context.jobs.of("adopt", shop.name)
    shown: ShownAdoption | None = job.result if job else None
    wrong = job.problem if job else None
    return page(
        request,
        "adopt.html",
        status=200 if wrong is None else 400,
        shop=shop,
        running=job is not None and not job.ended.is_set(),
        made=shown.made if shown else None,
        left=shown.left if shown else None,
        match=next(iter(shown.open), None) if shown else None,
        may_write=viewer_of(request).sees_all and not is_followed(request),
        most=SHOWN,
        problem_of_form=wrong,
    )


async def begin(request: Request) -> Response:
    """Read the whole shop, link what is certain, hold back what is doubtful."""
    shop, context = await _shop(request), context_of(request)

    async def work() -> ShownAdoption:
        there = await context.app.context(shop.name)
        folder = await asyncio.to_thread(emptied, context.app.home, shop.name)
        fetch = keeping(fetching(there, context.app.configuration), folder)
        made = Adoption(shop, await _when_free(lambda: survey(there, fetch)))
        await _link(request, made)
        return ShownAdoption(made)

    return await _go_on(request, shop, work)


async def answer(request: Request) -> Response:
    """Take one answer: which product a listing is, that it is none yet, or that it can wait."""
    shop, fields = await _shop(request), await fields_of(request)
    listing, given = fields.get("listing", ""), fields.get("product", "")

    async def take(shown: ShownAdoption) -> None:
        made = shown.made
        match = next((each for each in made.open if each.listing.remote_id == listing), None)
        known = [LATER, NEW, *(each.code for each in match.candidates)] if match else []
        if given == LATER:
            shown.later = [*(one for one in shown.later if one != listing), listing]
        elif given in known:
            await _take(request, made, listing, Answer(None if given == NEW else Code(given)))

    return await _step(request, shop, take)


async def _take(request: Request, made: Adoption, listing: str, given: Answer) -> None:
    """Act on an answer; where nothing could be linked by it, it is asked again."""
    before = made.answers
    made.answers = {**before, listing: given}
    await _link(request, made)
    if given.code is not None:
        made.answers = before


async def write(request: Request) -> Response:
    """Write products for what is none yet, and link them."""
    shop, context = await _shop(request), context_of(request)
    if not viewer_of(request).may(Permission.EDIT) or not viewer_of(request).sees_all:
        raise NotAllowed("page_forbidden")
    if is_followed(request):
        raise HTTPException(404)

    async def put(shown: ShownAdoption) -> None:
        made = shown.made
        if not made.unwritten:
            return
        there = await context.app.context(shop.name)
        try:
            written, edit = await write_fresh(there, made, _place(request))
        except (EditRefused, Unread) as error:
            raise Rejected([error.problem]) from error
        name = edit.files[0].file.name
        edits = [said(request, "edit", name, code=w.code, digest=edit.digest) for w in written]
        await edit_noted(request, edits)
        there, decide = await context.app.context(shop.name), partial(_decided, request)
        shown.left = await _when_free(lambda: link_written(there, made, written, decide))
        await hold_open(context.app.store, made, decide)

    return await _step(request, shop, put)


async def write_skus(request: Request) -> Response:
    """Write our SKUs into what is linked and lacks them, and nothing else."""
    shop, context = await _shop(request), context_of(request)

    async def put(shown: ShownAdoption) -> None:
        there = await context.app.context(shop.name)
        outcomes = await _when_free(lambda: name_skus(there))
        shown.made.skus_written = all(outcome.status == "done" for outcome in outcomes)
        wrong = [outcome.problem for outcome in outcomes if outcome.problem is not None]
        if wrong:
            raise Rejected(wrong)

    return await _step(request, shop, put)


async def yaml(request: Request) -> Response:
    """Give as a file what would be written for what is no product yet."""
    shop, context = await _shop(request), context_of(request)
    job = context.jobs.of("adopt", shop.name)
    if job is None or job.result is None or not job.result.made.unwritten:
        raise HTTPException(404)
    place = _place(request)
    try:
        text = await asyncio.to_thread(as_yaml, job.result.made, context.app.configuration, place)
    except (EditRefused, Unread) as error:
        raise HTTPException(404) from error
    headers = {"Content-Disposition": 'attachment; filename="ocop-adopt.yaml"'}
    return Response(text, media_type="application/yaml; charset=utf-8", headers=headers)


async def picture(request: Request) -> Response:
    """Show the first picture of a listing, as it was read when the shop was."""
    shop, context = await _shop(request), context_of(request)
    job = context.jobs.of("adopt", shop.name)
    matches = job.result.made.found.matches if job is not None and job.result is not None else ()
    named = (m for m in matches if m.listing.remote_id == request.path_params["listing"])
    listing = next((match.listing for match in named), None)
    file = picture_of(context.app.home, listing) if listing else None
    if file is None:
        return Response(status_code=404)
    return FileResponse(file, media_type="image/webp", headers={"Cache-Control": "private"})


async def _link(request: Request, made: Adoption) -> None:
    """Link what is certain or was said, and hold back what an open listing may be."""
    context = context_of(request)
    there, decide = await context.app.context(made.shop.name), partial(_decided, request)
    await _when_free(lambda: link_pairs(there, made, made.pairs(), decide))
    await hold_open(context.app.store, made, decide)
    context.live.changed()


def _decided(request: Request, verdict: Said, shop: ShopName, code: Code, note: str) -> Decision:
    return said(request, verdict, note, shop=shop, code=code)


async def _when_free(work: Callable[[], Awaitable[Result]]) -> Result:
    """Do it once no round is at work in the shop; raises `Busy` after a while."""
    clock = asyncio.get_running_loop()
    end = clock.time() + FREE_WITHIN_S
    while True:
        try:
            return await work()
        except Busy:
            if clock.time() > end:
                raise
            await asyncio.sleep(LOOK_AGAIN_S)


async def _step(request: Request, shop: Shop, step: Step) -> Response:
    """Do one step on what was found; there must be something."""
    job = context_of(request).jobs.of("adopt", shop.name)
    if job is None or job.result is None:
        return RedirectResponse(_address(shop), 303)
    await job.within(PATIENCE_S)  # somebody else's answer comes first
    shown: ShownAdoption = job.result

    async def work() -> ShownAdoption:
        await step(shown)
        return shown

    return await _go_on(request, shop, work)


async def _go_on(
    request: Request, shop: Shop, work: Callable[[], Coroutine[Any, Any, ShownAdoption]]
) -> Response:
    context = context_of(request)
    await context.jobs.begin("adopt", shop.name, work, context.fault)
    return RedirectResponse(_address(shop), 303)


def _address(shop: Shop) -> str:
    return f"/shops/{quote(shop.name)}/adopt"


def _place(request: Request) -> CatalogPlace:
    context, unsorted = context_of(request), Spoken.of(request).word("word_adopt_unsorted")
    return CatalogPlace(config=context.config, home=context.app.home, unsorted=unsorted)


async def _shop(request: Request) -> Shop:
    """Find the shop, if nobody else's goods are sold there."""
    shop = ruled_shop(request, request.path_params["shop"], await goods_of(request))
    if shop is None:
        raise HTTPException(404)
    return shop


_needs_connect = partial(Route, needs=Permission.CONNECT)
ROUTES: Final = [
    _needs_connect("/shops/{shop}/adopt", adopt),
    _needs_connect("/shops/{shop}/adopt", begin, methods="POST"),
    _needs_connect("/shops/{shop}/adopt/answer", answer, methods="POST"),
    _needs_connect("/shops/{shop}/adopt/catalog", write, methods="POST"),
    _needs_connect("/shops/{shop}/adopt/skus", write_skus, methods="POST"),
    _needs_connect("/shops/{shop}/adopt/products.yaml", yaml),
    _needs_connect("/shops/{shop}/adopt/pictures/{listing}", picture),
]
