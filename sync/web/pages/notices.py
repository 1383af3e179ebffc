"""Báo tin: by which ways people are told; each is tried, webhooks are added and taken out."""

from __future__ import annotations

import asyncio
import os
import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.catalog.editing import TOP, Add, Drop, Edit, EditRefused, Put, Value, values_in
from sync.catalog.reading import Unread
from sync.model import Message, Problem, ShopName
from sync.model.people import Permission
from sync.running.catalog_edits import CatalogEdit
from sync.running.config_edits import ConfigFile, settings_file
from sync.running.kept_secrets import keep_secret, named_in
from sync.service.trial_message import send_by_each
from sync.web.access import Route
from sync.web.config_page import save_edits, written
from sync.web.context import context_of
from sync.web.forms import Fields, fields_of
from sync.web.rendering import language_of, page
from sync.wording import say

PLACE: Final = "/settings/notices"
WEBHOOKS: Final = ("notify", "webhooks")
NOBODYS: Final = ShopName("")  # a trial is of no shop
NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
LONGEST: Final = 1000


async def notices(request: Request) -> Response:
    """Show the ways, and what became of the last trial."""
    return await _shown(request, {}, ())


async def _shown(request: Request, typed: Fields, wrong: Sequence[Problem]) -> Response:
    context, file = context_of(request), _file(request)
    content, version = await asyncio.to_thread(file.shown, context.app.home)
    trial = context.jobs.of("notify", NOBODYS)
    notify = context.app.configuration.settings.notify
    return page(
        request,
        "notices.html",
        status=400 if wrong else 200,
        ways=list(notify.channels),
        email=notify.email,
        webhooks=[(each.name, urlsplit(each.url).hostname or "") for each in notify.webhooks],
        unsent=await context.app.store.alerts.unsent(),
        trying=trial is not None and not trial.ended.is_set(),
        answers=trial.result if trial else None,
        typed=typed,
        problems=wrong,
        version=version if content else "",
    )


async def try_all(request: Request) -> Response:
    """Send a trial message by every way; a slow one is waited for behind the page."""
    context, language = context_of(request), language_of(request)
    notify = context.app.configuration.settings.notify
    message = Message(*say("message_test", {}, language))

    async def work() -> Mapping[str, str | None]:
        return await send_by_each(notify, context.app.home, message)

    await context.jobs.begin("notify", NOBODYS, work, context.fault)
    return RedirectResponse(PLACE, 303)


async def add(request: Request) -> Response:
    """Enter a webhook; its address opens a door, so it is kept as a secret."""
    typed, file = await fields_of(request), _file(request)
    name, url = typed.get("name", "").strip(), typed.get("url", "").strip()[:LONGEST]
    kept = {"name": name, "template": typed.get("template", "").strip()[:LONGEST]}
    if not NAME.fullmatch(name) or urlsplit(url).scheme not in ("http", "https"):
        return await _shown(request, kept, [Problem(code="page_notices_incomplete")])
    context, version = context_of(request), typed.get("version", "")

    def write() -> CatalogEdit:
        content, _ = file.shown(context.app.home)
        secret = keep_secret(context.config, f"webhook-{name}", url)
        try:
            value: dict[str, Value] = {"name": name, "url_file": named_in(secret)}
            value |= {"template": kept["template"]} if kept["template"] else {}
            edits = [_adding(values_in(content), value)]
            return file.save(edits, context.app.home, version)
        except BaseException:
            secret.unlink(missing_ok=True)
            raise

    wrong = await written(request, file, f"+ webhook {name}", write)
    return await _shown(request, kept, wrong) if wrong else RedirectResponse(PLACE, 303)


def _adding(values: Mapping[str, Any], value: Value) -> Edit:
    notify = values.get("notify")
    if notify and notify.get("webhooks"):
        return Add(code=TOP, path=WEBHOOKS, value=value)
    if notify:
        return Put(code=TOP, path=WEBHOOKS, value=[value])
    return Put(code=TOP, path=WEBHOOKS[:1], value={WEBHOOKS[1]: [value]})


async def drop(request: Request) -> Response:
    """Take a webhook out of the settings."""
    typed, file = await fields_of(request), _file(request)
    name, home = typed.get("name", ""), context_of(request).app.home
    try:
        content, _ = await asyncio.to_thread(file.shown, home)
        listed = (values_in(content).get("notify") or {}).get("webhooks") or []
    except (EditRefused, Unread) as error:
        return await _shown(request, {}, [error.problem])
    at = [place for place, each in enumerate(listed) if each.get("name") == name]
    if not at:
        return await _shown(request, {}, [Problem(code="page_notices_gone")])
    path = (*WEBHOOKS, at[0]) if len(listed) > 1 else WEBHOOKS
    edits, version = [Drop(code=TOP, path=path)], typed.get("version", "")
    wrong = await save_edits(request, file, edits, version, f"- webhook {name}")
    return await _shown(request, {}, wrong) if wrong else RedirectResponse(PLACE, 303)


def _file(request: Request) -> ConfigFile:
    return settings_file(context_of(request).config, os.environ)


_does = partial(Route, needs=Permission.CONFIGURE, methods="POST")
ROUTES: Final = [
    Route(PLACE, notices, needs=Permission.CONFIGURE),
    _does(PLACE, add),
    _does(f"{PLACE}/drop", drop),
    _does(f"{PLACE}/try", try_all),
]
