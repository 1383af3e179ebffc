"""Gets the token that opens a shop: the key and secret of the connection are all it takes."""

from __future__ import annotations

from datetime import timedelta

from adapters.partner.client import Client
from adapters.partner.mapping.orders import moment
from sync.marketplace import ApiClient
from sync.marketplace.json_values import Json, record, text, unclear, whole
from sync.model import Tokens

STANDING = "client_credentials"  # stands where others keep a refresh token; it opens nothing
LONGEST_S = 10 * 366 * 86_400  # a longer life is no life in seconds


async def enter(line: ApiClient, client: Client) -> Tokens:
    """Ask for a new token, which ends the one before a minute later."""
    return tokens_of(await line.call(client.enter()))


def tokens_of(answer: Json) -> Tokens:
    """Read a token; its life counts from the server's own time."""
    data = record(answer.get("data"))
    access, life_s = text(data.get("access_token")), whole(data.get("expires_in"))
    if not access or life_s is None or not 0 <= life_s <= LONGEST_S:
        raise unclear("access_token")
    ends_at = moment(answer, "server_time") + timedelta(seconds=life_s)
    return Tokens(access=access, refresh=STANDING, access_expires_at=ends_at)
