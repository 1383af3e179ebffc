"""Publishes, revises, shows and hides listings."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Literal

import orjson

from adapters.tiktok.amounts import (
    Verdict,
    current,
    edit_prices,
    judged,
    product_of,
    write_stocks,
    zero_refused,
)
from adapters.tiktok.client import ShopApi, Write
from adapters.tiktok.endpoints import ACTIVATE, DEACTIVATE, FULL_EDIT, PARTIAL_EDIT, PRODUCTS, at
from adapters.tiktok.errors import error_of_row
from adapters.tiktok.listings import (
    has_hidden_version,
    identity_of,
    leaf_of,
    newest_version,
    option_names_of,
)
from adapters.tiktok.papers import with_standing_papers
from adapters.tiktok.writing import (
    CONTENT,
    content_body,
    parcelled_rows,
    placed,
    product_body,
    save_mode,
    wanted_rows,
    whole_body,
    with_standing_attributes,
)
from sync.marketplace import Lost, MarketplaceError, Rejected, outcome_of
from sync.marketplace.error_mapping import Sent
from sync.marketplace.json_values import Json, record, rows, text, unclear
from sync.model import Change, Outcome, Problem

Visibility = Literal["show", "hide"]
NO_MORE_SKUS = "12019056"  # a product without options gets none


async def turn(api: ShopApi, wish: Visibility, changes: Sequence[Change]) -> list[Outcome]:
    """Show or hide at most twenty listings; one outcome each, in order."""
    barred = [wish == "show" and _sold_out(api, change) for change in changes]
    free = [change for change, is_barred in zip(changes, barred, strict=True) if not is_barred]
    turned = iter(await _turn(api, wish, free) if free else [])
    return [
        outcome_of(change, zero_refused(change)) if is_barred else next(turned)
        for change, is_barred in zip(changes, barred, strict=True)
    ]


def _sold_out(api: ShopApi, change: Change) -> bool:
    """Whether showing it would sell what is sold out, since its zero was refused."""
    return api.metadata.refuses_zero and any(o.quantity == 0 for o in change.after.offers)


async def _turn(api: ShopApi, wish: Visibility, changes: Sequence[Change]) -> list[Outcome]:
    ids = [product_of(change) for change in changes]
    try:
        verdicts = await make_visible(api, wish, ids)
        if wish == "show":
            verdicts = [
                await _list_draft(api, id_) if _is_locked(verdict) else verdict
                for id_, verdict in zip(ids, verdicts, strict=True)
            ]
    except MarketplaceError as error:
        verdicts = [error] * len(ids)
    return [
        judged(change, id_, verdict)
        for change, id_, verdict in zip(changes, ids, verdicts, strict=True)
    ]


async def _shown(api: ShopApi, product_id: str) -> Verdict:
    (verdict,) = await make_visible(api, "show", [product_id])
    return await _list_draft(api, product_id) if _is_locked(verdict) else verdict


def _is_locked(verdict: Verdict) -> bool:
    return verdict is not None and verdict.problem.code == "listing_locked"


async def _list_draft(api: ShopApi, product_id: str) -> Verdict:
    """List what was saved and never submitted, which only an edit can; anything else is doubtful.

    An edit or an earlier call may have shown it meanwhile: then look again.
    """
    try:
        if text((await newest_version(api, product_id)).get("status")) != "DRAFT":
            return Lost(Problem(code="listing_locked"))
        await api.write(Write(at(PARTIAL_EDIT, product_id), {"save_mode": "LISTING"}))
    except MarketplaceError as error:
        return error
    return None


async def make_visible(api: ShopApi, wish: Visibility, product_ids: Sequence[str]) -> list[Verdict]:
    """Show or hide at most twenty products; showing one sends it to review first."""
    endpoint = ACTIVATE if wish == "show" else DEACTIVATE
    told = await api.write(Write(at(endpoint), {"product_ids": list(product_ids)}))
    failed = {
        text(record(row.get("detail")).get("product_id")): row for row in rows(told.get("errors"))
    }
    if "" in failed:  # it does not say whose error it is
        return [unclear("product_id")] * len(product_ids)
    return [_verdict(error_of_row(failed[id_])) if id_ in failed else None for id_ in product_ids]


def _verdict(error: MarketplaceError) -> MarketplaceError:
    """Look again where the status is not as it was: an edit or an earlier call may have done it."""
    return Lost(error.problem) if error.problem.code == "listing_locked" else error


async def revise(api: ShopApi, change: Change) -> Outcome:
    """Write the changed fields."""
    product = await newest_version(api, product_of(change))
    told = await _edit_options(api, change, product)
    held_back = text(product.get("status")) == "PLATFORM_DEACTIVATED"
    if held_back and text(record(told.get("audit")).get("status")) != "AUDITING":
        await api.write(Write(at(ACTIVATE), {"product_ids": [product_of(change)]}))
    return done(api, change, product_of(change), told)


async def _edit_options(api: ShopApi, change: Change, product: Json) -> Json:
    """Send an edit; raises `Rejected` where the kind of options cannot change, and remembers it.

    An edit that was to take the options away and left them there is not believed: told as done,
    it would be made anew in every round, and reviewed each time.
    """
    try:
        told = await edit(api, change, product)
    except Rejected as error:
        if error.problem.values.get("platform_code") != NO_MORE_SKUS:
            raise
        raise _options_stay(api, change, product) from error
    left = any(row.get("sales_attributes") for row in rows(told.get("skus")))
    if left and "variants" in change.fields and not change.after.option_names:
        raise _options_stay(api, change, product)
    return told


def _options_stay(api: ShopApi, change: Change, product: Json) -> Rejected:
    api.metadata.fixed_options[product_of(change)] = option_names_of(product)
    return Rejected([Problem(code="options_stay", about=change.code)])


async def edit(api: ShopApi, change: Change, product: Json) -> Json:
    """Send the changed fields alone where that is enough; {} where there is nothing to send.

    A partial edit cannot move a category, and while an earlier edit is under review nobody says
    from which version it starts: then all of the newest version is sent with it.
    """
    product_id = product_of(change)
    body, sent = await _changes(api, change, product)
    if not body:
        return {}
    body = {**body, **save_mode(product, change.after)}
    if "category_id" in body or has_hidden_version(product):
        place, whole = at(FULL_EDIT, product_id), {**whole_body(product), **body}
        return await api.write(Write(place, whole, "PUT", sent))
    return await api.write(Write(at(PARTIAL_EDIT, product_id), body, sent=sent))


async def _changes(api: ShopApi, change: Change, product: Json) -> tuple[Json, Sent]:
    """Write what changes, and whether it may be sent twice: new variants may not."""
    after, fields = change.after, set(change.fields)
    body: dict[str, object] = {}
    if "category" in fields:
        leaf = str(placed(after, api.metadata)[0])
        if leaf != leaf_of(product):
            body["category_id"] = leaf
            fields.add("attributes")  # another category asks for others
    if "attributes" in fields:
        fields.add("papers")  # other attributes may ask for others
    body |= content_body(after, fields, api.metadata)
    if "category_id" not in body:
        body = dict(with_standing_attributes(body, product, change.taken_back))
    body = dict(with_standing_papers(body, product))
    if "variants" in fields:
        skus = wanted_rows(after, product, (await api.warehouses()).default)
        return {**body, "skus": list(skus.rows)}, "once" if skus.new else "repeatable"
    if fields & {"weight_g", "size_mm"} and len(after.offers) > 1:
        body["skus"] = list(parcelled_rows(product, after))
    return body, "repeatable"


def done(api: ShopApi, change: Change, product_id: str, told: Json) -> Outcome:
    """Make the outcome of a write that succeeded, with what TikTok quietly left out of it."""
    problem = _left_out(api, change, told)
    return Outcome(change=change, status="done", remote_id=product_id, problem=problem)


def _left_out(api: ShopApi, change: Change, told: Json) -> Problem | None:
    warnings = [said for row in rows(told.get("warnings")) if (said := text(row.get("message")))]
    if warnings:
        values = {"platform_message": "; ".join(warnings)}
        return Problem(code="left_out", severity="warning", values=values, about=change.code)
    brand = change.after.brand
    if brand and change.kind == "publish" and not api.metadata.brand_id(brand):
        values = {"brand": brand}
        return Problem(code="brand_unknown", severity="note", values=values, about=change.code)
    return None


async def publish(api: ShopApi, change: Change) -> Outcome:
    """Create a listing, or finish one that was begun before."""
    if change.before and change.before.remote_id:
        return await _finish(api, change)
    body = product_body(change.after, api.metadata, (await api.warehouses()).default)
    key = idempotency_key(change, body, datetime.now(UTC).date())
    create = Write(at(PRODUCTS), {**body, "idempotency_key": key}, sent="once")
    told = await api.write(create)
    return done(api, change, identity_of(told, "product_id"), told)


def idempotency_key(change: Change, body: Json, today: date) -> str:
    """Name this wish, so that creating it twice in a day makes one product.

    The search index may not show yet what a lost answer made: then the same key answers with it.
    What somebody deleted is a new wish each time, or the key would answer with the deleted one.
    """
    if change.reason == "gone":
        return str(uuid.uuid4())
    wish = orjson.dumps([change.shop, change.code, today.isoformat(), body])
    return hashlib.sha256(wish).hexdigest()


async def _finish(api: ShopApi, change: Change) -> Outcome:
    """Bring what stands there hidden up to date, then show it."""
    product_id = product_of(change)
    fields = (*sorted(CONTENT), "category", "variants")
    outcome = await revise(api, replace(change, fields=fields))
    group = [replace(change, sku=offer.sku) for offer in change.after.offers]
    offers = await current(api, product_id, group)
    await edit_prices(api, product_id, offers)
    verdicts = await write_stocks(api, product_id, offers)
    verdicts += [await _shown(api, product_id)]
    for verdict in filter(None, verdicts):
        raise verdict
    return replace(outcome, change=change)
