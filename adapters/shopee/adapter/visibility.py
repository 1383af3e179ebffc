"""Shows and hides items, fifty in a call."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from adapters.shopee.adapter.amounts import Verdict, item_of, judged
from adapters.shopee.adapter.booth import Booth
from adapters.shopee.client.answers import content, error_of_reason
from adapters.shopee.client.endpoints import UNLIST_ITEM
from sync.marketplace import MarketplaceError, outcome_of
from sync.marketplace.json_values import rows, text, unclear, whole
from sync.model import Change, Outcome

Wish = Literal["show", "hide"]


async def turn(booth: Booth, wish: Wish, changes: Sequence[Change]) -> list[Outcome]:
    """Show or hide at most fifty listings; one outcome each, in order."""
    ids = [item_of(change) for change in changes]
    try:
        verdicts = await make_visible(booth, wish, ids)
    except MarketplaceError as error:
        return [outcome_of(change, error, id_) for change, id_ in zip(changes, ids, strict=True)]
    return [
        judged(change, id_, verdict)
        for change, id_, verdict in zip(changes, ids, verdicts, strict=True)
    ]


async def make_visible(booth: Booth, wish: Wish, item_ids: Sequence[str]) -> list[Verdict]:
    """Show or hide at most fifty items."""
    lines = [{"item_id": int(item_id), "unlist": wish == "hide"} for item_id in item_ids]
    call = booth.client.put_rows(UNLIST_ITEM, {"item_list": lines})
    told = content(await booth.line.call(call))
    verdicts: dict[int | None, Verdict] = {
        whole(row.get("item_id")): None for row in rows(told.get("success_list"))
    }
    verdicts |= {
        whole(row.get("item_id")): error_of_reason(text(row.get("failed_reason")))
        for row in rows(told.get("failure_list"))
    }
    return [verdicts.get(int(item_id), unclear("item_id")) for item_id in item_ids]
