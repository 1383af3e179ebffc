"""The page where an owner lets a program in, and the shop's own call that brings it its keys.

The page has a field for the owner's password here; there one has to be signed in already.
"""

from __future__ import annotations

import asyncio
import hashlib
import html
import http.client
import ssl
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urlsplit

from sandbox.replica import Answer, dump
from sandbox.woocommerce import errors
from sandbox.woocommerce.entities import Key
from sandbox.woocommerce.settings import OPERATOR_PASSWORD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from sandbox.woocommerce.site import Site

PATH = "/wc-auth/v1/authorize"
ASKED = ("app_name", "scope", "user_id", "return_url", "callback_url")
SCOPES = ("read", "write", "read_write")
CALLBACK_S = 10.0


async def visit(site: Site, request: Request) -> Answer:
    """Show the page, or do as the owner decided on it."""
    asked = dict(request.query_params)
    if wrong := _wrong(asked):
        return errors.html(401, f"Error: {wrong}.")
    if request.method != "POST":
        return _page(asked)
    told = dict(parse_qsl((await request.body()).decode()))
    if told.get("password") != OPERATOR_PASSWORD:
        return errors.html(403, "You need to be logged in.")
    if told.get("decision") != "approve":
        return _back(asked, success=0)
    return await _approved(site, asked)


def _wrong(asked: Mapping[str, str]) -> str:
    absent = [name for name in ASKED if not asked.get(name)]
    if absent:
        return f"Missing parameter {absent[0]}"
    if asked["scope"] not in SCOPES:
        return "Invalid scope"
    if not asked["callback_url"].startswith("https://"):
        return "The callback_url needs to be over SSL"
    return ""


def _page(asked: Mapping[str, str]) -> Answer:
    name = html.escape(asked["app_name"])
    form = (
        '<form method="post"><input name="password" type="password">'
        '<button name="decision" value="approve">Approve</button>'
        '<button name="decision" value="deny">Deny</button></form>'
    )
    page = f"<!DOCTYPE html><title>{name}</title><h1>{name} would like to connect</h1>{form}"
    return Answer(page.encode(), 200, "consent", "text/html; charset=utf-8")


async def _approved(site: Site, asked: Mapping[str, str]) -> Answer:
    """A key is made, and is deleted again unless the callback is answered 200 exactly."""
    number = site.shop.next_number("key")
    made = [
        hashlib.sha256(f"{part}{number}{site.now()}".encode()).hexdigest()[:40] for part in "ks"
    ]
    key = Key(number, f"ck_{made[0]}", f"cs_{made[1]}", asked["scope"])
    told = {
        "key_id": number,
        "user_id": asked["user_id"],
        "consumer_key": key.key,
        "consumer_secret": key.secret,
        "key_permissions": key.permissions,
    }
    status = 0
    with suppress(OSError, http.client.HTTPException):
        status = await asyncio.to_thread(_post, site, asked["callback_url"], dump(told))
    if status != 200:
        return errors.html(401, "Error: An error occurred in the request and at the time were "
                                "unable to send the consumer data.")  # fmt: skip
    site.shop.keys.append(key)
    return _back(asked, success=1)


def _post(site: Site, url: str, body: bytes) -> int:
    """Public names lead to this machine alone, where `outer_web` says."""
    parts = urlsplit(url)
    way = urlsplit(site.settings.outer_web or url)
    if way.hostname not in {"127.0.0.1", "localhost"}:
        return 0
    address = f"{way.hostname}:{way.port}"
    line: http.client.HTTPConnection = http.client.HTTPConnection(address, timeout=CALLBACK_S)
    if way.scheme == "https":
        unchecked = ssl._create_unverified_context()  # noqa: S323, SLF001  # a certificate of ours
        line = http.client.HTTPSConnection(address, timeout=CALLBACK_S, context=unchecked)
    try:
        headers = {"Content-Type": "application/json;charset=utf-8", "Host": parts.netloc}
        line.request("POST", f"{parts.path or '/'}?{parts.query}".rstrip("?"), body, headers)
        return line.getresponse().status
    finally:
        line.close()


def _back(asked: Mapping[str, str], *, success: int) -> Answer:
    query = urlencode({"success": success, "user_id": asked["user_id"]})
    joint = "&" if "?" in asked["return_url"] else "?"
    where = f"{asked['return_url']}{joint}{query}"
    return Answer(b"", 302, "consent", headers={"location": where})
