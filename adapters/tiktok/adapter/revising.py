"""Revises what a listing says and which variants it has, without dropping a SKU by omission."""

from __future__ import annotations

from adapters.tiktok.adapter.booth import Booth, product_of
from adapters.tiktok.client import Write
from adapters.tiktok.client.endpoints import ACTIVATE, FULL_EDIT, PARTIAL_EDIT, at
from adapters.tiktok.mapping.carrying import whole_body
from adapters.tiktok.mapping.papers import with_standing_papers
from adapters.tiktok.mapping.reading import has_hidden_version, leaf_of
from adapters.tiktok.mapping.skus import wanted_rows
from adapters.tiktok.mapping.writing import content_body, placed, with_standing_attributes
from sync.marketplace.error_mapping import Sent
from sync.marketplace.json_values import Json, record, rows, text
from sync.model import Change, Outcome, Problem


async def revise(booth: Booth, change: Change) -> Outcome:
    """Write the changed fields."""
    product = await booth.product(product_of(change))
    told = await edit(booth, change, product)
    held_back = text(product.get("status")) == "PLATFORM_DEACTIVATED"
    if held_back and text(record(told.get("audit")).get("status")) != "AUDITING":
        await booth.write(Write(at(ACTIVATE), {"product_ids": [product_of(change)]}))
    return done(booth, change, product_of(change), told)


async def edit(booth: Booth, change: Change, product: Json) -> Json:
    """Send the changed fields alone where that is enough; {} where there is nothing to send.

    A partial edit cannot move a category, and while an earlier edit is under review nobody says
    from which version it starts: then all of the newest version is sent with it.
    """
    product_id = product_of(change)
    body, sent = await _changes(booth, change, product)
    if not body:
        return {}
    if "category_id" in body or has_hidden_version(product):
        place, whole = at(FULL_EDIT, product_id), {**whole_body(product), **body}
        return await booth.write(Write(place, whole, "PUT", sent))
    return await booth.write(Write(at(PARTIAL_EDIT, product_id), body, sent=sent))


async def _changes(booth: Booth, change: Change, product: Json) -> tuple[Json, Sent]:
    """Write what changes, and whether it may be sent twice: new variants may not."""
    after, fields = change.after, set(change.fields)
    body: dict[str, object] = {}
    if "category" in fields:
        leaf = str(placed(after, booth.learned)[0])
        if leaf != leaf_of(product):
            body["category_id"] = leaf
            fields.add("attributes")  # another category asks for others
    if "attributes" in fields:
        fields.add("papers")  # other attributes may ask for others
    body |= content_body(after, fields, booth.learned)
    if "category_id" not in body:
        body = dict(with_standing_attributes(body, product, change.taken_back))
    body = dict(with_standing_papers(body, product))
    if "variants" not in fields:
        return body, "repeatable"
    skus = wanted_rows(after, product, (await booth.warehouses()).default)
    return {**body, "skus": list(skus.rows)}, "once" if skus.new else "repeatable"


def done(booth: Booth, change: Change, product_id: str, told: Json) -> Outcome:
    """Make the outcome of a write that succeeded, with what TikTok quietly left out of it."""
    problem = _left_out(booth, change, told)
    return Outcome(change=change, status="done", remote_id=product_id, problem=problem)


def _left_out(booth: Booth, change: Change, told: Json) -> Problem | None:
    warnings = [said for row in rows(told.get("warnings")) if (said := text(row.get("message")))]
    if warnings:
        values = {"platform_message": "; ".join(warnings)}
        return Problem(code="left_out", severity="warning", values=values, about=change.code)
    brand = change.after.brand
    if brand and change.kind == "publish" and not booth.learned.brand_id(brand):
        values = {"brand": brand}
        return Problem(code="brand_unknown", severity="note", values=values, about=change.code)
    return None
