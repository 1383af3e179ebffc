"""Gets the tokens that open a shop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from adapters.lazada.client import Client
from adapters.lazada.client.endpoints import REFRESH, TOKEN
from sync.marketplace import ApiClient, Credentials, Request
from sync.marketplace.json_values import Json, text, unclear, whole
from sync.model import Tokens

LONGEST_S = 10 * 366 * 86_400  # a longer life is no life in seconds


async def exchange(line: ApiClient, client: Client, code: str) -> Tokens:
    """Turn the code that came back with the seller into tokens; good once, for 30 minutes."""
    return await _open(line, client, TOKEN, {"code": code})


async def refresh(line: ApiClient, client: Client, refresh_token: str) -> Tokens:
    """Use a refresh token, once; the pair that comes back replaces both."""
    return await _open(line, client, REFRESH, {"refresh_token": refresh_token})


async def _open(
    line: ApiClient, client: Client, path: str, parameters: Mapping[str, str]
) -> Tokens:
    asked_at: list[datetime] = []
    call = client.open(path, parameters)

    def build(access: Credentials) -> Request:
        asked_at.append(access.now)  # a token's life counts from when it was asked for
        return call.build(access)

    answer = await line.call(replace(call, build=build))
    return tokens_of(answer, asked_at[-1])


def tokens_of(answer: Json, asked_at: datetime) -> Tokens:
    """Read a pair of tokens, which stands at the top of the answer.

    How long they live depends on the app and on the year, so only the answer tells. A refresh
    token that lives 0 seconds cannot be used: once the access ends, the seller must log in again.
    """
    access, fresh = text(answer.get("access_token")), text(answer.get("refresh_token"))
    life = _life(answer, "expires_in")
    if not access or not fresh or life is None:
        raise unclear("access_token")
    refresh_life = _life(answer, "refresh_expires_in")
    return Tokens(
        access=access,
        refresh=fresh,
        access_expires_at=asked_at + life,
        refresh_expires_at=None if refresh_life is None else asked_at + refresh_life,
    )


def _life(answer: Json, name: str) -> timedelta | None:
    seconds = whole(answer.get(name))
    if seconds is None or not 0 <= seconds <= LONGEST_S:
        return None
    return timedelta(seconds=seconds)
