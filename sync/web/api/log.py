"""What was done and decided, newest first."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query
from starlette.requests import Request

from sync.model import Code, ShopName
from sync.output.changes import Json
from sync.output.log import decision_json, entry_json
from sync.web.api.answers import NotFound, language_of
from sync.web.context import context_of
from sync.web.own import goods_of, own_decisions, shop_named

MOST_SEEN = 1_000  # that are looked through for what is the viewer's
Text = Annotated[str, Query(max_length=100)]


async def read_log(
    request: Request,
    shop: Text = "",
    product: Text = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Json:
    """Recall changes with what became of them, and who decided what from where."""
    app, goods = context_of(request).app, await goods_of(request)
    if shop and shop_named(request, shop, goods) is None:
        raise NotFound(shop)
    if product and not goods.has(Code(product)):
        raise NotFound(product)
    code, name = Code(product) if product else None, ShopName(shop) if shop else None
    looked = limit if goods.codes is None else MOST_SEEN
    entries = await app.store.journal.entries(name, code, looked)
    decisions = await app.store.decisions.entries(name, code, looked)
    own = [one for one in entries if goods.has(one.change.code)]
    told = own_decisions(request, decisions, goods)
    return {
        "entries": [entry_json(one, language_of(request)) for one in own[:limit]],
        "decisions": [decision_json(one) for one in told[:limit]],
    }
