"""Chờ duyệt: each held change as it is and as it would be, and the answers that people may give."""

from __future__ import annotations

import asyncio
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.catalog.editing import EditRefused
from sync.catalog.reading import Unread
from sync.model import Change, Code, Listing, Problem, Product, ShopName
from sync.model.assortment import sells
from sync.model.people import Permission
from sync.output.format import ChangeLine, change_lines
from sync.planning import changed_values
from sync.platforms import Unusable, platform_of
from sync.running.decisions import about
from sync.running.product_edits import EditUnsound, ProductEdit, save_edit
from sync.running.seen_files import show
from sync.running.taking import TakePart, Taking, turned
from sync.store import Verdict
from sync.web.access import Route, said, store_of
from sync.web.context import PageContext, context_of
from sync.web.own import edit_noted, goods_of, product_named, viewer_of, would_load
from sync.web.questions import OpenQuestion, answer, go_on, questions_of
from sync.web.rendering import Spoken, page

APPROVALS: Final = "/approvals"
AT_ONCE: Final = 30  # on one page


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question as it is shown; `takeable` where the shop's value can be had into the catalog."""

    question: OpenQuestion
    title: str
    change: Change
    problem: Problem
    lines: list[ChangeLine]
    variant: str  # which of the product's, where it is about one
    takeable: bool
    wide: bool  # for every shop that sells the product
    mine: bool  # the viewer has said yes, and somebody else is needed


async def approvals(request: Request) -> Response:
    """Show what waits."""
    return await _shown(request)


async def _shown(request: Request, problem: Problem | None = None) -> Response:
    found = await questions_of(request)
    goods, holds = await goods_of(request), await store_of(request).decisions.holds()
    waiting = [one for one in found if one.state == "open"]
    return page(
        request,
        "approvals.html",
        status=200 if problem is None else 409,
        questions=[_question(request, each) for each in waiting[:AT_ONCE]],
        more=max(0, len(waiting) - AT_ONCE),
        answered=[_question(request, each) for each in found if each.state != "open"][:AT_ONCE],
        holds=[one for one in holds if goods.codes is None or goods.has(one.code)],
        refused=problem,
    )


def _question(request: Request, question: OpenQuestion) -> ShownQuestion:
    held = question.waiting[0].held
    before, after = changed_values(held.change)
    who, takings = viewer_of(request).name, _takings(request, question)
    title, variant = _title(context_of(request), held.change)
    return ShownQuestion(
        question,
        title=title,
        change=held.change,
        problem=held.problem,
        lines=change_lines(Spoken.of(request), held.change, before, after),
        variant=variant,
        takeable=bool(takings),
        wide=any(one.wide for one in takings),
        mine=any(one.who == who and one.verdict == "approve" for one in question.said),
    )


def _title(context: PageContext, change: Change) -> tuple[str, str]:
    """Name the product, and the variant if it is about one."""
    products = context.app.configuration.products
    product = next((each for each in products if each.code == change.code), None)
    if product is None:
        shown: Listing = change.before or change.after
        return shown.title or change.code, change.sku or ""
    options = [each.options for each in product.variants if each.sku == change.sku]
    return product.name, ", ".join(options[0]) if options else change.sku or ""


async def approve(request: Request) -> Response:
    """Allow these changes, in every shop where they wait."""
    return await _answer(request, "approve")


async def refuse(request: Request) -> Response:
    """Have these changes not made, until something else is wanted."""
    return await _answer(request, "refuse")


async def _answer(request: Request, verdict: Verdict) -> Response:
    named = set((await request.form(max_files=0)).getlist("change"))
    found = [each for each in await questions_of(request) if each.name in named]
    await answer(request, verdict, [one for each in found for one in each.waiting])
    if not found:  # somebody else was faster, or a round found that it wants something else
        return await _shown(request, Problem(code="page_approval_gone"))
    return RedirectResponse(APPROVALS, 303)


async def take(request: Request) -> Response:
    """Write what stands in the shop into the catalog, so that nothing is to be changed there."""
    named = (await request.form(max_files=0)).get("change")
    found = [each for each in await questions_of(request) if each.name == named]
    takings = _takings(request, found[0]) if found else []
    if not takings:
        return await _shown(request, Problem(code="page_approval_gone"))
    product = product_named(request, found[0].code)
    if product is None:
        return await _shown(request, Problem(code="page_approval_gone"))
    try:
        digest = await asyncio.to_thread(_written, request, product, takings)
    except (EditRefused, Unread) as error:
        return await _shown(request, error.problem)
    except EditUnsound as error:
        return await _shown(request, error.problems[0])
    word = said(request, "take", Path(product.source.file).name)
    await edit_noted(request, [about(word, one.change, digest) for one in takings])
    go_on(request, found[0].shops)
    context_of(request).live.changed()
    return RedirectResponse(APPROVALS, 303)


def _written(request: Request, product: Product, takings: Collection[Taking]) -> str:
    """Make the edits, if the catalog is as sound with them; answers what they are called."""
    file, home = Path(product.source.file), context_of(request).app.home
    edits = tuple(edit for one in takings for edit in one.edits)
    _, version = show(file, home)
    edit = ProductEdit(file=file, edits=edits, version=version)
    return save_edit(edit, home, lambda instead: would_load(request, instead)).digest


def _takings(request: Request, question: OpenQuestion) -> list[Taking]:
    """Say which edits would take the shop's values: none unless all of the change can be."""
    configuration = context_of(request).app.configuration
    product = product_named(request, question.code)
    if product is None or configuration.settings.catalog:
        return []
    shop = next((each for each in configuration.shops if each.name == question.shops[0]), None)
    if shop is None or not sells(shop, product):
        return []
    try:
        echoes = platform_of(shop).features.echoes
    except Unusable:
        return []
    sellers = sum(sells(each, product) for each in configuration.shops)
    wide = sellers == 1 or len(question.waiting) > 1
    found = turned([question.waiting[0].held.change], TakePart(shop, product, echoes, (), wide))
    return found if all(one.edits for one in found) else []


async def release(request: Request) -> Response:
    """Let go on what somebody held back."""
    form, goods = await request.form(max_files=0), await goods_of(request)
    shop, code = str(form.get("shop", "")), str(form.get("product", ""))
    if goods.has(Code(code)) if code else goods.codes is None:
        about_shop, about_code = ShopName(shop) if shop else None, Code(code) if code else None
        word = said(request, "release", shop=about_shop, code=about_code)
        await store_of(request).decisions.add([word])
        go_on(request, [each.name for each in context_of(request).app.shops])
        context_of(request).live.changed()
    return RedirectResponse(APPROVALS, 303)


ROUTES: Final = [
    Route(APPROVALS, approvals, needs=Permission.LOOK),
    Route(f"{APPROVALS}/approve", approve, needs=Permission.DECIDE, methods="POST"),
    Route(f"{APPROVALS}/refuse", refuse, needs=Permission.DECIDE, methods="POST"),
    Route(f"{APPROVALS}/take", take, needs=Permission.DECIDE, methods="POST"),
    Route(f"{APPROVALS}/release", release, needs=Permission.DECIDE, methods="POST"),
]
