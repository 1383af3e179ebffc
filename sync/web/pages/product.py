"""One product: its form, its pictures, how shops will show it, what was done to it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.catalog import Configuration
from sync.catalog.editing import Edit, EditRefused, edited, values_in
from sync.catalog.reading import Unread
from sync.model import Code, Field, Listing, Problem, Product, Shop, Sku
from sync.model.assortment import sells
from sync.model.people import Permission
from sync.planning import Income, fees_of, income_of, project
from sync.platforms import Unusable, platform_of
from sync.running.product_edits import EditUnsound, ProductEdit, save_edit
from sync.running.seen_files import show
from sync.transport.clock import Clock, legal_day
from sync.web.access import Route, said
from sync.web.context import context_of, shops_of
from sync.web.editing import (
    OF_VARIANT,
    SECTIONS,
    FieldChange,
    edits_of,
    shown_values,
    shown_variants,
)
from sync.web.own import edit_noted, product_named, would_load
from sync.web.pages.products import cells_of
from sync.web.rendering import page

MOST_FIELDS: Final = 2_000
LONGEST: Final = 100_000  # bytes of one field
COMPARED: Final[Sequence[Field]] = ("title", "description", "category", "brand", "attributes")
OF_OFFER: Final[Sequence[Field]] = ("price", "list_price", "gtin", "weight_g", "pack")
MOST_DECISIONS: Final = 10

Typed = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What one shop will show otherwise once this is saved."""

    shop: str
    fields: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentForm:
    """A form that was sent: what it holds, what that changes, and what is wrong with it."""

    typed: Typed = field(default_factory=dict)
    differences: Sequence[FieldChange] = ()
    effects: Sequence[Effect] = ()
    problems: Sequence[Problem] = ()
    wanted: Product | None = None  # the product as it would be


@dataclass(frozen=True, slots=True)
class ProductPreview:
    """How a shop shows a product, and what is left of each price there, by SKU."""

    shop: Shop
    listing: Listing
    incomes: Mapping[Sku, Income]


async def product(request: Request) -> Response:
    """Show the form of a product as it is written now."""
    return await _shown(request, SentForm())


async def send(request: Request) -> Response:
    """Look what a form would change, or save it."""
    found = product_named(request, request.path_params["code"])
    if found is None or is_followed(request):
        return page(request, "message.html", status=404, code="page_not_found")
    form = await request.form(max_files=0, max_fields=MOST_FIELDS, max_part_size=LONGEST)
    typed = {name: value for name, value in form.items() if isinstance(value, str)}
    try:
        draft, edits = await asyncio.to_thread(_drafted, request, found, typed)
        if form.get("do") != "save" or draft.problems or not edits:
            return await _shown(request, draft)
        return await _saved(request, found, edits, form)
    except EditUnsound as error:
        return await _shown(request, SentForm(typed=typed, problems=error.problems))
    except (EditRefused, Unread) as error:
        return await _shown(request, SentForm(typed=typed, problems=[error.problem]))


async def _saved(
    request: Request, found: Product, edits: Sequence[Edit], form: FormData
) -> Response:
    """Write it where nobody else wrote meanwhile; the sync takes it from the file."""
    context, file = context_of(request), Path(found.source.file)
    edit = ProductEdit(file=file, edits=tuple(edits), version=str(form.get("version", "")))
    load_instead = partial(would_load, request)
    done = await asyncio.to_thread(save_edit, edit, context.app.home, load_instead)
    decision = said(request, "edit", file.name, code=found.code, digest=done.digest)
    await edit_noted(request, [decision])
    return RedirectResponse(f"{request.url.path}?saved", 303)


def _drafted(request: Request, found: Product, typed: Typed) -> tuple[SentForm, list[Edit]]:
    """Say what a form would change, in the file and in each shop; takes its time."""
    file = Path(found.source.file)
    content = file.read_bytes()
    changes = list(edits_of(found.code, values_in(content), typed))
    edits = [each.edit for each in changes]
    if not edits:
        return SentForm(typed=typed), []
    after = would_load(request, {file: edited(content, edits)})
    wanted = next((each for each in after.products if each.code == found.code), None)
    known = {(each.code, str(each.values)) for each in _problems(request, found.code)}
    new = [
        each
        for each in after.problems
        if each.about == found.code and each.severity == "stop" and _key(each) not in known
    ]
    effects = _effects(request, after, found, wanted) if wanted else ()
    draft = SentForm(typed=typed, differences=changes, effects=effects, problems=new, wanted=wanted)
    return draft, edits


def _key(problem: Problem) -> tuple[str, str]:
    return problem.code, str(problem.values)


def _problems(request: Request, code: Code) -> list[Problem]:
    configuration = context_of(request).app.configuration
    of_all = configuration.objections.get(code, ())
    own = [each for each in configuration.problems if each.about == code]
    return own + [each for each in of_all if each not in own]


def _effects(
    request: Request, after: Configuration, before: Product, wanted: Product
) -> list[Effect]:
    """Compare how each shop shows the product now with how it would then."""
    now_shops = {shop.name: shop for shop in shops_of(request)}
    found = []
    for shop in after.shops:
        if shop.name not in now_shops:
            continue
        old, new = _listed(now_shops[shop.name], before), _listed(shop, wanted)
        if fields := _differing(old, new):
            found.append(Effect(shop=shop.name, fields=fields))
    return found


def _listed(shop: Shop, product: Product) -> Listing | None:
    if not sells(shop, product):
        return None
    try:
        features = platform_of(shop).features
    except Unusable:
        return None
    return project(product, shop, {}, legal_day(Clock()), features)


def _differing(old: Listing | None, new: Listing | None) -> list[str]:
    if old is None or new is None:
        return [] if old is new else ["status"]
    fields: list[str] = [name for name in COMPARED if getattr(old, name) != getattr(new, name)]
    if old.images != new.images:
        fields.append("images")
    was, now = ({o.sku: o for o in listing.offers} for listing in (old, new))
    if was.keys() != now.keys():
        fields.append("variants")
    both = was.keys() & now.keys()
    return fields + [
        name
        for name in OF_OFFER
        if any(getattr(was[s], name) != getattr(now[s], name) for s in both)
    ]


async def shown_with(request: Request, problem: Problem) -> Response:
    """Show the product, and what is wrong with what was sent beside its form."""
    return await _shown(request, SentForm(problems=[problem]))


async def _shown(request: Request, draft: SentForm) -> Response:
    found, context = product_named(request, request.path_params["code"]), context_of(request)
    if found is None:
        return page(request, "message.html", status=404, code="page_not_found")
    content, version = show(Path(found.source.file), context.app.home)
    values, shops = values_in(content), shops_of(request)
    decisions = await context.app.store.decisions.entries(None, found.code, MOST_DECISIONS)
    holds = await context.app.store.decisions.holds()
    return page(
        request,
        "product.html",
        status=400 if draft.problems else 200,
        product=found,
        form_sections=SECTIONS,
        values=shown_values(values, found.code),
        variants=shown_variants(values, found.code),
        of_variant=OF_VARIANT,
        version=draft.typed.get("version") or version,
        draft=draft,
        saved="saved" in request.query_params,
        problems=_problems(request, found.code),
        categories=context.app.configuration.categories,
        shops=shops,
        cells=await cells_of(request, shops, [found]),
        previews=_previews(shops, draft.wanted or found),
        decisions=decisions,
        holds=[one for one in holds if one.code == found.code],
        may_edit=not is_followed(request),
    )


def _previews(shops: Sequence[Shop], found: Product) -> list[ProductPreview]:
    listed = ((shop, _listed(shop, found)) for shop in shops)
    return [
        ProductPreview(shop, listing, _incomes(shop, found, listing))
        for shop, listing in listed
        if listing is not None
    ]


def _incomes(shop: Shop, found: Product, listing: Listing) -> dict[Sku, Income]:
    fees = fees_of(shop.fees, shop.platform, found.category, legal_day(Clock()))
    return {
        offer.sku: income_of(offer.price, fees)
        for offer in listing.offers
        if offer.price is not None
    }


def is_followed(request: Request) -> bool:
    """Whether the catalog lies in a repository that is followed: then it is edited there."""
    return context_of(request).app.configuration.settings.catalog is not None


ROUTES: Final = [
    Route("/products/{code}", product, needs=Permission.LOOK),
    Route("/products/{code}", send, needs=Permission.EDIT, methods="POST"),
]
