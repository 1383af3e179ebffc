"""Tries every way by which people are told: one message by each, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from sync.model import Message, Notify
from sync.transport.http import HttpClient
from sync.transport.messages import NotSent, Send, channels_of

Answers = Mapping[str, str | None]  # by way: None where it was taken, else why not


async def send_by_each(notify: Notify, home: Path, message: Message) -> Answers:
    """Send by every way; no answer holds a secret."""
    async with HttpClient() as http:
        ways = channels_of(notify, home, http, lambda: datetime.now(UTC))
        return {name: await _answer(send, message) for name, send in ways.items()}


async def _answer(send: Send, message: Message) -> str | None:
    try:
        await send(message)
    except NotSent as error:
        return str(error)
    return None
