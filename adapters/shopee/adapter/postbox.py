"""Where Shopee pushes to, and what it pushed in vain: one for all shops of an app."""

from __future__ import annotations

from typing import Final

from adapters.shopee.adapter.booth import Booth
from adapters.shopee.client.answers import content
from adapters.shopee.client.endpoints import (
    CONFIRM_LOST_PUSHES,
    LOST_PUSHES,
    PUSH_CONFIG,
    SET_PUSH_CONFIG,
)
from adapters.shopee.webhooks import signals_in
from sync.marketplace import Signal
from sync.marketplace.json_values import rows, text, whole

WANTED: Final = [3, 8, 16]  # orders; reserved stock; listings taken down


async def register(booth: Booth, url: str) -> None:
    """Have what we need pushed there; what else the console has on stays on."""
    told = content(await booth.line.call(booth.client.ask_of_app(PUSH_CONFIG)))
    on = told.get("push_config_on_list")
    if told.get("callback_url") == url and isinstance(on, list) and {*WANTED} <= {*map(whole, on)}:
        return
    body = {"callback_url": url, "set_push_config_on": WANTED}
    await booth.line.call(booth.client.put_of_app(SET_PUSH_CONFIG, body))


async def missed(booth: Booth) -> list[Signal]:
    """Take what was lost in the last three days, a hundred at a time, and say that it came."""
    found: list[Signal] = []
    confirmed: int | None = None
    while True:
        told = content(await booth.line.call(booth.client.ask_of_app(LOST_PUSHES)))
        messages, last = rows(told.get("push_message_list")), whole(told.get("last_message_id"))
        if not messages or last is None or last == confirmed:
            return found
        for message in messages:
            found += signals_in(text(message.get("data")).encode())
        body = {"last_message_id": last}
        await booth.line.call(booth.client.put_of_app(CONFIRM_LOST_PUSHES, body))
        if told.get("has_next_page") is not True:
            return found
        confirmed = last
