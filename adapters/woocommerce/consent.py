"""Opens a shop by its owner's consent: the shop's own server brings the keys to an address of ours.

Nothing signs what it brings. A text that nobody can guess goes out with the owner's browser and
comes back with the keys: it is used once, and nothing is taken without it.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import urlencode

import orjson

from adapters.woocommerce.endpoints import AUTHORIZE
from adapters.woocommerce.signing import KEY_START, Keys
from sync.marketplace import LoginExpired, Rejected
from sync.marketplace.json_values import Json, parsed, record, text
from sync.model import FOR_GOOD, Problem, Tokens

ASKED_FILE: Final = "consent.json"
GOOD_FOR: Final = timedelta(minutes=30)
WAIT_S: Final = 600.0
LONGEST_BODY: Final = 10_000
VISIT_S: Final = 5.0  # anybody may come: none is held for long, and never very many
MOST_VISITORS: Final = 32
SCOPE: Final = "read_write"


def authorize_url(host: str, redirect_url: str, folder: Path | None, now: datetime) -> str:
    """Make the address of the consent page; what binds its answer to us is kept until it comes."""
    if folder is None or not redirect_url.startswith("https://"):
        raise Rejected([Problem(code="consent_needs_https", values={"address": redirect_url})])
    word = secrets.token_urlsafe(32)
    folder.mkdir(parents=True, exist_ok=True)
    asked = folder / ASKED_FILE
    asked.touch(mode=0o600)
    asked.write_bytes(orjson.dumps({"word": word, "until": (now + GOOD_FOR).isoformat()}))
    query = {
        "app_name": "OCOP Sync",
        "scope": SCOPE,
        "user_id": word,
        "return_url": redirect_url,
        "callback_url": redirect_url,
    }
    return f"{host}{AUTHORIZE}?{urlencode(query)}"


async def exchange(code: str, folder: Path | None, now: datetime) -> Tokens:
    """Take keys that were copied, `ck_...:cs_...`, or wait at `host:port` for the shop's call."""
    if code.startswith(KEY_START):
        name, _, secret = code.partition(":")
        return tokens_of(Keys(name.strip(), secret.strip()))
    host, _, port = code.rpartition(":")
    if not host or not port.isdecimal():
        raise LoginExpired(Problem(code="connect_code_refused"))
    return tokens_of(await _heard(host, int(port), _word(folder, now)))


def tokens_of(keys: Keys) -> Tokens:
    """Keep keys as tokens: the secret stands alone too, to be known wherever it turns up."""
    if not keys.secret:
        raise LoginExpired(Problem(code="connect_code_refused"))
    opening = f"{keys.name}:{keys.secret}"
    return Tokens(access=opening, refresh=keys.secret, access_expires_at=FOR_GOOD)


def _word(folder: Path | None, now: datetime) -> str:
    """Take the word that went out with the browser; it is good once, and for a while."""
    asked = (folder or Path()) / ASKED_FILE
    try:
        kept = record(parsed(asked.read_bytes()))
        asked.unlink()
    except (OSError, ValueError):
        raise LoginExpired(Problem(code="connect_code_refused")) from None
    if now > datetime.fromisoformat(text(kept.get("until"))):
        raise LoginExpired(Problem(code="connect_code_refused"))
    return text(kept.get("word"))


async def _heard(host: str, port: int, word: str) -> Keys:
    """Listen until the shop has brought keys with the right word; anybody else is turned away."""
    brought: asyncio.Future[Keys] = asyncio.get_running_loop().create_future()
    visitors: dict[asyncio.StreamWriter, None] = {}

    async def visit(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        visitors[writer] = None
        if len(visitors) > MOST_VISITORS:  # the one that came first makes room
            next(iter(visitors)).transport.abort()
        with suppress(OSError, TimeoutError):
            async with asyncio.timeout(VISIT_S):
                keys = await _answered(reader, writer, word)
            if keys and not brought.done():
                brought.set_result(keys)
        visitors.pop(writer, None)
        writer.close()

    try:
        async with await asyncio.start_server(visit, host, port), asyncio.timeout(WAIT_S):
            return await brought
    except TimeoutError:
        raise LoginExpired(Problem(code="connect_code_refused")) from None
    except OSError as error:
        values = {"address": f"{host}:{port}", "why": error.strerror or type(error).__name__}
        raise Rejected([Problem(code="consent_cannot_listen", values=values)]) from None


async def _answered(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, word: str
) -> Keys | None:
    """Hear one call and answer it; the owner's browser comes here as well, once all is done."""
    call = await _read(reader)
    keys = keys_of(call.body, word) if call.method == "POST" else None
    writer.write(_answer(200 if keys or call.method == "GET" else 401))
    await writer.drain()
    return keys


class _Call(NamedTuple):
    method: str
    body: bytes


async def _read(reader: asyncio.StreamReader) -> _Call:
    """Read one call; one that is no HTTP, or longer than keys are, is empty."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
        first, *lines = head.decode("latin-1").split("\r\n")
        pairs = (line.partition(":") for line in lines)
        headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
        length = min(int(headers.get("content-length", "0")), LONGEST_BODY)
        return _Call(first.partition(" ")[0], await reader.readexactly(length))
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ValueError):
        return _Call("", b"")


def keys_of(body: bytes, word: str) -> Keys | None:
    """Read the keys that a shop brings; None without the word that we gave its owner."""
    try:
        told: Json = record(parsed(body))
    except ValueError:
        return None
    if not word or not hmac.compare_digest(text(told.get("user_id")).encode(), word.encode()):
        return None
    keys = Keys(text(told.get("consumer_key")), text(told.get("consumer_secret")))
    granted = text(told.get("key_permissions")) == SCOPE
    return keys if granted and keys.are_consumer_keys and keys.secret else None


def _answer(status: int) -> bytes:
    """WooCommerce deletes the key again unless it hears 200, and nothing else."""
    words: Mapping[int, str] = {200: "OK", 401: "Unauthorized"}
    page = b"<!DOCTYPE html><meta charset=utf-8><p>OCOP Sync: xong / done</p>"
    head = f"HTTP/1.1 {status} {words[status]}\r\nContent-Type: text/html; charset=utf-8\r\n"
    return f"{head}Content-Length: {len(page)}\r\nConnection: close\r\n\r\n".encode() + page
