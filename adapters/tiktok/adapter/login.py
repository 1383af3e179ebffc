"""Gets the tokens that open a shop."""

from __future__ import annotations

from adapters.tiktok.client import Client
from adapters.tiktok.client.endpoints import REFRESH, TOKEN
from sync.marketplace import ApiClient
from sync.marketplace.json_values import Json, moment, text, unclear, whole
from sync.model import Tokens


async def exchange(line: ApiClient, client: Client, code: str) -> Tokens:
    """Turn the code that came back with the seller into tokens."""
    query = [("auth_code", code), ("grant_type", "authorized_code")]
    return tokens_of(await line.call(client.open(TOKEN, query)))


async def refresh(line: ApiClient, client: Client, refresh_token: str) -> Tokens:
    """Use a refresh token, once; the pair that comes back replaces both."""
    query = [("refresh_token", refresh_token), ("grant_type", "refresh_token")]
    return tokens_of(await line.call(client.open(REFRESH, query)))


def tokens_of(answer: Json) -> Tokens:
    """Read a pair of tokens; `expire_in` is a point in time, whatever its name says."""
    access, fresh = text(answer.get("access_token")), text(answer.get("refresh_token"))
    if not access or not fresh:
        raise unclear("access_token")
    lasting = whole(answer.get("refresh_token_expire_in"))
    return Tokens(
        access=access,
        refresh=fresh,
        access_expires_at=moment(answer, "access_token_expire_in"),
        refresh_expires_at=moment(answer, "refresh_token_expire_in") if lasting else None,
    )
