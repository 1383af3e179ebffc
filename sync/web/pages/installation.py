"""Cài đặt chung: who is told, what counts as dangerous; it edits settings.yaml."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sync.catalog.editing import EditRefused, values_in
from sync.catalog.reading import Unread
from sync.model import Problem
from sync.model.people import Permission
from sync.running.config_edits import ConfigFile, settings_file
from sync.running.product_edits import EditUnsound
from sync.web.access import Route, said
from sync.web.context import context_of
from sync.web.forms import fields_of
from sync.web.own import edit_noted
from sync.web.rendering import page
from sync.web.settings_form import SETTING_GROUPS, setting_changes, setting_values

PLACE: Final = "/settings/installation"


async def installation(request: Request) -> Response:
    """Show the settings as they are written now."""
    return await _shown(request, {}, ())


async def save(request: Request) -> Response:
    """Write what a form changes into settings.yaml, if the settings make sense with it."""
    typed, file = await fields_of(request), _file(request)
    home = context_of(request).app.home
    try:
        content, _ = await asyncio.to_thread(file.shown, home)
        edits = [each.edit for each in setting_changes(values_in(content), typed)]
        if not edits:
            return RedirectResponse(PLACE, 303)
        version = typed.get("version", "")
        done = await asyncio.to_thread(file.save, edits, home, version)
    except EditUnsound as error:
        return await _shown(request, typed, error.problems)
    except (EditRefused, Unread) as error:
        return await _shown(request, typed, [error.problem])
    await edit_noted(request, [said(request, "edit", file.file.name, digest=done.digest)])
    return RedirectResponse(f"{PLACE}?saved", 303)


async def _shown(request: Request, typed: Mapping[str, str], wrong: Sequence[Problem]) -> Response:
    context, file = context_of(request), _file(request)
    content, version = await asyncio.to_thread(file.shown, context.app.home)
    values, standing = {}, list(wrong)
    try:
        values = setting_values(values_in(content))
        standing += [] if wrong else file.problems(content)
    except (EditRefused, Unread) as error:
        standing = [error.problem]
    return page(
        request,
        "installation.html",
        status=400 if wrong else 200,
        groups=SETTING_GROUPS,
        values={**values, **typed},
        version=typed.get("version", version),
        wrong=standing,
        saved="saved" in request.query_params,
        webhooks=len(context.app.configuration.settings.notify.webhooks),
        editable=bool(values),
    )


def _file(request: Request) -> ConfigFile:
    return settings_file(context_of(request).config, os.environ)


_configures = partial(Route, PLACE, needs=Permission.CONFIGURE)
ROUTES: Final = [_configures(installation), _configures(save, methods="POST")]
