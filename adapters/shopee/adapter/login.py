"""Gets the tokens that open a shop."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from adapters.shopee.client import Client
from adapters.shopee.client.endpoints import REFRESH, TOKEN
from adapters.shopee.features import REFRESH_TOKEN_DAYS
from sync.marketplace import ApiClient, Credentials, Request
from sync.marketplace.json_values import Json, text, unclear, whole
from sync.model import Tokens

ABSOLUTE = 1_000_000_000  # a life in seconds is never that long: it is a point in time


async def exchange(line: ApiClient, client: Client, account: str, code: str) -> Tokens:
    """Turn the code that came back with the seller into tokens."""
    return await _open(line, client, TOKEN, {"code": code, "shop_id": int(account)})


async def refresh(line: ApiClient, client: Client, account: str, refresh_token: str) -> Tokens:
    """Use a refresh token, once; the pair that comes back replaces both."""
    return await _open(
        line, client, REFRESH, {"refresh_token": refresh_token, "shop_id": int(account)}
    )


async def _open(line: ApiClient, client: Client, path: str, body: Json) -> Tokens:
    asked_at: list[datetime] = []
    call = client.open(path, body)

    def build(access: Credentials) -> Request:
        asked_at.append(access.now)  # a token's life counts from when it was asked for
        return call.build(access)

    answer = await line.call(replace(call, build=build))
    return tokens_of(answer, asked_at[-1])


def tokens_of(answer: Json, asked_at: datetime) -> Tokens:
    """Read a pair of tokens; answers of this kind have no `response` around them."""
    access, fresh = text(answer.get("access_token")), text(answer.get("refresh_token"))
    life = whole(answer.get("expire_in"))
    if not access or not fresh or life is None:
        raise unclear("access_token")
    lasting = timedelta(seconds=life)
    ends = datetime.fromtimestamp(life, UTC) if life > ABSOLUTE else asked_at + lasting
    return Tokens(
        access=access,
        refresh=fresh,
        access_expires_at=ends,
        refresh_expires_at=asked_at + timedelta(days=REFRESH_TOKEN_DAYS),
    )
