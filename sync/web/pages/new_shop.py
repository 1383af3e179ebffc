"""A new shop: which platform, by which app, which account; connecting it is the next step."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Sequence
from functools import partial
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.catalog.editing import EditRefused
from sync.catalog.reading import Unread
from sync.model import BY_CONSENT, Problem
from sync.model.people import Permission
from sync.platforms import platforms
from sync.running.config_edits import ConfigFile, shops_file
from sync.running.new_shop import (
    LONGEST_SECRET,
    NewShop,
    add_shop,
    addable,
    apps_in,
    asking,
    setting_name,
)
from sync.running.product_edits import EditUnsound
from sync.web.access import Route, said
from sync.web.context import context_of
from sync.web.forms import Fields, fields_of
from sync.web.own import edit_noted
from sync.web.rendering import page

PLACE: Final = "/shops/new"
LONGEST: Final = 200
FIELDS: Final = ("name", "platform", "app", "key", "account", "address", "profile")


async def ask(request: Request) -> Response:
    """Show the empty form, or that of a platform which asks for more than the others."""
    chosen = request.query_params.get("platform", "")
    told = {"platform": chosen} if chosen in asking(platforms()) else {}
    return await _form(request, told, ())


async def add(request: Request) -> Response:
    """Write the shop into shops.yaml; what is typed as a secret is never shown again."""
    typed, file = await fields_of(request), _file(request)
    told = {name: _line(typed, name) for name in FIELDS}
    platform = platforms().get(told["platform"])
    if platform is None or told["platform"] not in {*addable(platforms()), *asking(platforms())}:
        return await _form(request, told, [Problem(code="page_shop_platform")])
    own = {name: _line(typed, name) for name in map(setting_name, platform.asks)}
    secret = typed.get("secret", "").strip()[:LONGEST_SECRET]
    shop, told = NewShop(**told, settings=own, secret=secret), told | own
    home, version = context_of(request).app.home, typed.get("version", "")
    try:
        done = await asyncio.to_thread(add_shop, file, shop, platform, home, version)
    except EditUnsound as error:
        return await _form(request, told, error.problems)
    except (EditRefused, Unread) as error:
        return await _form(request, told, [error.problem])
    note = f"{file.file.name} + {shop.name}"
    await edit_noted(request, [said(request, "edit", note, digest=done.digest)])
    by_login = "login" in platform.features.can or shop.key == BY_CONSENT
    place = f"/shops/{quote(shop.name)}/connect" if by_login else "/shops"
    return RedirectResponse(place, 303)


def _line(typed: Fields, name: str) -> str:
    return " ".join(typed.get(name, "").split())[:LONGEST]


async def _form(request: Request, typed: Fields, problems: Sequence[Problem]) -> Response:
    file, apps = _file(request), dict[str, str]()
    content, version = await asyncio.to_thread(file.shown, context_of(request).app.home)
    standing = list(problems)
    try:
        apps = apps_in(content)
    except (EditRefused, Unread) as error:
        standing.append(error.problem)
    labels, asks = addable(platforms()), asking(platforms())
    chosen = asks.get(typed.get("platform", ""))
    return page(
        request,
        "new_shop.html",
        status=400 if problems else 200,
        typed=typed,
        problems=standing,
        platforms=labels,
        others={name: each.features.label for name, each in asks.items()},
        chosen=chosen and chosen.features.label,
        asks=[(setting_name(each), each) for each in chosen.asks] if chosen else [],
        apps={name: labels[of] for name, of in apps.items() if of in labels},
        version=version,
    )


def _file(request: Request) -> ConfigFile:
    return shops_file(context_of(request).config, os.environ)


_configures = partial(Route, PLACE, needs=Permission.CONFIGURE)
ROUTES: Final = [_configures(ask), _configures(add, methods="POST")]
