"""What waits for a person: before and after, and the word of people on it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import Path
from starlette.requests import Request

from sync.model import ShopName
from sync.output.changes import Json, change_json, problem_json
from sync.running.decisions import VALID_FOR, deciders_of
from sync.store import HeldChange
from sync.web.api.answers import NotFound, language_of
from sync.web.context import context_of
from sync.web.own import goods_of
from sync.web.questions import answer

Digest = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$")]
Yes = Mapping[ShopName, Mapping[str, frozenset[str]]]
Answer = Literal["approve", "refuse"]


async def list_held(request: Request) -> Json:
    """List the changes that wait for a yes, what waits longest first."""
    found = await _own(request)
    yes = await _yes(request, {one.held.change.shop for one in found})
    return {"held": [_held_json(request, one, yes) for one in found]}


async def approve_held(request: Request, digest: Digest) -> Json:
    """Allow exactly this change, once, for 14 days; it may take a second person."""
    return await _answer(request, digest, "approve")


async def refuse_held(request: Request, digest: Digest) -> Json:
    """Say no to exactly this change: it is asked about no more."""
    return await _answer(request, digest, "refuse")


async def _answer(request: Request, digest: str, verdict: Answer) -> Json:
    found = next((one for one in await _own(request) if one.digest == digest), None)
    if found is None:
        raise NotFound(digest)
    await answer(request, verdict, [found])
    return _held_json(request, found, await _yes(request, {found.held.change.shop}))


async def _own(request: Request) -> list[HeldChange]:
    goods = await goods_of(request)
    held = await context_of(request).app.store.held.all()
    return [one for one in held if goods.has(one.held.change.code)]


async def _yes(request: Request, shops: Collection[ShopName]) -> Yes:
    """Say by shop and digest who said yes; where it takes two people, only users count."""
    app, since = context_of(request).app, datetime.now(UTC) - VALID_FOR
    yes = {shop: await app.store.decisions.approvals(shop, since) for shop in shops}
    if app.configuration.settings.approvals == "one_person":
        return yes
    deciders = await deciders_of(app.store)
    return {shop: {d: who & deciders for d, who in of.items()} for shop, of in yes.items()}


def _held_json(request: Request, one: HeldChange, yes: Yes) -> Json:
    """The change, why it waits, since when, and who said yes so far."""
    change, settings = one.held.change, context_of(request).app.configuration.settings
    return {
        "digest": one.digest,
        "alike": one.alike,
        "shop": change.shop,
        "since": one.since.isoformat(),
        **change_json(change),
        "held": problem_json(one.held.problem, language_of(request)),
        "approved_by": sorted(yes[change.shop].get(one.digest, ())),
        "approvals_wanted": 2 if settings.approvals == "two_people" else 1,
    }
